"""A report that an office likes -> what its form is, each value with the place where it was seen; of its text nothing is kept."""

from collections.abc import Iterable, Sequence

from reportgen.configuring.forms.formatting import Formatting, ShapeSeen, TypeSeen
from reportgen.configuring.forms.layout import observe_lines, observe_page, observe_page_numbers
from reportgen.configuring.forms.observation import Observations, most, size_text, where_seen
from reportgen.configuring.forms.paragraphs import Sorted, heading_end, levels_of, runs_of, sort_paragraphs
from reportgen.messages import N_, _
from reportgen.word.editing.characters import width
from reportgen.word.pages.page import Page, Paragraph, Section

_KINDS = ("title", "body", "caption", "table", "table_head", "note", "signature")
_INDENTED = ("body", "note")
_NO_TEXT = N_("no running text was found")
_WHY = {
    "title": N_("no title was found: nothing centred and large stands above the text"),
    "body": _NO_TEXT,
    "caption": N_("no caption such as 表1 or 图1 was found"),
    "table": N_("no table was found"),
    "table_head": N_("no table was found"),
    "note": N_("no note was found"),
    "signature": N_("no office with a day below it was found at the end of the text"),
}
_NEAR = 0.75  # characters by which a place may differ


def observe_sample(page: Page) -> Observations:
    """The form of a report."""
    seen, formatting = Observations(), Formatting(page.package)
    section = observe_page(page, seen)
    found = sort_paragraphs(page, formatting)
    if found.body:
        type_ = _type(found.body, formatting)
        shape = _shape(found.body, formatting)
        alike = [one for one in found.body if _lines(formatting.shape_of(one.element)) == _lines(shape)]
        observe_lines(section, shape, type_, where_seen(alike, len(found.body)), seen)
    else:
        seen.lack("pitch", _(_NO_TEXT))
    paragraphs = {
        "title": found.title,
        "body": found.body,
        "caption": found.captions,
        "table": found.cells,
        "table_head": found.heads,
        "note": found.notes,
        "signature": [one for one in (found.office, found.day) if one is not None],
    }
    for kind in _KINDS:
        if kind == "signature" and found.day_under_title:
            seen.lack("fonts.signature", _("office and day stand under the title"))
        elif paragraphs[kind]:
            _observe_kind(kind, paragraphs[kind], formatting, seen)
        else:
            seen.lack(f"fonts.{kind}", _(_WHY[kind]))
    _observe_headings(found, formatting, seen)
    _observe_captions(found, seen)
    _observe_signature(found, section, formatting, seen)
    observe_page_numbers(page, section, formatting, seen)
    return seen


def _lines(shape: ShapeSeen) -> tuple[int | None, str]:
    return shape.line, shape.rule


def _shape(paragraphs: Sequence[Paragraph], formatting: Formatting) -> ShapeSeen:
    """The shape that most of the text has."""
    return most((formatting.shape_of(one.element), len(one.text)) for one in paragraphs)


def _types(paragraph: Paragraph, formatting: Formatting, end: int | None = None) -> Iterable[tuple[TypeSeen, int]]:
    for run in runs_of(paragraph, end):
        yield formatting.type_of(paragraph.element, run.element), len(run.text)


def _type(paragraphs: Sequence[Paragraph], formatting: Formatting, *, heading: bool = False) -> TypeSeen:
    """The type that most characters have, by each of its sides: a line of digits in another font does not make another size."""
    found = [
        each
        for one in paragraphs
        for each in _types(one, formatting, heading_end(one) if heading else None)
    ]  # fmt: skip
    return TypeSeen(
        most((type_.font, weight) for type_, weight in found),
        most((type_.latin, weight) for type_, weight in found),
        most((type_.points, weight) for type_, weight in found),
        most((type_.bold, weight) for type_, weight in found),
        most((type_.spacing, weight) for type_, weight in found),
    )


def _observe_kind(
    kind: str, paragraphs: Sequence[Paragraph], formatting: Formatting, seen: Observations, *, heading: bool = False
) -> None:
    """Font, size, bold and, of kinds that have it, indent of a kind of text; each with where most of it was seen."""
    shown = [one for one in paragraphs if runs_of(one, heading_end(one) if heading else None)]
    if not shown:
        seen.lack(f"fonts.{kind}", _("nothing of it is shown"))
        return
    type_ = _type(shown, formatting, heading=heading)

    def where(side: str) -> str:
        end = {id(one): heading_end(one) if heading else None for one in shown}
        alike = [
            one
            for one in shown
            if getattr(most(_types(one, formatting, end[id(one)])), side) == getattr(type_, side)
        ]  # fmt: skip
        return where_seen(alike or shown, len(shown))

    if type_.font:
        seen.add(f"fonts.{kind}.font", type_.font, where("font"))
    else:
        seen.lack(f"fonts.{kind}.font", _("the file names no font for it"))
    if type_.latin and type_.latin != type_.font:
        seen.add(f"fonts.{kind}.latin", type_.latin, where("latin"))
    seen.add(f"fonts.{kind}.size", size_text(type_.points), where("points"))
    seen.add(f"fonts.{kind}.bold", type_.bold, where("bold"))
    if kind in _INDENTED or heading:
        indents = [(_indent(one, formatting), 1) for one in shown]
        first = most(indents)
        alike = [one for one, (indent, _weight) in zip(shown, indents, strict=True) if indent == first]
        seen.add(f"fonts.{kind}.indent", first, where_seen(alike, len(shown)))


