"""Issue codes of the audit of our own reports: what is no longer as it was written, or as the ledgers give it today."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_RESTORE = N_("Put the number back, or correct the ledger and build anew: the report can then prove it.")
_REBUILD = N_("The ledgers or settings have changed since the report was made: build it anew.")
_FIELDS = N_("Mark the whole text in Word (Ctrl+A) and update the fields (F9), or correct it by hand.")
_MEMORY = N_("The report's own memory was changed outside of Word: build the report anew.")

ENTRIES: dict[str, Entry] = {
    "audit.figure-edited": error(
        N_("“{stated}” was typed over “{expected}”, the figure {figure} as it was written."), _RESTORE
    ),
    "audit.figure-edited-since": error(
        N_("“{stated}” was typed over “{written}”; the ledgers now give “{expected}” (figure {figure})."), _REBUILD
    ),
    "audit.digit-edited": error(N_("“{stated}” stands where the report was written with “{expected}”."), _RESTORE),
    "audit.direction-edited": error(
        N_("“{stated}” says the opposite of “{expected}”, as the report was written; the numbers are the same."),
        _RESTORE,
    ),
    "audit.number-removed": error(N_("The number “{expected}” is missing in this sentence."), _RESTORE),
    "audit.figure-outdated": error(
        N_("“{stated}” is out of date; ledgers and settings now give “{expected}”."), _REBUILD
    ),
    "audit.text-outdated": error(
        N_("This sentence is out of date: “{stated}”. It would now read: “{expected}”."), _REBUILD
    ),
    "audit.words-outdated": warning(
        N_("This sentence would now read otherwise: “{expected}” instead of “{stated}”."), _REBUILD
    ),
    "audit.block-new": error(N_("The ledgers now give a part that the report does not have: “{expected}”."), _REBUILD),
    "audit.block-gone": error(N_("The ledgers no longer give this part: “{stated}”."), _REBUILD),
    "audit.block-deleted": info(N_("A part of the report was deleted by hand."), ""),
    "audit.numbers-deleted": info(N_("Words with {expected} were taken out here by hand."), ""),
    "audit.typed-by-hand": warning(
        N_("Typed by hand, no ledger stands behind it: {stated}"),
        N_("Check the number, and keep its source with the file."),
    ),
    "audit.heading-number": error(
        N_("The heading is numbered “{stated}”; by its place it is “{expected}”."), N_("Correct the number in Word.")
    ),
    "audit.caption-number": error(N_("“{stated}” is counted as “{expected}”."), _FIELDS),
    "audit.reference-wrong": error(N_("“{stated}” points to what is “{expected}”."), _FIELDS),
    "audit.reference-broken": error(
        N_("“{stated}” points to nothing in this document."),
        N_("Correct the reference, or put the table or chart back."),
    ),
    "audit.chart-value": error(N_("The chart shows “{stated}” at “{label}”; it should be “{expected}”."), _REBUILD),
    "audit.chart-words": error(
        N_("The chart's value “{stated}” at “{label}” is not in the words that tell of the chart."), _MEMORY
    ),
    "audit.chart-alt": error(N_("The words that tell of the chart say “{stated}” instead of “{expected}”."), _REBUILD),
    "audit.chart-outdated": error(N_("The chart shows {stated} values; the ledgers now give {expected}."), _REBUILD),
    "audit.picture-replaced": warning(
        N_("The chart is another picture than the one that was drawn."),
        N_("Look at the chart; with --config the audit can draw it anew and compare."),
    ),
    "audit.picture-wrong": error(
        N_("The chart is another picture than the one that the ledgers give."), N_("Build the report anew.")
    ),
    "audit.picture-outdated": error(N_("The chart is out of date; the ledgers now give another."), _REBUILD),
    "audit.picture-gone": warning(
        N_("The chart above this caption is gone."), N_("Put the chart back, or delete its caption and references.")
    ),
    "audit.memory-differs": error(N_("The report prints “{expected}”; its memory says “{stated}”."), _MEMORY),
    "audit.memory-broken": error(N_("The report's memory does not fit together (“{stated}”)."), _MEMORY),
    "audit.draft": warning(
        N_("This is a draft: it was written although its audit found errors."), N_("Correct the errors and build anew.")
    ),
    "audit.ledger-changed": info(
        N_("The ledger {stated} is not the file that the report was made from."),
        N_("Figures that changed with it are listed."),
    ),
    "audit.settings-changed": info(
        N_("The configuration has changed since the report was made."),
        N_("Figures and words that changed with it are listed."),
    ),
}
