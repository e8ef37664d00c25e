"""Keys of texts: equal where the folded texts are, and in practice nowhere else."""

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportgen.clean.cases.dedup_keys import fold_keys, repeated
from reportgen.clean.cases.duplicates import DedupKeys
from reportgen.clean.cells.cells import Cells
from reportgen.clean.cells.charsets import Charset, Texts
from reportgen.clean.cells.values import fold

TRICKY = st.sampled_from(list("甲乙 ，。…ＡaA①⑩㎡é\u0301&;;nbsp각ᄀ\u200b\n\ufeffß\U0002f800丽丽\U00020bb7İ"))
TEXTS = st.lists(st.text(TRICKY | st.characters(codec="utf-8"), max_size=12), min_size=1, max_size=30)


@given(TEXTS)
def test_keys_are_equal_where_folded_texts_are(texts):
    """Both ways; a text that folds to nothing has key 0."""
    keys, folded = fold_keys(texts).tolist(), [fold(text) for text in texts]
    for key, text in zip(keys, folded, strict=True):
        assert (key == 0) == (text == "")
    assert [keys.index(key) for key in keys] == [folded.index(text) for text in folded]


def test_long_lists_are_worked_on_in_parts():
    """A text keeps its key wherever it stands among how many others, longer than a part or not."""
    texts = ["", *(f"窗口第{number}号" * (number % 7) for number in range(20_000)), "长" * 600_000, "窗口第5号"]
    keys = fold_keys(texts)
    assert keys[-1] == fold_keys(["窗口第５ 号"])[0] != 0
    assert keys[-2] == fold_keys(["长" * 600_000])[0]
    assert len(np.unique(keys)) == len({fold(text) for text in texts})


@given(st.lists(st.integers(0, 8)))
def test_it_finds_the_rows_of_repeated_keys(keys):
    """Every row whose key stands twice, in order."""
    wanted = [row for row, key in enumerate(keys) if keys.count(key) > 1]
    assert repeated(np.array(keys, np.uint64)).tolist() == wanted


@given(st.lists(st.sampled_from(["", "甲", "乙", "甲乙"]), min_size=1), st.data())
def test_rows_of_equal_texts_are_found_without_their_keys(texts, data):
    """Several of the values may be empty: what stood for nothing was cleared."""
    rows = np.array(sorted(data.draw(st.sets(st.integers(0, len(texts) - 1)))), np.int64)
    values, places = ["", "甲", "乙", "甲乙", ""], {"": [0, 4], "甲": [1], "乙": [2], "甲乙": [3]}
    codes = np.array([data.draw(st.sampled_from(places[text])) for text in texts], np.int64)
    cells = Cells(Texts(values, Charset(["甲乙", "乙"])), codes)
    like = DedupKeys(SimpleNamespace(texts={"text": cells}))
    taken = [texts[row] for row in rows]
    assert like.repeated("text", rows).tolist() == [row for row, text in enumerate(taken) if taken.count(text) > 1]
