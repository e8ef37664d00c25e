"""Fields as pieces of XML that can be changed: their codes rewritten, or the whole made the text that it shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from reportgen.word.cleaning.tree import RPR, R, is_empty_run, remove, unwrap
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import field_name

_CHAR, _CODE, _SIMPLE = tag("w:fldChar"), tag("w:instrText"), tag("w:fldSimple")
_KIND, _INSTR, _SPACE = tag("w:fldCharType"), tag("w:instr"), tag("xml:space")

OF_PROPERTIES = frozenset({
    "ADDIN", "AUTHOR", "BIBLIOGRAPHY", "CITATION", "COMMENTS", "CREATEDATE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "FILENAME",
    "FILESIZE", "INFO", "KEYWORDS", "LASTSAVEDBY", "MERGEFIELD", "PRINTDATE", "REVNUM", "SAVEDATE", "SUBJECT", "TEMPLATE",
    "USERADDRESS", "USERINITIALS", "USERNAME",
})  # fmt: skip
"""Fields that print what a clean copy no longer has; worked out anew they would print something else."""


@dataclass(slots=True)
class Piece:
    """A field: a `fldSimple`, or what stands between its signs `begin`, `separate` and `end`.

    `codes` are the elements that spell its code, `hidden` all that stands before its result, fields within its code too.
    """

    simple: Element | None = None
    signs: list[Element] = field(default_factory=list)
    codes: list[Element] = field(default_factory=list)
    hidden: list[Element] = field(default_factory=list)
    shows: bool = False

    @property
    def code(self) -> str:
        """Its code."""
        return self.simple.get(_INSTR, "") if self.simple is not None else "".join(one.text or "" for one in self.codes)

    @property
    def name(self) -> str:
        """What sort of field it is."""
        return field_name(self.code)

    def replace(self, start: int, end: int, word: str) -> None:
        """Puts a word in the place of a stretch of the code, wherever it is split."""
        if self.simple is not None:
            self.simple.set(_INSTR, self.code[:start] + word + self.code[end:])
            return
        at = 0
        for element in self.codes:
            text = element.text or ""
            first, last = max(start - at, 0), min(end - at, len(text))
            if first < last:
                element.text = text[:first] + word + text[last:]
                element.set(_SPACE, "preserve")
                word = ""
            at += len(text)

    def make_text(self) -> None:
        """Takes the field away and leaves what it shows."""
        if self.simple is not None:
            unwrap(self.simple)
            return
        for element in [*self.hidden, *self.signs]:
            run = element.getparent()
            remove(element)
            if run is not None and run.tag == R and is_empty_run(run):
                remove(run)


def pieces(root: Element) -> Iterator[Piece]:
    """Every field of a part that has an end; code that belongs to none is left out."""
    opened: list[Piece] = []
    for element in list(root.iter()):
        if element.tag == _SIMPLE:
            yield Piece(simple=element)
        elif element.tag == _CHAR:
            yield from _sign(element, opened)
        elif opened and (parent := element.getparent()) is not None and parent.tag == R:
            if element.tag == _CODE and not opened[-1].shows:
                opened[-1].codes.append(element)
            for one in opened:
                if not one.shows and element.tag != RPR:
                    one.hidden.append(element)


def _sign(element: Element, opened: list[Piece]) -> Iterator[Piece]:
    kind = element.get(_KIND, "")
    around = opened if kind == "begin" else opened[:-1]
    for one in around:
        if not one.shows:
            one.hidden.append(element)
    if kind == "begin":
        opened.append(Piece(signs=[element]))
    elif opened:
        opened[-1].signs.append(element)
        if kind == "separate":
            opened[-1].shows = True
        elif kind == "end":
            yield opened.pop()


def make_text_of(root: Element, asked: Callable[[Piece], bool]) -> int:
    """Makes text of the fields of a part that are asked for; says how many."""
    found = [one for one in pieces(root) if asked(one)]
    for one in found:
        one.make_text()
    return len(found)
