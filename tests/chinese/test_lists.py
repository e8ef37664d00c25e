"""The lists of words: files that people read and mend, installed with the package, each word where it belongs."""

import re
from collections.abc import Collection
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from reportgen.chinese.words import measures, nothing, places, surnames, totals
from reportgen.chinese.words.lists import one_of, parse, word_lists

_ROOT = Path(__file__).resolve().parents[2]
_TOPICS = sorted(
    file.name.removesuffix(".txt") for file in files("reportgen.chinese").iterdir() if file.suffix == ".txt"
)


@pytest.mark.parametrize("topic", _TOPICS)
def test_every_list_is_read_and_used(topic: str) -> None:
    """By the module of its name; a list that nothing asks for is taken out."""
    source = files("reportgen.chinese").joinpath(f"{topic}.py").read_text(encoding="utf-8")
    assert word_lists(topic)
    assert [name for name in word_lists(topic) if f'"{name}"' not in source] == []


def test_an_installed_copy_has_them() -> None:
    """What is built for others holds every file beside its module."""
    built = {file.distribution_path for file in WheelBuilder(str(_ROOT)).recurse_included_files()}
    assert {f"reportgen/chinese/words/{topic}.txt" for topic in _TOPICS} <= built


def test_lists_stand_under_their_names() -> None:
    """In the order of the file, without remarks."""
    lists = parse("# 说明\n[甲]\n合计 小计  # 二字\n# 三字\n总计数\n\n[乙]\n小计".splitlines())
    assert dict(lists) == {"甲": ("合计", "小计", "总计数"), "乙": ("小计",)}


@pytest.mark.parametrize(
    ("lines", "told"),
    [("件 起", "line 1: 件"), ("[甲]\n件\n起 件", "line 3: 件"), ("[甲]\n件\n[甲]", "line 3: 甲")],
)
def test_slips_are_refused(lines: str, told: str) -> None:
    """A word before the first list, one that a list has twice, a list that is begun twice."""
    with pytest.raises(ValueError, match=re.escape(told)):
        parse(lines.splitlines())


def test_of_words_that_begin_alike_the_longest_is_found() -> None:
    """件次 is not 件; a mark that means something in a pattern is a mark."""
    assert re.findall(one_of(["件", "件次"], ["-", "人"]), "3件次，2件-人") == ["件次", "件", "-", "人"]


def _parted(*lists: Collection[str]) -> bool:
    return all(set(one).isdisjoint(other) for one, other in combinations(lists, 2))


def test_a_word_that_is_counted_in_stands_in_one_list() -> None:
    """So is every character of a surname."""
    counted = word_lists("measures")
    assert _parted(*(words for name, words in counted.items() if name != "after hanzi"))
    assert _parted(*("".join(word_lists("surnames")[name]) for name in ("common", "common in words", "words")))


def test_lists_of_some_are_part_of_those_of_all() -> None:
    """What is told of a word is told of one that is known."""
    assert surnames.FUNCTION_WORDS <= surnames.ALSO_WORDS < surnames.IN_WORDS < surnames.ANY
    assert surnames.COMPOUND_WORDS <= surnames.COMPOUND
    assert {totals.TOTAL, totals.SUBTOTAL} <= set(totals.TOTALS_OF) <= set(totals.TOTALS)
    assert nothing.NONE in nothing.NOTHING < nothing.NULLS
    assert measures.USUAL == "件"
    assert set("".join(places.FAMILIES)) <= {*places.VILLAGES, *places.TOWNSHIPS}


def test_surnames_of_two_characters_are_known() -> None:
    """欧阳 is one surname, 欧 another."""
    assert (surnames.surname_of("欧阳建国"), surnames.surname_of("欧建国")) == ("欧阳", "欧")
