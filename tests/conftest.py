"""One flag for all golden files, and one language at the beginning of every test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.messages import speak


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes golden files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing with them")


@pytest.fixture(autouse=True)
def in_english() -> None:
    """The language is the process's own: a test that wants Chinese says so, and leaves it to no other."""
    speak("en")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a golden file in `golden/` beside the test, line by line."""
    folder = Path(request.path).parent / "golden"
    update = request.config.getoption("--update-golden")

    def compare(name: str, text: str) -> None:
        file = folder / name
        if update:
            folder.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        assert text.splitlines() == file.read_text(encoding="utf-8").splitlines()

    return compare
