"""The numbers and labels that are printed before a text and are none of its words: 一、 （二） 3. 表1 附件：1."""

import re

from reportgen.chinese.numbering import BEFORE
from reportgen.chinese.numerals import ORDINAL

_NUMBERED = re.compile(
    rf"\s*(?:{BEFORE}|[（(](?:\d{{1,2}}|{ORDINAL})[)）]|(?:\d{{1,2}}|{ORDINAL})[.．、](?!\d)"
    r"|(?:附?[表图]|附件)\s*\d+|[^\W\d]{1,14}[:：]\s?(?:\d{1,2}[.．](?!\d))?|[IVXLA-Z]{1,5}\. |(?:Table|Figure|Chart) \d+)\s*"
)


def number_before(text: str) -> int:
    """How many characters the number or label before a text takes, 0 where there is none."""
    match = _NUMBERED.match(text)
    return match.end() if match else 0


def without_number(text: str) -> str:
    """The text without the number or label before it."""
    return text[number_before(text) :]
