"""Paper, margins and grid of a page's sections; what stands in the margins keeps its distance from the text."""

from docx.document import Document
from docx.section import Section
from docx.shared import Length, Mm, Twips

from reportgen.settings.models.form import Form, line_pitch, millimetres, paper_size
from reportgen.word.packages.names import tag
from reportgen.word.pages.lengths import twips

_LEAST = Mm(5)
"""From the edge of the paper, which printers need."""
_HEADER = Mm(10)
"""What a header needs above the text."""


def set_sections(document: Document, form: Form) -> bool:
    """Sets what the form says; whether a page across was left as it is, since margins are of upright pages."""
    across = False
    for section in document.sections:
        width, height = section.page_width, section.page_height
        if width is not None and height is not None and width > height:
            across = True
            continue
        if form.paper is not None:
            section.page_width, section.page_height = map(_length, paper_size(form.paper))
        _set_margins(section, form)
        _set_grid(section, form)
    return across and (form.paper is not None or bool(form.margins.model_fields_set))


def _set_margins(section: Section, form: Form) -> None:
    margins = form.margins
    if margins.left is not None:
        section.left_margin = _length(millimetres(margins.left))
    if margins.right is not None:
        section.right_margin = _length(millimetres(margins.right))
    if margins.top is not None:
        section.top_margin = top = _length(millimetres(margins.top))
        if section.header_distance is not None:
            section.header_distance = min(section.header_distance, max(_LEAST, Length(top - _HEADER)))
    if margins.bottom is not None:
        bottom, before = _length(millimetres(margins.bottom)), section.bottom_margin
        if section.footer_distance is not None and before is not None:
            section.footer_distance = max(_LEAST, Length(section.footer_distance - before + bottom))
        section.bottom_margin = bottom


def _set_grid(section: Section, form: Form) -> None:
    """The pitch of the grid, by which Word counts the lines of a page."""
    grid = section._sectPr.find(tag("w:docGrid"))
    if form.pitch is None or grid is None:
        return
    number, fixed = line_pitch(form.pitch)
    if fixed:
        grid.set(tag("w:linePitch"), str(round(number * 20)))


def _length(length: float) -> Length:
    return Twips(twips(length))
