"""Totals and group titles held against the rows that they speak of; what is unclear is not spoken of.

A total may be of the rows since the last one, of those since a group title, of all above, or, where it stands on top, of
those below. It is wrong only where none of these readings gives its number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells import Cells, Codes, Mask
from reportgen.clean.findings import SINGLES, Findings, Sheet
from reportgen.clean.lines import GROUP, TOTAL, Lines, row_values
from reportgen.clean.synonyms import SERIAL_HEADERS
from reportgen.clean.values import BUILT_IN_NULLS, as_text, fold

_NUMBER = re.compile(
    r"(?:共计?|合计|总计|小计|累计|总数|计)?:?([-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?)([^\d\s,.;:、。()]{0,3})[。.]?"
)
_STATED = re.compile(r"(?:[(:]|共计?|合计|总计|小计|计)(\d+)(件次|[件条个起宗所家项户份例])")
_COUNTED = frozenset({"", "件", "件次", "条", "个", "起", "宗", "所", "家", "项", "户", "份", "例", "人", "人次", "次", "名", "处"})  # fmt: skip
_NO_SUM = re.compile(
    r"率|占比|比例|比重|平均|均值|得分|评分|分数|分值|天数|时长|用时|排名|名次|年份|年度|月份|同比|环比|%"
)
_QUANTITY = re.compile(r"数$|额|量|元|费|款")
_SUB = re.compile(r"小计|本页")
_LEVELS = tuple(
    map(
        re.compile,
        (
            r"[一二三四五六七八九十]{1,3}[、.]",
            r"\([一二三四五六七八九十]{1,3}\)",
            r"\d{1,2}[、.](?!\d)",
            r"\(\d{1,2}\)",
        ),
    )
)
_UNNUMBERED = len(_LEVELS)

Span = tuple[int, int]
Place = tuple[int, int | None]
Wrong = tuple[Place, str, str]  # the cell, what it says, what was found


@dataclass(frozen=True)
class Listing:
    """A table as totals see it: `columns` with merged cells not filled, `names` and `fields` of the columns by their index.

    `first` is the place of the first cell below the header, `visible` marks rows that are not hidden, `doubted` are columns
    of which a cell could not be believed.
    """

    sheet: Sheet
    first: tuple[int, int]
    names: Sequence[tuple[str, ...]]
    columns: Sequence[Cells[object]]
    fields: Mapping[int, str]
    lines: Lines
    visible: Mask
    doubted: frozenset[int] = field(default_factory=frozenset)

    @cached_property
    def counts(self) -> Codes:
        """How many cases stand above each row."""
        return _sums(self.lines.cases)

    @cached_property
    def visible_counts(self) -> Codes:
        """How many cases that are not hidden stand above each row."""
        return _sums(self.lines.cases & self.visible)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a cell: `digits` after its point, and the word behind it."""

    value: float
    digits: int
    unit: str

    def is_near(self, other: float) -> bool:
        """Whether another number is the same at this one's digits."""
        return abs(self.value - other) <= 0.5 * 10.0**-self.digits + 1e-9 * abs(other)


def check_counts(beside: Sequence[Listing], findings: Findings) -> None:
    """Says which totals and group titles differ from their rows; tables that stand side by side may be summed up together."""
    for listing in beside:
        others = [other for other in beside if other is not listing]
        _say(listing, "ledger.total-differs", _wrong_totals(listing, others), findings)
        _say(listing, "ledger.group-count-differs", _wrong_groups(listing, others), findings)


def _say(listing: Listing, code: str, wrong: Sequence[Wrong], findings: Findings) -> None:
    if len(wrong) > SINGLES:
        findings.say_together(f"{code}.many", listing.sheet, [place for place, _, _ in wrong])
        return
    for (row, column), stated, found in wrong:
        findings.say(code, listing.sheet.source(row, column), stated=stated, found=found)


def _sums(values: Mask | NDArray[np.float64]) -> Codes:
    return np.concatenate([[0], np.cumsum(values)])


# Totals


def _wrong_totals(listing: Listing, others: Sequence[Listing]) -> list[Wrong]:
    """The place, the number and the number found of each total that no reading of its row gives."""
    wrong: list[Wrong] = []
    checks: dict[int, _Column] = {}
    for row in listing.lines.rows(TOTAL):
        spans = [span for span in _spans(listing, row) if _cases(listing, span)]
        for index, value in enumerate(row_values(listing.columns, row)):
            stated = _number(value)
            if stated is None or not spans:
                continue
            column = checks.setdefault(index, _Column(listing, others, index))
            found = column.readings(stated, spans)
            if found and not any(map(stated.is_near, found)):
                place = (listing.first[0] + row, listing.first[1] + index)
                wrong.append((place, _shown(stated.value, stated.digits), _shown(found[0], stated.digits)))
    return wrong


