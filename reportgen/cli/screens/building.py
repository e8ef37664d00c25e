"""What a run of `reportgen build` made, on the screen: of one report, or of each kind of one configuration."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from reportgen.cli.output import issue_json, print_issues, print_json, say, styled
from reportgen.messages import _
from reportgen.model.sources import Issue, Level

if TYPE_CHECKING:
    from reportgen.actions.building import Made
    from reportgen.files.publishing import Kept, Published
    from reportgen.pipeline import Report

_MOST_EDITED = 8  # blocks that are named on the screen; --json has them all


def tell(made: "Sequence[Made]", said: Sequence[Issue], as_json: bool) -> None:
    """Tells what became of each report; `said` is what concerns the run. Ends the program with code 1 where anything is amiss."""
    several = len(made) > 1
    if as_json:
        print_json({"reports": [_json(one, said) for one in made]} if several else _json(made[0], said))
    else:
        print_issues([*(one.kept for one in made if one.kept), *said])
        print_issues([issue for one in made if one.published for issue in one.published.issues])
        told: dict[Issue, None] = {}
        for one in made:
            if several:
                say(styled("— " + one.kind, bold=True))
            _tell(one, told)
    if any(one.amiss for one in made):
        raise typer.Exit(1)


def refuse(issues: Sequence[Issue], as_json: bool) -> None:
    """Says why nothing could be begun, and ends the program."""
    if as_json:
        print_json({"report": None, "trace": None, "kept": None, "issues": [issue_json(one) for one in issues]})
    else:
        print_issues(issues)
        say(_("No report was written."), err=True)
    raise typer.Exit(1)


def _tell(made: "Made", told: dict[Issue, None]) -> None:
    """Tells of one report; what was `told` of another one already is not told again."""
    if made.idle:
        say(made.idle.message)
        return
    issues = made.report.issues if made.report else made.refused
    if made.published:
        _print_edited(made.published.kept)
    print_issues([one for one in issues if one not in told])
    told |= dict.fromkeys(issues)
    if made.report and made.published:
        _print_report(made.report, made.published)
    else:
        say(_("No report was written."), err=True)


def _json(made: "Made", said: Sequence[Issue]) -> dict[str, Any]:
    kind = {"kind": made.kind} if made.kind else {}
    if made.report and made.published:
        first = [made.kept] if made.kept else []
        return {
            **kind,
            **_report_json(made.report, made.published, (*first, *said, *made.published.issues, *made.report.issues)),
        }
    told = [issue_json(one) for one in (*([made.idle] if made.idle else ()), *made.refused)]
    return {**kind, "report": None, "trace": None, "kept": None, "issues": told}


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
