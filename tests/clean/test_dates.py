"""Days in every spelling that ledgers use, and an issue with its cell for each that is none."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.clean.dates.cell_dates import Sort, read_value
from tests.clean.notation import cell, cleaned, sheet

SPELLINGS = [
    "2026-3-5",
    "2026-03-05",
    "2026/3/5",
    "2026/03/05 7:13:58",
    "2026.3.5",
    "20260305",
    "20260305143000",
    "2026年3月5日",
    "2026年3月5号",
    "2026年 3月 5日",
    "2026年3月5日上午",
    "2026年3月5日 14:30",
    "2026年3月5日14时30分",
    "2026年3月5日8.30左右",
    "2026年3月5日上午9时许",
    "2026年3月5日下午3点半左右",
    "2026.3.5 8.30",
    "2026年3月5日晚8点多",
    "2026年3月5日早上8点",
    "2026年3月5日傍晚6时许",
    "2026年3月5日夜间",
    "2026年3月5日上午10点一刻",
    "2026年3月5日礼拜四",
    "2026年3月5日（星期四）",
    "２０２６年３月５日",
    "２０２６－０３－０５",
    "二〇二六年三月五日",
    "二○二六年三月五日",
    "二O二六年三月五日",
    "二零二六年三月五号",
    "2026 年 3 月 5 日",
    "26年3月5日",
    "2026、3、5",
    "2026，3，5",
    "2026。3。5",
    "2026\\3\\5",
    "2026-3-5 上午9:30",
    "2026-3-5 下午 9:30",
    "2026-03-05 9:00-11:30",
    "2026-03-05T14:30:00+08:00",
    "2026-03-05 14:30:00.000",
    "\t2026-03-05\n",
    "<2026-03-05>",
    "<2026-03-05 14:30>",
    "<46086>",
    "<46086.6041>",
    "46086",
    "<20260305>",
    "3月5日",
    "3.5",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_it_reads_a_day(spelling):
    """Each of these is 5 March 2026; where the year is missing the row above tells it."""
    found = cleaned(
        sheet([["受理日期", "主要内容"], ["2026-03-04", "某事"], [cell(spelling), "另一事"]]), period="2026Q1"
    )
    assert found.column("received") == ["2026-03-04", "2026-03-05"]


@pytest.mark.parametrize(
    ("spelling", "day"),
    [
        ("二〇二五年十二月三十一日", "2025-12-31"),
        ("二〇二五年十月廿一日", "2025-10-21"),
        ("二〇二五年十一月十日", "2025-11-10"),
        ("二〇二六年元月十日", "2026-01-10"),
    ],
)
def test_it_reads_days_in_hanzi(spelling, day):
    """Tens and ones in hanzi."""
    assert str(read_value(spelling).day) == day


@pytest.mark.parametrize(
    ("spelling", "day"),
    [
        ("2026年3月上旬", "2026-03-05"),
        ("2026年3月中下旬", "2026-03-20"),
        ("2026年3月上半月", "2026-03-08"),
        ("2026年3月初", "2026-03-05"),
        ("2026年3月底", "2026-03-25"),
        ("26年3月", "2026-03-15"),
        ("3月份", "2026-03-15"),
        ("2026/3/4～3/6", "2026-03-05"),
        ("2026.3.4—2026.3.6", "2026-03-05"),
        ("2026年3月4日至6日", "2026-03-05"),
        ("2026年3月4日、6日", "2026-03-05"),
        ("3月4日-3月6日", "2026-03-05"),
        ("3.4-6", "2026-03-05"),
        ("2026年3月中旬", "2026-03-15"),
        ("2026年3月下旬", "2026-03-25"),
        ("2026.03", "2026-03-15"),
        ("2026年3月", "2026-03-15"),
        ("202603", "2026-03-15"),
        ("<2026.03>", "2026-03-15"),
        ("3月上旬", "2026-03-05"),
    ],
)
def test_a_day_known_to_the_month_counts_but_measures_nothing(spelling, day):
    """The case is counted in its quarter; no handling time is made of a day that nobody wrote."""
    found = cleaned(
        sheet([["受理日期", "主要内容", "办结时间"], [cell(spelling), "某事", "2026-03-30"]]), period="2026Q1"
    )
    assert found.column("received") == [day]
    assert found.column("days") == [None]
    assert found.column("precision") == ["month"]
    assert found.told("ledger.date-without-day") == ["台账1.xlsx [一季度] A2"]


@pytest.mark.parametrize(
    ("spelling", "day", "period"),
    [
        ("2026年第三季度", "2026-08-15", "2026Q3"),
        ("2026年三季度", "2026-08-15", "2026H2"),
        ("2026 年 3 季度", "2026-08-15", "2026"),
        ("2026年三季度", "2026-08-15", "2026年前三季度"),
        ("2026Q3", "2026-08-15", None),
        ("2026年下半年", "2026-09-30", "2026H2"),
        ("2026年度", "2026-07-02", "2026"),
        ("2026年7月28日至8月3日", "2026-07-31", "2026Q3"),
    ],
)
def test_a_stretch_within_one_period_is_enough_for_its_report(spelling, day, period):
    """The case counts in the period; nothing else is made of a day that nobody wrote, and it is said."""
    found = cleaned(f"受理日期 | 主要内容 | 办结时间\n{spelling} | 某事 | 2026-12-30", period=period)
    assert (found.column("received"), found.column("days")) == ([day], [None])
    assert found.column("precision") == ["period"]
    assert found.told("ledger.date-without-month") == ["台账1.xlsx [一季度] A2"]


@pytest.mark.parametrize(
    ("spelling", "period"),
    [
        ("2026年第三季度", "2026-07"),
        ("2026年上半年", "2026Q2"),
        ("2026年", "2026H1"),
        ("2026年6月28日至7月3日", "2026Q3"),
        ("2026年7月3日至1日", "2026Q3"),
        ("2026年7月3日至某日", "2026Q3"),
    ],
)
def test_a_stretch_across_periods_is_refused(spelling, period):
    """Which of the periods the case belongs to would be a guess."""
    found = cleaned(f"工单编号 | 受理日期\nA1 | {spelling}\nA2 | 2026-07-02", period=period)
    assert found.told("ledger.date-unusable") == ["台账1.xlsx [一季度] B2"]


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-30",
        "2026年13月1日",
        "不是日期",
        "2019/11/02至2020/01/26",
        "<2026.1>",
        "<3.2>",
        "<true>",
        "12",
        "<99>",
        "2026-03-05起",
    ],
)
def test_it_refuses_what_is_no_day(cell):
    """The row is not counted, and the issue names the cell."""
    found = cleaned(f"受理日期 | 主要内容\n2026-03-04 | 某事\n{cell} | 某事")
    assert found.counts == (2, 1, 1, 0)
    assert found.told("ledger.date-unusable") == ["台账1.xlsx [一季度] A3"]


@pytest.mark.parametrize("cell", ["", "不详", "/", "—", "-----", " 无 ", "暂无", "待定"])
def test_a_missing_day_is_told_as_missing(cell):
    """Null marks, the configuration's among them, are no faulty dates."""
    found = cleaned(f"受理日期 | 主要内容\n{cell} | 某事", null_marks=["待定"])
    assert found.told("ledger.date-missing") == ["台账1.xlsx [一季度] A2"]
    assert found.codes[-1] == "ledger.empty"


