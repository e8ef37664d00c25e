"""Single values: plain text of any cell, folding for comparison, and what stands for "nothing"."""

import re
import string
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import TypeGuard

from reportgen.chinese.numerals import COUNTING, ORDINAL
from reportgen.chinese.words.nothing import NULLS
from reportgen.clean.cells.charsets import charset_of, keep_charset

_SPACES = re.compile(r"\s+")
_NUMBERING = re.compile(rf"^(?:{ORDINAL}[、.]|\([{COUNTING}\d]{{1,3}}\)|\d{{1,2}}[、.](?!\d))")
_ENTITIES = re.compile(r"&(?:nbsp|ensp|emsp|thinsp);?", re.IGNORECASE)
_SPACE_OR_ENTITY = re.compile(r"[\s\u200b\ufeff]|&(?:nbsp|ensp|emsp|thinsp)", re.IGNORECASE)


def width_of(text: str) -> float:
    """How long a text is to a reader, in hanzi: two letters or digits are as long as one."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def as_text(value: object) -> str:
    """The value as a person would type it: 24.0 is `24`, a day is `2026-03-05`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.tzinfo or value.time() != time() else value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def are_texts(values: Sequence[object]) -> TypeGuard[Sequence[str]]:
    """Whether all values are texts."""
    return charset_of(values) is not None or set(map(type, values)) <= {str}


def as_texts(values: Sequence[object]) -> Sequence[str]:
    """All values as a person would type them."""
    return values if are_texts(values) else [as_text(value) for value in values]


def _seen(text: str) -> str:
    """The text without characters of no width."""
    return text.replace("\u200b", "").replace("\ufeff", "")


def fold(text: str) -> str:
    """The text as it is compared: NFKC, every space and line break gone, Latin letters small."""
    if not text.isascii():
        text = _seen(unicodedata.normalize("NFKC", _ENTITIES.sub("", text) if "&" in text else text))
    return "".join(text.split()).casefold()


def unnumbered(folded: str) -> str:
    """A folded text without a leading number: `一、态度生硬` and `(2)态度生硬` become `态度生硬`."""
    return _NUMBERING.sub("", folded)


def is_chinese(character: str) -> bool:
    """Whether the character is a hanzi or a mark of Chinese writing (full-width forms included)."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\ufe30" <= character <= "\uffef"
        or character in "“”‘’—…·"
        or character >= "\U00020000"
    )


def _gap(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    if start == 0 or end == len(text) or (is_chinese(text[start - 1]) and is_chinese(text[end])):
        return ""
    return " "


def tidy(text: str) -> str:
    """The text to keep: no tabs, line breaks or `&nbsp;`, no space between Chinese characters, else one space."""
    if not _SPACE_OR_ENTITY.search(text):
        return text
    return _SPACES.sub(_gap, _seen(_ENTITIES.sub(" ", text)))


def tidy_lines(text: str) -> str:
    """The text tidied line by line, its line breaks kept."""
    return "\n".join(line for part in text.splitlines() if (line := tidy(part)))


def stripped(texts: Sequence[str]) -> Sequence[str]:
    """The texts without spaces around them."""
    return texts if _are_plain(texts) else [text.strip() for text in texts]


def tidy_all(texts: Sequence[str]) -> Sequence[str]:
    """All texts tidied; one look at the whole spares a look at each where there is nothing to do."""
    return texts if _are_plain(texts) else [text if _is_plain(text) else tidy(text) for text in texts]


def _are_plain(texts: Sequence[str]) -> bool:
    charset = charset_of(texts)
    return charset.is_plain if charset else _is_plain("".join(texts))


def _is_plain(text: str) -> bool:
    """Whether a text surely has no space, no line break and no entity: of all spaces only the plain one is printable."""
    return text.isprintable() and " " not in text and "&" not in text


_UNFOLDED = frozenset([*string.ascii_letters, *string.digits, *map(chr, range(0x4E00, 0xA000))])
"""Characters that fold to themselves, or to their small letter."""


class Nulls:
    """Which texts stand for nothing: the built-in marks and those of `ledger.null_marks`."""

    def __init__(self, marks: Iterable[str]) -> None:
        """With the configuration's marks added."""
        self._folded = NULLS | {fold(mark) for mark in marks}
        self._longest = max(map(len, self._folded)) + 8  # spaces around a mark
        firsts = (unicodedata.normalize("NFKD", mark)[:1] for mark in self._folded)
        self._firsts = frozenset(case for first in firsts for case in (first.lower(), first.upper()) if case)

    def __contains__(self, text: str) -> bool:
        return text in self._folded or (
            len(text) <= self._longest and not text.isdecimal() and fold(text) in self._folded
        )

    def clear_all(self, texts: Sequence[str]) -> Sequence[str]:
        """The texts, "" for each that stands for nothing; one that begins as no mark does needs no second look."""
        charset = charset_of(texts)
        firsts = charset.firsts if charset else {text[:1] for text in texts} - {""}
        if charset and "\n" not in charset.characters:
            firsts -= {"\n"}  # it stands for the empty texts only, which are cleared already
        doubtful = {first for first in firsts if first in self._firsts or first not in _UNFOLDED}
        if not doubtful:
            return texts
        suspects = [place for place, text in enumerate(texts) if text[:1] in doubtful and len(text) <= self._longest]
        found = [place for place in suspects if texts[place] in self]
        if not found:
            return texts
        cleared = list(texts)
        for place in found:
            cleared[place] = ""
        return keep_charset(texts, cleared)

    def clear(self, text: str) -> str:
        """The text, or "" where it stands for nothing."""
        return "" if text in self else text
