"""What the rows of shared ledgers say of regions, against the counties of the batch: rows of none, rows that two would take."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.batch.parts.store import Store
from reportgen.chinese.words.places import REGIONS, TOWNSHIPS
from reportgen.clean.county_rows import Region, is_code

_MOST = 20  # words that are told
_LONGEST = 15  # characters of the name of a place


@dataclass(frozen=True, slots=True)
class Sharing:
    """A report of a county that shares ledgers: the number of the county in the batch, which ledgers (resolved), by which named headers, and what is written of it."""

    number: int
    files: frozenset[Path]
    columns: str
    region: Region


@dataclass(frozen=True, slots=True)
class Unlisted:
    """The rows of a shared ledger that no county of the batch takes: how many of how many, and what the most frequent say of their region.

    Of what is neither a code nor the name of a place only the number is told: a cell may hold anything.
    """

    path: Path
    rows: int
    unlisted: int
    regions: Mapping[str, int]


@dataclass(slots=True)
class Takers:
    """Which counties take a row, by what it says of its region."""

    _names: dict[str, list[int]] = field(default_factory=dict)
    _prefixes: dict[str, list[int]] = field(default_factory=dict)

    def add(self, one: Sharing) -> None:
        """A county more."""
        for name in one.region.names:
            self._names.setdefault(name, []).append(one.number)
        self._prefixes.setdefault(one.region.prefix, []).append(one.number)

    def __call__(self, said: str) -> list[int]:
        """The numbers of those that take a row which says this."""
        if not is_code(said):
            return _once(self._names.get(said, ()))
        begins = (said[:length] for length in range(6, len(said) + 1))
        return _once(number for begin in begins for number in self._prefixes.get(begin, ()))


def _once(numbers: Iterable[int]) -> list[int]:
    """Each once: a county with several kinds of report has its rows in each of them."""
    return list(dict.fromkeys(numbers))


def takings(store: Store, counties: Sequence[Sharing]) -> Iterator[tuple[Path, str, int, list[int]]]:
    """What rows say of their region, how many do, and who takes them, by file; a sheet that is cut in several ways is told in each."""
    paths, takers = store.paths(), dict[tuple[Path, str], Takers]()
    for one in counties:
        for path in one.files:
            takers.setdefault((path, one.columns), Takers()).add(one)
    for file, sheet, columns, _head, cut in store.all_cuts():
        here = takers.get((paths[file], columns))
        for said, count in store.regions(file, sheet, cut) if here else ():
            yield paths[file], said, count, here(said) if here else []


def claimed_twice(store: Store, counties: Sequence[Sharing]) -> dict[int, tuple[str, int]]:
    """Counties that would take the same rows: what these say of their region, and the number of the other county."""
    found: dict[int, tuple[str, int]] = {}
    for _path, said, _count, takers in takings(store, counties):
        if len(takers) > 1:
            for one, other in zip(takers, [*takers[1:], takers[0]], strict=True):
                found.setdefault(one, (said, other))
    return found


def unlisted(store: Store, counties: Sequence[Sharing]) -> list[Unlisted]:
    """The rows that nobody takes, by file; what is cut in several ways is judged by what any of them takes."""
    said_by: dict[Path, dict[str, int]] = {}
    taken: set[tuple[Path, str]] = set()
    for path, said, count, takers in takings(store, counties):
        here = said_by.setdefault(path, {})
        here[said] = max(count, here.get(said, 0))
        if takers:
            taken.add((path, said))
    found = []
    for path, counts in said_by.items():
        nobodys = {said: count for said, count in counts.items() if (path, said) not in taken}
        if nobodys:
            found.append(Unlisted(path, sum(counts.values()), sum(nobodys.values()), _shown(nobodys)))
    return found


def _shown(counts: Mapping[str, int]) -> dict[str, int]:
    told = {said: count for said, count in counts.items() if is_code(said) or _is_place(said)}
    return dict(sorted(told.items(), key=lambda item: (-item[1], item[0]))[:_MOST])


def _is_place(said: str) -> bool:
    return len(said) <= _LONGEST and (said[-1:] in REGIONS or any(said.endswith(end) for end in TOWNSHIPS))
