"""What a chart shows (`ChartSpec`) and how it came out (`Picture`)."""

from dataclasses import dataclass
from enum import StrEnum


class ChartKind(StrEnum):
    """The kinds of chart that `draw` knows."""

    BARS = "bars"  # sorted vertical bars, one series
    TREND = "trend"  # a line over periods; a point with `mark` is picked out
    RANKING = "ranking"  # horizontal bars, largest on top
    STACKED = "stacked"  # horizontal 100 % bars: a series is a segment, a point of it is a bar


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
class ChartSpec:
    """A chart as the narrative wants it; `unit` labels the value axis (`件`), `alt` tells a blind reader what it says.

    Bars stand from the largest to the smallest; `in_order` keeps the order given, for points that have one of their own.
    """

    id: str
    kind: ChartKind
    series: tuple[Series, ...]
    unit: str = ""
    alt: str = ""
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart: PNG bytes and its size on paper in millimetres."""

    id: str
    png: bytes
    width_mm: float
    height_mm: float
    alt: str
