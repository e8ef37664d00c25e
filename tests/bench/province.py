"""A province or a country for measurements: invented counties with one ledger for all, or each with a workbook of its own; the same for the same numbers.

All counties have one way of writing: what differs is who they are, and their cases, which a seed draws.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path
from random import Random

LEDGER = "全部台账.csv"
PERIOD = "2026Q3"
_FIRST, _DAYS = date(2025, 1, 1), 638  # to the end of the quarter that is reported on: seven quarters
_HEADER = (
    "工单编号",
    "受理日期",
    "所属县区",
    "来源",
    "被反映单位",
    "问题类别",
    "主要内容",
    "办结日期",
    "是否属实",
    "满意度",
)
_HEADS = "岚云石柳松竹梅兰榆桐枫苇鹤雁鹭鹿霁澄沅碧渌砚棠芷茗稻蓼荻萍菱葛栗桃杏柚橘杉桂榕樟禾麦菽葵蕉楠槐桑柘椿"
_TAILS = "溪柯泷坞洄屏垣汐湾陂渡泽汀浦坪岭桥垌屿垭川塘冈洲畈墩圩浜荡埠堰沚渚隰皋阜崮峪岫崖涧濑湄浔滁澧溆涟漪滢"
_CHANNELS = ("12345热线", "来信来访", "网络留言", "上级转办", "明察暗访")
_UNITS = (
    "县政务服务中心",
    "县医保服务大厅",
    "县社保中心",
    "县不动产登记中心",
    "县公安局户政窗口",
    "县税务局办税厅",
    "县住房保障中心",
    "县交通运输局窗口",
)
_CATEGORIES = ("服务态度生硬", "履职责任不强", "工作纪律松懈", "政策执行不力")
_TEXTS = (
    "窗口人员答复咨询不耐烦", "应当一次告知的材料分几次才说全", "上班时间窗口无人在岗", "申请超过承诺时限没有办好", "材料交上去以后没有下文", "信息录错，群众多跑两趟",
    "午休时间没有安排值班", "系统一直坏着，无人维修", "群众来电无人接听", "要求提供没有依据的证明",
)  # fmt: skip


def name(number: int) -> str:
    """What a county is called; all of 2,500 differ, and as many of another kind."""
    head, tail = islice(product(_HEADS[:50], _TAILS[:50]), number % 2500, number % 2500 + 1).__next__()
    return f"{head}{tail}{'县区'[number // 2500]}"


def code(number: int) -> str:
    """The administrative code of a county; no real one begins with 99."""
    return f"99{number + 1:04d}"


def cases(count: int, seed: int) -> Iterator[tuple[int, list[str]]]:
    """So many cases in the order of their days: a number, and the cells of a row but for its region."""
    chance = Random(seed)  # noqa: S311 - a seeded one is wanted
    days = [(_FIRST + timedelta(days=day)).isoformat() for day in range(_DAYS + 40)]
    for start in range(0, count, 5_000):
        some = range(start, min(start + 5_000, count))
        drawn = zip(
            chance.choices(_CHANNELS, (50, 15, 20, 5, 10), k=len(some)),
            chance.choices(_UNITS, (30, 18, 14, 12, 10, 8, 5, 3), k=len(some)),
            chance.choices(_CATEGORIES, (35, 30, 20, 15), k=len(some)),
            chance.choices(_TEXTS, k=len(some)),
            chance.choices(range(1, 30), k=len(some)),
            chance.choices(("属实", "部分属实", "不属实"), (60, 20, 20), k=len(some)),
            chance.choices(("满意", "基本满意", "不满意", ""), (60, 15, 10, 15), k=len(some)),
            strict=True,
        )
        for number, (channel, unit, category, text, taken, verified, satisfied) in zip(some, drawn, strict=True):
            day = number * _DAYS // count
            closed = days[day + taken] if day + taken < _DAYS else ""
            words = f"{text}，第{number % 97}号窗口"
            yield number, [f"G{number:08d}", days[day], channel, unit, category, words, closed, verified, satisfied]


def shared_at(folder: Path, counties: int, rows: int, seed: int = 1, settings: str = "") -> Path:
    """A folder with so many counties and one CSV of so many rows of them all; `settings` are YAML that all have."""
    chance = Random(seed + 1)  # noqa: S311 - as above
    said = [(name(number), code(number), f"{code(number)}103", name(number)) for number in range(counties)]
    folder.mkdir(parents=True)
    with (folder / LEDGER).open("w", encoding="utf-8-sig", newline="") as file:
        file.write(",".join(_HEADER) + "\n")
        for number, row in cases(rows, seed):
            region = said[int(chance.random() * counties)][number % 4]
            file.write(",".join([*row[:2], region, *row[2:]]) + "\n")
    _write_counties(folder, counties, f"ledger: {{shared: [{LEDGER}]}}\n{settings}", {})
    return folder


def own_at(folder: Path, counties: int, rows: int, seed: int = 1, settings: str = "") -> Path:
    """A folder with so many counties, each with an .xlsx of so many rows."""
    import xlsxwriter

    folder.mkdir(parents=True)
    header = [one for one in _HEADER if one != "所属县区"]
    for number in range(counties):
        with xlsxwriter.Workbook(folder / f"台账{number}.xlsx") as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, header)
            for place, row in cases(rows, seed * 10_000 + number):
                sheet.write_row(place + 1, 0, row)
    _write_counties(folder, counties, settings, {number: f"台账{number}.xlsx" for number in range(counties)})
    return folder


def _write_counties(folder: Path, counties: int, settings: str, ledgers: dict[int, str]) -> None:
    (folder / "all.yaml").write_text(
        f"extends: reportgen:base\nreport: {{period: {PERIOD}, date: 2026-10-12}}\n{settings}", encoding="utf-8"
    )
    for number in range(counties):
        own = f"ledger: {{files: [{ledgers[number]}]}}\n" if number in ledgers else ""
        text = f'extends: all.yaml\ncounty: {{name: {name(number)}, code: "{code(number)}"}}\noffice: {{name: {name(number)}监督室}}\n{own}'
        (folder / f"{code(number)}.yaml").write_text(text, encoding="utf-8")
