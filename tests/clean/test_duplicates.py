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


def serial_rows(first, count=12, text="某事"):
    """Rows of a ledger without case numbers, numbered from `first`."""
    return [[first + number, f"2026-07-{number + 1:02}", f"{text}{number}"] for number in range(count)]


def serial_sheet(*rows, name):
    """A sheet of such rows."""
    return sheet([["序号", "受理日期", "主要内容"], *rows], name=name)


def test_a_copied_sheet_is_told_once():
    """Its rows are not listed one by one: the sheet, the original and the count are said, and the original is kept."""
    rows = serial_rows(1)
    found = cleaned([serial_sheet(*rows, name="七月"), serial_sheet(*rows, name="七月 (2)")])
    assert found.counts == (24, 12, 0, 12)
    assert set(found.column("sheet")) == {0}
    assert found.told("ledger.sheet-copied") == ["台账1.xlsx [七月 (2)] A2"]
    assert "台账1.xlsx [七月]: 12 of its 12 cases" in found.message("ledger.sheet-copied")
    assert "ledger.duplicates" not in found.codes


def test_a_copied_sheet_is_found_by_numbers_and_in_another_file():
    """Ids tell it as well; rows that were added to the copy are counted."""
    rows = [[f"A{number}", "2026-07-01", f"某事{number}"] for number in range(20)]
    header = ["工单编号", "受理日期", "主要内容"]
    found = cleaned(sheet([header, *rows]), sheet([header, *rows, ["A99", "2026-07-02", "新的事"]]))
    assert found.counts == (41, 21, 0, 20)
    assert "20 of its 21 cases" in found.message("ledger.sheet-copied")


def test_a_copy_with_line_numbers_of_its_own_is_a_copy():
    """序号 goes on from the sheet before: the rows are the same all the same; in one sheet they are not."""
    rows, on = serial_rows(1), serial_rows(13)
    found = cleaned([serial_sheet(*rows, name="七月"), serial_sheet(*on, name="汇总")])
    assert found.counts == (24, 12, 0, 12)
    assert found.told("ledger.sheet-copied") == ["台账1.xlsx [汇总] A2"]
    assert cleaned(serial_sheet(*rows, *on, name="七月")).counts == (24, 24, 0, 0)


def test_a_sheet_that_gathers_the_others_counts_nothing_twice():
    """A sheet of all months beside the months."""
    months = [serial_sheet(*serial_rows(1, 8, text), name=text) for text in ("甲月", "乙月", "丙月")]
    gathered = [row for text in ("甲月", "乙月", "丙月") for row in serial_rows(1, 8, text)]
    whole = [[number, *row[1:]] for number, row in enumerate(gathered, 1)]
    found = cleaned([*months, serial_sheet(*whole, name="全年")])
    assert found.counts == (48, 24, 0, 24)
    assert "[甲月], 台账1.xlsx [乙月], 台账1.xlsx [丙月]: 24 of its 24" in found.message("ledger.sheet-copied")


def test_a_copied_sheet_names_every_row_that_it_lost():
    """The issue has the cells of the rows left out; a row that repeats one of its own sheet is told apart."""
    rows = [[f"A{number}", "2026-07-01", f"某事{number}"] for number in range(20)]
    added = [["A99", "2026-07-02", "新的事"], ["A99", "2026-07-02", "新的事"], ["A3", "2026-07-09", "另外的事"]]
    header = ["工单编号", "受理日期", "主要内容"]
    found = cleaned([sheet([header, *rows], name="一"), sheet([header, *added[:2], *rows, added[2]], name="二")])
    assert found.counts == (43, 21, 0, 22)
    (copied,) = [issue for issue in found.issues if issue.code == "ledger.sheet-copied"]
    assert [(place.row, place.column) for place in copied.places] == [(row, 1) for row in range(4, 24)]
    assert found.told("ledger.duplicates") == ["台账1.xlsx [二] A3"]
    assert found.told("ledger.number-twice") == ["台账1.xlsx [二] A24"]


def test_every_row_of_a_number_that_stands_twice_is_named():
    """Beyond twenty the others are one issue with its cells."""
    rows = [[f"A{number}", "2026-07-01", f"某事{number}"] for number in range(400)]
    again = [[f"A{number}", "2026-07-02", "别的事"] for number in range(23)]
    found = cleaned(sheet([["工单编号", "受理日期", "主要内容"], *rows, *again]))
    (rest,) = [issue for issue in found.issues if issue.code == "ledger.numbers-twice"]
    assert [place.row for place in rest.places] == [422, 423, 424]


