"""How long a thing took, by the moments that its sentence names: from one to the other, over its limit, or before it."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.moments import DAY, Length, Moment, lengths, moments
from reportgen.review.text_audit.texts.sentences import Sentence

_MARK = lazily(".*[，。；：、（）]", re.DOTALL)
_ROUGH = lazily(
    "(?:[未不]满|约|近|超|超过|逾|不足|不到|至少|最多|最长|最短|大约|将近|接近|每|每隔|(?<!提)前|(?<!延)后|首|头|近日|最后)$"
)
_ROUGH_BEHIND = lazily("左右|以上|以下|多(?!次)|余(?!下)|之?[后前](?!后)|上下|[—–~～至到\\-]|有效|假")
_LIMIT = lazily("时限|期限|限[期定时]|规定|要求|承诺|法定|不超过|应[在于当]|须[在于]|办理期|公示期|内$")
_LIMIT_BEHIND = lazily("(?:之|以)?内|(?:的)?(?:办理)?(?:时限|期限|限期)|的?(?:法定|承诺|规定)")
_LATE = lazily("超期|逾期|延期|延误|晚|推迟|滞后|拖延|超时|超出|超限|超过时限")
_EARLY = lazily("提前|提早|早于|早")
_NO_SPAN = lazily(
    "平均|均|缩|减|延长|增|比|较|由|停业|拘留|禁闭|罚|休|请假|宽限|剩|试|缓|冻结|追溯|推算|拖欠|连续(?![\u4e00-\u9fff]{1,5}$)|第|还有|距|尚|节省|节约|未来|补|欠|其中|年均|停[产职牌]|有期|缓刑|禁|暂|旷|缺勤|出差|入住|休息"
)
_LASTED = lazily(
    "历时|用时|耗时|历经|为期|前后|间隔|相隔|时长|时间|周期|工期|建设期|任期|服务期|持续|长达|整整|停留|等候|等待|等了|排队|[离脱缺空]岗|迟到|中断|驻[点村]|奋战|值守|坚守|经过|[只仅才]用|总?共用|[只仅才共]花|[已届期]?满|全程"
)
_SURELY = lazily("历时|用时|耗时|历经|为期|工期|时长|前后|间隔")
_COUNTED = lazily("共计?|合计|总计|累计|计|仅|只|达")
_ENDS = lazily("[，。；）]|$|后|办结|完成|即|之久")
_DUE = lazily("限|应[于当在]?|规定|要求|计划|原定|约定|承诺|最迟|不迟于|截止|到期|预计|须|拟")
_DUE_BEHIND = lazily("(?:之|以)?前|到期|截止|届满|期满")
_IN_TIME = lazily(
    "(?<!未)(?<!未能)(?<!没有)(?:按[期时]|如期|及时|准时|时限内|期限内|规定时间内)[^，。；]{0,4}(?:办结|完成|答复|回复|反馈|办理|整改|处置|报送|办毕)"
)
_KEPT_LIMIT = lazily("未超(?:过|出)?[^，。；]{0,6}(?:时限|期限)|未(?:逾期|超期|超时)")
_CLAUSE = 24


def _durations(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """Each length that a sentence gives as that between two moments, or between one and its limit."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        told = list(lengths(text))
        points = moments(text) if told else []
        if len(points) < 2 or any(one.figure for one in sentence.found.values()):
            continue
        for one in told:
            if any(point.start < one.end and one.start < point.end for point in points):
                continue
            yield from _judged(sentence, text, one, points, told)


def _judged(
    sentence: Sentence, text: str, one: Length, points: Sequence[Moment], told: Sequence[Length]
) -> Iterator[AuditFinding]:
    label, behind = _label(text, one, points), text[one.end : one.end + 6]
    if _ROUGH.search(label) or _ROUGH_BEHIND.match(behind):
        return
    part = _part(text, one.start)
    points = [each for each in points if part[0] <= each.start < part[1]]
    if _LATE.search(label) or _EARLY.search(label):
        right = _beside_limit(text, points, told)
    elif _LIMIT.search(label) or _LIMIT_BEHIND.match(behind):
        yield from _kept(sentence, text, one, points)
        return
    elif _lasted(label, behind) or (_spanned(text, points) and not _NO_SPAN.search(label)):
        right = [_between(a, b, one) for a, b in combinations(points, 2)]
    else:
        return
    spans = [span for span in right if span is not None]
    if not spans or any(_holds(one, span) for span in spans):
        return
    if len(spans) < len(right) or (len(spans) > 1 and not _one_unit(spans)):
        return
    doubtful = len(spans) > 1 or not _SURELY.search(label)
    words = text[max(one.start - min(len(label), 4), 0) : one.end]
    yield finding("audit.duration-wrong", place_of(sentence), words, _said(spans[-1]), likely=doubtful)


