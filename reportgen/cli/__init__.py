"""Flags in, pipeline, issues printed, exit code out.

0 done, 1 refused or done with errors, 2 wrong usage; 70 a fault of the program itself, 130 and 143 stopped by Ctrl-C and SIGTERM.
Each command is a module; importing it adds the command to `application.app`.
"""

import sys

import typer

from reportgen.cli.application import app
from reportgen.cli.commands import auditing, batching, building, differing, finalizing, inspecting, tracing, updating
from reportgen.cli.commands.configuring import checking, doctor, explaining, learning, schema, starting
from reportgen.cli.output import UnsaidError, print_issues, say
from reportgen.cli.unforeseen import FAULT, tell_fault, tell_unsaid
from reportgen.cli.usage import UsageError, describe_usage
from reportgen.messages import ReportgenError

__all__ = [
    "app",
    "auditing",
    "batching",
    "building",
    "checking",
    "differing",
    "doctor",
    "explaining",
    "finalizing",
    "inspecting",
    "learning",
    "main",
    "schema",
    "starting",
    "tracing",
    "updating",
]


def main() -> None:
    """The program; ends with SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = _run()
        sys.stdout.flush()
    except UnsaidError as unsaid:
        code = tell_unsaid(unsaid.failure)
    except OSError as failure:  # what was kept back until now
        code = tell_unsaid(failure)
    sys.exit(code)


def _run() -> int:
    """Runs the command; the exit code."""
    try:
        return int(app(prog_name="reportgen", standalone_mode=False) or 0)
    except UsageError as error:
        if len(sys.argv) == 1:  # nothing was asked: the error is the help text
            say(str(error))
        else:
            say(describe_usage(error), err=True)
        return 2
    except ReportgenError as refused:
        print_issues(refused.issues)
        return 1
    except typer.Abort:
        return 1
    except UnsaidError:
        raise
    except Exception as fault:
        tell_fault(fault)
        return FAULT
