"""A part of the Word page -> a text for the sandbox, with every tag on a line of its own, so that each fault has its paragraph.

Written on the tree of elements: a tag that Word split over runs is put together where it begins, `{%p %}`, `{%tr %}` and `{%tc %}`
take the place of their paragraph, row or cell, as docxtpl has it; a test or loop within a paragraph stands between runs. The
XML between the tags stays here: the sandbox sees but a number for each piece, which it may leave out or repeat.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.messages import _
from reportgen.model.reports.narratives import PageText
from reportgen.model.sources import Source
from reportgen.render.template.filling.repairing import repaired
from reportgen.render.template.filling.tags import COMMENT, EXPRESSION, TagError, level_of, source_of, tags_at, word_of
from reportgen.word.contents.places import place_of
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element, parse

_P, _R, _T, _RPR = (tag(name) for name in ("w:p", "w:r", "w:t", "w:rPr"))
_LEVELS: Mapping[str, str] = {"p": _P, "tr": tag("w:tr"), "tc": tag("w:tc")}
_SEEN = frozenset(map(tag, ("w:drawing", "w:pict", "w:object", "w:sectPr")))
_SPACE = tag("xml:space")
_MARK = "rg"
_MARKS = re.compile(rf"<\?{_MARK} (\d+)\?>")
_PIECE = re.compile("\ue010([0-9]+)\ue011")
LONGEST = 20_000_000  # characters that a part may grow to
_OPENING = ("if", "for")
_CLOSING = {"endif": ("if",), "endfor": ("for",), "elif": ("if",), "else": _OPENING}


@dataclass(frozen=True, slots=True)
class Expanded:
    """A part of the page: its `text` for the sandbox, and the `pieces` of XML that stand between its tags."""

    text: PageText
    pieces: tuple[str, ...]

    def whole(self, text: str) -> Element:
        """The part's XML, its tags run; raises TagError where loops have made it too long, XmlError where it is no XML."""
        parts, size = [], 0
        for position, one in enumerate(_PIECE.split(text)):
            part = self.pieces[int(one)] if position % 2 else one
            parts.append(part)
            size += len(part)
            if size > LONGEST:
                raise TagError("page.too-long")
        return repaired(parse("".join(parts).encode()))


def expanded(root: Element, file: str, part: str) -> Expanded:
    """A part of the page called `file`. Raises TagError, with the place in words, where tags do not fit together or text would be lost."""
    return _Expansion(copy.deepcopy(root), file, part).expanded()


def own_pieces(paragraph: Element) -> list[Element]:
    """The pieces of text of a paragraph, without those of text boxes in it."""
    return [one for one in paragraph.iter(_T) if next(one.iterancestors(_P)) is paragraph]


def own_text(paragraph: Element) -> str:
    """The text of a paragraph without that of text boxes in it."""
    return "".join(one.text or "" for one in own_pieces(paragraph))


