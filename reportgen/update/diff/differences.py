"""Two reports of ours -> what differs: figures, passages, rows, cases, pictures; as they stand, whoever wrote them.

Figures and blocks have the same ids in every report; figures of units are numbered by rank there, and are known by the unit's name
here. What counts is what stands on the pages; what a person typed is said to be by hand, and no text of a person's is told.

Figures are in order of importance: those of the text before the first heading come first, then those of the other text, then those
that only tables print; in each of these totals before parts (an id with fewer members: `total`, `category.duty`, `category.duty.share`),
then the larger change in relation to what it was, then the order of the new report. Figures that only one of the reports prints come last.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from reportgen.compare.alignment import moved
from reportgen.compare.numerals import tokens
from reportgen.compare.similarity import similarity
from reportgen.compare.texts import same
from reportgen.model.reports.narratives import HEADER_ROWS, AttachmentLine, Chart, Heading, Paragraph, Table
from reportgen.update.parts.charts import chart_pictures
from reportgen.update.parts.paragraphs import beginning
from reportgen.update.trunk.trunk import Options, Trunk
from reportgen.word.blocks.placement import Placement
from reportgen.word.blocks.prefixes import without_number
from reportgen.word.blocks.printed import Key, label_of, row_labels
from reportgen.word.charts.plots import graphic_digest
from reportgen.word.memory.memory import Memory, bare, row_text
from reportgen.word.pages.page import Page, Story
from reportgen.word.pages.page import Paragraph as Shown

_RANKED = re.compile(r"unit\.\d+")
_NUMBER = re.compile(r"(?P<number>[+-]?\d+(?:\.\d+)?)(?P<unit>[%‰]?)")
_CASE = re.compile(r"case\d*")
_SAME_CASE = 0.5
"""Two texts of cases that share as much are one case, told otherwise."""


class Change(StrEnum):
    """What became of a passage or row from the old report to the new one."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    FIGURES = "figures"
    """Nothing but its figures, numbers and dates differs."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure as it stands in a report: its text, what was computed where a person typed another, and where it stands first.

    `text` is "" where a person put something in its place that is no number. `depth` is 0 in the text before the first heading, 1 in
    other text, 2 in a table.
    """

    text: str
    depth: int
    place: int
    by_hand: bool = False
    computed: str = ""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that the reports print otherwise, or that only one of them prints (the other is None).

    `difference` is new minus old, in percentage points where `points` says so; `relative` is its part of the old value. `old_label`
    is what it is called in the old report, where that is not the same (which categories are the leading ones).
    """

    id: str
    label: str
    old: Standing | None
    new: Standing | None
    difference: Decimal | None = None
    points: bool = False
    relative: float | None = None
    old_label: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that differs: its id and how it begins as it was generated, in the new report where that has it.

    `by_hand` says that a person changed it in one of the reports.
    """

    change: Change
    id: str
    text: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that differs: the id of its table, its key, and its label as generated."""

    change: Change
    table: str
    key: str
    text: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A typical case that only one of the reports tells: how it begins as it was generated."""

    change: Change
    id: str
    text: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class ChartChange:
    """A chart that only one of the reports has, or whose picture is another; `text` is its caption as generated."""

    change: Change
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two reports; `own_added` and `own_removed` count people's own paragraphs and rows that only one of them has."""

    figures: tuple[FigureChange, ...] = ()
    passages: tuple[Passage, ...] = ()
    rows: tuple[RowChange, ...] = ()
    cases: tuple[CaseChange, ...] = ()
    charts: tuple[ChartChange, ...] = ()
    own_added: int = 0
    own_removed: int = 0

    def __bool__(self) -> bool:
        """Whether anything differs."""
        parts = (self.figures, self.passages, self.rows, self.cases, self.charts)
        return any(parts) or bool(self.own_added or self.own_removed)


@dataclass(frozen=True)
class Pair:
    """Two reports, each with its memory: what stands in them, each seen from the other. Neither holds tracked changes any more."""

    old: Page
    old_memory: Memory
    new: Page
    new_memory: Memory
    options: Options

    @cached_property
    def trunk(self) -> Trunk:
        """The new report, with the old one as what it may become."""
        return Trunk(self.new, self.new_memory, self.old, self.old_memory, self.options)

    @cached_property
    def back(self) -> Trunk:
        """The old report, with the new one as what it may become."""
        return Trunk(self.old, self.old_memory, self.new, self.new_memory, self.options)


