"""`reportgen doctor`: what reportgen stands on here, on one screen."""

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.application import app
from reportgen.cli.output import print_json, say
from reportgen.messages import _


@app.command(
    help=_(
        "Says what reportgen stands on here: Python, packages, fonts, locale, folders; one screen to send to whoever helps."
    ),
    epilog=_("Example: reportgen doctor"),
)
def doctor(
    out: Annotated[Path, typer.Option(help=_("The folder to write into."))] = Path("out"),
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Says what reportgen stands on here."""
    from reportgen.configuring.doctor import TITLE, examine

    found = examine(out)
    if as_json:
        print_json({"findings": [{"what": one.what, "found": one.found, "todo": one.todo} for one in found]})
    else:
        say(_(TITLE))
        for one in found:
            say(f"  {one.what}: {one.found}")
            if one.todo:
                say(f"    → {one.todo}")
        amiss = sum(not one.well for one in found)
        say(_("Looked at: {count}, amiss: {amiss}.").format(count=len(found), amiss=amiss))
