"""Charts: the picture, its words for the blind, and the values that it shows, against each other and against the ledgers."""

import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

from reportgen import __version__
from reportgen.model import AuditFinding, Chart, ChartSpec, Picture, Place
from reportgen.review.ours.case import Case
from reportgen.review.ours.findings import WHOLE, finding
from reportgen.review.ours.numbers import Token, agree, differences, numbers, tokens
from reportgen.review.ours.page import Line, Shown
from reportgen.word.memory import Drawn, Plotted

_SPELLED = ((), ("一", "first"), ("二", "second"), ("三", "third"), ("四", "fourth"))


def charts(case: Case) -> Iterator[AuditFinding]:
    """Every chart that the report remembers; one whose caption is gone was deleted, which is said with the blocks."""
    for block, drawn in case.memory.charts.items():
        caption = next((number for number, line in enumerate(case.page.lines) if block in case.blocks(line)), None)
        place = WHOLE if caption is None else case.page.lines[caption].place()
        shown = None if caption is None else _shown(case, block, caption)
        spec = _spec(case, block)
        values = list(_today(drawn, spec, place)) if spec else []
        yield from values
        words = list(_alt(drawn, shown, None if values else spec, place)) if shown else []
        yield from words
        if spec is None and not words:
            yield from _remembered(case, drawn, place)
        if shown:
            yield from _picture(case, block, drawn, shown, place, told=bool(values))
        elif caption is not None:
            yield finding("audit.picture-gone", place)


def _spec(case: Case, block: str) -> ChartSpec | None:
    """The chart as the ledgers give it today."""
    blocks = case.narrative.blocks if case.narrative else ()
    return next((one.spec for one in blocks if isinstance(one, Chart) and one.id == block), None)


def _shown(case: Case, block: str, caption: int) -> Shown | None:
    """The picture of a chart: by its bookmark, or the nearest one above its caption, below the caption before it."""
    for one in case.page.pictures:
        marks = (case.memory.marks.get(name) for name in one.marks)
        if any(mark is not None and mark.kind == "picture" and mark.block == block for mark in marks):
            return one
    above = [number for number, line in enumerate(case.page.lines[:caption]) if _numbered(case, line)]
    lowest = above[-1] if above else -1
    return next((one for one in reversed(case.page.pictures) if lowest < one.line <= caption), None)


def _numbered(case: Case, line: Line) -> bool:
    return any((mark := case.mark(one)) is not None and mark.kind == "number" for one in line.marks)


def _remembered(case: Case, drawn: Drawn, place: Place) -> Iterator[AuditFinding]:
    """The values of a chart are those that the text prints for the same figures, and stand in its words for the blind."""
    for point in drawn.points:
        known = case.memory.figures.get(point.figure)
        if known is not None and numbers(point.text) and not agree(point.text, known):
            yield finding("audit.chart-value", place, point.text, known, label=_label(point))
            return
    told = _told(drawn.alt)
    for point in drawn.points:
        for number in numbers(point.text)[:1]:
            at = next((at for at, one in enumerate(told) if _tells(one, number, told[:at], point.label)), None)
            if at is None:
                yield finding("audit.chart-words", place, number.text, label=_label(point))
                return
            told = told[at + 1 :]


def _told(words: str) -> list[Token]:
    """The numbers of the words for the blind, those spelled in English too."""
    spelled = [
        Token(match[0], match[0], match.start(), number=True, arabic=False)
        for match in re.finditer(r"\b(?:first|second|third|fourth)\b", words)
    ]
    return sorted([*spelled, *(one for one in tokens(words) if one.number)], key=lambda one: one.start)


def _tells(told: Token, number: Token, before: Sequence[Token], label: str) -> bool:
    """Whether a number of the words is that of a point, behind the numbers of its label, which may be spelled there."""
    same = agree(told.text, number.text) or agree(number.text, told.text)
    known = {one.value for one in before}
    return same and all({one.value, *_spelled(one.value)} & known for one in numbers(label))


def _spelled(digits: str) -> tuple[str, ...]:
    """How the words may spell the number of a quarter or half-year: 4 -> 四, fourth."""
    return _SPELLED[int(digits)] if digits in ("1", "2", "3", "4") else ()


def _label(point: Plotted) -> str:
    return " ".join(filter(None, (*point.series.split(), *point.label.split())))


def _today(drawn: Drawn, spec: ChartSpec, place: Place) -> Iterator[AuditFinding]:
    """The values that the report remembers of a chart are those of today."""
    today = [Plotted(one.name, point.label, point.figure, point.text) for one in spec.series for point in one.points]
    if len(today) != len(drawn.points):
        yield finding("audit.chart-outdated", place, str(len(drawn.points)), str(len(today)))
        return
    for old, new in zip(drawn.points, today, strict=True):
        if old.text != new.text:
            yield finding("audit.chart-value", place, old.text, new.text, label=_label(new))
        elif (_label(old), old.figure) != (_label(new), new.figure):
            yield finding("audit.chart-value", place, _label(old), _label(new), label=new.text)


def _alt(drawn: Drawn, shown: Shown, spec: ChartSpec | None, place: Place) -> Iterator[AuditFinding]:
    """The words for the blind say the numbers of today, or those that they said."""
    expected = spec.alt if spec else drawn.alt
    found = differences(expected, shown.alt)
    for one in found:
        before, now = (token.text if token else "" for token in (one.before, one.now))
        yield finding("audit.chart-alt", place, now, before)
    for one in [] if found else differences(drawn.alt, expected):
        before, now = (token.text if token else "" for token in (one.before, one.now))
        yield finding("audit.memory-differs", place, before, now)


def _picture(case: Case, block: str, drawn: Drawn, shown: Shown, place: Place, *, told: bool) -> Iterator[AuditFinding]:
    """The picture is the one that was drawn, and the one that the ledgers give today.

    `told` says that its values were found to be others already. Another version of the program may draw the same values otherwise; then only the report's own memory counts.
    """
    digest = sha256(case.page.package.parts.get(shown.part, b"")).hexdigest()
    picture = _drawn_today(case, block) if case.memory.version == __version__ else None
    today = sha256(picture.png).hexdigest() if picture else None
    if today is None:
        if digest != drawn.picture:
            yield finding("audit.picture-replaced", place)
    elif digest not in (today, drawn.picture):
        yield finding("audit.picture-wrong", place)
    elif digest != today and not told:
        yield finding("audit.picture-outdated", place)
    elif digest != drawn.picture:
        yield finding("audit.memory-differs", place, drawn.picture[:8], digest[:8])


def _drawn_today(case: Case, block: str) -> Picture | None:
    spec = _spec(case, block)
    return None if spec is None or case.pictures is None else case.pictures.get(spec.id)


CHECKS: tuple[Callable[[Case], Iterator[AuditFinding]], ...] = (charts,)
