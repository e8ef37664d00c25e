"""Which case of a category is told."""

from dataclasses import replace
from datetime import date

from reportgen.model.periods import Period
from reportgen.settings import CategorySettings, Settings
from reportgen.tally import tally
from tests.cases import Case, ledger_of, sample_settings


def _settings() -> Settings:
    settings = sample_settings()
    duty = CategorySettings(name="教育文体", keywords=["学校", "学生"])
    taxonomy = settings.taxonomy.model_copy(update={"categories": {**settings.taxonomy.categories, "duty": duty}})
    return settings.model_copy(update={"taxonomy": taxonomy})


def _told(origin: str, *subjects: str) -> str:
    cases = [Case(date(2026, 8, 3 + day), "duty", category_from=origin) for day in range(len(subjects))]
    ledger = ledger_of(cases)
    summary, _ = tally(
        replace(ledger, cases=ledger.cases.assign(subject=subjects)), _settings(), Period.parse("2026Q3")
    )
    (case,) = [one.case for one in summary.categories if one.code == "duty"]
    return case.subject if case else ""


def test_a_case_placed_by_a_word_of_its_text_is_told_where_its_subject_says_so_too() -> None:
    """A complaint about water that mentions a school is no example of education; what the ledger itself placed is, whatever its subject says."""
    assert _told("keyword", "学校违规补课", "水厂乱收费") == "学校违规补课"
    assert _told("keyword", "水厂乱收费") == "水厂乱收费"
    assert _told("ledger", "学校违规补课", "操场收费") == "操场收费"


def test_who_only_asks_is_no_example_and_a_redacted_text_is_not_told() -> None:
    """One that complains is told before one that ends with a question; asterisks for what was left out, and an address of the network pasted into it, keep a text back."""
    asked = "我研究生毕业后落户本市，想买套二手房，请问能否享受购房补贴？谢谢"
    complained = "窗口人员没有说明所需材料，来回跑了三趟，请问这是什么服务。至今没有办成"
    redacted = "导游的微信号是********，收了订金以后一直联系不上，电话也不接，钱也不退"

    def told(*texts: str) -> str:
        cases = [Case(date(2026, 8, 3 + day), "duty", text=text) for day, text in enumerate(texts)]
        summary, _ = tally(ledger_of(cases), _settings(), Period.parse("2026Q3"))
        (case,) = [one.case for one in summary.categories if one.code == "duty"]
        return case.text if case else ""

    assert told(complained, asked) == complained
    assert told(asked) == asked
    assert told(redacted) == ""
    assert told("https://example.com/平方公里的窗口收了材料以后，来回跑了三趟也没有办成") == ""
