"""A comparison is traced to the counties' figures and files, audited against their sidecars, and comes from the command line."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from reportgen import pipeline
from reportgen.actions.auditing import Audited, audit_document
from reportgen.actions.tracing import trace
from reportgen.model.reports.traces import Trace
from reportgen.model.sources import Level
from reportgen.settings import load_settings
from reportgen.sidecar import beside
from tests.journeys.program import run
from tests.rollup.city import COUNTIES, build, compare, compare_by, rewrite, sidecar, type_over

A, B, C = COUNTIES
TITLE = "990100-2026Q3-作风建设情况分县区比较报告"


@pytest.fixture
def report(city: Path) -> Path:
    """The comparison, written beside the counties' reports."""
    return pipeline.write(compare(city), city / "out").document


def _audit(report: Path) -> Audited:
    data = report.read_bytes()
    there = beside(report, data)
    assert there.config is not None
    return audit_document(data, report.name, load_settings(there.config), there.ledgers, there.sidecar)


def _trace(report: Path) -> Trace:
    data = report.read_bytes()
    there = beside(report, data)
    assert there.config is not None
    return trace(data, report.name, load_settings(there.config), there.ledgers, there.sidecar)


def test_as_it_was_made_nothing_is_wrong(report: Path) -> None:
    """Every figure is worked out again from the sidecars and agrees."""
    found = _audit(report)
    assert found.recomputed
    assert [one.code for one in found.findings if one.level is not Level.INFO] == []
    traced = _trace(report)
    assert traced.recomputed
    assert (traced.differing, traced.lost, traced.stale) == ((), (), False)


def test_a_sum_is_traced_to_county_figure_file_and_value(report: Path) -> None:
    """The way down from the whole to each county."""
    total = _trace(report).figures["total"]
    assert total.sum == "40 + 40 + 5"
    assert [(one.figure, one.text) for one in total.rests] == [
        (f"county.{one.code}.total", f"{one.now}件") for one in COUNTIES
    ]
    (behind,) = total.behind
    places = [(rows.file, rows.sheet, rows.count) for rows in behind.rows]
    assert places == [(sidecar(report.parent.parent, one).name, "total", 1) for one in COUNTIES]
    for rows in behind.rows:
        line = (report.parent / rows.file).read_text(encoding="utf-8").split("\n")[int(rows.rows) - 1]
        assert line.startswith('"total": {')


def test_a_figure_of_a_county_names_its_file(report: Path) -> None:
    """A printed count, and the rate that is worked out from two."""
    figures = _trace(report).figures
    one = figures[f"county.{A.code}.total"]
    assert A.name in one.formula
    assert sidecar(report.parent.parent, A).name in one.formula
    rate = figures[f"county.{A.code}.rate.closed"]
    assert rate.sum == "36 ÷ 40"
    assert [[rows.sheet for rows in each.rows] for each in rate.behind] == [["rate.closed.count"], ["rate.closed.base"]]


def test_an_altered_figure_is_found(report: Path) -> None:
    """Typed over in a table: the audit has an error, the trace says what it should be."""
    opened = docx.Document(str(report))
    (cell, *_more) = [
        cell
        for table in opened.tables
        for row in table.rows
        for cell in row.cells
        if row.cells[0].text == "合计" and cell.text == "85"
    ]
    cell.paragraphs[0].runs[0].text = "86"
    opened.save(str(report))
    assert _audit(report).failed
    traced = _trace(report)
    assert [traced.occurrences[index].printed for index in traced.differing] == ["86"]


def test_a_sidecar_that_changed_is_found(report: Path, city: Path) -> None:
    """The county reported anew: the comparison no longer says what the sidecars say."""
    type_over(sidecar(city, A).with_name(sidecar(city, A).name.replace(".trace.json", ".docx")), "40", "41")
    assert _audit(report).failed
    rewrite(
        sidecar(city, B),
        (r'("label": "总数", "value": )40, "text": "40件"', '"label": "总数", "value": 39, "text": "39件"'),
    )
    found = _audit(report)
    assert sidecar(city, B).name in found.changed


