"""A deadline that is over when the report is signed is said, however the clerk wrote it."""

from datetime import date
from pathlib import Path

import pytest

from reportgen.compose.causes import Recommendation
from reportgen.compose.deadlines import past_deadlines
from reportgen.model.reports.narratives import Span
from reportgen.model.sources import Source
from reportgen.settings import Loaded
from tests.cases import sample_settings

_CONFIG = Path("config.yaml")
_SIGNED = date(2026, 11, 29)


def _said(deadline: str) -> list[str]:
    origins = {"taxonomy.recommendations.one.deadline": Source("config.yaml", row=3)}
    loaded = Loaded(sample_settings(), _CONFIG, (_CONFIG,), origins, (), "0" * 64)
    one = Recommendation("one", (Span("整改"),), (Span("整改"),), (Span("各窗口单位"),), (Span(deadline),))
    return [issue.code for issue in past_deadlines([one], loaded, _SIGNED)]


@pytest.mark.parametrize(
    "deadline",
    [
        "2020年第一季度末前",
        "2026年三季度末前",
        "2026 年第3季度前",
        "自2026年上半年起按月开展",
        "2026年9月底前",
        "２０２６年１０月末前",
        "2026年11月28日前",
        "2026年11月中旬前",
        "二〇二六年六月底前",
        "2025年年底前",
        "2026年前三季度内",
        "by the end of March 2020",
        "from the third quarter of 2026 on",
        "before the first half of 2026 is over",
        "by 28 November 2026",
        "by September 30, 2026",
        "in Q3 2026",
        "by the end of 2025",
    ],
)
def test_a_deadline_that_is_over_is_said(deadline: str) -> None:
    """Days, months, quarters, halves and years, in digits or in hanzi."""
    assert _said(deadline) == ["report.deadline-past"]


@pytest.mark.parametrize(
    "deadline",
    [
        "2026年第四季度末前",
        "2026年底前",
        "2026年11月29日前",
        "2026年11月底前",
        "2027年上半年",
        "报告印发后一个月内",
        "自收到反映之日起15日内",
        "12月底前",
        "by the end of November 2026",
        "from the fourth quarter of 2026 on",
        "by 29 November 2026",
        "by the end of 2026",
        "within 30 days of receipt",
    ],
)
def test_one_that_is_not_over_is_left_alone(deadline: str) -> None:
    """The day of signature itself is not past; what names no year cannot be known."""
    assert _said(deadline) == []
