"""The records of a text file, one by one, as strictly as can be: the careful way, for texts of any size and shape."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reportgen.read.protocol.columns import Columns
from reportgen.read.protocol.refusals import RefusedError
from reportgen.read.protocol.streams import Teller

LONGEST = 32_767
"""Characters that a spreadsheet's cell holds."""

FEW_LINES = 3
"""So many lines of one record may look like records themselves."""

_AT_ONCE = 50_000


@dataclass(slots=True)
class Place:
    """Where in a text the reading stands: what its sheet is called, what separates its cells, the next row and the lines before it.

    `width` is how many cells records usually have.
    """

    sheet: str
    separator: str
    row: int
    line: int
    width: int = 0


def read_records(lines: Iterable[str], place: Place, teller: Teller) -> None:
    """Tells the records of these lines, those of another width apart, and moves `place` behind them. An empty line is an empty row.

    Raises RefusedError where quotation marks do not pair.
    """
    csv.field_size_limit(LONGEST)
    records = _records(lines, place, teller)
    while True:
        columns = Columns()
        columns.add(islice(records, _AT_ONCE))
        if not columns.height:
            return
        teller.add_columns(columns)


def _records(lines: Iterable[str], place: Place, teller: Teller) -> Iterator[Sequence[str]]:
    """The records, an empty line as an empty one. A mark that is never closed would swallow rows: it is refused instead."""
    reader = csv.reader(lines, delimiter=place.separator, strict=True)
    before = place.line
    try:
        for record in reader:
            if before + reader.line_num - place.line > FEW_LINES and swallows(record, place.separator):
                raise csv.Error
            if _is_misfit(record, place.width):
                teller.misfits.append((place.row, place.line + 1, len(record)))
            yield record or ("",)
            place.row, place.line = place.row + 1, before + reader.line_num
    except csv.Error:
        raise unpaired(place) from None


def _is_misfit(record: Sequence[str], width: int) -> bool:
    """Whether a record has too few cells, or too many and something in those; one that says nothing is none."""
    if width < 2 or len(record) == width or not any(record):
        return False
    return len(record) < width or any(record[width:])


def unpaired(place: Place) -> RefusedError:
    """The refusal of a text whose quotation marks do not pair in the record that begins here."""
    return RefusedError("read.quotes", place.sheet, place.row, line=str(place.line + 1))


def swallows(record: Sequence[str], separator: str) -> bool:
    """Whether a cell holds what looks like further records."""
    lines = "\n".join(record).split("\n")
    return sum(line.count(separator) >= max(2, len(record) - 1) for line in lines) > FEW_LINES
