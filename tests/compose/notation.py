"""A notation for what is said of a figure: `2026Q3 compared 件 312 288` is a call of the language engine.

A line of `sentences.tsv` has the language (and options after it), the period, the function, its arguments parted by spaces, and the sentence.
Counts are whole numbers, `?` is a period that no ledger reaches; shares and rates are written part/whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from reportgen.compose.language.language import Language, plain_text
from reportgen.compose.language.languages import LANGUAGES
from reportgen.compose.language.numerals import largest_remainder
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind, Query, Unknown
from reportgen.model.reports.narratives import Phrase, Span
from reportgen.tally.counting.measures import MEASURES

SENTENCES = Path(__file__).with_name("sentences.tsv")
_OF = {"zh": "受理总数", "en": "all requests"}
_CASE = {"zh": "件", "en": "case/cases"}


@dataclass(frozen=True)
class Said:
    """A line of the table."""

    line: int
    language: str
    period: str
    call: str
    arguments: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return f"{self.line} {self.call} {' '.join(self.arguments)}"


def sentences() -> list[Said]:
    """The lines of the table; those that begin with # are its comments."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    return [Said(number, row[0], row[1], row[2], tuple(row[3].split(" ")), row[4]) for number, row in rows]


def language(spelled: str = "zh", period: str = "2026Q3", **figures: Figure) -> Language:
    """A language as `report.language` names it, with options: `zh decimals=2 small=0 large=100000`."""
    code, *options = spelled.split()
    chosen = {name: int(value) for name, value in (option.split("=") for option in options)}
    return LANGUAGES[code](
        {one.id: one for one in figures.values()},
        Period.parse(period),
        chosen.get("decimals", 1),
        chosen.get("small", 10),
        _OF[code],
        _CASE[code],
        {},
        chosen.get("large"),
    )


def speak(said: Said) -> str:
    """What the engine says."""
    return _CALLS[said.call](said, *said.arguments)


def phrase(said: Said) -> tuple[Phrase, Language]:
    """The phrase with its figures, and the language that knows them; only for calls that print figures."""
    return _PHRASES[said.call](said, *said.arguments)


def count(id: str, spelled: str, unit: str) -> Figure:
    """A count; `?` is not known."""
    unknown = Unknown.NO_DATA if spelled == "?" else None
    value = None if unknown else int(spelled)
    return Figure(id, id, Kind.COUNT, value, unit, None, Query("2026Q3"), unknown)


def counts(now: Figure, then: Figure, basis: Basis) -> Comparison:
    """The comparison of two counts as the tally makes it."""
    unknown = then.unknown
    difference = None if unknown else int(now.value or 0) - int(then.value or 0)
    no_rate = unknown or (None if then.value else Unknown.ZERO_BASE)
    rate = None if no_rate else Decimal(difference or 0) / Decimal(then.value or 1)
    return Comparison(
        basis,
        now,
        then,
        Figure("x.qoq.difference", "增减", Kind.DIFFERENCE, difference, now.unit, then.id, None, unknown),
        Figure("x.qoq", "环比", Kind.CHANGE, rate, "", then.id, None, no_rate),
    )


def _basis(word: str) -> Basis:
    return Basis.YOY if word == "yoy" else Basis.QOQ


def _of_counts(name: str) -> Callable[..., tuple[Phrase, Language]]:
    def call(said: Said, now: str, then: str, basis: str = "qoq", unit: str = "") -> tuple[Phrase, Language]:
        unit = unit or _CASE[said.language[:2]]
        compared = counts(count("x", now, unit), count("x.previous", then, unit), _basis(basis))
        known = {"a": compared.now, "b": compared.then, "c": compared.difference, "d": compared.change}
        speaker = language(said.language, said.period, **{key: one for key, one in known.items() if one is not None})
        return getattr(speaker, name)(compared), speaker

    return call


