"""The sections of a report: put in order, left out, added by a county; their blocks replaced, extended and left out."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.compose.branches.choosing import CHOICES
from reportgen.compose.template.blocks.phrases import phrases_of
from reportgen.compose.template.blocks.resolution import definitions
from reportgen.compose.template.sandbox import Sandbox
from reportgen.compose.template.source.chain import read_chain
from reportgen.messages import TemplateError, speak
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Attachment, Heading, Narrative, Paragraph, Span, Table
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Source
from reportgen.settings import builtin_folder, load_settings
from reportgen.settings.loading import Loaded
from reportgen.tally import tally
from tests.cases import Case, ledger_of
from tests.compose.reports import text
from tests.compose.test_sandbox import PAYLOADS
from tests.full import FULL

_CONFIG = """\
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县作风建设办公室}
template: {report: own.md}
"""
_UNITS = ("甲局", "乙局", "丙局")
_SECTIONS = ("lead", "problems", "causes", "recommendations", "annexes")
_MARK = "另附一句说明。"


@cache
def _summary() -> Summary:
    """Enough cases for every section: three categories, three units, two periods."""
    cases = [
        Case(day, code, unit=_UNITS[number % 3], verified="yes")
        for day, most in ((date(2026, 7, 3), 12), (date(2026, 8, 3), 6), (date(2026, 4, 3), 9))
        for code in ("attitude", "duty", "discipline")
        for number in range(most)
    ]
    settings = load_settings(builtin_folder() / "config/qinglan.yaml").settings
    return tally(ledger_of(cases), settings, Period.parse("2026Q3"), {})[0]


class _County:
    """A county in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = _CONFIG

    def write(self, name: str, text: str) -> "_County":
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return self

    def sections(self, *names: str) -> "_County":
        self.config += f"report: {{sections: [{', '.join(names)}]}}\n"
        return self

    def loaded(self) -> Loaded:
        if not (self.folder / "own.md").exists():
            self.write("own.md", '{% extends "base/report.md" %}\n')
        self.write("c.yaml", self.config)
        return load_settings(self.folder / "c.yaml")

    def made(self) -> tuple[Narrative, tuple[Issue, ...]]:
        return compose(_summary(), self.loaded(), date(2026, 10, 12))

    def said(self) -> dict[str, str]:
        return _said(self.made()[0])

    def refused(self) -> list[str]:
        """What is refused, as code, place and hint."""
        with pytest.raises(TemplateError) as found:
            self.made()
        return [f"{one.code} {self._short(one.source)} {one.hint}" for one in found.value.issues]

    def told(self, *codes: str) -> list[str]:
        return [f"{one.code} {self._short(one.source)}" for one in self.made()[1] if one.code.startswith(codes)]

    def _short(self, source: Source | None) -> str:
        return str(source).replace(f"{self.folder}/", "")


def _said(narrative: Narrative) -> dict[str, str]:
    """The words of every block by its name, in order."""
    found = {}
    for block in narrative.blocks:
        if isinstance(block, Paragraph | Heading):
            found[block.id] = text(block.content)
        elif isinstance(block, Table):
            found[block.id] = "".join(text(cell) for row in block.rows for cell in row.cells)
        else:
            found[block.id] = block.title if isinstance(block, Attachment) else ""
    return found


@pytest.fixture
def county(tmp_path: Path) -> _County:
    speak("en")
    return _County(tmp_path)


@cache
def _blocks() -> tuple[str, ...]:
    """Every block of the base template that is no sentence, found by reading it; and the sentence that was a block before there were sentences."""
    env = Sandbox((builtin_folder() / "templates",), ())
    chain = read_chain(env, "base/report.md", (), env.read, env.folders, CHOICES)
    assert chain.order == _SECTIONS
    sentences = set(phrases_of(env, chain)) - {"units_annex"} | {"nil"}  # `nil` is printed of no period with a case
    return tuple(one for one in definitions(env, chain) if one not in sentences)


_INLINE = {"cumulative": ("\n", "\n"), "units_annex": ("", "")}  # blocks that stand inside a paragraph, and a line


