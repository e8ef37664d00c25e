"""Figures in words: the one place where a number becomes text.

`Language` decides what there is to say and how a number is printed; `chinese` and `english` have the words. Rules (DOMAIN 3): rounding
half up on Decimal, one precision a report; a share carries its base; no rate on a base of zero or below the small base;
a difference of shares is in percentage points; what is not known is never printed as zero.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import ClassVar

from reportgen.chinese.words.measures import USUAL
from reportgen.compose.language.numerals import rounded
from reportgen.model.periods import Period
from reportgen.model.reports.figures import CLAIMS, Basis, Comparison, Figure, Kind, Unknown
from reportgen.model.reports.narratives import Labels, Phrase, Reference, Span

NOTHING = "—"  # what a table shows where there is no figure
_OF_A_BASE = (Kind.SHARE, Kind.RATE)
_PERCENT = (*_OF_A_BASE, Kind.CHANGE)


class Move(Enum):
    """What a comparison has to tell."""

    NO_DATA = "the ledgers do not reach back to the earlier period"
    NOT_KNOWN = "one of the numbers is not known, or stands on too few cases"
    BOTH_ZERO = "nothing then, nothing now"
    LEVEL = "the same number, or a rate that differs by less than is printed"
    FROM_ZERO = "nothing then: there is no rate of growth"
    TO_ZERO = "nothing now: only the earlier number is left to say"
    FEW = "a small base: both numbers are said, no percent"
    SLIGHT = "a difference whose rate rounds to zero: only the difference is said"
    CHANGED = "difference and rate of change"
    POINTS = "a rate that differs by percentage points"
    DAYS = "a handling time that differs by days"


class Brought(Enum):
    """How many of the cases people brought: all, some, or none where an inspection found all; what superiors assigned is brought by nobody."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What cases are called and how they came to the office: 反映, 受理."""

    matter: str
    took: str


Item = str | Phrase


