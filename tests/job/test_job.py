"""What is asked for, and what a report remembers of what was asked for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportgen.job import Job, recall, remembered
from reportgen.messages import DocumentError, SettingsError
from reportgen.model.periods import Period, PeriodError
from reportgen.pipeline import Report, build, recompute
from reportgen.settings import Loaded, load_settings
from reportgen.word import Memory, read_memory

_PROJECT = Path(__file__).resolve().parents[2]
_Q3, _DAY = Period.parse("2026Q3"), date(2026, 10, 12)
_MEMORY = Memory("2026Q3", "", "0.1.0", day="2026-10-12", figures={
    "total": "137",
    "restated.2026Q2.total": "122",
    "restated.2026Q2.total.printed": "1,121",
    "restated.2026-01/2026-06.category.attitude.printed": "44",
    "restated.soon.total.printed": "5",
    "restated.2026Q1.total.printed": "—",
})  # fmt: skip
_CORRECTED = {"2026Q2": {"total": 1121}, "2026-01/2026-06": {"category.attitude": 44}}


@pytest.fixture(scope="module")
def settings() -> Loaded:
    """Those of a sample county, whose period is 2026Q3."""
    return load_settings(_PROJECT / "config" / "qinglan.yaml")


def _of_period(settings: Loaded, period: str | None) -> Loaded:
    report = settings.settings.report.model_copy(update={"period": period})
    return replace(settings, settings=settings.settings.model_copy(update={"report": report}))


def test_the_period_is_that_of_the_job_or_of_its_settings(settings: Loaded) -> None:
    """Without one in either place there is no report; what is no period is said to be none."""
    assert Job(settings, [], Period.parse("2025")).reported == Period.parse("2025")
    assert Job(settings, []).reported == _Q3
    with pytest.raises(SettingsError) as refused:
        _ = Job(_of_period(settings, None), []).reported
    assert [one.code for one in refused.value.issues] == ["settings.no-period"]
    with pytest.raises(PeriodError):
        _ = Job(_of_period(settings, "soon"), []).reported


def test_the_day_is_that_of_the_job_or_the_last_of_the_period(settings: Loaded) -> None:
    """No clock is asked."""
    assert Job(settings, [], _Q3, _DAY).signed == _DAY
    assert Job(settings, [], _Q3).signed == date(2026, 9, 30)


def test_a_job_that_says_nothing_is_as_the_report_remembers_it(settings: Loaded) -> None:
    """Period, day, and the counts of earlier reports that it corrects; what is no count of a period is left out."""
    found = recall(Job(_of_period(settings, "2025Q1"), []), _MEMORY)
    assert (found.period, found.day, found.previous) == (_Q3, _DAY, _CORRECTED)


def test_what_a_job_says_counts(settings: Loaded) -> None:
    """Another day, other earlier reports; for another period the memory has neither."""
    later, printed = date(2026, 11, 1), {"2026Q2": {"total": 118}}
    told = recall(Job(settings, [], _Q3, later, printed), _MEMORY)
    assert (told.period, told.day, told.previous) == (_Q3, later, printed)
    other = Job(settings, [], Period.parse("2026Q4"))
    assert recall(other, _MEMORY) == other


@pytest.mark.parametrize(
    ("period", "day"), [("", "2026-10-12"), ("2026Q9", "2026-10-12"), ("2026Q3", ""), ("2026Q3", "x")]
)
def test_a_memory_without_period_or_day_is_refused(settings: Loaded, period: str, day: str) -> None:
    """In the language of the job, with what stands there; and with the document where its name is known."""
    memory = replace(_MEMORY, period=period, day=day)
    with pytest.raises(DocumentError) as refused:
        recompute(memory, Job(settings, [], language="zh"))
    (issue,) = refused.value.issues
    assert issue.code == "document.memory-broken"
    assert "统计期和日期" in issue.message
    with pytest.raises(DocumentError) as refused:
        remembered(memory, "报告.docx")
    assert [str(one.source) for one in refused.value.issues] == ["报告.docx"]


@pytest.fixture(scope="module")
def report(settings: Loaded) -> Report:
    """A report that corrects two counts of the quarter before."""
    printed = {"2026Q2": {"total": 121, "category.attitude": 44}}
    return build(Job(settings, settings.ledger_files, _Q3, _DAY, printed))


def test_a_report_computed_anew_is_the_same(settings: Loaded, report: Report) -> None:
    """From its memory and its ledgers alone: every figure, every block, and what was found in the ledgers."""
    memory = read_memory(report.document)
    assert memory is not None
    today = recompute(memory, Job(settings, settings.ledger_files))
    assert today.summary.figures == report.summary.figures
    assert "restated.2026Q2.category.attitude.printed" in today.summary.figures
    assert today.narrative == report.narrative
    assert today.issues == report.issues
