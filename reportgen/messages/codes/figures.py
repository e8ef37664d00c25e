"""Issue codes of tallying and composing."""

from reportgen.messages.catalogue import Entry, error
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "period.empty": error(
        N_("No case of the ledgers lies in the period {period}; they reach from {first} to {last}."),
        N_("Give another period with --period, or add the ledger of this period under ledger.files."),
    ),
}
