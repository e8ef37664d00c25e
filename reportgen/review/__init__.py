"""The bytes of a report + what it should say -> the issues of a second look, by eyes that did not write it.

`audit` opens the finished file anew and compares it with the narrative; it shares no code with the renderer but the names of
bookmarks.
"""

from reportgen.review.written.audit import audit

__all__ = ["audit"]
