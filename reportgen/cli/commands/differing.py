"""`reportgen diff`: what differs between two reports, and a copy of the new one that shows it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from reportgen.cli.application import app
from reportgen.cli.documents import read_document
from reportgen.cli.output import issue_json, print_issues, print_json, refuse_usage, say
from reportgen.inputs import is_there
from reportgen.messages import N_, ReportgenError, _
from reportgen.model.sources import Issue

if TYPE_CHECKING:
    from reportgen.actions.differing import Diff, Given, Told
    from reportgen.update.diff.differences import CaseChange, ChartChange, FigureChange, Passage, RowChange, Standing

_FIGURES, _PASSAGES = 20, 10  # lines on the screen; --json has all
_CHANGES = {
    "added": N_("new {count}"),
    "removed": N_("gone {count}"),
    "reworded": N_("reworded {count}"),
    "moved": N_("moved {count}"),
    "figures": N_("only numbers differ {count}"),
}
_ONE = {"added": N_("New"), "removed": N_("Gone"), "reworded": N_("Reworded"), "moved": N_("Moved")}


@app.command(
    help=_("Compares two reports: figures in order of importance, passages, rows, typical cases and charts."),
    epilog=_("Example: reportgen diff out/Q2.docx out/Q3.docx --docx changes.docx"),
)
def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help=_("The earlier report, a .docx file."), show_default=False)
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help=_("The later report, a .docx file."), show_default=False)],
    docx: Annotated[
        Path | None,
        typer.Option(help=_("Write a copy of the later report with tracked changes against the earlier one.")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Compares two reports."""
    from reportgen.actions.differing import diff as compared
    from reportgen.actions.differing import write_copy

    _check_copy(docx)
    sides = [_given(path) for path in (old, new)]
    issues = [one for _, found in sides for one in found]
    try:
        done = compared(*(given for given, _ in sides))
        if docx is not None:
            write_copy(done, docx)
    except ReportgenError as fault:
        _refuse((*issues, *fault.issues), as_json)
    issues += done.issues
    if as_json:
        print_json(diff_json(done, docx, issues))
        return
    print_issues(issues)
    for line in lines(done):
        say(line)
    if docx is not None:
        say(_("Copy with tracked changes: {path}").format(path=docx))


def _check_copy(path: Path | None) -> None:
    """The copy never takes the place of a file that is there."""
    if path is None:
        return
    if path.suffix.casefold() != ".docx":
        refuse_usage(_("--docx names the copy with tracked changes, a .docx file."))
    if is_there(path):
        refuse_usage(_("{path} is there already and is not replaced: give --docx another name.").format(path=path))


def _given(path: Path) -> "tuple[Given, tuple[Issue, ...]]":
    """A report with the trace beside it, and what is wrong between the two."""
    from reportgen.actions.differing import Given
    from reportgen.sidecar import beside

    data = read_document(path)
    there = beside(path, data)
    told = [one for one in there.issues if one.code == "pair.other-run"]  # its labels may be those of other figures
    return Given(data, path.name, there.sidecar), tuple(told)


def _refuse(issues: Sequence[Issue], as_json: bool) -> NoReturn:
    if as_json:
        print_json({"old": None, "new": None, "issues": [issue_json(one) for one in issues]})
    else:
        print_issues(issues)
        say(_("Nothing was compared."), err=True)
    raise typer.Exit(1)


# --- for machines -----------------------------------------------------------------------------------------------------


def diff_json(done: "Diff", docx: Path | None, issues: Sequence[Issue]) -> dict[str, Any]:
    """The result for machines; no text of a person's is in it."""
    found = done.differences
    return {
        "old": _told_json(done.old),
        "new": _told_json(done.new),
        "same": not found,
        "figures": [_figure_json(one) for one in found.figures],
        "passages": [_passage_json(one) for one in found.passages],
        "rows": [
            {"change": one.change.value, "table": one.table, "row": one.key, "text": one.text, "by_hand": one.by_hand}
            for one in found.rows
        ],
        "cases": [_passage_json(one) for one in found.cases],
        "charts": [{"change": one.change.value, "id": one.id, "text": one.text} for one in found.charts],
        "own": {"added": found.own_added, "removed": found.own_removed},
        "docx": docx and str(docx),
        "issues": [issue_json(one) for one in issues],
    }


def _told_json(one: "Told") -> dict[str, str]:
    return {"name": one.name, "report": one.report, "period": one.period, "day": one.day, "title": one.title}


def _figure_json(one: "FigureChange") -> dict[str, Any]:
    return {
        "id": one.id,
        "label": one.label,
        "old": _standing_json(one.old),
        "new": _standing_json(one.new),
        "difference": None if one.difference is None else str(one.difference),
        "points": one.points,
        "relative": one.relative,
        "old_label": one.old_label or None,
    }


def _standing_json(one: "Standing | None") -> dict[str, Any] | None:
    if one is None:
        return None
    told: dict[str, Any] = {"text": one.text or None, "by_hand": one.by_hand}
    return {**told, "computed": one.computed} if one.by_hand else told


