"""A column of distinct values: what is left out of it leaves the rows as they are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportgen.clean.cells.cells import Cells, are_all, join_cells
from reportgen.clean.cells.charsets import known_texts
from reportgen.model.texts import PackedTexts, piece_of

CELLS = st.integers(1, 12).flatmap(lambda count: st.lists(st.integers(0, count - 1), max_size=30).map(lambda codes: Cells([f"v{n}" for n in range(count)], np.array(codes, np.int64))))  # fmt: skip


@given(CELLS)
def test_a_compact_column_holds_the_same_rows(cells):
    """And every value of it is held by a row."""
    compact = cells.compact()
    assert compact.rows() == cells.rows()
    assert sorted(set(compact.rows())) == sorted(compact.values)


@given(CELLS, st.data())
def test_rows_taken_are_those_rows(cells, data):
    """Whether they are all rows, some of them, or all in another order."""
    every = list(range(cells.height))
    rows = data.draw(
        st.permutations(every) | st.just(every) | (st.lists(st.sampled_from(every)) if every else st.just([]))
    )
    found = cells.take(np.array(rows, np.int64))
    assert found.rows() == [cells.rows()[row] for row in rows]
    assert are_all(np.array(rows, np.int64), cells.height) == (rows == every)


@given(st.lists(CELLS, max_size=3))
def test_columns_are_joined_one_below_the_other(parts):
    """One, several or none."""
    assert join_cells(parts).rows() == [row for part in parts for row in part.rows()]


_LETTERS = st.sampled_from("计共 \n总数甲1")


@given(st.lists(st.text(_LETTERS, max_size=4), max_size=12, unique=True), st.data())
def test_rows_that_pass_by_a_sign_are_those_that_pass(texts, data):
    """Listed, packed or among values of other kinds: what is known of a column from its characters changes no answer."""
    signs = data.draw(st.sets(_LETTERS | st.just("")))
    longest = data.draw(st.none() | st.integers(0, 3))

    def test(value):
        return (
            isinstance(value, str)
            and (longest is None or len(value) <= longest)
            and (not signs.isdisjoint(value) or (not value and "" in signs))
        )

    codes = np.arange(len(texts))
    wanted = [test(text) for text in texts]
    packed = PackedTexts([piece_of(texts[:3]), piece_of(texts[3:])])
    for values in (texts, known_texts(texts), known_texts(packed)):
        assert Cells(values, codes).where(test, signs=signs, longest=longest).tolist() == wanted
    mixed = Cells([*texts, 12, 1.5], np.arange(len(texts) + 2))
    assert mixed.where(test, signs=signs, longest=longest).tolist() == [*wanted, False, False]
