"""Totals compared with the rows that they sum up; what is unclear is not reported.

A total may be of the rows since the last one, of those since a group title, of all above, or, where it stands on top, of
those below. It is wrong only where none of these readings gives its number.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import CASES, PERSONS, THINGS
from reportgen.chinese.words.nothing import NULLS
from reportgen.chinese.words.totals import SUBTOTAL, TOTALS
from reportgen.clean.cells.values import as_text, fold
from reportgen.clean.rows.rules import GROUP, TOTAL
from reportgen.clean.rows.stated.listings import Listing, Span, Wrong, between, cases_in, sums_above
from reportgen.clean.rows.table_rows import row_values
from reportgen.clean.words.synonyms import SERIAL_HEADERS

_NUMBER = re.compile(
    rf"(?:{one_of(TOTALS)}|共|计)?:?([-+]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?)([^\d\s,.;:、。()]{{0,3}})[。.]?"
)
_COUNTED = frozenset({"", *CASES, *THINGS, *PERSONS, "次", "名", "处"})
_NO_SUM = re.compile(
    r"率|占比|比例|比重|平均|均值|得分|评分|分数|分值|天数|时长|用时|排名|名次|年份|年度|月份|同比|环比|%"
)
_QUANTITY = re.compile(r"数$|额|量|元|费|款")
_WORD = re.compile("|".join((*(r"\s*".join(word) for word in TOTALS), "共")))
_LONG = 20  # characters of the cell with the word of a total
_KINDS = 12  # of so many kinds at most one may be what a total counts
_SUB = re.compile(rf"{SUBTOTAL}|本页")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a cell: `digits` after its point, and the word behind it."""

    value: float
    digits: int
    unit: str

    def is_near(self, other: float) -> bool:
        """Whether another number is the same at this one's digits."""
        return abs(self.value - other) <= 0.5 * 10.0**-self.digits + 1e-9 * abs(other)


def wrong_totals(listing: Listing, others: Sequence[Listing]) -> list[Wrong]:
    """The place, the number and the number found of each total that no reading of its row gives."""
    totals, columns = _Totals(listing), {}
    wrong: list[Wrong] = []
    for row in totals.rows:
        spans = totals.spans(row)
        for index, stated in _stated(listing, row) if spans else ():
            if not stated.value and totals.follows_title(row):
                continue
            if index not in columns:
                columns[index] = _Column(listing, others, index)
            found = columns[index].found(stated, spans)
            if found is not None:
                place = (listing.first[0] + row, listing.first[1] + index)
                wrong.append((place, _shown(stated.value, stated.digits), _shown(found, stated.digits)))
    return wrong


def _stated(listing: Listing, row: int) -> list[tuple[int, _Number]]:
    """The numbers of a total and their columns; what stands before its word is a line number."""
    values = row_values(listing.columns, row)
    start = next((index for index, value in enumerate(values) if _WORD.search(as_text(value))), 0)
    return [
        (index, number)
        for index, value in enumerate(values)
        if index >= start and (number := _number(value)) is not None
    ]


class _Totals:
    """The total rows of a table: their words, and what each may be of."""

    def __init__(self, listing: Listing) -> None:
        """With the words read once."""
        self.rows = listing.lines.rows(TOTAL)
        self._listing = listing
        self._end = len(listing.lines.cases)
        self._words = {row: _word(listing, row) for row in self.rows}
        self._same: dict[str, list[int]] = {}
        for row, word in self._words.items():
            self._same.setdefault(word, []).append(row)
        self._marks = listing.lines.rows(TOTAL, GROUP)
        self._titles = frozenset(listing.lines.rows(GROUP))
        self._parted = any(_SUB.search(word) for word in self._same)

    def follows_title(self, row: int) -> bool:
        """Whether no case stands between a total and the title of its group: the group had none."""
        last = _before(self._marks, row)
        return last in self._titles and not cases_in(self._listing, (last, row))

    def spans(self, row: int) -> list[Span]:
        """The rows that the total in this row may be of, the likeliest first; those without a case are left out."""
        same = self._same[self._words[row]]
        last = _before(self._marks, row)
        whole = [(_before(same, row), row), (0, row)]
        below = [(row, _after(marks, row, self._end)) for marks in (self._marks, same, [])]
        if not cases_in(self._listing, (0, same[0])) and cases_in(self._listing, (same[-1], self._end)):
            found = below  # totals of this word stand on top of what they total
        elif self._parted and not _SUB.search(self._words[row]):
            found = whole
        elif cases_in(self._listing, (last, row)):
            found = [(last, row), (_before(self.rows, row), row), *whole]
        else:
            found = [(_before(self.rows, row), row), *whole, *below]
        return [span for span in found if cases_in(self._listing, span)]


def _word(listing: Listing, row: int) -> str:
    """The words of a total without its numbers: `小计`, `城关镇小计` is `小计` too."""
    texts = [
        fold(value) for value in row_values(listing.columns, row) if isinstance(value, str) and len(value) <= _LONG
    ]
    found = _WORD.search("".join(texts))
    return ("本页" if any("本页" in text for text in texts) else "") + (found[0] if found else "")


