"""What nobody foresaw: a fault of the program itself, a screen that takes no more. One sentence, never a traceback."""

import errno
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from reportgen.cli.output import UnsaidError, say
from reportgen.messages import _
from reportgen.writing import system_reason

FAULT = 70
"""The exit code of a fault of the program itself."""

_ROOT = Path(__file__).parents[1]


def tell_fault(fault: Exception) -> None:
    """Says that the program is at fault: the kind and the line, never what it was at work on, which may be somebody's name.

    With REPORTGEN_TRACEBACK=1 all is shown, for those who look for the fault.
    """
    with suppress(UnsaidError):
        say(
            _(
                "The program has a fault ({kind}, {place}); it is none of yours. Please report it with this line; nothing was written over."
            ).format(kind=type(fault).__name__, place=_place(fault)),
            err=True,
        )
        if os.environ.get("REPORTGEN_TRACEBACK") == "1":
            say("".join(traceback.format_exception(fault)), err=True)


def _place(fault: Exception) -> str:
    """The last line of ours on the way to the fault."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT)] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"


def tell_unsaid(failure: OSError) -> int:
    """Says on the other screen that the result could not be printed, but for a reader who has gone (`| head`); the exit code."""
    for number in (1, 2):
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), number) if number == 1 else None
    if failure.errno != errno.EPIPE:
        with suppress(UnsaidError):
            say(_("The result could not be printed: {reason}.").format(reason=system_reason(failure)), err=True)
    with suppress(OSError):
        sys.stderr.flush()
    return 1
