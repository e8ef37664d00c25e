"""Texts in the XML of a workbook: what it cannot hold is shown, and nothing is taken for something else when it is read back."""

import re
from html import escape

MOST_CHARACTERS = 32_767
"""A cell holds so many (of UTF-16); a longer text ends in `…`."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x")


def cell_text(text: str) -> str:
    """The text as content of an XML element.

    A character that XML 1.0 (2.2) leaves out is shown as `[U+000B]`; a carriage return is spelled out, since a parser would
    take it for a line feed; what looks like an escape is escaped as ECMA-376 (part 1, 22.9.2.19) asks for.
    """
    text = _shortened(text)
    if _STRANGE.search(text):
        text = _LOOKS_ESCAPED.sub("_x005F_", shown(text))
    return escape(text, quote=False).replace("\r", "&#13;")


def shown(text: str) -> str:
    """The text with every character that no XML document can hold spelled out: `[U+000B]`."""
    return _ILLEGAL.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def _shortened(text: str) -> str:
    if len(text) <= MOST_CHARACTERS // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MOST_CHARACTERS:
        return text
    return units[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
