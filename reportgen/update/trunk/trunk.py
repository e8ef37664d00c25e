"""The edited document with what it was and what it would be now: what every step of an update works on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from reportgen.compare.texts import Atom
from reportgen.model.reports.narratives import Phrase
from reportgen.update.trunk.entries import Log
from reportgen.update.trunk.rich import FIGURE, Rich, plain, printed
from reportgen.word.blocks.placement import Placement
from reportgen.word.blocks.placing import place
from reportgen.word.blocks.printed import Key, PrintedLine, printed_lines
from reportgen.word.editing.comments import Comments
from reportgen.word.editing.lines import BookmarkIndex, Line
from reportgen.word.editing.revisions import Tracker, first_free_id
from reportgen.word.memory.marks import Mark
from reportgen.word.memory.memory import Memory, OpenPoint, text_digest
from reportgen.word.pages.page import Page, Paragraph

Carry = Literal["ask", "keep", "drop"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is updated.

    `day` is that of changes and comments (ISO); `tracked` makes every change a tracked one; `words` are the texts of the catalogue in the
    report's language; `sure` says that the memory is the document's own: without it only what is told by its text is changed, and nothing is put in
    or taken out. `next_period` says that the report goes on to another period; then `paragraphs` (what people wrote into the text, sentences in passages
    of ours, too), `tables` (rows, columns, cells and tables of theirs), `overrides` and `comments` say what becomes of those of the last one: marked for
    review, kept, or left out. `page` takes letterhead, header and footer from the Word template ("new").
    """

    day: str
    tracked: bool = False
    words: Callable[[str], str] = str
    sure: bool = True
    next_period: bool = False
    paragraphs: Carry = "ask"
    tables: Carry = "ask"
    overrides: Carry = "ask"
    comments: Carry = "ask"
    page: Literal["kept", "new"] = "kept"

    @property
    def keeps_typed(self) -> bool:
        """Whether figures that people typed over count."""
        return not (self.next_period and self.overrides == "drop")


@dataclass(frozen=True, slots=True)
class CommentDraft:
    """Something to be said in a comment: to which piece of which line it is tied, what it says, and what is remembered of it.

    Without a point nothing stays open. `new` says that the comment is not there yet.
    """

    line: Line
    start: int
    end: int
    said: str
    point: OpenPoint | None = None
    new: bool = True


