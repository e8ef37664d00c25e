"""The language of messages belongs to a thread and to a job, not to the process."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from threading import Barrier

import pytest

from reportgen.job import Job
from reportgen.messages import ReportgenError, _, issue, speak, speaking, spoken, texts
from reportgen.pipeline import build
from reportgen.settings import Loaded, load_settings

_SAID = {"zh": "没有给出统计期。", "en": "No reporting period is given."}


def _said() -> str:
    return issue("settings.no-period").message


def test_what_is_said_inside_is_said_in_that_language() -> None:
    """Inside another inside, and as before after it, whatever happens."""
    speak("en")
    with speaking("zh_CN"):
        assert (spoken(), _said()) == ("zh", _SAID["zh"])
        with pytest.raises(ValueError, match="x"), speaking("en"):
            assert _said() == _SAID["en"]
            raise ValueError("x")
        with speaking(None):
            assert _said() == _SAID["zh"]
    assert _said() == _SAID["en"]


def test_two_threads_speak_two_languages_at_once() -> None:
    """Each says what it says in its own while the other speaks."""
    together = Barrier(2, timeout=20)

    def say(language: str) -> tuple[str, str]:
        with speaking(language):
            together.wait()
            first = _said()
            together.wait()
            return first, _said()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(say, _SAID)) == [(said, said) for said in _SAID.values()]


def test_a_thread_that_goes_on_with_the_work_of_another_speaks_as_it() -> None:
    """In a copy of its context; without, a thread speaks English."""
    with speaking("zh"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(copy_context().run, _said).result() == _SAID["zh"]
        assert pool.submit(_said).result() == _SAID["en"]


def test_a_text_of_a_report_is_asked_for_in_its_language() -> None:
    """Whatever is spoken, and no further than that text."""
    speak("en")
    assert texts("zh")("longest handling time") == "最长办理时长"
    assert (texts("en")("longest handling time"), _("longest handling time")) == (
        "longest handling time",
        "longest handling time",
    )


_COUNTY = """\
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县纪委监委党风政风监督室}
report: {period: 2026Q3}
ledger: {files: [台账.csv]}
"""


@pytest.fixture
def county(tmp_path: Path) -> Loaded:
    """A county without a case in the quarter of its report."""
    (tmp_path / "county.yaml").write_text(_COUNTY, encoding="utf-8")
    (tmp_path / "台账.csv").write_text("受理日期,问题类别\n2025-01-03,服务态度生硬\n", encoding="utf-8")
    return load_settings(tmp_path / "county.yaml")


def _refusal(job: Job) -> tuple[str, ...]:
    with pytest.raises(ReportgenError) as refused:
        build(job)
    return tuple(one.message for one in refused.value.issues)


def test_two_jobs_in_two_threads_are_answered_in_two_languages(county: Loaded) -> None:
    """Issues of reading, cleaning and counting, each job in its own language, neither in that of the process."""
    jobs = [Job(county, county.ledger_files, language=language) for language in ("zh", "en")]
    with ThreadPoolExecutor(2) as pool:
        chinese, english = pool.map(_refusal, jobs)
    speak("zh")
    assert chinese == _refusal(Job(county, county.ledger_files))
    speak("en")
    assert english == _refusal(Job(county, county.ledger_files))
    assert chinese != english


def test_a_fault_of_a_template_is_told_in_the_language_of_who_asks(county: Loaded) -> None:
    """Though what was found of a template is remembered."""
    (county.path.parent / "台账.csv").write_text("受理日期,问题类别\n2026-07-03,服务态度生硬\n", encoding="utf-8")
    (county.path.parent / "own.md").write_text("# 一\n\n{{ nothing }}\n", encoding="utf-8")
    county.path.write_text(_COUNTY + "template: {report: own.md}\n", encoding="utf-8")
    loaded = load_settings(county.path)
    told = [_refusal(Job(loaded, loaded.ledger_files, language=language)) for language in ("en", "zh", "en")]
    assert told[0] == told[2] != told[1]
