"""What a ledger states of its own rows, compared with them: totals, and group titles (`城关镇（12件）` states a number)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from reportgen.chinese.numerals import ORDINAL
from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import CASES, THINGS
from reportgen.clean.cells.issue_log import SINGLES, IssueLog
from reportgen.clean.cells.values import as_text, fold
from reportgen.clean.rows.rules import GROUP
from reportgen.clean.rows.stated.listings import Listing, Span, Wrong, cases_in
from reportgen.clean.rows.stated.totals import wrong_totals
from reportgen.clean.rows.table_rows import row_values

_STATED = re.compile(rf"[(:共计](\d+)({one_of(CASES, THINGS)})")
_LEVELS = tuple(
    map(
        re.compile,
        (
            rf"{ORDINAL}[、.]",
            rf"\({ORDINAL}\)",
            r"\d{1,2}[、.](?!\d)",
            r"\(\d{1,2}\)",
        ),
    )
)
_UNNUMBERED = len(_LEVELS)


def wrong_groups(listing: Listing, others: Sequence[Listing]) -> list[Wrong]:
    """The place, the number and the number found of each group title whose rows are not so many."""
    groups = [_Title.of(listing, row) for row in listing.lines.rows(GROUP)]
    wrong: list[Wrong] = []
    for place, group in enumerate(groups):
        stated = _STATED.findall(group.text)
        if len(stated) != 1:
            continue
        number, unit = stated[0]
        spans = [(group.row, end) for end in _ends(listing, groups, place)]
        found = [cases_in(listing, span) for span in spans]
        together = [sum(cases_in(one, span) for one in (listing, *others)) for span in spans]
        if int(number) not in (*found, *together) and not _different(listing, spans, int(number), unit):
            wrong.append(((listing.first[0] + group.row, listing.first[1] + group.column), number, str(found[0])))
    return wrong


def _ends(listing: Listing, groups: Sequence["_Title"], place: int) -> list[int]:
    """Where the rows of a group may end, the likeliest place first.

    A numbered group ends with the next one of its level or a higher one; a title without a number may begin the next group
    as well as a part of it. A group without a number ends with the next title, or, where none of its rows come before that,
    it is one of several groups.
    """
    group, bottom = groups[place], len(listing.lines.cases)
    following = groups[place + 1].row if place + 1 < len(groups) else bottom
    if group.level == _UNNUMBERED:
        direct = cases_in(listing, (group.row, following))
        return [following] if direct else [*(title.row for title in groups[place + 1 :]), bottom]
    inside: list[int] = []
    for title in islice(groups, place + 1, None):
        if title.level <= group.level:
            return [title.row, *inside]
        inside += [title.row] if title.level == _UNNUMBERED else []
    return [bottom, *inside]


def _different(listing: Listing, spans: Sequence[Span], stated: int, unit: str) -> bool:
    """Whether some column has so many different values: `3家` may be three units with more cases."""
    if unit not in (*THINGS, "户"):
        return False
    rows = [np.flatnonzero(listing.lines.cases[top:bottom]) + top for top, bottom in spans]
    return any(len(np.unique(cells.codes[cases])) == stated for cases in rows for cells in listing.columns)


@dataclass(frozen=True, slots=True)
class _Title:
    """A group title: its row, its column, its folded text and its level (0 is `一、`)."""

    row: int
    column: int
    text: str
    level: int

    @classmethod
    def of(cls, listing: Listing, row: int) -> "_Title":
        """The title in a row: its last cell, a number in a cell before it included."""
        filled = [
            (index, fold(as_text(value))) for index, value in enumerate(row_values(listing.columns, row)) if value != ""
        ]
        number = "".join(text.rstrip("、.") + "、" for _, text in filled[:-1])
        text = number + filled[-1][1]
        level = next((place for place, pattern in enumerate(_LEVELS) if pattern.match(text)), _UNNUMBERED)
        return cls(row, filled[-1][0], text, level)


def check_counts(beside: Sequence[Listing], log: IssueLog) -> None:
    """Reports which totals and group titles differ from their rows; tables that stand side by side may be summed up together."""
    for listing in beside:
        others = [other for other in beside if other is not listing]
        _report(listing, "ledger.total-differs", wrong_totals(listing, others), log)
        _report(listing, "ledger.group-count-differs", wrong_groups(listing, others), log)


def _report(listing: Listing, code: str, wrong: Sequence[Wrong], log: IssueLog) -> None:
    if len(wrong) > SINGLES:
        log.report_together(f"{code}.many", listing.sheet, [place for place, _, _ in wrong])
        return
    for (row, column), stated, found in wrong:
        log.report(code, listing.sheet.source(row, column), stated=stated, found=found)
