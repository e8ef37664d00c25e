"""Shares that make a whole: 分别占62.0%、31.0%、7.0%; 咨询占61.2%、求助占…; 三次产业结构为7.5:36.9:55.6."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.enumeration import are_all
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import MANY, OPEN
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes.parts import mixed
from reportgen.review.text_audit.rules.wholes.rates import UP_TO_HUNDRED
from reportgen.review.text_audit.rules.wholes.shares import Whole, fits, judged
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, Range, figures
from reportgen.review.text_audit.texts.sentences import Sentence, pattern

_PAIR = 2
_FROM, _TO = 99, 101  # the sum of shares that are all there are
_LIST = pattern(
    r"(?P<word>占[^，。；ⒶⓅ]{2,24}的?(?:比重|比例|份额|占比)(?:分别|依次)(?:为|是|达)?|分别占|占比分别为|占比依次为|各占|依次占|占比为|各自占)(?P<name>[^，。；ⒶⓅⒹⓉⓇ]{0,14}?)(?P<shares>Ⓟ(?:[、和，及]Ⓟ)+)"
)
_ALL = pattern(
    r"分[为成](?![^，。；]{0,4}(?:主要))|构成|组成|全部(?:为|由)|只有|均为|按[^，。；ⒶⓅ]{1,8}(?:看|分|划分)|从[^，。；ⒶⓅ]{1,8}看|单选"
)
_OVER_TIME = lazily(r"(?:年度|年份|季度|月份|[年月期周])的?[^，。；]{0,6}(?:分别|依次)[为是达占]*$")
_TOLD_ALL = lazily("^(?:共|合计|共计|总计|总共)")
_NOT_ALL = lazily(f"其余|其他|其它|另|以上|{OPEN}")


def _lists(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """分为三类，分别占62.0%、21.0%、7.0%: shares that the text calls all there are add up to 100; each is that of its part."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        for match in _LIST.finditer(sentence.skeleton):
            stated = [one for one in said if match.start("shares") <= one.at < match.end()]
            yield from _in_turn(paragraph, sentence, said, stated, match.start())
            head = sentence.skeleton[: match.start("shares")]
            if _OVER_TIME.search(head):
                continue  # 三个年度的占比分别为55.2%、53.1%、49.8%: one share, year by year
            whole = bool(_ALL.search(head)) and not _NOT_ALL.search(sentence.skeleton)
            one_whole = bool(_ALL.search(head)) or match["word"].startswith(("分别占", "依次占", "占"))
            yield from _hundred(sentence, stated, whole=whole, over=one_whole)


def _in_turn(
    paragraph: Paragraph, sentence: Sentence, said: Sequence[Mention], stated: Sequence[Mention], start: int
) -> Iterator[AuditFinding]:
    """Shares that stand behind a list of as many parts, one for each in turn."""
    levels = [one for one in amounts(said) if one.at < start]
    if levels and _TOLD_ALL.search(levels[-1].label):
        levels = levels[:-1]  # 213件、684件、56件、47件，共1000件，占比分别为…
    parts = levels[-len(stated) :]
    if len(parts) < len(stated) or len({one.quantity.unit for one in parts}) > 1:
        return
    if not re.fullmatch("[、和及，][^，。；]{0,24}", _between(sentence, parts)):
        return
    if levels[: -len(stated)] and re.fullmatch(
        r"[、和]", sentence.skeleton[levels[-len(stated) - 1].at + 1 : parts[0].at - len(parts[0].label)] or "x"
    ):
        return
    total = sum((one.quantity.value for one in parts), start=Decimal(0))
    half = sum((one.quantity.half for one in parts), start=Decimal(0))
    unit = parts[0].quantity.unit
    added = Quantity(Kind.AMOUNT, f"{total.normalize():f}{unit}", total, half, unit)
    others = [one.quantity for one in amounts([*paragraph.before, *paragraph.mentions], unit)]
    right = [fits(part.quantity, share.quantity, [added, *others]) for part, share in zip(parts, stated, strict=True)]
    wholes = [
        one
        for one in others
        if sum(fits(part.quantity, share.quantity, [one]) for part, share in zip(parts, stated, strict=True)) * 2
        >= len(parts)
    ]
    before = [
        one.quantity for one in levels[: -len(stated)] if one.quantity.unit == unit and one.quantity.value >= total
    ]
    for part, share, holds in zip(parts, stated, right, strict=True):
        all_told = [added] if _FROM <= sum(one.quantity.value for one in stated) <= _TO else []
        whole = next(iter([*wholes, *reversed(before), *all_told]), None)
        if not holds and whole is not None:
            yield from judged(part, share, Whole(whole, sure=whole.value == total), [added, *others])


