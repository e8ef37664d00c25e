"""`reportgen trace`: from the figures of a report to their formulas and ledger rows, and the sheet to tick them off (核对表)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from reportgen.cli.application import app
from reportgen.cli.documents import read_document
from reportgen.cli.output import issue_json, print_issues, print_json, refuse_usage
from reportgen.inputs import are_same
from reportgen.messages import ReportgenError, _, issue
from reportgen.model.reports.summaries import RowSet
from reportgen.model.reports.traces import Behind, Trace, TracedFigure
from reportgen.model.sources import Issue, Source

if TYPE_CHECKING:
    from reportgen.model.reports.summaries import RowSet
    from reportgen.model.reports.traces import Behind, Trace, TracedFigure
    from reportgen.settings import Loaded
    from reportgen.sidecar import Beside


@app.command(
    help=_(
        "Traces the figures of a report: where each stands, its formula, its value worked out again, its ledger rows."
    ),
    epilog=_("Example: reportgen trace report.docx 38.0% --config config/qinglan.yaml"),
)
def trace(
    report: Annotated[
        Path, typer.Argument(help=_("A report as reportgen wrote it, a .docx file."), show_default=False)
    ],
    figure: Annotated[
        str | None,
        typer.Argument(
            help=_(
                "A name, number, period, claim, chart or table as the report has it, a piece of a sentence, or the id of a figure."
            )
        ),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help=_("The configuration of the county; without it nothing is worked out again."))
    ] = None,
    ledger: Annotated[
        list[Path] | None, typer.Option(help=_("A ledger instead of the configuration's; may be repeated."))
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(help=_("Write the check list of all figures with their ledger rows, an .xlsx file."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Traces the figures of a report."""
    from reportgen.sidecar import beside, settings_of

    document = read_document(report)
    there = beside(report, document)
    issues: Sequence[Issue] = there.issues
    try:
        loaded = settings_of(config, document, report.name, there.sidecar) if config else None
        files: Sequence[Path] = ledger or there.compared or (loaded.ledger_files if loaded else ())
        if loaded is None and there.config is not None:
            loaded, files, faults = _as_it_was_made(there, document, report.name, ledger)
            issues = (*issues, *faults)
        _check_usage(report, loaded, files, xlsx)
        found = _trace(document, report.name, loaded, files, there.sidecar)
        if xlsx:
            _write_checklist(found, xlsx)
    except ReportgenError as fault:
        _refuse((*issues, *fault.issues), as_json)
    else:
        _tell(found, issues, figure, xlsx, as_json)


def _as_it_was_made(
    there: "Beside", document: bytes, name: str, ledger: Sequence[Path] | None
) -> "tuple[Loaded | None, Sequence[Path], Sequence[Issue]]":
    """The configuration and ledgers that the sidecar names; nobody asked for them, so what is wrong with them keeps nothing back."""
    from reportgen.sidecar import settings_of

    try:
        loaded = settings_of(there.config or Path(), document, name, there.sidecar)
        return loaded, ledger or there.ledgers, ()
    except ReportgenError as fault:
        return None, (), [issue("pair.sources-faulty", Source(str(there.config))), *fault.issues]


def _check_usage(report: Path, loaded: "Loaded | None", files: Sequence[Path], xlsx: Path | None) -> None:
    """Ends the program where the command does not say enough, or would write over what it reads."""
    if files and loaded is None:
        refuse_usage(
            _("Ledgers alone do not say what the figures mean: give --config with the county's configuration.")
        )
    if xlsx is None:
        return
    from reportgen.read.parent.finding import find_ledgers

    if loaded is None:
        refuse_usage(
            _("The check list holds every figure worked out again: give --config with the county's configuration.")
        )
    if xlsx.suffix.lower() != ".xlsx":
        refuse_usage(_("The check list is an Excel workbook: give --xlsx a name that ends in .xlsx."))
    for read in (report, *(found.path for found in find_ledgers(files)[0])):
        if are_same(xlsx, read):
            refuse_usage(_("{path} is read from; give --xlsx another name.").format(path=xlsx))


def _trace(document: bytes, name: str, loaded: "Loaded | None", files: Sequence[Path], sidecar: bytes) -> "Trace":
    from reportgen.actions.tracing import trace as trace_report

    return trace_report(document, name, loaded, files, sidecar)


def _write_checklist(found: "Trace", xlsx: Path) -> None:
    from reportgen.review.tracing.checklist import write_checklist
    from reportgen.writing import write_file

    write_file(xlsx, write_checklist(found))