def _indent(paragraph: Paragraph, formatting: Formatting) -> int:
    """How many characters the first line is set in, also by spaces."""
    first = formatting.shape_of(paragraph.element).first
    if first < 0:
        run = next(iter(runs_of(paragraph)), None)
        type_ = formatting.type_of(paragraph.element, run.element if run else None)
        first = -first / 20 / max(type_.points + type_.spacing, 1)
    text = paragraph.text
    return max(0, min(10, round(first + width(text[: len(text) - len(text.lstrip())]))))


def _observe_headings(found: Sorted, formatting: Formatting, seen: Observations) -> None:
    numbers = levels_of(found)
    for level in range(1, 5):
        number = numbers[level - 1] if level <= len(numbers) else None
        paragraphs = found.headings.get(number, []) if number else found.unnumbered.get(level, [])
        if paragraphs:
            _observe_kind(f"h{level}", paragraphs, formatting, seen, heading=True)
        else:
            seen.lack(f"fonts.h{level}", _("no heading of level {level} was found").format(level=level))
    if numbers:
        firsts = [found.headings[number][0] for number in numbers]
        seen.add("numbering", "/".join(numbers), where_seen(firsts))
    else:
        seen.lack("numbering", _("no numbered heading was found"))


def _observe_captions(found: Sorted, seen: Observations) -> None:
    if not found.chart_captions:
        seen.lack("captions.chart", _("no caption of a chart was found above or below a picture"))
        return
    above = most((above, 1) for _one, above in found.chart_captions)
    alike = [one for one, each in found.chart_captions if each == above]
    seen.add("captions.chart", "above" if above else "below", where_seen(alike, len(found.chart_captions)))


def _observe_signature(found: Sorted, section: Section | None, formatting: Formatting, seen: Observations) -> None:
    day, office = found.day, found.office
    if day is None:
        seen.lack("signature.place", _("no day of signature was found"))
        return
    if found.day_under_title:
        seen.add("signature.place", "under_title", where_seen([day]))
        return
    places = [_place(one, section, formatting) for one in (office, day) if one is not None]
    place = _named_place(places) if len(places) == 2 else None
    if place is None:
        seen.lack("signature.place", _("office and day stand in none of the places that form knows"))
        return
    seen.add("signature.place", place, where_seen([one for one in (office, day) if one is not None]))


def _place(paragraph: Paragraph, section: Section | None, formatting: Formatting) -> tuple[float, float]:
    """Where a line begins and ends, in characters from the left and from the right of the text."""
    shape = formatting.shape_of(paragraph.element)
    run = next(iter(runs_of(paragraph)), None)
    type_ = formatting.type_of(paragraph.element, run.element if run else None)
    character = max(type_.points + type_.spacing, 1) * 20
    room = (section.width - section.margins.get("left", 0) - section.margins.get("right", 0)) if section else 0
    left, right, first = (
        -one / character if one < 0 else one for one in (shape.left, shape.right, shape.first)
    )  # stated in twips, or in characters
    text = paragraph.text
    own = width(text.strip())
    leading = width(text[: len(text) - len(text.lstrip())])
    trailing = width(text[len(text.rstrip()) :])
    line = room / character
    if shape.align == "right":
        ends = right + trailing
        return line - ends - own, ends
    if shape.align == "center":
        middle = (line - left - right - leading - trailing - own) / 2
        return left + leading + middle, right + trailing + middle
    begins = left + first + leading
    return begins, line - begins - own


def _named_place(places: Sequence[tuple[float, float]]) -> str | None:
    """The name of the place of office and day; None where it has none."""
    (office_begins, office_ends), (day_begins, day_ends) = places
    if abs(office_ends) < _NEAR and abs(day_ends) < _NEAR:
        return "right"
    centred = abs((office_begins - office_ends) - (day_begins - day_ends)) < 2 * _NEAR
    if centred and (abs(day_ends - 4) < _NEAR or office_ends < _NEAR):
        return "sealed"
    if abs(day_begins - office_begins - 2) < _NEAR and min(office_ends, day_ends) < 4 + _NEAR:
        return "unsealed"
    return None
