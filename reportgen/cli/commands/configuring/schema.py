"""`reportgen schema`: the JSON Schema of a configuration, with which editors complete and check keys."""

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.application import app
from reportgen.cli.output import print_issues, refuse_usage, say
from reportgen.inputs import is_there, read_file
from reportgen.messages import ReportgenError, _


@app.command(
    help=_("Writes the JSON Schema of a configuration: editors complete its keys and mark mistakes."),
    epilog=_("Example: reportgen schema --out reportgen.schema.json"),
)
def schema(
    out: Annotated[Path | None, typer.Option(help=_("The file to write; without it the schema is printed."))] = None,
) -> None:
    """Writes the JSON Schema of a configuration."""
    from reportgen.configuring.schema import schema_text
    from reportgen.writing import write_file

    text = schema_text()
    if out is None:
        say(text.rstrip("\n"))
        return
    if is_there(out) and b"$schema" not in _content(out):
        refuse_usage(_("{path} is there already: name a file that is not.").format(path=out))
    try:
        write_file(out, text.encode())
    except ReportgenError as fault:
        print_issues(fault.issues)
        raise typer.Exit(1) from None
    line = _("First line of a configuration, for editors: # yaml-language-server: $schema={path}")
    say(line.format(path=out))


def _content(path: Path) -> bytes:
    """What is in a file, as far as it can be read: a schema written before gives way to a new one, nothing else does."""
    try:
        return read_file(path)
    except OSError:
        return b""
