"""Surnames by how surely the character is one (`surnames.txt`)."""

from reportgen.chinese.words.lists import word_lists

_LISTS = word_lists("surnames")


def _characters(name: str) -> frozenset[str]:
    return frozenset("".join(_LISTS[name]))


COMMON = _characters("common") | _characters("common in words")
"""Surnames that a hanzi before a title nearly always is."""
ALSO_WORDS = _characters("words")
"""Surnames that are words, place names or parts of words as well."""
IN_WORDS = ALSO_WORDS | _characters("common in words")
"""Surnames that running text holds as parts of words all the time: a word beside them explains them."""
FUNCTION_WORDS = _characters("hardly borne")
"""Those of them that hardly anybody bears and every text holds."""
COMPOUND = frozenset(_LISTS["compound"])
COMPOUND_WORDS = frozenset(_LISTS["compound words"])
"""Compound surnames that are directions, places and the like as well."""
ANY = COMMON | ALSO_WORDS
"""Surnames that running text may be searched for."""
IN_SLOTS = ANY | _characters("further") | _characters("rare")
"""All that are borne, the Hundred Family Names and others: to be believed where a person is expected, nowhere else."""


def surname_of(name: str) -> str:
    """The surname of a name: the compound one where there is one, else its first character."""
    return name[:2] if name[:2] in COMPOUND else name[:1]
