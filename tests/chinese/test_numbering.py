"""Numbers of headings by the first of each level, and sizes of type by their names."""

import pytest

from reportgen.chinese.numbering import OFFICIAL, faulty_level, numbered
from reportgen.chinese.type_sizes import POINTS, points_of, size_name
from reportgen.word.blocks.prefixes import without_number
from reportgen.word.pages.headings import HeadingCounter


@pytest.mark.parametrize(
    ("scheme", "numbers"),
    [
        (OFFICIAL, ["一、", "（一）", "1.", "（1）", "（2）", "（二）", "1.", "二、", "（一）"]),
        ("第一章/1.1/1.1.1", ["第一章", "1.1", "1.1.1", "（1）", "（2）", "1.2", "1.2.1", "第二章", "2.1"]),
        ("第一章/第一节/一、/（一）", ["第一章", "第一节", "一、", "（一）", "（二）", "第二节", "一、", "第二章", "第一节"]),
        ("1/1.1/1.1.1/1.1.1.1", ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "1.2", "1.2.1", "2", "2.1"]),
        ("第一章/1/1.1/①", ["第一章", "1", "1.1", "①", "②", "2", "2.1", "第二章", "1"]),
    ],
)  # fmt: skip
def test_headings_are_numbered_as_the_first_ones_are_written(scheme: str, numbers: list[str]) -> None:
    """Dots count the levels above; what is not said is as the standard has it; words stand apart from bare numbers."""
    counter = HeadingCounter("hanzi" if scheme == OFFICIAL else scheme)
    found = [counter.next(level) for level in (1, 2, 3, 4, 4, 2, 3, 1, 2)]
    assert [one.rstrip("\u3000") for one in found] == numbers
    assert all(
        one.endswith("\u3000") == (one.rstrip("\u3000")[-1] not in "、.）") for one in found if "①" not in scheme
    )
    assert [without_number(f"{one}服务态度") for one in found] == ["服务态度"] * 9


def test_counts_beyond_what_signs_there_are() -> None:
    """After ⑳ plain digits."""
    assert numbered("一、/①", (1, 20)) == "⑳"
    assert numbered("一、/①", (1, 21)) == "21"


@pytest.mark.parametrize(
    ("scheme", "level"),
    [(OFFICIAL, None), ("", ""), ("1.1", "1.1"), ("一、/二、", "二、"), ("（一", "（一"), ("一、/1.1.1", "1.1.1"), ("一、//1.", ""), ("一/1/1/1/1", "1"), ("第一章/1", None)],
)  # fmt: skip
def test_a_scheme_that_counts_nothing_names_its_level(scheme: str, level: str | None) -> None:
    """The first number of a level is 一, 1, ① or 1.1 of levels that are there, in closed brackets."""
    assert faulty_level(scheme) == level


@pytest.mark.parametrize("text", ["3.5万件", "1.5倍以上", "2.1 百分点是增幅", "12345热线", "一是加强", "第一季度情况"])
def test_numbers_of_texts_are_no_numbers_of_headings(text: str) -> None:
    """What a sentence begins with stays its own."""
    assert without_number(text) == text


@pytest.mark.parametrize(
    ("written", "points"),
    [("三号", 16), ("3号", 16), ("小四", 12), ("小四号", 12), ("小4号", 12), ("初号", 42), ("小初", 36), ("小初号", 36), ("五号", 10.5), ("16", 16), ("16pt", 16), ("10.5磅", 10.5), ("16 磅", 16)],
)  # fmt: skip
def test_sizes_are_read_as_people_write_them(written: str, points: float) -> None:
    """By name, with digits or hanzi, or in points."""
    assert points_of(written) == points


def test_every_size_has_its_name_back() -> None:
    """There and back; what has no name is told in points."""
    assert [points_of(size_name(points)) for points in POINTS.values()] == list(POINTS.values())
    assert size_name(13) == "13pt"
    assert list(POINTS.values()) == sorted(POINTS.values(), reverse=True)
