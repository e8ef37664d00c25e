"""Days and years: from登记 to 办结, from 9时 to 11时, ages, months of a quarter, documents of a later year."""

import re
from collections.abc import Iterator
from datetime import date

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of

_DATE = lazily(
    r"(?:(?P<year>(?:19|20)\d\d)年|(?P<same>同年|当年|次年|翌年))?(?:(?P<month>\d{1,2})月|(?P<within>同月|当月|本月))(?P<day>\d{1,2})[日号]"
)
_LASTED = lazily(
    r"(?:历时|用时|耗时|共用|历经|为期|前后|间隔|共计|办理时长|仅用|只用|总共用|周期|时长|[只仅才共]花)(?:共|仅|约|为|仅用|达|了)?(?P<days>\d{1,4})(?P<unit>天|个?(?:自然|日历)日|个昼夜|日(?!前|内|起))"
)
_TIME = lazily(r"(?<!\d)(?P<hour>\d{1,2})(?:时|点|:)(?:(?P<minute>\d{1,2})分?)?(?!\d)")
_HOURS = lazily(
    r"(?:历时|用时|耗时|共用|[仅只]用|间隔|时长|前后|等候|等待|等了|排队|离岗|脱岗|缺岗|空岗|迟到|停留|延误|中断|持续|长达|达到)(?:时间)?(?:共|仅|约|为|达|长达|了)?(?:(?P<hours>\d{1,3})个?小时)?(?:(?P<minutes>\d{1,4})分钟?)?"
)
_ROUGH = lazily("约|近|超|余|工作日|不到|左右")