def _own(block: str, parent: str = "") -> str:
    begin, end = _INLINE.get(block, ("\n", "\n\n"))
    name = "" if block in _INLINE else "[#own]\n"
    return f'{{% extends "base/report.md" %}}\n{{% block {block} %}}{begin}{parent}{name}{_MARK}{end}{{% endblock %}}\n'


def test_the_base_template_has_these_blocks() -> None:
    """The matrix below goes over all of them."""
    assert set(_blocks()) == {
        *_SECTIONS, "purpose", "work", "cumulative", "restatement", "units_annex", "distribution", "tasks_annex",
    }  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the report of a county without texts of its own says."""
    speak("en")
    return _County(tmp_path_factory.mktemp("plain")).said()


@pytest.mark.parametrize("block", _blocks())
def test_every_block_can_be_replaced_extended_and_removed(county: _County, base: dict[str, str], block: str) -> None:
    """Replaced: its text is gone and the county's is there; extended: both; removed: neither. All else is as it was."""
    county.write("own.md", f'{{% extends "base/report.md" %}}{{% block {block} %}}{{% endblock %}}')
    removed = county.said()
    assert not set(removed) - set(base)
    for above, wanted in (("", removed), ("{{ super() }}\n", base)):
        found = county.write("own.md", _own(block, above)).said()
        assert any(_MARK in words for words in found.values())
        assert {name: words.replace(_MARK, "") for name, words in found.items() if name != "own"} == wanted


def test_what_super_prints_is_figures_still(county: _County) -> None:
    """Figures, names of blocks and tables come through, through two templates above as well."""
    county.write("middle.md", _own("lead", "{{ super() }}\n"))
    county.write(
        "own.md",
        '{% extends "middle.md" %}\n{% block lead %}\n{{ super() }}\n[#more]\n再一句：{{ total }}。\n\n{% endblock %}\n',
    )
    narrative = county.made()[0]
    figures = {
        block.id: [part.figure for part in block.content if isinstance(part, Span) and part.figure]
        for block in narrative.blocks
        if isinstance(block, Paragraph)
    }
    assert figures["more"] == ["total"]
    assert "total" in figures["lead/summary"]
    assert _said(narrative)["own"] == _MARK


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{% block laed %}\n{{ super() }}\n{% endblock %}\n", "template.unknown-block own.md:2 Did you mean `lead`?"),
        ("{% block lead %}\n{{ supr() }}\n{% endblock %}\n", "template.refused own.md:3"),
        ("{% block lead %}\n{% block own %}{{ super() }}{% endblock %}\n{% endblock %}\n", "template.no-parent own.md:3"),
        ("{% block lead %}\n{% include 'sections/nowhere.md' %}\n{% endblock %}\n", "template.not-found own.md:3"),
        ("{% block lead %}\n{% include 'own.md' %}\n{% endblock %}\n", "template.refused own.md:3"),
        ("{% block lead %}\n{% include 'sections/faulty.md' %}\n{% endblock %}\n", "template.unknown-name-near sections/faulty.md:2"),
        ("{% block lead %}\n{% include 'sections/late.md' %}\n{% endblock %}\n", "template.nothing-there sections/late.md:2"),
    ],
)  # fmt: skip
def test_a_fault_is_named_in_its_own_file_at_its_line(county: _County, template: str, fault: str) -> None:
    """Of the template, or of what it includes; before it runs and while it does."""
    county.write("sections/faulty.md", "[#a]\n{{ totl }}\n")
    county.write("sections/late.md", "[#a]\n{{ restatements[0].label }}{{ categories[0].first_seen.value }}\n")
    county.write("own.md", f'{{% extends "base/report.md" %}}\n{template}')
    found = county.refused()
    assert any(one.startswith(fault) for one in found) or "late" in template, found
    assert all("own.md" in one or "sections/" in one for one in found)


