"""What became of every paragraph, table and chart of a report since it was written, and what a person added to it.

It goes by the placement alone: where a part of ours stands, and what it says there. What a person wrote is never repeated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from reportgen.compare.numerals import Token, agree, numbers, tokens
from reportgen.model.findings import AuditFinding, BlockChange, BlockKind, Place
from reportgen.review.report_audit.checks.charts import shown_pictures
from reportgen.review.report_audit.checks.exchanges import written_at
from reportgen.review.report_audit.checks.formatting import Forms
from reportgen.review.report_audit.checks.template import is_free
from reportgen.review.report_audit.checks.texts import counting, located, prefix
from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.review.report_audit.report.findings import WHOLE, finding
from reportgen.review.report_audit.report.units import has_merged_cells, units_of
from reportgen.word.blocks.placement import Standing
from reportgen.word.blocks.prefixes import without_number
from reportgen.word.blocks.printed import Key
from reportgen.word.charts.plots import graphic_digest
from reportgen.word.memory.memory import bare
from reportgen.word.packages.names import tag
from reportgen.word.pages.page import Paragraph, Shown

OWN = "reportgen"
"""The author of the program's own comments."""
_REFERENCE, _ID = tag("w:commentReference"), tag("w:id")
_NOTES = {
    BlockKind.REWORDED: "audit.words-edited",
    BlockKind.ADDED: "audit.block-added",
    BlockKind.FORMATTED: "audit.form-edited",
    BlockKind.COMMENTED: "audit.commented",
}
QUIET = frozenset({"audit.words-edited", "audit.block-added", "audit.row-added"})
"""Notes that are not said where something else is said of the same paragraph."""