def _refuse(issues: Sequence[Issue], as_json: bool, near: Sequence[dict[str, Any]] = ()) -> NoReturn:
    if as_json:
        told: dict[str, Any] = {"report": None, "figures": {}, "places": [], "near": list(near)}
        print_json({**told, "issues": [issue_json(one) for one in issues]})
    else:
        print_issues(issues)
    raise typer.Exit(1)


def _tell(found: "Trace", issues: Sequence[Issue], figure: str | None, xlsx: Path | None, as_json: bool) -> None:
    from reportgen.cli.screens.trace import print_trace

    asked = range(len(found.occurrences)) if figure is None else _asked(found, issues, figure, as_json)
    if as_json:
        print_json(trace_json(found, asked) | {"issues": [issue_json(one) for one in issues]})
    else:
        print_issues(issues)
        print_trace(found, asked, whole=figure is None, written=xlsx)
    if found.differing or found.stale or found.lost or found.reworded:
        raise typer.Exit(1)


def _asked(found: "Trace", issues: Sequence[Issue], wanted: str, as_json: bool) -> Sequence[int]:
    """The places that are meant; ends the program where there are none, with what is nearest."""
    from reportgen.review.tracing import wording
    from reportgen.review.tracing.asking import Asked

    told = Asked(found).answer(wanted)
    if told.found:
        return told.found
    near = "".join(f"\n  {wording.told_near(found, index)}" for index in told.near) or " —"
    code = "trace.no-figure" if told.stands else "trace.not-found"
    fault = issue(code, Source(found.document), wanted=wanted, near=near)
    _refuse((*issues, fault), as_json, [_place_json(found, index) for index in told.near])


def trace_json(found: "Trace", asked: Sequence[int]) -> dict[str, Any]:
    """The result for machines: the figures asked for by id, and every place where one of them stands, nearest or first first."""
    ids = dict.fromkeys(found.occurrences[index].figure for index in asked)
    return {
        "report": found.document,
        "period": found.period,
        "recomputed": found.recomputed,
        "ledgers": {name: standing.value for name, standing in found.ledgers.items()},
        "same_settings": found.same_settings,
        "stale": found.stale,
        "differing": list(dict.fromkeys(found.occurrences[index].figure for index in found.differing)),
        "lost": list(found.lost),
        "reworded": dict(found.reworded),
        "figures": {id: _figure_json(found, found.figures[id]) for id in ids if id in found.figures},
        "overrides": [_declared_json(found, id) for id in ids if id in found.declared],
        "places": [_place_json(found, index) for index in asked],
        "issues": [],
    }


def _declared_json(found: "Trace", figure: str) -> dict[str, str]:
    one = found.declared[figure]
    return {
        "figure": figure,
        "value": one.value,
        "computed": one.computed,
        "reason": one.reason,
        "who": one.who,
    }


def _place_json(found: "Trace", index: int) -> dict[str, Any]:
    from reportgen.review.tracing import wording

    one = found.occurrences[index]
    return {
        "number": index + 1,
        "figure": one.figure,
        "label": wording.label(found, one.figure),
        "printed": one.printed,
        "expected": found.expected[index] if found.recomputed else None,
        "same": found.agrees(index),
        "block": one.block,
        "path": list(one.path),
        "column": one.column,
        "sentence": one.sentence,
    }


def _figure_json(found: "Trace", figure: "TracedFigure") -> dict[str, Any]:
    return {
        "label": figure.label,
        "kind": figure.kind,
        "value": figure.value,
        "text": figure.text,
        "base": figure.base,
        "formula": figure.formula,
        "sum": figure.sum,
        "rests": [{"figure": one.figure, "label": one.label, "text": one.text} for one in figure.rests],
        "rows": [_behind_json(found, one) for one in figure.behind],
    }


def _behind_json(found: "Trace", behind: "Behind") -> dict[str, Any]:
    return {
        "role": behind.role.value,
        "figure": behind.figure,
        "count": behind.count,
        "sheets": [_sheet_json(found, one) for one in behind.rows],
    }


def _sheet_json(found: "Trace", rows: "RowSet") -> dict[str, Any]:
    ids = [found.number((rows.file, rows.sheet, row)) for row in rows.numbers]
    return {"file": rows.file, "sheet": rows.sheet, "rows": rows.rows, "count": rows.count, "ids": ids}