def _between(sentence: Sentence, parts: Sequence[Mention]) -> str:
    return sentence.skeleton[parts[-2].at + 1 : parts[-1].at] if len(parts) > 1 else ""


def _hundred(sentence: Sentence, stated: Sequence[Mention], *, whole: bool, over: bool) -> Iterator[AuditFinding]:
    total = sum((one.quantity.range for one in stated), start=Range(Decimal(0), Decimal(0)))
    if figures(*(one.quantity for one in stated)):
        return
    if (over and total.low > 100 and not re.search(MANY, sentence.skeleton)) or (whole and total.high < 100):
        words = "、".join(one.quantity.text for one in stated)
        printed = sum(one.quantity.value for one in stated)
        yield finding("audit.shares-total", place_of(sentence), words, "100%", sum=f"{printed}%")


def _bare(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """咨询类占61.2%、求助类占28.4%、…: the shares of one list are not more than 100, and 100 where nothing is left out."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        for run in _runs(sentence, said):
            labels = [one.label for one in run]
            if mixed(labels):
                continue  # shares of one whole by age, by sex, by school
            closed = (
                bool(re.search("其他|其它|其余", labels[-1]))
                or (len(run) == _PAIR and are_all(labels))
                or bool(_ALL.search(sentence.skeleton[: run[0].at]))
                or bool(re.search("单选", sentence.skeleton))
            )
            yield from _hundred(sentence, run, whole=closed and not re.search(OPEN, sentence.skeleton), over=True)


def _runs(sentence: Sentence, said: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Three shares or more, one after the other, each with a name of its own or a part right before it."""
    run: list[Mention] = []
    first = ""  # what stands between the first two
    for one in said:
        if one.role is Role.SHARE and re.search("合计|共占|之和|总共", one.label):
            continue  # 后两项合计占17.2%
        if one.role is Role.SHARE and re.search("占|比重", one.clause) and not re.search("分别|依次|各占", one.clause):
            gap = sentence.skeleton[run[-1].at + 1 : one.at] if run else ""
            first = first if len(run) > 1 else gap
            amount = (
                sum(
                    each.role is Role.LEVEL and each.quantity.kind is Kind.AMOUNT and run[-1].at < each.at < one.at
                    for each in said
                )
                if run
                else 0
            )
            if run and (
                not re.fullmatch(r"[）]?[、，；][^。；]{1,30}", gap)
                or amount > 1
                or "其中" in gap
                or ("；" in gap) is not ("；" in first)
                or _OTHER_BASE.search(gap)
            ):
                yield from _enough(run)
                run = []
            run.append(one)
        elif one.role is Role.CHANGE:
            yield from _enough(run)
            run = []
    yield from _enough(run)


_OTHER_BASE = lazily("之和|占[^，、；]{2,}的$|同比|较[去上前同]|去年|上年")


def _enough(run: list[Mention]) -> Iterator[list[Mention]]:
    if len(run) > 2 or (len(run) == _PAIR and are_all([one.label for one in run])):
        yield run


_RATIO = lazily(r"(?<![\d:：.])(\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2,})(?![\d:：])")
_STRUCTURE = lazily("结构|构成|比例|之比")
_OLD = lazily("(?:由|从)[^，。；]{0,14}$")


def _structure(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """三次产业结构为7.5:36.9:55.6: adds up to 100, and is what the amounts of the sentence give."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        if not _STRUCTURE.search(sentence.skeleton):
            continue
        text = re.sub(r"\s", "", sentence.text)
        for match in _RATIO.finditer(text):
            stated = [Decimal(one) for one in re.split("[:：∶]", match[1])]
            places = max(len(one.partition(".")[2]) for one in re.split("[:：∶]", match[1]))
            last = Decimal(1).scaleb(-places)
            total = sum(stated, start=Decimal(0))
            percent = Decimal(90) < total < Decimal(110)
            if percent and abs(total - 100) > last * len(stated) / 2:
                yield finding("audit.shares-total", place_of(sentence), match[1], "100", sum=str(total))
                continue
            levels = list(amounts(said))
            parts = [one.quantity for one in levels][-len(stated) :] if percent else []
            if (
                len(parts) == len(stated)
                and len({one.unit for one in parts}) == 1
                and not _OLD.search(text[: match.start()])
            ):
                whole = sum((one.value for one in parts), start=Decimal(0))
                right = [(one.value / whole * 100) for one in parts] if whole else stated
                if any(abs(a - b) > 2 * last for a, b in zip(right, stated, strict=True)):
                    expected = ":".join(str(one.quantize(last)) for one in right)
                    yield finding(
                        "audit.share-wrong",
                        place_of(sentence),
                        match[1],
                        expected,
                        likely=True,
                        whole=f"{whole}{parts[0].unit}",
                    )


_HALF = lazily(
    "(?P<over>(?:占比?|比例)?(?:已|均|都)?(?:超过?|过|逾|达到?|超出)(?:了|一|总量的|总数的|其)*半(?:数|以上)?|半数以上|一半以上|占多数|过半数?)|(?P<under>不足一半|不到一半|未过半|不足半数|不到半数)"
)


_NEAR_HALF = 4


def _halves(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """1053件中463件，占比超过一半: more than half is more than half."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        for match in (
            _HALF.finditer(sentence.skeleton) if "半" in sentence.skeleton or "多数" in sentence.skeleton else ()
        ):
            levels = amounts(
                [
                    one
                    for one in said
                    if one.at < match.start()
                    or (one.at - match.end() < _NEAR_HALF and one.label in {"", "仅", "为", "只有", "仅有", "共", "即"})
                ]
            )
            if len(levels) < 2 or (
                levels[-1].at < match.start() and "；" in sentence.skeleton[levels[-1].at : match.start()]
            ):
                continue
            part, whole = levels[-1].quantity, levels[0].quantity
            near = re.fullmatch(
                "[^，。；]{0,8}，?[^，。；]{0,12}", sentence.skeleton[levels[-1].at + 1 : match.start()]
            )
            pairs = [
                one.quantity
                for one in levels[:-1]
                if one.quantity.unit == part.unit and one.quantity.value > part.value
            ]
            behind = levels[-1].at > match.start()
            if not (near or behind) or not pairs or figures(part, whole):
                continue
            more = [part.value * 2 > one.value for one in pairs]
            if not any(more) if match["over"] else all(more):
                right = f"{part.value / pairs[0].value * 100:.1f}%"
                yield finding(
                    "audit.share-wrong", place_of(sentence), match[0], right, likely=len(pairs) > 1, whole=pairs[0].text
                )


def _over(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """A share, or a rate of what was done of all, is at most 100%."""
    for one in paragraph.mentions:
        if one.quantity.kind is not Kind.PERCENT or one.quantity.range.low <= 100 or one.quantity.figure:
            continue
        added = re.search("之和|合计|相加|总和", one.clause)
        share = (
            one.role is Role.SHARE
            and not added
            and re.search("占(?!.*(?:计划|预算|目标|任务|上年|去年|同期|年初|GDP|比上))", one.clause)
        )
        if (one.role is Role.RATE and UP_TO_HUNDRED.search(one.name) and not re.search("完成|进度", one.name)) or share:
            yield finding(
                "audit.over-hundred",
                place_of(one.sentence),
                f"{one.name or one.label}{one.quantity.text}",
                likely=bool(share),
            )


RELATIONS = (
    Relation(
        "audit.share-wrong",
        _halves,
        "受理纠纷1053件，其中邻里纠纷563件，占比超过一半。",
        "受理纠纷1053件，其中邻里纠纷463件，占比超过一半。",
        words="半|多数",
    ),
    Relation("audit.over-hundred", _over, "工单按期办结率93.4%。", "工单按期办结率103.4%。"),
    Relation(
        "audit.shares-total",
        _lists,
        "问题分为三类，分别占62.0%、31.0%、7.0%。",
        "问题分为三类，分别占62.0%、21.0%、7.0%。",
        words="分别占|占比|各占|依次占|各自占|比重|份额|比例",
    ),
    Relation(
        "audit.shares-total",
        _bare,
        "咨询占61.2%、求助占28.4%、投诉占10.4%。",
        "咨询占61.2%、求助占28.4%、投诉占12.4%。",
        words="占|比重",
    ),
    Relation(
        "audit.shares-total",
        _structure,
        "三次产业结构由8.5:43.8:47.7调整为7.7:44.1:48.2。",
        "三次产业结构由8.5:43.8:47.7调整为7.7:44.1:46.8。",
        words="结构|构成|比",
    ),
)
