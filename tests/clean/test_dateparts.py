"""Ledgers whose days stand in columns of their own: 年、月、日."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clean.notation import cleaned, sheet

TAIL = "被反映单位 | 问题类别 | 主要内容"
CASE = "甲局 | 态度生硬 | 事"


def test_year_month_and_day_in_columns_of_their_own_are_the_day():
    """They are one column for the user: none is told as unused, and the last of them is the place of the day."""
    found = cleaned(
        f"序号 | 年 | 月 | 日 | {TAIL}\n1 | <2026> | <7> | <5> | {CASE}一\n2 | <2026> | <8> | <31> | {CASE}二"
    )
    assert found.column("received") == ["2026-07-05", "2026-08-31"]
    assert found.column("precision") == ["day", "day"]
    assert found.codes == []
    (table,) = found.ledger.tables
    assert [(one.header, one.column) for one in table.columns["received"]] == [("年、月、日", 4)]
    assert table.unmapped == ()


@pytest.mark.parametrize(
    ("header", "cells", "merges"),
    [
        (f"序号 | 受理时间 | | | {TAIL}\n | 年 | 月 | 日 | | |", "2026 | 7 | 5", ((1, 2, 1, 4),)),
        (f"序号 | 受理时间 | | | {TAIL}\n | 年 | 月 | 日 | | |", "2026 | 7 | 5", ()),
        (f"序号 | 受理 | | | {TAIL}\n | （年） | （月） | （日） | | |", "2026年 | 7月 | 5日", ((1, 2, 1, 4),)),
        (f"序号 | 受理日期（年） | 受理日期（月） | 受理日期（日） | {TAIL}", "二〇二六 | 七 | 五", ()),
        (f"序号 | 受理年份 | 受理月份 | 受理日 | {TAIL}", "26 | 07 | 05", ()),
        (f"序号 | 年度 | 月份 | 日 | {TAIL}", "2026年 | 7月份 | 5号", ()),
        (f"序号 | 年份 | 月 | 号 | {TAIL}", "２０２６ | ７ | ５", ()),
        (f"序号 | 反映情况 | | | | |\n | 年 | 月 | 日 | {TAIL}", "2026 | 7 | 5", ((1, 2, 1, 7),)),
        (f"2026年三季度台账 | | | | | |\n序号 | | 月 | 日 | {TAIL}", " | 7 | 5", ()),
    ],
)
def test_the_headers_of_the_parts(header, cells, merges):
    """Of one level or two, merged or not, in brackets, with the name before the part."""
    found = cleaned(sheet(f"{header}\n1 | {cells} | {CASE}", merges=merges))
    assert found.column("received") == ["2026-07-05"]
    assert found.column("text") == ["事"]


def test_two_days_of_a_case_are_told_apart_by_their_upper_headers():
    """受理时间 and 办结时间 above 年、月、日 each."""
    table = f"""
        序号 | 受理时间 | | | {TAIL} | 办结时间 | |
        | 年 | 月 | 日 | | | | 年 | 月 | 日
        1 | 2026 | 7 | 5 | {CASE} | 2026 | 7 | 15
        2 | 2026 | 7 | 6 | {CASE}二 | | |
    """
    found = cleaned(sheet(table, merges=((1, 2, 1, 4), (1, 8, 1, 10))))
    assert found.column("received") == ["2026-07-05", "2026-07-06"]
    assert found.column("days")[0] == 10
    assert found.codes == []


def test_a_month_written_once_holds_until_the_day_goes_down():
    """As clerks write it; every cell that was filled is named, and the year goes on with the month."""
    found = cleaned(
        f"序号 | 年 | 月 | 日 | {TAIL}\n1 | 2026 | 7 | 5 | {CASE}一\n2 | | | 8 | {CASE}二\n小计 | | | | 2 | | \n"
        f"3 | | 8 | 2 | {CASE}三\n4 | | | 2 | {CASE}四"
    )
    assert found.counts == (4, 4, 0, 0)
    assert found.column("received") == ["2026-07-05", "2026-07-08", "2026-08-02", "2026-08-02"]
    assert "5 (B3, C3, B5, B6, C6)" in found.message("ledger.date-part-taken")


def test_a_month_that_cannot_be_known_is_not_made_up():
    """Below a later day it may be the next month: the row is rejected, and told what it lacks."""
    found = cleaned(
        f"序号 | 年 | 月 | 日 | {TAIL}\n1 | 2026 | 7 | 28 | {CASE}一\n2 | | | 2 | {CASE}二\n3 | | | 30 | {CASE}三"
    )
    assert found.counts == (3, 1, 2, 0)
    assert "2 rows not counted: D3, D4" in found.message("ledger.month-nowhere")
    assert "ledger.date-part-taken" not in found.codes


def test_a_year_that_may_have_ended_is_taken_from_the_rows_beside():
    """Below December comes January of the next year: said as for all days without a year."""
    found = cleaned(f"序号 | 年 | 月 | 日 | {TAIL}\n1 | 2025 | 12 | 28 | {CASE}一\n2 | | 1 | 2 | {CASE}二")
    assert found.column("received") == ["2025-12-28", "2026-01-02"]
    assert "ledger.year-taken" in found.codes


def test_merged_parts_and_marks_for_as_above_hold():
    """A month merged over its rows, a year said with 〃."""
    table = f"""
        序号 | 年 | 月 | 日 | {TAIL}
        1 | 2026 | 7 | 5 | {CASE}一
        2 | 〃 | | 3 | {CASE}二
        3 | 〃 | 8 | 同上 | {CASE}三
    """
    found = cleaned(sheet(table, merges=((2, 3, 3, 3),)))
    assert found.column("received") == ["2026-07-05", "2026-07-03", "2026-08-03"]
    assert "ledger.date-part-taken" not in found.codes


@pytest.mark.parametrize(
    ("cells", "day", "precision"),
    [
        ("<2026-07-05> | <2026-07-05> | <2026-07-05>", "2026-07-05", "day"),  # shown by their formats as 2026, 7 and 5
        ("2026 | 7 | 2026-07-09", "2026-07-09", "day"),
        ("2026 | 7 | 7月9日", "2026-07-09", "day"),
        ("2026 | 7 | 5日上午", "2026-07-05", "day"),
        ("2026 | 7 | 上旬", "2026-07-05", "month"),
        ("2026 | 7 | ", "2026-07-15", "month"),
        ("2026 | 7 | 不详", "2026-07-15", "month"),
        ("2026 | 7 | 3-5", "2026-07-04", "month"),
    ],
)
def test_what_the_cell_of_the_day_may_hold(cells, day, precision):
    """A whole day, a part of the month, a time of day, or nothing."""
    found = cleaned(f"序号 | 年 | 月 | 日 | {TAIL}\n1 | {cells} | {CASE}")
    assert found.column("received") == [day]
    assert found.column("precision") == [precision]


@pytest.mark.parametrize(
    "cells", ["2026 | 2 | 30", "2026 | 13 | 5", "2026 | 7 | 待定", "2026 | 7 | 0", "2026 | / | 5", "2026 | 7.5 | 5"]
)
def test_parts_that_make_no_day_are_refused_with_the_cell(cells):
    """Nothing is guessed; the row is rejected at the cell of the day."""
    found = cleaned(f"序号 | 年 | 月 | 日 | {TAIL}\n1 | {cells} | {CASE}\n2 | 2026 | 7 | 1 | {CASE}二")
    assert found.counts == (2, 1, 1, 0)
    assert found.told("ledger.date-unusable") == ["台账1.xlsx [一季度] D2"]


def test_another_day_in_parts_is_not_taken_for_the_day_of_the_case():
    """出生年、月、日 name a day of the person."""
    found = cleaned(
        f"序号 | 出生 | | | 受理时间 | {TAIL}\n | 年 | 月 | 日 | | | | \n1 | 1980 | 7 | 5 | 2026-07-01 | {CASE}"
    )
    assert found.column("received") == ["2026-07-01"]
    found = cleaned("序号 | 出生年 | 出生月 | 出生日 | 被反映单位 | 主要内容\n1 | 1980 | 7 | 5 | 甲局 | 事")
    assert found.counts == (0, 0, 0, 0)


def test_columns_that_count_by_month_and_day_are_no_parts():
    """本月、本日 count cases; a table by 年 and 月 is no ledger."""
    found = cleaned("单位 | 本年 | 本月 | 本日\n甲局 | 20 | 5 | 1\n乙局 | 10 | 2 | 0")
    assert found.counts == (0, 0, 0, 0)
    found = cleaned("年 | 月 | 被反映单位 | 受理 | 办结\n2026 | 7 | 甲局 | 5 | 1\n2026 | 8 | 乙局 | 2 | 0")
    assert found.counts == (0, 0, 0, 0)


def test_year_and_month_alone_are_the_time_where_the_configuration_says_so():
    """They are suggested, with the line to add; that line works."""
    table = f"序号 | 年 | 月 | {TAIL}\n1 | 2026 | 7 | {CASE}一\n2 | | 8 | {CASE}二"
    assert 'received: ["年、月"]' in cleaned(table).message("ledger.no-date-column.suggested")
    found = cleaned(table, columns={"received": ["年、月"]})
    assert found.column("received") == ["2026-07-15", "2026-08-15"]
    assert found.column("precision") == ["month", "month"]
    found = cleaned(f"序号 | 受理时间 | | {TAIL}\n | 年 | 月 | | | \n1 | 2026 | 7 | {CASE}")
    assert found.column("received") == ["2026-07-15"]


def test_the_whole_day_in_a_column_of_its_own_comes_first():
    """A column 月份 beside a column with the day is not needed."""
    found = cleaned(f"序号 | 月份 | 日期 | {TAIL}\n1 | 7月 | 2026-07-05 | {CASE}一\n2 | | 2026-07-01 | {CASE}二")
    assert found.column("received") == ["2026-07-05", "2026-07-01"]
    found = cleaned(f"序号 | 年 | 月 | 日 | 受理日期 | {TAIL}\n1 | 2026 | 7 | 1 | 2026-07-05 | {CASE}")
    assert found.column("received") == ["2026-07-05"]


def test_parts_in_several_tables_of_a_sheet():
    """Side by side and one below the other."""
    beside = cleaned(
        "序号 | 年 | 月 | 日 | 主要内容 | | 序号 | 年 | 月 | 日 | 主要内容\n1 | 2026 | 7 | 5 | 事一 | | 2 | 2026 | 7 | 6 | 事二"
    )
    assert sorted(beside.column("received")) == ["2026-07-05", "2026-07-06"]
    below = cleaned(
        f"一、来信 | | | | | |\n序号 | 年 | 月 | 日 | {TAIL}\n1 | 2026 | 7 | 5 | {CASE}一\n | | | | | |\n"
        f"二、来访 | | | | | |\n序号 | {TAIL} | 年 | 月 | 日\n1 | {CASE}二 | 2026 | 7 | 6"
    )
    assert below.column("received") == ["2026-07-05", "2026-07-06"]


@given(
    st.lists(st.dates(date(2024, 1, 1), date(2026, 12, 31)), min_size=1, max_size=12),
    st.lists(st.booleans(), min_size=12, max_size=12),
)
def test_sorted_days_written_once_are_read_back(days, once):
    """Whatever is left out that goes on from above: the days are those that were meant, and none is invented."""
    days = sorted(days)
    lines, above = [], days[0] - timedelta(days=10_000)
    for day, short in zip(days, once, strict=False):
        same_month = (day.year, day.month) == (above.year, above.month)
        year = "" if short and day.year == above.year else day.year
        month = "" if short and same_month else day.month
        lines.append(f"{len(lines) + 1} | {year} | {month} | {day.day} | {CASE}{len(lines)}号件")
        above = day
    found = cleaned("\n".join([f"序号 | 年 | 月 | 日 | {TAIL}", *lines]))
    assert found.column("received") == [day.isoformat() for day in days]


def test_a_row_with_blank_cells_above_a_repeated_header_is_a_case():
    """What stands above 被反映单位 is no level of the header only because some cells are blank."""
    found = cleaned(
        f"序号 | 年 | 月 | 日 | {TAIL}\n1 | 2026 | 7 | 5 | {CASE}一\n2 | | | 2026年7月上旬 | {CASE}二\n"
        f"序号 | 年 | 月 | 日 | {TAIL}\n3 | 2026 | 7 | 6 | {CASE}三"
    )
    assert found.counts == (3, 3, 0, 0)
    assert found.column("received") == ["2026-07-05", "2026-07-05", "2026-07-06"]


@pytest.mark.parametrize(
    "foot",
    [
        "填表人：某甲 | | | | | |\n | | | | <2026> | <9> | <30>",
        " | | | | | |\n | | 甲县某办 | | | |\n | | | | 2026年 | 9月 | 30日",
    ],
)
def test_a_day_alone_below_the_cases_signs_the_sheet_in_parts_too(foot):
    """It is no case, and neither is the office above it."""
    found = cleaned(f"序号 | {TAIL} | 年 | 月 | 日\n1 | {CASE} | 2026 | 7 | 5\n{foot}")
    assert found.counts == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        ("2 | 2026 | | | | | \n3 | 2026 | 7 | | | | ", ()),
        ("2 | | | | | | \n3 | | | | | |", ((2, 2, 4, 2), (2, 3, 4, 3))),
        ("2 | | | | | | \n3 | | | | | |", ((2, 2, 4, 2), (2, 3, 4, 3), (2, 4, 4, 4))),
    ],
)
def test_rows_numbered_beforehand_are_no_cases(rows, merges):
    """Also where the year and the month are filled in beforehand, or merged over them."""
    found = cleaned(sheet(f"序号 | 年 | 月 | 日 | {TAIL}\n1 | 2026 | 7 | 5 | {CASE}\n{rows}", merges=merges))
    assert found.counts == (1, 1, 0, 0)
    assert "ledger.numbered-rows" in found.codes


def test_totals_and_group_titles_beside_days_in_parts():
    """A total may stand in the column of the month."""
    found = cleaned(
        f"月 | 日 | {TAIL}\n7 | 5 | {CASE}一\n | 9 | {CASE}二\n7月小计 | | 2件 | |\n8 | 3 | {CASE}三\n合计 | | 3件 | |"
    )
    assert found.column("received") == ["2026-07-05", "2026-07-09", "2026-08-03"]
    assert len(found.told("ledger.total-row")) == 2
