"""The book of a comparison: figures that counties report, sums and rates of them; each is entered once, with the lines of the sidecars behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reportgen.messages import N_, texts
from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind, Reported, Unknown
from reportgen.model.reports.summaries import RowSet
from reportgen.rollup.records import Reading, Sidecar

_OF = N_("{county}: {name}")
_PLACE = N_("{name}: place")
_CHANGE = {
    Basis.QOQ: N_("{name}: change on the previous period"),
    Basis.YOY: N_("{name}: change on the same period of last year"),
}
_DIFFERENCE = {
    Basis.QOQ: N_("{name}: difference to the previous period"),
    Basis.YOY: N_("{name}: difference to the same period of last year"),
}
_THEN = {Basis.QOQ: N_("{name} (previous period)"), Basis.YOY: N_("{name} (same period of last year)")}
THEN = {Basis.QOQ: "previous", Basis.YOY: "year_ago"}


@dataclass
class Book:
    """Enters figures; `language` ("zh" or "en") is that of their labels."""

    language: str
    figures: dict[str, Figure] = field(default_factory=dict)
    rows: dict[str, tuple[RowSet, ...]] = field(default_factory=dict)

    def label(self, text: str, **places: object) -> str:
        """A text of the catalogue with names in its places."""
        return texts(self.language)(text).format_map(places)

    def enter(self, figure: Figure, rows: tuple[RowSet, ...] = ()) -> Figure:
        """Keeps a figure; an id is entered once."""
        if figure.id in self.figures:
            raise KeyError(figure.id)
        self.figures[figure.id] = figure
        self.rows[figure.id] = rows
        return figure

    def reported(
        self, county: str, sidecar: Sidecar, id: str, kind: Kind = Kind.COUNT, base: str | None = None
    ) -> Figure:
        """Enters a figure of a county as its report has it; unknown where it has none."""
        reading = sidecar.figures.get(id, Reading(None, id))
        label = self.label(_OF, county=county, name=reading.label)
        unknown = None if reading.value is not None else Unknown(reading.unknown or Unknown.NO_DATA)
        made = Figure(
            f"county.{sidecar.code}.{id}",
            label,
            kind,
            reading.value,
            reading.unit,
            base,
            unknown=unknown,
            reported=Reported(county, id, sidecar.file),
        )
        return self.enter(made, (RowSet(sidecar.file, id, str(reading.line), 1),) if reading.line else ())

    def sum(self, id: str, label: str, parts: Sequence[Figure], unit: str) -> Figure:
        """Enters the sum of figures of counties; unknown where one of them is, or there is none."""
        unknown = next((one.unknown for one in parts if one.unknown), None if parts else Unknown.NO_DATA)
        value = None if unknown else sum(int(one.value or 0) for one in parts)
        rows = tuple(row for one in parts for row in self.rows[one.id])
        operands = tuple(one.id for one in parts)
        return self.enter(Figure(id, label, Kind.COUNT, value, unit, None, None, unknown, operands), rows)

    def fraction(self, id: str, label: str, part: Figure, whole: Figure, kind: Kind = Kind.RATE) -> Figure:
        """Enters part / whole; unknown where one of them is, or the whole is nothing."""
        unknown = part.unknown or whole.unknown or (None if whole.value else Unknown.NO_BASE)
        value = None if unknown else Decimal(part.value or 0) / Decimal(whole.value or 1)
        made = Figure(id, label, kind, value, "", whole.id, None, unknown, (part.id, whole.id))
        return self.enter(made, self.rows[part.id])

    def rank(self, rate: Figure, place: int) -> Figure:
        """Enters the place of a rate among those of the other counties."""
        label = self.label(_PLACE, name=rate.label)
        return self.enter(Figure(f"{rate.id}.rank", label, Kind.RANK, place, operands=(rate.id,)))

    def compare(self, basis: Basis, now: Figure, then: Figure) -> Comparison:
        """Enters what a count has changed since an earlier period."""
        pair, unknown = (now.id, then.id), now.unknown or then.unknown
        difference = None if unknown else int(now.value or 0) - int(then.value or 0)
        no_rate = unknown or (None if then.value else Unknown.ZERO_BASE)
        rate = None if no_rate else Decimal(difference or 0) / Decimal(then.value or 1)
        by, of = (self.label(names[basis], name=now.label) for names in (_DIFFERENCE, _CHANGE))
        id = f"{now.id}.{basis}"
        return Comparison(
            basis,
            now,
            then,
            self.enter(
                Figure(f"{id}.difference", by, Kind.DIFFERENCE, difference, now.unit, then.id, None, unknown, pair)
            ),
            self.enter(Figure(id, of, Kind.CHANGE, rate, "", then.id, None, no_rate, pair)),
        )

    def compare_rates(self, basis: Basis, now: Figure, then: Figure) -> Comparison:
        """Enters by how many points a rate has changed since an earlier period."""
        unknown = now.unknown or then.unknown
        value = None if unknown else Decimal(now.value or 0) - Decimal(then.value or 0)
        label = self.label(_DIFFERENCE[basis], name=now.label)
        made = Figure(f"{now.id}.{basis}", label, Kind.POINTS, value, "", then.id, None, unknown, (now.id, then.id))
        return Comparison(basis, now, then, self.enter(made))

    def then_label(self, basis: Basis, name: str) -> str:
        """What the figure of the earlier period is called."""
        return self.label(_THEN[basis], name=name)

    def count_label(self, name: str) -> str:
        """What the cases are called that count for a rate."""
        return self.label(N_("{name}: count"), name=name)

    def base_label(self, name: str) -> str:
        """What the cases of the base of a rate are called."""
        return self.label(N_("{name}: base"), name=name)

    def of_county(self, county: str, name: str) -> str:
        """What a figure of a county is called."""
        return self.label(_OF, county=county, name=name)
