"""Page + memory -> what became of each paragraph, row and figure of ours: where it stands now, whatever hands it went through.

Marks are hints, text decides. Measured on 141 edited files: marks shrink, double, cross, are renamed `…_Copy_1`, end behind their
paragraph; a paragraph belongs to the block with most marks in it, a copy counts only where the original is gone; what has no
marks is known by its text; the rest is the person's. A figure is the whole numeral that touches its mark.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.compare.numerals import agree, aligned, numbers, numerals_at
from reportgen.compare.similarity import similarity
from reportgen.word.blocks.placement import Item, Placement, Standing, items_of
from reportgen.word.blocks.prefixes import without_number
from reportgen.word.blocks.printed import (
    Key,
    PrintedLine,
    beside_digits,
    find_written,
    label_of,
    printed_lines,
    row_texts,
)
from reportgen.word.memory.marks import PREFIX, Mark, original_name
from reportgen.word.memory.memory import Memory, bare
from reportgen.word.pages.page import Page, Paragraph, Row, Story, Stretch

_LIKE = 0.6
"""How much of two texts is the same where one was made from the other."""
_FAINT = 0.3
"""Less than so much of two texts is the same by chance."""
_WHOLE = 0.9
"""How much of a block's text stands in a paragraph that is the block and no part of it."""
_TORN = re.compile(r"\d{1,3}(?:,\d+)+")
"""A number with a comma in it, which may stand where none belongs."""
_TELLING = 6
"""A text of so many characters is known by itself."""


def place(page: Page, memory: Memory) -> Placement:
    """Where the paragraphs, rows and figures that a report remembers stand in a page."""
    return _Placing(items_of(page), memory).placement()


@dataclass(slots=True)
class _Votes:
    """What the marks in a line say it is: how many for each id or row of ours, those of copies apart."""

    own: Counter[str] = field(default_factory=Counter)
    rows: Counter[Key] = field(default_factory=Counter)
    copied: Counter[str] = field(default_factory=Counter)
    copied_rows: Counter[Key] = field(default_factory=Counter)
    whole: list[str] = field(default_factory=list)  # the ids whose own mark holds text here


