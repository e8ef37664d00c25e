"""Grouped bars, tables of shaded cells, and how a chart is asked to look: layout and pixels."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image

from reportgen.draw import KINDS, draw
from reportgen.draw.canvas import Canvas
from reportgen.draw.fonts import installed_font
from reportgen.draw.kinds.grouped import grouped
from reportgen.draw.kinds.heat import heat
from reportgen.draw.parts.hues import is_dark, lightness, paler
from reportgen.draw.parts.marks import INK, PICTURE_WIDTH, WHITE, Box, Label
from reportgen.model.reports.pictures import ChartKind, Style
from reportgen.settings.models import Charts
from tests.draw.notation import SAMPLES, chart, measure

_THREE = {
    "本季度": [("县医院", 12), ("县法院", 9), ("税务局", 4)],
    "上季度": [("县医院", 8), ("县法院", 0), ("税务局", 6)],
    "上年同期": [("县医院", None, "无数据"), ("税务局", 6)],
}
_COLOURS = ("#1F4E79", "#C00000", "#FFE699")


def of(kind, drawing):
    """The marks of one kind, in painting order."""
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


def sheet(spec):
    """The picture of one chart."""
    return Image.open(io.BytesIO(draw([spec], Charts())[spec.id].png))


def styled(spec, **style):
    """The chart with another look."""
    return replace(spec, style=Style(**style))


def test_each_group_has_a_bar_of_each_series_as_high_as_its_value():
    """Groups from left to right in the order given; zero and a gap have a text and no bar, and what is not there has neither."""
    drawing = grouped(chart("grouped", **_THREE), measure)
    signs, bars = of(Box, drawing)[:3], of(Box, drawing)[3:]
    per_unit = bars[0].height / 12
    assert [round(bar.height / per_unit, 6) for bar in bars] == [12, 8, 9, 4, 6, 6]
    assert [bar.x for bar in bars] == sorted(bar.x for bar in bars)
    assert [(bar.fill, bar.hatch) for bar in bars[3:]] == [(sign.fill, sign.hatch) for sign in signs]
    assert drawing.texts[:3] == ("本季度", "上季度", "上年同期")
    values = [text for text in drawing.texts if text in ("12", "8", "无数据", "9", "0", "4", "6")]
    assert values[1:] == ["12", "8", "无数据", "9", "0", "4", "6", "6"]  # the first is the tick of zero


def test_bars_of_a_group_do_not_touch_those_of_the_next():
    """The air between groups is wider than that between bars."""
    bars = of(
        Box, grouped(chart("grouped", **{name: [(f"单位{n}", 5) for n in range(8)] for name in "甲乙丙"}), measure)
    )[3:]
    gaps = [other.x - one.x - one.width for one, other in pairwise(bars)]
    within, between = [gap for n, gap in enumerate(gaps, 1) if n % 3], gaps[2::3]
    assert 0 < max(within) < min(between)


@pytest.mark.parametrize(
    "rows",
    [
        [("某某县某某乡某某村便民服务中心第一窗口", 3)] * 1 + [(f"第{n}办事处", n) for n in range(12)],
        [(f"单位{n}", 10**7 + n) for n in range(9)],
    ],
)
def test_groups_lie_down_where_names_or_numbers_have_no_room(rows):
    """All are there, from the top in the order given."""
    drawing = grouped(chart("grouped", 本期=rows, 上期=rows), measure)
    bars = of(Box, drawing)[2:]
    assert [bar.y for bar in bars] == sorted(bar.y for bar in bars)
    assert len(bars) == 2 * sum(1 for _, value in rows if value)
    assert {bar.x for bar in bars} == {bars[0].x}
    assert {str(value) for _, value in rows} <= set(drawing.texts)


def test_sixty_bars_stay_on_a_page():
    """As many as a chart may have, with all numbers."""
    rows = [(f"单位{n}", n + 1) for n in range(10)]
    drawing = grouped(chart("grouped", **{f"第{n}类": rows for n in range(6)}), measure)
    assert drawing.height <= 200
    assert sum(1 for label in of(Label, drawing) if label.text == "10" and label.size >= 6) >= 6


def test_cells_are_the_darker_the_larger_their_number():
    """Rows and columns as given; each number in its cell, light on dark; where there is none the cell is white and empty."""
    spec = chart("heat", 态度=[("甲", 20), ("乙", 10)], 责任=[("甲", 1), ("丙", 5)])
    drawing = heat(spec, measure)
    cells = of(Box, drawing)
    assert len(cells) == 6  # three rows of two columns
    numbers = {}
    for label in of(Label, drawing):
        for cell in cells:
            if cell.x < label.x < cell.x + cell.width and cell.y < label.y < cell.y + cell.height:
                numbers[label.text] = (cell.fill, label.ink)
    assert set(numbers) == {"20", "10", "1", "5"}
    assert numbers["20"][0] < numbers["10"][0] < numbers["5"][0] <= numbers["1"][0]
    assert [numbers[one][1] for one in ("20", "10", "1")] == [WHITE, INK, INK]
    assert sorted(cell.fill for cell in cells)[-2:] == [WHITE, WHITE]


def test_numbers_of_a_table_stand_out_in_black_and_white():
    """Whatever the shade, number and cell are at least two fifths of the way from black to white apart; in any colour, too."""
    for colours in ((), ("#1F4E79",), ("#C00000",), ("#FFE699",)):
        spec = styled(chart("heat", 甲=[(str(n), n) for n in range(1, 12)]), colours=colours)
        drawing = heat(spec, measure)
        inks = [
            label.ink / 15 for label in of(Label, drawing) if label.x > of(Box, drawing)[0].x and label.text.isdigit()
        ]
        papers = [lightness(cell.hue) if cell.hue else cell.fill / 15 for cell in of(Box, drawing)]
        assert len(inks) == len(papers) == 11
        assert all(abs(ink - paper) >= 0.4 for ink, paper in zip(inks, papers, strict=True))
        assert papers == sorted(papers, reverse=True)


def test_forty_rows_of_ten_columns_stay_on_a_page():
    """The most that a table has: no name and no number is cut off at the edge."""
    columns = {f"第{n}类问题的名称": [(f"单位{row}", row * n) for row in range(40)] for n in range(10)}
    drawing = heat(chart("heat", **columns), measure)
    assert drawing.height <= 200
    assert max(label.x + measure(label.text, label.size) / 2 for label in of(Label, drawing)[10:]) <= PICTURE_WIDTH


@pytest.mark.parametrize("spec", SAMPLES, ids=lambda spec: spec.id)
@pytest.mark.parametrize("height", [60, 110])
def test_a_chart_is_as_high_as_asked_for(spec, height):
    """To the millimetre, where its names have room."""
    drawing = KINDS[spec.kind](styled(spec, height_mm=height), measure)
    if height > 60 or spec.kind in (ChartKind.BARS, ChartKind.TREND, ChartKind.GROUPED):
        assert drawing.height == pytest.approx(height)


@pytest.mark.parametrize("spec", SAMPLES, ids=lambda spec: spec.id)
def test_a_chart_is_never_lower_than_its_names_need(spec):
    """Asked to be a hand's breadth lower than it can be, it keeps all its texts on the paper, each for itself."""
    low, usual = (KINDS[spec.kind](one, measure) for one in (styled(spec, height_mm=30), spec))
    assert set(low.texts) >= {
        point.label for series in spec.series for point in series.points if point.label and spec.kind != ChartKind.TREND
    }
    assert low.height <= max(usual.height, 30)


