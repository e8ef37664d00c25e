"""`reportgen new`: a county's working folder."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.application import app
from reportgen.cli.days import today
from reportgen.cli.output import print_issues, refuse_usage, say
from reportgen.inputs import is_readable
from reportgen.messages import ReportgenError, _

if TYPE_CHECKING:
    from reportgen.configuring.starting import Started

_CODE = re.compile(r"[0-9]{6,12}", re.ASCII)


@app.command(
    help=_(
        "Begins a county's working folder: a configuration with comments, a folder for ledgers, a schema for editors. With --ledger it is filled with what the ledgers tell."
    ),
    epilog=_("Example: reportgen new qinglan --code 990121 --ledger cases.xlsx"),
)
def new(  # noqa: PLR0913, PLR0917  # what a person may say at the beginning
    folder: Annotated[
        Path,
        typer.Argument(
            help=_("The folder to begin; the word report, where a kind of report follows."), show_default=False
        ),
    ],
    kind: Annotated[
        str | None,
        typer.Argument(
            help=_("After report: the kind (bulletin, hotline, statistics …) that is written into --config."),
            show_default=False,
        ),
    ] = None,
    name: Annotated[str | None, typer.Option(help=_("The name of the county."))] = None,
    code: Annotated[str | None, typer.Option(help=_("Its administrative code, six digits."))] = None,
    office: Annotated[str | None, typer.Option(help=_("The name of the office that signs."))] = None,
    parent: Annotated[
        Path | None, typer.Option("--from", help=_("The configuration of the city or province that is extended."))
    ] = None,
    ledger: Annotated[
        list[Path] | None, typer.Option(help=_("A ledger, which is copied into the folder; may be repeated."))
    ] = None,
    config: Annotated[Path, typer.Option(help=_("The configuration into which a kind of report is written."))] = Path(
        "county.yaml"
    ),
    page: Annotated[
        bool, typer.Option("--page", help=_("Put a copy of the Word page into the folder, to be changed in Word."))
    ] = False,
) -> None:
    """Begins a county's working folder."""
    if kind is not None:
        if str(folder) != "report":
            refuse_usage(_("Write: reportgen new report {kind}").format(kind=kind))
        _add(kind, config)
        return
    from reportgen.configuring.starting import Beginning, start
    from reportgen.settings.additions import NO_CODE

    for one in (*(ledger or ()), *([parent] if parent else ())):
        if not is_readable(one):
            refuse_usage(_("{path} cannot be read.").format(path=one))
    if sys.stdin.isatty():
        name = name or typer.prompt(_("The name of the county."))
        code = code or typer.prompt(_("Its administrative code, six digits."))
        office = office or typer.prompt(_("The name of the office that signs."))
    if code is not None and not _CODE.fullmatch(code):
        refuse_usage(_("An administrative code has six to twelve digits: {code}.").format(code=code))
    begun = Beginning(
        folder,
        name or _("(name of the county)"),
        office or _("(name of the office)"),
        today(),
        code or NO_CODE,
        parent,
        ledger or (),
        page,
    )
    try:
        started = start(begun)
    except ReportgenError as fault:
        print_issues(fault.issues)
        raise typer.Exit(1) from None
    asked = ((name, _("the county's name")), (code, _("its code")), (office, _("the office that signs")))
    _tell(started, begun.name, [what for given, what in asked if not given])


def _add(kind: str, config: Path) -> None:
    """Writes a kind of report into a configuration."""
    from reportgen.configuring.adding import add_report

    if not is_readable(config):
        refuse_usage(_("{path} cannot be read: give --config with the county's configuration.").format(path=config))
    try:
        added = add_report(config, kind)
    except ReportgenError as fault:
        print_issues(fault.issues)
        raise typer.Exit(1) from None
    say(_("Written into {path}:").format(path=config))
    for line in added.lines:
        say(f"  {line}")
    say(_("Next:"))
    say(f"  reportgen check {config}")
    say(f"  reportgen build {config} --report {added.name} --out out")


def _tell(started: "Started", name: str, missing: Sequence[str]) -> None:
    say(_("The working folder of {name} is ready:").format(name=name))
    for path in started.files:
        say(f"  {path}")
    if missing:
        say(_("Fill in, in {path}: {missing}.").format(path=started.config, missing=_(", ").join(missing)))
    if started.found is not None:
        text = (
            _(
                "Of {read} rows {used} are understood as cases; {guesses} lines of the configuration are guesses, marked there."
            )
            if started.guesses
            else _("Of {read} rows {used} are understood as cases.")
        )
        counts = started.found.counts
        say(text.format(read=counts.read, used=counts.used, guesses=started.guesses))
        print_issues([one for one in started.found.issues if one.code != "settings.guesses"])  # said above
    say(_("Next:"))
    say(f"  reportgen inspect --config {started.config}")
    say(f"  reportgen build {started.config} --period {started.period} --out out")
