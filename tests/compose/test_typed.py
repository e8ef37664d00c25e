"""Templates carry no figure of their own: whatever is typed or worked out in one is named by file and line, and none reaches a report silently."""

from datetime import date
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.compose.template.source.typed import FIGURES, NAMES, typed_figures
from reportgen.messages import TemplateError, speak
from reportgen.model.reports.narratives import Narrative, Paragraph, Span
from reportgen.model.sources import Issue
from tests.compose.test_sandbox import _loaded, _plain

_TODAY = date(2026, 10, 12)

TYPED = [
    "本季度共受理999件", "已办结888件。", "占40%", "合计99件", "比上季度增长10%", "满意率达到95.5％", "下降3.2个百分点", "上升2.1百分点",
    "百分之四十", "百分之40", "约占三成。", "超过1.2万件", "１２家", "１２％", "位居第2位", "第1名", "有35人", "3轮次", "12家次", "24小时内办结",
    "15个工作日内", "前3类", "近8个季度", "高出2倍", "3起", "罚款5000元", "参加1,234人", "（35件）", "共35）", "比例为1:3", "1/3的单位",
    "服务态度35，", "0", "7.5天", "涉及案件999", "代表30人", "999件热线反映", "环比-3.2%", "+15%", "达到99.9", "2000件", "2026件", "12月份共12件",
    "同比增加第3号令里的12件", "1０件", "Ⅲ类12项", "90分以上", "40～50件", "3-5家", "①35件", "增长率为 10 %", "超过二成的单位，占5成，", "12条热线",
]  # fmt: skip
NOT_TYPED = [
    "依据第3号令", "2026年", "2026年9月28日", "9月28日", "7月1日至9月30日", "9月底前", "12月中旬", "7—9月", "2026-09-28", "8:30", "第3季度",
    "青府〔2026〕12号", "（2026）5号文", "12345政务服务便民热线", "12388举报平台", "见附件1", "如表2", "图3所示", "5*3*2", "3*100%", "×100%",
    "GB2312", "A4纸", "文件a_b_c1", "http://www.example.cn/2026/1.html", "2026年度", "第12条", "一要、二要", "12号窗口", "2025—2026年", "2026.9.28",
]  # fmt: skip


def _written(tmp_path: Path, text: str, **report: object) -> tuple[Narrative, tuple[Issue, ...]]:
    speak("en")
    (tmp_path / "own.md").write_text(text, encoding="utf-8")
    narrative, issues = compose(_plain(), _loaded(tmp_path, **report), _TODAY)
    return narrative, tuple(one for one in issues if one.code.startswith("template."))


def _found(tmp_path: Path, text: str, **report: object) -> list[tuple[str, str]]:
    with pytest.raises(TemplateError) as found:
        _written(tmp_path, text, **report)
    return [(one.code, str(one.source)) for one in found.value.issues]


@pytest.mark.parametrize("text", TYPED)
def test_a_typed_figure_is_refused_at_its_line(tmp_path: Path, text: str) -> None:
    """In a paragraph, a table, a heading, a list, behind a condition."""
    for place in (
        "[#a] {{{{ total }}}}\n\n[#b] 甲，{}\n",
        "[#a] {{{{ total }}}}\n\n# [#b] 甲：{}\n",
        "[#a] {{{{ total }}}}\n{{% if total.value > 5 %}}\n甲，{}\n{{% endif %}}\n",
        "[#t] 表：甲\n\n| 甲，{} |\n|--|\n| {{{{ total }}}} |\n",
    ):
        assert ("template.typed-figure", "own.md:3") in _found(tmp_path, place.format(text)), place


