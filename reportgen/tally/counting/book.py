"""The book of figures: each is entered once, with its query and the rows behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np

from reportgen.messages import N_, texts
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind, Query, Take, Unknown
from reportgen.model.reports.summaries import RowSet
from reportgen.tally.counting.coverage import Coverage
from reportgen.tally.counting.cube import Cube, Where
from reportgen.tally.counting.measures import MEASURES

SHARE, PLACE = N_("{name}: share"), N_("{name}: place")
_STREAK, _FIRST = N_("{name}: periods in a row"), N_("{name}: seen for the first time")
_BEFORE, _EARLIER = N_("{name} ({number} periods before)"), N_("{name} (earlier periods)")
_THEN = {Basis.QOQ: "previous", Basis.YOY: "year_ago"}
_THEN_LABELS = {Basis.QOQ: N_("{name} (previous period)"), Basis.YOY: N_("{name} (same period of last year)")}
_CHANGE_LABELS = {
    Basis.QOQ: N_("{name}: change on the previous period"),
    Basis.YOY: N_("{name}: change on the same period of last year"),
}
_DIFFERENCE_LABELS = {
    Basis.QOQ: N_("{name}: difference to the previous period"),
    Basis.YOY: N_("{name}: difference to the same period of last year"),
}
_WITHHELD = (Unknown.PARTLY_COVERED, Unknown.SCOPE, Unknown.UNFINISHED)


@dataclass
class Book:
    """Enters figures of one report; `language` ("zh" or "en") is that of their labels, `cube` counts the cases, `coverage` knows which periods may be told of, `unit` is the
    measure word of a case, `trend` the number of periods that it looks back, `day` the one on which open cases are judged; `measures` are other measure words, by what the
    cases have in common."""

    language: str
    cube: Cube
    coverage: Coverage
    ledger: Ledger
    period: Period
    unit: str
    trend: int
    day: date
    figures: dict[str, Figure] = field(default_factory=dict)
    positions: dict[str, np.ndarray] = field(default_factory=dict)
    measures: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._texts = texts(self.language)

    def label(self, text: str, **places: object) -> str:
        """A text of the catalogue with names in its places: what a figure is called."""
        return self._texts(text).format_map(places)

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other: 甲、乙."""
        return self._texts(N_(", ")).join(names)

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
        """Enters the number of cases that fulfil `where`; unknown where the ledgers do not cover the period."""
        period = period or self.period
        return self._count(id, label, where, period, self.coverage.covered(period))

    def _count(self, id: str, label: str, where: Where, period: Period, unknown: Unknown | None) -> Figure:
        query, unit = Query(str(period), where), self.unit_of(where)
        if unknown:
            return self.enter(Figure(id, label, Kind.COUNT, None, unit, None, query, unknown))
        figure = Figure(id, label, Kind.COUNT, self.cube.count(period, where), unit, None, query)
        return self.enter(figure, self.cube.rows(period, where))

    def count_fairly(self, id: str, label: str, where: Where, period: Period | None = None) -> Figure:
        """Enters a count of another period that is there to be compared: unknown where that would not be fair."""
        period = period or self.period
        return self._count(id, label, where, period, self.unfair(period))

    def cases(self, id: str, label: str, where: Where, rows: np.ndarray) -> Figure:
        """Enters the number of cases of the report's period that another count found, `where` saying which they are."""
        query = Query(str(self.period), where)
        return self.enter(Figure(id, label, Kind.COUNT, len(rows), self.unit, None, query), rows)

    def members(self, id: str, label: str, dimension: str, count: int, rows: np.ndarray) -> Figure:
        """Enters how many different members of a dimension there are; `rows` are the cases where it is known."""
        query = Query(str(self.period), ((dimension, "*"),), Take.MEMBERS)
        return self.enter(Figure(id, label, Kind.COUNT, count, MEASURES[self.language].members, None, query), rows)

    def share(
        self, id: str, label: str, part: Figure, whole: Figure, kind: Kind = Kind.SHARE, unsaid: bool = False
    ) -> Figure:
        """Enters part / whole; unknown where one of them is, the whole is zero, or the ledgers do not say it (`unsaid`)."""
        value, unknown = None, part.unknown or whole.unknown
        if unknown is None and (unsaid or not whole.value):
            unknown = Unknown.NO_BASE
        if unknown is None:
            value = _decimal(part) / _decimal(whole)
        return self.enter(
            Figure(id, label, kind, value, "", whole.id, part.query, unknown, (part.id, whole.id)),
            self.positions.get(part.id),
        )

    def rank(self, id: str, label: str, rank: int, count: Figure) -> Figure:
        """Enters the place of a count in a ranking."""
        return self.enter(Figure(id, label, Kind.RANK, rank, operands=(count.id,)))

    def compare_count(self, figure: Figure, basis: Basis, earlier: Period | None = None) -> Comparison:
        """Enters the count of the earlier period, the difference and the rate of change.

        `earlier` is the period to compare with where the figure is not of the report's period.
        """
        period, id = earlier or self.earlier(basis), f"{figure.id}.{basis}"
        label, of = (self.label(names[basis], name=figure.label) for names in (_CHANGE_LABELS, _DIFFERENCE_LABELS))
        then_id, then_label = self.then_names(basis, figure.id, figure.label)
        then = self._count(then_id, then_label, _where(figure), period, self.unfair(period))
        unknown = figure.unknown or then.unknown
        now_value, then_value = _decimal(figure), _decimal(then)
        difference = None if unknown else int(now_value - then_value)
        if unknown is None and not then_value:
            unknown_rate: Unknown | None = Unknown.ZERO_BASE
        else:
            unknown_rate = unknown
        rate = None if unknown_rate else (now_value - then_value) / then_value
        pair = (figure.id, then.id)
        return Comparison(
            basis,
            figure,
            then,
            self.enter(
                Figure(f"{id}.difference", of, Kind.DIFFERENCE, difference, figure.unit, then.id, None, unknown, pair)
            ),
            self.enter(Figure(id, label, Kind.CHANGE, rate, "", then.id, None, unknown_rate, pair)),
            self.streak(figure, then) if basis is Basis.QOQ else None,
            _withheld(then),
        )

    def compare_share(self, figure: Figure, then: Figure, basis: Basis) -> Comparison:
        """Enters the difference of two shares, rates or handling times that are themselves entered."""
        unknown = figure.unknown or then.unknown
        value = None if unknown else _decimal(figure) - _decimal(then)
        kind = Kind.POINTS if figure.kind in (Kind.SHARE, Kind.RATE) else Kind.DAYS
        label = self.label(_DIFFERENCE_LABELS[basis], name=figure.label)
        pair = (figure.id, then.id)
        difference = Figure(f"{figure.id}.{basis}", label, kind, value, figure.unit, then.id, None, unknown, pair)
        return Comparison(basis, figure, then, self.enter(difference), withheld=_withheld(then))

    def then_names(self, basis: Basis, id: str, label: str) -> tuple[str, str]:
        """The id and label of a figure of the earlier period."""
        return f"{id}.{_THEN[basis]}", self.label(_THEN_LABELS[basis], name=label)

    def earlier(self, basis: Basis) -> Period:
        """The period that the report's period is compared with."""
        return self.period.previous if basis is Basis.QOQ else self.period.year_ago

    def unfair(self, period: Period) -> Unknown | None:
        """Why the report's period is not compared with this one; None for itself."""
        return None if period in (self.period, self.period.to_date) else self.coverage.fair(period)

    def streak(self, figure: Figure, then: Figure) -> Figure | None:
        """Enters for how many periods in a row the count has moved as it did now, with the counts it moved from; None where for less than two.

        `then` is the count of the period before.
        """
        earlier = self._moved_through(_where(figure))
        if len(earlier) < 2:
            return None
        counts = [figure, then]
        for number, period in enumerate(earlier[1:], start=2):
            label = self.label(_BEFORE, name=figure.label, number=number)
            counts.append(self.count(f"{figure.id}.previous{number}", label, _where(figure), period))
        way = 1 if _decimal(figure) > _decimal(then) else -1
        label, operands = self.label(_STREAK, name=figure.label), tuple(one.id for one in counts)
        return self.enter(Figure(f"{figure.id}.streak", label, Kind.STREAK, way * len(earlier), operands=operands))

    def _moved_through(self, where: Where) -> list[Period]:
        """The earlier periods, latest first, from each of which the count moved on as it did to now."""
        period, found, way = self.period, list[Period](), 0
        while not self.unfair(period.previous):
            step = self.cube.count(period, where) - self.cube.count(period.previous, where)
            direction = (step > 0) - (step < 0)
            if direction == 0 or (found and direction != way):
                break
            way, period = direction, period.previous
            found.append(period)
        return found

    def first_seen(self, figure: Figure) -> Figure | None:
        """Enters that the figure's cases occur now but in none of the earlier periods of the trend that are covered; None where that is not so."""
        earlier = [period for period in self.period.back(self.trend)[:-1] if not self.coverage.covered(period)]
        where = _where(figure)
        if not figure.value or not earlier or any(self.cube.count(one, where) for one in earlier):
            return None
        label, query = self.label(_EARLIER, name=figure.label), Query("|".join(map(str, earlier)), where)
        before = self.enter(
            Figure(f"{figure.id}.earlier", label, Kind.COUNT, 0, figure.unit, None, query), np.empty(0, dtype=np.intp)
        )
        label, operands = self.label(_FIRST, name=figure.label), (figure.id, before.id)
        return self.enter(Figure(f"{figure.id}.first_seen", label, Kind.FIRST, len(earlier) + 1, operands=operands))

    def rows(self, figure: Figure) -> np.ndarray:
        """The positions of the cases behind a figure, none where it is unknown."""
        return self.positions.get(figure.id, np.empty(0, dtype=np.intp))

    def row_sets(self) -> Mapping[str, tuple[RowSet, ...]]:
        """The rows behind every figure that has them, in the order of the ledger."""
        places = self.ledger.cases[["file", "sheet", "row"]].to_numpy(dtype=np.int64)
        keys = {id(rows): rows.tobytes() for rows in self.positions.values()}  # a share has the very array of its part
        different = {keys[id(rows)]: rows for rows in self.positions.values()}
        sets = {key: self._row_sets_of(places[rows]) for key, rows in different.items()}
        return {name: sets[keys[id(rows)]] for name, rows in self.positions.items()}

    def _row_sets_of(self, places: np.ndarray) -> tuple[RowSet, ...]:
        breaks = np.flatnonzero((np.diff(places[:, :2], axis=0) != 0).any(axis=1)) + 1
        sheets = np.split(places, breaks) if len(places) else []
        return tuple(self._row_set(int(one[0, 0]), int(one[0, 1]), one[:, 2]) for one in sheets)

    def _row_set(self, file: int, sheet: int, rows: np.ndarray) -> RowSet:
        breaks = np.flatnonzero(np.diff(rows) != 1) + 1
        firsts, lasts = rows[np.r_[0, breaks]], rows[np.r_[breaks, len(rows)] - 1]
        spelled = [*map(str, firsts.tolist())]
        for place in np.flatnonzero(firsts != lasts).tolist():
            spelled[place] += f"-{lasts[place]}"
        return RowSet(self.ledger.files[file], self.ledger.sheets[file][sheet], ",".join(spelled), len(rows))


def _withheld(then: Figure) -> str:
    """The code of why nothing is compared with a figure that the ledgers reach; "" where it is."""
    return str(then.unknown) if then.unknown in _WITHHELD else ""


def _decimal(figure: Figure) -> Decimal:
    return Decimal(figure.value or 0)


def _where(figure: Figure) -> Where:
    return figure.query.where if figure.query else ()
