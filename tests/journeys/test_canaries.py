"""Whatever breaks, and wherever: no value of a ledger comes into a message, and nothing is left behind (files, half a report)."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

import reportgen.actions.auditing
import reportgen.actions.differing
import reportgen.actions.finalizing
import reportgen.actions.inspection
import reportgen.actions.tracing
import reportgen.actions.updating
import reportgen.checkup.copying
import reportgen.read
import reportgen.review.tracing.checklist
import reportgen.sidecar
from reportgen import pipeline, writing
from reportgen.files import publishing
from tests.full import FULL, some
from tests.journeys.program import run
from tests.journeys.small import CONFIG, ledger, office_at

_CANARIES = ("欧阳建国", "15400001234", "990121199001011234")
_PERSONAL = "反映人,联系电话,身份证号"

_KINDS = (ValueError, OSError, KeyError)
_BUILD = ("build", "county.yaml", "--out", "out")
_FAILURES: list[tuple[object, str, tuple[str, ...]]] = [
    *((pipeline, name, _BUILD) for name in ("clean", "without_effect", "tally", "override", "compose", "draw", "render", "audit", "find_template", "trace_bytes", "_memory", "with_sources", "publish", "stem_of")),
    *((publishing, name, _BUILD) for name in ("_publish", "sealed", "temporaries", "replaced", "one_writer")),
    (writing, "write_new", _BUILD),
    *((reportgen.actions.inspection, name, ("inspect", "台账.csv", "--config", "county.yaml")) for name in ("clean", "examine")),
    (reportgen.checkup.copying, "annotate", ("inspect", "台账.csv", "--out", "copy.xlsx")),
    *((reportgen.actions.auditing, name, ("audit", "report.docx")) for name in ("recompute", "open_report")),
    (reportgen.actions.auditing, "overlay", ("audit", "report.docx", "--overlay", "overlay.docx")),
    (reportgen.actions.tracing, "recompute", ("trace", "report.docx")),
    (reportgen.review.tracing.checklist, "write_checklist", ("trace", "report.docx", "--config", "county.yaml", "--xlsx", "list.xlsx")),
    *((reportgen.actions.updating, name, ("update", "report.docx", "--out", "new.docx", "--note")) for name in ("build", "publish")),
    *((reportgen.actions.finalizing, name, ("finalize", "report.docx", "--anyway")) for name in ("clean", "leftovers", "write_beside")),
    (reportgen.actions.differing, "diff", ("diff", "report.docx", "report.docx")),
]  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's folder whose ledger has people in it, in columns of their own and in texts."""
    folder = office_at(tmp_path_factory.mktemp("office"))
    (folder / "county.yaml").write_text(CONFIG, encoding="utf-8")
    head, *rows = ledger().decode().split("\n")
    told = [f"{head},{_PERSONAL}", *(f"{row}{_CANARIES[0]}电话{_CANARIES[1]},{','.join(_CANARIES)}" for row in rows)]
    (folder / "台账.csv").write_text("\n".join(told), encoding="utf-8")
    return folder


def _breaking(said: str, kind: type[Exception]) -> Callable[..., NoReturn]:
    def broken(*_given: object, **_named: object) -> NoReturn:
        raise kind(said)

    return broken


@pytest.mark.parametrize(
    ("number", "place", "name", "words"),
    some([(at, *one) for at, one in enumerate(_FAILURES)], 2),
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_fault_anywhere_names_nobody(
    office: Path, monkeypatch: pytest.MonkeyPatch, number: int, place: object, name: str, words: tuple[str, ...]
) -> None:
    """What broke held people; the screen says the kind and the line, never the words. In full in all places with every kind of fault, and as JSON; else in each second."""
    before = sorted(path.name for path in office.rglob("*") if path.name != "out")
    monkeypatch.setenv("REPORTGEN_TRACEBACK", "0")
    assert hasattr(place, name), f"{name} is no longer there: break something else"
    for kind in _KINDS if FULL else [_KINDS[number % len(_KINDS)]]:
        monkeypatch.setattr(place, name, _breaking(" ".join(_CANARIES), kind))
        for flags in ([], ["--json"])[number % 2 if not FULL else 0 :]:
            done = run(office, *words, *flags, language="zh")
            said = done.stdout + done.stderr
            assert done.returncode in (1, 70), said
            assert said.strip()
            assert "Traceback" not in said
            assert not [canary for canary in _CANARIES if canary in said]
    assert sorted(path.name for path in office.rglob("*") if path.name != "out") == before


def test_there_are_enough_failures() -> None:
    """Thirty places."""
    assert len(_FAILURES) >= 30


@pytest.mark.skipif(os.name == "nt", reason="there are no such rights")
def test_what_is_written_is_for_those_whom_the_system_says(office: Path, tmp_path: Path) -> None:
    """Under a mask that shuts others out, report, trace, copies and folders are shut to them, too."""
    before = os.umask(0o077)
    try:
        assert run(office, "build", "county.yaml", "--out", str(tmp_path / "out")).returncode == 0
        assert (
            run(
                office,
                "inspect",
                "台账.csv",
                "--out",
                str(tmp_path / "out" / "copy.xlsx"),
                "--yaml",
                str(tmp_path / "out" / "new.yaml"),
            ).returncode
            == 0
        )
    finally:
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    files = list((tmp_path / "out").iterdir())
    assert len(files) == 4
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
