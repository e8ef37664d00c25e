"""Tables that rank: the places of a 名次 column follow the values of the column by which they are given."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reportgen.model.findings import AuditFinding, Place
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.findings import finding
from reportgen.review.text_audit.texts.passages import Grid
from reportgen.review.text_audit.texts.sentences import AuditedText, plain

_RANK = lazily("名次|排名|位次|排序|排位")
_NUMBER = lazily(r"第?(?P<value>-?\d+(?:\.\d+)?)(?:%|分|件|名|位|个|起|人|天)?", re.ASCII)
_SCORE = lazily("得分|总分|分值|评分|成绩")  # the higher, the better
_FEWEST = 3


def rankings(story: AuditedText) -> Iterator[AuditFinding]:
    """Each column of places against the columns of numbers: one of them falls or rises as the places go on."""
    for grid in story.document.grids:
        header = [plain(cell.text) for cell in grid.rows[0]] if grid.rows else []
        for number, title in enumerate(header):
            if _RANK.search(title) and len(grid.rows) > _FEWEST:
                yield from _column(grid, number)


def _column(grid: Grid, number: int) -> Iterator[AuditFinding]:
    places = _values(grid, number)
    rows = [row for row, value in enumerate(places) if value is not None]
    if len(rows) < _FEWEST or any(cell.figure for row in grid.rows for cell in row):
        return
    order = sorted(rows, key=lambda row: places[row] or 0)
    others = [_values(grid, one) for one in range(len(grid.rows[0])) if one != number]
    columns = [[value[row] for row in order] for value in others if all(value[row] is not None for row in rows)]
    for column, head in zip(others, [one for at, one in enumerate(grid.rows[0]) if at != number], strict=True):
        said = [one for row in order if (one := column[row]) is not None]
        if (
            len(rows) == _FEWEST == len(said)
            and _SCORE.search(plain(head.text))
            and any(a < b for a, b in pairwise(said))
        ):
            text = plain(grid.rows[0][number].text)
            yield finding("audit.order-wrong", Place(None, grid.number, text), "、".join(map(str, said)), text)
    wrong = [_out_of_order([one for one in column if one is not None]) for column in columns]
    if len(wrong) == 1 and wrong[0] == 1 and len(rows) > _FEWEST:
        shown = "、".join(str(one) for one in columns[wrong.index(1)])
        text = plain(grid.rows[0][number].text)
        yield finding("audit.order-wrong", Place(None, grid.number, text), shown, text)


def _out_of_order(values: Sequence[Decimal]) -> int:
    """How many neighbours stand in the wrong order, whichever way most of them go."""
    falls = sum(a < b for a, b in pairwise(values))
    rises = sum(a > b for a, b in pairwise(values))
    return min(falls, rises)


def _values(grid: Grid, number: int) -> list[Decimal | None]:
    """The numbers of a column below its header; None for a cell that holds none."""
    cells = [plain(row[number].text) for row in grid.rows[1:]]
    found = [_NUMBER.fullmatch(cell) for cell in cells]
    return [None if one is None else Decimal(one["value"]) for one in found]


CHECKS = (rankings,)
