"""Real ledgers that nobody here wrote, from the file to the report: every count equals one made without any of our code.

Nothing of these files stands here: names of categories are taken from the file when the test runs.
"""

import gzip
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import yaml
from python_calamine import CalamineWorkbook

from reportgen import pipeline
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.settings import Loaded, load_settings
from reportgen.word.pages.stringify import stringify
from tests.read.making import SHARED

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder ../shared/data with the real ledgers is not here"
)

_TODAY = date(2026, 7, 10)
_DAY = re.compile(r"\s*(\d{4})\D(\d{1,2})\D(\d{1,2})(?:\D.*)?", re.DOTALL)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) .*")

Case = Mapping[str, str]
"""One case as another reader sees it: `day` (ISO) and what else is compared."""


@dataclass(frozen=True)
class Real:
    """A real ledger: its file and period, how a county would describe it, and its cases as another reader counts them."""

    file: str
    period: str
    cases: Callable[[], list[Case]]
    ledger: Mapping[str, Any] = field(default_factory=dict)
    categories: Callable[[], dict[str, Any]] = dict
    compared: bool = False


@cache
def _rows(file: str, header: int = 1) -> list[dict[str, object]]:
    """The rows of the first sheet by header, read by openpyxl or calamine."""
    data = (SHARED / file).read_bytes()
    table = (
        _grid(data)
        if data.startswith(b"PK")
        else CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    )
    names = [str(name).strip() for name in table[header - 1]]
    return [
        dict(zip(names, row, strict=True)) for row in table[header:] if any(value not in ("", None) for value in row)
    ]


def _grid(data: bytes) -> list[list[object]]:
    """All cells, formulas as their results; a value merged over rows holds for each of them."""
    if b"<mergeCell " not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml"):
        rows = (
            openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            .worksheets[0]
            .iter_rows(values_only=True)
        )
        return [list(row) for row in rows if any(row)]
    worksheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    for merged in list(worksheet.merged_cells.ranges):
        value = worksheet.cell(merged.min_row, merged.min_col).value
        worksheet.unmerge_cells(str(merged))
        for row in range(merged.min_row, merged.max_row + 1):
            worksheet.cell(row, merged.min_col).value = value
    return [list(row) for row in worksheet.iter_rows(values_only=True)]


