"""Type, lines and indents of a page's styles."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Pt, Twips
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from reportgen.settings.models.form import Form, IndentedType, Type, line_pitch
from reportgen.word.editing.elements import make

KINDS: Mapping[str, tuple[str, ...]] = {
    "body": ("公文正文",), "title": ("Title",), "h1": ("heading 1",), "h2": ("heading 2",), "h3": ("heading 3",), "h4": ("heading 4",),
    "caption": ("表题", "图题"), "table": ("表格文字",), "table_head": ("表头文字",), "note": ("注释",), "signature": ("署名", "成文日期"),
}  # fmt: skip
"""The styles of each kind of text, by name."""
PLAIN = "Normal"
_PITCHED = (
    "公文正文", "heading 1", "heading 2", "heading 3", "heading 4", "附件说明", "附件编号", "署名", "成文日期",
)  # fmt: skip
"""What is set in the lines of the text."""
_TIGHTER = 1
"""Twips a character less than would fill a line: LibreOffice loses a full stop behind a line that is full."""
_FONTS = {"eastAsia": ("font",), "ascii": ("latin", "font"), "hAnsi": ("latin", "font")}
_ORDER = (
    "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs",
    "em", "lang", "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip
"""What stands in the properties of a run from the spacing on (ECMA-376 part 1, 17.3.2.28)."""
_CLIPPED, _LINE = 1.2, 1.5  # of the size: fixed lines below clip their characters, and what they are set to then


def set_types(document: Document, form: Form) -> None:
    """Sets what the form says of type, lines and indents."""
    styles = styles_by_name(document)
    body = form.fonts.body
    before = _points(document, styles[KINDS["body"][0].casefold()]) if KINDS["body"][0].casefold() in styles else 0.0
    plain = body.model_copy(update={"bold": None, "indent": None})  # what a heading has, too, if the text has it
    if PLAIN.casefold() in styles:
        _set_type(styles[PLAIN.casefold()], plain)
    for kind, names in KINDS.items():
        for style in (styles[name.casefold()] for name in names if name.casefold() in styles):
            _set_type(style, getattr(form.fonts, kind))
    if form.pitch is not None:
        _set_pitch(styles, form.pitch)
    _set_spacing(document, styles, form, before)
    if form.captions.chart == "above":
        _room_below_pictures(styles)
    for style in styles.values():
        _keep_shape(document, style)


def styles_by_name(document: Document) -> dict[str, ParagraphStyle]:
    """The paragraph styles by their names in small letters."""
    return {(one.name or "").casefold(): one for one in document.styles if isinstance(one, ParagraphStyle)}


def plain_runs(paragraph: Paragraph, form: Form) -> bool:
    """Takes out of a paragraph's runs what its kind gets from the form; whether there was any."""
    name = "" if paragraph.style is None else (paragraph.style.name or "").casefold()
    kind = next((kind for kind, names in KINDS.items() if name in map(str.casefold, names)), None)
    if kind is None:
        return False
    found = False
    for properties in (run._r.rPr for run in paragraph.runs if run._r.rPr is not None):
        for element in list(_beating(properties, getattr(form.fonts, kind))):
            properties.remove(element)
            found = True
    return found


def _beating(properties: Any, type_: Type) -> Iterator[Any]:
    """What in the properties of a run stands against a type."""
    said = {
        "rFonts": type_.font or type_.latin,
        "sz": type_.size,
        "szCs": type_.size,
        "b": type_.bold,
        "bCs": type_.bold,
    }
    for name, value in said.items():
        found = properties.find(qn(f"w:{name}"))
        if value is not None and found is not None and not (name == "rFonts" and set(found.attrib) == {qn("w:hint")}):
            yield found


def _set_type(style: ParagraphStyle, type_: Type) -> None:
    if type_.font is not None or type_.latin is not None:
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for place, keys in _FONTS.items():
            name = next((name for key in keys if (name := getattr(type_, key)) is not None), None)
            if name is not None:
                fonts.set(qn(f"w:{place}"), name)
                fonts.attrib.pop(qn(f"w:{place}Theme"), None)
    points = type_.points
    if points is not None:
        style.font.size = Pt(points)
        _set_run_value(style, "szCs", str(round(points * 2)))
    if type_.bold is not None:
        style.font.bold = type_.bold
    if isinstance(type_, IndentedType) and type_.indent is not None:
        _indent(style).set(qn("w:firstLineChars"), str(type_.indent * 100))


def _indent(style: ParagraphStyle) -> Any:
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    for name in ("hanging", "hangingChars"):
        indent.attrib.pop(qn(f"w:{name}"), None)
    return indent