def _spans(listing: Listing, row: int) -> list[Span]:
    """The rows that the total in this row may be of, the likeliest first."""
    lines, word = listing.lines, _word(listing, row)
    totals = [other for other in lines.rows(TOTAL) if other != row]
    same = [other for other in totals if _word(listing, other) == word]
    marks = [*totals, *lines.rows(GROUP)]
    last, following = _before(marks, row), _after(marks, row, len(lines.cases))
    above = [(last, row), (_before(totals, row), row), (_before(same, row), row), (0, row)]
    below = [(row, following), (row, _after(same, row, len(lines.cases))), (row, len(lines.cases))]
    grand = (
        [above[2], above[3]]
        if not _SUB.search(word) and any(_SUB.search(_word(listing, one)) for one in totals)
        else above
    )
    first = min([row, *same])
    if not _cases(listing, (0, first)):  # totals of this word stand on top of what they total
        return [*below, *grand]
    return [*grand, *below] if not _cases(listing, (last, row)) and grand is above else grand


def _word(listing: Listing, row: int) -> str:
    """The words of a total without its numbers: `小计`, `城关镇小计` is `小计` too."""
    texts = [fold(value) for value in row_values(listing.columns, row) if isinstance(value, str)]
    found = re.search(r"小计|合计|总计|共计|累计|总数|共", "".join(text for text in texts if len(text) <= 20))
    return ("本页" if any("本页" in text for text in texts) else "") + (found[0] if found else "")


def _before(marks: Sequence[int], row: int) -> int:
    return max((mark for mark in marks if mark < row), default=0)


def _after(marks: Sequence[int], row: int, end: int) -> int:
    return min((mark for mark in marks if mark > row), default=end)


def _cases(listing: Listing, span: Span) -> int:
    return int(listing.counts[span[1]] - listing.counts[span[0]])


class _Column:
    """What a column of a table gives for the rows of a total."""

    def __init__(self, listing: Listing, others: Sequence[Listing], index: int) -> None:
        """With the tables beside this one, which may be summed up together with it."""
        self._listing = listing
        self._beside = [other for other in others if len(other.columns) == len(listing.columns)]
        self._cells = listing.columns[index].compact()
        self._index = index
        self._name = listing.names[index][-1]
        texts = [fold(as_text(value)) for value in self._cells.values]
        self._blank = np.array([text in BUILT_IN_NULLS for text in texts], np.bool_)[self._cells.codes]
        self._numbers = [_number(value) for value in self._cells.values]
        values = np.array([number.value if number else np.nan for number in self._numbers], np.float64)
        self._values = values[self._cells.codes] if len(values) else np.zeros(0)

    def readings(self, stated: _Number, spans: Sequence[Span]) -> list[float]:
        """The numbers that a total of these rows may rightly show, the likeliest first; none where that is unclear."""
        if _NO_SUM.search("".join(self._listing.names[self._index])):
            return []
        rows = self._rows(spans[0])
        filled, numeric = rows & ~self._blank, rows & ~np.isnan(self._values)
        counts = [float(count) for span in spans for count in self._counts(span)]
        if self._numbers_cases() or not filled.any():
            unclear = stated.unit not in _COUNTED or (not filled.any() and _QUANTITY.search(self._name))
            return [] if unclear or stated.digits else counts
        if self._index in self._listing.doubted:
            # what stood in those cells is not known, nor what the column adds up to
            return [] if numeric.any() or stated.unit not in _COUNTED else [*counts, *self._at_least(rows, filled)]
        if not numeric.any():
            return self._told(stated, spans, counts, filled)
        if (filled & ~numeric).any() or not self._same_unit(stated, filled):
            return []
        return [*(total for span in spans for total in self._totals(span)), *counts]

    def _numbers_cases(self) -> bool:
        """Whether numbers of this column are names of cases, days or people: a total there is a count."""
        return self._listing.fields.get(self._index) is not None or self._name in SERIAL_HEADERS

    def _told(self, stated: _Number, spans: Sequence[Span], counts: list[float], filled: Mask) -> list[float]:
        """In a column of texts a total counts the rows, the filled cells or the different ones."""
        used = np.unique(self._cells.codes[filled]).tolist()
        digits = sum(any(map(str.isdigit, as_text(self._cells.values[code]))) for code in used)
        if stated.digits or stated.unit not in _COUNTED or digits * 2 > len(used):
            return []
        for span in spans:
            rows = self._rows(span) & ~self._blank
            counts += [float(rows.sum()), float(len(np.unique(self._cells.codes[rows])))]
        return counts

    @staticmethod
    def _at_least(rows: Mask, filled: Mask) -> list[float]:
        """Every number from the filled cells to all rows."""
        return [float(number) for number in range(int(filled.sum()), int(rows.sum()))]

    def _same_unit(self, stated: _Number, filled: Mask) -> bool:
        used = np.unique(self._cells.codes[filled]).tolist()
        units = {number.unit for code in used if (number := self._numbers[code]) and number.unit}
        return len(units | ({stated.unit} if stated.unit else set())) <= 1

    def _rows(self, span: Span) -> Mask:
        within = np.zeros(len(self._listing.lines.cases), np.bool_)
        within[span[0] : span[1]] = True
        return within & self._listing.lines.cases

    def _counts(self, span: Span) -> list[int]:
        """The cases of these rows: all, those that are not hidden, and those of the tables beside."""
        own, together = self._listing, [self._listing, *self._beside]
        visible = int(own.visible_counts[span[1]] - own.visible_counts[span[0]])
        return [_cases(own, span), visible, sum(_cases(one, span) for one in together)]

    def _totals(self, span: Span) -> list[float]:
        """The sums of these rows: all, those that are not hidden, and those of the tables beside."""
        rows = self._rows(span) & ~np.isnan(self._values)
        own = float(self._values[rows].sum())
        visible = float(self._values[rows & self._listing.visible].sum())
        others = [_Column(other, (), self._index)._totals(span)[0] for other in self._beside]
        return [own, visible, own + sum(others)]


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
    return f"{value:.{max(digits, 0 if value == int(value) else 2)}f}"


