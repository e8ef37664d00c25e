"""The issue codes, a file for each stage that finds them."""

from dataclasses import replace

from reportgen.messages.catalogue import Entry
from reportgen.messages.codes import (
    audit,
    charts,
    documents,
    figures,
    ledgers,
    ours,
    overrides,
    reading,
    settings,
    templates,
    traces,
    writing,
)
from reportgen.messages.codes.cells import EACH

_ENTRIES: dict[str, Entry] = {
    **settings.ENTRIES,
    **reading.ENTRIES,
    **ledgers.ENTRIES,
    **figures.ENTRIES,
    **overrides.ENTRIES,
    **templates.ENTRIES,
    **documents.ENTRIES,
    **charts.ENTRIES,
    **audit.ENTRIES,
    **ours.ENTRIES,
    **traces.ENTRIES,
    **writing.ENTRIES,
}
CATALOGUE = {code: replace(entry, each=EACH[code]) if code in EACH else entry for code, entry in _ENTRIES.items()}
