"""Issue codes of settings."""

from reportgen.messages.catalogue import Entry
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {}
