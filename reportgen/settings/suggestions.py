"""What the user may have meant."""

from collections.abc import Collection
from itertools import islice

from reportgen.messages import _

MAX_ISSUES = 100  # of one kind; more would help nobody, and each may look for what was meant

_SHOWN = 40
_COMPARED = 300


def did_you_mean(word: str, candidates: Collection[str]) -> str:
    """A question that ends with a space, naming the candidate most like the word; "" where none is like it."""
    if word.lower() in candidates:
        return ask(word.lower())
    from difflib import get_close_matches  # noqa: PLC0415 - most configurations are right and need not wait for it

    close = get_close_matches(word[:_SHOWN], list(islice(candidates, _COMPARED)), 1)
    return ask(close[0]) if close else ""


def ask(word: str) -> str:
    """A question that ends with a space, naming the word."""
    return _("Did you mean `{word}`? ").format(word=word)


def instead(text: str) -> str:
    """A sentence that ends with a space, saying what to write."""
    return _("Write `{word}` instead. ").format(word=text)


def shown(value: object) -> str:
    """The value as a message prints it: one line, at most 40 characters; "" for what is no scalar."""
    if not isinstance(value, str | int):
        return ""
    text = " ".join(str(value)[: 2 * _SHOWN].split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def listed(words: Collection[str]) -> str:
    """Words as a message enumerates them, at most 30 of them."""
    first = list(islice(words, 30))
    return ", ".join(shown(word) for word in first) + (", …" if len(words) > len(first) else "")
