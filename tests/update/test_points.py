"""What is left to the person, over several ledgers: comments are renewed, kept, and taken out when nothing is left of them."""

from copy import deepcopy

from docx.oxml.ns import qn

from reportgen.update.document import Updated
from reportgen.word import open_package
from reportgen.word.pages.reader import read_page
from tests.update.reports import Hand, World, drawn, updated


def _said(done: Updated) -> list[str]:
    return [one.text for one in read_page(open_package(done.document)).comments]


def _world() -> World:
    world = World(drawn(3))
    world.sections, world.counts, world.before = ["s0"], {"s0": 50}, {"s0": 40}
    world.texts, world.cases = {"s0": "窗口办理流程反映集中。"}, {"s0": "材料告知不清。"}
    return world


def _claimed(document: bytes) -> Hand:
    """Both sentences of a paragraph reworded: the one with figures claims something, the other says it in other words."""
    hand = Hand(document, drawn(1))
    hand.claim()
    for text in hand.document.element.body.iter(qn("w:t")):
        if text.text == "窗口办理流程反映集中":  # the mark behind it is a run of its own
            text.text = "窗口办理流程较长"
    return hand


def _then(world: World, count: int, text: str = "") -> World:
    twin = deepcopy(world)
    twin.counts["s0"] = count
    if text:
        twin.texts["s0"] = text
    return twin


def test_a_conflict_stays_open_while_another_of_its_paragraph_is_renewed() -> None:
    """Each sentence has its comment; the third ledger changes the numbers alone."""
    world = _world()
    second = _then(world, 55, "窗口排队环节反映集中。")
    once = updated(_claimed(world.document()).bytes(), second.document())
    assert any("排队环节" in one for one in _said(once))
    assert any("55件" in one for one in _said(once))
    twice = updated(once.document, _then(second, 60).document())
    assert any("排队环节" in one for one in _said(twice))
    assert any("60件" in one for one in _said(twice))
    assert not any("55件" in one for one in _said(twice))
    assert len(twice.memory.points) == len(once.memory.points) == len(_said(twice))


def test_a_conflict_goes_when_the_ledgers_say_again_what_the_text_says() -> None:
    """Late cases were withdrawn: nothing is left to decide, and the comment is gone."""
    world = _world()
    once = updated(_claimed(world.document()).bytes(), _then(world, 55).document())
    assert any("55件" in one for one in _said(once))
    back = updated(once.document, world.document())
    assert not any("55件" in one for one in _said(back))
    assert back.memory.points == ()
