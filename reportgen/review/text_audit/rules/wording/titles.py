"""What a title names against the text below it: other months than those of the lead, another number of the same paper."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.periods import stretches
from reportgen.review.text_audit.rules.wording.periods import title_of, title_period, title_year
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.sentences import AuditedText, Sentence, plain

_LEAD = 3
_DONE = lazily(
    "共|办件|答复|拨付|服务|受理|接收|收到|接到|接报|登记|立案|办理|办结|排查|检查|开展|查处|处置|发生|接待|走访|完成|抽查|抽检|派出|组织"
)
_BEFORE = lazily("比|较|与|同期|[上去]年|上[季月期]|自|以来|截至|下一步|拟|将|计划|其中")
_FROM_DAY = lazily(r"(?:\d{4}年)?(?P<first>\d{1,2})月\d{1,2}日?[至到—–～~\-]+(?:\d{4}年)?(?P<last>\d{1,2})月\d{1,2}日")
_TO_COME = lazily("计划|要点|安排|打算|方案|意见|预算|目标|规划|部署|通知")
_NUMBER = lazily(r"(?:第|总第|№|No\.?)(?P<number>\d{1,4})(?P<kind>[期号])")
_THIS = lazily(
    r"(?:本期|本刊|本报|本简报|本通报|本号|现发布)[^，。；（]{0,8}[（(]?(?:第|总第)(?P<number>\d{1,4})(?P<kind>[期号])"
)


def _lead(story: AuditedText) -> Iterator[Sentence]:
    """The sentences of the first paragraphs below the title."""
    title = title_of(story.document.body)
    below = (one for one in story.sentences if one and one[0].passage is not title and one[0].passage.table is None)
    for sentences in islice(below, _LEAD):
        yield from sentences


def other_months(story: AuditedText) -> Iterator[AuditFinding]:
    """第三季度通报; 4月至6月，热线共受理: the first time of which the lead says what was done lies within that of the title."""
    title = title_of(story.document.body)
    named = stretches(plain(title.text)) if title else []
    if title is None or len(named) != 1 or any(title_period(story)) or any(title_year(story)):
        return
    wanted = named[0]
    if len(wanted.months) == 12:
        yield from _other_year(story, wanted.year, title.text)
        return
    for sentence in _lead(story):
        text = plain(sentence.text)
        days = _FROM_DAY.match(text)
        if (
            days
            and not {int(days["first"]), int(days["last"])} <= wanted.months
            and _DONE.search(text[days.end() :][:30])
        ):
            yield finding("audit.period-differs", place_of(sentence), days[0], wanted.text)
            return
        named = stretches(text)
        first = next(iter(named), None)
        if any(one.months == wanted.months for one in named[1:]):
            return  # an earlier time is told first, to be compared with
        if first is None or len(first.months) == 12:
            continue
        start = text.find(first.text)
        clause = re.split("[。；]", text[start + len(first.text) :])[0][:30]
        if len(first.months) == 1 < len(wanted.months) or (first.last == wanted.last and first.months >= wanted.months):
            return
        if _DONE.search(clause) and not _BEFORE.search(text[:start] + clause[:6]) and not start:
            yield finding("audit.period-differs", place_of(sentence), first.text, wanted.text)
        return


def _other_year(story: AuditedText, year: int | None, title: str) -> Iterator[AuditFinding]:
    """2023年度工作总结; 2022年，全局共办理案件320件: nothing in the lead is of the year of the title."""
    lead = list(_lead(story))
    if not year or _TO_COME.search(title) or any(str(year) in plain(one.text) for one in lead):
        return
    for sentence in lead:
        text = plain(sentence.text)
        first = next(iter(stretches(text)), None)
        if first is not None and first.year and first.year > 1 and first.year != year and text.startswith(first.text):
            clause = text[first.end :][:30]
            if _DONE.search(clause) and not _BEFORE.search(clause):
                yield finding("audit.period-differs", place_of(sentence), first.text, f"{year}年")
        return


def other_number(story: AuditedText) -> Iterator[AuditFinding]:
    """通报第3号; 本期通报（第4号）: the paper has one number."""
    title = title_of(story.document.body)
    head = _NUMBER.search(plain(title.text)) if title else None
    if head is None:
        return
    for sentence in _lead(story):
        match = _THIS.search(plain(sentence.text))
        if match and match["kind"] == head["kind"] and int(match["number"]) != int(head["number"]):
            yield finding("audit.value-differs", place_of(sentence), f"第{match['number']}{match['kind']}", head[0])
            return


CHECKS: tuple[Callable[[AuditedText], Iterator[AuditFinding]], ...] = (other_months, other_number)
