"""Issue codes of ledgers that counties share."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "ledger.shared-no-region": error(
        N_("The ledger is shared by several counties, but no table in it has a column that says whose its cases are."),
        N_(
            "Name the header of that column in the configuration, as ledger: {{columns: {{region: [所属区县]}}}}, or take the file from ledger.shared to ledger.files if it is the county's own."
        ),
    ),
    "ledger.shared-sheet-left-out": info(
        N_("No table of this sheet says whose its cases are; of a shared ledger such a sheet is not read."),
    ),
    "ledger.shared-no-rows": warning(
        N_("The shared ledger has no row of {region}."),
        N_("Look how its column of regions writes the county, and add that to the configuration under ledger.regions."),
    ),
}
