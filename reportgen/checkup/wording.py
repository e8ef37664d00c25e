"""The results in words, for the screen and for the first sheet of the copy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportgen.messages import N_, _, field_word
from reportgen.model.inspections import CheckedSheet, Finding, places_of
from reportgen.model.ledgers import LedgerColumn, LedgerTable, RowCount
from reportgen.model.sources import Issue, Level, Source, column_letters

_ORDERS = {"m-d-y": N_("month-day-year"), "d-m-y": N_("day-month-year"), "y-m-d": N_("year-month-day")}
_LEVELS = {Level.ERROR: N_("Error"), Level.WARNING: N_("Warning"), Level.INFO: N_("Note")}
_LISTING = N_(", ")
_MOST_CELLS = 6
_MOST_SHEETS = 20


def level_word(level: Level) -> str:
    """The level in the user's language."""
    return _(_LEVELS[level])


def equation(counts: RowCount, period: bool) -> str:
    """What became of the rows read; `period` says whether there are other periods."""
    parts = {
        "read": counts.read,
        "used": counts.used,
        "rejected": counts.rejected,
        "duplicates": counts.duplicates,
        "outside": counts.outside_period,
    }
    if period:
        return _(
            "Rows read {read} = used {used} + rejected {rejected} + duplicates {duplicates} + other periods {outside}"
        ).format(**parts)
    return _("Rows read {read} = used {used} + rejected {rejected} + duplicates {duplicates}").format(**parts)


def mapping(table: LedgerTable) -> Iterator[str]:
    """Which column serves which field, a text for each field in the order of the columns."""
    found = sorted(table.columns.items(), key=lambda item: item[1][0].column)
    for field, columns in found:
        order = _(_ORDERS[table.orders[field]]) if field in table.orders else ""
        names = [column_name(column, order if column is columns[0] else "") for column in columns]
        yield f"{field_word(field)} ← {listing(names)}"


def column_name(column: LedgerColumn, order: str = "") -> str:
    """The header with its place in the sheet, and the order of its dates where it had to be found out."""
    values = {"header": column.header, "letters": column_letters(column.column), "order": order}
    template = _("{header} (column {letters}, {order})") if order else _("{header} (column {letters})")
    return template.format(**values)


def header_place(table: LedgerTable) -> str:
    """Where the header of a table stands."""
    return _("header in row {row}").format(row=table.header_row)


def span(sheet: CheckedSheet) -> str:
    """The days of the first and the last case, "" where there is none."""
    if sheet.first is None or sheet.last is None:
        return ""
    return _("{first} to {last}").format(first=sheet.first.isoformat(), last=sheet.last.isoformat())


def quarters(sheet: CheckedSheet) -> Iterator[str]:
    """The number of cases of each quarter; of other periods in brackets."""
    found = sorted({**sheet.other_quarters, **sheet.by_quarter})
    for quarter in found:
        used, other = sheet.by_quarter.get(quarter), sheet.other_quarters.get(quarter)
        counts = [*([str(used)] if used else []), *([f"({other})"] if other else [])]
        yield f"{quarter} {' '.join(counts)}"


def list_mark() -> str:
    """What stands between the members of a list."""
    return _(_LISTING)


def listing(words: Sequence[str], most: int | None = None) -> str:
    """The words as a list, with how many there are where not all are shown."""
    shown = _(_LISTING).join(words[:most])
    if most is None or len(words) <= most:
        return shown
    return _("{shown} … ({count} in all)").format(shown=shown, count=len(words))


def sayings(finding: Finding) -> list[tuple[str, list[str]]]:
    """What is wrong, each message once, with where that is: `台账.xlsx [一季度] C17, C21 … (35 in all)`, a text a sheet.

    Where all issues say the same of each of their cells it is said once.
    """
    if said := _said_of_each(finding):
        return [(said, _where(place for issue in finding.issues for place in places_of(issue)))]
    messages: dict[str, list[Source]] = {}
    for issue in finding.issues:
        messages.setdefault(issue.message, []).extend(_unnamed(issue))
    return [(message, _where(places)) for message, places in messages.items()]


def _said_of_each(finding: Finding) -> str:
    """What every issue says of each of its cells, "" where they do not say the same."""
    said = {issue.each or (issue.message if len(places_of(issue)) <= 1 else "") for issue in finding.issues}
    return said.pop() if len(said) == 1 else ""


def _unnamed(issue: Issue) -> tuple[Source, ...]:
    """The places of an issue that its message leaves open: the cells, only their sheet, or none."""
    places = places_of(issue)
    first = places[0] if len(places) > 1 else None
    if first is None:
        return places
    if str(first) in issue.message:
        return ()
    named = cell_name(first) if first.column else str(first.row)
    return (_sheet_of(first),) if named in issue.message else places


def _where(places: Iterable[Source]) -> list[str]:
    sheets: dict[Source, dict[str, None]] = {}
    for place in places:
        if place.sheet is None:  # a line of a configuration
            sheets.setdefault(place, {})
            continue
        cells = sheets.setdefault(_sheet_of(place), {})
        if cell := cell_name(place):
            cells[cell] = None
    shown = [
        f"{sheet} {listing(list(cells), _MOST_CELLS)}".rstrip() for sheet, cells in list(sheets.items())[:_MOST_SHEETS]
    ]
    rest = len(sheets) - _MOST_SHEETS
    return [*shown, _("and {count} more places").format(count=rest)] if rest > 0 else shown


def _sheet_of(place: Source) -> Source:
    return replace(place, row=None, column=None)


def cell_name(place: Source) -> str:
    """The cell, the row or the column of a place in a ledger, the line of one in a configuration; "" where it is a whole sheet or file."""
    if place.sheet is None:
        return ":".join(str(part) for part in (place.row, place.column) if part is not None)
    if place.column is None:
        return _("row {row}").format(row=place.row) if place.row else ""
    letters = column_letters(place.column)
    return f"{letters}{place.row}" if place.row else _("column {letters}").format(letters=letters)
