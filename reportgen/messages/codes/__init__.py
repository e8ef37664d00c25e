"""The issue codes, a file for each stage that finds them."""

from dataclasses import replace

from reportgen.messages.catalogue import Entry
from reportgen.messages.codes import (
    audit,
    charts,
    differing,
    documents,
    figures,
    finalizing,
    ledgers,
    ours,
    overrides,
    reading,
    settings,
    templates,
    traces,
    updating,
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
    **differing.ENTRIES,
    **updating.ENTRIES,
    **writing.ENTRIES,
    **finalizing.ENTRIES,
}
CATALOGUE = {code: replace(entry, each=EACH[code]) if code in EACH else entry for code, entry in _ENTRIES.items()}
