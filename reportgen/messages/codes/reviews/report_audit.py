"""Issue codes of the audit of our own reports: what is no longer as it was written, or as the ledgers give it today."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_RESTORE = N_("Put the number back, or correct the ledger and build anew: the report can then prove it.")
_RESTORE_WORD = N_("Put the word back, or correct the ledger and build anew: the report can then prove it.")
_REBUILD = N_(
    "The ledgers or settings have changed since the report was made: bring it up to date with reportgen update, which keeps what people wrote."
)
_FIELDS = N_("Mark the whole text in Word (Ctrl+A) and update the fields (F9), or correct it by hand.")
_MEMORY = N_("The report's own memory was changed outside of Word: build the report anew.")
_CHART_DATA = N_(
    "Correct it in Word (Chart Design, Edit Data), or declare the value in the configuration with its reason."
)

ENTRIES: dict[str, Entry] = {
    "audit.figure-edited": error(
        N_("“{stated}” was typed over “{expected}”, the figure {figure} as it was written."), _RESTORE
    ),
    "audit.figure-edited-since": error(
        N_("“{stated}” was typed over “{written}”; the ledgers now give “{expected}” (figure {figure})."), _REBUILD
    ),
    "audit.digit-edited": error(N_("“{stated}” stands where the report was written with “{expected}”."), _RESTORE),
    "audit.direction-edited": error(
        N_("“{stated}” says the opposite of “{expected}”, as the report was written."),
        _RESTORE_WORD,
    ),
    "audit.name-edited": error(
        N_("“{stated}” stands where the report was written with the name “{expected}”."), _RESTORE_WORD
    ),
    "audit.measure-edited": error(
        N_("“{stated}” stands behind the number where the report was written with “{expected}”."), _RESTORE_WORD
    ),
    "audit.period-edited": error(N_("“{stated}” stands where the report was written of “{expected}”."), _RESTORE_WORD),
    "audit.verdict-edited": error(
        N_("“{stated}” stands where the report was written with “{expected}”, which says otherwise."), _RESTORE_WORD
    ),
    "audit.title-property": error(
        N_("The title in the file's properties is not that of the report: “{expected}”."),
        N_("Correct it in Word: File → Info → Title; it is shown where the file is listed and searched."),
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
    "audit.row-deleted": info(N_("A row of the table was deleted by hand."), ""),
    "audit.table-deleted": info(N_("The table “{expected}” was deleted by hand, its caption stands."), ""),
    "audit.block-moved": info(N_("This part was moved by hand."), ""),
    "audit.row-moved": info(N_("This row of the table was moved by hand."), ""),
    "audit.block-copied": info(
        N_("This is a copy of a part that stands elsewhere in the report, too."),
        N_("Delete the one that is not wanted."),
    ),
    "audit.row-copied": warning(
        N_("This row of the table is a copy of another; the sums of the table count it twice."),
        N_("Delete the one that is not wanted; do not change the sums."),
    ),
    "audit.copy-differs": warning(
        N_("“{stated}” in this copy is “{expected}” where it was copied from."),
        N_("Check which of the two is meant, or delete the copy."),
    ),
    "audit.columns-changed": info(N_("Columns of this table were moved, added or deleted by hand."), ""),
    "audit.label-exchanged": error(
        N_(
            "“{stated}” stands where the report was written with “{expected}”: the numbers now stand under another name."
        ),
        N_("Put the name back, or move the whole row or column."),
    ),
    "audit.block-split": info(N_("This paragraph was split by hand."), ""),
    "audit.blocks-joined": info(N_("Paragraphs were joined here by hand."), ""),
    "audit.cells-merged": info(N_("Cells of this table were merged by hand."), ""),
    "audit.memory-lost": warning(
        N_(
            "The document has hidden bookmarks of reportgen, but its memory is gone (it may have been saved as .doc or .odt): only its text was checked."
        ),
        N_(
            "Put the .trace.json of the report beside it, under the same name, and audit again; one of an earlier version has no memory: then take the .docx as it was built."
        ),
    ),
    "audit.memory-beside": info(
        N_(
            "The document's own memory is gone (it may have been saved as .doc or .odt); that of the .trace.json beside it was taken."
        ),
        "",
    ),
    "audit.marks-lost": warning(
        N_("All hidden bookmarks of the report are gone; its parts were recognised by their text."),
        N_("Some programs take them away when they save. Keep working on the file that reportgen wrote where you can."),
    ),
    "audit.from-another-report": warning(
        N_("This paragraph was pasted from another report of reportgen; its figures are that report's."),
        N_("Check its numbers and its period."),
    ),
    "audit.hidden-number": error(
        N_("The number “{stated}” is hidden text: a reader does not see it."),
        N_("Select the sentence in Word and clear Font → Hidden."),
    ),
    "audit.deleted-kept": warning(
        N_("Passages deleted by hand are still in the file's hidden memory: {count}"),
        N_("Whoever gets the file could read them; do not send it as it is."),
    ),
    "audit.words-edited": info(N_("Words of this paragraph were changed by hand; no number was."), ""),
    "audit.block-added": info(N_("A part was added here by hand; no ledger stands behind it."), ""),
    "audit.row-added": info(N_("A row was added to this table by hand; no ledger stands behind it."), ""),
    "audit.form-edited": info(N_("This part looks otherwise than it was written; its text is the same."), ""),
    "audit.no-overlay": warning(
        N_("No coloured copy was written: the document is no report of reportgen, or has lost its memory."),
        N_("Put the .trace.json of the report beside it, under the same name, and audit again."),
    ),
    "audit.commented": info(N_("Somebody has commented on this part."), ""),
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
    "audit.chart-plotted": error(
        N_("The chart plots “{stated}” at “{label}”; the report says “{expected}”."), _CHART_DATA
    ),
    "audit.chart-workbook": error(
        N_("The workbook behind the chart has “{stated}” at “{label}”; the report says “{expected}”."), _CHART_DATA
    ),
    "audit.chart-workbook-gone": warning(
        N_("The workbook behind the chart is gone or cannot be read; the chart can be seen, but not edited."),
        N_("Some programs drop it when they save. Update the report, and it is there again."),
    ),
    "audit.chart-words": error(
        N_("The chart's value “{stated}” at “{label}” is not in the words that tell of the chart."), _MEMORY
    ),
    "audit.chart-alt": error(N_("The words that tell of the chart say “{stated}” instead of “{expected}”."), _REBUILD),
    "audit.chart-words-lost": info(
        N_("The words that tell the chart to a blind reader are gone; some programs drop them when they save as .doc."),
        N_("Build the report anew, or write them in Word: Edit Alt Text."),
    ),
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
    "audit.other-county": error(
        N_("The report is of the county with the code {stated}; the configuration is another county's."),
        N_("Give --config with the configuration of that county."),
    ),
    "audit.template-changed": info(
        N_("The template {stated} has changed since the report was made."),
        N_("Words that changed with it are listed."),
    ),
    "audit.settings-changed": info(
        N_("The configuration has changed since the report was made."),
        N_("Figures and words that changed with it are listed."),
    ),
}
