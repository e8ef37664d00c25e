"""Work that goes on beside comes back by its name, or raises what went wrong."""

import pytest

from reportgen.clean.threads import begin


def test_each_piece_of_work_is_waited_for() -> None:
    """However many there are."""
    making = begin({str(number): lambda number=number: number * number for number in range(9)})
    assert {name: made() for name, made in making.items()} == {str(number): number * number for number in range(9)}
    assert begin({}) == {}


def test_what_went_wrong_is_raised_where_it_is_waited_for() -> None:
    """Not before, and not lost."""
    making = begin({"wrong": lambda: 1 // 0})
    with pytest.raises(ZeroDivisionError):
        making["wrong"]()
