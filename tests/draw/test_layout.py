"""Charts laid out: the data of the picture, without a picture."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.draw import KINDS
from reportgen.draw.kinds.bars import bars
from reportgen.draw.kinds.ranking import ranking
from reportgen.draw.kinds.stacked import stacked
from reportgen.draw.kinds.trend import trend
from reportgen.draw.parts.marks import INK, PICTURE_WIDTH, WHITE, Box, Dot, Label, Rule, line_height
from reportgen.draw.parts.tones import TONES
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Point, Series, Style
from tests.draw.notation import chart, measure

QUARTERS = [f"{2024 + (3 + n) // 4}年第{'一二三四'[(3 + n) % 4]}季度" for n in range(8)]


def of(kind, drawing):
    """The marks of one kind, in painting order."""
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


def test_bars_stand_sorted_with_name_and_value():
    """Largest first; the bar's length is its value's share of the axis; labels are the points' texts."""
    drawing = bars(chart("bars", [("纪律", 45), ("态度", 100, "100件"), ("责任", 75)]), measure)
    boxes = of(Box, drawing)
    assert drawing.texts == ("0", "20", "40", "60", "80", "100", "件", "100件", "态度", "75", "责任", "45", "纪律")
    assert [round(box.height / boxes[0].height, 2) for box in boxes] == [1.0, 0.75, 0.45]
    assert [box.x for box in boxes] == sorted(box.x for box in boxes)


def test_zero_and_gap_have_a_text_but_no_bar():
    """A gap is never drawn as zero: it has no bar, and says what its text says."""
    drawing = bars(chart("bars", [("甲", 2), ("乙", 0), ("丙", None, "无数据")]), measure)
    assert len(of(Box, drawing)) == 1
    assert drawing.texts[-6:] == ("2", "甲", "0", "乙", "无数据", "丙")


def test_bars_lie_down_where_names_have_no_room():
    """Forty categories cannot stand side by side; they are drawn as a ranking, none left out."""
    many = chart("bars", [(f"第{n}类问题", n) for n in range(40)])
    assert bars(many, measure) == ranking(many, measure)


def test_ranking_has_the_largest_on_top_and_grows():
    """Row by row from the top; ten members need more height than three."""
    three = ranking(chart("ranking", [("乙", 2), ("甲", 9), ("丙", 1)]), measure)
    ten = ranking(chart("ranking", [(f"单位{n}", n) for n in range(10)]), measure)
    names = {label.text: label.y for label in of(Label, three)}
    assert names["甲"] < names["乙"] < names["丙"]
    assert ten.height > three.height + 7 * line_height()


def test_a_name_of_sixteen_characters_stands_on_one_line():
    """Units have long names; sixteen characters at nine points are not broken."""
    name = "县税务局第一税务分局办税服务大厅"
    assert name in ranking(chart("ranking", [(name, 3)]), measure).texts


@pytest.mark.parametrize(
    ("members", "name"), [(40, "县人力资源和社会保障局社保服务中心窗口"), (12, "县局" * 60), (90, "县医院")]
)
def test_ranking_never_outgrows_a_page(members, name):
    """Names get smaller, then shorter; the picture always fits between the margins with its caption."""
    drawing = ranking(chart("ranking", [(f"{name}{n}", n) for n in range(members)]), measure)
    assert drawing.height <= 200
    assert len(of(Box, drawing)) == members - 1


def test_trend_breaks_at_a_gap_and_marks_the_year_ago_point():
    """The line has two pieces, the gap its text, the marked point a large hollow sign and its word over the value."""
    values = [301, None, 350, 329, 276, 299, 288, 312]
    rows = [
        (q, v, "无数据" if v is None else str(v), "上年同期" if q == "2025年第三季度" else "")
        for q, v in zip(QUARTERS, values, strict=True)
    ]
    drawing = trend(chart("trend", rows), measure)
    hollow = [dot for dot in of(Dot, drawing) if dot.fill == WHITE]
    lines = [rule for rule in of(Rule, drawing) if rule.width == 0.5]
    labels = {label.text: label for label in of(Label, drawing)}
    assert [len(line.points) for line in lines] == [6]
    assert len(of(Dot, drawing)) == 7
    assert [(dot.x, dot.radius > 1) for dot in hollow] == [(pytest.approx(labels["329"].x, abs=8), True)]
    assert labels["上年同期"].y < labels["329"].y < hollow[0].y
    assert "无数据" in labels


def test_trend_lies_as_high_as_its_values():
    """Twice the value is twice as far above the axis."""
    low, high = of(Dot, trend(chart("trend", [("一", 50), ("二", 100)]), measure))
    axis = next(
        mark
        for mark in trend(chart("trend", [("一", 50), ("二", 100)]), measure).marks
        if isinstance(mark, Rule) and mark.width == 0.25
    )
    zero = axis.points[0][1]
    assert zero - high.y == pytest.approx(2 * (zero - low.y))


@given(st.lists(st.integers(0, 99999), min_size=8, max_size=8), st.integers(0, 7))
def test_eight_quarters_all_have_their_values(values, marked):
    """In a report's usual trend no value is left out, however steep the line."""
    points = tuple(
        Point(q, value, str(value), "f", "上年同期" if n == marked else "")
        for n, (q, value) in enumerate(zip(QUARTERS, values, strict=True))
    )
    texts = trend(ChartSpec("c", ChartKind.TREND, (Series("", points),)), measure).texts
    assert all(texts.count(str(value)) >= values.count(value) for value in values)
    assert "上年同期" in texts


