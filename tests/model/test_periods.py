"""The stretch of time that a report is about: how it is written, spelled and compared."""

import re
import string
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.chinese.numerals import to_digits, to_hanzi
from reportgen.model.periods import Period, PeriodError

_DAY = date(2026, 10, 12)


@st.composite
def _months(draw: st.DrawFn) -> tuple[int, int, int]:
    """A year, a first and a last month of it."""
    first = draw(st.integers(1, 12))
    return draw(st.integers(1900, 2999)), first, draw(st.integers(first, 12))


def _spellings(year: int, first: int, last: int) -> list[str]:
    """Every way to write these months."""
    period = Period.of_months(year, first, last - first + 1)
    years = [f"{year}年", f"{to_digits(year)}年", f"{year}年度", f"{year} "]
    run = [f"{first}{to}{last}月" for to in ("-", "—", "–", "～", "至", "到", "——")]
    run += [f"{first}月至{last}月", f"{to_hanzi(first)}至{to_hanzi(last)}月份", f"{first} — {last} 月"]
    named = [*run, *([f"前{last}个月", f"前{to_hanzi(last)}个月"] if first == 1 else [])]
    written = [str(period), period.key, f"{year}-{first:02d}/{year}-{last:02d}", f"{year}-{first}/{last:02d}"]
    written += [f"{year}M{first:02d}-{last:02d}", f"{year}年{first}月—{year}年{last}月"]
    if period.kind == "Y":
        written += [f"{year}年度", f"{year}年", f"{year}年全年", f"{to_digits(year)}年"]
    if period.kind == "H":
        named += [f"{'上下'[period.index - 1]}半年"]
        written += [f"{year}H{period.index}", f"{year}-H{period.index}", f"{year}h{period.index}"]
    if period.kind == "Q":
        nth = "一二三四"[period.index - 1]
        named += [f"第{nth}季度", f"{nth}季度", f"{period.index}季度", f"第 {nth} 季度"]
        written += [f"{year}Q{period.index}", f"{year}-Q{period.index}", f"{year}q{period.index}"]
    if period.kind == "M":
        named += [f"{first}月", f"{to_hanzi(first)}月", f"{first}月份"]
        written += [f"{year}-{first:02d}", f"{year}-{first}", f"{year}－{first:02d}"]
    if first == 1 and last in (6, 9):
        named += [f"前{'两三'[last // 3 - 2]}季度", f"前{last // 3}个季度"]
    return [*written, *(one + name for one in years for name in named)]


@given(_months())
def test_every_spelling_is_the_period(months: tuple[int, int, int]) -> None:
    """Written in digits, in hanzi, with any dash: one period, which is spelled one way and read back from that."""
    year, first, last = months
    period = Period.of_months(year, first, last - first + 1)
    assert {spelled: Period.parse(spelled) for spelled in _spellings(*months)} == dict.fromkeys(
        _spellings(*months), period
    )
    assert Period.recall(str(period)) == period
    assert (period.start, period.end.month, period.months) == (date(year, first, 1), last, last - first + 1)


@given(_months())
def test_the_name_in_a_file_is_legal(months: tuple[int, int, int]) -> None:
    """No sign that separates paths, and no other period has it."""
    period = Period.of_months(months[0], months[1], months[2] - months[1] + 1)
    assert set(period.key) <= {*string.ascii_uppercase, *string.digits, "-"}
    assert Period.parse(period.key) == period


@given(_months(), st.integers(2, 24))
def test_the_periods_before_follow_each_other(months: tuple[int, int, int], count: int) -> None:
    """Each as long as the next; those of a run from January, as those of a year, are a year apart."""
    period = Period.of_months(max(months[0], 2000), months[1], months[2] - months[1] + 1)
    back = period.back(count)
    assert back[-1] == period
    assert all(one.months == period.months for one in back)
    for earlier, later in pairwise(back):
        assert later.previous == earlier
        if period.compared_once:
            assert earlier == later.year_ago
        else:
            assert earlier.next == later
            assert earlier.end + timedelta(days=1) == later.start
        assert (Period.recall(str(earlier)).start, Period.recall(str(earlier)).end) == (earlier.start, earlier.end)


