"""The language in which reportgen speaks to its user (not the language of the report)."""

import gettext
import locale
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("locale")
_spoken: ContextVar[str] = ContextVar("spoken")


def preferred_language(environment: Mapping[str, str]) -> str:
    """ "en" or "zh_CN": REPORTGEN_LANG decides, then the locale; Chinese unless the locale is English."""
    for name in ("REPORTGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value and value not in ("C", "POSIX", "C.UTF-8", "C.utf8"):
            return "en" if value.lower().startswith("en") else "zh_CN"
    if os.name == "nt":  # Windows has no LANG
        return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else "zh_CN"
    return "zh_CN"


def speak(language: str) -> None:
    """Sets the language of all messages of this thread from now on: "en", "zh_CN" or "zh".

    A thread begins in English; one that goes on with the work of another runs in a copy of its context
    (`contextvars.copy_context().run`).
    """
    _spoken.set(_code(language))


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """The language of what is said inside, in this thread alone; None leaves it as it is."""
    before = _spoken.set(_code(language) if language else spoken())
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """The language of the messages of this thread: "en" or "zh"."""
    return _spoken.get("en")


def texts(language: str) -> Callable[[str], str]:
    """The texts of a language, for what is not said to the user but stands in a report: `texts("zh")("longest handling time")`."""
    return _catalogue(_code(language)).gettext


def _(message: str) -> str:
    """The message in the user's language."""
    return _catalogue(spoken()).gettext(message)


def _code(language: str) -> str:
    return "zh" if language.lower().startswith("zh") else "en"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """English is what stands in the source."""
    if code == "en":
        return gettext.NullTranslations()
    return gettext.translation("reportgen", _FOLDER, ["zh_CN"])


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Marks a message for the catalogue without translating it yet."""
    return message
