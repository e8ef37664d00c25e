"""Names of the copy's sheets: such as a spreadsheet program takes, and each once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.checkup.naming import name_sheets


def test_sheets_of_one_file_keep_their_names():
    """Only what no sheet name may hold is replaced."""
    assert name_sheets("体检结果", [("台账.xlsx", "一季度"), ("台账.xlsx", "a/b[c]")]) == ["一季度", "a_b_c_"]


def test_sheets_of_several_files_begin_with_the_file():
    """The file's name is cut as far as 31 characters ask for."""
    names = name_sheets("体检结果", [("台账/热线.xlsx", "一季度"), (f"{'很' * 40}.xlsx", "二季度")])
    assert names == ["热线 一季度", f"{'很' * 27} 二季度"]


def test_a_name_that_is_taken_gets_a_number():
    """Names are compared without regard to case, that of the results is taken already."""
    pairs = [("a.csv", "A"), ("a.csv", "a"), ("a.csv", "体检结果"), ("a.csv", "history")]
    assert name_sheets("体检结果", pairs) == ["A", "a (2)", "体检结果 (2)", "history_"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a.xlsx", "长" * 40 + ".xls"]), st.text(max_size=40)), max_size=12))
def test_any_names_will_do(pairs: list[tuple[str, str]]):
    """Whatever files call their sheets: 1 to 31 characters, none forbidden, no quote at the ends, no two alike."""
    names = name_sheets("体检结果", pairs)
    assert len({name.casefold() for name in names} | {"体检结果"}) == len(pairs) + 1
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\\0\n")
        assert not name.startswith("'")
        assert not name.endswith("'")
