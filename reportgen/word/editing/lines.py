"""A text of a document that can be changed where it stands: words are put in and taken out, everything round them stays.

What a change does not concern keeps its run, its form, and what is tied to it: notes, comments, links, content controls, pictures.
New words take the form of those that they replace, else of those before them. With a tracker every change is a tracked one.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from reportgen.word.editing.characters import needs_hint
from reportgen.word.editing.elements import field_runs, make, pieces
from reportgen.word.editing.revisions import Tracker, apart
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import NOTE, Paragraph
from reportgen.word.pages.walk import piece_of

_P, _R, _T, _PPR, _RPR = (tag(f"w:{name}") for name in ("p", "r", "t", "pPr", "rPr"))
_CHAR, _KIND = tag("w:fldChar"), tag("w:fldCharType")
_START, _END, _NAME, _ID = tag("w:bookmarkStart"), tag("w:bookmarkEnd"), tag("w:name"), tag("w:id")
_SPACE = tag("xml:space")
_WORDS = {tag(f"w:{name}") for name in ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym")}
_BOLD = tag("w:b")
_OF_MARKS = {tag(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange")}
_FIRST = {tag("w:rStyle"), tag("w:rFonts")}


class UneditableError(Exception):
    """A piece of a text that cannot be changed without harm: it reaches over the end of a paragraph, or into a formula."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words to be put in: their text, whether they are bold, and the code of the field of which they are the result ("": none)."""

    text: str
    bold: bool = False
    code: str = ""


@dataclass(slots=True)
class _Run:
    element: Element
    start: int
    end: int


