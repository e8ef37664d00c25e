"""What is wrong with the way a command was typed, in the user's language: the library that reads the words speaks English."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import typer

from reportgen.cli.help_page import placeholder
from reportgen.messages import N_, _

UsageError: type[Exception] = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "UsageError")
"""Typer gives no public name to the error that its BadParameter is a kind of."""
_SAYINGS = (
    (r"No such option:? ?['\"]?(-[^\s'\"]*[^\s'\".]).*", N_("There is no option {word}.")),
    (r"No such command ['\"](.*?)['\"].*", N_("There is no command {word}.")),
    (r"Missing option ['\"]?(--?[\w-]+).*", N_("This is missing: {word}.")),
    (
        r"Invalid value for ['\"]?(--?[\w-]+)['\"]?: Input should be (?:a valid integer|greater|less).*",
        N_("{word} takes a whole number in its bounds."),
    ),
    (r"Missing argument ['\"]?(\w+).*", N_("This is missing: {word}.")),
    (r"Option ['\"](.*?)['\"] requires .*", N_("{word} needs a value behind it.")),
    (r"Option ['\"](.*?)['\"] does not take .*", N_("{word} takes no value.")),
    (r"Invalid value for ['\"]?([^'\" ]+).* is not one of (?P<choices>.*)\.", N_("{word} takes one of {choices}.")),
    (r"Missing command\.", N_("A command is missing.")),
    (r"Got unexpected extra arguments?.*\((.*)\)", N_("These words are too many: {word}.")),
)


_RENAMED = {
    "--force": (
        "--draft",
        N_("--force is called --draft now: it writes a report in which the audit found errors, marked as a draft."),
    )
}
"""Options of earlier versions: what they are called now, where a command has that, and how that is said."""


def describe_usage(error: Any) -> str:
    """What is wrong, what may have been meant, and how to get help; `error` is a `UsageError`."""
    message = error.format_message()
    context = error.ctx
    lines = [_("The command is not typed right: {message}").format(message=message)]
    for pattern, saying in _SAYINGS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            word = found[1] if found.re.groups else ""
            lines = [
                _(saying).format(word=placeholder(word), choices=found.groupdict().get("choices", "").replace("'", ""))
            ]
            lines += _suggestion(context, word)
            break
    if context is not None:
        lines.append(_("How to use it: {command} --help").format(command=context.command_path))
    return "\n".join(lines)


def _suggestion(context: Any, word: str) -> list[str]:
    """What may have been meant by a word."""
    if word in _RENAMED and _RENAMED[word][0] in _words(context):
        return [_(_RENAMED[word][1])]
    near = get_close_matches(word, set(_words(context)) - {word}, n=2, cutoff=0.5)
    return [_("Did you mean {words}?").format(words=_(", ").join(near))] if near and word not in _words(context) else []


def _words(context: Any) -> Iterable[str]:
    """The commands and options that could have been typed."""
    if context is None:
        return []
    options = [word for parameter in context.command.params for word in parameter.opts if word.startswith("-")]
    return [*getattr(context.command, "commands", {}), *options]
