"""What is read in a text before anything is judged: moments and lengths of time, units that a list gives once, numbers in hanzi."""

from decimal import Decimal

import pytest

from reportgen.review.text_audit.reading.enumeration import opposite
from reportgen.review.text_audit.texts.hanzi import hanzi_quantities
from reportgen.review.text_audit.texts.moments import lengths, moments
from reportgen.review.text_audit.texts.quantities import Kind, Range, quantities, with_units


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3月2日8时至4日20时30分", [(3, 2, 480), (3, 4, 1230)]),
        ("2024年12月30日来电，次日答复", [(12, 30, None), (12, 31, None)]),
        ("6月8日下午3时半到岗，当日晚7时离岗", [(6, 8, 930), (6, 8, 1140)]),
        ("2023年2月立案，2024年8月审结", [(2, 0, None), (8, 0, None)]),
        ("3月1日至15日内，在15日时限内", [(3, 1, None)]),
        ("4月31日", []),
    ],
)
def test_moments(text: str, read: list[tuple[int, int, int | None]]) -> None:
    """Month, day (0 for none) and minute of the day of each; nothing of a text with a day that does not exist."""
    assert [(one.month, one.day, one.minute) for one in moments(text)] == read


@pytest.mark.parametrize(
    ("text", "unit", "size"),
    [
        ("历时一年半", "month", 18),
        ("历时两年零八个月", "month", 32),
        ("用时2小时15分钟", "minute", 135),
        ("共60个小时", "minute", 3600),
        ("为期三周", "week", 3),
        ("历时15个自然日", "day", 15),
        ("7个工作日", "worked", 7),
    ],
)
def test_lengths(text: str, unit: str, size: int) -> None:
    """The size of a length in its unit."""
    (one,) = lengths(text)
    assert (one.unit, one.size) == (unit, size)


@pytest.mark.parametrize("text", ["2024年年底", "第3年", "20年代", "3月15日", "一年级"])
def test_no_lengths(text: str) -> None:
    """What is a date or an ordinal is no length."""
    assert list(lengths(text)) == []


def test_a_list_gives_its_unit_once() -> None:
    """8、12、15分钟 are three amounts; 第1、2、3组 and 1、2天 are not."""
    given = [one for _, _, one in with_units("8、12、15分钟", quantities("8、12、15分钟"))]
    assert [(one.kind, one.value, one.unit) for one in given] == [
        (Kind.AMOUNT, Decimal(n), "分钟") for n in (8, 12, 15)
    ]
    for text in ("第1、2、3、4组", "1、2天"):
        assert [one.kind for _, _, one in with_units(text, quantities(text))].count(Kind.AMOUNT) <= 1


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("九个乡镇，六个已建成，三个在建", [9, 6, 3]),
        ("立案十五件，其中九件办结", [15, 9]),
        ("增强“四个意识”，做到“两个维护”", []),
        ("一件难事，两个办法", []),
    ],
)
def test_numbers_in_hanzi(text: str, values: list[int]) -> None:
    """Short ones are numbers where the sentence puts them beside each other."""
    assert [one.value for _, _, one in hanzi_quantities(text)] == values


def test_about_so_much() -> None:
    """约1120件 is an amount with room on both sides; 超过1120件 is none."""
    (_, _, about), (_, _, over) = quantities("约1120件，超过1120件")
    assert about.kind is Kind.AMOUNT and about.holds(Range(Decimal(1080), Decimal(1080)))
    assert not about.holds(Range(Decimal(910), Decimal(910)))
    assert over.kind is Kind.ROUGH


def test_spans_that_hardly_touch_do_not_meet() -> None:
    """1.1亿元, 8000万元 and 6000万元 are not 2.4亿元, whatever they were before they were rounded."""
    (_, _, whole), *parts = quantities("2.4亿元、1.1亿元、8000万元、6000万元")
    total = sum((one.range for _, _, one in parts[1:]), start=parts[0][2].range)
    assert not whole.holds(total)


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["实现“一肩挑”的", "未实现“一肩挑”的"], True),
        (["达标", "不达标"], True),
        (["35岁及以下", "36岁及以上"], True),
        (["45岁及以下", "50岁以上"], False),
        (["基本满意的", "不满意的"], False),
        (["投诉", "举报"], False),
    ],
)
def test_opposites(labels: list[str], told: bool) -> None:
    """Whether two labels leave nothing between them."""
    assert opposite(labels) is told
