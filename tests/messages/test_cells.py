"""What issues of many cells say of each of them."""

import string

import pytest

from reportgen.messages import CATALOGUE, issue, speak
from reportgen.messages.codes.ledgers.cells import EACH


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", EACH)
def test_what_is_said_of_each_belongs_to_a_code(code: str) -> None:
    """The code is in the catalogue, and its issues have the values that are asked for."""
    entry = CATALOGUE[code]
    assert entry.each == EACH[code]
    assert _places(entry.each) <= _places(entry.message) | _places(entry.hint)


def test_each_of_many_is_told_like_one() -> None:
    """A code that ends in `.many` has the words of the code of one cell, where its values fill them."""
    speak("en")
    many = issue("ledger.cell-error.many", count=30, text="#REF!", cells="C17")
    assert many.each == issue("ledger.cell-error", text="#REF!").message
    assert issue("ledger.total-differs.many", count=30, cells="C17").each == ""
    assert issue("ledger.cell-error", text="#REF!").each == ""