def test_many_faulty_days_are_one_issue():
    """More than twenty of a kind are told in one issue with their count and first cells."""
    found = cleaned(sheet([["受理日期", "主要内容"], *[["某日", "某事"]] * 30]))
    assert found.counts == (30, 0, 30, 0)
    assert "30 cells are no dates; their rows are not counted: A2, A3" in found.message("ledger.date-unusable.many")


def test_the_year_comes_from_the_rows_around():
    """A turn of the year between two rows is seen."""
    found = cleaned(
        """
        受理日期 | 主要内容
        2025-12-30 | 甲
        1月2日 | 乙
        12月31日 | 丙
        2026-01-04 | 丁
        """
    )
    assert found.column("received") == ["2025-12-30", "2026-01-02", "2025-12-31", "2026-01-04"]
    assert found.told("ledger.year-taken") == ["台账1.xlsx [一季度] A"]


def test_the_year_comes_from_the_period_where_no_row_tells_it():
    """A ledger without a year is one of the period's year; without a period its rows are refused."""
    table = "受理日期 | 主要内容\n7月2日 | 甲\n9月30日 | 乙"
    assert cleaned(table).column("received") == ["2026-07-02", "2026-09-30"]
    assert cleaned(table, period=None).counts == (2, 0, 2, 0)