def _passage_json(one: "Passage | CaseChange") -> dict[str, Any]:
    return {"change": one.change.value, "id": one.id, "text": one.text, "by_hand": one.by_hand}


# --- for the screen ---------------------------------------------------------------------------------------------------


def lines(done: "Diff") -> Iterator[str]:
    """What differs, on a screen: figures first."""
    found = done.differences
    for text, told in ((_("Earlier"), done.old), (_("Later"), done.new)):
        yield _("{which}: {title}").format(which=text, title=_title(told))
    if not found:
        yield _("Nothing differs.")
        return
    yield from _figure_lines(found.figures)
    passages = [one for one in found.passages if one.change.value != "figures"]
    yield from _section(_("Passages"), found.passages, passages, _passage)
    rows = [one for one in found.rows if one.change.value != "figures"]
    yield from _section(_("Table rows"), found.rows, rows, _row)
    if found.cases:
        counts = Counter(one.change.value for one in found.cases)
        said = (("added", N_("told anew {count}")), ("removed", N_("no longer told {count}")))
        yield _head(_("Typical cases"), (_(text).format(count=counts[kind]) for kind, text in said if counts[kind]))
        yield from _listed(found.cases, _case)
    yield from _chart_lines(found.charts)
    if found.own_added or found.own_removed:
        text = _(
            "Written by hand: {added} paragraphs or rows only in the later report, {removed} only in the earlier one"
        )
        yield text.format(added=found.own_added, removed=found.own_removed)


def _title(told: "Told") -> str:
    return f"{told.title} ({told.period})" if told.title else f"{told.report or told.name} ({told.period})"


def _figure_lines(figures: "Sequence[FigureChange]") -> Iterator[str]:
    """A table of the most important figures: old, new, and by how much they differ."""
    from reportgen.excel.widths import text_width

    if not figures:
        return
    yield _("Figures that differ: {count}").format(count=len(figures))
    rows = [(one.label, _printed(one.old), "→", _printed(one.new), difference_text(one)) for one in figures[:_FIGURES]]
    widths = [max(text_width(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [
            row[0] + " " * (widths[0] - text_width(row[0])),
            *(" " * (widths[at] - text_width(row[at])) + row[at] for at in (1, 2)),
            row[3] + " " * (widths[3] - text_width(row[3])),
        ]
        yield f"  {'  '.join(cells)}  {row[4]}".rstrip()
    yield from _more(len(figures), _FIGURES)


def _printed(one: "Standing | None") -> str:
    if one is None:
        return "—"
    text = one.text or "…"
    return (
        _("{value} (by hand, computed {computed})").format(value=text, computed=one.computed) if one.by_hand else text
    )


def difference_text(one: "FigureChange") -> str:
    """By how much a figure differs, as it is told on the screen."""
    if one.old is None or one.new is None:
        return _("only in the later report") if one.old is None else _("only in the earlier report")
    text = "" if one.difference is None else f"{one.difference:+}"
    if text and one.points:
        text = _("{difference} percentage points").format(difference=text)
    elif text and one.relative is not None:
        text = f"{text} ({one.relative:+.1%})"
    if one.old_label:
        text = _("{difference} [earlier: {label}]").format(difference=text, label=one.old_label).strip()
    return text


def _section(head: str, counted: "Sequence[Any]", told: "Sequence[Any]", line: Callable[[Any], str]) -> Iterator[str]:
    if not counted:
        return
    counts = Counter(one.change.value for one in counted)
    yield _head(head, (_(text).format(count=counts[kind]) for kind, text in _CHANGES.items() if counts[kind]))
    yield from _listed(told, line)


def _head(head: str, counts: Iterable[str]) -> str:
    return _(": ").join([head, _(", ").join(counts)])


def _listed(told: "Sequence[Any]", line: Callable[[Any], str]) -> Iterator[str]:
    yield from (f"  {line(one)}" for one in told[:_PASSAGES])
    yield from _more(len(told), _PASSAGES)


def _more(count: int, shown: int) -> Iterator[str]:
    if count > shown:
        yield "  " + _("… and {count} more; --json shows all").format(count=count - shown)


def _passage(one: "Passage") -> str:
    return _(": ").join([_(_ONE[one.change.value]), _by_hand(one.text or one.id, one.by_hand)])


def _row(one: "RowChange") -> str:
    return _(": ").join([_(_ONE[one.change.value]), _by_hand(one.text or _("header"), one.by_hand)])


def _case(one: "CaseChange") -> str:
    what = _("Told anew") if one.change.value == "added" else _("No longer told")
    return _(": ").join([what, _by_hand(one.text or one.id, one.by_hand)])


def _by_hand(text: str, by_hand: bool) -> str:
    return _("{text} (changed by hand)").format(text=text) if by_hand else text


def _chart_lines(charts: "Sequence[ChartChange]") -> Iterator[str]:
    if not charts:
        return
    said = {"added": N_("New"), "removed": N_("Gone"), "reworded": N_("Another picture")}
    yield _("Charts")
    yield from _listed(charts, lambda one: _(": ").join([_(said[one.change.value]), one.text or one.id]))
