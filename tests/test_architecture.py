"""The places that docs/architecture.md sends people to are there."""

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]
_PAGE = (_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_ROWS = [line for line in _PAGE.split("\n## Where to add\n")[1].splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("row", _ROWS, ids=[row.split("|")[1].strip() for row in _ROWS])
def test_the_places_to_add_something_exist(row: str) -> None:
    """Each path is one of the package, of its documents or of the repository."""
    paths = re.findall(r"`((?:[\w-]+/)+(?:[\w-]+\.\w+)?)`", row)
    assert paths or "no code" in row
    assert [
        path for path in paths if not any((_ROOT / base / path).exists() for base in ("", "reportgen", "docs"))
    ] == []
