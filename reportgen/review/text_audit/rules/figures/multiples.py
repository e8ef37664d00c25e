"""How many times: 是上年1500件的4倍, 翻一番, 增长两倍, 增加了 for 增加到, A与B之比, percents that are said to be higher."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.model import AuditFinding
from reportgen.review.text_audit.reading.comparisons import Comparison, by_for_to, from_to, side_by_side
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.story import Paragraph
from reportgen.review.text_audit.reading.words import UP
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures
from reportgen.review.text_audit.texts.sentences import pattern

_GAP = "[^，。；ⒶⓅⒹⓉⓇ]"
_JUST_BELOW_HALF = Decimal("0.499")  # 3.5 is no 3
_SLACK = Decimal("0.1")  # how far from two or four times 翻番 may be said of
_IN_WORDS = pattern(
    rf"(?:(?:同比|环比|净|又|[比较][^，。；ⒶⓅ]{{1,10}}|实现|几乎|整整|即|，|、|（|了)*)"
    rf"(?:翻了?(?P<doubled>[一两二三])番|(?:{UP})了?(?P<by>[一两二三四五六七八九十])倍|(?:{UP})(?:到|至|为)(?:原来的)?(?P<to>[一两二三四五六七八九十])倍)(?P<more>多|以上|有余)?"
)
_OF = re.compile(r"的$|的(?:近|约)?$")
_TIMES_OF = re.compile("是|为|相当于|达到?|达")
_RATIO = re.compile(
    r"(?:之比|比例|配比|比值|比)(?:约|大约)?(?:为|是|达到?|达)?(?P<a>\d+(?:\.\d+)?)[:：∶](?P<b>\d+(?:\.\d+)?)(?![:：∶\d])"
)
_APART = re.compile("(?:首尾|高低|最高最低|两者|二者|相互|前后|极值)?(?:相差|差距|极差|分差)(?:为|达到?|是|了)?$")
_HIGHER = re.compile(
    r"(?:(?P<up>高于|高出|高|领先|多于|优于)|(?P<down>低于|落后于?|低|少于))(?P<whom>[^，。；Ⓐ]{1,10}?)$|比(?P<than>[^，。；]{1,10}?)(?:(?P<more>高出?|多|快)|(?P<less>低|少|慢))$"
)


def _pairs(paragraph: Paragraph, number: int) -> list[Comparison]:
    sentence, said = paragraph.sentences[number], paragraph.said[number]
    return [*from_to(sentence), *side_by_side(sentence, said, paragraph.said[number - 1] if number else ())]


def _in_words(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """翻一番 is twice, 增长三倍 four times, 翻两番 four times; about, unless it is more than a tenth off."""
    for number, sentence in enumerate(paragraph.sentences):
        if not re.search("番|倍", sentence.skeleton):
            continue
        for pair in _pairs(paragraph, number):
            match = _IN_WORDS.match(sentence.skeleton, pair.end) or _IN_WORDS.match(sentence.skeleton, pair.end + 1)
            if match and pair.then.value > 0 and not figures(pair.then, pair.now):
                yield from _said(pair, match)


def _said(pair: Comparison, match: re.Match[str]) -> Iterator[AuditFinding]:
    number = from_hanzi(match["doubled"] or match["by"] or match["to"]) or 1
    wanted = Decimal(2**number if match["doubled"] else number + 1 if match["by"] else number)
    ratio = pair.now.value / pair.then.value
    highest = wanted * 2 if match["more"] else wanted * (1 + _SLACK)
    if wanted * (1 - _SLACK) <= ratio <= highest:
        return
    code = "audit.doubling-wrong" if match["doubled"] else "audit.times-wrong"
    times = (ratio - 1).quantize(Decimal("0.1"))
    words = re.sub(r"^.*?(?=翻|" + UP + ")", "", match[0])
    right = f"增长{times}倍" if times > 0 else f"减少{abs(times) * 100:.0f}%"
    yield finding(code, place_of(pair.sentence), words, right, basis=pair.basis)


def _times(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """649件，为山区片区（136件）的4.8倍."""
    for said in paragraph.said:
        for at, one in enumerate(said):
            if (
                one.quantity.kind is not Kind.TIMES
                or one.role is Role.CHANGE
                or not _TIMES_OF.search(one.sentence.skeleton[: one.at])
            ):
                continue
            levels = amounts(said[:at])
            if (
                len(levels) < 2
                or levels[-1].quantity.unit != levels[-2].quantity.unit
                or not _OF.search(one.label or one.clause or "的")
            ):
                continue
            pairs = [
                (a, b)
                for a in levels
                for b in levels
                if a is not b and a.quantity.unit == b.quantity.unit and b.quantity.range.low > 0
            ]
            if any(
                one.quantity.holds(a.quantity.range / b.quantity.range) for a, b in pairs if a.quantity.range.low > 0
            ):
                continue
            now, then = levels[-2], levels[-1]
            if figures(now.quantity, then.quantity, one.quantity) or not re.search(
                "，|（", one.sentence.skeleton[now.at : then.at]
            ):
                continue
            right = one.quantity.printed(now.quantity.value / then.quantity.value)
            basis = f"{now.quantity.text}，{then.quantity.text}"
            yield finding(
                "audit.times-wrong",
                place_of(one.sentence),
                one.quantity.text,
                right,
                basis=basis,
                likely=len(levels) > 2,
            )


def _by_for_to(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """由30件增加了48件，增加18件: 增加了 says by how much, 增加到 up to what; the third number shows which was meant."""
    for sentence in paragraph.sentences:
        for start, end, right in by_for_to(sentence):
            yield finding("audit.by-for-to", place_of(sentence), sentence.printed(start, end), right)


def _ratios(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """受理259件、74件，之比为3.5:1."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        text = re.sub(r"\s", "", sentence.text)
        for match in _RATIO.finditer(text):
            a, b = Decimal(match["a"]), Decimal(match["b"])
            levels = amounts(said)
            if len(levels) != 2 or a <= 0 or b <= 0 or figures(*(one.quantity for one in levels)):
                continue
            one, other = (each.quantity for each in levels)
            if one.range.low <= 0 or other.range.low <= 0 or re.search("约|近", match[0]):
                continue
            stated = _span(match["a"]) / _span(match["b"])
            order = _named_order(text[: match.end()], levels)
            straight, turned = (_is_ratio(a, b, stated, x.range / y.range) for x, y in ((one, other), (other, one)))
            if (straight and order is not False) or (turned and order is not True):
                continue
            back = order is False if order is not None else (a > b) is not (one.value > other.value)
            high, low = (other.value, one.value) if back else (one.value, other.value)
            places = max(len(each.partition(".")[2]) for each in (match["a"], match["b"]))
            right = (
                f"{high / low:.{max(places, 1)}f}:1" if b == 1 else f"{match['a']}:{low / high * a:.{max(places, 1)}f}"
            )
            yield finding(
                "audit.ratio-wrong",
                place_of(sentence),
                f"{match['a']}:{match['b']}",
                right,
                basis=f"{one.text}、{other.text}",
            )


