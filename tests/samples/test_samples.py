"""The sample ledgers: made again they are the same, and they hold what `truth.json` says, counted here by other means."""

import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

SAMPLES = Path(__file__).parents[2] / "samples"
TRUTH = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
COUNTIES = tuple(TRUTH)
BOOKS = tuple(book for county in COUNTIES for book in TRUTH[county]["sheets"])
FIELDS = {
    "id": {"工单编号", "编号", "受理编号", "问题编号"},
    "received": {"受理日期", "检查时间", "登记时间", "检查日期"},
    "unit": {"被反映单位", "受检单位", "涉及单位", "被检查单位"},
    "category": {"问题类别", "问题分类", "一级分类", "问题类型"},
    "channel": {"来源", "检查方式", "投诉渠道", "检查形式"},
    "text": {"主要内容", "发现问题", "留言详情", "问题描述"},
    "closed": {"办结时间", "销号时间", "答复时间", "完成日期"},
}


@dataclass(frozen=True)
class Line:
    """One data row, by field, with all its cells."""

    county: str
    values: dict[str, Any]
    cells: tuple[Any, ...]

    @property
    def received(self) -> date | None:
        """The day, None where the cell holds none."""
        return day_of(self.values["received"])


def day_of(value: Any) -> date | None:
    """A date out of a cell, or None."""
    if isinstance(value, datetime):
        return value.date()
    found = re.match(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})", unicodedata.normalize("NFKC", str(value or "")))
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def lines_of(county: str) -> Iterator[Line]:
    """The data rows of both ledgers: below the header, neither blank nor a total, above the footer."""
    for book in TRUTH[county]["sheets"]:
        for sheet in load_workbook(SAMPLES / book).worksheets:
            header: dict[str, int] = {}
            for cells in sheet.iter_rows(values_only=True):
                if header and any(cell is not None for cell in cells) and not is_margin(str(cells[0])):
                    yield Line(county, {field: cells[place] for field, place in header.items()}, cells)
                if not header and FIELDS["received"] & set(cells):
                    header = {field: cells.index((names & set(cells)).pop()) for field, names in FIELDS.items()}


def is_margin(first: str) -> bool:
    """Whether a row is a total or the footer, told by its first cell."""
    return first.replace(" ", "").endswith(("合计", "小计")) or first.startswith("填表人")


@pytest.fixture(scope="module")
def lines() -> dict[str, list[Line]]:
    return {county: list(lines_of(county)) for county in COUNTIES}


@pytest.fixture(scope="module")
def believed(lines: dict[str, list[Line]]) -> dict[str, list[Line]]:
    """Dated rows, the first of each number."""
    kept: defaultdict[str, list[Line]] = defaultdict(list)
    for county in COUNTIES:
        seen: set[str] = set()
        for line in lines[county]:
            if line.received and line.values["id"] not in seen:
                kept[county].append(line)
                seen |= {line.values["id"]} - {"/"}
    return kept


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of samples made just now, under different hash seeds and time zones."""
    folders = (tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two"))
    for folder, seed, zone in zip(folders, "07", ("UTC", "Asia/Shanghai"), strict=True):
        command = [sys.executable, str(SAMPLES / "make_samples.py"), str(folder)]
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONUTF8": "1"}
        subprocess.run(command, check=True, env=environment, capture_output=True, timeout=60)
    return folders


def quarter_of(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def per_quarter(lines: list[Line], field: str, names: dict[str, str]) -> dict[str, Counter[str]]:
    """How many rows each quarter has, by the plain name of what the field says; unknown spellings are left out."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        spelled = line.values[field]
        if line.received and spelled in names:
            counts[quarter_of(line.received)][names[spelled]] += 1
    return counts


@pytest.mark.parametrize("book", BOOKS)
def test_made_again_the_ledgers_are_the_committed_ones(made: tuple[Path, Path], book: str) -> None:
    """Every part of every committed ledger comes out of the script again, and two runs give the same bytes."""
    assert (made[0] / book).read_bytes() == (made[1] / book).read_bytes()
    with zipfile.ZipFile(made[0] / book) as new, zipfile.ZipFile(SAMPLES / book) as old:  # zlib builds pack differently
        assert new.namelist() == old.namelist()
        assert all(new.read(name) == old.read(name) for name in old.namelist())


def test_made_again_the_truth_is_the_committed_one(made: tuple[Path, Path]) -> None:
    """The counts are those of the ledgers that are committed."""
    assert json.loads((made[0] / "truth.json").read_text(encoding="utf-8")) == TRUTH


def test_the_ledgers_are_small() -> None:
    """All ledgers together stay below 600 KB."""
    assert sum((SAMPLES / book).stat().st_size for book in BOOKS) <= 600_000


@pytest.mark.parametrize("county", COUNTIES)
def test_the_sheets_hold_as_many_rows_as_said(lines: dict[str, list[Line]], county: str) -> None:
    """Rows and total rows of every sheet are those of the truth, and so is every kind of further row."""
    truth = TRUTH[county]
    slips = truth["slips"]
    assert len(lines[county]) == slips["rows"]
    assert sum(sum(sheets.values()) for sheets in truth["sheets"].values()) == slips["rows"] + slips["total_rows"]
    assert slips["rows"] == truth["cases"] + slips["undated"] + slips["exact_duplicates"] + slips["repeated_ids"]