@given(_months(), st.dates(date(1950, 1, 1), date(2900, 12, 31)))
def test_every_day_lies_in_a_stretch_like_the_period(months: tuple[int, int, int], day: date) -> None:
    """A quarter in a quarter; of a run of months the year has the run, what is before it and what is after."""
    period = Period.of_months(months[0], months[1], months[2] - months[1] + 1)
    holding = period.holding(day)
    assert holding.start <= day <= holding.end
    assert holding.start.year == holding.end.year == day.year
    assert period.holding(period.start) == period.holding(period.end)
    assert (period.holding(period.start).start, period.holding(period.start).end) == (period.start, period.end)


@pytest.mark.parametrize(
    ("text", "day", "period"),
    [
        ("三季度", date(2026, 10, 12), "2026Q3"),
        ("三季度", date(2026, 7, 1), "2026Q3"),
        ("三季度", date(2026, 6, 30), "2025Q3"),
        ("四季度", date(2027, 1, 12), "2026Q4"),
        ("前三季度", date(2026, 10, 12), "2026-01/2026-09"),
        ("1—9月", date(2026, 10, 12), "2026-01/2026-09"),
        ("7-8月", date(2026, 10, 12), "2026-07/2026-08"),
        ("Q2", date(2026, 10, 12), "2026Q2"),
        ("前三季度", date(2026, 7, 1), "2026-01/2026-09"),
        ("前三季度", date(2027, 1, 12), "2026-01/2026-09"),
        ("上半年", date(2026, 6, 20), "2026H1"),
        ("上半年", date(2027, 1, 3), "2026H1"),
        ("12月", date(2026, 1, 3), "2025-12"),
    ],
)
def test_without_a_year_it_is_the_latest_one(text: str, day: date, period: str) -> None:
    """A report of 四季度 is written in January; without a day nobody knows the year."""
    assert str(Period.parse(text, day)) == period
    with pytest.raises(PeriodError, match=re.escape(text)):
        Period.parse(text)


@pytest.mark.parametrize(
    "text",
    (
        "2026Q5",
        "2026Q0",
        "2026H3",
        "2026-13",
        "2026-00",
        "2026-01/00",
        "26Q3",
        "1800",
        "3000",
        "2026-09/2026-07",
        "2026-07/2027-02",
        "2026-01-09",
        "2026M09-01",
        "第五季度",
        "2026年13月",
        "今年",
        "",
        " ",
        "2026年三季度四季度",
        "2026Q3x",
    ),
)
def test_what_is_no_period_is_refused_by_name(text: str) -> None:
    """A slip, a day, a stretch over two years."""
    with pytest.raises(PeriodError) as refused:
        Period.parse(text, _DAY)
    assert str(refused.value) == text.strip()


@pytest.mark.parametrize("text", ["2026年三季度", "三季度", "2026-Q3", "2026-7", "2026-01/2026-13", "2026-09/2026-01"])
def test_only_what_was_spelled_is_recalled(text: str) -> None:
    """The memory of a report has a period as it spells itself."""
    with pytest.raises(PeriodError):
        Period.recall(text)


@pytest.mark.parametrize(
    ("period", "previous", "year_ago", "next_one"),
    [
        ("2026-01/2026-09", "2025-01/2025-09", "2025-01/2025-09", "2026Q4"),
        ("2026-01/2026-05", "2025-01/2025-05", "2025-01/2025-05", "2026-06"),
        ("2026-07/2026-08", "2026-05/2026-06", "2025-07/2025-08", "2026-09/2026-10"),
        ("2026-04/2026-09", "2025-10/2026-03", "2025-04/2025-09", "2026-10/2027-03"),
        ("2026Q1", "2025Q4", "2025Q1", "2026Q2"),
        ("2026H2", "2026H1", "2025H2", "2027H1"),
        ("2026", "2025", "2025", "2027"),
        ("2026-12", "2026-11", "2025-12", "2027-01"),
    ],
)
def test_what_a_period_is_compared_with(period: str, previous: str, year_ago: str, next_one: str) -> None:
    """Before 前三季度 there is no period like it, so it is compared with that of last year alone."""
    known = Period.parse(period)
    assert (str(known.previous), str(known.year_ago), str(known.next)) == (previous, year_ago, next_one)


def test_months_that_are_a_quarter_are_the_quarter() -> None:
    """However they are written; what a year has added up to by the end of June is no half-year, and is recalled as it is."""
    assert [str(Period.parse(text)) for text in ("2026年7—9月", "2026-01/2026-06", "2026年1—12月", "2026年7—7月")] == [
        "2026Q3",
        "2026H1",
        "2026",
        "2026-07",
    ]
    assert Period.recall("2026-01/2026-06") == Period.parse("2026Q2").to_date != Period.parse("2026H1")
