"""Reports that LibreOffice Writer edited or saved: the files in `office/` are committed, and made again where REPORTGEN_FULL is set.

`golden/office_<story>.txt` tells each like the other stories, but for the noise of LibreOffice's own form.
"""

import difflib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from reportgen.word import open_package
from reportgen.word.packages.structure import structure_faults
from tests.full import FULL
from tests.journeys.office import SOFFICE
from tests.update.stories.county import BASE, LATER
from tests.update.stories.make import CONVERTED, KEPT, WORK, make
from tests.update.stories.telling import comments, entries, page_of, updated

_NAMES = sorted((*WORK, *(f"through_{ending}" for ending in CONVERTED)))
_full = pytest.mark.skipif(not (FULL and SOFFICE), reason="only in full, with LibreOffice")


def _kept(name: str) -> bytes:
    return (KEPT / f"{name}.docx").read_bytes()


def _shown(document: bytes) -> list[str]:
    """What a document says; of what went through other formats the names of styles do not count, nor do empty paragraphs."""
    return [one.text for one in page_of(document).body if one.text.strip()]


def _told(document: bytes) -> str:
    """What is other than in a fresh report, the comments, and the entries that an update without edits has not."""
    done, without = updated(document, LATER), updated(BASE.document, LATER)
    lines = difflib.unified_diff(_shown(LATER.document), _shown(done.document), n=0, lineterm="")
    other = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "\n".join([*other, *comments(done.document), *entries(done.entries, without.entries), ""])


@pytest.mark.parametrize("name", _NAMES)
def test_what_libreoffice_edited_is_updated(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"office_{name}.txt", _told(_kept(name)))


@pytest.mark.parametrize("name", _NAMES)
def test_a_second_update_of_it_changes_nothing(name: str) -> None:
    once = updated(_kept(name), LATER).document
    assert updated(once, LATER).document == once


@pytest.mark.parametrize("name", _NAMES)
def test_it_is_sound(name: str) -> None:
    left = set(structure_faults(open_package(_kept(name))))
    assert set(structure_faults(open_package(updated(_kept(name), LATER).document))) <= left


@cache
def _made_again(folder: Path) -> Path:
    make(folder)
    return folder


@_full
@pytest.mark.parametrize("name", _NAMES)
def test_made_again_it_ends_the_same(
    name: str, golden: Callable[[str, str], None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """LibreOffice writes no two files alike; what becomes of them is."""
    folder = _made_again(tmp_path_factory.getbasetemp())
    golden(f"office_{name}.txt", _told((folder / f"{name}.docx").read_bytes()))