def test_an_included_file_is_told_with_its_names_and_digest(county: _County) -> None:
    """It knows the names of the loop around it; its blocks are those of the report."""
    county.write(
        "sections/each.md", "[#own/{{ c.code }}]\n{{ c.name }}有{{ c.count }}{% block ending %}。{% endblock %}\n\n"
    )
    county.write(
        "own.md",
        '{% extends "base/report.md" %}\n{% block work %}\n{% for c in present %}\n{% include "sections/each.md" %}\n'
        "{% endfor %}\n{% endblock %}\n",
    )
    narrative, _ = county.made()
    said = _said(narrative)
    assert said["own/attitude"] == "服务态度生硬有18件。"
    base = ("report", "phrases", "sections/problems_table", *(f"sections/{name}" for name in (*_SECTIONS, "nil")))
    assert {"own.md", "sections/each.md", *(f"base/{name}.md" for name in base)} == set(narrative.templates)


def _level_one(narrative: Narrative) -> list[str]:
    return [block.id for block in narrative.blocks if isinstance(block, Heading) and block.level == 1]


@pytest.mark.parametrize("name", _SECTIONS)
def test_every_section_can_be_left_out(county: _County, name: str) -> None:
    """What it said is gone, and nobody refers to it."""
    base = county.said()
    found = county.sections(*(one for one in _SECTIONS if one != name)).said()
    gone = set(base) - set(found)
    assert gone
    assert not set(found) - set(base)
    if name == "annexes":
        assert not any("附件" in words for words in found.values())


def test_sections_change_places(county: _County) -> None:
    """In the order of the configuration; the text of each is as it was."""
    base = county.said()
    narrative = county.sections("causes", "lead", "recommendations", "problems", "annexes").made()[0]
    assert _level_one(narrative) == ["causes", "recommendations", "problems"]
    assert _said(narrative) == base


_OWN = """\
{# 一段说明。 #}
# 工作开展情况

**统筹部署。** 全县{{ period.this }}受理{{ total }}，逐件交办。

- 开展走访；
- 组织培训，
  逐户回访。

1. 第一项工作。
2. 第二项工作。

表：各类件数

| 类别 | 件数 |
|:--|--:|
{% for c in present %}
| {{ c.name }} | {{ c.count | number }} |
{% endfor %}

## 下一步

[#工作开展情况/打算]
继续推进。
最后一句"""


@pytest.mark.parametrize("place", range(6))
def test_an_own_section_before_between_and_behind(county: _County, place: int) -> None:
    """Its blocks have names without anybody's doing; everything else is as it was."""
    base = county.said()
    order = [*_SECTIONS[:place], "工作开展情况", *_SECTIONS[place:]]
    narrative, issues = county.write("sections/工作开展情况.md", _OWN).sections(*order).made()
    said = _said(narrative)
    own = {name: words for name, words in said.items() if name.startswith("工作开展情况")}
    assert own == {
        "工作开展情况": "工作开展情况",
        "工作开展情况/1": "统筹部署。 全县本季度受理54件，逐件交办。",
        "工作开展情况/2": "开展走访；",
        "工作开展情况/3": "组织培训，逐户回访。",
        "工作开展情况/4": "1. 第一项工作。",
        "工作开展情况/5": "2. 第二项工作。",
        "工作开展情况/6": "服务态度生硬18履职责任不强18工作纪律松懈18",
        "工作开展情况/打算": "下一步。继续推进。最后一句",  # the only heading of its level
    }
    assert {name: words for name, words in said.items() if name not in own} == base
    first = next(block for block in narrative.blocks if block.id == "工作开展情况/1")
    assert isinstance(first, Paragraph)
    assert [part.figure for part in first.content if isinstance(part, Span) and part.figure] == ["total"]
    assert isinstance(first.content[0], Span)
    assert first.content[0].bold
    assert "sections/工作开展情况.md" in narrative.templates
    behind = [one for one in issues if one.code == "report.behind-annexes"]
    assert len(behind) == (place == 5)


def test_a_section_without_a_heading_before_the_first(county: _County) -> None:
    """Plain text needs no name, no tag and no heading."""
    found = county.write("sections/说明.md", "本报告供内部参考。\n").sections("lead", "说明", *_SECTIONS[1:]).said()
    names = list(found)
    assert found["说明/1"] == "本报告供内部参考。"
    assert names.index("说明/1") == names.index("problems") - 1


