"""A case is counted once, and no other case is lost for it."""

from tests.clean.notation import cleaned, sheet

HEADER = "工单编号 | 受理日期 | 主要内容"


def test_a_repeated_row_is_dropped_and_counted():
    """The first copy stays; the others are named."""
    found = cleaned(f"{HEADER}\nA1 | 2026-07-01 | 甲\nA2 | 2026-07-01 | 乙\nA1 | 2026-07-01 | 甲\nA1 | 2026-07-01 | 甲")
    assert found.counts == (4, 2, 0, 2)
    assert found.column("row") == [2, 3]
    assert "left out: 2 (A4, A5)." in found.message("ledger.duplicates")


def test_one_number_with_two_contents_in_a_sheet_keeps_the_first():
    """The warning names both cells."""
    found = cleaned(f"{HEADER}\nA1 | 2026-07-01 | 甲\nA1 | 2026-07-02 | 乙")
    assert found.counts == (2, 1, 0, 1)
    assert found.told("ledger.number-twice") == ["台账1.xlsx [一季度] A3"]
    assert "台账1.xlsx [一季度] A2" in found.message("ledger.number-twice")


def test_the_same_case_in_two_files_is_one():
    """Same number, day and text: the copy in the later file is dropped, however its other columns stand."""
    found = cleaned(
        f"{HEADER} | 办理状态\nA1 | 2026-07-01 | 甲 | 在办", f"{HEADER} | 办理状态\nA1 | 2026/7/1 | 甲 | 已办结"
    )
    assert found.counts == (2, 1, 0, 1)
    assert found.column("file") == [0]


def test_two_ledgers_may_number_alike():
    """Equal numbers of different cases in different files or sheets are no duplicates."""
    first, second = (
        f"{HEADER}\n1 | 2026-07-01 | 甲\n2 | 2026-07-02 | 乙",
        f"{HEADER}\n1 | 2026-07-01 | 丙\n2 | 2026-08-02 | 乙",
    )
    assert cleaned(first, second).counts == (4, 4, 0, 0)
    assert cleaned([sheet(first, name="一"), sheet(second, name="二")]).counts == (4, 4, 0, 0)


def test_without_texts_unit_and_category_tell_cases_apart():
    """Ledgers without any text: a number and a day alone do not make the same case."""
    first = "编号 | 受理日期 | 被反映单位 | 问题类别\n1 | 2026-07-01 | 甲局 | 态度生硬"
    second = "编号 | 受理日期 | 被反映单位 | 问题类别\n1 | 2026-07-01 | 乙局 | 态度生硬"
    assert cleaned(first, second).counts == (2, 2, 0, 0)
    assert cleaned(first, first).counts == (2, 1, 0, 1)


def test_line_numbers_are_no_identity():
    """序号 begins again in every block: equal ones are different cases, unless the whole row is equal."""
    found = cleaned(
        """
        序号 | 受理日期 | 主要内容
        1 | 2026-07-01 | 甲
        2 | 2026-07-02 | 乙
        1 | 2026-07-03 | 丙
        1 | 2026-07-01 | 甲
        """
    )
    assert found.counts == (4, 3, 0, 1)
    assert found.column("id") == ["1", "2", "1"]


def test_rows_without_a_number_are_the_same_when_every_cell_is():
    """Also a cell of a column that is not used tells rows apart; a copied sheet does not count twice."""
    table = "受理日期 | 主要内容 | 扣分\n2026-07-01 | 甲 | 1\n2026-07-01 | 甲 | 2\n2026-07-01 | 甲 | 1"
    assert cleaned(table).counts == (3, 2, 0, 1)
    assert cleaned([sheet(table, name="一"), sheet(table, name="一 (2)")]).counts == (6, 2, 0, 4)
    assert cleaned(table, table).counts == (6, 2, 0, 4)


def test_numbers_that_begin_again_do_not_cost_cases():
    """A column whose numbers repeat with other content again and again does not identify cases, and that is said."""
    block = [[number, f"2026-0{month}-01", f"事{month}{number}"] for month in (7, 8, 9) for number in range(1, 9)]
    found = cleaned(sheet([["编号", "受理日期", "主要内容"], *block]))
    assert found.counts == (24, 24, 0, 0)
    assert found.told("ledger.numbers-repeat") == ["台账1.xlsx [一季度] A"]


def test_the_same_as_the_same_is_the_same():
    """Which of two contents of one number stands first does not change how many cases there are."""
    first = f"{HEADER}\nA1 | 2026-07-01 | 甲"
    second = f"{HEADER}\nA1 | 2026-07-02 | 乙\nA1 | 2026-07-01 | 甲"
    turned = f"{HEADER}\nA1 | 2026-07-01 | 甲\nA1 | 2026-07-02 | 乙"
    assert cleaned(first, second).counts == cleaned(first, turned).counts == (3, 1, 0, 2)


def test_rejected_rows_are_no_duplicates():
    """A row without a date is rejected, be it a copy or not."""
    found = cleaned(f"{HEADER}\nA1 | 某日 | 甲\nA1 | 2026-07-01 | 甲\nA1 | 某日 | 甲")
    assert found.counts == (3, 1, 2, 0)


def test_many_numbers_with_two_contents_are_told_together():
    """Twenty are named, the rest is counted."""
    rows = [[f"A{number}", "2026-07-01", "甲"] for number in range(600)] + [
        [f"A{number}", "2026-07-02", "乙"] for number in range(30)
    ]
    found = cleaned(sheet([["工单编号", "受理日期", "主要内容"], *rows]))
    assert found.counts == (630, 600, 0, 30)
    assert len(found.told("ledger.number-twice")) == 20
    assert "left out: 10." in found.message("ledger.numbers-twice")
