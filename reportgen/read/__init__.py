"""files -> Rows: what the files say, cell by cell, each opened in a child process with limits."""

from reportgen.read.limits import Limits
from reportgen.read.reading import read_ledgers

__all__ = ["Limits", "read_ledgers"]
