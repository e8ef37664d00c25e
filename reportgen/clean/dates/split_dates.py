"""Days whose year, month and day stand in columns of their own (`年、月、日`): found by the header, joined row by row."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from reportgen.clean.cells.cells import Cells
from reportgen.clean.cells.values import Nulls, fold
from reportgen.clean.dates.amounts import read_amount
from reportgen.clean.dates.cell_dates import NO_DAY, Reading, Sort, long_year, read_value

_PART = re.compile(r"(.*?)\(?(年份?|年度|月份?|[日号])\)?")
_SEQUENCES = ("年月日", "月日", "年月")
_MOST = {"年": 9999, "月": 12, "日": 31}
_WORDS = {"年": ("", "年", "年份", "年度"), "月": ("", "月", "月份"), "日": ("", "日", "号")}
_SHORTEST_STEM = 2  # 本月, 本日 are no parts of a day
_DAY_WORDS = ("时间", "日期", "期限", "时限")

Levels = Sequence[str]
Names = Callable[[list[str]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring columns that hold the parts of one day: `last` is the rightmost of them, `parts` what they hold (`年月日`).

    `names` are what a column with the whole day may be called, the most specific first; `shown` is how people call it.
    """

    last: int
    parts: str
    names: tuple[str, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class _Column:
    """The header of a column that may hold a part of a day."""

    index: int
    upper: tuple[str, ...]
    stem: str
    part: str
    own: str

    @classmethod
    def of(cls, index: int, levels: Levels) -> "_Column | None":
        """The part that the lowest level names: `年`, `（月）`, `受理日期（日）`."""
        found = _PART.fullmatch(levels[-1]) if levels else None
        if not found or 0 < len(found[1]) < _SHORTEST_STEM:
            return None
        return cls(index, tuple(levels[:-1]), found[1], "日" if found[2] == "号" else found[2][0], levels[-1])


def find_runs(columns: Sequence[Levels], names_of: Names) -> list[Run]:
    """The runs in a header; `columns` has the normalised levels of each column, `names_of` what levels joined may be called.

    An upper header that heads nothing but the run names its day (`受理时间` above `年`, `月`, `日`). Without one `日` alone
    stands for the day; `年`, `月` alone name none: they may be the time of a count.
    """
    found = [_Column.of(index, levels) for index, levels in enumerate(columns)]
    runs, start = [], 0
    while start < len(found):
        run = next((run for parts in _SEQUENCES if (run := _run_at(found, start, parts))), None)
        if run:
            runs.append(_named(run, columns, names_of))
        start += len(run) if run else 1
    return runs


def _run_at(columns: Sequence[_Column | None], start: int, parts: str) -> list[_Column] | None:
    """The columns from here on where they name these parts, under the same upper header and with the same stem."""
    run = [column for column in columns[start : start + len(parts)] if column]
    alike = len({(column.upper, column.stem) for column in run}) == 1
    return run if alike and "".join(column.part for column in run) == parts else None


def _named(run: Sequence[_Column], columns: Sequence[Levels], names_of: Names) -> Run:
    last, parts = run[-1], "".join(column.part for column in run)
    bases = names_of([*last.upper, last.stem] if last.stem else [*last.upper])
    names = tuple(base + ending for base in bases if base for ending in _endings(base))
    beside = [columns[index] for index in (run[0].index - 1, last.index + 1) if 0 <= index < len(columns)]
    if last.stem:
        return Run(last.index, parts, names, last.stem)
    if last.upper and all(tuple(levels[: len(last.upper)]) != last.upper for levels in beside):
        return Run(last.index, parts, names, last.upper[-1])
    shown = "、".join(column.own for column in run)
    names = (*names, shown, *names_of([*last.upper, last.own]), *(["日"] if last.part == "日" else []))
    return Run(last.index, parts, names, shown)


def _endings(name: str) -> tuple[str, ...]:
    return ("",) if name.endswith(_DAY_WORDS) else ("", "时间", "日期")


@dataclass(frozen=True, slots=True)
class _Part:
    """One cell of a part: its number where it is one, and as what it stands in a day that is written out.

    `whole` is the reading of a cell that names more than its part.
    """

    number: int | None
    text: str
    blank: bool = False
    whole: Reading | None = None

    def agrees(self, others: Sequence["_Part"], parts: str) -> bool:
        """Whether the day in the cell is one of the year and the month that stand beside it."""
        day = self.whole.day if self.whole else None
        said = {"年": day.year, "月": day.month} if day else {"月": self.whole.parts[0]} if self.whole and self.whole.sort is Sort.YEARLESS else {}  # fmt: skip
        return all(
            other.number in (None, said.get(part, other.number)) for part, other in zip(parts, others, strict=False)
        )


def join_parts(
    parts: str, columns: Sequence[Cells[object]], nulls: Nulls
) -> tuple[Cells[object], list[tuple[int, int]]]:
    """The days of the columns of a run as texts (`2026年3月5日`), and the blank cells that were taken from the row above.

    Those are (row, place in the run). A month that is written once holds until the day goes down, a year until the month
    does; what is not written and cannot be known that way is left out. A cell with a whole day is that day, unless the year
    or the month beside it is another one.
    """
    read = [
        cells.become([_read(value, part, part == parts[-1], nulls) for value in cells.values])
        for part, cells in zip(parts, columns, strict=True)
    ]
    places: dict[object, int] = {"": 0}
    codes = np.zeros(columns[-1].height, np.int64)
    taken: list[tuple[int, int]] = []
    above: list[_Part] = []
    for row, cells in enumerate(zip(*(cells.codes.tolist() for cells in read), strict=True)):
        found = [column.values[code] for column, code in zip(read, cells, strict=True)]
        if found[-1].whole and found[-1].agrees(found[:-1], parts):
            codes[row] = places.setdefault(columns[-1].values[cells[-1]], len(places))
            above = []
        elif any(part.text for part in found):
            taken += [(row, place) for place in _take_from_above(found, above)]
            codes[row] = places.setdefault("".join(part.text for part in found), len(places))
            above = found
    return Cells(list(places), codes), taken


def _take_from_above(found: list[_Part], above: Sequence[_Part]) -> Iterator[int]:
    """Fills the blank cells of a row that are written once above it, from the right; their places."""
    for place in range(len(found) - 2, -1, -1):
        if found[place].blank and above and above[place].number and _goes_on(above[place + 1], found[place + 1]):
            found[place] = above[place]
            yield place


def _goes_on(above: _Part, own: _Part) -> bool:
    return above.number is not None and own.number is not None and above.number <= own.number


def _read(value: object, part: str, last: bool, nulls: Nulls) -> _Part:
    text = fold(value) if isinstance(value, str) else ""
    if isinstance(value, str) and (not text or value in nulls):
        return _Part(None, "", blank=not text)
    if isinstance(value, date):  # shown as a part of it by the format of the cell
        number = {"年": value.year, "月": value.month, "日": value.day}[part]
        return _Part(number, f"{number}{part}", whole=read_value(value) if last else None)
    amount = read_amount(value)
    if amount and amount.unit in _WORDS[part] and amount.value % 1 == 0 and 0 <= amount.value <= _MOST[part]:
        number = long_year(int(amount.value)) if part == "年" else int(amount.value)
        return _Part(number, f"{number}{part}")
    text = text or str(value)
    return _Part(None, text, whole=_whole(value, part)) if last else _Part(None, text.removesuffix(part) + part)


def _whole(value: object, part: str) -> Reading | None:
    """The reading of a cell that names more than the part: `3-5` in a column of days are two days, not one in March."""
    reading = read_value(value)
    if reading.sort is Sort.YEARLESS:
        return reading if part == "日" and "月" in str(value) else None
    return None if reading.sort in NO_DAY else reading
