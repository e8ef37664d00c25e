"""Which paragraph of a report is what, by its text and its place: headings are told by their numbers, whatever their style."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.chinese.numerals import ORDINAL
from reportgen.configuring.forms.formatting import Formatting
from reportgen.word.editing.characters import width
from reportgen.word.pages.page import Page, Paragraph, Row, Run

_FIRST_NUMBERS = (
    ("第一章", rf"第(?:{ORDINAL}|\d{{1,2}})章"),
    ("第一节", rf"第(?:{ORDINAL}|\d{{1,2}})节"),
    ("一、", rf"{ORDINAL}、"),
    ("（一）", rf"[（(]{ORDINAL}[）)]"),
    ("1.1.1.1", r"\d{1,2}(?:\.\d{1,2}){3}(?![\d.])"),
    ("1.1.1", r"\d{1,2}(?:\.\d{1,2}){2}(?![\d.])"),
    ("1.1", r"\d{1,2}\.\d{1,2}(?![\d.%％万亿件个次])(?=\s|[\u4e00-\u9fff])"),
    ("1.", r"\d{1,2}[.．](?!\d)"),
    ("1、", r"\d{1,2}、"),
    ("（1）", r"[（(]\d{1,2}[）)]"),
    ("①", "[①-⑳]"),
    ("1", r"\d{1,2}\s+(?=[\u4e00-\u9fff])"),
)
_NUMBERS = tuple((first, re.compile(pattern)) for first, pattern in _FIRST_NUMBERS)
_RANK = {
    first: rank
    for rank, first in enumerate(
        ("第一章", "第一节", "1", "1.1", "1.1.1", "1.1.1.1", "一、", "（一）", "1.", "1、", "（1）", "①")
    )
}
_DECIMAL = ("1", "1.1", "1.1.1", "1.1.1.1")
_CAPTION = re.compile(r"附?(?P<kind>[表图])\s*\d{1,3}(?![\d年月日.])")
_DAY = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_NOTE = re.compile(r"(?:注|说明|备注|注释)[:：]")
_ATTACHMENT = re.compile(r"附\s?件\s*\d{0,2}\s*[:：]?\s*$|附\s?件\s*\d{0,2}\s*[:：]")
_SENTENCE = re.compile("[。；]")
_HEADING = 45  # characters; a longer paragraph has a heading at most as its first sentence
_BODY = 25  # characters; a shorter paragraph that is nothing else says little of the text
_CAPTION_LONGEST, _OFFICE_LONGEST = 60, 40
_BEFORE_BODY = 15  # paragraphs in which a title is looked for
_LARGE = 17  # points, which titles have and offices below them have not
_LEVELS = 4


@dataclass(slots=True)
class Sorted:
    """The paragraphs of a report by what they are.

    `headings` are by how their number is written, those without one by level; `chart_captions` with whether they stand above
    their picture.
    """

    title: list[Paragraph] = field(default_factory=list)
    headings: dict[str, list[Paragraph]] = field(default_factory=dict)
    unnumbered: dict[int, list[Paragraph]] = field(default_factory=dict)
    body: list[Paragraph] = field(default_factory=list)
    captions: list[Paragraph] = field(default_factory=list)
    chart_captions: list[tuple[Paragraph, bool]] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    cells: list[Paragraph] = field(default_factory=list)
    heads: list[Paragraph] = field(default_factory=list)
    day: Paragraph | None = None
    office: Paragraph | None = None
    day_under_title: bool = False


def sort_paragraphs(page: Page, formatting: Formatting) -> Sorted:
    """The paragraphs of a page."""
    found = Sorted()
    flow = [one for one in page.flow if not isinstance(one, Paragraph) or not one.contents]
    texts = [one for one in flow if isinstance(one, Paragraph) and not one.box and one.text.strip()]
    start = next((place for place, one in enumerate(texts) if _is_body(one)), len(texts))
    found.title = _title(texts[:start][:_BEFORE_BODY], formatting)
    _sign(found, texts, start)
    taken = {id(one) for one in (*found.title, found.day, found.office) if one is not None}
    opened = {id(one) for one in texts[start:]}
    listing = False  # names of attachments, counted like headings
    for place, one in enumerate(flow):
        if isinstance(one, Row):
            _sort_row(found, one)
        elif one.text.strip() and not one.box and id(one) not in taken:
            listing = bool(_ATTACHMENT.match(one.text.strip())) or (listing and number_of(one) in ("1.", "1、"))
            if listing:
                continue
            _sort(found, one, flow, place, opened=id(one) in opened)
    return found


def _is_body(paragraph: Paragraph) -> bool:
    """Whether a paragraph is running text or a heading: what stands above the first of them is the head of the report."""
    text = paragraph.text.strip()
    return number_of(paragraph) is not None or (len(text) > _HEADING and _SENTENCE.search(text) is not None)


def number_of(paragraph: Paragraph) -> str | None:
    """How the number before a paragraph is written, as the first of its kind (`（一）`); None where there is none."""
    text = f"{paragraph.number}{paragraph.text}".lstrip()
    return next((first for first, pattern in _NUMBERS if pattern.match(text)), None)


def _title(head: Sequence[Paragraph], formatting: Formatting) -> list[Paragraph]:
    """The title: in the style of titles, or the last that is centred and large; a red head stands above it, the office below."""
    styled = [one for one in head if one.title]
    if styled:
        return styled[:1]
    centred = [one for one in head if formatting.shape_of(one.element).align == "center"]
    sizes = [max(_points(one, formatting), default=0.0) for one in centred]
    large = [place for place, size in enumerate(sizes) if size >= _LARGE]
    if not large:
        return []
    last = large[-1]
    first = last
    while first and sizes[first - 1] == sizes[last]:
        first -= 1
    return list(centred[first : last + 1])


def _points(paragraph: Paragraph, formatting: Formatting) -> Iterator[float]:
    for run in runs_of(paragraph):
        yield formatting.type_of(paragraph.element, run.element).points


def runs_of(paragraph: Paragraph, end: int | None = None) -> list[Run]:
    """The runs of a paragraph that show something, as far as the character `end`."""
    found = [one for one in paragraph.runs if one.shown and one.text.strip()]
    return found if end is None else [one for one in found if one.start < end]


def _sign(found: Sorted, texts: Sequence[Paragraph], start: int) -> None:
    """Office and day: a day alone in a short paragraph, after the text with the office before it, or under the title."""
    days = [place for place, one in enumerate(texts) if _DAY.fullmatch(one.text.strip().strip("（）()"))]
    after = [place for place in days if place >= start]
    if after:
        found.day = texts[after[0]]
        before = texts[after[0] - 1]
        short = width(before.text.strip()) <= _OFFICE_LONGEST and not _SENTENCE.search(before.text)
        if short and number_of(before) is None and not _ATTACHMENT.match(before.text.strip()):
            found.office = before
    elif days:
        found.day, found.day_under_title = texts[days[-1]], True


def _sort_row(found: Sorted, row: Row) -> None:
    head = row.heads or row.cells[:1] == () or _first_of_table(row)
    cells = [one for cell in row.cells for one in cell.paragraphs if one.text.strip()]
    (found.heads if head else found.cells).extend(cells)


def _first_of_table(row: Row) -> bool:
    return all(one.spot is None or one.spot.row == 0 for cell in row.cells for one in cell.paragraphs)


def _sort(found: Sorted, one: Paragraph, flow: Sequence[Paragraph | Row], place: int, *, opened: bool) -> None:
    text = one.text.strip()
    caption = _CAPTION.match(f"{one.number}{text}")
    if caption and width(text) <= _CAPTION_LONGEST and not _SENTENCE.search(text):
        found.captions.append(one)
        if caption["kind"] == "图":
            above, below = _has_picture(flow, place - 1), _has_picture(flow, place + 1)
            if above != below:
                found.chart_captions.append((one, below))
        return
    if _NOTE.match(text):
        found.notes.append(one)
        return
    number = number_of(one)
    if number is not None and (one.heading or heading_end(one) is not None):
        found.headings.setdefault(number, []).append(one)
    elif one.heading is not None and one.heading <= _LEVELS:
        found.unnumbered.setdefault(one.heading, []).append(one)
    elif opened and len(text) >= _BODY:
        found.body.append(one)


def _has_picture(flow: Sequence[Paragraph | Row], place: int) -> bool:
    one = flow[place] if 0 <= place < len(flow) else None
    return isinstance(one, Paragraph) and bool(one.pictures) and not one.text.strip()


def heading_end(paragraph: Paragraph) -> int | None:
    """Where the heading in a numbered paragraph ends: all of a short one, the first sentence of a longer one; None if too long."""
    text = paragraph.text
    if len(text.strip()) <= _HEADING and not _SENTENCE.search(text.strip()[:-1]):
        return len(text)
    first = _SENTENCE.search(text)
    return first.end() if first is not None and len(text[: first.start()].strip()) <= _HEADING else None


def levels_of(found: Sorted) -> list[str]:
    """How the levels are numbered from the first down, four at most: by outline levels of styles, else by the usual order."""
    styled: dict[str, int] = {}
    for number, paragraphs in found.headings.items():
        stated = [one.heading for one in paragraphs if one.heading is not None and one.heading <= _LEVELS]
        if stated:
            styled[number] = max(set(stated), key=stated.count)
    if styled and len(set(styled.values())) == len(styled) and set(styled.values()) == set(range(1, len(styled) + 1)):
        return sorted(styled, key=styled.__getitem__)
    return sorted(found.headings, key=_RANK.__getitem__)[:_LEVELS]
