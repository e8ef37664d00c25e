"""What is written and does nothing is said, at its line: words that are none, causes that never hold, headers that nobody has."""

import pytest

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.sources import Level
from reportgen.settings import Loaded
from reportgen.settings.checks.holding import can_hold
from reportgen.settings.effects import placed, without_effect
from reportgen.settings.expression import Names, parse_condition
from tests.clean.notation import rows

_NAMES = Names(("attitude", "duty"), {"attitude": ("impatient",), "duty": ()}, (), ("closed",))


@pytest.mark.parametrize(
    "condition",
    [
        "share('attitude') >= 20", "share('attitude') > 1", "rate('closed') > 100", "unit_share(1) >= 14", "count('duty') < 0",
        "change('duty') < -1", "count('duty') > 10 and count('duty') < 5", "5 > count('duty') and count('duty') >= 10",
        "share('duty') > 0.5 and (count('duty') > 3 and share('duty') <= 0.5)", "share('duty') == 2", "not always", "not 1 < 2", "1 > 2",
        "share('duty') * 100 > 200", "share('duty') + share('attitude') > 2", "share('duty') - 1 > 0.5",
        "count('duty') < 0 or share('duty') > 1", "0.5 < share('duty') < 0.3", "streak('duty') < 0",
    ],
)  # fmt: skip
def test_what_can_never_hold(condition):
    """Out of the range of a figure, or in contradiction with what is asked beside it."""
    assert not can_hold(parse_condition(condition, _NAMES))


@pytest.mark.parametrize(
    "condition",
    [
        "share('attitude') >= 1", "share('attitude') >= 0.2", "rate('closed') < 0.8 or rate('closed') > 7", "count('duty') > 10 and count('duty') < 50",
        "change('duty') > 9", "yoy('duty') <= -1", "days('median') > 1000", "not share('duty') > 1", "always", "1 < 2", "share('duty') / count('duty') > 5",
        "count('duty') * 2 > count('total')", "share('duty') >= 0.5 and share('duty') <= 0.5", "share('duty') != 1", "aspect('attitude', 'impatient') > 0.5",
        "share('duty') > 0.5 or share('duty') < 0.3", "streak('attitude') >= 2",
    ],
)  # fmt: skip
def test_what_can_hold(condition):
    """It is not said of what only seldom holds."""
    assert can_hold(parse_condition(condition, _NAMES))


def _told(loaded: Loaded) -> list[str]:
    return [f"{one.source.row}:{one.source.column} {one.code}" for one in loaded.issues]


def test_words_in_one(folder):
    """A mark of Chinese writing inside a keyword, an alias or a word of the vocabulary; one inside brackets parts nothing."""
    speak("en")
    loaded = folder.load("""\
        extends: complete.yaml
        taxonomy:
          categories:
            attitude:
              aliases: [态度差，态度冷, 吃拿卡要]
              keywords: [停车、泊位, 停车]
              aspects:
                impatient: {phrase: 不耐烦、冷淡, keywords: [不耐烦；冷淡]}
        ledger:
          vocabulary:
            status: {closed: ["归档,办毕"]}
            unit: {县医院（门诊、住院）: [医院（东、西）]}
        """)
    assert _told(loaded) == [
        "5:17 settings.words-in-one",
        "6:18 settings.keywords-in-one",
        "8:48 settings.keywords-in-one",
        "11:23 settings.words-in-one",
    ]
    assert loaded.issues[1].level is Level.WARNING
    assert loaded.issues[1].hint == "Part the words by a half-width comma and a space: [停车, 泊位]."


def test_causes_that_are_never_told_or_always(folder):
    """A share in percent, an aspect without keywords, a condition that asks for nothing; `always` is meant."""
    loaded = folder.load("""\
        extends: complete.yaml
        taxonomy:
          categories: {duty: {aspects: {slow: {phrase: 慢, keywords: []}}}}
          causes:
            percent: {title: 甲, text: 乙, when: share('duty') >= 20}
            wordless: {title: 甲, text: 乙, when: "aspect('duty', 'slow') > 0.1"}
            nothing: {title: 甲, text: 乙, when: 1 < 2}
            meant: {title: 甲, text: 乙, when: always}
        """)
    assert [one.code for one in loaded.issues] == [
        "settings.cause-never",
        "settings.cause-never",
        "settings.cause-asks-nothing",
    ]
    assert [one.source.row for one in loaded.issues] == [5, 6, 7]
    assert all(one.level is Level.WARNING for one in loaded.issues)


