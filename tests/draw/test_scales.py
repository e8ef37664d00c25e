"""The value axis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.draw.parts.scales import largest_first, scale_of
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Point, Series


def spec_of(values, text="{}"):
    points = tuple(Point(str(index), value, text.format(value), "f") for index, value in enumerate(values))
    return ChartSpec("c", ChartKind.BARS, (Series("", points),))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([], ["0", "1"]),
        ([0, 0], ["0", "1"]),
        ([1], ["0", "1"]),
        ([3], ["0", "1", "2", "3"]),
        ([7, 2], ["0", "2", "4", "6", "8"]),
        ([12], ["0", "5", "10", "15"]),
        ([108, 75, 12], ["0", "25", "50", "75", "100", "125"]),
        ([1234567], ["0", "250000", "500000", "750000", "1000000", "1250000"]),
        ([3.5, 1.2], ["0", "1", "2", "3", "4"]),
        ([None, float("nan"), float("inf")], ["0", "1"]),
        ([4, -3], ["-4", "-2", "0", "2", "4"]),
    ],
)
def test_ticks_are_round_and_counts_get_whole_ones(values, ticks):
    """A reader can name every tick, and no axis of counts says half a case."""
    assert [text for _, text in scale_of(spec_of(values)).ticks] == ticks


def test_fractions_printed_as_percentages_get_a_percent_axis():
    """The axis speaks the language of the labels: 0.712 is printed 71.2%, so the ticks are percent too."""
    ticks = scale_of(spec_of([0.712, 0.088], "{:.1%}")).ticks
    assert [text for _, text in ticks] == ["0%", "20%", "40%", "60%", "80%"]
    assert ticks[-1][0] == 0.8


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**12), st.floats(0, 1e9)), max_size=12))
def test_axis_begins_at_zero_and_holds_every_value(values):
    """Bars are as long as their values say: the axis is never cut off, at either end, and has at most six ticks."""
    scale = scale_of(spec_of(values))
    assert scale.low == 0
    assert 2 <= len(scale.ticks) <= 7
    assert all(0 <= scale.part(value) <= 1 for value in values if value is not None)


def test_equal_values_keep_their_order_and_gaps_come_last():
    """Sorting is stable, so that a tie stands as the report's table has it."""
    spec = spec_of([2, None, 5, 2, 0])
    assert [point.label for point in largest_first(spec)] == ["2", "0", "3", "4", "1"]
