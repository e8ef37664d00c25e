"""The cases behind figures -> what may be told of each: its number, unit, category and when it came in, at the report's disclosure level."""

from collections.abc import Collection, Iterator
from datetime import date

from reportgen.messages import N_, _
from reportgen.model.ledgers import JOINT, Ledger
from reportgen.model.periods import Period
from reportgen.model.reports.traces import TracedCase
from reportgen.review.tracing.formulas import period_name
from reportgen.settings import Settings

_COLUMNS = ("file", "sheet", "row", "id", "unit", "category", "received", "precision")
_THIRDS = (N_("early {month}"), N_("mid {month}"), N_("late {month}"))
Place = tuple[str, str, int]


def traced_cases(ledger: Ledger, named: Collection[tuple[str, str]], settings: Settings) -> dict[Place, TracedCase]:
    """What is told of the cases of these (file, sheet), by (file, sheet, row); all of it masked by clean.

    Days are exact in an internal report alone, as in its text; units are told only where the report may name them.
    """
    report, categories = settings.report, settings.taxonomy.categories
    names = {code: one.name for code, one in categories.items()}
    told_units = report.disclosure != "public" and report.name_units
    return {
        place: TracedCase(
            number,
            _members(unit, {}) if told_units else "",
            _members(category, names),
            _day(received, precision, report.disclosure == "internal"),
        )
        for place, (number, unit, category, received, precision) in _rows(ledger)
        if place[:2] in named
    }


def _rows(ledger: Ledger) -> Iterator[tuple[Place, tuple[str, str, str, date, str]]]:
    columns = (ledger.cases[name].tolist() for name in _COLUMNS)
    for file, sheet, row, *told in zip(*columns, strict=True):
        yield (ledger.files[file], ledger.sheets[file][sheet], row), (told[0], told[1], told[2], told[3], told[4])


def _members(value: str, names: dict[str, str]) -> str:
    """The members of a field, by what they are called."""
    return _(", ").join(names.get(one, one) for one in value.split(JOINT)) if value else ""


def _day(received: date, precision: str, exact: bool) -> str:
    """When a case came in, as exactly as the report tells it and the ledger knows it."""
    if precision == "period":
        return ""
    month = period_name(Period(received.year, "M", received.month))
    if precision == "month":
        return month
    if exact:
        return f"{received:%Y-%m-%d}"
    return _(_THIRDS[min((received.day - 1) // 10, 2)]).format(month=month)
