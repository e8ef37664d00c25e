"""Issue codes of batches: many counties in one run."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "batch.not-found": error(
        N_("There is no such configuration, folder or list."),
        N_("Check the name; a pattern such as counties/*.yaml must lead to at least one file."),
    ),
    "batch.no-county": error(
        N_("No configuration of a county is found here."),
        N_(
            "The configuration of a county has the key “county”; a list of counties has the key “counties” with at least one path."
        ),
    ),
    "batch.same-report": error(
        N_(
            "Two configurations would write the same report: both have the code {region} and the name {report}; the other is {other}."
        ),
        N_("Give each county its own administrative code, or each report its own name (report.name)."),
    ),
    "batch.region-twice": error(
        N_(
            "Rows of a shared ledger that say “{said}” of their region would be this county's and that of another one; the other is {other}."
        ),
        N_(
            "Where counties of one name share a ledger, its rows must tell them by their administrative codes, or by names that differ (ledger.regions)."
        ),
    ),
    "batch.locked": error(
        N_("Another batch is at work in this folder: on {host}, process {pid}, since {since}."),
        N_(
            "Wait until it has finished, or choose another folder. If no such program runs any more, delete {lock} in the folder."
        ),
    ),
    "batch.out-of-memory": error(
        N_("The county took more memory than a county may."),
        N_(
            "Build it alone with reportgen build to see whether its ledgers are very large; allow more with --memory-mb."
        ),
    ),
    "batch.out-of-time": error(
        N_("The county took more than {seconds} seconds and was stopped."),
        N_("Build it alone with reportgen build to see what takes so long; allow more with --seconds."),
    ),
    "batch.crashed": error(
        N_("The process that worked on the county ended twice without a word (exit code {ended})."),
        N_("Build it alone with reportgen build; if that fails, too, please report it."),
    ),
    "batch.killed": error(
        N_(
            "The system ended the process that worked on the county twice, most likely for want of memory (signal {signal})."
        ),
        N_("Run the batch with fewer --jobs, or build the county alone with reportgen build."),
    ),
    "batch.fault": error(
        N_("The program has a fault ({kind}, {place}); it is none of yours."),
        N_("Please report it with this line. The other counties do not suffer from it."),
    ),
    "batch.edited": info(
        N_("People changed this report, and nothing of what it is made of has changed since: it stays as it is."),
    ),
    "batch.edited-stale": warning(
        N_("People changed this report; it stays as it is, although what it is made of may have changed since."),
        N_("Take such reports through an update with --update, or one alone with reportgen update."),
    ),
    "batch.unknown-report": error(
        N_(
            "A file of this name is there that no longer knows what it was made of, so it is neither replaced nor updated."
        ),
        N_("Look what the file is; give it another name or move it away, and run again."),
    ),
    "batch.open-points": warning(
        N_("The update leaves {count} points to a person, each marked by a comment in the report."),
        N_("Open the report, decide each point and delete its comment."),
    ),
    "batch.does-not-hold": warning(
        N_("Audit of the updated report: {message}"),
        N_("Correct the sentence in the report."),
    ),
}