def _set_run_value(style: ParagraphStyle, name: str, value: str) -> None:
    """Sets a property of a style's runs for which python-docx has no name; one that is not there stands in the schema's order."""
    properties = style.element.get_or_add_rPr()
    found = properties.find(qn(f"w:{name}"))
    if found is None:
        found = make(name)
        properties.insert_element_before(found, *(f"w:{one}" for one in _ORDER[_ORDER.index(name) + 1 :]))
    found.set(qn("w:val"), value)


def _set_pitch(styles: Mapping[str, ParagraphStyle], pitch: str) -> None:
    """Sets the distance of lines wherever the page has that of its text, room above and below of one line, too."""
    number, fixed = line_pitch(pitch)
    wanted = Twips(round(number * 20)) if fixed else number
    plain = styles.get(PLAIN.casefold())
    before = plain.paragraph_format.line_spacing if plain is not None else None
    for style in styles.values() if isinstance(before, Length) else ():
        lines = style.paragraph_format
        if isinstance(lines.line_spacing, Length) and lines.line_spacing == before:
            _set_lines(style, wanted)
        if fixed and lines.space_before == before:
            lines.space_before = Twips(round(number * 20))
        if fixed and lines.space_after == before:
            lines.space_after = Twips(round(number * 20))
    for style in (styles[name.casefold()] for name in _PITCHED if name.casefold() in styles):
        if inherited(style, lambda one: one.paragraph_format.line_spacing) != wanted:
            _set_lines(style, wanted)


def _room_below_pictures(styles: Mapping[str, ParagraphStyle]) -> None:
    """The room that parts a chart from the text stands above its caption and below its picture where the caption is above."""
    caption, picture = (styles.get(name.casefold()) for name in ("图题", "图片"))
    if caption is None or picture is None:
        return
    above, below = picture.paragraph_format.space_before, caption.paragraph_format.space_after
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = above, Pt(0)
    picture.paragraph_format.space_before, picture.paragraph_format.space_after = Pt(0), below


def _set_lines(style: ParagraphStyle, wanted: float | Length) -> None:
    style.paragraph_format.line_spacing = wanted
    if isinstance(wanted, Length):
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY


def _set_spacing(document: Document, styles: Mapping[str, ParagraphStyle], form: Form, before: float) -> None:
    """The spacing of characters, from how many a line holds; text of another size than the page had is not spaced without."""
    body = styles.get(KINDS["body"][0].casefold())
    if body is None:
        return
    points = _points(document, body)
    if form.characters is not None:
        section = document.sections[0]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        spacing = Length(room).twips // form.characters - round(points * 20) - _TIGHTER
    elif points != before:
        spacing = 0
    else:
        return
    for style in (one for one in (styles.get(PLAIN.casefold()), body) if one is not None):
        _set_run_value(style, "spacing", str(spacing))


def _keep_shape(document: Document, style: ParagraphStyle) -> None:
    """Indents in characters are as wide as characters are now; fixed lines clip none."""
    points = _points(document, style)
    indent: Any = None if style.element.pPr is None else style.element.pPr.ind
    count = "" if indent is None else indent.get(qn("w:firstLineChars"), "")
    if count.isdecimal():
        spacing = inherited(style, _spacing) or 0
        indent.set(qn("w:firstLine"), str(round(int(count) / 100 * (points * 20 + spacing))))
    lines = style.paragraph_format
    fixed = lines.line_spacing_rule == WD_LINE_SPACING.EXACTLY and isinstance(lines.line_spacing, Length)
    if fixed and lines.line_spacing.pt < _CLIPPED * points:
        lines.line_spacing = Pt(round(_LINE * points))


def _spacing(style: ParagraphStyle) -> int | None:
    found = None if style.element.rPr is None else style.element.rPr.find(qn("w:spacing"))
    value = "" if found is None else found.get(qn("w:val"), "")
    return int(value) if value.removeprefix("-").isdecimal() else None


def inherited(style: ParagraphStyle, of: Callable[[ParagraphStyle], Any]) -> Any:
    """What a style says, or the nearest of those it is based on; None where none does."""
    seen: list[Any] = []
    one: Any = style
    while isinstance(one, ParagraphStyle) and one.element not in seen:
        if (found := of(one)) is not None:
            return found
        seen.append(one.element)
        one = one.base_style
    return None


def _points(document: Document, style: ParagraphStyle) -> float:
    """The size of a style's characters in points: its own, inherited, that of the document, Word's own."""
    size = inherited(style, lambda one: one.font.size)
    if size is not None:
        return float(size.pt)
    whole = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
    value = "" if whole is None else whole.get(qn("w:val"), "")
    return int(value) / 2 if value.isdecimal() else 10.0