def test_figures_that_contradict_their_operands_are_refused(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong sum never leaves the house: the audit of a build works each figure out again."""
    from reportgen.messages import DocumentError  # noqa: PLC0415

    real = pipeline.roll_up

    def wrong(*given: object) -> object:
        summary, issues = real(*given)  # type: ignore[arg-type]
        total = replace(summary.total, value=int(summary.total.value or 0) + 1)
        return replace(summary, total=total, figures={**summary.figures, "total": total}), issues

    monkeypatch.setattr(pipeline, "roll_up", wrong)
    with pytest.raises(DocumentError) as refused:
        compare(city)
    assert "document.figure-wrong" in {one.code for one in refused.value.issues}


def test_the_command(city: Path) -> None:
    """Once as a person runs it, and again: the comparison in the folder is no county's."""
    arguments = ("rollup", "compare.yaml", "--from", "out", "--out", "out")
    first = run(city, *arguments, language="zh_CN")
    assert first.returncode == 0, first.stderr
    assert "纳入比较的县（区）：3 个" in first.stdout
    before = (city / "out" / f"{TITLE}.docx").read_bytes()
    again = run(city, *arguments, "--json")
    told = json.loads(again.stdout)
    assert told["counties"] == [one.code for one in COUNTIES]
    assert (city / "out" / f"{TITLE}.docx").read_bytes() == before
    assert run(city, "audit", f"out/{TITLE}.docx").returncode == 0
    assert run(city, "audit", f"out/{TITLE}.docx", "--config", "compare.yaml").returncode == 0
    assert run(city, "trace", f"out/{TITLE}.docx", "total", "--config", "compare.yaml").returncode == 0


def test_no_folder_and_no_sidecar(city: Path) -> None:
    """Said in words, with exit code 1, and nothing is written."""
    (city / "empty").mkdir()
    for folder, code in (("nowhere", "rollup.no-folder"), ("empty", "rollup.nothing")):
        found = run(city, "rollup", "compare.yaml", "--from", folder, "--out", "new", "--json")
        assert found.returncode == 1
        assert code in {one["code"] for one in json.loads(found.stdout)["issues"]}
    assert not (city / "new").exists()


def _texts(document: Path) -> list[str]:
    return [one.text for one in docx.Document(str(document)).paragraphs]


def test_an_edited_comparison_is_updated(city: Path, report: Path) -> None:
    """What a person wrote stays, figures are those of today's sidecars: a county that corrected its own, one that came late. The file of the person stays."""
    opened = docx.Document(str(report))
    own = "市里将对办结率较低的县（区）进行督导。"
    (first,) = [one for one in opened.paragraphs if one.text.startswith("从问题类别看")]
    first.insert_paragraph_before(own, first.style)
    (whole,) = [
        one for one in opened.paragraphs if "85" in one.text and "县（区）" in one.text and one.style.name != "标题"
    ][:1]
    whole.runs[-1].text += "上述情况已经向各县（区）反馈。"
    opened.save(str(report))
    edited = report.read_bytes()
    late = replace(C, code="990124", name="柳塘区")
    (city / f"{late.code}.csv").write_text((city / f"{C.code}.csv").read_text(encoding="utf-8"), encoding="utf-8")
    build(city, late)
    listed = ", ".join(f"'{one.code}': {one.name}" for one in (*COUNTIES, late))
    compare_by(city, f"minimum: 20, counties: {{{listed}}}")
    done = run(city, "update", f"out/{report.name}", "--note", language="zh_CN")
    assert done.returncode == 0, done.stdout + done.stderr
    assert report.read_bytes() == edited
    updated = report.with_name(f"{TITLE}-更新.docx")
    texts = _texts(updated)
    assert own in texts
    (told,) = [one for one in texts if "上述情况已经向各县（区）反馈。" in one]
    assert "90" in told and "85" not in told
    assert any(row.cells[0].text == late.name for table in docx.Document(str(updated)).tables for row in table.rows)
    assert [one.code for one in _audit(updated).findings if one.level is Level.ERROR] == []


def test_an_update_without_the_sidecars_says_what_is_missing(city: Path, report: Path) -> None:
    """They were moved: nothing is written."""
    shutil.move(sidecar(city, A), city / "moved.json")
    found = run(city, "update", f"out/{report.name}", "--config", "compare.yaml")
    assert found.returncode == 1
    assert "--ledger" in found.stdout + found.stderr
    assert not report.with_name(f"{TITLE}-更新.docx").exists()


def test_an_update_is_told_the_folder_of_the_sidecars(city: Path, report: Path) -> None:
    """They were moved: the folder is enough; a ledger is none of them."""
    (city / "moved").mkdir()
    for one in COUNTIES:
        shutil.move(sidecar(city, one), city / "moved")
    found = run(city, "update", f"out/{report.name}", "--config", "compare.yaml", "--ledger", "moved")
    assert found.returncode == 0, found.stdout + found.stderr
    assert report.with_name(f"{TITLE}-更新.docx").exists()
    refused = run(city, "update", f"out/{report.name}", "--config", "compare.yaml", "--ledger", f"{A.code}.csv")
    assert refused.returncode == 1


def test_a_batch_ends_with_the_comparison(city: Path) -> None:
    """Of the counties that it built, listed by its manifest."""
    shutil.rmtree(city / "out")
    (city / "compare.yaml").rename(city / "market.yml")
    counties = [f"{one.code}.yaml" for one in COUNTIES]
    found = run(city, "batch", *counties, "--period", "2026Q3", "--out", "out", "--rollup", "market.yml", "--json")
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["rollup"]["counties"] == [one.code for one in COUNTIES]
    assert (city / "out" / f"{TITLE}.docx").is_file()
