"""Narrative + pictures + Word template -> the bytes of a .docx file.

`render` is the whole room; `load_page` checks a Word template without rendering it.
"""

from reportgen.render.report import render
from reportgen.render.template.page import load_page

__all__ = ["load_page", "render"]
