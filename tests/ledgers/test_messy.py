"""Generated ledgers with a known truth: a clean table, kinds of mess composed at random, and the table read back."""

import os

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.periods import Period
from tests.full import FULL
from tests.ledgers.mess import KINDS, make_book
from tests.ledgers.proof import faults
from tests.ledgers.truth import PERIODS, settings

_EXAMPLES = int(os.environ.get("REPORTGEN_EXAMPLES", "150"))


def check(count: int, kinds: frozenset[str], seed: int, period: str) -> None:
    """The book read back is the truth, or the failure shows the ledger and what is wrong with its reading."""
    speak("en")
    book = make_book(count, kinds, seed, Period.parse(period))
    ledger, issues = clean(book.rows(), settings(**book.settings), book.period)
    if wrong := faults(book, ledger, issues):
        said = "\n".join(f"{issue.level} {issue.code} {issue.source}: {issue.message}" for issue in issues)
        pytest.fail(
            f"{book.period} {sorted(book.kinds)}\n{book}\n\n" + "\n".join(wrong) + f"\n\nsaid:\n{said}", pytrace=False
        )


@examples(max_examples=_EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 12),
    st.frozensets(st.sampled_from(KINDS), max_size=12),
    st.integers(0, 2**32),
    st.sampled_from(PERIODS),
)
def test_a_messy_ledger_is_read_as_what_happened(count: int, kinds: frozenset[str], seed: int, period: str) -> None:
    """Case by case the truth, or an issue at the row; and rows read = used + rejected + duplicates in every table."""
    check(count, kinds, seed, period)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_mess_alone(kind: str) -> None:
    """Every kind of mess by itself, in ledgers of a few sizes; in full of four, else of two in turn."""
    for seed in range(4) if FULL else range(list(KINDS).index(kind) % 2, 4, 2):
        check(3 + 4 * seed, frozenset({kind}), seed, PERIODS[seed])