def test_the_day_of_closing_takes_the_year_of_its_case():
    """`1月3日` after a case of December is in the next year."""
    found = cleaned("受理日期 | 主要内容 | 办结时间\n2025-12-30 | 甲 | 1月3日")
    assert found.column("closed") == ["2026-01-03"]


def test_the_order_of_day_and_month_is_seen_from_the_column():
    """One cell with a day above 12 settles all of them."""
    american = cleaned("受理日期 | 主要内容\n3/4/2025 1:20 | 甲\n3/14/2025 1:20 | 乙")
    assert american.column("received") == ["2025-03-04", "2025-03-14"]
    british = cleaned("受理日期 | 主要内容\n4/3/2025 | 甲\n14/3/2025 | 乙")
    assert british.column("received") == ["2025-03-04", "2025-03-14"]
    short = cleaned("受理日期 | 主要内容\n25.3.4 | 甲\n25-3-14 | 乙")
    assert [dict(found.ledger.tables[0].orders) for found in (american, british)] == [
        {"received": "m-d-y"},
        {"received": "d-m-y"},
    ]
    assert short.column("received") == ["2025-03-04", "2025-03-14"]


def test_an_open_order_is_said():
    """Where both orders are possible the one that keeps the days together is taken, with a warning."""
    found = cleaned("受理日期 | 主要内容\n3/1/2025 | 甲\n3/9/2025 | 乙\n3/12/2025 | 丙")
    assert found.column("received") == ["2025-03-01", "2025-03-09", "2025-03-12"]
    assert "read as m-d-y" in found.message("ledger.date-order-open")


def test_a_mixed_order_is_not_guessed():
    """Cells that can be read in both ways are refused, the others believed, and the counts said."""
    found = cleaned("受理日期 | 主要内容\n3/14/2025 | 甲\n3/15/2025 | 乙\n16/3/2025 | 丙\n3/4/2025 | 丁\n5/5/2025 | 戊")
    assert found.column("received") == ["2025-03-14", "2025-03-15", "2025-03-16", "2025-05-05"]
    assert found.told("ledger.date-unsure") == ["台账1.xlsx [一季度] A5"]
    assert "4 rows fit m-d-y, 1 do not" in found.message("ledger.date-order-mixed")


def test_a_program_that_swapped_what_it_could_is_noticed():
    """True dates with days up to 12 only beside texts with days above 12 only are a warning."""
    texts = [[f"{day}/03/2025", "某事"] for day in range(13, 20)]
    dates = [[date(2025, day, 3), "某事"] for day in range(1, 8)]
    found = cleaned(sheet([["受理日期", "主要内容"], *texts, *dates]))
    assert found.told("ledger.date-order-mixed") == ["台账1.xlsx [一季度] A"]


def test_the_configuration_may_say_how_dates_are_written():
    """ledger.date_formats come before the usual spellings."""
    found = cleaned("受理日期 | 主要内容\n05|x", date_formats=["%d"])
    assert found.counts == (1, 0, 1, 0), "a year before 1949 is no date of a case"
    found = cleaned("受理日期 | 主要内容\n4/3/2025 | 甲", date_formats=["%d/%m/%Y"])
    assert found.column("received") == ["2025-03-04"]
    assert "ledger.date-order-open" not in found.codes


def test_a_day_far_ahead_is_only_a_warning():
    """A case of the year 2062 is counted, and told."""
    found = cleaned("受理日期 | 主要内容\n2062-07-01 | 甲\n2026-12-01 | 乙")
    assert found.counts == (2, 2, 0, 0)
    assert found.told("ledger.date-far-ahead") == ["台账1.xlsx [一季度] A2"]


@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        ["{0}-{1}-{2}", "{0}/{1:02}/{2:02}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{0}{1:02}{2:02}", "{0}-{1}-{2} 3:04:05"]
    ),
)
def test_every_day_survives_its_spelling(day, spelling):
    """A day written and read is the same day."""
    reading = read_value(spelling.format(day.year, day.month, day.day))
    assert (reading.sort, reading.day) == (Sort.DAY, day)


