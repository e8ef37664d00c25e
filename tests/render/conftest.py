"""Pages of these tests are in no folder: they are read as they say, all others as ever."""

from pathlib import Path

import pytest

from reportgen.inputs import read_file
from reportgen.render.template import page


@pytest.fixture(autouse=True)
def _read_from_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path) -> bytes:
        return read_file(path) if type(path) is type(Path()) else path.read_bytes()

    monkeypatch.setattr(page, "read_file", read)
