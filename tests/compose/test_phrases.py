"""The sentences of the templates: chosen by figures, worded in phrases.md, changed by a county one at a time."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.compose.branches import lead, problems, tables
from reportgen.compose.branches.choosing import CHOICES
from reportgen.compose.template.blocks.phrases import phrase_issues, phrases_of
from reportgen.compose.template.engine.phrases import Phrases
from reportgen.compose.template.sandbox import Sandbox
from reportgen.compose.template.source.chain import Chain, read_chain
from reportgen.messages import speak
from reportgen.model.reports.narratives import Narrative, Paragraph, Span
from reportgen.settings import builtin_folder
from tests.cases import Case
from tests.compose.ledgers import Invented, all_told, qinglan, told
from tests.compose.test_sections import _County, _said

_TODAY = date(2026, 10, 12)
_BASE = builtin_folder() / "templates/base"
_LONGEST, _MOST_TAGS = 60, 4
_TAG = re.compile(r"\{[{%#]")


@pytest.fixture
def county(tmp_path: Path) -> _County:
    """A county in a folder of its own, with the messages in English."""
    speak("en")
    return _County(tmp_path)


@pytest.mark.parametrize("path", sorted(_BASE.rglob("*.md")), ids=lambda path: path.name)
def test_a_section_is_short_and_a_line_has_few_tags(path: Path) -> None:
    """So that a clerk can read it: 60 lines a section, four tags a line; the sentences are as long a list as they must be."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert path.name == "phrases.md" or len(lines) <= _LONGEST
    assert [(number, line) for number, line in enumerate(lines, 1) if len(_TAG.findall(line)) > _MOST_TAGS] == []


@cache
def _chain() -> tuple[Sandbox, Chain]:
    env = Sandbox((builtin_folder() / "templates",), ())
    return env, read_chain(env, "base/report.md", (), env.read, env.folders, CHOICES)


def test_every_sentence_is_asked_for_and_every_choice_is_worded() -> None:
    """In the base templates nothing is written in vain and nothing is lacking; no name means a choice and a sentence."""
    assert list(phrase_issues(*_chain())) == []
    made = {phrase for phrases in CHOICES.values() for phrase in phrases}
    assert made <= set(phrases_of(*_chain()))
    assert not set(CHOICES) & set(phrases_of(*_chain()))
    modules = (lead, problems, tables)
    assert len(CHOICES) == sum(len(module.CHOICES) for module in modules), "two choices have one name"


