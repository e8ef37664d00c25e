"""A finished report of ours, whatever hands it went through -> where its numbers are no longer those of its making or of today.

`case` says what belongs to which block, `texts` what became of each number, `exchanges` which words stand for others that shut them
out (`vocabulary`), `inventory` what became of each part; the other modules check of one kind each. Other words may be changed by hand.
"""

from reportgen.review.ours.auditing import Examined, audit_ours, examine, reading_order, tables_after
from reportgen.review.ours.inventory import Inventory, Origin, Piece, pieces
from reportgen.review.ours.vocabulary import EXCHANGED, Names, names_in

__all__ = [
    "EXCHANGED",
    "Examined",
    "Inventory",
    "Names",
    "Origin",
    "Piece",
    "audit_ours",
    "examine",
    "names_in",
    "pieces",
    "reading_order",
    "tables_after",
]
