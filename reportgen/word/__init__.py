"""Parts and values -> what Word is like: packages, bookmarks, memory, lengths, characters, and text read back.

What `render` and `review` both know of Word. Each feature has a page of analysis in `docs/word/`.
"""

from reportgen.word.activity import active_content
from reportgen.word.freezing import freeze, pack
from reportgen.word.memory import Drawn, Mark, Memory, Plotted, read_memory, write_memory
from reportgen.word.package import Package, open_package
from reportgen.word.stringify import stringify

__all__ = [
    "Drawn",
    "Mark",
    "Memory",
    "Package",
    "Plotted",
    "active_content",
    "freeze",
    "open_package",
    "pack",
    "read_memory",
    "stringify",
    "write_memory",
]
