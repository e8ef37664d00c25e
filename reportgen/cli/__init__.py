"""Flags in, pipeline, issues printed, exit code out: 0 done, 1 refused or done with errors, 2 wrong usage.

Each command is a module; importing it adds the command to `application.app`.
"""

import sys

import typer

from reportgen.cli.application import app
from reportgen.cli.commands import auditing, building, differing, finalizing, inspecting, tracing, updating
from reportgen.cli.commands.configuring import checking, doctor, explaining, schema, starting
from reportgen.cli.usage import UsageError, describe_usage

__all__ = [
    "app",
    "auditing",
    "building",
    "checking",
    "differing",
    "doctor",
    "explaining",
    "finalizing",
    "inspecting",
    "main",
    "schema",
    "starting",
    "tracing",
    "updating",
]


def main() -> None:
    """The program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(app(prog_name="reportgen", standalone_mode=False))
    except UsageError as error:
        if len(sys.argv) == 1:  # nothing was asked: the error is the help text
            typer.echo(str(error))
        else:
            typer.echo(describe_usage(error), err=True)
        sys.exit(2)