@dataclass(slots=True)
class _Expansion:
    """Puts a mark in the place of each tag, then writes the part with the tags in the order in which they stand."""

    root: Element
    file: str
    part: str
    tags: list[tuple[str, str]] = field(default_factory=list)  # each with the place where it stood
    places: dict[Element, str] = field(default_factory=dict)  # of the paragraphs with tags, before any is taken out

    def expanded(self) -> Expanded:
        """All steps in turn."""
        self.places = {one: place_of(one) for one in self.root.iter(_P) if tags_at(own_text(one))}
        for paragraph in self.places:
            self._levels(paragraph)
        for paragraph in self.places:
            if self._is_there(paragraph):
                self._inline(paragraph)
        self._pair()
        pieces = _MARKS.split(etree.tostring(self.root, encoding="unicode"))
        numbers = [int(one) for one in pieces[1::2]]
        tags = [source_of(self.tags[one][0]) for one in numbers]
        text = "".join(f"\ue010{number}\ue011{one}" for number, one in enumerate([*tags, ""]))
        places = tuple(Source(self.file, self._where(self.tags[one][1])) for one in numbers)
        return Expanded(PageText(self.part, text, places), tuple(pieces[::2]))

    def _is_there(self, paragraph: Element) -> bool:
        return paragraph is self.root or self.root in paragraph.iterancestors()

    def _where(self, place: str) -> str:
        return _("{part}, {places}").format(part=self.part, places=place) if place else self.part

    def _mark(self, tag_text: str, place: str) -> Element:
        self.tags.append((tag_text, place))
        return etree.ProcessingInstruction(_MARK, str(len(self.tags) - 1))

    # --- tags that stand for a paragraph, a row, a cell ------------------------------------------------------------------

    def _levels(self, paragraph: Element) -> None:
        """Puts the marks of `{%p %}` and its kin before the element that they stand for, and takes that out."""
        for tag_text in (one for _start, _end, one in tags_at(own_text(paragraph))):
            level = level_of(tag_text)
            if level not in _LEVELS or not self._is_there(paragraph):
                continue
            element = next((one for one in _around(paragraph) if one.tag == _LEVELS[level]), None)
            if element is None or element.getparent() is None or not _stands_alone(element, level):
                raise TagError("page.tag-alone", self.places[paragraph], tag_text)
            self._replace(element)

    def _replace(self, element: Element) -> None:
        for paragraph in element.iter(_P):
            for _start, _end, tag_text in tags_at(own_text(paragraph)):
                if not tag_text.startswith(COMMENT):
                    element.addprevious(self._mark(tag_text, self.places[paragraph]))
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)

    # --- tags within a paragraph ------------------------------------------------------------------------------------------

    def _inline(self, paragraph: Element) -> None:
        """Puts the marks of the other tags where they begin, the last one first: what stands before it has not moved then."""
        for start, end, tag_text in reversed(tags_at(own_text(paragraph))):
            piece, at = _cut(own_pieces(paragraph), start, end)
            if tag_text.startswith(COMMENT):
                continue
            mark = self._mark(tag_text, self.places[paragraph])
            string = piece.text or ""
            mark.tail, piece.text = string[at:], string[:at]
            piece.insert(0, mark)
            piece.set(_SPACE, "preserve")
            if not tag_text.startswith(EXPRESSION):
                _lift(mark)

    # --- beginnings and ends ----------------------------------------------------------------------------------------------

    def _pair(self) -> None:
        """Each test and loop ends among the neighbours of where it began: then whole elements are left out or repeated."""
        open_tags: list[tuple[str, Element, int]] = []
        for mark in self.root.iter(etree.PI):
            number = int(mark.text or 0)
            tag_text, place = self.tags[number]
            word, parent = word_of(tag_text), mark.getparent()
            if word in _OPENING and parent is not None:
                open_tags.append((word, parent, number))
            elif word in _CLOSING:
                last = open_tags[-1] if open_tags else None
                if last is None or last[0] not in _CLOSING[word] or last[1] is not parent:
                    raise TagError("page.tag-unpaired", place, tag_text)
                if word.startswith("end"):
                    open_tags.pop()
        for _word, _parent, number in open_tags:
            raise TagError("page.tag-unpaired", self.tags[number][1], self.tags[number][0])


def _around(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def _stands_alone(element: Element, level: str) -> bool:
    """Whether an element holds nothing but tags that stand for it: all else in it would be lost without a word."""
    if any(one.tag in _SEEN for one in element.iter()):
        return False
    for paragraph in element.iter(_P):
        string = own_text(paragraph)
        if any(level_of(one) != level for _start, _end, one in tags_at(string)):
            return False
        for start, end, _tag in reversed(tags_at(string)):
            string = string[:start] + string[end:]
        if string.strip():
            return False
    return True


def _cut(pieces: list[Element], start: int, end: int) -> tuple[Element, int]:
    """Takes a stretch out of the text of a paragraph; gives the piece in which it began, and where."""
    at, found = 0, (pieces[0], 0)
    for piece in pieces:
        string = piece.text or ""
        low, high = max(start - at, 0), min(end - at, len(string))
        if at <= start < at + len(string):
            found = (piece, low)
        if low < high:
            piece.text = string[:low] + string[high:]
        at += len(string)
    return found


def _lift(mark: Element) -> None:
    """Moves the mark of a test or loop out of its run, which is split there; a half that holds nothing goes."""
    piece = next(mark.iterancestors(_T))
    run = next(piece.iterancestors(_R))
    rest = copy.copy(run)
    for one in list(rest):
        rest.remove(one)
    properties = run.find(_RPR)
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    after = etree.SubElement(rest, _T, {_SPACE: "preserve"})
    after.text, mark.tail = mark.tail, None
    after.extend(list(mark.itersiblings()))
    rest.extend(list(piece.itersiblings()))
    run.addnext(rest)
    run.addnext(mark)
    for half in (run, rest):
        _tidy(half)


def _tidy(run: Element) -> None:
    for piece in run.findall(_T):
        if not piece.text and not len(piece):
            run.remove(piece)
    if all(one.tag == _RPR for one in run):
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
