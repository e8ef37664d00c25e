"""The form that a house prescribes (`form:`), put upon a Word page: paper, margins, lines, type, page numbers, place of the day.

It is the page that changes, not the report: its styles, its sections, its footers. What cannot be had from styles (formats that
stand directly in the page) is taken out and told; what does nothing is told, too.
"""

from collections.abc import Iterator
from dataclasses import replace

from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from reportgen.messages import issue
from reportgen.model.sources import Issue, Source
from reportgen.render.form.page_numbers import set_page_numbers
from reportgen.render.form.sections import set_sections
from reportgen.render.form.typing import plain_runs, set_types
from reportgen.settings import Form
from reportgen.word import Package, open_document
from reportgen.word.editing.elements import make, run
from reportgen.word.packages.xml import serialize

_UNDER_TITLE = "标题下署名"


def with_form(package: Package, form: Form | None) -> tuple[Package, tuple[Issue, ...]]:
    """The package with the form, and what was taken out for it or does nothing; the package itself where nothing is prescribed.

    Raises DocumentError where python-docx can make nothing of a part.
    """
    if form is None or form == Form():
        return package, ()
    document = open_document(package)
    made = replace(
        package,
        parts=dict(package.parts),
        types=dict(package.types),
        links={part: list(links) for part, links in package.links.items()},
    )
    place = Source(package.name, package.document)
    issues = [issue("page.form-landscape", place)] if set_sections(document, form) else []
    set_types(document, form)
    issues += _direct(document, form, place)
    if form.signature.place == "under_title":
        _day_under_title(document)
    lost = set_page_numbers(document, made, form.page_number)
    issues += [issue("page.form-footer", place, text=text) for text in lost]
    for part, element in ((package.document, document.element), (_part(package, "styles"), document.styles.element)):
        made.parts[part] = serialize(element)
    if settings := _part(package, "settings"):
        made.parts[settings] = serialize(document.settings.element)
    return made, tuple(issues)


def _part(package: Package, kind: str) -> str:
    return next(iter(package.linked(package.document, kind)), "")


def _direct(document: Document, form: Form, place: Source) -> Iterator[Issue]:
    """Takes out formats that would beat the form; tells of them, and of a title that is not in its style."""
    formed = [one.text.strip() for one in document.paragraphs if plain_runs(one, form)]
    if formed:
        yield issue("page.form-direct", place, count=len(formed))
    title = next((one for one in document.paragraphs if _prints(one, "title")), None)
    if title is not None and title.style is not None and (title.style.name or "").casefold() != "title":
        said = form.fonts.title.model_fields_set
        if said:
            yield issue("page.form-title", place, style=title.style.name)


def _prints(paragraph: Paragraph, name: str) -> bool:
    return "".join(paragraph.text.split()) == f"{{{{{name}}}}}"


def _day_under_title(document: Document) -> None:
    """A paragraph for the day below that of the office, or below the title, unless the page prints the day already."""
    paragraphs = document.paragraphs
    if any("".join(one.text.split()).find("{{date}}") >= 0 for one in paragraphs):
        return
    above = next((one for name in ("office", "title") for one in paragraphs if _prints(one, name)), None)
    if above is None:
        return
    style = next((one for one in document.styles if (one.name or "") == _UNDER_TITLE), above.style)
    properties = make("pPr") if style is None else make("pPr", make("pStyle", val=style.style_id))
    if _prints(above, "office") and style is not None and above.style == style:
        _close_up(above)
    above._p.addnext(make("p", properties, run("{{ date }}")))


def _close_up(above: Paragraph) -> None:
    """No room between the office and the day below it: that stands below the day."""
    above.paragraph_format.space_after = Pt(0)
