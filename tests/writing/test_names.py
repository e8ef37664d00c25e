"""Names of files: people can read them, every system takes them, and none leads elsewhere."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.writing import MAX_NAME_BYTES, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("990101-2026Q3-作风建设情况调研报告", "990101-2026Q3-作风建设情况调研报告"),
        ("鼓楼区（一）", "鼓楼区（一）"),
        ("２０２６年 报告", "２０２６年 报告"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("甲\x00县\x1f\x7f", "甲县"),
        ("甲\n县\t报告", "甲 县 报告"),
        ("\u202e甲\u200f县\ufeff\u2066", "甲县"),
        ("报告. . ", "报告"),
        (" .报告", "报告"),
        ("CON", "_CON"),
        ("con.docx", "_con.docx"),
        ("COM1", "_COM1"),
        ("LPT³.txt", "_LPT³.txt"),
        ("nul .x", "_nul .x"),
        ("CONSOLE", "CONSOLE"),
        ("COM10", "COM10"),
        ("é", "é"),
        ("…", "…"),
        ("", "_"),
        (" . . ", "_"),
        ("\u200b", "_"),
        ("\ud800", "_"),
        ("字" * 100, "字" * 40),
        ("a" + "字" * 100, "a" + "字" * 39),
        ("𰻝" * 100, "𰻝" * 30),
        ("a" * 119 + ". 报告", "a" * 119),
    ],
)
def test_names_for_people(text, name):
    """What a name becomes."""
    assert safe_name(text) == name


@given(st.text(st.characters(), max_size=200))
def test_every_text_has_a_safe_name(text):
    """Whatever the text is, its name is one part of a path, short, visible and not reserved; and it stays when made safe again."""
    name = safe_name(text)
    assert 1 <= len(name.encode()) <= MAX_NAME_BYTES
    assert not set(name) & set('/\\:*?"<>|')
    assert not {unicodedata.category(character) for character in name} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert name == name.strip(". ") == unicodedata.normalize("NFC", name)
    assert name.split(".")[0].strip().upper() not in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT9")
    assert safe_name(name) == name


@given(st.text(st.characters(), max_size=60))
def test_every_name_can_be_a_file(tmp_path_factory, text):
    """The system takes the name, and the file lies in the folder."""
    folder = tmp_path_factory.getbasetemp()
    path = folder / f"990101-{safe_name(text)}.docx"
    path.write_bytes(b"")
    assert path.resolve().parent == folder.resolve()
    path.unlink()
