"""One flag for all golden files, and one language at the beginning of every test."""

import difflib
import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from reportgen.messages import speak
from tests.full import FULL

settings.register_profile(  # no deadline: how long an example takes says how busy the machine is
    "reportgen",
    deadline=None,
    max_examples=100 if FULL else 30,
    derandomize=not FULL,  # the same change gives the same answer; new examples are looked for in full
    database=None,
)
settings.load_profile("reportgen")
os.environ.setdefault("SOURCE_DATE_EPOCH", "1791763200")  # 2026-10-12: no test asks the machine's clock
for name in (
    "COLUMNS",
    "LINES",
):  # screens are as wide as where nobody says; processes of pytest-xdist are told a width
    os.environ.pop(name, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes golden files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing with them")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not go through it, nor come by so often, nor does a fork copy it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def in_english() -> None:
    """The language is the process's own: a test that wants Chinese says so, and leaves it to no other."""
    speak("en")


@pytest.fixture(scope="module")
def read_once() -> Iterator[None]:
    """For files of tests that are not about reading: the same ledgers are read and cleaned once for all of them."""
    from tests.once import Once  # noqa: PLC0415 - loads what most tests need not

    with pytest.MonkeyPatch.context() as patch:
        Once().patch(patch)
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a golden file in `golden/` beside the test, line by line; where they differ, says how, and how the file is updated."""
    folder = Path(request.path).parent / "golden"
    update = request.config.getoption("--update-golden")

    def compare(name: str, text: str) -> None:
        file = folder / name
        if update:
            folder.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        golden, now = file.read_text(encoding="utf-8") if file.exists() else "", text
        if golden.splitlines() != now.splitlines():
            shown = file.relative_to(request.config.rootpath).as_posix()
            lines = difflib.unified_diff(golden.splitlines(), now.splitlines(), shown, "now", lineterm="")
            test = request.node.nodeid.partition("[")[0]
            command = f"If it is right as it is now: .venv/bin/python -m pytest '{test}' --update-golden"
            pytest.fail("\n".join([*lines, "", command]), pytrace=False)

    return compare
