"""A trace -> what stands at each place of a figure: what it is called there, its clause, sentence and headings, its number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reportgen.model.periods import Period
from reportgen.model.reports.figures import Kind
from reportgen.model.reports.traces import Occurrence, Trace
from reportgen.review.tracing.asking.parts import (
    CAPTIONED,
    CLAIMS,
    PERIODS,
    UNITS,
    Captioned,
    Claim,
    Number,
    amount_of,
    captioned,
    claim_of,
    spelled,
)
from reportgen.review.tracing.asking.texts import Plain, half_width, name_of, plain

_CLAUSE_ENDS = re.compile(r"[,，。;；:：、()（）!！?？]")
_UNIT = re.compile(UNITS)
_PLACE = "位"
_BETWEEN_CELLS = " | "
_PARTED = re.compile(r"[·:：、，,()（）\s]+")
_DIGITS = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_NUMERIC = re.compile(r"[\d.,%+\-—\s]*")


@dataclass(frozen=True)
class Scene:
    """A place of a figure, all texts as they are compared.

    `names` are what the figure is called there: its labels, the name of its row with the head of its column, its series and label
    in a chart. `start` and `end` are where it stands in the sentence, -1 in a chart. `number` is what is printed, with the
    unit behind it; `rising` tells the way of a change; `period` that of the cases it counts, "" where nobody says. `words` are what the names are made of.
    """

    figure: str
    names: tuple[str, ...]
    clause: str
    sentence: Plain
    start: int
    end: int
    path: tuple[str, ...]
    number: Number | None
    period: str
    named: frozenset[str]
    told: frozenset[str]
    captions: frozenset[Captioned]
    claims: tuple[Claim, ...]
    around: tuple[Claim, ...]
    ranked: bool
    rising: bool | None
    numbers: frozenset[Decimal]
    spelled: tuple[str, ...]
    words: tuple[str, ...]

    @cached_property
    def said(self) -> str:
        """The sentence without its punctuation."""
        return name_of(self.sentence.text)


def scenes(trace: Trace) -> tuple[Scene, ...]:
    """The places of all figures of a report, in the order of its occurrences."""
    report = Period.recall(trace.period)
    return tuple(_scene(trace, one, report) for one in trace.occurrences)


def _scene(trace: Trace, one: Occurrence, report: Period) -> Scene:
    sentence = plain(one.sentence)
    start = sentence.index(one.at) if one.at >= 0 else -1
    end = sentence.index(one.at + len(one.printed)) if one.at >= 0 else -1
    labels = _labels(trace, one)
    names = tuple(dict.fromkeys(filter(None, map(name_of, (*labels, *_own_names(one))))))
    clause = _clause(one)
    traced = trace.figures.get(one.figure)
    path = tuple(map(half_width, one.path))
    return Scene(
        figure=name_of(one.figure),
        names=names,
        clause=name_of(clause),
        sentence=sentence,
        start=start,
        end=end,
        path=tuple(map(name_of, one.path)),
        number=_number(trace, one, sentence, end),
        period=traced.period if traced else "",
        named=frozenset(_periods((*labels, *_own_names(one)), report)),
        told=frozenset(_periods((clause,), report)),
        captions=frozenset(_captions(path)),
        claims=tuple(_claims(one.printed)),
        around=tuple(_claims(one.sentence, *one.path)),
        ranked=_is_place(trace, one),
        rising=_rising(trace, one),
        numbers=frozenset(map(Decimal, _DIGITS.findall(half_width(one.sentence).replace(",", "")))),
        words=tuple(dict.fromkeys(_pieces((*labels, *_cells(one))))),
        spelled=tuple(
            name_of(found[0]) for name in (*labels, *_own_names(one)) for found in PERIODS.finditer(half_width(name))
        ),
    )


def _labels(trace: Trace, one: Occurrence) -> list[str]:
    traced = trace.figures.get(one.figure)
    return [label for label in (traced.label if traced else "", trace.labels.get(one.figure, "")) if label]


def _own_names(one: Occurrence) -> tuple[str, ...]:
    """What a figure is called by its row and column, or by what stands at it in a chart."""
    if one.at < 0:
        return (one.sentence,)
    return ("".join(_cells(one)),)


def _cells(one: Occurrence) -> tuple[str, ...]:
    """The name of a figure's row and the head of its column; of a chart its series and label; none in a sentence."""
    if one.at < 0:
        return (one.sentence,)
    if not one.column:
        return ()
    cells = one.sentence.split(_BETWEEN_CELLS)
    return (next((cell for cell in cells if not _NUMERIC.fullmatch(half_width(cell))), ""), one.column)


def _pieces(names: Iterable[str]) -> Iterator[str]:
    """What names are made of, where marks part them."""
    return (piece for name in names for part in _PARTED.split(name) if (piece := name_of(part)))


def _clause(one: Occurrence) -> str:
    """The words around a figure up to the next marks; of a row the whole row says it."""
    if one.at < 0:
        return one.sentence
    if one.column:
        return one.column
    marks = [found.start() for found in _CLAUSE_ENDS.finditer(one.sentence)]
    before = max((mark + 1 for mark in marks if mark < one.at), default=0)
    after = min((mark for mark in marks if mark >= one.at + len(one.printed)), default=len(one.sentence))
    return one.sentence[before:after]


def _number(trace: Trace, one: Occurrence, sentence: Plain, end: int) -> Number | None:
    """What is printed, with the unit that stands behind it; in a row or chart that of the figure."""
    number = amount_of(half_width(one.printed).replace(" ", ""))
    if number is None or number.unit:
        return number
    said = trace.figures[one.figure].text if one.figure in trace.figures else ""
    behind = sentence.text[end:] if end >= 0 and not one.column else half_width(said).lstrip("0123456789.,+- ")
    unit = _UNIT.match(behind)
    return Number(number.value, unit[0] if unit else _PLACE if _is_place(trace, one) else "", number.signed)


def _is_place(trace: Trace, one: Occurrence) -> bool:
    """Whether a figure is a place among others, which is printed as a bare number in a table."""
    return one.figure.endswith(".rank") or (one.figure in trace.figures and trace.figures[one.figure].kind == Kind.RANK)


def _rising(trace: Trace, one: Occurrence) -> bool | None:
    """Whether a figure is a rise or a fall, which a row tells by its sign alone; None for all others."""
    traced = trace.figures.get(one.figure)
    if traced is None:
        return False if half_width(one.printed).startswith("-") and amount_of(half_width(one.printed)) else None
    moved = traced.kind in (Kind.CHANGE, Kind.DIFFERENCE, Kind.POINTS) and traced.value
    return traced.value > 0 if moved and traced.value is not None else None


def _periods(texts: tuple[str, ...], report: Period) -> Iterator[str]:
    return (
        period
        for text in texts
        for found in PERIODS.finditer(half_width(text))
        if (period := spelled(found[0], report))
    )


def _captions(path: tuple[str, ...]) -> Iterator[Captioned]:
    """The chart, table and attachment under whose captions and titles a figure stands."""
    for name in path:
        found = CAPTIONED.match(name)
        one = captioned(found) if found else Captioned("附件", 0) if name.startswith("附件") else None
        if one is not None:
            yield one


def _claims(*texts: str) -> Iterator[Claim]:
    for text in texts:
        for found in CLAIMS.finditer(half_width(text)):
            one = claim_of(found)
            if one is not None:
                yield one
