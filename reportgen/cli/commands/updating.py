"""`reportgen update`: an edited report made anew, people's work kept."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from reportgen.cli.application import app
from reportgen.cli.days import today
from reportgen.cli.documents import read_document
from reportgen.cli.output import issue_json, print_issues, print_json, print_warnings, refuse_usage, say
from reportgen.cli.periods import period_of
from reportgen.inputs import are_same, is_there
from reportgen.messages import N_, ReportgenError, _, issue
from reportgen.model.findings import AuditFinding
from reportgen.model.periods import Period, report_day
from reportgen.model.sources import Issue, Level, Source

if TYPE_CHECKING:
    from reportgen.actions.updating import Update
    from reportgen.files.publishing import Published
    from reportgen.model.findings import AuditFinding
    from reportgen.settings import Loaded
    from reportgen.sidecar import Beside
    from reportgen.update.trunk.entries import Entry
    from reportgen.update.trunk.trunk import Carry, Options

_SHOWN = 20  # entries on the screen; --json has all
_CARRIED = ("paragraphs", "tables", "overrides", "comments")


class PageFrom(StrEnum):
    """Where letterhead, header and footer come from."""

    KEPT = "kept"
    NEW = "new"


@app.command(
    help=_("Makes an edited report anew from today's ledgers: figures and charts are new, what people wrote stays."),
    epilog=_("Example: reportgen update report.docx --config config/qinglan.yaml"),
)
def update(  # noqa: PLR0913, PLR0917  # the options of the command
    document: Annotated[
        Path,
        typer.Argument(
            metavar="DOCX", help=_("The edited report, a .docx file; it is not changed."), show_default=False
        ),
    ],
    config: Annotated[
        Path | None, typer.Option(help=_("The configuration of the county; without it the one that the sidecar names."))
    ] = None,
    period: Annotated[
        str | None, typer.Option(help=_("The period to go on to; without it the one of the report."))
    ] = None,
    ledger: Annotated[
        list[Path] | None, typer.Option(help=_("A ledger instead of the configuration's; may be repeated."))
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            help=_("The day of signature, as 2026-10-08; without it that of the report, of another period today.")
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=_("The file to write; without it the first free name beside the report."))
    ] = None,
    revisions: Annotated[
        bool, typer.Option(help=_("Make every change a tracked one, to be accepted or rejected in Word."))
    ] = False,
    note: Annotated[bool, typer.Option(help=_("Write a note of all changes beside the updated report."))] = False,
    carry: Annotated[
        list[str] | None,
        typer.Option(
            help=_(
                "What becomes of people's own in another period: ask (keep and mark for review), keep or drop; for one kind: paragraphs=drop (paragraphs and sentences), tables=keep (rows, columns, filled cells, tables), overrides=keep, comments=drop. May be repeated."
            )
        ),
    ] = None,
    page: Annotated[
        PageFrom,
        typer.Option(help=_("Letterhead, header and footer: as in the edited report, or new from the Word template.")),
    ] = PageFrom.KEPT,
    draft: Annotated[
        bool, typer.Option(help=_("Write a report in which errors were found all the same, marked as a draft."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Updates one report."""
    from reportgen.sidecar import beside

    data = read_document(document)
    there = beside(document, data)
    _check_out(document, out)
    asked = None if period is None else period_of(period)
    options = _options(_carried(carry or []), tracked=revisions, page=page)
    try:
        loaded, files = _sources(document, data, config, ledger, there)
        done, published = _update(document, data, loaded, files, asked, _day(day), options, there, out, draft=draft)
        told = _note(done, published) if note else None
    except ReportgenError as fault:
        _refuse(fault, as_json)
    issues = list(there.issues)
    if not done.known:
        issues.append(issue("update.unknown", Source(str(document))))
    if done.memory.draft and not as_json:  # which has all that the ledgers gave rise to
        issues += (one for one in done.report.issues if one.level is Level.ERROR)
    if as_json:
        print_json(update_json(done, published, told, issues))
    else:
        print_issues(issues)
        print_warnings([one for one in done.report.issues if one.level is Level.WARNING])
        _print(done, published, told)
    if done.open or done.findings:
        raise typer.Exit(1)


