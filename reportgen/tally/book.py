"""The book of figures: each is entered once, with its query and the rows behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from reportgen.model import Basis, Comparison, Figure, Kind, Ledger, Period, Query, RowSet, Unknown
from reportgen.tally.cube import Cube, Where

_THEN = {Basis.QOQ: "previous", Basis.YOY: "year_ago"}
_THEN_LABEL = {Basis.QOQ: "上期", Basis.YOY: "上年同期"}
_BASIS_LABEL = {Basis.QOQ: "环比", Basis.YOY: "同比"}


@dataclass
class Book:
    """Enters figures of one report; `cube` counts the cases, `unit` is the measure word of a case, `trend` the
    number of periods that it looks back; `measures` are other measure words, by what the cases have in common."""

    cube: Cube
    ledger: Ledger
    period: Period
    unit: str
    trend: int
    figures: dict[str, Figure] = field(default_factory=dict)
    positions: dict[str, np.ndarray] = field(default_factory=dict)
    measures: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def unit_of(self, where: Where) -> str:
        """The measure word of the cases that fulfil `where`."""
        return next((self.measures[pair] for pair in where if pair in self.measures), self.unit)

    def enter(self, figure: Figure, rows: np.ndarray | None = None) -> Figure:
        """Keeps a figure and the positions of the cases behind it; an id is entered once."""
        if figure.id in self.figures:
            raise KeyError(figure.id)
        self.figures[figure.id] = figure
        if rows is not None:
            self.positions[figure.id] = rows
        return figure

    def count(self, id: str, label: str, where: Where = (), period: Period | None = None) -> Figure:
        """Enters the number of cases that fulfil `where`; unknown where the ledgers do not reach back."""
        period = period or self.period
        query = Query(str(period), where)
        if not self.covers(period):
            return self.enter(Figure(id, label, Kind.COUNT, None, self.unit_of(where), None, query, Unknown.NO_DATA))
        figure = Figure(id, label, Kind.COUNT, self.cube.count(period, where), self.unit_of(where), None, query)
        return self.enter(figure, self.cube.rows(period, where))

    def count_any(
        self, id: str, label: str, dimension: str, members: Sequence[str], period: Period | None = None
    ) -> Figure:
        """Enters the number of cases that have at least one of the members, each case once."""
        period = period or self.period
        query = Query(str(period), ((dimension, "|".join(members)),))
        if not self.covers(period):
            return self.enter(Figure(id, label, Kind.COUNT, None, self.unit, None, query, Unknown.NO_DATA))
        rows = np.unique(np.concatenate([self.cube.rows(period, ((dimension, member),)) for member in members]))
        return self.enter(Figure(id, label, Kind.COUNT, len(rows), self.unit, None, query), rows)

    def number(self, id: str, label: str, value: int, unit: str = "", query: Query | None = None) -> Figure:
        """Enters a count of something that is no case (units, categories)."""
        return self.enter(Figure(id, label, Kind.COUNT, value, unit, None, query))

    def share(self, id: str, label: str, part: Figure, whole: Figure, kind: Kind = Kind.SHARE) -> Figure:
        """Enters part / whole; unknown where one of them is, or the whole is zero."""
        value, unknown = None, part.unknown or whole.unknown
        if unknown is None and not whole.value:
            unknown = Unknown.NO_BASE
        if unknown is None:
            value = _decimal(part) / _decimal(whole)
        return self.enter(
            Figure(id, label, kind, value, "", whole.id, part.query, unknown), self.positions.get(part.id)
        )

    def rank(self, id: str, label: str, rank: int) -> Figure:
        """Enters a place in a ranking."""
        return self.enter(Figure(id, label, Kind.RANK, rank))

    def compare_count(self, figure: Figure, basis: Basis) -> Comparison:
        """Enters the count of the earlier period, the difference and the rate of change."""
        period, id, label = self.earlier(basis), f"{figure.id}.{basis}", f"{figure.label}{_BASIS_LABEL[basis]}"
        then = self.count(
            f"{figure.id}.{_THEN[basis]}", f"{figure.label}（{_THEN_LABEL[basis]}）", _where(figure), period
        )
        unknown = figure.unknown or then.unknown
        now_value, then_value = _decimal(figure), _decimal(then)
        difference = None if unknown else int(now_value - then_value)
        if unknown is None and not then_value:
            unknown_rate: Unknown | None = Unknown.ZERO_BASE
        else:
            unknown_rate = unknown
        rate = None if unknown_rate else (now_value - then_value) / then_value
        return Comparison(
            basis,
            figure,
            then,
            self.enter(
                Figure(
                    f"{id}.difference", f"{label}增减", Kind.DIFFERENCE, difference, figure.unit, then.id, None, unknown
                )
            ),
            self.enter(Figure(id, label, Kind.CHANGE, rate, "", then.id, None, unknown_rate)),
            self.streak(figure) if basis is Basis.QOQ else 0,
        )

    def compare_share(self, figure: Figure, then: Figure, basis: Basis) -> Comparison:
        """Enters the difference of two shares, rates or handling times that are themselves entered."""
        unknown = figure.unknown or then.unknown
        value = None if unknown else _decimal(figure) - _decimal(then)
        kind = Kind.POINTS if figure.kind in (Kind.SHARE, Kind.RATE) else Kind.DAYS
        label = f"{figure.label}{_BASIS_LABEL[basis]}增减"
        difference = Figure(f"{figure.id}.{basis}", label, kind, value, figure.unit, then.id, None, unknown)
        return Comparison(basis, figure, then, self.enter(difference))

    def then_names(self, basis: Basis, id: str, label: str) -> tuple[str, str]:
        """The id and label of a figure of the earlier period."""
        return f"{id}.{_THEN[basis]}", f"{label}（{_THEN_LABEL[basis]}）"

    def earlier(self, basis: Basis) -> Period:
        """The period that the report's period is compared with."""
        return self.period.previous if basis is Basis.QOQ else self.period.year_ago

    def covers(self, period: Period) -> bool:
        """Whether the ledgers reach back to the period's first month; the report's own period is what it is."""
        first = self.cube.first_month
        if period == self.period:
            return True
        return first is not None and period.start.year * 12 + period.start.month - 1 >= first

    def streak(self, figure: Figure) -> int:
        """For how many periods in a row the count has moved as it did now; 0 when unchanged or not known."""
        where, period, steps, way = _where(figure), self.period, 0, 0
        while self.covers(period.previous):
            step = self.cube.count(period, where) - self.cube.count(period.previous, where)
            direction = (step > 0) - (step < 0)
            if direction == 0 or (steps and direction != way):
                break
            way, steps, period = direction, steps + 1, period.previous
        return steps

    def first_seen(self, figure: Figure) -> bool:
        """Whether the figure's cases occur now but in none of the earlier periods of the trend that are covered."""
        earlier = [period for period in self.period.back(self.trend)[:-1] if self.covers(period)]
        return bool(figure.value and earlier) and not any(self.cube.count(one, _where(figure)) for one in earlier)

    def rows(self, figure: Figure) -> np.ndarray:
        """The positions of the cases behind a figure, none where it is unknown."""
        return self.positions.get(figure.id, np.empty(0, dtype=np.intp))

    def row_sets(self) -> Mapping[str, tuple[RowSet, ...]]:
        """The rows behind every figure that has them, in the order of the ledger."""
        places = self.ledger.cases[["file", "sheet", "row"]].to_numpy(dtype=np.int64)
        different = {id(rows): rows for rows in self.positions.values()}  # a share has the very array of its part
        sets = {key: self._row_sets_of(places[rows]) for key, rows in different.items()}
        return {name: sets[id(rows)] for name, rows in self.positions.items()}

    def _row_sets_of(self, places: np.ndarray) -> tuple[RowSet, ...]:
        breaks = np.flatnonzero((np.diff(places[:, :2], axis=0) != 0).any(axis=1)) + 1
        sheets = np.split(places, breaks) if len(places) else []
        return tuple(self._row_set(int(one[0, 0]), int(one[0, 1]), one[:, 2]) for one in sheets)

    def _row_set(self, file: int, sheet: int, rows: np.ndarray) -> RowSet:
        breaks = np.flatnonzero(np.diff(rows) != 1) + 1
        firsts, lasts = rows[np.r_[0, breaks]].tolist(), rows[np.r_[breaks, len(rows)] - 1].tolist()
        spans = zip(firsts, lasts, strict=True)
        spelled = ",".join([str(first) if first == last else f"{first}-{last}" for first, last in spans])
        return RowSet(self.ledger.files[file], self.ledger.sheets[file][sheet], spelled, len(rows))


def _decimal(figure: Figure) -> Decimal:
    return Decimal(figure.value or 0)


def _where(figure: Figure) -> Where:
    return figure.query.where if figure.query else ()
