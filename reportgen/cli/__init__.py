"""Flags in, pipeline, issues printed, exit code out: 0 done, 1 refused or done with errors, 2 wrong usage.

Each command is a module; importing it adds the command to `application.app`.
"""

import sys

from reportgen.cli import auditing, building, inspecting, tracing
from reportgen.cli.application import app

__all__ = ["app", "auditing", "building", "inspecting", "main", "tracing"]


def main() -> None:
    """The program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app(prog_name="reportgen")
