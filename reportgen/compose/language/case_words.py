"""Typical cases in words: how the telling begins, what a ledger's short notes mean as sentences, and what is no matter of the report."""

import re
from collections.abc import Sequence

from reportgen.compose.language.language import Language
from reportgen.model.reports.summaries import TypicalCase
from reportgen.settings import Settings
from reportgen.word.memory.told_cases import as_told, beginning_of, within_quotes

_INTRODUCTION = re.compile(
    "[^，。：；]{0,12}(反映|来电|来信|来访|留言|转办|转来|转交|交办|暗访|检查|发现|抽查|巡查)[^，。：；]{0,4}[，：]"
    "|(?:有|一名|多名|数名|部分|多位)?(?:匿名|群众|市民|网民|网友|村民|居民|业主|企业|商户|老人|家长|学生|职工|农户|[^，。：；]{1,3}某[甲-癸]?)(?:[/、](?:群众|业主|居民|村民))?(?:来电|来信|来访|实名|匿名)?(?:投诉|举报)?(?:反映|投诉|举报)(?![的人件信电])"
)
_VERDICT = re.compile(
    r"^(?:经?(?:初步)?(?:核查|核实|调查|查证|查))?[，,]?(?:反映|所反映|反映的?(?:问题|情况)|部分?情况|情况)*(?:部分|基本)?(?:情况)?(?:属实|查实)$"
)
_MARKS = "。；;，, 　.？?！!"
_HANZI = re.compile("[\u4e00-\u9fff]{2}")
_CHECKED = re.compile(r"^(?:已|经)(?:核查|核实|调查|查证)(?:完毕|清楚)?[，,](?=.)")
"""What the sentence before it says already of a case that was found true: 已核查，批评教育."""
_SANCTION = re.compile("(?:责令|通报|批评教育|谈话提醒|提醒谈话|约谈|诫勉|限期整改)")
_NEEDS_NO_SUBJECT = re.compile(
    "(?:已|经|由|现|目前|正在|将|拟|同时|待|该|本|其|有关|涉事|相关|我|当事|经办|工作人员|单位|窗口|县|市|区|[^，。；]{1,6}(?:镇|乡|街道|局|村))"
    "|(?:所?反映|情况|因|由于|多次|[^，。；]{0,6}(?:党委|党组|政府|委员会|纪委|支部|党支部|领导|负责人))"
    "|(?:对|给予|与)[^，。；]{0,8}(?:人员?|负责人|干部|职工|领导)"
    "|[^，。；]{0,4}线索|在[^，。；]{1,12}(?:通报|批评)"
)
"""How a sentence of the handling begins that says who acted, or is about what was done to somebody."""
_ASKER = r"(?:尊敬的|广大|亲爱的)*(?:网友|网民|市民|群众|来信人|留言人|反映人|村民|居民|业主|家长|[^，。：；“”]{0,12}(?:先生|女士|同志|同学))?(?:朋友|同志)?们?(?:“[^”]{1,30}”)?"
_ADDRESSED = re.compile(
    rf"^\s*(?:{_ASKER}[，：:]?\s*[您你]们?好[，。！!：:\s]*|(?:尊敬的|广大|亲爱的)*(?:网友|网民|市民|群众|来信人|留言人|反映人)(?:朋友|同志)?们?(?:“[^”]{{1,30}}”)?[：:]\s*)?"
    r"(?:[您你]们?(?:所)?(?:反映|咨询|提出|留言|来信)的?[^。；]{0,40}?(?:收悉|收到|知悉)[^。；]{0,20}[，。；]\s*)?"
    r"(?:[您你]们?(?:所)?(?:反映|咨询|提出|留言|来信)的?[^。；：]{0,60}?现(?:将)?[^。；：]{0,20}(?:答复|回复|反馈)如下[：:。]\s*|现(?:将)?[^。；：]{0,20}(?:答复|回复|反馈)如下[：:。]?\s*)?"
)
"""How an answer to a complainant greets and opens."""
_FAREWELL = re.compile(
    r"(?:^|(?<=[。！!；\s])|(?<=[，,]))(?:(?:最后，?)?(?:再次)?(?:衷心)?(?:感谢|谢谢)[您你][^。！!；]*|特?此复|此致|敬礼|特此(?:回复|答复|说明)|[^，。！!；：]{0,20}\d{4}年\d{1,2}月(?:\d{1,2}日|[上中下]旬))[。！!\s]*$"
)
"""How an answer ends: thanks, a formula, who signs it and when."""
_OWN_WORDS = re.compile(
    "(?<![自忘])我(?![县市省区镇乡国院校行素])|(?<![须由经凭其要需让请])本人(?!到场|办理|签字|申请)|咱|俺|[您你]|请问"
)
_QUOTED = re.compile("“[^”]*”|‘[^’]*’|《[^》]*》")
_BROUGHT, _FOUND = "反映", "情况"
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
    usual = language.otherwise_found.get(origin_of(case, settings), settings.wording.found).format(channel=case.channel)
    found = settings.wording.found_by.get(case.channel, usual)
    return f"{when}{language.comma}{found}"


