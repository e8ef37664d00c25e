"""The tokens of a page -> runs: values are text in the format of the run where their tag began, each figure in a bookmark of its own."""

import copy
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportgen.model.reports.narratives import Span
from reportgen.render.template.filling.tokens import Values
from reportgen.word.editing.characters import needs_hint
from reportgen.word.editing.elements import Bookmarks, make, pieces
from reportgen.word.memory.marks import Names
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

_P, _T, _R, _RPR = (tag(f"w:{name}") for name in ("p", "t", "r", "rPr"))
_STYLE = f"{tag('w:pPr')}/{tag('w:pStyle')}"
_BEFORE_BOLD = frozenset(map(tag, ("w:rStyle", "w:rFonts")))


@dataclass(slots=True)
class Printer:
    """Prints the values of a page.

    `title` is the id of the style of titles, `break_title` gives one the line breaks that it needs; `ids` are those of the page's
    paragraphs. `figures` tells, when all is printed, which figure stands in which bookmark.
    """

    values: Values
    title: str | None
    break_title: Callable[[str], str]
    ids: Mapping[Element, str]
    bookmarks: Bookmarks
    names: Names
    figures: dict[str, str] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def print(self, root: Element, place: Element | None) -> None:
        """Turns the tokens of a part into text, but for that of the report's blocks in their `place`."""
        for piece in [piece for piece in root.iter(_T) if "\ue000" in (piece.text or "")]:
            paragraph = next(piece.iterancestors(_P))
            if paragraph is not place:
                self._print(piece, paragraph)

    def _print(self, piece: Element, paragraph: Element) -> None:
        spans = self.values.spans(piece.text or "")
        if any(one.figure or one.bold for one in spans):
            self._print_apart(piece, spans, self.ids.get(paragraph, ""))
            return
        string = "".join(one.text for one in spans)
        style = paragraph.find(_STYLE)
        if style is not None and self.title is not None and style.get(tag("w:val")) == self.title:
            string = self.break_title(string)
        _replace(piece, string)

    def _print_apart(self, piece: Element, spans: list[Span], id: str) -> None:
        """Splits the run: what stands before the text, a run for each span, what stands behind it."""
        run = next(piece.iterancestors(_R))
        rest = _like(run)
        rest.extend(list(piece.itersiblings()))
        run.remove(piece)
        following = [one for span in spans if span.text for one in self._runs(run, span, id)]
        for one in reversed([*following, *([rest] if _says(rest) else [])]):
            run.addnext(one)
        parent = run.getparent()
        if parent is not None and not _says(run):
            parent.remove(run)

    def _runs(self, run: Element, span: Span, id: str) -> list[Element]:
        made = _like(run)
        made.extend(pieces(span.text))
        if span.bold:
            _embolden(made)
        if needs_hint(span.text):
            _hint(made)
        if span.figure is None or not id:
            return [made]
        self.counts[id, span.figure] += 1
        name = self.names.figure(id, span.figure, self.counts[id, span.figure])
        self.figures[name] = span.figure
        return self.bookmarks.around(name, [made])


def _replace(piece: Element, string: str) -> None:
    """Puts the text in the place of a `w:t` of the template, keeping the run's own properties."""
    run = next(piece.iterancestors())
    for new in pieces(string):
        piece.addprevious(new)
    run.remove(piece)
    if needs_hint(string):
        _hint(run)


def _like(run: Element) -> Element:
    """An empty run in the same format."""
    made = make("r")
    properties = run.find(_RPR)
    if properties is not None:
        made.append(copy.deepcopy(properties))
    return made


def _says(run: Element) -> bool:
    return any(one.tag != _RPR for one in run)


def _properties(run: Element) -> Element:
    properties = run.find(_RPR)
    if properties is None:
        properties = make("rPr")
        run.insert(0, properties)
    return properties


def _embolden(run: Element) -> None:
    properties = _properties(run)
    if properties.find(tag("w:b")) is None:
        properties.insert(sum(one.tag in _BEFORE_BOLD for one in properties), make("b"))


def _hint(run: Element) -> None:
    """Gives a run the East Asian hint."""
    properties = _properties(run)
    fonts = properties.find(tag("w:rFonts"))
    if fonts is None:
        fonts = make("rFonts")
        properties.insert(1 if properties.find(tag("w:rStyle")) is not None else 0, fonts)
    fonts.set(tag("w:hint"), "eastAsia")