@dataclass(slots=True)
class Line:
    """One or more paragraphs as one text, parted by line feeds.

    Raises UneditableError where a change cannot be made; nothing is changed then.
    """

    paragraphs: tuple[Paragraph, ...]
    tracker: Tracker | None = None
    text: str = ""
    _runs: list[_Run] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Reads where the runs stand."""
        self.text = "\n".join(one.text for one in self.paragraphs)
        at = 0
        for one in self.paragraphs:
            shown = [run for run in one.runs if run.shown and run.text]
            self._runs += (_Run(run.element, at + run.start, at + run.end) for run in shown)
            at += len(one.text)
            self._ends.append(at)
            at += 1

    def replace(
        self,
        start: int,
        end: int,
        parts: Sequence[Part],
        was_bold: bool | None = None,
        *,
        result: bool = False,
    ) -> None:
        """Puts other words in the place of a piece of the text; notes that stand in it stay, behind the new words.

        `was_bold` says how the piece was printed: where it still is, the new words are bold as their parts say, else as it is. A
        field of which the whole result is replaced goes, unless the new words are its `result`.
        """
        self._check(start, end)
        if start == end and not parts:
            return
        self._split(start)
        self._split(end)
        covered = [one for one in self._runs if start <= one.start and one.end <= end and one.start < one.end]
        place, form = self._place(start, covered)
        new = [run for part in parts if part.text for run in _new_runs(part, form, was_bold)]
        fields = [] if result else [one for run in covered for one in self._whole_field(run, start, end)]
        if new:
            begins = fields[0] if fields and place[0] is covered[0].element else None
            self._insert(place if begins is None else (begins, "before"), new)
        kept = [self._strip(one) for one in covered]
        for element in fields:
            self._take_out(element)
        self._account(start, end, covered, kept, parts, new)

    def mark(self, name: str, number: int, start: int, end: int) -> tuple[Element, Element]:
        """Puts a bookmark round a piece of the text; gives its two ends."""
        opening, closing = make("bookmarkStart", id=number, name=name), make("bookmarkEnd", id=number)
        self._around(start, end, opening, closing)
        return opening, closing

    def comment(self, number: int, start: int, end: int) -> None:
        """Ties a comment to a piece of the text, to the whole where the piece is empty."""
        start, end = (start, end) if start < end else (0, len(self.text))
        opening, closing = make("commentRangeStart", id=number), make("commentRangeEnd", id=number)
        self._around(start, end, opening, closing)
        closing.addnext(make("r", make("commentReference", id=number)))

    def can_change(self, start: int, end: int) -> bool:
        """Whether a piece of the text can be changed without harm."""
        try:
            self._check(start, end)
        except UneditableError:
            return False
        return True

    def cut(self, start: int, end: int) -> list[Element]:
        """The runs that show just a piece of the text, parted from those round it. Raises UneditableError."""
        self._check(start, end)
        self._split(start)
        self._split(end)
        return [one.element for one in self._runs if start <= one.start and one.end <= end and one.start < one.end]

    # --- where --------------------------------------------------------------------------------------------------------

    def _check(self, start: int, end: int) -> None:
        if not 0 <= start <= end <= len(self.text) or any(start <= one < end for one in self._ends[:-1]):
            raise UneditableError
        for one in self._runs:
            inside = [at for at in (start, end) if one.start < at < one.end]
            touched = one.start < end and start < one.end
            if (inside or touched) and not _is_plain(one):
                raise UneditableError

    def _split(self, at: int) -> None:
        """Ends a run at a place, so that another begins there."""
        for number, one in enumerate(self._runs):
            if one.start < at < one.end:
                twin = _split(one.element, at - one.start)
                self._runs[number : number + 1] = [_Run(one.element, one.start, at), _Run(twin, at, one.end)]
                return

    def _paragraph_at(self, at: int) -> int:
        return next((number for number, end in enumerate(self._ends) if at <= end), len(self._ends) - 1)

    def _place(self, start: int, covered: Sequence[_Run]) -> tuple[tuple[Element, str], Element | None]:
        """Beside which element new words go ("before", "behind", "inside" it), and whose form they take."""
        if covered:
            first = covered[0].element
            return (first, "before"), first
        number = self._paragraph_at(start)
        begin = self._ends[number - 1] + 1 if number else 0
        left = next((one for one in reversed(self._runs) if one.end == start and begin <= one.start < one.end), None)
        if left is not None:
            return (self._behind_field(left.element), "behind"), left.element
        right = next((one for one in self._runs if one.start == start and one.end <= self._ends[number]), None)
        if right is not None:
            return (self._before_field(right.element), "before"), right.element
        return (self.paragraphs[number].element, "inside"), None

    def _behind_field(self, run: Element) -> Element:
        """The end of the field whose result ends with a run; the run itself where it is in none."""
        found = next(
            (one for one in complex_fields(_paragraph_of(run)) if one.results and one.results[-1] is run), None
        )
        return run if found is None else found.runs[-1]

    def _before_field(self, run: Element) -> Element:
        found = next((one for one in complex_fields(_paragraph_of(run)) if one.results and one.results[0] is run), None)
        return run if found is None else found.runs[0]

    def _insert(self, place: tuple[Element, str], new: list[Element]) -> None:
        beside, where = place
        put = [self.tracker.inserted(new)] if self.tracker else new
        if where == "inside":
            properties = beside.find(_PPR)
            at = 0 if properties is None else beside.index(properties) + 1
            for one in reversed(put):
                beside.insert(at, one)
            return
        if where == "behind":
            after = apart(beside) if self.tracker else beside
            for one in reversed(put):
                after.addnext(one)
            return
        if self.tracker:  # what is before stays in the change that holds it
            previous = beside.getprevious()
            holder = beside.getparent()
            if previous is None and holder is not None and holder.tag == tag("w:ins"):
                beside = holder
            elif previous is not None and holder is not None and holder.tag == tag("w:ins"):
                after = apart(previous)
                for one in reversed(put):
                    after.addnext(one)
                return
        for one in put:
            beside.addprevious(one)

    # --- taking out ---------------------------------------------------------------------------------------------------

    def _strip(self, one: _Run) -> str:
        """Takes the words of a run out; gives the signs of notes that stay."""
        words = [child for child in one.element if child.tag in _WORDS]
        rest = [child for child in one.element if child.tag not in _WORDS and child.tag != _RPR]
        notes = "".join(NOTE for child in rest if piece_of(child) == NOTE)
        if not words:
            return notes
        if not self.tracker:
            for child in words:
                one.element.remove(child)
            if not rest:
                drop(one.element)
            return notes
        struck = one.element
        if rest:
            struck = _twin(one.element)
            struck.extend(words)
            one.element.addprevious(struck)
        self.tracker.strike(struck)
        return notes

    def _take_out(self, element: Element) -> None:
        if self.tracker:
            self.tracker.strike(element)
        elif element.getparent() is not None:
            drop(element)

    def _whole_field(self, run: _Run, start: int, end: int) -> Iterator[Element]:
        """The signs and the code of a field of which the whole result goes."""
        for one in complex_fields(_paragraph_of(run.element)):
            if one.results and one.results[0] is run.element and self._all_go(one.results, start, end):
                yield from (element for element in one.runs if element not in one.results)

    def _all_go(self, results: Sequence[Element], start: int, end: int) -> bool:
        known = {id(one.element): one for one in self._runs}
        spans = [known[id(one)] for one in results if id(one) in known]
        return bool(spans) and all(start <= one.start and one.end <= end for one in spans)

    def _account(
        self,
        start: int,
        end: int,
        covered: Sequence[_Run],
        kept: Sequence[str],
        parts: Sequence[Part],
        new: Sequence[Element],
    ) -> None:
        """Writes down where everything stands now."""
        fresh = "".join(part.text for part in parts)
        notes = "".join(kept)
        gone = {id(one) for one in covered}
        runs: list[_Run] = [one for one in self._runs if id(one) not in gone]
        at = start
        added = []
        for element in new:
            length = len("".join(piece_of(child) or "" for child in element if child.tag != _RPR))
            if length:
                added.append(_Run(element, at, at + length))
                at += length
        for one, signs in zip(covered, kept, strict=True):
            if signs:
                added.append(_Run(one.element, at, at + len(signs)))
                at += len(signs)
        grown = len(fresh) + len(notes) - (end - start)
        first = next((number for number, one in enumerate(runs) if one.start >= end and one.end > start), len(runs))
        for one in runs[first:]:
            one.start += grown
            one.end += grown
        runs[first:first] = added
        self._runs = runs
        number = self._paragraph_at(start)
        self._ends = [one + grown if place >= number else one for place, one in enumerate(self._ends)]
        self.text = self.text[:start] + fresh + notes + self.text[end:]

    # --- round a piece ------------------------------------------------------------------------------------------------

    def _around(self, start: int, end: int, opening: Element, closing: Element) -> None:
        for at in (start, end):
            if all(not (one.start < at < one.end) or _is_plain(one) for one in self._runs):
                self._split(at)
        inside = [one for one in self._runs if start <= one.start and one.end <= end and one.start < one.end]
        if inside:
            inside[0].element.addprevious(opening)
            inside[-1].element.addnext(closing)
            return
        (beside, where), _form = self._place(start, ())
        if where == "inside":
            properties = beside.find(_PPR)
            beside.insert(0 if properties is None else beside.index(properties) + 1, opening)
        elif where == "behind":
            beside.addnext(opening)
        else:
            beside.addprevious(opening)
        opening.addnext(closing)


@dataclass(frozen=True, slots=True)
class ComplexField:
    """A field spelled by runs: all of them from its beginning to its end, and those that show its result."""

    runs: tuple[Element, ...]
    results: tuple[Element, ...]


def complex_fields(paragraph: Element) -> Iterator[ComplexField]:
    """The fields that begin and end in a paragraph, inner ones first."""
    open_fields: list[tuple[list[Element], list[Element], list[bool]]] = []
    for run in [one for one in paragraph.iter(_R) if next(one.iterancestors(_P), None) is paragraph]:
        kinds = [one.get(_KIND, "") for one in run.iterchildren(_CHAR)]
        if "begin" in kinds:
            open_fields.append(([], [], [False]))
        for runs, results, shows in open_fields:
            runs.append(run)
            if shows[0] and not kinds:
                results.append(run)
        if "separate" in kinds and open_fields:
            open_fields[-1][2][0] = True
        if "end" in kinds and open_fields:
            runs, results, _ = open_fields.pop()
            yield ComplexField(tuple(runs), tuple(results))


class BookmarkIndex:
    """The bookmarks of some parts by their names, so that each is found without a search."""

    def __init__(self, roots: Iterable[Element]) -> None:
        """Reads them; one that is put in later is told by `add`."""
        self._starts: dict[str, list[tuple[Element, Element | None]]] = {}
        for root in roots:
            ends = {one.get(_ID): one for one in root.iter(_END)}
            for start in root.iter(_START):
                self.add(start, ends.get(start.get(_ID)))

    def add(self, start: Element, end: Element | None) -> None:
        """A bookmark was put in."""
        self._starts.setdefault(start.get(_NAME, ""), []).append((start, end))

    def names(self) -> tuple[str, ...]:
        """The names that there are."""
        return tuple(self._starts)

    def rename(self, name: str, new: str) -> None:
        """Gives the bookmarks of a name another."""
        for start, end in self._starts.pop(name, ()):
            start.set(_NAME, new)
            self.add(start, end)

    def remove(self, names: Iterable[str]) -> None:
        """Takes bookmarks away, both their ends, wherever the second is."""
        for name in names:
            for pair in self._starts.pop(name, ()):
                for one in pair:
                    if one is not None:
                        drop(one)


def drop(element: Element) -> None:
    """Takes an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _is_plain(one: _Run) -> bool:
    """Whether each child of a run says how much of the text it is."""
    if one.element.tag != _R:
        return False
    told = [piece_of(child) for child in one.element if child.tag != _RPR]
    return None not in told and sum(len(text or "") for text in told) == one.end - one.start


