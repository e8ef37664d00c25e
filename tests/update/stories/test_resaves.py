"""A re-save before the update changes nothing: neither what the report says then, nor what is told."""

import pytest

import tests.update.stories.test_stories  # noqa: F401  # registers the stories
from reportgen.word.pages.stringify import stringify
from tests.full import FULL
from tests.update.stories.county import BASE, LATER
from tests.update.stories.resaving import RESAVES, without_bookmarks, without_memory
from tests.update.stories.telling import STORIES, comments, edited, entries, outcome, page_of, updated

_TOLD = (
    "words_before_the_paragraph",
    "figure_retyped",
    "clause_with_figure_deleted",
    "paragraph_written_behind",
    "paragraph_split_between_sentences",
    "category_gone_edited",
    "section_moved_and_a_new_one_came",
    "row_of_the_persons_own_and_a_new_unit",
    "claim_of_first_place",
)
"""Stories that are told once more with each re-save after the person's edit: in full each with each, else each with some."""
_BOTH = [
    (name, resave)
    for at, name in enumerate(_TOLD)
    for nth, resave in enumerate(sorted(RESAVES))
    if FULL or (at + nth) % 4 == 0 or (name.startswith("row") and "rows" in resave)
]


def _shown(document: bytes) -> list[str]:
    """What a document says, and in which styles."""
    return [f"[{one.style.shown_name.lower()}] {one.text}" for one in page_of(document).body if one.text.strip()]


@pytest.mark.parametrize(("name", "resave"), _BOTH)
def test_a_resave_before_the_update_changes_nothing(name: str, resave: str) -> None:
    told, before = STORIES[name], outcome(name)
    done = updated(RESAVES[resave](edited(name)), told.now)
    assert _shown(done.document) == _shown(before.document)
    assert entries(done.entries, before.entries) == []
    assert comments(done.document) == comments(before.document)


@pytest.mark.parametrize("resave", sorted(RESAVES))
def test_a_resaved_report_that_nobody_edited_is_the_fresh_one(resave: str) -> None:
    done = updated(RESAVES[resave](BASE.document), LATER)
    assert _shown(done.document) == _shown(LATER.document)
    assert not any(one.what in ("kept", "own", "unsure", "unplaced", "conflict") for one in done.entries)


@pytest.mark.parametrize("resave", sorted(RESAVES))
def test_a_resaved_report_is_updated_once(resave: str) -> None:
    once = updated(RESAVES[resave](BASE.document), LATER).document
    assert updated(once, LATER).document == once


def test_without_bookmarks_the_text_tells_what_is_ours() -> None:
    done = updated(without_bookmarks(BASE.document), LATER)
    assert stringify(done.document) == stringify(LATER.document)


@pytest.mark.parametrize("name", _TOLD)
def test_without_bookmarks_edits_are_kept_all_the_same(name: str) -> None:
    """A figure that a person typed over is told by the words round it."""
    done = updated(without_bookmarks(edited(name)), STORIES[name].now)
    assert _shown(done.document) == _shown(outcome(name).document)


def test_without_memory_only_what_its_text_tells_is_changed() -> None:
    """Figures are new where the text is ours; nothing is put in or taken out."""
    done = updated(without_memory(BASE.document), LATER)
    assert _shown(done.document) == _shown(LATER.document)


def test_without_memory_a_persons_words_stay() -> None:
    done = updated(without_memory(edited("paragraph_written_behind")), LATER)
    assert "[公文正文] 县作风办将对超期事项逐件挂牌督办。" in _shown(done.document)
