"""Which column holds which field: by the configuration first, then by the names that offices use; never silently by guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from reportgen.clean.findings import Findings, Sheet, join_words
from reportgen.clean.headers import Header, normalise, without_remark
from reportgen.clean.synonyms import AMBIGUOUS, PERSONAL, SERIAL_HEADERS, SYNONYMS
from reportgen.model import SheetRows
from reportgen.settings.models import FieldName

FIELDS: tuple[FieldName, ...] = get_args(FieldName)
_SHARED: frozenset[FieldName] = PERSONAL | {"handling"}  # several columns may serve these: all are used
_CONTAINED = 10
_SHORTEST_CONTAINED = 3  # a header of two characters is found at the end of too many others


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How well a header names a field: `tier` 0 is the configuration's word, then the tiers of the synonyms."""

    tier: int
    place: int
    field: FieldName


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """One column that serves a field: `index` counts from 0 in `SheetRows.columns`, `serial` marks a mere line number."""

    index: int
    header: str
    serial: bool = False


class HeaderBook:
    """Every known header, from the configuration and from the built-in synonyms."""

    def __init__(self, configured: Mapping[FieldName, Sequence[str]]) -> None:
        """With the headers of `ledger.columns`."""
        self.configured: dict[str, list[Match]] = {}
        for field, headers in configured.items():
            for place, header in enumerate(headers):
                self.configured.setdefault(normalise(header), []).append(Match(0, place, field))

    def matches(self, names: Sequence[str]) -> list[Match]:
        """What a column of these names may hold, best first; several only where the configuration says so."""
        for name in names:
            if name in self.configured:
                return self.configured[name]
        found = (
            self._exact(names)
            or self._exact([without_remark(name) for name in names])
            or _contained(without_remark(names[-1]))
        )
        return [found] if found else []

    def field_of(self, names: Sequence[str]) -> str | None:
        """The field that a column of these names most likely holds."""
        matches = self.matches(names)
        return matches[0].field if matches else None

    def enough(self, fields: set[str]) -> bool:
        """Whether these fields make a header: two of them, or the date that the configuration names."""
        return len(fields) >= 2 or (
            "received" in fields
            and any(match.field == "received" for found in self.configured.values() for match in found)
        )

    @staticmethod
    def _exact(names: Sequence[str]) -> Match | None:
        return next((match for name in names if (match := _synonyms().get(name))), None)


@cache
def _synonyms() -> Mapping[str, Match]:
    return {
        name: Match(tier, place, field)
        for field, tiers in SYNONYMS.items()
        for tier, names in enumerate(tiers, 1)
        for place, name in enumerate(names)
    }


def _contained(name: str) -> Match | None:
    """The field whose synonym ends the name: the head of a Chinese compound is its last word. The longest counts."""
    if name in AMBIGUOUS:
        return None
    for start in range(1, len(name) - _SHORTEST_CONTAINED + 1):
        if match := _synonyms().get(name[start:]):
            return Match(_CONTAINED + match.tier, match.place, match.field)
    return None


def map_columns(
    sheet: Sheet, rows: SheetRows, header: Header, book: HeaderBook, findings: Findings
) -> dict[FieldName, tuple[ColumnOf, ...]]:
    """The columns that serve each field, best first; says what was chosen, what is open and what is left unused."""
    candidates: dict[FieldName, list[tuple[Match, int]]] = {}
    for index, names in enumerate(header.names):
        for match in book.matches(names) if names[0] else ():
            candidates.setdefault(match.field, []).append((match, index))
    chosen = {}
    for field in FIELDS:
        if found := sorted(
            candidates.get(field, []),
            key=lambda pair: (pair[0].tier, pair[0].place if pair[0].tier == 0 else 0, pair[1]),
        ):
            chosen[field] = _choose(sheet, rows, header, field, found, findings)
    _say_unused(sheet, rows, header, chosen, findings)
    return chosen


def _choose(
    sheet: Sheet,
    rows: SheetRows,
    header: Header,
    field: FieldName,
    found: Sequence[tuple[Match, int]],
    findings: Findings,
) -> tuple[ColumnOf, ...]:
    mapped = tuple(_mapping(header, index) for _, index in found)
    if not mapped[0].serial:
        mapped = tuple(
            column for column in mapped if not column.serial
        )  # that a line number is no case number needs no word
    if len(mapped) == 1 or field in _SHARED:
        return mapped
    best, second = found[0][0], found[1][0]
    code = "ledger.two-columns" if best.tier == second.tier != 0 else "ledger.column-chosen"
    place = sheet.source(rows.first_row + header.bottom, rows.first_column + mapped[0].index)
    others = join_words(f"“{other.header}”" for other in mapped[1:])
    findings.say(code, place, field=field, chosen=mapped[0].header, others=others, yaml=_yaml(field, mapped[1].header))
    return mapped[:1]


def _mapping(header: Header, index: int) -> ColumnOf:
    return ColumnOf(index, one_line(header.shown[index]), without_remark(header.names[index][-1]) in SERIAL_HEADERS)


def _yaml(field: str, header: str) -> str:
    """The line of the configuration that settles which column a field has."""
    return f"ledger: {{columns: {{{field}: [{header}]}}}}"


def one_line(header: str) -> str:
    """The header without its line breaks."""
    return "".join(header.split("\n"))


def _say_unused(
    sheet: Sheet, rows: SheetRows, header: Header, chosen: Mapping[FieldName, tuple[ColumnOf, ...]], findings: Findings
) -> None:
    used = {mapping.index for mappings in chosen.values() for mapping in mappings}
    unused = [index for index, names in enumerate(header.names) if names[0] and index not in used]
    for index in list(unused):
        field = AMBIGUOUS.get(without_remark(header.names[index][-1]))
        if field and field not in chosen:
            place = sheet.source(rows.first_row + header.bottom, rows.first_column + index)
            shown = one_line(header.shown[index])
            findings.say("ledger.column-ambiguous", place, header=shown, field=field, yaml=_yaml(field, shown))
            unused.remove(index)
    if unused:
        place = sheet.source(rows.first_row + header.bottom, rows.first_column + unused[0])
        findings.say(
            "ledger.columns-unused",
            place,
            headers=join_words(f"“{one_line(header.shown[index])}”" for index in unused),
        )
