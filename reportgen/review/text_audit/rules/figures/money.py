"""Money and measures: 84户每户1200元共10.08万元; 2052万元折合0.21亿元; budget and spending; what is more or less than a round number."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_PRICE = lazily(
    "每[^，。；\\d均]{1,8}$|单价|人均|户均|均价|标准(?:为|是)?|每[^，。；\\d]{1,4}(?:补助|发放|补发|救助|奖励|标准|为|约)+$"
)
_TOTAL = lazily("共|应收|实收|应付|应发|合计|总|支出|发放|补发|兑付|花费|金额|投入|拨付")
_SAME_AS = lazily("^(?:折合|约合|合(?!计|共)|即|折算为?|相当于|约)")
_GIVEN = lazily("预算|收入|投资|总额|应|拨付|安排|下达|到账|计划|筹集|可用")
_SPENT = lazily("到位|完成|已|支出|花费|使用|支付|开支")
_LEFT = lazily("结余|结存|节余|剩余|节约|结转|盈余|缺口|尚缺|未到位|尚欠")
_EXCEEDED = lazily("超支|透支|赤字|超出")
_ABOVE = lazily("超过|超出|逾|突破|高于|不少于|不低于|至少|超|以上")
_BELOW = lazily("不足|不到|低于|未达到?|不超过|将近|接近|近|最多|以下|少于|不满")
_STRICT = lazily("不少于|不低于|至少|不超过|最多|以上|以下")


def _products(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """为36名工人补发，人均4200元，合计15.12万元: count by price is the total."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        money = [one for one in said if one.quantity.kind is Kind.AMOUNT and one.quantity.unit == "元"]
        prices = [one for one in money if _PRICE.search(one.label)]
        totals = [one for one in money if one not in prices and _TOTAL.search(one.clause)]
        counts = [one for one in amounts(said) if one.quantity.unit != "元" and one.quantity.value > 1]
        if len(prices) != 1 or len(totals) != 1 or not counts:
            continue
        price, total = prices[0].quantity, totals[0].quantity
        months = re.search("每人每月|每月", prices[0].label)
        others = [one.quantity.range for one in money if one not in prices]
        if any(_meets(one.quantity.range, price.range, other) for one in counts for other in others):
            continue
        if (
            months
            or any(
                one.quantity.range.low > 0 and _meets(one.quantity.range, price.range, total.range) for one in counts
            )
            or figures(price, total)
        ):
            continue
        if len({one.quantity.value for one in counts}) > 1:
            continue
        right = total.printed(counts[0].quantity.value * price.value)
        basis = f"{counts[0].quantity.text}×{price.text}"
        yield finding("audit.product-wrong", place_of(sentence), total.text, right, basis=basis)


def _meets(count: Range, price: Range, total: Range) -> bool:
    return Range(count.low * price.low, count.high * price.high).apart(total) == 0


