"""The form that reports of a configuration have: its Word page with `form:`, each value with the place that sets it."""

from dataclasses import replace

from reportgen.chinese.numbering import OFFICIAL
from reportgen.configuring.forms.formatting import Formatting
from reportgen.configuring.forms.layout import observe_lines, observe_page, observe_page_numbers
from reportgen.configuring.forms.observation import Observations, size_text
from reportgen.messages import _
from reportgen.render import load_page
from reportgen.render.form.typing import KINDS
from reportgen.settings import Form, Loaded, find_template
from reportgen.word import read_page
from reportgen.word.pages.page import Section

_BODY = KINDS["body"][0]
_PROGRAM = {"signature.place": "unsealed", "captions.chart": "below"}
"""What the program does where nobody says it."""


def observe_configuration(loaded: Loaded) -> tuple[Observations, Section | None]:
    """The form of its reports, and the section in which they are printed. Raises TemplateError where the page is not fit."""
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
    return seen, section


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
