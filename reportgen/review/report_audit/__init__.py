"""A finished report of ours, whatever hands it went through -> where its numbers are no longer those of its making or of today.

`report` says what belongs to which block; of the `checks`, each of one kind, `texts` says what became of each number, `exchanges` which
words stand for others that shut them out (`report/vocabulary`); `inventory` says what became of each part. Other words may be changed by hand.
"""

from reportgen.review.report_audit.auditing import Examined, audit_ours, examine, reading_order, tables_after
from reportgen.review.report_audit.inventory import Inventory, Origin, Piece, pieces
from reportgen.review.report_audit.report.standing import standing_figures
from reportgen.review.report_audit.report.vocabulary import EXCHANGED, Names, names_in

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
    "standing_figures",
    "tables_after",
]
