"""Parts and values -> what Word is like: packages, what a page shows, bookmarks, memory, lengths, characters.

What `render` and `review` both know of Word. Each feature has a page of analysis in `docs/word/`.
"""

from reportgen.word.blocks.placement import Placement
from reportgen.word.blocks.placing import place
from reportgen.word.contents.activity import Holding, active_content, described_content
from reportgen.word.contents.constructs import Kind
from reportgen.word.memory.marks import Mark
from reportgen.word.memory.memory import Drawn, Memory, Plotted
from reportgen.word.memory.memory_xml import memory_in, read_memory, write_memory
from reportgen.word.memory.told_cases import told_cases
from reportgen.word.packages.freezing import freeze
from reportgen.word.packages.opening import open_document
from reportgen.word.packages.package import Package, open_package
from reportgen.word.pages.page import Page
from reportgen.word.pages.reader import read_page
from reportgen.word.pages.stringify import stringify

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
