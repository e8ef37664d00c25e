"""Records of a text file of another width than the others: cells in wrong columns are not believed."""

import pytest

from tests.clean.notation import Cleaned, cleaned, sheet

_HEADER = ["编号", "受理日期", "来源", "被反映单位", "主要内容", "办结时间"]
_USUAL = [[f"A{number}", f"2026-07-{number:02}", "热线", "甲局", f"事{number}", "2026-08-01"] for number in range(1, 9)]


def _read(*records: list[str]) -> Cleaned:
    """A text file of eight usual records and these."""
    rows = [_HEADER, *_USUAL, *records]
    found = tuple((row, row, len(record)) for row, record in enumerate(rows, 1) if len(record) != len(_HEADER))
    return cleaned(sheet(rows, misfits=found, width=len(_HEADER)))


@pytest.mark.parametrize(
    "record",
    [
        ["B1，2026-07-09", "热线", "甲局", "别事", "2026-08-02"],
        ["B1", "2026-07-09", "热线，甲局", "别事", "2026-08-02"],
        ["B1", "2026-07-09", "热线", "甲局，别事", "2026-08-02"],
        ["B1", "2026-07-09", "热线", "甲局", "别事，2026-08-02"],
        ["B1", "2026-07-09", "热线", "甲局", "别事", "又一事", "2026-08-02"],
    ],
)
def test_a_record_whose_cells_may_have_moved_is_set_aside(record: list[str]) -> None:
    """Its line and the number of its cells are named, and nothing else is said of it."""
    found = _read(record)
    assert found.counts == (9, 8, 1, 0)
    assert [issue.source.row for issue in found.issues if issue.source and issue.code == "ledger.row-width"] == [10]
    assert f"with {len(record)} cells where others have 6: 1 (lines 10)" in found.message("ledger.row-width")
    assert {"ledger.date-unusable", "ledger.date-ignored", "ledger.columns-nameless"}.isdisjoint(found.codes)


@pytest.mark.parametrize(
    "record", [["B1", "2026-07-09", "热线", "甲局"], ["B1", "2026-07-09"], ["B1", "2026-07-09", "热线", "", ""]]
)
def test_a_record_that_only_leaves_its_last_cells_out_is_a_case(record: list[str]) -> None:
    """Its cells fit where they stand."""
    found = _read(record)
    assert found.counts == (9, 9, 0, 0)
    assert "ledger.row-width" not in found.codes


def test_where_most_records_have_another_width_none_is_usual() -> None:
    """They are read as they stand."""
    assert (
        _read(*([f"B{number}", "2026-07-09", "热线", "甲局", f"别事{number}"] for number in range(9))).counts[1] == 17
    )


def test_titles_and_totals_of_another_width_are_what_they_are() -> None:
    """Only cases are set aside."""
    found = _read(["合计", "8"])
    assert found.counts == (8, 8, 0, 0)
    assert "ledger.total-row" in found.codes and "ledger.row-width" not in found.codes


def test_many_records_of_another_width_are_told_together() -> None:
    """With their number and the first lines."""
    usual = [[f"C{number}", "2026-07-01", "热线", "甲局", f"其他事{number}", "2026-08-01"] for number in range(30)]
    broken = [[f"B{number}", "2026-07-09", "热线，甲局", f"别事{number}", "2026-08-02"] for number in range(25)]
    found = _read(*usual, *broken)
    assert found.counts == (63, 38, 25, 0)
    assert "5 cells where others have 6: 25 (lines 40, 41, 42" in found.message("ledger.row-width")
