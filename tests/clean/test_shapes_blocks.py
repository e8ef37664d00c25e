"""Several tables in one sheet: side by side, one below the other, and beside what is no table of cases."""

from tests.clean.notation import cleaned, sheet


def places(found):
    """The row and the text of each case."""
    return list(zip(found.column("row"), found.column("text"), strict=True))


def reads(found):
    """The rows read, used, rejected and repeated of each table."""
    return [
        (table.counts.read, table.counts.used, table.counts.rejected, table.counts.duplicates)
        for table in found.ledger.tables
    ]


SIDE_BY_SIDE = """
    甲县投诉台账 | | | | | | | |
    序号 | 日期 | 被反映单位 | 主要内容 | | 序号 | 日期 | 被反映单位 | 主要内容
    1 | 2026-07-01 | 甲局 | 事一 | | 4 | 2026-07-04 | 丁局 | 事四
    2 | 某日 | 乙局 | 事二 | | 5 | 2026-07-05 | 戊局 | 事五
    3 | 2026-07-03 | 丙局 | 事三 | | | | |
    合计 | | | 3件 | | 合计 | | | 2件
    填表人：某某 | | | | | | 审核 | |
    """


def test_blocks_side_by_side_are_tables_of_their_own():
    """Each block has its columns and counts; cases stand in the order of their rows; nothing is a warning but the bad day."""
    found = cleaned(SIDE_BY_SIDE)
    assert places(found) == [(3, "事一"), (3, "事四"), (4, "事五"), (5, "事三")]
    assert reads(found) == [(3, 2, 1, 0), (2, 2, 0, 0)]
    assert found.counts == (5, 4, 1, 0)
    assert [table.columns["received"][0].column for table in found.ledger.tables] == [2, 7]
    assert found.told("ledger.date-unusable") == ["台账1.xlsx [一季度] B4"]
    assert [issue.code for issue in found.issues if issue.level == "warning"] == ["ledger.date-unusable"]


def test_blocks_need_no_empty_column_between_them():
    """A header that begins anew, with or without line numbers, begins a table."""
    found = cleaned(
        """
        日期 | 被反映单位 | 主要内容 | 日期 | 被反映单位 | 主要内容
        2026-07-01 | 甲局 | 事一 | 2026-07-04 | 丁局 | 事四
        2026-07-02 | 乙局 | 事二 | | |
        """
    )
    assert places(found) == [(2, "事一"), (2, "事四"), (3, "事二")]


def test_blocks_may_stand_below_group_headers():
    """甲窗口 and 乙窗口 over the same names are two tables."""
    table = """
        甲窗口 | | | 乙窗口 | |
        日期 | 问题类别 | 主要内容 | 日期 | 问题类别 | 主要内容
        2026-07-01 | 态度生硬 | 事一 | 2026-07-04 | 责任感弱 | 事四
        """
    found = cleaned(sheet(table, merges=((1, 1, 1, 3), (1, 4, 1, 6))))
    assert places(found) == [(3, "事一"), (3, "事四")]
    assert found.column("category") == ["attitude", "duty"]


def test_levels_of_a_header_are_no_blocks():
    """受理 and 办理 over 时间 and 方式 are parts of one table."""
    table = """
        序号 | 受理 | | 办理 | | 主要内容
        | 时间 | 方式 | 时间 | 方式 |
        1 | 2026-07-01 | 来信 | 2026-07-03 | 批评教育 | 某事
        """
    found = cleaned(sheet(table, merges=((1, 2, 1, 3), (1, 4, 1, 5))))
    assert found.counts == (1, 1, 0, 0)
    assert (found.column("channel"), found.column("handling")) == (["来信"], ["批评教育"])


def test_a_total_of_both_blocks_is_a_total():
    """A total below the left block may be of all blocks."""
    found = cleaned(SIDE_BY_SIDE.replace("合计 | | | 3件 | | 合计 | | | 2件", "合计 | | | 5件 | | | | |"))
    assert "ledger.total-differs" not in found.codes
    assert found.counts == (5, 4, 1, 0)