@pytest.mark.parametrize("spec", [one for one in SAMPLES if one.kind != ChartKind.HEAT], ids=lambda spec: spec.id)
def test_without_labels_no_value_is_printed(spec):
    """The axis is left, and what a gap says."""
    drawing = KINDS[spec.kind](styled(spec, labels=False), measure)
    ticks = {str(n) for n in range(0, 200, 5)} | {f"{n}%" for n in range(0, 101, 20)} | {"2", "4", "6", "8"}
    printed = {point.text for series in spec.series for point in series.points if point.value is not None}
    assert not (printed - ticks) & set(drawing.texts)
    gaps = {point.text for series in spec.series for point in series.points if point.value is None}
    assert gaps <= set(drawing.texts)


@pytest.mark.parametrize("spec", SAMPLES, ids=lambda spec: spec.id)
def test_grey_is_grey(spec):
    """No pixel has a colour; without it the darkest ink has a blue."""
    grey, tinted = (sheet(one).convert("RGB").getcolors() for one in (styled(spec, grey=True), spec))
    assert all(len(set(colour)) == 1 for _, colour in grey)
    assert any(len(set(colour)) > 1 for _, colour in tinted)


@pytest.mark.parametrize("spec", SAMPLES, ids=lambda spec: spec.id)
def test_colours_are_those_asked_for(spec):
    """The first is there in any kind of chart, each in one with several series; the file stays small."""
    picture = sheet(styled(spec, colours=_COLOURS))
    found = {f"#{red:02X}{green:02X}{blue:02X}" for _, (red, green, blue) in picture.convert("RGB").getcolors(1 << 20)}
    several = spec.kind in (ChartKind.STACKED, ChartKind.GROUPED)
    assert set(_COLOURS if several else _COLOURS[:1]) <= found
    assert len(draw([styled(spec, colours=_COLOURS)], Charts())[spec.id].png) < 80_000


def test_colours_of_one_lightness_are_told_apart_in_print():
    """Two reds that a copier prints alike: one is hatched, with a hatch that can be seen on it."""
    spec = styled(chart("stacked", 甲=[("", 50, "50%")], 乙=[("", 50, "50%")]), colours=("#C00000", "#B00010"))
    image = sheet(spec).convert("L")
    boxes = of(Box, KINDS[ChartKind.STACKED](spec, Canvas([installed_font()], 200).measure))[2:]
    scale = 200 / 25.4
    spread = []
    for box in boxes:
        edges = (box.x + 0.5, box.y + 0.5, box.x + box.width - 0.5, box.y + box.height / 3)
        greys = image.crop(tuple(round(edge * scale) for edge in edges)).getextrema()
        spread.append(greys[1] - greys[0])
    assert spread[0] == 0
    assert spread[1] > 60


def test_a_colour_with_white_mixed_in():
    """From white to the colour itself, the lighter the less of it."""
    assert (paler("#1F4E79", 1.0), paler("#1F4E79", 0.0)) == ("#1F4E79", "#FFFFFF")
    shades = [lightness(paler("#C00000", part / 10)) for part in range(11)]
    assert shades == sorted(shades, reverse=True)
    assert is_dark("#000000")
    assert not is_dark("#FFFFFF")
