"""Narrative + pictures + Word template -> the bytes of a .docx file.

`render` is the whole room; `load_page` checks a Word template without rendering it.
"""

from reportgen.render.page import load_page
from reportgen.render.report import render

__all__ = ["load_page", "render"]
