"""What an unknown word likely means: a category by name or by its cases, a state, a verdict; silence where it is not likely."""

import random
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from reportgen.clean.words.categories import Names
from reportgen.clean.words.guesses import by_cases, guessed
from reportgen.settings.models import Taxonomy
from reportgen.settings.neutral import first_settings
from tests.clean.notation import cleaned

_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
_TREE = _DATA / "附件1_三级标签体系.xlsx"


@pytest.fixture(scope="module")
def usual() -> Names:
    """The categories that every county begins with."""
    return Names(first_settings("甲县", "甲县某办").settings.taxonomy)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("接待态度差", "attitude"), ("窗口态度恶劣", "attitude"), ("服务态渡", "attitude"), ("责任心不够", "duty"), ("工作不负责任", "duty"),
        ("上班纪律", "discipline"), ("办事纪律", "discipline"), ("政策没落实", "execution"), ("惠民政策落实", "execution"), ("乱收费问题", "execution"),
    ],
)  # fmt: skip
def test_a_name_that_speaks_of_the_same(usual, name, code):
    """Without its judgement, with 没 for 不, with one slip of the pen."""
    assert usual.likely(name, ()) == code


@pytest.mark.parametrize(
    "name",
    [
        "服务类", "公共服务", "政务服务", "民生服务", "履约服务类", "政策咨询", "政策宣传", "工作作风", "服务作风", "纪律处分", "咨询求助", "意见建议",
        "环境设施", "环境卫生差", "停车难", "懒政怠政", "其它", "业务办理", "办事效率", "城乡建设",
    ],
)  # fmt: skip
def test_a_word_that_many_names_share_tells_nothing(usual, name):
    """服务类 is not 服务态度生硬."""
    assert usual.likely(name, ()) == ""


def test_the_cases_under_a_name_tell():
    """Three or more of them, and three of five, speak for one category; what speaks for none counts."""
    assert by_cases(["duty", "duty", "duty"]) == "duty"
    assert by_cases(["duty", "duty", "duty", "", "attitude"]) == "duty"
    assert by_cases(["duty", "duty", "duty", "", "", ""]) == ""
    assert by_cases(["duty", "duty"]) == ""
    assert by_cases([]) == ""


def test_name_and_cases_must_not_disagree(usual):
    """态度 whose cases tell of lost files is left to the person."""
    assert usual.likely("接待态度差", ["duty"] * 5) == ""
    assert usual.likely("接待态度差", ["attitude"] * 5) == "attitude"
    assert usual.likely("办事拖拉", ["duty"] * 5) == "duty"


def test_a_suggestion_is_said_and_nothing_else():
    """A name whose cases speak for a category is told with it."""
    rows = "\n".join(f"A{number} | 2026-07-01 | 办事慢 | 一直拖延{number}" for number in range(4))
    found = cleaned("工单编号 | 受理日期 | 问题类别 | 主要内容\n" + rows)
    assert "Likely it is “履职责任不强”" in found.message("ledger.category-unknown.near")


@pytest.mark.skipif(not _TREE.is_file(), reason="the folder ../shared/data with the real labels is not here")
def test_of_real_labels_most_suggestions_are_right():
    """Half of an official tree of labels, given the other half: of what is suggested at least four in five stand under that branch."""
    with closing(openpyxl.load_workbook(_TREE, read_only=True)) as book:
        rows = [row[:3] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True) if row[0]]
    branches: dict[str, set[str]] = defaultdict(set)
    for first, second, third in rows:
        branches[str(second).strip()].add(first)
        branches[str(third).strip()].add(first)
    labels = {label: found.pop() for label, found in branches.items() if len(found) == 1}
    right = told = 0
    for seed in range(5):
        order = sorted(labels)
        random.Random(seed).shuffle(order)  # noqa: S311 - halves for a test, the same in every run
        known, asked = order[::2], order[1::2]
        codes = {branch: f"b{number}" for number, branch in enumerate(sorted(set(labels.values())))}
        aliases: dict[str, list[str]] = {
            branch: [label for label in known if labels[label] == branch] for branch in codes
        }
        tree = {codes[branch]: {"name": branch, "aliases": found} for branch, found in aliases.items()}
        names = Names(Taxonomy.model_validate({"categories": tree}))
        for label in asked:
            likely = "" if names.knows(label) else names.likely(label, ())
            told += bool(likely)
            right += likely == codes[labels[label]]
    assert told > 20
    assert right >= 0.8 * told


@pytest.mark.parametrize(
    ("field", "word", "meaning"),
    [
        ("status", "拖延", "open"), ("status", "尚在推进", "open"), ("status", "已归档", "closed"), ("status", "逾限", "overdue"), ("status", "甲", ""),
        ("verified", "确有其事", "yes"), ("verified", "有出入", "partly"), ("verified", "查无此事", "no"), ("verified", "甲", ""),
        ("satisfaction", "还行", "basically"), ("satisfaction", "很好", "satisfied"), ("satisfaction", "意见很大，失望", "dissatisfied"),
        ("satisfaction", "甲", ""),
    ],
)  # fmt: skip
def test_what_a_word_of_a_field_may_mean(field, word, meaning):
    """A guess for the line to paste; the person who pastes it decides."""
    assert guessed(field, word) == meaning


def test_words_are_told_with_counts_and_lines():
    """Like unknown categories: a warning, each word with its count, the lines keep what the configuration says already."""
    rows = "\n".join(
        f"A{number} | 2026-07-01 | {word}" for number, word in enumerate(["拖延"] * 3 + ["已归档"] * 2 + ["甲"])
    )
    found = cleaned("工单编号 | 受理日期 | 办理状态\n" + rows, vocabulary={"status": {"open": ["在办"]}})
    told = found.message("ledger.words-unknown")
    assert "6 cells of status" in told
    assert "“拖延” 3, “已归档” 2, “甲” 1" in told
    assert "ledger: {vocabulary: {status: {open: [在办, 拖延, 甲], closed: [已归档]}}}" in told
    (one,) = [issue for issue in found.issues if issue.code == "ledger.words-unknown"]
    assert one.level == "warning"
    assert [word for asked in one.additions for word in asked.words] == [
        "拖延",
        "已归档",
    ]  # of 甲 nothing tells where it goes


def test_stories_are_no_words_to_paste():
    """A column of notes is a note and gives no lines."""
    found = cleaned("工单编号 | 受理日期 | 满意度\n1 | 2026-07-01 | 已电话联系并向其说明了有关规定")
    assert "ledger.words-unknown" not in found.codes
    (one,) = [issue for issue in found.issues if issue.code == "ledger.words-unknown.stories"]
    assert (one.level, one.additions) == ("info", ())