@dataclass(slots=True)
class _Placing:
    """Finds the places step by step: marks, whole texts, parts of texts, like texts."""

    items: Sequence[Item]
    memory: Memory
    texts: dict[str, str] = field(default_factory=dict)
    owners: dict[int, list[str]] = field(default_factory=dict)
    rows: dict[int, Key] = field(default_factory=dict)
    copies: dict[int, str | Key] = field(default_factory=dict)
    written: Mapping[str | Key, PrintedLine] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    digits: dict[str, tuple[bool, bool]] = field(default_factory=dict)

    def placement(self) -> Placement:
        """All steps in turn."""
        self.written = printed_lines(self.memory)
        self.digits = beside_digits(self.written)
        self.printed = {
            one.mark: line.text[one.start : one.end] for line in self.written.values() for one in line.figures
        }
        self.texts = {**{one.id: one.text for one in self.memory.fixed}, **self.memory.texts}
        self.present = {one.what for item in self.items for one in item.marks if self._holds(item, one)}
        votes = [self._votes(item) for item in self.items]
        for place, one in enumerate(votes):
            self._by_marks(place, one)
        self._by_whole_text()
        self._apart()
        self._joined(votes)
        self._by_part()
        self._by_similarity()
        self._rows_by_text()
        self._rows_by_similarity()
        self._rows_apart()
        figures = {place: list(self._figures(place, item)) for place, item in enumerate(self.items)}
        self._once(figures)
        self._figures_without_marks(figures)
        return Placement(
            self.memory,
            tuple(self.items),
            {place: tuple(ids) for place, ids in self.owners.items()},
            self.rows,
            self.copies,
            {place: tuple(found) for place, found in figures.items() if found},
            frozenset(place for place, item in enumerate(self.items) if self._is_strange(item)),
        )

    # --- marks --------------------------------------------------------------------------------------------------------

    def _holds(self, item: Item, stretch: Stretch) -> bool:
        """Whether a bookmark holds or touches what it stood round."""
        mark = self._mark(stretch.what)[0]
        if mark is None:
            return False
        if mark.kind == "figure":
            return self._figure_at(item, stretch) is not None
        return stretch.start < stretch.end or (
            mark.kind == "picture"
            and any(stretch.what in one.marks for paragraph in item.paragraphs for one in paragraph.pictures)
        )

    def _mark(self, name: str) -> tuple[Mark | None, bool]:
        """What a bookmark is, and whether it is a copy."""
        mark = self.memory.marks.get(name)
        if mark is not None:
            return mark, False
        original = original_name(name)
        return (None, False) if original is None else (self.memory.marks.get(original), True)

    def _votes(self, item: Item) -> _Votes:
        votes = _Votes()
        for one in item.marks:
            mark, copied = self._mark(one.what)
            if mark is None or not self._holds(item, one):
                continue
            elsewhere = copied and original_name(one.what) in self.present
            if mark.row is not None and isinstance(item.what, Row):
                (votes.copied_rows if elsewhere else votes.rows)[mark.block, mark.row] += 1
                continue
            (votes.copied if elsewhere else votes.own)[mark.block] += 1
            if mark.kind == "block" and not elsewhere:
                votes.whole.append(mark.block)
        return votes

    def _by_marks(self, place: int, votes: _Votes) -> None:
        if votes.rows:
            self.rows[place] = max(votes.rows, key=lambda key: votes.rows[key])
        elif votes.copied_rows:
            self.copies[place] = votes.copied_rows.most_common(1)[0][0]
        elif not self.items[place].text.strip():
            return
        elif votes.own:
            best = max(votes.own, key=lambda id: (votes.own[id], id in votes.whole))
            if best in self.texts:
                self.owners[place] = [best]
        elif votes.copied:
            self.copies[place] = votes.copied.most_common(1)[0][0]

    # --- texts --------------------------------------------------------------------------------------------------------

    def _free(self) -> Iterator[tuple[int, Item]]:
        """The paragraphs with text that belong to nobody yet."""
        for place, item in enumerate(self.items):
            free = place not in self.owners and place not in self.copies and bool(item.text.strip())
            if free and isinstance(item.what, Paragraph) and not item.what.contents:
                yield place, item

    def _placed(self) -> set[str]:
        return {id for ids in self.owners.values() for id in ids}

    def _by_whole_text(self) -> None:
        """A paragraph that says just what one of ours said is it, whatever the marks say; said twice, the second is a copy."""
        known: dict[str, list[str]] = {}
        for id, text in self.texts.items():
            if bare(text):
                known.setdefault(bare(text), []).append(id)
        same = {id for place, ids in self.owners.items() for id in ids if self._says(place, id)}
        for place, item in enumerate(self.items):
            if place in self.copies or place in self.rows or (isinstance(item.what, Paragraph) and item.what.contents):
                continue
            ids = known.get(_said(item)) or known.get(bare(without_number(item.text))) or []
            owner = self.owners.get(place, [""])[0]
            if not ids or owner in ids:
                continue
            unsaid = next((one for one in ids if one not in same), None)
            if unsaid is not None:
                self.owners[place] = [unsaid]
                same.add(unsaid)
            elif not owner and len(bare(item.text)) >= _TELLING and _in_body(item):
                self.copies[place] = ids[0]

    def _says(self, place: int, id: str) -> bool:
        """Whether a line says what a paragraph of ours said."""
        text = bare(self.texts.get(id, ""))
        item = self.items[place]
        return text in (_said(item), bare(without_number(item.text)))

    def _apart(self) -> None:
        """Of several paragraphs of one id those that are it whole, but for the first, are copies; the others are its pieces."""
        found: dict[str, list[int]] = {}
        for place, ids in sorted(self.owners.items()):
            found.setdefault(ids[0], []).append(place)
        for id, places in found.items():
            if len(places) < 2:
                continue
            whole = [place for place in places if _alike(bare(self.texts[id]), _said(self.items[place])) >= _WHOLE]
            for place in whole[1:]:
                del self.owners[place]
                self.copies[place] = id
            for place in [one for one in places if one not in whole] if whole else []:
                self._give_on(place, id)

    def _give_on(self, place: int, id: str) -> None:
        """A paragraph that has nothing of the text which its mark stands for is the one that follows, if that is nowhere."""
        text, said = bare(self.texts[id]), _said(self.items[place])
        if _alike(text, said) >= _FAINT or text.startswith(said) or text.endswith(said):
            return
        ids = list(self.texts)
        following = ids[ids.index(id) + 1 : ids.index(id) + 2]
        self.owners.pop(place)
        if following and following[0] not in self._placed():
            self.owners[place] = following

    def _joined(self, votes: Sequence[_Votes]) -> None:
        """A paragraph whose mark stands in that of another, or whose whole text does, was joined to it."""
        placed = self._placed()
        for place, one in enumerate(votes):
            for id in dict.fromkeys(one.whole):
                if id not in placed and id in self.texts and place in self.owners:
                    self.owners[place].append(id)
                    placed.add(id)
        for id, text in self.texts.items():
            if id not in placed and len(bare(text)) >= _TELLING:
                free = [place for place, _ in self._free()]
                at = next((at for at in (*self.owners, *free) if self._is_joined_to(bare(text), at)), None)
                if at is not None:
                    self.owners.setdefault(at, []).append(id)
        order = {id: number for number, id in enumerate(self.texts)}
        for ids in self.owners.values():
            ids.sort(key=lambda id: order[id])

    def _is_joined_to(self, text: str, place: int) -> bool:
        """Whether a line says a whole text of ours, and not because one of ours there says the same words, or a person mentions them."""
        said = _said(self.items[place])
        printed = [bare(self.texts[id]) for id in self.owners.get(place, ())]
        if text not in said or any(text in one for one in printed):
            return False
        return bool(printed) or len(text) >= _FAINT * len(said)

    def _by_part(self) -> None:
        """A paragraph without marks that says a part of one of ours, which is not said elsewhere, is its other piece."""
        texts = {id: _masked(bare(text)) for id, text in self.texts.items()}
        for place, item in self._free():
            said = _masked(bare(item.text))
            if len(said) >= _TELLING:
                holders = (id for id, text in texts.items() if said in text and self._is_beside(place, id, item.text))
                id = next((one for one in holders if not self._is_said(said, one)), None)
                if id is not None:
                    self.owners[place] = [id]

    def _is_beside(self, place: int, id: str, text: str) -> bool:
        """Whether a paragraph may be the piece of one of ours that was cut off: nothing else of ours between them, and not all numbers others."""
        typed = [one.value for one in numbers(text)]
        if len(typed) > 1 and not {*typed} & {one.value for one in numbers(self.texts[id])}:
            return False
        near = min(self._at(id), key=lambda at: abs(at - place), default=place)
        return not any(at in self.owners and id not in self.owners[at] for at in range(*sorted((near, place))))

    def _is_said(self, masked: str, id: str) -> bool:
        """Whether a place of one of ours says this already."""
        return any(masked in _masked(_said(self.items[place])) for place in self._at(id))

    def _at(self, id: str) -> list[int]:
        return [place for place, ids in self.owners.items() if id in ids]

    def _by_similarity(self) -> None:
        """A paragraph without marks that is like one of ours which stands nowhere is it, reworded."""
        placed = self._placed()
        left = {id: bare(text) for id, text in self.texts.items() if id not in placed and len(bare(text)) >= _TELLING}
        for place, item in self._free():
            said = bare(without_number(item.text))
            best = max(left, key=lambda id: _alike(left[id], said), default="")
            if best and _alike(left[best], said) >= _LIKE:
                self.owners[place] = [best]
                del left[best]

    def _rows_by_text(self) -> None:
        """Rows without marks that say what one of ours said, or have its label, first those that stand nowhere yet."""
        texts = row_texts(self.memory)
        placed = set(self.rows.values())
        tables = self._tables()
        for place, item in enumerate(self.items):
            if not isinstance(item.what, Row) or place in self.rows or place in self.copies:
                continue
            said = bare(item.text)
            same = [key for key, text in texts.items() if bare(text) == said]
            near = tables.get(item.what.table)
            labelled = [
                key for key, text in texts.items() if key[0] == near and label_of(text) == label_of(item.text) != ""
            ]
            found = next((key for key in (*same, *labelled) if key not in placed), None)
            if found is not None:
                self.rows[place] = found
                placed.add(found)
            elif same:
                self.copies[place] = same[0]

    def _rows_by_similarity(self) -> None:
        """A row without marks and label of ours that is like one of its table which stands nowhere is it, reworded."""
        placed = set(self.rows.values())
        left = {key: bare(text) for key, text in row_texts(self.memory).items() if key not in placed}
        tables = self._tables() if left else {}
        for place, item in enumerate(self.items) if left else ():
            if not isinstance(item.what, Row) or place in self.rows or place in self.copies:
                continue
            said, table = bare(item.text), tables.get(item.what.table)
            near = [key for key in left if key[0] == table]
            best = max(near, key=lambda key: _alike(left[key], said), default=None)
            if best is not None and _alike(left[best], said) >= _LIKE:
                self.rows[place] = best
                del left[best]

    def _rows_apart(self) -> None:
        """Of several rows with the figures of one that is it which says most of what that said; the others are copies."""
        found: dict[Key, list[int]] = {}
        for place, key in self.rows.items():
            found.setdefault(key, []).append(place)
        for key, places in found.items():
            if len(places) < 2 or key not in self.written:
                continue
            told = {place: _alike(bare(self.written[key].text), bare(self.items[place].text)) for place in places}
            for place in sorted(places, key=lambda place: -told[place])[1:]:
                if told[place] >= _LIKE:
                    del self.rows[place]
                    self.copies[place] = key

    def _tables(self) -> dict[int, str]:
        """Which table of ours each table of the page is, by most of its rows, or by the caption above it."""
        votes: dict[int, Counter[str]] = {}
        caption = ""
        for place, item in enumerate(self.items):
            if isinstance(item.what, Row):
                counted = votes.setdefault(item.what.table, Counter({caption: 1} if caption else {}))
                if place in self.rows:
                    counted[self.rows[place][0]] += 1
            elif item.text.strip():
                caption = next((id for id in self.owners.get(place, ()) if id in self.memory.tables), "")
        return {number: counted.most_common(1)[0][0] for number, counted in votes.items() if counted}

    # --- figures ------------------------------------------------------------------------------------------------------

    def _figures(self, place: int, item: Item) -> Iterator[Standing]:
        """The figures of a line: where it says what it said, they stand where they stood; else where their marks are."""
        told: set[str] = set()
        copied = place in self.copies
        for line, at in self._lines_said(place, item):
            for one in line.figures:
                told.add(one.mark)
                yield Standing(one.figure, one.block, one.mark, at[one.start], at[one.end - 1] + 1, copied)
        if place in self.rows and told:
            return
        for name, (start, end) in self._by_figure_marks(item, copied=copied).items():
            mark = self.memory.marks[name]
            if name not in told and mark.figure is not None:
                yield Standing(mark.figure, mark.block, name, start, end, copied)

    def _by_figure_marks(self, item: Item, *, copied: bool) -> dict[str, tuple[int, int]]:
        """The numeral at each mark of a figure, once by name; of two marks of a name the shorter one that holds something."""
        found: dict[str, tuple[int, int]] = {}
        for stretch in sorted(item.marks, key=lambda one: (one.start == one.end, one.end - one.start)):
            mark, renamed = self._mark(stretch.what)
            name = original_name(stretch.what) or stretch.what
            if mark is None or mark.figure is None or (renamed and not copied and name in self.present):
                continue
            numeral = self._figure_at(item, stretch)
            if numeral is not None:
                found.setdefault(name, numeral)
        return {name: found[name] for name in sorted(found, key=lambda name: found[name])}

    def _figure_at(self, item: Item, stretch: Stretch) -> tuple[int, int] | None:
        """The numeral that touches a mark of a figure, or what stands in it; None for an empty mark that nothing touches.

        Of several, where a mark has grown over other words, the one that is as it was printed, else the first. An empty
        mark does not take what stands in the mark of another figure.
        """
        name = original_name(stretch.what) or stretch.what
        before, after = self.digits.get(name, (False, False))
        found = numerals_at(item.text, stretch.start, stretch.end, before=not before, after=not after)
        if stretch.start == stretch.end:
            found = tuple(one for one in found if not any(other.meets(*one) for other in self._figure_marks(item)))
        if not found or _TORN.fullmatch(item.text, stretch.start, stretch.end):
            return (stretch.start, stretch.end) if stretch.start < stretch.end else None
        written = self.printed.get(name, "")
        return next((one for one in found if len(found) > 1 and agree(item.text[slice(*one)], written)), found[0])

    def _figure_marks(self, item: Item) -> list[Stretch]:
        """The marks of figures in a line that hold something."""
        marks = (one for one in item.marks if one.start < one.end)
        return [one for one in marks if (mark := self._mark(one.what)[0]) is not None and mark.kind == "figure"]

    def _keys(self, place: int) -> list[str | Key]:
        """What of ours a line is."""
        copy = self.copies.get(place)
        own: list[str | Key] = [*self.owners.get(place, ()), *([self.rows[place]] if place in self.rows else [])]
        return own or ([copy] if copy else [])

    def _lines_said(self, place: int, item: Item) -> Iterator[tuple[PrintedLine, list[int]]]:
        """What of ours a line says word for word, and where in it each character of that stands."""
        for key in self._keys(place):
            line = self.written.get(key)
            at = find_written(item.text, line.text) if line is not None and line.figures else None
            if line is not None and at is not None:
                yield line, at

    def _once(self, figures: dict[int, list[Standing]]) -> None:
        """A mark that reaches over several paragraphs, a person's own between two halves, stands where what was printed stands."""
        places: dict[str, list[tuple[int, Standing]]] = {}
        for place, found in figures.items():
            for one in found:
                if one.mark and not one.copied:
                    places.setdefault(one.mark, []).append((place, one))
        for name, many in places.items():
            said = [
                one
                for one in many
                if agree(self.items[one[0]].text[one[1].start : one[1].end], self.printed.get(name, ""))
            ]
            for place, one in many if said and len(said) < len(many) else ():
                if (place, one) not in said:
                    figures[place].remove(one)

    def _figures_without_marks(self, figures: dict[int, list[Standing]]) -> None:
        """Figures whose marks are gone are where the words round them are, as long as the line is like what it was."""
        found = {one.mark for standings in figures.values() for one in standings}
        for place, item in enumerate(self.items):
            for key in self._keys(place) if place not in self.copies else ():
                line = self.written.get(key)
                missing = [one for one in line.figures if one.mark not in found] if line else []
                if line is None or not missing or not self._is_like(place, line):
                    continue
                numerals = aligned(line.text, item.text)
                for one in missing:
                    if one.start in numerals:
                        found.add(one.mark)
                        figures[place].append(Standing(one.figure, one.block, one.mark, *numerals[one.start]))

    def _is_like(self, place: int, line: PrintedLine) -> bool:
        """Whether the pieces of a line together say most of what was printed there, whatever the numbers."""
        ids = self.owners.get(place, ())
        places = sorted({at for id in ids for at in self._at(id)}) or [place]
        now = "".join(_masked(bare(self.items[at].text)) for at in places)
        return _alike(_masked(bare(line.text)), now) >= _LIKE

    def _is_strange(self, item: Item) -> bool:
        return any(one.what.startswith(PREFIX) and self._mark(one.what)[0] is None for one in item.marks)


def _in_body(item: Item) -> bool:
    return isinstance(item.what, Row) or item.what.story is Story.BODY


def _masked(text: str) -> str:
    """The text with all digits alike."""
    return re.sub(r"\d", "0", text)


def _said(item: Item) -> str:
    """What a line says, bare: of a paragraph without what Word works out anew."""
    return bare(item.what.lasting if isinstance(item.what, Paragraph) else item.text)


def _alike(one: str, other: str) -> float:
    return similarity(one, other, _FAINT)