def test_numbers_typed_in_an_own_section_are_told(county: _County) -> None:
    """As stated by hand, at their line, and the report is made."""
    county.write("sections/说明.md", "{# #}\n共走访35家，{{ total }}。\n").sections(*_SECTIONS, "说明")
    (told,) = county.told("template.stated-by-hand")
    assert told.startswith("template.stated-by-hand sections/说明.md:2")


@pytest.mark.parametrize(
    ("sections", "fault"),
    [
        ("lead, problms", "template.unknown-section c.yaml:5:27 Did you mean `problems`?"),
        ("lead, 工作开展情矿", "template.unknown-section c.yaml:5:27 Did you mean `工作开展情况`?"),
        ("lead, lead", "template.section-twice c.yaml:5:27"),
        ("lead, ../c", "template.unknown-section c.yaml:5:27"),
        ("lead, purpose", "template.unknown-section c.yaml:5:27"),
        ("lead, causes", "template.section-of-both c.yaml:5:27"),
    ],
)
def test_faulty_names_of_sections(county: _County, sections: str, fault: str) -> None:
    """At the name in the configuration, with what may have been meant."""
    county.write("sections/工作开展情况.md", "一句。\n").write("sections/causes.md", "一句。\n")
    (only,) = county.sections(sections).refused()
    assert only.startswith(fault)


def test_sections_of_a_template_without_any(county: _County) -> None:
    """An order that could do nothing is refused; so is text that would have no place in it."""
    (only,) = county.write("own.md", "[#a]\n一句。\n").sections("lead").refused()
    assert only.startswith("template.no-sections c.yaml:5")
    county.write("own.md", "{% block b %}\n[#b]\n二。\n\n{% endblock %}\n[#a]\n一句。\n\n{% block a %}{% endblock %}\n")
    county.config = county.config.replace("[lead]", "[a, b]")
    (only,) = county.refused()
    assert only.startswith("template.outside-sections own.md")


def test_a_block_that_no_section_comes_to_is_told(county: _County) -> None:
    """Its section is left out, or the block around it replaced."""
    county.write("own.md", _own("distribution")).sections("lead", "causes")
    (told,) = county.told("template.block-not-printed")
    assert told.startswith("template.block-not-printed own.md:2")
    replaced = "{% block lead %}\n[#x]\n一句。\n\n{% endblock %}\n{% block purpose %}\n[#y]\n二。\n\n{% endblock %}\n"
    county.write("own.md", f'{{% extends "base/report.md" %}}\n{replaced}')
    assert county.told("template.block-not-printed")[0].startswith("template.block-not-printed own.md:7")


def test_notes_are_printed_where_their_thing_is_told(county: _County) -> None:
    """By code or name, with figures; one about nothing that the report has is an info at its place."""
    county.config += (
        "notes:\n"
        "  categories: {attitude: '此类共{{ count(\"attitude\") }}，已列入督办。', 履职责任不强: 另行通报。}\n"
        "  units: {乙局: 乙局已作说明。, 丁局: 没有这个单位。}\n"
        "  causes: {nowhere: 没有这个原因。}\n"
    )
    narrative, issues = county.made()
    said = _said(narrative)
    assert said["problems/attitude/summary"].endswith("此类共18件，已列入督办。")
    assert said["problems/duty/summary"].endswith("另行通报。")
    assert said["distribution/units"].endswith("乙局已作说明。")
    told = [f"{one.level} {county._short(one.source)}" for one in issues if one.code == "notes.not-printed"]
    assert sorted(told) == ["info c.yaml:7:24", "info c.yaml:8:12"]


_SUPER = [one for one in PAYLOADS if "super" in one or "own.md" in one]


_HOSTILE = [(one, how) for one in PAYLOADS if one not in _SUPER for how in ("section", "included")]


@pytest.mark.parametrize(("payload", "how"), _HOSTILE if FULL else _HOSTILE[::5], ids=str)
def test_files_of_a_county_are_as_hostile_as_templates(county: _County, payload: str, how: str) -> None:
    """An own section and what is included: refused, and nothing else. Each fifth, in full each payload in both.

    All payloads are tried in a report template and in its title (`test_sandbox`), and in each place of a Word page.
    """
    county.write("sections/own.md", f"[#own]\n{payload}\n")
    if how == "section":
        county.sections(*_SECTIONS, "own")
    else:
        county.write(
            "own.md",
            '{% extends "base/report.md" %}{% block work %}\n{% include "sections/own.md" %}\n{% endblock %}\n',
        )
    assert county.refused()


