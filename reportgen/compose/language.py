"""Figures in Chinese: the one place where a number becomes text.

Rules (DOMAIN 3, GB/T 15835-2011): arabic half-width digits; rounding half up on Decimal, one precision a report; 增加/减少 for
absolute amounts, 增长/下降 for relative ones, 个百分点 for differences of shares; no rate on a base of zero or below the small base.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from reportgen.model import Basis, Comparison, Figure, Kind, Period, Phrase, Reference, Span, Unknown

_PERCENT = (Kind.SHARE, Kind.RATE, Kind.CHANGE)
_DIGITS = "零一二三四五六七八九"
_KINDS = {"Q": "季度", "H": "半年", "Y": "年度", "M": "月"}
_PREVIOUS = {"Q": "上季度", "H": "上一个半年", "Y": "上年度", "M": "上月"}
_THIS = {"Q": "本季度", "H": "本期", "Y": "本年度", "M": "本月"}
_RELATIVE = {Basis.QOQ: "环比", Basis.YOY: "同比"}
NOTHING = "—"  # what a table shows where there is no figure


def hanzi(number: int) -> str:
    """A whole number from 0 to 99 in Chinese characters: 12 -> 十二."""
    if not 0 <= number <= 99:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def quantity(number: int) -> str:
    """A whole number before a measure word: 2 -> 两, others as hanzi."""
    return "两" if number == 2 else hanzi(number)


def period_label(period: Period) -> str:
    """The name of a period: 2026年第三季度, 2026年上半年, 2026年, 2026年7月."""
    if period.kind == "Q":
        return f"{period.year}年第{hanzi(period.index)}季度"
    if period.kind == "H":
        return f"{period.year}年{'上下'[period.index - 1]}半年"
    return f"{period.year}年{period.index}月" if period.kind == "M" else f"{period.year}年"


def day_label(day: date) -> str:
    """A full day in the form of GB/T 9704-2012 clause 7.3.5.4: arabic, full year, no leading zero."""
    return f"{day.year}年{day.month}月{day.day}日"


def ten_days(day: date) -> str:
    """The third of the month in which a day lies: 8月中旬."""
    return f"{day.month}月{'上中下'[min((day.day - 1) // 10, 2)]}旬"


def rounded(value: Decimal, decimals: int) -> str:
    """A number at a precision, half up, in plain notation."""
    return format(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")


@dataclass(frozen=True)
class Language:
    """Says the figures of one report.

    `decimals` is the precision of percentages; bases below `small_base` get no rate of change; `of` names the total.
    """

    figures: Mapping[str, Figure]
    period: Period
    decimals: int
    small_base: int
    of: str

    @property
    def this(self) -> str:
        """本季度."""
        return _THIS[self.period.kind]

    @property
    def word(self) -> str:
        """季度."""
        return _KINDS[self.period.kind]

    def then(self, basis: Basis) -> str:
        """上季度 or 上年同期."""
        return _PREVIOUS[self.period.kind] if basis is Basis.QOQ else "上年同期"

    def number(self, figure: Figure) -> str:
        """The one text of a figure, signed, without its measure word: 312, 34.6%, -5.2%, — if unknown."""
        if figure.value is None or self._on_small_base(figure):
            return NOTHING
        value = Decimal(figure.value)
        if figure.kind in _PERCENT:
            return rounded(value * 100, self.decimals) + "%"
        if figure.kind is Kind.POINTS:
            return rounded(value * 100, self.decimals)
        if figure.kind is Kind.DAYS:
            return rounded(value, 0 if value == value.to_integral_value() else 1)
        return str(figure.value)

    def _on_small_base(self, figure: Figure) -> bool:
        """Whether a figure is a share of so few that the numbers are said, not the percent."""
        base = self.figures.get(figure.base or "")
        return figure.kind is Kind.SHARE and base is not None and self._small(base)

    def unit(self, figure: Figure) -> str:
        """The measure word that follows the number; none where there is no number."""
        if figure.value is None:
            return ""
        return "个百分点" if figure.kind is Kind.POINTS else figure.unit

    def bare(self, figure: Figure) -> Phrase:
        """Number alone, for tables."""
        return (Span(self.number(figure), figure.id),)

    def said(self, figure: Figure) -> Phrase:
        """Number with its measure word: 312件."""
        unit = self.unit(figure)
        return (*self.bare(figure), Span(unit)) if unit else self.bare(figure)

    def magnitude(self, figure: Figure) -> Phrase:
        """Number without its sign, with its measure word, after a word that says the direction: (减少)17件."""
        unit = self.unit(figure)
        spans = (Span(self.number(figure).removeprefix("-"), figure.id),)
        return (*spans, Span(unit)) if unit else spans

    def texts(self) -> dict[str, str]:
        """The text of every figure."""
        return {id: self.number(figure) for id, figure in self.figures.items()}

    def of_base(self, share: Figure, with_count: bool = False) -> Phrase:
        """A share with what it is a share of: 占受理总数的34.6%, with its count 占受理总数312件的34.6%.

        Of a small base only its number is said: 受理总数为4件, 该类共5件.
        """
        base = self.figures[share.base] if share.base else None
        if base is None:
            return self.said(share)
        if self._on_small_base(share):
            what = "该类共" if base.id.startswith("category.") else f"{self.of if base.id == 'total' else base.label}为"
            return (Span(what), *self.said(base))
        if base.id.startswith("category."):
            return (Span("占该类的"), *self.said(share))
        if base.id == "total":
            label = self.of
        else:
            label, with_count = base.label, True
        counted = self.said(base) if with_count else ()
        return (Span(f"占{label}"), *counted, Span("的"), *self.said(share))

    def compared(self, comparison: Comparison) -> Phrase:
        """A count, rate or handling time against the earlier period, as a part of a sentence.

        比上季度增加24件，环比增长8.3% · 与上季度持平 · 上季度为0，新增12件 · 由上季度的2件增至5件 · 上季度为5件 · 无同期数据
        """
        then, word = comparison.then, self.then(comparison.basis)
        if then.unknown is Unknown.NO_DATA:
            return (Span("无同期数据" if comparison.basis is Basis.YOY else f"无{word}数据"),)
        if comparison.difference.value is None:
            return (Span(f"{word}无可比数据"),)
        if comparison.change is None:
            return self._compared_rate(comparison, word)
        return self._compared_count(comparison, word)

    def _compared_rate(self, comparison: Comparison, word: str) -> Phrase:
        difference = comparison.difference
        shown = self.number(difference).removeprefix("-")
        if not Decimal(shown):
            return (Span(f"与{word}持平"),)
        verbs = ("延长", "缩短") if difference.kind is Kind.DAYS else ("提高", "下降")
        return (Span(f"比{word}{verbs[_is_fall(difference)]}"), *self.magnitude(difference))

    def _compared_count(self, comparison: Comparison, word: str) -> Phrase:
        now, then, difference, change = comparison.now, comparison.then, comparison.difference, comparison.change
        if difference.value == 0:
            return (Span(f"与{word}持平"),)
        if then.value == 0:
            return (Span(f"{word}为0，新增"), *self.said(now))
        if now.value == 0:
            return (Span(f"{word}为"), *self.said(then))
        fall = _is_fall(difference)
        if change is None or self._small(then):
            return (Span(f"由{word}的"), *self.said(then), Span("增减"[fall] + "至"), *self.said(now))
        return (
            Span(f"比{word}{('增加', '减少')[fall]}"),
            *self.magnitude(difference),
            Span(f"，{self._relative(comparison.basis)}{('增长', '下降')[fall]}"),
            *self.magnitude(change),
        )

    def compared_full(self, comparison: Comparison) -> Phrase:
        """As `compared`, with the earlier number where that leaves it out: 与上年同期的329件相比减少17件，同比下降5.2%."""
        then, difference, change = comparison.then, comparison.difference, comparison.change
        usual = change is not None and bool(difference.value) and comparison.now.value and not self._small(then)
        if not usual or change is None:
            return self.compared(comparison)
        fall = _is_fall(difference)
        return (
            Span(f"与{self.then(comparison.basis)}的"),
            *self.said(then),
            Span(f"相比{('增加', '减少')[fall]}"),
            *self.magnitude(difference),
            Span(f"，{self._relative(comparison.basis)}{('增长', '下降')[fall]}"),
            *self.magnitude(change),
        )

    def moved(self, comparison: Comparison) -> Phrase:
        """The difference alone, for brackets: 比上季度增加19件."""
        if not comparison.difference.value:
            return (Span(f"与{self.then(comparison.basis)}持平"),)
        verb = ("增加", "减少")[_is_fall(comparison.difference)]
        return (Span(f"比{self.then(comparison.basis)}{verb}"), *self.magnitude(comparison.difference))

    def _relative(self, basis: Basis) -> str:
        """环比 or 同比; a year is compared with the year before, which is both."""
        return "同比" if self.period.kind == "Y" else _RELATIVE[basis]

    def covered(self, comparison: Comparison) -> bool:
        """Whether there are two numbers to compare; of a year's two comparisons, which are one, only the first counts."""
        same = self.period.kind == "Y" and comparison.basis is Basis.YOY
        return comparison.difference.value is not None and not same

    def _small(self, then: Figure) -> bool:
        return int(then.value or 0) < self.small_base

    def change_cell(self, comparison: Comparison) -> Phrase:
        """The rate of change for a table; — where it would be no honest number (unknown, zero or small base)."""
        change = comparison.change
        if change is None or change.value is None or self._small(comparison.then):
            return (Span(NOTHING),)
        return self.bare(change)


def _is_fall(figure: Figure) -> bool:
    return figure.value is not None and figure.value < 0


def plain_text(phrase: Iterable[Span | Reference]) -> str:
    """The letters of a phrase that holds no references."""
    return "".join(part.text for part in phrase if isinstance(part, Span))
