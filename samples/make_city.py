"""Makes one ledger that forty invented counties share, and a configuration for each.   usage: python samples/make_city.py OUT [COUNTIES]

Every run writes the same files: `OUT/全市投诉举报台账.csv`, `OUT/city.yaml` with what all have in common, `OUT/counties/<code>.yaml`. The counties do as 青岚县
does, each with numbers of its own, drawn from its code. No county, person, number or case in them is real; no Chinese region code begins with 99.
"""

import csv
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml
from county_cases import Case, County
from ledger_clerk import Clerk

HERE = Path(__file__).parent
LEDGER = "全市投诉举报台账.csv"
HEADER = (
    "序号", "工单编号", "受理日期", "所属县区", "来源", "投诉人", "联系电话", "被反映单位", "问题类别", "反映内容", "办理情况", "办结日期", "是否属实",
    "满意度",
)  # fmt: skip
NAMES = [
    "岚溪县",
    "云柯县",
    "石泷县",
    "柳坞县",
    "松洄县",
    "竹屏县",
    "梅垣县",
    "兰汐县",
    "榆湾县",
    "桐陂县",
    "枫渡县",
    "苇泽县",
    "鹤汀县",
    "雁洄县",
    "鹭浦县",
    "鹿坪县",
    "霁岭县",
    "澄坞县",
    "沅桥县",
    "碧垌县",
    "渌塘县",
    "砚溪县",
    "棠坞县",
    "芷湾县",
    "茗坪县",
    "稻屏县",
    "蓼河县",
    "荻湾县",
    "萍屿县",
    "菱陂县",
    "葛垭县",
    "栗垣县",
    "桃垭县",
    "杏坞县",
    "柚坪县",
    "橘汀县",
    "杉洄县",
    "桂坞县",
    "榕屿县",
    "樟垭县",
]
QUARTERS = 6
"""So many of the story's quarters, the last ones: enough for 环比 and 同比."""
BY_CODE = 0.3
"""Share of the rows that name their county by its code."""


def county_code(number: int) -> str:
    """The administrative code of a county."""
    return f"9902{number + 1:02d}"


def story_of(number: int, name: str, model: Mapping[str, Any]) -> dict[str, Any]:
    """The story of a county: that of the model with numbers of its own."""
    chance = Random(f"{county_code(number)} story")
    size = chance.uniform(0.4, 1.3)
    cases = {
        category: [max(1, round(count * size * chance.uniform(0.7, 1.3))) for count in counts[-QUARTERS:]]
        for category, counts in model["cases"].items()
    }
    units = {
        unit: {**told, "also": [also for also in told["also"] if model["name"] not in also]}
        for unit, told in model["units"].items()
    }
    quarters = model["quarters"][-QUARTERS:]
    return {
        **model,
        "name": name,
        "code": county_code(number),
        "seed": int(county_code(number)),
        "quarters": quarters,
        "cases": cases,
        "planted": [],
        "units": units,
    }


def rows_of(story: Mapping[str, Any], situations: Mapping[str, Any]) -> Iterator[tuple[Case, list[object]]]:
    """The rows of a county in the ledger, each with its case."""
    clerk = Clerk(story)
    chance = Random(f"{story['code']} regions")
    for case in clerk.prepared(County(story, situations).cases()):
        region = story["code"] if chance.random() < BY_CODE else story["name"]
        closed = clerk.closed(case)
        yield (
            case,
            [
                case.number, clerk.received(case), region, clerk.channel(case), case.caller.name, case.caller.phone, clerk.unit(case), case.label,
                clerk.text(case), case.handling, closed, case.verified, case.satisfaction,
            ],
        )  # fmt: skip


def config_of(story: Mapping[str, Any]) -> str:
    """The configuration of a county."""
    return (
        f"# {story['name']}（虚构）。\nextends: ../city.yaml\n\ncounty:\n  name: {story['name']}\n"
        f'  code: "{story["code"]}"\n\noffice:\n  name: {story["name"]}纪委监委党风政风监督室\n'
    )


def city_of(parent: Path, model: Mapping[str, Any]) -> str:
    """What all counties have in common: the ledger, and how it spells their units."""
    units = {
        unit: [also for also in told["also"] if model["name"] not in also] for unit, told in model["units"].items()
    }
    settings = {
        "extends": parent.as_posix(),
        "report": {"period": "2026Q3"},
        "ledger": {"shared": [LEDGER], "vocabulary": {"unit": units}},
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def main(arguments: Sequence[str]) -> None:
    """Writes ledger and configurations, and prints how many rows there are."""
    out, count = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else len(NAMES)
    (out / "counties").mkdir(parents=True, exist_ok=True)
    situations = yaml.safe_load((HERE / "invented/situations.yaml").read_text(encoding="utf-8"))
    model = yaml.safe_load((HERE / "invented/qinglan.yaml").read_text(encoding="utf-8"))
    rows: list[tuple[Case, list[object]]] = []
    for number, name in enumerate(NAMES[:count]):
        story = story_of(number, name, model)
        rows += rows_of(story, situations)
        (out / "counties" / f"{story['code']}.yaml").write_text(config_of(story), encoding="utf-8")
    rows.sort(key=lambda row: (row[0].received, str(row[1])))
    parent = Path(os.path.relpath(HERE.parent / "config" / "linlan.yaml", out.resolve()))
    (out / "city.yaml").write_text(city_of(parent, model), encoding="utf-8")
    with (out / LEDGER).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([HEADER, *([place, *cells] for place, (_case, cells) in enumerate(rows, 1))])
    print(f"{out / LEDGER}: {len(rows)} rows of {min(count, len(NAMES))} counties")


if __name__ == "__main__":
    main(sys.argv[1:])
