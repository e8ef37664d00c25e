"""What is new and has no place where people changed what stood round it: put where the rest of it stands, or said in a comment."""

from copy import deepcopy

from docx.oxml.ns import qn

from reportgen.update.document import Updated
from reportgen.update.trunk.entries import What
from reportgen.word import open_package
from reportgen.word.pages.reader import read_page
from tests.update.reports import Hand, World, drawn, updated


def _world() -> World:
    world = World(drawn(5))
    world.sections, world.counts, world.before = ["s0"], {"s0": 50}, {"s0": 40}
    world.texts, world.cases = {"s0": "窗口办理反映集中。"}, {"s0": "材料告知不清。"}
    world.rows, world.columns = ["甲中心", "乙大厅"], ["count"]
    return world


def _with_section(world: World) -> World:
    twin = deepcopy(world)
    twin.sections = ["s0", "s7"]
    twin.counts["s7"], twin.before["s7"], twin.texts["s7"], twin.cases["s7"] = 9, 3, "新的一类。", "排队。"
    return twin


def _delete(hand: Hand, *beginnings: str) -> bytes:
    for one in hand.paragraphs:
        if "".join(text.text for text in one.iter(qn("w:t"))).lstrip("一二（）、").startswith(beginnings):
            one.getparent().remove(one)
    return hand.bytes()


def _lines(done: Updated) -> list[str]:
    return [one.text for one in read_page(open_package(done.document)).body]


def test_what_is_new_stands_with_the_rest_of_its_section_though_the_heading_was_deleted() -> None:
    """A person took out the chapter's heading alone."""
    world = _world()
    edited = _delete(Hand(world.document(), drawn(1)), "存在的突出问题")
    done = updated(edited, _with_section(world).document())
    assert any("新的一类" in line for line in _lines(done))
    assert [one for one in done.entries if one.what is What.UNPLACED] == []


def test_what_is_new_in_a_section_that_a_person_deleted_stays_out_and_is_told() -> None:
    """Heading and all."""
    world = _world()
    hand = Hand(world.document(), drawn(1))
    for one in hand.document.element.body.findall(qn("w:tbl")):
        one.getparent().remove(one)
    edited = _delete(hand, "存在的突出问题", "第s0类", "该类受理", "例如，", "表", "图")
    done = updated(edited, _with_section(world).document())
    assert not any("新的一类" in line for line in _lines(done))
    assert {one.why for one in done.entries if one.what is What.UNPLACED} == {"update.section-deleted"}


def test_a_row_without_a_place_is_told_in_a_comment_with_what_it_says() -> None:
    """A person left nothing of a table but its header; the comment stays open until it is deleted, and is not written twice."""
    world = _world()
    hand = Hand(world.document(), drawn(1))
    for row in list(hand.document.tables[0].rows)[1:]:
        row._tr.getparent().remove(row._tr)
    later = deepcopy(world)
    later.rows.append("丙窗口")
    done = updated(hand.bytes(), later.document())
    told = [one for one in done.entries if one.why == "update.row"]
    assert [one.now.split(", ")[0] for one in told] == ["丙窗口"]
    comments = [one.text for one in read_page(open_package(done.document)).comments]
    assert [told[0].now in one for one in comments] == [True]
    again = updated(done.document, later.document())
    assert again.document == done.document
    assert [one.kind for one in again.memory.points] == ["unplaced"]


def test_a_column_without_a_place_is_told_in_a_comment_with_its_head() -> None:
    """A person joined two cells of the table."""
    world = _world()
    hand = Hand(world.document(), drawn(1))
    table = hand.document.tables[0]
    table.cell(2, 0).merge(table.cell(2, 1))
    later = deepcopy(world)
    later.columns = ["count", "change"]
    done = updated(hand.bytes(), later.document())
    assert [one.now for one in done.entries if one.why == "update.columns"] == ["增减"]
    assert updated(done.document, later.document()).document == done.document
