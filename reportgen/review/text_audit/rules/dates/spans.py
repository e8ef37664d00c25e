"""Months of a quarter or half year, months that do not exist, documents of a later year."""

import re
from collections.abc import Iterator

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of

_QUARTER = lazily(
    r"(?:(?P<half>[上下])半年|前(?P<quarters>[两二三])个?季度|第?(?P<quarter>[一二三四1-4])季度)(?:（|，?即)(?:\d{4}年)?(?P<first>\d{1,2})月?份?[—–\-－~～至到]+(?P<last>\d{1,2})月(?!\d{1,2}[日号])"
)
_NO_MONTH = lazily(
    r"(?<![\d.])(?:1[3-9]|[2-9]\d|0|00)月(?!龄|大|嫂|\d*票)(?:份|(?=，|底|末|初|[，。；]))|[—–\-－~～至到](?:1[3-9]|[2-9]\d)月份?(?!龄|大)|第?[五六七八九5-9]季度"
)


def _months(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """三季度（8—10月): the months of a quarter or half year; 13月 is none."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        for match in _QUARTER.finditer(text):
            first, last = _calendar(match)
            if (int(match["first"]), int(match["last"])) != (first, last):
                words = match[0].strip("（，即")
                yield finding(
                    "audit.period-dates",
                    place_of(sentence),
                    f"{match['first']}—{match['last']}月",
                    f"{first}—{last}月",
                    period=re.split("（|，|即", words)[0],
                )
        for none in _NO_MONTH.finditer(text):
            yield finding("audit.date-impossible", place_of(sentence), none[0].strip("—–-－~～至到，。；"))


def _calendar(match: re.Match[str]) -> tuple[int, int]:
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    if match["quarters"]:
        return 1, 3 * (from_hanzi(match["quarters"]) or 1)
    quarter = from_hanzi(match["quarter"]) or 1
    return 3 * quarter - 2, 3 * quarter


_NUMBERED = lazily(r"[〔\[［【（(](?P<year>20\d\d)[〕\]］】）)]\s*第?\d+号")
_CITED = lazily("根据|按照|依据|遵照|贯彻|落实|印发|下发|转发")
_WHEN = lazily(r"(?:^|[，。；])(?P<year>20\d\d)年(?:(?:\d{1,2})月)?(?:\d{1,2}[日号])?[，]?")


def _documents(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """2022年5月，根据…〔2023〕6号: nobody acts on a document of a later year."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        if not _NUMBERED.search(text) or not _CITED.search(text):
            continue
        for match in _NUMBERED.finditer(text):
            dated = [one for one in _WHEN.finditer(text) if one.start() < match.start()]
            years = [int(one) for one in re.findall(r"(?<!\d)(20\d\d)年", text)]
            if dated and years and int(match["year"]) > max(years):
                yield finding("audit.document-year", place_of(sentence), match[0], dated[-1]["year"], likely=True)


RELATIONS = (
    Relation("audit.period-dates", _months, "三季度（7—9月），全县开展检查31次。", "三季度（8—10月），全县开展检查31次。", words="月|季度"),
    Relation("audit.document-year", _documents, "2023年5月，县信访局根据《通知》（信联办〔2023〕6号）制定方案。", "2022年5月，县信访局根据《通知》（信联办〔2023〕6号）制定方案。", words="号"),
)  # fmt: skip