def differences(pair: Pair, old_labels: Mapping[str, str], new_labels: Mapping[str, str]) -> Differences:
    """What differs; `old_labels` and `new_labels` say what the figures are called, by their ids, as far as that is known."""
    old, new = _Side("old", pair.back, old_labels), _Side("new", pair.trunk, new_labels)
    added, removed = _own(old, new)
    return Differences(
        tuple(_figures(old, new)),
        tuple(_passages(old, new)),
        tuple(_rows(old, new)),
        tuple(_cases(old, new)),
        tuple(_charts(pair, old, new)),
        added,
        removed,
    )


@dataclass
class _Side:
    """One of the two reports, the `old` or the `new` one."""

    which: str
    trunk: Trunk
    named: Mapping[str, str]

    @property
    def memory(self) -> Memory:
        return self.trunk.base

    @property
    def placement(self) -> Placement:
        return self.trunk.placement

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The name of the unit at each rank (`unit.3`): by the rows of tables, by the charts, else as the figure is called."""
        found = {id: label for id, label in self.named.items() if _RANKED.fullmatch(id)}
        for chart in self.memory.charts.values():
            found |= {one.figure: one.label for one in chart.points if _RANKED.fullmatch(one.figure)}
        for table in self.memory.tables.values():
            for row in table.rows:
                ids = (getattr(part, "figure", None) or "" for cell in row.cells for part in cell)
                unit = label_of(row_text(row.cells))
                found |= {match[0]: unit for id in ids if unit and (match := _RANKED.match(id))}
        return found

    def name(self, figure: str) -> str:
        """The id by which a figure is known in every report; one of a unit of which nobody knows the name is known in none."""
        match = _RANKED.match(figure)
        if match is None:
            return figure
        unit = self.units.get(match[0])
        return f"unit {unit}{figure[match.end() :]}" if unit else f"{figure} of {self.which}"

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What the figures are called, by the ids that are the same in every report."""
        return {self.name(id): label for id, label in self.named.items()}

    @cached_property
    def heads(self) -> frozenset[str]:
        """The paragraphs before the first heading, notes on the method left out."""
        found: list[str] = []
        for block in self.memory.blocks:
            if isinstance(block, Heading):
                break
            if isinstance(block, Paragraph) and block.style != "note":
                found.append(block.id)
        return frozenset(found)

    @cached_property
    def figures(self) -> Mapping[str, Standing]:
        """Every figure as it stands: by the id that is the same in every report; that which a person typed before all others."""
        found: dict[str, Standing] = {}
        for place, standings in sorted(self.placement.figures.items()):
            text = self.placement.items[place].text
            for one in standings:
                if one.copied:
                    continue
                name = self.name(one.figure)
                depth = 2 if place in self.placement.rows else 0 if one.block in self.heads else 1
                said = self._said(one.figure, one.mark, text[one.start : one.end], depth, place)
                known = found.get(name)
                if known is None:
                    found[name] = said
                elif said.by_hand and not known.by_hand:
                    found[name] = Standing(said.text, known.depth, known.place, True, said.computed)
        return found

    def _said(self, figure: str, mark: str, text: str, depth: int, place: int) -> Standing:
        written = self.trunk.base_texts.figures.get(mark, "")
        alone = self.memory.figures.get(figure, written)
        if same(text, written):
            return Standing(alone, depth, place)
        plain = _plain(text)
        if plain and plain[0] not in "+-" and alone[:1] == "-" and not written.startswith("-"):
            plain = f"-{plain}"  # the sign is said by a word beside it
        return Standing(plain, depth, place, True, alone)

    def reads(self, id: str) -> str:
        """What a paragraph says now, without its number and what Word works out anew."""
        pieces = [self.placement.items[place] for place in self.placement.places.get(id, ())]
        text = "\n".join(one.what.lasting if isinstance(one.what, Shown) else one.text for one in pieces)
        return without_number(text) if id in self.numbered else text

    @cached_property
    def numbered(self) -> frozenset[str]:
        """The paragraphs that begin with a number or label."""
        kinds = (Heading, Table, Chart, AttachmentLine)
        return frozenset(id for block in self.memory.blocks if isinstance(block, kinds) for id, _ in block.lines)

    def is_edited(self, id: str) -> bool:
        """Whether a paragraph does not say what was printed."""
        printed = self.trunk.base_texts.rich(id)
        if printed is None:
            return False
        whole, now = printed.text.text, self.reads(id)
        return bare(now) not in (bare(whole), bare(without_number(whole))) and bare(self.placement.text(id)) != bare(
            whole
        )

    def begins(self, id: str) -> str:
        """How a paragraph begins as it was generated."""
        printed = self.trunk.base_texts.rich(id)
        return "" if printed is None else beginning("".join(printed.text.text.split("\n")))

    @cached_property
    def standing(self) -> tuple[str, ...]:
        """The paragraphs of ours that stand somewhere, in reading order; numbers of attachments go with their titles."""
        return tuple(
            id
            for id in sorted(self.placement.places, key=lambda id: self.placement.places[id])
            if id in self.memory.texts or (id.startswith("page/") and self.reads(id).strip())
        )

    @cached_property
    def in_body(self) -> tuple[str, ...]:
        """Those of the text itself, whose order counts."""
        return tuple(id for id in self.standing if id in self.memory.texts and self._story(id) is Story.BODY)

    def _story(self, id: str) -> Story:
        what = self.placement.items[self.placement.places[id][0]].what
        return what.story if isinstance(what, Shown) else Story.BODY

    @cached_property
    def cases(self) -> tuple[str, ...]:
        """The paragraphs that tell a typical case: `…/case` in the template of the text."""
        kinds = {id for block in self.memory.blocks if isinstance(block, Paragraph) for id, _ in block.lines}
        return tuple(id for id in self.standing if id in kinds and _CASE.fullmatch(id.rpartition("/")[2]))

    def row_reads(self, key: Key) -> str:
        """What a row says now."""
        return "\n".join(self.placement.items[place].text for place in self.placement.row_places.get(key, ()))

    def row_label(self, key: Key) -> str:
        """The label of a row as generated."""
        return self.row_labels.get(key, "") or key[1]

    @cached_property
    def row_labels(self) -> Mapping[Key, str]:
        """What each row is called."""
        return row_labels(self.placement.memory)


