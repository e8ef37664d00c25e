"""Makes the ledgers of the other invented counties, of a city and of a food inspection.   usage: python samples/make_neighbours.py [OUT]

Plain CSV books drawn from seeds, the same bytes with every run: `OUT/<folder>/*.csv`. The cases are drawn as those of
`make_samples.py`, from the story of 云陂县 with other numbers and names of units. No person, number, place or case in them is real.
"""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml
from county_cases import Case, County

HERE = Path(__file__).parent
HEADER = ("编号", "登记时间", "来源", "涉及单位", "问题类别", "问题描述", "办结日期", "是否属实", "处理方式", "满意度")
QUARTERS = ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")
USUAL = {
    "attitude": "服务态度生硬",
    "duty": "履职责任不强",
    "discipline": "工作纪律松懈",
    "execution": "政策执行不力",
    "integrity": "窗口微腐败",
    "other": "其他",
}
ONLINE = ("online_in_name",)
"""Situations that 鹿汀县 files under a category of its own."""
COUNTIES: Mapping[str, Mapping[str, Any]] = {
    "nanting": {
        "name": "南汀区", "code": "990123", "prefix": "区",
        "names": {**USUAL, "attitude": "待民生冷", "duty": "办事拖沓", "discipline": "纪律松散", "execution": "政策走样", "integrity": "以权谋利"},
        "cases": {"attitude": [9, 11, 12, 10, 12, 13, 11], "duty": [12, 12, 13, 15, 14, 16, 19], "discipline": [6, 7, 6, 5, 7, 6, 5],
                  "execution": [7, 8, 8, 9, 8, 7, 7], "integrity": [2, 3, 2, 2, 1, 2, 1], "other": [1, 1, 0, 1, 1, 0, 1]},
    },
    "luting": {
        "name": "鹿汀县", "code": "990221", "prefix": "县", "names": USUAL,
        "cases": {"attitude": [8, 8, 9, 7, 8, 9, 8], "duty": [9, 8, 9, 9, 8, 9, 9], "discipline": [5, 4, 5, 4, 5, 4, 5],
                  "execution": [11, 12, 12, 13, 14, 16, 21], "integrity": [2, 1, 2, 1, 2, 2, 2], "other": [1, 0, 1, 1, 0, 1, 1]},
    },
    "wangshan": {
        "name": "望杉县", "code": "990222", "prefix": "县", "names": USUAL,
        "cases": {"attitude": [6, 7, 7, 8, 7, 6, 6], "duty": [7, 6, 7, 7, 6, 6, 6], "discipline": [9, 9, 10, 10, 11, 12, 12],
                  "execution": [5, 6, 5, 5, 6, 5, 5], "integrity": [1, 1, 0, 1, 0, 1, 0], "other": [0, 1, 0, 1, 0, 1, 0]},
    },
}  # fmt: skip
REGIONS = {
    "鹿汀县": (46, 0.10),
    "望杉县": (29, 0.05),
    "栖浦城区": (52, 0.20),
    "双溪县": (24, 0.04),
    "石门湾区": (7, 0.10),
}
"""The counties of 栖浦市: cases of 2026Q3, and what part of them stays open."""
FOODS = {
    "粮食加工品": (("大米", "挂面", "小麦粉", "玉米面"), 0.02),
    "食用油": (("菜籽油", "花生油", "大豆油"), 0.06),
    "肉制品": (("酱卤肉", "腊肠", "肉丸"), 0.1),
    "蔬菜": (("韭菜", "芹菜", "豇豆", "辣椒"), 0.15),
    "水果": (("橙", "桃", "葡萄", "香蕉"), 0.08),
    "餐饮具": (("餐盘", "汤碗", "筷子"), 0.25),
}
"""Classes of food: samples of each, and what part fails."""
FAILING = {
    "餐饮具": "阴离子合成洗涤剂",
    "蔬菜": "农药残留",
    "水果": "农药残留",
    "食用油": "酸价",
    "肉制品": "防腐剂",
    "粮食加工品": "黄曲霉毒素",
}
SELLERS = ("城东农贸市场", "河西农贸市场", "顺和超市", "学苑餐厅", "福来饭店", "老街食品店")


