"""`reportgen check`: all that can be known of a configuration and its templates without a ledger."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.application import app
from reportgen.cli.days import today
from reportgen.cli.output import issue_json, print_issues, print_json, say
from reportgen.messages import _
from reportgen.model.sources import Level


@app.command(
    help=_(
        "Checks configurations without a ledger: keys, conditions, every branch of the templates on invented ledgers, the Word page."
    ),
    epilog=_("Example: reportgen check config/qinglan.yaml config/yunpi.yaml"),
)
def check(
    configs: Annotated[list[Path], typer.Argument(help=_("Configurations, YAML files."), show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Checks configurations without a ledger."""
    from reportgen.configuring.checking import check as checked

    results = checked(configs, today())
    if as_json:
        print_json(
            {
                "configurations": [
                    {"config": str(path), "issues": [issue_json(one) for one in found]}
                    for path, found in results.items()
                ]
            }
        )
    else:
        for path, found in results.items():
            print_issues(found)
            levels = Counter(one.level for one in found)
            counts = {"errors": levels[Level.ERROR], "warnings": levels[Level.WARNING], "hints": levels[Level.INFO]}
            text = _("{path}: nothing found.")
            if found:
                text = _("{path}: errors {errors}, warnings {warnings}, hints {hints}.")
            say(text.format(path=path, **counts))
    if any(one.level is Level.ERROR for found in results.values() for one in found):
        raise typer.Exit(1)