# Groups


def _wrong_groups(listing: Listing, others: Sequence[Listing]) -> list[Wrong]:
    """The place, the number and the number found of each group title whose rows are not so many."""
    groups = [_Title.of(listing, row) for row in listing.lines.rows(GROUP)]
    wrong: list[Wrong] = []
    for place, group in enumerate(groups):
        stated = _STATED.findall(group.text)
        if len(stated) != 1:
            continue
        number, unit = stated[0]
        spans = [(group.row, end) for end in _ends(listing, group, groups[place + 1 :])]
        found = [_cases(listing, span) for span in spans]
        together = [sum(_cases(one, span) for one in (listing, *others)) for span in spans]
        if int(number) not in (*found, *together) and not _different(listing, spans, int(number), unit):
            wrong.append(((listing.first[0] + group.row, listing.first[1] + group.column), number, str(found[0])))
    return wrong


def _ends(listing: Listing, group: "_Title", later: Sequence["_Title"]) -> list[int]:
    """Where the rows of a group may end, the likeliest place first.

    A numbered group ends with the next one of its level or a higher one; a title without a number may begin the next group
    as well as a part of it. A group without a number ends with the next title, or, where none of its rows come before that,
    it is one of several groups.
    """
    bottom = len(listing.lines.cases)
    if group.level == _UNNUMBERED:
        ends = [*(title.row for title in later), bottom]
        return ends[:1] if _cases(listing, (group.row, ends[0])) else ends
    end = next((title.row for title in later if title.level <= group.level), bottom)
    return [end, *(title.row for title in later if title.level == _UNNUMBERED and title.row < end)]


def _different(listing: Listing, spans: Sequence[Span], stated: int, unit: str) -> bool:
    """Whether some column has so many different values: `3家` may be three units with more cases."""
    if unit not in "家所个户项":
        return False
    rows = [np.flatnonzero(listing.lines.cases[top:bottom]) + top for top, bottom in spans]
    return any(len(np.unique(cells.codes[cases])) == stated for cases in rows for cells in listing.columns)


@dataclass(frozen=True, slots=True)
class _Title:
    """A group title: its row, its column, its folded text and its level (0 is `一、`)."""

    row: int
    column: int
    text: str
    level: int

    @classmethod
    def of(cls, listing: Listing, row: int) -> "_Title":
        """The title in a row: its last cell, a number in a cell before it included."""
        filled = [
            (index, fold(as_text(value))) for index, value in enumerate(row_values(listing.columns, row)) if value != ""
        ]
        number = "".join(text.rstrip("、.") + "、" for _, text in filled[:-1])
        text = number + filled[-1][1]
        level = next((place for place, pattern in enumerate(_LEVELS) if pattern.match(text)), _UNNUMBERED)
        return cls(row, filled[-1][0], text, level)