@dataclass(frozen=True)
class Inventory:
    """The parts of a report in reading order, each with what became of it."""

    audited: AuditedReport

    @cached_property
    def forms(self) -> Forms:
        """How everything was written."""
        return Forms(self.audited.memory)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of every paragraph of ours and of the template, by id."""
        return {**{one.id: one.text for one in self.audited.memory.fixed}, **self.audited.memory.texts}

    @cached_property
    def authors(self) -> dict[str, str]:
        """Who wrote each comment, by its id."""
        return {one.id: one.author for one in self.audited.page.comments}

    @cached_property
    def moved(self) -> frozenset[str]:
        """Paragraphs that stand elsewhere in the order, and tables in which rows do."""
        return frozenset((*self.audited.placement.moved, *(table for table, _ in self.audited.placement.moved_rows)))

    @cached_property
    def changes(self) -> tuple[BlockChange, ...]:
        """Every part: those that are gone stand behind the one before them in the report as it was written."""
        placed: list[tuple[float, BlockChange]] = []
        at = -1.0
        for id, text in self.texts.items():
            lines = self._lines(id)
            kinds = tuple(self._kinds(id, lines))
            if not text.strip() and (not lines or not kinds):
                continue
            at = lines[0].number if lines else at + 1e-6
            placed.append((at, BlockChange(id, kinds or (BlockKind.AS_WRITTEN,), self._place(id, lines))))
        placed += ((line.number, change) for line, change in self._added())
        return tuple(change for _, change in sorted(placed, key=lambda pair: pair[0]))

    # --- what is ours -------------------------------------------------------------------------------------------------

    def _lines(self, id: str) -> list[Line]:
        """The lines of a part, a table's rows too."""
        places = list(self.audited.placement.places.get(id, ()))
        places += [place for place, key in self.audited.placement.rows.items() if key[0] == id]
        return [self.audited.every[place] for place in sorted(set(places))]

    def _place(self, id: str, lines: Sequence[Line]) -> Place:
        place = lines[0].place() if lines else WHOLE
        return Place(place.paragraph, place.table, written_at(self.texts[id], 0))

    def _kinds(self, id: str, lines: Sequence[Line]) -> Iterator[BlockKind]:
        """What became of a part; nothing where it is as it was written."""
        if not lines:
            yield BlockKind.DELETED
            return
        kinds = {*self._words(id), *self._rows(id), *self._picture(id)}
        if id in self.moved:
            kinds.add(BlockKind.MOVED)
        places = self.audited.placement.places.get(id, ())
        if len(places) > 1 or self.audited.placement.joined & {*places}:
            kinds.add(BlockKind.PARTED)
        if not kinds & {BlockKind.REWORDED, BlockKind.OVERTYPED, BlockKind.DELETED} and id in self.audited.memory.texts:
            kinds |= {BlockKind.FORMATTED for line in lines if self.forms.differ(self.audited, line)}
        kinds |= {kind for line in lines for kind in self.comments(line)}
        yield from (kind for kind in BlockKind if kind in kinds)

    def comments(self, line: Line) -> Iterator[BlockKind]:
        """The comments that stand in a line, or refer to it: those of people, and the program's own."""
        for paragraph in line.item.paragraphs:
            ids = {one.what for one in paragraph.comments}
            ids |= {one.get(_ID, "") for run in paragraph.runs for one in run.element.iter(_REFERENCE)}
            for id in ids & self.authors.keys():
                yield BlockKind.NOTED if self.authors[id] == OWN else BlockKind.COMMENTED

    def _words(self, id: str) -> Iterator[BlockKind]:
        """Whether the words of a paragraph were changed, or numbers in them; of a table or chart those of its caption."""
        before = self.texts[id]
        places = self.audited.placement.places.get(id, ())
        lines = [self.audited.every[place] for place in places]
        if not lines:
            yield BlockKind.REWORDED  # the caption was deleted
            return
        now = "\n".join(self.audited.says(id, line)[0] for line in lines)
        joined = any(len(self.audited.placement.owners[place]) > 1 for place in places)
        start = prefix(lines[0], before)
        if any(counting(self.audited, lines[0], start)):  # the number before one of several attachments
            yield BlockKind.OVERTYPED
        if bare(before) in (bare(now), bare(without_number(now))) or (joined and bare(before) in bare(now)):
            return
        yield from _changed(before, now[start:], [(one.start - start, one.end - start) for one in lines[0].fields])
        figures = ((line, one) for line in lines for one in self.figures(line) if one.block == id)
        if any(self.is_overtyped(line, one) for line, one in figures):
            yield BlockKind.OVERTYPED

    def reworded(self, id: str) -> bool:
        """Whether a paragraph or caption that still stands has other words."""
        return id in self.audited.placement.places and BlockKind.REWORDED in self._words(id)

    def figures(self, line: Line) -> Sequence[Standing]:
        """The figures of a line."""
        return self.audited.placement.figures.get(line.number, ())

    def is_overtyped(self, line: Line, one: Standing) -> bool:
        """Whether a figure in a line is not the one that was written."""
        known = self.audited.memory.figures.get(one.figure)
        return known is not None and one.start < one.end and not agree(line.text[one.start : one.end], known)

    def _rows(self, id: str) -> Iterator[BlockKind]:
        """What became of the rows of a table."""
        audited = self.audited
        keys = [key for key in audited.rows if key[0] == id]
        if not keys:
            return
        if not any(key in audited.placement.row_places for key in keys):
            yield BlockKind.DELETED
            return
        tables = {audited.every[place].table for place, key in audited.placement.rows.items() if key[0] == id}
        if any(key in audited.placement.missing_rows for key in keys if audited.rows[key].strip()) or tables & {
            *audited.columns
        }:
            yield BlockKind.REWORDED
        for line in audited.lines:
            if line.table in tables:
                key = audited.placement.rows.get(line.number)
                if key is None:
                    yield BlockKind.REWORDED
                else:
                    yield from self.row(line, key)

    def row(self, line: Line, key: Key) -> Iterator[BlockKind]:
        """What became of the text of a row."""
        before = self.audited.row_before(key, line)
        if bare(before) != bare(line.text):
            yield from _changed(before, line.text, [(one.start, one.end) for one in line.fields])

    def _picture(self, id: str) -> Iterator[BlockKind]:
        """Whether a chart shows the picture that was drawn, or any."""
        drawn = self.audited.memory.charts.get(id)
        if drawn is None:
            return
        shown = self.pictures.get(id)
        if shown is None:
            yield BlockKind.DELETED
            return
        known = {drawn.picture, *(one.digest for one in (self.audited.pictures or {}).values())}
        if drawn.picture and graphic_digest(self.audited.page.package, shown.part) not in known:
            yield BlockKind.REWORDED

    @cached_property
    def pictures(self) -> dict[str, Shown]:
        """The picture of each chart."""
        return shown_pictures(self.audited)

    # --- what is not --------------------------------------------------------------------------------------------------

    def _added(self) -> Iterator[tuple[Line, BlockChange]]:
        """Paragraphs, tables and pictures that are none of ours, copies too; of a table its first row stands for all."""
        audited = self.audited
        ours = {audited.every[place].table for place in audited.placement.rows}
        own = [line.number for line in audited.lines if audited.blocks(line)]
        drawn = {id(one) for one in self.pictures.values()}
        told: set[int] = set()
        for line in audited.every:
            copied = isinstance(audited.copies.get(line.number), str)
            new = line.table is not None and line.table not in ours and line.table not in told
            strange = own and own[0] < line.number < own[-1] and any(id(one) not in drawn for one in line.pictures)
            if (
                (line.table is None and (copied or is_free(audited, line)))
                or (new and is_free(audited, line))
                or strange
            ):
                told |= {line.table} if line.table is not None else set()
                kinds = dict.fromkeys((BlockKind.ADDED, *self.comments(line)))
                yield line, BlockChange("", tuple(kinds), replace(line.place(), text=""))


def _changed(before: str, now: str, fields: Sequence[tuple[int, int]]) -> Iterator[BlockKind]:
    """Whether words or figures of a text were changed; numbers of references and captions, which Word counts, are neither."""
    old, new = tokens(before), tokens(now)
    if [_mask(one) for one in old] != [_mask(one) for one in new]:
        yield BlockKind.REWORDED
        return
    for one, other in zip(old, new, strict=True):
        if one.value != other.value and not any(start < other.end and other.start < end for start, end in fields):
            yield BlockKind.OVERTYPED if one.arabic else BlockKind.REWORDED


