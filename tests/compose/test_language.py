"""Figures become the words that an official would write."""

from datetime import date
from decimal import Decimal

import pytest

from reportgen.compose.language import Language, day_label, hanzi, period_label, plain_text, rounded, ten_days
from reportgen.model import Basis, Comparison, Figure, Kind, Period, Span, Unknown

_PERIOD = Period.parse("2026Q3")


def _language(**figures: Figure) -> Language:
    return Language({one.id: one for one in figures.values()}, _PERIOD, 1, 10, "受理总数")


def _compare(now: int, then: int | None, basis: Basis = Basis.QOQ) -> Comparison:
    """A comparison as tally makes it."""
    unknown = Unknown.NO_DATA if then is None else None
    difference = None if then is None else now - then
    rate = None if not then else Decimal(now - then) / then
    why = unknown or (Unknown.ZERO_BASE if then == 0 else None)
    return Comparison(
        basis,
        Figure("x", "件数", Kind.COUNT, now, "件"),
        Figure("x.then", "上期", Kind.COUNT, then, "件", None, None, unknown),
        Figure("x.difference", "增减", Kind.DIFFERENCE, difference, "件", None, None, unknown),
        Figure("x.change", "变化", Kind.CHANGE, rate, "", None, None, why),
    )


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (312, 288, "比上季度增加24件，环比增长8.3%"),
        (401, 687, "比上季度减少286件，环比下降41.6%"),
        (12, 12, "与上季度持平"),
        (5, 0, "上季度为0，新增5件"),
        (0, 5, "上季度为5件"),
        (0, 0, "与上季度持平"),
        (5, 2, "由上季度的2件增至5件"),
        (2, 9, "由上季度的9件减至2件"),
        (20, 10, "比上季度增加10件，环比增长100.0%"),
        (5, None, "无上季度数据"),
    ],
)
def test_a_count_is_compared_with_the_period_before(now: int, then: int | None, said: str) -> None:
    """Rise, fall, unchanged, zero base, zero now, small base and missing base each have their sentence."""
    assert plain_text(_language().compared(_compare(now, then))) == said


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (312, 329, "与上年同期的329件相比减少17件，同比下降5.2%"),
        (330, 300, "与上年同期的300件相比增加30件，同比增长10.0%"),
        (7, 7, "与上年同期持平"),
        (7, 0, "上年同期为0，新增7件"),
        (7, 3, "由上年同期的3件增至7件"),
        (7, None, "无同期数据"),
    ],
)
def test_a_full_comparison_names_the_earlier_number(now: int, then: int | None, said: str) -> None:
    """The year-ago sentence gives both numbers where a rate is given."""
    assert plain_text(_language().compared_full(_compare(now, then, Basis.YOY))) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("0.012", "比上季度提高1.2个百分点"), ("-0.05", "比上季度下降5.0个百分点"), ("0.0004", "与上季度持平")],
)
def test_rates_differ_by_percentage_points(value: str, said: str) -> None:
    """A difference of rates is 个百分点, never %."""
    rate = Figure("r", "满意率", Kind.RATE, Decimal("0.9"))
    points = Figure("r.qoq", "增减", Kind.POINTS, Decimal(value))
    assert plain_text(_language().compared(Comparison(Basis.QOQ, rate, rate, points))) == said


def test_days_grow_longer_or_shorter() -> None:
    """A median handling time is 延长 or 缩短 by days."""
    days = Figure("d", "中位数", Kind.DAYS, Decimal(9), "天")
    shorter = Figure("d.qoq", "增减", Kind.DAYS, Decimal("-1.5"), "天")
    assert plain_text(_language().compared(Comparison(Basis.QOQ, days, days, shorter))) == "比上季度缩短1.5天"


def test_a_share_carries_its_base() -> None:
    """A share says what it is a share of: the total, its category, or a base with its own count."""
    total = Figure("total", "受理总数", Kind.COUNT, 312, "件")
    category = Figure("category.a", "服务态度生硬", Kind.COUNT, 108, "件")
    known = Figure("channel.known", "已注明渠道", Kind.COUNT, 120, "件")
    language = _language(total=total, category=category, known=known)

    def share(base: str) -> Figure:
        return Figure("s", "占比", Kind.SHARE, Decimal(108) / 312, "", base)

    assert plain_text(language.of_base(share("total"))) == "占受理总数的34.6%"
    assert plain_text(language.of_base(share("total"), with_count=True)) == "占受理总数312件的34.6%"
    assert plain_text(language.of_base(share("category.a"))) == "占该类的34.6%"
    assert plain_text(language.of_base(share("channel.known"))) == "占已注明渠道120件的34.6%"


def test_rounding_is_half_up_in_decimal() -> None:
    """A half goes up, in both directions, and trailing zeros of the precision stay."""
    assert [rounded(Decimal(value), 1) for value in ("0.25", "0.35", "-0.25", "8")] == ["0.3", "0.4", "-0.3", "8.0"]


def test_a_printed_number_knows_its_figure_and_its_measure_word_does_not() -> None:
    """Only the number is marked as the figure's text."""
    total = Figure("total", "受理总数", Kind.COUNT, 312, "件")
    assert _language().said(total) == (Span("312", "total"), Span("件"))


def test_an_unknown_figure_is_a_dash_without_measure_word() -> None:
    """What is not known is never printed as zero."""
    unknown = Figure("x", "上期", Kind.COUNT, None, "件", None, None, Unknown.NO_DATA)
    assert plain_text(_language().said(unknown)) == "—"


def test_a_table_shows_no_rate_on_a_small_base() -> None:
    """Below the small base a table shows a dash instead of a rate."""
    language = _language()
    assert plain_text(language.change_cell(_compare(5, 9))) == "—"
    assert plain_text(language.change_cell(_compare(8, 10))) == "-20.0%"
    assert plain_text(language.change_cell(_compare(8, 0))) == "—"


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("2026Q3", "2026年第三季度"),
        ("2026H1", "2026年上半年"),
        ("2026H2", "2026年下半年"),
        ("2026", "2026年"),
        ("2026-07", "2026年7月"),
    ],
)
def test_periods_have_their_official_names(period: str, label: str) -> None:
    """Quarter, half-year, year and month."""
    assert period_label(Period.parse(period)) == label


def test_small_words() -> None:
    """Numbers in characters, days, thirds of a month."""
    assert [hanzi(number) for number in (0, 3, 10, 12, 20, 35)] == ["零", "三", "十", "十二", "二十", "三十五"]
    assert day_label(date(2026, 10, 9)) == "2026年10月9日"
    assert [ten_days(date(2026, 8, day)) for day in (10, 11, 20, 21, 31)] == [
        "8月上旬",
        "8月中旬",
        "8月中旬",
        "8月下旬",
        "8月下旬",
    ]
