"""The frame of `--help` in the user's language: the library that lays it out speaks English."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import typer

from reportgen.messages import N_, _

_HEADINGS = {"Options": N_("Options"), "Arguments": N_("Arguments"), "Commands": N_("Commands")}
_WORDS: Mapping[str, str] = {
    "options": N_("OPTIONS"),
    "command": N_("COMMAND"),
    "args": N_("ARGS"),
    "text": N_("TEXT"),
    "str": N_("TEXT"),
    "path": N_("PATH"),
    "list[path]": N_("PATH"),
    "list[str]": N_("TEXT"),
    "config": N_("CONFIG"),
    "ledger": N_("LEDGER"),
    "report": N_("REPORT"),
    "figure": N_("FIGURE"),
    "old": N_("OLD"),
    "new": N_("NEW"),
    "configs": N_("CONFIG"),
    "keys": N_("KEYS"),
    "folder": N_("FOLDER"),
    "sample": N_("SAMPLE"),
}
"""What stands for something to be typed, as versions of the library write it: CONFIG, {config}, <path>."""
_PLACEHOLDER = re.compile(r"(?<![\w-])[A-Z]{2,}(?!\w)|(?<=[{<\[])[\w\[\]]+(?=[}>\]])|^[a-z]+")
_EXTRAS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = (
    (re.compile(r"\[default: (.*)\]$"), lambda found: _("[default: {value}]").format(value=found[1])),
    (re.compile(r"\[required\]$"), lambda _found: _("[required]")),
    (re.compile(r"^Show this message and exit\.$"), lambda _found: _("Show this message and exit.")),
)


def placeholder(word: str) -> str:
    """What stands for something to be typed (`CONFIG`), in the user's language; as it is where that has no word for it."""
    return _(_WORDS[word.lower()]) if word.lower() in _WORDS else word


def _placed(text: str) -> str:
    return _PLACEHOLDER.sub(lambda found: placeholder(found[0]), text)


_Base: Any = typer.Context.formatter_class


class _Frame(_Base):  # type: ignore[misc] # the library gives its class no public name
    """Lays out a help page under headings of ours."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how a command is typed."""
        super().write_usage(prog, _placed(args), _("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The heading of a list."""
        super().write_heading(_(_HEADINGS[heading]) if heading in _HEADINGS else heading)

    def write_dl(self, rows: Sequence[tuple[str, str]], *given: Any, **named: Any) -> None:
        """A list of words and what they mean."""
        commands = all(word.isalpha() and word.islower() for word, _text in rows)  # their names are typed as they are
        told = [(word if commands else _placed(word), _meaning(text)) for word, text in rows]
        super().write_dl(told, *given, **named)


def _meaning(text: str) -> str:
    for pattern, said in _EXTRAS:
        text = pattern.sub(said, text)
    return text


class FramedContext(typer.Context):
    """A context whose help page has a frame in the user's language."""

    formatter_class = _Frame
