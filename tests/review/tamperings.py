"""Tamperings of a finished report, generated from what it shows and what it remembers: what somebody could change who wants it to say
something else, or who only edits it.

Each works on the text of paragraphs as a word processor would leave it: the runs round it keep their properties and bookmarks.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from reportgen.word import open_package, read_memory, read_page
from reportgen.word.memory.memory import Memory
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Page, Paragraph
from tests.render import surgery

_CORE = "docProps/core.xml"
_P, _T, _TR, _TBL = tag("w:p"), tag("w:t"), tag("w:tr"), tag("w:tbl")
_MEASURES = (("件", "人"), ("个单位", "户单位"), ("天", "周"), ("个百分点", "%"))
_PERIODS = (
    ("第三季度", "第二季度"), ("本季度", "上季度"), ("上季度", "本季度"), ("上年同期", "上季度"), ("第四季度", "第一季度"),
    ("同比", "环比"), ("环比", "同比"), ("中旬", "下旬"),
)  # fmt: skip
_VERDICTS = (
    ("反映属实", "反映不属实"), ("核查属实", "核查不属实"), ("部分属实", "不属实"), ("已办结", "未办结"), ("按期办结率", "逾期办结率"),
    ("基本满意", "不满意"), ("表示满意", "表示不满意"), ("上升", "下降"), ("下降", "上升"), ("增加", "减少"), ("减少", "增加"),
    ("增长", "下降"), ("第二位", "第三位"), ("居前", "居后"), ("最多", "最少"), ("最长", "最短"), ("最为集中", "最为分散"),
    ("长于", "短于"), ("首次", "再次"),
)  # fmt: skip


@dataclass(frozen=True)
class Tampering:
    """A tampered report: what was done (`kind` and `what`), and whether the audit must call it an error."""

    kind: str
    what: str
    wrong: bool
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Edit:
    """A piece of a paragraph put in another way: the how many-th paragraph of the part, from `start` to before `end`."""

    number: int
    start: int
    end: int
    text: str


def tamperings(report: "Report") -> Iterator[Tampering]:
    """Every tampering of a report in a fixed order."""
    yield from _figures(report)
    yield from _names(report)
    for kind, pairs in (("measure", _MEASURES), ("period", _PERIODS), ("verdict", _VERDICTS)):
        yield from _words(report, kind, pairs)
    yield from _rewritten(report)
    yield from _structure(report)
    yield from _around(report)


class Report:
    """A report taken apart: the paragraphs that show text, and its memory."""

    def __init__(self, document: bytes) -> None:
        """Of these bytes."""
        self.document = document
        self.page: Page = read_page(open_package(document))
        memory = read_memory(document)
        assert memory is not None
        self.memory: Memory = memory
        every = {element: number for number, element in enumerate(self.page.root.iter(_P))}
        self.shown: list[tuple[int, Paragraph]] = [
            (every[one.element], one) for one in self.page.body if one.text.strip()
        ]

    def shown_text(self, number: int) -> str:
        """What the how many-th paragraph shows."""
        return next(one.text for place, one in self.shown if place == number)

    def edited(self, *edits: Edit) -> bytes:
        """The document with pieces of its paragraphs put in another way."""
        return self.changed(lambda root: _apply(root, edits))

    def changed(self, change: Callable[[Element], None], part: str = surgery.MAIN) -> bytes:
        """The document with a part changed."""
        parts = surgery.parts_of(self.document)
        root = etree.fromstring(parts[part])
        change(root)
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return surgery.zipped(parts)


def _apply(root: Element, edits: Sequence[Edit]) -> None:
    paragraphs = list(root.iter(_P))
    for one in sorted(edits, key=lambda one: (one.number, -one.start)):
        _replace(paragraphs[one.number], one)


def _replace(paragraph: Element, edit: Edit) -> None:
    """The text goes into the first run that it touches; the others lose what was replaced in them."""
    at, text = 0, edit.text
    for element in paragraph.iter(_T, tag("w:tab"), tag("w:br")):
        if element.tag != _T:
            at += 1
            continue
        said = element.text or ""
        first, last = max(edit.start - at, 0), min(edit.end - at, len(said))
        if first < last or (
            edit.start == edit.end and first <= len(said) and text and at <= edit.start <= at + len(said)
        ):
            element.text = said[:first] + text + said[last:]
            element.set(tag("xml:space"), "preserve")
            text = ""
        at += len(said)


def _one(report: Report, kind: str, what: str, *edits: Edit, wrong: bool = True) -> Tampering:
    return Tampering(kind, what, wrong, lambda: report.edited(*edits))


def _figures(report: Report) -> Iterator[Tampering]:
    """Each number of the text and the tables one more, but those of headings and captions (they are counted) and page numbers."""
    for number, one in report.shown:
        for match in re.finditer(r"\d+(?:\.\d+)?", one.text):
            if any(field.meets(match.start(), match.end()) for field in one.fields):
                continue
            last = match.end() - 1
            digit = str((int(one.text[last]) + 1) % 10)
            yield _one(report, "figure", f"{match[0]} in {one.text[:12]}", Edit(number, last, last + 1, digit))


def _labels(report: Report) -> list[list[str]]:
    """The names that tables and charts give: units, categories, channels."""
    sets: list[list[str]] = []
    for drawn in report.memory.charts.values():
        names = list(dict.fromkeys((one.series or one.label) for one in drawn.points))
        if len(names) > 1 and not any("季度" in name for name in names):
            sets.append(names)
    return sets


def _names(report: Report) -> Iterator[Tampering]:
    """Each name by its neighbour in one place; two names exchanged everywhere."""
    for names in _labels(report):
        for name, other in pairwise([*names, names[0]]):
            places = list(found(report, name))
            for number, start in places:
                edit = Edit(number, start, start + len(name), other)
                yield _one(report, "name in one place", f"{name} → {other}", edit)
            edits = [Edit(number, start, start + len(name), other) for number, start in places]
            edits += [Edit(number, start, start + len(other), name) for number, start in found(report, other)]
            if edits:
                yield _one(report, "names exchanged everywhere", f"{name} ↔ {other}", *edits)


def found(report: Report, word: str) -> Iterator[tuple[int, int]]:
    """Where a word stands: the number of its paragraph, and its place there."""
    for number, one in report.shown:
        for match in re.finditer(re.escape(word), one.text):
            yield number, match.start()


def _words(report: Report, kind: str, pairs: Sequence[tuple[str, str]]) -> Iterator[Tampering]:
    """A word in each of its places, and in all of them."""
    for word, other in pairs:
        before = "(?<=[0-9])" if kind == "measure" else ""
        found = [
            (number, match.start())
            for number, one in report.shown
            for match in re.finditer(before + re.escape(word), one.text)
        ]
        edits = [Edit(number, start, start + len(word), other) for number, start in found]
        for edit in edits:
            yield _one(report, kind, f"{word} → {other}", edit)
        if len(edits) > 1:
            yield _one(report, f"{kind} everywhere", f"{word} → {other}", *edits)


def _rewritten(report: Report) -> Iterator[Tampering]:
    """Sentences without figures put in other words, sentences deleted, sentences added."""
    for number, one in report.shown:
        if one.spot is not None or one.heading is not None or "。" not in one.text:
            continue
        for match in re.finditer("[^。]+。", one.text):
            if not re.search(r"\d", match[0]):
                text = "有关情况总体平稳，各方面反映良好。"
                edit = Edit(number, match.start(), match.end(), text)
                yield _one(report, "sentence rewritten", match[0][:12], edit, wrong=False)
        first = re.match("[^。]+。", one.text)
        if first and first.end() < len(one.text):
            yield _one(report, "sentence deleted", first[0][:12], Edit(number, 0, first.end(), ""), wrong=False)
        end = len(one.text)
        added = Edit(number, end - 1, end, "。有关单位已经作出说明。")
        yield _one(report, "sentence added", one.text[:12], added, wrong=False)


def _structure(report: Report) -> Iterator[Tampering]:
    """Paragraphs deleted, added, swapped; rows swapped, deleted."""
    outside = [(number, one) for number, one in report.shown if one.spot is None and "。" in one.text]
    for (number, one), (other, _) in pairwise(outside):
        yield Tampering(
            "paragraphs swapped", one.text[:12], False, lambda a=number, b=other: report.changed(_swapping(a, b, _P))
        )
        yield Tampering("paragraph deleted", one.text[:12], False, lambda a=number: report.changed(_deleting(a, _P)))
        yield Tampering("paragraph added", one.text[:12], False, lambda a=number: report.changed(_adding(a)))
    for table, element in enumerate(report.page.root.iter(_TBL)):
        count = len(element.findall(_TR))
        for row in range(1, count - 2):
            what = f"table {table} row {row}"
            yield Tampering("rows swapped", what, False, lambda t=table, r=row: report.changed(_rows_swapping(t, r)))
            yield Tampering("row deleted", what, False, lambda t=table, r=row: report.changed(_row_deleting(t, r)))


def _swapping(one: int, other: int, kind: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        every = list(root.iter(kind))
        _swap(every[one], every[other])

    return change


def _swap(one: Element, other: Element) -> None:
    copies = deepcopy(one), deepcopy(other)
    for element, copy in ((one, copies[1]), (other, copies[0])):
        parent = element.getparent()
        assert parent is not None
        parent.replace(element, copy)


def _deleting(number: int, kind: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        element = list(root.iter(kind))[number]
        element.getparent().remove(element)

    return change


def _adding(number: int) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        element = list(root.iter(_P))[number]
        element.addnext(
            etree.fromstring(f"<w:r {surgery.NS}>{surgery.paragraph('各单位要高度重视，抓好落实。')}</w:r>")[0]
        )

    return change


def _rows_swapping(table: int, row: int) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        rows = list(root.iter(_TBL))[table].findall(_TR)
        _swap(rows[row], rows[row + 1])

    return change


def _row_deleting(table: int, row: int) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        element = list(root.iter(_TBL))[table]
        element.remove(element.findall(_TR)[row])

    return change


def _around(report: Report) -> Iterator[Tampering]:
    """The title on the page and in the properties, captions, headings, the signature, the words of headers and footers."""

    def retitled(root: Element) -> None:
        root.find(tag("dc:title")).text = "某县工作情况报告"

    yield Tampering("title property", "", True, lambda: report.changed(retitled, _CORE))
    for number, one in report.shown:
        if one.spot is not None or "。" in one.text:
            continue
        end = len(one.text)
        yield _one(report, "short line", one.text[:12], Edit(number, end - 2, end, "情况"), wrong=False)
        yield _one(
            report,
            "short line added to",
            one.text[:12],
            Edit(number, end - 1, end, f"{one.text[-1]}（暂定）"),
            wrong=False,
        )
    for part in sorted(
        name for name in surgery.parts_of(report.document) if re.search(r"(?:header|footer)\d*\.xml$", name)
    ):

        def written(root: Element) -> None:
            root.append(etree.fromstring(f"<w:r {surgery.NS}>{surgery.paragraph('内部资料')}</w:r>")[0])

        yield Tampering("header or footer", part, False, lambda part=part, change=written: report.changed(change, part))
