"""What a trace says, in words, for the screen and for the sheet that is ticked off."""

from collections.abc import Iterator, Sequence

from reportgen.messages import N_, _
from reportgen.model.periods import Period
from reportgen.model.reports.figures import STATED
from reportgen.model.reports.summaries import RowSet
from reportgen.model.reports.traces import Behind, Occurrence, Rest, Role, Standing, Trace
from reportgen.review.tracing.formulas import period_name

_ROLES = {
    Role.COUNTED: N_("counted rows"),
    Role.PART: N_("numerator"),
    Role.WHOLE: N_("denominator"),
    Role.NOW: N_("this period"),
    Role.THEN: N_("compared period"),
    Role.NOW_PART: N_("numerator, this period"),
    Role.NOW_WHOLE: N_("denominator, this period"),
    Role.THEN_PART: N_("numerator, compared period"),
    Role.THEN_WHOLE: N_("denominator, compared period"),
}
_STANDINGS = {
    Standing.CHANGED: N_("The ledger {name} has been changed since the report was made."),
    Standing.MISSING: N_("The ledger {name}, from which the report was made, is not there."),
    Standing.NEW: N_("The ledger {name} was not there when the report was made."),
}
_MOST_NAMED = 12
_BEFORE, _AFTER = 36, 24
"""So much of a long sentence is shown before and after the number, in characters."""


def role_word(role: Role) -> str:
    """What rows are to a figure."""
    return _(_ROLES[role])


def place(one: Occurrence) -> str:
    """Where a figure stands, without pages."""
    return path((*one.path, one.column))


def path(names: tuple[str, ...]) -> str:
    """The names of headings and captions that lead to a place."""
    return " › ".join(filter(None, names)) or _("beginning of the report")


def period_line(trace: Trace) -> str:
    """The period of the report."""
    return _("Period of the report: {period}").format(period=period_name(Period.recall(trace.period)))


def verdict(trace: Trace, index: int) -> str:
    """Whether an occurrence is printed as it should be; what should be printed may be a value that a person declared."""
    agrees = trace.agrees(index)
    if agrees is not False and trace.occurrences[index].stated:
        return _("stated by hand")
    if agrees and trace.occurrences[index].figure in trace.declared:
        return _("declared")
    return _("not reckoned") if agrees is None else _("same") if agrees else _("differs")


def declaration(trace: Trace, figure: str) -> str:
    """Both values of a figure that a person declared, why, and who answers for it; "" for all others."""
    one = trace.declared.get(figure)
    if one is None:
        return ""
    told = _("Declared by hand: {value}; the ledgers give: {computed}").format(value=one.value, computed=one.computed)
    if not (one.reason.strip() and one.who.strip()):
        return _("{declared}; reason or name is missing").format(declared=told)
    return _("{declared}; reason: {reason} ({who})").format(declared=told, reason=one.reason, who=one.who)


def declarations(trace: Trace) -> Iterator[str]:
    """A line for each figure that a person declared or stated and that the report prints, and for each text."""
    printed = {one.figure for one in trace.occurrences}
    for figure in trace.declared:
        if figure in printed:
            yield label(trace, figure) + _(": ") + declaration(trace, figure)
    for figure, one in trace.figures.items():
        if figure in printed and figure.startswith(STATED):
            yield label(trace, figure) + _(": ") + one.formula
    yield from (name + _(": ") + text for name, text in trace.stated.items())


def alarms(trace: Trace) -> Iterator[str]:
    """What does not hold any more: ledgers and settings that changed, figures that differ, are lost, or are told otherwise."""
    for name, standing in trace.ledgers.items():
        if standing is not Standing.SAME:
            yield _(_STANDINGS[standing]).format(name=name)
    if not trace.same_settings:
        yield _("The settings have been changed since the report was made.")
    if trace.ledgers and not trace.recomputed:
        yield _("No ledger is there, so no figure could be reckoned.")
    if trace.differing:
        names = dict.fromkeys(_name(trace, trace.occurrences[index]) for index in trace.differing)
        yield _("Differing: {count} figures of {all}: {names}").format(
            count=len(trace.differing), all=len(trace.occurrences), names=_named(list(names))
        )
    if trace.lost:
        yield _("No longer in the text: {names}").format(names=_named([label(trace, id) for id in trace.lost]))
    if trace.reworded:
        yield _("These parts would be told otherwise now: {names}").format(
            names=_named([f"“{text}”" for text in trace.reworded.values()])
        )


def agreement(trace: Trace) -> str:
    """How many figures are printed as they are reckoned now."""
    verdicts = [trace.agrees(index) for index in range(len(trace.occurrences))]
    return _("Figures in the report {all}: same {same}, differing {differing}, not reckoned {open}").format(
        all=len(verdicts), same=verdicts.count(True), differing=verdicts.count(False), open=verdicts.count(None)
    )


def rows_text(behind: Behind) -> str:
    """The rows behind a figure, a text for each sheet: `台账.xlsx [一季度] 5-9,12`."""
    return _("; ").join(sheet_rows(one) for one in behind.rows)


def rests_text(rests: Sequence[Rest]) -> str:
    """The figures on which a claim rests, each with its value; of many the first."""
    return _named([f"{one.label} {one.text}" for one in rests])


def sheet_rows(rows: RowSet) -> str:
    """The rows of one sheet."""
    return f"{rows.file} [{rows.sheet}] {rows.rows}"


def label(trace: Trace, id: str) -> str:
    """What a figure is called, in the language of the report where only that is known; its id where nobody says."""
    return trace.figures[id].label if id in trace.figures else trace.labels.get(id, id)


def _name(trace: Trace, one: Occurrence) -> str:
    return f"{label(trace, one.figure)} {one.printed}"


def told_near(trace: Trace, index: int) -> str:
    """A figure, its id and where it stands, in a line: `县政务服务中心 32（unit.1）：…本季度县政务服务中心【32】件，其中…`."""
    one = trace.occurrences[index]
    id = _(" ({id})").format(id=one.figure) if label(trace, one.figure) != one.figure else ""
    return f"{_name(trace, one)}{id}{_(': ')}{_stands(one)}"


def _stands(one: Occurrence) -> str:
    """The sentence of a figure; of a row or chart its caption, too."""
    return excerpt(one) if one.at >= 0 and not one.column else f"{path(one.path)} › {excerpt(one)}"


def excerpt(one: Occurrence) -> str:
    """The sentence with the number in brackets, its ends left out where it is long."""
    if one.at < 0:
        return one.sentence
    end = one.at + len(one.printed)
    before, after = one.sentence[: one.at], one.sentence[end:]
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE:]
    if len(after) > _AFTER:
        after = after[:_AFTER] + "…"
    return f"{before}【{one.printed}】{after}"


def _named(names: list[str]) -> str:
    shown = _(", ").join(names[:_MOST_NAMED])
    if len(names) <= _MOST_NAMED:
        return shown
    return _("{shown} … ({count} in all)").format(shown=shown, count=len(names))
