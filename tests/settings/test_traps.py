"""YAML's traps: every value is taken exactly as it is written, or refused at its line and column; bombs do no harm."""

import os
import re

import pytest
import yaml

from reportgen.settings.tree import yaml_tree
from tests.work import calls

# Where text is wanted, these stay as they are written; YAML 1.1 would make a number, a date, a truth value of most.
_KEPT = """
010203 0o17 0x1F 0b101 12:30 1:30:00 190:20:30 no yes on off y n No YES Off true True false FALSE 2026-10-12 2026-07 2026
2026-10-12T08:30:00Z 1.10 1.0 1e3 1E-2 1_000 +5 -0 00 .5 5. .inf -.inf .nan .NaN 330101 12345678901234567890 1,000 = None
nil NA N/A 2026Q3 ０１２３ 1.2.3 12:30:45.5 a#b a:b http://a/b 50% C:\\a\\b
"""
KEPT = _KEPT.split()

# In the place of `%` of the line above it, refused at that column.
REFUSED = [
    # whole numbers have one spelling
    ("charts: {dpi: %}", "0100", "settings.not-number"),
    ("charts: {dpi: %}", "0x64", "settings.not-number"),
    ("charts: {dpi: %}", "0o144", "settings.not-number"),
    ("charts: {dpi: %}", "1_00", "settings.not-number"),
    ("charts: {dpi: %}", "100.0", "settings.not-number"),
    ("charts: {dpi: %}", "1e2", "settings.not-number"),
    ("charts: {dpi: %}", "+100", "settings.not-number"),
    ("charts: {dpi: %}", "1:40", "settings.not-number"),
    ("charts: {dpi: %}", "true", "settings.not-number"),
    ("charts: {dpi: %}", '"100"', "settings.not-number"),
    ("charts: {dpi: %}", "100 点", "settings.not-number"),
    ("charts: {dpi: %}", "１００", "settings.not-number"),
    ("charts: {dpi: %}", "9" * 5000, "settings.not-number"),
    ("report: {day_limits: [3, %]}", "07", "settings.not-number"),
    # truth values are true and false
    ("report: {name_units: %}", "yes", "settings.not-boolean"),
    ("report: {name_units: %}", "on", "settings.not-boolean"),
    ("report: {name_units: %}", "n", "settings.not-boolean"),
    ("report: {name_units: %}", "1", "settings.not-boolean"),
    ("report: {name_units: %}", '"true"', "settings.not-boolean"),
    ("report: {name_units: %}", "是", "settings.not-boolean"),
    # periods and days
    ("report: {period: %}", "2026Q5", "settings.bad-period"),
    ("report: {period: %}", "2026-13", "settings.bad-period"),
    ("report: {period: %}", "2026-10-12", "settings.bad-period"),
    ("report: {period: %}", "20263", "settings.bad-period"),
    ("report: {date: %}", "2026-02-29", "settings.bad-date"),
    ("report: {date: %}", "20261012", "settings.bad-date"),
    ("report: {date: %}", "2026-10-12 08:30:00", "settings.bad-date"),
    ("report: {date: %}", "2026-W41-1", "settings.bad-date"),
    # codes
    ("county: {code: %}", "33010", "settings.bad-region-code"),
    ("county: {code: %}", "33_0101", "settings.bad-region-code"),
    ("county: {code: %}", "330101.0", "settings.bad-region-code"),
    ("county: {code: %}", "３３０１０１", "settings.bad-region-code"),
    ("taxonomy: {categories: {%: {name: 甲}}}", "01", "settings.bad-code"),
    ("taxonomy: {categories: {%: {name: 甲}}}", "态度", "settings.bad-code"),
    ("taxonomy: {categories: {%: {name: 甲}}}", "Duty", "settings.bad-code"),
    # constructions that change what is read
    ("%wording: {of: 数}", "&a ", "settings.anchor"),
    ("wording: {of: %}", "&a 数", "settings.anchor"),
    ("wording: {of: %}", "*a", "settings.anchor"),
    ("wording: {of: %}", "!!str 12", "settings.tag"),
    ("wording: {of: %}", "!!binary aGk=", "settings.tag"),
    ("wording: {of: %}", '!!python/object/apply:os.system ["true"]', "settings.tag"),
    ("wording: {of: %}", "!local 数", "settings.tag"),
    ("wording: {%: {of: 数}}", "<<", "settings.merge-key"),
    ("wording: {of: 数, %: 件}", "of", "settings.duplicate-key"),
    ("wording: {of: 数, %: 件}", '"of"', "settings.duplicate-key"),
    ("wording: {%: 件}", "[of]", "settings.key-not-text"),
    ("wording: {%: 件}", "~", "settings.key-not-text"),
    ("ledger: {null_marks: [/, %]}", "null", "settings.null-item"),
    ("ledger: {null_marks: [/, %]}", "~", "settings.null-item"),
    ("wording: {of: %}", r'"\x01"', "settings.bad-character"),
    ("wording: {of: %}", r'"\u2028"', "settings.bad-character"),
    ("wording: {of: %}", r'"\uFFFF"', "settings.bad-character"),
    ("wording: {of: 数%}", "\u2028", "settings.bad-character"),
    ("wording: {of: 数%}", "\x85", "settings.bad-character"),
    ("wording: {of: 数%}", "\x0b", "settings.bad-character"),
    ("wording: {of: %}", '" "', "settings.empty-text"),
    ("wording: {of: %}", '""', "settings.empty-text"),
    ("%", "--- {a: b}", "settings.several-documents"),
]


