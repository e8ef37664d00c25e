"""Ledgers that went wrong once (`inputs/`): each is read as it should be, from the file to the cases and the issues."""

from collections import Counter
from pathlib import Path

import pytest

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Level
from reportgen.read import read_ledgers
from tests.clean.notation import settings

_INPUTS = Path(__file__).parent / "inputs"
_TAXONOMY = {"categories": {"any": {"name": "任何", "catch_all": True}}}


def _believed(*names: str, period: str | None = "2026Q3", **ledger: object) -> tuple[Ledger, tuple[Issue, ...]]:
    """The cases of these files, and all issues in English."""
    speak("en")
    rows, read = read_ledgers([_INPUTS / name for name in names])
    cases, cleaned = clean(rows, settings(_TAXONOMY, **ledger), Period.parse(period) if period else None)
    return cases, (*read, *cleaned)


def _quarters(ledger: Ledger) -> dict[str, int]:
    return dict(sorted(Counter(str(Period.containing(day.date(), "Q")) for day in ledger.cases["received"]).items()))


def _codes(issues: tuple[Issue, ...], level: Level = Level.WARNING) -> list[str]:
    return list(dict.fromkeys(issue.code for issue in issues if issue.level is level))


@pytest.mark.parametrize(
    ("file", "quarters"),
    [
        ("utc.csv", {"2026Q2": 1, "2026Q3": 14, "2026Q4": 1}),
        ("offset.csv", {"2026Q2": 1, "2026Q3": 14}),
        ("utc.xlsx", {"2026Q3": 11, "2026Q4": 1}),
    ],
)
def test_times_in_utc_count_in_the_quarter_of_the_county(file: str, quarters: dict[str, int]) -> None:
    """And the hint about it stands once a column."""
    ledger, issues = _believed(file)
    assert _quarters(ledger) == quarters
    converted = [str(issue.source) for issue in issues if issue.code == "ledger.times-converted"]
    assert converted and len(converted) == len(set(converted))


def test_serials_of_1904() -> None:
    """All twelve cases lie in the quarter."""
    ledger, _ = _believed("calendar_1904.xlsx")
    assert _quarters(ledger) == {"2026Q3": 12}
    assert str(ledger.cases["received"].min().date()) == "2026-07-02"


@pytest.mark.parametrize("file", ["swapped.csv", "swapped_short_years.csv"])
def test_swapped_days_are_a_warning(file: str) -> None:
    """76 of 300 rows lie outside the quarter of all sure ones, and in it when day and month change places."""
    ledger, issues = _believed(file)
    (told,) = [issue for issue in issues if issue.code == "ledger.date-order-mixed"]
    assert "224 rows fit d-m-y, 76 do not" in told.message
    assert list(_quarters(ledger)) == ["2026Q2"]
    assert "ledger.date-unsure" in _codes(issues) and "ledger.date-unusable" not in _codes(issues)


def test_a_header_of_four_levels() -> None:
    """Twenty rows below row 5, all of them cases."""
    ledger, issues = _believed("four_levels.xlsx")
    assert (ledger.counts.read, ledger.counts.used, ledger.tables[0].header_row) == (20, 20, 5)
    assert not _codes(issues)


def test_slips_of_years_are_told_truly() -> None:
    """1926 and 2206 are years of no case; 2062 lies far ahead, with a period or without."""
    for period, code in (("2026Q3", "ledger.date-far-ahead"), (None, "ledger.date-far-apart")):
        _, issues = _believed("slips_of_years.xlsx", period=period)
        assert [str(one.source) for one in issues if one.code == code] == ["slips_of_years.xlsx [Sheet1] B7"]
        assert [one.source.row for one in issues if one.source and one.code == "ledger.date-far"] == [9, 10]
        assert "ledger.date-unusable" not in _codes(issues)


