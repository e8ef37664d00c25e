"""Charts: the picture, its words for the blind, and the values that it shows, against each other and against the ledgers."""

import re
from collections.abc import Callable, Iterator, Sequence

from reportgen import __version__
from reportgen.compare.numerals import Token, agree, differences, numbers, tokens
from reportgen.model.findings import AuditFinding, Place
from reportgen.model.reports.narratives import Chart
from reportgen.model.reports.pictures import ChartSpec, Graphic
from reportgen.review.report_audit.checks.plots import plotted, without_workbook
from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.review.report_audit.report.findings import WHOLE, finding
from reportgen.word.charts.plots import graphic_digest
from reportgen.word.memory.memory import Drawn, Plotted
from reportgen.word.pages.page import Shown

_SPELLED = ((), ("一", "first"), ("二", "second"), ("三", "third"), ("四", "fourth"))


def charts(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Every chart that the report remembers; one whose caption is gone was deleted, which is said with the blocks."""
    pictures = shown_pictures(audited)
    for block, drawn in audited.memory.charts.items():
        caption = next(iter(audited.placement.places.get(block, ())), None)
        place = WHOLE if caption is None else audited.every[caption].place()
        shown = pictures.get(block)
        spec = _spec(audited, block)
        values = list(_today(drawn, spec, place)) if spec else []
        yield from values
        words = list(_alt(drawn, shown, None if values else spec, place)) if shown else []
        yield from words
        if spec is None and not words and caption is not None:
            yield from _remembered(audited, drawn, place)
        if shown and caption is not None:
            yield from _picture(audited, block, drawn, shown, place, told=bool(values))
        elif caption is not None:
            yield finding("audit.picture-gone", place)


def _spec(audited: AuditedReport, block: str) -> ChartSpec | None:
    """The chart as the ledgers give it today."""
    blocks = audited.narrative.blocks if audited.narrative else ()
    return next((one.spec for one in blocks if isinstance(one, Chart) and one.id == block), None)


def shown_pictures(audited: AuditedReport) -> dict[str, Shown]:
    """The picture of each chart: by its bookmark, by its bytes, by its words for the blind, or where it stood above its caption."""
    left = [(line.number, one) for line in audited.lines for one in line.pictures]
    found: dict[str, Shown] = {}
    for known in (_is_marked, _is_drawn, _is_told):
        for block, drawn in audited.memory.charts.items():
            chosen = next((pair for pair in left if block not in found and known(audited, block, drawn, pair[1])), None)
            if chosen:
                found[block] = chosen[1]
                left.remove(chosen)
    for block in audited.memory.charts:
        caption = next(iter(audited.placement.places.get(block, ())), None)
        if block not in found and caption is not None:
            above = [line.number for line in audited.lines[:caption] if _is_caption(audited, line)]
            near = [pair for pair in left if max(above, default=-1) < pair[0] <= caption]
            found |= {block: near[-1][1]} if near else {}
    return found


def _is_marked(audited: AuditedReport, block: str, _drawn: Drawn, shown: Shown) -> bool:
    marks = (audited.memory.marks.get(name) for name in shown.marks)
    return any(mark is not None and mark.kind == "picture" and mark.block == block for mark in marks)


def _is_drawn(audited: AuditedReport, _block: str, drawn: Drawn, shown: Shown) -> bool:
    return graphic_digest(audited.page.package, shown.part) == drawn.picture


def _is_told(_audited: AuditedReport, _block: str, drawn: Drawn, shown: Shown) -> bool:
    return bool(shown.alt) and shown.alt == drawn.alt


def _is_caption(audited: AuditedReport, line: Line) -> bool:
    numbered = {mark.block for mark in audited.memory.marks.values() if mark.kind == "number"}
    return any(id in numbered for id in audited.blocks(line))


def _remembered(audited: AuditedReport, drawn: Drawn, place: Place) -> Iterator[AuditFinding]:
    """The values of a chart are those that the text prints for the same figures, and stand in its words for the blind."""
    for point in drawn.points:
        known = audited.memory.figures.get(point.figure)
        if known is not None and numbers(point.text) and not agree(point.text, known):
            yield finding("audit.chart-value", place, point.text, known, label=_label(point))
            return
    told, end = _told(drawn.alt), 0
    for point in drawn.points:
        for number in numbers(point.text)[:1]:
            beside = _beside(point.label, number).search(drawn.alt, end)
            if beside is not None:
                end = beside.end()
                told = [one for one in told if one.start >= end]
                continue
            at = next((at for at, one in enumerate(told) if _tells(one, number, told[:at], point.label)), None)
            if at is None:
                yield finding("audit.chart-words", place, number.text, label=_label(point))
                return
            end = told[at].start + len(told[at].text)
            told = told[at + 1 :]


def _beside(label: str, number: Token) -> re.Pattern[str]:
    """A number directly behind its label: where that ends in digits, the two can be told apart by who knows both."""
    return re.compile(rf"{re.escape(label)}\D{{0,3}}{re.escape(number.text)}(?![\d.])")


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
    if not shown.alt.strip() and expected.strip():
        yield finding("audit.chart-words-lost", place)
        return
    found = differences(expected, shown.alt)
    for one in found:
        before, now = (token.text if token else "" for token in (one.before, one.now))
        yield finding("audit.chart-alt", place, now, before)
    for one in [] if found else differences(drawn.alt, expected):
        before, now = (token.text if token else "" for token in (one.before, one.now))
        yield finding("audit.memory-differs", place, before, now)


def _picture(
    audited: AuditedReport, block: str, drawn: Drawn, shown: Shown, place: Place, *, told: bool
) -> Iterator[AuditFinding]:
    """The picture is the one that was drawn, and the one that the ledgers give today.

    `told` says that its values were found to be others already. Another version of the program may draw the same values otherwise; then only the report's own memory counts.
    """
    package = audited.page.package
    digest = graphic_digest(package, shown.part)
    picture = _drawn_today(audited, block) if audited.memory.version == __version__ else None
    today = picture.digest if picture else None
    yield from without_workbook(package, shown.part, place)
    if digest not in (today, drawn.picture):
        values = list(plotted(package, shown.part, drawn, place))
        yield from values
        if values:
            return
    if today is None:
        if digest != drawn.picture:
            yield finding("audit.picture-replaced", place)
    elif digest not in (today, drawn.picture):
        yield finding("audit.picture-wrong", place)
    elif digest != today and not told:
        yield finding("audit.picture-outdated", place)
    elif digest != drawn.picture:
        yield finding("audit.memory-differs", place, drawn.picture[:8], digest[:8])


def _drawn_today(audited: AuditedReport, block: str) -> Graphic | None:
    spec = _spec(audited, block)
    return None if spec is None or audited.pictures is None else audited.pictures.get(spec.id)


CHECKS: tuple[Callable[[AuditedReport], Iterator[AuditFinding]], ...] = (charts,)