Span = tuple[str, Decimal, Decimal]
"""A unit, the shortest and the longest that the span can be said to be."""


def _label(text: str, one: Length, points: Sequence[Moment]) -> str:
    """The words before a length, up to a mark or a moment."""
    mark = _MARK.match(text, max(one.start - _CLAUSE, 0), one.start)
    start = max(
        [mark.end() if mark else max(one.start - _CLAUSE, 0), *(each.end for each in points if each.end <= one.start)]
    )
    return text[start : one.start]


def _part(text: str, at: int) -> tuple[int, int]:
    """The part of a sentence between semicolons in which a place stands."""
    end = text.find("；", at)
    return text.rfind("；", 0, at) + 1, len(text) if end < 0 else end


def _spanned(text: str, points: Sequence[Moment]) -> bool:
    """Whether two moments are the beginning and the end of something: 自6月1日起公示7天，至6月7日结束."""
    if len(points) != 2:
        return False
    first, last = points
    began = text[: first.start].endswith(("自", "从")) and text[first.end :].startswith("起")
    return began and (text[: last.start].endswith(("至", "到")) or re.match("[止结截]", text[last.end :]) is not None)


def _lasted(label: str, behind: str) -> bool:
    if _NO_SPAN.search(label):
        return False
    return bool(
        _LASTED.search(label)
        or (_COUNTED.search(label) and _ENDS.match(behind))
        or re.search("连续[\u4e00-\u9fff]{2,5}$", label)
    )


def _between(a: Moment, b: Moment, one: Length) -> Span | None:
    """From the one moment to the other in the unit of a length; None where that cannot be told."""
    if one.unit == "minute":
        return _minutes(a, b)
    months = 12 * (b.year - a.year) + b.month - a.month
    if one.unit == "month":
        over = (b.day - a.day) / 30 if a.day and b.day else 0
        low = Decimal(months) + Decimal(min(over, 0)).quantize(Decimal("0.1"))
        high = Decimal(months) + Decimal(max(over, 0)).quantize(Decimal("0.1"))
        return None if high <= 0 else ("month", low - 1, high + 1)
    if not (a.day and b.day):
        return None
    days = (b.date - a.date).days
    if days < 0 and not b.dated:
        days += 365
    if days < 0:
        return None
    if one.unit == "worked":
        return ("worked", Decimal(0), Decimal(days + 1))
    if one.unit == "week":
        return ("week", Decimal(days - 6) / 7, Decimal(days + 7) / 7)
    return ("day", Decimal(days), Decimal(days + 1))


def _minutes(a: Moment, b: Moment) -> Span | None:
    if a.minute is None or b.minute is None:
        return None
    days = (b.date - a.date).days if a.day and b.day else 0
    gap = days * DAY + b.minute - a.minute
    if gap < 0 and b.loose:
        gap += DAY // 2
    return None if gap < 0 else ("minute", Decimal(gap), Decimal(gap))


def _beside_limit(text: str, points: Sequence[Moment], told: Sequence[Length]) -> list[Span | None]:
    """How far what was done is from when it was due, named as a day or as so many days behind the first."""
    due = [each for each in points if _is_due(text, each, points)]
    done = [each for each in points if each not in due]
    limits = [each for each in told if each.unit == "day" and _LIMIT_BEHIND.match(text[each.end : each.end + 6])]
    if len(due) == 1 and done and all(each.day for each in points):
        return [_days(due[0], each) for each in done]
    if not due and len(limits) == 1 and len(done) == 2 and all(each.day for each in done):
        ending = done[0].date + timedelta(days=int(limits[0].size))
        gap = abs((done[1].date - ending).days)
        return [("day", Decimal(max(gap - 1, 0)), Decimal(gap + 1))]
    return []


