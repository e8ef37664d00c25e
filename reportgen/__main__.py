"""The program, as `reportgen` and as `python -m reportgen`: signals are armed before anything is loaded that takes its time."""

import os
import sys
from contextlib import suppress

from reportgen import interruption


def main() -> None:
    """Runs the command that was typed, or, as a child of itself, reads ledgers; ends with SystemExit."""
    if sys.argv[1:2] == ["--read-ledgers"]:  # see read/parent/interpreter.py
        from reportgen.read.worker import serve  # noqa: PLC0415 - a reader loads nothing else

        serve(*map(int, sys.argv[2:4]))
        return
    try:
        try:
            interruption.arm(_say_in_haste)
            from reportgen.cli import main as run  # noqa: PLC0415 - it takes a tenth of a second, in which Ctrl-C may come

            run()
        finally:
            interruption.settle()
    except BaseException:  # whatever an interruption became on its way through libraries
        if not interruption.came():
            raise
    if interruption.came():
        with suppress(Exception):
            _say_stopped()
        sys.exit(interruption.exit_code())


def _say_in_haste() -> None:
    """Where nothing can be imported any more, as far as the words are there already."""
    if "reportgen.messages.language" in sys.modules:
        _say_stopped()


def _say_stopped() -> None:
    from reportgen.messages.language import _, preferred_language, speak  # noqa: PLC0415 - see above

    speak(preferred_language(os.environ))
    said = _("Stopped: what was not finished is not written, and what was there before is as it was.")
    os.write(2, f"{said}\n".encode())


if __name__ == "__main__":
    main()
