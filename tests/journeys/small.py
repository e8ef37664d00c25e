"""A small county for tests that start the program often: a configuration, a ledger of thirty cases, a report."""

from datetime import date, timedelta
from pathlib import Path

from tests.journeys.program import run

CONFIG = """\
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县纪委监委党风政风监督室}
report: {period: 2026Q3}
ledger: {files: [台账.csv]}
"""


def ledger(cases: int = 30) -> bytes:
    """A CSV of cases, two every five days from July on."""
    lines = ["工单编号,受理日期,来源,被反映单位,问题类别,主要内容"]
    for number in range(cases):
        day = date(2026, 7, 1) + timedelta(days=number * 5 // 2)
        kind = ("服务态度生硬", "工作纪律松懈", "履职责任不强")[number % 3]
        lines.append(
            f"{number},{day},12345热线,{'县社保中心' if number % 2 else '县医保服务大厅'},{kind},窗口人员回复迟缓{number}"
        )
    return "\n".join(lines).encode()


def office_at(folder: Path) -> Path:
    """The folder with `county.yaml`, `台账.csv`, and the report of the quarter with its sidecar as `report.docx`."""
    (folder / "county.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "台账.csv").write_bytes(ledger())
    done = run(folder, "build", "county.yaml", "--out", ".")
    assert done.returncode == 0, done.stderr
    for path in folder.glob("9*"):
        path.rename(folder / ("report" + "".join(path.suffixes)))
    return folder
