"""`reportgen batch`: the reports of many counties, only those that have changed."""

import gc
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.application import app
from reportgen.cli.commands.rollup import compare
from reportgen.cli.days import today
from reportgen.cli.output import issue_json, print_issues, print_json, refuse_usage, say, styled
from reportgen.cli.periods import period_of
from reportgen.messages import N_, ReportgenError, WriteError, _
from reportgen.messages.language import spoken

if TYPE_CHECKING:
    from reportgen.batch.records import Cluster
    from reportgen.batch.running import Outcome, Ran
    from reportgen.model.periods import Period

_ENDED = N_("The batch is not finished. When the cause is removed, the same command goes on.")
_BROKEN_OFF = ("batch.scheduler-lost", "batch.no-worker", "batch.worker-daemon", "batch.worker-unfit")
_MOST_LISTED = 60  # counties on the screen that need nobody's look; the others are all shown
_COLOURS = {"refused": "red", "failed": "red", "draft": "yellow", "edited": "cyan"}
_REASONS = {
    "new": N_("new"),
    "forced": N_("asked for anew"),
    "program": N_("the program or the day is another"),
    "shared": N_("a shared ledger has changed"),
    "report": N_("the report is not as it was written"),
    "refused": N_("refused the last time"),
    "failed": N_("failed the last time"),
    "edited": N_("edited, and its data has changed"),
}


class Engine(StrEnum):
    """Where counties are built."""

    LOCAL = "local"
    DASK = "dask"