# --- figures --------------------------------------------------------------------------------------------------------------


def _figures(old: _Side, new: _Side) -> Iterator[FigureChange]:
    found = []
    for name in dict.fromkeys([*new.figures, *old.figures]):
        before, now = old.figures.get(name), new.figures.get(name)
        if before is not None and now is not None and _is_same(before, now):
            continue
        label, called = _label(name, old, new), old.labels.get(name, "")
        found.append(replace(_change(name, label, before, now), old_label="" if called == label else called))
    yield from sorted(found, key=_importance)


def _is_same(before: Standing, now: Standing) -> bool:
    return bool(before.text) and same(before.text, now.text) and before.by_hand == now.by_hand


def _label(name: str, old: _Side, new: _Side) -> str:
    """What a figure is called; without a sidecar its id, which begins with the name for a unit."""
    return new.labels.get(name) or old.labels.get(name) or name.removeprefix("unit ")


def _change(name: str, label: str, before: Standing | None, now: Standing | None) -> FigureChange:
    one, other = (_number(side.text) if side is not None else None for side in (before, now))
    if one is None or other is None or one[1] != other[1]:
        return FigureChange(name, label, before, now)
    difference = other[0] - one[0]
    relative = float(difference / abs(one[0])) if one[0] else None
    return FigureChange(name, label, before, now, difference, one[1] == "%", relative)


def _importance(one: FigureChange) -> tuple[bool, bool, int, int, float, int]:
    """The whole before all else, then by how deep a figure stands, how much of a figure's part it is, and how far it moved."""
    at = one.new or one.old
    if at is None:
        raise ValueError("a figure that differs stands in one of the reports")
    rise = float("inf") if one.relative is None and one.difference else abs(one.relative or 0.0)
    return one.old is None or one.new is None, one.id != "total", at.depth, one.id.count("."), -rise, at.place


def _plain(text: str) -> str:
    """A number as it stands; "" where it is none: what a person wrote there is not told."""
    found = tokens(text)
    return found[0].value if len(found) == 1 and found[0].arabic else ""


def _number(text: str) -> tuple[Decimal, str] | None:
    """The value of a number and its sign of a fraction; None of one that is shortened, or none at all."""
    match = _NUMBER.fullmatch(_plain(text))
    return None if match is None else (Decimal(match["number"]), match["unit"])


# --- passages, rows, cases ------------------------------------------------------------------------------------------------


def _passages(old: _Side, new: _Side) -> Iterator[Passage]:
    cases = {*old.cases, *new.cases}
    yield from (
        Passage(Change.ADDED, id, new.begins(id), new.is_edited(id))
        for id in new.standing
        if id not in old.standing and id not in cases
    )
    yield from (
        Passage(Change.REMOVED, id, old.begins(id), old.is_edited(id))
        for id in old.standing
        if id not in new.standing and id not in cases
    )
    told = {id for id in cases if id in new.standing and id in old.standing and not _is_same_case(old, new, id)}
    for id in new.standing:
        if id in old.standing and id not in told:
            change = _worded(old.reads(id), new.reads(id))
            if change is not None:
                yield Passage(change, id, new.begins(id), new.is_edited(id) or old.is_edited(id))
    shifted = moved([id for id in old.in_body if id in new.in_body], [id for id in new.in_body if id in old.in_body])
    yield from (
        Passage(Change.MOVED, id, new.begins(id)) for id in shifted if id.rpartition("/")[0] not in shifted
    )  # what stands under a heading moves with it


