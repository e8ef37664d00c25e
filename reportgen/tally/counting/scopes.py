"""Whether the cases of two periods are of the same channels and ledgers: else their totals count different things."""

from dataclasses import dataclass

import numpy as np

from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.settings import ComparisonSettings
from reportgen.tally.counting.cube import Cube, months_of

_YEARS = 10_000 * 12  # months are fewer
_HANDOVER = 31
"""So many days lie at most between the end of a table and the beginning of the one that follows it, or are in both."""
_NEVER, _ALWAYS = np.datetime64("9999-12-31", "D"), np.datetime64("0001-01-01", "D")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What cases were kept under (channels, or the tables of ledgers): `counts` cases in a month of one of `names`.

    `by_period` says that a successor may take its place without a name in common, as the file of the next quarter does:
    then only what stands beside such that go on counts.
    """

    names: tuple[str, ...]
    codes: np.ndarray
    months: np.ndarray
    counts: np.ndarray
    by_period: bool


class Scopes:
    """What was kept when, held against the report's period."""

    def __init__(self, cube: Cube, ledger: Ledger, period: Period, rule: ComparisonSettings, small_base: int) -> None:
        """`cube` has the dimension `channel`; `small_base` is how many cases a channel or table needs for its absence to matter."""
        self.period, self.rule, self.least = period, rule, max(1, small_base)
        self._kept = (_channels(cube), _tables(ledger, period))
        self._found: dict[Period, tuple[str, ...]] = {}

    def differ(self, earlier: Period) -> tuple[str, ...]:
        """The channels or tables that make the report's period and an earlier one different things; none where they are alike.

        Where something sizeable came and something sizeable went, the one took the other's place (a channel renamed, a file a
        quarter): nothing differs.
        """
        if "scope" in self.rule.anyway:
            return ()
        if earlier not in self._found:
            self._found[earlier] = next((names for kept in self._kept if (names := self._differing(kept, earlier))), ())
        return self._found[earlier]

    def _differing(self, kept: _Kept, earlier: Period) -> tuple[str, ...]:
        now, then = self._counts(kept, self.period), self._counts(kept, earlier)
        if not now.any():  # nothing came in at all
            return ()
        if kept.by_period and not (now.astype(bool) & then.astype(bool)).any():
            return ()
        new = self._sizeable(now) & self._lacking(kept, now, earlier)
        gone = self._sizeable(then) & (self._last(kept) < _month(self.period))
        if new.any() == gone.any():
            return ()
        return tuple(kept.names[code] for code in np.flatnonzero(new | gone).tolist())

    def _lacking(self, kept: _Kept, now: np.ndarray, earlier: Period) -> np.ndarray:
        """Which began so late that at the pace of now they lack cases in months of the earlier period."""
        first = np.full(len(kept.names), np.iinfo(np.int64).max)
        np.minimum.at(first, kept.codes, kept.months)
        missing = np.clip(first - _month(earlier), 0, earlier.months)
        late: np.ndarray = (missing > 0) & (missing * now >= self.rule.lacking * self.period.months)
        return late

    def _last(self, kept: _Kept) -> np.ndarray:
        last = np.zeros(len(kept.names), dtype=np.int64)
        np.maximum.at(last, kept.codes, kept.months)
        return last

    def _counts(self, kept: _Kept, period: Period) -> np.ndarray:
        first = _month(period)
        inside = (kept.months >= first) & (kept.months < first + period.months)
        sums = np.bincount(kept.codes[inside], weights=kept.counts[inside], minlength=len(kept.names))
        return sums.astype(np.int64)

    def _sizeable(self, counts: np.ndarray) -> np.ndarray:
        large: np.ndarray = counts * 100 >= self.rule.scope_share * counts.sum()
        return large & (counts >= self.least)


def _month(period: Period) -> int:
    return period.start.year * 12 + period.start.month - 1


def _channels(cube: Cube) -> _Kept:
    names, codes, months, counts = cube.by_month("channel")
    keys, together = np.unique(codes * _YEARS + months, return_inverse=True)
    sums = np.bincount(together, weights=counts, minlength=len(keys))
    return _Kept(tuple(str(name) for name in names), keys // _YEARS, keys % _YEARS, sums, by_period=False)


def _tables(ledger: Ledger, period: Period) -> _Kept:
    """The sheets of the ledgers, each a table of its own; one that goes on where another ends within the period is part of that."""
    starts = np.cumsum([0, *(len(sheets) for sheets in ledger.sheets)])
    codes = starts[ledger.cases["file"].to_numpy()] + ledger.cases["sheet"].to_numpy()
    codes = _followed(codes, ledger.cases["received"].to_numpy().astype("datetime64[D]"), period)[codes]
    keys, counts = np.unique(codes * _YEARS + months_of(ledger.cases), return_counts=True)
    names = [f"{file} [{sheet}]" for file, sheets in zip(ledger.files, ledger.sheets, strict=True) for sheet in sheets]
    return _Kept(tuple(names), keys // _YEARS, keys % _YEARS, counts, by_period=True)


def _followed(codes: np.ndarray, days: np.ndarray, period: Period) -> np.ndarray:
    """For each table the one that it goes on from: a table that begins within the period about when another ends there.

    Each table that ends is followed by one at most, that which begins nearest to its end, and goes on beyond it.
    """
    count = int(codes.max(initial=-1)) + 1
    first, last = np.full(count, _NEVER), np.full(count, _ALWAYS)
    np.minimum.at(first, codes, days)
    np.maximum.at(last, codes, days)
    held = np.bincount(codes, minlength=count) > 0
    start, end = np.datetime64(period.start, "D"), np.datetime64(period.end, "D")
    ending = np.flatnonzero(held & (start <= last) & (last < end))
    beginning = np.flatnonzero(held & (start < first) & (first <= end))
    gaps = sorted(
        (abs((first[later] - last[earlier]).astype(int)), int(earlier), int(later))
        for earlier in ending
        for later in beginning
        if first[later] > first[earlier] and last[later] > last[earlier]
    )
    followed, taken = np.arange(count), set[int]()
    for gap, earlier, later in gaps:
        if gap <= _HANDOVER and followed[later] == later and earlier not in taken:
            followed[later] = earlier
            taken.add(earlier)
    while not np.array_equal(followed, followed[followed]):
        followed = followed[followed]
    return followed
