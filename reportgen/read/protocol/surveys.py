"""What a second look at a sheet finds, where calamine is blind."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Survey:
    """Cells that show an error or a formula without a value, what is hidden, and merges, all 1-based; how days are counted."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    counts_from_1904: bool = False


ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
"""The errors that a file spells out; what else a program shows (`#SPILL!`), it saves as one of these."""

STRANGE = "#ERROR!"
"""Stands for an error that no program saves; its text is not repeated: it could be anything."""


def error_text(text: str) -> str:
    """The error as the program shows it."""
    text = text.strip()
    return text if text in ERRORS else STRANGE


MOST_AREA = 4_000_000
"""A grid of so many cells is read whatever of it is filled;"""

SPARSE = 100
"""a larger one only if at least one in so many is."""