def _durations(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """2024年12月28日登记，2025年1月9日办结，历时12天; both ends may be counted."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        lasted = _LASTED.search(text)
        if lasted is None or _ROUGH.search(lasted[0]) or any(one.figure for one in sentence.found.values()):
            continue
        days = _days(text[: lasted.start()])
        if len(days) != 2:
            continue
        right = (days[1] - days[0]).days
        if right >= 0 and int(lasted["days"]) not in (right, right + 1):
            yield finding("audit.duration-wrong", place_of(sentence), lasted[0], f"{right}{lasted['unit']}")


def _days(text: str) -> list[date]:
    """The days that a text names in full or after one that it does."""
    found: list[date] = []
    for match in _DATE.finditer(text):
        last = found[-1] if found else None
        year = int(match["year"]) if match["year"] else last.year if last else 2025
        if match["same"] in {"次年", "翌年"}:
            year += 1
        month = int(match["month"]) if match["month"] else last.month if last else 0
        try:
            found.append(date(year, month, int(match["day"])))
        except ValueError:
            return []
    return found


def _hours(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """11时16分派发，当日13时18分处置完毕，历时2小时2分钟."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        lasted = next((one for one in _HOURS.finditer(text) if one["hours"] or one["minutes"]), None)
        if lasted is None or not (lasted["hours"] or lasted["minutes"]) or _ROUGH.search(lasted[0]):
            continue
        times = [int(one["hour"]) * 60 + int(one["minute"] or 0) for one in _TIME.finditer(text[: lasted.start()])]
        days = re.search("次日|第二天|翌日|次晨", text[: lasted.start()])
        if (
            len(times) != 2
            or any(time >= 24 * 60 for time in times)
            or (not days and len(set(_days(text[: lasted.start()]))) > 1)
        ):
            continue
        right = times[1] - times[0] + (24 * 60 if days else 0)
        stated = int(lasted["hours"] or 0) * 60 + int(lasted["minutes"] or 0)
        exact = lasted["minutes"] is not None or right % 60 == 0
        if right >= 0 and (stated != right if exact else abs(stated - right) >= 60):
            hours, minutes = divmod(right, 60)
            words = (f"{hours}小时" if hours else "") + (f"{minutes}分钟" if minutes or not hours else "")
            yield finding("audit.duration-wrong", place_of(sentence), lasted[0], words)


_BORN = lazily(
    r"(?:生于|出生于)(?P<year2>(?:19|20)\d\d)年(?:(?P<month2>\d{1,2})月(?:\d{1,2}[日号])?)?|(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:\d{1,2}[日号])?)?(?:出生|生(?![产活效育态成]))"
)
_AGE = lazily(r"(?:时年?|年龄|当时|现年|年仅|，|时|案发|）)[^，。；\d]{0,6}?(?P<age>\d{1,3})(?:周岁|岁)(?!以|及|至)")
_MONTH = lazily(r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月)?")


def _ages(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """1979年8月出生，案发时（2023年10月）44周岁."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        born, age = _BORN.search(text), _AGE.search(text)
        if born is None or age is None or len(_BORN.findall(text)) > 1 or "虚岁" in text:
            continue
        others = [one for one in _MONTH.finditer(text) if not born.start() <= one.start() < born.end()]
        if len(others) != 1:
            continue
        right = _age(born, others[0])
        if int(age["age"]) not in right:
            yield finding("audit.age-wrong", place_of(sentence), f"{age['age']}岁", "或".join(map(str, sorted(right))))


def _age(born: re.Match[str], when: re.Match[str]) -> set[int]:
    """How old somebody can be: the birthday may not have come yet."""
    years = int(when["year"]) - int(born["year"] or born["year2"])
    month = born["month"] or born["month2"]
    if not month or not when["month"] or month == when["month"]:
        return {years, years - 1}
    return {years if int(when["month"]) > int(month) else years - 1}


_AT_AGE = lazily(r"(?P<year>(?:19|20)\d\d)年[^，。；岁]{0,14}?(?<!\d)(?P<age>\d{1,3})(?:周岁|岁)(?!以|及|至)")
_SINCE = lazily(
    r"(?P<y1>(?:19|20)\d\d)年(?:(?P<m1>\d{1,2})月)?(?:\d{1,2}日)?[^，。；\d]{0,12}，?(?:至|到|截至)(?P<y2>(?:19|20)\d\d)年(?:(?P<m2>\d{1,2})月)?(?:\d{1,2}日)?(?:底|末)?[^，。；\d]{0,10}?(?P<word>满|工期|历时|为期|共|达|计)(?P<count>\d{1,3})(?P<unit>周年|年|个月)(?!\d)"
)
_UNTIL = lazily(
    r"(?P<y1>(?:19|20)\d\d)年(?P<m1>\d{1,2})月(?:\d{1,2}日)?[^，。；\d]{0,8}[，、](?:至|到|于)?(?P<y2>(?:19|20)\d\d)年(?P<m2>\d{1,2})月(?:\d{1,2}日)?[^，。；\d]{0,8}，(?P<word>工期|历时|为期|用时|建设周期)(?:共|为|达)?(?P<count>\d{1,3})(?P<unit>个月|年)"
)
_TWO = 2


def _older(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """2001年参加工作时22岁，2026年立案时47岁: as many years older as have gone by."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        ages = list(_AT_AGE.finditer(text))
        if (
            len(ages) != _TWO
            or any(one.figure for one in sentence.found.values())
            or "、" in text[ages[0].end() : ages[1].start()]
        ):
            continue
        first, last = ages
        right = int(first["age"]) + int(last["year"]) - int(first["year"])
        if abs(right - int(last["age"])) > 1:
            yield finding("audit.age-wrong", place_of(sentence), f"{last['age']}岁", str(right), likely=True)


def _since(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """1990年8月参加工作，至2025年8月满35年; 3月开工，12月竣工，工期9个月: the years or months between, both ends or one."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        for match in (*_SINCE.finditer(text), *_UNTIL.finditer(text)):
            months = 12 * (int(match["y2"]) - int(match["y1"])) + int(match["m2"] or 0) - int(match["m1"] or 0)
            exact = bool(match["m1"] and match["m2"])
            span, slack = (months, 1) if match["unit"] == "个月" else (months // 12, 0 if exact else 1)
            known = exact or match["unit"] != "个月"
            if known and span > 0 and abs(int(match["count"]) - span) > slack:
                words = f"{match['word']}{match['count']}{match['unit']}"
                yield finding("audit.duration-wrong", place_of(sentence), words, f"{span}{match['unit']}", likely=True)


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
    Relation("audit.age-wrong", _older, "陈某2001年参加工作时22岁，2026年被立案时47岁。", "陈某2001年参加工作时22岁，2026年被立案时37岁。", words="岁"),
    Relation("audit.duration-wrong", _since, "赵某1990年8月参加工作，至2025年8月工作满35年。", "赵某1990年8月参加工作，至2025年8月工作满25年。", words="满|工期|历时|为期|用时|周期|年[^。]*至", more=(("该工程2025年3月开工，2025年12月竣工，工期9个月。", "该工程2025年3月开工，2025年12月竣工，工期11个月。"),)),
    Relation("audit.duration-wrong", _durations, "该投诉于2024年12月28日登记，2025年1月9日办结，历时12天。", "该投诉于2024年12月28日登记，2025年1月9日办结，历时22天。", words="历时|[用耗]时|历经|为期|前后|间隔|共计|时长|[共仅只]用|周期|[只仅才共]花"),
    Relation("audit.duration-wrong", _hours, "工单11时16分派发，当日13时18分办结，历时2小时2分钟。", "工单11时16分派发，当日13时18分办结，历时2小时22分钟。", words="历时|[用耗]时|[共仅只]用|间隔|时长|前后|等候|等待|等了|排队|[离脱缺空]岗|迟到|停留|延误|中断|持续|长达|达到"),
    Relation("audit.age-wrong", _ages, "张某，1979年8月出生，案发时（2023年10月）44周岁。", "张某，1979年8月出生，案发时（2023年10月）46周岁。", words="岁"),
    Relation("audit.period-dates", _months, "三季度（7—9月），全县开展检查31次。", "三季度（8—10月），全县开展检查31次。", words="月|季度"),
    Relation("audit.document-year", _documents, "2023年5月，县信访局根据《通知》（信联办〔2023〕6号）制定方案。", "2022年5月，县信访局根据《通知》（信联办〔2023〕6号）制定方案。", words="号"),
)  # fmt: skip
