"""The health check on one screen: the first two stages, and what they say of the ledgers."""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from reportgen.checkup import examine
from reportgen.clean import clean
from reportgen.clean.words.categories import renamed
from reportgen.model.inspections import Inspection
from reportgen.model.ledgers import Rows
from reportgen.model.periods import Period
from reportgen.model.sources import Issue
from reportgen.read import Limits, read_ledgers
from reportgen.settings import Loaded
from reportgen.settings.effects import placed, without_effect
from reportgen.settings.neutral import neutral_settings

Reading = Future[tuple[Rows, tuple[Issue, ...]]]


def inspect(
    files: Sequence[Path], loaded: Loaded | None = None, reading: Reading | None = None, period: Period | None = None
) -> Inspection:
    """Reads and cleans ledgers as a report would, and tells what was found; nothing is written and nothing raised.

    Without settings only the usual names of columns and words are known, and categories are told as they stand. Which texts
    could not be told in a report is asked for the cases of a period: the one given, or that of the settings. `reading` is
    the reading of the files where it has begun already. Raises PeriodError where the settings' period is none.
    """
    settings = loaded.settings if loaded else neutral_settings()
    if period is None and settings.report.period:
        period = Period.parse(settings.report.period)
    rows, found = reading.result() if reading else read_ledgers(files, Limits.of(settings.ledger))
    ledger, doubts = clean(rows, settings, period, told=period is not None)
    names = {code: category.name for code, category in settings.taxonomy.categories.items()} if loaded else None
    if loaded:
        found = (*loaded.issues, *without_effect(loaded, rows, ledger), *found)
        doubts = placed(doubts, loaded)
    called = renamed((text for text, _count in ledger.named), settings.taxonomy, settings.ledger) if loaded else None
    return examine(rows, ledger, (*found, *(doubts if rows.files else ())), names, period, called)
