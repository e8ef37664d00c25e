"""The table of counties by categories is shaded by its values, in greys that are read in print; it stays so when it is updated."""

import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import _Row

from reportgen import pipeline
from reportgen.actions.auditing import audit_document
from reportgen.model.reports.narratives import Row, Span, Table
from reportgen.model.sources import Level
from reportgen.settings import load_settings
from reportgen.sidecar import beside
from reportgen.word.editing.shading import fills_of
from tests.journeys.program import run
from tests.rollup.city import COUNTIES, compare, sidecar

_GREYS = ["", "F2F2F2", "D9D9D9", "BFBFBF", "A6A6A6"]


def _table(*rows: tuple[str, ...], total: bool = False, shaded: bool = True) -> Table:
    cells = [Row(str(at), ((Span("县"),), *((Span(text, f"f{text}"),) for text in row))) for at, row in enumerate(rows)]
    return Table("t", (), ((Span("甲"),),) * (len(rows[0]) + 1), tuple(cells), (), total, shaded=shaded)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (_table(("10.0%", "50.0%"), ("29.9%", "—")), ["F2F2F2", "A6A6A6", "D9D9D9"]),
        (_table(("1", "1,000"), ("400", "0")), ["", "A6A6A6", "D9D9D9", ""]),
        (_table(("3", "9"), ("12", "9"), total=True), ["F2F2F2", "A6A6A6"]),
        (_table(("5", "5")), ["", ""]),
        (_table(("0", "0")), ["", ""]),
        (_table(("1", "2"), shaded=False), []),
    ],
    ids=["shares", "counts", "without the sum", "all alike", "nothing", "not asked for"],
)
def test_five_greys_up_to_the_highest(table: Table, expected: list[str]) -> None:
    """Of what prints a figure; a dash and the names of counties are none."""
    assert list(fills_of(table).values()) == expected


def test_a_cell_with_two_figures_is_shaded_by_the_first() -> None:
    """5（12） is five, not 512."""
    cells = [(Span("5", "a"), Span("（"), Span("12", "b"), Span("）")), (Span("10", "c"),)]
    table = Table(
        "t", (), ((Span("甲"),),), tuple(Row(str(at), (one,)) for at, one in enumerate(cells)), (), shaded=True
    )
    assert list(fills_of(table).values()) == ["D9D9D9", "A6A6A6"]


def _rows(document: Path) -> list[_Row]:
    """The rows of the table of shares."""
    (table,) = [one for one in docx.Document(str(document)).tables if one.rows[-1].cells[0].text == "全市"]
    return list(table.rows[1:])


def _shades(row: _Row) -> list[str]:
    found = [cell._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}") for cell in row.cells[1:]]
    return ["" if one is None else one.get(qn("w:fill")) for one in found]


def _in_order(rows: list[_Row]) -> bool:
    """Whether no cell is lighter than one with a lower number."""
    cells = [
        (float(cell.text.rstrip("%")), _GREYS.index(shade))
        for row in rows
        for cell, shade in zip(row.cells[1:], _shades(row), strict=True)
        if cell.text != "—"
    ]
    return [grey for _value, grey in sorted(cells)] == sorted(grey for _value, grey in cells)


def test_the_shares_are_shaded_and_stay_so(city: Path) -> None:
    """Numbers stay in their cells, audit and trace hold; an update shades what has changed anew, and leaves a cell that a person coloured."""
    report = pipeline.write(compare(city), city / "out").document
    rows = _rows(report)
    assert _in_order(rows) and len({shade for row in rows for shade in _shades(row)}) >= 2
    opened = docx.Document(str(report))
    (table,) = [one for one in opened.tables if one.rows[-1].cells[0].text == "全市"]
    coloured = table.rows[2].cells[1]._tc.get_or_add_tcPr()
    for old in coloured.findall(qn("w:shd")):
        coloured.remove(old)
    coloured.append(coloured.makeelement(qn("w:shd"), {qn("w:val"): "clear", qn("w:fill"): "FFFF00"}))
    opened.save(str(report))
    before = _shades(rows[0])
    other = COUNTIES[0]
    ledger = city / f"{other.code}.csv"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("工作纪律松懈", "服务态度生硬"), encoding="utf-8")
    shutil.rmtree(city / "moved", ignore_errors=True)
    sidecar(city, other).with_name(sidecar(city, other).name.replace(".trace.json", ".docx")).unlink()
    sidecar(city, other).unlink()
    assert run(city, "build", f"{other.code}.yaml", "--period", "2026Q3", "--out", "out").returncode == 0
    done = run(city, "update", f"out/{report.name}")
    assert done.returncode == 0, done.stdout + done.stderr
    updated = (
        report.with_name(f"{report.stem}-updated.docx")
        if "-updated" in done.stdout
        else report.with_name(f"{report.stem}-更新.docx")
    )
    now = _rows(updated)
    assert _shades(now[0]) != before
    assert _shades(now[1])[0] == "FFFF00"
    data, there = updated.read_bytes(), beside(updated, updated.read_bytes())
    assert there.config is not None
    found = audit_document(data, updated.name, load_settings(there.config), there.ledgers, there.sidecar)
    assert [one.code for one in found.findings if one.level is Level.ERROR] == []
