"""Cases as they happened, and the many ways in which a clerk writes them down.

Units and texts are invented, hold nothing personal and nothing that reads like it: what comes out must be what went in.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from reportgen.model.periods import Period
from reportgen.settings import Settings

PERIODS = ("2026Q3", "2026Q1", "2025Q4", "2026-02", "2026H1")
_REACH = 75  # days from the middle of the period: closer than half a year, so that a day without a year has one reading
CATEGORIES = {
    "attitude": ("服务态度生硬", "态度生硬", "服务态度"),
    "duty": ("履职责任不强", "责任感弱"),
    "discipline": ("工作纪律松懈", "纪律松懈"),
}
UNITS = (
    "县政务服务中心",
    "县医保服务大厅",
    "县社保中心",
    "城关镇便民服务中心",
    "柳塘镇便民服务中心",
    "县不动产登记中心",
)
STATUS = {"closed": ("已办结", "办结", "办理完毕"), "open": ("在办", "办理中"), "overdue": ("超期", "逾期")}
NULLS = ("", "/", "—", "-----", "无", "不详")
NUMBER_FORMS = ("GD2026-{:04d}", "{:06d}", "〔2026〕{:03d}号", "2026070{:04d}", "QL{:05d}X")
_MATTERS = ("补办社保卡", "查询登记信息", "领取证照", "打印缴费清单", "变更开户银行", "申请居住证签注", "报销门诊费用")
_COMPLAINTS = (
    "等候两小时无人叫号",
    "材料单没有写明要复印件",
    "午间窗口空无一人",
    "两次答复前后不一致",
    "取号机坏了一周无人维修",
    "受理后没有下文",
    "被要求另开证明",
)
_ENDINGS = (
    "", "。", "，盼予改进！", "（单据上印着“NA”）", "，地点在𠮷祥路口", "，收费单写作<b>5</b>元", "，屏幕显示{{ x }}", "：①叫号②等候③缺件",
    "，附言：None", "，比例5%～10%", "，字号为“䶮”“𬎆”", "，页面提示Error 404", "，写作Ａ座３层", "……", "；另，复印费2.50元",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One case as it is: `category` codes in the order of the taxonomy, `unit` names in the order in which they are written."""

    id: str
    received: date
    unit: tuple[str, ...]
    category: tuple[str, ...]
    text: str
    status: str
    closed: date | None


def settings(**ledger: object) -> Settings:
    """A county whose taxonomy has no keywords: a category is what the ledger's own column says."""
    categories: dict[str, object] = {
        code: {"name": name, "aliases": aliases} for code, (name, *aliases) in CATEGORIES.items()
    }
    return Settings.model_validate(
        {
            "county": {"name": "甲县", "code": "990101"},
            "office": {"name": "甲县某办"},
            "report": {"title": "调研报告", "name": "调研报告"},
            "taxonomy": {"categories": categories | {"other": {"name": "其他", "catch_all": True}}},
            "ledger": ledger,
        }
    )


def happened(count: int, period: Period, random: Random) -> list[Case]:
    """So many cases in and around the period, no two with one number or one text."""
    middle = period.start + (period.end - period.start) / 2
    form = random.choice(NUMBER_FORMS)
    numbers = random.sample(range(1, 10 * count + 10), count)
    return [_case(form.format(number), number, middle, random) for number in numbers]


def _case(id: str, number: int, middle: date, random: Random) -> Case:
    received = middle + timedelta(days=random.randint(-_REACH, _REACH))
    status = random.choice(list(STATUS))
    closed = received + timedelta(days=random.randint(0, 60)) if status == "closed" else None
    text = f"到{random.choice('一二三四五六')}号窗口{random.choice(_MATTERS)}，{random.choice(_COMPLAINTS)}，排队号为A{number:03d}"
    category = random.choice(list(CATEGORIES))
    return Case(id, received, (random.choice(UNITS),), (category,), text + random.choice(_ENDINGS), status, closed)


def _hanzi(number: int) -> str:
    """`2026` as 二〇二六, `21` as 二十一."""
    digits = "〇一二三四五六七八九"
    if number > 99:
        return "".join(digits[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")


def _wide(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if character.isdigit() else character for character in text)


def spellings(day: date) -> list[object]:
    """The ways to write a day that leave no doubt by themselves; the first three as a spreadsheet holds days."""
    y, m, d = day.year, day.month, day.day
    return [
        day, datetime.combine(day, time(14, 20)), (day - date(1899, 12, 30)).days,
        f"{y}-{m:02d}-{d:02d}", f"{y}/{m}/{d}", f"{y}.{m}.{d}", f"{y}{m:02d}{d:02d}", f"{y}年{m}月{d}日", f"{y}年{m}月{d}号",
        f"{_hanzi(y)}年{_hanzi(m)}月{_hanzi(d)}日", _wide(f"{y}年{m}月{d}日"), _wide(f"{y}-{m:02d}-{d:02d}"),
        f"{y}/{m}/{d} 9:05", f"{y}-{m:02d}-{d:02d} 14:20:33", f"{y}年{m}月{d}日 16时30分", f"{y}年{m}月{d}日下午", f"{y}. {m}. {d}",
        f" {y}-{m}-{d} ", f"{y}-{m:02d}-{d:02d}T08:00:00",
    ]  # fmt: skip


def without_year(day: date) -> str:
    """`3月5日`."""
    return f"{day.month}月{day.day}日"


def rough(day: date) -> str:
    """`2026年3月上旬`."""
    third = "上旬" if day.day <= 10 else "中旬" if day.day <= 20 else "下旬"
    return f"{day.year}年{day.month}月{third}"


def american(day: date) -> str:
    """`3/15/2026`."""
    return f"{day.month}/{day.day}/{day.year}"


def disguised(name: str, random: Random) -> str:
    """A name with spaces of some kind where none belong."""
    space = random.choice((" ", "\u00a0", "\u3000", "\u200b", "&nbsp;"))
    place = random.randint(1, len(name))
    return name[:place] + space + name[place:]


def wrapped(name: str, random: Random) -> str:
    """A name that a narrow column broke in two lines."""
    place = random.randint(1, len(name) - 1)
    return f"{name[:place]}\n{name[place:]}"


def category_variant(code: str, random: Random) -> str:
    """The category's name, an alias, or either with a number before, a word behind or spaces within."""
    name = random.choice(CATEGORIES[code])
    forms = (
        name,
        f"{name}问题",
        f"{name}类",
        f"一、{name}",
        f"（二）{name}",
        f"{name}方面问题",
        disguised(name, random),
    )
    return random.choice(forms)