@given(st.text(max_size=12) | st.floats() | st.integers() | st.times())
def test_no_cell_raises(value):
    """Whatever stands in a date column is read or refused."""
    assert isinstance(read_value(value).sort, Sort)


def test_years_of_two_digits():
    """Up to 50 they are of this century; the year first where only that keeps the column together, without a word of doubt."""
    found = cleaned("受理日期 | 主要内容\n26.7.15 | 甲\n26.7.18 | 乙\n26/8/5 | 丙")
    assert found.column("received") == ["2026-07-15", "2026-07-18", "2026-08-05"]
    assert "ledger.date-order-open" not in found.codes
    assert cleaned("受理日期 | 主要内容\n7/15/26 | 甲\n7/18/26 | 乙").column("received") == ["2026-07-15", "2026-07-18"]
    assert str(read_value("99年3月5日").day) == "1999-03-05"


def test_a_part_far_outside_the_rest_proves_mixed_orders():
    """Two clerks, two orders: every cell is a date in the one, but six of them lie months before the ledger. None of the doubtful is guessed."""
    first = [f"{day}/7/2026" for day in range(13, 32)]
    second = [f"7/{day}/2026" for day in range(1, 7)]
    found = cleaned(sheet([["受理日期", "主要内容"], *[[day, f"事{day}"] for day in first + second]]))
    message = found.message("ledger.date-order-mixed")
    assert "19 rows fit d-m-y, 6 do not" in message
    assert found.counts == (25, 19, 6, 0)
    assert found.ledger.tables[0].orders == {}


def test_days_scattered_over_the_year_prove_nothing():
    """A ledger in one order whose days below 13 lie among the others is believed whole."""
    days = [f"{1 + number * 5 % 28}/{1 + number % 12}/2026" for number in range(60)]
    found = cleaned(sheet([["受理日期", "主要内容"], *[[day, f"事{number}"] for number, day in enumerate(days)]]))
    assert found.counts == (60, 60, 0, 0)
    assert {"ledger.date-order-mixed", "ledger.date-order-open"}.isdisjoint(found.codes)


def test_true_dates_that_a_program_swapped_are_not_believed():
    """Texts with days above 12 beside true dates with none: which number was the month is lost. A day like 8 August stays."""
    swapped = [date(2026, day, 7) for day in (1, 2, 3, 4, 5, 6, 8, 9)] + [date(2026, 7, 7)]
    texts = [f"{day}/7/2026" for day in range(13, 25)]
    found = cleaned(
        sheet([["受理日期", "主要内容"], *[[day, f"事{number}"] for number, day in enumerate([*swapped, *texts])]])
    )
    assert "12 rows fit d-m-y, 8 do not" in found.message("ledger.date-order-mixed")
    assert found.counts == (21, 13, 8, 0)


def test_a_case_after_the_period_is_told():
    """It is in the ledger, not in the report."""
    found = cleaned("受理日期 | 主要内容\n2026-09-30 | 甲\n2026-10-01 | 乙")
    assert "1 (A3)" in found.message("ledger.date-after-period")
    assert "ledger.date-after-period" not in cleaned("受理日期 | 主要内容\n2026-10-01 | 乙", period=None).codes


def test_a_day_of_closing_far_ahead_is_told():
    """A slip of the pen in the year of closing would be a handling time of decades."""
    found = cleaned("受理日期 | 主要内容 | 办结时间\n2026-07-01 | 甲 | 2062-07-05")
    assert found.told("ledger.date-far-ahead") == ["台账1.xlsx [一季度] C2"]


def test_the_day_after_a_leap_day_period():
    """A period that ends on 29 February has a limit a year later, too."""
    assert cleaned("受理日期 | 主要内容\n2028-02-29 | 甲", period="2028-02").counts == (1, 1, 0, 0)


