"""No row is lost: long sheets round the edges of old row limits, with hidden and filtered rows, merges and totals among them."""

import csv
import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.model.sources import Issue
from reportgen.read import read_ledgers
from tests.full import FULL
from tests.ledgers.truth import CATEGORIES, UNITS, settings
from tests.read.making import package, parts, row, text, worksheet

_HEADER = ("受理编号", "受理日期", "被反映单位", "问题类别", "主要内容")
_TOTAL_AFTER = 10_000  # rows to a page, each with a total below
_START = date(2026, 7, 1)


def _lines(count: int) -> Iterator[tuple[str, ...]]:
    """So many rows below the header, every 10,000th of them a total."""
    names = [name for name, *_ in CATEGORIES.values()]
    cases = 0
    for number in range(1, count + 1):
        if number % _TOTAL_AFTER:
            cases += 1
            day = (_START + timedelta(days=number % 92)).isoformat()
            yield (
                f"GD{number}",
                day,
                UNITS[number // 4 % len(UNITS)],
                names[number % 3],
                f"排队号为A{number}，等候两小时无人叫号",
            )
        else:
            yield "合计", "", "", "", f"{_TOTAL_AFTER - 1}件"


def _xlsx(path: Path, count: int) -> Path:
    """Every seventh row hidden as a filter does, units merged over four rows."""
    rows = []
    for number, cells in enumerate([_HEADER, *_lines(count)], 1):
        texts = [
            text(f"{'ABCDE'[place]}{number}", value) for place, value in enumerate(cells) if not _covered(number, place)
        ]
        rows.append(row(number, *texts, more=' hidden="1"' * (number % 7 == 0)))
    merges = "".join(f'<mergeCell ref="C{top}:C{top + 3}"/>' for top in range(5, 1002, 4))
    after = f'<autoFilter ref="A1:E{count + 1}"><filterColumn colId="2"><filters><filter val="x"/></filters></filterColumn></autoFilter>'
    content = package(
        parts(worksheet(*rows, after=f'{after}<mergeCells count="1">{merges}</mergeCells>'), names=["台账"])
    )
    path.write_bytes(content)
    return path


def _covered(number: int, place: int) -> bool:
    """Whether a merge covers the cell: in the rows from 5 on units change with every fourth."""
    return place == 2 and 5 < number < 1005 and number % 4 != 1


def _csv(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([_HEADER, *_lines(count)])
    return path


def _read(path: Path) -> tuple[Ledger, tuple[Issue, ...]]:
    speak("en")
    rows, refused = read_ledgers([path])
    assert not refused
    return clean(rows, settings(), Period.parse("2026Q3"))


def _expect_all(ledger: Ledger, issues: tuple[Issue, ...], count: int) -> None:
    totals = count // _TOTAL_AFTER
    counts = ledger.counts
    assert (counts.read, counts.used, counts.rejected, counts.duplicates) == (count - totals, count - totals, 0, 0)
    assert ledger.cases["row"].tolist() == [row for row in range(2, count + 2) if (row - 1) % _TOTAL_AFTER]
    named = [
        place.row
        for issue in issues
        if issue.code.startswith("ledger.total-row")
        for place in (issue.places or (issue.source,))
        if place
    ]
    assert named == [row * _TOTAL_AFTER + 1 for row in range(1, totals + 1)]


@pytest.mark.parametrize("rows", [65_535, 65_536, 65_537] if FULL else [65_537])
def test_a_workbook_of_so_many_rows_is_read_whole(rows: int, tmp_path: Path) -> None:
    """Header, cases, totals: each row is a case or named; hidden and filtered rows count, a merged unit holds for its rows."""
    ledger, issues = _read(_xlsx(tmp_path / "台账.xlsx", rows - 1))
    _expect_all(ledger, issues, rows - 1)
    (hidden,) = [issue for issue in issues if issue.code == "ledger.hidden-rows"]
    assert f": {sum(row % 7 == 0 for row in ledger.cases['row'].tolist())} (" in hidden.message
    assert ledger.cases["unit"].tolist()[:2000] == [UNITS[number // 4 % len(UNITS)] for number in range(1, 2001)]


@pytest.mark.parametrize("rows", [65_535, 65_536, 65_537] if FULL else [65_536])
def test_a_text_of_so_many_rows_is_read_whole(rows: int, tmp_path: Path) -> None:
    """The same from .csv."""
    ledger, issues = _read(_csv(tmp_path / "台账.csv", rows - 1))
    _expect_all(ledger, issues, rows - 1)


@pytest.mark.skipif(
    "REPORTGEN_LARGE" not in os.environ, reason="a million rows are read only where REPORTGEN_LARGE is set"
)
def test_a_text_of_as_many_rows_as_a_sheet_has_is_read_whole(tmp_path: Path) -> None:
    """1,048,576 rows, the most of a sheet, as .csv."""
    ledger, issues = _read(_csv(tmp_path / "台账.csv", 1_048_575))
    _expect_all(ledger, issues, 1_048_575)


def test_hidden_sheets_and_rows_lose_nothing_and_are_named(tmp_path: Path) -> None:
    """A hidden and a very hidden sheet count like the others, and each is named."""
    sheets = [worksheet(*_few(f"S{number}")) for number in range(3)]
    path = tmp_path / "台账.xlsx"
    path.write_bytes(package(parts(*sheets, names=["一", "二", "三"], states={2: "hidden", 3: "veryHidden"})))
    ledger, issues = _read(path)
    assert (ledger.counts.read, ledger.counts.used) == (60, 60)
    assert [issue.source.sheet for issue in issues if issue.code == "ledger.hidden-sheet" and issue.source] == [
        "二",
        "三",
    ]


def _few(prefix: str) -> Iterator[str]:
    for number, cells in enumerate([_HEADER, *_lines(20)], 1):
        words = [f"{prefix}{value}" if number > 1 and place in (0, 4) else value for place, value in enumerate(cells)]
        yield row(number, *(text(f"{'ABCDE'[place]}{number}", value) for place, value in enumerate(words)))
