"""`reportgen build`: one report from ledgers and a configuration."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.application import app
from reportgen.cli.days import today
from reportgen.cli.output import issue_json, print_issues, print_json, refuse_usage, say
from reportgen.cli.periods import period_of
from reportgen.inputs import read_file
from reportgen.messages import DocumentError, ReportgenError, _, issue
from reportgen.model import Issue, Level, Period, Source

if TYPE_CHECKING:
    from reportgen.files.publishing import Kept, Published
    from reportgen.pipeline import Report

_MOST_EDITED = 8  # blocks that are named on the screen; --json has them all
_DOCUMENTS = (".docx", ".doc", ".wps")


@app.command(
    help=_("Builds one report: reads the ledgers, writes the .docx and beside it the trace of every figure."),
    epilog=_("Example: reportgen build config/qinglan.yaml --period 2026Q3 --out out"),
)
def build(
    config: Annotated[
        Path, typer.Argument(help=_("The configuration of the county, a YAML file."), show_default=False)
    ],
    period: Annotated[
        str | None,
        typer.Option(
            help=_(
                "2026Q3, 2026H1, 2026, 2026-07, 2026-01/2026-09 or a name in Chinese; without it the configuration's."
            )
        ),
    ] = None,
    ledger: Annotated[
        list[Path] | None, typer.Option(help=_("A ledger instead of the configuration's; may be repeated."))
    ] = None,
    out: Annotated[Path, typer.Option(help=_("The folder to write into."))] = Path("out"),
    previous: Annotated[
        list[Path] | None,
        typer.Option(
            help=_(
                "An earlier report (.docx or .trace.json): what it printed otherwise is corrected in a note, the cases that it told are not told again."
            )
        ),
    ] = None,
    draft: Annotated[
        bool, typer.Option(help=_("Write a report in which errors were found all the same, marked as a draft."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Builds one report."""
    from reportgen.read import Limits, read_ledgers
    from reportgen.settings import load_settings

    if out.suffix.casefold() in _DOCUMENTS:
        refuse_usage(
            _("--out names a folder; the report gets the name that report.name of the configuration gives it.")
        )
    day = today()
    try:
        loaded = load_settings(config)
        asked = loaded.period if period is None else period_of(period)
        files = ledger or loaded.ledger_files
        with ThreadPoolExecutor(max_workers=1) as reader:  # the files are read while the rooms behind are imported
            limits, here = Limits.of(loaded.settings.ledger), copy_context()
            reading = reader.submit(here.run, read_ledgers, files, limits)
            from reportgen import pipeline

            earlier = _read(previous or [])
            job = pipeline.Job(loaded, files, asked, day, _printed(earlier), told=_told(earlier, asked), clock=day)
            report = pipeline.build(job, reading, draft=draft)
            pairs = [*_period_issues(earlier, asked), *_pair_issues(previous or [])]
        published = pipeline.write(report, out)
    except ReportgenError as fault:
        _refuse(fault, as_json)
    else:
        _done(report, published, (*pairs, *published.issues), as_json)


_Earlier = tuple[bytes, str, bytes]  # the bytes of an earlier report, its name, the sidecar beside it


def _read(reports: Sequence[Path]) -> list[_Earlier]:
    """Earlier reports with what stands beside them."""
    from reportgen.sidecar import beside

    found = []
    for report in reports:
        try:
            data = read_file(report)
        except OSError as fault:
            raise DocumentError([issue("document.unreadable", Source(str(report)))]) from fault
        found.append((data, report.name, beside(report, data).sidecar))
    return found


def _printed(reports: Sequence[_Earlier]) -> dict[str, dict[str, int]]:
    """The counts that earlier reports printed, by period; where two are of one period, the later named counts."""
    from reportgen.sidecar import counts_printed

    printed: dict[str, dict[str, int]] = {}
    for report in reports:
        period, counts = counts_printed(*report)
        printed.setdefault(period, {}).update(counts)
    return printed