@pytest.mark.parametrize("written", KEPT)
def test_text_stays_as_written(folder, written):
    """Where text is wanted, an unquoted scalar is that text, character by character."""
    assert folder.load(f"extends: complete.yaml\nreport:\n  name: {written}\n").settings.report.name == written


@pytest.mark.parametrize("written", [word for word in KEPT if not re.search("[:,#]", word)])
def test_keys_and_items_stay_as_written(folder, written):
    """Keys and items of lists are text too: `no` is not false, `2026-10-12` no date."""
    loaded = folder.load(f"extends: complete.yaml\nledger: {{vocabulary: {{unit: {{{written}: [{written}]}}}}}}\n")
    assert loaded.settings.ledger.vocabulary.unit == {written: [written]}


def test_yes_and_no_are_words_of_the_ledger(folder):
    """`yes` and `no` are keys that the vocabulary knows, with or without quotes."""
    loaded = folder.load('extends: complete.yaml\nledger: {vocabulary: {verified: {yes: [属实], "no": [否]}}}\n')
    assert loaded.settings.ledger.vocabulary.verified == {"yes": ["属实"], "no": ["否"]}


@pytest.mark.parametrize("code", ["330101", "010203", '"010203"', "'330101'", "000000", "110101001"])
def test_division_codes_keep_their_zeros(folder, code):
    """A division code is the digits that are written, quoted or not."""
    loaded = folder.load(f"extends: complete.yaml\ncounty: {{code: {code}}}\n")
    assert loaded.settings.county.code == code.strip("\"'")


@pytest.mark.parametrize("period", ["2026Q3", "2026H1", "2026", "2026-07", '"2026"', "2026q3"])
def test_periods_need_no_quotes(folder, period):
    """Every form of a reporting period works as it is written."""
    assert folder.load(
        f"extends: complete.yaml\nreport: {{period: {period}}}\n"
    ).settings.report.period == period.strip('"')


@pytest.mark.parametrize("written", ["2026-10-12", '"2026-10-12"', "'2024-02-29'"])
def test_days_need_no_quotes(folder, written):
    """A day is text, not a date of YAML's."""
    assert folder.load(f"extends: complete.yaml\nreport: {{date: {written}}}\n").settings.report.date == written.strip(
        "\"'"
    )


@pytest.mark.parametrize(("line", "written", "code"), REFUSED)
def test_what_is_not_clear_is_refused_at_its_place(folder, line, written, code):
    """Whatever could be read in two ways is refused, with its line and column."""
    found = folder.places(f"extends: complete.yaml\n# line 2\n{line.replace('%', written)}\n")
    assert f"county.yaml:3:{line.index('%') + 1} {code}" in found


def test_unquoted_numbers_are_numbers(folder):
    """Where a whole number is wanted, digits without quotes are one."""
    report = folder.load("extends: complete.yaml\nreport: {decimals: 0, length_limit: 1234567}\n").settings.report
    assert (report.decimals, report.length_limit) == (0, 1234567)


@pytest.mark.parametrize("data", ["报告".encode("gbk"), "a: b".encode("utf-16"), b"a: \xff", b"a: \xed\xa0\x80"])
def test_other_encodings_are_refused(folder, data):
    """A file in another encoding is refused, with its line, instead of being read wrongly."""
    assert folder.places(b"# line 1\n" + data)[0] in (
        "county.yaml:2 settings.not-utf8",
        "county.yaml:2:2 settings.bad-character",
    )


