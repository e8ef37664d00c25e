"""What an update tells: every entry has a place, rows are named by their first cell, and the note has neither codes nor empty cells."""

import pytest

from reportgen.messages import texts
from reportgen.model.reports.narratives import Table
from reportgen.update.entry_texts import where_said
from reportgen.update.note import note_of
from reportgen.update.trunk.entries import Entry, What
from tests.update.reports import Hand, World, drawn, updated

_CODES = ("/text", "/case", "count", "header", "unit")


@pytest.mark.parametrize("seed", range(24))
@pytest.mark.parametrize("next_period", [False, True])
def test_every_entry_has_a_place_and_is_named(seed: int, next_period: bool) -> None:
    world = World(drawn(seed))
    hand = Hand(world.document(), drawn(seed)).edit(least=4)
    done = updated(hand.bytes(), world.later().document(), next_period=next_period, words=texts("zh"))
    rows = {"units"}
    for one in done.entries:
        assert one.place is not None or one.table is not None or one.behind is not None or not one.block
        if one.block in rows and one.row and one.row != "picture":
            assert one.text == {"total": "合计"}.get(one.row, one.row)
    for cell in _cells(done.entries):
        assert cell.strip()
        assert not any(code in cell for code in _CODES)


def _cells(entries: tuple[Entry, ...]) -> list[str]:
    told = note_of(entries, "某报告", {one.figure: "某数" for one in entries}, "2026-10-12", texts("zh"), {})
    tables = [one for one in told.blocks if isinstance(one, Table)]
    return ["".join(part.text for part in cell) for one in tables for row in one.rows for cell in row.cells]


def test_places_are_said() -> None:
    words = texts("zh")
    assert where_said(Entry(What.INSERTED, "a", behind=7), words) == "第 7 段之后"
    assert where_said(Entry(What.INSERTED, "a", behind=0), words) == "文首"
    assert where_said(Entry(What.KEPT, "a", around=True), words) == "页眉或页脚"
    assert where_said(Entry(What.NOTICE, why="update.moved"), words) == "全文"
    assert where_said(Entry(What.KEPT, "a", table=2), words) == "第 2 张表"
