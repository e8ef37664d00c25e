"""What the titles of a table tell about its rows."""

import pytest

from tests.clean.notation import cleaned, sheet

HEADER = "序号 | 受理日期 | 问题类别 | 主要内容"


@pytest.mark.parametrize(
    "titles",
    [
        "2025年三季度投诉台账 | | |",
        "2025 年度台账 | | |\n填报单位：某办 | | 填报时间：2026年1月8日 |",
        "甲县台账（2025年7—9月） | | |\n甲县台账（2025年） | | |",
    ],
)
@pytest.mark.parametrize("period", [None, "2026Q3"])
def test_days_without_a_year_are_of_the_year_in_the_title(titles, period):
    """The title says it for the whole table, whatever the report is of; the day of filling in is no such year."""
    found = cleaned(f"{titles}\n{HEADER}\n1 | 7月5日 | 态度生硬 | 事一\n2 | 8.20 | 态度生硬 | 事二", period=period)
    assert found.column("received") == ["2025-07-05", "2025-08-20"]
    assert len(found.told("ledger.year-taken")) == 1


def test_the_name_of_a_sheet_tells_the_year_where_no_title_does():
    """2025年7月 on the tab is as good as a title."""
    found = cleaned(sheet(f"{HEADER}\n1 | 7月5日 | 态度生硬 | 事一", "2025年7月"), period=None)
    assert found.column("received") == ["2025-07-05"]


@pytest.mark.parametrize(
    ("title", "days"),
    [("2026年元月台账", ["2026-01-05"]), ("2026年元月至二月台账", []), ("2026年台账（万元月报）", [])],
)
def test_the_first_month_may_be_called_by_its_old_name(title, days):
    """元月 in a title is January; as one end of a stretch, or where 元 is money, it names no month."""
    found = cleaned(f"{title} | | |\n序号 | 日 | 问题类别 | 主要内容\n1 | 5日 | 态度生硬 | 事一", period=None)
    assert found.column("received") == days


def test_rows_with_whole_dates_tell_more_than_the_title():
    """A ledger of 2025 that goes on in January is of the year of the row above."""
    found = cleaned(
        f"2025年台账 | | |\n{HEADER}\n1 | 2025-12-30 | 态度生硬 | 事一\n2 | 1月4日 | 态度生硬 | 事二", period=None
    )
    assert found.column("received") == ["2025-12-30", "2026-01-04"]


@pytest.mark.parametrize("title", ["投诉台账", "2024年至2025年台账", "2024—2025年台账", "填表时间：2026年1月8日"])
def test_a_year_that_nothing_tells_is_not_said_to_be_taken(title):
    """Two years, or none, settle nothing: the rows are told, and no year is spoken of."""
    found = cleaned(f"{title} | | |\n{HEADER}\n1 | 7月5日 | 态度生硬 | 事一", period=None)
    assert found.counts == (1, 0, 1, 0)
    assert found.told("ledger.year-nowhere") == ["台账1.xlsx [一季度] B3"]
    assert not {"ledger.date-unusable", "ledger.year-taken"}.intersection(found.codes)


@pytest.mark.parametrize("text", ["具体内容", "投诉事项", "来访事项", "群众诉求"])
def test_what_the_people_ask_for_is_the_text(text):
    """Below a group title as well as alone."""
    found = cleaned(f"序号 | 转办日期 | 问题类别 | {text}\n1 | 2026-07-05 | 态度生硬 | 事一")
    assert found.column("text") == ["事一"]
    assert found.column("received") == ["2026-07-05"]


def test_a_lower_table_is_of_the_year_of_the_title_above():
    """The title stands once, above the first table; a title of its own says more."""
    lower = "二、信访件 | | |\n编号 | 来信日期 | 反映内容 | 被反映单位\n1 | 8月6日 | 事二 | 甲局"
    found = cleaned(f"2025年三季度台账 | | |\n{HEADER}\n1 | 7月5日 | 态度生硬 | 事一\n---\n{lower}", period=None)
    assert found.column("received") == ["2025-07-05", "2025-08-06"]
    told = lower.replace("二、", "2024年")
    found = cleaned(f"2025年三季度台账 | | |\n{HEADER}\n1 | 7月5日 | 态度生硬 | 事一\n---\n{told}", period=None)
    assert found.column("received") == ["2025-07-05", "2024-08-06"]


