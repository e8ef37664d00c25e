"""Issue codes of two reports that are compared: `diff.` says which of the two cannot be."""

from reportgen.messages.catalogue import Entry, error, warning
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "diff.no-memory": error(
        N_(
            "The {which} of the two documents is no report of this program, or a copy that no longer remembers its making."
        ),
        N_(
            "Compare two reports as reportgen wrote them, edited or not; of a finalized copy take the report from which it was made."
        ),
    ),
    "diff.memory-lost": error(
        N_(
            "The {which} of the two documents has hidden bookmarks of reportgen, but its memory is gone (it may have been saved as .doc or .odt)."
        ),
        N_("Put the .trace.json of the report beside it, under the same name, and compare again."),
    ),
    "diff.pending": warning(
        N_(
            "The report holds tracked changes that nobody has decided upon; they are compared as if they were accepted."
        ),
        N_("To compare without them, reject them in Word first."),
    ),
    "diff.other-county": warning(
        N_(
            "The two reports are of different series ({old} and {new}): figures with the same meaning are compared all the same."
        )
    ),
}
