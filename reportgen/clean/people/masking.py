"""The gate: texts leave with the people in them masked, or do not leave at all (DOMAIN 5, THREATS 44 and 48)."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from reportgen.chinese.numerals import STEMS
from reportgen.chinese.words.surnames import surname_of
from reportgen.clean.cells.cells import Cells, Mask
from reportgen.clean.cells.searching import JoinedTexts, Literals, Roles
from reportgen.clean.people.addresses import HEADS, below_township, find_addresses, suspect_addresses
from reportgen.clean.people.bare_names import BEGINNINGS, BareNames
from reportgen.clean.people.characters import ONLY_IN_NAMES
from reportgen.clean.people.details import find_details
from reportgen.clean.people.names import (
    CUED_CHARACTERS,
    NameColumn,
    Person,
    find_appended,
    find_cued,
    find_titled,
    is_place,
    suspect_cues,
)
from reportgen.clean.people.numbers import (
    DIGITS,
    MARK_STARTS,
    Hit,
    find_numbers,
    looks_personal,
    suspect_marks,
    suspect_runs,
)
from reportgen.clean.people.ordinary import LENGTH, ordinary
from reportgen.clean.people.slots.fillers import name_end
from reportgen.clean.people.slots.finding import find_in_slots
from reportgen.clean.people.slots.spans import Spans
from reportgen.clean.people.slots.words import ADVERBS
from reportgen.model.ledgers import LedgerTable
from reportgen.model.sources import Addition, Issue, Source

_SHORTEST_ADDRESS = 4
_NAME_MASK = "（姓名略）"
_OTHER_MASK, _ADDRESS_MASK = "（反映人略）", "（住址略）"
_RUN, _MARK, _ADDRESS, _LITERAL, _CUE, _BARE_NAME, _APPENDED = (1 << bit for bit in range(7))
_EVERYTHING = _RUN | _MARK | _ADDRESS | _LITERAL | _CUE | _BARE_NAME
_CUT_SHORT = re.compile(f"某[{ONLY_IN_NAMES}]")
"""A mask in front of such a character: a shorter name was known than the one that stands there."""
_ALONE = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,4}(?![\u3400-\u9fff])")
LONGEST = 100_000
"""A text with more characters than this is not looked through, and not printed."""
_BATCH = 20_000
"""So many texts are searched as one: enough to be quick, few enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Texts fit to print in the order given; `withheld` are the places of those that had to be left out."""

    texts: list[str]
    withheld: frozenset[int]
    kept: Mapping[int, str] = field(default_factory=dict, repr=False)
    """What would be printed of those that are withheld."""

    def lost(self, cells: Cells[str]) -> Mask:
        """The rows of these cells (of the same texts) whose text is withheld."""
        withheld = np.zeros(len(self.texts), np.bool_)
        withheld[list(self.withheld)] = True
        return withheld[cells.codes]

    def released(self, cells: Cells[str], rows: Mask) -> Cells[str]:
        """What is printed of these cells (of the same texts), in these rows also what is withheld elsewhere."""
        texts, codes = list(self.texts), cells.codes
        asked = np.flatnonzero(rows & self.lost(cells))
        if len(asked):
            codes = codes.astype(np.int64)
            for row in asked.tolist():
                texts.append(self.kept.get(int(cells.codes[row]), ""))
                codes[row] = len(texts) - 1
        return Cells(texts, codes)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is not printed of one text; the surest comes first."""

    people: tuple[Person, ...] = field(repr=False)
    hits: tuple[Hit, ...] = field(repr=False)
    doubtful: bool
    """Whether somebody may be named whom nothing announces."""
    placed: frozenset[Person] = field(default=frozenset(), repr=False)
    """Those of the people whom only their place in the sentence gives away."""


class Stems:
    """张某 for the only 张 of a ledger, 张某甲, 张某乙 … in the order in which several are first named; the eleventh is 张某11."""

    def __init__(self, names: Iterable[str]) -> None:
        """The full names in that order; bare surnames among them are left out."""
        self._places: dict[str, dict[str, int]] = {}
        for name in names:
            if name != surname_of(name):
                known = self._places.setdefault(surname_of(name), {})
                known.setdefault(name, len(known))

    def mask(self, name: str) -> str:
        """What is printed instead of a name."""
        if name[:1] < "\u3400":
            return _NAME_MASK
        surname = surname_of(name)
        known = self._places.get(surname, {})
        if len(known) < 2 or name not in known:
            return f"{surname}某"
        place = known[name]
        return f"{surname}某{STEMS[place] if place < len(STEMS) else place + 1}"


