"""files -> Rows: what the files say, cell by cell, each opened in a child process with limits."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.read.parent.reading import read_ledgers
    from reportgen.read.protocol.limits import Limits

__all__ = ["Limits", "read_ledgers"]


def __getattr__(name: str) -> Any:
    """The two names above when they are asked for: the child process comes through here too, and needs neither."""
    if name == "read_ledgers":
        from reportgen.read.parent.reading import read_ledgers  # noqa: PLC0415 - see above

        return read_ledgers
    if name == "Limits":
        from reportgen.read.protocol.limits import Limits  # noqa: PLC0415 - see above

        return Limits
    raise AttributeError(name)
