"""Tables whose columns or rows are grouped: the notation, what it comes to, and what is wrong with it at its line."""

from datetime import date
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.messages import TemplateError, speak
from reportgen.model.reports.narratives import Attachment, Table
from reportgen.model.reports.summaries import Summary
from tests.cases import Case
from tests.compose.reports import text
from tests.compose.test_sandbox import _loaded, _summary

_TODAY = date(2026, 10, 12)


@pytest.fixture(scope="module")
def told() -> Summary:
    """A few cases of two periods."""
    return _summary(Case(date(2026, 7, 1), "attitude", unit="县社保中心"), Case(date(2026, 5, 1), "duty"))


def _table(folder: Path, summary: Summary, rows: str) -> Table:
    (folder / "own.md").write_text(f"[#a] 甲\n\n[#t] 表：乙\n\n{rows}", encoding="utf-8")
    return next(one for one in compose(summary, _loaded(folder), _TODAY)[0].blocks if isinstance(one, Table))


def test_a_row_of_carets_below_the_header_groups_its_columns(tmp_path: Path, told: Summary) -> None:
    """Neighbours that say the same are one head; a column is known by both; the figures are found by what they say."""
    made = _table(
        tmp_path,
        told,
        "| 单位 | 受理 | 受理 | 备注 |\n|:--|--:|--:|:--|\n| ^ | {{ measure.count }} | 占比 | ^ |\n"
        "{% for c in categories %}| {{ c.name }} | {{ c.count | number }} | {{ c.share | number }} | 无 |\n{% endfor %}",
    )
    assert [(text(one.content), one.span) for one in made.over] == [("单位", 1), ("受理", 2), ("备注", 1)]
    assert [text(one) for one in made.header] == ["", "件数", "占比", ""]
    assert [text(one) for one in made.heads] == ["单位", "受理件数", "受理占比", "备注"]
    assert made.columns == ("单位", ".", ".share", "备注")
    assert [key for key, _cells in made.printed][:3] == ["^", "", "category.attitude"]


def test_the_same_heads_below_two_groups_are_two_columns(tmp_path: Path, told: Summary) -> None:
    """Words alone, no figures: the key has the group."""
    made = _table(
        tmp_path, told, "| 单位 | 甲 | 甲 | 乙 | 乙 |\n|--|--|--|--|--|\n| ^ | 本期 | 上期 | 本期 | 上期 |\n| 丙 | 子 | 丑 | 寅 | 卯 |"
    )  # fmt: skip
    assert made.columns == ("单位", "甲本期", "甲上期", "乙本期", "乙上期")


def test_the_first_cells_of_a_row_go_on_with_those_above(tmp_path: Path, told: Summary) -> None:
    """A row of a group is known by the group as well: the same word in two groups is two rows, in whatever order they come."""
    made = _table(
        tmp_path, told, "| 类别 | 表现 | 说明 |\n|--|--|--|\n| 甲 | 拖延 | 子 |\n| ^ | 推诿 | 丑 |\n| 乙 | 拖延 | 寅 |\n| ^ | ^ | 卯 |"
    )  # fmt: skip
    assert [(row.key, row.joined) for row in made.rows] == [
        ("甲/拖延/子", 0),
        ("甲/推诿/丑", 1),
        ("乙/拖延/寅", 0),
        ("乙/拖延/卯", 2),
    ]
    assert not made.over


def test_a_caret_that_is_printed_is_a_caret(tmp_path: Path, told: Summary) -> None:
    """What a value prints is never markup."""
    made = _table(tmp_path, told, "| 甲 | 乙 |\n|--|--|\n| 丙 | 丁 |\n| {{ literal('^') }} | 戊 |")
    assert [row.joined for row in made.rows] == [0, 0]


WRONG = [
    ("| 甲 | 甲 |\n|--|--|\n| 子 | 丑 |", "template.table-heads-alike", 5),
    ("| 甲 | 乙 | 乙 |\n|--|--|--|\n| ^ | ^ | 丑 |\n| 子 | 寅 | 卯 |", "template.table-group-without-heads", 7),
    ("| 甲 | 乙 | 乙 |\n|--|--|--|\n| ^ |  | 丑 |\n| 子 | 寅 | 卯 |", "template.table-group-without-heads", 7),
    ("| 甲 | 乙 |\n|--|--|\n| ^ | {{ total | number }} |\n| 子 | 丑 |", "template.table-goes-on-with-header", 7),
    (
        "| 甲 | 乙 | 乙 |\n|--|--|--|\n| ^ | 丙 | 丁 |\n| ^ | 寅 | 卯 |\n| ^ | ^ | 辰 |",
        "template.table-goes-on-with-header",
        8,
    ),
    ("| 甲 | 乙 |\n|--|--|\n| 子 | 丑 |\n| 寅 | ^ |", "template.table-goes-on-inside", 8),
    ("| 甲 | 乙 |\n|--|--|\n| 子 | 丑 |\n| ^ | ^ |", "template.table-goes-on-inside", 8),
]


@pytest.mark.parametrize(("rows", "code", "line"), WRONG)
def test_what_cannot_be_meant_is_refused_at_its_line(tmp_path: Path, told: Summary, rows: str, code: str, line: int) -> None:  # fmt: skip
    """Each with what to write instead."""
    speak("zh")
    with pytest.raises(TemplateError) as found:
        _table(tmp_path, told, rows)
    (only,) = found.value.issues
    assert (only.code, str(only.source)) == (code, f"own.md:{line}")
    assert only.hint


def test_an_attachment_may_lie_across_and_nothing_else(tmp_path: Path, told: Summary) -> None:
    """`.landscape` behind its name; behind another's it is refused."""
    (tmp_path / "own.md").write_text("[#a] 甲\n\n[#b .landscape] {{ attachment('乙') }}\n\n[#c] 丙", encoding="utf-8")
    found = [one for one in compose(told, _loaded(tmp_path), _TODAY)[0].blocks if isinstance(one, Attachment)]
    assert [(one.id, one.landscape) for one in found] == [("b", True)]
    (tmp_path / "own.md").write_text("[#a .landscape] 甲", encoding="utf-8")
    with pytest.raises(TemplateError) as wrong:
        compose(told, _loaded(tmp_path), _TODAY)
    assert [one.code for one in wrong.value.issues] == ["template.bad-block-name"]
