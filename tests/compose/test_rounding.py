"""What the note says of rounded shares: of those alone that a reader can add up."""

from dataclasses import replace
from datetime import date

import pytest

from reportgen.compose import compose
from reportgen.model.reports.narratives import Paragraph, Span
from tests.cases import Case
from tests.compose.ledgers import changed, qinglan, told
from tests.compose.reports import said, text

_CHANNELS = ("12345热线", "来信来访", "网络留言")


def _said(template: str) -> str:
    """The note of a report on thirds: 33.3 % three times, of categories and of channels."""
    loaded = qinglan()
    template_settings = loaded.settings.template.model_copy(update={"report": template})
    loaded = replace(loaded, settings=loaded.settings.model_copy(update={"template": template_settings}))
    loaded = changed(loaded, "report", sections=["lead", "problems"])
    cases = [
        Case(date(2026, 8, 3), code, channel=_CHANNELS[number % 3])
        for code in ("attitude", "duty", "discipline")
        for number in range(6)
    ]
    summary = told(cases, loaded=loaded).summary
    narrative, _issues = compose(summary, loaded, date(2026, 10, 12))
    notes = [one.content for one in narrative.blocks if isinstance(one, Paragraph) and one.id == "lead/method"]
    assert all(isinstance(part, Span) for one in notes for part in one)
    return text(notes[0])


@pytest.mark.parametrize(
    ("template", "said"),
    [("base/report.md", "因四舍五入，各类占比之和为99.9%，各渠道占比之和为99.9%。"), ("bulletin/report.md", "因四舍五入，各类占比之和为99.9%。")],
)  # fmt: skip
def test_a_sum_is_told_of_shares_that_stand_in_the_report(template: str, said: str) -> None:
    """The bulletin has no channels."""
    assert said in _said(template)


def test_the_base_of_shares_is_told_where_there_are_shares() -> None:
    """A ledger of days alone, and one of too few cases to part, have none."""
    day = date(2026, 8, 3)
    for cases, fields, shared in (([Case(day, "other")] * 30, frozenset({"status"}), False), ([Case(day, "duty")] * 2, None, False), ([Case(day, "duty"), Case(day, "attitude")] * 9, None, True)):  # fmt: skip
        given = told(cases, **({} if fields is None else {"fields": fields}))
        note = said(compose(given.summary, given.loaded, date(2026, 10, 12))[0])["lead/method"]
        assert note.startswith("说明：占比未注明基数的" if shared else "说明：件数按台账的登记统计")