def _rate(said: Said, now: str, then: str, basis: str = "qoq") -> tuple[Phrase, Language]:
    """Rates as part/whole."""
    figures = dict(_fraction("now", now) | _fraction("then", then))
    one, other = figures["now"], figures["then"]
    unknown = one.unknown or other.unknown
    value = None if unknown else Decimal(one.value or 0) - Decimal(other.value or 0)
    difference = Figure("points", "增减", Kind.POINTS, value, "", "then", None, unknown)
    speaker = language(said.language, said.period, **figures, points=difference)
    return speaker.compared(Comparison(_basis(basis), one, other, difference)), speaker


def _fraction(id: str, spelled: str, kind: Kind = Kind.RATE) -> dict[str, Figure]:
    if spelled == "?":
        return {id: Figure(id, id, kind, None, "", None, None, Unknown.NO_DATA)}
    part, whole = spelled.split("/")
    base = Figure(f"{id}.base", "基数", Kind.COUNT, int(whole), "件")
    return {id: Figure(id, id, kind, Decimal(part) / Decimal(whole), "", base.id), base.id: base}


def _days(said: Said, now: str, then: str, basis: str = "qoq") -> tuple[Phrase, Language]:
    unit = MEASURES[said.language[:2]].days
    one, other = (Figure(id, id, Kind.DAYS, Decimal(value), unit) for id, value in (("now", now), ("then", then)))
    difference = Figure("days", "增减", Kind.DAYS, Decimal(now) - Decimal(then), unit, "then")
    speaker = language(said.language, said.period, now=one, then=other, days=difference)
    return speaker.compared(Comparison(_basis(basis), one, other, difference)), speaker


def _share(said: Said, spelled: str, base: str = "total", counted: str = "") -> tuple[Phrase, Language]:
    part, whole = spelled.split("/")
    unit = _CASE[said.language[:2]]
    labels = {"total": "受理总数", "category.a": "服务态度生硬", "channel.known": "已注明渠道"}
    of = Figure(base, labels[base], Kind.COUNT, int(whole), unit)
    share = Figure("share", "占比", Kind.SHARE, Decimal(part) / Decimal(whole), "", base)
    speaker = language(said.language, said.period, base=of, share=share)
    return speaker.of_base(share, with_count=bool(counted)), speaker


def _said(said: Said, value: str, kind: str = "count", unit: str = "") -> tuple[Phrase, Language]:
    case = _CASE[said.language[:2]]
    units = {"count": case, "difference": case, "days": MEASURES[said.language[:2]].days}
    number = None if value == "?" else Decimal(value) if "." in value else int(value)
    unknown = Unknown.NO_DATA if number is None else None
    figure = Figure("x", "x", Kind(kind), number, unit or units.get(kind, ""), None, None, unknown)
    speaker = language(said.language, said.period, x=figure)
    return speaker.said(figure), speaker


def _number(said: Said, value: str, kind: str = "count") -> tuple[Phrase, Language]:
    (_, speaker) = _said(said, value, kind)
    return speaker.bare(speaker.figures["x"]), speaker


def _restated(said: Said, label: str, period: str, printed: str, now: str) -> tuple[Phrase, Language]:
    figure = count("x", now, _CASE[said.language[:2]])
    speaker = language(said.language, said.period, x=figure)
    before = (Span(printed.replace("_", " ")),)
    return speaker.restated(label.replace("_", " "), Period.parse(period), before, figure), speaker


def _words(call: Callable[..., str | Phrase]) -> Callable[..., str]:
    """A call of the engine that needs no figures; its arguments as they are written."""

    def speak(said: Said, *arguments: str) -> str:
        spoken = call(language(said.language, said.period), *arguments)
        return spoken if isinstance(spoken, str) else plain_text(spoken)

    return speak


def _items(spelled: str) -> list[str]:
    return [item.replace("_", " ") for item in spelled.split("|")] if spelled else []


def _day(spelled: str) -> date:
    return date.fromisoformat(spelled)


def _claim(kind: Kind, value: str) -> Figure:
    return Figure("x", "x", kind, int(value))


