"""What a chart shows (`ChartSpec`) and how it came out: a `Picture`, or a `NativeChart` of Word's own kind."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import sha256


class ChartKind(StrEnum):
    """The kinds of chart that `draw` knows."""

    BARS = "bars"  # sorted vertical bars, one series
    TREND = "trend"  # a line over periods; a point with `mark` is picked out
    RANKING = "ranking"  # horizontal bars, largest on top
    STACKED = "stacked"  # horizontal 100 % bars: a series is a segment, a point of it is a bar
    GROUPED = (
        "grouped"  # bars side by side: a series is a bar of each group, a point of it names its group by its label
    )
    HEAT = "heat"  # a table of shaded cells: a series is a column, a point of it names its row by its label


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series: `text` is the printed label, `figure` the id of the figure shown.

    `value` is None where there is no figure (a gap, never zero); `mark` names what is special (`上年同期`), else "".
    """

    label: str
    value: float | None
    text: str
    figure: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one line or one segment; `name` is shown in a legend where there are several.

    `unfinished` says that the period of the last point is not over.
    """

    name: str
    points: tuple[Point, ...]
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How a chart is to look, other than usual: pure greys, or colours (`#1F4E79`) of its series in turn.

    `height_mm` is the height asked for, None for what looks best; without `labels` no value is printed.
    """

    grey: bool = False
    colours: tuple[str, ...] = ()
    height_mm: float | None = None
    labels: bool = True


OWN_PICTURE = "picture"
"""The kind of a chart that is a picture of the office's own: it has `data` and a size, and no series."""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart as the narrative wants it; `unit` labels the value axis (`件`), `alt` tells a blind reader what it says.

    Bars stand from the largest to the smallest; `in_order` keeps the order given, for points that have one of their own.
    `kind` is another word than those of ChartKind where it is an OWN_PICTURE, or a report remembers a kind that this version does not
    know. Of a picture `data` is the PNG or JPEG file, `size_mm` width and height on paper in millimetres.
    """

    id: str
    kind: ChartKind | str
    series: tuple[Series, ...]
    unit: str = ""
    alt: str = ""
    in_order: bool = False
    style: Style = field(default_factory=Style)
    data: bytes = b""
    size_mm: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Picture:
    """A drawn chart, or a picture of the office's own: PNG (or JPEG) bytes and its size on paper in millimetres."""

    id: str
    png: bytes
    width_mm: float
    height_mm: float
    alt: str

    @cached_property
    def digest(self) -> str:
        """By which it is known in a document: the sha256 of its bytes."""
        return sha256(self.png).hexdigest()


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """A series as a native chart plots it: a value for each label, None where there is none."""

    name: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """All that a native chart plots, and all that its workbook holds."""

    series: tuple[PlotSeries, ...]

    @property
    def digest(self) -> str:
        """By which it is known whoever spelled it: word processors write 0.346 as 0.34599999999999997, and count what has no label."""
        told = [
            (one.name, _uncounted(one.labels), tuple("" if value is None else f"{value:.12g}" for value in one.values))
            for one in self.series
        ]
        return sha256(repr(told).encode()).hexdigest()


def _uncounted(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The labels without numbers that only count them."""
    return tuple("" if label == str(number) else label for number, label in enumerate(labels, start=1))


@dataclass(frozen=True)
class NativeChart:
    """A chart that Word itself draws: its part, the workbook with what it plots, and its size on paper in millimetres."""

    id: str
    xml: bytes
    workbook: bytes
    plot: Plot
    width_mm: float
    height_mm: float
    alt: str

    @property
    def digest(self) -> str:
        """By which it is known in a document: what it plots, since word processors write charts anew when they save."""
        return self.plot.digest

    @cached_property
    def form(self) -> str:
        """The sha256 of its part: one that still has it was edited by nobody and saved by no word processor."""
        return sha256(self.xml).hexdigest()


Graphic = Picture | NativeChart
"""A chart as it came out."""
