"""The language in which reportgen speaks to its user (not the language of the report)."""

import gettext
import locale
import os
from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).with_name("locale")
_translations: gettext.NullTranslations = gettext.NullTranslations()


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
    """Sets the language of all messages from now on: "en" or "zh_CN"."""
    global _translations  # noqa: PLW0603 - one process speaks one language
    _translations = gettext.translation("reportgen", _FOLDER, [language], fallback=True)


def _(message: str) -> str:
    """The message in the user's language."""
    return _translations.gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Marks a message for the catalogue without translating it yet."""
    return message