def _days(due: Moment, done: Moment) -> Span:
    gap = abs((done.date - due.date).days)
    return "day", Decimal(gap), Decimal(gap + 1 if gap else 0)


def _is_due(text: str, one: Moment, points: Sequence[Moment]) -> bool:
    before = max((each.end for each in points if each.end <= one.start), default=0)
    clause = re.split("[，。；]", text[max(before, one.start - _CLAUSE) : one.start])[-1]
    return bool(_DUE.search(clause) or _DUE_BEHIND.match(text[one.end : one.end + 4]))


def _kept(sentence: Sentence, text: str, one: Length, points: Sequence[Moment]) -> Iterator[AuditFinding]:
    """4月1日受理，5月8日办结，在15日时限内: a limit that is said to have been kept and was not."""
    if (
        len(points) != 2
        or not (_IN_TIME.search(text) or _KEPT_LIMIT.search(text))
        or any(_is_due(text, each, points) for each in points)
    ):
        if one.unit == "worked" and len(points) == 2 and (span := _between(points[0], points[1], one)) is not None:
            behind = text[one.end :]
            if (
                re.search("[至到—－-]", text[points[0].end : points[1].start])
                and re.match("[，（：]", behind)
                and one.size > span[2]
            ):
                yield finding("audit.duration-wrong", place_of(sentence), one.words, _said(span), likely=True)
        return
    span = _between(points[0], points[1], one)
    if one.unit in {"day", "month"} and span is not None and span[1] > one.size:
        yield finding("audit.duration-wrong", place_of(sentence), one.words, _said(span), likely=True)


def _holds(one: Length, span: Span) -> bool:
    unit, low, high = span
    if unit == "worked":
        return one.size <= high
    fine = (
        one.fine if unit == "minute" and low % 60 else Decimal(0) if unit == "minute" else max(one.fine - 1, Decimal(0))
    )
    return low - fine <= one.size <= high + fine


def _one_unit(spans: Sequence[Span]) -> bool:
    return len({unit for unit, _, _ in spans}) == 1


def _said(span: Span) -> str:
    """A span in words."""
    unit, low, high = span
    if unit == "minute":
        hours, minutes = divmod(int(low), 60)
        return (f"{hours}小时" if hours else "") + (f"{minutes}分钟" if minutes or not hours else "")
    if unit == "month":
        years, rest = divmod(round((low + high) / 2), 12)
        return (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")
    if unit == "week":
        return f"{round((low + high) / 2)}周"
    return f"{int(low)}天" if unit == "day" else f"{int(high)}天"


RELATIONS = (
    Relation(
        "audit.duration-wrong",
        _durations,
        "该投诉于2024年12月28日登记，2025年1月9日办结，历时12天。",
        "该投诉于2024年12月28日登记，2025年1月9日办结，历时22天。",
        words="天|自然日|日历|小时|分钟|个月|昼夜|星期|工作日|[0-9一二两三四五六七八九十半](?:周|年)(?![0-9])|[时共用期达满过续在][0-9]+日|[0-9]日(?:[之以]?内|[时期]限)",
        more=(
            (
                "工单11时16分派发，当日13时18分办结，历时2小时2分钟。",
                "工单11时16分派发，当日13时18分办结，历时2小时22分钟。",
            ),
            ("项目2021年9月启动，2024年9月通过验收，历时三年。", "项目2021年9月启动，2024年9月通过验收，历时五年。"),
            ("赵某1990年8月参加工作，至2025年8月工作满35年。", "赵某1990年8月参加工作，至2025年8月工作满25年。"),
            ("该工程2025年3月开工，2025年12月竣工，工期9个月。", "该工程2025年3月开工，2025年12月竣工，工期11个月。"),
            ("3月2日8时至3月4日20时，抢修人员连续奋战60小时。", "3月2日8时至3月4日20时，抢修人员连续奋战48小时。"),
            ("该件要求3月8日前办结，实际3月15日办结，超期7天。", "该件要求3月8日前办结，实际3月15日办结，超期17天。"),
            ("4月1日来电，4月13日答复，在15日时限内按期办结。", "4月1日来电，4月23日答复，在15日时限内按期办结。"),
        ),
    ),
)
