"""The issue codes, a file for each stage that finds them."""

from reportgen.messages.catalogue import Entry
from reportgen.messages.codes import audit, charts, documents, figures, ledgers, reading, settings, templates

CATALOGUE: dict[str, Entry] = {
    **settings.ENTRIES,
    **reading.ENTRIES,
    **ledgers.ENTRIES,
    **figures.ENTRIES,
    **templates.ENTRIES,
    **documents.ENTRIES,
    **charts.ENTRIES,
    **audit.ENTRIES,
}
