"""A ledger that counties share: which column says whose a row is, and the rows of one county cut out of it.

A cut-out keeps the rows above the cases, and knows of each row where it stands in the sheet.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import cast

from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.tables.blocks.finding import find_blocks
from reportgen.messages import issue
from reportgen.model.ledgers import Column, FileRows, Rows, SheetRows
from reportgen.model.sources import Issue, Source
from reportgen.settings.models import FieldName, LedgerSettings, Settings

HEAD = 300
"""So many rows are looked at to find the header."""
_COUNTY = re.compile("[区市]?县|区划")
"""What tells a column of counties from one of towns, where a ledger has both."""
_CODE = re.compile(r"[0-9]{6,12}")
_NOUGHTS = re.compile(r"(?<=^\d{6})(?:000)+$|(?<=^\d{9})000$")
_SPACES = re.compile(r"\s+")

Columns = Mapping[str, Sequence[str]]
"""The headers of `ledger.columns` and of a county's own fields."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a sheet can be cut: `head` rows from its top stand above the cases, `column` (from 0) says whose a case is."""

    head: int
    column: int


@dataclass(frozen=True, slots=True)
class Region:
    """What is written of one county: its name, its administrative code, other spellings of the name."""

    name: str
    code: str
    spellings: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """What a cell says that names the county."""
        return frozenset(map(region_text, (self.name, *self.spellings)))

    @property
    def prefix(self) -> str:
        """What the codes of the county and of the places in it begin with."""
        return _NOUGHTS.sub("", self.code)

    def holds(self, value: object) -> bool:
        """Whether a cell means the county: by a name, spaces aside, or by its code or that of a place in it (a code that begins so)."""
        text = region_text(value)
        return text.startswith(self.prefix) if is_code(text) else text in self.names


def is_code(text: str) -> bool:
    """Whether a text is the code of a region."""
    return _CODE.fullmatch(text) is not None


def region_text(value: object) -> str:
    """What a cell says as the name or code of a region: full-width characters, spaces and the decimals of a code do not count."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _SPACES.sub("", unicodedata.normalize("NFKC", str(value)))


def cut_of(top: SheetRows, columns: Columns) -> Cut | None:
    """Where a sheet can be cut, by the first rows of it; None where no table in them says whose its cases are."""
    book = HeaderMatcher(cast("Mapping[FieldName, Sequence[str]]", columns))
    for block in find_blocks(top, book):
        fields = block.header.fields(book.field_of)
        found = [index for index, field in fields.items() if field == "region"]
        if found and "received" in fields.values():
            found.sort(key=lambda index: (not _COUNTY.search(block.header.shown[index]), index))
            offset = block.rows.first_column - top.first_column
            return Cut(block.start - top.first_row, offset + found[0])
    return None


def top_of(sheet: SheetRows) -> SheetRows:
    """The rows of a sheet in which its header is looked for."""
    columns = tuple(Column(column.values, column.codes[:HEAD]) for column in sheet.columns)
    return replace(sheet, columns=columns, height=min(HEAD, sheet.height))


def regions_of(sheet: SheetRows, cut: Cut) -> list[object]:
    """Whose each row is, as its cell says it; a merged cell speaks for all its rows."""
    column = sheet.columns[cut.column]
    found = [column.values[code] for code in column.codes]
    number = sheet.first_column + cut.column
    for top, left, bottom, right in sheet.merges:
        if left <= number <= right and bottom > top >= sheet.first_row + cut.head:
            first = top - sheet.first_row
            found[first : bottom - sheet.first_row + 1] = [found[first]] * (bottom - top + 1)
    return found


def part_of(sheet: SheetRows, cut: Cut, region: Region) -> SheetRows:
    """The rows of a sheet that are the county's, below those above the cases."""
    regions = regions_of(sheet, cut)
    wanted = {value for value in set(regions[cut.head :]) if region.holds(value)}
    rows = [*range(cut.head), *(row for row in range(cut.head, sheet.height) if regions[row] in wanted)]
    columns = tuple(column_of([column.values[column.codes[row]] for row in rows]) for column in sheet.columns)
    return rebased(sheet, columns, [sheet.first_row + row for row in rows])


