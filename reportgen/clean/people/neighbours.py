"""What the language knows of surname characters: the characters they form words with (`neighbours.txt`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportgen.clean.cells.searching import Pairs

_FILE = Path(__file__).with_name("neighbours.txt")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`words` are characters that stand side by side in words; `longer` are words whose first two characters may be a name.

    `given` are given names of two characters that are words too. `pairs` are the `words` for searching many texts at once.
    """

    words: frozenset[str]
    pairs: Pairs
    longer: tuple[str, ...]
    given: Pairs


@cache
def neighbours() -> Neighbours:
    """The file's content, read once."""
    pairs, longer, given = parse(_FILE.read_text(encoding="utf-8").splitlines())
    return Neighbours(pairs, Pairs.of(pairs), longer, Pairs.of(given))


def parse(lines: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """The pairs, the longer words and the given names of such lines; raises ValueError for a line that is none of these."""
    pairs: set[str] = set()
    longer: list[str] = []
    given: list[str] = []
    for line in lines:
        if line.startswith("="):
            longer += line[1:].split()
        elif line.startswith("+"):
            given += line[1:].split()
        elif line and not line.startswith("#"):
            character, before, after = _split(line)
            pairs.update(f"{one}{character}" for one in before)
            pairs.update(f"{character}{one}" for one in after)
    return frozenset(pairs), tuple(longer), frozenset(given)


def _split(line: str) -> tuple[str, str, str]:
    """`方 < 地对 > 便向` in its three parts."""
    character, mark, rest = line.partition(" <")
    before, other, after = rest.partition(" >")
    if not mark or not other or len(character) != 1:
        raise ValueError(line)
    return character, before.strip(), after.strip()
