"""`reportgen learn`: the form of the page, learned from a report that the office likes."""

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.application import app
from reportgen.cli.documents import read_document
from reportgen.cli.output import print_issues, refuse_usage, say
from reportgen.inputs import is_there
from reportgen.messages import ReportgenError, _


@app.command(
    help=_(
        "Learns the form of the page (paper, margins, lines, fonts, numbers of headings, page numbers) from a report in Word and writes it as form: for a configuration."
    ),
    epilog=_("Example: reportgen learn last-year.docx --out form.yaml"),
)
def learn(
    sample: Annotated[
        Path, typer.Argument(help=_("A report that has the form that is wanted, a .docx."), show_default=False)
    ],
    out: Annotated[Path | None, typer.Option(help=_("The file to write; without it the form is printed."))] = None,
) -> None:
    """Learns the form of the page from a sample."""
    from reportgen.configuring.forms.learning import learn as learned
    from reportgen.writing import write_file

    if out is not None and is_there(out):
        refuse_usage(_("{path} is there already: name a file that is not.").format(path=out))
    data = read_document(sample)
    try:
        found = learned(data, sample.name)
        if out is not None:
            write_file(out, found.text.encode())
    except ReportgenError as fault:
        print_issues(fault.issues)
        raise typer.Exit(1) from None
    if out is None:
        say(found.text.rstrip("\n"))
        print_issues(found.issues)
        return
    text = _("{path}: values seen {seen}, not found {missing}. Each says in a comment where it was seen.")
    say(text.format(path=out, seen=found.seen, missing=len(found.missing)))
    print_issues(found.issues)
    say(_("Next: put it into the configuration, then: reportgen explain CONFIG --form"))
