"""What a chart shows (`ChartSpec`) and how it came out (`Picture`)."""

from dataclasses import dataclass, field
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart as the narrative wants it; `unit` labels the value axis (`件`), `alt` tells a blind reader what it says.

    Bars stand from the largest to the smallest; `in_order` keeps the order given, for points that have one of their own.
    `kind` is another word than those of ChartKind where a report remembers a kind that this version does not know.
    """

    id: str
    kind: ChartKind | str
    series: tuple[Series, ...]
    unit: str = ""
    alt: str = ""
    in_order: bool = False
    style: Style = field(default_factory=Style)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart: PNG bytes and its size on paper in millimetres."""

    id: str
    png: bytes
    width_mm: float
    height_mm: float
    alt: str