def test_two_lines_differ_without_colour():
    """Each line has its own sign and its own dash, and the legend names both."""
    drawing = trend(
        chart(
            "trend", 办结率=[("一", 0.9, "90%"), ("二", 0.8, "80%")], 满意率=[("一", 0.6, "60%"), ("二", 0.5, "50%")]
        ),
        measure,
    )
    assert len({dot.shape for dot in of(Dot, drawing)}) == 2
    assert len({rule.dash for rule in of(Rule, drawing) if rule.width == 0.5}) == 2
    assert {"办结率", "满意率"} <= set(drawing.texts)


def test_crowded_periods_leave_names_out_and_always_keep_the_last():
    """Of twenty-four months every third is named, counted back from the newest."""
    rows = [(f"{2024 + n // 12}年{n % 12 + 1}月", 100 + n) for n in range(24)]
    texts = "".join(trend(chart("trend", rows), measure).texts)
    assert all(f"{year}年{month}月" in texts for year in (2024, 2025) for month in (3, 6, 9, 12))
    assert "年2月" not in texts


def test_segments_are_as_wide_as_their_shares():
    """A bar is 100 %; texts are inside where they fit, otherwise behind the name in the legend."""
    drawing = stacked(
        chart("stacked", 热线=[("", 150, "75.0%")], 信件=[("", 46, "23.0%")], 其他=[("", 4, "2.0%")]), measure
    )
    widths = [box.width for box in of(Box, drawing)[3:]]
    assert [round(width / sum(widths), 3) for width in widths] == [0.75, 0.23, 0.02]
    assert drawing.texts == ("热线", "信件", "其他 2.0%", "0%", "20%", "40%", "60%", "80%", "100%", "75.0%", "23.0%")


def test_small_segments_of_several_bars_are_told_under_their_bar():
    """With several bars the legend cannot hold the texts of one of them."""
    drawing = stacked(
        chart(
            "stacked",
            教育=[("上季", 99, "99件"), ("本季", 80, "80件")],
            移交=[("上季", 1, "1件"), ("本季", 20, "20件")],
        ),
        measure,
    )
    assert "移交 1件" in drawing.texts
    assert "移交" in drawing.texts
    assert "20件" in drawing.texts


def test_a_bar_that_adds_up_to_nothing_is_an_outline():
    """Nothing received is not 100 % of anything."""
    drawing = stacked(chart("stacked", 热线=[("", 0, "0")], 信件=[("", 0, "0")]), measure)
    assert [box.fill for box in of(Box, drawing)[2:]] == [WHITE]
    assert {"热线 0", "信件 0"} <= set(drawing.texts)


def test_neighbouring_segments_differ_in_black_and_white():
    """A fifth of the way from black to white apart, or one hatched and the other plain, or hatched in another way."""
    for one, other in pairwise((*TONES, TONES[0])):
        assert abs(one.fill - other.fill) >= 3 or one.hatch != other.hatch
    assert all(tone.ink == (WHITE if tone.fill < 8 and not tone.hatch else INK) for tone in TONES)
    assert len(set(TONES)) == len(TONES)


NAMES = st.text("县政务服务中心办事处（）、2026ab $_\\", max_size=30)
VALUES = st.one_of(st.none(), st.just(0), st.integers(0, 20), st.integers(0, 10**7))
POINTS = st.lists(st.tuples(NAMES, VALUES, st.sampled_from(["", "上年同期"])), max_size=12)


@st.composite
def charts(draw_value, kind):
    """Any chart: no series, several series, empty names, gaps, zeros, one huge value."""
    series = draw_value(st.lists(POINTS, max_size=2 if kind is ChartKind.TREND else 4))
    points = [
        tuple(Point(label, value, "无" if value is None else str(value), "f", mark) for label, value, mark in rows)
        for rows in series
    ]
    return ChartSpec(
        "c",
        kind,
        tuple(Series(f"第{n}类", row) for n, row in enumerate(points)),
        draw_value(st.sampled_from(["", "件"])),
        style=Style(
            height_mm=draw_value(st.sampled_from([None, None, 30.0, 100.0, 190.0])), labels=draw_value(st.booleans())
        ),
    )


def area(label):
    """The paper that a label takes, as left, top, right, bottom."""
    width = measure(label.text, label.size)
    left = label.x - {"left": 0, "center": 0.5, "right": 1}[label.align] * width
    half = line_height(label.size) / 2
    return left, label.y - half, left + width, label.y + half


def overlap(one, other):
    """Whether two areas share more than a hair."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.1 and min(one[3], other[3]) - max(one[1], other[1]) > 0.1


@pytest.mark.parametrize("kind", ChartKind)
def test_every_label_is_on_the_picture_and_on_no_other(kind):
    """Whatever the data, no text is cut off at the edge, and no text lies on another."""

    @settings(max_examples=40, deadline=None)
    @given(charts(kind))
    def holds(spec):
        drawing = KINDS[kind](spec, measure)
        areas = [area(label) for label in of(Label, drawing)]
        assert drawing.width == PICTURE_WIDTH
        assert all(
            left > -0.01 and top > -0.01 and right < drawing.width + 0.01 and bottom < drawing.height + 0.01
            for left, top, right, bottom in areas
        )
        assert not [pair for pair in combinations(areas, 2) if overlap(*pair)]

    holds()
