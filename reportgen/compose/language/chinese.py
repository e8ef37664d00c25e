"""The words of official Chinese.

增加/减少 for absolute amounts, 增长/下降 for relative ones, 提高/下降 with 个百分点 for differences of shares, 增至/减至 for what is
reached; periods and days as in GB/T 15835-2011 and GB/T 9704-2012.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from reportgen.chinese.numerals import quantity, to_hanzi
from reportgen.chinese.periods import IN_A_ROW, KINDS, PREVIOUS, THIS, YEAR_AGO, half, months, quarter, so_far, third
from reportgen.compose.language.language import (
    NOTHING,
    Brought,
    CaseWords,
    Item,
    Language,
    Move,
    is_fall,
    is_fewer,
    plain_text,
)
from reportgen.compose.language.numerals import shortened
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind, Unknown
from reportgen.model.reports.narratives import Labels, Phrase, Reference, Span

_RELATIVE = {Basis.QOQ: "环比", Basis.YOY: "同比"}
_INNER_MARKS = ("、", "，")
_WITHHELD = {
    "partly-covered": "{then}的台账不完整",
    "scope": "{then}的台账范围与{this}不同",
    "unfinished": "台账尚未记满{this}",
}


class Chinese(Language):
    """Official Chinese."""

    code: ClassVar[str] = "zh"
    labels: ClassVar[Labels] = Labels()
    comma: ClassVar[str] = "，"
    full_stop: ClassVar[str] = "。"
    semicolon: ClassVar[str] = "；"
    between_lines: ClassVar[str] = ""
    case_states: ClassVar[Mapping[str, str]] = {
        "closed": "该件已办结",
        "open": "该件正在办理",
        "overdue": "该件超期未办结",
    }
    handled_by: ClassVar[str] = "已{text}"
    excerpt: ClassVar[str] = "{text}……（节选）"
    quoted: ClassVar[str] = "“{text}”"
    quoted_excerpt: ClassVar[str] = "“{text}……”（节选）"
    otherwise_found: ClassVar[Mapping[str, str]] = {"found": "检查发现", "assigned": "{channel}的问题中提到"}
    answered: ClassVar[str] = "有关单位答复：{text}"
    chart_words: ClassVar[Mapping[str, str]] = {
        "bars": "柱状图",
        "ranking": "条形图",
        "trend": "变化折线图",
        "stacked": "构成图",
        "grouped": "分组柱状图",
        "heat": "热力表",
    }
    each_words: ClassVar[Mapping[str, str]] = {
        "category": "各类问题",
        "unit": "各单位",
        "region": "各地",
        "channel": "各渠道",
        "handling": "各处置方式",
        "month": "各月",
        "period": "受理",
        "class": "办理时长分布",
        "field": "各{field}",
    }
    whole_words: ClassVar[Mapping[str, str]] = {
        "category": "问题类别",
        "unit": "被反映单位",
        "region": "地区",
        "channel": "反映渠道",
        "handling": "处置方式",
        "class": "办理时长",
        "field": "{field}",
    }
    part_words: ClassVar[Mapping[str, str]] = {
        "categories": "各类",
        "units": "各单位",
        "channels": "各渠道",
        "handling": "各处置方式",
        "regions": "各地",
        "days": "各时段",
    }

    def apart(self, name: str) -> str:
        """窗口3，"""
        return f"{name}，" if name[-1:].isdigit() else name

    def by_count(self, groups: Sequence[tuple[Sequence[str], Figure]]) -> Phrase:
        """甲（5件）；乙、丙（各4件）."""
        parts: list[Span | Reference] = []
        for number, (names, count) in enumerate(groups):
            each = "（各" if len(names) > 1 else "（"
            several = plain_text(self.join(names))
            parts += [Span(self.semicolon * bool(number) + several + each), *self.said(count), Span("）")]
        return tuple(parts)

    def upheld(self, count: Figure, upheld: Figure, standing: bool) -> Phrase:
        """，其中查实12件; ，均已查实; ，尚无查实的; ，经核查均不属实."""
        if not standing:
            return (Span("，经核查不属实" if count.value == 1 else "，经核查均不属实"),)
        if not upheld.value:
            return (Span("，尚无查实的"),)
        if upheld.value == count.value:
            return (Span("，已查实" if count.value == 1 else "，均已查实"),)
        return (Span("，其中查实"), *self.said(upheld))

    def changes(self, comparisons: Sequence[Comparison]) -> Phrase:
        """比上季度增加7件，环比增长15.6%；与上年同期的34件相比增加18件，同比增长52.9% · 与上季度、上年同期均持平 · 上月为1件、上年同期为4件，本月为8件 · 上季度、上年同期均为0，新增4件."""
        moves = [self.move(one) for one in comparisons]
        if len(moves) == 2 and set(moves) == {Move.LEVEL}:
            return (Span(f"与{self.then(Basis.QOQ)}、{self.then(Basis.YOY)}均持平"),)
        if len(moves) == 2 and set(moves) == {Move.FEW}:
            first, second = comparisons
            return (
                Span(f"{self.then(first.basis)}为"), *self.said(first.then), Span(f"、{self.then(second.basis)}为"), *self.said(second.then),
                Span(f"，{self.this}为"), *self.said(first.now),
            )  # fmt: skip
        if len(moves) == 2 and set(moves) == {Move.FROM_ZERO}:
            first, second = comparisons
            both = f"{self.then(first.basis)}、{self.then(second.basis)}均为"
            return (Span(both), *self.bare(first.then), Span("，新增"), *self.said(first.now))
        return super().changes(comparisons)

    def words_of(self, brought: Brought) -> CaseWords:
        """受理…反映; 检查发现…问题; of both 登记…问题."""
        words = {Brought.ALL: ("反映", "受理"), Brought.SOME: ("问题", "登记"), Brought.NONE: ("问题", "检查发现")}
        return CaseWords(*words[brought])

    def whole(self, value: int) -> str:
        """Digits without marks between thousands."""
        return str(value)

    def shortened(self, value: int) -> str:
        """In 万 or 亿."""
        return shortened(value, self.decimals)

    def unit(self, figure: Figure) -> str:
        """件; 个百分点 for a difference of shares."""
        if figure.value is None:
            return ""
        return "个百分点" if figure.kind is Kind.POINTS else figure.unit

    # ---- comparisons

    def say(self, move: Move, comparison: Comparison) -> Phrase:
        """比上季度增加24件，环比增长8.3% · 由上季度的2件增至5件 · 上季度为0，新增5件 · 与上季度持平 · 无同期数据 …"""
        now, then, difference = comparison.now, comparison.then, comparison.difference
        word, fall = self.then(comparison.basis), is_fall(difference)
        match move:
            case Move.NO_DATA:
                return (Span("无同期数据" if comparison.basis is Basis.YOY else f"无{word}数据"),)
            case Move.NOT_KNOWN if comparison.withheld == Unknown.UNFINISHED:
                return (Span(f"不作{self.relative(comparison.basis)}"),)
            case Move.NOT_KNOWN:
                return (Span(f"{word}无可比数据"),)
            case Move.BOTH_ZERO:
                return (Span(f"与{word}均为"), *self.said(then))
            case Move.LEVEL:
                return (Span(f"与{word}持平"),)
            case Move.FROM_ZERO:
                return (Span(f"{word}为"), *self.bare(then), Span("，新增"), *self.said(now))
            case Move.TO_ZERO:
                return (Span(f"{word}为"), *self.said(then))
            case Move.FEW:
                return (
                    Span(f"由{word}的"),
                    *self.said(then),
                    Span("增减"[is_fewer(comparison)] + "至"),
                    *self.said(now),
                )
            case Move.POINTS | Move.DAYS:
                verb = ("提高", "下降") if move is Move.POINTS else ("延长", "缩短")
                return (Span(f"比{word}{verb[fall]}"), *self.magnitude(difference))
            case Move.SLIGHT:
                return self.moved(comparison)
            case Move.CHANGED:
                return (*self.moved(comparison), *self._grown(comparison))

    def say_full(self, comparison: Comparison) -> Phrase:
        """与上年同期的329件相比减少17件，同比下降5.2%."""
        fall = is_fall(comparison.difference)
        return (
            Span(f"与{self.then(comparison.basis)}的"),
            *self.said(comparison.then),
            Span(f"相比{('增加', '减少')[fall]}"),
            *self.magnitude(comparison.difference),
            *self._grown(comparison),
        )

    def _grown(self, comparison: Comparison) -> Phrase:
        """，环比增长8.3%; nothing where there is no rate."""
        change = comparison.change
        if change is None:
            return ()
        verb = ("增长", "下降")[is_fall(change)]
        return (Span(f"，{self.relative(comparison.basis)}{verb}"), *self.magnitude(change))

    def moved(self, comparison: Comparison) -> Phrase:
        """比上季度增加19件."""
        word = self.then(comparison.basis)
        if not comparison.difference.value:
            return (Span(f"与{word}持平"),)
        verb = ("增加", "减少")[is_fall(comparison.difference)]
        return (Span(f"比{word}{verb}"), *self.magnitude(comparison.difference))

    def withheld(self, comparison: Comparison, reason: str) -> str:
        """上年同期的台账不完整，不作同比."""
        why = _WITHHELD.get(reason, "{then}无可比数据").format(this=self.this, then=self.then(comparison.basis))
        return f"{why}，不作{self.relative(comparison.basis)}"

    def unfinished(self) -> str:
        """台账尚未记满本季度，不作环比和同比: the quarter may well be over when the report is signed."""
        names = "和".join(dict.fromkeys(self.relative(basis) for basis in Basis))
        return f"台账尚未记满{self.this}，不作{names}"

    def restated(self, label: str, period: Period, printed: Phrase, now: Figure) -> Phrase:
        """2026年第二季度受理总数原报118件，现更正为122件."""
        return (
            Span(f"{self.label(period)}{label}原报"),
            *printed,
            Span("，现更正为"),
            *self.said(now),
        )

    # ---- shares, ranks, lists

    def of_base(self, share: Figure, with_count: bool = False) -> Phrase:
        """占受理总数的34.6%, 占受理总数312件的34.6%, 占该类的38.0%, 不足受理总数的0.1%, 占受理总数的99.9%以上.

        Of a small base only its number is said: 受理总数为4件.
        """
        base = self.figures[share.base] if share.base else None
        if base is None:
            return self.said(share)
        of_class = base.id.startswith("category.")
        label = "该类" if of_class else self.of if base.id == "total" else base.label
        if self.number(share) == NOTHING:
            return (Span(f"{label}{'共' if of_class else '为'}"), *self.said(base))
        counted = self.said(base) if not of_class and (with_count or base.id != "total") else ()
        if self.tiny(share):
            return (Span(f"不足{label}"), *counted, Span(f"的{self.step()}"))
        if self.nearly_all(share):
            return (Span(f"占{label}"), *counted, Span(f"的{self.below_all()}以上"))
        return (Span(f"占{label}"), *counted, Span("的"), *self.said(share))

    def ordinal(self, rank: int) -> str:
        """首位, 第二位."""
        return "首位" if rank == 1 else f"第{to_hanzi(rank)}位"

    def place(self, rank: Figure, ties: Sequence[str]) -> Phrase:
        """居首位, 居第二位, 与甲、乙并列第二位."""
        return (Span(f"与{'、'.join(ties)}并列" if ties else "居"), *self.said(rank))

    def tie(self, rank: Figure, names: Sequence[str]) -> Phrase:
        """甲和乙并列第二位."""
        return (Span(f"{plain_text(self.join(names))}并列"), *self.said(rank))

    def join(self, items: Sequence[Item]) -> Phrase:
        """甲、乙和丙; 以及 where an item has 和 in it, quotation marks where one has 、 in it."""
        phrases, between = _apart(items)
        last = "以及" if any("和" in plain_text(phrase) for phrase in phrases) else "和"
        return _joined(phrases, between, last)

    def some(self, items: Sequence[Item], most: int, what: str) -> Phrase:
        """甲、乙、丙等5个单位; all of them where there are no more, as `join`."""
        if len(items) <= most:
            return self.join(items)
        phrases, between = _apart(items[:most])
        return (*_joined(phrases, between, between), Span(f"等{len(items)}{what}"))

    def streak(self, count: int, rises: bool) -> str:
        """已连续三个季度上升."""
        return f"已连续{quantity(count)}{IN_A_ROW[self.period.kind]}{'上升' if rises else '下降'}"

    def streaks(self, rising: Sequence[tuple[Sequence[str], Figure]], after: str) -> Phrase:
        """甲和乙已连续三个季度上升，丙已连续两个季度上升."""
        parts: list[Span | Reference] = []
        for names, streak in rising:
            parts += [Span("，" * bool(parts) + plain_text(self.join(names)) + after), *self.said(streak)]
        return tuple(parts)

    def first_seen(self, periods: int) -> str:
        """在近八个季度中首次."""
        return f"在近{quantity(periods)}{IN_A_ROW[self.period.kind]}中首次"

    def first_occurs(self, first: Figure) -> Phrase:
        """在近八个季度中首次出现."""
        return (*self.said(first), Span("出现"))

    def rounding(self, sums: Mapping[str, str], adjusted: Sequence[str]) -> str:
        """因四舍五入，各类占比之和为99.9%。各渠道占比按最大余额法取舍，使合计为100%。"""
        said = [f"{self.part_words[name]}占比之和为{text}" for name, text in sums.items()]
        note = f"因四舍五入，{'，'.join(said)}。" if said else ""
        names = plain_text(self.join([self.part_words[name] for name in adjusted]))
        return note + (f"{names}占比按最大余额法取舍，使合计为100%。" if names else "")

    def headline(self, figure: Figure) -> str:
        """受理总数 312件."""
        return f"{figure.label} {plain_text(self.said(figure))}"

    def alt(self, what: str, points: Sequence[tuple[str, str]]) -> str:
        """各类问题件数柱状图：甲52件，乙28件，窗口3为12件。"""
        named = (f"{label}为{text}" if label[-1:].isdigit() else label + text for label, text in points)
        return f"{what}：{'，'.join(named)}。"

    def chart_title(self, kind: str, what: str, by: Sequence[str], fields: Mapping[str, str]) -> str:
        """各单位件数条形图; of parts 反映渠道构成图, 各单位反映渠道构成图; of classes of days 办理时长分布柱状图."""
        words = [self.each_words] * len(by)
        if kind == "stacked":
            words[-1], what = self.whole_words, ""
        named = (
            table.get(one, table["field"]).format(field=fields.get(one, ""))
            for table, one in zip(words, by, strict=True)
        )
        return f"{''.join(named)}{'' if by[-1] == 'class' else what}{self.chart_words[kind]}"

    def counting_of(self, label: str) -> str:
        """查实件数."""
        return f"{label}{self.counting}"

    def alt_of_several(self, what: str, series: Sequence[tuple[str, Sequence[tuple[str, str]]]], blank: bool) -> str:
        """各单位件数分组柱状图。本季度：甲52件，乙28件。上季度：甲40件，乙30件。"""
        said = what + ("（空白处没有）" if blank else "")
        return f"{said}。{''.join(self.alt(name, points) for name, points in series)}"

    def row_name(self, name: str, figure: Figure) -> str:
        """处分（人）."""
        return name if figure.unit in ("", self.measure) else f"{name}（{figure.unit}）"

    # ---- periods and days

    @property
    def this(self) -> str:
        """本季度."""
        return THIS[self.period.kind]

    @property
    def word(self) -> str:
        """季度."""
        return KINDS[self.period.kind]

    @property
    def counting(self) -> str:
        """件数, 人数; 件次 and other words of two characters stay as they are."""
        return f"{self.measure}数" if len(self.measure) == 1 else self.measure

    def then(self, basis: Basis) -> str:
        """上季度 or 上年同期; before the second half of a year is 上半年, before the first 上年下半年; before 7—8月 is 5—6月."""
        if basis is Basis.YOY or self.period.kind == "T":
            return YEAR_AGO
        if self.period.kind == "R":
            return self._months_before()
        if self.period.kind == "H":
            return half(1) if self.period.index == 2 else f"上年{half(2)}"
        return PREVIOUS[self.period.kind]

    def _months_before(self) -> str:
        """5—6月, 上年10月至本年3月."""
        before = self.period.previous
        if before.start.year == self.period.year:
            return self.months(before)
        return f"上年{before.start.month}月至本年{before.end.month}月"

    def relative(self, basis: Basis) -> str:
        """环比 or 同比; a year is compared with the year before, which is both, and 前三季度 with that of last year alone."""
        return "同比" if self.period.compared_once else _RELATIVE[basis]

    def label(self, period: Period) -> str:
        """2026年第三季度, 2026年上半年, 2026年, 2026年7月; runs of months: 2026年前三季度, 2026年1—8月, 2026年7—8月."""
        if period.kind in ("T", "R"):
            return f"{period.year}年{self._run(period)}"
        if period.kind == "Q":
            return f"{period.year}年{quarter(period.index)}"
        if period.kind == "H":
            return f"{period.year}年{half(period.index)}"
        return f"{period.year}年{self.month(period)}" if period.kind == "M" else f"{period.year}年"

    def short_label(self, period: Period) -> str:
        """2026年 above 三季度, 上半年, 7月 or 1—8月."""
        match period.kind:
            case "Q":
                part = "\n" + quarter(period.index).removeprefix("第")
            case "H":
                part = "\n" + half(period.index)
            case "M":
                part = f"\n{period.index}月"
            case "T" | "R":
                part = "\n" + self._run(period)
            case _:
                part = ""
        return f"{period.year}年{part}"

    def _run(self, period: Period) -> str:
        """前三季度, 1—8月, 7—8月; 11月—次年1月."""
        if period.end.year > period.year:
            return f"{period.start.month}月—次年{period.end.month}月"
        return so_far(9) if period.kind == "T" and period.index == 9 else self.months(period)

    def month(self, period: Period) -> str:
        """7月."""
        return f"{period.index}月"

    def months(self, period: Period) -> str:
        """7—9月, 1—12月, 7月."""
        return months(period.start.month, period.end.month)

    def so_far(self, period: Period) -> str:
        """1—9月, 1月."""
        return months(1, period.end.month)

    def so_far_name(self, period: Period) -> str:
        """第一季度, 上半年, 前三季度, 全年; up to another month as `so_far`."""
        return so_far(period.end.month)

    def since(self, year: int, this_year: bool) -> str:
        """今年以来; of another year than that of writing 2025年以来."""
        return "今年以来" if this_year else f"{year}年以来"

    def days(self, first: date, last: date) -> str:
        """7月1日至9月30日."""
        return f"{first.month}月{first.day}日至{last.month}月{last.day}日"

    def until(self, day: date) -> str:
        """截至8月15日."""
        return f"截至{day.month}月{day.day}日"

    def by_end_of(self, day: date) -> str:
        """2026年12月底前."""
        return f"{day.year}年{day.month}月底前"

    def day(self, day: date) -> str:
        """A full day in the form of GB/T 9704-2012 clause 7.3.5.4: arabic, full year, no leading zero."""
        return f"{day.year}年{day.month}月{day.day}日"

    def around(self, day: date, exact: bool) -> str:
        """8月12日, 8月中旬."""
        if exact:
            return f"{day.month}月{day.day}日"
        return f"{day.month}月{third(day.day)}"

    def within_month(self, day: date) -> str:
        """8月."""
        return f"{day.month}月"

    def class_of_days(self, first: int, last: int | None) -> str:
        """4—7天, 31天及以上, 0天."""
        if last is None:
            return f"{first}天及以上"
        return f"{first}天" if first == last else f"{first}—{last}天"

    def counted(self, number: int) -> str:
        """两, 十二."""
        return quantity(number)


def _apart(items: Sequence[Item]) -> tuple[list[Phrase], str]:
    """The items as phrases and the mark between them; an item with a mark of its own puts all in quotation marks."""
    phrases: list[Phrase] = [(Span(item),) if isinstance(item, str) else item for item in items]
    if len(phrases) < 2 or not any(mark in plain_text(phrase) for phrase in phrases for mark in _INNER_MARKS):
        return phrases, "、"
    return [(Span("“"), *phrase, Span("”")) for phrase in phrases], ""


def _joined(phrases: Sequence[Phrase], between: str, last: str) -> Phrase:
    """The phrases with marks between them, another mark before the last; marks that are empty are left out."""
    joined: Phrase = ()
    for place, phrase in enumerate(phrases):
        mark = "" if place == 0 else last if place == len(phrases) - 1 else between
        joined = (*joined, *((Span(mark),) if mark else ()), *phrase)
    return joined
