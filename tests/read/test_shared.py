"""Real ledgers that nobody here wrote, with their known truths; none of their rows or texts stand here."""

from collections import Counter

import pytest

from reportgen.model.ledgers import SheetRows
from reportgen.read import read_ledgers
from tests.read.making import SHARED

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real ledgers stand in ../shared/data, which is not here"
)


@pytest.fixture(scope="module")
def sheets() -> dict[str, tuple[SheetRows, ...]]:
    """All sheets by the name of their file."""
    rows, issues = read_ledgers([SHARED])
    assert not issues
    return {file.file: file.sheets for file in rows.files}


@pytest.mark.parametrize(
    ("file", "cases"),
    [
        ("附件4_答复意见.xlsx", 2816),
        ("示例_附件2.xlsx", 495),
        ("示例_附件3.xlsx", 30),
        ("示例_附件4.xlsx", 120),
        ("附件1_三级标签体系.xlsx", 517),
        ("热点问题留言明细表.xls", 123),
        ("热点问题表.xls", 5),
        ("肥料登记_附件1.xlsx", 2925),
        ("chicago_complaints.csv.gz", 131_142),
        ("nyc311_animals.csv", 4969),
    ],
)
def test_every_row_is_there(sheets: dict[str, tuple[SheetRows, ...]], file: str, cases: int) -> None:
    """A header and the known number of rows; a used range of 65,203 rows ends where the cells end."""
    (sheet,) = sheets[file]
    assert (sheet.height, sheet.first_row, sheet.first_column) == (cases + 1, 1, 1)
    assert all(len(column.codes) == sheet.height for column in sheet.columns)
    assert not sheet.errors


def test_merges_of_a_site_ledger_are_there(sheets: dict[str, tuple[SheetRows, ...]]) -> None:
    """808 merges on the first of eight sheets."""
    first, *others = sheets["边坡防护工程台账.xlsx"]
    assert (first.height, len(first.merges), len(others)) == (766, 808, 7)


@pytest.mark.parametrize(
    ("file", "dates"), [("附件4_答复意见.xlsx", 1), ("肥料登记_附件1.xlsx", 10), ("热点问题留言明细表.xls", 119)]
)
def test_true_dates_among_texts_stay_dates(sheets: dict[str, tuple[SheetRows, ...]], file: str, dates: int) -> None:
    """In a column of texts the few cells that are dates keep their type, and the other way round."""
    (sheet,) = sheets[file]
    kinds = [
        Counter(type(value).__name__ for value in map(column.values.__getitem__, column.codes))
        for column in sheet.columns
    ]
    assert any(kind["date"] + kind["datetime"] == dates for kind in kinds)
