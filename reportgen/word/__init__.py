"""Parts and values -> what Word is like: packages, what a page shows, bookmarks, memory, lengths, characters.

What `render` and `review` both know of Word. Each feature has a page of analysis in `docs/word/`.
"""

from reportgen.word.activity import Holding, active_content, described_content
from reportgen.word.constructs import Kind
from reportgen.word.freezing import freeze
from reportgen.word.marks import Mark
from reportgen.word.memory import Drawn, Memory, Plotted
from reportgen.word.memory_xml import memory_in, read_memory, write_memory
from reportgen.word.opening import open_document
from reportgen.word.package import Package, open_package
from reportgen.word.page import Page
from reportgen.word.placement import Placement
from reportgen.word.placing import place
from reportgen.word.reader import read_page
from reportgen.word.stringify import stringify
from reportgen.word.told import told_cases

__all__ = [
    "Drawn",
    "Holding",
    "Kind",
    "Mark",
    "Memory",
    "Package",
    "Page",
    "Placement",
    "Plotted",
    "active_content",
    "described_content",
    "freeze",
    "memory_in",
    "open_document",
    "open_package",
    "place",
    "read_memory",
    "read_page",
    "stringify",
    "told_cases",
    "write_memory",
]
