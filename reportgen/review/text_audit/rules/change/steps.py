"""Changes told step by step: 较97.4%回落1.0个百分点，为96.4%; 比石桥镇少28件; 由25个下降了15个，净减15个."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.comparisons import by_for_to, from_to
from reportgen.review.text_audit.reading.mentions import Mention, Role
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import DOWN, UP, era
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, figures
from reportgen.review.text_audit.texts.sentences import pattern

_NOW = lazily(
    "^(?:至|到|为|达到?|现为|升至|降至|增至|减至|提高[至到]|下降[至到]|回落[至到]|上升[至到]|达成|变为|当前为|目前为|目前|现在?为?|现已?降至|现已?升至|总[数量](?:达到?|为))(?:平均|[月日年季周]均)?$"
)
_FROM = lazily("(?:由|从)[^，。；]*$")
_VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.AVERAGE)


def _then_now(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """较二季度的97.4%回落1.0个百分点，为96.4%: base, change and value, one right after the other."""
    for said in paragraph.said:
        for base, change, now in zip(said, said[1:], said[2:], strict=False):
            started = base.role is Role.BASE or _FROM.search(base.clause) is not None
            if not started or change.role is not Role.CHANGE or change.up is None:
                continue
            kinds = base.quantity.kind is now.quantity.kind and base.quantity.unit == now.quantity.unit
            by = change.quantity.kind is (Kind.POINTS if base.quantity.kind is Kind.PERCENT else Kind.AMOUNT)
            if (
                not kinds
                or not by
                or not _NOW.fullmatch(now.label)
                or (by and change.quantity.kind is Kind.AMOUNT and change.quantity.unit != base.quantity.unit)
            ):
                continue
            before, by_much = base.quantity, change.quantity
            right = before.range + by_much.range if change.up else before.range - by_much.range
            if now.quantity.holds(right) or figures(before, by_much, now.quantity):
                continue
            basis = base.sentence.printed(base.at, base.at + 1) + "，" + now.label + now.quantity.text
            value = abs(now.quantity.value - before.value)
            yield wrong_change(change, by_much.printed(value), basis)


def wrong_change(change: Mention, right: str, basis: str) -> AuditFinding:
    """What is said of a change that is not `right`, what the values of the `basis` give."""
    return finding(
        "audit.change-wrong",
        place_of(change.sentence),
        change.label + change.quantity.text,
        right,
        basis=basis,
        likely=True,
    )


_THAN = lazily(
    r"(?:比|较)(?P<who>[\u4e00-\u9fff]{2,14}?)(?:的)?(?P<way>多|少|高|低|增加|减少|提高|下降)[\u4e00-\u9fff]{0,3}?(?:了|出)?$"
)
_ADJECTIVE = lazily("^(?:相邻|邻近|同期|同类|毗邻|排名?第[一二三]|位居第[一二三]|居次|其次|次之)?的?")


def _than(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """柳河镇176件，比相邻的石桥镇少28件；石桥镇204件: the difference of the two whose values the text gives."""
    for number, said in enumerate(paragraph.said):
        for at, one in enumerate(said):
            match = _THAN.search(one.clause) if one.quantity.kind in (Kind.AMOUNT, Kind.POINTS) else None
            who = _ADJECTIVE.sub("", match["who"]) if match else ""
            now = next((each for each in reversed(said[:at]) if _alike(each, one)), None) if match else None
            segment = re.split("；", one.sentence.printed(0, one.at))[-1]
            if match is None or len(who) < 2 or era(segment):
                continue
            near = [each for mentions in paragraph.said[max(number - 1, 0) : number + 2] for each in mentions]
            subject = re.split("[比较]", one.clause)[0]
            named = [each for each in said[:at] if len(subject) > 1 and _alike(each, one) and _is_of(each, subject)]
            now = next(reversed(named), now) or next(
                (each for each in near if len(subject) > 1 and _alike(each, one) and _is_of(each, subject)), None
            )
            if now is None:
                continue
            others = [each for each in near if each is not now and _alike(each, one) and _is_of(each, who)]
            values = {each.quantity.value for each in others}
            if len(values) != 1 or _is_of(now, who) or figures(one.quantity, now.quantity, others[0].quantity):
                continue
            yield from _differs(one, now, others[0], up=match["way"][0] in "多高增提")


def _is_of(one: Mention, who: str) -> bool:
    label = re.sub("^(?:而|其中|与之相邻的)", "", one.label)
    return label.startswith(who) or (who in label and not re.search("[比较与]", label))


def _alike(each: Mention, one: Mention) -> bool:
    if each.role not in _VALUES:
        return False
    if one.quantity.kind is Kind.POINTS:
        return each.quantity.kind is Kind.PERCENT
    return each.quantity.kind is Kind.AMOUNT and each.quantity.unit == one.quantity.unit


def _differs(one: Mention, now: Mention, other: Mention, *, up: bool) -> Iterator[AuditFinding]:
    gap = now.quantity.range - other.quantity.range if up else other.quantity.range - now.quantity.range
    if one.quantity.holds(gap):
        return
    basis = f"{now.quantity.text}，{other.quantity.text}"
    value = (now.quantity.value - other.quantity.value) * (1 if up else -1)
    if value < 0:
        yield finding(
            "audit.direction-wrong", place_of(one.sentence), one.label + one.quantity.text, basis=basis, likely=True
        )
    else:
        yield wrong_change(one, one.quantity.printed(value), basis)


_BY = pattern(
    rf"(?:由|从)[^，。；ⒶⓅⒹ]{{0,16}}?(?P<a>Ⓐ)[^，。；ⒶⓅⒹ]{{0,4}}?(?:(?P<up>{UP})|(?P<down>{DOWN}))(?P<by>了)?(?P<to>[到至])?(?P<b>Ⓐ)[，（][^，。；ⒶⓅⒹ]{{0,8}}?(?:{UP}|{DOWN}|增幅|降幅|减幅|净增|净减|净|幅度)[^，。；ⒶⓅⒹ]{{0,4}}?(?P<c>[ⒶⓅ])"
)


def _by_or_to(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """由25个下降了10个，净减15个; 从400件增加了520件，增幅30%: the third number shows that 到 was meant for 了, or 了 for 到."""
    for sentence in paragraph.sentences:
        matches = list(_BY.finditer(sentence.skeleton))
        for match in matches if matches and not any(by_for_to(sentence)) else ():
            a, b, c = (sentence.at(match, group) for group in "abc")
            if (
                a.unit != b.unit
                or figures(a, b, c)
                or not (match["by"] or match["to"])
                or (c.kind is Kind.AMOUNT and c.unit != a.unit)
            ):
                continue
            up = match["up"] is not None
            by, to = _fits(a, replace(a, value=a.value + b.value if up else a.value - b.value), c), _fits(a, b, c)
            verb = match["up"] or match["down"]
            if match["by"] and not by and to and (b.value > a.value) is up:
                yield _meant(sentence.printed(*match.span()), f"{verb}到{b.text}", sentence)
            elif match["to"] and by and not to:
                yield _meant(sentence.printed(*match.span()), f"{verb}了{b.text}", sentence)


def _meant(words: str, right: str, sentence: object) -> AuditFinding:
    return finding("audit.by-for-to", place_of(sentence), words, right)  # type: ignore[arg-type]


def _fits(then: Quantity, now: Quantity, change: Quantity) -> bool:
    """Whether the third number is the change from the one to the other."""
    if then.value <= 0:
        return False
    gap = abs(now.value - then.value)
    right = gap / then.value * 100 if change.kind is Kind.PERCENT else gap
    return abs(right - change.value) <= change.half + Decimal("0.0001")


_SIGNED = lazily(
    r"(?:增速|增长率|增幅|增长|同比)(?:为|是|达)?[-−－](?P<minus>\d+(?:\.\d+)?)%|(?:增速|增长率)(?:为|是|达)?(?P<plus>\d+(?:\.\d+)?)%"
)
_POSITIVE, _NEGATIVE = (
    lazily("(?<!由)(?:保持|实现|呈|仍为|为|延续)[^，。；]{0,4}正增长"),
    lazily("(?:呈|仍为|为|出现|延续|实现)[^，。；由]{0,4}负增长"),
)


_APART = lazily("；|扣除|剔除|可比|还原|但")


def _signs(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """增速为-4.0%，继续保持正增长: one of them says the opposite."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        for pair in from_to(sentence) if "增长" in text else ():
            end = len(sentence.printed(0, pair.end))
            match = (_NEGATIVE if pair.grown else _POSITIVE).search(text, end)
            if (
                match
                and pair.then.value != pair.now.value
                and "；" not in text[end : match.start()]
                and not figures(pair.then, pair.now)
            ):
                yield finding("audit.direction-wrong", place_of(sentence), match[0], basis=pair.basis, likely=True)
        signs = list(_SIGNED.finditer(text))
        if (
            len(signs) != 1
            or re.search("转正|转负|扭转|由[正负]", text)
            or any(one.figure for one in sentence.found.values())
        ):
            continue
        match = (_POSITIVE if signs[0]["minus"] else _NEGATIVE).search(text, signs[0].end())
        if match and not _APART.search(text[signs[0].end() : match.start()]):
            yield finding("audit.direction-wrong", place_of(sentence), match[0], basis=signs[0][0], likely=True)


RELATIONS = (
    Relation("audit.change-wrong", _then_now, "按期办结率较二季度的97.4%回落1.0个百分点，为96.4%。", "按期办结率较二季度的97.4%回落0.8个百分点，为96.4%。", words="比|较|与|由|从", more=(("平均办理天数由14天缩短了5天，现为9天。", "平均办理天数由14天缩短了5天，现为5天。"),)),
    Relation("audit.change-wrong", _than, "甲组查出64个，乙组查出51个，甲组比乙组多查出13个。", "甲组查出64个，乙组查出51个，甲组比乙组多查出23个。", words="比|较", more=(("柳河镇受理176件，比相邻的石桥镇少28件；石桥镇受理204件。", "柳河镇受理176件，比相邻的石桥镇少38件；石桥镇受理204件。"),)),
    Relation("audit.by-for-to", _by_or_to, "代办事项从400件增加到520件，增幅30%。", "代办事项从400件增加了520件，增幅30%。", words="(?:由|从)[^。；]{0,40}[了到至]"),
    Relation("audit.direction-wrong", _signs, "固定资产投资增速为-4.0%，继续呈负增长。", "固定资产投资增速为-4.0%，继续保持正增长。", words="[正负]增长"),
)  # fmt: skip
