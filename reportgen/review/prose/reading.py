"""A .docx from anybody, read as a reader sees it: what is hidden or struck out is left out, what was inserted is read.

Runs, fields' results, text boxes (once, though Word stores them twice), content controls, tables with merged cells. Numbers
that Word gives to lists, headers, footers and notes are not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportgen.review.prose.story import Cell, Document, Grid, Passage
from reportgen.word.names import tag
from reportgen.word.package import Package
from reportgen.word.xml import Element

_COLUMNS = 63  # what a table of Word can have at most
_INHERITED = 20  # Word follows eleven
_P, _TBL, _TR, _TC, _R, _T, _PPR, _RPR = (tag(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r", "t", "pPr", "rPr"))
_SKIPPED = {tag(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "rt", "instrText", "delText", "sectPr")}
_CHARACTERS = {tag("w:tab"): "\t", tag("w:br"): "\n", tag("w:cr"): "\n", tag("w:noBreakHyphen"): "-"}
_BOX = tag("w:txbxContent")
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ALTERNATE, _FALLBACK = f"{{{_COMPATIBILITY}}}AlternateContent", f"{{{_COMPATIBILITY}}}Fallback"
_CHOICE = f"{{{_COMPATIBILITY}}}Choice"
_VALUE, _ID = tag("w:val"), tag("w:styleId")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs or runs, with what it inherits."""

    name: str = ""
    heading: int | None = None
    hidden: bool = False
    listed: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads blocks in document order into passages and grids."""

    styles: dict[str, Style]
    passages: list[Passage] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    carried: str = ""

    def blocks(self, element: Element, table: int | None = None, *, contents: bool = False) -> None:
        """Reads the paragraphs and tables below an element, looking into content controls and the like."""
        for child in element:
            if child.tag == _P:
                self._paragraph(child, table, contents=contents)
            elif child.tag == _TBL:
                self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self.blocks(child, table, contents=contents or is_contents(child))

    def _paragraph(self, element: Element, table: int | None, *, contents: bool) -> None:
        boxes: list[Element] = []
        text = self.carried + "".join(self._text(element, boxes))
        self.carried = ""
        if _mark_deleted(element):
            self.carried = text
            text = ""
        if text.strip():
            self.paragraphs += table is None
            self.passages.append(self._passage(element, text, table, contents=contents))
        number = self.paragraphs if text.strip() and table is None else None
        for box in boxes:
            self._box(box, number, table)

    def _box(self, box: Element, paragraph: int | None, table: int | None) -> None:
        """Reads a text box; its passages stand where the paragraph stands to which it is tied."""
        reader = _Reader(self.styles, tables=self.tables)
        reader.blocks(box)
        self.passages += [
            passage if passage.table else replace(passage, paragraph=paragraph, table=table)
            for passage in reader.passages
        ]
        self.grids += reader.grids
        self.tables = reader.tables

    def _passage(self, element: Element, text: str, table: int | None, *, contents: bool) -> Passage:
        properties = element.find(_PPR)
        style = self._style(properties, "w:pStyle")
        level = None if properties is None else _number(properties.find(tag("w:outlineLvl")))
        heading = style.heading if level is None else level + 1 if level < 9 else None
        listed = style.listed if (own := _list(properties)) is None else own
        return Passage(
            text=text,
            paragraph=self.paragraphs if table is None else None,
            table=table,
            heading=heading,
            title=style.name in {"title", "标题"},
            listed=listed,
            contents=contents or style.name.startswith("toc "),
        )

    def _style(self, properties: Element | None, kind: str) -> Style:
        named = None if properties is None else properties.find(tag(kind))
        return self.styles.get("" if named is None else named.get(_VALUE, ""), self.styles.get("", Style()))

    def _text(self, element: Element, boxes: list[Element]) -> Iterator[str]:
        """The pieces of text below an element that a reader sees; text boxes are put aside."""
        for child in element:
            if child.tag == _T:
                yield child.text or ""
            elif child.tag in _CHARACTERS:
                yield _CHARACTERS[child.tag]
            elif child.tag == _BOX:
                boxes.append(child)
            elif child.tag == _ALTERNATE:
                yield from self._alternate(child, boxes)
            elif (
                isinstance(child.tag, str)
                and child.tag not in _SKIPPED
                and not (child.tag == _R and self._hidden(child))
            ):
                yield from self._text(child, boxes)

    def _alternate(self, element: Element, boxes: list[Element]) -> Iterator[str]:
        """The first choice that holds anything, or the fallback: one of them is what the reader sees."""
        for version in (*element.findall(_CHOICE), *element.findall(_FALLBACK)):
            found: list[Element] = []
            pieces = list(self._text(version, found))
            if pieces or found:
                boxes += found
                yield from pieces
                return

    def _hidden(self, run: Element) -> bool:
        properties = run.find(_RPR)
        own = None if properties is None else _switch(properties.find(tag("w:vanish")))
        return self._style(properties, "w:rStyle").hidden if own is None else own

    def _table(self, element: Element) -> None:
        self.tables += 1
        number = self.tables
        rows: list[list[Cell]] = []
        for row in _below(element, _TR):
            if not _row_deleted(row):
                rows.append(self._row(row, number, rows[-1] if rows else []))
        width = max(map(len, rows), default=0)
        padded = tuple((*row, *[Cell("", own=False)] * (width - len(row))) for row in rows)
        self.grids.append(Grid(number, padded))

    def _row(self, row: Element, number: int, above: list[Cell]) -> list[Cell]:
        before = row.find(f"{tag('w:trPr')}/{tag('w:gridBefore')}")
        cells = [Cell("", own=False)] * min(_number(before) or 0, _COLUMNS)
        for element in _below(row, _TC):
            properties = element.find(tag("w:tcPr"))
            first = len(self.passages)
            self.blocks(element, number)
            text = "\n".join(passage.text for passage in self.passages[first:] if passage.table == number)
            span = None if properties is None else _number(properties.find(tag("w:gridSpan")))
            merged = None if properties is None else properties.find(tag("w:vMerge"))
            goes_on = merged is not None and merged.get(_VALUE, "continue") == "continue" and len(cells) < len(above)
            shown = above[len(cells)].text if goes_on else text
            reach = range(min(max(span or 1, 1), _COLUMNS))
            cells += [Cell(shown, own=not goes_on and column == 0) for column in reach]
        return cells[:_COLUMNS]


def read_document(package: Package) -> Document:
    """The document in a package. Raises DocumentError where its main part is damaged."""
    reader = _Reader(styles_of(package))
    body = package.root(package.document).find(tag("w:body"))
    if body is not None:
        reader.blocks(body)
    passages = tuple(reader.passages)
    grids = sorted(reader.grids, key=lambda grid: grid.number)
    return Document(passages, tuple(replace(grid, around=_around(passages, grid.number)) for grid in grids))


def _around(passages: tuple[Passage, ...], number: int) -> tuple[str, str]:
    """The texts of the paragraph before a table and of that after it."""
    inside = [index for index, passage in enumerate(passages) if passage.table == number]
    if not inside:
        return "", ""
    before = next((passage.text for passage in reversed(passages[: inside[0]]) if passage.table is None), "")
    after = next((passage.text for passage in passages[inside[-1] + 1 :] if passage.table is None), "")
    return before, after


def _below(element: Element, kind: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls; not those of tables within."""
    for child in element:
        if child.tag == kind:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag not in (_P, _TBL, _TC):
            yield from _below(child, kind)


