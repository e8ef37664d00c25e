"""What a ledger itself shows of a word: one that stands in many of its texts, and seldom where a person is expected, names nobody."""

from collections.abc import Mapping, Sequence

import numpy as np

from reportgen.clean.cells.searching import ENDS, JoinedTexts

LENGTH = 2
"""Characters of a word by which it is known: 建设 of 建设局, 建设中."""
_TEXTS = 5
_SELDOM = 4
"""A word in at least `_TEXTS` texts, and in `_SELDOM` times as many as those where it stands as a person would."""


def ordinary(texts: Sequence[str], expected: Mapping[str, int], batch: int) -> frozenset[str]:
    """Those of the words of `LENGTH` characters that are ordinary ones; `expected` says in how many of the texts each stands as a person would.

    So many texts as `batch` are searched at a time.
    """
    words = sorted(word for word in expected if len(word) == LENGTH and max(word) < "\U00010000")
    if len(texts) < _TEXTS or not words:
        return frozenset()
    codes = np.array([_code(word) for word in words], np.uint64)
    order = np.argsort(codes)
    counts = np.zeros(len(words), np.int64)
    for first in range(0, len(texts), batch):
        joined = JoinedTexts(texts[first : first + batch])
        units = joined.units.astype(np.uint64)
        pairs = (units[:-1] << np.uint64(16)) | units[1:]
        at = np.searchsorted(codes[order], pairs)
        at[at == len(order)] = 0
        hits = np.flatnonzero(codes[order][at] == pairs)
        seen = np.unique(np.stack([order[at[hits]], joined.text_of(hits - ENDS)]), axis=1)[0]
        counts += np.bincount(seen, minlength=len(words))
    return frozenset(
        word
        for word, count in zip(words, counts.tolist(), strict=True)
        if count >= max(_TEXTS, _SELDOM * expected[word])
    )


def _code(word: str) -> int:
    return ord(word[0]) << 16 | ord(word[1])