def test_a_second_table_below_has_a_header_of_its_own():
    """Other columns, other places: its title is no case of the first table."""
    found = cleaned(
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 甲局 | 事一
        合计 | | | 1
        ---
        2026年三季度来信 | | |
        来信编号 | 主要内容 | 来信日期 | 涉及单位
        X1 | 事三 | 2026-07-03 | 丙局
        X2 | 事四 | | 丙局
        """
    )
    assert places(found) == [(2, "事一"), (7, "事三")]
    assert reads(found) == [(1, 1, 0, 0), (2, 1, 1, 0)]
    assert [table.header_row for table in found.ledger.tables] == [1, 6]
    assert found.told("ledger.date-missing") == ["台账1.xlsx [一季度] C8"]


def test_the_richer_table_may_stand_below():
    """The table above it is not taken for its title."""
    found = cleaned(
        """
        日期 | 主要内容
        2026-07-01 | 事一
        ---
        来信编号 | 来信日期 | 涉及单位 | 主要内容
        X1 | 2026-07-03 | 丙局 | 事二
        """
    )
    assert places(found) == [(2, "事一"), (5, "事二")]


def test_a_repeated_header_begins_no_table():
    """Also one of two levels, whose merged cells are not repeated, and the title of the next page."""
    table = """
        甲县台账 | | | |
        工单编号 | 基本情况 | | 主要内容 |
        | 受理日期 | 被反映单位 | |
        A1 | 2026-07-01 | 甲局 | 事一 |
        甲县台账 | | | |
        工单编号 | 基本情况 | | 主要内容 |
        | 受理日期 | 被反映单位 | |
        A2 | 2026-07-02 | 乙局 | 事二 |
        """
    found = cleaned(sheet(table, merges=((1, 1, 1, 5), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4))))
    assert places(found) == [(4, "事一"), (8, "事二")]
    assert found.column("id") == ["A1", "A2"]
    assert found.told("ledger.header-again") == [f"台账1.xlsx [一季度] {cell}" for cell in ("A5", "A6", "B7")]


def test_a_small_summary_beside_or_below_is_left_out():
    """Its rows are no cases, and it is told."""
    found = cleaned(
        """
        序号 | 受理日期 | 被反映单位 | 主要内容 | | 类别 | 件数
        1 | 2026-07-01 | 甲局 | 事一 | | 态度 | <1>
        2 | 2026-07-02 | 甲局 | 事二 | | 其他 | <1>
        | | | | | 合计 | <2>
        ---
        单位 | 件数 | 占比 | | | |
        甲局 | <2> | 100% | | | |
        """
    )
    assert found.counts == (2, 2, 0, 0)
    assert found.told("ledger.part-is-summary") == ["台账1.xlsx [一季度] 1:1", "台账1.xlsx [一季度] 6:6"]


def test_a_list_below_without_days_is_left_out_with_a_warning():
    """Names and telephones below the cases are no cases that lack a day."""
    found = cleaned(
        """
        序号 | 受理日期 | 主要内容
        1 | 2026-07-01 | 事一
        ---
        姓名 | 职务 | 联系电话
        某甲乙 | 科员 | 1
        """
    )
    assert found.counts == (1, 1, 0, 0)
    assert found.told("ledger.part-left-out") == ["台账1.xlsx [一季度] 4:4"]


def test_columns_behind_an_empty_one_belong_to_the_ledger():
    """An empty column parts nothing by itself."""
    found = cleaned(
        """
        受理日期 | 主要内容 | | 附件数 | 办理状态
        2026-07-01 | 某事 | | <2> | 已办结
        """
    )
    assert found.column("status") == ["closed"]


def test_a_table_that_starts_anywhere_keeps_its_cells():
    """The second block of a sheet that begins in C5 is named by its own cells."""
    table = """
        序号 | 日期 | 主要内容 | | 序号 | 日期 | 主要内容
        1 | 2026-07-01 | 事一 | | 2 | 某日 | 事二
        """
    found = cleaned(sheet(table, first_row=5, first_column=3))
    assert found.column("row") == [6]
    assert found.told("ledger.date-unusable") == ["台账1.xlsx [一季度] H6"]


def test_refused_cells_and_merges_of_a_later_block_are_found():
    """Errors and merged cells are those of the sheet, in whichever table they stand."""
    table = """
        序号 | 日期 | 主要内容 | 序号 | 日期 | 主要内容
        1 | 2026-07-01 | 事一 | 3 | 2026-07-03 | 事三
        2 | 2026-07-02 | 事二 | 4 | | 坏字
        """
    found = cleaned(sheet(table, merges=((2, 5, 3, 5),), errors=((3, 6, "illegal-character"),)))
    assert found.column("received") == ["2026-07-01", "2026-07-03", "2026-07-02", "2026-07-03"]
    assert found.told("ledger.illegal-character") == ["台账1.xlsx [一季度] F3"]


STACKED = """
    序号 | 受理日期 | 反映人 | 被反映单位 | 问题类别 | 主要内容
    1 | 2026-07-01 | 某甲 | 甲局 | 态度生硬 | 事一
    二、转办件 | | | | |
    序号 | {} | 转办单位 | 承办单位 | 反映事项 | 催办情形
    1 | 2026-08-01 | 市某局 | 乙局 | 事二 | 已催
    2 | 2026-08-02 | 市某局 | 丙局 | 事三 | 已催
    """


def test_a_row_that_begins_with_the_word_for_line_numbers_is_the_header_of_a_further_table():
    """However few of its other names are known, its columns are not taken for those of the table above."""
    found = cleaned(STACKED.format("受理日期"))
    assert places(found) == [(2, "事一"), (5, "事二"), (6, "事三")]
    assert found.column("unit") == ["甲局", "乙局", "丙局"]


def test_a_further_table_without_a_known_day_is_not_read_by_the_columns_above():
    """Its rows are no cases with a wrong category; the table is told."""
    found = cleaned(STACKED.format("某种时刻"))
    assert places(found) == [(2, "事一")]
    assert found.counts == (1, 1, 0, 0)
    assert len(found.told("ledger.part-left-out")) == 1