@pytest.mark.parametrize("text", TYPED)
def test_a_figure_in_a_text_of_an_expression_is_refused(tmp_path: Path, text: str) -> None:
    """Printed, kept under a name, or chosen by a condition."""
    for place in (
        "{{{{ '{}' }}}}",
        "{{% set x = '{}' %}}{{{{ x }}}}",
        "{{{{ '{}' if total else '' }}}}",
        "{{{{ attachment('{}') }}}}",
        "{{{{ ['{}'][0] }}}}",
        "{{% set x = ['甲', '{}'] %}}{{{{ x | join }}}}",
        "{{{{ listed | some(1, '{}') }}}}",
    ):
        assert ("template.typed-figure", "own.md:2") in _found(tmp_path, "[#a] {{ total }}\n" + place.format(text)), (
            place
        )


@pytest.mark.parametrize(
    "text",
    [
        "{% if county.name == '999件' %}乙{% endif %}",
        "{% if county.name in ['35%', '12'] %}乙{% endif %}",
        "{{ '' if listed | selectattr('name', 'eq', '窗口12') | list else '' }}",
    ],
)
def test_what_is_only_compared_with_is_not_printed(tmp_path: Path, text: str) -> None:
    """A name of a unit may hold any digits."""
    _, issues = _written(tmp_path, "[#a] 甲" + text)
    assert issues == ()


@pytest.mark.parametrize("text", NOT_TYPED)
def test_names_and_dates_are_no_figures(tmp_path: Path, text: str) -> None:
    """They print as they stand."""
    narrative, issues = _written(tmp_path, f"[#a] {{{{ total | label }}}}：{text}。")
    (paragraph,) = (one for one in narrative.blocks if isinstance(one, Paragraph))
    assert text in "".join(part.text for part in paragraph.content if isinstance(part, Span))
    assert issues == ()


@pytest.mark.parametrize("one", NAMES, ids=lambda one: one.kind)
def test_every_kind_of_name_has_an_example_that_it_covers(one: object) -> None:
    """So that no entry of the table does nothing."""
    assert not list(typed_figures(one.example)), one  # type: ignore[attr-defined] # an entry of the table


@pytest.mark.parametrize("one", FIGURES, ids=lambda one: one.kind)
def test_every_kind_of_figure_has_an_example_that_it_finds(one: object) -> None:
    """And that no name covers."""
    assert list(typed_figures(one.example)), one  # type: ignore[attr-defined] # an entry of the table


NEAR = [
    "{ total }", "{total}", "｛｛ total ｝｝", "{｛ total ｝}", "｛ total ｝", "{ { total } }", "{ % if total % }", "｛% if total %｝", "total }}", "%}", "{",
]  # fmt: skip


@pytest.mark.parametrize("text", NEAR)
def test_what_is_nearly_a_tag_is_refused(tmp_path: Path, text: str) -> None:
    """One brace, wide ones, braces apart: it would print itself."""
    assert ("template.near-tag", "own.md:2") in _found(tmp_path, f"[#a] {{{{ total }}}}，\n甲{text}乙。")


RECKONED = [
    "{{ total.value + 55 }}", "{{ total.value - 1 }}", "{{ total.value }}", "{{ -total.value }}", "{{ 99 }}", "{{ 9.5 }}", "{{ 1 + 1 }}",
    "{% set x = total.value %}{{ x }}", "{% set x = total.value + 1 %}{{ x }}", "{{ total.value | hanzi }}", "{{ 99 | hanzi }}", "{{ 99 | quantity }}",
    "{{ total.value if total else 1 }}", "{{ (top | length) + 1 }}", "{% for c in present %}{{ loop.index + 1 }}{% endfor %}", "{{ total.value }}件 {{ total.value }}",
    "{% for c in present %}{{ c.share.value }}{% endfor %}", "{{ small_base + 1 }}", "{{ (total.value + 1) | quantity }}", "{{ categories[0].count.value }}",
]  # fmt: skip


@pytest.mark.parametrize("text", RECKONED)
def test_a_number_that_is_no_figure_is_not_printed(tmp_path: Path, text: str) -> None:
    """Worked out, taken out of its figure, or written out in a tag, whatever way round."""
    code = "template.reckoned"
    assert _found(tmp_path, f"[#a] 甲\n\n[#b] {text}件") == [(code, "own.md:3")]