@pytest.mark.parametrize("name", ["3月", "三月份", "2025年3月", "03月台账"])
@pytest.mark.parametrize("days", [("5日", "15号"), ("<5>", "15"), ("5", "3月15日上午")])
def test_bare_days_are_of_the_month_of_the_sheet(name, days):
    """Monthly sheets have a column of days: the month is said on the tab."""
    lines = "\n".join(f"{day} | 事{day} | 甲局 | 态度生硬" for day in days)
    table = f"2025年台账 | | |\n日 | 事项 | 被反映单位 | 问题类别\n{lines}"
    found = cleaned(sheet(table, name), period=None)
    assert found.column("received") == ["2025-03-05", "2025-03-15"]
    assert len(found.told("ledger.month-taken")) == 1


@pytest.mark.parametrize("name", ["1-3月", "一至三月", "台账", "1月、2月"])
def test_bare_days_without_a_month_are_no_dates(name):
    """A stretch of months tells none."""
    found = cleaned(sheet("日 | 事项 | 被反映单位\n5 | 某事 | 甲局", name))
    assert found.counts == (1, 0, 1, 0)
    assert found.told("ledger.date-unusable") == [f"台账1.xlsx [{name}] A2"]


MONTH = f"{HEADER}\n1 | 3月5日 | 态度生硬 | 事一"


@pytest.mark.parametrize(
    ("others", "day"),
    [
        ([sheet("2025年作风问题台账", "封面")], "2025-03-05"),
        ([sheet(f"2025年一月 | | |\n{HEADER}\n1 | 1月9日 | 态度生硬 | 事二", "1月")], "2025-03-05"),
        (
            [sheet(f"{HEADER}\n1 | 2025-01-09 | 态度生硬 | 事二\n2 | <2025-02-09> | 态度生硬 | 事三", "1月")],
            "2025-03-05",
        ),
        ([sheet(f"{HEADER}\n1 | 2025-12-09 | 态度生硬 | 事二\n2 | 2026-01-09 | 态度生硬 | 事三", "1月")], None),
        ([sheet("2024年台账", "封面"), sheet("2025年台账", "封面2")], None),
        ([sheet("填表日期：2025年3月31日", "封面")], None),
    ],
)
def test_the_other_sheets_of_a_file_tell_the_year_where_the_table_does_not(others, day):
    """The title on a cover, that of another sheet, or the whole dates of one; where they differ, none is taken."""
    found = cleaned([*others, sheet(MONTH, "3月")], period=None)
    assert found.column("received").count(day) == (day is not None)
    assert found.counts[2] == (day is None)
    assert ("ledger.year-nowhere" in found.codes) == (day is None)


@pytest.mark.parametrize("gap", ["", "---\n"])
def test_a_word_above_a_header_that_stands_once_more_is_a_title(gap):
    """来访 alone in the first column is no case; a text that goes on in its own column is."""
    case = "2026-07-05 | 态度生硬 | 事"
    for first, second in (("来信", "来访"), ("7月份台账", "8月份台账")):
        found = cleaned(f"{first} | | |\n{HEADER}\n1 | {case}一\n{gap}{second} | | |\n{gap}{HEADER}\n1 | {case}二")
        assert found.counts == (2, 2, 0, 0)
        assert len(found.told("ledger.group-row")) == 1
    found = cleaned(f"{HEADER}\n1 | {case}一\n | | | 又催办\n{HEADER}\n2 | {case}二")
    assert found.column("text") == ["事一又催办", "事二"]


@pytest.mark.parametrize("title", ["甲局", "七月", "8月份", "县直单位", "一、窗口单位"])
def test_a_word_where_the_others_have_a_line_number_titles_a_group(title):
    """Alone in its row, merged or not."""
    case = "2026-07-05 | 态度生硬 | 事"
    found = cleaned(f"{HEADER}\n{title} | | |\n1 | {case}一\n{title} | | |\n2 | {case}二")
    assert found.counts == (2, 2, 0, 0)
    assert len(found.told("ledger.group-row")) == 2


@pytest.mark.parametrize("number", ["十二", "3-1", "3号", "第3件", "A4", "<3>"])
def test_a_number_alone_in_its_row_is_no_title(number):
    """It is a line that was begun: rejected, or told as numbered beforehand."""
    found = cleaned(f"{HEADER}\n1 | 2026-07-05 | 态度生硬 | 事一\n{number} | | |")
    assert "ledger.group-row" not in found.codes
    assert {"ledger.date-missing", "ledger.numbered-rows"} & set(found.codes)


def test_a_word_alone_in_a_column_of_case_numbers_is_no_title():
    """工单编号 identifies: what stands there may be a case."""
    found = cleaned("工单编号 | 受理日期 | 问题类别 | 主要内容\n甲局 | | |\nA1 | 2026-07-05 | 态度生硬 | 事一")
    assert found.counts == (2, 1, 1, 0)
