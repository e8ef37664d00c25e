"""Words that stand where a person is expected and name nobody, and words behind which a name has ended (`words.txt`)."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen.chinese.words.lists import parse

_LISTS = parse(Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines())


class Words:
    """Many words, looked for at a place or anywhere; a look costs the same however many they are."""

    def __init__(self, *lists: Iterable[str]) -> None:
        """The words of all lists."""
        self.words = frozenset(word for words in lists for word in words)
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        self._longest = sorted({len(word) for word in self.words}, reverse=True)
        self._first = re.compile(f"[{re.escape(''.join(sorted(self._lengths)))}]")

    def begins(self, text: str, start: int = 0) -> int:
        """How long the longest word is that begins here; 0 where none does."""
        for length in self._lengths.get(text[start : start + 1], ()):
            if text[start : start + length] in self.words:
                return length
        return 0

    def ends(self, text: str, end: int, least: int = 1) -> int:
        """How long the longest word is that ends here; 0 where none does."""
        for length in self._longest:
            if least <= length <= end and text[end - length : end] in self.words:
                return length
        return 0

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where which words begin, also several in one place."""
        for found in self._first.finditer(text):
            start = found.start()
            for length in self._lengths[found[0]]:
                if (word := text[start : start + length]) in self.words:
                    yield start, word


ROLES = Words(_LISTS["roles"])
"""What people and offices are called that name nobody: 群众, 经办人."""
ENDS = frozenset(_LISTS["ends"])
"""Last characters of offices and groups."""
JOINED = frozenset(_LISTS["joined"])
"""Words that look like the opening of a slot with a surname behind it: 由于."""
LEADS = Words(_LISTS["leads"])
"""What stands in front of who reports."""
INSIDE = frozenset(_LISTS["inside"])
"""Words in which a cue is no word: 物业主管."""
REDUPLICATED = frozenset(_LISTS["reduplicated"])
"""Words of one character twice that nobody is called."""
FUNCTION = Words(_LISTS["function"])
"""What begins like this is no name anywhere."""
OPENERS = Words(_LISTS["openers"], _LISTS["function"], _LISTS["words"])
"""What goes on with the sentence behind a role."""
AFTER = Words(_LISTS["after"])
"""What a sentence goes on with behind a name."""
TITLES = Words(_LISTS["titles"])
NICKNAME = re.compile("|".join(_LISTS["nicknames"]))
"""What only a nickname looks like."""
NO_NAMES = Words(_LISTS["not names"])
"""Words spelled by the characters below that name no person."""
SYLLABLES = frozenset("".join(_LISTS["syllables"]))
"""Characters by which names of other languages are spelled."""
NOT_HUMAN = Words(_LISTS["not human"])
"""What names nobody in a frame."""
ADVERBS = Words(_LISTS["adverbs"])
"""What stands in front of a verb and is nobody who does it."""
KNOWN = Words(_LISTS["known"])
"""Words of the characters of given names."""
JOINTS = frozenset(_LISTS["joints"])
"""Words that hold a character that opens a frame: 问题."""
