"""Files that were edited and re-saved outside of this project, where they lie beside it: every one can be updated, no own word is lost.

They were made with an earlier version of the memory. In full only with REPORTGEN_FULL; else each tenth.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reportgen.actions.auditing import audit_made
from reportgen.messages import DocumentError, texts
from reportgen.model.periods import Period
from reportgen.pipeline import Job, Report, build
from reportgen.settings import load_settings
from reportgen.sidecar import open_report
from reportgen.update.document import Updated, update_document
from reportgen.update.trunk.trunk import Options
from reportgen.word import open_package
from reportgen.word.memory.memory_xml import memory_in
from reportgen.word.pages.reader import read_page
from tests.full import FULL

_CONFIG = Path(__file__).parents[3] / "config" / "qinglan.yaml"
_CASES = Path(__file__).parents[4] / "shared" / "cases"
_FILES = sorted((*(_CASES / "edited").glob("*.docx"), *(_CASES / "editors").glob("*.docx")))
_SOME = _FILES if FULL else _FILES[::10]
pytestmark = pytest.mark.skipif(not _FILES, reason="the edited files do not lie beside the project")


@cache
def _report() -> Report:
    loaded = load_settings(_CONFIG)
    return build(Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))


def _update(document: bytes) -> Updated:
    report = _report()
    opened = open_report(document, "edited.docx", b"")
    package = open_package(report.document)
    fresh, new = read_page(package), memory_in(package)
    assert new is not None
    options = replace(Options("2026-11-05", words=texts("zh")), sure=opened.memory is not None)
    return update_document(document, opened.page, opened.memory or new, fresh, new, options, report.narrative.labels)


@cache
def _updated(file: Path) -> Updated:
    """What becomes of the file; for two tests."""
    return _update(file.read_bytes())


def _words(document: bytes) -> str:
    page = read_page(open_package(document))
    every = [*(one.text for one in page.body), *(one.text for one in page.around), *(one.text for one in page.comments)]
    return "\n".join(every)


def _own_words(document: bytes, base: str) -> set[str]:
    """Pieces of six hanzi that stand in no report of ours; Word's error text for a lost reference is no word of a person's."""
    said = re.findall(r"[\u4e00-\u9fff]{6,}", re.sub("错误.未找到引用源", "\n", _words(document)))
    pieces = {run[at : at + 6] for run in said for at in range(len(run) - 5)}
    return {piece for piece in pieces if piece not in base}


@pytest.mark.parametrize("file", _SOME, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_file_can_be_updated_and_loses_no_word(file: Path) -> None:
    edited = file.read_bytes()
    try:
        done = _updated(file)
    except DocumentError as refused:
        pytest.fail(f"refused: {refused}")
    base = _words((file.parent / "base.docx").read_bytes())
    said = _words(done.document)
    assert {word for word in _own_words(edited, base) if word not in said} == set()
    assert _update(done.document).document == done.document


@pytest.mark.parametrize("file", _SOME, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_audit_finds_no_more_than_before(file: Path) -> None:
    """Errors of the document itself: broken references, numbers of headings, sums; what a person typed over is no matter."""
    edited = file.read_bytes()
    report, done = _report(), _updated(file)
    opened = open_report(edited, file.name, b"")
    own = {"audit.figure-edited", "audit.number-typed", "audit.number-removed"}
    before = {one.code for one in audit_made(opened.page, opened.memory or done.memory, report.narrative)}
    after = {one.code for one in audit_made(read_page(open_package(done.document)), done.memory, report.narrative)}
    assert after - before - own == set()
