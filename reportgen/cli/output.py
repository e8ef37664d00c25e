"""What all commands say in the same way: issues on the screen and as JSON, and what is wrong with the command itself."""

import json
from collections.abc import Sequence
from textwrap import indent
from typing import Any, NoReturn

import typer

from reportgen.messages import _
from reportgen.model import Issue, Level

_MOST_ERRORS, _MOST_WARNINGS = 40, 8  # more than a screen is not read; --json has them all


def refuse_usage(message: str) -> NoReturn:
    """Says what is wrong with the command and ends it with exit code 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def print_json(content: dict[str, Any]) -> None:
    """The result for machines."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))


def issue_json(one: Issue) -> dict[str, str | None]:
    """An issue for machines: code, level, message, source and hint."""
    source = str(one.source) if one.source else None
    return {"code": one.code, "level": one.level.value, "message": one.message, "source": source, "hint": one.hint}


def print_issues(issues: Sequence[Issue]) -> None:
    """Errors and the first warnings, each with its place; what to do is said once for each kind."""
    shown = [one for one in issues if one.level is Level.ERROR][:_MOST_ERRORS]
    shown += [one for one in issues if one.level is Level.WARNING][:_MOST_WARNINGS]
    hinted: set[str] = set()
    for one in shown:
        place = f"{one.source}: " if one.source else ""
        typer.echo(f"{level_word(one.level)} {place}{one.message}", err=True)
        if one.hint and one.hint not in hinted:
            typer.echo(indent(one.hint, "    "), err=True)
        hinted.add(one.hint)
    if len(issues) > len(shown):
        typer.echo(
            _("{count} more notes and warnings; --json shows all.").format(count=len(issues) - len(shown)), err=True
        )


def level_word(level: Level) -> str:
    """The level in the user's language."""
    return {Level.ERROR: _("Error"), Level.WARNING: _("Warning"), Level.INFO: _("Note")}[level]
