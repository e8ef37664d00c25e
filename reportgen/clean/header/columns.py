"""Which column holds which field: by the configuration first, then by the names that offices use; what cells suggest is reported, not used."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import get_args

import numpy as np

from reportgen.clean.cells.issue_log import IssueLog, Sheet, join_words
from reportgen.clean.dates.cell_dates import Reading, read_value
from reportgen.clean.header.contents import SAMPLE, ContentMatcher, few_words, personal_field
from reportgen.clean.header.headers import Header, normalise, run_of, without_note
from reportgen.clean.words.synonyms import AHEAD, AMBIGUOUS, PERSONAL, SERIAL_HEADERS, SYNONYMS
from reportgen.messages import field_word
from reportgen.model.ledgers import SheetRows
from reportgen.model.sources import Source, column_letters
from reportgen.settings.models import FieldName

FIELDS: tuple[FieldName, ...] = get_args(FieldName)
_SHARED: frozenset[FieldName] = PERSONAL | {"handling"}  # several columns may serve these: all are used
_CONTAINED, _BY_CONTENT = 10, 20
_NEARLY = 0.9
_TERM, _FEWEST_TERMS = 0.8, 10
_MONTHS, _DAYS = 12, 31
_LONGEST_CLOSING = 2 * 366  # days that half of the cases take at most
_ABOUT: frozenset[FieldName] = frozenset({"category", "subject", "text"})
_PLAIN = re.compile(r"\w+")
_SHORTEST_CONTAINED = 3  # a header of two characters is found at the end of too many others


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How well a header names a field: `tier` 0 is the configuration's word, then the tiers of the synonyms."""

    tier: int
    place: int
    field: FieldName


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """One column that serves a field: `index` counts from 0 in `SheetRows.columns`, `serial` marks a mere line number.

    Where the day of a case stands in several columns this is the last of them, and `parts` says what each holds (`年月日`).
    """

    index: int
    header: str
    serial: bool = False
    parts: str = ""

    @property
    def run(self) -> range:
        """Itself, or all columns with the parts of its day."""
        return run_of(self.index, self.parts)


Mapped = Mapping[FieldName, tuple[ColumnOf, ...]]
"""The columns that serve each field, best first."""


def used_columns(mapped: Mapped) -> frozenset[int]:
    """Every column that serves a field."""
    return frozenset(index for found in mapped.values() for column in found for index in column.run)


class HeaderMatcher:
    """Every known header, from the configuration and from the built-in synonyms."""

    def __init__(self, configured: Mapping[FieldName, Sequence[str]], contents: ContentMatcher | None = None) -> None:
        """With the headers of `ledger.columns` and of the county's own fields; without `contents` headers alone decide."""
        self.contents = contents
        self.fields = (*FIELDS, *(field for field in configured if field not in FIELDS))
        self.configured: dict[str, list[Match]] = {}
        for field, headers in configured.items():
            for place, header in enumerate(headers):
                self.configured.setdefault(normalise(header), []).append(Match(0, place, field))

    def matches(self, names: Sequence[str]) -> list[Match]:
        """What a column of these names may hold, best first; several only where the configuration says so."""
        for name in names:
            if name in self.configured:
                return self.configured[name]
        found = (
            self._exact(names)
            or self._exact([without_note(name) for name in names])
            or _contained(without_note(names[-1]))
        )
        return [found] if found else []

    def field_of(self, names: Sequence[str]) -> str | None:
        """The field that a column of these names most likely holds."""
        matches = self.matches(names)
        return matches[0].field if matches else None

    def enough(self, fields: set[str]) -> bool:
        """Whether these fields make a header: two of them, or the date that the configuration names."""
        return len(fields) >= 2 or (
            "received" in fields
            and any(match.field == "received" for found in self.configured.values() for match in found)
        )

    @staticmethod
    def _exact(names: Sequence[str]) -> Match | None:
        return next((match for name in names if (match := _synonyms().get(name))), None)


@cache
def _synonyms() -> Mapping[str, Match]:
    return {
        name: Match(tier, place, field)
        for field, tiers in SYNONYMS.items()
        for tier, names in enumerate(tiers, 1)
        for place, name in enumerate(names)
    }


def _contained(name: str) -> Match | None:
    """The field whose synonym ends the name: the head of a Chinese compound is its last word. The longest counts.

    The day on which a case is to be closed is the one on which it is due.
    """
    if name in AMBIGUOUS:
        return None
    for start in range(1, len(name) - _SHORTEST_CONTAINED + 1):
        if match := _synonyms().get(name[start:]):
            field: FieldName = "due" if match.field == "closed" and name[:start].endswith(AHEAD) else match.field
            return Match(_CONTAINED + match.tier, match.place, field)
    return None


