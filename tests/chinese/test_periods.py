"""Periods in words: what is printed, and what people write is read."""

import pytest

from reportgen.chinese.periods import Mention, Months, half, mentions, months, quarter, read_months, so_far, third


def test_periods_are_printed() -> None:
    """Quarters and halves by their number, months as a run, what of a year is over by its name."""
    assert [quarter(1), quarter(4), half(1), half(2)] == ["第一季度", "第四季度", "上半年", "下半年"]
    assert [months(7, 9), months(7, 7)] == ["7—9月", "7月"]
    assert [so_far(last) for last in (3, 6, 8, 9, 12)] == ["第一季度", "上半年", "1—8月", "前三季度", "全年"]
    assert [third(day) for day in (1, 10, 11, 20, 21, 31)] == ["上旬", "上旬", "中旬", "中旬", "下旬", "下旬"]


@pytest.mark.parametrize(
    ("text", "year", "first", "count"),
    [
        ("2026年第三季度", 2026, 7, 3),
        ("2026年三季度", 2026, 7, 3),
        ("2026年3季度", 2026, 7, 3),
        ("2026年度第三季度", 2026, 7, 3),
        ("二〇二六年三季度", 2026, 7, 3),
        ("三季度", None, 7, 3),
        ("四季", None, 10, 3),
        ("2026年上半年", 2026, 1, 6),
        ("下半年", None, 7, 6),
        ("2026年前三季度", 2026, 1, 9),
        ("前3个季度", None, 1, 9),
        ("前两季度", None, 1, 6),
        ("2026年前九个月", 2026, 1, 9),
        ("2026年7月", 2026, 7, 1),
        ("2026年12月份", 2026, 12, 1),
        ("十一月", None, 11, 1),
        ("2026年元月", 2026, 1, 1),
        ("元月至六月", None, 1, 6),
        ("2026年1—9月", 2026, 1, 9),
        ("1-9月", None, 1, 9),
        ("2026年1~9月份", 2026, 1, 9),
        ("一至九月", None, 1, 9),
        ("2026年1月至9月", 2026, 1, 9),
        ("2026年4月到2026年9月", 2026, 4, 6),
        ("2026年度", 2026, 1, 12),
        ("2026年", 2026, 1, 12),
        ("2026年全年", 2026, 1, 12),
    ],
)
def test_what_people_write_is_read(text: str, year: int | None, first: int, count: int) -> None:
    """With the year or without, the numbers in digits or in hanzi."""
    assert read_months(text) == Months(year, first, count)


@pytest.mark.parametrize(
    "text",
    [
        "五季度",
        "元季度",
        "2026年元年",
        "2026年13月",
        "9-1月",
        "2026年0月",
        "2026年9月至2027年3月",
        "中半年",
        "前四季度",
        "前13个月",
        "年度",
        "去年",
        "7",
        "1-9",
        "三五月",
        "2026年7月1日",
        "",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    """There is no fifth quarter and no run of months that goes backwards, or on into another year."""
    assert read_months(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2020年第一季度末前", [Mention("2020年第一季度", Months(2020, 1, 3), None)]),
        ("自2026年上半年起按月开展", [Mention("2026年上半年", Months(2026, 1, 6), None)]),
        ("2026年底前", [Mention("2026年", Months(2026, 1, 12), None)]),
        ("二〇二六年三月三十一日前", [Mention("二〇二六年三月三十一日", Months(2026, 3, 1), 31)]),
        (
            "2026年3月上旬启动，2026年10月底前完成",
            [Mention("2026年3月上旬", Months(2026, 3, 1), 10), Mention("2026年10月", Months(2026, 10, 1), None)],
        ),
        ("12月底前", []),
        ("编号20260年", []),
        ("2026年13月前", []),
    ],
)
def test_stretches_of_time_are_found_in_sentences(text: str, found: list[Mention]) -> None:
    """Those whose year is told, with the last day that is meant where it is not the end of a month."""
    assert list(mentions(text)) == found
