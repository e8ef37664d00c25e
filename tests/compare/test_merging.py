"""Three texts to one: what each side changed, what both did, and what only a person can decide."""

import re

import pytest

from reportgen.compare.merging import Merge, merge
from reportgen.compare.texts import Atom, Text

_BASE = "反映[a:52]件，比上季度增加[b:7]件。其余情况平稳。"


def _text(marked: str, marks: str) -> Text:
    """A text in which `[a:52]` is the figure `a`; its bookmark's name is `marks` and the key."""
    pieces: list[str] = []
    atoms: list[Atom] = []
    length = 0
    for piece in re.split(r"(\[[^\]]*\])", marked):
        key, colon, shown = piece[1:-1].partition(":") if piece.startswith("[") else ("", "", piece)
        if colon:
            atoms.append(Atom(length, length + len(shown), key, marks + key))
        pieces.append(shown)
        length += len(shown)
    return Text("".join(pieces), tuple(atoms))


def _merge(edited: str, new: str, base: str = _BASE) -> Merge:
    return merge(_text(base, "old "), _text(edited, "old "), _text(new, "new "))


@pytest.mark.parametrize(
    ("edited", "new", "result"),
    [
        (_BASE, "反映[a:55]件，比上季度减少[b:3]件。其余情况平稳。", "反映55件，比上季度减少3件。其余情况平稳。"),
        ("总的看，反映[a:52]件，比上季度增加[b:7]件。其余情况平稳。请注意。", "反映[a:55]件，比上季度增加[b:10]件。其余情况平稳。",
         "总的看，反映55件，比上季度增加10件。其余情况平稳。请注意。"),
        ("反映约[a:52]件，比上季度增加[b:7]件。其余情况平稳。", "反映[a:55]件，比上季度增加[b:7]件。其余情况平稳。",
         "反映约55件，比上季度增加7件。其余情况平稳。"),
        ("反映[a:52]件。其余情况平稳。", "反映[a:55]件，比上季度增加[b:10]件。其余情况平稳。", "反映55件。其余情况平稳。"),
        ("反映较多。其余情况平稳。", "反映[a:55]件，比上季度增加[b:10]件。其余情况平稳。", "反映较多。其余情况平稳。"),
        ("比上季度增加[b:7]件，反映[a:52]件。其余情况平稳。", _BASE, "比上季度增加7件，反映52件。其余情况平稳。"),
        ("反映[a:５２]件，比上季度增加[b:7]件。其余情况平稳。", "反映[a:55]件，比上季度增加[b:7]件。其余情况平稳。",
         "反映55件，比上季度增加7件。其余情况平稳。"),
        (_BASE, "反映[a:52]件，与上季度持平。其余情况平稳。", "反映52件，与上季度持平。其余情况平稳。"),
        (_BASE, "反映[a:52]件，比上季度增加[b:7]件。", "反映52件，比上季度增加7件。"),
        ("反映[a:52]件，比上季度增加[b:7]件。\n其余情况平稳。", "反映[a:9]件，比上季度增加[b:1]件。其余情况平稳。",
         "反映9件，比上季度增加1件。\n其余情况平稳。"),
    ],
)  # fmt: skip
def test_what_one_side_changed_is_taken_from_it(edited: str, new: str, result: str) -> None:
    """Nothing is left to the person."""
    merged = _merge(edited, new)
    assert (merged.text, merged.conflicts, merged.overtyped) == (result, (), ())


@pytest.mark.parametrize(
    ("edited", "new"),
    [
        ("反映[a:52]件，比上季度减少[b:7]件。其余情况平稳。", "反映[a:52]件，比上季度增加[b:9]件。其余情况平稳。"),
        (
            "反映[a:52]件，居首位，比上季度增加[b:7]件。其余情况平稳。",
            "反映[a:50]件，比上季度增加[b:5]件。其余情况平稳。",
        ),
        ("均反映[a:52]件，比上季度增加[b:7]件。其余情况平稳。", "反映[a:50]件，比上季度增加[b:7]件。其余情况平稳。"),
        ("仅反映[a:52]件，比上季度增加[b:7]件。其余情况平稳。", "反映[a:50]件，比上季度增加[b:7]件。其余情况平稳。"),
        (
            "反映[a:52]件，为首次，比上季度增加[b:7]件。其余情况平稳。",
            "反映[a:50]件，比上季度增加[b:7]件。其余情况平稳。",
        ),
        ("反映[a:52]件，比上季度有所变化。其余情况平稳。", "反映[a:52]件，与上季度持平。其余情况平稳。"),
        ("反映[a:52]件，比上季度增加[b:7]件。其余工作顺利。", "反映[a:52]件，比上季度增加[b:7]件。其余略有波动。"),
    ],
)
def test_where_both_changed_the_persons_text_stays(edited: str, new: str) -> None:
    """And the place is a conflict."""
    merged = _merge(edited, new)
    assert merged.text == _text(edited, "").text
    assert merged.conflicts


