"""The ledger that comes out is what `model.Ledger` promises, and every row is accounted for."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clean.notation import cleaned, sheet

DTYPES = {
    "file": "int64", "sheet": "int64", "row": "int64", "id": "str", "received": "datetime64[s]", "precision": "str", "repeat": "bool",
    "category": "str", "category_from": "str",
    "aspects": "str", "unit": "str", "channel": "str", "handling": "str", "region": "str", "status": "str", "verified": "str", "satisfaction": "str",
    "closed": "datetime64[s]", "due": "datetime64[s]", "days": "Int64", "on_time": "boolean", "subject": "str", "text": "str", "handling_text": "str",
}  # fmt: skip
HEADER = ["工单编号", "受理日期", "被反映单位", "问题类别", "主要内容", "办理状态", "办结时间"]
FULL = "工单编号 | 受理日期 | 被反映单位 | 问题类别 | 主要内容 | 办理状态 | 办结时间\nA1 | 2026-07-01 | 甲局 | 态度生硬 | 不耐烦 | 已办结 | 2026-07-03"


@pytest.mark.parametrize(
    "table", [FULL, "受理日期 | 主要内容\n2026-07-01 | 某事", "受理日期 | 主要内容", "没有 | 表头"]
)
def test_the_frame_has_all_columns_whatever_the_files_have(table):
    """Also a ledger without a case has every column with its type."""
    cases = cleaned(table).ledger.cases
    assert {name: str(cases[name].dtype) for name in cases} == DTYPES
    assert list(cases.index) == list(range(len(cases)))
    for name in ("category", "unit", "text", "status"):
        assert not cases[name].isna().any()


def test_files_and_sheets_are_named_and_ordered():
    """Rows stand in the order of files, sheets and rows; a sheet without cases keeps its place."""
    found = cleaned([sheet("说明", name="说明"), sheet(FULL, name="一季度")], FULL.replace("A1", "A2"))
    ledger = found.ledger
    assert (ledger.files, ledger.sheets) == (("台账1.xlsx", "台账2.xlsx"), (("说明", "一季度"), ("一季度",)))
    assert list(zip(found.column("file"), found.column("sheet"), found.column("row"), strict=True)) == [
        (0, 1, 2),
        (1, 0, 2),
    ]
    assert str(ledger.source(0, 1, 2)) == "台账1.xlsx [一季度] 2:2"


def test_fields_are_those_that_a_sheet_has():
    """What no sheet has is not among them."""
    assert cleaned("受理日期 | 主要内容\n2026-07-01 | 某事").ledger.fields == {"received", "text"}


def test_no_file_at_all_is_an_error():
    """An empty set of files gives an empty ledger and says so."""
    assert cleaned().codes == ["ledger.none-given"]


DAYS = st.sampled_from(["2026-07-01", "2026/7/2", "", "某日", "2026-02-30"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A1", "A2", "A3", "", "/"]), DAYS, st.sampled_from(["甲局", "乙 局", ""]),
        st.sampled_from(["态度生硬", "责任感弱", "态度生硬、责任感弱", "收费", ""]), st.sampled_from(["态度冷淡", "拖延", "某事", ""]),
        st.sampled_from(["已办结", "在办", "超期", "?", ""]), DAYS,
    ),
    max_size=12,
).map(lambda rows: [row for row in rows if any(row[:4]) or any(row[5:]) or not row[4]])  # fmt: skip
"""No row holds a text alone: it would go on with the case above it (`continuing`)."""


@given(ROWS, st.sampled_from(["other", "reject"]))
def test_every_row_is_accounted_for(rows, unknown):
    """read = used + rejected + duplicates, and read is every row that holds anything."""
    found = cleaned(sheet([HEADER, *rows]), unknown_category=unknown)
    read, used, rejected, duplicates = found.counts
    assert read == used + rejected + duplicates == sum(any(row) for row in rows)
    assert used == len(found.ledger.cases)
    if rejected:
        told = {"ledger.date-unusable", "ledger.date-missing", "ledger.date-column-empty", "ledger.category-rejected"}
        assert told & {code.removesuffix(".suggested") for code in found.codes}


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, random_order: random.Random):
    """Counts stay, and of every group of one case one row stays, with the category it has by itself."""
    turned = list(rows)
    random_order.shuffle(turned)
    before, after = cleaned(sheet([HEADER, *rows])), cleaned(sheet([HEADER, *turned]))
    assert before.counts == after.counts
    numbered = [sorted(number for number in found.column("id") if number) for found in (before, after)]
    assert numbered[0] == numbered[1]
    unnumbered = [sorted(line for line in _lines(found) if not line[0]) for found in (before, after)]
    assert unnumbered[0] == unnumbered[1]


def _lines(found):
    names = ("id", "received", "unit", "category", "category_from", "aspects", "status", "text", "days")
    return [tuple(str(value) for value in line) for line in zip(*(found.column(name) for name in names), strict=True)]


@given(ROWS)
def test_reading_a_ledger_twice_is_the_same(rows):
    """Same input, same frame, same issues; a second copy of the file adds duplicates and rejected rows only."""
    first, second = cleaned(sheet([HEADER, *rows])), cleaned(sheet([HEADER, *rows]))
    assert first.ledger.cases.equals(second.ledger.cases)
    assert first.issues == second.issues
    doubled = cleaned(sheet([HEADER, *rows]), sheet([HEADER, *rows]))
    assert doubled.ledger.cases.drop(columns=["file"]).equals(first.ledger.cases.drop(columns=["file"]))


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["受理日期", "主要内容", "合计", "2026-07-01", 7, 4.5, "", "无", "13800138000", "王局长", "\n", True]
            ),
            max_size=5,
        ),
        max_size=8,
    )
)
def test_no_sheet_raises(rows):
    """Whatever stands in the cells, there is a ledger and there are issues."""
    found = cleaned(sheet(rows))
    read, used, rejected, duplicates = found.counts
    assert read == used + rejected + duplicates


@pytest.mark.parametrize("rows", [1_000, 4_000])
def test_distinct_values_are_worked_on_once(rows):
    """A ledger that repeats a few values is cleaned in time that hardly depends on its rows (counted in calls, not seconds)."""
    table = [
        HEADER,
        *[
            [f"A{number}", "2026-07-01", "甲局", "态度生硬", "窗口不耐烦", "已办结", "2026-07-02"]
            for number in range(rows)
        ],
    ]
    found = cleaned(sheet(table))
    assert found.counts == (rows, rows, 0, 0)
    assert np.all(found.ledger.cases["aspects"] == "impatient")
