"""The sample counties' reports, whole: what a reader sees, every figure, and what the charts show."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Chart
from reportgen.settings import load_settings
from reportgen.word.pages.stringify import stringify

_PROJECT = Path(__file__).resolve().parents[2]
_TODAY = date(2026, 10, 12)
_COUNTIES = ("qinglan", "yunpi")


@pytest.fixture(scope="module")
def reports() -> dict[str, pipeline.Report]:
    """Both sample reports of 2026Q3, built once."""
    return {name: _build(name) for name in _COUNTIES}


def _build(name: str) -> pipeline.Report:
    loaded = load_settings(_PROJECT / "config" / f"{name}.yaml")
    return pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), _TODAY))


@pytest.mark.parametrize("county", _COUNTIES)
def test_the_report_reads_as_its_golden_file(
    reports: dict[str, pipeline.Report], county: str, golden: Callable[[str, str], None]
) -> None:
    """Every paragraph, table row, caption, header and picture of the finished file."""
    golden(f"{county}.docx.txt", stringify(reports[county].document))


@pytest.mark.parametrize("county", _COUNTIES)
def test_the_figures_are_those_of_the_golden_file(
    reports: dict[str, pipeline.Report], county: str, golden: Callable[[str, str], None]
) -> None:
    """Every figure with its printed text, a line for each thing counted."""
    golden(f"{county}.figures.txt", "\n".join(_figure_lines(reports[county])) + "\n")


def _figure_lines(report: pipeline.Report) -> Iterator[str]:
    lines: dict[str, list[str]] = {}
    for id, text in report.narrative.texts.items():
        thing = next((known for known in lines if id.startswith(f"{known}.")), None)
        if thing:
            lines[thing].append(f"{id.removeprefix(thing)} {text}")
        else:
            lines[id] = [text]
    return (f"{id} = " + " | ".join(texts) for id, texts in lines.items())


@pytest.mark.parametrize("county", _COUNTIES)
def test_the_charts_show_what_their_golden_file_says(
    reports: dict[str, pipeline.Report], county: str, golden: Callable[[str, str], None]
) -> None:
    """Label, printed text and figure of every point."""
    lines = []
    for block in reports[county].narrative.blocks:
        if isinstance(block, Chart):
            lines.append(f"# {block.id} {block.spec.kind} ({block.spec.unit}): {block.spec.alt}")
            for series in block.spec.series:
                lines += [
                    f"{series.name} {point.label!r} {point.text} <- {point.figure} {point.mark}".strip()
                    for point in series.points
                ]
    golden(f"{county}.charts.txt", "\n".join(lines) + "\n")


def test_a_corrected_and_an_unfinished_report_pass_their_audit() -> None:
    """Both values of a correction, and a period named by the day until which it is known, contradict nothing."""
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    printed = {"2026Q2": {"total": 121, "category.attitude": 44}}
    job = pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), _TODAY)
    corrected = pipeline.build(replace(job, previous=printed))
    text = stringify(corrected.document)
    assert (
        "更正：2026年第二季度登记总数原报121件，现更正为122件；2026年第二季度服务态度生硬原报44件，现更正为45件。"
        in text
    )
    unfinished = pipeline.build(replace(job, period=Period.parse("2026H2")))
    assert "2026年下半年（7月1日至9月30日）" in stringify(unfinished.document)
    assert not [one for one in (*corrected.issues, *unfinished.issues) if one.code.startswith("audit.")]


@pytest.mark.parametrize(("period", "name"), [("2026年前三季度", "2026M01-09"), ("2026年7—8月", "2026M07-08")])
def test_a_report_of_some_months_passes_its_audit(period: str, name: str) -> None:
    """It is named by its months, in a name that every system takes, and says nothing that its audit does not bear out."""
    loaded = load_settings(_PROJECT / "config" / "qinglan.yaml")
    report = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse(period), _TODAY))
    assert report.stem.startswith(f"990121-{name}-")
    assert f"对{period}（" in stringify(report.document)
    assert not [one for one in report.issues if one.code.startswith("audit.")]


def test_two_counties_do_not_read_alike(reports: dict[str, pipeline.Report]) -> None:
    """With the numbers and names taken out, fewer than half of the sentences of the problem part are the same."""
    one, other = (_skeletons(reports[name]) for name in _COUNTIES)
    assert len(one & other) < 0.5 * min(len(one), len(other))


def _skeletons(report: pipeline.Report) -> set[str]:
    problems = [block for block in report.narrative.blocks if block.id.startswith(("lead/", "problems/"))]
    texts = "".join(
        part.text if part.figure is None else "#"  # type: ignore[union-attr] # references print no figure
        for block in problems
        for part in getattr(block, "content", ())
        if hasattr(part, "figure")
    )
    return {sentence for sentence in texts.replace("；", "。").split("。") if len(sentence) > 6}


@pytest.mark.parametrize("county", _COUNTIES)
def test_the_report_keeps_to_its_length(reports: dict[str, pipeline.Report], county: str) -> None:
    """About 3,000 characters, never over the limit."""
    text = "".join(
        getattr(part, "text", "")
        for block in reports[county].narrative.blocks
        for part in getattr(block, "content", ())
    )
    assert 2400 < len(text) < 4200


@pytest.mark.parametrize("county", _COUNTIES)
def test_figures_agree_with_the_truth_planted_in_the_ledgers(reports: dict[str, pipeline.Report], county: str) -> None:
    """Totals of ten quarters as the generator of the samples counted them, less the rows whose date is unusable."""
    truth = json.loads((_PROJECT / "samples" / "truth.json").read_text(encoding="utf-8"))[county]
    report = reports[county]
    for period, figure in report.summary.trend:
        assert figure.value == truth["totals"][str(period)], str(period)
    planted = truth["categories"]["2026Q3"]
    for category in report.summary.categories:
        if not category.catch_all:
            assert category.count.value == planted.get(category.code, 0), category.code


@pytest.mark.parametrize("county", _COUNTIES)
def test_every_row_is_accounted_for(reports: dict[str, pipeline.Report], county: str) -> None:
    """Rows read are used, rejected, duplicates or of other periods; rejected and duplicate rows are those planted."""
    truth = json.loads((_PROJECT / "samples" / "truth.json").read_text(encoding="utf-8"))[county]["slips"]
    counts = reports[county].summary.counts
    assert counts.read == counts.used + counts.rejected + counts.duplicates + counts.outside_period
    assert counts.read == truth["rows"]
    assert counts.rejected == truth["undated"]
    assert counts.duplicates == truth["exact_duplicates"] + truth["repeated_ids"]


_DIGEST = """
import hashlib, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from reportgen import pipeline
from reportgen.model import Period
from reportgen.settings import load_settings
loaded = load_settings(Path(sys.argv[1]))
report = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))
print(hashlib.sha256(report.document).hexdigest(), hashlib.sha256(report.trace).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes() -> None:
    """Another hash seed, time zone, locale and working folder change no byte of report and trace."""
    digests = set()
    for seed, zone, language in (("0", "Asia/Shanghai", "zh_CN.UTF-8"), ("4711", "America/New_York", "C")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "REPORTGEN_LANG": "en"}
        command = [sys.executable, "-c", _DIGEST, str(_PROJECT / "config" / "yunpi.yaml")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=_PROJECT)
        digests.add(done.stdout)
    assert len(digests) == 1
