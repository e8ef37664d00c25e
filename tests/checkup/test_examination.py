"""What a health check counts and how it sorts what it found."""

import pytest

from reportgen.checkup import examine
from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.sources import Level
from reportgen.settings.neutral import neutral_settings
from tests.checkup.notation import checked
from tests.clean.notation import rows, sheet

_LEDGER = """
    问题台账
    编号 | 受理日期 | 问题类别 | 主要内容 | 备注
    1 | 2026-07-01 | 服务态度 | 窗口人员不耐烦 |
    2 | 2026-05-02 | 责任感弱 | 材料弄丢 |
    3 | 不久前 | 责任感弱 | 拖延 |
    3 | 2026-07-03 | 责任感弱 | 等了很久 |
    3 | 2026-07-03 | 责任感弱 | 等了很久 |
    5 | 2026-08-03 | 大众点评 | 没有座位 | 已转
"""


def test_every_row_of_a_sheet_is_in_the_equation():
    """read = used + rejected + duplicates; the quarters sum to used."""
    (found,) = checked(_LEDGER).sheets
    counts = found.counts
    assert (counts.read, counts.used, counts.rejected, counts.duplicates, counts.outside_period) == (6, 4, 1, 1, 0)
    assert found.by_quarter == {"2026Q2": 1, "2026Q3": 3}
    assert (str(found.first), str(found.last)) == ("2026-05-02", "2026-08-03")


def test_with_a_period_the_cases_of_others_are_outside_it():
    """A fifth member joins the equation; the quarters of the others are kept apart."""
    (found,) = checked(_LEDGER, period="2026Q3").sheets
    counts = found.counts
    assert (counts.used, counts.outside_period) == (3, 1)
    assert (found.by_quarter, found.other_quarters) == ({"2026Q3": 3}, {"2026Q2": 1})


def test_the_sums_are_those_of_all_sheets():
    """Two files, one of them with a sheet that is no ledger."""
    notes = sheet("说明\n本表由监督室填写", name="说明")
    found = checked(_LEDGER, [sheet(_LEDGER, name="二季度"), notes])
    assert [len(one.tables) for one in found.sheets] == [1, 1, 0]
    for name in ("read", "used", "rejected", "duplicates", "outside_period"):
        assert getattr(found.counts, name) == sum(getattr(one.counts, name) for one in found.sheets)
    assert found.counts.read == 12


def test_what_was_found_of_header_and_columns_is_told():
    """The header row, the column behind each field, those that serve none."""
    (table,) = checked(_LEDGER).sheets[0].tables
    assert table.header_row == 2
    assert [(field, columns[0].column) for field, columns in table.columns.items()] == [
        ("id", 1),
        ("received", 2),
        ("category", 3),
        ("text", 4),
    ]
    assert [(column.header, column.column) for column in table.unmapped] == [("备注", 5)]


def test_the_order_of_dates_is_told_where_it_had_to_be_found_out():
    """`3/14/2026` shows that the month comes first."""
    ledger = "编号 | 受理日期\n1 | 3/14/2026\n2 | 3/4/2026"
    (table,) = checked(ledger).sheets[0].tables
    assert table.orders == {"received": "m-d-y"}


def test_categories_have_the_names_of_the_taxonomy():
    """With a configuration its names, the unknown one under the catch-all."""
    assert dict(checked(_LEDGER).categories) == {"服务态度生硬": 1, "履职责任不强": 2, "其他": 1}


def test_without_a_taxonomy_categories_are_told_as_they_stand():
    """Nothing is judged: no category is unknown, none is found by keywords."""
    speak("en")
    found = rows(_LEDGER)
    ledger, issues = clean(found, neutral_settings())
    inspection = examine(found, ledger, issues)
    assert inspection.categories == (("责任感弱", 2), ("大众点评", 1), ("服务态度", 1))
    assert not [issue.code for issue in issues if "categor" in issue.code]


def test_names_of_people_in_a_category_column_are_masked():
    """A column in the wrong place: what it says is told without the people in it."""
    speak("en")
    found = rows(
        "编号 | 受理日期 | 问题类别 | 反映人\n1 | 2026-07-01 | 赵铁柱反映 | 赵铁柱\n2 | 2026-07-02 | 噪声 | 钱满仓"
    )
    ledger, issues = clean(found, neutral_settings())
    told = str(examine(found, ledger, issues).categories)
    assert "噪声" in told
    assert "铁柱" not in told


def test_findings_stand_worst_first():
    """Errors, warnings, notes; of a level those of most cells; cells told singly and together are one finding."""
    bad = "\n".join(f"{number} | 不详之日" for number in range(10, 40))
    found = checked(
        "编号 | 受理日期\n1 | 2026-07-01\n2 | 哪天\n合计 | 2",
        f"编号 | 受理日期\n1 | 2026-07-01\n{bad}",
        "姓甚 | 名谁\na | b",
    )
    levels = [finding.level for finding in found.findings]
    assert levels == sorted(levels, key=list(Level).index)
    assert levels[0] is Level.ERROR
    unusable = next(one for one in found.findings if one.issues[0].code.startswith("ledger.date-unusable"))
    assert unusable.cells == 31
    assert {one.code for one in unusable.issues} == {"ledger.date-unusable", "ledger.date-unusable.many"}
    for level in Level:
        cells = [finding.cells for finding in found.findings if finding.level is level]
        assert cells == sorted(cells, reverse=True)


@pytest.mark.parametrize("period", [None, "2026Q3"])
def test_nothing_is_left_of_no_files(period: str | None):
    """No file could be read: no sheet, no row, no category."""
    found = checked(period=period)
    assert (found.sheets, found.counts.read, found.categories) == ((), 0, ())