def _before(marks: Sequence[int], row: int) -> int:
    place = bisect_left(marks, row)
    return marks[place - 1] if place else 0


def _after(marks: Sequence[int], row: int, end: int) -> int:
    place = bisect_right(marks, row)
    return marks[place] if place < len(marks) else end


class _Column:
    """What a column of a table gives for the rows of a total."""

    def __init__(self, listing: Listing, others: Sequence[Listing], index: int) -> None:
        """With the tables beside this one, which may be summed up together with it."""
        self._listing = listing
        self._beside = others
        self._cells = listing.columns[index].compact()
        self._name = listing.names[index][-1]
        self._unclear = _NO_SUM.search("".join(listing.names[index])) is not None
        self._counted = listing.fields.get(index) is not None or self._name in SERIAL_HEADERS
        self._doubted = index in listing.doubted
        numbers = [_number(value) for value in self._cells.values]
        self._units = {number.unit for number in numbers if number} - {""}
        self._values = np.array([number.value if number else np.nan for number in numbers], np.float64)[
            self._cells.codes
        ]
        blank = self._cells.where(lambda value: fold(as_text(value)) in NULLS)
        cases, numeric = listing.lines.cases, ~np.isnan(self._values)
        self._filled = cases & ~blank
        self._filled_sums, self._text_sums = sums_above(self._filled), sums_above(self._filled & ~numeric)
        self._totals = sums_above(np.where(cases & numeric, self._values, 0))
        self._visible_totals = sums_above(np.where(cases & numeric & listing.visible, self._values, 0))
        alike = [other for other in others if index < len(other.names) and other.names[index] == listing.names[index]]
        self._together = [_Column(other, (), index)._totals for other in alike]

    def found(self, stated: _Number, spans: Sequence[Span]) -> float | None:
        """What the likeliest rows of a total give, where none of its readings gives what it says; None where one may."""
        filled, texts = between(self._filled_sums, spans[0]), between(self._text_sums, spans[0])
        if self._unclear:
            return None
        if self._counted or not filled or texts == filled:
            readings = self._counts(stated, spans, filled)
        elif texts or self._doubted or len(self._units | ({stated.unit} - {""})) > 1:
            return None
        else:
            readings = [*self._sums_of(spans), *self._cases_of(spans)]
        return readings[0] if readings and not any(map(stated.is_near, readings)) else None

    def _counts(self, stated: _Number, spans: Sequence[Span], filled: float) -> list[float]:
        """Where a column does not hold quantities a total counts: the cases, the filled cells, those of one kind, the kinds."""
        if stated.digits or stated.unit not in _COUNTED or (not filled and _QUANTITY.search(self._name)):
            return []
        top, bottom = spans[0]
        kinds = np.unique(self._cells.codes[top:bottom][self._filled[top:bottom]], return_counts=True)[1]
        if not self._counted and self._is_text_with_numbers():
            return []
        readings = [*self._cases_of(spans), *(between(self._filled_sums, span) for span in spans), float(len(kinds))]
        if len(kinds) <= min(_KINDS, filled / 2):
            readings += kinds.astype(np.float64).tolist()
        if self._doubted:  # a cell that could not be believed held something
            readings += [float(number) for number in range(int(filled), cases_in(self._listing, spans[0]))]
        return readings

    def _is_text_with_numbers(self) -> bool:
        """Whether most texts of the column have digits in them: `约200元` adds up to no count."""
        digits = self._cells.where(lambda value: any(map(str.isdigit, as_text(value))))
        return bool((digits & self._filled).sum() * 2 > self._filled.sum())

    def _cases_of(self, spans: Sequence[Span]) -> list[float]:
        """The cases of these rows: all, those that are not hidden, and those of the tables beside."""
        together = [self._listing, *self._beside]
        return [
            count
            for span in spans
            for count in (
                float(cases_in(self._listing, span)),
                between(self._listing.visible_counts, span),
                float(sum(cases_in(one, span) for one in together)),
            )
        ]

    def _sums_of(self, spans: Sequence[Span]) -> list[float]:
        """The sums of these rows: of all, of those that are not hidden, and together with the tables beside."""
        return [
            total
            for span in spans
            for total in (
                between(self._totals, span),
                between(self._visible_totals, span),
                sum(between(totals, span) for totals in (self._totals, *self._together)),
            )
        ]


def _number(value: object) -> _Number | None:
    """The number in a cell: 12, `12`, `共12件`, `3,500.5元`; None where it holds anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    found = _NUMBER.fullmatch(fold(as_text(value))) if isinstance(value, str) else None
    if isinstance(value, str):
        if found is None:
            return None
        digits = len(found[1].partition(".")[2])
        return _Number(float(found[1].replace(",", "")), digits, found[2])
    return _Number(float(value), len(repr(value).partition(".")[2]) if isinstance(value, float) else 0, "")


def _shown(value: float, digits: int) -> str:
    text = f"{value:.{max(digits, 2)}f}"
    return text.rstrip("0").rstrip(".") if digits < 2 else text