def test_a_few_common_rows_make_no_copy():
    """Below nine tenths a sheet is one of its own: rows that differ in their line number alone are then counted."""
    rows, others = serial_rows(1), serial_rows(21, 8, "别的事")
    found = cleaned([serial_sheet(*rows, name="一"), serial_sheet(*others, *serial_rows(31, 4), name="二")])
    assert found.counts == (24, 24, 0, 0)
    assert "ledger.sheet-copied" not in found.codes


HOTLINE = "工单编号 | 受理日期 | 联系电话 | 被反映单位 | 主要内容"
LETTERS = "来信编号 | 来信日期 | 电话 | 涉及单位 | 来信内容"


def test_one_case_in_two_ledgers_by_the_fields_of_the_configuration():
    """Hotline and letters: same phone and day, other words and numbers. The ledger named first keeps the case."""
    hotline = f"{HOTLINE}\nR1 | 2026-07-01 | 138 0013 8000 | 甲局 | 态度差\nR2 | 2026-07-01 | | 甲局 | 乙事"
    letters = f"{LETTERS}\nL1 | 2026年7月1日 | １３８００１３８０００ | 甲局窗口 | 写信说态度差\nL2 | 2026-07-01 | | 甲局 | 丙事"
    assert cleaned(hotline, letters).counts == (4, 4, 0, 0)
    found = cleaned(hotline, letters, duplicates={"across": ["phone", "received"]})
    assert found.counts == (4, 3, 0, 1)
    assert found.column("id") == ["R1", "R2", "L2"]
    assert "left out: 1 (A2)" in found.message("ledger.duplicates-across")
    assert not [issue for issue in found.issues if "138" in issue.message]


def test_equal_fields_within_one_ledger_make_two_cases():
    """One person may call twice a day; both calls stay, the letter of that day goes."""
    hotline = f"{HOTLINE}\nR1 | 2026-07-01 | 13800138000 | 甲局 | 甲事\nR2 | 2026-07-01 | 13800138000 | 甲局 | 乙事"
    letters = f"{LETTERS}\nL1 | 2026-07-01 | 13800138000 | 甲局 | 丙事"
    found = cleaned(hotline, letters, duplicates={"across": ["phone", "received"]})
    assert found.column("id") == ["R1", "R2"]


def test_equal_numbers_in_two_ledgers_when_the_configuration_says_so():
    """across: [id] makes the number alone decide; line numbers decide nothing."""
    first, second = f"{HEADER}\nA1 | 2026-07-01 | 甲", f"{HEADER}\nA1 | 2026-07-09 | 乙"
    assert cleaned(first, second).counts == (2, 2, 0, 0)
    assert cleaned(first, second, duplicates={"across": ["id"]}).counts == (2, 1, 0, 1)
    lines = [serial_sheet([1, "2026-07-01", text], name=text) for text in ("甲", "乙")]
    assert cleaned(lines, duplicates={"across": ["id"]}).counts == (2, 2, 0, 0)


STORY = "窗口工作人员答复不耐烦，往返三次未办成"


def told(*rows, **duplicates):
    """A ledger with these (day, unit, text)."""
    header = ["工单编号", "受理日期", "被反映单位", "主要内容"]
    cells = [[f"A{number}", *row] for number, row in enumerate(rows)]
    return cleaned(sheet([header, *cells]), duplicates=duplicates)


def test_a_case_told_again_is_counted_and_marked():
    """Same unit, same text after folding, within thirty days: 重复件."""
    again = " 窗口工作人员答复不耐烦,往返三次\n未办成"
    found = told(("2026-07-01", "甲局", STORY), ("2026-07-31", "甲 局", again), ("2026-07-02", "乙局", STORY))
    assert found.counts == (3, 3, 0, 0)
    assert found.column("repeat") == [False, True, False]
    assert "at most 30 days apart): 1 (D3)" in found.message("ledger.repeats")


def test_the_earlier_day_is_the_first_telling_wherever_it_stands():
    """The order of rows does not matter."""
    assert told(("2026-07-09", "甲局", STORY), ("2026-07-01", "甲局", STORY)).column("repeat") == [True, False]


def test_each_telling_is_held_against_the_one_before():
    """Three in a row within the days are one story; one after a long silence begins a new one."""
    days = ("2026-07-01", "2026-07-25", "2026-08-20", "2026-09-30")
    assert told(*((day, "甲局", STORY) for day in days)).column("repeat") == [False, True, True, False]


