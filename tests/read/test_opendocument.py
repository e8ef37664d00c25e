"""Sheets of LibreOffice."""

from datetime import date
from pathlib import Path

from tests.read.making import open_document, read_one, refusals, table


def _cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def _row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def _table(*rows: str, before: str = "") -> str:
    return f'<table:table table:name="一季度">{before}{"".join(rows)}</table:table>'


_EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'
_NUMBER = '<table:table-cell office:value-type="float" office:value="24"><text:p>24</text:p></table:table-cell>'
_DATE = (
    '<table:table-cell office:value-type="date" office:date-value="2026-01-02"><text:p>x</text:p></table:table-cell>'
)
_ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)


def test_cells_are_read(tmp_path: Path) -> None:
    """Texts, numbers and dates, up to the last filled row of a million repeated ones."""
    rows = (_row(_cell("甲"), _NUMBER, _DATE), _row(_EMPTY, more='table:number-rows-repeated="1048575"'))
    sheet = read_one(tmp_path, open_document(_table(*rows)), "台账.ods")
    assert (sheet.name, table(sheet)) == ("一季度", [("甲", 24, date(2026, 1, 2))])


def test_what_calamine_does_not_see_is_listed(tmp_path: Path) -> None:
    """Errors, formulas without a value, hidden rows and columns, and merges stand where repeated rows and cells put them."""
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    sheet = read_one(
        tmp_path,
        open_document(
            _table(
                _row(_cell("标题", 'table:number-columns-spanned="3" table:number-rows-spanned="2"')),
                _row(_EMPTY, more='table:number-rows-repeated="3"'),
                _row(_cell("甲", 'table:number-columns-repeated="2"'), _ERROR, more='table:visibility="filter"'),
                _row(_cell("乙"), '<table:table-cell table:formula="of:=A1"/>', _cell("丙")),
                before=columns,
            )
        ),
        "台账.ods",
    )
    assert sheet.errors == ((5, 3, "#DIV/0!"), (6, 2, "formula"))
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merges) == ({5}, {3}, ((1, 1, 2, 3),))


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """Encrypted, with a document type, or repeated beyond all grids."""
    plain = _table(_row(_cell("甲")))
    everywhere = _table(
        _row(_cell("甲", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048576"')
    )
    files = {
        "a.ods": open_document(plain, manifest="<m:encryption-data/>"),
        "b.ods": open_document(everywhere),
    }
    found = refusals(tmp_path, files)
    assert found["a.ods"] == "read.encrypted"
    assert found["b.ods"] in ("read.damaged", "read.too-large", "read.too-slow")
