"""A table of shaded cells: each has its number, and the larger it is, the darker the cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reportgen.draw.parts.axes import as_high
from reportgen.draw.parts.hues import is_dark, paler
from reportgen.draw.parts.marks import (
    INK,
    NAME_SIZE,
    PICTURE_WIDTH,
    WHITE,
    Box,
    Drawing,
    Label,
    Mark,
    Measure,
    column_of_lines,
    line_height,
)
from reportgen.draw.parts.scales import groups_of, known, points_of
from reportgen.draw.parts.tones import drawing_of, hue_of
from reportgen.draw.parts.wrapping import shorten, wrap
from reportgen.model.reports.pictures import ChartSpec, Point

_TALLEST = 190.0  # mm; leaves room for the caption on a page
_ROW = 6.4  # mm
_LOWEST_ROW = 4.0
_WIDEST_CELL = 26.0
_COLUMN = 46.0  # mm that names of rows may take
_HEADS = (9.0, 8.0, 7.0, 6.0)  # pt of the names of columns, what reads best first
_HEAD_LINES = 4
_LINE = 11  # the grey between cells
_DARKEST = 9  # levels between the cell of the largest number and white paper


@dataclass(frozen=True, slots=True)
class _Names:
    """Names in lines, and their size in points."""

    lines: Sequence[tuple[str, ...]]
    size: float

    @property
    def height(self) -> float:
        """Of the one with most lines, in millimetres."""
        return max(map(len, self.lines), default=0) * line_height(self.size)


def heat(spec: ChartSpec, measure: Measure) -> Drawing:
    """The table; rows and columns stand in the order given, an empty cell has no number."""
    rows = list(groups_of(spec))
    names = _wrapped(rows, _COLUMN, NAME_SIZE, measure)
    usual = len(rows) * max(_ROW, names.height + 1.2)
    return as_high(spec, partial(_drawn, spec, measure), usual, len(rows) * _LOWEST_ROW)


def _wrapped(labels: Sequence[str], width: float, size: float, measure: Measure) -> _Names:
    """The names in lines as wide as `width`."""
    return _Names([wrap(label, width, partial(measure, size=size)) for label in labels], size)


def _drawn(spec: ChartSpec, measure: Measure, height: float) -> Drawing:
    """The table with rows of so many millimetres together, as many as a page has."""
    groups = groups_of(spec)
    row = min(height, _TALLEST - _HEAD_LINES * line_height() - 2.0) / len(groups) if groups else _ROW
    names = _rows(list(groups), row, measure)
    left = max((measure(line, names.size) for lines in names.lines for line in lines), default=0.0)
    left = max(left, measure(spec.unit, NAME_SIZE)) + 2.5
    cell = min((PICTURE_WIDTH - left - 1.0) / max(len(spec.series), 1), _WIDEST_CELL)
    heads = _heads([one.name for one in spec.series], cell - 2.4, measure)
    top = max(heads.height, line_height()) + 2.0
    marks: list[Mark] = []
    for number, lines in enumerate(heads.lines):
        x = left + cell * (number + 0.5)
        marks += column_of_lines(x, top - 0.8 - len(lines) * line_height(heads.size), lines, size=heads.size)
    if spec.unit:
        marks.append(Label(left - 1.5, top - 0.8 - line_height() / 2, spec.unit, "right"))
    size = _size_of_values(spec, (cell, row), measure)
    for number, (points, lines) in enumerate(zip(groups.values(), names.lines, strict=True)):
        y = top + row * number
        middle = y + row / 2
        marks += column_of_lines(
            left - 1.5, middle - len(lines) * line_height(names.size) / 2, lines, "right", names.size
        )
        for column, point in enumerate(points):
            marks += _cell(spec, point, Box(left + cell * column, y, cell, row, WHITE, edge=_LINE), size)
    return drawing_of(spec, PICTURE_WIDTH, top + row * len(groups) + 1.0, tuple(marks))


def _heads(labels: Sequence[str], width: float, measure: Measure) -> _Names:
    """The names of the columns, smaller where they are long, cut last of all."""
    for size in _HEADS:
        names = _wrapped(labels, width, size, measure)
        if max(map(len, names.lines), default=0) <= _HEAD_LINES:
            return names
    smallest = partial(measure, size=_HEADS[-1])
    return _Names([shorten(lines, _HEAD_LINES, width, smallest) for lines in names.lines], _HEADS[-1])


def _rows(labels: Sequence[str], row: float, measure: Measure) -> _Names:
    """The names of the rows, no higher than a row."""
    size = min(NAME_SIZE, row / line_height(1.0))
    most, width = max(int(row / line_height(size) + 0.01), 1), partial(measure, size=size)
    return _Names([shorten(wrap(label, _COLUMN, width), most, _COLUMN, width) for label in labels], size)


def _size_of_values(spec: ChartSpec, cell: tuple[float, float], measure: Measure) -> float:
    """The size at which the widest number has room in its cell."""
    widest = max((measure(point.text, NAME_SIZE) for point in points_of(spec)), default=0.0)
    return min(NAME_SIZE, NAME_SIZE * (cell[0] - 0.6) / widest if widest else NAME_SIZE, cell[1] / line_height(1.0))


def _cell(spec: ChartSpec, point: Point | None, box: Box, size: float) -> list[Mark]:
    """One cell with its number."""
    value = known(point) if point else None
    if point is None or value is None:
        text = point.text if point else ""
        return [box, *_number(box, text, size, INK)]
    most = max(known(one) or 0.0 for one in points_of(spec))
    part = max(value, 0.0) / most if most > 0 else 0.0
    fill, hue = WHITE - round(_DARKEST * part), hue_of(spec)
    hue = paler(hue, part) if hue else ""
    dark = is_dark(hue) if hue else fill <= WHITE - _DARKEST + 1
    shaded = Box(box.x, box.y, box.width, box.height, fill, edge=_LINE, hue=hue)
    return [shaded, *_number(box, point.text, size, WHITE if dark else INK)]


def _number(box: Box, text: str, size: float, ink: int) -> list[Mark]:
    return [Label(box.x + box.width / 2, box.y + box.height / 2, text, size=size, ink=ink)] if text else []