@dataclass
class Trunk:
    """What an update works on: the edited `page` and its memory (`base`), the `fresh` page as generated now and its memory (`new`)."""

    page: Page
    base: Memory
    fresh: Page
    new: Memory
    options: Options
    log: Log = field(default_factory=Log)
    drafts: list[CommentDraft] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)  # ids of ours, and `table#row`, that a person deleted
    undrawn: set[str] = field(default_factory=set)  # charts of which a person deleted the picture
    trackers: dict[str, Tracker] = field(default_factory=dict)
    lines: dict[tuple[int, ...], Line] = field(default_factory=dict)
    next_bookmark: int = 0
    marked: set[str] = field(default_factory=set)  # bookmarks that stand where they belong now
    texts_before: dict[tuple[str, str], str] = field(default_factory=dict)  # digest of what stood in each block and row
    texts_after: dict[tuple[str, str], str] = field(default_factory=dict)
    says: dict[tuple[str, str], str] = field(default_factory=dict)  # what stands there after its merge

    @cached_property
    def comments(self) -> Comments:
        """The comments of the edited document."""
        return Comments(self.page.package)

    @cached_property
    def comments_left(self) -> frozenset[str]:
        """The digests of the program's own comments that nobody has deleted."""
        return frozenset(map(text_digest, self.comments.own().values()))

    @cached_property
    def placement(self) -> Placement:
        """Where everything of ours stands in the edited page."""
        return place(self.page, self.base)

    @cached_property
    def fresh_placement(self) -> Placement:
        """Where everything stands in the other page, where that may have been edited, too (two reports that are compared)."""
        return place(self.fresh, self.new)

    @cached_property
    def fresh_paragraphs(self) -> dict[str, Paragraph]:
        """The paragraphs of ours in the body of the fresh page, by id, in reading order: nobody has touched its bookmarks."""
        found: dict[str, Paragraph] = {}
        for one in self.fresh.body:
            for mark in one.marks:
                known = self.new.marks.get(mark.what)
                if known is not None and known.kind == "block" and one.spot is None:
                    found.setdefault(known.block, one)
        return found

    def tracker(self, part: str) -> Tracker | None:
        """What tracks the changes of a part; None where they are not tracked."""
        if not self.options.tracked:
            return None
        if part not in self.trackers:
            self.trackers[part] = Tracker(self.options.day, first_free_id(self.page.roots[part]))
        return self.trackers[part]

    def line(self, paragraphs: Sequence[Paragraph]) -> Line:
        """Paragraphs of the edited page as a text that can be changed: one line of the same ones, so that it knows what was changed."""
        key = tuple(map(id, paragraphs))
        if key not in self.lines:
            self.lines[key] = Line(tuple(paragraphs), self.tracker(paragraphs[0].part))
        return self.lines[key]

    @cached_property
    def bookmarks(self) -> BookmarkIndex:
        """The bookmarks of the edited document."""
        return BookmarkIndex(self.page.roots.values())

    def mark(self, line: Line, name: str, start: int, end: int) -> None:
        """Puts a bookmark round a piece of a line."""
        self.marked.add(name)
        self.bookmarks.add(*line.mark(name, self.bookmark_id(), start, end))

    def bookmark_id(self) -> int:
        """An id that no bookmark of the document has."""
        if not self.next_bookmark:
            self.next_bookmark = max(map(first_free_id, self.page.roots.values()))
        self.next_bookmark += 1
        return self.next_bookmark

    # --- texts --------------------------------------------------------------------------------------------------------

    @cached_property
    def base_texts(self) -> "Texts":
        """What was printed."""
        return Texts(self.base)

    @cached_property
    def new_texts(self) -> "Texts":
        """What would be printed now."""
        return Texts(self.new)

    @cached_property
    def targets(self) -> dict[str, str]:
        """The block at whose number each bookmark of the edited page stands."""
        both = {**self.new.marks, **self.base.marks}
        return {name: mark.block for name, mark in both.items() if mark.kind == "number"}

    @cached_property
    def block_marks(self) -> dict[str, str]:
        """The bookmark of each paragraph of ours in the edited page, by the paragraph's id."""
        return {mark.block: name for name, mark in self.base.marks.items() if mark.kind == "block"}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """What each bookmark of the edited page is called now; those that are called as they were, too."""
        names = {mark_key(mark, nth): name for mark, nth, name in _counted(self.new.marks)}
        return {
            name: names[mark_key(mark, nth)]
            for mark, nth, name in _counted(self.base.marks)
            if mark_key(mark, nth) in names
        }

    def fresh_figure(self, atom: Atom) -> str | None:
        """What a figure says now that stands where it was not printed; None where a person typed over it, or it is no figure now."""
        if not atom.key.startswith(FIGURE):
            return None
        name = self.renamed.get(atom.mark, "")
        if name in self.new_texts.figures:
            return self.new_texts.figures[name]
        return self.new.figures.get(atom.key.removeprefix(FIGURE))

    def was_printed(self, atom: Atom) -> str | None:
        """What was printed at a bookmark of the edited page."""
        return self.base_texts.figures.get(atom.mark)


def mark_key(mark: Mark, nth: int) -> tuple[str, str, str, int]:
    """What a bookmark is, the same in every report of ours."""
    return mark.kind, mark.block, mark.figure or "", nth


def _counted(marks: Mapping[str, Mark]) -> Iterator[tuple[Mark, int, str]]:
    counts: dict[tuple[str, str, str], int] = {}
    for name, mark in marks.items():
        key = (mark.kind, mark.block, mark.figure or "")
        counts[key] = counts.get(key, 0) + 1
        yield mark, counts[key], name


class Texts:
    """What a report prints, paragraph by paragraph and cell by cell, ready to be merged."""

    def __init__(self, memory: Memory) -> None:
        """`memory` is that of the report."""
        self.memory = memory
        self.lines: Mapping[str | Key, PrintedLine] = printed_lines(memory)
        self.phrases: dict[str, Phrase] = {id: phrase for block in memory.blocks for id, phrase in block.lines}
        self.fixed = {one.id: one.text for one in memory.fixed}
        self.spoken = {
            one.id: one.content for one in memory.fixed if one.text
        }  # those that a person deleted say nothing

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """What stands at each bookmark of a figure."""
        return {one.mark: line.text[one.start : one.end] for line in self.lines.values() for one in line.figures}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The paragraphs that the report has, those of the Word template first."""
        return (*self.fixed, *self.phrases)

    def rich(self, id: str) -> Rich | None:
        """A paragraph; None where the report has none of that id."""
        if id in self.phrases:
            return printed(self.memory, self.phrases[id], self.lines.get(id))
        if self.spoken.get(id):
            return printed(self.memory, self.spoken[id], self.lines.get(id))
        return plain(self.fixed[id]) if id in self.fixed else None

    def cells(self, table: str, key: str) -> tuple[Rich, ...]:
        """The cells of a row; none where there is no such row."""
        found = self.memory.tables.get(table)
        rows = {} if found is None else dict(found.printed)
        cells, line = rows.get(key, ()), self.lines.get((table, key))
        made, at = [], 0
        for cell in cells:
            made.append(printed(self.memory, cell, line, at))
            at += sum(len(part.text) for part in cell) + 1
        return tuple(made)