def map_columns(
    sheet: Sheet, rows: SheetRows, header: Header, book: HeaderMatcher, log: IssueLog
) -> dict[FieldName, tuple[ColumnOf, ...]]:
    """The columns that serve each field, best first; reports what was chosen, what is open and what is unused."""
    return _Mapping(sheet, rows, header, book, log).map()


@dataclass(frozen=True, slots=True)
class _Mapping:
    """The mapping of one table's columns."""

    sheet: Sheet
    rows: SheetRows
    header: Header
    book: HeaderMatcher
    log: IssueLog

    def map(self) -> dict[FieldName, tuple[ColumnOf, ...]]:
        candidates: dict[FieldName, list[tuple[Match, int]]] = {}
        for index, names in enumerate(self.header.names):
            for match in self._matches(index, names):
                candidates.setdefault(match.field, []).append((match, index))
        chosen = {}
        for field in self.book.fields:
            if found := sorted(
                candidates.get(field, []),
                key=lambda pair: (pair[0].tier, pair[0].place if pair[0].tier == 0 else 0, pair[1]),
            ):
                chosen[field] = self._choose(field, found)
        self._report_unused(chosen)
        return chosen

    def _matches(self, index: int, names: Sequence[str]) -> Sequence[Match]:
        """What a column may hold by its header; by its content where that belongs to people."""
        found = self.book.matches(names) if names[0] else []
        if self.book.contents is None or any(match.field in PERSONAL for match in found):
            return found
        told = next((match.field for match in found), None)
        field = personal_field(self._sample(index), without_note(names[-1]), told)
        if field is None or (field == "person" and found and found[0].tier == 0):  # the configuration's word for a name
            return found
        values = {"header": self._shown(index), "field": field_word(field), "yaml": self._yaml(field, index)}
        self.log.report("ledger.column-personal", self._place(index), **values)
        return [Match(_BY_CONTENT, 0, field)]

    def _choose(self, field: FieldName, found: Sequence[tuple[Match, int]]) -> tuple[ColumnOf, ...]:
        mapped = tuple(self._column(index) for _, index in found)
        if not mapped[0].serial:
            mapped = tuple(
                column for column in mapped if not column.serial
            )  # that a line number is no case number needs no word
        if len(mapped) == 1 or field in _SHARED:
            return mapped
        values = {
            "field": field_word(field),
            "chosen": mapped[0].header,
            "others": _quoted(column.header for column in mapped[1:]),
        }
        if self._label(mapped[0].index) == self._label(mapped[1].index):
            self.log.report("ledger.header-twice", self._place(mapped[1].index), **values)
        else:
            best, second = found[0][0], found[1][0]
            code = "ledger.two-columns" if best.tier == second.tier != 0 else "ledger.column-chosen"
            yaml = self._yaml(field, mapped[1].index)
            self.log.report(code, self._place(mapped[0].index), yaml=yaml, **values)
        return mapped[:1]

    def _report_unused(self, chosen: Mapped) -> None:
        used = used_columns(chosen)
        unused = [index for index, names in enumerate(self.header.names) if names[0] and index not in used]
        for index in list(unused):
            field = AMBIGUOUS.get(without_note(self.header.names[index][-1]))
            if field and field not in chosen:
                yaml = self._yaml(field, index)
                self.log.report("ledger.column-ambiguous", self._place(index), header=self._shown(index), field=field_word(field), yaml=yaml)  # fmt: skip
                unused.remove(index)
        if unused:
            headers = _quoted(map(self._shown, unused))
            self.log.report("ledger.columns-unused", self._place(unused[0]), headers=headers)
        if self.book.contents and "received" in chosen:  # a table without its days is told by what it lacks
            self._suggest(self.book.contents, unused, chosen)
            self._name_few_words(unused, chosen)

    def _suggest(
        self, contents: ContentMatcher, unused: Sequence[int], chosen: Mapping[FieldName, tuple[ColumnOf, ...]]
    ) -> None:
        """Says of unused columns which field they may serve by what they hold, where the table lacks that field."""
        suggested: dict[tuple[FieldName, ...], list[int]] = {}
        received = chosen["received"][0].index
        for index in unused:
            told = contents.suggested(self._sample(index), unlike=self._unlike(index))
            fields = tuple(field for field in told if field not in chosen)
            if fields == (
                "due",
            ):  # days behind the day of closing are anything: when it was filed, when somebody asked again
                continue
            if fields and (fields[0] != "closed" or self._may_close(index, received)):
                suggested.setdefault(fields, []).append(index)
        for fields, columns in suggested.items():
            taken = min(columns, key=self._filled) if fields[0] == "closed" else columns[0]
            headers = _quoted(map(self._shown, columns))
            field = join_words(map(field_word, fields))
            others = join_words(self._shown(index) for index in columns if index != taken)
            values = {"headers": headers, "field": field, "yaml": self._yaml(fields[0], taken), "others": others}
            self.log.report("ledger.column-suggested", self._place(columns[0]), **values)

    def _name_few_words(self, unused: Sequence[int], chosen: Mapped) -> None:
        """Where nothing says what cases are about: the columns of few different words, of which a person knows which one does."""
        if _ABOUT.intersection(chosen):
            return
        words = [
            (index, len(values)) for index in unused if few_words(values := self._sample(index), self._cells(index))
        ]
        if words:
            shown = join_words(f"“{self._shown(index)}” ({count})" for index, count in words)
            self.log.report("ledger.columns-of-few-words", self._place(words[0][0]), columns=shown)

    def _unlike(self, index: int) -> int:
        """How many cells of a column there are where each says something and no two the same; else 0."""
        below = self.rows.columns[index].codes[self.header.bottom + 1 :]
        return len(below) if len(np.unique(below)) == len(below) == self._cells(index) else 0

    def _cells(self, index: int) -> int:
        """How many cells of a column are filled."""
        return self.rows.height - self.header.bottom - 1 + self._filled(index)[0]

    def _may_close(self, index: int, received: int) -> bool:
        """Whether the days of a column may be those of closing: behind those on which the cases came in, nearly always.

        Not where most lie the same number of days behind (a term that was worked out) or years (until when something is valid).
        """
        start = self.header.bottom + 1
        pairs: list[int] = []
        for place in range(start, min(self.rows.height, start + SAMPLE)):
            later, first = (
                _day_of(read_value(column.values[column.codes[place]]))
                for column in (self.rows.columns[index], self.rows.columns[received])
            )
            if later and first:
                pairs.append((later - first).days)
        if not pairs or sum(days >= 0 for days in pairs) < _NEARLY * len(pairs):
            return False
        usual, often = Counter(pairs).most_common(1)[0]
        is_term = len(pairs) >= _FEWEST_TERMS and usual > 0 and often >= _TERM * len(pairs)
        return not is_term and sorted(pairs)[len(pairs) // 2] <= _LONGEST_CLOSING

    def _filled(self, index: int) -> tuple[int, int]:
        """How many cells of a column say something, of equal ones the later column first: what is open has no day of closing yet."""
        column = self.rows.columns[index]
        blank = [code for code, value in enumerate(column.values) if value is None or not str(value).strip()]
        return -int(np.isin(column.codes, blank).sum()), -index

    def _sample(self, index: int) -> Sequence[object]:
        contents = self.book.contents
        return contents.sample(self.rows.columns[index], self.header.bottom) if contents else ()

    def _column(self, index: int) -> ColumnOf:
        serial = without_note(self.header.names[index][-1]) in SERIAL_HEADERS
        return ColumnOf(index, one_line(self.header.shown[index]), serial, self.header.parts[index])

    def _place(self, index: int) -> Source:
        return self.sheet.source(self.rows.first_row + self.header.bottom, self.rows.first_column + index)

    def _shown(self, index: int) -> str:
        """The header as people know it; a column without one by its letters."""
        return one_line(self.header.shown[index]) or column_letters(self.rows.first_column + index)

    def _label(self, index: int) -> str:
        """What the configuration can call a column: its header, or both levels of it where several are headed alike."""
        shown = one_line(self.header.shown[index])
        return shown if self.header.shown.count(self.header.shown[index]) == 1 else self.header.names[index][0]

    def _yaml(self, field: str, index: int) -> str:
        return yaml_line(field, self._label(index))


def yaml_line(field: str, header: str) -> str:
    """The line of the configuration that gives a field its column."""
    return f"ledger: {{columns: {{{field}: [{_scalar(header)}]}}}}"


def received_yaml(header: str) -> str:
    """The line of the configuration that names the date column."""
    return yaml_line("received", header)


def _day_of(read: Reading) -> date | None:
    """The day that a cell names, also where only its numbers tell which is the month: 3/14/2025."""
    if read.day or len(read.parts) != len("mdy"):
        return read.day
    one, other, year = read.parts
    month, day = (one, other) if other > _MONTHS else (other, one)
    if not (day > _MONTHS >= month > 0 and year > _DAYS):
        return None
    try:
        return date(year, month, day)
    except ValueError:  # the 30th of February
        return None


def _scalar(text: str) -> str:
    """The text as YAML reads it back: in quotes unless it is plain words."""
    return text if _PLAIN.fullmatch(text) and not text.isascii() else json.dumps(text, ensure_ascii=False)


def _quoted(headers: Iterable[str]) -> str:
    return join_words(f"“{header}”" for header in headers)


def one_line(header: str) -> str:
    """The header without its line breaks."""
    return "".join(header.split("\n"))