def _conversions(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """2052万元（折合0.21亿元）; 237460元，约23.7万元."""
    for said in paragraph.said:
        for one, other in itertools.pairwise(said):
            a, b = one.quantity, other.quantity
            if (
                a.kind is not Kind.AMOUNT
                or a.unit != b.unit
                or a.scale == b.scale
                or b.kind not in (Kind.AMOUNT, Kind.ROUGH)
            ):
                continue
            words = (other.label + b.text) if b.kind is Kind.ROUGH else other.label
            gap = one.sentence.skeleton[one.at + 1 : other.at]
            if not _SAME_AS.search(words) or not re.fullmatch(r"[，（]?[^，。；（Ⓐ]{0,6}", gap) or figures(a, b):
                continue
            loose = b.half * (3 if b.kind is Kind.ROUGH else 1)
            if Range(b.value - loose, b.value + loose).apart(a.range) > 0:
                yield finding(
                    "audit.conversion-wrong", place_of(one.sentence), b.text, b.printed(a.value), basis=a.text
                )


def _spending(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """预算28.50万元，支出26.85万元，结余1.65万元."""
    for said in paragraph.said:
        levels = amounts(said)
        for given, spent, left in zip(levels, levels[1:], levels[2:], strict=False):
            same = len({one.quantity.unit for one in (given, spent, left)}) == 1
            words = (given.label, spent.label, left.label)
            if (
                not same
                or not _GIVEN.search(words[0])
                or not _SPENT.search(words[1])
                or not re.search(f"{_LEFT.pattern}|{_EXCEEDED.pattern}", words[2])
            ):
                continue
            if figures(given.quantity, spent.quantity, left.quantity):
                continue
            if any(one.at < given.at and re.search("[年月季期]初|结转|结存|上[年月期]", one.label) for one in levels):
                continue  # what was there before is in what is left
            yield from _spent(given, spent, left)


def _spent(given: Mention, spent: Mention, left: Mention) -> Iterator[AuditFinding]:
    gap = given.quantity.range - spent.quantity.range
    exceeded = _EXCEEDED.search(left.label)
    back = Range(-gap.high, -gap.low)
    basis = f"{given.quantity.text}、{spent.quantity.text}"
    stated = left.label + left.quantity.text
    if left.quantity.holds(back if exceeded else gap):
        return
    if left.quantity.holds(gap if exceeded else back):
        yield finding("audit.direction-wrong", place_of(left.sentence), stated, basis=basis)
    else:
        value = abs(given.quantity.value - spent.quantity.value)
        yield finding(
            "audit.change-wrong",
            place_of(left.sentence),
            stated,
            left.label + left.quantity.printed(value),
            basis=basis,
            likely=True,
        )


def _approximate(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """3959件，接近4000件: right beside an exact number, 超过 is more and 不足 is less."""
    for said in paragraph.said:
        for one, other in itertools.pairwise(said):
            a, b = one.quantity, other.quantity
            more = a.kind is Kind.ROUGH and re.search("[余多]", a.text) and _BELOW.search(b.text)
            if (
                not (a.kind in (Kind.AMOUNT, Kind.PERCENT) or more)
                or one.role is Role.CHANGE
                or b.unit != a.unit
                or b.value <= 0
            ):
                continue
            gap = one.sentence.skeleton[one.at + 1 : other.at]
            if not re.fullmatch(
                r"[，（、]?(?:已|首次|总量|总数|数量|均|也|但|仍|尚)*(?:突破|超|未达到?|超过|达)?", gap
            ):
                continue
            yield from _round(one, other, gap + b.text if b.kind is Kind.ROUGH else gap)


def _round(one: Mention, other: Mention, words: str) -> Iterator[AuditFinding]:
    a, b = one.quantity, other.quantity
    below, above = _BELOW.search(words), _ABOVE.search(words)
    if figures(a, b) or not (below or above) or b.value > a.value * 2 or a.value > b.value * 2:
        return
    equal = bool(_STRICT.search(words))
    wrong = (a.value > b.value) if below else (a.value < b.value)
    if wrong or (a.value == b.value and not equal):
        yield finding(
            "audit.approximate-wrong",
            place_of(one.sentence),
            (words if b.kind is Kind.ROUGH else words + b.text).strip("，（"),
            "",
            basis=a.text,
        )


_BETWEEN = lazily(
    r"(?:介于|在|处于)?(?P<low>\d+(?:\.\d+)?)(?P<unit>%|分|天|个工作日)(?:[和与至到—–~～\-]+)(?P<high>\d+(?:\.\d+)?)(?P=unit)之间"
)
_WITHIN = lazily(
    r"(?:均|都|全部)?(?:处于|在|落在|位于|符合|属于)(?P<low>\d+(?:\.\d+)?)(?:%|分|天|个工作日)?[—–~～至到\-]+(?P<high>\d+(?:\.\d+)?)(?:%|分|天|个工作日)(?:的|之间|这一)*(?:合格|目标|正常|合理|良好|优秀|规定|控制)?(?:区间|范围)"
)
_LIMIT = lazily(
    r"(?P<word>低于|高于|不足|超过|不到|未达到?)(?P<limit>\d+(?:\.\d+)?)(?P<unit>%|分|件|天)的?(?:有|共有|共|乡镇|单位|街道|部门)[^。]{2,30}?(?:分别是|分别为|是|为|即|：|[，（])(?P<list>[^。；]*)"
)
_IN_LIST = lazily(r"（(?P<value>\d+(?:\.\d+)?)(?P<unit>%|分|件|天)?）")


def _ranges(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """介于88.8%和94.9%之间，均处于85%—95%的合格区间; 低于85%的有三个乡镇，分别是甲（83.4%）…."""
    for sentence in paragraph.sentences:
        text = re.sub(r"\s", "", sentence.text).replace("(", "（").replace(")", "）")
        if within := _WITHIN.search(text):
            low, high = Decimal(within["low"]), Decimal(within["high"])
            spoken = _BETWEEN.search(text)
            values = (
                [Decimal(spoken["low"]), Decimal(spoken["high"])] if spoken and spoken.start() < within.start() else []
            )
            if any(not low <= value <= high for value in values):
                yield finding("audit.range-wrong", place_of(sentence), within[0], "", basis="、".join(map(str, values)))
        if limit := _LIMIT.search(text):
            values = [
                Decimal(one["value"])
                for one in _IN_LIST.finditer(limit["list"])
                if (one["unit"] or limit["unit"]) == limit["unit"]
            ]
            less = limit["word"] in {"低于", "不足", "不到", "未达", "未达到"}
            bad = [value for value in values if (value >= Decimal(limit["limit"])) is less]
            if bad and len(bad) < max(len(values), 2) and not any(one.figure for one in sentence.found.values()):
                yield finding(
                    "audit.range-wrong",
                    place_of(sentence),
                    f"{limit['word']}{limit['limit']}{limit['unit']}",
                    "",
                    basis="、".join(f"{value}{limit['unit']}" for value in bad),
                    likely=True,
                )


RELATIONS = (
    Relation("audit.product-wrong", _products, "为36名工人补发工资，人均4200元，合计15.12万元。", "为36名工人补发工资，人均4200元，合计16.12万元。", words="元"),
    Relation("audit.conversion-wrong", _conversions, "落实资金2052万元（折合0.21亿元）。", "落实资金2052万元（折合2.05亿元）。", words="折|合|即|约|相当"),
    Relation("audit.direction-wrong", _spending, "预算28.50万元，实际支出26.85万元，结余1.65万元。", "预算28.50万元，实际支出26.85万元，超支1.65万元。", words="支出|花费|使用|支付|到位|完成|已"),
    Relation("audit.approximate-wrong", _approximate, "线上办结3959件，接近4000件。", "线上办结3959件，超过4000件。", words="[超过逾突破不足未到接近低高以至满]"),
    Relation("audit.range-wrong", _ranges, "满意率介于88.8%和94.9%之间，均处于85%—95%的合格区间。", "满意率介于88.8%和96.9%之间，均处于85%—95%的合格区间。", words="区间|范围|低于|高于|不足|超过|不到|未达"),
)  # fmt: skip