def test_short_or_empty_texts_and_unknown_units_repeat_nothing():
    """They tell too little; how short is a setting."""
    assert told(("2026-07-01", "甲局", "态度差"), ("2026-07-02", "甲局", "态度差")).column("repeat") == [False, False]
    assert told(("2026-07-01", "甲局", "态度差"), ("2026-07-02", "甲局", "态度差"), shortest=3).column("repeat") == [
        False,
        True,
    ]
    assert told(("2026-07-01", "", STORY), ("2026-07-02", "", STORY)).column("repeat") == [False, False]


def test_a_ledger_without_units_is_compared_by_its_texts():
    """A field that no ledger has does not count."""
    found = cleaned(f"{HEADER}\nA1 | 2026-07-01 | {STORY}\nA2 | 2026-07-02 | {STORY}")
    assert found.column("repeat") == [False, True]


def test_without_any_text_nothing_is_told_again():
    """A register of units and days repeats its units, and no story."""
    found = cleaned("工单编号 | 受理日期 | 被反映单位\nA1 | 2026-07-01 | 甲局\nA2 | 2026-07-02 | 甲局")
    assert found.column("repeat") == [False, False]


def test_the_configuration_says_what_a_repeat_is():
    """Its fields, its days, and whether it counts; fields of people are compared without being kept."""
    rows = (("2026-07-01", "甲局", STORY), ("2026-07-05", "乙局", STORY))
    assert told(*rows, keys=["text"]).column("repeat") == [False, True]
    assert told(*rows, keys=["text"], days=3).column("repeat") == [False, False]
    assert told(*rows, keys=[]).column("repeat") == [False, False]
    dropped = told(*rows, keys=["text"], repeats="drop")
    assert (dropped.counts, dropped.column("id")) == ((2, 1, 0, 1), ["A0"])
    assert "left out: 1 (D3)" in dropped.message("ledger.repeats-dropped")
    phones = cleaned(
        f"{HOTLINE}\nR1 | 2026-07-01 | 13800138000 | 甲局 | 甲\nR2 | 2026-07-02 | 138-0013-8000 | 乙局 | 乙",
        duplicates={"keys": ["phone"]},
    )
    assert phones.column("repeat") == [False, True]


def test_what_is_dropped_is_no_repeat():
    """A copy of a row is a duplicate, not the case told again."""
    found = cleaned(f"{HEADER}\nA1 | 2026-07-01 | {STORY}\nA1 | 2026-07-01 | {STORY}")
    assert (found.counts, found.column("repeat")) == ((2, 1, 0, 1), [False])


def test_rows_equal_but_for_another_cell_on_one_day_are_told_apart_as_repeats():
    """Without numbers, a row that differs only in a cell of no field is a case, and a repeat."""
    table = f"受理日期 | 主要内容 | 扣分\n2026-07-01 | {STORY} | 1\n2026-07-01 | {STORY} | 2"
    assert cleaned(table).column("repeat") == [False, True]


def test_a_copy_that_tells_more_of_the_end_is_told():
    """The first copy is kept by rule; that the other one has gone on is for the clerk to know."""
    header = "工单编号 | 受理日期 | 主要内容 | 办理状态 | 办结日期"
    old = f"{header}\nA1 | 2026-07-01 | 窗口不耐烦 | 在办 |\nA2 | 2026-07-02 | 窗口无人 | 已办结 | 2026-07-05"
    new = f"{header}\nA1 | 2026-07-01 | 窗口不耐烦 | 已办结 | 2026-08-05\nA2 | 2026-07-02 | 窗口无人 | 已办结 | 2026-07-05"
    found = cleaned(old, new)
    assert found.counts == (4, 2, 0, 2)
    assert found.column("status") == ["open", "closed"]
    assert "2 (D2, E2)" in found.message("ledger.duplicate-goes-on")
    assert "ledger.duplicate-goes-on" not in cleaned(new, old.replace("在办", "")).codes


def test_one_number_with_several_units_is_one_case_of_several_units():
    """It counts once in the total and for each of its units, in one spelling; that is said, and nothing is lost."""
    header = "工单编号 | 受理日期 | 主要内容 | 被反映单位"
    found = cleaned(
        f"{header}\nA1 | 2026-07-01 | 窗口无人 | 甲局\nA1 | 2026-07-01 | 窗口无人 | 乙 局\nA1 | 2026-07-01 | 窗口无人 | 甲局、丙局\n"
        "A2 | 2026-07-02 | 排队太久 | 乙局\nA1 | 2026-07-01 | 窗口无人 |\nA3 | 2026-07-02 | 收费不清 | 乙局"
    )
    assert found.counts == (6, 3, 0, 3)
    assert found.column("unit") == ["甲局|乙局|丙局", "乙局", "乙局"]
    assert "2 (D3, D4)" in found.message("ledger.units-joined")
    assert not {"ledger.number-twice", "ledger.duplicates-differ", "ledger.several-unit"} & set(found.codes)


