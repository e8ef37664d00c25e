"""The time of which a table says that there was nothing to report (零报告)."""

from collections.abc import Iterable
from datetime import date

from reportgen.chinese.periods import mentions
from reportgen.clean.cells.values import as_text, fold
from reportgen.clean.rows.rules import NIL
from reportgen.clean.rows.table_rows import row_values
from reportgen.clean.tables.blocks.title_times import titles_of
from reportgen.clean.tables.draft import Draft
from reportgen.model.periods import Period


def nil_days(draft: Draft) -> tuple[date | None, ...]:
    """For each row that says so the day it has, else the last of the time that it names, else of that which title, sheet or file name; None of one of which no time is known."""
    found: list[date | None] = []
    for row in draft.lines.rows(NIL):
        if draft.received.known[row]:
            found.append(draft.received.days[row].astype(object))
            continue
        own = [as_text(value) for value in row_values(draft.own, row)]
        found.append(_last_day(own) or _last_day([*titles_of(draft.block), draft.sheet.name, draft.sheet.file_name]))
    return tuple(found)


def _last_day(texts: Iterable[str]) -> date | None:
    """The last day of the first time that is named with its year."""
    for text in texts:
        for one in mentions(fold(text)):
            if one.months.year:
                return Period.of_months(one.months.year, one.months.first, one.months.count).end
    return None
