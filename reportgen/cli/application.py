"""The program that all commands belong to, in the user's language."""

import atexit
import gc
import os

import typer

from reportgen.messages.language import preferred_language, speak

speak(preferred_language(os.environ))  # the help texts of the commands are chosen when their modules are imported
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback()
def reportgen() -> None:
    """Makes official survey reports (.docx) from case ledgers and a YAML configuration."""
    gc.disable()  # a command makes hardly any garbage, and looking for it costs a tenth of the time
    atexit.register(gc.freeze)  # nor need everything be walked once more at the end
