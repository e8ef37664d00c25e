"""How many times: 是上年1500件的4倍, 翻一番, 增长两倍, 增加了 for 增加到, A与B之比, percents that are said to be higher."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.comparisons import Comparison, by_for_to, from_to, side_by_side
from reportgen.review.text_audit.reading.mentions import Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.words import UP
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, Range, figures
from reportgen.review.text_audit.texts.sentences import pattern

_GAP = "[^，。；ⒶⓅⒹⓉⓇ]"
_SLACK = Decimal("0.1")  # how far from two or four times 翻番 may be said of
_IN_WORDS = pattern(
    rf"(?:(?:同比|环比|净|又|[比较][^，。；ⒶⓅ]{{1,10}}|实现|几乎|整整|即|，|、|（|了)*)"
    rf"(?:翻了?(?P<doubled>[一两二三])番|(?:{UP})了?(?P<by>[一两二三四五六七八九十])倍|(?:{UP})(?:到|至|为)(?:原来的)?(?P<to>[一两二三四五六七八九十])倍)(?P<more>多|以上|有余)?"
)
_OF = lazily(r"的$|的(?:近|约)?$")
_TIMES_OF = lazily("是|为|相当于|达到?|达")


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
            now, then = levels[-2], levels[-1]
            whole = one.quantity.value == one.quantity.value.to_integral() and re.search("(?:是|为|相当于)", then.label)
            stated = _plainly(one.quantity) if whole and "." not in one.quantity.text else one.quantity.range
            if any(
                stated.apart(a.quantity.range / b.quantity.range) == 0 for a, b in pairs if a.quantity.range.low > 0
            ):
                continue
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


def _plainly(times: Quantity) -> Range:
    """A whole multiple that nobody calls a rough one: within a twentieth."""
    return Range(times.value * (1 - _SLACK / 2), times.value * (1 + _SLACK / 2))


def _by_for_to(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """由30件增加了48件，增加18件: 增加了 says by how much, 增加到 up to what; the third number shows which was meant."""
    for sentence in paragraph.sentences:
        for start, end, right in by_for_to(sentence):
            yield finding("audit.by-for-to", place_of(sentence), sentence.printed(start, end), right)


_NAMED = lazily(
    r"(?:^|[，。；])(?:群众|全县)?(?P<a>[\u4e00-\u9fff]{2,8}?)(?:是|为|相当于|达到?)(?P<b>[\u4e00-\u9fff]{2,8}?)的(?P<times>[两二三四五六七八九十]|\d+(?:\.\d+)?)倍(?![多以有])"
)


def _by_name(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """城区来电620个，乡镇来电310个，城区是乡镇的两倍: of the two that the text names."""
    for number, text in enumerate(paragraph.plain):
        for match in _NAMED.finditer(text):
            near = [one for said in paragraph.said[max(number - 1, 0) : number + 1] for one in amounts(said)]
            a, b = ([one for one in near if one.label.startswith(match[name].rstrip("量数"))] for name in "ab")
            if len(a) != 1 or len(b) != 1 or a[0].quantity.unit != b[0].quantity.unit or b[0].quantity.value <= 0:
                continue
            times = Decimal(from_hanzi(match["times"]) or 0) if "." not in match["times"] else Decimal(match["times"])
            ratio = a[0].quantity.value / b[0].quantity.value
            if abs(ratio - times) > times * _SLACK / 2 and not figures(a[0].quantity, b[0].quantity):
                basis = f"{a[0].quantity.text}，{b[0].quantity.text}"
                yield finding(
                    "audit.times-wrong",
                    place_of(paragraph.sentences[number]),
                    f"{match['times']}倍",
                    f"{ratio.quantize(Decimal('0.1'))}倍",
                    basis=basis,
                    likely=True,
                )


_CONTRIBUTES = lazily("拉动[^，。；]{0,14}$")


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


_DOUBLED = pattern(
    rf"(?:比|较)[^，。；ⒶⓅ]{{0,10}}(?P<then>Ⓐ)(?:相比)?，?(?:(?:翻了?(?P<doubled>[一两二三])番)|(?:{UP})了?(?P<by>[一两二三四五六七八九十])倍)，[^，。；ⒶⓅ]{{0,8}}?(?:达到?|为|增至|升至)(?P<now>Ⓐ)"
)


def _doubled(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """较去年的60件翻了一番，今年达到120件."""
    for sentence in paragraph.sentences:
        for match in _DOUBLED.finditer(sentence.skeleton):
            then, now = (sentence.at(match, name) for name in ("then", "now"))
            count = from_hanzi(match["doubled"] or match["by"]) or 1
            wanted = Decimal(2**count if match["doubled"] else count + 1)
            if then.unit != now.unit or then.value <= 0 or figures(then, now):
                continue
            ratio = now.value / then.value
            if not wanted * (1 - _SLACK) <= ratio <= wanted * (1 + _SLACK):
                code = "audit.doubling-wrong" if match["doubled"] else "audit.times-wrong"
                words = re.split("，", sentence.printed(match.start("then") + 1, match.start("now")))[0]
                right = f"增长{(ratio - 1).quantize(Decimal('0.1'))}倍"
                yield finding(code, place_of(sentence), words, right, basis=f"{then.text}，{now.text}", likely=True)


RELATIONS = (
    Relation("audit.doubling-wrong", _doubled, "较去年的60件翻了一番，今年达到120件。", "较去年的60件翻了一番，今年达到160件。", words="番|倍"),
    Relation("audit.product-wrong", _contributions, "地区生产总值增长6.2%，第二产业贡献率为45.2%，拉动增长2.8个百分点。", "地区生产总值增长6.2%，第二产业贡献率为45.2%，拉动增长3.8个百分点。", words="拉动"),
    Relation("audit.times-wrong", _in_words, "投诉由54件增加到216件，增长三倍。", "投诉由54件增加到162件，增长三倍。", words="番|倍"),
    Relation("audit.times-wrong", _times, "城区来电649件，为山区（136件）的4.8倍。", "城区来电649件，为山区（136件）的5.8倍。", words="倍"),
    Relation("audit.times-wrong", _by_name, "城区来电620个，乡镇来电310个，城区是乡镇的两倍。", "城区来电620个，乡镇来电310个，城区是乡镇的三倍。", words="倍"),
    Relation("audit.by-for-to", _by_for_to, "坐席由30个增加了18个，总数达到48个。", "坐席由30个增加了48个，增加18个。", words="[增升扩]"),
)  # fmt: skip