def _worded(before: str, now: str) -> Change | None:
    if bare(before) == bare(now):
        return None
    return Change.FIGURES if _shape(before) == _shape(now) else Change.REWORDED


@lru_cache(maxsize=1024)
def _shape(text: str) -> str:
    """A text with all its numbers alike."""
    return "".join("#" if one.number else one.value for one in tokens(text))


def _rows(old: _Side, new: _Side) -> Iterator[RowChange]:
    both = {id for id, _ in old.placement.row_places} & {id for id, _ in new.placement.row_places}
    ours, theirs = (
        [key for key in side.placement.row_places if key[0] in both] for side in (new, old)
    )  # the rows of a table that only one of them has go with it
    yield from (_row(Change.ADDED, key, new) for key in ours if key not in theirs)
    yield from (_row(Change.REMOVED, key, old) for key in theirs if key not in ours)
    for key in ours:
        change = _worded(old.row_reads(key), new.row_reads(key)) if key in theirs else None
        if change is not None:
            yield _row(change, key, new, other=old)
    names = {"\x1f".join(key): key for key in ours if key in theirs}
    before = ["\x1f".join(key) for key in theirs if key in ours]
    yield from (_row(Change.MOVED, names[name], new) for name in moved(before, list(names)))


def _row(change: Change, key: Key, side: _Side, other: _Side | None = None) -> RowChange:
    by_hand = any(
        bare(one.row_reads(key)) != bare(one.placement.row_texts.get(key, "")) for one in (side, other) if one
    )
    return RowChange(change, key[0], key[1], "" if key[1] in HEADER_ROWS else side.row_label(key), by_hand)


def _cases(old: _Side, new: _Side) -> Iterator[CaseChange]:
    """A case is the same wherever it is told."""
    before, now = ({id: bare(side.reads(id)) for id in side.cases} for side in (old, new))
    for change, side, ours, theirs in ((Change.ADDED, new, now, before), (Change.REMOVED, old, before, now)):
        yield from (
            CaseChange(change, id, side.begins(id), side.is_edited(id))
            for id, text in ours.items()
            if not any(similarity(text, other, _SAME_CASE) >= _SAME_CASE for other in theirs.values())
        )


def _is_same_case(old: _Side, new: _Side, id: str) -> bool:
    return similarity(bare(old.reads(id)), bare(new.reads(id)), _SAME_CASE) >= _SAME_CASE


# --- pictures, and people's own -------------------------------------------------------------------------------------------


def _charts(pair: Pair, old: _Side, new: _Side) -> Iterator[ChartChange]:
    before, now = (set(chart_pictures(side.trunk)) for side in (old, new))
    yield from (ChartChange(Change.ADDED, id, new.begins(id)) for id in new.memory.charts if id in now - before)
    yield from (ChartChange(Change.REMOVED, id, old.begins(id)) for id in old.memory.charts if id in before - now)
    yield from (ChartChange(Change.REWORDED, id, new.begins(id)) for id in other_pictures(pair))


def other_pictures(pair: Pair) -> tuple[str, ...]:
    """The charts of which both reports show a picture, and not the same one, in the order of the new report."""
    before, now = (
        {id: graphic_digest(trunk.page.package, one.part) for id, one in chart_pictures(trunk).items()}
        for trunk in (pair.back, pair.trunk)
    )
    return tuple(id for id in pair.new_memory.charts if id in now and id in before and now[id] != before[id])


def _own(old: _Side, new: _Side) -> tuple[int, int]:
    """How many paragraphs and rows of people's own only the new report has, and only the old one."""
    before, now = (Counter(_own_texts(side)) for side in (old, new))
    return sum((now - before).values()), sum((before - now).values())


def _own_texts(side: _Side) -> Sequence[str]:
    placement = side.placement
    return [
        bare(item.text)
        for place, item in enumerate(placement.items[: len(side.trunk.page.flow)])
        if bare(item.text)
        and place not in placement.owners
        and place not in placement.rows
        and not (isinstance(item.what, Shown) and item.what.contents)
    ]
