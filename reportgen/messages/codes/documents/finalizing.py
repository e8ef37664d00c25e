"""Issue codes of `finalize`: what keeps a report from being handed over, and what is wrong with one that was."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_DECIDE = N_("Settle it in the report and finalize again; with --anyway the copy is made all the same.")

ENTRIES: dict[str, Entry] = {
    "finalize.changes": error(
        N_("Tracked changes are still open in {where}: {count}."),
        N_("Accept or reject them in Word or WPS (Review) and finalize again; with --anyway all of them are accepted."),
    ),
    "finalize.open": error(N_("Something is not settled yet in {where}: {what}."), _DECIDE),
    "finalize.comment": error(
        N_("A comment is still open in {where}: “{text}”"),
        N_(
            "Settle it, then delete it or mark it as resolved in Word or WPS, and finalize again; with --anyway the copy is made without it."
        ),
    ),
    "finalize.audit": error(
        N_("The audit finds an error in {where}: {message}"),
        N_(
            "Look at it with reportgen audit, correct the report and finalize again; with --anyway the copy is made all the same."
        ),
    ),
    "finalize.draft": error(
        N_("The report is a draft: it was built although its audit found errors."),
        N_("Remove the errors and build it anew without --force; with --anyway the copy is made all the same."),
    ),
    "finalize.changed-since": error(
        N_("This file was handed over, and was changed after that: its sha256 is no longer the one kept in {sidecar}."),
        N_("Take the file as it was handed over, or finalize the report again and hand over the new copy."),
    ),
    "finalize.picture": error(
        N_("The picture {part} is damaged, or of a kind from which data of camera and software cannot be taken out."),
        N_("Save the picture as PNG, put it into the report in place of this one, and finalize again."),
    ),
    "finalize.leftover": error(
        N_("The clean copy would still hold something in {part} that it must not have ({what}); nothing was written."),
        N_("Save the report anew in Word or WPS and finalize again; if it stays, report it as a fault of the program."),
    ),
    "finalize.exists": error(
        N_("A file of this name is there already and is not replaced."),
        N_("Give another name with --out, or leave --out out: then the first free name is taken."),
    ),
    "finalize.foreign": info(
        N_(
            "The document is no report of this program, or has lost its memory: it was cleaned, and only its own text was audited."
        )
    ),
    "finalize.not-recorded": warning(
        N_("The copy is written, but its sha256 could not be kept in {sidecar}: {reason}."),
        N_("Write down the sha256 that is shown, so that a later change of the copy can be found."),
    ),
}
