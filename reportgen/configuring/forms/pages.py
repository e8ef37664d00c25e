"""The form that reports of a configuration have: its Word page with `form:`, each value with the place that sets it."""

from dataclasses import dataclass, replace

from reportgen.chinese.numbering import OFFICIAL
from reportgen.chinese.type_sizes import points_of
from reportgen.configuring.forms.formatting import Formatting
from reportgen.configuring.forms.layout import observe_lines, observe_page, observe_page_numbers
from reportgen.configuring.forms.observation import Observations, size_text
from reportgen.messages import _
from reportgen.render import load_page
from reportgen.render.form.typing import KINDS
from reportgen.settings import Form, Loaded, find_template
from reportgen.settings.models.form import line_pitch, paper_size
from reportgen.word import read_page
from reportgen.word.pages.page import Section

_BODY = KINDS["body"][0]
_PROGRAM = {"signature.place": "unsealed", "captions.chart": "below"}
"""What the program does where nobody says it."""
_AROUND = (("left", "right"), ("top", "bottom"))
_MM_PER_POINT = 25.4 / 72
_MM_PER_TWIP = 25.4 / 1440
_NUMBER_LINE = 320 / 280  # the line of a page number, of its size


@dataclass(frozen=True, slots=True)
class View:
    """What was seen, by key; None where it was not."""

    seen: Observations
    section: Section | None

    def text(self, key: str) -> str | None:
        """The value as text."""
        one = self.seen.seen.get(key)
        return None if one is None else _truth(one.value) if isinstance(one.value, bool) else str(one.value)

    def number(self, key: str) -> float | None:
        """The value as a number: millimetres, points, characters."""
        text = self.text(key)
        if text is None:
            return None
        return points_of(text) if key.endswith(".size") else float(text)

    def area(self, side: int) -> float | None:
        """Width (`side` 0) or height (1) of the text in mm."""
        paper, margins = self.text("paper"), [self.number(f"margins.{one}") for one in _AROUND[side]]
        if paper is None or None in margins:
            return None
        return round(paper_size(paper)[side] - sum(one for one in margins if one is not None), 1)

    def lines(self) -> int | None:
        """How many lines a page holds, where their distance is fixed."""
        pitch, height = self.text("pitch"), self.area(1)
        if pitch is None or height is None:
            return None
        points, fixed = line_pitch(pitch)
        return int(height / _MM_PER_POINT / points + 0.02) if fixed else None

    def below(self) -> float | None:
        """How far the dashes of a page number stand below the text in mm."""
        size = self.number("page_number.size")
        if self.section is None or size is None or self.text("page_number.form") is None:
            return None
        room = self.section.margins.get("bottom", 0) - self.section.margins.get("footer", 0)
        return round(room * _MM_PER_TWIP - size * _NUMBER_LINE / 2 * _MM_PER_POINT, 1)


def _truth(value: bool) -> str:
    return "true" if value else "false"


def observe_configuration(loaded: Loaded) -> View:
    """The form of its reports. Raises TemplateError where the page is not fit."""
    settings = loaded.settings
    path = find_template(settings.template.page, loaded)
    package = load_page(path, settings.form).package
    page, seen, formatting = read_page(package), Observations(), Formatting(package)
    section = observe_page(page, seen)
    for kind, names in KINDS.items():
        _observe_kind(kind, names[0], formatting, seen)
    style = formatting.style(_BODY)
    if style is not None:
        where = _("style {style}").format(style=_BODY)
        observe_lines(section, formatting.shape_of(style), formatting.type_of(style), where, seen)
    observe_page_numbers(page, section, formatting, seen)
    for key, one in seen.seen.items():
        seen.seen[key] = replace(one, where=f"{settings.template.page}, {one.where}")
    form = settings.form or Form()
    said = {"signature.place": form.signature.place, "captions.chart": form.captions.chart}
    for key, value in said.items():
        seen.add(key, value or _PROGRAM[key], _("the value of the program"))
    if form.numbering or settings.report.language == "zh":
        seen.add("numbering", form.numbering or OFFICIAL, _("the value of the program"))
    for key, one in seen.seen.items():
        if source := loaded.origins.get(f"form.{key}"):
            seen.seen[key] = replace(one, where=str(source))
    return View(seen, section)


def _observe_kind(kind: str, name: str, formatting: Formatting, seen: Observations) -> None:
    style = formatting.style(name)
    if style is None:
        return
    type_, shape, where = formatting.type_of(style), formatting.shape_of(style), _("style {style}").format(style=name)
    seen.add(f"fonts.{kind}.font", type_.font, where)
    seen.add(f"fonts.{kind}.latin", type_.latin, where)
    seen.add(f"fonts.{kind}.size", size_text(type_.points), where)
    seen.add(f"fonts.{kind}.bold", type_.bold, where)
    first = shape.first if shape.first >= 0 else -shape.first / 20 / max(type_.points + type_.spacing, 1)
    seen.add(f"fonts.{kind}.indent", round(first), where)
