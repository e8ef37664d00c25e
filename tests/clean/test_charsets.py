"""What is known of a column from the characters of its texts is what a look at each text would tell."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.clean.cases.dedup_keys import fold_keys, keys_of_all
from reportgen.clean.cells.cells import Cells
from reportgen.clean.cells.charsets import Charset, Texts, keep_charset, known_texts, leave_out
from reportgen.clean.cells.values import Nulls, stripped, tidy_all
from reportgen.clean.rows.table_rows import filled_cells
from reportgen.model.texts import PackedTexts, piece_of

_SIGNS = "aAＡ1１ \n\t\u00a0\u3000\u200b&;nbsp，,/—无不詳详张\U00020000ﬁ\u0301é"
_TEXTS = st.lists(st.text(st.sampled_from(_SIGNS), max_size=5), max_size=12)


def _known(texts: list[str]) -> Texts:
    return Texts(texts, Charset(texts))


@given(_TEXTS)
def test_characters_and_first_ones(texts: list[str]) -> None:
    """The charset has every character of the texts, no other one, and every character that one begins with."""
    charset = Charset(texts)
    halves = {chr(int.from_bytes(text.encode("utf-16-le")[at : at + 2], "little")) for text in texts for at in range(0, len(text.encode("utf-16-le")), 2)}  # fmt: skip
    assert charset.characters == halves
    assert {text[0] for text in texts if text and text[0] < "\U00010000"} <= charset.firsts
    assert ("" not in texts) or "\n" in charset.firsts


@given(_TEXTS, st.integers(0, 12))
def test_packed_texts_have_the_charset_of_listed_ones(texts: list[str], cut: int) -> None:
    """The same characters, and every first one; texts picked or left out of them are the same as of a list."""
    packed = PackedTexts([piece_of(texts[:cut]), piece_of(texts[cut:])])
    ours, usual = Charset(packed), Charset(texts)
    assert ours.characters == usual.characters
    assert ours.firsts >= usual.firsts
    assert list(packed) == [*packed[0:]] == texts
    assert list(packed[1:3]) == texts[1:3]
    assert list(packed[::-2]) == texts[::-2]
    known = known_texts(packed)
    assert list(leave_out(known, range(min(2, len(texts))))) == texts[2:]
    cells, places = Cells(texts, np.arange(len(texts))), Cells(known, np.arange(len(texts)))
    assert places.compact().rows() == cells.rows()
    assert places.filled().tolist() == cells.filled().tolist()
    assert filled_cells([places], len(texts)).tolist() == filled_cells([cells], len(texts)).tolist()


@given(_TEXTS)
@example(["\n"])
def test_texts_are_read_as_without_their_charset(texts: list[str]) -> None:
    """Tidying, null marks and blank cells come out the same for texts with a charset and for a plain list."""
    nulls, known = Nulls(()), _known(texts)
    assert list(tidy_all(known)) == list(tidy_all(texts))
    assert list(stripped(known)) == list(stripped(texts))
    assert list(nulls.clear_all(known)) == list(nulls.clear_all(texts))
    codes = Cells(texts, np.arange(len(texts))).codes
    assert filled_cells([Cells(known, codes)], len(texts)).tolist() == filled_cells([Cells(texts, codes)], len(texts)).tolist()  # fmt: skip


@given(_TEXTS)
def test_keys_are_equal_where_folded_texts_are(texts: list[str]) -> None:
    """Texts have equal keys exactly where they fold to the same, and none where they fold to nothing, as one by one."""
    ours, usual = keys_of_all(_known(texts)).tolist(), fold_keys(texts).tolist()
    assert [key == 0 for key in ours] == [key == 0 for key in usual]
    assert [ours.index(key) for key in ours] == [usual.index(key) for key in usual]


def test_texts_that_fold_apart_are_their_own_keys() -> None:
    """Different plain texts have different keys, and the same text the same one, without being folded."""
    keys = keys_of_all(_known(["甲，乙", "甲乙", "", "甲，乙"])).tolist()
    assert keys == [hash("甲，乙") % 2**64, hash("甲乙") % 2**64, 0, hash("甲，乙") % 2**64]


def test_a_choice_keeps_the_charset() -> None:
    """What is chosen from texts has their charset; values of other kinds have none."""
    known = known_texts(("甲", "乙"))
    assert isinstance(known, Texts)
    chosen = keep_charset(known, ["乙"])
    assert isinstance(chosen, Texts)
    assert chosen.charset is known.charset
    assert known_texts((1, "乙")) == (1, "乙")
