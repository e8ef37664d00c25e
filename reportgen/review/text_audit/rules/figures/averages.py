"""Averages and medians: 月均, 日均, 件均, the mean of values that the text gives, and overall rates that are none."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from reportgen.chinese.numerals import to_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts, series
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.periods import spread, stretches
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_MEAN = lazily("平均|均值|(?:案|村|镇|乡|校|户|人|件|月|日|年|季|周|次|组|班|县|局)均")
_MEAN_WORD = lazily("平均|均值")
_MONTHLY = lazily("月均|平均每月|每月平均|月平均")
_DAILY = lazily("(?<!工作日)(?<!工作)日均|平均每[天日]|每[天日]平均|日平均")
_OF_LIST = "平均|均值|[季月]均"
_MEDIAN = lazily("中位数")
_OVERALL = lazily("总体|整体|综合|合计|总的|全部|平均|两|三|各")
_WORKED = lazily(r"(?<![\d.月])(\d{1,3})(?:个工作日|天)(?!内|以|前|后)")
_DAYS = lazily(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?[—–\-－~～至到]+(?:(\d{1,2})月)?(\d{1,2})日")


def _listed(paragraph: Paragraph, one: Mention) -> list[Mention]:
    """The values of which a mean or median is: a series, or values listed before it in its sentence, of its unit."""
    said = paragraph.said[one.sentence.index]
    before = [
        each
        for each in said
        if each.at < one.at and (each.quantity.kind, each.quantity.unit) == (one.quantity.kind, one.quantity.unit)
    ]
    before = [each for each in before if each.role is not Role.CHANGE]
    runs = [run for run in series(before) if len(run) > 2]
    if not before:
        behind = [each for each in said if each.at > one.at and each.quantity.unit == one.quantity.unit]
        runs = [run for run in series(behind) if len(run) > 2 and re.search("分别|依次|各", run[0].clause)]
        runs = [run for run in runs if "，" in one.sentence.skeleton[one.at : run[0].at]]
    return runs[-1] if runs else before


def _means(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """84.9分、84.8分、82.0分、87.4分，平均得分84.78分; no mean is above all values."""
    for one in paragraph.mentions:
        if one.quantity.kind is Kind.PERCENT or not (one.role is Role.AVERAGE and re.search(_OF_LIST, one.clause)):
            continue
        values = _listed(paragraph, one)
        if _MONTHLY.search(one.clause) and not _by_month(values):
            continue
        word = one.at - len(one.clause) + max(found.start() for found in re.finditer(_OF_LIST, one.clause))
        if (
            one.following
            or any(word < each.at < one.at for each in values)
            or len(values) < 3
            or figures(one.quantity, *(each.quantity for each in values))
            or re.search("加权|去年|上年|全[省市县]", one.clause)
        ):
            continue
        total = sum((each.quantity.range for each in values[1:]), start=values[0].quantity.range)
        mean = Range(total.low / len(values), total.high / len(values))
        if one.quantity.holds(mean):
            continue
        numbers = [each.quantity.value for each in values]
        outside = not min(numbers) <= one.quantity.value <= max(numbers)
        whole = _full(one, values)
        if outside or whole:
            right = one.quantity.printed(sum(numbers, start=Decimal(0)) / len(numbers))
            yield _wrong(one, right, values, likely=not outside or not whole)


def _by_month(values: Sequence[Mention]) -> bool:
    """Whether values stand for months in turn."""
    head = values[0].sentence.printed(max(values[0].at - 40, 0), values[0].at) if values else ""
    if f"{to_hanzi(len(values))}个月" in head:
        return True
    times = spread(re.split("[，。；：]", head)[-1], len(values))
    return len(times) == len(values) and all(len(one.months) == 1 for one in times)


def _full(one: Mention, values: Sequence[Mention]) -> bool:
    """Whether the values are a plain list, so that the mean is of them."""
    text = one.sentence.skeleton[values[0].at : values[-1].at]
    return len(set(re.findall("[，；。]", text))) < 2


def _wrong(
    one: Mention, right: str, of: Sequence[Mention], *, likely: bool, code: str = "audit.average-wrong"
) -> AuditFinding:
    words = "、".join(each.quantity.text for each in of)
    return finding(code, place_of(one.sentence), f"{one.label}{one.quantity.text}", right, basis=words, likely=likely)


def _medians(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """56、74、66、26、112、40，中位数61件: values may stand without their measure word."""
    for one in paragraph.mentions:
        if not _MEDIAN.search(one.label):
            continue
        text = one.sentence.printed(0, one.at)
        if not re.search(r"\d.*、.*\d", text):
            text = one.sentence.printed(one.at + 1, len(one.sentence.skeleton))
        runs = re.findall(
            r"\d+(?:\.\d+)?[^\d、，。；]{0,3}(?:(?:、|和|及|，)\d+(?:\.\d+)?[^\d、，。；]{0,3}){2,}", text
        )
        if not runs or one.quantity.figure:
            continue
        values = sorted(Decimal(value) for value in re.findall(r"\d+(?:\.\d+)?", runs[-1]))
        middle = len(values) // 2
        right = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
        if not one.quantity.holds(Range(right, right)):
            yield finding(
                "audit.average-wrong",
                place_of(one.sentence),
                f"{one.label}{one.quantity.text}",
                f"{right.normalize():f}{one.quantity.unit}",
                basis=runs[-1].strip("，、和及"),
            )


def _per_time(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """三季度受理921件，月均307件: the amount by the months or days of its time."""
    for one in paragraph.mentions:
        monthly, daily = _MONTHLY.search(one.clause), _DAILY.search(one.clause)
        if one.quantity.kind is not Kind.AMOUNT or not (monthly or daily) or one.role is Role.CHANGE:
            continue
        earlier = [
            each
            for each in amounts([*paragraph.before[-8:], *paragraph.until(one)], one.quantity.unit)
            if each.role is Role.LEVEL and each.quantity.value > one.quantity.value
        ]
        counts = _months(paragraph, one) if monthly else _days(paragraph, one)
        if not earlier or not counts:
            continue
        right = [(each, count) for each in earlier for count in counts]
        if any(
            one.quantity.holds(Range(each.quantity.range.low / count, each.quantity.range.high / count))
            for each, count in right
        ):
            continue
        if figures(one.quantity, earlier[0].quantity) or len({each.quantity.value for each in earlier}) > 3:
            continue
        each, count = next((pair for pair in right if pair[0].sentence is one.sentence), right[-1])
        if abs(each.quantity.value / count - one.quantity.value) > each.quantity.value / count / 2:
            continue  # of another time
        rounded = one.quantity.printed(each.quantity.value / count)
        if abs(each.quantity.value / count - one.quantity.value) >= 1 or one.quantity.half:
            yield finding(
                "audit.average-wrong",
                place_of(one.sentence),
                f"{one.label}{one.quantity.text}",
                rounded,
                basis=f"{each.quantity.text}÷{count}",
                likely=True,
            )


def _months(paragraph: Paragraph, one: Mention) -> list[int]:
    text = "".join(each.text for each in paragraph.sentences[: one.sentence.index + 1])
    return list(dict.fromkeys(len(each.months) for each in stretches(re.sub(r"\s", "", text)) if len(each.months) > 1))


def _days(paragraph: Paragraph, one: Mention) -> list[int]:
    """How many days the stretches of days and months in the text before have."""
    text = re.sub(r"\s", "", "".join(each.text for each in paragraph.sentences[: one.sentence.index + 1]))
    found = [int(count) for count in _WORKED.findall(text)]
    for year, month, day, month2, day2 in _DAYS.findall(text):
        try:
            first = date(int(year or 2026), int(month), int(day))
            last = date(int(year or 2026), int(month2 or month), int(day2))
        except ValueError:
            continue
        found.append((last - first).days + 1)
    if re.search("第\\d{1,2}周|(?:本|上|这一?)周|一周", text):
        found.append(7)
    for each in stretches(text):
        years = [each.year] if each.year and each.year > 1 else [2024, 2026]
        found += [sum(monthrange(year, month)[1] for month in each.months) for year in years]
    return [count for count in dict.fromkeys(found) if count > 0]


def _per_thing(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """71件，涉及金额431万元，件均6.07万元; 16个中心共64名，平均每个中心4名."""
    for _number, said in enumerate(paragraph.said):
        for at, one in enumerate(said):
            if (
                one.quantity.kind is not Kind.AMOUNT
                or one.role is not Role.AVERAGE
                or not _MEAN.search(one.clause)
                or one.following
            ):
                continue
            if _MONTHLY.search(one.clause) or _DAILY.search(one.clause):
                continue
            levels = amounts(said[:at])
            totals = [each for each in levels if each.quantity.unit == one.quantity.unit]
            counts = [each for each in levels if each.quantity.unit != one.quantity.unit and each.quantity.value > 1]
            right = [
                each.quantity.range / count.quantity.range
                for each in totals
                for count in counts
                if each.quantity.range.low > 0
            ]
            if len(totals) != 1 or len(counts) != 1 or any(one.quantity.holds(each) for each in right):
                continue
            if (
                figures(one.quantity, totals[0].quantity, counts[0].quantity)
                or totals[0].quantity.value < counts[0].quantity.value / 20
            ):
                continue
            if re.search("合计|共计|总计|共", one.sentence.skeleton[one.at : one.at + 12]):
                continue
            value = totals[0].quantity.value / counts[0].quantity.value
            yield _wrong(one, one.quantity.printed(value), [totals[0], counts[0]], likely=True)


def _overall(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """办结率90.0% of 900件 and 60.0% of 100件: the rate of both is 87.0%, not the mean of the two."""
    for one in paragraph.mentions:
        if one.role is not Role.RATE or not _OVERALL.search(one.clause) or one.quantity.figure:
            continue
        said = paragraph.until(one)
        places = [place for place, each in enumerate(said) if each.role is Role.RATE and place > 1]
        pairs = [said[place - 2 : place] for place in places]
        pairs = [
            two
            for two in pairs
            if {each.quantity.kind for each in two} == {Kind.AMOUNT} and two[0].quantity.unit == two[1].quantity.unit
        ]
        pairs = [sorted(two, key=lambda each: each.quantity.value) for two in pairs]
        if len(pairs) < 2 or len(pairs) != len(places):
            continue
        part, whole = (sum((two[place].quantity.value for two in pairs), start=Decimal(0)) for place in (0, 1))
        right = part / whole * 100 if whole else Decimal(0)
        if not one.quantity.holds(Range(right, right)):
            yield _wrong(one, one.quantity.printed(right), [each for two in pairs for each in two], likely=False)


def _mean_rates(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """92.0%、94.0%、96.0%，平均97.0%: no mean is above all values or below, however they are weighed."""
    for one in paragraph.mentions:
        if one.quantity.kind is not Kind.PERCENT or not _MEAN_WORD.search(one.clause) or one.role is Role.CHANGE:
            continue
        values = [each for each in _listed(paragraph, one) if not re.search("平均|全[省市国]|同期|上年", each.clause)]
        numbers = [each.quantity.value for each in values]
        if (
            len(values) < 3
            or figures(one.quantity, *(each.quantity for each in values))
            or re.search("全[省市国]|去年|上年", one.clause)
        ):
            continue
        if not min(numbers) <= one.quantity.value <= max(numbers):
            yield _wrong(one, f"{min(numbers)}%～{max(numbers)}%", values, likely=True)


RELATIONS = (
    Relation("audit.average-wrong", _means, "四个乡镇得分分别为84.9分、84.8分、82.0分、87.4分，平均得分84.78分。", "四个乡镇得分分别为84.9分、84.8分、82.0分、87.4分，平均得分86.78分。", words="均"),
    Relation("audit.average-wrong", _mean_rates, "三次测评满意率分别为92.0%、94.0%、96.0%，平均满意率94.0%。", "三次测评满意率分别为92.0%、94.0%、96.0%，平均满意率97.0%。", words="均"),
    Relation("audit.average-wrong", _medians, "六个县办件量为56件、74件、66件、26件、112件、40件，中位数61件。", "六个县办件量为56件、74件、66件、26件、112件、40件，中位数66件。", words="中位数"),
    Relation("audit.average-wrong", _per_time, "三季度受理921件，月均受理307件。", "三季度受理921件，月均受理297件。", words="均"),
    Relation("audit.average-wrong", _per_thing, "查处问题71件，涉及金额431万元，件均6.07万元。", "查处问题71件，涉及金额431万元，件均7.07万元。", words="均"),
    Relation("audit.average-wrong", _overall, "甲片区交办900件、办结810件，办结率90.0%；乙片区交办100件、办结60件，办结率60.0%。两片区总体办结率87.0%。", "甲片区交办900件、办结810件，办结率90.0%；乙片区交办100件、办结60件，办结率60.0%；两片区总体办结率75.0%。", words="率"),
)  # fmt: skip
