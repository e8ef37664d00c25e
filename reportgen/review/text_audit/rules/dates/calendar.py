"""Days against the calendar and against each other: weekdays, what is done before it was received, years that a thing took."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from reportgen.model.findings import AuditFinding
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.paragraphs import Paragraph
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.moments import Moment, moments

_WEEKDAY = lazily(r"[，（]?(?:是|为|即)?(?:星期|周|礼拜)(?P<week>[一二三四五六日天])(?!期|年|边|[至到、和])")
_DAYS = "一二三四五六日"
_NEXT = lazily("(?:次日|翌日|第二天)（(?:即)?(?:(?P<month>\\d{1,2})月)?(?P<day>\\d{1,2})[日号]）")


def _weekdays(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """2024年10月1日（星期二）; of days whose year no text names, whether their weekdays can be of one year."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        named = [(one, week) for one in moments(text) if one.day and (week := _WEEKDAY.match(text, one.end))]
        first: tuple[Moment, int] | None = None
        for one, match in named:
            stated = _DAYS.index(match["week"].replace("天", "日"))
            shift = 0 if one.dated else (first[1] - first[0].date.weekday()) if first else None
            right = None if shift is None else (one.date.weekday() + shift) % 7
            first = first or (one, stated)
            if right is not None and right != stated:
                words = text[one.start : match.end()]
                yield finding(
                    "audit.weekday-wrong", place_of(sentence), words, f"星期{_DAYS[right]}", likely=not one.dated
                )


def _next_days(paragraph: Paragraph) -> Iterator[AuditFinding]:
    """5月9日接到举报，次日（5月10日）核查."""
    for sentence, text in zip(paragraph.sentences, paragraph.plain, strict=True):
        for match in _NEXT.finditer(text):
            before = [one for one in moments(text[: match.start()]) if one.day]
            right = before[-1].date + timedelta(days=1) if before else None
            stated = (int(match["month"] or (right.month if right else 0)), int(match["day"]))
            if right and stated not in {(right.month, right.day), (2, 29)}:
                yield finding(
                    "audit.period-dates",
                    place_of(sentence),
                    match[0],
                    f"{right.month}月{right.day}日",
                    period=match[0][:2],
                )


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
            done = _ENDS.search(other["words"])
            begun_again = _BEGINS.search(other["words"], 0, done.start()) if done else None
            if not (_BEGINS.search(one["words"]) and done) or begun_again:
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
            ended = _date(int(other["year"] or year), int(other["month"]), int(other["day"]))
            over_new_year = begun and ended and not other["year"] and begun.month - ended.month >= _HALF_A_YEAR
            if begun and ended and ended < begun and not over_new_year:
                yield finding(
                    "audit.dates-turned",
                    place_of(sentence),
                    f"{other['month']}月{other['day']}日",
                    f"{one['month']}月{one['day']}日",
                )


RELATIONS = (
    Relation("audit.period-dates", _next_days, "5月9日接到举报，次日（5月10日）即派员核查。", "5月9日接到举报，次日（5月12日）即派员核查。", words="次日|翌日|第二天"),
    Relation("audit.weekday-wrong", _weekdays, "2024年10月1日（星期二），市领导看望值班人员。", "2024年10月1日（星期三），市领导看望值班人员。", words="星期|周|礼拜"),
    Relation("audit.dates-turned", _order, "该件3月20日交办至乡镇，3月25日乡镇办结。", "该件3月20日交办至乡镇，3月15日乡镇办结。", words="月"),
)  # fmt: skip
