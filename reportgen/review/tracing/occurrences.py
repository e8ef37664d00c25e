"""A report + its memory -> every figure where it is printed, in reading order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.model import Occurrence
from reportgen.word.memory import Drawn, Memory
from reportgen.word.names import tag
from reportgen.word.package import Package
from reportgen.word.reading import text_of
from reportgen.word.xml import Element

_P, _TBL, _TR, _TC, _T, _R = (tag(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t", "r"))
_START, _END, _NAME, _ID, _VALUE = (tag(f"w:{name}") for name in ("bookmarkStart", "bookmarkEnd", "name", "id", "val"))
_CHARACTERS = {tag("w:tab"): "\t", tag("w:br"): "\n", tag("w:cr"): "\n"}
_ALL = (_T, _START, _END, *_CHARACTERS)
_HEADING = re.compile(r"heading ([1-9])")
_ATTACHMENT, _TITLE = "附件编号", "title"
_SENTENCE = re.compile(r".+?(?:[。！？\n]|[.!?](?=\s)|$)", re.DOTALL)
_BETWEEN_CELLS = " | "


def read_occurrences(package: Package, memory: Memory) -> tuple[Occurrence, ...]:
    """The figures of a document in reading order; those of a chart stand at its caption.

    Raises DocumentError where the main part is damaged.
    """
    body = package.root(package.document).find(tag("w:body"))
    if body is None:
        return ()
    walk = _Walk(memory, _style_names(package))
    return tuple(found for paragraph in body.iter(_P) for found in walk.paragraph(paragraph))


def lost_figures(memory: Memory, occurrences: Sequence[Occurrence]) -> tuple[str, ...]:
    """The ids of figures that the memory knows a bookmark of which the text no longer has, each once."""
    found = {one.mark for one in occurrences}
    lost = (mark.figure for name, mark in memory.marks.items() if mark.figure is not None and name not in found)
    return tuple(dict.fromkeys(lost))


@dataclass(slots=True)
class _Line:
    """A paragraph's text, and the names and ends of the bookmarks in it, in order of their beginnings."""

    text: str = ""
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, paragraph: Element) -> "_Line":
        line, opened = cls(), dict[str, str]()
        for element in paragraph.iter(*_ALL):
            if element.tag == _START:
                opened[element.get(_ID, "")] = name = element.get(_NAME, "")
                line.marks[name] = (len(line.text), -1)
            elif element.tag == _END:
                line._close(opened.pop(element.get(_ID, ""), ""))
            elif element.tag == _T:
                line.text += element.text or ""
            elif (parent := element.getparent()) is not None and parent.tag == _R:
                line.text += _CHARACTERS[element.tag]
        for name in opened.values():
            line._close(name)
        return line

    def _close(self, name: str) -> None:
        if name in self.marks:
            self.marks[name] = (self.marks[name][0], len(self.text))


@dataclass(slots=True)
class _Walk:
    """Goes through the paragraphs in order and keeps the headings under which they stand."""

    memory: Memory
    styles: Mapping[str, str]
    headings: dict[int, str] = field(default_factory=dict)
    attachment: str = ""
    caption: str = ""

    def paragraph(self, element: Element) -> Iterator[Occurrence]:
        """The figures of the next paragraph, and of the chart whose caption it is."""
        line = _Line.of(element)
        cell = next(element.iterancestors(_TC), None)
        if cell is None:
            self._enter(element, line)
        path, text, before = self._place(line, cell)
        for name, (start, end) in line.marks.items():
            mark = self.memory.marks.get(name)
            if mark is None:
                continue
            if mark.figure is not None:
                sentence, at = _sentence(text, before + start) if cell is None else (text, before + start)
                column = "" if cell is None else _column_head(cell)
                yield Occurrence(mark.figure, mark.block, name, line.text[start:end], sentence, at, path, column)
            elif mark.kind == "number" and mark.block in self.memory.charts:
                yield from self._chart(mark.block, self.memory.charts[mark.block])

    def _enter(self, element: Element, line: _Line) -> None:
        """Takes the paragraph for a heading, an attachment's number or title, or a caption, where it is one."""
        style = self._style(element)
        heading = _HEADING.fullmatch(style)
        if heading:
            level = int(heading[1])
            kept = {above: text for above, text in self.headings.items() if above < level}
            self.headings = {**kept, level: line.text.strip()}
        elif style == _ATTACHMENT:
            self.attachment = line.text.strip()
        elif style == _TITLE and line.text.strip():
            title = line.text.replace("\n", "").strip()
            self.headings = {0: f"{self.attachment} {title}"} if self.attachment else {}
            self.attachment = ""
        numbers = (name for name in line.marks if name in self.memory.marks)
        if any(self.memory.marks[name].kind == "number" for name in numbers):
            self.caption = line.text.strip()

    def _style(self, element: Element) -> str:
        style = element.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
        return self.styles.get("" if style is None else style.get(_VALUE, ""), "")

    def _place(self, line: _Line, cell: Element | None) -> tuple[tuple[str, ...], str, int]:
        """The path to a line, the text that it is part of, and where it begins there: in a table its row."""
        headings = tuple(self.headings.values())
        if cell is None:
            return headings, line.text, 0
        row, before = _row(cell)
        return (*headings, self.caption), row, before

    def _chart(self, block: str, drawn: Drawn) -> Iterator[Occurrence]:
        path = (*self.headings.values(), self.caption)
        for point in drawn.points:
            sentence = " ".join(filter(None, (point.series, point.label))).replace("\n", "")
            yield Occurrence(point.figure, block, "", point.text, sentence, -1, path)


def _style_names(package: Package) -> dict[str, str]:
    """The names of the styles by id, in small letters."""
    parts = package.linked(package.document, "styles")
    styles = () if not parts else package.root(parts[0]).iter(tag("w:style"))
    named = ((style, style.find(tag("w:name"))) for style in styles)
    return {style.get(tag("w:styleId"), ""): name.get(_VALUE, "").lower() for style, name in named if name is not None}


def _sentence(text: str, at: int) -> tuple[str, int]:
    """The sentence of a text that holds a place, and the place in it."""
    for found in _SENTENCE.finditer(text):
        if found.end() > at:
            sentence = found[0].strip()
            return sentence, at - found.start() - (len(found[0]) - len(found[0].lstrip()))
    return text.strip(), at


def _row(cell: Element) -> tuple[str, int]:
    """The texts of the cells of a row, and where that of this cell begins."""
    row = cell.getparent()
    cells = [cell] if row is None else list(row.iter(_TC))
    texts = [text_of(one).strip() for one in cells]
    before = texts[: cells.index(cell)]
    return _BETWEEN_CELLS.join(texts), sum(map(len, before)) + len(_BETWEEN_CELLS) * len(before)


def _column_head(cell: Element) -> str:
    """The text at the head of a cell's column, "" where the table has no such column."""
    row, table = cell.getparent(), next(cell.iterancestors(_TBL), None)
    first = None if table is None else next(table.iter(_TR), None)
    if row is None or first is None:
        return ""
    start = sum(map(_span, list(row.iter(_TC))[: list(row.iter(_TC)).index(cell)]))
    reached = 0
    for head in first.iter(_TC):
        reached += _span(head)
        if reached > start:
            return text_of(head).strip()
    return ""


def _span(cell: Element) -> int:
    """How many columns of the grid a cell covers."""
    span = cell.find(f"{tag('w:tcPr')}/{tag('w:gridSpan')}")
    value = "" if span is None else span.get(_VALUE, "")
    return max(1, int(value)) if value.isascii() and value.isdecimal() and len(value) < 4 else 1
