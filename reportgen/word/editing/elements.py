"""Small parts of WordprocessingML: elements, runs, fields, bookmarks; text is always text, never markup."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.word.editing.characters import needs_hint
from reportgen.word.packages.names import NAMESPACES, tag
from reportgen.word.packages.xml import Element

_SPACE = tag("xml:space")
_PIECES = {"\t": "w:tab", "\n": "w:br"}
_NSMAP = {"w": NAMESPACES["w"]}


def make(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """A `w:` element with `w:` attributes and children, in the order given (the schema's order is the caller's care)."""
    element = etree.Element(
        tag("w:" + name), {tag("w:" + key): str(value) for key, value in attributes.items()}, nsmap=_NSMAP
    )
    element.extend(children)
    return element


def text(string: str) -> Element:
    """A `w:t`; spaces at its ends are kept."""
    element = make("t")
    element.text = string
    if string != string.strip():
        element.set(_SPACE, "preserve")
    return element


def run(string: str, bold: bool = False) -> Element:
    """A run of text: tabs and line feeds become Word's own, quotes and dashes get the East Asian hint."""
    element = make("r")
    properties = _run_properties(string, bold)
    if len(properties):
        element.append(properties)
    element.extend(pieces(string))
    return element


def _run_properties(string: str, bold: bool) -> Element:
    properties = make("rPr")
    if needs_hint(string):
        properties.append(make("rFonts", hint="eastAsia"))
    if bold:
        properties.append(make("b"))
    return properties


def pieces(string: str) -> Iterator[Element]:
    """What a run holds for a text: `w:t`, with `w:tab` and `w:br` for tabs and line feeds."""
    rest = ""
    for char in string:
        if char in _PIECES:
            if rest:
                yield text(rest)
            yield etree.Element(tag(_PIECES[char]), nsmap=_NSMAP)
            rest = ""
        else:
            rest += char
    if rest or not string:
        yield text(rest)


def field_runs(code: str, result: str) -> list[Element]:
    """A field with its result, as Word writes it: begin, code, separator, result, end."""
    instruction = make("instrText")
    instruction.text = f" {code} "
    instruction.set(_SPACE, "preserve")
    return [
        make("r", make("fldChar", fldCharType="begin")),
        make("r", instruction),
        make("r", make("fldChar", fldCharType="separate")),
        run(result),
        make("r", make("fldChar", fldCharType="end")),
    ]


def paragraph(style: str, content: Iterable[Element], *properties: Element) -> Element:
    """A paragraph in the style with this id; `properties` follow `w:pStyle` in the schema's order."""
    element = make("p", make("pPr", make("pStyle", val=style), *properties))
    element.extend(content)
    return element


@dataclass(slots=True)
class Bookmarks:
    """Gives out bookmarks with unique ids from `next_id` on."""

    next_id: int

    def ends(self, name: str) -> tuple[Element, Element]:
        """The two ends of a new bookmark."""
        number = self.next_id
        self.next_id += 1
        return make("bookmarkStart", id=number, name=name), make("bookmarkEnd", id=number)

    def around(self, name: str, content: Iterable[Element]) -> list[Element]:
        """The content between the ends of a new bookmark."""
        start, end = self.ends(name)
        return [start, *content, end]
