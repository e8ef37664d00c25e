"""The words of English reports: 312 cases, up 24 (8.3%) on the previous quarter."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from reportgen.compose.language.language import (
    NOTHING,
    Brought,
    CaseWords,
    Item,
    Language,
    Move,
    is_fall,
    is_fewer,
    plain_text,
)
from reportgen.compose.language.numerals import grouped, rounded
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind
from reportgen.model.reports.narratives import Labels, Phrase, Reference, Span

_KINDS = {"Q": "quarter", "H": "half-year", "Y": "year", "M": "month", "T": "period", "R": "period"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SO_FAR = {3: "first quarter", 6: "first half", 9: "first three quarters"}
_LARGE = ((10**9, "billion"), (10**6, "million"))
_KNOWN = {"unit": "unit", "channel": "channel", "handling": "handling", "region": "region"}
_WITHHELD = {
    "partly-covered": "the ledgers cover it only in part",
    "scope": "the ledgers of then cover less",
    "unfinished": "the ledgers do not reach the end of {this}",
}


class English(Language):
    """English, measure words as singular and plural: case/cases."""

    code: ClassVar[str] = "en"
    labels: ClassVar[Labels] = Labels(
        "Table ", "Figure ", "Annex ", "Annexes: ", "letters", "DRAFT: the audit found errors, do not send"
    )
    full_stop: ClassVar[str] = ". "
    comma: ClassVar[str] = ", "
    semicolon: ClassVar[str] = "; "
    between_lines: ClassVar[str] = " "
    case_states: ClassVar[Mapping[str, str]] = {
        "closed": "The case has been closed",
        "open": "The case is still open",
        "overdue": "The case is overdue",
    }
    handled_by: ClassVar[str] = "The answer was: {text}"
    excerpt: ClassVar[str] = "{text} … (excerpt)"
    quoted: ClassVar[str] = "“{text}”"
    quoted_excerpt: ClassVar[str] = "“{text} …” (excerpt)"
    otherwise_found: ClassVar[Mapping[str, str]] = {"found": "an inspection found", "assigned": "{channel} said"}
    answered: ClassVar[str] = "The unit answered: {text}"
    chart_words: ClassVar[Mapping[str, str]] = {
        "bars": "Bars, {what} by {by}",
        "ranking": "Bars, {what} by {by}",
        "trend": "Line, {what} by {by}",
        "stacked": "Bar, shares of the {by}",
        "grouped": "Groups of bars, {what} by {by}",
        "heat": "Table of shaded cells, {what} by {by}",
    }
    each_words: ClassVar[Mapping[str, str]] = {
        "category": "category",
        "unit": "unit",
        "region": "region",
        "channel": "channel",
        "handling": "kind of handling",
        "month": "month",
        "period": "period",
        "class": "handling time",
        "field": "{field}",
    }
    whole_words: ClassVar[Mapping[str, str]] = {
        "category": "categories",
        "unit": "units",
        "region": "regions",
        "channel": "channels",
        "handling": "kinds of handling",
        "class": "handling times",
        "field": "{field}",
    }
    part_words: ClassVar[Mapping[str, str]] = {
        "categories": "categories",
        "units": "units",
        "channels": "channels",
        "handling": "kinds of handling",
        "regions": "regions",
        "days": "handling times",
    }

    def apart(self, name: str) -> str:
        """Names and counts are parted by a space anyhow; after a digit by a comma."""
        return f"{name}," if name[-1:].isdigit() else name

    def by_count(self, groups: Sequence[tuple[Sequence[str], Figure]]) -> Phrase:
        """a (5); b and c (4 each)."""
        parts: list[Span | Reference] = []
        for number, (names, count) in enumerate(groups):
            parts += [Span(self.semicolon * bool(number) + plain_text(self.join(names)) + " ("), *self.said(count)]
            parts.append(Span(" each)" if len(names) > 1 else ")"))
        return tuple(parts)

    def upheld(self, count: Figure, upheld: Figure, standing: bool) -> Phrase:
        """, 12 of them found true."""
        if not standing:
            return (Span(", found not true" if count.value == 1 else ", all found not true"),)
        if not upheld.value:
            return (Span(", none found true so far"),)
        if upheld.value == count.value:
            return (Span(", found true" if count.value == 1 else ", all found true"),)
        return (Span(", "), *self.bare(upheld), Span(" of them found true"))

    def words_of(self, brought: Brought) -> CaseWords:
        """Requests received; findings, found by inspections."""
        words = {
            Brought.ALL: ("requests", "received"),
            Brought.SOME: ("cases", "registered"),
            Brought.NONE: ("findings", "found"),
        }
        return CaseWords(*words[brought])

    def whole(self, value: int) -> str:
        """Digits with commas between thousands."""
        return grouped(value)

    def shortened(self, value: int) -> str:
        """12.3 million; numbers below a million stay in full."""
        for size, word in _LARGE:
            exact = Decimal(value) / size
            text = str(int(exact)) if exact == int(exact) else rounded(exact, max(1, self.decimals))
            if abs(Decimal(text)) >= 1:
                return f"{text} {word}"
        return grouped(value)

    def unit(self, figure: Figure) -> str:
        """A space and the measure word, in the plural unless the number is one."""
        if figure.value is None:
            return ""
        if figure.kind is Kind.POINTS:
            return " percentage point" + ("" if abs(Decimal(self.number(figure))) == 1 else "s")
        word = _number_of(figure.unit, abs(figure.value) == 1)
        return f" {word}" if word else ""

    # ---- comparisons

    def say(self, move: Move, comparison: Comparison) -> Phrase:
        """up 24 (8.3%) on the previous quarter · up from 2 in the previous quarter · none in the previous quarter · no data …"""
        then, difference = comparison.then, comparison.difference
        word, fall = self.then(comparison.basis), is_fall(difference)
        match move:
            case Move.NO_DATA:
                return (Span(f"no data for {word}"),)
            case Move.NOT_KNOWN:
                return (Span(f"no comparable data for {word}"),)
            case Move.BOTH_ZERO:
                return (Span(f"none in {word} either"),)
            case Move.LEVEL:
                return (Span(f"unchanged from {word}"),)
            case Move.FROM_ZERO:
                return (Span(f"none in {word}"),)
            case Move.TO_ZERO:
                return (Span("after "), *self._plain(then), Span(f" in {word}"))
            case Move.FEW:
                return (Span(f"{('up', 'down')[is_fewer(comparison)]} from "), *self._plain(then), Span(f" in {word}"))
            case Move.DAYS:
                return (*self.magnitude(difference), Span(f" {('longer', 'shorter')[fall]} than in {word}"))
            case Move.POINTS:
                return (Span(("up ", "down ")[fall]), *self.magnitude(difference), Span(f" on {word}"))
            case Move.SLIGHT:
                return self.moved(comparison)
            case Move.CHANGED:
                return (*self._step(comparison), *self._grown(comparison), Span(f" on {word}"))

    def say_full(self, comparison: Comparison) -> Phrase:
        """17 fewer than the 329 of the same quarter of last year (down 5.2%)."""
        fall, change = is_fall(comparison.difference), comparison.change
        rate: Phrase = () if change is None else (Span(("up ", "down ")[fall]), *self.magnitude(change))
        return (
            *self._plain(comparison.difference),
            Span((" more", " fewer")[fall] + " than the "),
            *self._plain(comparison.then),
            Span(f" of {self.then(comparison.basis)}"),
            *((Span(" ("), *rate, Span(")")) if rate else ()),
        )

    def moved(self, comparison: Comparison) -> Phrase:
        """up 19 on the previous quarter."""
        word = self.then(comparison.basis)
        if not comparison.difference.value:
            return (Span(f"unchanged from {word}"),)
        return (*self._step(comparison), Span(f" on {word}"))

    def _step(self, comparison: Comparison) -> Phrase:
        return (Span(("up ", "down ")[is_fall(comparison.difference)]), *self._plain(comparison.difference))

    def _grown(self, comparison: Comparison) -> Phrase:
        """The rate in brackets; nothing where there is none."""
        change = comparison.change
        return () if change is None else (Span(" ("), *self.magnitude(change), Span(")"))

    def _plain(self, figure: Figure) -> Phrase:
        """A number without sign and measure word."""
        return (Span(self.short(figure).removeprefix("-"), figure.id),)

    def withheld(self, comparison: Comparison, reason: str) -> str:
        """Not compared with the same quarter of last year: the ledgers cover it only in part."""
        why = _WITHHELD.get(reason, "there are no comparable data").format(this=self.this)
        return f"Not compared with {self.then(comparison.basis)}: {why}"

    def unfinished(self) -> str:
        """The ledgers do not reach the end of this quarter, so nothing is compared with whole periods."""
        return f"The ledgers do not reach the end of {self.this}, so nothing is compared with whole periods"

    def restated(self, label: str, period: Period, printed: Phrase, now: Figure) -> Phrase:
        """all requests in the second quarter of 2026: printed before as 118 cases, now 122 cases."""
        return (Span(f"{label} in {self.label(period)}: printed before as "), *printed, Span(", now "), *self.said(now))

    # ---- shares, ranks, lists

    def of_base(self, share: Figure, with_count: bool = False) -> Phrase:
        """34.6% of all requests, 34.6% of all requests (312), 38.0% of these; of a small base out of 4 cases."""
        base = self.figures[share.base] if share.base else None
        if base is None:
            return self.said(share)
        if self.number(share) == NOTHING:
            return (Span("out of "), *self.said(base))
        return (*self._part(share), Span(" of "), *self._base(base, with_count))

    def _part(self, share: Figure) -> Phrase:
        if self.tiny(share):
            return (Span(f"less than {self.step()}"),)
        return (Span(f"more than {self.below_all()}"),) if self.nearly_all(share) else self.said(share)

    def _base(self, base: Figure, with_count: bool) -> Phrase:
        if base.id.startswith("category."):
            return (Span("these"),)
        if base.id == "total":
            return (Span(self.of), *((Span(" ("), *self.bare(base), Span(")")) if with_count else ()))
        known = _KNOWN.get(base.id.split(".", maxsplit=1)[0])
        after = f" with a known {known}" if known else " that can be counted"
        return (Span("the "), *self.said(base), Span(after))

    def ordinal(self, rank: int) -> str:
        """First place, second place."""
        return f"{_ordinal(rank)} place"

    def place(self, rank: Figure, ties: Sequence[str]) -> Phrase:
        """in second place, in second place together with A."""
        together = (Span(f" together with {plain_text(self.join(ties))}"),) if ties else ()
        return (Span("in "), *self.said(rank), *together)

    def tie(self, rank: Figure, names: Sequence[str]) -> Phrase:
        """A and B share second place."""
        return (Span(f"{plain_text(self.join(names))} share "), *self.said(rank))

    def join(self, items: Sequence[Item]) -> Phrase:
        """a, b and c; with semicolons where an item has a comma or an and of its own."""
        phrases, between = _apart(items)
        return _joined(phrases, between, " and " if between == ", " else "; and ")

    def some(self, items: Sequence[Item], most: int, what: str) -> Phrase:
        """a, b, c and 2 other units; all of them where there are no more, as `join`."""
        rest = len(items) - most
        if rest <= 0:
            return self.join(items)
        phrases, between = _apart(items[:most])
        others = f"other {_number_of(what, rest == 1)}" if what else ("other" if rest == 1 else "others")
        return (*_joined(phrases, between, between), Span(f" and {rest} {others}"))

    def streak(self, count: int, rises: bool) -> str:
        """up for three quarters in a row."""
        return f"{'up' if rises else 'down'} for {self.counted(count)} {self._stride}s in a row"

    def streaks(self, rising: Sequence[tuple[Sequence[str], Figure]], after: str) -> Phrase:
        """A and B have been up for three quarters in a row, C has been up for two quarters in a row."""
        parts: list[Span | Reference] = []
        for names, streak in rising:
            have = "have" if len(names) > 1 else "has"
            parts += [Span(f"{', ' * bool(parts)}{plain_text(self.join(names))}{after} {have} been ")]
            parts += self.said(streak)
        return tuple(parts)

    def first_seen(self, periods: int) -> str:
        """for the first time in eight quarters."""
        return f"for the first time in {self.counted(periods)} {self._stride}s"

    def first_occurs(self, first: Figure) -> Phrase:
        """for the first time in eight quarters."""
        return self.said(first)

    @property
    def _stride(self) -> str:
        """From one period to the next: a quarter; from January to September a year."""
        return _KINDS["Y" if self.period.compared_once else self.period.kind]

    def rounding(self, sums: Mapping[str, str], adjusted: Sequence[str]) -> str:
        """Because of rounding, the shares of the categories add up to 99.9%."""
        said = [f"the shares of the {self.part_words[name]} add up to {text}" for name, text in sums.items()]
        note = f"Because of rounding, {' and '.join(said)}." if said else ""
        names = plain_text(self.join([f"the {self.part_words[name]}" for name in adjusted]))
        return note + (f"The shares of {names} are rounded by largest remainder to add up to 100%." if names else "")

    def headline(self, figure: Figure) -> str:
        """all requests: 312 cases."""
        return f"{figure.label}: {plain_text(self.said(figure))}"

    def alt(self, what: str, points: Sequence[tuple[str, str]]) -> str:
        """Bars, cases by category: a 52 cases, b 28 cases."""
        return f"{what}: {', '.join(f'{label} {text}' for label, text in points)}."

    def chart_title(self, kind: str, what: str, by: Sequence[str], fields: Mapping[str, str]) -> str:
        """Bars, cases by unit; of parts: Bar, shares of the channels, shares of the channels by unit."""
        words = [self.each_words] * len(by)
        if kind == "stacked":
            words[-1] = self.whole_words
        named = [
            table.get(one, table["field"]).format(field=fields.get(one, ""))
            for table, one in zip(words, by, strict=True)
        ]
        joined = " by ".join(reversed(named)) if kind == "stacked" else " and ".join(named)
        return self.chart_words[kind].format(what=what, by=joined)

    def counting_of(self, label: str) -> str:
        """found true, cases."""
        return f"{label}, {self.counting}"

    def alt_of_several(self, what: str, series: Sequence[tuple[str, Sequence[tuple[str, str]]]], blank: bool) -> str:
        """Groups of bars, cases by unit. this quarter: a 52 cases, b 28 cases. the previous quarter: a 40 cases."""
        said = what + (" (an empty place: none)" if blank else "")
        return f"{said}. {' '.join(self.alt(name, points) for name, points in series)}"

    def axis(self, unit: str) -> str:
        """The measure word in the plural."""
        return _number_of(unit, False)

    def row_name(self, name: str, figure: Figure) -> str:
        """licences (persons)."""
        return name if figure.unit in ("", self.measure) else f"{name} ({self.axis(figure.unit)})"

    # ---- periods and days

    @property
    def this(self) -> str:
        """this quarter."""
        return f"this {_KINDS[self.period.kind]}"

    @property
    def word(self) -> str:
        """quarter."""
        return _KINDS[self.period.kind]

    @property
    def counting(self) -> str:
        """The measure word in the plural."""
        return self.axis(self.measure)

    def then(self, basis: Basis) -> str:
        """the previous quarter, the same quarter of last year; the previous two months, the same months of last year."""
        kind = _KINDS[self.period.kind]
        if self.period.kind == "T" or (self.period.kind == "R" and basis is Basis.YOY):
            return "the same months of last year"
        if self.period.kind == "R":
            return f"the previous {self.counted(self.period.count)} months"
        return f"the previous {kind}" if basis is Basis.QOQ else f"the same {kind} of last year"

    def relative(self, basis: Basis) -> str:
        """What a column of rates is headed: Change on the quarter, Change on the year."""
        return f"Change on the {self._stride if basis is Basis.QOQ else 'year'}"

    def label(self, period: Period) -> str:
        """the third quarter of 2026, the first half of 2026, 2026, July 2026; runs of months: January to September 2026."""
        if period.end.year > period.year:
            return (
                f"{_MONTHS[period.start.month - 1]} {period.year} to {_MONTHS[period.end.month - 1]} {period.end.year}"
            )
        if period.kind in ("T", "R"):
            return f"{self.months(period)} {period.year}"
        if period.kind == "M":
            return f"{self.month(period)} {period.year}"
        if period.kind == "Y":
            return str(period.year)
        return f"the {_ORDINALS[period.index - 1]} {'quarter' if period.kind == 'Q' else 'half'} of {period.year}"

    def short_label(self, period: Period) -> str:
        """Q3 above 2026."""
        if period.kind == "Y":
            return str(period.year)
        part = self.month(period)[:3] if period.kind == "M" else f"{period.kind}{period.index}"
        if period.kind in ("T", "R"):
            part = f"{_MONTHS[period.start.month - 1][:3]}–{_MONTHS[period.end.month - 1][:3]}"
        return f"{part}\n{period.year}"

    def month(self, period: Period) -> str:
        """July."""
        return _MONTHS[period.index - 1]

    def months(self, period: Period) -> str:
        """July to September, July."""
        first, last = _MONTHS[period.start.month - 1], _MONTHS[period.end.month - 1]
        return first if first == last else f"{first} to {last}"

    def so_far(self, period: Period) -> str:
        """January to September, January."""
        last = period.end.month
        return _MONTHS[0] if last == 1 else f"{_MONTHS[0]} to {_MONTHS[last - 1]}"

    def so_far_name(self, period: Period) -> str:
        """the first three quarters, the whole year; up to another month as `so_far`."""
        last = period.end.month
        return "the whole year" if last == 12 else f"the {_SO_FAR[last]}" if last in _SO_FAR else self.so_far(period)

    def since(self, year: int, this_year: bool) -> str:
        """so far this year, since the beginning of 2025."""
        return "so far this year" if this_year else f"since the beginning of {year}"

    def days(self, first: date, last: date) -> str:
        """1 July to 30 September."""
        return f"{_day(first)} to {_day(last)}"

    def until(self, day: date) -> str:
        """up to 15 August."""
        return f"up to {_day(day)}"

    def by_end_of(self, day: date) -> str:
        """By the end of December 2026."""
        return f"by the end of {_MONTHS[day.month - 1]} {day.year}"

    def day(self, day: date) -> str:
        """12 October 2026."""
        return f"{_day(day)} {day.year}"

    def around(self, day: date, exact: bool) -> str:
        """On 12 August, In mid-August, In late August."""
        if exact:
            return f"On {_day(day)}"
        third = ("early ", "mid-", "late ")[min((day.day - 1) // 10, 2)]
        return f"In {third}{_MONTHS[day.month - 1]}"

    def within_month(self, day: date) -> str:
        """In August."""
        return f"In {_MONTHS[day.month - 1]}"

    def class_of_days(self, first: int, last: int | None) -> str:
        """4–7 days, 31 days or more."""
        if last is None:
            return f"{first} days or more"
        return f"{first} day{'' if first == 1 else 's'}" if first == last else f"{first}–{last} days"

    def counted(self, number: int) -> str:
        """two, twelve, 13."""
        return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _ordinal(number: int) -> str:
    """first to tenth, then 11th, 22nd."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _number_of(word: str, one: bool) -> str:
    """The singular or the plural of a measure word written case/cases; one form stands for both."""
    forms = word.split("/")
    return forms[0] if one else forms[-1]


def _apart(items: Sequence[Item]) -> tuple[list[Phrase], str]:
    """The items as phrases and the mark between them."""
    phrases: list[Phrase] = [(Span(item),) if isinstance(item, str) else item for item in items]
    own_marks = any(mark in plain_text(phrase) for phrase in phrases for mark in (", ", " and "))
    return phrases, "; " if own_marks and len(phrases) > 1 else ", "


def _joined(phrases: Sequence[Phrase], between: str, last: str) -> Phrase:
    """The phrases with marks between them, another mark before the last."""
    joined: Phrase = ()
    for place, phrase in enumerate(phrases):
        mark = "" if place == 0 else last if place == len(phrases) - 1 else between
        joined = (*joined, *((Span(mark),) if mark else ()), *phrase)
    return joined
