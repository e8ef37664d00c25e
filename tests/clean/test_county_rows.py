"""Several categories or units in one cell: parted where the configuration says so, and every such cell is told."""

import pytest

from reportgen.clean.cells.split_names import NameSplitter
from reportgen.model.ledgers import JOINT
from tests.clean.notation import cleaned, sheet

HEADER = ["工单编号", "受理日期", "被反映单位", "问题类别"]


def of(*cells, **ledger):
    """A ledger with these (unit, category) cells."""
    return cleaned(sheet([HEADER, *[[f"A{n}", "2026-07-01", *pair] for n, pair in enumerate(cells)]]), **ledger)


@pytest.mark.parametrize(
    "cell",
    [
        "甲局、乙局",
        "甲局；乙局",
        "甲局/乙局",
        "甲局,乙局",
        "甲局|乙局",
        "甲局\n乙局",
        "甲局\r\n乙局",
        "、甲局、 乙局；",
        "甲局/乙局/甲局",
        "甲局、乙局、无",
    ],
)
def test_several_units_in_a_cell_are_each_a_unit(cell):
    """Whatever the usual mark; a null mark among them is no unit, and none counts twice."""
    assert of((cell, "态度生硬")).column("unit") == ["甲局|乙局"]


def test_several_are_told_and_the_case_counts_once():
    """One issue names the cells; the ledger still has one row a case."""
    found = of(("甲局、乙局", "态度生硬、责任感弱"), ("甲局", "态度生硬"))
    assert found.counts == (2, 2, 0, 0)
    assert "several units: 1 (C2)" in found.message("ledger.several-unit")
    assert "several categories: 1 (D2)" in found.message("ledger.several-category")


def test_the_configuration_chooses_the_marks():
    """An empty list parts nothing; a list of one mark parts at that mark alone."""
    cells = ("市/县联合办公室、乙局\n窗口", "态度生硬/责任感弱")
    whole = of(cells, separators={"unit": [], "category": []})
    assert whole.column("unit") == ["市/县联合办公室、乙局窗口"]
    assert "ledger.several-unit" not in whole.codes
    assert whole.told("ledger.category-unknown") + whole.told("ledger.category-unknown.near")
    assert of(cells, separators={"unit": ["、"]}).column("unit") == ["市/县联合办公室|乙局窗口"]
    assert of(("甲局 和 乙局", ""), separators={"unit": ["和"]}).column("unit") == ["甲局|乙局"]


def test_a_known_name_is_never_parted():
    """A unit of the vocabulary and an alias of a category are one, marks or not."""
    found = of(("市/县联合办公室", "态度生硬"), vocabulary={"unit": {"市/县联合办公室": ["联办"]}})
    assert found.column("unit") == ["市/县联合办公室"]
    taxonomy = {"categories": {"fees": {"name": "收费、罚款问题"}, "other": {"name": "其他", "catch_all": True}}}
    assert of(("甲局", "收费、罚款"), taxonomy=taxonomy).column("category") == ["fees"]


def test_a_mark_that_does_not_part_stays_in_the_name():
    """A | that the configuration does not want parts nothing: not the cell, and no figure later."""
    found = of(("甲|乙局", "态度生硬"), separators={"unit": ["、"]})
    assert found.ledger.cases["unit"].tolist() == ["甲|乙局"]
    assert JOINT not in found.ledger.cases["unit"][0]


def test_a_line_break_inside_a_known_name_parts_nothing():
    """A narrow column breaks names: where the unbroken name stands elsewhere, or is a category, it is one."""
    found = of(("县政务服务大厅", "服务态度\n生硬"), ("县政务服务\n大厅", "态度生硬\n责任感弱"))
    assert found.column("unit") == ["县政务服务大厅"] * 2
    assert found.column("category") == ["attitude", "attitude|duty"]


def test_a_line_break_in_an_unknown_category_parts_nothing():
    """It is told once, as one name, without its leading number."""
    found = of(("甲局", "三、乱收\n费用"))
    assert "“乱收费用”" in found.message("ledger.category-unknown")


@pytest.mark.parametrize("text", ["县医院（门诊、住院）", "县医院(门诊、住院)", "县医院（门诊\n住院）"])
def test_marks_in_brackets_part_nothing(text):
    """What stands in brackets explains one name."""
    assert len(NameSplitter(["、", "\n"]).names(text, ())) == 1


@pytest.mark.parametrize(
    "cell",
    [
        "一、责任感弱、二、态度生硬",
        "一、责任感弱；二、态度生硬",
        "1、责任感弱、2、态度生硬",
        "1.责任感弱 2.态度生硬",
        "１．责任感弱\n２．态度生硬",
        "①责任感弱②态度生硬",
        "①责任感弱、②态度生硬",
        "（一）责任感弱（二）态度生硬",
        "责任感弱、一、态度生硬",
    ],
)
def test_the_numbers_of_a_list_are_no_names(cell):
    """A number before a name is dropped, and where the numbers count from one each begins a name."""
    found = of(("①甲局②乙局", cell))
    assert found.column("category") == ["attitude|duty"]
    assert found.column("unit") == ["甲局|乙局"]
    assert not [code for code in found.codes if "unknown" in code]


def test_a_name_that_begins_with_a_numeral_keeps_it():
    """A numeral before a numeral may be a name; of a category the strange part alone is told."""
    assert of(("一、二中队", "")).column("unit") == ["一|二中队"]
    assert of(("办事窗口1、办事窗口2", "")).column("unit") == ["办事窗口1|办事窗口2"]
    (unknown,) = [one for one in of(("甲局", "一、三公经费")).issues if "unknown" in one.code]
    assert "“三公经费”" in unknown.message


def test_codes_of_categories_are_not_taken_for_a_list():
    """Digits alone may stand for categories: none of them is dropped without a word."""
    told = [one.message for one in of(("甲局", "1、3")).issues if "unknown" in one.code]
    assert ["“1”" in told[0], "“3”" in told[1], len(told)] == [True, True, 2]
