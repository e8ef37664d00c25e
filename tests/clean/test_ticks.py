"""Cells that list what may be chosen, with a tick where it was."""

import pytest

from tests.clean.notation import cleaned

HEADER = "工单编号 | 受理日期 | 问题类别 | 主要内容 | 是否属实 | 是否办结 | 满意度"


@pytest.mark.parametrize(
    ("cell", "verified"),
    [
        ("☑属实 □不属实", "yes"),
        ("□属实 ☑不属实", "no"),
        ("□属实☑部分属实□不属实", "partly"),
        ("√属实　□不属实", "yes"),
        ("■ 属实 \\n□ 不属实", "yes"),
        ("□√属实 □不属实", "yes"),
        ("属实☑ 不属实□", "yes"),
        ("属实□ 不属实√", "no"),
        ("属实（√）不属实（ ）", "yes"),
        ("□属实 □不属实", ""),
        ("√", "yes"),
        ("×", "no"),
        ("属实", "yes"),
    ],
)
def test_what_is_ticked_is_what_is_said(cell, verified):
    """Before the word or behind it; the words that are not ticked say nothing."""
    found = cleaned(f"{HEADER}\nA1 | 2026-07-01 | 态度生硬 | 事 | {cell} | √ | □满意 ☑不满意")
    assert found.column("verified") == [verified]
    assert found.column("status") == ["closed"]
    assert found.column("satisfaction") == ["dissatisfied"]


def test_ticked_categories():
    """One or several of those that the form prints."""
    found = cleaned(
        f"{HEADER}\nA1 | 2026-07-01 | ☑态度生硬 □责任感弱 | 事 | | ×\nA2 | 2026-07-01 | ☑态度生硬 ☑责任感弱 | 事二 | |"
    )
    assert found.column("category") == ["attitude", "attitude|duty"]
    assert found.column("status") == ["open", ""]


def test_boxes_for_what_could_not_be_read_are_left_alone():
    """转交□□局 chooses nothing, nor do the boxes and ticks of a text."""
    found = cleaned("工单编号 | 受理日期 | 主要内容 | 处理情况\nA1 | 2026-07-01 | 窗口□□说√不算 | 转交□□局")
    assert found.column("text") == ["窗口□□说√不算"]
    assert found.column("handling_text") == ["转交□□局"]