def _iso(value: object) -> str:
    """The day of a cell, "" where there is none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    found = _DAY.fullmatch(str(value or ""))
    return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else ""


def _dated(file: str, column: str, key: str = "", other: str = "", header: int = 1) -> list[Case]:
    """The cases of a file by the day in one column, each `key` once; `other` is a column to be compared too."""
    found: dict[object, Case] = {}
    for number, row in enumerate(_rows(file, header=header)):
        if day := _iso(row[column]):
            found.setdefault(row[key] if key else number, {"day": day, "other": _folded(row.get(other, ""))})
    return list(found.values())


def _folded(value: object) -> str:
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", str(value)))


def _requests() -> list[Case]:
    frame = pd.read_csv(SHARED / "nyc311_animals.csv", dtype=str, keep_default_na=False)
    found = []
    for created, kind in zip(frame["Created Date"], frame["Complaint Type"], strict=True):
        month, day, year = (int(part) for part in _AMERICAN.fullmatch(created).groups())  # type: ignore[union-attr] # every row has one
        found.append({"day": date(year, month, day).isoformat(), "other": _folded(kind)})
    return found


def _request_kinds() -> list[str]:
    return pd.read_csv(SHARED / "nyc311_animals.csv", dtype=str, usecols=["Complaint Type"])["Complaint Type"].tolist()


def _complaints() -> list[Case]:
    with gzip.open(SHARED / "chicago_complaints.csv.gz", "rt", encoding="utf-8", newline="") as file:
        distinct = pd.read_csv(file, dtype=str, keep_default_na=False).drop_duplicates()
    return [{"day": day[:10], "other": ""} for day in distinct["complaint_date"]]


def _named(cases: Callable[[], list[Case]], spellings: Callable[[], list[str]]) -> Callable[[], dict[str, Any]]:
    """A category for each value of the compared column; its name is the first spelling, the others are aliases."""

    def categories() -> dict[str, Any]:
        names: dict[str, list[str]] = {}
        for name in sorted({unicodedata.normalize("NFKC", re.sub(r"\s", "", name)) for name in spellings()}):
            names.setdefault(_folded(name), []).append(name)
        kinds = sorted({case["other"] for case in cases()})
        return {f"c{place}": {"name": names[kind][0], "aliases": names[kind][1:]} for place, kind in enumerate(kinds)}

    return categories


def _column(file: str, name: str) -> Callable[[], list[str]]:
    return lambda: [str(row[name]) for row in _rows(file)]


def _words() -> dict[str, Any]:
    """Invented categories that keywords tell."""
    return {
        "home": {"name": "居住环境", "keywords": ["小区", "噪音", "物业"]},
        "road": {"name": "道路出行", "keywords": ["公交", "道路", "地铁", "停车"]},
        "school": {"name": "学校教育", "keywords": ["学校", "老师", "学生"]},
    }


_MESSAGES, _LABELLED, _HOT = "附件4_答复意见.xlsx", "示例_附件2.xlsx", "热点问题留言明细表.xls"
_REGISTER, _SITE = "肥料登记_附件1.xlsx", "边坡防护工程台账.xlsx"


def _labelled() -> list[Case]:
    return _dated(_LABELLED, "留言时间", "留言编号", "一级分类")


def _registered() -> list[Case]:
    return _dated(_REGISTER, "发证日期", "", "产品通用名称")


LEDGERS = {
    "messages and replies": Real(_MESSAGES, "2019Q4", lambda: _dated(_MESSAGES, "留言时间", "留言编号"), categories=_words),
    "labelled messages": Real(
        _LABELLED, "2019", _labelled, categories=_named(_labelled, _column(_LABELLED, "一级分类")), compared=True
    ),
    "hot messages": Real(_HOT, "2019Q4", lambda: _dated(_HOT, "留言时间", "留言编号"), categories=_words),
    "register": Real(
        _REGISTER, "2017Q1", _registered,
        {"columns": {"received": ["发证日期"], "id": ["正式登记证号"], "unit": ["企业名称"], "category": ["产品通用名称"]}},
        _named(_registered, _column(_REGISTER, "产品通用名称")), True,
    ),
    "site": Real(
        _SITE, "2018Q2", lambda: _dated(_SITE, "施工开始时间", header=2),
        {"sheets": ["路基时间台账"], "columns": {"received": ["施工开始时间"], "closed": ["施工结束时间"], "text": ["分项工程"]}}, _words,
    ),
    "complaints": Real(
        "chicago_complaints.csv.gz", "2015Q4", _complaints,
        {"columns": {"received": ["complaint_date"], "id": ["cr_id"], "closed": ["closed_date"]}}, _words,
    ),
    "requests": Real(
        "nyc311_animals.csv", "2025Q1", _requests,
        {
            "columns": {
                "received": ["Created Date"], "id": ["Unique Key"], "closed": ["Closed Date"], "status": ["Status"], "unit": ["Agency"],
                "category": ["Complaint Type"], "region": ["Borough"],
            }
        },
        _named(_requests, _request_kinds),
        True,
    ),
}  # fmt: skip


def _configured(name: str, folder: Path) -> Loaded:
    real = LEDGERS[name]
    config = {
        "county": {"name": "甲县", "code": "990101"},
        "office": {"name": "甲县某办"},
        "report": {
            "title": "{{ county.name }}{{ period.label }}台账情况报告",
            "name": "台账情况报告",
            "period": real.period,
        },
        "ledger": {"files": [str(SHARED / real.file)], **real.ledger},
        "taxonomy": {"categories": {**real.categories(), "other": {"name": "其他", "catch_all": True}}},
    }
    path = folder / "jia.yaml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return load_settings(path)


@cache
def _cases(name: str) -> list[Case]:
    return LEDGERS[name].cases()


@pytest.fixture(scope="module", params=LEDGERS)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Loaded, pipeline.Report, Ledger]]:
    """Each ledger read once, and reported on."""
    name = request.param
    loaded, period = _configured(name, tmp_path_factory.mktemp("config")), Period.parse(LEDGERS[name].period)
    job = pipeline.Job(loaded, loaded.ledger_files, period, _TODAY)
    ledger, issues = pipeline.load_ledger(job)
    yield name, loaded, pipeline.produce(job, ledger, *pipeline.compute(job, ledger, issues)), ledger


Built = tuple[str, Loaded, pipeline.Report, Ledger]


def test_the_report_is_built_and_its_total_is_that_of_another_reader(built: Built) -> None:
    """No error keeps the report back, and the cases of its period are as many as plain Python finds."""
    name, _, report, _ = built
    inside = [
        case for case in _cases(name) if report.period.start.isoformat() <= case["day"] <= report.period.end.isoformat()
    ]
    assert report.summary.figures["total"].value == len(inside)
    assert len(inside) > 20
    assert f"{len(inside)}" in stringify(report.document)


def test_every_day_has_as_many_cases_as_another_reader_finds(built: Built) -> None:
    """Day by day over all years: nothing moved, nothing lost, nothing twice."""
    name, _, _, ledger = built
    ours = Counter(day.date().isoformat() for day in ledger.cases["received"])
    assert ours == Counter(case["day"] for case in _cases(name))


def test_every_category_of_the_period_has_as_many(built: Built) -> None:
    """Where the ledger has categories of its own, all of their spellings come to one; where words tell them, they sum to the whole."""
    name, loaded, report, _ = built
    inside = Counter(
        case["other"]
        for case in _cases(name)
        if report.period.start.isoformat() <= case["day"] <= report.period.end.isoformat()
    )
    figures = report.summary.figures
    ours = {
        _folded(category.name): figures[f"category.{code}"].value
        for code, category in loaded.settings.taxonomy.categories.items()
    }
    if LEDGERS[name].compared:
        assert {kind: count for kind, count in ours.items() if count} == inside
    assert sum(count or 0 for count in ours.values()) == inside.total()


def test_rows_add_up(built: Built) -> None:
    """Read = used + rejected + duplicates in the whole and in every table, as the report says too."""
    _, _, report, ledger = built
    for counts in (ledger.counts, *(table.counts for table in ledger.tables)):
        assert counts.read == counts.used + counts.rejected + counts.duplicates
    whole = report.summary.counts
    assert whole.read == whole.used + whole.rejected + whole.duplicates + whole.outside_period == ledger.counts.read
    assert whole.used == report.summary.figures["total"].value
