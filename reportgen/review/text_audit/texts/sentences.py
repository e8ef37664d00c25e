"""Sentences, and their skeletons: the same text with each number as one character, so that a rule is a short pattern.

`受理312件，环比增长8.3%` has the skeleton `受理Ⓐ，环比增长Ⓟ`, where Ⓐ stands for an amount and Ⓟ for a percentage. Patterns are
written with those letters (`pattern`); in the skeleton itself they are characters of Unicode's private use area.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.hanzi import hanzi_quantities
from reportgen.review.text_audit.texts.known import KnownPiece, within
from reportgen.review.text_audit.texts.passages import Document, Passage
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, quantities, with_units

_LETTERS = {
    "Ⓐ": Kind.AMOUNT,
    "Ⓟ": Kind.PERCENT,
    "Ⓓ": Kind.POINTS,
    "Ⓣ": Kind.TIMES,
    "Ⓡ": Kind.ROUGH,
    "Ⓞ": Kind.OTHER,
}
_PLAIN = str.maketrans("０１２３４５６７８９％．＋()", "0123456789%.+（）") | {
    ord(kind.value): "□"
    for kind in Kind  # what a document writes in the private use area stands for nothing here
}
_NUMBERS = lazily(f"[{''.join(kind.value for kind in Kind)}]")
_SPACE = lazily(r"(?<![0-9A-Za-z])[\s\u200b\ufeff]+|[\s\u200b\ufeff]+(?![0-9A-Za-z])")
_HALF = lazily(r"(?<![0-9A-Za-z])[,;:]|[,;:](?![0-9A-Za-z])")
_WIDE = {",": "，", ";": "；", ":": "："}
_COUNTS = lazily(r"\d|百分之")
_LONGEST = 3_000
_MOST_ITEMS = 40
_SENTENCE = lazily(rf"[^。！？!?\n]{{1,{_LONGEST}}}[。！？!?]*")


def pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern over skeletons: Ⓐ an amount, Ⓟ %, Ⓓ 个百分点, Ⓣ 倍, Ⓡ a rough number, Ⓞ any other number."""
    return lazily("".join(_LETTERS.get(char, char) for char in text))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage.

    `text` is as printed, `skeleton` plain and with numbers as characters, `found` the numbers by their place in the skeleton.
    `index` counts sentences from 0 within the passage; `known` is what is known of `text`.
    """

    passage: Passage
    text: str
    skeleton: str
    found: Mapping[int, Quantity] = field(default_factory=dict)
    index: int = 0
    known: tuple[KnownPiece, ...] = ()

    def at(self, match: re.Match[str], group: str) -> Quantity:
        """The number that a group of a match begins with."""
        return self.found[match.start(group)]

    def amounts(self, start: int = 0, end: int | None = None) -> list[tuple[int, Quantity]]:
        """The amounts between two places of the skeleton, with their places."""
        stop = len(self.skeleton) if end is None else end
        return [(at, one) for at, one in self.found.items() if one.kind is Kind.AMOUNT and start <= at < stop]

    def printed(self, start: int, end: int) -> str:
        """A piece of the skeleton with its numbers as printed."""
        found = self.found
        return _NUMBERS.sub(lambda one: found[start + one.start()].text, self.skeleton[start:end])


def plain(text: str) -> str:
    """The text without spaces but those between Latin letters or digits, with half-width digits and full-width marks."""
    return _HALF.sub(lambda mark: _WIDE[mark[0]], _SPACE.sub("", text.translate(_PLAIN)))


def sentences_of(passage: Passage) -> list[Sentence]:
    """The sentences of a passage, in order."""
    found = [one for one in _SENTENCE.finditer(passage.text) if one[0].strip()]
    return [_sentence(passage, one[0].strip(), index, _known(passage, one)) for index, one in enumerate(found)]


def _known(passage: Passage, found: re.Match[str]) -> tuple[KnownPiece, ...]:
    """What is known of a sentence without the blanks round it."""
    if not passage.known:
        return ()
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    return within(passage.known, start, start + len(found[0].strip()))


def _sentence(passage: Passage, text: str, index: int, known: tuple[KnownPiece, ...]) -> Sentence:
    shown = plain(text)
    numbers = _numbers(shown, text, known)
    if not numbers:
        return Sentence(passage, text, shown, {}, index, known)
    pieces: list[str] = []
    found: dict[int, Quantity] = {}
    length = last = 0
    for start, end, quantity in numbers:
        pieces += (shown[last:start], quantity.kind.value)
        found[length + start - last] = quantity
        length += start - last + 1
        last = end
    return Sentence(passage, text, "".join((*pieces, shown[last:])), found, index, known)


def _numbers(shown: str, text: str, known: tuple[KnownPiece, ...]) -> list[tuple[int, int, Quantity]]:
    """The numbers of a plain text in order, those in hanzi where it counts in no digits."""
    found = with_units(shown, quantities(shown, _in_plain(text, known))) if _COUNTS.search(shown) else []
    more = hanzi_quantities(shown)
    if not more or any(one.kind is Kind.AMOUNT for _, _, one in found):
        return found
    taken = {at for start, end, _ in found for at in range(start, end)}
    return sorted((*found, *(one for one in more if one[0] not in taken)), key=lambda one: one[0])


def _in_plain(text: str, known: tuple[KnownPiece, ...]) -> tuple[KnownPiece, ...]:
    """The pieces where they stand in the plain text, from which spaces were taken."""
    gone = [one.span() for one in _SPACE.finditer(text.translate(_PLAIN))] if known else []

    def moved(at: int) -> int:
        return at - sum(min(end, at) - start for start, end in gone if start < at)

    return tuple(replace(one, start=moved(one.start), end=moved(one.end)) for one in known) if gone else known


@dataclass(frozen=True, slots=True)
class AuditedText:
    """A document with the sentences of each of its passages, in reading order.

    `continued` are the sentences that a list continues over the passages behind them (其中：⏎ 甲类41件；⏎ 乙类28件。), put together.
    """

    document: Document
    sentences: tuple[tuple[Sentence, ...], ...]
    continued: tuple[Sentence, ...] = ()


def story_of(document: Document) -> AuditedText:
    """The document's sentences; a table of contents has none."""
    passages = [passage for passage in document.passages if not passage.contents]
    sentences = tuple(tuple(sentences_of(passage)) for passage in passages)
    return AuditedText(document, sentences, tuple(_continued(passages, sentences)))


def _continued(passages: Sequence[Passage], sentences: Sequence[Sequence[Sentence]]) -> Iterator[Sentence]:
    """Each sentence that ends with a colon, with the passages behind it as far as they end with a semicolon, and one more."""
    for number, (passage, own) in enumerate(zip(passages, sentences, strict=True)):
        if not own or passage.table is not None or not own[-1].text.endswith(("：", ":")):
            continue
        text, known = own[-1].text, list(own[-1].known)
        count = 0
        for item in passages[number + 1 : number + 1 + _MOST_ITEMS]:
            if item.table is not None or item.heading is not None or item.story is not passage.story:
                break
            words = item.text.strip()
            start = item.text.find(words)
            known += (one.shifted(len(text)) for one in within(item.known, start, start + len(words)))
            text, count = text + words, count + 1
            if not words.endswith(("；", ";", "，", "、")):
                break
        if count > 1:
            yield _sentence(passage, text, own[-1].index, tuple(known))
