"""Patterns that are compiled when they are first used: a text needs few of the hundreds that the rules hold."""

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern")


class _Lazy:
    """What becomes a compiled pattern when it is first asked for anything; its methods are then those of the pattern itself."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        self.__dict__.update({one: getattr(compiled, one) for one in _METHODS})
        return self.__dict__[name]


def lazily(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, at the first use; it is given to no function of `re`, which knows its own patterns alone."""
    return cast("re.Pattern[str]", _Lazy(text, flags))
