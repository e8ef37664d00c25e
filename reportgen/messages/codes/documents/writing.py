"""Issue codes of files that are written: `write.` is about one that could not take its place, `pair.` about a report and its sidecar."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_CHOOSE = N_(
    "Compare the two. Keep the changed one and delete the new one, or keep the new one and delete the changed one; each with its .trace.json."
)
_PUT_AWAY = N_(
    "Look what the file is. If nobody needs it, delete it and run again; else give it another name or keep it, and delete the new one."
)

ENTRIES: dict[str, Entry] = {
    "write.failed": error(
        N_("The file could not be written: {reason}. What was there before is unchanged."),
        N_("Remove the cause, or choose another folder, and run again."),
    ),
    "write.link": error(
        N_("The file is a link to another place and is not written through."),
        N_("Delete the link or choose another name."),
    ),
    "write.kept-beside": error(
        N_(
            "The file could not be replaced, perhaps because it is open in Word or WPS. The new one is beside it: {beside}."
        ),
        N_("Close the file, then rename the new one or run again."),
    ),
    "write.not-confirmed": error(
        N_("The file is written, but the disk did not confirm it: {reason}."),
        N_("Check the disk; after a power cut the file may be the old one."),
    ),
    "write.kept-edited": error(
        N_("This report was changed after it was built and stays as it is. The new report is beside it: {new}."),
        _CHOOSE,
    ),
    "write.kept-form": error(
        N_(
            "This report was saved again after it was built and stays as it is: the text of its body is as built, but pictures, form, comments, notes, headers or footers may have been changed. The new report is beside it: {new}."
        ),
        _CHOOSE,
    ),
    "write.kept-foreign": error(
        N_(
            "A file of this name is there that is no report of this program, or no longer knows that it is one (saved in another format?). It stays as it is. The new report is beside it: {new}."
        ),
        _PUT_AWAY,
    ),
    "write.kept-unknown": error(
        N_(
            "A file of this name is there of which nothing proves that it is as it was built: the .trace.json beside it is missing, damaged, of an earlier version, or names another file. It stays as it is. The new report is beside it: {new}."
        ),
        _PUT_AWAY,
    ),
    "write.kept-open": error(
        N_(
            "The report could not be replaced, perhaps because it is open in Word or WPS. It stays as it is. The new report is beside it: {new}."
        ),
        N_("Close the file and run again, or use the new one."),
    ),
    "write.locked": error(
        N_(
            "Another run of this program is writing into this folder: on the machine {host}, process {pid}, since {since}. Nothing was written."
        ),
        N_(
            "Wait until it is done and run again. If the program runs nowhere any more, delete the file {lock} in this folder."
        ),
    ),
    "pair.other-run": warning(
        N_("This report and {sidecar} beside it are not of one run: the .trace.json was written for another report."),
        N_("Do not rely on the .trace.json for this report; build into another folder to have both anew."),
    ),
    "pair.unfinished": warning(
        N_(
            "This report is older than {sidecar} beside it: a run was cut off between the two. The report is as it was built, and the next build writes both anew."
        )
    ),
    "pair.edited": warning(
        N_("This report was changed after it was built; {sidecar} beside it has the figures as they were built."),
        N_("What was changed is listed by reportgen audit."),
    ),
    "pair.form": info(
        N_("This report was saved again after it was built; its text is as it was built."),
    ),
    "pair.sources-gone": warning(
        N_(
            "Files from which the report was made no longer stand where they did: {names}. It is held against its memory only."
        ),
        N_("Put them back, or give --config with the county's configuration."),
    ),
    "pair.sources-faulty": warning(
        N_(
            "The configuration from which the report was made, or its ledgers, give no report any more; it is held against its memory only."
        ),
        N_("Correct what follows, or give --config with another configuration."),
    ),
    "pair.foreign": warning(
        N_("{sidecar} beside this file was written for another one, or this one no longer knows that it is a report."),
        N_("Do not rely on the .trace.json for this file."),
    ),
}