@pytest.mark.parametrize("cell", ["<15>", "15", "１５天", "15个自然日内", "十五日内", "2026-07-16"])
def test_a_limit_may_be_a_number_of_days(cell):
    """It counts from the day on which the case came in."""
    header = "工单编号 | 受理日期 | 办理时限 | 办结时间"
    found = cleaned(f"{header}\nA1 | 2026-07-01 | {cell} | 2026-07-16\nA2 | 2026-07-01 | {cell} | 2026-07-17")
    assert found.column("on_time") == [True, False]
    assert "ledger.date-ignored" not in found.codes


def test_limits_in_working_days_are_not_judged():
    """Which days those were is in no ledger; that is said, and the other limits hold."""
    header = "工单编号 | 受理日期 | 办理时限 | 办结时间"
    found = cleaned(f"{header}\nA1 | 2026-07-01 | 5个工作日 | 2026-07-16\nA2 | 2026-07-01 | 立行立改 | 2026-07-16")
    assert found.column("on_time") == [None, None]
    assert "Limits in working days: 1." in found.message("ledger.due-in-working-days")
    assert found.told("ledger.date-ignored") == ["台账1.xlsx [一季度] C3"]


def test_a_limit_known_to_the_month_judges_nothing():
    """`2026年7月` is no day by which a case was due."""
    found = cleaned("工单编号 | 受理日期 | 办结期限 | 办结时间\nA1 | 2026-07-01 | 2026年7月 | 2026-07-16")
    assert found.column("on_time") == [None]


def test_a_closing_day_without_a_year_goes_with_its_own_case():
    """The year is that of the day on which the case itself came in, not of the row above."""
    found = cleaned(
        """
        受理编号 | 受理日期 | 主要内容 | 办结时间
        A1 | 2025-11-30 | 某事 | 2025-12-03
        A2 | 2025-01-10 | 另一事 | 2月3日
        A3 | 2025-12-28 | 又一事 | 1月6日
        """
    )
    assert found.column("closed") == ["2025-12-03", "2025-02-03", "2026-01-06"]


@pytest.mark.parametrize("text", ["'2026-07-05", "’2026年7月5日", "‘2026/7/5", "'26年7月5日", "`20260705"])
def test_a_quote_before_a_day_says_nothing(text):
    """It told a spreadsheet to leave the text alone, and stays behind in exported files."""
    assert cleaned(f"工单编号 | 受理日期\nA1 | {text}").column("received") == ["2026-07-05"]


def test_a_word_for_open_in_place_of_the_day_of_closing_is_no_wrong_day():
    """未办结 says what a blank cell says; any other word is told."""
    table = "工单编号 | 受理日期 | 办结日期\nA1 | 2026-07-01 | 未办结\nA2 | 2026-07-01 | 正在 办理\nA3 | 2026-07-01 | 2026-07-05\nA4 | 2026-07-01 | 某日"
    found = cleaned(table)
    assert found.column("status")[:3] == ["open", "open", "closed"]
    assert found.told("ledger.date-ignored") == ["台账1.xlsx [一季度] C5"]


@pytest.mark.parametrize("text", ["2026-07-05已办结", "7月5日办结", "2026年7月5日（已办结）", "2026.7.5 完成"])
def test_a_word_behind_the_day_of_closing_says_nothing_new(text):
    """The day counts."""
    assert cleaned(f"工单编号 | 受理日期 | 办结日期\nA1 | 2026-07-01 | {text}").column("days") == [4]


@pytest.mark.parametrize(
    "text", ["2026年7月5日前", "7月5日之前", "2026-07-05前完成", "7月5日以前整改到位", "2026.7.5前办结"]
)
def test_a_limit_is_the_day_before_whose_end_it_lies(text):
    """7月5日前 includes that day."""
    found = cleaned(
        f"工单编号 | 受理日期 | 整改时限 | 办结日期\nA1 | 2026-07-01 | {text} | 2026-07-05\nA2 | 2026-07-01 | {text} | 2026-07-06"
    )
    assert found.column("on_time") == [True, False]
    assert "ledger.date-ignored" not in found.codes