JOINED = [
    "{{ 'a' + 'b' }}",
    "{{ county.name + office.name }}",
    "{{ '9' + '9' }}",
    "{{ total + total }}",
    "{{ listed + listed }}",
    "{{ county.name + 1 }}",
]


@pytest.mark.parametrize("text", JOINED)
def test_texts_and_lists_are_not_joined(tmp_path: Path, text: str) -> None:
    """Digits joined are a number that nobody answers for."""
    found = _found(tmp_path, f"[#a] 甲\n\n[#b] {text}")
    assert set(found) <= {
        ("template.joined", "own.md:3"),
        ("template.reckoned", "own.md:3"),
        ("template.typed-figure", "own.md:3"),
    }


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{% for c in present %}{{ loop.index }}{% endfor %}", "1"),
        ("{{ present | length }}", "1"),
        ("{{ present | length | quantity }}类", "一类"),
        ("{{ small_base }}件", "10件"),
        ("{{ literal('第3号令') }}", "第3号令"),
        ("{% if total.value + 5 > 5 %}甲{% endif %}", "甲"),
        ("{% if top_share is none or top_share.value - 0.5 > 0.1 %}甲{% endif %}", "甲"),
        ("{{ total }}", "1件"),
    ],
)
def test_what_may_be_printed(tmp_path: Path, text: str, printed: str) -> None:
    """Figures, places, how many of a list, settings, what is declared to be a name; sums to compare."""
    narrative, _ = _written(tmp_path, f"[#a] {text}")
    (paragraph,) = (one for one in narrative.blocks if isinstance(one, Paragraph))
    assert "".join(part.text for part in paragraph.content if isinstance(part, Span)) == printed


def test_what_a_template_declares_to_be_no_figure_is_told(tmp_path: Path) -> None:
    """Where it reads like one; a name that no figure could be is nothing to tell."""
    _, issues = _written(tmp_path, "[#a] {{ literal('999件') }}\n\n[#b] {{ literal('第3号令') }}")
    assert [(one.code, str(one.source)) for one in issues] == [("template.literal", "own.md:1")]


@pytest.mark.parametrize(
    "text", ["{{ literal(total) }}", "{{ literal(county.name) }}", "{{ literal() }}", "{{ literal('a', 'b') }}"]
)
def test_only_what_is_written_out_is_declared(tmp_path: Path, text: str) -> None:
    """A value is none of the template's."""
    assert ("template.refused", "own.md:1") in _found(tmp_path, f"[#a] {text}")


@pytest.mark.parametrize(
    "text", ["本季度9{{ total }}", "共{{ total | number }}5件", "第1{{ total }}", "2026{{ total | number }}年"]
)
def test_digits_beside_a_printed_value_make_no_other_number(tmp_path: Path, text: str) -> None:
    """9 before 137件 is 9137件."""
    assert ("template.typed-figure", "own.md:1") in _found(tmp_path, f"[#a] {text}")


def test_a_text_without_tags_is_somebodys_own(tmp_path: Path) -> None:
    """What is typed there is listed as stated by hand, and printed."""
    narrative, issues = _written(tmp_path, "# [#a] 情况\n\n[#b] 走访12家次，占40%。")
    assert [(one.code, one.level.value, str(one.source)) for one in issues] == [
        ("template.stated-by-hand", "warning", "own.md:3")
    ] * 2
    assert len(narrative.blocks) == 3


def test_texts_of_the_configuration_are_templates_too(tmp_path: Path) -> None:
    """A title with a tag and a typed count, at its key."""
    assert _found(tmp_path, "[#a] 甲", title="{{ county.name }}999件问题的报告") == [
        ("template.typed-figure", "c.yaml:3:10")
    ]
