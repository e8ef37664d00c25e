"""One walk through the XML of a story: paragraphs as they are met, with what reaches over them.

What a bookmark or field reaches over is written down paragraph by paragraph when it ends; one that never ends reaches to the end
of the paragraph in which it began (nine of 141 files that were edited on trial held such a one).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element
from reportgen.word.pages.numbering import Lists
from reportgen.word.pages.page import (
    GONE,
    NOTE,
    Change,
    Paragraph,
    Run,
    Shown,
    Spot,
    Story,
    Stretch,
)
from reportgen.word.pages.styles import PLAIN, Style, number_of, switch

_COLUMNS = 63  # what a table of Word can have at most
_P, _R, _T, _TBL, _TR, _TC, _PPR, _RPR = (tag(f"w:{name}") for name in ("p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr"))
_START, _END = tag("w:bookmarkStart"), tag("w:bookmarkEnd")
_COMMENT_START, _COMMENT_END = tag("w:commentRangeStart"), tag("w:commentRangeEnd")
_CHAR, _CODE, _SIMPLE = tag("w:fldChar"), tag("w:instrText"), tag("w:fldSimple")
_MATH, _MATH_RUN = tag("m:t"), tag("m:r")
_BOX, _INLINE, _ANCHOR = tag("w:txbxContent"), tag("wp:inline"), tag("wp:anchor")
_ALTERNATE, _CHOICE, _FALLBACK = tag("mc:AlternateContent"), tag("mc:Choice"), tag("mc:Fallback")
_CHARACTERS = {
    tag("w:tab"): "\t",
    tag("w:ptab"): "\t",
    tag("w:br"): "\n",
    tag("w:cr"): "\n",
    tag("w:noBreakHyphen"): "-",
    tag("w:sym"): "□",  # a sign of a font of signs: something stands there
    tag("w:footnoteReference"): NOTE,
    tag("w:endnoteReference"): NOTE,
}
_NOTES = (tag("w:footnoteReference"), tag("w:endnoteReference"))
_STRUCK = tag("w:delText")
_TEXTS = (_T, tag("w:delText"), _MATH)
_CHANGES = {
    tag("w:ins"): Change.INSERTED,
    tag("w:del"): Change.DELETED,
    tag("w:moveFrom"): Change.MOVED_FROM,
    tag("w:moveTo"): Change.MOVED_TO,
}
_FORMATS = tuple(tag(f"w:{kind}Change") for kind in ("rPr", "pPr", "sectPr", "tblPr", "tcPr", "trPr", "tblGrid", "tblPrEx"))  # fmt: skip
_CELLS = (tag("w:cellIns"), tag("w:cellDel"), tag("w:cellMerge"))
_SKIPPED = {tag(f"w:{name}") for name in ("pPr", "rPr", "tblPr", "tblGrid", "tcPr", "trPr", "sectPr", "sdtPr", "sdtEndPr", "rt", "rubyPr", "delInstrText")}  # fmt: skip
_CELL_PROPERTIES = (tag("w:gridSpan"), tag("w:vMerge"), tag("w:cellDel"))
_GRID_BEFORE = f"{tag('w:trPr')}/{tag('w:gridBefore')}"
_ROW_DELETED, _ROW_HIDDEN = f"{tag('w:trPr')}/{tag('w:del')}", f"{tag('w:trPr')}/{tag('w:hidden')}"
_MOST_PARAGRAPHS = 50  # a mark over more of them is written down where it begins and where it ends
_MOST_ROUND = 20  # so many marks round a picture are looked at, the innermost
_HELD = ((tag("a:blip"), tag("r:embed")), (tag("c:chart"), tag("r:id")))  # by what a drawing names what it shows
_SPACE = tag("xml:space")
_VALUE, _ID, _NAME, _KIND = tag("w:val"), tag("w:id"), tag("w:name"), tag("w:fldCharType")


@dataclass(slots=True)
class Open:
    """A bookmark, comment or field that has begun in paragraph `pen` at `at`; of a field `code` is what was read of its code."""

    name: str
    pen: int
    at: int
    columns: range | None = None
    code: str = ""
    shows: bool = False
    ended: bool = False


@dataclass(slots=True)
class Pen:
    """A paragraph being written."""

    number: int
    elements: list[Element]
    box: bool
    contents: bool
    spot: Spot | None
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    marks: list[Stretch] = field(default_factory=list)
    fields: list[Stretch] = field(default_factory=list)
    comments: list[Stretch] = field(default_factory=list)
    pictures: list[tuple[Element, tuple[Open, ...]]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    revisions: list[Element] = field(default_factory=list)
    made: Paragraph | None = None


@dataclass(slots=True)
class OpenCell:
    """A cell being read."""

    element: Element
    column: int
    span: int
    goes_on: bool
    pens: list[Pen] = field(default_factory=list)


@dataclass(slots=True)
class OpenRow:
    """A row being read, of the table with this number."""

    element: Element
    table: int
    cells: list[OpenCell]


@dataclass(slots=True)
class Walk:
    """Walks through one part."""

    package: Package
    part: str
    story: Story
    styles: Mapping[str, Style]
    lists: Lists
    pens: list[Pen] = field(default_factory=list)
    flow: list[Pen | OpenRow] = field(default_factory=list)
    inner: list[OpenRow] = field(default_factory=list)  # rows of tables in cells
    tables: list[Element] = field(default_factory=list)
    open_marks: dict[str, Open] = field(default_factory=dict)
    open_comments: dict[str, Open] = field(default_factory=dict)
    open_fields: list[Open] = field(default_factory=list)
    carried: Pen | None = None
    notes: set[tuple[str, str]] = field(default_factory=set)  # kind and id of the notes to which shown text refers
    row_revisions: list[Element] = field(default_factory=list)

    # --- blocks -------------------------------------------------------------------------------------------------------

    def blocks(self, element: Element, into: list[Pen] | None, where: "Where") -> None:
        """Reads the paragraphs and tables below an element; those of a cell go `into` its list, else into the flow."""
        for child in element:
            kind = child.tag
            if kind == _P:
                self.paragraph(child, into, where)
            elif kind == _TBL:
                self.carried = None
                self._table(child, into, where)
            elif kind in (_START, _END, _COMMENT_START, _COMMENT_END):
                self._range(child, None)
            elif kind == _ALTERNATE:
                self.blocks(_version(child), into, where)
            elif isinstance(kind, str) and kind not in _SKIPPED:
                contents = where.contents or _is_contents(child)
                self.blocks(child, into, replace(where, change=_changed(kind, where), contents=contents))

    def paragraph(self, element: Element, into: list[Pen] | None, where: "Where") -> None:
        """Reads a paragraph, then the text boxes that are tied to it."""
        if self.carried is not None:
            pen, self.carried = self.carried, None
            pen.elements.append(element)
        else:
            pen = Pen(len(self.pens), [element], where.box, where.contents, where.spot)
            self.pens.append(pen)
            if into is None:
                self.flow.append(pen)
            else:
                into.append(pen)
        style = self.style(element.find(_PPR), "w:pStyle")
        self._inside(element, pen, replace(where, hidden=not where.hidden) if style.hidden else where)
        pen.revisions += _revisions(element)
        if _mark_gone(element):
            self.carried = pen
        boxes, pen.boxes = pen.boxes, []
        for box in boxes:
            carried, self.carried = self.carried, None
            self.blocks(box, into, replace(where, box=True))
            self.carried = carried

    def _table(self, element: Element, into: list[Pen] | None, where: "Where") -> None:
        self.tables.append(element)
        number = len(self.tables)
        for count, row in enumerate(self._below(element, _TR)):
            gone = where.change in GONE or row.find(_ROW_DELETED) is not None or bool(switch(row.find(_ROW_HIDDEN)))
            self.row_revisions += _revisions_of_row(row)
            cells = list(
                self._cells(row, number, count, replace(where, change=Change.DELETED if gone else where.change))
            )
            if into is not None:  # a table in a cell: its paragraphs are the cell's
                into += [pen for cell in cells for pen in cell.pens]
                self.inner += [] if gone else [OpenRow(row, number, cells)]
            elif not gone:
                self.flow.append(OpenRow(row, number, cells))

    def _cells(self, row: Element, table: int, number: int, where: "Where") -> Iterator[OpenCell]:
        column = min(number_of(row.find(_GRID_BEFORE)) or 0, _COLUMNS)
        for element in self._below(row, _TC):
            properties = element.find(tag("w:tcPr"))
            span, merged, gone = (None if properties is None else properties.find(name) for name in _CELL_PROPERTIES)
            goes_on = merged is not None and merged.get(_VALUE, "continue") == "continue"
            cell = OpenCell(element, column, min(max(number_of(span) or 1, 1), _COLUMNS), goes_on)
            change = where.change if gone is None else Change.DELETED
            inside = replace(where, spot=Spot(table, number, column), change=change, hidden=where.hidden or goes_on)
            self.blocks(element, cell.pens, inside)  # what a cell that goes on with the one above holds is not printed
            self.carried = None
            yield cell
            column += cell.span

    def _below(self, element: Element, kind: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, also those in content controls; bookmarks between them are read."""
        for child in element:
            if child.tag == kind:
                yield child
            elif child.tag in (_START, _END, _COMMENT_START, _COMMENT_END):
                self._range(child, None)
            elif child.tag == _ALTERNATE:
                yield from self._below(_version(child), kind)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag not in (_P, _TBL, _TC):
                yield from self._below(child, kind)

    # --- inside a paragraph -------------------------------------------------------------------------------------------

    def _inside(self, element: Element, pen: Pen, where: "Where") -> None:
        for child in element:
            kind = child.tag
            if kind in (_R, _MATH_RUN):
                self._run(child, pen, where)
            elif kind in (_START, _END, _COMMENT_START, _COMMENT_END):
                self._range(child, pen)
            elif kind == _ALTERNATE:
                self._inside(_version(child), pen, where)
            elif kind == _SIMPLE:
                start = pen.length
                self._inside(child, pen, where)
                pen.fields.append(Stretch(start, pen.length, child.get(tag("w:instr"), "")))
            elif isinstance(kind, str) and kind not in _SKIPPED:
                self._inside(child, pen, replace(where, change=_changed(kind, where)) if kind in _CHANGES else where)

    def _run(self, element: Element, pen: Pen, where: "Where") -> None:
        properties = element.find(_RPR)
        style = self.style(properties, "w:rStyle")
        own = None if properties is None else switch(properties.find(tag("w:vanish")))
        hidden = style.hidden != where.hidden if own is None else own  # a switch that is thrown twice is off (17.7.3)
        start, pieces, coded = pen.length, list[str](), self._in_code(pen)
        shown = not hidden and where.change not in GONE
        self._pieces(element, pen, pieces, shown)
        text = "".join(pieces)
        if text or element.tag == _R:
            pen.runs.append(Run(element, text, start, style.shown_name, where.change, hidden, coded))

    def _pieces(self, element: Element, pen: Pen, pieces: list[str], shown: bool) -> None:
        """Reads what a run holds; struck-out text outside of a deletion is nobody's."""
        for child in element:
            kind = child.tag
            if kind in _TEXTS:
                self._write(_printed(child), pen, pieces, shown and kind != _STRUCK)
            elif kind in _CHARACTERS and element.tag == _R:
                self._write(_CHARACTERS[kind], pen, pieces, shown)
                if kind in _NOTES and shown:
                    self.notes.add((kind, child.get(_ID, "")))
            elif kind in (_CHAR, _CODE):
                self._field(child, pen)
            elif kind == _BOX:
                if shown:
                    pen.boxes.append(child)
            elif kind == _ALTERNATE:
                self._pieces(_version(child), pen, pieces, shown)
            elif kind in (_START, _END, _COMMENT_START, _COMMENT_END):
                self._range(child, pen)
            elif isinstance(kind, str) and kind not in _SKIPPED:
                if kind in (_INLINE, _ANCHOR) and shown:
                    pen.pictures.append((child, tuple(self.open_marks.values())[-_MOST_ROUND:]))
                self._pieces(child, pen, pieces, shown)

    def _in_code(self, pen: Pen) -> bool:
        """Whether a field that began in this paragraph is still spelling its code: what stands there is not printed."""
        return any(not one.shows and one.pen == pen.number for one in self.open_fields)

    def _write(self, text: str, pen: Pen, pieces: list[str], shown: bool) -> None:
        pieces.append(text)
        if shown and not self._in_code(pen):
            pen.pieces.append(text)
            pen.length += len(text)

    def picture(self, element: Element, around: Iterable[Open], pen: Pen) -> Shown:
        """A picture or chart with the bookmarks round it; one that never ends reaches no further than its paragraph."""
        links = {link.id: self.package.target(self.part, link) for link in self.package.links.get(self.part, ())}
        embedded = next((one.get(name, "") for kind, name in _HELD for one in element.iter(kind)), "")
        words = element.find(tag("wp:docPr"))
        name, alt = ("", "") if words is None else (words.get("name", ""), words.get("descr", ""))
        marks = frozenset(one.name for one in around if one.ended or one.pen == pen.number)
        return Shown(element, links.get(embedded, ""), name, alt, marks)

    # --- what reaches over text ---------------------------------------------------------------------------------------

    def _range(self, element: Element, pen: Pen | None) -> None:
        """A bookmark or comment begins or ends, in a paragraph or between paragraphs."""
        number = element.get(_ID, "")
        starts = element.tag in (_START, _COMMENT_START)
        marks = element.tag in (_START, _END)
        opened = self.open_marks if marks else self.open_comments
        here = (pen.number, pen.length) if pen else self._next() if starts else self._last()
        before = opened.pop(number, None)
        if before is not None and starts:
            opened[f"{number} {len(opened)} {len(self.pens)}"] = before  # its id was given away: it never ends
        elif before is not None:
            before.ended = True
            self._close(before, here, marks)
        if starts:
            opened[number] = Open(element.get(_NAME, "") if marks else number, *here, _columns(element))

    def _next(self) -> tuple[int, int]:
        """Where the next text will stand: at the beginning of a paragraph, or in the one that goes on."""
        return (len(self.pens), 0) if self.carried is None else (self.carried.number, self.carried.length)

    def _last(self) -> tuple[int, int]:
        """The end of the last paragraph that was read."""
        return (len(self.pens) - 1, self.pens[-1].length) if self.pens else (-1, 0)

    def _own_end(self, one: Open) -> tuple[int, int]:
        """The end of the paragraph in which something began that never ends."""
        pen = min(one.pen, len(self.pens) - 1)
        return (pen, self.pens[pen].length) if self.pens else (-1, 0)

    def _close(self, one: Open, end: tuple[int, int], marks: bool) -> None:
        last, at = end
        reached = range(one.pen, last + 1)
        for number in reached if len(reached) <= _MOST_PARAGRAPHS else (one.pen, last):
            pen = self.pens[number]
            if pen.box != self.pens[one.pen].box or not _covered(one, pen):
                continue
            piece = Stretch(one.at if number == one.pen else 0, at if number == last else pen.length, one.name)
            if piece.start <= piece.end:
                (pen.marks if marks else pen.comments).append(piece)
        if last < one.pen and last >= 0 and marks:  # it ended before the paragraph began that it was put before
            self.pens[last].marks.append(Stretch(at, at, one.name))

    def _field(self, element: Element, pen: Pen) -> None:
        """A field begins, gets more of its code, shows its result from here on, or ends."""
        kind = element.get(_KIND, "") if element.tag == _CHAR else ""
        here = (pen.number, pen.length)
        if kind == "begin":
            self.open_fields.append(Open("", *here))
        elif not self.open_fields:
            return
        elif element.tag == _CODE:
            if not self.open_fields[-1].shows:
                self.open_fields[-1].code += element.text or ""
        elif kind == "separate":
            one = self.open_fields[-1]
            one.pen, one.at, one.shows = *here, True
        elif kind == "end":
            self._end_field(self.open_fields.pop(), *here)

    def _end_field(self, one: Open, last: int, at: int) -> None:
        if not one.shows:
            one.pen, one.at = last, at
        for number in range(one.pen, last + 1):
            pen = self.pens[number]
            start, end = one.at if number == one.pen else 0, at if number == last else pen.length
            pen.fields.append(Stretch(min(start, end), end, one.code))
            pen.contents = pen.contents or (end > start and one.code.split()[:1] == ["TOC"])

    # --- the end ------------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Closes what never ended."""
        for one in self.open_marks.values():
            self._close(one, self._own_end(one), True)
        for one in self.open_comments.values():
            self._close(one, self._own_end(one), False)
        self.open_marks, self.open_comments = {}, {}

    def style(self, properties: Element | None, kind: str) -> Style:
        """The style that properties name as `w:pStyle` or `w:rStyle`; a paragraph that names none has the default one."""
        named = None if properties is None else properties.find(tag(kind))
        if named is None:
            return self.styles.get("", PLAIN) if kind == "w:pStyle" else PLAIN
        return self.styles.get(named.get(_VALUE, ""), PLAIN)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a walk is: in a text box, a table of contents, a cell, a tracked change, hidden text."""

    box: bool = False
    contents: bool = False
    spot: Spot | None = None
    change: Change | None = None
    hidden: bool = False


def piece_of(child: Element) -> str | None:
    """What a child of a run shows, "" for what shows no text (a picture, the sign of a field); None for what holds text of its own."""
    kind = child.tag
    if kind == _T:
        return _printed(child)
    if kind in _CHARACTERS:
        return _CHARACTERS[kind]
    return None if kind in (_ALTERNATE, _MATH, tag("w:ruby")) else ""


def _printed(element: Element) -> str:
    """The text of a `w:t`; white space of the XML is a blank, and does not count at its ends unless it is told to be kept."""
    text = (element.text or "").replace("\t", " ").replace("\n", " ").replace("\r", " ")
    return text if element.get(_SPACE) == "preserve" or element.tag == _MATH else text.strip(" ")


def _changed(kind: str, where: Where) -> Change | None:
    """What a tracked change does to what is in it; what is gone stays gone, whatever is inserted there."""
    return where.change if where.change in GONE else _CHANGES.get(kind, where.change)


def _covered(one: Open, pen: Pen) -> bool:
    """Whether a paragraph stands in the columns of a table that a bookmark is told to cover, if any are told."""
    return one.columns is None or (pen.spot is not None and pen.spot.column in one.columns)


def _version(element: Element) -> Element:
    """The version of alternate content that is shown: the first choice that holds anything, else the fallback."""
    choices = [*element.findall(_CHOICE), *element.findall(_FALLBACK)]
    holding = (_T, _BOX, _INLINE, _ANCHOR, _MATH)
    return next(
        (one for one in choices if next(one.iter(*holding), None) is not None), choices[0] if choices else element
    )


def _columns(element: Element) -> range | None:
    """The columns of a table that a bookmark is told to cover."""
    first, last = element.get(tag("w:colFirst"), ""), element.get(tag("w:colLast"), "")
    return (
        range(int(first), int(last) + 1) if first.isdecimal() and last.isdecimal() and len(first + last) < 6 else None
    )


def _revisions(paragraph: Element) -> list[Element]:
    """The tracked changes of a paragraph, its text boxes not looked at twice."""
    kinds = (*_CHANGES, *_FORMATS)
    return [one for one in paragraph.iter(*kinds) if next(one.iterancestors(_P), None) is paragraph]


def _revisions_of_row(row: Element) -> list[Element]:
    """The tracked changes of a row itself, and of its cells' form."""
    kinds = (*_CHANGES, *_FORMATS, *_CELLS)
    own = [one for one in row.iterfind(f"{tag('w:trPr')}/*") if one.tag in kinds]
    return own + [one for cell in row.iterfind(_TC) for one in cell.iterfind(f"{tag('w:tcPr')}/*") if one.tag in kinds]


def _mark_gone(paragraph: Element) -> bool:
    """Whether the end of the paragraph was struck out or moved away, so that it goes on in the next."""
    properties = paragraph.find(f"{_PPR}/{_RPR}")
    return properties is not None and any(properties.find(tag(f"w:{kind}")) is not None for kind in ("del", "moveFrom"))


def _is_contents(element: Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = element.find(f"{tag('w:sdtPr')}/{tag('w:docPartObj')}/{tag('w:docPartGallery')}")
    return gallery is not None and gallery.get(_VALUE) == "Table of Contents"
