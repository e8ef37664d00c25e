"""Issue codes of an update: `update.` is about an edited report that is made anew."""

from reportgen.messages.catalogue import Entry, error, warning
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "update.comparison": error(
        N_("This is a comparison of counties: it is made of their .trace.json files, and these were not found."),
        N_("Put them back, or name them or their folder with --ledger."),
    ),
    "update.other-county": error(
        N_("The report was made by the configuration of another county (code {stated})."),
        N_("Give --config with the configuration of that county."),
    ),
    "update.unknown": warning(
        N_(
            "The document does not remember its making, so only passages that are the new ones but for their numbers were changed; nothing was put in or taken out."
        ),
        N_("Put the .trace.json of the report beside it, under the same name, and update again."),
    ),
}