def _is_ratio(a: Decimal, b: Decimal, stated: Range, right: Range) -> bool:
    """Whether a ratio can be printed so: to its last place, or, between small whole numbers, within a twentieth."""
    small = a > 1 and b > 1 and a == a.to_integral() and b == b.to_integral()
    return abs(a / b - right.low) <= a / b / 20 if small else stated.apart(right) == 0


_NAMED_RATIO = re.compile(
    r"(?P<x>[\u4e00-\u9fff]{1,8}?)(?:与|和|同|、)(?P<y>[\u4e00-\u9fff]{1,8}?)(?:的)?(?:之比|比例|配比|比)"
)


def _named_order(text: str, levels: Sequence[Mention]) -> bool | None:
    """Whether 甲与乙之比 names the two amounts in the order in which they stand; None where the words leave it open."""
    named = list(_NAMED_RATIO.finditer(re.sub("男女(?=比|之比|的比)", "男和女", text)))
    if not named or len(levels) != 2:
        return None
    first, last = (one.label + one.tail for one in levels)
    x, y = named[-1]["x"][-2:], named[-1]["y"][:2]
    if x in first and y in last and not (x in last or y in first):
        return True
    return False if x in last and y in first and not (x in first or y in last) else None


def _span(text: str) -> Range:
    """A number of a ratio as it can have been before it was rounded; 1 is exact."""
    value = Decimal(text)
    half = Decimal(0) if value == 1 else Decimal(1).scaleb(-len(text.partition(".")[2])) * _JUST_BELOW_HALF
    return Range(value - half, value + half)