def column_of(values: Iterable[object]) -> Column:
    """The values of a column, each distinct one once, in the order in which they come."""
    known: dict[tuple[type, object], int] = {}
    codes = array("i", (known.setdefault((type(value), value), len(known)) for value in values))
    return Column(tuple(value for _kind, value in known), codes)


def rebased(sheet: SheetRows, columns: tuple[Column, ...], numbers: Sequence[int]) -> SheetRows:
    """The sheet with these rows of it alone, their columns given; all that it says of rows is counted anew."""
    first = sheet.first_row

    def moved(row: int) -> int | None:
        place = bisect_left(numbers, row)
        return first + place if place < len(numbers) and numbers[place] == row else None

    merges = []
    for top, left, bottom, right in sheet.merges:
        start, end = moved(top), bisect_right(numbers, bottom)
        if start is not None:
            merges.append((start, left, first + end - 1, right))
    return replace(
        sheet,
        columns=columns,
        height=len(numbers),
        hidden_rows=frozenset(row for one in sheet.hidden_rows if (row := moved(one)) is not None),
        merges=tuple(merges),
        errors=tuple((row, *rest) for one, *rest in sheet.errors if (row := moved(one)) is not None),  # type: ignore[misc]
        misfits=tuple((row, *rest) for one, *rest in sheet.misfits if (row := moved(one)) is not None),  # type: ignore[misc]
        numbers=array("i", numbers),
    )


def part_digest(sheets: Iterable[SheetRows]) -> str:
    """The sha256 of what is cut out of a file: the same for the same cells in the same rows, whatever other counties' rows say."""
    found = sha256()
    for sheet in sheets:
        numbers = sheet.numbers if sheet.numbers is not None else range(sheet.height)
        aside = (sheet.merges, sheet.errors, sheet.misfits, sorted(sheet.hidden_rows), sorted(sheet.hidden_columns))
        found.update(
            repr((sheet.name, sheet.first_column, sheet.hidden, sheet.width, *aside)).encode("utf-8", "replace")
        )
        for index, number in enumerate(numbers):
            found.update(repr((number, sheet.row(index))).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def columns_of(settings: LedgerSettings) -> dict[str, list[str]]:
    """The headers that a configuration names, by which tables are found."""
    own = {code: one.columns for code, one in settings.fields.items()}
    return {str(field): headers for field, headers in settings.columns.items()} | own


def region_of(settings: Settings) -> Region:
    """What is written of the county of these settings."""
    return Region(settings.county.name, settings.county.code, tuple(settings.ledger.regions))


def own_rows(rows: Rows, shared: Collection[str], settings: Settings) -> tuple[Rows, tuple[Issue, ...]]:
    """The rows with those of the county alone in the files that are `shared`; of one that was cut before, nothing more is taken away.

    An error names a file of which no sheet says whose its cases are, an issue each sheet that is left out for that reason, a warning a file that has no row of
    the county.
    """
    if not shared:
        return rows, ()
    issues: list[Issue] = []
    files = []
    for file in rows.files:
        part, found = _own_file(file, settings) if file.file in shared else (file, [])
        files.append(part)
        issues += found
    return Rows(tuple(files)), tuple(issues)


def _own_file(file: FileRows, settings: Settings) -> tuple[FileRows, list[Issue]]:
    region, columns = region_of(settings), columns_of(settings.ledger)
    issues: list[Issue] = []
    sheets: list[SheetRows] = []
    empty = True
    for sheet in file.sheets:
        if sheet.numbers is None:
            cut = cut_of(top_of(sheet), columns)
            if cut is None:
                issues.append(issue("ledger.shared-sheet-left-out", Source(file.file, sheet.name)))
                continue
            sheets.append(part_of(sheet, cut, region))
            empty &= sheets[-1].height == cut.head
        else:
            sheets.append(sheet)
            empty = False  # who cut it has said so
    if not sheets:
        return replace(file, sheets=()), [issue("ledger.shared-no-region", Source(file.file))]
    issues += [issue("ledger.shared-no-rows", Source(file.file), region=region.name)] if empty else []
    return replace(file, sheets=tuple(sheets), sha256=part_digest(sheets)), issues
