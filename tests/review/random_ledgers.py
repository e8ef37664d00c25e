"""Ledgers at random, each by its number: what clerks keep and what makes a report's sentences take other turns.

Blanks, several units and categories in a cell, ties, names that end or begin with digits, single cases, months without cases, states that
nobody knows, small bases, several ledgers with different columns, and periods that the ledgers do not reach.
"""

import csv
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reportgen.model.periods import Period
from reportgen.pipeline import Job
from reportgen.settings import load_settings

_UNITS = (
    "政务大厅窗口3", "政务大厅窗口12", "县社保中心", "县医保局2号窗口", "城关镇便民服务中心", "第8税务分局", "不动产登记中心", "公安户政厅1",
    "车管所3区", "河口村3组", "110指挥中心", "企业开办专区A5",
)  # fmt: skip
_CHANNELS = ("12345热线", "热线12345", "12345", "微信公众号12388", "来信来访", "网络留言", "上级转办", "信箱2")
_CATEGORIES = ("服务态度生硬", "履职责任不强", "政策执行不力", "工作纪律松懈", "窗口微腐败", "其他")
_STATES = ("已办结", "办结", "办理中", "超期", "拖延", "转3科", "")
_TEXTS = (
    "到窗口3办事，前后去了3次，每次只说一样材料，共补了5份",
    "7月3日下午办理，等候2小时，说好1个工作日答复，拖了12天",
    "收费由30元涨到50元，多收20元，没有公示",
    "材料共4份，其中2份已经交过，仍要求重交",
    "工作人员态度冷淡，问了两遍不作答复",
    "上午10点窗口无人，3号窗口和5号窗口都空着",
    "办理不动产登记，承诺5个工作日，用了18个工作日",
    "拨打12345后仍没有答复",
    "",
)
_PERIODS = ("2026Q3", "2026Q3", "2026Q3", "2026-08", "2026H1", "2026Q1", "2026")
_COLUMNS = (
    "工单编号",
    "受理时间",
    "来源渠道",
    "被反映单位",
    "问题类别",
    "主要内容",
    "办理情况",
    "办结时间",
    "是否属实",
    "满意度",
)
_CONFIG = """extends: reportgen:base
county: {{name: 测试县, code: "990199"}}
office: {{name: 测试县某办}}
report: {{disclosure: {disclosure}, name_units: {named}, decimals: {decimals}, small_base: {small}, rounding: {rounding}, length_limit: 100000}}
ledger: {{most_unmapped: 100}}
"""


@dataclass(frozen=True)
class _Manner:
    """How one table of cases is kept: what each column holds, and how often it is left blank."""

    columns: tuple[str, ...]
    units: tuple[str, ...]
    channels: tuple[str, ...]
    categories: tuple[str, ...]
    states: tuple[str, ...]
    blank: float
    several: float


def random_job(number: int, folder: Path) -> Job:
    """The job of the how many-th county, its configuration and ledgers written to a folder."""
    chance = random.Random(number)  # noqa: S311 - a seed, no secret
    config = folder / "county.yaml"
    config.write_text(
        _CONFIG.format(
            disclosure=chance.choice(("internal", "report", "report", "public")),
            named=chance.choice(("true", "false")),
            decimals=chance.choice((1, 1, 0, 2)),
            small=chance.choice((10, 10, 3, 1)),
            rounding=chance.choice(("footnote", "footnote", "none", "largest_remainder")),
        ),
        encoding="utf-8",
    )
    period = Period.parse(chance.choice(_PERIODS))
    days = _days(period, chance)
    tables = chance.choice((1, 1, 1, 2, 3))
    files = []
    for table in range(tables):
        path = folder / f"台账{table + 1}.csv"
        _write(path, table, days[table::tables], chance)
        files.append(path)
    return Job(load_settings(config), tuple(files), period, date(period.end.year, period.end.month, 28) + timedelta(20))


def _days(period: Period, chance: random.Random) -> list[date]:
    """The days of all cases, oldest first: the period, those before it as far as the ledgers reach, some of their months empty."""
    many = chance.choice((1, 2, 4, 9, 12, 25, 40, 80, 150))
    sizes = {period: many}
    reach = chance.choice(("alone", "previous", "year", "two", "all"))
    if reach in ("previous", "two", "all"):
        sizes[period.previous] = _near(many, chance)
    if reach in ("year", "two", "all"):
        sizes[period.year_ago] = _near(many, chance)
    if reach == "all":
        earlier = period.previous
        for _ in range(6):
            earlier = earlier.previous
            sizes.setdefault(earlier, _near(many, chance))
    empty = chance.choice((0, 0, 1, 1 << 1, 1 << 2))
    found = [day for one, size in sizes.items() for day in _within(one, size, empty, chance)]
    return sorted(found)


def _near(many: int, chance: random.Random) -> int:
    return max(0, many + chance.choice((-many, -many // 2, -3, -1, 0, 0, 1, 2, 5, many // 3)))


def _within(period: Period, size: int, empty: int, chance: random.Random) -> list[date]:
    length = (period.end - period.start).days + 1
    days = [period.start + timedelta(chance.randrange(length)) for _ in range(size)]
    kept = [one for one in days if not empty >> (one.month % 3) & 1]
    return kept or days[:1]


def _write(path: Path, table: int, days: list[date], chance: random.Random) -> None:
    manner = _manner(chance)
    rows = [_row(manner, f"{table + 1}{number:05}", day, chance) for number, day in enumerate(days, start=1)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(manner.columns)
        writer.writerows([row[name] for name in manner.columns] for row in rows)


def _manner(chance: random.Random) -> _Manner:
    optional = [name for name in _COLUMNS[2:] if chance.random() < 0.85]
    return _Manner(
        columns=(*_COLUMNS[:2], *(optional or _COLUMNS[4:5])),
        units=tuple(chance.sample(_UNITS, chance.choice((1, 2, 3, 6, len(_UNITS))))),
        channels=tuple(chance.sample(_CHANNELS, chance.choice((1, 2, 4, len(_CHANNELS))))),
        categories=tuple(chance.sample(_CATEGORIES, chance.choice((1, 2, 4, len(_CATEGORIES))))),
        states=tuple(chance.sample(_STATES, chance.choice((1, 2, 4)))),
        blank=chance.choice((0, 0, 0.02, 0.1, 0.4)),
        several=chance.choice((0, 0, 0.1, 0.5)),
    )


def _row(manner: _Manner, number: str, day: date, chance: random.Random) -> dict[str, str]:
    closed = day + timedelta(chance.choice((0, 1, 3, 5, 7, 8, 15, 16, 31, 45)))
    state = chance.choice(manner.states)
    row = {
        "工单编号": number,
        "受理时间": day.isoformat(),
        "来源渠道": chance.choice(manner.channels),
        "被反映单位": _some(manner.units, manner, chance),
        "问题类别": _some(manner.categories, manner, chance),
        "主要内容": chance.choice(_TEXTS),
        "办理情况": state,
        "办结时间": closed.isoformat() if "办结" in state else "",
        "是否属实": chance.choice(("属实", "属实", "部分属实", "不属实", "")),
        "满意度": chance.choice(("满意", "基本满意", "不满意", "未接通", "")),
    }
    return {
        name: "" if name not in _COLUMNS[:2] and chance.random() < manner.blank else text for name, text in row.items()
    }


def _some(names: tuple[str, ...], manner: _Manner, chance: random.Random) -> str:
    many = min(len(names), chance.choice((2, 3)) if chance.random() < manner.several else 1)
    return "、".join(chance.sample(names, many))