def _apart(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """以92.10分第一，以87.46分垫底，首尾相差4.64分; 97.6%，98.1%，高于全市0.5个百分点."""
    for _number, said in enumerate(paragraph.said):
        for at, one in enumerate(said):
            if one.quantity.kind not in (Kind.AMOUNT, Kind.POINTS):
                continue
            higher = _HIGHER.search(one.label)
            if not (_APART.search(one.label) or (higher and one.quantity.kind is Kind.POINTS)):
                continue
            kind = Kind.PERCENT if one.quantity.kind is Kind.POINTS else Kind.AMOUNT
            levels = [
                each
                for each in said[:at]
                if each.quantity.kind is kind and each.role in (Role.LEVEL, Role.RATE, Role.SHARE, Role.AVERAGE)
            ]
            levels = [each for each in levels if kind is Kind.PERCENT or each.quantity.unit == one.quantity.unit]
            yield from _gap(one, levels, higher)


def _gap(one: Mention, levels: Sequence[Mention], higher: re.Match[str] | None) -> Iterator[AuditFinding]:
    if len(levels) < 2 or figures(one.quantity, *(each.quantity for each in levels)):
        return
    gaps = [a.quantity.range - b.quantity.range for a in levels for b in levels if a is not b]
    if any(one.quantity.holds(gap) for gap in gaps):
        last, base = levels[-1].quantity, levels[-2].quantity
        turned = (
            higher
            and len(levels) == 2
            and higher["whom"]
            and (last.value > base.value) is not (higher["up"] is not None)
        )
        if turned and higher and not re.search(higher["whom"][-2:], levels[-1].label):
            yield finding(
                "audit.direction-wrong",
                place_of(one.sentence),
                f"{higher[0]}{one.quantity.text}",
                basis=f"{base.text}，{last.text}",
                likely=True,
            )
        return
    values = [each.quantity.value for each in levels]
    exact = max(values) - min(values)
    if len(levels) == 2 or re.search("首尾|极差|最高|高低", one.label):
        basis = "、".join(each.quantity.text for each in levels)
        yield finding(
            "audit.change-wrong",
            place_of(one.sentence),
            one.label + one.quantity.text,
            one.label + one.quantity.printed(exact),
            basis=basis,
            likely=True,
        )


_CONTRIBUTES = re.compile("拉动[^，。；]{0,14}$")


def _contributions(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """增长6.2%，贡献率为45.2%，拉动2.8个百分点: the growth times what is contributed to it."""
    for said in paragraph.said:
        for at, one in enumerate(said):
            if one.quantity.kind is not Kind.POINTS or not _CONTRIBUTES.search(one.label):
                continue
            rates = [each.quantity for each in said[:at] if each.quantity.kind is Kind.PERCENT]
            if len(rates) != 2 or "贡献" not in one.sentence.skeleton or figures(one.quantity, *rates):
                continue
            right = Range(
                rates[0].range.low * rates[1].range.low / 100, rates[0].range.high * rates[1].range.high / 100
            )
            if not one.quantity.holds(right):
                value = rates[0].value * rates[1].value / 100
                basis = f"{rates[0].text}×{rates[1].text}"
                yield finding(
                    "audit.product-wrong",
                    place_of(one.sentence),
                    one.quantity.text,
                    one.quantity.printed(value),
                    basis=basis,
                )


RELATIONS = (
    Relation("audit.product-wrong", _contributions, "地区生产总值增长6.2%，第二产业贡献率为45.2%，拉动增长2.8个百分点。", "地区生产总值增长6.2%，第二产业贡献率为45.2%，拉动增长3.8个百分点。", words="拉动"),
    Relation("audit.times-wrong", _in_words, "投诉由54件增加到216件，增长三倍。", "投诉由54件增加到162件，增长三倍。", words="番|倍"),
    Relation("audit.times-wrong", _times, "城区来电649件，为山区（136件）的4.8倍。", "城区来电649件，为山区（136件）的5.8倍。", words="倍"),
    Relation("audit.by-for-to", _by_for_to, "坐席由30个增加了18个，总数达到48个。", "坐席由30个增加了48个，增加18个。", words="[增升扩]"),
    Relation("audit.ratio-wrong", _ratios, "线上259件、线下74件，线上与线下之比为3.5:1。", "线上259件、线下74件，线上与线下之比为3:1。", words="比"),
    Relation("audit.change-wrong", _apart, "甲镇92.10分，乙乡87.46分，首尾相差4.64分。", "甲镇92.10分，乙乡87.46分，首尾相差5.64分。", words="差|[高低先优落]|[多少]于"),
)  # fmt: skip
