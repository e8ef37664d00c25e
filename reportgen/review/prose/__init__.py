"""Any Chinese .docx -> what its text says that does not hold, without configuration or ledgers.

`reading` gives the passages and tables, `sentences` their skeletons with numbers as characters, and each of the other modules
checks of one kind, listed in its `CHECKS`. Quiet where the text is right: a figure is wrong only if no values within rounding
can give it.
"""

from reportgen.review.prose.auditing import audit_page, audit_text

__all__ = ["audit_page", "audit_text"]