@pytest.mark.parametrize("cell", ["1026-03-05", "1926-07-08", "2206年7月8日", "<1926-07-08>", "1948年三季度"])
def test_a_day_of_an_impossible_year_is_said_to_be_one(cell):
    """It is a date, of a year in which no case came in; as a day of closing it is only not used."""
    found = cleaned(f"受理日期 | 主要内容 | 办结时间\n2026-03-04 | 某事 | {cell}\n{cell} | 某事 |")
    assert found.counts == (2, 1, 1, 0)
    assert found.told("ledger.date-far") == ["台账1.xlsx [一季度] A3"]
    assert found.told("ledger.date-far-ignored") == ["台账1.xlsx [一季度] C2"]
    assert "ledger.date-unusable" not in found.codes


def test_a_day_years_after_all_others_is_noticed_without_a_period():
    """A slip of the pen in the year; a ledger that goes on after a pause of years has none."""
    days = "\n".join(f"2026-07-{day:02} | 某事" for day in range(1, 21))
    found = cleaned(f"受理日期 | 主要内容\n{days}\n2062-07-06 | 某事\n2027-08-01 | 某事", period=None)
    assert found.told("ledger.date-far-apart") == ["台账1.xlsx [一季度] A22"]
    again = "\n".join(f"2029-07-{day:02} | 某事" for day in range(1, 21))
    assert "ledger.date-far-apart" not in cleaned(f"受理日期 | 主要内容\n{days}\n{again}", period=None).codes


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-06-30T16:30:00Z", "2026-07-01"),
        ("2026-06-30T15:59:59.999Z", "2026-06-30"),
        ("2026-06-30 16:30:00+00:00", "2026-07-01"),
        ("2026-06-30 16:30:00+00", "2026-07-01"),
        ("2026-06-30 16:30:00 UTC", "2026-07-01"),
        ("2026/6/30 16:30 GMT+0", "2026-07-01"),
        ("20260630T163000Z", "2026-07-01"),
        ("2026-06-30T11:30-05:00", "2026-07-01"),
        ("2026-07-01T04:00:00+09:00", "2026-07-01"),
        ("2026-07-01T00:30:00+09:00", "2026-06-30"),
        ("2026-06-30 23:59:59+08", "2026-06-30"),
        ("2026-07-01 00:00:00.123+08:00", "2026-07-01"),
        ("2026-07-01 9:00-11:00", "2026-07-01"),
        ("2026-06-30 20:00:00+20:00", "2026-06-30"),
    ],
)
def test_a_time_with_a_clock_of_its_own_is_a_day_of_the_county(written, day):
    """Z, +00:00 and +08 without minutes are read; a stretch of hours names no clock."""
    assert cleaned(f"受理日期 | 主要内容\n{written} | 某事").column("received") == [day]


def test_times_of_another_clock_are_reported_once_a_column():
    """How many there are, and for how many the day is another one; times of the county's own clock are not converted."""
    table = "受理日期 | 主要内容\n2026-06-30T16:30:00Z | 一\n2026-07-02T01:00:00Z | 二\n2026-07-02T01:00:00+08:00 | 三"
    found = cleaned(table)
    message = found.message("ledger.times-converted")
    assert "(Z, +00:00): 2." in message and "for 1 of them" in message and "Asia/Shanghai" in message
    found = cleaned(table, timezone="UTC")
    assert found.column("received") == ["2026-06-30", "2026-07-02", "2026-07-01"]
    assert "(Z, +00:00): 1." in found.message("ledger.times-converted")


def test_a_moment_of_a_program_is_a_day_of_the_county():
    """A datetime with a time zone, as Parquet files and workbooks in XML hold them."""
    moment = datetime(2026, 6, 30, 16, 30, tzinfo=UTC)
    found = cleaned(sheet([["受理日期", "主要内容"], [moment, "某事"], [moment.replace(hour=15), "某事"]]))
    assert found.column("received") == ["2026-07-01", "2026-06-30"]


def test_a_format_of_the_configuration_may_name_the_clock():
    """%z of ledger.date_formats is heeded."""
    found = cleaned("受理日期 | 主要内容\n30.06.2026 16:30 +0000 | 某事", date_formats=["%d.%m.%Y %H:%M %z"])
    assert found.column("received") == ["2026-07-01"]


