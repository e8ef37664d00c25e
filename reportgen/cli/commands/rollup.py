"""`reportgen rollup`: the counties of a city side by side, from the sidecars of their reports alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.application import app
from reportgen.cli.days import today
from reportgen.cli.output import issue_json, print_issues, print_json, say
from reportgen.cli.periods import period_of
from reportgen.messages import ReportgenError, _
from reportgen.model.sources import Issue, Level

if TYPE_CHECKING:
    from reportgen.files.publishing import Published
    from reportgen.model.periods import Period
    from reportgen.pipeline import Report


@app.command(
    help=_(
        "Compares the counties of a city: a report from the .trace.json files of their reports alone. No case leaves a county."
    ),
    epilog=_("Example: reportgen rollup city.yaml --from out --period 2026Q3 --out out"),
)
def rollup(
    config: Annotated[Path, typer.Argument(help=_("The configuration of the city, a YAML file."), show_default=False)],
    folder: Annotated[
        Path, typer.Option("--from", help=_("The folder with the counties' .trace.json files."), show_default=False)
    ],
    period: Annotated[
        str | None,
        typer.Option(
            help=_(
                "2026Q3, 2026H1, 2026, 2026-07, 2026-01/2026-09 or a name in Chinese; without it the configuration's."
            )
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help=_("The folder to write into."))] = Path("out"),
    draft: Annotated[
        bool, typer.Option(help=_("Write a report in which errors were found all the same, marked as a draft."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Compares counties."""
    asked = None if period is None else period_of(period)
    well, told = compare(config, folder, asked, out, draft=draft, quiet=as_json)
    if as_json:
        print_json(told)
    if not well:
        raise typer.Exit(1)


def compare(  # what the two commands say that come to it
    config: Path, folder: Path, period: "Period | None", out: Path, *, draft: bool = False, quiet: bool = False
) -> tuple[bool, dict[str, Any]]:
    """Compares the counties whose sidecars are in a folder; whether the comparison is there and well, and the result for machines.

    It is told on the screen unless that is to be `quiet`.
    """
    from reportgen import pipeline
    from reportgen.files.publishing import kept_issue
    from reportgen.rollup.roster import find_sidecars
    from reportgen.settings import load_settings

    try:
        loaded = load_settings(config)
        files = find_sidecars(folder, loaded.settings.county.code)
        report = pipeline.build_rollup(pipeline.Job(loaded, files, period or loaded.period, today()), draft=draft)
        published = pipeline.write(report, out)
    except ReportgenError as fault:
        if not quiet:
            print_issues(fault.issues)
            say(_("No report was written."), err=True)
        return False, {"report": None, "trace": None, "issues": [issue_json(one) for one in fault.issues]}
    first = [kept_issue(published, published.kept)] if published.kept else []
    issues = (*first, *published.issues, *report.issues)
    if not quiet:
        _tell(report, published, issues)
    well = not (published.kept or any(one.level is Level.ERROR for one in report.issues))
    return well, _json(report, published, issues)


def _tell(report: "Report", published: "Published", issues: Sequence[Issue]) -> None:
    print_issues(issues)
    counties = report.summary.rollup.counties if report.summary.rollup else ()
    say(_("Counties compared: {count}").format(count=len(counties)))
    for line in report.narrative.headlines:
        say(f"  {line}")
    draft = any(one.level is Level.ERROR for one in report.issues)
    written = _("Draft, not fit to be sent: {path}") if draft else _("Report: {path}")
    say(written.format(path=published.document))
    say(_("Trace of every figure: {path}").format(path=published.trace))


def _json(report: "Report", published: "Published", issues: Sequence[Issue]) -> dict[str, Any]:
    from reportgen.sidecar import figures_json

    rollup = report.summary.rollup
    return {
        "report": str(published.document),
        "trace": str(published.trace),
        "period": str(report.period),
        "counties": [one.code for one in rollup.counties] if rollup else [],
        "missing": list(rollup.missing) if rollup else [],
        "late": list(rollup.late) if rollup else [],
        "left_out": {why: list(names) for why, names in rollup.left.items()} if rollup else {},
        "figures": figures_json(report.summary, report.narrative),
        "issues": [issue_json(one) for one in issues],
        "seconds": report.seconds,
    }