def _split(run: Element, at: int) -> Element:
    """Parts a run behind so many characters; gives the new second part."""
    twin = _twin(run)
    for child in [one for one in run if one.tag != _RPR]:
        text = piece_of(child) or ""
        if at >= len(text) and (at > 0 or not text):
            at -= len(text)
            continue
        if at > 0:
            rest = make("t")
            rest.text = text[at:]
            child.text = text[:at]
            for one in (child, rest):
                one.set(_SPACE, "preserve")
            twin.append(rest)
            at = 0
            continue
        twin.append(child)
    run.addnext(twin)
    return twin


def _twin(run: Element) -> Element:
    """A run of the same form that holds nothing."""
    twin = make("r")
    properties = run.find(_RPR)
    if properties is not None:
        twin.append(deepcopy(properties))
    return twin


def _new_runs(part: Part, form: Element | None, was_bold: bool | None) -> list[Element]:
    runs = field_runs(part.code, part.text) if part.code else [make("r", *pieces(part.text))]
    for run in runs:
        old = run.find(_RPR)
        if old is not None:
            run.remove(old)
        properties = _form(part, form, was_bold)
        if len(properties):
            run.insert(0, properties)
    return runs


def _form(part: Part, form: Element | None, was_bold: bool | None) -> Element:
    found = None if form is None else form.find(_RPR)
    properties = make("rPr") if found is None else deepcopy(found)
    for one in [one for one in properties if one.tag in _OF_MARKS]:
        properties.remove(one)
    if was_bold is not None and _is_bold(properties) == was_bold != part.bold:
        _set_bold(properties, part.bold)
    if needs_hint(part.text):
        fonts = properties.find(tag("w:rFonts"))
        if fonts is None:
            fonts = make("rFonts")
            properties.insert(1 if properties.find(tag("w:rStyle")) is not None else 0, fonts)
        fonts.set(tag("w:hint"), "eastAsia")
    return properties


def _is_bold(properties: Element) -> bool:
    bold = properties.find(_BOLD)
    return bold is not None and bold.get(tag("w:val"), "true") not in ("0", "false", "off")


def _set_bold(properties: Element, bold: bool) -> None:
    old = properties.find(_BOLD)
    if old is not None:
        properties.remove(old)
    if bold:
        properties.insert(sum(one.tag in _FIRST for one in properties), make("b"))


def _paragraph_of(run: Element) -> Element:
    return next(run.iterancestors(_P))
