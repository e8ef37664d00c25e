"""A finished report of ours, whatever hands it went through -> where its numbers are no longer those of its making or of today.

`page` reads the document line by line, `case` says what belongs to which block, `numbers` what became of each number; the other
modules check of one kind each. Numbers are compared wherever they stand; words may be changed by hand.
"""

from reportgen.review.ours.auditing import audit_ours, reading_order, tables_after

__all__ = ["audit_ours", "reading_order", "tables_after"]
