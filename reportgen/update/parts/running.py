"""Running numbers of the rows of a table (1, 2, 3 …): given anew where people's rows are counted with ours, else left."""

from collections.abc import Mapping, Sequence

from reportgen.model.reports.narratives import HEADER_ROWS, Span
from reportgen.model.reports.narratives import Table as Printed
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.editing.lines import Line, Part, UneditableError
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Paragraph, Row, Table
from reportgen.word.pages.reader import read_paragraph

_TR, _TC, _P, _TBL = tag("w:tr"), tag("w:tc"), tag("w:p"), tag("w:tbl")
_STRUCK = f"{tag('w:trPr')}/{tag('w:del')}"


def is_counted(base: Printed, new: Printed, rows: Sequence[Row], keys: Sequence[str | None]) -> bool:
    """Whether the first column of a table of ours is a running number in both reports, and as it stands with a person's rows.

    `rows` are those of the edited table, `keys` which of ours each of them is (None: a person's).
    """
    if not (_counts(base) and _counts(new)):
        return False
    apart = _apart(base)
    body = [row for row, key in zip(rows, keys, strict=True) if key not in apart]
    said = [row.cells[0].text.strip() if row.cells else "" for row in body]
    return bool(said) and said == [str(number) for number in range(1, len(said) + 1)]


def count_anew(trunk: Trunk, base: Printed, new: Printed, table: Table, placed: dict[str, Element]) -> dict[str, str]:
    """Writes the numbers of all rows as they stand now; gives those of ours by their keys."""
    aside = {*_apart(base), *_apart(new)}
    apart = [row for key, row in placed.items() if key in aside]
    element = table.element
    rows = [one for one in element.iter(_TR) if next(one.iterancestors(_TBL)) is element and one.find(_STRUCK) is None]
    keys = {id(row): key for key, row in placed.items()}
    known = {id(one.element): one for row in table.rows for cell in row.cells[:1] for one in cell.paragraphs}
    given: dict[str, str] = {}
    number = 0
    for row in rows:
        if any(row is one for one in apart):
            continue
        number += 1
        if _write(trunk, row, str(number), known) and id(row) in keys:
            given[keys[id(row)]] = str(number)
    return given


def _counts(table: Printed) -> bool:
    """Whether the first cells of a table are printed as 1, 2, 3 …, and are no figures."""
    apart = _apart(table)
    cells = [row.cells[0] for row in table.rows if row.key not in apart]
    if not cells or any(not isinstance(part, Span) or part.figure is not None for cell in cells for part in cell):
        return False
    return ["".join(part.text for part in cell) for cell in cells] == [str(at) for at in range(1, len(cells) + 1)]


def _apart(table: Printed) -> set[str | None]:
    """The rows that are not counted: the header, and that of the total."""
    return {*HEADER_ROWS, *([table.rows[-1].key] if table.total and table.rows else [])}


def _write(trunk: Trunk, row: Element, number: str, known: Mapping[int, Paragraph]) -> bool:
    """Writes a number into the first cell of a row, unless it stands there; `known` are paragraphs of the edited page, by their elements."""
    cell = next(row.iter(_TC), None)
    paragraphs = [] if cell is None else [known.get(id(one)) or read_paragraph(one) for one in cell.iterchildren(_P)]
    said = [one for one in paragraphs if one.text.strip()]
    if len(said) != 1 or not said[0].text.strip().isdecimal():
        return False
    if id(said[0].element) in known:
        line = trunk.line((said[0],))
    else:
        line = Line((said[0],), trunk.tracker(trunk.page.package.document))
    at = line.text.index(line.text.strip())
    if line.text.strip() != number:
        try:
            line.replace(at, at + len(line.text.strip()), [Part(number)])
        except UneditableError:
            return False
    return True
