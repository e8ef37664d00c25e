"""Numbers as clerks type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.clean.dates.amounts import Amount, read_amount


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("12件", "12", "件"),
        ("287 宗", "287", "宗"),
        ("１，２３４", "1234", ""),
        ("1,234,567.5元", "1234567.5", "元"),
        ("3.5万", "35000", ""),
        ("3.5万元", "35000", "元"),
        ("十五日", "15", "日"),
        ("一百零五户", "105", "户"),
        ("二〇件", "20", "件"),
        ("两千人", "2000", "人"),
        ("-3", "-3", ""),
        (12, "12", ""),
        (12.5, "12.5", ""),
    ],
)
def test_it_reads_a_number_and_its_unit(cell, value, unit):
    """Full-width digits, commas, ten thousands and hanzi."""
    assert read_amount(cell) == Amount(Decimal(value), unit)


@pytest.mark.parametrize("cell", ["", "件", "2026-03-05", "1,23", "12件3起", "三五天", True, None, "约12件", "1.2.3"])
def test_it_reads_nothing_into_what_is_no_number(cell):
    """A date, a list, an approximation (三五天 is three to five): no number."""
    assert read_amount(cell) is None


@given(st.text(max_size=20) | st.floats(allow_nan=True) | st.integers())
def test_no_cell_raises(cell):
    """Whatever a cell holds is read or not."""
    assert read_amount(cell) is None or read_amount(cell).value.is_finite()
