"""A city of three small counties whose numbers are known beforehand, and what may become of their files."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import docx

from reportgen import pipeline
from reportgen.model.periods import Period
from reportgen.model.reports.rollups import Rollup
from reportgen.model.sources import Issue
from reportgen.pipeline import Job, Report
from reportgen.rollup.roster import find_sidecars
from reportgen.settings import load_settings

DAY = date(2026, 10, 12)
NAME = "作风建设情况调研报告"
KINDS = ("服务态度生硬", "工作纪律松懈", "履职责任不强")
_HEADER = "工单编号,受理日期,来源,被反映单位,问题类别,主要内容,办结日期,满意度"


@dataclass(frozen=True)
class Told:
    """The cases of a county in the two quarters: how many came in, in the last how many were closed, satisfied, dissatisfied."""

    code: str
    name: str
    before: int
    now: int
    closed: int
    satisfied: int
    dissatisfied: int


COUNTIES = (
    Told("990121", "青岚县", 30, 40, 36, 24, 8),
    Told("990122", "云陂县", 50, 40, 36, 30, 6),
    Told("990123", "石溪县", 6, 5, 5, 3, 1),
)


def _ledger(county: Told) -> str:
    lines = [_HEADER]
    for first, last, count, quarter in (("2026-04-02", 85, county.before, 2), ("2026-07-02", 85, county.now, 3)):
        for number in range(count):
            day = date.fromisoformat(first) + timedelta(days=number * last // max(count - 1, 1))
            now = quarter == 3
            closed = str(day + timedelta(days=3)) if not now or number < county.closed else ""
            opinion = ""
            if now:
                liked = number < county.satisfied
                opinion = "满意" if liked else "不满意" if number < county.satisfied + county.dissatisfied else ""
            text = f"窗口人员回复迟缓，第{quarter}季第{number}件"
            lines.append(f"{quarter}-{number},{day},12345热线,县社保中心,{KINDS[number % 3]},{text},{closed},{opinion}")
    return "\n".join(lines) + "\n"


def configuration(county: Told, more: str = "") -> str:
    """The configuration of a county."""
    return (
        f'extends: city.yaml\ncounty: {{name: "{county.name}", code: "{county.code}"}}\noffice: {{name: "监督室"}}\n'
        f"ledger: {{files: [{county.code}.csv]}}\n{more}"
    )


def city_at(folder: Path, rollup: str = "minimum: 20", counties: Sequence[Told] = COUNTIES) -> Path:
    """The folder of a city: counties with their ledgers, and `compare.yaml` by which they are compared."""
    (folder / "city.yaml").write_text("extends: reportgen:base\nreport: {period: 2026Q3}\n", encoding="utf-8")
    for county in counties:
        (folder / f"{county.code}.csv").write_text(_ledger(county), encoding="utf-8")
        (folder / f"{county.code}.yaml").write_text(configuration(county), encoding="utf-8")
    listed = ", ".join(f'"{one.code}": "{one.name}"' for one in counties)
    compare_by(folder, f"{rollup}, counties: {{{listed}}}")
    return folder


def compare_by(folder: Path, rollup: str) -> None:
    """Writes the configuration of the comparison."""
    text = (
        'extends: city.yaml\ncounty: {name: 临澜市, code: "990100"}\noffice: {name: 市监督室}\n'
        f"rollup: {{{rollup}}}\n"
    )
    (folder / "compare.yaml").write_text(text, encoding="utf-8")


def build(folder: Path, county: Told, more: str = "", *, period: str = "2026Q3", draft: bool = False) -> Path:
    """Builds the report of a county into `out/`; its sidecar."""
    config = folder / f"{county.code}.yaml"
    config.write_text(configuration(county, more), encoding="utf-8")
    loaded = load_settings(config)
    job = Job(loaded, loaded.ledger_files, Period.parse(period), DAY)
    return pipeline.write(pipeline.build(job, draft=draft), folder / "out").trace


def compare(folder: Path) -> Report:
    """The comparison of all sidecars in `out/`."""
    loaded = load_settings(folder / "compare.yaml")
    files = find_sidecars(folder / "out", loaded.settings.county.code)
    return pipeline.build_rollup(Job(loaded, files, None, DAY))


def rollup_of(report: Report) -> Rollup:
    """What a comparison tells."""
    assert report.summary.rollup is not None
    return report.summary.rollup


def codes(issues: Sequence[Issue]) -> set[str]:
    """The codes of what was found that speaks of the comparison."""
    return {one.code for one in issues if one.code.startswith("rollup.")}


def sidecar(folder: Path, county: Told, period: str = "2026Q3") -> Path:
    """The sidecar of a county."""
    return folder / "out" / f"{county.code}-{period}-{NAME}.trace.json"


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    """A sidecar with a pattern replaced by a text, each once; each must be there."""
    text = path.read_text(encoding="utf-8")
    for pattern, new in changes:
        text, made = re.subn(pattern, lambda _found, new=new: new, text, count=1)
        assert made, pattern
    path.write_text(text, encoding="utf-8")


def type_over(document: Path, old: str, new: str, where: Callable[[str], bool] = lambda _text: True) -> int:
    """Types `new` in the place of `old` in the first run of each paragraph that has it alone; how many were found."""
    opened = docx.Document(str(document))
    cells = (cell for table in opened.tables for row in table.rows for cell in row.cells)
    paragraphs = [*opened.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    made = 0
    for one in paragraphs:
        for run in one.runs:
            if run.text == old and where(one.text):
                run.text, made = new, made + 1
    opened.save(str(document))
    return made


def text_of(report: Report) -> str:
    """All that a comparison says in paragraphs."""
    from reportgen.word.packages.package import open_package  # noqa: PLC0415
    from reportgen.word.pages.reader import read_page  # noqa: PLC0415

    return "\n".join(one.text for one in read_page(open_package(report.document)).paragraphs)