@dataclass(frozen=True)
class Language(ABC):
    """Says the figures of one report.

    `decimals` is the precision of percentages; bases below `small_base` get no rate; `of` names the total; `measure` is the
    measure word of a case. `adjusted` holds percentages printed otherwise than rounded (largest remainder), by figure;
    counts from `large` on are shortened in sentences (12.3万件), never where it is None.
    """

    figures: Mapping[str, Figure]
    period: Period
    decimals: int
    small_base: int
    of: str
    measure: str = USUAL
    adjusted: Mapping[str, Decimal] = field(default_factory=dict)
    large: int | None = None

    code: ClassVar[str]  # of report.language
    labels: ClassVar[Labels]
    chart_words: ClassVar[Mapping[str, str]]  # what a chart of a kind shows, for readers who do not see it
    each_words: ClassVar[Mapping[str, str]]  # what it shows that by: each unit
    whole_words: ClassVar[Mapping[str, str]]  # what a whole is parted into: the units
    part_words: ClassVar[Mapping[str, str]]  # the names of partitions
    case_states: ClassVar[Mapping[str, str]]  # what a bare closed, open or overdue means as a sentence
    handled_by: ClassVar[str]  # and a bare kind of handling
    excerpt: ClassVar[str]  # the beginning of a text that is longer
    quoted: ClassVar[str]  # what somebody said, in his own words
    quoted_excerpt: ClassVar[str]  # the beginning of it
    otherwise_found: ClassVar[Mapping[str, str]]  # how a case is introduced that people did not report, by whose it is
    answered: ClassVar[str]  # what a unit answered, in quotation marks
    comma: ClassVar[str]
    full_stop: ClassVar[str]  # with the space behind it
    semicolon: ClassVar[str]
    between_lines: ClassVar[str]  # what a line break in a template's paragraph stands for

    # ---- numbers

    def number(self, figure: Figure) -> str:
        """The one text of a figure, signed, without its measure word: 312, 34.6%, -5.2%, — if unknown or on a small base."""
        if figure.value is None or self.on_small_base(figure):
            return NOTHING
        if figure.fact is not None:
            return figure.fact.printed
        value = Decimal(figure.value)
        if figure.id in self.adjusted and figure.override is None:
            return format(self.adjusted[figure.id], "f") + "%"
        if figure.kind in _PERCENT:
            return rounded(value * 100, self.decimals) + "%"
        if figure.kind is Kind.POINTS:
            return rounded(value * 100, self.decimals)
        if figure.kind is Kind.DAYS:
            return rounded(value, 0 if value == value.to_integral_value() else 1)
        return self.whole(int(value))

    def short(self, figure: Figure) -> str:
        """The text of a figure in a sentence: as `number`, but a large count shortened, and a claim in words."""
        if figure.kind in CLAIMS and figure.value is not None:
            return self.claim(figure)
        if self.large is None or figure.kind not in (Kind.COUNT, Kind.DIFFERENCE) or figure.value is None:
            return self.number(figure)
        value = int(figure.value)
        return self.shortened(value) if abs(value) >= self.large else self.whole(value)

    def claim(self, figure: Figure) -> str:
        """What a figure of CLAIMS says: 第二位, 已连续三个季度上升, 在近八个季度中首次."""
        value = int(figure.value or 0)
        if figure.kind is Kind.RANK:
            return self.ordinal(value)
        return self.first_seen(value) if figure.kind is Kind.FIRST else self.streak(abs(value), value > 0)

    @abstractmethod
    def ordinal(self, rank: int) -> str:
        """A place: 首位, 第二位."""

    @abstractmethod
    def whole(self, value: int) -> str:
        """A whole number in full."""

    @abstractmethod
    def shortened(self, value: int) -> str:
        """A large whole number, rounded."""

    def on_small_base(self, figure: Figure) -> bool:
        """Whether a percentage stands on so few cases that the numbers are said instead."""
        base = self.figures.get(figure.base or "")
        if base is None:
            return False
        if figure.kind is Kind.POINTS:
            return self.on_small_base(base)
        return figure.kind in _PERCENT and self._small(base)

    def _small(self, base: Figure) -> bool:
        return base.kind is Kind.COUNT and abs(int(base.value or 0)) < self.small_base

    @abstractmethod
    def unit(self, figure: Figure) -> str:
        """The measure word that follows the number, with the space before it where there is one; "" without a number."""

    def bare(self, figure: Figure) -> Phrase:
        """Number alone and in full, for tables."""
        return (Span(self.number(figure), figure.id),)

    def said(self, figure: Figure) -> Phrase:
        """Number with its measure word: 312件."""
        return self._with_unit(self.short(figure), figure)

    def magnitude(self, figure: Figure) -> Phrase:
        """Number without its sign, with its measure word, after a word that says the direction: (减少)17件."""
        return self._with_unit(self.short(figure).removeprefix("-"), figure)

    def _with_unit(self, number: str, figure: Figure) -> Phrase:
        unit = self.unit(figure)
        return (Span(number, figure.id), Span(unit)) if unit else (Span(number, figure.id),)

    def texts(self) -> dict[str, str]:
        """The text of every figure."""
        return {id: self.number(figure) for id, figure in self.figures.items()}

    def short_texts(self) -> dict[str, str]:
        """The text in sentences of the figures that are shortened there."""
        short = {id: self.short(figure) for id, figure in self.figures.items()}
        return {id: text for id, text in short.items() if text != self.number(self.figures[id])}

    def computed_texts(self) -> dict[str, str]:
        """What the figures would read whose value a person declared, were it not for that."""
        declared = {id: figure for id, figure in self.figures.items() if figure.override}
        return {id: self.number(replace(one, value=one.computed, override=None)) for id, one in declared.items()}

    def said_texts(self) -> dict[str, str]:
        """The text of every figure in full, with its measure word."""
        return {
            id: self.short(figure)
            if figure.kind in CLAIMS
            else self.number(figure) + ("" if self.number(figure) == NOTHING else self.unit(figure))
            for id, figure in self.figures.items()
        }

    def tiny(self, share: Figure) -> bool:
        """Whether a share is more than nothing but rounds to it."""
        return bool(share.value) and not Decimal(self.number(share).rstrip("%"))

    def nearly_all(self, share: Figure) -> bool:
        """Whether a share is less than all but rounds to it."""
        return share.value is not None and share.value < 1 and Decimal(self.number(share).rstrip("%")) == 100

    def step(self) -> str:
        """The smallest percentage that is printed: 0.1%."""
        return format(Decimal(1).scaleb(-self.decimals), "f") + "%"

    def below_all(self) -> str:
        """The largest percentage below all: 99.9%."""
        return format(100 - Decimal(1).scaleb(-self.decimals), "f") + "%"

    # ---- comparisons

    def move(self, comparison: Comparison) -> Move:
        """What a comparison has to tell."""
        now, then, difference = comparison.now, comparison.then, comparison.difference
        if then.unknown is Unknown.NO_DATA:
            return Move.NO_DATA
        if difference.value is None or self.on_small_base(now) or self.on_small_base(then):
            return Move.NOT_KNOWN
        if difference.kind is not Kind.DIFFERENCE:
            return self._rate_move(difference)
        if difference.value == 0:
            return Move.LEVEL if now.value else Move.BOTH_ZERO
        if not then.value or not now.value:
            return Move.TO_ZERO if then.value else Move.FROM_ZERO
        return self._count_move(comparison)

    def _rate_move(self, difference: Figure) -> Move:
        if not Decimal(self.number(difference)):
            return Move.LEVEL
        return Move.DAYS if difference.kind is Kind.DAYS else Move.POINTS

    def _count_move(self, comparison: Comparison) -> Move:
        change = comparison.change
        if change is None or change.value is None or self._small(comparison.then):
            return Move.LEVEL if comparison.now.value == comparison.then.value else Move.FEW
        return Move.CHANGED if Decimal(rounded(Decimal(change.value) * 100, self.decimals)) else Move.SLIGHT

    def compared(self, comparison: Comparison) -> Phrase:
        """A count, rate or handling time against the earlier period, as a part of a sentence."""
        return self.say(self.move(comparison), comparison)

    def compared_full(self, comparison: Comparison) -> Phrase:
        """As `compared`, with the earlier number where that leaves it out."""
        move = self.move(comparison)
        return self.say_full(comparison) if move is Move.CHANGED else self.say(move, comparison)

    @abstractmethod
    def say(self, move: Move, comparison: Comparison) -> Phrase:
        """A comparison in words: 比上季度增加24件，环比增长8.3%."""

    @abstractmethod
    def say_full(self, comparison: Comparison) -> Phrase:
        """A change in words, with the earlier number: 与上年同期的329件相比减少17件，同比下降5.2%."""

    @abstractmethod
    def moved(self, comparison: Comparison) -> Phrase:
        """The difference alone, for brackets: 比上季度增加19件."""

    def covered(self, comparison: Comparison) -> bool:
        """Whether there are two numbers to compare; where the period before is the same one of last year, only the first counts."""
        query = comparison.now.query
        so_far = (
            query is not None and "/" in query.period and query.period != str(self.period)
        )  # what a year has added up to
        same = not so_far and self.period.compared_once and comparison.basis is Basis.YOY
        return not same and self.move(comparison) not in (Move.NO_DATA, Move.NOT_KNOWN)

    def change_cell(self, comparison: Comparison) -> Phrase:
        """The rate of change for a table; — where it would be no honest number (unknown, zero or small base)."""
        change = comparison.change
        if change is None or change.value is None or self._small(comparison.then):
            return (Span(NOTHING),)
        return self.bare(change)

    @abstractmethod
    def withheld(self, comparison: Comparison, reason: str) -> str:
        """Why two periods are not compared, as a sentence; `reason` is a machine code, others than the known say only that."""

    @abstractmethod
    def apart(self, name: str) -> str:
        """A name before its count: set apart from it where it ends in a digit (窗口3，60件)."""

    @abstractmethod
    def by_count(self, groups: Sequence[tuple[Sequence[str], Figure]]) -> Phrase:
        """Names with the count that each of their group has: 甲（5件）；乙、丙（各4件）."""

    @abstractmethod
    def upheld(self, count: Figure, upheld: Figure, standing: bool) -> Phrase:
        """How many of the cases were found true, as a part of a sentence: ，其中查实12件; `standing` is whether any may yet be."""

    def changes(self, comparisons: Sequence[Comparison]) -> Phrase:
        """One or two comparisons of one count in one clause, each number once; nothing of none."""
        parts: list[Span | Reference] = []
        for number, one in enumerate(comparisons):
            said = self.compared_full(one) if number else self.compared(one)
            parts += [Span(self.semicolon * bool(number)), *said]
        return tuple(parts)

    @abstractmethod
    def words_of(self, brought: Brought) -> CaseWords:
        """What the cases are called: findings of inspections are not 受理…反映."""

    @abstractmethod
    def unfinished(self) -> str:
        """That nothing is compared because the period is not over: 台账尚未记满本季度，不作环比和同比."""

    @abstractmethod
    def restated(self, label: str, period: Period, printed: Phrase, now: Figure) -> Phrase:
        """That an earlier report printed another number; `printed` is its text there, with measure word."""

    # ---- shares, ranks, lists

    @abstractmethod
    def of_base(self, share: Figure, with_count: bool = False) -> Phrase:
        """A share with what it is a share of: 占受理总数的34.6%; of a small base only its number is said."""

    @abstractmethod
    def place(self, rank: Figure, ties: Sequence[str]) -> Phrase:
        """Where one stands among others, `ties` being the names of those at the same place: 居第二位."""

    @abstractmethod
    def tie(self, rank: Figure, names: Sequence[str]) -> Phrase:
        """Several at one place: 甲和乙并列第二位."""

    @abstractmethod
    def join(self, items: Sequence[Item]) -> Phrase:
        """A list that is complete: 甲、乙和丙."""

    @abstractmethod
    def some(self, items: Sequence[Item], most: int, what: str) -> Phrase:
        """A list of which the first `most` are named: 甲、乙、丙等5个单位; `what` follows the number."""

    @abstractmethod
    def streak(self, count: int, rises: bool) -> str:
        """How long something has moved one way: 已连续三个季度上升."""

    @abstractmethod
    def streaks(self, rising: Sequence[tuple[Sequence[str], Figure]], after: str) -> Phrase:
        """Which names have risen for how many periods, in one clause; `after` follows the names."""

    @abstractmethod
    def first_seen(self, periods: int) -> str:
        """For the first time in so many periods: 在近八个季度中首次."""

    @abstractmethod
    def first_occurs(self, first: Figure) -> Phrase:
        """That something occurs for the first time in so many periods: 在近八个季度中首次出现."""

    @abstractmethod
    def rounding(self, sums: Mapping[str, str], adjusted: Sequence[str]) -> str:
        """That printed shares do not add up to 100 % (name of the partition: its printed sum), or were made to."""

    @abstractmethod
    def headline(self, figure: Figure) -> str:
        """A figure on a line of its own, after its name."""

    @abstractmethod
    def alt(self, what: str, points: Sequence[tuple[str, str]]) -> str:
        """A chart for readers who do not see it: what it is, and each label with its number."""

    @abstractmethod
    def chart_title(self, kind: str, what: str, by: Sequence[str], fields: Mapping[str, str]) -> str:
        """What a chart of a kind (`bars`) shows: 各单位件数条形图.

        `what` is what is counted or measured (件数), `by` one or two dimensions, `fields` the names of the county's own.
        """

    @abstractmethod
    def counting_of(self, label: str) -> str:
        """What a column of a declared count is headed: 查实件数."""

    @abstractmethod
    def alt_of_several(self, what: str, series: Sequence[tuple[str, Sequence[tuple[str, str]]]], blank: bool) -> str:
        """As `alt`, of a chart with several series; `blank` says that a place without a number means none."""

    def axis(self, unit: str) -> str:
        """The measure word on a value axis."""
        return unit

    @abstractmethod
    def row_name(self, name: str, figure: Figure) -> str:
        """The name of a row or bar, with the measure word where it is another than the report's."""

    # ---- periods and days

    @property
    @abstractmethod
    def this(self) -> str:
        """本季度."""

    @property
    @abstractmethod
    def word(self) -> str:
        """季度."""

    @property
    @abstractmethod
    def counting(self) -> str:
        """What a column of counts is headed: 件数."""

    @abstractmethod
    def then(self, basis: Basis) -> str:
        """上季度 or 上年同期."""

    @abstractmethod
    def relative(self, basis: Basis) -> str:
        """环比 or 同比."""

    @abstractmethod
    def label(self, period: Period) -> str:
        """The name of a period: 2026年第三季度."""

    @abstractmethod
    def short_label(self, period: Period) -> str:
        """The name of a period on an axis, in two lines."""

    @abstractmethod
    def month(self, period: Period) -> str:
        """A month without its year: 7月."""

    @abstractmethod
    def months(self, period: Period) -> str:
        """The months of a period without the year: 7—9月."""

    @abstractmethod
    def so_far(self, period: Period) -> str:
        """From the beginning of the year to the end of the period: 1—9月."""

    @abstractmethod
    def so_far_name(self, period: Period) -> str:
        """The same by its name: 前三季度."""

    @abstractmethod
    def since(self, year: int, this_year: bool) -> str:
        """今年以来, or by the year's number where it is not the year of writing."""

    @abstractmethod
    def days(self, first: date, last: date) -> str:
        """A span of days of one year: 7月1日至9月30日."""

    @abstractmethod
    def until(self, day: date) -> str:
        """截至8月15日."""

    @abstractmethod
    def by_end_of(self, day: date) -> str:
        """By when something is to be done, to the month: 2026年12月底前."""

    @abstractmethod
    def day(self, day: date) -> str:
        """A full day, as it stands under a report."""

    @abstractmethod
    def around(self, day: date, exact: bool) -> str:
        """When a case was, to the day or to ten days, as a sentence begins: 8月中旬."""

    @abstractmethod
    def within_month(self, day: date) -> str:
        """When a case was whose day is not known: 8月."""

    @abstractmethod
    def class_of_days(self, first: int, last: int | None) -> str:
        """A class of handling time: 4—7天, 31天及以上."""

    @abstractmethod
    def counted(self, number: int) -> str:
        """A small number in words before a measure word: 两, 十二."""


def is_fewer(comparison: Comparison) -> bool:
    """Whether there are fewer now than then, where both numbers are said: also where a person declared one of them."""
    return Decimal(comparison.now.value or 0) < Decimal(comparison.then.value or 0)


def is_rise(comparison: Comparison) -> bool:
    """Whether there are more now than then."""
    return comparison.difference.value is not None and comparison.difference.value > 0


def is_fall(figure: Figure) -> bool:
    """Whether a difference or change is below zero."""
    return figure.value is not None and figure.value < 0


def plain_text(phrase: Iterable[Span | Reference]) -> str:
    """The letters of a phrase that holds no references."""
    return "".join(part.text for part in phrase if isinstance(part, Span))
