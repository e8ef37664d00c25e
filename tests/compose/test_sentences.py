"""Every sentence of the language engine, and that each number printed is the number meant."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.chinese.numerals import claimed
from reportgen.compose.language.language import NOTHING, Language, plain_text
from reportgen.compose.language.numerals import largest_remainder
from reportgen.model.reports.figures import CLAIMS, Basis, Figure, Kind
from reportgen.model.reports.narratives import Phrase, Span
from tests.compose.notation import Said, count, counts, language, phrase, sentences, speak

_SAID = sentences()
_PRINTS_FIGURES = {"compared", "compared_full", "moved", "change", "rate", "days_compared", "share", "said", "number"}
_NUMBER = re.compile(r"(?P<digits>-?[\d,]+(?:\.\d+)?)(?P<scale>%|万|亿| million| billion)?")
_SCALE = {
    "": Decimal(1), "%": Decimal("0.01"), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8,
    " million": Decimal(10) ** 6, " billion": Decimal(10) ** 9,
}  # fmt: skip


@pytest.mark.parametrize("said", _SAID, ids=str)
def test_the_engine_says_the_sentence(said: Said) -> None:
    """Every line of the table: what is said of the figures is the sentence that was read aloud."""
    assert speak(said) == said.sentence


def test_the_table_is_large_and_says_nothing_twice() -> None:
    """At least 150 cases, each once."""
    asked = [(one.language, one.period, one.call, one.arguments) for one in _SAID]
    assert len(asked) >= 150
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("said", [one for one in _SAID if one.call in _PRINTS_FIGURES], ids=str)
def test_the_numbers_of_the_sentence_are_those_of_its_figures(said: Said) -> None:
    """Each number in the table's sentences, read back, is its figure's value at the printed precision."""
    spoken, speaker = phrase(said)
    assert all(_agrees(span, speaker) for span in _printed(spoken))


def _printed(spoken: Phrase) -> Iterator[Span]:
    return (one for one in spoken if isinstance(one, Span) and one.figure is not None)


def _agrees(span: Span, speaker: Language) -> bool:
    """Whether the printed number is the value of its figure, rounded half up to the digits that are printed."""
    figure = speaker.figures[span.figure or ""]
    if span.text == NOTHING:
        return figure.value is None or speaker.on_small_base(figure)
    if figure.kind in CLAIMS and not span.text.isdecimal():
        return claimed(span.text) == figure.value
    found = _NUMBER.fullmatch(span.text)
    assert found, span.text
    printed = Decimal(found["digits"].replace(",", ""))
    scale = Decimal("0.01") if figure.kind is Kind.POINTS else _SCALE[found["scale"] or ""]
    exact = Decimal(figure.value or 0) / scale
    expected = exact.quantize(Decimal(1).scaleb(int(printed.as_tuple().exponent)), ROUND_HALF_UP)
    return printed in (expected, abs(expected))


_counts = st.one_of(st.integers(0, 30), st.integers(0, 5_000), st.integers(0, 10**10))
_languages = st.builds(
    lambda code, decimals, small, large: (
        f"{code} decimals={decimals} small={small}" + (f" large={large}" if large else "")
    ),
    st.sampled_from(["zh", "en"]),
    st.integers(0, 4),
    st.sampled_from([0, 5, 10, 100]),
    st.sampled_from([0, 10_000, 100_000]),
)
_periods = st.sampled_from(["2026Q3", "2026H1", "2026", "2026-07"])


@settings(max_examples=300, deadline=None)
@given(_languages, _periods, _counts, st.one_of(st.none(), _counts), st.sampled_from(list(Basis)))
def test_what_is_said_of_two_counts_agrees_with_them(
    spelled: str, period: str, now: int, then: int | None, basis: Basis
) -> None:
    """Whatever the counts: each printed number is its figure's value, and rise, fall and level are called so."""
    compared = counts(count("x", str(now), "件"), count("x.previous", "?" if then is None else str(then), "件"), basis)
    known = {"a": compared.now, "b": compared.then, "c": compared.difference}
    speaker = language(spelled, period, **known, **({"d": compared.change} if compared.change else {}))
    for spoken in (speaker.compared(compared), speaker.compared_full(compared), speaker.change_cell(compared)):
        assert all(_agrees(span, speaker) for span in _printed(spoken))
    said = plain_text(speaker.compared(compared))
    assert ("增" in said or "up" in said) == (then is not None and now > then and (then > 0 or "zh" in spelled))
    assert ("减" in said or "down" in said) == (then is not None and 0 < now < then)


@settings(max_examples=200, deadline=None)
@given(_languages, _counts, _counts)
def test_a_share_agrees_with_its_part_and_whole(spelled: str, part: int, rest: int) -> None:
    """A share printed of any whole, read back, is the share; what is too small to print is said to be less."""
    if part + rest == 0:
        return
    whole = count("total", str(part + rest), "件")
    share = Figure("s", "占比", Kind.SHARE, Decimal(part) / Decimal(part + rest), "", "total")
    speaker = language(spelled, total=whole, share=share)
    spoken = speaker.of_base(share, with_count=True)
    assert all(_agrees(span, speaker) for span in _printed(spoken))
    shown = [span for span in _printed(spoken) if span.figure == "s"]
    assert bool(shown) != (speaker.on_small_base(share) or speaker.tiny(share) or speaker.nearly_all(share))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any), st.integers(0, 4))
def test_the_largest_remainder_adds_up_to_a_hundred(parts: list[int], decimals: int) -> None:
    """Whatever the parts: printed shares add up to 100 exactly, none is a whole step off, and a larger part has no smaller share."""
    shares = largest_remainder(parts, decimals)
    step = Decimal(1).scaleb(-decimals)
    assert sum(shares) == 100
    assert all(abs(share - Decimal(100 * part) / sum(parts)) < step for share, part in zip(shares, parts, strict=True))
    ordered = sorted(zip(parts, shares, strict=True))
    assert all(one[1] <= other[1] for one, other in pairwise(ordered) if one[0] < other[0])
