"""What is made once for many tests is made anew where anything is other than it was."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.messages import speak
from reportgen.model.periods import Period
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Point, Series
from reportgen.settings import Charts, Loaded, Settings, load_settings
from tests.once import Once

_CONFIG = """\
county: {name: 甲县, code: "990101"}
office: {name: 甲县某办}
report: {title: 甲县调研报告, name: 调研报告}
ledger: {files: [台账.csv]}
taxonomy: {categories: {attitude: {name: 服务态度}, other: {name: 其他, catch_all: true}}}
"""
_LEDGER = "受理编号,受理日期,被反映单位,问题类别\n1,2026-07-01,甲中心,服务态度\n2,2026-08-02,乙大厅,其他\n"
_Q3 = Period.parse("2026Q3")


@pytest.fixture
def once() -> Iterator[Once]:
    """In the place of reading and cleaning."""
    with pytest.MonkeyPatch.context() as patch:
        made = Once()
        made.patch(patch)
        yield made


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """A county with two cases."""
    (tmp_path / "台账.csv").write_text(_LEDGER, encoding="utf-8")
    (tmp_path / "county.yaml").write_text(_CONFIG, encoding="utf-8")
    return load_settings(tmp_path / "county.yaml")


def _used(loaded: Loaded, period: Period = _Q3, **changes: object) -> int:
    settings: Settings = loaded.settings.model_copy(update=changes)
    job = pipeline.Job(replace(loaded, settings=settings), loaded.ledger_files, period, date(2026, 10, 12))
    return pipeline.load_ledger(job)[0].counts.used


def test_the_same_is_read_and_cleaned_once(loaded: Loaded, once: Once) -> None:
    assert [_used(loaded), _used(loaded), _used(loaded, overrides=["any"])] == [2, 2, 2]
    assert once.times == 2


def test_another_byte_of_the_ledger_is_read(loaded: Loaded, once: Once) -> None:
    """Of the same length, in the same file."""
    first = pipeline.load_ledger(pipeline.Job(loaded, loaded.ledger_files, _Q3))[0]
    loaded.ledger_files[0].write_text(_LEDGER.replace("07-01", "07-09"), encoding="utf-8")
    other = pipeline.load_ledger(pipeline.Job(loaded, loaded.ledger_files, _Q3))[0]
    assert [one.cases.received.min().day for one in (first, other)] == [1, 9]


def test_other_settings_periods_and_languages_are_cleaned_anew(loaded: Loaded, once: Once) -> None:
    """Reading knows the language as well, for what it says."""
    _used(loaded)
    _used(loaded, county=loaded.settings.county.model_copy(update={"name": "乙县"}))
    _used(loaded, Period.parse("2026Q2"))
    assert once.times == 4
    speak("zh")
    _used(loaded)
    assert once.times == 6


def test_the_same_charts_are_drawn_once_and_others_anew(once: Once) -> None:
    """Another value, or another width of all charts, makes another picture."""
    one, other = (
        ChartSpec("a", ChartKind.BARS, (Series("", (Point("甲", value, f"{value}", ""),)),)) for value in (1, 2)
    )
    first, again = once.draw([one], Charts()), once.draw([one], Charts())
    assert first == again
    assert once.times == 1
    assert once.draw([other], Charts()) != first
    assert once.draw([one], Charts(dpi=100)) != first
    assert once.times == 3
