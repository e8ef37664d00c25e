"""What reading a file may cost is a setting, and every command keeps to it."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.actions import inspection
from reportgen.messages import ReportgenError
from reportgen.model.ledgers import Rows
from reportgen.model.periods import Period
from reportgen.model.sources import Issue
from reportgen.read import Limits, read_ledgers
from reportgen.settings import Loaded, load_settings
from reportgen.settings.models import LedgerSettings
from tests.read.making import formatted, save

_COUNTY = """
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县纪委监委党风政风监督室}
ledger: {memory_mb: 3000, seconds: 45}
"""


def test_the_usual_limits_are_those_of_the_settings() -> None:
    """1 GiB and 30 s, unless the YAML says otherwise."""
    assert Limits.of(LedgerSettings()) == Limits() == Limits(1024, 30)
    assert Limits.of(LedgerSettings(memory_mb=2048, seconds=90)) == Limits(2048, 90)


@pytest.mark.parametrize(
    ("room", "call"),
    [
        (pipeline, lambda loaded: pipeline.load_ledger(pipeline.Job(loaded, [], Period.parse("2026Q3")))),
        (inspection, lambda loaded: inspection.inspect([], loaded)),
    ],
    ids=["build", "inspect"],
)
def test_files_are_read_within_the_limits_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: object, call: Callable[[Loaded], object]
) -> None:
    """A county that keeps large ledgers gives them more."""
    config = tmp_path / "county.yaml"
    config.write_text(_COUNTY, encoding="utf-8")
    given = []

    def read(_: Sequence[Path], limits: Limits) -> tuple[Rows, tuple[Issue, ...]]:
        given.append(limits)
        return Rows(()), ()

    monkeypatch.setattr(room, "read_ledgers", read)
    loaded = load_settings(config)
    with suppress(ReportgenError):  # without a ledger there is no report
        call(loaded)
    assert given == [Limits(3000, 45)]


@pytest.mark.skipif(
    "REPORTGEN_LARGE" not in os.environ, reason="a million rows are read only where REPORTGEN_LARGE is set"
)
def test_a_million_formatted_empty_rows_are_none(tmp_path: Path) -> None:
    """Three files, four rows each, within the limits of every file (THREATS 12; `tests/bench/ledgers.py` says in how many seconds)."""
    for path in save(tmp_path, formatted()):
        rows, issues = read_ledgers([path])
        assert not issues
        assert [sheet.height for sheet in rows.files[0].sheets] == [4]
