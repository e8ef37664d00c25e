"""The period in the title against the periods in the text, and the days of a period against the calendar."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from reportgen.chinese.numerals import from_digits, from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.model.periods import Period
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.passages import Passage
from reportgen.review.text_audit.texts.sentences import AuditedText, Sentence, plain

_PERIOD = lazily(
    r"(?:(?P<year>20\d\d|二[〇零○O0][〇零○O0一二三四五六七八九]{2})年)?"
    r"(?:前(?P<quarters>[两二三])个?季度|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?![\d一二三四五六七八九十]*[日号]))"
)
_RANGE_END = lazily(r"[\d一二三四五六七八九十月]*[—–\-－~～至到、和与及]$")
_PRESENT = lazily(
    r"[，,]?(?:全[县市区省州镇乡街道]{1,2}|我[县市区局办委]|本[县市区局]|各[^，。]{1,8}|[^，。比较与同]{0,14}?)[，,]?(?:共计?|累计)?(?:受理|收到|接到|接收|登记|立案|办理|排查|检查|开展|查处|处分|接待|发生|征集|通报|办结|走访|组织|回访|抽查|督查|暗访|巡查|处置|审结|调解|接访|处理|完成)"
)
_ABOUT = lazily(
    "本(?:报告|通报|材料|期)(?:汇总|反映|统计|通报|分析|涉及)?了?$|^现将$|统计(?:期|时段|时间|范围)(?:为|：)?$"
)
_PAST = lazily("比|较|与|同期|上年|去年|上季|上月|相比")
_DAYS = lazily(
    r"[（(]?(?:即|从|自)?(?:(?P<y1>20\d\d)年)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日?[至到—–\-－~～]+(?:(?P<y2>20\d\d)年)?(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日"
)
_DAY = lazily(r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_UNTIL = lazily(r"截[至止](?:\d{4}年)?(\d{1,2}月\d{1,2}日)")
_LEAD = 3  # the paragraphs in which a report says what it is about


@dataclass(frozen=True, slots=True)
class _Named:
    """A period as a text names it; the year may be missing."""

    year: int | None
    kind: str
    index: int
    text: str
    end: int

    def differs(self, other: "_Named") -> bool:
        """Whether the two are periods of one kind and not the same."""
        years = {self.year, other.year} - {None}
        return self.kind == other.kind and (self.index != other.index or len(years) > 1)


def _periods(text: str) -> list[tuple[int, _Named]]:
    """The periods of a text with their places; months that are the end of a range (1—9月) are left out."""
    return [
        (found.start(), _named(found))
        for found in _PERIOD.finditer(text)
        if not _RANGE_END.search(text[max(0, found.start() - 6) : found.start()])
    ]


def _named(found: re.Match[str]) -> _Named:
    year = None if found["year"] is None else _year(found["year"])
    if found["quarters"]:
        return _Named(year, "T", 3 * (from_hanzi(found["quarters"]) or 0), found[0], found.end())
    if found["quarter"]:
        return _Named(year, "Q", from_hanzi(found["quarter"]) or 0, found[0], found.end())
    if found["half"]:
        return _Named(year, "H", 1 if found["half"] == "上" else 2, found[0], found.end())
    return _Named(year, "M", from_hanzi(found["month"]) or 0, found[0], found.end())


def _year(text: str) -> int:
    """A year in Arabic or Chinese digits; what stands for a zero there (零, ○, O) is one."""
    return from_digits(text) or 0


def title_period(story: AuditedText) -> Iterator[AuditFinding]:
    """The period of the title against the first one of which the lead says what was received in it."""
    body = story.document.body
    title = title_of(body)
    named = _periods(plain(title.text)) if title else []
    if title is None or len(named) != 1:
        return
    wanted = named[0][1]
    lead = (one for one in story.sentences if one and one[0].passage in body and one[0].passage is not title)
    for sentences in islice(lead, _LEAD):
        for sentence in sentences:
            shown = plain(sentence.text)
            first = next(iter(_periods(shown)), None)
            if first is None or first[1].kind != wanted.kind:
                continue
            if first[1].differs(wanted) and _is_present(shown, first, wanted):
                yield finding("audit.period-differs", place_of(sentence), first[1].text, wanted.text)
            return


_MONTHS = lazily(
    r"^(?:现将)?(?:(?P<year>20\d\d)年|今年)?(?P<first>\d{1,2})月?份?(?:1日)?(?:至|到|—|–|-|－|~|～)+(?:20\d\d年)?(?P<last>\d{1,2})月(?:(?:28|29|30|31)日|(?!\d))"
)


def _titled(story: AuditedText) -> tuple[Passage | None, Period | None, str]:
    """The title, the half-year or quarter that it names if it names one and no other, and by which words."""
    title = title_of(story.document.body)
    named = _periods(plain(title.text)) if title else []
    if len(named) != 1 or named[0][1].kind not in {"H", "Q"}:
        return title, None, ""
    return title, _calendar_period(named[0][1].year or 2001, named[0][1]), named[0][1].text


def title_months(story: AuditedText) -> Iterator[AuditFinding]:
    """The half-year or quarter of the title against the months with which the text begins: 上半年; 现将2026年1月至9月…."""
    body = story.document.body
    title, wanted, said = _titled(story)
    lead = next((one for one in story.sentences if one and one[0].passage in body and one[0].passage is not title), ())
    match = _MONTHS.match(plain(lead[0].text)) if lead else None
    if match is None or wanted is None:
        return
    months = (int(match["first"]), int(match["last"]))
    so_far = months == (1, wanted.end.month)
    if not so_far and months != (wanted.start.month, wanted.end.month):
        yield finding("audit.period-differs", place_of(lead[0]), match[0].removeprefix("现将"), said)


_YEAR = lazily(r"(?<!\d)(20\d\d)(?=年)")
_LEADING_YEAR = lazily(
    r"(?P<year>20\d\d)年(?:度)?[，,]?(?=全[县市区省州]|我[县市区省州]|本[县市区]|[^，。]{2,6}[县市区](?!.*与)|\d{1,2}(?:月(?:份|\d{1,2}日)?)?[至到—–\-－~～]+\d)"
)
_OF_THE_PAST = lazily("公报|统计|通报|情况|分析|总结|年报|报告")
_OF_THE_FUTURE = lazily("计划|要点|安排|打算|方案|意见|预算|目标|规划|部署|通知")


_OWN = lazily(
    r"本(?:季度|期|半年)[，]?[（(](?:即|20\d\d年)?(?P<first>\d{1,2})月(?:1日)?[至到—–\-－~～]+(?P<last>\d{1,2})月(?:(?:28|29|30|31)日|(?!\d))"
)


def own_months(story: AuditedText) -> Iterator[AuditFinding]:
    """本季度（10月至12月） under a title that names the third quarter."""
    title, wanted, said = _titled(story)
    for sentences in islice((one for one in story.sentences if one and one[0].passage is not title), _LEAD):
        for sentence in sentences:
            match = _OWN.search(plain(sentence.text))
            months = (int(match["first"]), int(match["last"])) if match else None
            if match and wanted is not None and months != (wanted.start.month, wanted.end.month):
                yield finding("audit.period-differs", place_of(sentence), match[0], said)


_TITLE_MONTHS = lazily(r"(?P<year>20\d\d)年(?P<first>\d{1,2})月?(?:至|到|—|–|-|－|~|～)+(?P<last>\d{1,2})月")


def title_range(story: AuditedText) -> Iterator[AuditFinding]:
    """The months of a title against the first period of which the text says what was received in it: 1—6月, 三季度."""
    body = story.document.body
    title = title_of(body)
    match = _TITLE_MONTHS.search(plain(title.text)) if title else None
    if title is None or match is None:
        return
    lead = next(
        (one for one in story.sentences if one and one[0].passage in body[:3] and one[0].passage is not title), ()
    )
    shown = plain(lead[0].text) if lead else ""
    first = next(iter(_periods(shown)), None)
    if first is None or first[0] or first[1].year not in (None, int(match["year"])):
        return
    period = _calendar_period(int(match["year"]), first[1])
    outside = period is not None and (period.start.month > int(match["last"]) or period.end.month < int(match["first"]))
    if outside and not _PAST.search(shown[: first[1].end + 8]):
        yield finding("audit.period-differs", place_of(lead[0]), first[1].text, match[0])


_SIGNED = lazily(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")


def signed_early(story: AuditedText) -> Iterator[AuditFinding]:
    """A report on a month that is signed before the middle of it."""
    body = story.document.body
    title = title_of(body)
    named = _periods(plain(title.text)) if title else []
    last = next((one for one in reversed(story.sentences) if one and body and one[0].passage is body[-1]), ())
    signed = _SIGNED.fullmatch(plain(last[0].text)) if len(last) == 1 else None
    if title is None or signed is None or len(named) != 1 or named[0][1].year is None:
        return
    if not _OF_THE_PAST.search(title.text) or _OF_THE_FUTURE.search(title.text.replace("通知", "")):
        return
    period = _calendar_period(named[0][1].year, named[0][1])
    day = _date(int(signed["year"]), int(signed["month"]), int(signed["day"]))
    if period is not None and day is not None and day < period.start + (period.end - period.start) / 2:
        yield finding("audit.period-differs", place_of(last[0]), signed[0], named[0][1].text)


def title_year(story: AuditedText) -> Iterator[AuditFinding]:
    """The year of a title that looks back against that with which the text begins; 2023年公报, 2022年，全县…."""
    body = story.document.body
    title = title_of(body)
    years = set(_YEAR.findall(plain(title.text))) if title else set()
    if title is None or len(years) != 1 or not _OF_THE_PAST.search(title.text) or _OF_THE_FUTURE.search(title.text):
        return
    lead = next((one for one in story.sentences if one and one[0].passage in body and one[0].passage is not title), ())
    first = next(iter(lead), None)
    match = _LEADING_YEAR.match(plain(first.text)) if first else None
    if first is None or match is None or match["year"] in years:
        return
    if not any(year in one.text for one in lead for year in years):
        yield finding("audit.period-differs", place_of(first), f"{match['year']}年", f"{years.pop()}年")


def _is_present(text: str, first: tuple[int, _Named], wanted: _Named) -> bool:
    """Whether the text says what it is about or what was received in a period, and does not name the title's beside it."""
    start, named = first
    rest = text[named.end :]
    if any(not other.differs(wanted) for _, other in _periods(rest)):
        return False
    if start and text[:start] not in {"今年", "本年", "今年以来，"}:
        return bool(_ABOUT.search(text[:start]))
    present = _PRESENT.match(rest)
    return present is not None and not _PAST.search(present[0])