class Masker:
    """Masks people; knows those of the ledger's own columns (`numbers` are digits of its phone and ID columns).

    `offices` are names of offices and places of which it is sure that they name nobody.
    """

    def __init__(
        self,
        people: NameColumn,
        addresses: Iterable[str] = (),
        numbers: Iterable[str] = (),
        offices: Iterable[str] = (),
    ) -> None:
        """Without arguments beside the names, only patterns and names are known."""
        self._names = people.spellings
        self._places = frozenset(
            rest for address in addresses if len(rest := below_township(address)) >= _SHORTEST_ADDRESS
        )
        self._literals = Literals({*self._names, *people.others, *self._places})
        self._numbers = frozenset(number for number in numbers if len(number) >= 7)
        self._roles = Roles(DIGITS, MARK_STARTS, HEADS, self._literals.firsts, CUED_CHARACTERS, BEGINNINGS)
        self._lengths = sorted({len(number) for number in self._numbers})
        self._bare_names = BareNames(offices)

    def mask_cells(self, texts: Mapping[str, Cells[str]], words: Mapping[str, Cells[str]]) -> dict[str, Masked]:
        """The texts and the short words (units, channels …) of a ledger, row for row: a name has the same mask in all of them.

        What is told in few words is no free text: only what a column, a title, a number or the whole of it gives away is masked there.
        """
        columns = [(name, cells, name in texts) for name, cells in (*texts.items(), *words.items())]
        self._bare_names.learn_places(text for _, cells, free_text in columns if free_text for text in cells.values)
        found = [self._find(cells.values, free_text) for _, cells, free_text in columns]
        rows = [_first_rows(cells) for _, cells, _ in columns]
        order = sorted(
            (rows[column][place], column, place) for column, of in enumerate(found) for place in of if of[place].people
        )
        stems = Stems(
            person.name
            for _, column, place in order
            for person in sorted(found[column][place].people, key=lambda person: person.start)
        )
        return {
            name: self._mask(cells.values, of, free_text, stems)
            for (name, cells, free_text), of in zip(columns, found, strict=True)
        }

    def mask_all(self, texts: Sequence[str]) -> Masked:
        """All texts masked as the texts of one ledger."""
        return self.mask_cells({"": Cells(texts, np.arange(len(texts)))}, {})[""]

    def mask(self, text: str) -> str:
        """One text with its people masked, also where it may not be printed all the same."""
        found = self._look(text, _EVERYTHING, free_text=True)
        return _replace(text, found, Stems(person.name for person in found.people))

    def strip(self, text: str) -> str:
        """A text of ours that may quote a cell, without the people that the ledger's columns, a number or a word alone give away."""
        stripped = _replace(text, self._look(text, _RUN | _LITERAL, free_text=False), Stems(()))
        return _ALONE.sub(lambda word: "…" if self._bare_names.names(word[0]) else word[0], stripped)

    def strip_name(self, name: str) -> str:
        """The name of a file or sheet without the people that it gives away."""
        bare = self.strip(name)
        return _replace(bare, _Found(tuple(self._bare(bare, Spans(()))), (), doubtful=False), Stems(()))

    def strip_issue(self, one: Issue, names: Mapping[str, str]) -> Issue:
        """An issue whose words name nobody, whatever was put into them; `names` has those of files and sheets that do as they are shown."""
        additions = tuple(asked for asked in one.additions if not self._gives_away(asked))
        message, hint = (self.strip(_renamed(text, names)) for text in (one.message, one.hint))
        source = one.source and _told(one.source, names)
        places = tuple(_told(place, names) for place in one.places) if names else one.places
        return replace(one, message=message, hint=hint, source=source, places=places, additions=additions)

    def _gives_away(self, asked: Addition) -> bool:
        """Whether an addition to the configuration holds what `strip` would take out of it."""
        return any(self.strip(word) != word for word in (*asked.keys, *asked.words, asked.text))

    def strip_headers(self, table: LedgerTable) -> LedgerTable:
        """How a table was understood, its headers naming nobody: what stands in a header row need not be a header."""
        columns = {
            name: tuple(replace(one, header=self.strip(one.header)) for one in found)
            for name, found in table.columns.items()
        }
        rest = tuple(replace(one, header=self.strip(one.header)) for one in table.unmapped)
        return replace(table, columns=columns, unmapped=rest)

    def clear_numbers(self, cells: Cells[str]) -> Cells[str]:
        """Case numbers without those that are a number of the ledger's own phone or ID column."""
        if not self._numbers:
            return cells
        return cells.map(lambda text: "" if self._known("".join(filter(str.isdigit, text))) else text)

    def _mask(self, texts: Sequence[str], found: Mapping[int, _Found], free_text: bool, stems: Stems) -> Masked:
        masked = list(texts)
        doubtful = [place for place, one in found.items() if one.doubtful]
        for place, one in found.items():
            if one.hits or one.people:
                masked[place] = _replace(texts[place], one, stems)
        doubtful += [place for place in found if looks_personal(masked[place])]
        doubtful += [place for place in found if _CUT_SHORT.search(masked[place])]
        if free_text:
            changed = list(found)
            strange = self._bare_names.places(JoinedTexts([masked[place] for place in changed]))
            doubtful += [changed[one] for one in strange.tolist()]
        kept = {place: masked[place] for place in doubtful if len(masked[place]) <= LONGEST}
        for place in doubtful:
            masked[place] = ""
        return Masked(masked, frozenset(doubtful), kept)

    def _find(self, texts: Sequence[str], free_text: bool) -> dict[int, _Found]:
        """What is found in each text in which a quick look over all of them finds something."""
        found: dict[int, _Found] = {}
        for first in range(0, len(texts), _BATCH):
            batch = texts[first : first + _BATCH]
            endless = {place for place, text in enumerate(batch) if len(text) > LONGEST}
            found |= {first + place: _Found((), (), doubtful=True) for place in endless}
            batch = ["" if place in endless else text for place, text in enumerate(batch)] if endless else batch
            suspects = self._suspects(JoinedTexts(batch), free_text)
            for place in range(len(batch)) if free_text else suspects:
                if place in endless:
                    continue
                sorts = suspects.get(place, 0)
                one = self._look(batch[place], sorts, free_text)
                if one.hits or one.people or one.doubtful or sorts & (_RUN | _MARK | _BARE_NAME):
                    found[first + place] = one
        return _without_ordinary(texts, found) if free_text else found

    def _suspects(self, joined: JoinedTexts, free_text: bool) -> dict[int, int]:
        """The places of texts that have to be looked at, and for what."""
        whole, units = joined.whole, joined.units
        digits, marks, heads, literals, cues, beginnings = self._roles.find(units)
        looked: list[tuple[int, Iterable[int]]] = [
            (_RUN, suspect_runs(units, digits)),
            (_MARK, suspect_marks(whole, marks)),
            (_LITERAL, (start for start, _ in self._literals.find_at(whole, units, literals))),
            (_CUE, suspect_cues(units, cues)),
        ]
        if free_text:
            looked.append((_ADDRESS, suspect_addresses(units, heads)))
            looked.append((_BARE_NAME, self._bare_names.positions(whole, units, beginnings)))
        else:
            looked.append((_APPENDED, (person.start for person in find_appended(whole))))
        sorts: dict[int, int] = {}
        for sort, positions in looked:
            for place in joined.places(positions).tolist():
                sorts[place] = sorts.get(place, 0) | sort
        return sorts

    def _look(self, text: str, sorts: int, free_text: bool) -> _Found:
        """Everything in one text that is not printed; `sorts` says what is worth looking for."""
        hits: list[Hit] = []
        people: list[Person] = []
        for start, word in self._literals.find(text) if sorts & _LITERAL else ():
            name = self._names.get(word)
            if name is None:
                hits.append(Hit(start, start + len(word), _ADDRESS_MASK if word in self._places else _OTHER_MASK))
            elif not is_place(text, start + len(word), word):
                people.append(Person(start, start + len(word), name))
        if sorts & (_RUN | _MARK):
            hits += find_numbers(text, self._known, marked=bool(sorts & _MARK))
        if sorts & _ADDRESS:
            hits += find_addresses(text)
        if sorts & _CUE:
            cued = [*find_titled(text), *find_cued(text)]
            people += [*cued, *_again(text, cued)]
            if not free_text:  # 县社保中心（联系人 张三）
                people += [
                    Person(one.start, one.end, text[one.start : one.end])
                    for one in find_in_slots(text)
                    if one.start and one.sure
                ]
        if sorts & _APPENDED:
            people += find_appended(text)
        doubtful, told = False, tuple[Person, ...]()
        if free_text:
            hits += find_details(text)
            taken = Spans([*hits, *people])
            offices = Spans(self._bare_names.offices_in(text))
            fillers = [one for one in find_in_slots(text) if not offices.holds(one.start)]
            placed = [Person(one.start, one.end, text[one.start : one.end]) for one in fillers if one.sure]
            placed = [one for one in placed if not taken.touches(one)]
            if sorts & _BARE_NAME:
                placed += self._bare(text, Spans([*hits, *people, *placed]))
            told = (*placed, *_again(text, placed))
            people += told
            taken = Spans([*hits, *people])
            doubtful = any(not one.sure and not taken.holds(one.start) for one in fillers)
        return _Found(tuple(people), tuple(hits), doubtful, frozenset(told))

    def _bare(self, text: str, taken: Spans) -> list[Person]:
        """Those whom nothing announces, where it is sure where their names end."""
        places = self._bare_names.all_positions(JoinedTexts([text]))
        ends = ((place, name_end(text, place)) for place in places if not taken.holds(place))
        people = (
            Person(place, end, text[place:end]) for place, end in ends if end and text[place:end] not in ADVERBS.words
        )
        return [one for one in people if not taken.touches(one)]

    def _known(self, digits: str) -> bool:
        """Whether the digits are a number of the ledger's columns, or hold one."""
        return any(
            digits[start : start + length] in self._numbers
            for length in self._lengths
            for start in range(len(digits) - length + 1)
        )


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, names[name])
    return text


