"""Issue codes of tracing figures back to the ledgers."""

from reportgen.messages.catalogue import Entry, error
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "trace.no-memory": error(
        N_("The document does not remember how it was made, so its figures cannot be traced."),
        N_("Trace the report as reportgen wrote it; a finalized copy, or one that was not made by it, has no memory."),
    ),
    "trace.memory-lost": error(
        N_(
            "The document has hidden bookmarks of reportgen, but its memory is gone (it may have been saved as .doc or .odt), so its figures cannot be traced."
        ),
        N_(
            "Put the .trace.json of the report beside it, under the same name, and trace again; one of an earlier version has no memory: then take the .docx as it was built."
        ),
    ),
    "trace.other-county": error(
        N_("The report is of the county with the code {stated}; the configuration is another county's."),
        N_("Give --config with the configuration of that county."),
    ),
    "trace.not-found": error(
        N_("No figure of the report is called, printed or told as “{wanted}”."),
        N_(
            "Nearest to it:{near}\nGive a name, a number as printed, a period, a chart or table, or a piece of a sentence."
        ),
    ),
    "trace.no-figure": error(
        N_("The report says “{wanted}”, but prints no figure of its ledgers there."),
        N_(
            "Figures nearest to it:{near}\nWhat is typed in a template or by hand has no rows: audit names such numbers."
        ),
    ),
}
