"""What the language knows of surname characters: a file that people read and mend."""

import pytest

from reportgen.chinese.words.surnames import ANY, COMPOUND
from reportgen.clean.people.masking import Masker
from reportgen.clean.people.names import read_names
from reportgen.clean.people.neighbours import parse

NOBODY = Masker(read_names([], []))


def test_a_line_tells_what_stands_before_and_behind_a_character():
    """Pairs, longer words behind "=", given names behind "+"; comments and blank lines say nothing."""
    lines = ["# words", "", "方 < 地对 > 便", "姜 <  > 汤", "= 高峰期", "+ 向阳 解放"]
    pairs, longer, given = parse(lines)
    assert pairs == {"地方", "对方", "方便", "姜汤"}
    assert (longer, given) == (("高峰期",), {"向阳", "解放"})


@pytest.mark.parametrize("line", ["方 地对 > 便", "方 < 地对", "东方 < 地 > 便"])
def test_a_line_that_is_neither_is_refused(line):
    """A slip in the file is found when it is read, not when a name slips through."""
    with pytest.raises(ValueError, match=line):
        parse([line])


@pytest.mark.parametrize("surname", sorted(COMPOUND))
def test_compound_surnames_are_never_overlooked(surname):
    """Also those whose characters form words (司徒, 东方, 百里)."""
    texts = NOBODY.mask_all([f"找{surname}晓棠签字", f"{surname}伟在场"]).texts
    assert [text for text in texts if "晓棠" in text or "伟" in text] == []


@pytest.mark.parametrize(
    "surname", sorted("王李张刘陈杨赵黄吴徐孙朱胡郭罗郑梁宋唐邓冯韩曹彭萧蔡潘袁叶蒋杜苏魏吕沈卢姜崔谭陆汪廖")
)
def test_frequent_surnames_are_never_overlooked(surname):
    """Whatever stands around it, behind a frequent surname a usual given name is masked, or the text not printed."""
    assert surname in ANY
    given = ("建国", "丽萍", "伟")
    texts = [
        f"{before}{surname}{one}{after}" for before in ("", "找", "窗口") for one in given for after in ("在场", "。")
    ]
    assert [text for text in NOBODY.mask_all(texts).texts if any(one in text for one in given)] == []
