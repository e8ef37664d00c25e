"""Issue codes of documents: `page.` is about the Word template, `document.` about any .docx file and the report itself."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_SENTENCE = N_(
    "Check the sentence in the template, or in the part of your own: it prints another figure than its words are about."
)
_ASK = N_("This is a fault of the program, not of your data; please report it with the name of the block.")

ENTRIES: dict[str, Entry] = {
    "document.not-docx": error(
        N_("The file is not a Word document (.docx)."), N_("Open it in Word and save it as a Word document (*.docx).")
    ),
    "document.empty": error(
        N_("The file is empty: there is not a single byte in it."),
        N_("Copy or download it anew, or fetch it from a backup."),
    ),
    "document.password": error(
        N_("The file can only be opened with a password."),
        N_("Open it in Word or WPS with the password, take the password away under File, Info, and save it."),
    ),
    "document.ledger": error(
        N_("The file is {what}, not a Word document (.docx)."),
        N_("If it is a ledger, check it with reportgen inspect; give the .docx here."),
    ),
    "document.other-format": error(
        N_("The file is {what}, not a Word document (.docx)."),
        N_("Open it in Word or WPS and save it as a Word document (*.docx)."),
    ),
    "document.no-text": error(
        N_("The file is {what}, not a Word document (.docx)."),
        N_("Give the .docx from which it was made."),
    ),
    "document.strict": error(
        N_("The file is a Strict Open XML document whose part {part} cannot be read."),
        N_("Open it in Word and save it as a Word document (*.docx), not as a Strict Open XML document."),
    ),
    "document.open": warning(
        N_(
            "The file seems to be open in Word, WPS or LibreOffice: what was typed there and is not saved was not read, and saving it later may overwrite what is written now."
        ),
        N_(
            "Save and close it, then run again; if it is open nowhere, {lock} beside it was left over and may be deleted."
        ),
    ),
    "document.unreadable": error(
        N_("The file cannot be read."), N_("Check its path, and that no other program has it open.")
    ),
    "document.not-a-report": error(
        N_("The file is no report of this program, or no longer knows its figures."),
        N_("Give the .docx as it was built, or the .trace.json that was written beside it."),
    ),
    "document.memory-broken": error(
        N_("The document no longer knows of which period and day it is (“{stated}”)."),
        N_("Give the report as reportgen wrote it: its own memory was changed outside of Word."),
    ),
    "document.too-large": error(
        N_("The file would unpack to far more than a Word document holds."),
        N_("Open it in Word, take out large pictures, and save it anew."),
    ),
    "document.unsafe-zip": error(
        N_("The file is packed in a way that no word processor uses."),
        N_("Open it in Word and save it anew, or ask where it comes from."),
    ),
    "document.broken-part": error(
        N_("The part {part} is damaged, or declares what no Word file needs."),
        N_("Open the file in Word and save it anew."),
    ),
    "document.active": error(
        N_("{where}: holds {what}, which neither a report nor its template may have."), N_("{advice}.")
    ),
    "document.not-clean": error(
        N_("{part} still holds {what}, which a copy to be sent must not have."),
        N_("Take it out in Word (accept or reject changes, delete comments and objects), and make the copy anew."),
    ),
    "page.cleaned": info(
        N_("Taken out of the Word template: {what} ({places})."),
        N_("Nothing is to be done: reports are made without it."),
    ),
    "page.cleaned-seen": warning(N_("Taken out of the Word template: {what} ({places})."), N_("{advice}.")),
    "page.contents": warning(
        N_(
            "The Word template has a table of contents ({where}): it shows the headings of the report when Word renews it."
        ),
        N_("Open the finished report in Word, select everything with Ctrl+A and press F9."),
    ),
    "page.unreadable": error(
        N_("The Word template cannot be read."),
        N_("Check the path under template.page and that the file is not locked."),
    ),
    "page.style-missing": error(
        N_("The Word template has no style called {style}."),
        N_("Copy the style from the base template with Word's style organizer."),
    ),
    "page.styles-added": info(
        N_("The Word template has no styles called {styles}; they were taken from the built-in page."),
        N_(
            "Nothing is to be done. To give them another look, make styles of these names in Word and save the template."
        ),
    ),
    "page.no-body": info(
        N_(
            "The Word template has no {{{{ body }}}}: reports hold what stands in the template itself; the report template and its charts are not printed."
        ),
        N_(
            "If the whole report is to be printed, write {{{{ body }}}} in a paragraph of its own; otherwise nothing is to be done."
        ),
    ),
    "page.table-style": info(
        N_("The Word template has no table style called {style}; tables are drawn in that of the built-in page."),
        N_(
            "If it lost the style when it was saved as .doc or .odt, go back to the .docx; otherwise nothing is to be done."
        ),
    ),
    "page.tag-unclosed": error(
        N_("A tag in {where} has no beginning or no end."),
        N_("Write tags as {{{{ title }}}}, within one paragraph."),
    ),
    "page.tag-near": error(
        N_("{where} holds “{written}”, which is no tag and would be printed as it stands."),
        N_("Write {meant}: half-width braces, two on each side, nothing between them."),
    ),
    "page.tag-syntax": error(
        N_("A tag in {where} is not well-formed, or has no counterpart."),
        N_("Write {{{{ title }}}}, or {{%p if office %}} … {{%p endif %}}, each in a paragraph of its own."),
    ),
    "page.tag-alone": error(
        N_(
            "The tag {written} in {where} stands for its whole paragraph, row or cell, in which something else would be lost."
        ),
        N_(
            "Give {{%p … %}} a paragraph, {{%tr … %}} a row and {{%tc … %}} a cell of a table of their own, with nothing else in it."
        ),
    ),
    "page.tag-unpaired": error(
        N_("The tag {written} in {where} has no beginning or no end beside it."),
        N_(
            "Write {{% if … %}} and {{% endif %}} in one paragraph, or {{%p if … %}} and {{%p endif %}} in paragraphs of the same page, cell or text box, {{%tr for … %}} and {{%tr endfor %}} in rows of the same table."
        ),
    ),
    "page.tag-not-allowed": error(
        N_("A tag in {where} asks for what a page may not ask."),
        N_(
            "Names and figures, their parts, if and for, and the filters of report templates are allowed, also upper, lower, trim and default; no sums, and no calls but those of docs/templates.md."
        ),
    ),
    "page.tag-unknown": error(
        N_("The Word template asks for {field}, which does not exist."), N_("Did you mean: {near}?")
    ),
    "page.tag-place": error(
        N_("A tag in {where} stands where none can be filled in."),
        N_("Move it from the field, formula, link or picture text into plain text."),
    ),
    "page.too-long": error(N_("{where} would grow beyond any page."), N_("Take out the loops.")),
    "page.body-place": error(
        N_("The tag for the text of the report in {where} is not alone in a paragraph of the page."),
        N_("Give {{{{ body }}}} a paragraph of its own, outside tables, text boxes, headers and footers."),
    ),
    "page.body-missing": error(
        N_("The Word template does not say exactly once where the text of the report goes."),
        N_("Write {{{{ body }}}} once, in a paragraph of its own."),
    ),
    "document.illegal-character": error(
        N_("{block} holds the character {character}, which no Word document can hold."),
        N_("Take the character out of the ledger or the settings."),
    ),
    "document.picture-missing": error(N_("There is no picture for the chart {block}."), _ASK),
    "document.table-shape": error(
        N_("The rows of the table {block} are not all of one length."),
        N_("Give every row as many cells as the header."),
    ),
    "document.reference-unknown": error(
        N_("{block} refers to a table or chart that is not there."),
        N_("Take the reference out of the template, or let it depend on the chart."),
    ),
    "document.block-repeated": error(
        N_("There is more than one block called {block}."), N_("Give each block of the template a name of its own.")
    ),
    "document.block-missing": error(N_("The block {block} is not in the document exactly once."), _ASK),
    "document.block-differs": error(N_("The block {block} does not stand in the document as it was written."), _ASK),
    "document.block-order": error(N_("The block {block} does not stand in its place."), _ASK),
    "document.figure-missing": error(N_("The figure {figure} in {block} is not marked in the document."), _ASK),
    "document.figure-differs": error(
        N_("The figure {figure} is printed as {printed} in {block}; it should read {text}."), _ASK
    ),
    "document.figure-unknown": error(N_("The figure {figure} in {block} has no printed form."), _ASK),
    "document.figure-wrong": error(
        N_("The figure {figure} in {block} reads {printed}; worked out again it is {value}."), _ASK
    ),
    "document.share-of-other": error(
        N_("“{stated}”: the figure {figure} is not the share of that; it is {of}."), _SENTENCE
    ),
    "document.change-of-other": error(
        N_("“{stated}”: the figure {figure} does not say so; it compares {of}."), _SENTENCE
    ),
    "document.total-wrong": error(
        N_("Column {column} of the table {block} adds up to {sum}; its last row says {total}."),
        N_("Check the rows of the table in the template, or do not call its last row a total."),
    ),
    "document.caption-wrong": error(N_("The caption of {block} is numbered {printed}; it should be {text}."), _ASK),
    "document.reference-broken": error(
        N_("The reference {printed} leads to nothing, or to something of another number."), _ASK
    ),
    "document.picture-differs": error(N_("The picture of {block} is not the one that was drawn."), _ASK),
    "document.tag-left": error(
        N_("{part} still holds a tag of the Word template."), N_("Check the tags of the Word template.")
    ),
    "document.structure": error(N_("{part} is put together in a way that Word would repair: {what}."), _ASK),
    "document.memory-differs": error(N_("The document does not remember the block {block} as it stands."), _ASK),
}