@pytest.mark.parametrize("inner", ["", "甲" * 200], ids=["nothing", "text"])
def test_super_that_doubles_without_end(county: _County, inner: str) -> None:
    """Eight templates, each of which prints the one above four hundred times, text or none: it ends with an error."""
    county.write(
        "t0.md", f"{{% block a %}}\n[#a]\n{inner}甲\n\n{{% endblock %}}{{% block b %}}\n{inner}\n{{% endblock %}}\n"
    )
    for number in range(1, 9):
        county.write(
            f"t{number}.md",
            f'{{% extends "t{number - 1}.md" %}}{{% block b %}}\n{"{{ super() }}" * 400}\n{{% endblock %}}\n',
        )
    county.write("own.md", '{% extends "t8.md" %}')
    (only,) = county.refused()
    assert only.startswith(("template.too-many-steps", "template.too-much-text"))


def test_includes_that_double_without_end(county: _County) -> None:
    """Eight files, each of which includes the next a hundred times."""
    for number in range(8):
        county.write(f"sections/x{number}.md", f"{{% include 'sections/x{number + 1}.md' %}}" * 100)
    county.write("sections/x8.md", "[#x]").write("own.md", "[#a]\n甲\n{% include 'sections/x0.md' %}")
    assert county.refused()


def test_a_link_out_of_the_folder_is_not_followed(county: _County, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither as a section nor as what is included."""
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("[#x]\n秘密。\n", "utf-8")
    county.write("sections/other.md", "一句。\n")
    (county.folder / "sections/own.md").symlink_to(secret)
    (only,) = county.sections(*_SECTIONS, "own").refused()
    assert only.startswith("settings.template-outside")


def test_a_section_that_says_nothing_is_told(county: _County) -> None:
    """As `reportgen new` writes it, before anybody has filled it in."""
    county.write("sections/own.md", "{# 待填写 #}\n").sections(*_SECTIONS, "own")
    (told,) = county.told("template.section-empty")
    assert told.startswith("template.section-empty sections/own.md")


@pytest.mark.parametrize("by", ["code", "title"])
def test_a_note_of_a_cause(county: _County, by: str) -> None:
    """Behind its text, by its code or its title in the configuration."""
    causes = [name.split("/")[1] for name in county.said() if name.startswith("causes/") and name.endswith("/text")]
    assert causes
    title = county.loaded().settings.taxonomy.causes[causes[0]].title
    county.config += f"notes:\n  causes: {{{causes[0] if by == 'code' else title}: 另有专报。}}\n"
    assert county.said()[f"causes/{causes[0]}/text"].endswith("另有专报。")
    assert not county.told("notes.")


def test_a_heading_that_is_alone_begins_its_paragraph(county: _County) -> None:
    """No （一） without （二）: the only heading of its level runs on, in bold; one with headings below it, or before a table, stays."""
    own = "# [#a] 甲\n\n## [#a/one] 一项\n\n[#a/text]\n文字。\n\n# [#b] 乙\n\n## [#b/one] 前项\n\n[#b/text]\n前文。\n\n## [#b/two] 后项\n\n[#b/more]\n后文。\n"
    county.write("own.md", own)
    narrative, _ = county.made()
    said = _said(narrative)
    assert said["a"] == "甲" and "a/one" not in said
    assert (said["a/text"], said["b/one"], said["b/text"]) == ("一项。文字。", "前项", "前文。")
    (paragraph,) = [one for one in narrative.blocks if isinstance(one, Paragraph) and one.id == "a/text"]
    assert [(part.text, part.bold) for part in paragraph.content if isinstance(part, Span)][:2] == [
        ("一项", True), ("。", True),
    ]  # fmt: skip
    table = "# [#a] 甲\n\n## [#a/one] 一项\n\n[#a/table] 表：列\n\n| 项 | 值 |\n|:--|--:|\n| 甲 | {{ total | number }} |\n\n"
    assert "a/one" in _said(county.write("own.md", table).made()[0])