def _told(reports: Sequence[_Earlier], asked: Period) -> frozenset[str]:
    """The cases that earlier reports told, those of another period than this one's."""
    from reportgen.sidecar import earlier_memory
    from reportgen.word.memory.told import told_cases

    memories = [memory for report in reports if (memory := earlier_memory(*report))]
    return frozenset().union(*(told_cases(one) for one in memories if one.period != str(asked)))


def _period_issues(reports: Sequence[_Earlier], asked: Period) -> Iterator[Issue]:
    """What is wrong with the periods of earlier reports: they are not earlier."""
    from reportgen.sidecar import counts_printed

    for report in reports:
        period = counts_printed(*report)[0]
        if period == str(asked):
            yield issue("figures.previous-same-period", Source(report[1]), period=period)
        elif Period.recall(period).end >= asked.start:
            yield issue("figures.previous-later", Source(report[1]), earlier=period, period=asked)


def _pair_issues(reports: Sequence[Path]) -> list[Issue]:
    """What is wrong with earlier reports and the files that were written with them."""
    from reportgen.files.pairs import partner_issue

    return [found for report in reports if (found := partner_issue(report))]


def _refuse(fault: ReportgenError, as_json: bool) -> None:
    if as_json:
        told = [issue_json(one) for one in fault.issues]
        print_json({"report": None, "trace": None, "kept": None, "issues": told})
    else:
        print_issues(fault.issues)
        say(_("No report was written."), err=True)
    raise typer.Exit(1)


def _done(report: "Report", published: "Published", pairs: Sequence[Issue], as_json: bool) -> None:
    from reportgen.files.publishing import kept_issue

    kept = published.kept
    first = [kept_issue(published, kept)] if kept else []
    if as_json:
        print_json(_report_json(report, published, (*first, *pairs, *report.issues)))
    else:
        print_issues(first)
        _print_edited(kept)
        print_issues((*pairs, *report.issues))
        _print_report(report, published)
    if kept or any(one.level is Level.ERROR for one in report.issues):
        raise typer.Exit(1)


def _print_edited(kept: "Kept | None") -> None:
    """The blocks that were edited, each by its beginning as it was built; what a person wrote is not shown."""
    if kept is None or kept.why != "edited":
        return
    if not kept.edited:
        say("    " + _("Changed: text outside the report's own paragraphs, or their order."), err=True)
        return
    say("    " + _("Changed (as it was built):"), err=True)
    for start in kept.edited[:_MOST_EDITED]:
        say(f"      {start}", err=True)
    if len(kept.edited) > _MOST_EDITED:
        say("      " + _("… and {count} more").format(count=len(kept.edited) - _MOST_EDITED), err=True)


def _report_json(report: "Report", published: "Published", issues: Sequence[Issue]) -> dict[str, Any]:
    from reportgen.sidecar import counts_json, figures_json

    kept = published.kept
    return {
        "report": str(published.document),
        "trace": str(published.trace),
        "kept": kept and {"path": str(kept.path), "why": kept.why, "edited": list(kept.edited)},
        "period": str(report.period),
        "rows": counts_json(report.summary),
        "figures": figures_json(report.summary, report.narrative),
        "issues": [issue_json(one) for one in issues],
        "seconds": report.seconds,
    }


def _print_report(report: "Report", published: "Published") -> None:
    counts = report.summary.counts
    say(
        _(
            "Rows read {read} = used {used} + rejected {rejected} + duplicates {duplicates} + other periods {outside}"
        ).format(
            read=counts.read,
            used=counts.used,
            rejected=counts.rejected,
            duplicates=counts.duplicates,
            outside=counts.outside_period,
        )
    )
    for line in report.narrative.headlines:
        say(f"  {line}")
    draft = any(one.level is Level.ERROR for one in report.issues)
    written = _("Draft, not fit to be sent: {path}") if draft else _("Report: {path}")
    say(written.format(path=published.document))
    say(_("Trace of every figure: {path}").format(path=published.trace))
