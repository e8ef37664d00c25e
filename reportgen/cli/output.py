"""What all commands say in the same way: lines, issues on the screen and as JSON, and what is wrong with the command itself.

All that goes to the screen goes through `say`: a name of a file or a cell may hold characters that steer a terminal.
"""

import json
import re
from collections.abc import Sequence
from contextvars import ContextVar
from textwrap import indent
from typing import Any, NoReturn

import typer

from reportgen.inputs import readable
from reportgen.messages import _
from reportgen.model.sources import Issue, Level

_MOST_ERRORS, _MOST_WARNINGS = 40, 8  # more than a screen is not read
_all: ContextVar[bool] = ContextVar("all", default=False)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")  # what JSON lets stand as it is
_STYLE = re.compile(r"\x00(\[[0-9;]*m)")
"""A style of ours until it is said: no name of a file holds a NUL."""


class UnsaidError(Exception):
    """The screen, or the file that stands for it, takes no more; `failure` is what the system says."""

    def __init__(self, failure: OSError) -> None:
        self.failure = failure
        super().__init__(str(failure))


def visible(text: str) -> str:
    """The text with what would steer a terminal written out (`\\x1b`), names in no encoding as far as they are in UTF-8."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), readable(text))


def styled(text: str, *, fg: str | None = None, bold: bool | None = None) -> str:
    """The text in a colour or bold, to be given to `say`, alone or as a part of a line."""
    return typer.style(visible(text), fg=fg, bold=bold).replace("\x1b", "\x00")


def say(text: str = "", *, err: bool = False) -> None:
    """Prints a line or several; raises UnsaidError where they cannot be printed."""
    pieces = _STYLE.split(text)  # every second one is a style
    line = "".join(f"\x1b{piece}" if place % 2 else visible(piece) for place, piece in enumerate(pieces))
    try:
        typer.echo(line, err=err)
    except OSError as failure:
        raise UnsaidError(failure) from failure


def refuse_usage(message: str) -> NoReturn:
    """Says what is wrong with the command and ends it with exit code 2."""
    say(message, err=True)
    raise typer.Exit(2)


def print_json(content: dict[str, Any]) -> None:
    """The result for machines."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    say(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def issue_json(one: Issue) -> dict[str, str | None]:
    """An issue for machines: code, level, message, source and hint."""
    source = str(one.source) if one.source else None
    return {"code": one.code, "level": one.level.value, "message": one.message, "source": source, "hint": one.hint}


def show_all(everything: bool) -> None:
    """Whether all issues are printed from now on, also those that are more than a screen."""
    _all.set(everything)


def print_issues(issues: Sequence[Issue]) -> None:
    """Errors and the first warnings, or all (`show_all`), each with its place; what to do is said once for each kind."""
    most = {Level.ERROR: _MOST_ERRORS, Level.WARNING: _MOST_WARNINGS, Level.INFO: 0}
    shown = [
        one
        for level in Level
        for one in [each for each in issues if each.level is level][: None if _all.get() else most[level]]
    ]
    hinted: set[str] = set()
    for one in shown:
        place = f"{one.source}: " if one.source else ""
        say(f"{level_word(one.level)} {place}{one.message}", err=True)
        if one.hint and one.hint not in hinted:
            say(indent(one.hint, "    "), err=True)
        hinted.add(one.hint)
    if len(issues) > len(shown):
        say(
            _("{count} more notes and warnings; reportgen --all before the command shows them.").format(
                count=len(issues) - len(shown)
            ),
            err=True,
        )


def print_warnings(issues: Sequence[Issue]) -> None:
    """That a command which is about something else met with so many warnings; each of them where all is asked for."""
    if _all.get():
        print_issues(issues)
    elif issues:
        text = _(
            "{count} warnings about the ledgers and the configuration; reportgen --all before the command shows them."
        )
        say(text.format(count=len(issues)), err=True)


def level_word(level: Level) -> str:
    """The level in the user's language."""
    return {Level.ERROR: _("Error"), Level.WARNING: _("Warning"), Level.INFO: _("Note")}[level]
