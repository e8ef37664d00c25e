"""`reportgen finalize`: the clean copy of a report, to be handed over (定稿)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.application import app
from reportgen.cli.documents import read_document
from reportgen.cli.output import issue_json, print_issues, print_json, refuse_usage, say
from reportgen.messages import ReportgenError, _, issue
from reportgen.model.sources import Issue, Source

if TYPE_CHECKING:
    from reportgen.actions.finalizing import Finalized, Handed


@app.command(
    help=_(
        "Writes the clean copy of a report to hand over: without memory, comments, hidden text, names and other traces."
    ),
    epilog=_("Example: reportgen finalize report.docx"),
)
def finalize(
    report: Annotated[Path, typer.Argument(metavar="DOCX", help=_("The document, a .docx file."), show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(help=_("The copy, a .docx file; without it a free name beside the report. Nothing is replaced.")),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(help=_("The configuration of the county; with it a report is computed anew from its ledgers.")),
    ] = None,
    ledger: Annotated[
        list[Path] | None, typer.Option(help=_("A ledger instead of the configuration's; may be repeated."))
    ] = None,
    anyway: Annotated[
        bool,
        typer.Option(help=_("Accept open changes, and make the copy although something is not settled; each is said.")),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Writes the clean copy of a report."""
    from reportgen.actions.finalizing import finalize as finalized
    from reportgen.actions.finalizing import hand_over
    from reportgen.cli.commands.auditing import audited
    from reportgen.cli.days import today
    from reportgen.files.pairs import sent_issue
    from reportgen.sidecar import beside

    if out is not None and out.suffix.casefold() != ".docx":
        refuse_usage(_("--out names the copy, a file that ends in .docx."))
    data = read_document(report)
    there, sent = beside(report, data), sent_issue(report, data)
    if ledger and config is None and there.config is None:
        refuse_usage(_("--ledger needs the configuration of the county: give --config."))
    try:
        found, _used, faults = audited(data, report.name, config, there, ledger)
        done = finalized(data, report.name, found, there.sidecar, sent, anyway)
        handed = hand_over(report, data, done, out, today().isoformat())
    except ReportgenError as fault:
        _refuse(fault, as_json)
    else:
        _tell(done, handed, (*done.issues, *handed.issues, *there.issues, *faults), as_json)


def _refuse(fault: ReportgenError, as_json: bool) -> None:
    if as_json:
        told = [issue_json(one) for one in fault.issues]
        print_json({"file": None, "sha256": None, "sidecar": None, "issues": told})
    else:
        print_issues(fault.issues)
        say(_("No copy was written."), err=True)
    raise typer.Exit(1)


def _tell(done: "Finalized", handed: "Handed", issues: Sequence[Issue], as_json: bool) -> None:
    """The copy, what it no longer holds, by what it is known, and what was overridden."""
    foreign = [] if done.ours else [issue("finalize.foreign", Source(str(handed.path)))]
    if as_json:
        print_json(
            {
                "file": str(handed.path),
                "sha256": done.sha256,
                "sidecar": str(handed.sidecar) if handed.sidecar else None,
                "ours": done.ours,
                "removed": {kind.name.lower(): count for kind, count in done.removed.items()},
                "overrides": [dict(one) for one in done.overrides],
                "issues": [issue_json(one) for one in (*issues, *foreign)],
            }
        )
        return
    print_issues(issues)
    for one in foreign:
        say(one.message)
    for kind, count in done.removed.items():
        say(_("  Taken out: {what} ({count})").format(what=_(kind.value), count=count))
    there = _("The same copy was there already: {path}") if handed.found else _("Copy to hand over: {path}")
    say(there.format(path=handed.path))
    say(f"sha256: {done.sha256}")
    if handed.sidecar:
        say(_("Its sha256 is kept in {path}").format(path=handed.sidecar))
