"""The cases counted once, by everything that a figure may ask for."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from reportgen.model.ledgers import JOINT
from reportgen.model.periods import Period

Where = tuple[tuple[str, str], ...]
_OR, _ANY, _NOT = "|", "*", "!"


def either(cases: Mapping[str, Sequence[str]]) -> Where:
    """The pairs of a declared filter: of each dimension one of the members, written `closed|overdue`."""
    return tuple((dimension, _OR.join(members)) for dimension, members in cases.items())


def neither(cases: Mapping[str, Sequence[str]]) -> Where:
    """The pairs of what a declared filter leaves out: of each dimension none of the members, written `!no|partly`."""
    return tuple((dimension, _NOT + _OR.join(members)) for dimension, members in cases.items())


def months_of(cases: pd.DataFrame) -> np.ndarray:
    """The month of each case, counted from the year 0."""
    months: np.ndarray = cases["received"].to_numpy().astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return months


class Cube:
    """Counts of cases by month and some dimensions.

    A cell is one combination of month and dimension values that occurs; `count` sums cells, `rows` gives back the positions
    of the cases behind them. A dimension value that joins several members with JOINT counts once for each of them.
    """

    def __init__(
        self,
        cases: pd.DataFrame,
        dimensions: Mapping[str, pd.Series | np.ndarray],
        positions: np.ndarray | None = None,
    ) -> None:
        """`cases` needs `received`; `dimensions` are columns of text or int in the same order.

        `positions` are what `rows` gives back for each case, ascending; without them where it stands in `cases`.
        """
        months = months_of(cases)
        coded = {name: pd.factorize(pd.Series(values), sort=True) for name, values in dimensions.items()}
        keys = pd.DataFrame({"month": months} | {name: codes for name, (codes, _) in coded.items()})
        groups = keys.groupby(list(keys.columns), sort=True)
        cell_of_row = groups.ngroup().to_numpy()
        cells = groups.size()
        self.counts = cells.to_numpy()
        index = cells.index.to_frame(index=False) if len(cells) else keys.iloc[:0]
        self._months = index["month"].to_numpy()
        self._codes = {name: index[name].to_numpy() for name in coded}
        self.values = {name: tuple(uniques.tolist()) for name, (_, uniques) in coded.items()}
        self._members = {name: _members(values) for name, values in self.values.items()}
        order = np.argsort(cell_of_row, kind="stable")
        self._order = order if positions is None else positions[order]
        self._ends = np.cumsum(self.counts)
        self._periods: dict[Period, np.ndarray] = {}
        self._rows: dict[tuple[Period, Where], np.ndarray] = {}

    def count(self, period: Period, where: Where = ()) -> int:
        """How many cases of the period fulfil all pairs of `where`; a member may be several, `a|b`, or `*` for any that is known."""
        return int(self.counts[self._select(period, where)].sum())

    def rows(self, period: Period, where: Where = ()) -> np.ndarray:
        """The positions in `cases` of the cases that `count` counts, ascending; the same array for the same question."""
        if (period, where) not in self._rows:
            self._rows[period, where] = self._rows_of(period, where)
        return self._rows[period, where]

    def _rows_of(self, period: Period, where: Where) -> np.ndarray:
        chosen = self._select(period, where)
        counts = self.counts[chosen]
        before = np.cumsum(counts) - counts  # how many rows the chosen cells hold before each of them
        starts = np.repeat(self._ends[chosen] - counts - before, counts)
        return np.sort(self._order[starts + np.arange(len(starts))])

    def by(self, period: Period, dimension: str, where: Where = ()) -> dict[str, int]:
        """How many cases of the period each member of the dimension has, members without a case left out."""
        chosen = self._select(period, where)
        codes, values = self._codes[dimension][chosen], self.values[dimension]
        sums = np.bincount(codes, weights=self.counts[chosen], minlength=len(values)).astype(int)
        found: dict[str, int] = {}
        for value, number in zip(values, sums.tolist(), strict=True):
            for member in _split(value) if number else ():
                found[member] = found.get(member, 0) + number
        return found

    def by_month(self, dimension: str) -> tuple[tuple[object, ...], np.ndarray, np.ndarray, np.ndarray]:
        """The values of a dimension, and for each cell the place of its value there, its month and how many cases it has.

        Months count from the year 0.
        """
        return self.values[dimension], self._codes[dimension], self._months, self.counts

    def has_joined(self, period: Period, dimension: str) -> bool:
        """Whether a case of the period has several members of the dimension."""
        codes = np.unique(self._codes[dimension][self._cells_of(period)])
        return any(JOINT in str(self.values[dimension][code]) for code in codes.tolist())

    def _select(self, period: Period, where: Where) -> np.ndarray:
        chosen = self._cells_of(period)
        for dimension, member in where:
            chosen = chosen[self._holding(dimension, member)[self._codes[dimension][chosen]]]
        return chosen

    def _holding(self, dimension: str, member: str) -> np.ndarray:
        """Which values of the dimension hold the member; of several, `a|b`, one of them; of `*` any that is known; of `!a` not a."""
        members = self._members[dimension]
        if member not in members:
            none = np.zeros(len(self.values[dimension]), dtype=bool)
            if member == _ANY:
                members[member] = ~members.get("", none)
            elif member.startswith(_NOT):
                members[member] = ~self._holding(dimension, member.removeprefix(_NOT))
            else:
                alike = [members[one] for one in member.split(_OR) if one in members]
                members[member] = np.logical_or.reduce([none, *alike])
        return members[member]

    def _cells_of(self, period: Period) -> np.ndarray:
        if period not in self._periods:
            first = period.start.year * 12 + period.start.month - 1
            inside = (self._months >= first) & (self._months < first + period.months)
            self._periods[period] = np.flatnonzero(inside)
        return self._periods[period]


def _split(value: object) -> Sequence[str]:
    return tuple(dict.fromkeys(value.split(JOINT))) if isinstance(value, str) else (str(value),)


def _members(values: Iterable[object]) -> dict[str, np.ndarray]:
    """For each member, which of the values hold it."""
    values = tuple(values)
    found: dict[str, np.ndarray] = {}
    for position, value in enumerate(values):
        for member in _split(value):
            found.setdefault(member, np.zeros(len(values), dtype=bool))[position] = True
    return found
