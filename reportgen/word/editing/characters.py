"""Characters: which ones a document can hold, how wide they print, and which need the East Asian font hint."""

import re
import unicodedata

HANGING = tuple("。，、．,.")
"""Marks that may hang beyond the end of a line."""
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EAST_ASIAN_BY_ITSELF = re.compile(
    "[\x00-\x7f\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]*"
)


def illegal_character(text: str) -> str | None:
    """The first character that no Word document can hold, as `U+000B`; None if there is none.

    These are what XML 1.0 (clause 2.2) leaves out, and the carriage return, which every XML parser turns into a line feed.
    """
    found = _ILLEGAL.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def needs_hint(text: str) -> bool:
    """Whether the text holds quotes, dashes or the like (“”‘’—…), which Word takes for Western without a hint."""
    return not _EAST_ASIAN_BY_ITSELF.fullmatch(text)


def width(text: str) -> float:
    """How wide the text prints, in full-width characters: 1 for a Chinese character, 0.5 for a digit or Latin letter."""
    return sum(
        1 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text if not unicodedata.combining(char)
    )
