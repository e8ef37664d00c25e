"""The gate: texts leave with the people in them masked, or do not leave at all (DOMAIN 5, THREATS 44 and 48)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.clean.names import NameColumn, Person, find_cued, find_titled, is_place
from reportgen.clean.numbers import SUSPECTS, Hit, find_numbers, looks_personal
from reportgen.clean.searching import JoinedTexts
from reportgen.clean.surnames import surname_of

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_TOWNSHIP = re.compile(r"^.*?(?:街道办事处|街道|镇|乡)")
_SHORTEST_ADDRESS = 4
_OTHER, _ADDRESS = "（反映人略）", "（住址略）"


@dataclass(frozen=True, slots=True)
class Masked:
    """Texts fit to print in the order given; `withheld` are the places of those that had to be left out."""

    texts: list[str]
    withheld: frozenset[int]


class Literals:
    """Finds any of many fixed words: only places that begin with two characters that some word begins with are looked at."""

    def __init__(self, words: Iterable[str]) -> None:
        """The words have two characters or more."""
        self._words = frozenset(words)
        self._lengths: dict[str, list[int]] = {}
        for start, length in sorted({(word[:2], -len(word)) for word in self._words}):
            self._lengths.setdefault(start, []).append(-length)
        firsts, seconds = ("".join(sorted({start[place] for start in self._lengths})) for place in (0, 1))
        self._pattern = re.compile(f"[{re.escape(firsts)}](?=[{re.escape(seconds)}])") if firsts else None

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where which word stands; the longest of those that begin in one place."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            start = found.start()
            for length in self._lengths.get(text[start : start + 2], ()):
                if (word := text[start : start + length]) in self._words:
                    yield start, word
                    break


def below_township(address: str) -> str:
    """The part of an address that may not be printed: what follows the township, or all of it where it names none."""
    return _TOWNSHIP.sub("", address, count=1)


class Masker:
    """Masks people; knows those of the ledger's own columns (`numbers` are digits of its phone and ID columns)."""

    def __init__(self, people: NameColumn, addresses: Iterable[str] = (), numbers: Iterable[str] = ()) -> None:
        """Without arguments beside the names, only patterns and names are known."""
        self._names = people.names
        self._places = frozenset(
            rest for address in addresses if len(rest := below_township(address)) >= _SHORTEST_ADDRESS
        )
        self._literals = Literals(people.names | people.others | self._places)
        self._numbers = frozenset(number for number in numbers if len(number) >= 7)

    def mask_all(self, texts: Sequence[str], cues: bool = True) -> Masked:
        """All texts masked; `cues` says whether titles and other cues of a name are looked for too."""
        masked, withheld = list(texts), set()
        for place in self._suspects(texts, cues):
            masked[place] = self.mask(texts[place], cues)
            if looks_personal(masked[place]):
                masked[place] = ""
                withheld.add(place)
        return Masked(masked, frozenset(withheld))

    def _suspects(self, texts: Sequence[str], cues: bool) -> list[int]:
        """The places of texts in which there may be something to mask, found in one pass over all of them."""
        joined = JoinedTexts(texts)
        whole = joined.whole
        found = [match.start() for pattern in SUSPECTS for match in pattern.finditer(whole)]
        found += [start for start, _ in self._literals.find(whole)]
        if cues:
            found += [person.start for person in (*find_titled(whole), *find_cued(whole))]
        places: list[int] = joined.places(found).tolist()
        return places

    def mask(self, text: str, cues: bool = True) -> str:
        """One text with its people masked."""
        hits: list[Hit] = []
        persons: list[Person] = []
        for start, word in self._literals.find(text):
            if word not in self._names:
                hits.append(Hit(start, start + len(word), _ADDRESS if word in self._places else _OTHER))
            elif not is_place(text, start + len(word), word):
                persons.append(Person(start, start + len(word), word))
        hits += find_numbers(text, self._numbers.__contains__)
        if cues:
            cued = [*find_titled(text), *find_cued(text)]
            persons += [*cued, *_again(text, cued)]
        return _replace(text, [*hits, *_name_hits(_apart(persons, hits))])


def _apart(persons: Iterable[Person], taken: Iterable[Hit]) -> list[Person]:
    """The persons that do not overlap a number or one another; the first found of two that do."""
    kept: list[Person] = []
    spans = [(hit.start, hit.end) for hit in taken]
    for person in persons:
        if all(person.end <= start or end <= person.start for start, end in spans):
            kept.append(person)
            spans.append((person.start, person.end))
    return sorted(kept, key=lambda person: person.start)


def _again(text: str, persons: Iterable[Person]) -> Iterator[Person]:
    """The other places where the full names stand that a cue gave away once."""
    for name in sorted({person.name for person in persons if person.name != surname_of(person.name)}):
        start = text.find(name)
        while start >= 0:
            yield Person(start, start + len(name), name)
            start = text.find(name, start + len(name))


def _name_hits(persons: Sequence[Person]) -> Iterator[Hit]:
    """张某, or 张某甲 and 张某乙 where a text names several people of one surname."""
    known: dict[str, list[str]] = defaultdict(list)
    for person in persons:
        surname = surname_of(person.name)
        if person.name not in known[surname] and person.name != surname:
            known[surname].append(person.name)
    for person in persons:
        surname = surname_of(person.name)
        yield Hit(person.start, person.end, f"{surname}某{_stem(known[surname], person.name)}")


def _stem(names: Sequence[str], name: str) -> str:
    return _STEMS[names.index(name) % len(_STEMS)] if len(names) > 1 and name in names else ""


def _replace(text: str, hits: Iterable[Hit]) -> str:
    """The text with the hits put in; of two that overlap the earlier listed stays."""
    taken: list[Hit] = []
    for hit in hits:
        if all(hit.end <= other.start or other.end <= hit.start for other in taken):
            taken.append(hit)
    for hit in sorted(taken, key=lambda hit: -hit.start):
        text = text[: hit.start] + hit.instead + text[hit.end :]
    return text
