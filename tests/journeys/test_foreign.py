"""The report of another country: English words, English captions, from a ledger in English."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.model.periods import Period
from reportgen.settings import load_settings
from reportgen.word.pages.stringify import stringify

_PROJECT = Path(__file__).resolve().parents[2]
_HANZI = re.compile("[一-鿿]")


@pytest.fixture(scope="module")
def report() -> pipeline.Report:
    """The sample report of 2026Q3."""
    loaded = load_settings(_PROJECT / "samples" / "foreign" / "config.yaml")
    return pipeline.build(pipeline.Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 10, 12)))


def test_the_english_report_reads_as_its_golden_file(
    report: pipeline.Report, golden: Callable[[str, str], None]
) -> None:
    """Every paragraph, table row, caption and picture of the finished file."""
    golden("foreign.docx.txt", stringify(report.document))


def test_nothing_in_it_is_chinese(report: pipeline.Report) -> None:
    """No letter of the visible text is Chinese: captions, headings, charts and annexes speak the report's language."""
    lines = stringify(report.document).splitlines()
    shown = [re.sub(r"^\[[^\]]*\] ", "", line) for line in lines]
    assert not [line for line in shown if _HANZI.search(line) and not line.startswith("[")]


def test_the_lines_for_the_screen_are_english(report: pipeline.Report) -> None:
    """The terminal prints figures in the language of the report."""
    assert report.narrative.headlines[0].startswith("all requests: 53 requests, up 9 (20.5%) on the previous quarter")
    assert not _HANZI.search("".join(report.narrative.headlines))


def test_the_ledger_is_made_by_its_script(tmp_path: Path) -> None:
    """The script writes the very bytes of the sample."""
    script = _PROJECT / "samples" / "make_foreign.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True)
    made, kept = (folder / "foreign" / "requests.csv" for folder in (tmp_path, _PROJECT / "samples"))
    assert made.read_bytes() == kept.read_bytes()
