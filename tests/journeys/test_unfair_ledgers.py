"""Small ledgers on which a report was once unfair or false: what it must say now, and what it must not."""

import re
from datetime import date
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.model.periods import Period
from reportgen.model.sources import Level
from reportgen.settings import load_settings
from reportgen.word.pages.stringify import stringify

_CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
_there = pytest.mark.skipif(not _CASES.is_dir(), reason="the folder ../shared/cases with these ledgers is not here")

# Folder, configuration, ledger; what the report says; what it does not say (patterns).
SAID: list[tuple[str, str, str, list[str], list[str]]] = [
    ("judgement", "slander", "", ["涉及县社保中心的(问题|反映)经核查均不属实", "各单位件数（不含核查不属实的）"], ["分布不均", "居前的四个单位", "县社保中心最多", "县社保中心[^。]*最为集中", "责任单位：[^；]*县社保中心", "重点单位的管理责任"]),
    ("judgement", "dismissed", "", ["经核查均不属实，没有查实的问题，不作原因分析"], ["廉政风险", "原因分析\n", "属实和部分属实0件"]),
    ("judgement", "allopen", "", ["均未办结", "目前正在核查", "让扫个人收款码交钱。该问题正在整改"], ["已办结0件", "办结率0.0%。", "按期办结率0.0%；"]),
    ("judgement", "ties", "", ["窗口微腐败五类问题各10件", "反映属实。已批评教育。"], ["居前三位的是", "并列首位", "已核查，", "受理总数"]),
    ("judgement", "longu", "", ["居前列的是"], ["高度集中", "较为集中"]),
    ("judgement", "one", "", ["足以判断共性的原因"], ["100.0%", "图1"]),
    ("judgement", "inspect", "", ["检查发现问题45件", "未发现政策执行不力"], ["受理总数", "受理4", "没有收到", "服务态度方面的问题中，没有一次告知的2件"]),
    ("judgement", "onecat", "", ["都属于工作纪律松懈一类"], ["最多的一类"]),
    ("judgement", "noprev", "", ["各类件数见表1", "责任单位和时限汇总见附件2"], ["和变化", "及变化", "责任单位：[^；]*城关镇便民服务中心", "服务态度方面的问题中"]),
    ("overdue", "plain", "拖延.xlsx", ["到期应办结的40件中，按期办结30件，按期办结率75.0%", "办结率75.0%"], ["办结率100.0%"]),
    ("overdue", "plain", "没有状态列.xlsx", ["按期办结率75.0%"], ["按期办结率100.0%"]),
    ("overdue", "plain", "超期未整改.xlsx", ["按期办结率75.0%"], ["按期办结率100.0%"]),
    ("overdue", "plain", "办理中.xlsx", ["按期办结率75.0%"], ["按期办结率100.0%"]),
    ("digits", "t", "unit5.xlsx", [r"窗口\d，|窗口\d（"], [r"窗口\d\d+件"]),
    ("digits", "t", "channel.xlsx", [], [r"(?:热线|公众号|平台)\d{3,}[^，；（、。年月]*?\d件(?!，)"]),
    ("field/05-several-units-one-blamed", "config", "l.xlsx", ["都同时涉及县社保中心和县税务大厅"], ["都指向", "分布不均"]),
    ("field/06-ties-cut-in-chart", "config", "l.xlsx", ["居前的八个单位"], []),
    ("field/13-unit-fell-to-zero", "config", "l.xlsx", ["甲镇便民服务中心上季度22件，本季度没有", "甲镇便民服务中心 | 0 "], ["涉及单位面较广"]),
]  # fmt: skip


@_there
@pytest.mark.parametrize(
    ("folder", "config", "ledger", "says", "not_"), SAID, ids=[f"{one[0]}-{one[2] or one[1]}" for one in SAID]
)
def test_the_report_is_fair(folder: str, config: str, ledger: str, says: list[str], not_: list[str]) -> None:
    """It is built without a finding of its own audit, says the one and not the other."""
    loaded = load_settings(_CASES / folder / f"{config}.yaml")
    files = [_CASES / folder / ledger] if ledger else loaded.ledger_files
    report = pipeline.build(pipeline.Job(loaded, files, Period.parse("2026Q3"), date(2026, 10, 12)))
    text = re.sub(r"\[[^\]]*\] |^ +", "", stringify(report.document), flags=re.MULTILINE)
    assert [one for one in says if not re.search(one, text)] == []
    assert [(one, found[0]) for one in not_ if (found := re.search(one, text))] == []
    assert not [one for one in report.issues if one.level is Level.ERROR]
