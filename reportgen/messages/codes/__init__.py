"""The issue codes, a file for each stage that finds them."""

from dataclasses import replace

from reportgen.messages.catalogue import Entry
from reportgen.messages.codes import charts, facts, figures, forms, overrides, settings, templates
from reportgen.messages.codes.documents import batches, differing, documents, finalizing, rollups, updating, writing
from reportgen.messages.codes.ledgers import ledgers, reading, shared
from reportgen.messages.codes.ledgers.cells import EACH
from reportgen.messages.codes.reviews import audit, report_audit, traces

_ENTRIES: dict[str, Entry] = {
    **settings.ENTRIES,
    **reading.ENTRIES,
    **ledgers.ENTRIES,
    **shared.ENTRIES,
    **figures.ENTRIES,
    **forms.ENTRIES,
    **overrides.ENTRIES,
    **templates.ENTRIES,
    **facts.ENTRIES,
    **documents.ENTRIES,
    **charts.ENTRIES,
    **audit.ENTRIES,
    **report_audit.ENTRIES,
    **traces.ENTRIES,
    **batches.ENTRIES,
    **rollups.ENTRIES,
    **differing.ENTRIES,
    **updating.ENTRIES,
    **writing.ENTRIES,
    **finalizing.ENTRIES,
}
CATALOGUE = {code: replace(entry, each=EACH[code]) if code in EACH else entry for code, entry in _ENTRIES.items()}
