"""The styles of a document by id, each with what it inherits: only names hold, ids are new with every save of some programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element, XmlError, parse

_INHERITED = 20  # Word follows eleven
_LEVELS = tuple("123456789")
_PPR, _RPR, _VALUE, _ID = tag("w:pPr"), tag("w:rPr"), tag("w:val"), tag("w:styleId")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs or runs, with what it inherits.

    `name` is in small letters (`heading 1`, `公文正文`); `heading` is the outline level from 1, None for text; `hidden` says that
    its text is not shown; `list` is the list (`numId`) and `level` (from 0) by which Word numbers its paragraphs, "" for none.
    """

    name: str = ""
    shown_name: str = ""
    heading: int | None = None
    hidden: bool = False
    list: str = ""
    level: int = 0


PLAIN = Style()


def styles_of(package: Package) -> dict[str, Style]:
    """The styles by id; the default paragraph style is under ""."""
    parts = package.linked(package.document, "styles")
    if not parts:
        return {}
    try:
        return dict(_read(package.parts[parts[0]]))
    except XmlError:
        package.root(parts[0])  # says it of the package
        raise


@lru_cache(maxsize=8)  # a document is read several times on its way, and its styles stay what they are
def _read(data: bytes) -> Mapping[str, Style]:
    found = {one.get(_ID, ""): one for one in parse(data).iter(tag("w:style"))}
    styles = {name: _resolved(name, found) for name in found}
    default = next((one for one in found.values() if _is_default(one)), None)
    return styles if default is None else {**styles, "": styles[default.get(_ID, "")]}


def _is_default(style: Element) -> bool:
    return style.get(tag("w:type")) == "paragraph" and style.get(tag("w:default")) in {"1", "true", "on"}


def _resolved(name: str, found: dict[str, Element]) -> Style:
    """A style with what it inherits from those it is based on; a circle ends where it began."""
    chain: list[Element] = []
    while name in found and found[name] not in chain and len(chain) < _INHERITED:
        chain.append(found[name])
        parent = found[name].find(tag("w:basedOn"))
        name = "" if parent is None else parent.get(_VALUE, "")
    style = PLAIN
    for element in reversed(chain):
        style = _derived(style, element)
    return style


def _derived(parent: Style, element: Element) -> Style:
    named = element.find(tag("w:name"))
    shown_name = "" if named is None else named.get(_VALUE, "")
    name = shown_name.lower()
    level = number_of(element.find(f"{_PPR}/{tag('w:outlineLvl')}"))
    named_level = int(name[8:]) if name.startswith("heading ") and name[8:] in _LEVELS else None
    heading = named_level or (level + 1 if level is not None and level < 9 else parent.heading)
    hidden = switch(element.find(f"{_RPR}/{tag('w:vanish')}"))
    listed, at = list_of(element.find(_PPR))
    return Style(
        name,
        shown_name,
        heading,
        parent.hidden if hidden is None else hidden,
        parent.list if listed is None else listed,
        parent.level if at is None else at,
    )


def list_of(properties: Element | None) -> tuple[str | None, int | None]:
    """The list and the level by which Word numbers a paragraph; None where nothing is said, "" where it is said that none."""
    numbered = None if properties is None else properties.find(tag("w:numPr"))
    if numbered is None:
        return None, None
    named = numbered.find(tag("w:numId"))
    number = None if named is None else named.get(_VALUE, "0")
    return "" if number == "0" else number, number_of(numbered.find(tag("w:ilvl")))


def switch(element: Element | None) -> bool | None:
    """An on-off property (ECMA-376 17.17.4): there without a value means on; None where it is not there."""
    return None if element is None else element.get(_VALUE, "true") not in {"0", "false", "off"}


def number_of(element: Element | None) -> int | None:
    """The whole number in a property's value; None where there is none."""
    value = "" if element is None else element.get(_VALUE, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None
