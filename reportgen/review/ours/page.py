"""A document line by line, with the bookmarks and fields that stand in each line: what an audit of our own report reads.

A line is a paragraph, or a row of a table with its cells parted by tabs. What was struck out is left out. Bookmarks are taken
as they stand, wherever a word processor has moved their ends.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from reportgen.model import Place
from reportgen.review.prose.reading import Style, is_contents, styles_of
from reportgen.review.prose.sentences import sentences_of
from reportgen.review.prose.story import Passage
from reportgen.word.names import NAMESPACES, tag
from reportgen.word.package import Package
from reportgen.word.structure import text_parts
from reportgen.word.xml import Element

_P, _TBL, _TR, _TC, _T, _R = (tag(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t", "r"))
_START, _END, _CHAR, _CODE, _SIMPLE = (
    tag(f"w:{name}") for name in ("bookmarkStart", "bookmarkEnd", "fldChar", "instrText", "fldSimple")
)
_CHARACTERS = {tag("w:tab"): "\t", tag("w:br"): "\n", tag("w:cr"): "\n", tag("w:noBreakHyphen"): "-"}
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SKIPPED = {tag(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tcPr", "trPr", "delText")} | {
    f"{{{_COMPATIBILITY}}}Fallback",
    f"{{{NAMESPACES['w']}}}sectPr",
}
_BOX, _INLINE, _ANCHOR = tag("w:txbxContent"), tag("wp:inline"), tag("wp:anchor")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a line, from `start` to before `end`: that of a bookmark (`what` is its name) or a field (its code)."""

    start: int
    end: int
    what: str

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a character with another piece."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document.

    `paragraph` and `table` are its place (`model.Place`), both None outside the body; `marks` are the bookmarks that reach over
    a part of it, `fields` the results of fields. `heading` is the level of its heading style, `title` says that it is a title,
    `contents` that it is a line of a table of contents.
    """

    text: str
    paragraph: int | None = None
    table: int | None = None
    marks: tuple[Stretch, ...] = ()
    fields: tuple[Stretch, ...] = ()
    heading: int | None = None
    title: bool = False
    contents: bool = False

    def place(self, at: int = 0) -> Place:
        """The place of the sentence in which the character `at` stands; of a row of a table the whole row."""
        if self.table is not None:
            return Place(None, self.table, "\t".join(cell.strip() for cell in self.text.split("\t")))
        return Place(self.paragraph, None, sentence_at(self.text, at))


def sentence_at(text: str, at: int) -> str:
    """The sentence of a paragraph in which the character `at` stands, or the last one before it."""
    found = ""
    start = 0
    for sentence in sentences_of(Passage(text)):
        start = text.find(sentence.text, start)
        if found and start > at:
            break
        found = sentence.text
        start += len(sentence.text)
    return found or text.strip()


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: the part that holds it, its words for the blind, the bookmarks round it, and the line that follows."""

    part: str
    alt: str
    marks: frozenset[str]
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A document: the lines of its body in reading order, those of headers, footers and notes (`around`), and its pictures."""

    package: Package
    lines: tuple[Line, ...]
    around: tuple[Line, ...]
    pictures: tuple[Shown, ...]

    def before_tables(self) -> Mapping[int, int]:
        """For each table the number of the paragraph before it, 0 for none."""
        last = 0
        found: dict[int, int] = {}
        for line in self.lines:
            last = line.paragraph or last
            if line.table is not None:
                found.setdefault(line.table, last)
        return found


@dataclass(slots=True)
class _Pen:
    """A line being written."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    cells: int = 0
    begun: dict[str, int] = field(default_factory=dict)
    marks: list[Stretch] = field(default_factory=list)
    fields: list[Stretch] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[Element] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Adds text."""
        self.pieces.append(text)
        self.length += len(text)


@dataclass(slots=True)
class _Field:
    """A field that has begun: its code so far, and where its result begins."""

    code: str = ""
    result: int | None = None


@dataclass(slots=True)
class _Scribe:
    """Writes down the lines of a part."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    numbered: bool = True
    lines: list[Line] = field(default_factory=list)
    pictures: list[tuple[Element, frozenset[str], int]] = field(default_factory=list)
    open_marks: dict[str, str] = field(default_factory=dict)
    open_fields: list[_Field] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def blocks(self, element: Element, contents: bool = False) -> None:
        """Reads the paragraphs and tables below an element, which is a table of contents or not."""
        for child in element:
            if child.tag == _P:
                self._line(child, None, contents)
            elif child.tag == _TBL:
                self.tables += 1
                self._rows(child, self.tables)
            elif child.tag in (_START, _END):
                self._mark(child, None)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self.blocks(child, contents or is_contents(child))

    def _rows(self, element: Element, table: int) -> None:
        for child in element:
            if child.tag == _TR:
                self._line(child, table)
            elif child.tag in (_START, _END):
                self._mark(child, None)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self._rows(child, table)

    def _line(self, element: Element, table: int | None, contents: bool = False) -> None:
        """Reads a paragraph, or a row as one line."""
        pen = _Pen(begun=dict.fromkeys(self.open_marks, 0))
        self._inside(element, pen)
        for one, start in pen.begun.items():
            pen.marks.append(Stretch(start, pen.length, self.open_marks[one]))
        text = "".join(pen.pieces)
        counted = self.numbered and table is None and bool(text.strip())
        self.paragraphs += counted
        number = self.paragraphs if counted else None
        self.pictures += [(one, frozenset(self._round(one)), len(self.lines)) for one in pen.pictures]
        if text.strip():
            in_order = tuple(sorted(pen.marks, key=lambda one: one.start))
            line = Line(text, number, table, in_order, tuple(pen.fields))
            self.lines.append(line if table else self._styled(line, element, contents))
        for box in pen.boxes:
            self._box(box, number, table)

    def _styled(self, line: Line, paragraph: Element, contents: bool) -> Line:
        """The line with what its style says of it."""
        named = paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
        style = self.styles.get("" if named is None else named.get(tag("w:val"), ""), Style())
        contents = contents or style.name.startswith("toc ")
        return replace(line, heading=style.heading, title=style.name in {"title", "标题"}, contents=contents)

    def _round(self, picture: Element) -> Iterator[str]:
        """The bookmarks that are open where a picture stands, and those whose ends enclose it in its paragraph."""
        yield from self.open_marks.values()
        paragraph = next(picture.iterancestors(_P), None)
        inside: dict[str, str] = {}
        for element in () if paragraph is None else paragraph.iter(_START, _END, _INLINE, _ANCHOR):
            if element is picture:
                yield from inside.values()
            elif element.tag == _START:
                inside[element.get(tag("w:id"), "")] = element.get(tag("w:name"), "")
            elif element.tag == _END:
                inside.pop(element.get(tag("w:id"), ""), None)

    def _box(self, box: Element, number: int | None, table: int | None) -> None:
        """Reads a text box; its lines stand where the paragraph stands to which it is tied."""
        inner = _Scribe(numbered=False, tables=self.tables)
        inner.blocks(box)
        self.lines += [one if one.table else replace(one, paragraph=number, table=table) for one in inner.lines]
        self.tables = inner.tables

    def _inside(self, element: Element, pen: _Pen) -> None:
        for child in element:
            if child.tag == _T:
                pen.write(child.text or "")
            elif child.tag in _CHARACTERS and element.tag == _R:
                pen.write(_CHARACTERS[child.tag])
            elif child.tag in (_START, _END):
                self._mark(child, pen)
            elif child.tag in (_CHAR, _CODE):
                self._field(child, pen)
            elif child.tag == _BOX:
                pen.boxes.append(child)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                if child.tag in (_INLINE, _ANCHOR):
                    pen.pictures.append(child)
                self._part(child, element, pen)

    def _part(self, element: Element, parent: Element, pen: _Pen) -> None:
        """Reads what holds text, with the mark that parts it from what is before it."""
        self.tables += element.tag == _TBL
        pen.cells += element.tag == _TC
        if element.tag == _TC and pen.cells > 1:
            pen.write("\t")
        elif element.tag == _P and parent.find(_P) is not element:
            pen.write("\n")
        start = pen.length
        self._inside(element, pen)
        if element.tag == _SIMPLE:
            pen.fields.append(Stretch(start, pen.length, element.get(tag("w:instr"), "")))

    def _mark(self, element: Element, pen: _Pen | None) -> None:
        number = element.get(tag("w:id"), "")
        if element.tag == _START:
            self.open_marks[number] = element.get(tag("w:name"), "")
            if pen:
                pen.begun[number] = pen.length
        elif number in self.open_marks:
            name = self.open_marks.pop(number)
            if pen:
                pen.marks.append(Stretch(pen.begun.pop(number, 0), pen.length, name))

    def _field(self, element: Element, pen: _Pen) -> None:
        """A field begins, gets more of its code, shows its result from here on, or ends; one ends in its own line."""
        kind = element.get(tag("w:fldCharType"), "") if element.tag == _CHAR else ""
        if kind == "begin":
            self.open_fields.append(_Field())
        elif not self.open_fields:
            return
        elif element.tag == _CODE:
            self.open_fields[-1].code += element.text or ""
        elif kind == "separate":
            self.open_fields[-1].result = pen.length
        elif kind == "end":
            ended = self.open_fields.pop()
            start = pen.length if ended.result is None else min(ended.result, pen.length)
            pen.fields.append(Stretch(start, pen.length, ended.code))


def read_page(package: Package) -> Page:
    """The page in a package. Raises DocumentError where a part is damaged."""
    main, *others = text_parts(package)
    scribe = _Scribe(styles_of(package))
    body = package.root(main).find(tag("w:body"))
    if body is not None:
        scribe.blocks(body)
    around = _Scribe(numbered=False)
    for part in others:
        around.blocks(package.root(part))
    return Page(
        package,
        tuple(scribe.lines),
        tuple(replace(line, table=None) for line in around.lines),
        tuple(_shown(package, *found) for found in scribe.pictures),
    )


def _shown(package: Package, element: Element, marks: frozenset[str], line: int) -> Shown:
    """A picture with the part that it shows, "" where there is none."""
    links = {link.id: package.target(package.document, link) for link in package.links.get(package.document, ())}
    embedded = [blip.get(tag("r:embed"), "") for blip in element.iter(tag("a:blip"))]
    words = element.find(tag("wp:docPr"))
    part = links.get(embedded[0], "") if embedded else ""
    return Shown(part, "" if words is None else words.get("descr", ""), marks, line)