def title_of(body: tuple[Passage, ...]) -> Passage | None:
    """The title: what its style calls so, or a first paragraph that is short and no sentence."""
    styled = next((passage for passage in body if passage.title), None)
    first = body[0] if body else None
    if styled is None and first is not None and len(first.text) < 60 and not re.search("[。：:；]", first.text):
        return first
    return styled


def days_of_a_period(story: AuditedText) -> Iterator[AuditFinding]:
    """第三季度（7月1日至9月30日）: the days against the calendar; a cut-off within a month's first or last days is a house's own.

    So is the day until which (截至8月15日) the document says that it knows a period.
    """
    everything = [sentence for sentences in story.sentences for sentence in sentences]
    until = {day for sentence in everything for day in _UNTIL.findall(plain(sentence.text))}
    for sentence in everything:
        if "季度" in sentence.text or "半年" in sentence.text or "月份" in sentence.text:
            yield from _days(sentence, until)


def _days(sentence: Sentence, until: set[str]) -> Iterator[AuditFinding]:
    text = plain(sentence.text)
    for _, named in _periods(text):
        days = _DAYS.match(text, named.end)
        if days is None or not text[named.end :].startswith(("（", "(", "即")):
            continue
        year = named.year or int(days["y1"] or 2001)
        period = _calendar_period(year, named)
        if period is None:
            continue
        given = _span(days, year)
        if given is not None and given[1] < period.end and _spoken(given[1]) in until:
            given = (given[0], period.end)
        if given is not None and any(
            abs((one - two).days) > 10 for one, two in zip(given, (period.start, period.end), strict=True)
        ):
            right = f"{_spoken(period.start)}至{_spoken(period.end)}"
            stated = days[0].strip("（(即从自")
            yield finding("audit.period-dates", place_of(sentence), stated, right, period=named.text)


def _calendar_period(year: int, named: _Named) -> Period | None:
    return Period(year, named.kind, named.index) if named.index else None


def _span(days: re.Match[str], year: int) -> tuple[date, date] | None:
    first = _date(int(days["y1"] or year), int(days["m1"]), int(days["d1"]))
    last = _date(int(days["y2"] or days["y1"] or year), int(days["m2"] or days["m1"]), int(days["d2"]))
    return None if first is None or last is None else (first, last)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _spoken(day: date) -> str:
    return f"{day.month}月{day.day}日"


def impossible_days(story: AuditedText) -> Iterator[AuditFinding]:
    """9月31日, 2月30日; 2月29日 only where the year is named."""
    for sentences in story.sentences:
        for sentence in sentences:
            for found in _DAY.finditer(plain(sentence.text) if "月" in sentence.text else ""):
                month, day = int(found["month"]), int(found["day"])
                year = int(found["year"] or 2000)
                if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
                    yield finding("audit.date-impossible", place_of(sentence), found[0])


CHECKS = (
    title_period,
    title_months,
    own_months,
    title_range,
    signed_early,
    title_year,
    days_of_a_period,
    impossible_days,
)
