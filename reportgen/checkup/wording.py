"""The results in words, for the screen and for the first sheet of the copy."""

from collections.abc import Iterator, Sequence

from reportgen.messages import N_, _
from reportgen.model import CheckedSheet, Finding, Issue, LedgerColumn, LedgerTable, Level, RowCount, Source, places_of
from reportgen.model.sources import column_letters

_FIELDS = {
    "id": N_("case number"),
    "received": N_("day received"),
    "channel": N_("channel"),
    "complainant": N_("complainant"),
    "phone": N_("phone"),
    "id_number": N_("ID number"),
    "address": N_("address"),
    "unit": N_("unit complained of"),
    "person": N_("person concerned"),
    "position": N_("position"),
    "category": N_("category"),
    "subject": N_("subject"),
    "text": N_("content"),
    "handling": N_("handling"),
    "closed": N_("day closed"),
    "due": N_("day due"),
    "status": N_("status"),
    "verified": N_("found true"),
    "satisfaction": N_("satisfaction"),
    "region": N_("region"),
}
_ORDERS = {"m-d-y": N_("month-day-year"), "d-m-y": N_("day-month-year"), "y-m-d": N_("year-month-day")}
_LEVELS = {Level.ERROR: N_("Error"), Level.WARNING: N_("Warning"), Level.INFO: N_("Note")}
_LISTING = N_(", ")
_MOST_CELLS = 6
_MOST_SHEETS = 4


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
        order = table.orders.get(field)
        told = _(" ({order})").format(order=_(_ORDERS[order])) if order else ""
        yield f"{_(_FIELDS[field])} ← {', '.join(map(column_name, columns))}{told}"


def column_name(column: LedgerColumn) -> str:
    """The header with its place in the sheet."""
    return _("{header} (column {letters})").format(header=column.header, letters=column_letters(column.column))


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


def where(finding: Finding) -> Iterator[str]:
    """Where a finding is, a text for each sheet: `台账.xlsx [一季度] C17, C21 … (35 in all)`.

    Cells that the messages name already are not named again.
    """
    sheets: dict[tuple[str, str | None], dict[str, None]] = {}
    for issue in finding.issues:
        named = _names_cells(issue)
        for place in places_of(issue):
            cells = sheets.setdefault((place.file, place.sheet), {})
            if not named and (cell := cell_name(place)):
                cells[cell] = None
    for (file, sheet), cells in list(sheets.items())[:_MOST_SHEETS]:
        yield f"{Source(file, sheet)} {listing(list(cells), _MOST_CELLS)}".rstrip()
    if len(sheets) > _MOST_SHEETS:
        yield _("and {count} more sheets").format(count=len(sheets) - _MOST_SHEETS)


def _names_cells(issue: Issue) -> bool:
    """Whether the message of an issue of several cells tells the first of them."""
    return bool(issue.places) and cell_name(issue.places[0]) in issue.message


def cell_name(place: Source) -> str:
    """The cell, the row or the column of a place in a ledger; "" where it is a whole sheet or file."""
    if place.sheet is None:
        return ""
    return str(Source("", "", place.row, place.column)).partition("]")[2].strip()