def test_a_claim_does_not_hold_what_stands_in_another_sentence() -> None:
    """The first sentence stays, the second gets its figure."""
    base = "甲类[a:5]件。乙类[b:6]件。"
    merged = _merge("甲类[a:5]件，居首位。乙类[b:6]件。", "甲类[a:9]件。乙类[b:8]件。", base)
    assert merged.text == "甲类5件，居首位。乙类8件。"
    assert [_text("甲类[a:5]件，居首位。乙类[b:6]件。", "").text[one.start : one.end] for one in merged.conflicts] == [
        "5"
    ]


@pytest.mark.parametrize(
    ("new", "typed", "conflict"),
    [
        ("反映[a:52]件。", [("52", "52")], False),
        ("反映[a:55]件。", [("52", "55")], True),
        ("反映[a:53]件。", [], False),
    ],
)
def test_a_figure_typed_over(new: str, typed: list[tuple[str, str]], conflict: bool) -> None:
    """It stays; it conflicts with another number computed since, and is none where the same is computed."""
    merged = _merge("反映[a:53]件。", new, "反映[a:52]件。")
    assert merged.text == "反映53件。"
    assert [(one.before, one.now) for one in merged.overtyped] == typed
    assert bool(merged.conflicts) == conflict


def test_a_figure_typed_over_does_not_count_where_it_is_not_to() -> None:
    """The computed one is printed, whether it has changed or not."""
    base, new = "反映[a:52]件，增加[b:7]件。", "反映[a:52]件，增加[b:9]件。"
    texts = (_text(base, "o"), _text("反映[a:53]件，增加[b:8]件。", "o"), _text(new, "n"))
    assert merge(*texts, typed_over=False).text == "反映52件，增加9件。"


def test_numbers_that_a_person_typed_are_told_when_the_figure_moves() -> None:
    """A retyped paragraph holds no figure of ours; its 52 is that of the last data."""
    merged = _merge("群众来电中有52件说到态度。", "反映[a:55]件，比上季度增加[b:7]件。其余情况平稳。")
    assert merged.text == "群众来电中有52件说到态度。"
    assert [(one.key, one.before, one.now) for one in merged.stale] == [("a", "52", "55")]


def test_rounded_figures_are_told() -> None:
    """Whether 约 still fits is the person's to say."""
    merged = _merge(
        "反映[a:52]余件，比上季度增加[b:7]件。其余情况平稳。", "反映[a:71]件，比上季度增加[b:7]件。其余情况平稳。"
    )
    assert merged.text.startswith("反映71余件")
    assert [one.now for one in merged.rounded] == ["71"]


def test_another_case_is_told_whole() -> None:
    """Two cases share words; one is not made of the other character by character, and a person's words in it conflict."""
    base = "例如，七月上旬来电反映窗口无人值守，等候四十分钟，经核查属实，已对当班人员批评教育。"
    new = "例如，九月中旬网上留言称办证材料反复补交，跑了三趟，经核查部分属实，已优化告知单。"
    assert _merge(base, new, base).text == new
    touched = _merge(base.replace("等候四十分钟", "等候近一小时"), new, base)
    assert "等候近一小时" in touched.text
    assert touched.conflicts
    added = _merge(base + "此类问题不是孤例。", new, base)
    assert (added.text, added.conflicts) == (new + "此类问题不是孤例。", ())


def test_the_marks_of_the_new_text_stand_where_its_figures_are() -> None:
    """Those that stayed, and those that came."""
    merged = _merge(
        "共反映[a:52]件，比上季度增加[b:7]件。其余情况平稳。",
        "反映[a:55]件，比上季度增加[b:7]件，其中[c:3]件重复。其余情况平稳。",
    )
    assert {one.mark: merged.text[one.start : one.end] for one in merged.atoms} == {
        "new a": "55",
        "new b": "7",
        "new c": "3",
    }


