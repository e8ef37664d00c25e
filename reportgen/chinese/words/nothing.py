"""What a cell holds in which there is nothing (`nothing.txt`)."""

from reportgen.chinese.words.lists import word_lists

_LISTS = word_lists("nothing")

NONE = "无"
NOTHING = frozenset(_LISTS["marks"]) | frozenset(_LISTS["none"])
"""There is none: a mark, or a word."""
NULLS = NOTHING | frozenset(_LISTS["not known"]) | {""}
"""There is none, or it is not known or not filled in: folded, without spaces and in small letters."""
