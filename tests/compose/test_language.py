"""What the table of sentences cannot show: which runs know their figure, and what stands where nothing can be said."""

from decimal import Decimal

import pytest

from reportgen.chinese.numerals import quantity, to_hanzi
from reportgen.compose.language.language import plain_text
from reportgen.compose.language.numerals import grouped, rounded, shortened
from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind, Unknown
from reportgen.model.reports.narratives import Span
from tests.compose.notation import count, counts, language


def test_rounding_is_half_up_in_decimal() -> None:
    """A half goes up, in both directions; trailing zeros of the precision stay; nothing has no sign."""
    assert [rounded(Decimal(value), 1) for value in ("0.25", "0.35", "-0.25", "8")] == ["0.3", "0.4", "-0.3", "8.0"]
    assert rounded(Decimal("-0.04"), 1) == "0.0"


def test_a_printed_number_knows_its_figure_and_its_measure_word_does_not() -> None:
    """Only the number is marked as the figure's text."""
    total = count("total", "312", "件")
    assert language().said(total) == (Span("312", "total"), Span("件"))
    assert language("en").said(total) == (Span("312", "total"), Span(" 件"))


def test_an_unknown_figure_is_a_dash_without_measure_word() -> None:
    """What is not known is never printed as zero."""
    assert plain_text(language().said(count("x", "?", "件"))) == "—"


def test_the_text_of_a_change_on_a_small_base_is_no_percent() -> None:
    """Machines read what people read: no rate of growth from 2 to 5, and none of a rate of four cases."""
    compared = counts(count("x", "5", "件"), count("x.previous", "2", "件"), Basis.QOQ)
    few = Figure("rate", "办结率", Kind.RATE, Decimal("0.5"), "", "few")
    known = {"a": compared.then, "few": count("few", "4", "件"), "rate": few}
    assert compared.change
    texts = language(change=compared.change, **known).texts()
    assert (texts["x.qoq"], texts["rate"]) == ("—", "—")
    assert language("zh small=0", change=compared.change, **known).texts()["x.qoq"] == "150.0%"


def test_a_difference_of_rates_on_few_cases_is_not_said() -> None:
    """A rate of four cases is neither printed nor compared, and neither is the difference in percentage points."""
    few, many = count("few", "4", "件"), count("many", "40", "件")
    now, then = (
        Figure(id, id, Kind.RATE, Decimal(value), "", base)
        for id, value, base in (("now", "0.5", "many"), ("then", "0.25", "few"))
    )
    points = Figure("points", "增减", Kind.POINTS, Decimal("0.25"), "", "then")
    speaker = language(few=few, many=many, now=now, then=then, points=points)
    compared = Comparison(Basis.QOQ, now, then, points)
    assert not speaker.covered(compared)
    assert speaker.texts() == {"few": "4", "many": "40", "now": "50.0%", "then": "—", "points": "—"}


def test_of_the_two_comparisons_of_a_year_only_one_counts() -> None:
    """上年度 and 上年同期 are the same year: the second comparison is not said again."""
    year = language(period="2026")
    comparisons = [counts(count("x", "30", "件"), count("y", "20", "件"), basis) for basis in Basis]
    assert [year.covered(one) for one in comparisons] == [True, False]
    assert [language().covered(one) for one in comparisons] == [True, True]


def test_texts_say_a_large_number_in_full_and_tell_its_short_form() -> None:
    """A table prints 123456, a sentence 12.3万件; both texts are known."""
    speaker = language("zh large=100000", x=count("x", "123456", "件"), y=count("y", "99999", "件"))
    assert speaker.texts() == {"x": "123456", "y": "99999"}
    assert speaker.short_texts() == {"x": "12.3万"}
    assert speaker.said_texts() == {"x": "123456件", "y": "99999件"}


@pytest.mark.parametrize(
    ("number", "spelled"),
    [(0, "零"), (3, "三"), (10, "十"), (19, "十九"), (100, "一百"), (215, "二百一十五"), (1001, "一千零一"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_numbers_in_characters(number: int, spelled: str) -> None:
    """As they are read, with 零 for gaps."""
    assert to_hanzi(number) == spelled


def test_numbers_beyond_characters_are_refused() -> None:
    """No number is spelled wrongly."""
    with pytest.raises(ValueError, match="10000"):
        to_hanzi(10_000)
    assert (quantity(2), quantity(12)) == ("两", "十二")


def test_short_forms_tell_how_exact_they_are() -> None:
    """12万 is exact, 12.0万 is rounded; what is smaller than 1万 stays."""
    assert [shortened(value, 1) for value in (120_000, 120_400, -234_567, 3_000)] == [
        "12万",
        "12.0万",
        "-23.5万",
        "3000",
    ]
    assert grouped(-1234567) == "-1,234,567"


def test_no_base_is_no_data() -> None:
    """A rate without any answered row is not known, and not compared."""
    unknown = Figure("r", "满意率", Kind.RATE, None, "", None, None, Unknown.NO_BASE)
    points = Figure("p", "增减", Kind.POINTS, None, "", "r", None, Unknown.NO_BASE)
    compared = Comparison(Basis.QOQ, unknown, unknown, points)
    assert plain_text(language().compared(compared)) == "上季度无可比数据"
