"""A period without a case (零报告): every kind of report says so, compares, and says nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.job import Job
from reportgen.messages import LedgerError
from reportgen.model.periods import Period
from reportgen.settings import load_reports
from reportgen.word import open_package
from reportgen.word.pages.reader import read_page
from tests.journeys.program import run

_LEDGER = """\
工单编号,受理日期,来源,被反映单位,问题类别,主要内容,办理状态
A1,2025-01-06,来信来访,县医保中心,服务态度生硬,窗口人员态度冷淡,已办结
A2,2025-08-20,12345热线,县社保中心,服务态度生硬,答复咨询不耐烦,已办结
A3,2026-02-03,来信来访,县医保中心,工作纪律松懈,上班时间玩手机,已办结
A4,2026-05-02,来信来访,县社保中心,履职责任不强,超期未办,已办结
A5,2026-05-22,12345热线,县社保中心,履职责任不强,一直没人回复,已办结
"""
_LATER = "A6,2026-10-22,12345热线,县社保中心,履职责任不强,一直没人回复,在办\n"
_SAID = "本季度未受理群众反映，上季度为2件，上年同期为1件。前三季度累计受理3件，由上年同期的2件增至3件。"
_COUNTY = """\
extends: reportgen:base
county: {name: 石桥县, code: "990177"}
office: {name: 石桥县作风建设办公室}
ledger: {files: [台账.csv]}
reports:
  调研: {}
  通报: {extends: reportgen:bulletin}
  统计: {extends: reportgen:statistics}
  月报: {extends: reportgen:hotline, report: {every: null}}
"""


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county whose ledger has no case in the third quarter of 2026, and one after it."""
    (tmp_path / "c.yaml").write_text(_COUNTY, "utf-8")
    (tmp_path / "台账.csv").write_text(_LEDGER + _LATER, "utf-8")
    return tmp_path


def _built(county: Path, kind: str = "调研", period: str = "2026Q3") -> pipeline.Report:
    loaded = load_reports(county / "c.yaml").sound[kind]
    return pipeline.build(Job(loaded, loaded.ledger_files, Period.parse(period), date(2026, 11, 2)))


def _lines(report: pipeline.Report) -> list[str]:
    return [one.text for one in read_page(open_package(report.document)).paragraphs if one.text]


@pytest.mark.parametrize("kind", ["调研", "通报", "统计", "月报"])
def test_every_kind_says_that_nothing_came_in_and_nothing_else(county: Path, kind: str) -> None:
    """Title, purpose, the sentence with what is compared, a chart of the quarters before: no heading, no table, no order."""
    report = _built(county, kind)
    lines = _lines(report)
    assert lines[3].startswith(_SAID)
    assert [line for line in lines if line.startswith(("一、", "二、", "附件", "表"))] == []
    assert [one.code for one in report.issues if one.level.value != "info"] == ["period.nil"]


@pytest.mark.parametrize(
    ("row", "reported"),
    [
        ("", False),
        (",2026-09-30,,,,零报告,\n", True),
        ("1,2026-09-30,无,无,无,零报告,\n", True),
        ("2026年第三季度无此类情况,,,,,,\n", True),
        ("本季度无此类情况,,,,,,\n", False),
        (",2026-06-30,,,,零报告,\n", False),
        (_LATER, True),
    ],
)
def test_ledgers_that_end_before_the_period_must_say_that_there_was_nothing(
    county: Path, row: str, reported: bool
) -> None:
    """With a day of the period, or its name; else it is refused with what the ledgers have."""
    (county / "台账.csv").write_text(_LEDGER + row, "utf-8")
    if reported:
        assert _lines(_built(county))[3].startswith(_SAID)
        return
    with pytest.raises(LedgerError) as refused:
        _built(county)
    assert "period.empty" in [one.code for one in refused.value.issues]


def test_a_ledger_of_nothing_but_a_nil_return_is_of_the_period_that_is_asked_for(county: Path) -> None:
    """There is nothing to compare with."""
    (county / "台账.csv").write_text(_LEDGER.split("\n", 1)[0] + "\n本季度无此类情况,,,,,,\n", "utf-8")
    assert _lines(_built(county))[3] == "本季度未受理群众反映。"


def test_a_period_before_the_ledgers_begin_is_refused(county: Path) -> None:
    """Nobody knows what came in then."""
    with pytest.raises(LedgerError):
        _built(county, period="2024Q4")


def test_what_the_ledgers_kept_is_what_is_said_to_be_lacking(county: Path) -> None:
    """Findings of inspections are received by nobody; of both both are said."""
    text = (_LEDGER + _LATER).replace("来信来访", "明察暗访")
    (county / "台账.csv").write_text(text.replace("12345热线", "明察暗访"), "utf-8")
    assert _lines(_built(county))[3].startswith("本季度没有登记检查发现的问题，")
    (county / "台账.csv").write_text(text, "utf-8")
    assert _lines(_built(county))[3].startswith("本季度未受理群众反映，也没有登记其他来源的问题，")
    assert "累计登记3件" in _lines(_built(county))[3]


def test_a_template_without_words_for_it_is_told(county: Path) -> None:
    """What it prints is its usual text."""
    (county / "own.md").write_text("[#all]\n{{ period.this }}共{{ total }}。\n", "utf-8")
    loaded = load_reports(county / "c.yaml").sound["调研"]
    template = loaded.settings.template.model_copy(update={"report": "own.md"})
    loaded = replace(loaded, settings=loaded.settings.model_copy(update={"template": template}))
    report = pipeline.build(Job(loaded, loaded.ledger_files, Period.parse("2026Q3"), date(2026, 11, 2)))
    assert "template.no-nil" in [one.code for one in report.issues]


def test_a_report_goes_on_into_such_a_period_and_holds(county: Path) -> None:
    """Made of the quarter before, updated to it, audited."""
    for arguments in (
        ("build", "c.yaml", "--report", "调研", "--period", "2026Q2", "--out", "."),
        ("update", "990177-2026Q2-作风建设情况调研报告.docx", "--period", "2026Q3"),
        ("audit", "990177-2026Q3-作风建设情况调研报告.docx", "--config", "c.yaml"),
    ):
        done = run(county, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    page = read_page(open_package((county / "990177-2026Q3-作风建设情况调研报告.docx").read_bytes()))
    assert any(one.text.startswith(_SAID) for one in page.paragraphs)