def _mask(token: Token) -> str:
    return "#" if token.number else token.value


def notes(inventory: Inventory) -> Iterator[AuditFinding]:
    """A note for each part that a person changed in a manner that no other check tells of."""
    for change in inventory.changes:
        for kind in change.kinds:
            if kind in _NOTES and (kind is not BlockKind.REWORDED or inventory.reworded(change.id)):
                yield finding(_NOTES[kind], change.place)
    yield from _rows(inventory)


def _rows(inventory: Inventory) -> Iterator[AuditFinding]:
    """Rows of our tables with other words, and rows that were added to them."""
    audited = inventory.audited
    ours = {audited.every[place].table for place in audited.placement.rows}
    formed = {
        *audited.columns,
        *(line.table for line in audited.lines if has_merged_cells(audited, line)),
    }  # told for the whole table
    for line in audited.lines:
        key = audited.placement.rows.get(line.number)
        if key is not None and line.table not in formed:
            exchanged = sorted(line.text.split("\t")) == sorted(audited.row_before(key, line).split("\t"))
            if BlockKind.REWORDED in inventory.row(line, key) and not exchanged:
                yield finding("audit.words-edited", Place(None, line.table, audited.row_before(key, line)))
        elif key is None and line.table in ours and is_free(audited, line) and not numbers(line.text):
            yield finding("audit.row-added", Place(None, line.table, ""))


def without_said_twice(findings: Iterable[AuditFinding]) -> list[AuditFinding]:
    """The findings without notes on a paragraph or row of which something else is said already."""
    found = list(findings)
    told = {(one.place.paragraph, one.place.table and one.place) for one in found if one.code not in QUIET}
    told.discard((None, None))
    return [
        one
        for one in found
        if one.code not in QUIET or (one.place.paragraph, one.place.table and one.place) not in told
    ]


class Origin(StrEnum):
    """Where a piece of a text comes from: a person's words in a part of ours, a figure overtyped, a part that a person added."""

    EDITED = "edited"
    OVERTYPED = "overtyped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph that was not generated so, from `start` to before `end`."""

    paragraph: Paragraph
    start: int
    end: int
    origin: Origin


def pieces(inventory: Inventory) -> Iterator[Piece]:
    """What in the document a person wrote: all of added paragraphs, the words of ours that are others, figures overtyped."""
    audited = inventory.audited
    owned: set[int] = set()
    for unit in units_of(audited):
        starts = [prefix(unit.lines[0], unit.before), *(0 for _ in unit.lines[1:])]
        owned |= {line.number for line in unit.lines}
        yield from _edited(inventory, unit.before, unit.lines, starts)
    fixed = {one.id: one.text for one in audited.memory.fixed}
    for line in audited.every:
        if line.number in owned:
            continue
        before = [fixed[id] for id in audited.placement.owners.get(line.number, ()) if id in fixed]
        if before:
            lasting = line.paragraph.lasting if line.paragraph else line.text
            if bare(lasting) != bare("\n".join(before)):
                yield from _edited(inventory, "\n".join(before), [line], [0])
        elif line.number in audited.copies or is_free(audited, line):
            yield from (Piece(one, 0, len(one.text), Origin.ADDED) for one in line.item.paragraphs if one.text)


def _edited(inventory: Inventory, before: str, lines: Sequence[Line], starts: Sequence[int]) -> Iterator[Piece]:
    """The pieces of the lines of a part that are not as they were written."""
    now = "\n".join(line.text[start:] for line, start in zip(lines, starts, strict=True))
    overtyped = [(line, one) for line in lines for one in inventory.figures(line) if inventory.is_overtyped(line, one)]
    for line, one in overtyped:
        yield from _in_paragraphs(line, one.start, one.end, Origin.OVERTYPED)
    if bare(now) == bare(before):
        return
    old, new = tokens(before), tokens(now)
    matcher = SequenceMatcher(None, [one.value for one in old], [one.value for one in new], autojunk=False)
    for kind, low, high, begin, end in matcher.get_opcodes():
        if kind in ("replace", "insert"):
            for token, pair in _numbered(old[low:high], new[begin:end]):
                line, at = located(lines, starts, token.start)
                inside = any(
                    other is line and one.start < at + len(token.text) and at < one.end for other, one in overtyped
                )
                if not inside and token.text != "\t":
                    yield from _in_paragraphs(line, at, at + len(token.text), pair)


def _numbered(old: Sequence[Token], new: Sequence[Token]) -> Iterator[tuple[Token, Origin]]:
    """The pieces that are new: a number that stands where a number stood was overtyped."""
    same = [_mask(one) for one in old] == [_mask(one) for one in new]
    for one in new:
        yield one, Origin.OVERTYPED if same and one.arabic else Origin.EDITED


def _in_paragraphs(line: Line, start: int, end: int, origin: Origin) -> Iterator[Piece]:
    """A piece of a line as pieces of its paragraphs."""
    for paragraph, at in line.item.begins:
        first, last = max(start - at, 0), min(end - at, len(paragraph.text))
        if first < last:
            yield Piece(paragraph, first, last, origin)
