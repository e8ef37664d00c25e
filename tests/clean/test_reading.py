"""Ordinary words where a person may be expected: how the text around is read decides, not the place alone."""

import pytest

from reportgen.clean.people.masking import Masker
from reportgen.clean.people.names import read_names
from reportgen.clean.people.slots.reading import goes_on, is_explained
from tests.clean.notation import cleaned, sheet

NOBODY = Masker(read_names([], []))


@pytest.mark.parametrize(
    "text",
    [
        "您未留下联系方式，无法回访。",
        "业主有权要求公开账目。",
        "承包人盖章确认后才付款。",
        "乘客钱包在车上被偷。",
        "责令改正，可以并处罚款。",
        "开发商把车库移交给物业。",
        "从另一角度来说，收费并不高。",
        "请各部门给个说法。",
        "后多次反映给物业，没有结果。",
        "拖着病弱的身躯求助政府。",
        "路人从即日起自行绕行。",
        "按照告知书日期交房，逾期不候。",
        "工作人员于元月十四日答复。",
        "停车费每月2张期满的票据。",
    ],
)
def test_what_reads_as_words_is_told_as_it_stands(text: str) -> None:
    """Words at the place of a person, also where their ends are not those that a name would have."""
    assert NOBODY.mask_all([text]).texts == [text]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("二楼的陆家明说系统坏了", "陆家明", False),
        ("找到李明确认了材料", "李明", False),
        ("由其弟降立功代领", "降立功", False),
        ("我父亲方向今年八十三岁", "方向", False),
        ("给予独孤伟业书面检查", "独孤伟业", False),
        ("负责人彭总答复说没有钱", "彭总", False),
        ("司机从另一路口拐出", "从另一", True),
        ("正在途中骑车时摔倒", "途中", True),
        ("可自从今年九月起停发", "可自", True),
    ],
)
def test_a_name_is_read_as_one_where_words_leave_more_unexplained(text: str, name: str, words: bool) -> None:
    """Words that only touch the ends of a name (明说, 明确) do not explain it."""
    start = text.index(name)
    assert is_explained(text, start, start + len(name)) is words


def test_a_cue_that_is_the_beginning_of_a_longer_word_is_none() -> None:
    """告知 opens a place for a person, 告知书 does not; a surname behind 联系 ends the word."""
    assert goes_on("按告知书办理", 1, 3)
    assert not goes_on("联系方志强", 0, 2)


def test_a_title_takes_no_word_for_a_name() -> None:
    """拜谢 ends in front of 黎书记; 水平 is none of the teachers."""
    assert NOBODY.mask("感激不尽，拜谢黎书记。") == "感激不尽，拜谢黎某书记。"
    assert NOBODY.mask("这样的水平老师不合格。") == "这样的水平老师不合格。"


def test_what_the_ledger_calls_a_place_is_nobody() -> None:
    """More often a place than a person, in texts of the same ledger; a person who shares its name stays masked."""
    header = ["工单编号", "受理日期", "主要内容"]
    places = ["长岚街道停水", "长岚大道堵车", "长岚农贸市场脏乱"]
    asked = ["辖区内长岚、东岚等街道都停水"]
    rows = [[str(number), "2026-07-01", text] for number, text in enumerate([*places, *asked])]
    assert "长岚、" in cleaned(sheet([header, *rows])).column("text")[-1]
    people = [f"钱被春梅领走了，第{number}次" for number in range(4)]
    rows = [[str(number), "2026-07-01", text] for number, text in enumerate([*people, "春梅街道停水", "春梅大道堵车"])]
    assert not any("春梅领" in text for text in cleaned(sheet([header, *rows])).column("text"))


def test_what_an_office_is_asked_to_do_is_no_person() -> None:
    """Words of complaints and offices that no general dictionary has; a person who is asked for money stays masked."""
    for told in ("要求查明原因并赔偿。", "要求彻查原因并赔偿。", "要求清运并赔偿。"):
        assert NOBODY.mask(told) == told
    assert NOBODY.mask("要求张三赔偿。") == "要求张某赔偿。"