@pytest.mark.parametrize("county", COUNTIES)
def test_slips_are_as_many_as_said(lines: dict[str, list[Line]], county: str) -> None:
    """Undated rows, duplicates, repeated and missing numbers and early closings are where the truth counts them."""
    rows, slips = lines[county], TRUTH[county]["slips"]
    repeats = sum(times - 1 for cells, times in Counter(line.values["id"] for line in rows).items() if cells != "/")
    twins = len(rows) - len({line.cells for line in rows})
    early = [
        line for line in rows if line.received and (closed := day_of(line.values["closed"])) and closed < line.received
    ]
    assert sum(line.received is None for line in rows) == slips["undated"]
    assert (twins, repeats - twins) == (slips["exact_duplicates"], slips["repeated_ids"])
    assert sum(line.values["id"] == "/" for line in rows) == slips["missing_ids"]
    assert len(early) == slips["closed_before_received"]


@pytest.mark.parametrize("county", COUNTIES)
def test_cases_are_as_many_as_said(believed: dict[str, list[Line]], county: str) -> None:
    """Cases of each quarter, in all and by category, unit and channel, agree with the truth."""
    rows, truth = believed[county], TRUTH[county]
    assert Counter(quarter_of(line.received) for line in rows if line.received) == truth["totals"]
    for field, group in (("unit", "units"), ("channel", "channels")):
        assert per_quarter(rows, field, truth["spelled"][group]) == truth[group]
    labelled = per_quarter(rows, "category", truth["spelled"]["categories"])
    missing = {quarter: Counter(counts) for quarter, counts in truth["missing_categories"].items()}
    assert {quarter: dict(counts + missing.get(quarter, Counter())) for quarter, counts in labelled.items()} == truth[
        "categories"
    ]


def test_the_two_counties_tell_different_stories() -> None:
    """What each county's story says of the third quarter of 2026 is in its figures."""
    qinglan, yunpi = TRUTH["qinglan"], TRUTH["yunpi"]
    attitude = [counts["attitude"] for counts in qinglan["categories"].values()]
    assert attitude[-4] < attitude[-3] < attitude[-2] < attitude[-1] == max(qinglan["categories"]["2026Q3"].values())
    assert qinglan["totals"]["2026Q2"] < qinglan["totals"]["2026Q3"] < qinglan["totals"]["2025Q3"]
    assert [quarter for quarter, units in qinglan["units"].items() if "东岭新区便民服务站" in units] == ["2026Q3"]
    now, before = yunpi["categories"]["2026Q3"], yunpi["categories"]["2026Q2"]
    assert now["execution"] == max(now.values()) and "integrity" not in now
    assert now["discipline"] == 2 * before["discipline"] and now["duty"] == before["duty"]
    assert yunpi["totals"]["2026Q3"] < yunpi["totals"]["2026Q2"] < yunpi["totals"]["2025Q3"]


@pytest.mark.parametrize("county", COUNTIES)
def test_texts_are_varied(believed: dict[str, list[Line]], county: str) -> None:
    """No case repeats the words of another, and every text is a sentence or three long."""
    texts = Counter(str(line.values["text"]).strip() for line in believed[county])
    assert max(texts.values()) == 1
    assert all(20 <= len(text) <= 140 for text in texts)


@pytest.mark.parametrize("county", COUNTIES)
def test_no_number_can_be_anybodys(lines: dict[str, list[Line]], county: str) -> None:
    """ID numbers begin with a region code that does not exist, mobile and landline numbers with prefixes that do not."""
    everything = " ".join(str(cell) for line in lines[county] for cell in line.cells)
    ids = re.findall(r"(?<!\d)\d{17}[\dX](?!\d)", everything)
    assert ids and all(number.startswith(TRUTH[county]["code"]) for number in ids)
    mobiles = re.findall(r"(?<!\d)1\d{10}(?!\d)", everything)
    assert mobiles and all(number.startswith("154") for number in mobiles)
    assert all(number.startswith("0788-") for number in re.findall(r"(?<!\d)0\d{2,3}-\d{7,8}", everything))


@pytest.fixture(scope="module")
def neighbours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The books of the other counties made just now, by their names."""
    folder = tmp_path_factory.mktemp("neighbours")
    command = [sys.executable, str(SAMPLES / "make_neighbours.py"), str(folder)]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "PYTHONUTF8": "1"}
    subprocess.run(command, check=True, env=environment, capture_output=True, timeout=60)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.csv")}


def test_made_again_the_other_books_are_the_committed_ones(neighbours: dict[str, bytes]) -> None:
    """Byte for byte; all five together stay below 350 KB."""
    assert len(neighbours) == 5
    assert neighbours == {name: (SAMPLES / name).read_bytes() for name in neighbours}
    assert sum(map(len, neighbours.values())) <= 350_000


def test_no_number_in_the_other_books_can_be_anybodys(neighbours: dict[str, bytes]) -> None:
    """ID numbers begin with a region code that does not exist, mobile numbers with a prefix that does not."""
    everything = b" ".join(neighbours.values()).decode("utf-8-sig")
    assert all(number.startswith("990") for number in re.findall(r"(?<!\d)\d{17}[\dX](?!\d)", everything))
    assert all(number.startswith("154") for number in re.findall(r"(?<!\d)1\d{10}(?!\d)", everything))
