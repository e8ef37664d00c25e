"""The program that all commands belong to, in the user's language."""

import atexit
import gc
import os
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from reportgen import __version__
from reportgen.cli.help_page import FramedContext
from reportgen.cli.output import say, show_all
from reportgen.messages import _
from reportgen.messages.language import preferred_language, speak

speak(preferred_language(os.environ))  # the help texts of the commands are chosen when their modules are imported


class _Commands(TyperGroup):
    """The commands, each with a help page in the user's language."""

    context_class = FramedContext

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            command.context_class = FramedContext
        return command


app = typer.Typer(
    cls=_Commands, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None
)


def _tell_version(asked: bool) -> None:
    if asked:
        say(f"reportgen {__version__}")
        raise typer.Exit


@app.callback(help=_("Makes official survey reports (.docx) from case ledgers and a YAML configuration."))
def reportgen(
    version: Annotated[  # noqa: ARG001 - answered before any command
        bool, typer.Option("--version", help=_("Show the version and end."), callback=_tell_version, is_eager=True)
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Show all notes and warnings that there are, not the first ones alone."))
    ] = False,
) -> None:
    """Makes official survey reports."""
    show_all(everything)
    gc.disable()  # a command makes hardly any garbage, and looking for it costs a tenth of the time
    atexit.register(gc.freeze)  # nor need everything be walked once more at the end
