"""Issue codes of documents."""

from reportgen.messages.catalogue import Entry
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {}
