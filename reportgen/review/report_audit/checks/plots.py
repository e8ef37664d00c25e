"""What a chart that Word draws plots, on the page and in its workbook, against the values that the report remembers of it."""

import re
from collections.abc import Iterator, Mapping

from reportgen.compare.numerals import printed_value
from reportgen.model.findings import AuditFinding, Place
from reportgen.model.reports.pictures import Plot
from reportgen.review.report_audit.report.findings import finding
from reportgen.word.charts.plots import charted, is_chart, lacks_workbook
from reportgen.word.memory.memory import Drawn
from reportgen.word.packages.package import Package

_NOTE = re.compile(r"（[^（）]*）$")
_Key = tuple[str, str]
_NOTHING = "—"


def plotted(package: Package, part: str, drawn: Drawn, place: Place) -> Iterator[AuditFinding]:
    """A finding for each value that the page shows otherwise than it was drawn, and for each that the workbook has otherwise.

    None where most of them are others: then it is another chart, of which there is but one thing to be said.
    """
    if not is_chart(package, part):
        return
    found, wanted = charted(package, part), _wanted(drawn)
    if found.shown is None:
        return
    shown = _values(found.shown)
    edited = list(_differing("audit.chart-plotted", shown, wanted, place))
    if found.stored is not None and found.stored != found.shown:
        stored = _values(found.stored)
        same = {key for key in stored.keys() & shown.keys() if stored[key] == shown[key]}
        left = {key: value for key, value in stored.items() if key not in same}
        told = {key: text for key, text in wanted.items() if not any(_is(key, one) for one in same)}
        edited += _differing("audit.chart-workbook", left, told, place)
    if 2 * len(edited) <= max(len(wanted), 2):
        yield from edited


def without_workbook(package: Package, part: str, place: Place) -> Iterator[AuditFinding]:
    """Whether the workbook of a chart is gone, so that it can be seen but not edited."""
    if lacks_workbook(package, part):
        yield finding("audit.chart-workbook-gone", place)


def _wanted(drawn: Drawn) -> dict[_Key, str]:
    """The text of each value that was plotted, by series and label."""
    several = len({one.series for one in drawn.points}) > 1
    return {(one.series if several else "", one.label): one.text for one in drawn.points}


def _values(plot: Plot) -> dict[_Key, float | None]:
    several = len(plot.series) > 1
    return {
        (one.name if several else "", "" if one.labels == ("1",) else label): value
        for one in plot.series
        for label, value in zip(one.labels, one.values, strict=True)
    }


def _differing(
    code: str, found: Mapping[_Key, float | None], wanted: Mapping[_Key, str], place: Place
) -> Iterator[AuditFinding]:
    known = {**{(_bare(series), _bare(label)): value for (series, label), value in found.items()}, **found}
    for key, text in wanted.items():
        label, before = " ".join(filter(None, key)), printed_value(text)
        if key not in known:
            yield finding(code, place, _NOTHING, text, label=label)
            continue
        now = known[key]
        if (None if now is None else f"{now:.12g}") != (None if before is None else f"{float(before):.12g}"):
            yield finding(code, place, _NOTHING if now is None else _like(text, now), text, label=label)
    named = {*wanted}
    for series, label in found:
        if (series, label) not in named and (_bare(series), _bare(label)) not in named:
            value = found[series, label]
            if value is not None:
                yield finding(code, place, f"{value:.12g}", _NOTHING, label=" ".join(filter(None, (series, label))))


def _is(key: _Key, named: _Key) -> bool:
    """Whether a value that was drawn is one that a chart names, with or without a note behind the names."""
    return key in (named, (_bare(named[0]), _bare(named[1])))


def _bare(name: str) -> str:
    """A name without the note that a chart puts behind it."""
    return _NOTE.sub("", name)


def _like(text: str, value: float) -> str:
    """A value in the form of the text that it should have."""
    return f"{value * 100:.12g}%" if text.strip().endswith(("%", "％")) else f"{value:.12g}"