def styles_of(package: Package) -> dict[str, Style]:
    """The styles by id; the default paragraph style is under ""."""
    parts = package.linked(package.document, "styles")
    found = {} if not parts else {one.get(_ID, ""): one for one in package.root(parts[0]).iter(tag("w:style"))}
    return {name: _resolved(name, found) for name in found}


def _resolved(name: str, found: dict[str, Element]) -> Style:
    """A style with what it inherits from those it is based on; a circle ends where it began."""
    chain: list[Element] = []
    while name in found and found[name] not in chain and len(chain) < _INHERITED:
        chain.append(found[name])
        parent = found[name].find(tag("w:basedOn"))
        name = "" if parent is None else parent.get(_VALUE, "")
    style = Style()
    for element in reversed(chain):
        style = _derived(style, element)
    return style


def _derived(parent: Style, element: Element) -> Style:
    named = element.find(tag("w:name"))
    name = "" if named is None else named.get(_VALUE, "").lower()
    level = _number(element.find(f"{_PPR}/{tag('w:outlineLvl')}"))
    named_level = int(name[8:]) if name.startswith("heading ") and name[8:].isdecimal() else None
    heading = named_level or (level + 1 if level is not None and level < 9 else parent.heading)
    hidden = _switch(element.find(f"{_RPR}/{tag('w:vanish')}"))
    listed = _list(element.find(_PPR))
    return Style(
        name, heading, parent.hidden if hidden is None else hidden, parent.listed if listed is None else listed
    )


def _list(properties: Element | None) -> bool | None:
    """Whether Word numbers the paragraph; None where nothing is said."""
    numbered = None if properties is None else properties.find(f"{tag('w:numPr')}/{tag('w:numId')}")
    return None if numbered is None else numbered.get(_VALUE, "0") != "0"


def _switch(element: Element | None) -> bool | None:
    """An on-off property (ECMA-376 17.17.4): there without a value means on."""
    return None if element is None else element.get(_VALUE, "true") not in {"0", "false", "off"}


def _number(element: Element | None) -> int | None:
    """The whole number in a property's value; None where there is none."""
    value = "" if element is None else element.get(_VALUE, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None


def _mark_deleted(paragraph: Element) -> bool:
    """Whether the end of the paragraph was struck out, so that it goes on in the next."""
    return paragraph.find(f"{_PPR}/{_RPR}/{tag('w:del')}") is not None


def _row_deleted(row: Element) -> bool:
    return row.find(f"{tag('w:trPr')}/{tag('w:del')}") is not None


def is_contents(element: Element) -> bool:
    """Whether the content control is a table of contents."""
    gallery = element.find(f"{tag('w:sdtPr')}/{tag('w:docPartObj')}/{tag('w:docPartGallery')}")
    return gallery is not None and gallery.get(_VALUE) == "Table of Contents"
