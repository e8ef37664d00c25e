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
    "batch.same-code": error(
        N_("Two counties have the code {region}: this one and {name}; the other is {other}."),
        N_("Correct the code (county.code) that was copied, or give both configurations of one county the same name."),
    ),
    "batch.copied": warning(
        N_("“{text}” ({key}) stands in {other}, too: it names {name} and not this county, {own}."),
        N_("Correct it where it was copied; what several counties share belongs in a configuration that they extend."),
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
    "batch.worker-lost": error(
        N_("The workers that worked on the county were lost again and again: switched off, ended or out of reach."),
        N_("Look at the machines of the workers; the same command goes on."),
    ),
    "batch.no-dask": error(
        N_("--engine dask needs the package {missing}, which is not installed."),
        N_("Install the extra reportgen[dask] (pins: constraints/dask.txt), or leave --engine out."),
    ),
    "batch.scheduler-address": error(
        N_("This is not the address of a scheduler."),
        N_("Write --scheduler tls://HOST:PORT; on this machine alone also tcp://127.0.0.1:PORT."),
    ),
    "batch.scheduler-plain": error(
        N_(
            "{address} can be reached from other machines without TLS: whoever reaches it can have anything run by the workers."
        ),
        N_(
            "Start scheduler and workers with certificates and give tls://HOST:PORT with --tls-ca, --tls-cert and --tls-key; tcp:// is for 127.0.0.1 alone (dask scheduler --host 127.0.0.1)."
        ),
    ),
    "batch.scheduler-certificates": error(
        N_("A scheduler behind tls:// needs the files of your certificate; missing or not readable: {names}."),
        N_("Give all three: --tls-ca, --tls-cert and --tls-key."),
    ),
    "batch.no-scheduler": error(
        N_("The scheduler cannot be reached: {reason}"),
        N_("Check that it runs, its address, and that your certificate is of the same authority."),
    ),
    "batch.scheduler-lost": error(
        N_("The scheduler was lost in the middle of the batch: {reason}"),
        N_("Look whether it still runs; the same command goes on with what is not finished."),
    ),
    "batch.no-worker": error(
        N_("The scheduler has had no worker for {seconds} seconds."),
        N_("Start workers (docs/batch.md); the same command goes on with what is not finished."),
    ),
    "batch.worker-daemon": error(
        N_("A worker may start no processes of its own, which each county needs."),
        N_("Start workers with DASK_DISTRIBUTED__WORKER__DAEMON=False in their environment, or with --no-nanny."),
    ),
    "batch.worker-unfit": error(
        N_("A worker cannot do the work at all ({kind})."),
        N_("Install the same version of reportgen on scheduler and workers as here."),
    ),
    "batch.other-program": error(
        N_(
            "The worker on {host} has another program than this machine: another version of reportgen, Python or a library."
        ),
        N_("Install the same versions there (constraints); reports of two programs may differ."),
    ),
    "batch.unseen": error(
        N_("The worker on {host} does not see {path}."),
        N_(
            "Configurations, ledgers and the output folder must lie in shared folders that have the same path on all machines."
        ),
    ),
    "batch.other-folder": error(
        N_("On {host}, {path} is another folder than here: the batch that is at work here is not seen there."),
        N_("Give as --out a shared folder that has the same path on all machines."),
    ),
    "batch.other-inputs": error(
        N_("On {host} other files are found than when the batch began here: {names}."),
        N_(
            "Keep configurations, templates, ledgers and the font (charts.font) in shared folders, and leave them alone while a batch runs; then run again."
        ),
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
