"""How long cases took and whether they were on time, only where the ledger says so."""

from tests.clean.notation import cleaned


def test_days_run_from_receipt_to_closing():
    """Calendar days, 0 on the same day, unknown where a day is missing."""
    found = cleaned(
        """
        工单编号 | 受理日期 | 办结时间
        1 | 2026-06-30 23:50 | 2026-07-01 0:10
        2 | 2026-07-01 | 2026-07-01
        3 | 2026-07-01 |
        4 | 2026-07-01 | 某日
        """
    )
    assert found.column("days") == [1, 0, None, None]
    assert found.column("closed") == ["2026-07-01", "2026-07-01", None, None]
    assert found.told("ledger.date-ignored") == ["台账1.xlsx [一季度] C5"]


def test_closing_before_receipt_is_a_warning_and_not_believed():
    """The case stays without its day of closing."""
    found = cleaned("工单编号 | 受理日期 | 办结时间\n1 | 2026-07-05 | 2026-07-01")
    assert found.counts == (1, 1, 0, 0)
    assert (found.column("closed"), found.column("days")) == ([None], [None])
    assert found.told("ledger.closed-before-received") == ["台账1.xlsx [一季度] C2"]


def test_a_day_of_closing_tells_the_status_where_no_column_does():
    """Closed with a day, open without one, unknown where the cell is no day."""
    found = cleaned(
        "工单编号 | 受理日期 | 办结时间\n1 | 2026-07-01 | 2026-07-02\n2 | 2026-07-01 |\n3 | 2026-07-01 | 某日"
    )
    assert found.column("status") == ["closed", "open", ""]
    assert "status" in found.ledger.fields


def test_a_status_column_is_believed_before_the_day_of_closing():
    """Only where it is silent does the day speak."""
    found = cleaned(
        "工单编号 | 受理日期 | 状态 | 办结时间\n1 | 2026-07-01 | 在办 | 2026-07-02\n2 | 2026-07-01 | | 2026-07-02\n3 | 2026-07-01 | |"
    )
    assert found.column("status") == ["open", "closed", ""]


def test_the_due_day_decides_and_the_limit_only_where_there_is_no_such_column():
    """A case with a due day is on time up to that day; an empty cell there is no limit of on_time_days."""
    found = cleaned(
        """
        工单编号 | 受理日期 | 办结时间 | 办结期限
        1 | 2026-07-01 | 2026-07-20 | 2026-07-20
        2 | 2026-07-01 | 2026-07-03 | 2026-07-02
        3 | 2026-07-01 | 2026-07-06 |
        4 | 2026-07-01 | 2026-07-07 |
        5 | 2026-07-01 | | 2026-07-02
        """,
        on_time_days=5,
    )
    assert found.column("on_time") == [True, False, None, None, None]
    assert [str(day)[:10] for day in found.column("due")][:3] == ["2026-07-20", "2026-07-02", "None"]


def test_without_a_column_of_due_days_the_limit_decides():
    """Within on_time_days; the last day in time is known of open cases, too."""
    found = cleaned(
        """
        工单编号 | 受理日期 | 办结时间
        1 | 2026-07-01 | 2026-07-06
        2 | 2026-07-01 | 2026-07-07
        3 | 2026-07-01 |
        """,
        on_time_days=5,
    )
    assert found.column("on_time") == [True, False, None]
    assert {str(day)[:10] for day in found.column("due")} == {"2026-07-06"}


def test_a_closing_day_that_is_refused_closes_nothing():
    """Closed before it came in: the day is reported and the case stays open."""
    found = cleaned("工单编号 | 受理日期 | 办结时间\n1 | 2026-07-05 | 2026-07-01\n2 | 2026-07-05 | 2026-07-06")
    assert "ledger.closed-before-received" in found.codes
    assert found.column("status") == ["", "closed"]


def test_a_status_column_that_knows_overdue_says_who_is_on_time():
    """Overdue cases are late; closed ones of the same column are on time, open ones not decided."""
    found = cleaned(
        "工单编号 | 受理日期 | 办理结果\n1 | 2026-07-01 | 已办结\n2 | 2026-07-01 | 办理中\n3 | 2026-07-01 | 超期"
    )
    assert found.column("on_time") == [True, None, False]


def test_a_ledger_that_knows_no_overdue_says_nothing_of_time():
    """Another file's column of another name does not lend its meaning."""
    hotline = "工单编号 | 受理日期 | 办理结果\n1 | 2026-07-01 | 已办结\n2 | 2026-07-01 | 超期"
    inspection = "检查编号 | 检查时间 | 整改状态\nJ1 | 2026-07-01 | 已整改"
    assert cleaned(hotline, inspection).column("on_time") == [True, False, None]
