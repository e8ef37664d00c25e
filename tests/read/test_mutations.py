"""Ledgers of every form with something broken in them: each is read or refused, none breaks the program.

REPORTGEN_MUTATIONS says how many there are of all forms together; REPORTGEN_MUTATIONS_LOG names a file to which is added what became of them.
"""

import gzip
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from reportgen.actions.inspection import inspect
from reportgen.checkup.copying import annotate
from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.ledgers import FileRows, Rows
from reportgen.model.periods import Period
from reportgen.model.sources import Issue
from reportgen.read import Limits, read_ledgers
from tests.ledgers.files import FORMS, save
from tests.ledgers.mess import KINDS, make_book
from tests.ledgers.truth import PERIODS, settings
from tests.read.making import SPREADSHEETML
from tests.read.mutating import mutate

_MUTATIONS = int(os.environ.get("REPORTGEN_MUTATIONS", "130"))
_LOG = os.environ.get("REPORTGEN_MUTATIONS_LOG")
_SEEDS = 6  # ledgers of each form, of which all others are made
_LIMITS = Limits(1024, 30)
_DEATHS = {"read.broke-off", "read.too-slow", "read.too-large"}
_FORESEEN = {
    "old xls": {"read.too-large"}
}  # calamine fills the grid between two far cells; the child's memory ends that
_PARENT = 3 << 30  # bytes of address space more for this process, where the system bounds it: nothing may grow here
_ENCODINGS = {
    "web page": "utf-8", "csv": "utf-8", "csv with a mark": "utf-8-sig", "gb18030": "gb18030", "utf-16": "utf-16", "tsv": "utf-8",
    "tsv named xls": "gb18030", "spreadsheetml": "utf-8",
}  # fmt: skip
_ALL = [*FORMS, "spreadsheetml", "gzip"]


@cache
def _ledger(form: str, seed: int) -> bytes:
    """A messy but sound ledger of this form."""
    if form == "gzip":
        return gzip.compress(_ledger("csv", seed), mtime=0)
    if form == "spreadsheetml":
        return SPREADSHEETML.encode()
    random = Random(f"{form}/{seed}")  # noqa: S311 - a ledger is made, not a secret
    kinds = frozenset(random.sample(KINDS, random.randint(4, 14))) - FORMS[form][2]
    book = make_book(random.randint(4, 12), kinds, seed, Period.parse(random.choice(PERIODS)))
    with TemporaryDirectory() as folder:
        return save(book, Path(folder), form, "x")[1][0].read_bytes()


def _mutations(form: str, folder: Path) -> list[Path]:
    paths = []
    for number in range(-(-_MUTATIONS // len(_ALL))):
        random = Random(f"mutation {form} {number}")  # noqa: S311 - a fault is made, not a secret
        path = folder / f"{number:05d}.dat"
        path.write_bytes(mutate(_ledger(form, number % _SEEDS), _ENCODINGS.get(form), random))
        paths.append(path)
    return paths


@pytest.fixture
def _bounded() -> Iterator[None]:
    """This process without room for what a broken ledger might make it fill."""
    if sys.platform == "win32":
        yield
        return
    import resource  # noqa: PLC0415 - Windows has none

    usual = resource.getrlimit(resource.RLIMIT_AS)
    statistics = Path("/proc/self/statm")  # what earlier tests left in this process is not this one's
    taken = int(statistics.read_text().split()[0]) * resource.getpagesize() if statistics.exists() else 1 << 30
    resource.setrlimit(resource.RLIMIT_AS, (taken + _PARENT, usual[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, usual)


@pytest.mark.usefixtures("_bounded")
@pytest.mark.parametrize("form", _ALL)
def test_a_broken_ledger_is_read_or_refused(form: str, tmp_path: Path) -> None:
    """No child dies, is ended for its time or runs out of memory; cleaning, the check and its copy raise nothing (THREATS 16)."""
    speak("en")
    paths = _mutations(form, tmp_path)
    before = [path.read_bytes() for path in paths]
    rows, issues = read_ledgers(paths, _LIMITS)
    _note(form, rows, issues)
    deaths = [f"{issue.source}: {issue.code}" for issue in issues if issue.code in _DEATHS - _FORESEEN.get(form, set())]
    for file in rows.files:
        _use(file)
    told = {file.file for file in rows.files} | {issue.source.file for issue in issues if issue.source}
    assert not deaths, "\n".join(deaths)
    assert told == {path.name for path in paths}
    assert [path.read_bytes() for path in paths] == before


def _use(file: FileRows) -> None:
    """What the program does with the rows of a file; whatever it raises goes on, with the name of the file."""
    reading: Future[tuple[Rows, tuple[Issue, ...]]] = Future()
    reading.set_result((Rows((file,)), ()))
    try:
        ledger, _ = clean(reading.result()[0], settings(), Period.parse("2026Q3"))
        counts = ledger.counts
        assert counts.read == counts.used + counts.rejected + counts.duplicates
        annotate(inspect([Path(file.file)], None, reading))
    except Exception as error:
        error.add_note(file.file)
        raise


def _note(form: str, rows: Rows, issues: tuple[Issue, ...]) -> None:
    if _LOG:
        codes = Counter(issue.code for issue in issues)
        with Path(_LOG).open("a", encoding="utf-8") as log:
            log.write(f"{form}: read {len(rows.files)}, {dict(codes.most_common())}\n")