def test_english_months_suggest_the_line_for_the_configuration() -> None:
    """One issue for the whole column; with the line all forty rows are read."""
    _, issues = _believed("english_months.csv")
    (told,) = [issue for issue in issues if issue.code == "ledger.date-format"]
    assert 'ledger: {date_formats: ["%d-%b-%y"]}' in told.hint
    ledger, _ = _believed("english_months.csv", date_formats=["%d-%b-%y"])
    assert ledger.counts.used == 40


def test_words_of_totals() -> None:
    """总和, with a colon or without, and 汇总 are totals like 合计."""
    ledger, issues = _believed("words_of_totals.xlsx")
    assert (ledger.counts.read, ledger.counts.used) == (12, 12)
    assert not _codes(issues)


def test_one_number_with_many_places_costs_no_case() -> None:
    """120 rows, no two of them the same: all are cases, and the warning says why."""
    ledger, issues = _believed("one_number_many_places.xlsx")
    assert (ledger.counts.read, ledger.counts.used) == (120, 120)
    assert "ledger.numbers-repeat" in _codes(issues)


def test_one_case_of_several_people_is_one_case() -> None:
    """Twenty cases of 39 people: what the further rows say is a warning with its cells; their units are units of the case."""
    ledger, issues = _believed("several_people.xlsx")
    assert (ledger.counts.read, ledger.counts.used) == (39, 20)
    lost = {issue.code: issue.message for issue in issues if issue.level is Level.WARNING}
    assert "“处理结果”" in lost["ledger.duplicate-goes-on"] and "F4" in lost["ledger.duplicate-goes-on"]
    assert "“所在单位”" in lost["ledger.duplicates-differ"] and "D4" in lost["ledger.duplicates-differ"]
    ledger, issues = _believed("several_people.xlsx", columns={"unit": ["所在单位"]})
    assert ledger.counts.used == 20
    assert ledger.cases["unit"].str.split("\x1f").map(len).sum() == 39
    assert "ledger.duplicates-differ" not in _codes(issues)


def test_records_of_another_width_are_set_aside() -> None:
    """Each by its line and the number of its cells; nothing of them is taken for anything."""
    ledger, issues = _believed("fullwidth_comma.csv")
    assert (ledger.counts.read, ledger.counts.used, ledger.counts.rejected) == (14, 9, 5)
    short, long = (issue.message for issue in issues if issue.code == "ledger.row-width")
    assert "with 7 cells where others have 8: 4 (lines 4, 6, 8, 10)" in short, "line 14 only leaves its last cell out"
    assert "with 9 cells where others have 8: 1 (lines 12)" in long
    assert _codes(issues) == ["ledger.row-width"]


@pytest.mark.parametrize(
    ("file", "code", "line"), [("gbk_bad.csv", "read.encoding-line", 8), ("mixed.csv", "read.encoding-changes", 9)]
)
def test_a_text_in_no_one_encoding_says_where(file: str, code: str, line: int) -> None:
    """One bad byte among lines of GB18030; two exports put together."""
    _, (issue,) = read_ledgers([_INPUTS / file])
    assert (issue.code, issue.source and issue.source.row) == (code, line)
    assert f"ine {line}" in issue.message


def test_all_files_of_a_folder_are_read_or_named() -> None:
    """The web page is a ledger, the .xlsb is not read and is named."""
    ledger, issues = _believed("folder")
    assert ledger.files == ("一月.xlsx", "三月.html")
    assert [str(issue.source) for issue in issues if issue.code == "read.old-format.skipped"] == ["二月.xlsb"]


def test_a_word_that_is_no_state_is_named_with_its_cells() -> None:
    """65 of 130 cases have a state that is not understood: theirs is not known."""
    ledger, issues = _believed("status_unknown.xlsx")
    (told,) = [issue for issue in issues if issue.code == "ledger.words-unknown"]
    assert "65 cells" in told.message
    assert (ledger.cases["status"] == "").sum() == 65
