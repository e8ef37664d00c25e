"""Some counties (in full ten), built in other surroundings: the same bytes of every report and trace; REPORTGEN_COUNTIES says how many."""

import csv
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
import yaml

from tests.full import FULL

_PROJECT = Path(__file__).resolve().parents[2]
_COUNTIES = int(os.environ.get("REPORTGEN_COUNTIES", "10" if FULL else "4"))
_SCRIPT = """
import hashlib, sys, time
offset = float(sys.argv[1])
now, local = time.time, time.localtime
time.time = lambda: now() + offset  # another day on the clock
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
from datetime import date
from pathlib import Path
from reportgen import pipeline
from reportgen.model.periods import Period
from reportgen.settings import load_settings
for path in sys.argv[2:]:
    loaded = load_settings(Path(path))
    report = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))
    print(hashlib.sha256(report.document + report.trace).hexdigest())
"""
_CATEGORIES = {"attitude": "态度生硬", "duty": "履职不力", "order": "秩序混乱"}


def _county(folder: Path, number: int) -> Path:
    """A configuration and its ledger of a few hundred cases."""
    random = Random(number)  # noqa: S311 - a ledger is made, not a secret
    with (folder / f"{number}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["受理编号", "受理日期", "来源渠道", "被反映单位", "问题类别", "问题简述", "办理状态"])
        for row in range(random.randrange(200, 400)):
            day = date(2025, 1, 1) + timedelta(days=random.randrange(638))
            unit, channel = f"第{random.randrange(9) + 1}服务站", random.choice(["热线", "来信", "网络"])
            matter = f"到窗口办事，{random.choice(['等候两小时', '答复前后不一'])}，排队号为A{row}"
            category = random.choice([*_CATEGORIES.values()])
            out.writerow([f"GD{row:05d}", day.isoformat(), channel, unit, category, matter, "已办结"])
    categories: dict[str, dict[str, object]] = {code: {"name": name} for code, name in _CATEGORIES.items()}
    config = {
        "county": {"name": f"第{number}县", "code": f"9901{number:02d}"},
        "office": {"name": "某办"},
        "report": {"title": "{{ county.name }}{{ period.label }}报告", "name": "报告"},
        "ledger": {"files": [f"{number}.csv"]},
        "figures": {"total": {"by": ["unit", "channel", "month", "category × unit"]}},
        "taxonomy": {"categories": categories | {"other": {"name": "其他", "catch_all": True}}},
    }
    path = folder / f"{number}.yaml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return path


def _hashes(configs: list[Path], offset: int, **surroundings: str) -> list[str]:
    environment = {**os.environ, **surroundings, "PYTHONPATH": str(_PROJECT)}
    command = [sys.executable, "-c", _SCRIPT, str(offset), *map(str, configs)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The counties."""
    folder = tmp_path_factory.mktemp("counties")
    return [_county(folder, number) for number in range(_COUNTIES)]


def test_other_surroundings_give_the_same_reports(configs: list[Path]) -> None:
    """Another hash seed, time zone, locale, day and order of the counties change no byte; every county has its own report."""
    one = _hashes(configs, 0, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="zh_CN.UTF-8")
    other = _hashes(configs[::-1], 200 * 86400, PYTHONHASHSEED="4242", TZ="America/New_York", LC_ALL="C")
    assert one == other[::-1]
    assert len(set(one)) == _COUNTIES
