"""Issue codes of tracing figures back to the ledgers."""

from reportgen.messages.catalogue import Entry, error
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "trace.no-memory": error(
        N_("The document does not remember how it was made, so its figures cannot be traced."),
        N_("Trace the report as reportgen wrote it; a finalized copy, or one that was not made by it, has no memory."),
    ),
    "trace.not-found": error(
        N_("No figure of the report is called, printed or told as “{wanted}”."),
        N_("Near to it: {near}. Give the id or name of a figure, a number as printed, or a piece of its sentence."),
    ),
}