def test_a_byte_order_mark_does_no_harm(folder):
    """Editors on Windows put a mark in front of UTF-8."""
    assert folder.load("\ufeffextends: complete.yaml\r\nreport: {name: 甲}\r\n").settings.report.name == "甲"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("report:\n\tname: 甲\n", "2:1 settings.tab"),
        ("report:\n  name：甲\n  title: 乙\n", "3:8 settings.full-width-colon"),
        ("report：\n", "1:1 settings.full-width-colon"),
        ('report: {name: "甲}\n', "1:16 settings.unclosed"),
        ("report: {name: 甲\n", "1:9 settings.unclosed"),
        ("ledger: {files: [甲\n", "1:17 settings.unclosed"),
        ("report: a: b\n", "1:10 settings.syntax"),
        ("report:\n  name: 甲\n title: 乙\n", "3:2 settings.syntax"),
        ("%YAML 1.1\n---\nreport: {}\n", "1:1 settings.directive"),
        ("- a\n", "1:1 settings.not-mapping"),
        ("just words\n", "1:1 settings.not-mapping"),
    ],
)
@pytest.mark.parametrize("pure_python", [False, True])
def test_what_cannot_be_parsed_is_placed(folder, monkeypatch, text, place, pure_python):
    """A mistake of form is told in our words at the place where it can be mended, whichever parser is there."""
    if pure_python:
        monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
    assert f"county.yaml:{place}" in folder.places(text)


BOMBS = {
    "nested lists": "a: " + "[" * 100_000,
    "nested mappings": "{a: " * 100_000,
    "nested items": "- " * 100_000,
    "nested keys": "? " * 100_000,
    "staircase": "\n".join(" " * depth + "a:" for depth in range(1_000)),
    "laughs": "a: &a [x, x]\n"
    + "\n".join(f"b{i}: &b{i} [*{'a' if not i else f'b{i - 1}'}, *a]" for i in range(10_000)),
    "merges": "a: &a {x: y}\n" + "\n".join(f"b{i}:\n  <<: *a" for i in range(20_000)),
    "many items": "ledger: {null_marks: [" + "a," * 500_000 + "]}",
    "many keys": "\n".join(f"k{i}: v" for i in range(100_000)),
    "many wrong keys": "extends: complete.yaml\nledger:\n" + "\n".join(f"  recieved{i}: v" for i in range(9_000)),
    "many wrong items": "extends: complete.yaml\nledger:\n  null_marks:\n" + "  - {a: b}\n" * 6_000,
    "one key again": "ledger: v\n" * 9_900,
    "many wrong names": "extends: complete.yaml\ntaxonomy:\n  causes: {a: {title: t, when: always, text: t, recommendations: ["
    + "inspektion," * 19_000
    + "]}}",
    "directives": "".join(f"%TAG !{i}! tag:{i}\n" for i in range(40_000)) + "---\na: b\n",
    "open quote": 'a: "' + "x\n" * 500_000,
    "long number": "charts: {dpi: " + "9" * 1_000_000 + "}",
    "long text": "extends: complete.yaml\nreport: {nam: " + "x" * 1_000_000 + "}",
    "long condition": "extends: complete.yaml\ntaxonomy: {causes: {a: {title: t, text: t, when: "
    + "(" * 500_000
    + "}}}",
    "too large": "# " + "x" * (1 << 20),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_bombs_are_refused_at_once(folder, bomb):
    """A file that is built to be expensive is refused in half a second of work, which is two million calls."""
    issues = folder.refused(bomb)
    assert calls(lambda: folder.refused(bomb)) <= 2_000_000
    assert issues
    assert all(len(one.message) + len(one.hint) < 2_000 for one in issues)


@pytest.mark.parametrize(
    ("bomb", "place"),
    [
        ("nested lists", "1:23 settings.too-deep"),
        ("staircase", "20:20 settings.too-deep"),
        ("many items", "1:40013 settings.too-many"),
        ("too large", " settings.too-large"),
    ],
)
def test_bombs_are_named(folder, bomb, place):
    """What is too much is said, where it becomes too much."""
    assert place.strip() in folder.places(BOMBS[bomb])[0]


def test_a_file_that_cannot_be_opened(folder, monkeypatch):
    """The system's reason is told, and nothing is raised but the refusal."""
    path = folder.write("county.yaml", "extends: complete.yaml")

    def no_open(*given, **named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", no_open)
    assert folder.places() == ["county.yaml settings.unreadable"]


@pytest.mark.parametrize("name", ["pipe", "folder", "device", "nothing"])
def test_only_files_are_read(folder, name):
    """A pipe, a folder or a device is not waited for."""
    if name == "pipe":
        os.mkfifo(folder.path / name)
    elif name == "folder":
        (folder.path / name).mkdir()
    elif name == "device":
        (folder.path / name).symlink_to("/dev/zero")
    assert folder.places(name=name) == [f"{name} settings.no-file"]
