"""Letterhead, header and footer: a person's stay, or those of the Word template are taken anew."""

import io

import docx
import pytest

from reportgen.word import open_package
from reportgen.word.packages.structure import structure_faults
from reportgen.word.pages.reader import read_page
from tests.update.reports import World, drawn, updated


def _footers(document: bytes) -> set[str]:
    return {one.text for one in read_page(open_package(document)).around}


@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
@pytest.mark.parametrize(("page", "stays"), [("kept", True), ("new", False)])
def test_the_footer_of_a_person(page: str, stays: bool, tracked: bool) -> None:
    """It stays unless the template's is asked for; then all of them are the fresh report's, and nothing is broken."""
    world = World(drawn(5))
    fresh = world.document()
    document = docx.Document(io.BytesIO(fresh))
    for section in document.sections:
        section.footer.paragraphs[0].text = "内部材料"
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = "某县某室"
    stream = io.BytesIO()
    document.save(stream)
    done = updated(stream.getvalue(), fresh, page=page, tracked=tracked).document
    assert ("内部材料" in _footers(done)) == stays
    assert (_footers(done) == _footers(fresh)) == (not stays)
    assert list(structure_faults(open_package(done))) == []
    again = updated(done, fresh, page="kept").document
    assert _footers(again) == _footers(done)
