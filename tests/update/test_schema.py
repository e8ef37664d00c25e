"""An updated report opens without repair: a validator finds no more in it than in the edited one."""

from collections import Counter
from pathlib import Path

import pytest

from tests.update.reports import Hand, World, drawn, updated

validation = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")


def _errors(document: bytes, folder: Path) -> Counter[str]:
    file = folder / "a.docx"
    file.write_bytes(document)
    result = validation.OpenXmlValidator(validation.FileFormat.MICROSOFT_365).validate(file)
    return Counter(error.description for error in result.errors)


@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
@pytest.mark.parametrize("seed", range(12))
def test_the_validator_finds_nothing_new(seed: int, tracked: bool, tmp_path: Path) -> None:
    """Whatever people did to it, and whatever the data became."""
    draw = drawn(seed)
    world = World(draw)
    edited = Hand(world.document(), draw).edit(least=1).bytes()
    done = updated(edited, world.later().document(), tracked=tracked)
    assert _errors(done.document, tmp_path) - _errors(edited, tmp_path) == Counter()