def _check_out(document: Path, out: Path | None) -> None:
    """The updated report never takes the place of a file that is there."""
    if out is None:
        return
    if out.suffix.casefold() != ".docx":
        refuse_usage(_("--out names the updated report, a .docx file."))
    if is_there(out) or are_same(out, document):
        refuse_usage(_("{path} is there already and is not replaced: give --out another name.").format(path=out))


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else report_day(text)
    except ValueError:
        refuse_usage(_("“{text}” is no day; write it as 2026-10-08.").format(text=text))


def _carried(words: Sequence[str]) -> "dict[str, Carry]":
    """What becomes of each kind in another period."""
    carried: dict[str, Carry] = {}
    for word in words:
        kind, equals, what = word.partition("=")
        kinds, what = ((kind,), what) if equals else (_CARRIED, word)
        if any(one not in _CARRIED for one in kinds) or what not in ("ask", "keep", "drop"):
            refuse_usage(
                _(
                    "--carry takes ask, keep or drop, or for one kind paragraphs=, tables=, overrides= or comments= and one of these."
                )
            )
        carried |= dict.fromkeys(kinds, what)  # type: ignore[arg-type]  # one of the three, as was just seen
    return carried


def _options(carried: "dict[str, Carry]", *, tracked: bool, page: PageFrom) -> "Options":
    from reportgen.update.trunk.trunk import Options

    return Options(
        today().isoformat(),
        tracked=tracked,
        page="new" if page is PageFrom.NEW else "kept",
        paragraphs=carried.get("paragraphs", "ask"),
        tables=carried.get("tables", "ask"),
        overrides=carried.get("overrides", "ask"),
        comments=carried.get("comments", "ask"),
    )


def _sources(
    document: Path, data: bytes, config: Path | None, ledger: list[Path] | None, there: "Beside"
) -> "tuple[Loaded, Sequence[Path]]":
    """The settings and the ledgers: those given, else those that the sidecar names, with what has come to the configuration's since."""
    from reportgen.sidecar import settings_of

    if config is None and there.config is None:
        print_issues(there.issues)
        refuse_usage(_("{path} has no sidecar that names its configuration: give --config.").format(path=document))
    loaded = settings_of(config or there.config, data, document.name, there.sidecar)  # type: ignore[arg-type]  # one of the two is there
    if ledger:
        return loaded, ledger
    if there.compared:
        from reportgen.rollup.roster import find_again

        return loaded, find_again(there.compared, loaded.settings.county.code)
    own = loaded.ledger_files
    known = {path.resolve() for path in own}
    given = [] if config is not None else [path for path in there.ledgers if path.resolve() not in known]
    return loaded, there.ledgers if given else own


def _update(  # noqa: PLR0913, PLR0917  # what was asked for, read in several steps
    document: Path,
    data: bytes,
    loaded: "Loaded",
    files: Sequence[Path],
    period: Period | None,
    day: date | None,
    options: "Options",
    there: "Beside",
    out: Path | None,
    *,
    draft: bool,
) -> "tuple[Update, Published]":
    from reportgen.read import Limits, read_ledgers
    from reportgen.rollup.reading import compared

    with ThreadPoolExecutor(max_workers=1) as reader:  # the files are read while the rooms behind are imported
        limits = Limits.of(loaded.settings.ledger)
        reading = (
            None  # sidecars are read when they are compared
            if compared(files)
            else reader.submit(copy_context().run, read_ledgers, files, limits)
        )
        from reportgen.actions.updating import update as updated
        from reportgen.actions.updating import write_update
        from reportgen.job import Job

        job = Job(loaded, files, period, day)
        done = updated(data, document.name, job, options, there.sidecar, reading, draft=draft)
    return done, write_update(done, document, out)


def _note(done: "Update", published: "Published") -> Path:
    from reportgen.actions.updating import write_note

    return write_note(done, published.document)


