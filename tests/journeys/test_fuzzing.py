"""Whatever is typed: an exit code of ours, a sentence in the user's language, no traceback, no hang; what was there stays as it was."""

import hashlib
import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.full import FULL
from tests.journeys.fuzzing import Try, corpus, renewed, tries
from tests.journeys.program import run

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")

_SEED, _TRIES = 20261130, 1000 if FULL else 60
_GROUP = 20
_LONGEST = 120  # seconds, many times what the longest takes: a hang, not a measure
_ENGLISH = re.compile(
    r"\b(?:the|is|not|no such|invalid|error|expected|usage|missing|must|should|cannot)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The corpus and its names."""
    made = tmp_path_factory.mktemp("corpus")
    return made, corpus(made)


@contextmanager
def _ended_after(seconds: int, one: Try) -> Iterator[None]:
    """A command that hangs fails the test, with its words."""

    def late(_number: int, _frame: object) -> None:
        raise TimeoutError(str(one))

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _seen(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("group", range(_TRIES // _GROUP))
def test_whatever_is_typed(
    folder: tuple[Path, list[str]], tmp_path: Path, group: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty command lines each, over the same folder made anew."""
    corpus_at, names = folder
    found = []
    for number, one in enumerate(tries(_SEED + group, _GROUP, names)):
        here = renewed(corpus_at, tmp_path / str(number))
        before = _seen(here)
        with monkeypatch.context() as patch:
            for name, value in one.environment.items():
                patch.setenv(name, value)
            language = one.environment.get("REPORTGEN_LANG", "zh")
            with _ended_after(_LONGEST, one):
                done = run(here, *one.words, language=language)
        found += _faults(one, done.returncode, done.stdout, done.stderr, chinese=language != "en")
        found += [
            f"{one}: {name} was changed"
            for name, digest in _seen(here).items()
            if before.get(name, digest) != digest and not _may(one, name)
        ]
    assert not found, "\n\n".join(found)


def _may(one: Try, name: str) -> bool:
    """Whether a command may write into a file that is there: finalize keeps what was handed over in the sidecar."""
    return one.words[:1] == ("finalize",) and name.endswith(".trace.json")


def _faults(one: Try, code: int, said: str, complained: str, *, chinese: bool) -> list[str]:
    told = f"{one.words} {one.environment} ({code})\n"
    found = []
    if code not in (0, 1, 2):
        found.append(told + complained)
    if "Traceback" in said + complained or "pydantic.dev" in said + complained:
        found.append(told + complained)
    if code and not (said + complained).strip():
        found.append(told + "nothing was said")
    if "\x1b" in said + complained:
        found.append(told + "a terminal was steered")
    if chinese and code == 2 and _ENGLISH.search(complained):
        found.append(told + complained)
    if "--json" in one.words and "--" not in one.words and code in (0, 1) and "--help" not in one.words and said:
        try:
            json.loads(said)
        except ValueError:
            found.append(told + "no JSON: " + said[:300])
    return found
