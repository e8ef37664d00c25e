"""The text of a document as a reader sees it: runs, tabs and line breaks; cells parted by tabs, rows and paragraphs by line feeds."""

from dataclasses import dataclass, field

from reportgen.word.marks import PREFIX, TABLE
from reportgen.word.names import tag
from reportgen.word.xml import Element

_TABLE = tag("w:tbl")
_TABLE_MARK = PREFIX + TABLE
_PARAGRAPH, _CELL, _ROW, _TEXT, _TAB, _START, _END = (
    tag(name) for name in ("w:p", "w:tc", "w:tr", "w:t", "w:tab", "w:bookmarkStart", "w:bookmarkEnd")
)
_BREAKS = (tag("w:br"), tag("w:cr"))
_ALL = (_PARAGRAPH, _CELL, _ROW, _TEXT, _TAB, _START, _END, *_BREAKS)
_RUN = tag("w:r")
_NAME, _ID, _TYPE = tag("w:name"), tag("w:id"), tag("w:type")


class _Parting(str):
    """A character that parts paragraphs, cells or rows, and is not part of any of them."""

    __slots__ = ()


@dataclass(slots=True)
class _Reader:
    """Reads elements in document order; `pieces` is the text so far."""

    pieces: list[str] = field(default_factory=list)
    opened: dict[str, tuple[str, int]] = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=dict)
    row_begins: bool = False
    cell_begins: bool = False

    def read(self, element: Element) -> None:
        """Takes the next element."""
        kind = element.tag
        if kind == _TEXT:
            self.pieces.append(element.text or "")
        elif kind == _PARAGRAPH:
            self._paragraph()
        elif kind == _START:
            self._open(element)
        elif kind == _END:
            self._close(element)
        elif kind == _CELL:
            self._cell()
        elif kind == _ROW:
            self.row_begins = True
        elif (parent := element.getparent()) is not None and parent.tag == _RUN:
            self.pieces.append("\t" if kind == _TAB else "\n")

    def _paragraph(self) -> None:
        if not self.cell_begins:
            self.pieces.append(_Parting("\n"))
        self.cell_begins = False

    def _cell(self) -> None:
        self.pieces.append(_Parting("\n" if self.row_begins else "\t"))
        self.row_begins, self.cell_begins = False, True

    def _open(self, element: Element) -> None:
        name = element.get(_NAME, "")
        self.marks.setdefault(name, [])
        self.opened[element.get(_ID, "")] = (name, len(self.pieces))

    def _close(self, element: Element) -> None:
        name, start = self.opened.pop(element.get(_ID, ""), ("", -1))
        if start >= 0:
            table = table_after(element) if name.startswith(_TABLE_MARK) else None
            self.marks[name].append(self.text(start) + ("" if table is None else "\n" + text_of(table)))

    def text(self, start: int = 0) -> str:
        """What was read since piece `start`, without the line feeds that part it from its neighbours.

        The tabs of empty cells at the ends of a table stay: they are the table's own.
        """
        pieces = self.pieces[start:]
        while pieces and _is_line_feed(pieces[-1]):
            pieces.pop()
        while pieces and _is_line_feed(pieces[0]):
            pieces.pop(0)
        return "".join(pieces)


def _is_line_feed(piece: str) -> bool:
    return isinstance(piece, _Parting) and piece == "\n"


def _read(root: Element) -> _Reader:
    reader = _Reader()
    for element in root.iter(*_ALL):
        reader.read(element)
    return reader


def table_after(element: Element) -> Element | None:
    """The table that follows the paragraph in which the element stands, before any other paragraph."""
    paragraph = next(element.iterancestors(_PARAGRAPH), element)
    following = next((later for later in paragraph.itersiblings(_TABLE, _PARAGRAPH)), None)
    return following if following is not None and following.tag == _TABLE else None


def text_of(element: Element) -> str:
    """The text of a paragraph, cell, table or whole part."""
    return _read(element).text()


def marked_texts(root: Element) -> dict[str, list[str]]:
    """The texts of each bookmark by name, in order of their beginnings; a bookmark that never ends has none.

    A table's bookmark (`marks.block_mark`) stands round its caption; the text of the table is added on lines of its own.
    """
    return _read(root).marks


@dataclass(slots=True)
class Field:
    """A field: its code (`SEQ 图 \\* ARABIC`), whole even where it is split over runs, and the result that is shown."""

    code: str = ""
    result: str = ""
    separated: bool = False


def fields(root: Element) -> list[Field]:
    """Every field of a part, in order of its beginning.

    Code text that stands outside a field counts as a field too: nothing that looks like one escapes a check.
    """
    found: list[Field] = []
    open_fields: list[Field] = []
    for element in root.iter(*_FIELD_PARTS):
        if element.tag == _SIMPLE:
            found.append(Field(element.get(tag("w:instr"), ""), text_of(element)))
        elif element.tag == _CHAR:
            _step(element.get(tag("w:fldCharType"), ""), found, open_fields)
        elif element.tag != _TEXT:
            _add_code(element.text or "", found, open_fields)
        elif open_fields and open_fields[-1].separated:
            open_fields[-1].result += element.text or ""
    return found


_SIMPLE, _CHAR = tag("w:fldSimple"), tag("w:fldChar")
_FIELD_PARTS = (_SIMPLE, _CHAR, tag("w:instrText"), tag("w:delInstrText"), _TEXT)


def _step(kind: str, found: list[Field], open_fields: list[Field]) -> None:
    """A field begins, shows its result from here on, or ends."""
    if kind == "begin":
        open_fields.append(Field())
        found.append(open_fields[-1])
    elif kind == "separate" and open_fields:
        open_fields[-1].separated = True
    elif kind == "end" and open_fields:
        open_fields.pop()


def _add_code(code: str, found: list[Field], open_fields: list[Field]) -> None:
    if open_fields:
        open_fields[-1].code += code
    else:
        found.append(Field(code))
