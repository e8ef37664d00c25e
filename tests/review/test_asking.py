"""What a person types, read as parts."""

from decimal import Decimal

import pytest

from reportgen.model.periods import Period
from reportgen.review.tracing.asking.parts import Captioned, Claim, Number, Part, Way, When, Word, amount_of, read_parts
from reportgen.review.tracing.asking.texts import half_width, plain, quotations
from reportgen.review.tracing.asking.words import Vocabulary

_VOCABULARY = Vocabulary(
    frozenset(["12345热线", "县政务服务中心", "服务态度生硬", "服务态度生硬连续升降期数", "占比", "按期办结率"]),
    ("应当一次告知的事项分次告知最多", "部门窗口之间互相推诿"),
)


def _number(value: str, unit: str = "", signed: bool = False) -> Number:
    return Number(Decimal(value), unit, signed)


def _parts(text: str) -> list[Part]:
    typed = half_width(text)
    parts, rest = read_parts(typed, Period.recall("2026Q3"), _VOCABULARY.stands, tuple(_VOCABULARY.whole(typed)))
    return [*parts, *_VOCABULARY.words(rest)]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("县政务服务中心32件", [_number("32", "件"), Word("县政务服务中心")]),
        ("县政务服务中心，３２ 件", [_number("32", "件"), Word("县政务服务中心")]),
        ("1,234件", [_number("1234", "件")]),
        ("3.5万件", [_number("35000.0", "件")]),
        ("-8.7%", [_number("8.7", "%", True)]),
        ("县政务服务中心减少10件", [Way("减少", False), _number("10", "件"), Word("县政务服务中心")]),
        ("上升", [Way("上升", True)]),
        ("百分之三十八点五", [_number("38.5", "%")]),
        ("百分之38.5", [_number("38.5", "%")]),
        ("2.8个百分点", [_number("2.8", "个百分点")]),
        ("一百零七", [_number("107")]),
        ("两件", [_number("2", "件")]),
        ("一次告知", [Word("一次告知")]),
        ("12345热线64件", [Word("12345热线"), _number("64", "件")]),
        ("图1", [Captioned("图", 1)]),
        ("图 十二", [Captioned("图", 12)]),
        ("Figure 2", [Captioned("图", 2)]),
        ("附件", [Captioned("附件", 0)]),
        ("附件2", [Captioned("附件", 2)]),
        ("第三季度", [When("2026Q3", ("第三季度",))]),
        ("2025年第四季度", [When("2025Q4", ("2025年第四季度",))]),
        ("７月", [When("2026-07", ("7月",))]),
        ("前三季度", [When("2026-01/2026-09", ("前三季度",))]),
        ("1—9月", [When("2026-01/2026-09", ("1-9月",))]),
        ("上季度", [When("2026Q2", ("上期", "上季度"), True)]),
        ("去年同期", [When("2025Q3", ("上年同期", "去年同期"), True)]),
        ("连续三个季度上升", [Claim("streak", 3, "up")]),
        ("已连续4个季度下降", [Claim("streak", 4, "down")]),
        ("连续下降", [Claim("streak", None, "down")]),
        ("首次", [Claim("first")]),
        ("居第二位", [Claim("rank", 2), Word("居", True)]),
        ("首位", [Claim("rank", 1)]),
        ("前三类", [Claim("leading", 3)]),
        ("居前十的单位", [Claim("leading", 10), Word("单位", True)]),
        ("服务态度生硬连续升降期数", [Word("服务态度生硬连续升降期数")]),
        ("服务态度生硬占比是多少", [Word("服务态度生硬"), Word("占比")]),
        ("态度生硬", [Word("态度生硬")]),
        ("推诿怎么算的", [Word("推诿")]),
        ("unit.1.share", [Word("unit.1.share")]),
        ("", []),
        ("，。", []),
    ],
)
def test_what_is_typed_has_parts(typed: str, parts: list[Part]) -> None:
    """Numbers with units, periods, charts, claims; words are names first, then pieces of names and sentences."""
    assert _parts(typed) == parts


@pytest.mark.parametrize(
    ("printed", "number"),
    [("38.0%", _number("38.0", "%")), ("-28.2%", _number("28.2", "%", True)), ("十二", _number("12")), ("—", None), ("首位", None), ("", None)],
)  # fmt: skip
def test_what_is_printed_is_a_number_or_none(printed: str, number: Number | None) -> None:
    """As it stands in a cell."""
    assert amount_of(printed) == number


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("13", "共137件，13件", [(6, 8)]),
        ("13", "比13.9%多", []),
        ("52 38.0%", "甲 | 52 | 38.0% | 45", [(1, 8)]),
        ("5238.0%", "甲 | 52 | 38.0% | 45", []),
        ("１３７件", "共 137 件。", [(1, 5)]),
        ("", "共137件", []),
    ],
)
def test_a_quotation_cuts_no_number_and_joins_none(wanted: str, text: str, found: list[tuple[int, int]]) -> None:
    """Blanks, bars and width make no difference."""
    assert quotations(plain(wanted), plain(text)) == found


def test_what_is_read_costs_no_more_than_it_is_long() -> None:
    """A whole page, or a line of nothing but digits or hanzi, is read like any other text."""
    for typed in ("九" * 3000, "1" * 3000, "连续" * 1500, "图" * 3000, "百分之" * 1000, "前" * 3000, "2026年" * 700):
        _parts(typed)
