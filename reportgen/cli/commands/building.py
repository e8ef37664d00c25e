"""`reportgen build`: one report from ledgers and a configuration."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.application import app
from reportgen.cli.days import today
from reportgen.cli.output import refuse_usage
from reportgen.cli.periods import period_of
from reportgen.cli.screens.building import refuse, tell
from reportgen.inputs import read_file
from reportgen.messages import DocumentError, ReportgenError, _, issue
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Source

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
    report: Annotated[
        str | None, typer.Option(help=_("Only this one of the kinds of report that the configuration has (reports)."))
    ] = None,
    draft: Annotated[
        bool, typer.Option(help=_("Write a report in which errors were found all the same, marked as a draft."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Builds the reports of a configuration: one, or one of each kind."""
    from reportgen.read import Limits, read_ledgers
    from reportgen.settings import load_reports

    if out.suffix.casefold() in _DOCUMENTS:
        refuse_usage(
            _("--out names a folder; the report gets the name that report.name of the configuration gives it.")
        )
    day = today()
    try:
        reports = load_reports(config).chosen(report)
        first = reports.first
        asked = first.period if period is None else period_of(period)
        with ThreadPoolExecutor(max_workers=1) as reader:  # the files are read while the rooms behind are imported
            limits, here = Limits.of(first.settings.ledger), copy_context()
            reading = reader.submit(here.run, read_ledgers, ledger or first.ledger_files, limits)
            from reportgen.actions.building import build_each, contradictions, without_idle
            from reportgen.job import Job

            earlier = _read(previous or [])
            given = asked if period is not None else None
            job = Job(first, ledger or (), given, day, _printed(earlier), told=_told(earlier, asked), clock=day)
            made = [*build_each(reports, job, out, reading, draft=draft)]
            pairs = [*_period_issues(earlier, asked), *_pair_issues(previous or [])]
    except ReportgenError as fault:
        refuse(fault.issues, as_json)
    else:
        tell(without_idle(made), [*pairs, *contradictions(made)], as_json)


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
    from reportgen.word.memory.told_cases import told_cases

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
