"""Every rule of tables: its example is taken by it and by none before it, and the manual names it."""

from pathlib import Path

import pytest

from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.tables.blocks import side_by_side
from reportgen.clean.tables.blocks.finding import find_blocks
from reportgen.clean.tables.blocks.side_by_side import CUTS, Cut
from reportgen.clean.tables.layouts import layouts
from reportgen.clean.tables.layouts.layouts import LAYOUTS, NO_DATE, Layout, layout_of
from reportgen.clean.tables.layouts.part import Part
from reportgen.clean.tables.undated import UNDATED, Undated
from tests.clean.notation import cleaned, sheet

_MANUAL = Path(__file__).resolve().parents[2] / "docs" / "ledgers.md"
_LEDGER = sheet("工单编号 | 受理日期 | 问题类别 | 主要内容\nA1 | 2026-07-01 | 态度生硬 | 某事")
_NAMES = [f"{number} {one.code}" for number, one in enumerate((*LAYOUTS, NO_DATE), 1)]


def _part(example: str) -> Part:
    book, rows = HeaderMatcher({}), sheet(example)
    blocks = find_blocks(rows, book)
    return Part(rows, blocks[0].header if blocks else None, book)


@pytest.mark.parametrize("layout", LAYOUTS, ids=_NAMES[:-1])
def test_a_layout_takes_its_example_and_is_needed(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """None before it holds; without it the sheet would be reported as another one."""
    part = _part(layout.example)
    assert layout_of(part) is layout
    monkeypatch.setattr(layouts, "LAYOUTS", tuple(one for one in LAYOUTS if one is not layout))
    instead = layout_of(part)
    assert instead is None or instead.code != layout.code


@pytest.mark.parametrize("layout", [*LAYOUTS, NO_DATE], ids=_NAMES)
def test_a_layout_is_reported_by_its_code(layout: Layout) -> None:
    """Once beside a ledger, where no row of it is counted, and as an error where the file holds nothing else."""
    found = cleaned([_LEDGER, sheet(layout.example, name="另一张")])
    assert found.counts == (1, 1, 0, 0)
    about = [issue.code for issue in found.issues if issue.source and issue.source.sheet == "另一张"]
    assert [code for code in about if code != "ledger.columns-unused"] == [layout.code]
    alone = cleaned(sheet(layout.example))
    errors = [issue.code for issue in alone.issues if issue.level == "error"]
    assert [code.removesuffix(".nearest").removesuffix(".seen") for code in errors] == [layout.alone]


@pytest.mark.parametrize("place", range(len(CUTS)))
def test_a_cut_parts_its_example(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into two tables; those before it find one."""
    rows, book = sheet(CUTS[place].example), HeaderMatcher({})
    assert len(find_blocks(rows, book)) == 2
    monkeypatch.setattr(side_by_side, "CUTS", CUTS[:place])
    assert len(find_blocks(rows, book)) == 1


@pytest.mark.parametrize("rule", UNDATED, ids=[rule.code for rule in UNDATED])
def test_a_case_without_a_day_is_reported_by_one_rule(rule: Undated) -> None:
    """By that of the example; the case is read and rejected."""
    found = cleaned(rule.example, period=None)
    codes = {one.code for one in UNDATED}
    assert [code for code in found.codes if code.removesuffix(".suggested") in codes] == [rule.code]
    assert found.counts[2] > 0


def test_a_month_that_was_taken_from_above_is_not_reported_as_missing() -> None:
    """Where the year is missing, too, the row is reported for that alone."""
    found = cleaned("受理月 | 受理日 | 主要内容\n7 | 5 | 事一\n | 6 | 事二\n | 3 | 事三", period=None)
    assert [place.row for issue in found.issues if issue.code == "ledger.year-nowhere" for place in issue.places] == [
        2,
        3,
    ]
    assert [place.row for issue in found.issues if issue.code == "ledger.month-nowhere" for place in issue.places] == [
        4
    ]


def test_the_manual_names_every_rule() -> None:
    """As people know them."""
    text = _MANUAL.read_text(encoding="utf-8")
    rules: tuple[Layout | Cut | Undated, ...] = (*LAYOUTS, NO_DATE, *CUTS, *UNDATED)
    assert [one.shown for one in rules if one.shown not in text] == []
