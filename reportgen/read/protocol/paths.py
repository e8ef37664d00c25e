"""The path of a file as it is told to a child, whose encoding for names may be another one: byte by byte."""

import os
from pathlib import Path


def encoded(path: Path) -> str:
    """The bytes of the path, a character each."""
    return os.fsencode(path).decode("latin-1")


def decoded(text: str) -> Path:
    """The path that `encoded` was given."""
    return Path(os.fsdecode(text.encode("latin-1")))
