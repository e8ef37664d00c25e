"""Who has the most: 其中乙镇受理量最多, 受理量最大的是…, 增幅最大."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.comparisons import from_to
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts, series
from reportgen.review.text_audit.reading.named import rivals, told_behind
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, figures
from reportgen.review.text_audit.texts.sentences import Sentence

_MOST = lazily(
    r"(?:[，；。]?其中[，]?|[，；。])(?P<name>[\u4e00-\u9fff]{2,10}?)(?:的)?(?P<what>[\u4e00-\u9fff]{0,8}?)(?:为|是|均)?(?P<most>最(?P<least>少|低|小|短)|最(?:多|高|大|长)|居首位?|居第一|位居第一|居首)"
)
_GROWTH = lazily("增幅|涨幅|增速|增长率|升幅|上升幅度|增长幅度|提高幅度")
_FALL = lazily("降幅|减幅|下降幅度")
_BY_HOW_MUCH = lazily("增量|增加量|增加数|净增|增加最|上升最|增长最")


def _most(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """甲镇199件、乙镇242件，其中乙镇受理量最多: it is the one with the highest value."""
    for number, (sentence, text) in enumerate(zip(paragraph.sentences, paragraph.plain, strict=True)):
        for match in _MOST.finditer(text) if "最" in text or "居" in text else ():
            near = paragraph.said[number] if paragraph.said[number] else paragraph.said[number - 1] if number else ()
            what = match["what"] + match["name"]
            if not (_GROWTH.search(what) or _FALL.search(what) or _BY_HOW_MUCH.search(what + match["most"])):
                continue
            values = _rates(paragraph, number, what)
            name = next(
                (one for one in values if match["name"].startswith(one) or one.startswith(match["name"][: len(one)])),
                None,
            )
            if name is None or len(values) < 2 or any(one.quantity.figure for one in near):
                continue
            best = (min if match["least"] else max)(values, key=lambda one: values[one])
            if values[best] != values[name]:
                yield finding("audit.extreme-wrong", place_of(sentence), f"{name}{match['most']}", best)


def _rates(paragraph: Paragraph, number: int, what: str) -> dict[str, Decimal]:
    """By name, how much each value has grown; of 由A升至B pairs in a sentence or the one before it."""
    found: dict[str, Decimal] = {}
    for sentence in paragraph.sentences[max(number - 1, 0) : number + 1]:
        for pair in from_to(sentence):
            name = re.search(
                r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:信访量|投诉量|受理量|办件量)?$",
                re.split("[，；。：]", pair.subject + "")[-1].removesuffix("由").removesuffix("从"),
            )
            if name and pair.then.value > 0 and not figures(pair.then, pair.now):
                change = pair.now.value - pair.then.value
                relative = bool(_GROWTH.search(what) or _FALL.search(what))
                found[name["name"]] = (change / pair.then.value if relative else change) * (
                    -1 if _FALL.search(what) else 1
                )
    return found


_IS_MOST = lazily(
    r"最(?:(?P<least>少|低|小|短)|多|高|大|长)的[\u4e00-\u9fff]{0,6}?(?:是|为)[\u4e00-\u9fff]{2,10}?[（，]?(?:为|达|有|共)?$"
)


def _rates_of(said: Sequence[Mention]) -> list[Mention]:
    """The percentages that are values."""
    return [
        one for one in said if one.quantity.kind is Kind.PERCENT and one.role in (Role.LEVEL, Role.RATE, Role.SHARE)
    ]


def _rates_in_brackets(said: Sequence[Mention]) -> list[Mention]:
    return [one for one in _rates_of(said) if one.depth and not one.label]


def _is_most(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """受理量最大的是双桥镇（137件），石坪镇（67件）、河口镇（98件）: no other value of the sentence is above it."""
    for said in paragraph.said:
        for one in (*amounts(said), *_rates_in_brackets(said)):
            match = _IS_MOST.search(one.sentence.printed(max(one.at - 30, 0), one.at))
            if match is None or one.quantity.figure:
                continue
            values = amounts(said, one.quantity.unit) if one.quantity.kind is Kind.AMOUNT else _rates_of(said)
            others = [
                each
                for each in values
                if each.at > one.at and (each.depth == one.depth or each.quantity.kind is Kind.PERCENT) and not each.era
            ]
            others = [each for each in others if not re.search("合计|共|占|总", each.label)]
            worse = [
                each
                for each in others
                if (
                    each.quantity.value < one.quantity.value
                    if match["least"]
                    else each.quantity.value > one.quantity.value
                )
            ]
            if worse and not re.search("其次|第二", one.sentence.skeleton):
                yield finding(
                    "audit.extreme-wrong", place_of(one.sentence), match[0] + one.quantity.text, worse[0].quantity.text
                )


_CLAIM = lazily(
    r"(?:^|[，。；：（])(?:其中[，]?|以|而|但|且|由此可见[，]?|可见[，]?)?(?P<claim>[^，。；：（）]{2,24}?)(?P<most>最(?:(?P<least>少|低|小|短|轻|差)|多|高|大|长|重)(?=[，。；！）（]|$)|(?:位?居|排|列)(?:全[县市区])?(?:首位?|第一位?|榜首)|(?P<last>垫底|居末位?|排名?末位|居最后一?位))"
)
_NAMED_AFTER = lazily(
    r"(?P<what>[^，。；：（）]{0,16}?)(?P<most>最(?:(?P<least>少|低|小|短)|多|高|大|长))的[^，。；：（）]{0,6}?(?:是|为)(?P<claim>[\u4e00-\u9fff]{2,16})"
)
_STEPS = lazily("其次|再次|次之|第二")
_CLAIMED = lazily("最|居|排|列|垫底")
_EXCEPT = lazily("除(?:了)?(?P<who>[^，。；]{2,20}?)(?:以外|之外|外)")
_GROWN_LESS = lazily("降|减|跌")


def _claims(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """甲镇199件、乙镇242件，其中乙镇受理量最多: nobody else of the list has more."""
    for number, (sentence, text) in enumerate(zip(paragraph.sentences, paragraph.plain, strict=True)):
        for match in (*_CLAIM.finditer(text), *_NAMED_AFTER.finditer(text)) if _CLAIMED.search(text) else ():
            yield from _claim(paragraph, number, sentence, match)


def _claim(paragraph: Paragraph, number: int, sentence: Sentence, match: re.Match[str]) -> Iterator[AuditFinding]:
    groups = match.groupdict()
    what = groups.get("what") or match["claim"]
    if "what" in groups and _STEPS.search(sentence.skeleton):
        return  # an order of values: 其次…，再次…
    excluded = " ".join(one["who"] for one in _EXCEPT.finditer(sentence.skeleton))
    found = rivals(paragraph, number, match["claim"], what, excluded)
    if found is None and "what" not in groups and not excluded:
        found = told_behind(paragraph, number, match.end())
    if (
        found is None
        or _BY_HOW_MUCH.search(what + match["most"])
        or figures(found.own.quantity, *(one.quantity for one in found.others))
    ):
        return
    least = bool(match["least"] or groups.get("last"))
    own = found.own.quantity.value
    if groups.get("last") and found.own.quantity.kind is not Kind.PERCENT:
        return
    better = [one for one in found.others if (one.quantity.value < own if least else one.quantity.value > own)]
    if better:
        best = (min if least else max)(better, key=lambda one: one.quantity.value)
        yield finding(
            "audit.extreme-wrong",
            place_of(sentence),
            f"{found.name}{match['most']}",
            best.label.strip("的为") + best.quantity.text,
        )


_LIST = 2
_VALUE_OF = lazily(r"最(?:(?P<least>少|低|小|短)|多|高|大|长)[^，。；：（）、]{0,8}?$")


def _values(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """分别为36万元、52万元和48万元，单笔最大的为52万元: the highest of the series."""
    for said in paragraph.said:
        runs = [run for run in series(said) if len(run) > 2]
        for one in said:
            match = _VALUE_OF.search(one.label)
            run = next((each for each in reversed(runs) if _same_kind(each[0], one) and each[-1].at < one.at), None)
            if match is not None and run is None:
                yield from _beyond(one, said, match)
            if match is None or run is None or figures(one.quantity, *(each.quantity for each in run)):
                continue
            values = [each.quantity.value for each in run]
            right = min(values) if match["least"] else max(values)
            if one.quantity.value != right and one.quantity.value in values:
                yield finding(
                    "audit.extreme-wrong",
                    place_of(one.sentence),
                    one.label + one.quantity.text,
                    one.quantity.printed(right),
                )


_IN_LIST = lazily("(?:^|(?:依次|分别)(?:是|为))[，、；]?(?:其中|其次|再次)?[是为]?[\u4e00-\u9fff]{2,10}$")
_NO_RIVAL = lazily("共|总|合计|受理|其中|同期|[上去]年|上[月季]|目标|平均")


def _beyond(one: Mention, said: Sequence[Mention], match: re.Match[str]) -> Iterator[AuditFinding]:
    """河口镇45批、清泉镇38批，最少的云岭乡36批: no other of a list of names has less than the least, or more than the most."""
    others = [
        each
        for each in said
        if each.at < one.at
        and _same_kind(each, one)
        and each.role in (Role.LEVEL, Role.RATE)
        and (each.depth, one.depth) == (0, 0)
    ]
    names = [each for each in others if _IN_LIST.search(each.label) and not _NO_RIVAL.search(each.label)]
    if len(names) < _LIST or len(names) < len(others) or figures(one.quantity, *(each.quantity for each in names)):
        return
    values = [each.quantity.value for each in names]
    right = min(values) if match["least"] else max(values)
    if one.quantity.value > right if match["least"] else one.quantity.value < right:
        best = next(each for each in names if each.quantity.value == right)
        words = one.label + one.quantity.text
        yield finding("audit.extreme-wrong", place_of(one.sentence), words, best.quantity.text, likely=True)


def _same_kind(one: Mention, other: Mention) -> bool:
    return (one.quantity.kind, one.quantity.unit) == (other.quantity.kind, other.quantity.unit)


RELATIONS = (
    Relation("audit.extreme-wrong", _most, "甲镇由100件升至150件，乙镇由200件升至240件，甲镇增幅最大。", "甲镇由100件升至150件，乙镇由200件升至240件，乙镇增幅最大。", words="最|居"),
    Relation("audit.extreme-wrong", _claims, "开发区12.6%，临江县3.2%，和平县2.9%，和平县增长率最低。", "开发区12.6%，临江县3.2%，和平县2.9%，临江县满意率最低。", words="最|居|排|列|垫底"),
    Relation("audit.extreme-wrong", _values, "三笔资金分别为36万元、52万元和48万元，单笔最大的为52万元。", "三笔资金分别为36万元、52万元和48万元，单笔最大的为48万元。", words="最"),
    Relation("audit.extreme-wrong", _is_most, "受理量最大的是双桥镇（137件），石坪镇（67件）、河口镇（98件）较少。", "受理量最大的是河口镇（98件），石坪镇（67件）、双桥镇（137件）较少。", words="最"),
)  # fmt: skip
