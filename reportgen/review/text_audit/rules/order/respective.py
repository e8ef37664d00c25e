"""One for each: A、B、C分别为…; 分别增加82件、59件; 有三个乡镇，分别是…."""

import re
from collections.abc import Iterator

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, series
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.reading.periods import stretches
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.quantities import Kind, Range, figures

_H = "[一二两三四五六七八九十]{1,2}"
_SUBJECTS = lazily(r"(?:^|[，。；：])(?P<names>[^，。；：]{2,120}?)(?:分别|依次)[^，。；：]{0,12}$")
_OPEN = lazily("等(?!级|候|待|次)|以及其他")


def _counts(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """县级、乡级、村级分别发现11个、22个、32个、72个: as many values as there are names."""
    for sentence, said in zip(paragraph.sentences, paragraph.said, strict=True):
        if not re.search("分别|依次", sentence.skeleton):
            continue
        for run in series(said):
            head = sentence.printed(max(run[0].at - 120, 0), run[0].at)
            match = _SUBJECTS.search(head)
            names = _names(match["names"]) if match else set()
            stated = len(run)
            if names and stated not in names and not figures(*(one.quantity for one in run)) and max(names) > 1:
                words = "、".join(one.quantity.text for one in run)
                yield finding("audit.respective-count", place_of(sentence), words, str(max(names)))


def _names(text: str) -> set[int]:
    """How many names a text can be said to list; empty where it lists none plainly."""
    text = re.sub("（[^（）]*）", "", text)
    if _OPEN.search(text):
        return set()
    times = stretches(text)
    if re.search("[—–~～至到]", text):
        size = 3 if "季度" in text else 1
        return (
            {len(times[0].months) // size}
            if len(times) == 1 and len(times[0].months) > 2 and times[0].year is None
            else set()
        )
    parts = text.split("、")
    if len(parts) < 2 or any(re.search(r"\d(?![月季年])|其中|占|同比|环比|比|较", part) for part in parts):
        return set()
    if any(len(part) > 14 for part in parts[:-1]):
        return set()
    joined = len(re.findall("以及|和|及|与", text))
    counted = re.search(rf"(?P<count>{_H})(?:个|类|项|级|种|家|大|条)[^，。；：、]{{0,10}}$", parts[-1])
    told = {from_hanzi(counted["count"]) or 0} if counted else set()
    return set(range(len(parts), len(parts) + joined + 1)) | told


def _changes(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """534件、453件，比上年（452件、394件）分别增加82件、59件: each difference or rate is that of its own two values."""
    for _number, said in enumerate(paragraph.said):
        runs = series(said)
        for run in runs:
            if run[0].role is not Role.CHANGE:
                continue
            levels = [
                one
                for one in runs
                if one[0].role in (Role.LEVEL, Role.BASE, Role.RATE) and one[0].at < run[0].at and len(one) == len(run)
            ]
            levels = [one for one in levels if one[0].quantity.kind in (Kind.AMOUNT, Kind.PERCENT)]
            if len(levels) < 2 or levels[-1][0].quantity.unit != levels[-2][0].quantity.unit:
                continue
            for now, then, change in zip(levels[-2], levels[-1], run, strict=True):
                yield from _changed(now, then, change)


def _changed(now: Mention, then: Mention, change: Mention) -> Iterator[AuditFinding]:
    if figures(now.quantity, then.quantity, change.quantity):
        return
    high, low = sorted((now.quantity, then.quantity), key=lambda one: one.value, reverse=True)
    gap = high.range - low.range
    if change.quantity.kind is Kind.PERCENT and now.quantity.kind is Kind.AMOUNT and then.quantity.range.low > 0:
        right, exact, code = (
            (gap / then.quantity.range).times(100) if gap.low > 0 else Range(gap.low, gap.high),
            (high.value - low.value) / then.quantity.value * 100,
            "audit.rate-wrong",
        )
    elif change.quantity.unit == now.quantity.unit or change.quantity.kind is Kind.POINTS:
        right, exact, code = gap, high.value - low.value, "audit.change-wrong"
    else:
        return
    if not change.quantity.holds(right):
        basis = f"{now.quantity.text}、{then.quantity.text}"
        yield finding(
            code,
            place_of(change.sentence),
            change.quantity.text,
            change.quantity.printed(exact),
            basis=basis,
            likely=True,
        )


_UNITS = "家|名|位|个|处|所|户"
_NAMED = (
    "(?:单位|部门|乡镇|街道|镇|乡|县|区|市|村|社区|学校|企业|机构|领域|渠道|地区|局|所|站|中心|书记|负责人|同志|干部)"
)
_NAME_OF = f"(?:(?!{_H}(?:{_UNITS}))[\u4e00-\u9fff])"  # a character before which no other count begins
_PROMISED = lazily(
    rf"(?P<count>{_H}|\d{{1,2}})(?:{_UNITS})(?P<what>{_NAME_OF}{{0,8}}{_NAMED}(?:（[^（）]{{1,8}}）)?|(?=[，：]分别))(?P<gap>[^，。；：]{{0,10}}?)(?:[，：]|[，：]?(?:依次|分别)?(?:是|为|来自)：?)(?:分别|依次)?(?:是|为|即|有|来自|：)?[：]?(?P<items>[^。；]+)"
)
_CALLED = lazily("(?:是|为|来自)$|分别(?:是|为)|依次(?:是|为)|即|：|包括")
_ASIDE = lazily(
    rf"(?P<count>{_H}|\d{{1,2}})(?:{_UNITS})(?P<what>{_NAME_OF}{{0,8}}{_NAMED})（(?P<items>[^（）。；：，\d]*、[^（）。；：，\d]*)）"
)


def _promises(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """有三个乡镇，分别是甲乡（83.4%）、乙镇和丙镇: as many names as are promised."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        for match in _PROMISED.finditer(text):
            head = text[match.start() : match.start("items")]
            if (
                (match[0][len(match["count"])] == "个" and head.endswith("："))
                or not _CALLED.search(head[-6:])
                or _OPEN.search(match["items"])
                or re.search("第$|[十百千\\d]$|各$|每$|前$", text[: match.start()])
            ):
                continue
            listed = _listed(match["items"])
            promised = from_hanzi(match["count"]) or 0
            if listed and promised > 1 and promised not in listed:
                stated = f"{match['count']}{head[len(match['count']) :]}".rstrip("，：")
                yield finding("audit.items-count", place_of(sentence), stated, str(max(listed)))


def _aside(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """对3个单位（县交通局、县水利局、县教育局）: as many names in brackets as are promised."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        for match in _ASIDE.finditer(text):
            promised, listed = from_hanzi(match["count"]) or 0, _listed(match["items"])
            before = text[: match.start()]
            if (
                not listed
                or promised < 2
                or promised in listed
                or _OPEN.search(match["items"])
                or re.search("第$|[十百千\\d]$|各$|每$|前$|等$", before)
            ):
                continue
            yield finding(
                "audit.items-count",
                place_of(sentence),
                f"{match['count']}{text[match.end('count') : match.end('what')]}",
                str(max(listed)),
            )


def _listed(items: str) -> set[int]:
    """How many names a list has; empty where it is not a plain list of names."""
    bare = re.sub("（[^（）]*）", "", items)
    if re.search("[，：；]|[一二三四五]是|其中|占|同比", bare):
        return set()
    parts = re.split("、", bare)
    if (
        len(parts) < 2
        or any(re.search(r"\d", part) or not 2 <= len(part) <= 14 for part in parts[:-1])
        or len(parts[-1]) > 24
    ):
        return set()
    joined = len(re.findall("以及|和|及|与", parts[-1]))
    inner = sum(len(re.findall("和|与|及", part)) for part in parts[:-1])
    least = len(parts) + (
        1
        if joined
        and re.fullmatch(
            r"[\u4e00-\u9fff]{2,6}[镇乡街道局委办县区市]+(?:和|及|以及|与)[\u4e00-\u9fff]{2,8}[镇乡道局委办县区市厅]",
            parts[-1],
        )
        else 0
    )
    return set(range(least, len(parts) + joined + inner + 1))


RELATIONS = (
    Relation("audit.items-count", _aside, "对靠后的3个单位（县交通局、县水利局、县农业农村局）进行约谈。", "对靠后的4个单位（县交通局、县水利局、县农业农村局）进行约谈。", words="（"),
    Relation("audit.respective-count", _counts, "县级、乡级、村级河长分别发现问题11个、22个、32个。", "县级、乡级、村级河长分别发现问题11个、22个、32个、72个。", words="分别|依次"),
    Relation("audit.change-wrong", _changes, "教育、医疗信访量分别为534件、453件，比上年（452件、394件）分别增加82件、59件。", "教育、医疗信访量分别为534件、453件，比上年（452件、394件）分别增加82件、69件。"),
    Relation("audit.items-count", _promises, "满意率低于85%的有三个乡镇，分别是青禾镇（82.4%）、古槐镇（79.1%）和竹园乡（77.4%）。", "满意率低于85%的有三个乡镇，分别是青禾镇（82.4%）、柳湾镇（80.6%）、古槐镇（79.1%）和竹园乡（77.4%）。", words="是|为|即|来自|："),
)  # fmt: skip
