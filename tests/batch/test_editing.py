"""Reports that people changed: never replaced, told as such, taken through an update where that is asked for."""

import json
from pathlib import Path

import pytest
from docx import Document

from reportgen.batch import running
from reportgen.batch.records import State
from reportgen.files.pairs import sidecar_of
from tests.batch.city import Here, city_at, run, states, tree

_OWN = "本县另行组织了回访。"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built city of two counties."""
    folder = city_at(tmp_path_factory.mktemp("city"), 0, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "Workers", Here)
        run(folder)
    return folder


@pytest.fixture
def city(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The city at a place of its own, its counties built in this process."""
    monkeypatch.setattr(running, "Workers", Here)
    for path in made.rglob("*"):
        if path.is_file():
            to = tmp_path / path.relative_to(made)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())
    return tmp_path


def _report(folder: Path, number: int = 1) -> Path:
    return next((folder / "out").glob(f"99000{number}-*报告.docx"))


def _edit(path: Path, text: str = _OWN) -> None:
    document = Document(str(path))
    next(one for one in document.paragraphs if len(one.text) > 40).insert_paragraph_before(text)
    document.save(str(path))


def _texts(path: Path) -> str:
    return "\n".join(one.text for one in Document(str(path)).paragraphs)


def _more(folder: Path, number: int = 0) -> None:
    path = folder / f"台账{number}.csv"
    line = "x,2026-09-20,12345热线,县社保中心,服务态度生硬,窗口人员回复迟缓又一件,2026-09-24\n"
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")


def test_an_edited_report_stays(city: Path) -> None:
    """Nothing has changed since: it is in order. Its ledger has: that is told, and it stays all the same."""
    _edit(_report(city))
    before = _report(city).read_bytes()
    ran = run(city)
    assert states(ran) == {"c0": "edited", "c1": "unchanged"}
    assert ran.outcomes[0].is_well and ran.outcomes[0].entry.trunk == _report(city).name
    assert states(run(city)) == {"c0": "unchanged", "c1": "unchanged"}
    _more(city)
    ran = run(city)
    assert not ran.outcomes[0].is_well
    assert [one["code"] for one in ran.outcomes[0].entry.issues] == ["batch.edited-stale"]
    assert states(run(city, force=True))["c0"] == "edited"
    assert _report(city).read_bytes() == before
    assert not list((city / "out").glob("*.new*"))


def test_an_update_keeps_what_people_wrote_and_is_the_trunk_from_then_on(city: Path) -> None:
    """`-更新` has the new figures and the person's sentence; what it is made of unchanged, nothing is done; edited itself, the next one rests on it."""
    report = _report(city)
    _edit(report)
    before = report.read_bytes()
    _more(city)
    ran = run(city, update=True)
    entry = ran.outcomes[0].entry
    updated = city / "out" / f"{report.stem}-更新.docx"
    assert entry.state in (State.DONE, State.WARNINGS)
    assert entry.trunk == entry.report == updated.name
    assert _OWN in _texts(updated) and report.read_bytes() == before
    assert json.loads(sidecar_of(updated).read_bytes())["rows"]["read"] == 25
    assert states(run(city, update=True))["c0"] == "unchanged"
    assert states(run(city))["c0"] == "unchanged"

    _more(city)
    assert states(run(city))["c0"] == "edited"  # without --update
    again = run(city, update=True).outcomes[0].entry
    assert again.report == updated.name  # nobody had changed that one
    assert _OWN in _texts(updated)

    _edit(updated, "另有一句。")
    assert states(run(city, update=True))["c0"] == "edited"  # nothing has changed but the report
    _more(city)
    last = run(city, update=True).outcomes[0].entry
    assert last.report == f"{report.stem}-更新2.docx"
    assert {_OWN, "另有一句。"} <= set(_texts(city / "out" / last.report).split("\n"))
    assert last.trunk == last.report


def test_an_update_that_was_cut_off_ends_in_the_same_tree(city: Path) -> None:
    """The updated report stands there, and nothing says so: the same is made again."""
    _edit(_report(city))
    _more(city)
    manifest = (city / "out" / "manifest.json").read_bytes()
    run(city, update=True)
    whole = tree(city / "out")
    (city / "out" / "manifest.json").write_bytes(manifest)
    run(city, update=True)
    assert tree(city / "out") == whole


def test_a_figure_typed_by_hand_counts_as_an_override(city: Path) -> None:
    """The manifest says how many figures are people's, and how many points are left to them."""
    report = _report(city)
    document = Document(str(report))
    run_ = next(one for each in document.paragraphs for one in each.runs if one.text.strip().isdecimal())
    run_.text = str(int(run_.text) + 7)
    document.save(str(report))
    _more(city)
    entry = run(city, update=True).outcomes[0].entry
    assert entry.overrides == 1
    assert entry.conflicts >= 1


def test_a_file_that_is_no_report_is_left_alone(city: Path) -> None:
    """Nothing proves what it is: it is neither replaced nor updated, and the county is named."""
    report = _report(city)
    document = Document()
    document.add_paragraph("会议记录")
    document.save(str(report))
    sidecar_of(report).unlink()
    before = report.read_bytes()
    _more(city)
    assert states(run(city)) == {"c0": "edited", "c1": "unchanged"}
    assert states(run(city, update=True)) == {"c0": "refused", "c1": "unchanged"}
    assert report.read_bytes() == before
