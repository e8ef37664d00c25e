"""Days against the calendar and against each other: weekdays, what is done before it was received, years that a thing took."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from reportgen.chinese.numerals import from_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of

_WEEKDAY = lazily(
    r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号][，（]?(?:是|为)?(?:星期|周|礼拜)(?P<week>[一二三四五六日天])"
)
_DAYS = "一二三四五六日"


def _weekdays(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """2024年10月1日（星期二）."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        for match in _WEEKDAY.finditer(text):
            day = _date(int(match["year"]), int(match["month"]), int(match["day"]))
            right = _DAYS[day.weekday()] if day else ""
            if right and right != match["week"].replace("天", "日"):
                words = match[0]
                yield finding("audit.weekday-wrong", place_of(sentence), words, f"星期{right}")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_STEP = lazily(r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?P<words>[^，。；\d]{0,24})")
_HALF_A_YEAR = 6
_BEGINS = lazily(
    "受理|登记|收到|接到|交办|转办|转交|派发|派单|立案|启动|开工|提交|反映|来访|来信|申请|送达|接收|下达|签收"
)
_ENDS = lazily("办结|办毕|审结|结案|答复|回复|反馈|完成|竣工|验收|销号|化解|整改到位|关闭|归档")
_ELSE = lazily("未|前|计划|拟|限|期限|要求|应|预计|上年|去年|同年|次年|截至|此前|分别|另")


def _order(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """3月20日交办，3月15日办结: nothing is done before it came in; days of one sentence, of one year unless it names two."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        steps = _STEP.finditer(text)
        for one, other in pairwise(steps):
            if not (_BEGINS.search(one["words"]) and _ENDS.search(other["words"])) or _BEGINS.search(other["words"]):
                continue
            if (
                _ENDS.search(one["words"])
                or _ELSE.search(one["words"] + other["words"])
                or "；" in text[one.start() : other.start()]
            ):
                continue
            if bool(one["year"]) < bool(other["year"]) or _ELSE.search(text[one.end() : other.start()]):
                continue
            year = int(one["year"] or 2000)
            begun = _date(year, int(one["month"]), int(one["day"]))
            done = _date(int(other["year"] or year), int(other["month"]), int(other["day"]))
            over_new_year = begun and done and not other["year"] and begun.month - done.month >= _HALF_A_YEAR
            if begun and done and done < begun and not over_new_year:
                yield finding(
                    "audit.dates-turned",
                    place_of(sentence),
                    f"{other['month']}月{other['day']}日",
                    f"{one['month']}月{one['day']}日",
                )


_N = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
_MONTHS = lazily(r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?!\d{1,2}[日号])")
_TOOK = lazily(
    rf"(?:历时|用时|耗时|历经|为期|持续|前后|工期|时长)(?:共|为|达|仅)?(?:(?P<years>{_N})年(?:零?(?P<rest>{_N})个月)?|(?P<months>{_N})个月)(?![多余来])"
)
_ABOUT = lazily("约|近|超|余|多|不到|左右")


def _took(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """2021年9月启动，2024年9月通过验收，历时三年: months may be counted with both ends."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        took = _TOOK.search(text)
        named = list(_MONTHS.finditer(text[: took.start()])) if took else []
        if (
            took is None
            or len(named) != 2
            or _ABOUT.search(took[0])
            or any(one.figure for one in sentence.found.values())
        ):
            continue
        first, last = (int(one["year"]) * 12 + int(one["month"]) for one in named)
        months = last - first
        stated = 12 * (from_hanzi(took["years"] or "") or 0) + (from_hanzi(took["rest"] or took["months"] or "") or 0)
        if months > 0 and stated not in (months - 1, months, months + 1):
            years, rest = divmod(months, 12)
            right = (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")
            yield finding("audit.duration-wrong", place_of(sentence), took[0], right, likely=True)


RELATIONS = (
    Relation("audit.weekday-wrong", _weekdays, "2024年10月1日（星期二），市领导看望值班人员。", "2024年10月1日（星期三），市领导看望值班人员。", words="星期|周|礼拜"),
    Relation("audit.dates-turned", _order, "该件3月20日交办至乡镇，3月25日乡镇办结。", "该件3月20日交办至乡镇，3月15日乡镇办结。", words="月"),
    Relation("audit.duration-wrong", _took, "项目2021年9月启动，2024年9月通过验收，历时三年。", "项目2021年9月启动，2024年9月通过验收，历时五年。", words="历|时|期|续|前后"),
)  # fmt: skip