def story_of(folder: str) -> dict[str, Any]:
    """The story of a county: that of 云陂县 with what is its own."""
    own = COUNTIES[folder]
    story: dict[str, Any] = yaml.safe_load((HERE / "invented/yunpi.yaml").read_text(encoding="utf-8"))
    units = {name.replace("县", str(own["prefix"]), 1): unit for name, unit in story["units"].items()}
    return story | {
        "name": own["name"], "code": own["code"], "folder": folder, "seed": int(own["code"]), "planted": [],
        "quarters": list(QUARTERS), "cases": own["cases"], "units": units,
    }  # fmt: skip


def rows(cases: Iterable[Case], names: Mapping[str, str], *, online: str = "") -> Iterator[tuple[str, ...]]:
    """The rows of a book; what is told of a category by its own name, online matters under `online` where it is given."""
    for case in cases:
        if case.date_as is None:
            category = online if online and case.situation in ONLINE else names[case.category]
            closed = case.closed.isoformat() if case.closed else ""
            given = (case.verified, case.kind, case.satisfaction)
            yield (case.number, case.received.isoformat(), case.channel, case.unit, category, case.text, closed, *given)


def city(situations: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """The book of 栖浦市: cases of one quarter by county."""
    for number, (region, (count, open_share)) in enumerate(REGIONS.items()):
        story = story_of("wangshan")
        share = {
            "attitude": 0.28,
            "duty": 0.24,
            "discipline": 0.16,
            "execution": 0.24,
            "integrity": 0.04,
            "other": 0.04,
        }
        story |= {
            "seed": 990200 + number,
            "quarters": ["2026Q2", "2026Q3"],
            "open_share": {"last": open_share, "before": 0.0},
        }
        story["cases"] = {name: [round(count * part), max(1, round(count * part))] for name, part in share.items()}
        story["cases"]["other"] = [0, 0]
        for row in rows(County(story, situations).cases(), USUAL):
            yield (f"{region[0]}{row[0]}", region, *row[1:])


def foods() -> Iterator[tuple[str, ...]]:
    """The book of samples taken by 青岚县, first to third quarter of 2026."""
    random, day = Random("990121 foods"), date(2026, 1, 6)
    number = 0
    while day < date(2026, 9, 28):
        for kind, (samples, failing) in FOODS.items():
            if random.random() < 0.2:  # not each class is sampled each time
                continue
            number += 1
            failed = random.random() < failing
            seller, sample = random.choice(SELLERS), random.choice(samples)
            item = FAILING[kind] if failed else "/"
            yield (f"CY2026{number:04d}", day.isoformat(), seller, kind, sample, "不合格" if failed else "合格", item)
        day += timedelta(days=random.choice((5, 7, 9)))


def write(path: Path, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """A CSV file in UTF-8 with a mark, as spreadsheets write it."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(header)
    out.writerows(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())


def main(arguments: Sequence[str]) -> None:
    """Writes all books."""
    out = Path(arguments[0]) if arguments else HERE
    situations = yaml.safe_load((HERE / "invented/situations.yaml").read_text(encoding="utf-8"))
    for folder, own in COUNTIES.items():
        cases = County(story_of(folder), situations).cases()
        online = "网上办事不畅" if folder == "luting" else ""
        write(out / folder / "问题台账.csv", HEADER, rows(cases, own["names"], online=online))
    write(out / "qipu" / "全市问题台账.csv", (HEADER[0], "县区", *HEADER[1:]), city(situations))
    food = ("抽样编号", "抽样日期", "被抽样单位", "食品类别", "样品名称", "检验结论", "不合格项目")
    write(out / "qinglan" / "食品抽检台账.csv", food, foods())


if __name__ == "__main__":
    main(sys.argv[1:])