def origin_of(case: TypicalCase, settings: Settings) -> str:
    """Whose the case is: people, found, assigned (see `ledger.origins`)."""
    return settings.ledger.origins.get(case.channel, "people")


def told(text: str, settings: Settings, language: Language) -> str:
    """What a complaint says; of one longer than `cases.longest` the beginning, marked as an excerpt.

    What is said in the person's own words (我, 您) stands in quotation marks.
    """
    shown = as_told(text, settings.report.disclosure == "internal")
    return _quoted(shown, settings, language) if in_own_words(text) else _excerpt(shown, settings, language)


def in_own_words(text: str) -> bool:
    """Whether a complaint is told by the person who brought it, so that it can be a sentence of a report only as a quotation."""
    shown = as_told(text, exact=True)
    return not _INTRODUCTION.match(shown) and _speaks(shown)


def _speaks(text: str) -> bool:
    return _OWN_WORDS.search(_QUOTED.sub("", text)) is not None


def _quoted(text: str, settings: Settings, language: Language) -> str:
    part = beginning_of(text, settings.cases.longest)
    form = language.quoted if part == text else language.quoted_excerpt
    return form.format(text=within_quotes(part))


def _excerpt(text: str, settings: Settings, language: Language) -> str:
    part = beginning_of(text, settings.cases.longest)
    return text if part == text else language.excerpt.format(text=part)


def handled(case: TypicalCase, settings: Settings, language: Language) -> str:
    """What was done about a case, as sentences without the last full stop: the finding before what followed from it.

    A bare 已办结 becomes 该件已办结, 批评教育 已批评教育, 核查属实 经核查，反映属实; a sentence that does not say who acted gets a subject.
    """
    text = case.handling.rstrip(_MARKS)
    matter = _BROUGHT if origin_of(case, settings) == "people" else _FOUND
    if case.verified in ("yes", "partly"):
        text = _CHECKED.sub("", text)
    if len(text) > _NOTE:
        answer = _answer(text)
        if _ADDRESSED.match(text)[0] or _speaks(answer):  # type: ignore[index] # it matches nothing, too
            return language.answered.format(text=_quoted(answer, settings, language))
        text = _excerpt(text, settings, language)
        return _finding_first(text, [case.unit, *settings.ledger.vocabulary.unit.get(case.unit, ())], matter)
    words = settings.ledger.vocabulary
    for state, spelled in words.status.items():
        if text in spelled:
            return language.case_states[state]
    if any(text in (kind, *spelled) for kind, spelled in words.handling.items()):
        return language.handled_by.format(text=text)
    return _finding_first(text, (), matter)


def _answer(text: str) -> str:
    """What a unit wrote to the person, without greeting and farewell."""
    shown = _ADDRESSED.sub("", text) or text
    while (shorter := _FAREWELL.sub("", shown).rstrip(_MARKS)) not in (shown, ""):
        shown = shorter
    return shown


def tells_finding(case: TypicalCase) -> bool:
    """Whether the words of the handling say already that the case was found true, or partly."""
    words = ("属实",) if case.verified == "partly" else ("属实", "查实")
    return any(word in case.handling for word in words)


def _finding_first(text: str, names: Sequence[str], matter: str) -> str:
    """`matter` is what was found true."""
    parts = [part for part in re.split("[。；]", text) if part.strip()]
    findings = [part for part in parts if _VERDICT.match(part.strip())]
    if not findings:
        return _with_subject(text, names)
    part = findings[0]
    partly = next((word for word in ("部分", "基本") if word in part), "")
    finding = f"经核查，{matter}{partly}属实"
    rest = "。".join(one for one in parts if one != part)
    return f"{finding}。{_with_subject(rest, names)}" if rest else finding


def _with_subject(text: str, names: Sequence[str]) -> str:
    """A note of what was done, a longer one with who did it where neither that nor the name of the case's unit (`names`) begins it.

    设置手机集中存放柜，… 有关单位设置…; 责令整改，… 已责令整改.
    """
    if _SANCTION.match(text):
        return f"已{text}"
    told = len(text) <= _NOTE or not _HANZI.match(text) or any(text[:2] in name for name in names)
    return text if told or _NEEDS_NO_SUBJECT.match(text) else f"有关单位{text}"