def _refuse(fault: ReportgenError, as_json: bool) -> NoReturn:
    if as_json:
        print_json({"report": None, "trace": None, "note": None, "issues": [issue_json(one) for one in fault.issues]})
    else:
        print_issues(fault.issues)
        say(_("No report was written."), err=True)
    raise typer.Exit(1)


def update_json(done: "Update", published: "Published", note: Path | None, issues: Sequence[Issue]) -> dict[str, Any]:
    """The result for machines."""
    return {
        "report": str(published.document),
        "trace": str(published.trace),
        "note": note and str(note),
        "period": str(done.report.period),
        "counts": dict(Counter(one.what.value for one in done.entries)),
        "open": len(done.open),
        "entries": [{**asdict(one), "what": one.what.value} for one in done.entries],
        "audit": [_finding_json(one) for one in done.findings],
        "issues": [issue_json(one) for one in (*issues, *done.report.issues)],
    }


def _finding_json(one: "AuditFinding") -> dict[str, Any]:
    return {"code": one.code, "message": one.message, "paragraph": one.place.paragraph, "table": one.place.table}


_SAID = {
    "refreshed": N_("made new {count}"),
    "inserted": N_("put in {count}"),
    "removed": N_("taken out {count}"),
    "kept": N_("changed by hand and kept {count}"),
    "own": N_("written by hand and kept {count}"),
    "deleted": N_("deleted by hand and left out {count}"),
    "quoted": N_("copies with other figures left as they are {count}"),
}
_LEFT = {
    "conflict": N_("Conflict"),
    "override": N_("Figure typed by hand"),
    "stale": N_("Number typed by hand, out of date"),
    "gone": N_("No longer in the report, kept"),
    "review": N_("Of the last period, to be checked"),
    "unplaced": N_("Not put in"),
    "unsure": N_("Not sure whether it is the report's"),
    "notice": N_("Note"),
}


def _print(done: "Update", published: "Published", note: Path | None) -> None:
    """What was done, in a line, and what is left, one by one."""
    said = _("Draft, not fit to be sent: {path}") if done.memory.draft else _("Updated report: {path}")
    say(said.format(path=published.document))
    say(_("Trace of every figure: {path}").format(path=published.trace))
    if note is not None:
        say(_("Note of all changes: {path}").format(path=note))
    counts = Counter(one.what.value for one in done.entries)
    parts = [_(text).format(count=counts[what]) for what, text in _SAID.items() if counts[what]]
    say(_(", ").join(parts) if parts else _("Nothing has changed."))
    left = [one for one in done.entries if one.what.value in _LEFT]
    left.sort(key=lambda one: (one.what.value == "notice", one.place or 0))
    if done.open:
        say(_("To be decided: {count}; each is marked by a comment in the report.").format(count=len(done.open)))
    for one in left[:_SHOWN]:
        say("  " + entry_line(one, done))
    if len(left) > _SHOWN:
        say("  " + _("… and {count} more").format(count=len(left) - _SHOWN))
    for finding in done.findings[:_SHOWN]:
        say("  " + _("Audit: {message}").format(message=finding.message))


def entry_line(one: "Entry", done: "Update") -> str:
    """One thing that is left: what, where, how ours begins, and what it says and would say."""
    from reportgen.update.entry_texts import WHY, where_said

    what = _(_LEFT[one.what.value])
    place = where_said(one, _)
    figures = done.report.summary.figures
    label = figures[one.figure].label if one.figure in figures else ""
    words = [what, place, f"“{one.text}”" if one.text else "", label]
    if one.what.value in ("override", "stale") or one.why == "update.lapsed":
        words.append(_("typed {before}, computed {now}").format(before=one.before, now=one.now or "—"))
    elif one.now:
        words.append(_("by the new data “{now}”").format(now=one.now))
    if one.why:
        words.append(_(WHY[one.why]))
    return _(": ").join([words[0], _(", ").join(word for word in words[1:] if word)])
