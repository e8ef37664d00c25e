"""What sections and footers say: paper, margins, lines of a grid, page numbers."""

import re

from reportgen.configuring.forms.formatting import Formatting, ShapeSeen, TypeSeen
from reportgen.configuring.forms.observation import Observations, millimetres_text, size_text
from reportgen.messages import _
from reportgen.render.form.page_numbers import number_blocks, number_text
from reportgen.settings.models.form import PAPERS
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Page, Section

_SIDES = ("top", "bottom", "left", "right")
_TWIPS_PER_MM = 1440 / 25.4
_MARKS = re.compile(r"[\s—–－\-~·./()（）第共]*1[\s—–－\-~·./()（）页第共]*(?:N[\s—–－\-~·./()（）页]*)?")
"""What a page number may stand between; anything else is text of the sample."""
_SAME = 1  # mm, by which papers are told apart
_GRIDS = ("lines", "linesAndChars", "snapToChars")


def observe_page(page: Page, seen: Observations) -> Section | None:
    """Paper and margins of the first upright section, which is given back."""
    if not page.sections:
        seen.lack("paper", _("the file has no section"))
        return None
    section = next((one for one in page.sections if one.width <= one.height), page.sections[0])
    number = page.sections.index(section) + 1
    where = _("page setup, section {number}").format(number=number) if len(page.sections) > 1 else _("page setup")
    size = section.width / _TWIPS_PER_MM, section.height / _TWIPS_PER_MM
    named = (name for name, one in PAPERS.items() if all(abs(a - b) <= _SAME for a, b in zip(one, size, strict=True)))
    seen.add("paper", next(named, f"{round(size[0])}x{round(size[1])}"), where)
    for side in _SIDES:
        if side in section.margins:
            length = section.margins[side] + (section.margins.get("gutter", 0) if side == "left" else 0)
            seen.add(f"margins.{side}", millimetres_text(length / _TWIPS_PER_MM), where)
        else:
            seen.lack(f"margins.{side}", _("the page setup does not say"))
    return section


def observe_lines(section: Section | None, shape: ShapeSeen, type_: TypeSeen, where: str, seen: Observations) -> None:
    """The distance of lines of the text, and how many characters a line holds."""
    grid = {} if section is None else section.grid
    pitch = int(grid["linePitch"]) if grid.get("linePitch", "").isdecimal() and grid.get("type") in _GRIDS else None
    if shape.line is not None and shape.rule == "exact":
        seen.add("pitch", f"{shape.line / 20:g}磅", where)
    elif pitch and shape.snap and shape.line in (None, 240):
        seen.add("pitch", f"{pitch / 20:g}磅", _("grid of the page"))
    elif shape.rule == "auto":
        seen.add("pitch", f"{(shape.line or 240) / 240:.3g}倍", where)
    else:
        seen.lack("pitch", _("the lines have a least distance, which form cannot say"))
    if section is None:
        return
    width = section.width - sum(section.margins.get(side, 0) for side in ("left", "right", "gutter"))
    spacing = type_.spacing
    if grid.get("type") in ("linesAndChars", "snapToChars") and shape.snap:
        space = grid.get("charSpace", "0")
        spacing += int(space) / 4096 if space.removeprefix("-").isdecimal() else 0
    characters = int(width / 20 / max(type_.points + spacing, 1))
    if 10 <= characters <= 80:
        seen.add("characters", characters, where)


def observe_page_numbers(page: Page, section: Section | None, formatting: Formatting, seen: Observations) -> None:
    """What page numbers look like and where they stand."""
    parts = {} if section is None else {kind: part for kind, part in section.around if kind.startswith("footer")}
    blocks = {kind.partition(" ")[2]: _block(page, part) for kind, part in parts.items()}
    block = blocks.get("default")
    if block is None:
        why = _("no footer has a page number") if section is not None else _("the file has no section")
        seen.lack("page_number.form", why)
        return
    where = _("footer")
    text = number_text(block).strip()
    if _MARKS.fullmatch(text):
        seen.add("page_number.form", text, where)
    else:
        seen.lack("page_number.form", _("words stand beside the number, which are not copied"))
    paragraph = next((one for one in block.iter(tag("w:p")) if _has_number(one)), block)
    even = blocks.get("even") if _differ(page) else None
    align = formatting.shape_of(paragraph).align or _framed(paragraph)
    if even is not None and align == "right":
        seen.add("page_number.place", "outside", where)
    elif align in ("center", "right"):
        seen.add("page_number.place", align, where)
    else:
        seen.lack("page_number.place", _("it stands neither outside, nor in the middle, nor at the right"))
    title = section is not None and section.element.find(tag("w:titlePg")) is not None
    seen.add("page_number.first", not title or blocks.get("first") is not None, where)
    run = next((one for one in paragraph.iter(tag("w:r")) if one.find(tag("w:fldChar")) is not None), None)
    run = run if run is not None else next(paragraph.iter(tag("w:r")), None)
    type_ = formatting.type_of(paragraph, run)
    if type_.latin or type_.font:
        seen.add("page_number.font", type_.latin or type_.font, where)
    seen.add("page_number.size", size_text(type_.points), where)


def _block(page: Page, part: str) -> Element | None:
    root = page.roots.get(part)
    if root is None and part in page.package.parts:
        root = page.package.root(part)
    return None if root is None else next(iter(number_blocks(root)), None)


def _has_number(paragraph: Element) -> bool:
    return "1" in number_text(paragraph)


def _framed(paragraph: Element) -> str:
    """Where the frame of a paragraph stands, as older page numbers have one."""
    frame = paragraph.find(f"{tag('w:pPr')}/{tag('w:framePr')}")
    found = "" if frame is None else frame.get(tag("w:xAlign"), "")
    return {"outside": "right", "inside": "left"}.get(found, found)


def _differ(page: Page) -> bool:
    """Whether odd and even pages differ."""
    for part in page.package.linked(page.package.document, "settings"):
        found = page.package.root(part).find(tag("w:evenAndOddHeaders"))
        return found is not None and found.get(tag("w:val"), "1") not in {"0", "false", "off"}
    return False
