"""Where the figures of a report stand, and what stands behind them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reportgen.model.reports.figures import STATED
from reportgen.model.reports.summaries import RowSet


class Role(StrEnum):
    """What ledger rows are to a figure."""

    COUNTED = "counted"  # the rows that it counts, or whose days it takes
    PART = "part"  # of a share or rate: the numerator
    WHOLE = "whole"  # of a share or rate: the denominator
    NOW = "now"  # of a comparison: the report's period
    THEN = "then"  # of a comparison: the earlier one
    NOW_PART = "now-part"
    NOW_WHOLE = "now-whole"
    THEN_PART = "then-part"
    THEN_WHOLE = "then-whole"


class Standing(StrEnum):
    """How a ledger stands to what it was when the report was made."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A figure where it is printed.

    `mark` is its bookmark, "" in a chart, which shows its figures in a picture. `printed` is what stands there now, `sentence`
    the sentence, the cells of the table row, or the series and label in a chart; `at` is where in it the figure begins (-1 in a
    chart). `path` leads there: headings from the highest, then the caption of a table or chart; `column` is the head of a table's
    column.
    """

    figure: str
    block: str
    mark: str
    printed: str
    sentence: str
    at: int
    path: tuple[str, ...]
    column: str = ""

    @property
    def stated(self) -> bool:
        """Whether it is a fact of the period, which a person stated."""
        return self.figure.startswith(STATED)

    def agrees(self, expected: str | None) -> bool | None:
        """Whether it is printed as it should be, by value; None where nothing can be said."""
        return None if expected is None else _same(expected) == _same(self.printed)


@dataclass(frozen=True, slots=True)
class Behind:
    """The ledger rows that are something to a figure; `figure` is the id of the figure that counts them."""

    role: Role
    figure: str
    rows: tuple[RowSet, ...]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(one.count for one in self.rows)


@dataclass(frozen=True, slots=True)
class Declared:
    """A value that a person declared in the place of the computed one, both as printed; why, and who answers for it."""

    value: str
    computed: str
    reason: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """A figure on which a claim in words rests: its id, what it is called, and its value with the measure word."""

    figure: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TracedFigure:
    """A figure worked out again: `text` with its measure word, `value` as a plain number, and where it comes from.

    `formula` says in words what it is, `sum` the numbers in it (`52 ÷ 137`), "" where it is counted. `computed` is what the
    ledgers give for a figure whose value a person declared, "" for all others. `period` is that of the cases that it counts, as
    `str(Period)` spells it, "" where they are of several. `rests` are the figures on which a claim in words rests.
    """

    id: str
    label: str
    kind: str
    value: int | float | None
    text: str
    base: str | None
    formula: str
    sum: str
    behind: tuple[Behind, ...]
    computed: str = ""
    period: str = ""
    rests: tuple["Rest", ...] = ()

    @property
    def reckoned(self) -> str:
        """What the ledgers give, whatever a person declared."""
        return self.computed or self.text


@dataclass(frozen=True, slots=True)
class TracedCase:
    """What the check list tells of the case in a ledger row, "" for what is not known or not told at the report's disclosure level.

    `number` is its own; `day` the day or ten days when it came in, as a reader says it.
    """

    number: str
    unit: str = ""
    category: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """All figures of a report in reading order, and what was found when they were worked out again.

    Without settings or ledgers `recomputed` is False, and only `period`, `occurrences` and `lost` are known. `expected` has the
    text that each occurrence should have, None where nothing can be said (a figure of an earlier report). `lost` are the ids of
    figures whose bookmarks are gone from the text, `reworded` the blocks whose words would be others now, with how
    they begin. `labels` are what figures are called that are not among `figures`. `cases` has what may be told of the cases by (file, sheet, row). `declared` are the figures whose value a person declared when the report was made; `stated` the
    facts of the period that are words, by name, with where they are known from. `passages` are all lines of the document.
    """

    document: str
    period: str
    occurrences: tuple[Occurrence, ...]
    lost: tuple[str, ...] = ()
    recomputed: bool = False
    expected: tuple[str | None, ...] = ()
    figures: Mapping[str, TracedFigure] = field(default_factory=dict)
    ledgers: Mapping[str, Standing] = field(default_factory=dict)
    same_settings: bool = True
    reworded: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[tuple[str, str, int], TracedCase] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    declared: Mapping[str, Declared] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[str, ...] = ()

    def number(self, place: tuple[str, str, int]) -> str:
        """The own number of a case by (file, sheet, row), "" where it has none."""
        return self.cases[place].number if place in self.cases else ""

    def agrees(self, index: int) -> bool | None:
        """Whether an occurrence is printed as it should be; None where that cannot be said."""
        return self.occurrences[index].agrees(self.expected[index] if self.recomputed else None)

    @property
    def differing(self) -> tuple[int, ...]:
        """The occurrences that are not printed as they should be."""
        return tuple(index for index in range(len(self.occurrences)) if self.agrees(index) is False)

    @property
    def stale(self) -> bool:
        """Whether a ledger is not what it was."""
        return any(standing is not Standing.SAME for standing in self.ledgers.values())


def _same(text: str) -> str:
    """A printed number as it is compared: full-width digits, blanks and the forms of the minus make no difference."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-")
    return "".join(char for char in plain if not char.isspace() and char != "\u200b")