def _told(place: Source, names: Mapping[str, str]) -> Source:
    """A place, under the names of file and sheet that name nobody."""
    return replace(place, shown=(names.get(place.file, ""), names.get(place.sheet or "", "")))


def _without_ordinary(texts: Sequence[str], found: dict[int, _Found]) -> dict[int, _Found]:
    """What was found, without the words that the texts themselves show to be ordinary ones."""
    expected = Counter(word for one in found.values() for word in {person.name[:LENGTH] for person in one.placed})
    words = ordinary(texts, expected, _BATCH)
    if not words:
        return found
    return {place: _without(one, words) for place, one in found.items()}


def _without(found: _Found, words: Collection[str]) -> _Found:
    gone = {person for person in found.placed if person.name[:LENGTH] in words}
    return replace(found, people=tuple(person for person in found.people if person not in gone)) if gone else found


def _first_rows(cells: Cells[str]) -> list[int]:
    """The first row that holds each value."""
    first = np.full(len(cells.values), cells.height, np.int64)
    np.minimum.at(first, cells.codes, np.arange(cells.height))
    rows: list[int] = first.tolist()
    return rows


def _again(text: str, people: Iterable[Person]) -> Iterator[Person]:
    """The other places where the full names stand that a cue gave away once."""
    names = Literals(
        person.name for person in people if len(person.name) > 1 and person.name != surname_of(person.name)
    )
    for start, name in names.find(text):
        yield Person(start, start + len(name), name)


def _replace(text: str, found: _Found, stems: Stems) -> str:
    """The text with all that was found put in; what overlaps goes as one, under the mask of what was listed first."""
    people = [Hit(person.start, person.end, stems.mask(person.name)) for person in found.people]
    parts, last = [], 0
    for start, end, instead in _together([*found.hits, *people]):
        parts += [text[last:start], instead]
        last = end
    return "".join([*parts, text[last:]])


def _together(hits: Sequence[Hit]) -> Iterator[tuple[int, int, str]]:
    """The stretches that the hits cover, each with the mask of its first listed hit."""
    ranked = sorted(enumerate(hits), key=lambda pair: pair[1].start)
    open_: tuple[int, int, int, str] | None = None
    for rank, hit in ranked:
        if open_ is not None and hit.start < open_[1]:
            start, end, first, instead = open_
            open_ = (start, max(end, hit.end), *((rank, hit.instead) if rank < first else (first, instead)))
        else:
            if open_ is not None:
                yield open_[0], open_[1], open_[3]
            open_ = (hit.start, hit.end, rank, hit.instead)
    if open_ is not None:
        yield open_[0], open_[1], open_[3]
