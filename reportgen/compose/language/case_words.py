"""Typical cases in words: how the telling begins, what a ledger's short notes mean as sentences, and what is no matter of the report."""

import re

from reportgen.compose.language.language import Language
from reportgen.model import TypicalCase
from reportgen.settings import Settings
from reportgen.word.memory.told import as_told

_INTRODUCTION = re.compile(
    "[^，。：；]{0,12}(反映|来电|来信|来访|留言|转办|转来|转交|交办|暗访|检查|发现|抽查|巡查)[^，。：；]{0,4}[，：]"
    "|有?(群众|市民|网民|村民|居民|企业|商户|老人|家长)(来电|来信|来访|投诉)?反映"
)
_VERDICT = re.compile(
    r"^(?:经?(?:初步)?(?:核查|核实|调查|查证|查))?[，,]?(?:反映|所反映|反映的?(?:问题|情况)|部分?情况|情况)*(?:部分|基本)?(?:情况)?(?:属实|查实)$"
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
    if _INTRODUCTION.match(as_told(case.text, exact=True)):
        return when
    found = settings.wording.found_by.get(case.channel, settings.wording.found)
    return f"{when}{language.comma}{found}"


def handled(case: TypicalCase, settings: Settings, language: Language) -> str:
    """What was done about a case, as sentences without the last full stop: the finding before what followed from it.

    A bare 已办结 becomes 该件已办结, 批评教育 已作批评教育处理, 核查属实 经核查，反映属实.
    """
    text = case.handling.rstrip(_MARKS)
    if len(text) > _NOTE:
        return _finding_first(text)
    words = settings.ledger.vocabulary
    for state, spelled in words.status.items():
        if text in spelled:
            return language.case_states[state]
    if any(text in (kind, *spelled) for kind, spelled in words.handling.items()):
        return language.handled_by.format(text=text)
    return _finding_first(text)


def _finding_first(text: str) -> str:
    parts = [part for part in re.split("[。；]", text) if part.strip()]
    findings = [part for part in parts if _VERDICT.match(part.strip())]
    if not findings:
        return text
    part = findings[0]
    partly = next((word for word in ("部分", "基本") if word in part), "")
    finding = f"经核查，反映{partly}属实"
    return "。".join([finding, *(one for one in parts if one != part)])