def test_mentions_of_tables_are_no_changes() -> None:
    """Their numbers are given anew in the end."""
    base, new = "见[r:units:表1]。", "见[r:units:表2]。"
    merged = merge(
        Text("见表1。", (Atom(1, 3, "r:units"),)),
        Text("详见表1。", (Atom(2, 4, "r:units"),)),
        Text("见表2。", (Atom(1, 3, "r:units"),)),
    )
    assert (merged.text, merged.conflicts) == ("详见表1。", ())
    assert base != new


def test_a_figure_that_was_moved_here_says_what_it_says_now() -> None:
    """Its sentence is the person's."""
    edited = _text("另有[x:4]件。", "old ")
    merged = merge(Text(""), edited, Text(""), lambda atom: "6" if atom.mark == "old x" else None)
    assert merged.text == "另有6件。"


_LIST = "主要在甲中心（[a:45]件，占[c:60]%）、乙（[b:20]件，占[d:27]%）。"


@pytest.mark.parametrize(
    ("edited", "result"),
    [
        ("主要在乙（[a:20]件，占[c:27]%）、甲中心（[b:45]件，占[d:60]%）。", "主要在乙（21件，占25%）、甲中心（47件，占58%）。"),
        ("主要在乙（[b:20]件，占[d:27]%）、甲中心（[a:45]件，占[c:60]%）。", "主要在乙（21件，占25%）、甲中心（47件，占58%）。"),
        ("主要在甲中心[a:45]件，占[c:60]%，和乙[b:20]件，占[d:27]%。", "主要在甲中心47件，占58%，和乙21件，占25%。"),
    ],
)  # fmt: skip
def test_items_put_in_another_order_keep_their_own_figures(edited: str, result: str) -> None:
    """Cut and pasted with their bookmarks, or typed over where the other's stood."""
    new = _text("主要在甲中心（[a:47]件，占[c:58]%）、乙（[b:21]件，占[d:25]%）。", "new ")
    says = {one.key: new.of(one) for one in new.atoms}
    merged = merge(_text(_LIST, "old "), _text(edited, "old "), new, lambda atom: says[atom.key])
    assert (merged.text, merged.conflicts, merged.overtyped) == (result, (), ())
    assert all(merged.text[one.start : one.end] == says[one.key] for one in merged.atoms)


def test_a_number_typed_over_is_not_credited_to_another_figure() -> None:
    """Only where figures are exchanged among themselves does the number tell whose it is."""
    edited = "主要在甲中心（[a:20]件，占[c:60]%）、乙（[b:20]件，占[d:27]%）。"
    merged = merge(_text(_LIST, "old "), _text(edited, "old "), _text(_LIST, "new "))
    assert [(one.key, one.before, one.now) for one in merged.overtyped] == [("a", "45", "45")]


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        ("反映较突出的[a:52]件，比上季度增加[b:7]件。其余情况平稳。", ["a"]),
        ("反映[a:52]件（含分中心），比上季度增加[b:7]件。其余情况平稳。", ["a"]),
        ("据统计，反映[a:52]件，比上季度增加[b:7]件。其余情况平稳。", []),
        ("反映[a:52]件，比上季度增加[b:7]件。其余情况总体平稳。", []),
        ("反映[a:52]件，比去年同期增加[b:7]件。其余情况平稳。", ["b"]),
    ],
)
def test_a_number_that_changes_beside_a_persons_words_is_told(edited: str, told: list[str]) -> None:
    """In the same clause; whether words still hold, no list of words knows."""
    merged = _merge(edited, "反映[a:55]件，比上季度增加[b:10]件。其余情况平稳。")
    assert "55" in merged.text
    assert [one.key for one in merged.worded] == told


def test_a_number_stays_old_where_the_words_of_its_clause_do() -> None:
    """And is new in the other clauses of the sentence."""
    new = "反映[a:40]件，窗口较多，比上季度减少[b:5]件，其中上门[c:3]件。"
    merged = _merge(
        "反映[a:52]件，窗口较多，比上季多收了[b:7]件，其中上门[c:2]件。",
        new,
        "反映[a:52]件，窗口较多，比上季度增加[b:7]件，其中上门[c:2]件。",
    )
    assert merged.text == "反映40件，窗口较多，比上季多收了7件，其中上门3件。"
    assert len(merged.conflicts) >= 1