def _chosen(invented: Invented, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The sentences that a report says."""
    found: set[str] = set()
    said = Phrases.__init__

    def listening(self: Phrases, stacks: Mapping[str, list[object]], choose: Callable[[str, object], str]) -> None:
        def chosen(name: str, one: object) -> str:
            phrase = choose(name, one)
            found.add(phrase)
            return phrase

        said(self, stacks, chosen)  # type: ignore[arg-type] # handed on

    with monkeypatch.context() as patched:
        patched.setattr(Phrases, "__init__", listening)
        compose(invented.summary, invented.loaded, _TODAY)
    return found - {""}


def test_every_sentence_is_said_by_some_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """No branch is there that no ledger takes, and none fails where it is taken."""
    said = set().union(*(_chosen(one, monkeypatch) for one in all_told()))
    assert set(phrases_of(*_chain())) - said == set()


def _cases(count: int, code: str = "attitude", unit: str = "", **more: object) -> list[Case]:
    return [Case(date(2026, 8, 3), code, unit=unit, **more) for _ in range(count)]  # type: ignore[arg-type] # as the test says


_DECIDED: tuple[tuple[str, list[Case], set[str], set[str]], ...] = (
    ("one", _cases(1), {"total_one", "counted_brought", "compared_nothing", "category_only", "overview_one_case", "no_causes_few"}, {"total_whole", "top_tied"}),
    ("first", _cases(30) + _cases(8, "duty") + _cases(2, "execution"), {"top_ranked", "category_most", "category_ranked", "overview_several_brought"}, {"top_tied", "category_only"}),
    ("tied", [*_cases(12), *_cases(12, "duty")], {"top_tied", "category_among"}, {"top_ranked", "category_most", "category_ranked"}),
    ("few", [*_cases(4), *_cases(2, "duty")], {"no_causes_few", "category_among"}, {"category_ranked", "by_month_enough", "units_spread"}),
    ("found", _cases(12, channel="明察暗访"), {"purpose_one_kind", "counted_problems"}, {"counted_brought", "channels_one", "origin_brought_and_found"}),
    ("both", _cases(12, channel="明察暗访") + _cases(12, channel="12345热线"), {"purpose_mixed", "sources_brought_and_found", "origin_brought_and_found", "channels_of_all"}, {"purpose_one_kind"}),
    ("assigned", _cases(12, channel="上级交办"), {"purpose_mixed", "sources_assigned", "origin_assigned", "counted_problems"}, {"purpose_one_kind", "counted_brought"}),
    ("brought and assigned", _cases(12, channel="巡察移交") + _cases(12), {"sources_brought_and_assigned", "origin_brought_and_assigned"}, {"sources_every"}),
    ("nil", [Case(date(2026, month, 4), "duty") for month in (1, 4, 5, 10)], {"nil_purpose", "nil_brought", "nil_compared_previous", "nil_so_far_alone"}, {"total_whole", "overview_other"}),
    ("cleared", _cases(12, verified="no"), {"overview_cleared"}, {"category_only", "no_causes_few", "no_causes_unclear"}),
    ("unit first", _cases(8, unit="甲局") + _cases(4, unit="乙局"), {"units_first_most"}, {"units_first_tied", "units_first_all_equal"}),
    ("units tied", _cases(6, unit="甲局") + _cases(6, unit="乙局") + _cases(1, unit="丙局"), {"units_first_tied", "category_units_tied"}, {"units_first_most"}),
    ("units all equal", _cases(6, unit="甲局") + _cases(6, unit="乙局"), {"units_first_all_equal"}, {"units_first_tied"}),
    ("one unit", _cases(6, unit="甲局"), {"category_units_all_of_one"}, {"units_spread"}),
    ("scattered", [case for unit in "甲乙丙丁" for case in _cases(1, unit=f"{unit}局")], {"category_units_scattered"}, {"category_units_tied"}),
)  # fmt: skip


@pytest.mark.parametrize(("cases", "said", "unsaid"), [one[1:] for one in _DECIDED], ids=[one[0] for one in _DECIDED])
def test_the_figures_choose_the_sentence(
    cases: list[Case], said: set[str], unsaid: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """First, tied, one, few, nothing found true: each by its name."""
    assert said | unsaid <= set(phrases_of(*_chain())), "a name that no sentence has proves nothing"
    found = _chosen(told(cases), monkeypatch)
    assert said - found == set()
    assert unsaid & found == set()


def _own(text: str, name: str = "total_whole") -> str:
    return f"{{% block {name} %}}\n{text}\n{{% endblock %}}\n"


def test_a_county_changes_one_sentence(county: _County) -> None:
    """Three lines beside the configuration; all else is as it was, and its figures are figures."""
    before = county.said()
    county.write("phrases.md", _own("{{ period.this }}，全县收到{{ words.matter }}{{ total }}"))
    narrative, issues = county.made()
    after = _said(narrative)
    assert {name for name in before if before[name] != after[name]} == {"lead/summary"}
    assert after["lead/summary"] == before["lead/summary"].replace("本季度共受理54件", "本季度，全县收到反映54件")
    assert _figures(narrative, "lead/summary")[0] == "total"
    assert "phrases.md" in narrative.templates
    assert not [one for one in issues if one.code.startswith("template.")]


def _figures(narrative: Narrative, block: str) -> list[str]:
    (found,) = (one for one in narrative.blocks if one.id == block and isinstance(one, Paragraph))
    return [part.figure for part in found.content if isinstance(part, Span) and part.figure]


@pytest.mark.parametrize("text", ["{{ super() }}（以台账为准）", "{{ super() }}\n\n（以台账为准）\n\n"])
def test_super_keeps_the_words_and_a_sentence_is_no_paragraph(county: _County, text: str) -> None:
    """What stands around it is added; empty lines part nothing."""
    before = county.said()["lead/summary"]
    county.write("phrases.md", _own(text))
    assert county.said()["lead/summary"] == before.replace("受理54件", "受理54件（以台账为准）")


def test_a_city_and_a_county_both_have_their_say(county: _County) -> None:
    """The sentences beside each template of the line, the county's first; a block of the report's template counts, too."""
    county.write("templates/city/report.md", '{% extends "base/report.md" %}\n')
    county.write("templates/city/phrases.md", _own("{{ super() }}（市）") + _own("市级另有安排。", "no_causes_few"))
    county.write("own.md", '{% extends "city/report.md" %}\n')
    county.write("phrases.md", _own("{{ super() }}（县）"))
    assert "受理54件（市）（县）" in county.said()["lead/summary"]
    county.write("own.md", '{% extends "city/report.md" %}\n' + _own("{{ super() }}（模板）"))
    assert "受理54件（市）（县）（模板）" in county.said()["lead/summary"]


def test_every_sentence_can_be_kept(tmp_path: Path) -> None:
    """A county that writes each of them as it is, lines and all, has the same report."""
    names = phrases_of(*_chain())
    text = "".join(_own(f"{{{{ super() }}}}{{# {name} #}}", name) for name in names)
    (tmp_path / "phrases.md").write_text(text, encoding="utf-8")
    for one in all_told()[::7]:
        plain = compose(one.summary, one.loaded, _TODAY)[0]
        loaded = replace(one.loaded, layers=(*one.loaded.layers, tmp_path / "c.yaml"))
        assert compose(one.summary, loaded, _TODAY)[0].blocks == plain.blocks


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"phrases.md": _own("甲", "total_whol")}, "template.unknown-phrase phrases.md:1 Did you mean `total_whole`?"),
        ({"phrases.md": "\n" + _own("{{ totl }}")}, "template.unknown-name-near phrases.md:3 Did you mean total?"),
        ({"phrases.md": _own("{{ total | numbr }}")}, "template.unknown-filter phrases.md:2 Did you mean `number`?"),
        ({"phrases.md": _own("{{ phrase('countd') }}")}, "template.unknown-phrase phrases.md:2 Did you mean `counted`?"),
        ({"phrases.md": _own("共35件")}, "template.typed-figure phrases.md:2"),
        ({"phrases.md": _own("{{ one.count }}")}, "template.unknown-name phrases.md:2"),
        ({"phrases.md": _own("{{ one.cuont }}", "category_among")}, "template.unknown-name-near phrases.md:2 Did you mean count?"),
        ({"phrases.md": _own("{{ phrase('total') }}")}, "template.too-large phrases.md:2"),
        ({"phrases.md": "一句。\n" + _own("甲")}, "template.outside-blocks phrases.md:1"),
        ({"phrases.md": '{% extends "base/phrases.md" %}\n' + _own("甲")}, "template.refused phrases.md:1"),
        ({"phrases.md": _own("{% set x = phrase('counted') %}")}, "template.refused phrases.md:2"),
        ({"phrases.md": _own("{{ phrase(words.took) }}")}, "template.refused phrases.md:2"),
        ({"phrases.md": _own("{{ total", "total_whole")}, "template.syntax phrases.md:3"),
        ({"own.md": "[#a]\n{{ phrase('toal') }}\n"}, "template.unknown-phrase own.md:2 Did you mean `total`?"),
        ({"own.md": "[#a]\n{{ phrase('total') }}\n"}, "template.phrase-missing own.md:2"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_sentence_is_told_at_its_line(
    county: _County, files: Mapping[str, str], fault: str
) -> None:
    """In its own file, with what may have been meant; before it runs and while it does."""
    for name, text in files.items():
        county.write(name, text)
    found = county.refused()
    assert any(one.startswith(fault) for one in found), found


def test_what_nobody_prints_is_told(county: _County) -> None:
    """A sentence of a section that the report leaves out; one in a second phrases.md of the same name."""
    county.write("phrases.md", _own("甲", "case_also_several")).write("templates/phrases.md", _own("乙"))
    told_ = county.sections("lead", "causes").told("template.")
    assert told_ == ["template.phrases-hidden phrases.md", "template.block-not-printed phrases.md:1"]


def test_a_sentence_worded_anew_and_not_said_names_the_one_that_is(county: _County) -> None:
    """Of a choice that the figures make otherwise; nothing is told of one that is said, or of the base's own."""
    county.write("phrases.md", _own("甲", "total_one") + _own("乙"))
    (hint,) = (one for one in county.made()[1] if one.code == "phrases.not-said")
    assert (str(hint.source), hint.level.name) == ("phrases.md:1", "INFO")
    assert "Said instead: total_whole." in str(hint.hint)


def test_an_own_sentence_is_asked_for_by_an_own_section(county: _County) -> None:
    """A county adds sentences of its own; they speak of what they are given."""
    county.write("phrases.md", _own("{{ one.name }}有{{ one.count }}。", "our_own"))
    county.write(
        "sections/本县.md",
        "# 本县\n\n{% for c in present %}\n[#本县/{{ c.code }}]\n{{ phrase('our_own', c) }}\n\n{% endfor %}\n",
    )
    said = county.sections("lead", "本县").said()
    assert said["本县/attitude"] == "服务态度生硬有18件。"


def test_a_table_without_the_count_of_cases_found_true(county: _County) -> None:
    """Where no configuration declares it, the units' table has no column of it."""
    loaded = qinglan()
    figures = {code: one for code, one in loaded.settings.figures.items() if code != "upheld"}
    without = replace(loaded, settings=loaded.settings.model_copy(update={"figures": figures}))
    cases = _cases(8, unit="甲局", verified="yes") + _cases(4, unit="乙局", verified="no")
    one = told(cases, loaded=without)
    assert "annex/units" in {block.id for block in compose(one.summary, one.loaded, _TODAY)[0].blocks}
