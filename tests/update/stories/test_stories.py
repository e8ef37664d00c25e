"""Every story ends as its golden file says: what is other than in a fresh report, what is left to the person, and what is told.

`golden/<story>.txt`: lines of the fresh report that are gone (-) and lines that stand there instead (+), comments with the words to
which they are tied, findings of the audit, and the entries that an update without edits has (-) or has not (+).
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import tests.update.stories.of_figures
import tests.update.stories.of_form
import tests.update.stories.of_leaving
import tests.update.stories.of_paragraphs
import tests.update.stories.of_periods
import tests.update.stories.of_tables
import tests.update.stories.of_tracking  # noqa: F401  # each registers its stories
from reportgen.messages import texts
from reportgen.model.reports.narratives import Table
from reportgen.update.note import note_of
from reportgen.word import open_package
from reportgen.word.packages.structure import structure_faults
from reportgen.word.pages.reader import read_page
from tests.full import FULL, some
from tests.update.settle import settled
from tests.update.stories.telling import STORIES, edited, outcome, page_of, tale, updated

_NAMES = [
    name for at, name in enumerate(sorted(STORIES)) if FULL or at % 3 == 0 or STORIES[name].wrong or STORIES[name].again
]
"""Each third of the stories, and those that are known to end wrongly; in full all."""


def _marked(name: str, wrong: str) -> object:
    """The name of a story, one that is known to end wrongly as an expected failure."""
    return pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=wrong)) if wrong else name


@pytest.mark.parametrize("name", [_marked(name, STORIES[name].wrong) for name in _NAMES])
def test_the_story_ends_as_it_should(name: str, golden: Callable[[str, str], None]) -> None:
    told = STORIES[name]
    lines = tale(outcome(name), told.now, told.before + told.after, **told.options)
    if told.wrong:  # its golden file is written by hand
        assert lines == (Path(__file__).parent / "golden" / f"{name}.txt").read_text("utf-8")
    golden(f"{name}.txt", lines)


_TWICE = [name for at, name in enumerate(_NAMES) if FULL or at % 2 == 1 or STORIES[name].again]


@pytest.mark.parametrize("name", [_marked(name, STORIES[name].again) for name in _TWICE])
def test_a_second_update_changes_nothing(name: str) -> None:
    """Not a byte, hence no second comment; the report is one of its new period by then. Each second of them, in full all."""
    once = outcome(name).document
    assert updated(once, STORIES[name].now).document == once


@pytest.mark.parametrize("name", _NAMES)
def test_what_is_written_is_sound(name: str) -> None:
    """Whatever the editor left broken, nothing more is."""
    left = set(structure_faults(open_package(edited(name))))
    assert set(structure_faults(open_package(outcome(name).document))) <= left


@pytest.mark.parametrize("name", some(_NAMES, 3))
def test_tracked_changes_lead_from_the_edited_text_to_the_updated(name: str) -> None:
    """Rejected they give the one, accepted the other; those of people stay. Each third of them, in full all."""
    told = STORIES[name]
    tracked = updated(edited(name), told.now, **told.options, tracked=True)
    for accept, wanted in ((False, edited(name)), (True, outcome(name).document)):
        package = open_package(tracked.document)
        root = settled(package.root(package.document), accept=accept)
        page = read_page(package, {**page_of(tracked.document).roots, package.document: root})
        shown = [one.text for one in page.body if one.text.strip()]
        assert shown == [one.text for one in page_of(wanted).body if one.text.strip()]


@pytest.mark.parametrize("name", _NAMES)
def test_every_entry_has_a_place_and_no_key_is_shown(name: str) -> None:
    """Rows are called what they are called in the table, not by their keys; the note has no empty cell."""
    done = outcome(name)
    for one in done.entries:
        assert one.place is not None or one.table is not None or one.behind is not None or one.around or not one.block
        assert "unit." not in one.text
        assert "category." not in one.text
        assert one.text or not one.row or one.row == "picture"
    labels = {one.figure: one.figure for one in done.entries}
    told = note_of(done.entries, "report", labels, "2026-10-12", texts("zh"), {})
    cells = [cell for one in told.blocks if isinstance(one, Table) for row in one.rows for cell in row.cells]
    assert all("".join(part.text for part in cell).strip() for cell in cells)
