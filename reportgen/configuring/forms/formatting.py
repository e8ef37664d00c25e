"""What type, lines and indents come to: a paragraph's own, its styles', the document's, the theme's (ECMA-376 part 1, 17.7.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.word import Package
from reportgen.word.packages.names import NAMESPACES, tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.lengths import twips_in
from reportgen.word.pages.styles import switch

_VALUE = tag("w:val")
_PPR, _RPR = tag("w:pPr"), tag("w:rPr")
_INHERITED = 20
_POINTS = 10.0
"""Word's own size, where nobody says one."""
_A = NAMESPACES["a"]


@dataclass(frozen=True, slots=True)
class TypeSeen:
    """The type of a run: fonts ("" where none is named), size in points, whether bold, spacing in points."""

    font: str
    latin: str
    points: float
    bold: bool
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class ShapeSeen:
    """The shape of a paragraph.

    `line` and `rule` are those of `w:spacing` ("auto": 240 to a line, "exact", "atLeast": twips), `snap` whether it follows the
    grid; `first`, `left`, `right` are indents in characters, as far as they are stated so, else in twips below 0.
    """

    align: str
    line: int | None
    rule: str
    snap: bool
    first: float
    left: float
    right: float


class Formatting:
    """The styles of a document, asked for what a paragraph and its runs come to."""

    def __init__(self, package: Package) -> None:
        """Of this package."""
        part = next(iter(package.linked(package.document, "styles")), None)
        root = None if part is None else package.root(part)
        self._styles = {} if root is None else {one.get(tag("w:styleId"), ""): one for one in root.iter(tag("w:style"))}
        defaults = None if root is None else root.find(tag("w:docDefaults"))
        self._run_defaults = None if defaults is None else defaults.find(f"{tag('w:rPrDefault')}/{_RPR}")
        self._paragraph_defaults = None if defaults is None else defaults.find(f"{tag('w:pPrDefault')}/{_PPR}")
        self._default = next(
            (
                one
                for one in self._styles.values()
                if one.get(tag("w:type")) == "paragraph" and one.get(tag("w:default")) in {"1", "true", "on"}
            ),
            None,
        )
        theme = next(iter(package.linked(package.document, "theme")), None)
        self._theme = None if theme is None else package.root(theme)

    def style(self, name: str) -> Element | None:
        """The paragraph style of a name, whatever its case."""
        for one in self._styles.values():
            named = one.find(tag("w:name"))
            known = "" if named is None else named.get(_VALUE, "")
            if one.get(tag("w:type")) == "paragraph" and known.casefold() == name.casefold():
                return one
        return None

    def type_of(self, paragraph: Element, run: Element | None = None) -> TypeSeen:
        """The type of a run of a paragraph; that of its text where there is no run. A style counts as its paragraph."""
        levels = list(self._run_levels(paragraph, run))
        size, bold, spacing = (self._first(levels, name) for name in ("w:sz", "w:b", "w:spacing"))
        points = twips_in(size.get(_VALUE, "")) if size is not None else None
        wide = twips_in(spacing.get(_VALUE, "")) if spacing is not None else None
        return TypeSeen(
            self._font(levels, "eastAsia"),
            self._font(levels, "ascii"),
            _POINTS if points is None else points / 2,
            bool(switch(bold)),
            (wide or 0) / 20,
        )

    def shape_of(self, paragraph: Element) -> ShapeSeen:
        """The shape of a paragraph or a style."""
        levels = list(self._paragraph_levels(paragraph))
        align, snap = self._first(levels, "w:jc"), self._first(levels, "w:snapToGrid")
        line, rule = self._attribute(levels, "w:spacing", "line"), self._attribute(levels, "w:spacing", "lineRule")
        return ShapeSeen(
            {"start": "left", "end": "right"}.get(found := "" if align is None else align.get(_VALUE, ""), found),
            twips_in(line) if line else None,
            rule or "auto",
            switch(snap) is not False,
            self._indent(levels, "firstLine"),
            self._indent(levels, "left") or self._indent(levels, "start"),
            self._indent(levels, "right") or self._indent(levels, "end"),
        )

    def _indent(self, levels: list[Element], side: str) -> float:
        """An indent: characters where it is stated in them, else below 0 in twips."""
        for level in levels:
            indent = level.find(tag("w:ind"))
            if indent is None:
                continue
            characters, twips = (indent.get(tag(f"w:{name}")) for name in (f"{side}Chars", side))
            if characters and (count := twips_in(characters)):
                return count / 100
            if twips is not None and (length := twips_in(twips)) is not None:
                return -float(length) if length else 0.0
        return 0.0

    def _run_levels(self, paragraph: Element, run: Element | None) -> Iterator[Element]:
        own = None if run is None else run.find(_RPR)
        if own is not None:
            yield own
            named = own.find(tag("w:rStyle"))
            yield from self._chain(None if named is None else self._styles.get(named.get(_VALUE, "")), _RPR)
        yield from self._chain(self._style_of(paragraph), _RPR)
        if self._run_defaults is not None:
            yield self._run_defaults

    def _paragraph_levels(self, paragraph: Element) -> Iterator[Element]:
        own = paragraph.find(_PPR)
        if own is not None and paragraph.tag == tag("w:p"):
            yield own
        yield from self._chain(self._style_of(paragraph), _PPR)
        if self._paragraph_defaults is not None:
            yield self._paragraph_defaults

    def _style_of(self, paragraph: Element) -> Element | None:
        if paragraph.tag == tag("w:style"):
            return paragraph
        named = paragraph.find(f"{_PPR}/{tag('w:pStyle')}")
        return self._default if named is None else self._styles.get(named.get(_VALUE, ""), self._default)

    def _chain(self, style: Element | None, kind: str) -> Iterator[Element]:
        """The properties of a style and of those that it is based on."""
        for _ in range(_INHERITED):
            if style is None:
                return
            found = style.find(kind)
            if found is not None:
                yield found
            based = style.find(tag("w:basedOn"))
            style = None if based is None else self._styles.get(based.get(_VALUE, ""))

    def _first(self, levels: list[Element], name: str) -> Element | None:
        return next((found for level in levels if (found := level.find(tag(name))) is not None), None)

    def _attribute(self, levels: list[Element], name: str, attribute: str) -> str | None:
        found = (level.find(tag(name)) for level in levels)
        return next((value for one in found if one is not None and (value := one.get(tag(f"w:{attribute}")))), None)

    def _font(self, levels: list[Element], place: str) -> str:
        for level in levels:
            fonts = level.find(tag("w:rFonts"))
            if fonts is None:
                continue
            theme = fonts.get(tag(f"w:{place}Theme"))
            if theme and (name := self._of_theme(theme)):
                return name
            if name := fonts.get(tag(f"w:{place}"), ""):
                return name
        return ""

    def _of_theme(self, place: str) -> str:
        """The font to which a name such as `minorEastAsia` leads."""
        if self._theme is None:
            return ""
        kind = "majorFont" if place.startswith("major") else "minorFont"
        fonts = next(self._theme.iter(f"{{{_A}}}{kind}"), None)
        if fonts is None:
            return ""
        script = "ea" if place.endswith("EastAsia") else "latin"
        named = fonts.find(f"{{{_A}}}{script}")
        name = "" if named is None else named.get("typeface", "")
        if name or script != "ea":
            return name
        return next((one.get("typeface", "") for one in fonts if one.get("script") == "Hans"), "")
