"""Which case of a category is told."""

from dataclasses import replace
from datetime import date

from reportgen.model import Period
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
