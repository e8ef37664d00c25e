"""Where the cells stand: first row and column, merges, what is hidden, used ranges that are none."""

import struct
from pathlib import Path

from reportgen.read import read_ledgers
from tests.read import oldbooks
from tests.read.making import cell, open_document, package, parts, read_one, row, save, table, text, workbook, worksheet


def test_a_sheet_tells_where_its_first_cell_stands(tmp_path: Path) -> None:
    """Rows and columns before the first filled cell are left out, and counted."""
    sheet = read_one(tmp_path, workbook(row(4, text("C4", "甲"), cell("D4")), row(6, text("D6", "乙"))))
    assert (sheet.first_row, sheet.first_column, sheet.height) == (4, 3, 3)
    assert table(sheet) == [("甲", 1), ("", ""), ("", "乙")]


def test_formatted_empty_cells_are_no_rows(tmp_path: Path) -> None:
    """A used range that goes on for thousands of formatted rows and columns ends with the last filled cell."""
    filled = [row(n, text(f"A{n}", "甲"), f'<c r="B{n}" s="0"/>', f'<c r="ZZ{n}"/>') for n in range(1, 11)]
    phantom = [row(n, f'<c r="A{n}" s="0"/><c r="AMJ{n}" s="0"/>') for n in (*range(11, 5000), 1_048_576)]
    sheet = read_one(tmp_path, workbook(*filled, *phantom, before='<dimension ref="A1:XFD1048576"/>'))
    assert table(sheet) == [("甲",)] * 10


def test_empty_texts_at_the_end_are_no_rows(tmp_path: Path) -> None:
    """Formulas that result in an empty text, drawn down far below the ledger, add no rows."""
    below = [row(n, cell(f"A{n}", "", "str", 'IF(B1="","",B1)'), cell(f"F{n}", "", "str", '""')) for n in range(2, 400)]
    assert table(read_one(tmp_path, workbook(row(1, text("A1", "甲")), *below))) == [("甲",)]


def test_merges_are_listed(tmp_path: Path) -> None:
    """A merge is told by its corners; its value stands in the first cell alone."""
    after = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:A4"/></mergeCells>'
    sheet = read_one(
        tmp_path, workbook(row(1, text("A1", "标题")), row(2, text("A2", "甲"), text("B4", "乙")), after=after)
    )
    assert sheet.merges == ((1, 1, 1, 2), (2, 1, 4, 1))


def test_merges_end_with_the_cells(tmp_path: Path) -> None:
    """However far a file says that a merge reaches, it is told as far as there are cells; one that ends before it begins is none."""
    rows = row(1, text("A1", "甲"), text("B1", "乙")), row(2, text("A2", "丙"), text("B2", "丁"))
    far = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A1048576"/><mergeCell ref="D5:E9"/></mergeCells>'
    assert read_one(tmp_path, workbook(*rows, after=far)).merges == ((1, 1, 1, 2), (2, 1, 2, 1))
    xml = (
        '<table:table table:name="1"><table:table-row><table:table-cell table:number-columns-spanned="2147483648" office:value-type="string">'
        "<text:p>甲</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="
        '"string"><text:p>乙</text:p></table:table-cell></table:table-row></table:table>'
    )
    assert read_one(tmp_path, open_document(xml), "台账.ods").merges == ((1, 1, 1, 1),)
    areas = oldbooks.record(0x00E5, struct.pack("<HHHHHHHHH", 2, 3, 1, 0, 0, 0, 1, 0, 0))
    book = oldbooks.sheet(oldbooks.label(0, 0, "甲"), oldbooks.label(1, 0, "乙"), areas)
    assert read_one(tmp_path, oldbooks.compound(oldbooks.stream(book)), "台账.xls").merges == ((1, 1, 2, 1),)


def test_hidden_rows_and_columns_are_listed(tmp_path: Path) -> None:
    """What a filter or a person has hidden is read all the same, and told; hidden edges without cells are not."""
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>'
    rows = (
        row(1, text("A1", "甲"), text("E1", "乙")),
        row(2, text("A2", "丙"), more=' hidden="1"'),
        row(3, text("A3", "丁"), more=' hidden="0"'),
        row(9, more=' hidden="1"'),
    )
    sheet = read_one(tmp_path, workbook(*rows, before=columns))
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.height) == ({2}, {2, 3, 5}, 3)


def test_all_sheets_are_read_in_order_and_hidden_ones_told(tmp_path: Path) -> None:
    """Hidden and empty sheets have their place among the others."""
    sheets = (worksheet(row(1, text("A1", "甲"))), worksheet(), worksheet(row(1, text("A1", "乙"))))
    content = package(parts(*sheets, names=["一季度", "空", "底稿"], states={3: "veryHidden"}))
    rows, issues = read_ledgers(save(tmp_path, {"台账.xlsx": content}))
    assert not issues
    assert [(sheet.name, sheet.hidden, sheet.height) for sheet in rows.files[0].sheets] == [
        ("一季度", False, 1),
        ("空", False, 0),
        ("底稿", True, 1),
    ]


def test_a_workbook_without_a_filled_cell_is_empty(tmp_path: Path) -> None:
    """Where no sheet holds anything there is an issue."""
    _, (issue,) = read_ledgers(save(tmp_path, {"台账.xlsx": workbook(row(1, '<c r="A1" s="0"/>'))}))
    assert issue.code == "read.empty"