def _streaks(speaker: Language, spelled: str, after: str = "") -> Phrase:
    groups = [one.split(":") for one in spelled.split(";")]
    return speaker.streaks([(_items(names), _claim(Kind.STREAK, streak)) for streak, names in groups], after)


def _withheld(speaker: Language, basis: str, reason: str) -> str:
    then = count("x.previous", "?", "件")
    return speaker.withheld(counts(count("x", "1", "件"), then, _basis(basis)), reason)


def _rounding(speaker: Language, sums: str, adjusted: str = "") -> str:
    printed = dict(one.split("=") for one in sums.split("|")) if sums != "-" else {}
    return speaker.rounding(printed, _items(adjusted))


def _remainder(speaker: Language, spelled: str) -> str:
    return " ".join(str(one) for one in largest_remainder([int(one) for one in spelled.split("|")], speaker.decimals))


_PHRASES: dict[str, Callable[..., tuple[Phrase, Language]]] = {
    "compared": _of_counts("compared"),
    "compared_full": _of_counts("compared_full"),
    "moved": _of_counts("moved"),
    "change": _of_counts("change_cell"),
    "rate": _rate,
    "days_compared": _days,
    "share": _share,
    "said": _said,
    "number": _number,
    "restated": _restated,
}
_CALLS: dict[str, Callable[..., str]] = {
    **{
        name: lambda said, *arguments, call=call: plain_text(call(said, *arguments)[0])
        for name, call in _PHRASES.items()
    },
    "join": _words(lambda speaker, items="": speaker.join(_items(items))),
    "some": _words(lambda speaker, items, most, what="": speaker.some(_items(items), int(most), what)),
    "place": _words(lambda speaker, rank, ties="": speaker.place(_claim(Kind.RANK, rank), _items(ties))),
    "tie": _words(lambda speaker, rank, names: speaker.tie(_claim(Kind.RANK, rank), _items(names))),
    "streak": _words(
        lambda speaker, number, way: speaker.said(_claim(Kind.STREAK, number if way == "up" else f"-{number}"))
    ),
    "streaks": _words(_streaks),
    "first_seen": _words(lambda speaker, periods: speaker.first_occurs(_claim(Kind.FIRST, periods))),
    "withheld": _words(_withheld),
    "rounding": _words(_rounding),
    "remainder": _words(_remainder),
    "label": _words(lambda speaker, period: speaker.label(Period.recall(period))),
    "short_label": _words(lambda speaker, period: speaker.short_label(Period.recall(period)).replace("\n", "/")),
    "months": _words(lambda speaker, period: speaker.months(Period.recall(period))),
    "so_far": _words(lambda speaker, period: speaker.so_far(Period.parse(period))),
    "so_far_name": _words(lambda speaker, period: speaker.so_far_name(Period.parse(period))),
    "since": _words(lambda speaker, year, this_year: speaker.since(int(year), this_year == "now")),
    "until": _words(lambda speaker, day: speaker.until(_day(day))),
    "span": _words(lambda speaker, first, last: speaker.days(_day(first), _day(last))),
    "day": _words(lambda speaker, day: speaker.day(_day(day))),
    "around": _words(lambda speaker, day, exact="": speaker.around(_day(day), bool(exact))),
    "class_of_days": _words(
        lambda speaker, first, last: speaker.class_of_days(int(first), None if last == "-" else int(last))
    ),
    "counted": _words(lambda speaker, number: speaker.counted(int(number))),
    "then": _words(lambda speaker, basis: speaker.then(_basis(basis))),
    "relative": _words(lambda speaker, basis: speaker.relative(_basis(basis))),
    "this": _words(lambda speaker, _: speaker.this),
    "counting": _words(lambda speaker, measure: _with_measure(speaker, measure).counting),
    "row": _words(
        lambda speaker, name, unit: speaker.row_name(name, Figure("x", name, Kind.COUNT, 3, unit.replace("_", " ")))
    ),
}


def _with_measure(speaker: Language, measure: str) -> Language:
    return type(speaker)({}, speaker.period, 1, 10, speaker.of, measure)
