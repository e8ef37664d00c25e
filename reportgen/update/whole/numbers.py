"""Numbers that follow from the order: those of headings as typed, of captions and of what refers to them, given anew."""

from collections import Counter
from dataclasses import dataclass, field

from reportgen.messages import N_
from reportgen.model.reports.narratives import Attachment, Heading
from reportgen.update.own.open_points import UNREFERENCED
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.trunk import CommentDraft, Trunk
from reportgen.word.blocks.prefixes import number_before
from reportgen.word.editing.lines import Line, Part, UneditableError
from reportgen.word.pages.headings import HeadingCounter
from reportgen.word.pages.page import Page, Paragraph, Stretch

_CHART, _TABLE = N_("that chart"), N_("that table")


def renumber(trunk: Trunk, page: Page, headings: str) -> None:
    """Gives numbers anew in a page that was read again after it was changed; `headings` is how headings are counted (`Labels.headings`)."""
    _Numbers(trunk, page, HeadingCounter(headings)).run()


@dataclass(slots=True)
class _Numbers:
    trunk: Trunk
    page: Page
    counter: HeadingCounter
    captions: Counter[str] = field(default_factory=Counter)
    counted: set[str] = field(
        default_factory=set
    )  # headings of ours that have their number: one that was split has one
    printed: dict[str, str] = field(
        default_factory=dict
    )  # what stands in the bookmark of a caption's number, by its name

    def run(self) -> None:
        """Headings and captions in reading order, then what refers to captions."""
        levels = {one.id: one.level for one in self.trunk.new.blocks if isinstance(one, Heading)}
        attachments = {one.id for one in self.trunk.new.blocks if isinstance(one, Attachment)}
        names = {self.trunk.new.names.block(id): id for id in (*levels, *attachments)}
        for one in self.page.body:
            ids = [names[mark.what] for mark in one.marks if mark.what in names]
            if any(id in attachments for id in ids):
                self.counter.restart()
            level = one.heading or next((levels[id] for id in ids if id in levels), None)
            if level is not None and level <= 4 and one.spot is None and not one.contents and not one.box:
                new = [id for id in ids if id in levels and id not in self.counted]
                self._heading(one, level, ours=bool(new))
                self.counted |= set(new)
            self._caption(one)
        for one in self.page.paragraphs:
            self._references(one)

    def _heading(self, paragraph: Paragraph, level: int, *, ours: bool) -> None:
        length = number_before(paragraph.text)
        if paragraph.number or not (length or ours):
            return
        number = self.counter.next(level)
        if not length:
            return  # a person wrote before the number, or took it away
        if number.strip() != paragraph.text[:length].strip():
            self._write(paragraph, 0, length, number)

    def _caption(self, paragraph: Paragraph) -> None:
        for one in reversed(paragraph.fields):
            words = one.what.split()
            if words[:1] != ["SEQ"] or len(words) < 2 or any(word in ("\\r", "\\h", "\\c") for word in words):
                continue
            if one.start == one.end:
                continue
            self.captions[words[1]] += 1
            number = str(self.captions[words[1]])
            for mark in paragraph.marks:
                if mark.start <= one.start and one.end <= mark.end:
                    self.printed[mark.what] = paragraph.text[mark.start : one.start] + number
            if paragraph.text[one.start : one.end] != number:
                self._write(paragraph, one.start, one.end, number)

    def _references(self, paragraph: Paragraph) -> None:
        for one in sorted(paragraph.fields, key=lambda one: -one.start):
            words = one.what.split()
            if words[:1] != ["REF"] or len(words) < 2 or words[1] not in self.trunk.targets or one.start == one.end:
                continue
            now = self.printed.get(words[1])
            if now is None:
                self._unreferenced(paragraph, one, self.trunk.targets[words[1]])
            elif _digits(paragraph.text[one.start : one.end]) != _digits(now):
                self._write(paragraph, one.start, one.end, now)

    def _unreferenced(self, paragraph: Paragraph, field: Stretch, block: str) -> None:
        """What is mentioned was deleted: plain words, never the text of an error."""
        if block not in self.trunk.placement.missing:
            return  # its number was typed by hand, or is given by a list
        table = block in self.trunk.base.tables or block in self.trunk.new.tables
        words = self.trunk.options.words(_TABLE if table else _CHART)
        line = self._line(paragraph)
        try:
            line.replace(field.start, field.end, [Part(words)])
        except UneditableError:
            return
        said = self.trunk.options.words(UNREFERENCED)
        self.trunk.log.add(What.NOTICE, block, place=paragraph.place, why="update.unreferenced")
        self.trunk.drafts.append(CommentDraft(line, field.start, field.start + len(words), said))

    def _write(self, paragraph: Paragraph, start: int, end: int, number: str) -> None:
        try:
            self._line(paragraph).replace(start, end, [Part(number)], result=True)
        except UneditableError:
            self.trunk.log.add(What.NOTICE, place=paragraph.place, why="update.number")

    def _line(self, paragraph: Paragraph) -> Line:
        return Line((paragraph,), self.trunk.tracker(paragraph.part))


def _digits(text: str) -> str:
    """The number of a table or chart: what people wrote before it is no reason to write a mention anew."""
    return text[len(text.rstrip("0123456789")) :]
