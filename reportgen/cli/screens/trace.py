"""The screen of `trace`: what a clerk reads, along the report or for the figures asked for."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from reportgen.cli.output import say, styled
from reportgen.cli.screens.inspection import screen_width, wrap
from reportgen.excel.widths import text_width
from reportgen.messages import _
from reportgen.model.reports.traces import Behind, Occurrence, Trace, TracedFigure
from reportgen.review.tracing import wording

_MOST_NUMBERS = 12
_ROOM = 10
_MOST_HITS = 5


def print_trace(found: Trace, asked: Sequence[int], *, whole: bool, written: Path | None) -> None:
    """Prints the figures at these occurrences: all of them in reading order (`whole`), or those asked for with their rows."""
    width = screen_width()
    lines = (
        _head_lines(found, width),
        _report_lines(found, asked, width) if whole else _hit_lines(found, asked, width),
    )
    for some in lines:
        for line in some:
            say(line)
    if not found.recomputed and not found.ledgers:
        for line in wrap(_("Give --config with the county's configuration to work every figure out again."), width, ""):
            say(line)
    if written:
        say(_("Check list: {path}").format(path=written))


def _head_lines(found: Trace, width: int) -> Iterator[str]:
    """The report, its period, whether all agrees, and what does not."""
    yield styled(found.document, bold=True)
    yield wording.period_line(found)
    if found.recomputed:
        yield from wrap(wording.agreement(found), width, "")
    for line in wording.declarations(found):
        first, *rest = wrap(f"* {line}", width, "  ")
        yield styled(first, fg="yellow")
        yield from rest
    alarms = list(wording.alarms(found))
    for alarm in alarms:
        first, *rest = wrap(f"! {alarm}", width, "  ")
        yield styled(first, fg="red")
        yield from rest
    if found.recomputed and not alarms:
        yield styled(_("Ledgers and settings are those of the report, and every figure agrees."), fg="green")


def _report_lines(found: Trace, indexes: Sequence[int], width: int) -> Iterator[str]:
    """Figures along the report: headings, sentences, and under each sentence its figures."""
    numbered = [(index, found.occurrences[index]) for index in indexes]
    for names, under in groupby(numbered, lambda pair: pair[1].path):
        yield ""
        yield from (styled(line, bold=True) for line in wrap(wording.path(names), width, "  "))
        for sentence, figures in groupby(under, lambda pair: pair[1].sentence):
            yield from wrap(f"  {sentence}", width, "  ")
            for index, one in figures:
                yield from _short_lines(found, index, one, width)


def _short_lines(found: Trace, index: int, one: Occurrence, width: int) -> Iterator[str]:
    """A figure in a line or two: the number, its name and formula, and what it should be where it differs."""
    traced = found.figures.get(one.figure)
    label = wording.label(found, one.figure)
    column = "" if label.endswith(one.column) else one.column
    names = (column, label, _formula(traced) if traced else "")
    told = _(": ").join(filter(None, names))
    start = f"    {one.printed}" + " " * max(1, _ROOM - text_width(one.printed))
    yield from wrap(start + told, width, " " * (4 + _ROOM))
    if declared := wording.declaration(found, one.figure):
        yield from wrap(" " * (4 + _ROOM) + declared, width, " " * (4 + _ROOM))
    if found.agrees(index) is False:
        yield styled(" " * (4 + _ROOM) + _should_be(found, index), fg="red")


def _should_be(found: Trace, index: int) -> str:
    return _("differs: it should be {text}").format(text=found.expected[index])


def _formula(traced: TracedFigure) -> str:
    return f"{traced.formula} = {traced.sum}" if traced.sum else traced.formula


def _hit_lines(found: Trace, asked: Sequence[int], width: int) -> Iterator[str]:
    """The figures asked for, nearest first: each with its places, formula and rows; of many what a chart or table shows, in short."""
    places: dict[str, list[int]] = {}
    for index in asked:
        places.setdefault(found.occurrences[index].figure, []).append(index)
    if len(places) > _MOST_HITS:
        yield from _report_lines(found, sorted(asked), width)
        yield ""
        told = _("{count} figures; ask for one of them by its name or id to see its formula and ledger rows.")
        yield from wrap(told.format(count=len(places)), width, "")
        return
    for figure, indexes in places.items():
        yield ""
        yield from _figure_lines(found, figure, indexes, width)


def _figure_lines(found: Trace, figure: str, indexes: Sequence[int], width: int) -> Iterator[str]:
    traced = found.figures.get(figure)
    label = wording.label(found, figure)
    yield styled(label, bold=True) + (f"  ({figure})" if label != figure else "")
    for index in indexes:
        yield from _place_lines(found, index, width)
    if declared := wording.declaration(found, figure):
        yield from wrap(f"  {declared}", width, "    ")
    if traced is None:
        return
    yield from _labelled(_("Formula"), traced.formula, width)
    if traced.sum:
        yield from _labelled(_("In numbers"), f"{traced.sum} = {traced.reckoned}", width)
    else:
        yield from _labelled(_("Reckoned again") if found.recomputed else _("When it was made"), traced.reckoned, width)
    if traced.rests:
        yield from _labelled(_("Rests on"), wording.rests_text(traced.rests), width)
    for one in traced.behind:
        yield from _row_lines(found, one, width)


def _place_lines(found: Trace, index: int, width: int) -> Iterator[str]:
    """Where a figure stands: the path, the sentence, and whether it is printed as it should be."""
    one = found.occurrences[index]
    yield from wrap(f"  {index + 1}. {wording.place(one)}", width, "     ")
    yield from wrap(f"     {one.sentence}", width, "     ")
    verdict = f"{wording.verdict(found, index)}" if found.agrees(index) is not False else _should_be(found, index)
    told = f"     {one.printed}" + (f"  {verdict}" if found.recomputed else "")
    yield styled(told, fg="red") if found.agrees(index) is False else told


def _row_lines(found: Trace, behind: Behind, width: int) -> Iterator[str]:
    """The rows behind a figure, and the first of the cases' own numbers."""
    role = f"{wording.role_word(behind.role)} {behind.count}"
    yield from _labelled(role, wording.rows_text(behind) or _("no rows"), width)
    places = ((rows.file, rows.sheet, row) for rows in behind.rows for row in rows.numbers) if found.cases else ()
    numbers = [found.cases[place].number for place in places if place in found.cases and found.cases[place].number]
    if numbers:
        more = _(" … ({count} in all)").format(count=len(numbers)) if len(numbers) > _MOST_NUMBERS else ""
        yield from _labelled(_("Case numbers"), _(", ").join(numbers[:_MOST_NUMBERS]) + more, width)


def _labelled(label: str, text: str, width: int) -> Iterator[str]:
    yield from wrap("  " + label + _(": ") + text, width, "    ")