@app.command(
    help=_(
        "Builds the reports of many counties: only those of which something has changed. A batch that was stopped goes on when it is started again."
    ),
    epilog=_("Example: reportgen batch config --period 2026Q3 --out out --jobs 2"),
)
def batch(  # noqa: PLR0913, PLR0917  # the options of the command
    config: Annotated[
        list[Path],
        typer.Argument(
            help=_(
                "Configurations of counties, folders of them, patterns, or a YAML file that lists them (counties:)."
            ),
            show_default=False,
        ),
    ],
    period: Annotated[
        str, typer.Option(help=_("2026Q3, 2026H1, 2026, 2026-07, 2026-01/2026-09 or a name in Chinese."))
    ],
    out: Annotated[
        Path, typer.Option(help=_("The folder to write into: reports, manifest.json and manifest.xlsx."))
    ] = Path("out"),
    jobs: Annotated[int, typer.Option(min=1, max=256, help=_("How many counties are built at a time."))] = 1,
    memory_mb: Annotated[
        int,
        typer.Option(
            min=512, max=1_048_576, help=_("Megabytes of memory that a county may take (not on Windows and macOS).")
        ),
    ] = 4096,
    seconds: Annotated[int, typer.Option(min=1, max=86_400, help=_("Seconds that a county may take."))] = 600,
    force: Annotated[
        bool, typer.Option(help=_("Build all, changed or not; edited reports stay all the same."))
    ] = False,
    update: Annotated[
        bool, typer.Option(help=_("Take edited reports through an update; what people wrote stays."))
    ] = False,
    engine: Annotated[
        Engine,
        typer.Option(
            help=_(
                "Where counties are built: in processes of this machine (local), or by dask.distributed (dask, the extra reportgen[dask])."
            )
        ),
    ] = Engine.LOCAL,
    scheduler: Annotated[
        str,
        typer.Option(
            metavar="tls://HOST:PORT",
            show_default=False,
            help=_(
                "With --engine dask: the scheduler of workers on other machines, tls://HOST:PORT. Without it the workers are this machine's."
            ),
        ),
    ] = "",
    tls_ca: Annotated[
        Path | None, typer.Option(help=_("The certificate of the authority that scheduler and workers trust (.pem)."))
    ] = None,
    tls_cert: Annotated[Path | None, typer.Option(help=_("Your certificate (.pem)."))] = None,
    tls_key: Annotated[Path | None, typer.Option(help=_("The key of your certificate (.pem)."))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only say what would be built, and why."))] = False,
    rollup: Annotated[
        Path | None,
        typer.Option(
            metavar="CONFIG", help=_("Compare the counties at the end, by this configuration (see reportgen rollup).")
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Builds many reports."""
    from reportgen.batch.planning.listing import list_counties
    from reportgen.batch.planning.plans import Asked
    from reportgen.batch.records import Cluster, Limits
    from reportgen.batch.running import run_batch
    from reportgen.cli.screens.batch import watching

    gc.enable()  # thousands of configurations are read here
    if out.exists() and not out.is_dir():
        refuse_usage(_("--out names a folder."))
    cluster = _cluster(engine, Cluster(scheduler, tls_ca, tls_cert, tls_key), jobs)
    try:
        listed = list_counties(config)
        asked = Asked(
            listed.configs,
            period_of(period),
            out,
            today(),
            jobs,
            force,
            update,
            dry_run,
            Limits(memory_mb, seconds),
            spoken(),
            cluster,
        )
        with watching(len(listed.configs), quiet=as_json or dry_run) as watcher:
            ran = run_batch(asked, watcher)
    except ReportgenError as fault:
        if as_json:
            print_json({"manifest": None, "counties": [], "issues": [issue_json(one) for one in fault.issues]})
        else:
            print_issues(fault.issues)
            say(_(_ENDED if _was_begun(fault) else N_("No batch was run.")), err=True)
        raise typer.Exit(1) from None
    if not as_json:
        _print(ran, out, listed.skipped, dry=dry_run)
    well, told = _compared(rollup, period_of(period), out, quiet=as_json, dry=dry_run)
    if as_json:
        print_json(_json(ran, out, listed.skipped, dry=dry_run) | told)
    if not well or not all(one.is_well or (dry_run and _is_due(one)) for one in ran.outcomes):
        raise typer.Exit(1)


def _cluster(engine: Engine, cluster: "Cluster", jobs: int) -> "Cluster | None":
    """The workers that are asked for; None for processes of this machine. Options that would do nothing are wrong usage."""
    if cluster.scheduler and engine is not Engine.DASK:
        refuse_usage(_("--scheduler needs --engine dask."))
    files = (cluster.tls_ca, cluster.tls_cert, cluster.tls_key)
    if any(files) and not cluster.scheduler.startswith("tls:"):
        refuse_usage(_("--tls-ca, --tls-cert and --tls-key are those of a --scheduler tls://…."))
    if cluster.scheduler and jobs > 1:
        refuse_usage(_("--jobs counts workers of this machine; those of a scheduler are as many as were started."))
    return cluster if engine is Engine.DASK else None


def _compared(
    rollup: Path | None, period: "Period", out: Path, *, quiet: bool, dry: bool
) -> tuple[bool, dict[str, Any]]:
    """The comparison of the counties where one is asked for: whether it is well, and what machines are told of it."""
    if rollup is None:
        return True, {}
    if dry:
        if not quiet:
            say(_("The counties would be compared by {config}.").format(config=rollup))
        return True, {"rollup": None}
    well, told = compare(rollup, out, period, out, quiet=quiet)
    return well, {"rollup": told}


def _was_begun(fault: ReportgenError) -> bool:
    """Whether counties may have been built before the batch ended."""
    if any(one.code in _BROKEN_OFF for one in fault.issues):
        return True
    return isinstance(fault, WriteError) and all(one.code != "batch.locked" for one in fault.issues)


def _json(ran: "Ran", out: Path, skipped: Sequence[Path], *, dry: bool) -> dict[str, Any]:
    from reportgen.batch.manifest import NAME

    counties = [
        {
            "code": one.entry.code,
            "name": one.entry.name,
            "config": one.entry.config,
            "state": ("to-build" if _is_due(one) else one.entry.state.value) if dry else one.entry.state.value,
            "unchanged": one.unchanged,
            "why": one.why,
            "report": one.entry.report or None,
            "trace": one.entry.trace or None,
            "trunk": one.entry.trunk or None,
            "rows": dict(one.entry.rows),
            "overrides": one.entry.overrides,
            "conflicts": one.entry.conflicts,
            "errors": one.entry.errors,
            "warnings": one.entry.warnings,
            "issues": [dict(each) for each in one.entry.issues],
            "seconds": dict(one.seconds),
        }
        for one in ran.outcomes
    ]
    manifest = None if dry else str(out / NAME)
    unlisted = list(ran.shared.get("unlisted", ()))
    names = [str(path) for path in skipped]
    return {
        "manifest": manifest,
        "counties": counties,
        "unlisted": unlisted,
        "skipped": names,
        "issues": [issue_json(one) for one in ran.issues],
    }


def _is_due(one: "Outcome") -> bool:
    return bool(one.why) and one.why != "refused"


def _print(ran: "Ran", out: Path, skipped: Sequence[Path], *, dry: bool) -> None:
    from reportgen.batch.manifest import NAME
    from reportgen.batch.workbook import NAME as WORKBOOK

    if skipped:
        names = _(", ").join(path.name for path in skipped[:5])
        more = " …" if len(skipped) > 5 else ""
        say(_("Not counties, left out: {names}").format(names=names + more))
    print_issues(ran.issues)
    if dry:
        for one in ran.outcomes:
            say(_dry_line(one))
        return
    outcomes, quiet = ran.outcomes, 0
    for one in outcomes:
        if one.is_well and (quiet := quiet + 1) > _MOST_LISTED:
            continue
        say(line_of(one))
    if quiet > _MOST_LISTED:
        say("  " + _("… and {count} more without anything to do").format(count=quiet - _MOST_LISTED))
    _print_counts(outcomes)
    _print_unlisted(ran)
    say(_("All counties: {manifest}, {workbook}").format(manifest=out / NAME, workbook=out / WORKBOOK))
    bad = [one for one in outcomes if not one.is_well]
    if bad:
        names = _(", ").join(_called(one) for one in bad)
        say(_("Not in order: {names}").format(names=names), err=True)


def _print_counts(outcomes: "Sequence[Outcome]") -> None:
    from reportgen.batch.records import State
    from reportgen.batch.workbook import STATES

    counts = Counter(one.entry.state for one in outcomes)
    parts = [_("{what} {count}").format(what=_(STATES[state]), count=counts[state]) for state in State if counts[state]]
    unchanged = sum(one.unchanged for one in outcomes)
    said = _("{count} counties: {parts}; unchanged, not built again: {unchanged}")
    say(said.format(count=len(outcomes), parts=_(", ").join(parts), unchanged=unchanged))


def _print_unlisted(ran: "Ran") -> None:
    """Rows of shared ledgers that are no county's: nobody reports on them."""
    for one in ran.shared.get("unlisted", ()):
        said = _("{file}: {unlisted} of {rows} rows are those of no county in this batch")
        line = said.format(file=Path(one["file"]).name, unlisted=one["unlisted"], rows=one["rows"])
        named = _(", ").join(f"{region} {count}" for region, count in list(one["regions"].items())[:5])
        say(_("{line} ({regions})").format(line=line, regions=named) if named else line, err=True)


def line_of(one: "Outcome") -> str:
    """A county in a line: code, name, what became of it, why, and with which file people go on."""
    from reportgen.batch.workbook import STATES

    entry = one.entry
    state = _(STATES[entry.state])
    if one.unchanged and one.is_well:
        state = _("unchanged ({state})").format(state=state)
    colour = _COLOURS.get(entry.state.value)
    parts = [styled(state, fg=colour) if colour else state]
    if entry.warnings and entry.state.value == "warnings":
        parts.append(_("{count} warnings").format(count=entry.warnings))
    if entry.conflicts:
        parts.append(_("{count} points to decide").format(count=entry.conflicts))
    if entry.overrides:
        parts.append(_("{count} figures declared by people").format(count=entry.overrides))
    if not one.is_well and entry.issues:
        parts.append(str(entry.issues[0]["message"]))
    if entry.trunk:
        parts.append(entry.trunk)
    return f"  {_called(one)}: " + _(", ").join(parts)


def _called(one: "Outcome") -> str:
    return f"{one.entry.code} {one.entry.name}".strip() or one.entry.config


def _dry_line(one: "Outcome") -> str:
    if one.why == "refused" and one.entry.issues:
        return f"  {_called(one)}: " + str(one.entry.issues[0]["message"])
    if not one.why:
        return f"  {_called(one)}: " + _("unchanged")
    why = _(_REASONS[one.why]) if one.why in _REASONS else one.why
    return f"  {_called(one)}: " + _("to be built ({why})").format(why=why)
