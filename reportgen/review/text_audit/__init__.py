"""Any Chinese .docx -> what its text says that does not hold, without configuration or ledgers.

`texts` gives the passages and tables, and sentences with their skeletons, in which numbers are characters; each module of `rules`
checks of one kind, listed in its `CHECKS`. Quiet where the text is right: a figure is wrong only if no values within rounding
can give it.
"""

from reportgen.review.text_audit.auditing import LENGTH_LIMIT, audit_page, audit_story, audit_text, read_story

__all__ = ["LENGTH_LIMIT", "audit_page", "audit_story", "audit_text", "read_story"]
