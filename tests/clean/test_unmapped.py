"""Where most cases fit no category there is an error with the names, their counts and what to add; else there is none."""

import pytest

from reportgen.model.sources import Level
from reportgen.settings.additions import lines_of
from tests.clean.notation import TAXONOMY, cleaned, settings, sheet

HEADER = "工单编号 | 受理日期 | 问题类别 | 主要内容\n"
CODES = ("ledger.mostly-unmapped", "ledger.mostly-unmapped.blank")


def ledger(**names: int) -> str:
    """So many cases of each name of a category."""
    rows = [name for name, count in names.items() for _ in range(count)]
    return HEADER + "\n".join(f"A{number} | 2026-07-01 | {name} | 某事{number}" for number, name in enumerate(rows))


def told(found):
    """The error, if there is one."""
    return next((issue for issue in found.issues if issue.code in CODES), None)


@pytest.mark.parametrize(
    ("known", "unknown", "most", "is_error"),
    [
        (7, 3, 30, False),
        (69, 31, 30, True),
        (6, 4, 40, False),
        (6, 4, 39, True),
        (0, 3, 100, False),
        (9, 3, 0, True),
        (10, 0, 0, False),
    ],
)
def test_the_share_decides(known, unknown, most, is_error):
    """As many percent as the setting says are still borne, one case more is not; one or two cases keep no report back."""
    found = told(cleaned(ledger(态度生硬=known, 停车难=unknown), most_unmapped=most))
    assert (found is not None) is is_error
    assert found is None or found.level is Level.ERROR


def test_names_counts_and_lines_to_paste():
    """Most frequent first; what no category is near to becomes one of its own; the lines keep the aliases that there are."""
    found = told(cleaned(ledger(停车难=3, 接待态度=4, 态度生硬=2, 秩序乱=1)))
    assert "8 of 10 cases are in no category of the taxonomy (80.0 per cent, more than the 30" in found.message
    assert "“接待态度” 4, “停车难” 3, “秩序乱” 1" in found.message
    lines = """\
taxonomy:
  categories:
    attitude:
      aliases: [态度生硬, 服务态度, 接待态度]
    own_1: {name: 停车难}
    own_2: {name: 秩序乱}
"""
    assert lines in found.hint
    assert lines_of(found.additions, settings()) == lines.rstrip()


def test_blank_cells_count_where_no_word_tells():
    """A column of categories that is hardly filled in maps nothing; the hint says what helps."""
    rows = "\n".join(f"A{number} | 2026-07-01 | | 某事{number}" for number in range(5))
    found = told(cleaned(HEADER + rows))
    assert found.code == "ledger.mostly-unmapped.blank"
    assert "no category filled in 5" in found.message
    assert "keywords" in found.hint


def test_keywords_map():
    """A blank cell beside a text that tells its category is mapped."""
    rows = "\n".join(f"A{number} | 2026-07-01 | | 态度冷淡{number}" for number in range(5))
    assert told(cleaned(HEADER + rows)) is None


def test_a_ledger_without_a_column_of_categories_is_not_judged():
    """Its texts alone tell; beside one that has the column it does not count."""
    plain = "受理日期 | 主要内容\n" + "\n".join(f"2026-07-01 | 某事{number}" for number in range(50))
    assert told(cleaned(plain)) is None
    assert told(cleaned(plain, ledger(态度生硬=3, 停车难=1))) is None
    assert "3 of 4" in told(cleaned(plain, ledger(态度生硬=1, 停车难=3))).message


def test_the_period_of_the_report_is_judged():
    """Cases of other periods neither excuse nor blame."""
    other = sheet(ledger(停车难=30).replace("2026-07-01", "2026-04-01").replace("A", "B"))
    assert told(cleaned(ledger(态度生硬=3), other)) is None
    assert "33 of 36" not in told(cleaned(ledger(态度生硬=3, 停车难=3), other)).message
    assert "3 of 6" in told(cleaned(ledger(态度生硬=3, 停车难=3), other)).message
    assert "33 of 36" in told(cleaned(ledger(态度生硬=3, 停车难=3), other, period=None)).message


def test_rows_that_are_refused_count_too():
    """unknown_category: reject makes the rest no whole: 1 of 4 cases left is no report of four."""
    found = told(cleaned(ledger(态度生硬=1, 停车难=3), unknown_category="reject"))
    assert "3 of 4" in found.message
    one = {"categories": {code: one for code, one in TAXONOMY["categories"].items() if code != "other"}}
    assert "3 of 4" in told(cleaned(ledger(态度生硬=1, 停车难=3), taxonomy=one)).message


def test_what_the_ledger_calls_other_is_mapped():
    """其他, 其它 and 其他问题 are what the ledger says."""
    assert told(cleaned(ledger(其他=5, 其它=3, 其他问题=3))) is None


def test_a_taxonomy_that_knows_nothing_judges_nothing():
    """With the catch-all alone all is other."""
    only = {"categories": {"other": {"name": "其他", "catch_all": True}}}
    assert told(cleaned(ledger(停车难=5), taxonomy=only)) is None


def test_codes_of_own_categories_are_free_ones():
    """A code that the taxonomy has is not given again."""
    taken = {"categories": {**TAXONOMY["categories"], "own_1": {"name": "排队"}}}
    found = told(cleaned(ledger(停车难=5), taxonomy=taken))
    assert "own_2: {name: 停车难}" in found.hint


def test_nothing_personal_is_to_be_pasted():
    """A number or a name that slipped into the column is in no line."""
    rows = f"{HEADER.strip()} | 反映人\nA1 | 2026-07-01 | 13800138000 | 某事 | 赵一钱\nA2 | 2026-07-01 | 赵一钱 | 别的事 | 赵一钱"
    found = cleaned(rows)
    assert not any(secret in f"{found.issues}" for secret in ("13800138000", "赵一钱"))
