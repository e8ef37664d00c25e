"""The notation of the chart tests: a chart is written as its kind and its series of (label, value, text, mark)."""

from collections.abc import Sequence
from typing import Any

from reportgen.draw.parts.marks import MM_PER_POINT
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Point, Series

Row = tuple[Any, ...]


def chart(kind: str, *rows: Sequence[Row], unit: str = "件", id: str = "c", **named: Sequence[Row]) -> ChartSpec:
    """Makes a chart: `chart("bars", [("甲", 3), ("乙", None, "无数据")])`, one list of rows or a name for each list."""
    lists = {str(index): points for index, points in enumerate(rows)} | named
    series = tuple(Series(name, tuple(point(*row) for row in points)) for name, points in lists.items())
    return ChartSpec(id, ChartKind(kind), series, unit, f"图 {id}")


def point(label: str, value: float | None, text: str | None = None, mark: str = "") -> Point:
    """A point whose text is its value unless it is given."""
    return Point(label, value, str(value) if text is None else text, f"figure.{label}", mark)


def measure(text: str, size: float) -> float:
    """Made-up widths, the same on every machine: Chinese characters are one em wide and all others 0.55 em."""
    return sum(1.0 if ord(character) > 0x2E80 else 0.55 for character in text) * size * MM_PER_POINT


STACK = {
    "热线": [("", 150, "48.4%")],
    "评价器": [("", 90, "29.0%")],
    "来信": [("", 60, "19.4%")],
    "其他": [("", 10, "3.2%")],
}
SAMPLES = [
    chart("bars", [("服务态度生硬", 108), ("履职责任不强", 75), ("工作纪律松懈", 45)], id="bars"),
    chart(
        "trend",
        [("一季度", 30, "30", "上年同期"), ("二季度", None, "无数据"), ("三季度", 28), ("四季度", 31)],
        id="trend",
    ),
    chart("ranking", [(f"第{n}便民服务中心", n) for n in range(9)], id="ranking"),
    chart("stacked", id="stacked", **STACK),
    chart(
        "grouped",
        id="grouped",
        本季度=[("县医院", 12), ("县法院", 9), ("税务局", 4)],
        上季度=[("县医院", 8), ("县法院", 0), ("税务局", 6)],
        上年同期=[("县医院", None, "无数据"), ("县法院", 7), ("税务局", 5)],
    ),
    chart(
        "heat",
        id="heat",
        服务态度生硬=[("县医院", 12), ("县法院", 1)],
        履职责任不强=[("县医院", 3), ("税务局", 7)],
    ),
]