def test_units_of_a_ledger_without_texts_are_joined_too():
    """Day and category are those of one case."""
    header = "编号 | 受理日期 | 被反映单位 | 问题类别"
    found = cleaned(f"{header}\nA1 | 2026-07-01 | 甲局 | 态度生硬\nA1 | 2026-07-01 | 乙局 | 态度生硬")
    assert (found.counts, found.column("unit")) == ((2, 1, 0, 1), ["甲局|乙局"])


def test_units_of_another_case_under_the_same_number_are_not_joined():
    """What differs in day or text is named with its columns, and left out whole."""
    header = "工单编号 | 受理日期 | 主要内容 | 被反映单位"
    found = cleaned(f"{header}\nA1 | 2026-07-01 | 窗口无人 | 甲局\nA1 | 2026-07-02 | 排队太久 | 乙局")
    assert found.column("unit") == ["甲局"]
    assert "in “受理日期”, “主要内容”; this row" in found.message("ledger.number-twice")


def test_a_number_that_repeats_over_most_of_a_ledger_is_no_case_number():
    """Rows are compared cell for cell, columns that are not used among them; only the same row twice is dropped."""
    rows = [[f"W{number // 3}", "2026-07-01", "已办结", f"第{number}处"] for number in range(60)]
    found = cleaned(sheet([["工单编号", "创建时间", "工单状态", "点位"], *rows, rows[7]]))
    assert found.counts == (61, 60, 0, 1)
    assert found.told("ledger.numbers-repeat") == ["台账1.xlsx [一季度] A"]


def test_a_row_for_each_person_or_state_is_no_case_of_its_own():
    """However often the number repeats: people, units and what a case goes through do not tell cases apart."""
    rows = [
        [f"W{number // 3}", "2026-07-01", f"事{number // 3}", f"某{number}", "在办" if number % 3 else "已办结"]
        for number in range(60)
    ]
    found = cleaned(sheet([["工单编号", "受理日期", "主要内容", "被反映人", "办理状态"], *rows]))
    assert found.counts == (60, 20, 0, 40)
    assert "in “被反映人” that" in found.message("ledger.duplicates-differ")
    assert "in “办理状态” that" in found.message("ledger.duplicate-goes-on")


def test_rows_in_one_merged_cell_of_a_number_are_one_case():
    """The ledger says so itself, whatever its other columns hold; those that are lost are named."""
    rows, merges = [], []
    for number in range(12):
        rows += [
            [f"W{number}", "2026-07-01", f"事{number}", "某甲", "一"],
            ["", "", "", "某乙", "二"],
            ["", "", "", "某丙", "三"],
        ]
        merges += [(2 + 3 * number, column, 4 + 3 * number, column) for column in (1, 2, 3)]
    header = ["工单编号", "受理日期", "主要内容", "被反映人", "天气"]
    found = cleaned(sheet([header, *rows], merges=tuple(merges)))
    assert found.counts == (36, 12, 0, 24)
    assert "ledger.numbers-repeat" not in found.codes
    assert "in “天气” that" in found.message("ledger.duplicates-differ")


def test_an_empty_cell_of_a_dropped_row_says_nothing():
    """Only what is lost is reported."""
    header = "工单编号 | 受理日期 | 主要内容 | 来源 | 天气"
    found = cleaned(f"{header}\nA1 | 2026-07-01 | 某事 | 热线 | 晴\nA1 | 2026-07-01 | 某事 | |")
    assert "ledger.duplicates" in found.codes
    assert not {"ledger.number-twice", "ledger.duplicates-differ", "ledger.duplicate-goes-on"} & set(found.codes)


def test_numbers_typed_as_numbers_may_have_lost_their_zeros():
    """9.1 may be the first or the tenth; 9.11, texts and line numbers are what they are."""
    found = cleaned(
        f"{HEADER}\n<9.1> | 2026-07-01 | 甲\n<9.2> | 2026-07-01 | 乙\n<9.11> | 2026-07-01 | 丙\n9.1 | 2026-07-02 | 丁"
    )
    assert "2 (A2, A3)" in found.message("ledger.number-loses-zero")
    assert "ledger.number-loses-zero" not in cleaned("序号 | 受理日期 | 主要内容\n<9.1> | 2026-07-01 | 甲").codes