@pytest.mark.parametrize(
    ("cells", "format_"),
    [
        (["22-Apr-15", "23-Apr-15", "30-Apr-15"], "%d-%b-%y"),
        (["15-Apr-22", "15-Apr-23", "15-May-01"], "%y-%b-%d"),
        (["22-Apr-2026"], "%d-%b-%Y"),
        (["Apr 22, 2026", "May 1, 2026"], "%b %d, %Y"),
        (["April 22, 2026", "June 1, 2026"], "%B %d, %Y"),
        (["22 Apr 2026 14:30:00", "1 May 2026 09:00:05"], "%d %b %Y %H:%M:%S"),
        (["Wed, 22 Apr 2026 14:30:00 +0000"], "%a, %d %b %Y %H:%M:%S %z"),
    ],
)
def test_months_in_english_suggest_their_format(cells, format_):
    """The whole column once, with the line for the configuration; with it all are read."""
    table = "受理日期 | 主要内容\n" + "\n".join(f"{cell} | 某事" for cell in cells)
    found = cleaned(table)
    (told,) = [issue for issue in found.issues if issue.code == "ledger.date-format"]
    assert f'ledger: {{date_formats: ["{format_}"]}}' in told.hint
    assert f"{len(cells)} rows" in told.message
    assert cleaned(table, date_formats=[format_]).counts == (len(cells), len(cells), 0, 0)


def test_a_column_of_which_some_cells_are_no_dates_suggests_no_format():
    """Each is reported by itself."""
    found = cleaned("受理日期 | 主要内容\n22-Apr-15 | 一\n待补 | 二")
    assert found.told("ledger.date-unusable") == ["台账1.xlsx [一季度] A2", "台账1.xlsx [一季度] A3"]


def test_swapped_days_are_found_with_two_digit_years():
    """Days above 12 all lie in one quarter, and a part of the rest lies in it only when day and month change places."""
    sure = [f"{day}-{month:02}-26" for month in (4, 5, 6) for day in range(13, 29)]
    swapped = [f"{month:02}-{day:02}-26" for month in (4, 5, 6) for day in (1, 2, 9, 10, 12)]
    for years in ("26", "2026"):
        lines = "\n".join(f"{cell[:-2]}{years} | 事{number}" for number, cell in enumerate([*sure, *swapped]))
        found = cleaned(f"受理日期 | 主要内容\n{lines}")
        assert f"{len(sure)} rows fit d-m-y, {len(swapped)} do not" in found.message("ledger.date-order-mixed")
        assert {day[:7] for day in found.column("received")} == {"2026-04", "2026-05", "2026-06"}
        assert "15 rows not counted" in found.message("ledger.date-unsure")


def test_numbers_of_a_workbook_that_counts_from_1904():
    """Serials are 1,462 days further; true dates are what they are."""
    cells = [["受理日期", "主要内容"], [44743, "一"], [44743.5, "二"], ["44743", "三"], [date(2026, 7, 2), "四"]]
    found = cleaned(sheet(cells, counts_from_1904=True))
    assert found.column("received") == ["2026-07-02"] * 4
    assert "2 numbers" in found.message("ledger.calendar-1904")


def test_a_column_of_which_most_days_lie_before_receipt_is_doubted_as_a_whole():
    """One issue about the column; its days close nothing and tell no state. A few such days are slips, cell by cell."""
    lines = [f"A{number} | 2026-07-{number + 1:02} | 某事{number} | 2026-05-{number + 1:02}" for number in range(27)]
    late = ["B1 | 2026-07-01 | 别事 | 2026-07-03", "B2 | 2026-07-01 | 又一事 | 2026-07-03"]
    found = cleaned("工单编号 | 受理日期 | 主要内容 | 办结时间\n" + "\n".join([*lines, *late]))
    assert found.told("ledger.column-before-received") == ["台账1.xlsx [一季度] D"]
    assert "27 of 29 days" in found.message("ledger.column-before-received")
    assert set(found.column("closed")) == {None} and set(found.column("status")) == {""}
    assert "ledger.closed-before-received" not in found.codes
    few = [f"C{number} | 2026-07-01 | 其他事{number} | 2026-07-09" for number in range(30)]
    found = cleaned("工单编号 | 受理日期 | 主要内容 | 办结时间\n" + "\n".join([*lines, *few]))
    assert "27 cases" in found.message("ledger.closed-before-received.many")
    assert "ledger.column-before-received" not in found.codes
