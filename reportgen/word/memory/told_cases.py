"""Which cases a report told, as its memory has them printed: known again by their text, wherever in a paragraph that stands."""

import re
from collections.abc import Collection, Iterable, Iterator

from reportgen.chinese.numerals import STEMS
from reportgen.chinese.periods import third
from reportgen.model.reports.narratives import Paragraph
from reportgen.word.memory.memory import Memory, text_digest, text_of_phrase

CASE = "case"
"""How the name of a block ends that tells a case: `problems/attitude/case`."""
_FORWARDED = re.compile(r"^[^，。：；]{0,6}(?:转办|转来|转交|交办|留言|来电|来信|来访|反映)(?:件|内容|称|说)?：")
_GREETING = re.compile(
    r"^\s*(?:尊敬的[^，。：；！!,:]{1,20}[，。：；！!,:\s]+|(?:[^，。：；！!,:“]{0,10}(?:领导|书记|[省市县区镇乡局]长|主任|部门|同志|单位)们?[，：:,]?\s*)?[您你]们?好[，。！!：:,~～\s]*"
    r"|[^，。：；！!,:“]{0,8}(?:领导|书记|[省市县区州]长)们?(?:好[，。！!：:,\s]+|[：:]\s*)"
    r"|反映(?![的人件到出])[：:，,]?(?=[^，。；]{6})"
    r"|(?:这边|现在?|今天|我们?|本人|特此?|在此)*(?:想|要|来|就)?(?:向|跟|和)(?:[您你]们?|贵[局部门单位]+|各?位?领导|有关部门|相关部门)反映(?:一下|一个|以下|如下)*(?:的?(?:问题|情况|事情))?[，：:]?)"
)
"""How a person greets the office and says that now it comes."""
_ENDS, _PAUSES = "。！？!?；;", "，,、：:"
_OPENING, _CLOSING = "（(〔［[【《“‘", "）)〕］]】》”’"
_KNOWN_BY = 40  # characters of the beginning of a long text by which it is known again, whatever was left out behind
_ASKED = r"(?:过问|关注|介入|调查|督促|协调|核查|查处|处理|处理情况|回复|答复|解决|改进|改正|整改|重视|反馈|说法|解释)"
_WANTED = r"(?:[回答]复|公开|公示|查处|核查|核实|彻查|解决|整改|改进|退还|退回|退款|道歉|赔|严肃|依法|尽[快早](?:处理|办理|解决|落实|[回答]复)|给个|有关|相关)"
_REQUEST = re.compile(
    rf"(?:(?:^|[，。；！？])(?:特此反映|(?:敬请|期?盼|盼望|望)[回答]复|期盼|希望[^，。；]{{0,20}}|(?:恳请|恳求|请求?|强烈要求|望)(?:有关部门|相关部门|贵局|领导|上级|单位)*[^，。；]{{0,12}}{_ASKED}[^，。；]{{0,6}}"
    rf"|(?:这)?已经?是?第[一二三四五六七八九十\d]+次反映)|(?:^|[。；！？]|，(?=要求{_WANTED}))要求[^，。；]{{0,16}})[。！？]*$"
)
"""What a person asks of the office at the end of a complaint is no sentence of a report."""
_EXACT_DAY = re.compile(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?:[上下中]午|早上|晚上|凌晨|傍晚)?(?:\d{1,2}[时点:：](?:\d{1,2}分?|半|许|左右)?)?"
)
_LATELY = re.compile(
    r"(?P<before>^|[，。；：、])(?:[上这本]个?(?:周|星期|礼拜)[一二三四五六日天末]|[昨前今][天日]|[昨前今]晚|今早)(?:[上下中]午|早上|早晨|晚上|凌晨|傍晚)?"
    r"(?:[\d一二两三四五六七八九十]{1,3}[时点](?:[\d一二三四五六七八九十]{1,3}分|半|许|左右|多)?)?(?=[^”]*(?:“|$))"
)
"""A day that is counted from the complaint: 上周四上午. What people said, in quotation marks, stays."""
_WINDOW = re.compile(r"第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})号(?=(?:办[事理]|服务|收费|缴费|综合)?窗口)")
"""Which of several windows it was tells who sat there."""
_MASK = re.compile(rf"(?P<name>[\u3400-\u9fff])某(?P<stem>[{STEMS}])(?!方)")
"""A masked name with what tells it from others of that surname: 孙某乙."""
_MARKS = "。；;，, 　.？?！!"
_SINGLE = str.maketrans("“”", "‘’")
_WORDS = re.compile(r"\w+")
_AROUND = re.compile(r"^\W+|\W+$")
_MOST = 200  # pieces of one paragraph, from mark to mark; a case's telling has some twenty


