"""Fractions in words against the amounts beside them: 600件，五分之二即200件; 占六成五; 恰好一半; 缩短为原来的三分之一."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from reportgen.chinese.numerals import VALUES, from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, figures
from reportgen.review.text_audit.texts.sentences import pattern

_H = "[一二三四五六七八九十]"
_FRACTION = lazily(
    rf"(?P<about>约占?|近|超过?|逾|不足|不到|大约|将近|接近|超出|至少|过|多于|高于)?(?:(?P<below>百|{_H}{{1,2}})分之(?P<above>{_H}{{1,2}})"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?P<hundredths>[一二三四五六七八九半])?(?![为立果效员本份功因型就长熟交人套])|(?P<half>(?<!另)一半|(?<!过)半数|(?<=[过超])半(?=（)))(?P<odd>多|以上|以下|左右|强|弱|有余)?"
)
_EXACT, _TENTH, _ABOUT = Decimal("0.01"), Decimal("0.03"), Decimal("0.05")
_PEOPLE = {"人", "名", "位"}


@dataclass(frozen=True)
class _Fraction:
    """A part of one: its value, how far off it may be on either side, and its words."""

    value: Decimal
    down: Decimal
    up: Decimal
    words: str

    def holds(self, ratio: Decimal) -> bool:
        """Whether a ratio can be said so."""
        return self.value - self.down <= ratio <= self.value + self.up


def _fraction(match: re.Match[str]) -> _Fraction | None:
    """The fraction of a match; None for 百分之, which is a number of its own."""
    if match["below"] == "百":
        return None
    if match["below"]:
        below, above = from_hanzi(match["below"]) or 0, from_hanzi(match["above"]) or 0
        if not 0 < above < below:
            return None
        value, slack = Decimal(above) / below, _EXACT
    elif match["half"]:
        value, slack = Decimal("0.5"), _EXACT
    else:
        rest = {"半": 5}.get(match["hundredths"] or "", VALUES.get(match["hundredths"] or "", 0))
        tenths = {"两": 2}.get(match["tenths"]) or VALUES[match["tenths"]]
        value, slack = Decimal(tenths * 10 + rest) / 100, _TENTH if not match["hundredths"] else _EXACT
    about, odd = match["about"] or "", match["odd"] or ""
    if re.search("超|逾|过|至少|多于|高于", about) or odd in {"多", "以上", "强", "有余"}:
        return _Fraction(value, Decimal(0), Decimal("0.1"), match[0])
    if re.search("近|不足|不到", about) or odd in {"弱", "以下"}:
        return _Fraction(value, _ABOUT, Decimal(0), match[0])
    return _Fraction(value, slack + (_ABOUT if about or odd else 0), slack + (_ABOUT if about or odd else 0), match[0])


def _fractions(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """A fraction is that of two amounts of its sentence, or what is left of one, or nobody can tell of what it is."""
    for number, (sentence, said) in enumerate(zip(paragraph.sentences, paragraph.said, strict=True)):
        for match in _FRACTION.finditer(sentence.skeleton):
            one = _fraction(match)
            beside = _beside(said, match)
            if one is None or beside is None:
                continue
            known = [
                each
                for each in _levels(paragraph.said[max(number - 1, 0) : number + 1])
                if _unit(each) == _unit(beside)
            ]
            if (
                len(known) < 2
                or figures(*(each.quantity for each in known))
                or _explained(one, [each.quantity for each in known])
            ):
                continue
            whole = _whole(known, beside)
            if whole is not None:
                right = f"{beside.quantity.value / whole.value * 100:.1f}%"
                yield finding("audit.share-wrong", place_of(sentence), one.words, right, likely=True, whole=whole.text)


def _levels(said: Sequence[Sequence[Mention]]) -> list[Mention]:
    roles = (Role.LEVEL, Role.BASE, Role.WHOLE, Role.AVERAGE)
    return [one for mentions in said for one in mentions if one.role in roles and one.quantity.kind is Kind.AMOUNT]


def _beside(said: Sequence[Mention], match: re.Match[str]) -> Mention | None:
    """The amount that is the part: right behind the fraction (三分之一，即20人), or else right before it."""
    levels = _levels([said])
    behind = next((one for one in levels if one.at >= match.end()), None)
    skeleton = levels[0].sentence.skeleton if levels else ""
    if behind is not None and re.fullmatch(
        "（?|[，（]?(?:即|也就是|共计?|合计?|计|为|约|折合|保留|剩余|剩下|还剩)|[^，。；：、（]{0,12}[，（](?:即|也就是|共计?|合计)[^，。；：、]{0,2}",
        skeleton[match.end() : behind.at],
    ):
        among = next((one for one in levels if one.at > behind.at), None)
        if among is not None and re.fullmatch("中的?", skeleton[behind.at + 1 : among.at]):
            return among
        return behind
    before = [one for one in levels if one.at < match.start()]
    if before and re.fullmatch(
        "[^，。；：]{0,12}[，（]?[^，。；：、]{0,12}", skeleton[before[-1].at + 1 : match.start()]
    ):
        return before[-1]
    return None


def _unit(one: Mention) -> str:
    return "人" if one.quantity.unit in _PEOPLE else one.quantity.unit


def _explained(one: _Fraction, values: Sequence[Quantity]) -> bool:
    """Whether some part of some whole is the fraction, or leaves it."""
    ratios = (
        part.value / whole.value for part, whole in permutations(values[-12:], 2) if whole.value >= part.value > 0
    )
    return any(one.holds(ratio) or one.holds(1 - ratio) for ratio in ratios)


def _whole(known: Sequence[Mention], part: Mention) -> Quantity | None:
    """The nearest bigger amount before the part, or behind it where none is."""
    at = next(number for number, one in enumerate(known) if one is part)
    near = [*reversed(known[:at]), *known[at + 1 :]]
    return next((one.quantity for one in near if one.quantity.value > part.quantity.value > 0), None)


_PERCENT = pattern("Ⓟ[，（](?:即|约占?|近|大约|占|相当于)?(?:全部|总量|总数)?的?$")


def _of_percent(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """占33.2%，约三分之一: the percentage right before a fraction is about it."""
    for sentence in paragraph.sentences:
        for match in _FRACTION.finditer(sentence.skeleton):
            one = _fraction(match)
            before = _PERCENT.search(sentence.skeleton, 0, match.start())
            if one is None or before is None:
                continue
            percent = sentence.found[before.start()]
            if not one.holds(percent.value / 100) and not percent.figure:
                yield finding(
                    "audit.share-wrong", place_of(sentence), one.words, percent.text, likely=True, whole=percent.text
                )


RELATIONS = (
    Relation(
        "audit.share-wrong",
        _of_percent,
        "来访占信访总量的33.2%，约三分之一。",
        "来访占信访总量的33.2%，约四分之一。",
        words="分之|成|半",
    ),
    Relation(
        "audit.share-wrong",
        _fractions,
        "年内到期的600件承诺事项，五分之二即240件已提前兑现。",
        "年内到期的600件承诺事项，五分之二即200件已提前兑现。",
        words="分之|成|半",
    ),
)
