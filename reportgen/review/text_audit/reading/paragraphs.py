"""A document by paragraphs, each with its mentions and with what the paragraphs before it said."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.enumeration import Enumeration
from reportgen.review.text_audit.reading.enumerations import enumerations_of
from reportgen.review.text_audit.reading.mentions import Mention, mentions_of
from reportgen.review.text_audit.texts.passages import Passage
from reportgen.review.text_audit.texts.sentences import AuditedText, Sentence

_COUNTS = lazily(
    "、[^，。；]{2,24}[两二三四五六七八九十][个家所类大项]|[两二三四五六七八九十][家名个位][^，。；：]{1,14}[，：]分别[是为]"
)
_REMEMBERED = 120  # numbers of the paragraphs before that a paragraph can speak of


@dataclass(frozen=True)
class Paragraph:
    """A passage that states numbers: `mentions` by sentence, and the latest of the paragraphs `before` it, nearest last.

    `continued` says that it is a list put together from several passages.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    said: tuple[tuple[Mention, ...], ...]
    before: tuple[Mention, ...] = ()
    continued: bool = False

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All of them, in order."""
        return tuple(one for mentions in self.said for one in mentions)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The sentences without blanks and with marks of one width, numbers as printed."""
        return tuple(one.printed(0, len(one.skeleton)) for one in self.sentences)

    @cached_property
    def printed(self) -> str:
        """The plain sentences in one."""
        return "".join(self.plain)

    @cached_property
    def text(self) -> str:
        """The sentences with numbers as characters, in one."""
        return "".join(one.skeleton for one in self.sentences)

    @cached_property
    def enumerations(self) -> tuple[Enumeration, ...]:
        """What it lists as parts of something, in order."""
        return tuple(one for number in range(len(self.sentences)) for one in self.enumerations_in(number))

    def enumerations_in(self, number: int) -> tuple[Enumeration, ...]:
        """What one of its sentences lists."""
        return enumerations_of(self.sentences[number], self.said[number])

    def until(self, mention: Mention) -> list[Mention]:
        """What the paragraph said before a mention, in order, as far back as a text can speak of."""
        end = bisect_left(self.mentions, mention.key, key=lambda one: one.key)
        return list(self.mentions[max(end - _REMEMBERED, 0) : end])

    def behind(self, mention: Mention) -> list[Mention]:
        """What the paragraph says behind a mention, in order, no further than a text can speak of."""
        start = bisect_right(self.mentions, mention.key, key=lambda one: one.key)
        return list(self.mentions[start : start + _REMEMBERED])

    def near(self, sentence: Sentence) -> list[Mention]:
        """The mentions of a sentence and of the one before it."""
        return [one for mentions in self.said[max(sentence.index - 1, 0) : sentence.index + 1] for one in mentions]


@dataclass(frozen=True)
class Reading:
    """The whole document: its text and its paragraphs, lists over several passages last."""

    text: AuditedText
    paragraphs: tuple[Paragraph, ...]


def read(text: AuditedText) -> Reading:
    """The reading of a document."""
    return Reading(text, tuple(_paragraphs(text)))


def _paragraphs(text: AuditedText) -> Iterator[Paragraph]:
    before: list[Mention] = []
    for sentences in text.sentences:
        if not sentences:
            continue
        said = tuple(map(mentions_of, sentences))
        inside = sentences[0].passage.table is not None
        if any(one.found or _COUNTS.search(one.skeleton) for one in sentences):
            yield Paragraph(sentences[0].passage, sentences, said, () if inside else tuple(before))
        if not inside:
            before = [*before, *(one for mentions in said for one in mentions)][-_REMEMBERED:]
    for one in text.continued:
        alone = replace(one, index=0)
        yield Paragraph(one.passage, (alone,), (mentions_of(alone),), continued=True)


def by_unit(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    """Mentions grouped by what they count, in order."""
    ordered = sorted(mentions, key=lambda one: one.quantity.unit)
    return {
        unit: sorted(group, key=lambda one: one.key) for unit, group in groupby(ordered, lambda one: one.quantity.unit)
    }