def as_told(text: str, exact: bool) -> str:
    """What a complaint says, without the mark of who passed it on, the greeting, what it asks of the office, and the marks at its end.

    Days in it are told to ten days, and windows without their number, unless they may be told `exact`.
    """
    text = _FORWARDED.sub("", text).rstrip(_MARKS)
    while (shorter := _GREETING.sub("", text)) not in (text, ""):
        text = shorter
    while (shorter := _REQUEST.sub("", text).rstrip(_MARKS)) not in (text, ""):
        text = shorter
    if exact:
        return text
    text = _WINDOW.sub("", text)
    text = _EXACT_DAY.sub(lambda found: f"{found['month']}月{third(int(found['day']))}", text)
    return _LATELY.sub(lambda found: f"{found['before']}日前", text)


def beginning_of(text: str, most: int) -> str:
    """The text, where it is longer than `most` characters the sentences of its beginning that fit; with no sentence among them, clauses.

    No quotation and no bracket is left open, unless nothing but the end of the room ends the text.
    """
    if len(text) <= most:
        return text
    for marks in (_ENDS, _PAUSES):
        ends = [place for place in _closed(text[:most]) if text[place] in marks]
        if ends and ends[-1] >= most // 4:
            return text[: ends[-1]].rstrip(_MARKS)
    return text[:most]


def within_quotes(text: str) -> str:
    """The text as it stands in quotation marks: those in it are single ones."""
    return text.translate(_SINGLE)


def _closed(text: str) -> Iterator[int]:
    """The places that stand in no bracket and no quotation."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth <= 0:
            yield place


def _known_by(text: str) -> str:
    """The clauses of the beginning by which a long text is known again."""
    end = next((place for place in range(_KNOWN_BY, len(text)) if text[place] in _ENDS + _PAUSES), len(text))
    return text[:end]


def known_as(text: str, told: Collection[str]) -> frozenset[str]:
    """By which of the digests `told` a case is known: its text as it is or as it is printed, else the beginning of a long one."""
    printed = [text, as_told(text, exact=True), as_told(text, exact=False)]
    printed += map(within_quotes, printed[1:])
    whole = frozenset(map(case_digest, printed)).intersection(told)
    return whole or frozenset(case_digest(_known_by(one)) for one in printed).intersection(told)


def stems_of(texts: Iterable[str]) -> dict[str, set[str]]:
    """By the last character of each masked surname, how its people are told apart in these texts: 孙 甲, 乙."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for mask in _MASK.finditer(text):
            found.setdefault(mask["name"], set()).add(mask["stem"])
    return found


def without_stems(text: str, needed: Collection[str] = ()) -> str:
    """The text with 孙某 for 孙某乙, but for surnames whose last character is `needed`."""
    return _MASK.sub(lambda mask: mask[0] if mask["name"] in needed else f"{mask['name']}某", text)


def case_digest(text: str) -> str:
    """What a case is known by: the digest of its text, masked, without the marks at its ends and what tells equal names apart."""
    return text_digest(_AROUND.sub("", without_stems(text)))


def told_cases(memory: Memory) -> frozenset[str]:
    """The digests of all that may be the text of a case that a report told.

    A sentence goes on before and behind it, so every piece of the paragraph from mark to mark is taken; no other than a case's
    whole text (or its subject) is asked for, and that is one of them.
    """
    return frozenset(
        case_digest(text[start:end])
        for block in memory.blocks
        if isinstance(block, Paragraph) and block.id.rpartition("/")[2] == CASE
        for text in (text_of_phrase(block.content),)
        for start, end in _pieces(text)
    )


def _pieces(text: str) -> list[tuple[int, int]]:
    words = [match.span() for match in _WORDS.finditer(text)][:_MOST]
    return [(start, end) for number, (start, _) in enumerate(words) for _, end in words[number:]]
