"""Typical cases in words: how the telling begins, and what a ledger's short notes mean as sentences."""

import re

from reportgen.compose.language.language import Language
from reportgen.model import TypicalCase
from reportgen.settings import Settings

_INTRODUCTION = re.compile(
    "[^，。：；]{0,12}(反映|来电|来信|来访|留言|转办|转来|转交|交办|暗访|检查|发现|抽查|巡查)[^，。：；]{0,4}[，：]"
    "|有?(群众|市民|网民|村民|居民|企业|商户|老人|家长)(来电|来信|来访|投诉)?反映"
)
_MARKS = "。；;，, 　.？?！!"
_NOTE = 10  # characters: a longer text of the handling is taken for a sentence


def beginning(case: TypicalCase, settings: Settings, language: Language) -> str:
    """How the telling of a case begins: when it was, to the day in an internal report, else to ten days, and how it came to light.

    Of a case whose day nobody knows only the month is told.

    The second is left to the text where the ledger's words begin with it (来访群众反映，…).
    """
    if case.precision == "month":
        when = language.within_month(case.received)
    else:
        when = language.around(case.received, settings.report.disclosure == "internal")
    if _INTRODUCTION.match(case.text):
        return when
    found = settings.wording.found_by.get(case.channel, settings.wording.found)
    return f"{when}{language.comma}{found}"


def told(text: str) -> str:
    """A text without the marks at its end."""
    return text.rstrip(_MARKS)


def handled(case: TypicalCase, settings: Settings, language: Language) -> str:
    """What was done about a case, as a sentence without its full stop: a bare 已办结 becomes 该件已办结, 批评教育 已作批评教育处理."""
    text = told(case.handling)
    if len(text) > _NOTE:
        return text
    words = settings.ledger.vocabulary
    for state, spelled in words.status.items():
        if text in spelled:
            return language.case_states[state]
    if any(text in (kind, *spelled) for kind, spelled in words.handling.items()):
        return language.handled_by.format(text=text)
    return text
