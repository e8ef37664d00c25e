"""An invented city for tests of batches: counties with ledgers of their own and a ledger that all share, small and quick to build."""

import hashlib
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from reportgen.batch import running
from reportgen.batch.planning.listing import list_counties
from reportgen.batch.planning.plans import Asked
from reportgen.batch.records import Result, Task
from reportgen.batch.running import Ran, Watcher, run_batch
from reportgen.model.periods import Period

NAMES = ("青岚县", "云陂县", "石溪县", "柳塘区", "松河县", "竹川市", "梅岭县", "兰泽县")
PERIOD, DAY = Period.parse("2026Q3"), date(2026, 10, 12)
OWN_HEADER = "工单编号,受理日期,来源,被反映单位,问题类别,主要内容,办结日期"
SHARED_HEADER = "工单编号,受理日期,所属县区,来源,被反映单位,问题类别,主要内容,办结日期"
_KINDS = ("服务态度生硬", "工作纪律松懈", "履职责任不强")


def code(number: int) -> str:
    """The administrative code of a county."""
    return f"99{number + 1:04d}"


def cases(number: int, count: int = 24) -> list[list[str]]:
    """The cases of a county: number, day, channel, unit, category, text, day of closing."""
    chance = random.Random(number)  # noqa: S311 - a seeded one is wanted
    found = []
    for case in range(count):
        day = date(2026, 4, 2) + timedelta(days=case * 170 // count)
        unit = chance.choice(("县社保中心", "县医保服务大厅", "县政务服务中心"))
        text = f"窗口人员回复迟缓，第{number}处第{case}件"
        closed = day + timedelta(days=chance.randint(1, 9))
        found.append([f"{number}-{case}", str(day), "12345热线", unit, chance.choice(_KINDS), text, str(closed)])
    return found


def own_ledger(number: int) -> str:
    """A ledger of one county's own, as CSV."""
    return "\n".join([OWN_HEADER, *(",".join(case) for case in cases(number))]) + "\n"


def shared_ledger(count: int, extra: Sequence[str] = ()) -> str:
    """A ledger of so many counties, as CSV: their rows mixed, some by name and some by code; `extra` lines at its end."""
    rows = []
    for number in range(count):
        for place, case in enumerate(cases(number)):
            region = (NAMES[number], code(number), f"{code(number)}103", f" {NAMES[number]} ")[place % 4]
            rows.append((case[1], [*case[:2], region, *case[2:]]))
    rows.sort(key=lambda row: row[0])
    return "\n".join(["全市投诉举报台账", SHARED_HEADER, *(",".join(cells) for _day, cells in rows), *extra]) + "\n"


def county_yaml(number: int, ledgers: str = "", *, extends: str = "city.yaml", more: str = "") -> str:
    """The configuration of a county."""
    files = f"ledger: {{files: [{ledgers}]}}\n" if ledgers else ""
    return f'extends: {extends}\ncounty: {{name: {NAMES[number]}, code: "{code(number)}"}}\noffice: {{name: {NAMES[number]}监督室}}\n{files}{more}'


def city_at(folder: Path, sharing: int = 3, own: int = 3) -> Path:
    """A folder with `city.yaml`, `全市台账.csv`, so many counties that share it and so many with a ledger of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    base = "extends: reportgen:base\nreport: {period: 2026Q3}\n"
    (folder / "city.yaml").write_text(base, encoding="utf-8")
    (folder / "sharing.yaml").write_text("extends: city.yaml\nledger: {shared: [全市台账.csv]}\n", encoding="utf-8")
    (folder / "全市台账.csv").write_text(shared_ledger(sharing), encoding="utf-8")
    for number in range(sharing):
        (folder / f"c{number}.yaml").write_text(county_yaml(number, extends="sharing.yaml"), encoding="utf-8")
    for number in range(sharing, sharing + own):
        (folder / f"台账{number}.csv").write_text(own_ledger(number), encoding="utf-8")
        (folder / f"c{number}.yaml").write_text(county_yaml(number, f"台账{number}.csv"), encoding="utf-8")
    return folder


def asked(folder: Path, out: Path | None = None, **more: Any) -> Asked:
    """A batch of all counties of a folder."""
    configs = list_counties([folder]).configs
    return Asked(configs, **{"period": PERIOD, "out": out or folder / "out", "day": DAY, **more})


def run(folder: Path, out: Path | None = None, call: Callable[..., Result] | None = None, **more: Any) -> Ran:
    """Runs a batch of all counties of a folder."""
    given = {} if call is None else {"call": call}
    return run_batch(asked(folder, out, **more), Watcher(), **given)


def states(ran: Ran) -> dict[str, str]:
    """What became of each county: `unchanged`, or its state, by the name of its configuration."""
    return {
        Path(one.entry.config).stem: "unchanged" if one.unchanged else one.entry.state.value for one in ran.outcomes
    }


def built(ran: Ran) -> set[str]:
    """The counties that were built."""
    return {Path(one.entry.config).stem for one in ran.outcomes if not one.unchanged}


def tree(folder: Path) -> dict[str, str]:
    """All files below a folder, by path, with their digests."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Here:
    """In the place of workers: the same jobs, one after the other in this process."""

    def __init__(self, call: Callable[..., Result], *_more: object) -> None:
        self._call = call

    def run(self, tasks: Sequence[Task]) -> Any:
        """Each task with its result."""
        return ((task, self._call(task, lambda _stage: None)) for task in tasks)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counties are built in this process: what processes do is another test's matter."""
    monkeypatch.setattr(running, "Workers", Here)
