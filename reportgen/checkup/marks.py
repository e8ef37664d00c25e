"""Issues -> marks: which cell is coloured how, and what the comment on it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.model.inspections import CheckedSheet, Inspection, places_of
from reportgen.model.ledgers import FileRows
from reportgen.model.sources import Issue, Level, Source

Cell = tuple[int, int]
"""Row and column in the sheet, 1-based."""
_LONGEST = 1_000
"""A comment is no longer than so many characters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong with one cell: the gravest level and what is said, each issue once."""

    level: Level
    texts: tuple[str, ...]

    @property
    def comment(self) -> str:
        """The text of the comment."""
        text = "\n\n".join(self.texts)
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def mark_cells(inspection: Inspection) -> dict[tuple[int, int], dict[Cell, Mark]]:
    """The marks of each sheet, by its file and its place in it.

    An issue of a whole row is on the row's first cell, one of a whole column on the column's header; one of a whole sheet is
    on no cell.
    """
    sheets = {_key(inspection.name(sheet)): sheet for sheet in reversed(inspection.sheets)}
    marks: dict[tuple[int, int], dict[Cell, Mark]] = {}
    for issue in inspection.issues:
        text = _text(issue)
        for place in places_of(issue):
            sheet = sheets.get(_key(place))
            if sheet and (cell := _cell(place, sheet, inspection.rows.files[sheet.file])):
                here = marks.setdefault((sheet.file, sheet.sheet), {})
                here[cell] = _joined(here.get(cell), issue.level, text)
    return marks


def _key(place: Source) -> tuple[str, str | None]:
    return place.file, place.sheet


def _cell(place: Source, sheet: CheckedSheet, file: FileRows) -> Cell | None:
    rows = file.sheets[sheet.sheet]
    if place.row is None and place.column is None:
        return None
    header = next((table.header_row for table in sheet.tables), rows.first_row)
    return place.row or header, place.column or rows.first_column


def _text(issue: Issue) -> str:
    return "\n".join(_sentences(issue))


def _sentences(issue: Issue) -> Iterator[str]:
    yield issue.each or issue.message
    if issue.hint:
        yield issue.hint


def _joined(mark: Mark | None, level: Level, text: str) -> Mark:
    """Both together; the worst issues come first, so that the level stays that of the first."""
    if mark is None:
        return Mark(level, (text,))
    return mark if text in mark.texts else Mark(mark.level, (*mark.texts, text))