def _idle(folder, ledger: str, config: str) -> list[str]:
    """What is said of a county's configuration with a ledger: line and code."""
    speak("en")
    folder.write(
        "province.yaml", "extends: complete.yaml\ntaxonomy: {categories: {other: {name: 其他, catch_all: true}}}\n"
    )
    loaded = folder.load(f"extends: province.yaml\n{config}")
    found = rows(ledger)
    cleaned, issues = clean(found, loaded.settings, None)
    told = [
        *without_effect(loaded, found, cleaned),
        *(one for one in placed(issues, loaded) if one.code.startswith("settings.")),
    ]
    return [f"{one.source.row} {one.code} {one.level}" for one in told]


_LEDGER = "工单编号 | 来件日期（必填） | 办理状态 | 主要内容\nA1 | 2026-07-01 | 在办 | 某事"


def test_headers_that_no_ledger_has(folder):
    """A warning where none of a field's headers is there, a note where others are; a remark behind a header does not matter."""
    columns = "ledger:\n  columns:\n    received: [来件日期]\n    unit: [单位名，]\n    status: [状态, 办理状态]\n"
    assert _idle(folder, _LEDGER, columns) == [
        "5 settings.columns-nowhere warning",
        "6 settings.columns-nowhere-some info",
    ]


def test_a_header_in_two_levels_is_there(folder):
    """The configuration may call a column by both its levels."""
    ledger = "来件 | | 事由\n日期 | 渠道 | \n2026-07-01 | 来信 | 某事"
    assert _idle(folder, ledger, "ledger: {columns: {received: [来件日期], text: [事由]}}\n") == []


def test_fields_of_the_county_s_own_are_looked_for_too(folder):
    """Their columns are headers like others."""
    own = "ledger:\n  columns: {received: [来件日期]}\n  fields:\n    first: {label: 首次办结, columns: [是否首次]}\n"
    assert _idle(folder, _LEDGER, own) == ["5 settings.columns-nowhere warning"]


def test_words_and_duplicates_of_fields_that_no_ledger_has(folder):
    """A vocabulary of a column that is not there, a field by which rows are to be compared and that none has."""
    config = (
        "ledger:\n  columns: {received: [来件日期]}\n  vocabulary:\n    satisfaction: {satisfied: [好评]}\n    status: {open: [挂起]}\n"
        "  duplicates: {across: [phone, received]}\n"
    )
    assert _idle(folder, _LEDGER, config) == ["5 settings.field-nowhere info", "7 settings.field-nowhere info"]


@pytest.mark.parametrize(
    ("ledger", "told"),
    [
        (
            "工单编号 | 受理日期 | 办结时间 | 办结期限\n1 | 2026-07-01 | 2026-07-05 | 2026-07-09",
            ["4 settings.on-time-days-idle info"],
        ),
        (
            "工单编号 | 受理日期 | 办结时间 | 办结期限\n1 | 2026-07-01 | 2026-07-05 | 2026-07-09\n2 | 2026-07-02 | 2026-07-05 |",
            [],
        ),
        ("工单编号 | 受理日期 | 办结时间\n1 | 2026-07-01 | 2026-07-05", []),
        ("受理日期 | 主要内容\n2026-07-01 | 某事", ["4 settings.on-time-days-untimed info"]),
    ],
)
def test_days_that_nothing_is_measured_by(folder, ledger, told):
    """Every closed case has a day of its own by which it is due, or none has a day of closing."""
    assert _idle(folder, ledger, "ledger:\n  memory_mb: 512\n  on_time_days: 15\n") == told


def test_causes_that_ask_for_what_no_ledger_tells(folder):
    """A rate of what is known of no case, the share of units that nobody names; an `or` that leaves another way is no matter."""
    causes = """\
taxonomy:
  causes:
    rate: {title: 甲, text: 乙, when: rate('closed') < 0.8}
    units: {title: 甲, text: 乙, when: unit_share(1) > 0.2 and count('duty') > 1}
    either: {title: 甲, text: 乙, when: days('median') > 5 or count('duty') > 1}
    times: {title: 甲, text: 乙, when: days('median') > 5}
"""
    ledger = "受理日期 | 主要内容\n2026-07-01 | 某事"
    assert _idle(folder, ledger, causes) == [f"{line} settings.cause-without-data info" for line in (4, 5, 7)]
    full = "受理日期 | 主要内容 | 被反映单位 | 办结时间\n2026-07-01 | 某事 | 甲局 | 2026-07-02"
    assert _idle(folder, full, causes) == []


def test_what_the_base_says_to_all_is_no_oversight(folder):
    """Of the most general layer nothing is said that a ledger leaves unused."""
    folder.write(
        "base.yaml",
        (folder.path / "complete.yaml").read_text() + "ledger: {vocabulary: {satisfaction: {satisfied: [好评]}}}\n",
    )
    loaded = folder.load("extends: base.yaml\n")
    found = rows("受理日期 | 主要内容\n2026-07-01 | 某事")
    assert list(without_effect(loaded, found, clean(found, loaded.settings, None)[0])) == []
