"""What holds for every update, over generated reports, edits and data."""

import os
import random
import re

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from reportgen.word import open_package
from reportgen.word.memory.memory import text_digest
from reportgen.word.packages.structure import structure_faults
from reportgen.word.pages.page import Page
from reportgen.word.pages.reader import read_page
from tests.update.reports import Hand, World, drawn, updated
from tests.update.settle import settled

_MANY = int(os.environ.get("REPORTGEN_EXAMPLES", "12"))
_often = examples(
    max_examples=_MANY, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)
_seeds = st.integers(0, 2**48)


def _page(document: bytes) -> Page:
    return read_page(open_package(document))


def _lines(page: Page) -> list[str]:
    """What a page shows, a paragraph each; empty ones do not count."""
    return [one.text for one in page.body if one.text.strip()]


def _text(document: bytes) -> list[str]:
    return _lines(_page(document))


def _words(document: bytes) -> str:
    page = _page(document)
    return "\n".join([*_lines(page), *(one.text for one in page.around), *(one.text for one in page.comments)])


def _story(seed: int, **edits: object) -> tuple[random.Random, World, Hand]:
    draw = drawn(seed)
    world = World(draw)
    hand = Hand(world.document(), draw)
    hand.edit(**edits)  # type: ignore[arg-type]  # as `Hand.edit` takes them
    return draw, world, hand


@_often
@given(_seeds)
def test_nothing_new_and_nothing_edited_changes_no_byte(seed: int) -> None:
    """The merge is run in full, and there is nothing to do."""
    document = World(drawn(seed)).document()
    done = updated(document, document)
    assert done.document == document
    assert done.entries == ()


@_often
@given(_seeds)
def test_without_edits_the_text_is_that_of_a_fresh_report(seed: int) -> None:
    """Whatever came, went, or changed its place."""
    world = World(drawn(seed))
    fresh = world.later().document()
    assert _text(updated(world.document(), fresh).document) == _text(fresh)


@_often
@given(_seeds)
def test_with_the_same_data_the_text_stays_the_persons(seed: int) -> None:
    """But for the numbers of headings, which follow the order."""
    _draw, world, hand = _story(seed, but=("move", "delete_paragraph"))
    edited = hand.bytes()
    assert _text(updated(edited, world.document()).document) == _text(edited)


@_often
@given(_seeds)
def test_every_word_that_a_person_added_is_there(seed: int) -> None:
    """In its place, or in a comment, whatever the data became."""
    _draw, world, hand = _story(seed, least=1)
    edited = hand.bytes()
    before, after = _words(edited), _words(updated(edited, world.later().document()).document)
    assert {word: after.count(word) for word in hand.added} == {word: before.count(word) for word in hand.added}


@_often
@given(_seeds)
def test_two_updates_in_a_row_are_one(seed: int) -> None:
    """The second finds nothing to do, and adds no second comment."""
    _draw, world, hand = _story(seed)
    fresh = world.later().document()
    once = updated(hand.bytes(), fresh).document
    assert updated(once, fresh).document == once


@_often
@given(_seeds)
def test_what_is_open_is_told_as_the_last_ledgers_have_it(seed: int) -> None:
    """Of every open point there is one comment; what it quotes is what the report would read now, never what it would have."""
    draw, world, hand = _story(seed, but=("move", "delete_paragraph"))
    for _ in range(draw.randint(1, 3)):
        hand.claim()
    later = world.later()
    once = updated(hand.bytes(), later.document())
    last = later.later().document()
    done = updated(once.document, last)
    comments = [one.text for one in _page(done.document).comments]
    fresh = "".join(_text(last))
    said = {text_digest(one): one for one in comments}
    assert len(set(comments)) == len(said)
    points = {one.comment for one in done.memory.points}
    for one in done.memory.points:
        quoted = re.search("“(.*)”", said[one.comment])
        assert quoted is None or quoted[1] in fresh
    assert [one for one in said if said[one].startswith("By the new data") and one not in points] == []


@_often
@given(_seeds)
def test_tracked_changes_rejected_are_the_edited_text_and_accepted_the_updated(seed: int) -> None:
    """All of the program's; those of people stay."""
    _draw, world, hand = _story(seed)
    edited, fresh = hand.bytes(), world.later().document()
    plain, tracked = updated(edited, fresh), updated(edited, fresh, tracked=True)
    assert _text(tracked.document) == _text(plain.document)
    for accept, wanted in ((False, edited), (True, plain.document)):
        package = open_package(tracked.document)
        root = settled(package.root(package.document), accept=accept)
        assert _lines(read_page(package, {**_page(tracked.document).roots, package.document: root})) == _text(wanted)


@_often
@given(_seeds)
def test_what_is_written_is_sound(seed: int) -> None:
    """Ids are unique, bookmarks have both ends, relationships lead somewhere, but for what an edit had broken before."""
    draw, world, hand = _story(seed)
    edited = hand.bytes()
    done = updated(edited, world.later().document(), tracked=draw.random() < 0.5)
    assert set(structure_faults(open_package(done.document))) <= set(structure_faults(open_package(edited)))
