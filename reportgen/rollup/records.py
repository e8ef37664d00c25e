"""The vocabulary of a roll-up: what a sidecar says, which counties should report, why a sidecar is not taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from reportgen.model.sources import Issue

Number = int | Decimal


class Why(StrEnum):
    """Why the sidecar of a county is not taken."""

    PERIOD = "period"  # it is of another period
    VERSION = "version"  # another version of the program wrote it
    TAXONOMY = "taxonomy"  # its cases are sorted into other categories
    DRAFT = "draft"  # its audit found errors
    EDITED = "edited"  # its report was changed so that its figures contradict each other, or is another one
    DAMAGED = "damaged"  # it cannot be read, or contradicts itself
    TWICE = "twice"  # there are several, and nothing tells which counts
    UNLISTED = "unlisted"  # its county is none of those that should report
    LACKING = "lacking"  # it does not have the total


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as a sidecar has it.

    `where` is what its query asks besides the period, None for a figure without one; `unknown` says why it has no value. `line` is that of
    the file, from 1. `computed` is what the ledgers of the county give where a person declared or typed the value; `changed` says that one did.
    """

    value: Number | None
    label: str = ""
    unit: str = ""
    where: Mapping[str, str] | None = None
    unknown: str = ""
    line: int = 0
    computed: Number | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the sidecar of one county says; `file` is its name, `sha256` that of the report of which it tells. `public` says that it knows no more than a public report."""

    file: str
    path: Path
    code: str
    period: str
    version: str
    figures: Mapping[str, Reading]
    sha256: str = ""
    draft: bool = False
    public: bool = False
    rows: Mapping[str, int] = field(default_factory=dict)

    def value(self, id: str) -> Number | None:
        """The value of a figure; None where the sidecar has none."""
        return self.figures[id].value if id in self.figures else None

    def with_figures(self, figures: Mapping[str, Reading]) -> "Sidecar":
        """The same with these figures in the place of its own."""
        return replace(self, figures={**self.figures, **figures})


@dataclass(frozen=True, slots=True)
class Refused:
    """A sidecar that is not taken: its file, the code of its county as far as it is known, why, and what is to be said of it."""

    file: str
    code: str
    why: Why
    issue: Issue


@dataclass(frozen=True, slots=True)
class Roster:
    """The counties that should report, code -> name (empty where nobody says), and by code which file a batch says is the one that counts."""

    names: Mapping[str, str] = field(default_factory=dict)
    trunks: Mapping[str, str] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """What a county is called; its code where nobody says."""
        return self.names.get(code, code)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sidecars that are taken, by code in ascending order; those that are not; the counties that have only an earlier report."""

    taken: Sequence[Sidecar]
    refused: Sequence[Refused]
    late: Sequence[str]
    missing: Sequence[str]
    issues: Sequence[Issue]
