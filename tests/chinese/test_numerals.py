"""Numbers in hanzi: what is printed is read back, and what is no number is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.chinese.numerals import from_digits, from_hanzi, to_digits, to_hanzi, to_legal


@given(st.integers(0, 9999))
def test_what_is_printed_is_read_back(number: int) -> None:
    """As it is read, and digit by digit."""
    assert from_hanzi(to_hanzi(number)) == number
    assert from_digits(to_digits(number)) == number


@pytest.mark.parametrize(
    ("number", "spelled", "legal"),
    [
        (0, "零", "零"),
        (10, "十", "壹拾"),
        (15, "十五", "壹拾伍"),
        (105, "一百零五", "壹佰零伍"),
        (110, "一百一十", "壹佰壹拾"),
        (2003, "二千零三", "贰仟零叁"),
    ],
)
def test_numbers_are_spelled_as_they_are_read(number: int, spelled: str, legal: str) -> None:
    """With one 零 for any gap, and 一 before 十 only behind a larger place, on receipts everywhere."""
    assert (to_hanzi(number), to_legal(number)) == (spelled, legal)


def test_numbers_beyond_are_refused() -> None:
    """Nobody reads 一万零一件."""
    for number in (-1, 10_000):
        with pytest.raises(ValueError, match=str(number)):
            to_hanzi(number)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两百零三", 203),
        ("12", 12),
        ("一百五", 105),
        ("三五", None),
        ("百", None),
        ("", None),
        ("甲", None),
    ],
)
def test_what_is_no_number_is_none(text: str, value: int | None) -> None:
    """三五 is three to five."""
    assert from_hanzi(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("二○二六", 2026), ("二O26", 2026), ("二零二六", 2026), ("甲", None), ("", None)]
)
def test_years_are_read_with_whatever_stands_for_zero(text: str, value: int | None) -> None:
    """〇, 零, a circle, a letter."""
    assert from_digits(text) == value
