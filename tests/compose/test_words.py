"""Whatever a template does wrong is said in words of its author, at its line: what is misspelt names the near one, and no word of Python or Jinja2 is seen."""

import random
import re
from datetime import date
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.compose.template.source.faults import SYNTAX
from reportgen.messages import TemplateError, speak
from reportgen.model.reports.narratives import Narrative, Paragraph, Span
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue
from tests.cases import Case
from tests.compose.test_sandbox import _loaded, _summary

_TODAY = date(2026, 10, 12)
_PYTHON = re.compile(
    r"object|attribute|argument|NoneType|'\w+' |Traceback|instance|callable|iterable|positional|subscript|operand|Error\b|Undefined"
    r"|expected token|Encountered|Decimal|tuple|dataclass|__|recursion|generator|codec|\bint\b|\bstr\b"
)
WRONG = [
    "{{ total | compared }}", "{{ county | compared }}", "{{ county.name | number }}", "{{ qoq | number }}", "{{ listed | number }}", "{{ 5 | number }}",
    "{{ total | some(1) }}", "{{ listed | some }}", "{{ listed | some(1, 2, 3, 4) }}", "{{ listed | some('a', 'b') }}", "{{ total | number(1, 2, 3) }}",
    "{{ total | join }}", "{{ county.name | upheld }}", "{{ total | upheld(1, 2) }}", "{{ qoq | streak(1) }}", "{{ total | place(5) }}", "{{ 5 | place(listed) }}",
    "{{ total | hanzi }}", "{{ county | apart }}", "{{ total | ties }}", "{{ county.name | rounding }}", "{{ ['x'] | rounding }}", "{{ total | percent_over('x') }}",
    "{{ total | beginning }}", "{{ county | told }}", "{{ total | days_label }}", "{{ listed | by_count }}", "{{ total | tied }}", "{{ total | length }}",
    "{{ total | first }}", "{{ listed | first(1, 2) }}", "{{ total | list }}", "{{ total | reverse }}", "{{ listed | selectattr }}", "{{ listed | selectattr(1, 2, 3) }}",
    "{{ listed | selectattr('name', 'nosuchtest') | list | length }}", "{{ total | selectattr('name') }}", "{{ listed | selectattr('nosuch') | list | length }}",
    "{% for x in total %}甲{% endfor %}", "{% for x in 5 %}甲{% endfor %}", "{% for a, b in listed %}甲{% endfor %}", "{% for x in none %}甲{% endfor %}",
    "{% if total > 5 %}甲{% endif %}", "{% if total.value > '5' %}甲{% endif %}", "{% if county > office %}甲{% endif %}", "{% if days.median.value > 3 %}甲{% endif %}",
    "{% if 5 in total %}甲{% endif %}", "{% if none > 5 %}甲{% endif %}", "{% if county.name is odd %}甲{% endif %}", "{% if total is gt(5) %}甲{% endif %}",
    "{{ total }}{{ total[0] }}", "{{ listed[total] }}", "{{ listed['a'] }}", "{{ listed[99] }}", "{{ listed[1:'a'] }}", "{{ county[5] }}", "{{ county[none] }}",
    "{{ chart() }}", "{{ chart('units', 2) }}", "{{ chart(5) }}", "{{ chart(total) }}", "{{ ref() }}", "{{ ref(total) }}", "{{ ref(5) }}", "{{ attachment(5) }}",
    "{{ attachment(total) }}", "{{ count() }}", "{{ count(total) }}", "{{ count('a', 'b', 'c') }}", "{{ aspect('attitude') }}", "{{ category(listed) }}", "{{ figure(none) }}",
    "{{ share(5) }}", "{{ -county.name }}", "{% if -total > 1 %}甲{% endif %}", "{% set a, b = 1 %}甲", "{{ listed }}", "{{ county }}", "{{ none }}", "{{ true }}",
    "{{ total.query }}", "{{ qoq }}", "{{ total.nosuch.more }}", "{{ days.median }}", "{{ top_share | of_base }}", "{{ days | changes }}", "{{ categories[0] | row(1) }}",
    "{{ total is ready }}", "{{ total total }}", "{{ }}", "{% if %}甲{% endif %}", "{% for %}甲{% endfor %}", "{% iff total %}甲{% endif %}", "{% endblok %}",
    "{{ total", "{% if total %}甲", "{# 说明", "{{ (total] }}", "{{ total ？ }}", "{{ 'abc }}", "{% block a %}{% endblock %}{% block a %}{% endblock %}", "{{ total. }}",
    "{{ total.1.2 }}", "{{ total | }}", "{{ | number }}", "{{ total |number| }}", "{% set = 5 %}", "{% set x %}甲{% endset %}", "{% else %}", "{% elif total %}", "{{ a b c }}",
    "{{ picture() }}", "{{ picture(5) }}", "{{ picture(total) }}", "{{ picture('没有.png') }}", "{{ picture('../a.png') }}", "{{ picture('a', 'b') }}",
    "{{ total !== 5 }}", "{{ 1..2 }}", "{{ 0x }}", "{{ 1e999 }}", "{{ '\\N{x}' }}", "{{ '\\x' }}", "{% extends %}", "{% extends 5 %}", "{% extends 'own.md' %}", "{% extends 'nosuch.md' %}",
]  # fmt: skip


@pytest.fixture(scope="module")
def told() -> Summary:
    """A few cases, nothing of handling times."""
    return _summary(Case(date(2026, 7, 1), "attitude", unit="县社保中心"), Case(date(2026, 5, 1), "duty"))


def _found(folder: Path, summary: Summary, text: str) -> list[Issue]:
    (folder / "own.md").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as found:
        compose(summary, _loaded(folder), _TODAY)
    return list(found.value.issues)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", WRONG)
def test_no_word_of_python_reaches_a_user(tmp_path: Path, told: Summary, text: str, language: str) -> None:
    """Each is an error of the template's own line, with what to do."""
    speak(language)
    for one in _found(tmp_path, told, f"[#a] 甲\n\n[#b] {text}"):
        words = one.message.replace(text, "")
        assert not _PYTHON.search(words), words
        assert one.source
        assert one.source.file == "own.md"
        assert one.source.row in (1, 3) if text.startswith("{#") else one.source.row == 3
        assert one.hint


@pytest.mark.parametrize("one", SYNTAX, ids=lambda one: one.example)
def test_every_fault_of_syntax_has_words_and_an_example(tmp_path: Path, told: Summary, one: object) -> None:
    """The example is told by the words of its entry, not by those for the rest."""
    speak("en")
    found = _found(tmp_path, told, f"[#b] {one.example}")  # type: ignore[attr-defined] # an entry of the table
    assert not any("this line" in issue.message for issue in found)


MISSPELT = [
    ("{{ totel }}", "total"), ("{{ periode.label }}", "period"), ("{{ period.lable }}", "label"), ("{{ total | numbr }}", "number"), ("{{ qoq | compard }}", "compared"),
    ("{{ listed | lenght }}", "length"), ("{{ count('attitud') }}", "attitude"), ("{{ category('dutty') }}", "duty"), ("{{ figure('totl') }}", "total"),
    ("{% iff total %}甲{% endif %}", "if"), ("{% if total %}甲{% endiff %}", "endif"), ("{{ county.nmae }}", "name"),
    ("{% for c in listed %}{{ c.cuont }}{% endfor %}", "count"), ("{{ smal_base }}件", "small_base"), ("{{ categories[0].shre }}", "share"), ("{{ ref_('a') }}", "ref"),
    ("{{ reff('a') }}", "ref"), ("{{ liteal('第3号令') }}", "literal"), ("{% set first = total %}{{ frist }}", "first"), ("{% for cat in listed %}{{ caat.count }}{% endfor %}", "cat"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "near"), MISSPELT)
def test_what_is_misspelt_names_the_near_one(tmp_path: Path, told: Summary, text: str, near: str) -> None:
    """With the template's own file and line."""
    speak("en")
    found = _found(tmp_path, told, f"[#a] 甲\n\n[#b] 乙\n{text}")
    assert any(re.search(rf"Did you mean `?{near}\b", one.hint) for one in found), [one.hint for one in found]
    assert {str(one.source) for one in found} == {"own.md:4"}


_PLACEHOLDERS = [
    "{{ total | number }}", "{{ top | length }}", "{{ period.label }}", "{{ county.name }}", "{{ total | label }}", "{{ ref('table/a') }}", "{{ count('attitude') }}",
    "{{ categories | join }}", "{{ categories[0].count }}", "{{ figure('total') }}", "{{ facts.rounds }}", "{% set mine = total %}{{ mine }}",
]  # fmt: skip


def test_two_hundred_mutated_placeholders_are_refused(tmp_path: Path, told: Summary) -> None:
    """A letter exchanged, doubled or dropped in a name, field, filter, function or code: an error at its line each time."""
    speak("en")
    chosen, tried = random.Random(11), 0  # noqa: S311 - a repeatable sample
    while tried < 200:
        placeholder = _PLACEHOLDERS[tried % len(_PLACEHOLDERS)]
        start, end = chosen.choice(
            [found.span() for found in re.finditer(r"[a-z]{3,}", placeholder.rpartition("%}")[2])]
        )
        at = len(placeholder) - len(placeholder.rpartition("%}")[2]) + chosen.randrange(start, end)
        letter = chosen.choice("qxz")
        wrong = placeholder[:at] + chosen.choice([letter, letter + placeholder[at], ""]) + placeholder[at + 1 :]
        tried += 1
        assert {str(one.source) for one in _found(tmp_path, told, f"[#a] 甲\n\n[#b] 乙{wrong}")} == {"own.md:3"}, wrong


def test_the_line_is_that_of_the_template_where_it_stands(tmp_path: Path, told: Summary) -> None:
    """Of a parent too, and of one that another extends."""
    speak("en")
    (tmp_path / "parent.md").write_text("[#a] 甲\n{% block x %}\n{{ totel }}\n{% endblock %}", encoding="utf-8")
    (only,) = _found(tmp_path, told, "{% extends 'parent.md' %}")
    assert str(only.source) == "parent.md:3"


SWALLOWED = [
    ("{% block a %}\n[#a] 甲。{% endblock %}\n# [#b] 乙", "template.block-ends-late", 2),
    ("{% block a %}[#a] 甲。\n\n{% block c %}\n[#c] 丙{% endblock %}\n{% endblock %}\n# [#b] 乙", "template.block-ends-late", 4),
    ("{% if total %}\n[#a] 甲。{% endif %}\n# [#b] 乙", "template.name-inside", 3),
    ("[#a] {% for x in listed %}甲。{% endfor %}\n# [#b] 乙", "template.name-inside", 2),
    ("[#a] 甲。# [#b] 乙", "template.name-inside", 1),
    ("[#a] 甲。[#b] 乙", "template.name-inside", 1),
    ("[#a] 甲\n\n# 标题", "template.unnamed-block", 3),
    ("[#a] 甲\n\n## 二级标题{{ total }}", "template.unnamed-block", 3),
    ("[#a] 甲\n\n没有名字的一段", "template.unnamed-block", 3),
    ("[#a] 甲\n\n#[#b] 标题", "template.unnamed-block", 3),
    ("[#a] 甲\n\n[#b c] 乙", "template.unnamed-block", 3),
    ("[#a] 甲\n\n[#b .nosuch] 乙", "template.bad-block-name", 3),
    ("[#a] 甲\n\n[#b/] 乙", "template.bad-block-name", 3),
    ("[#a] 甲\n\n[#a] 乙", "template.repeated-block", 1),
    ("[#a] 甲\n\n见{{ ref('table/nosuch') }}", "template.unnamed-block", 3),
    ("[#a] 甲\n\n[#b] 见{{ ref('table/nosuch') }}", "template.unknown-reference", 3),
    ("[#a] 甲\n\n| 甲 |\n|--|\n| 乙 |", "template.table-without-caption", 3),
    ("[#a] 甲\n\n[#b] 见下图{{ chart('categories') }}", "template.block-inside", 3),
    ("[#a] 甲\n\n[#b] 另有{{ attachment('乙') }}", "template.block-inside", 3),
    ("[#a] 甲\n\n[#t] 表：乙{{ chart('categories') }}\n\n| 甲 |\n|--|\n| 乙 |", "template.block-inside", 3),
    ("[#a] 甲\n\n[#t] 表：乙\n\n| 甲 | 乙 |\n|--|--|\n| 丙 | {{ chart('categories') }} |", "template.block-inside", 7),
    ("[#a] 甲\n\n[#t] 表：乙\n\n| 甲 | 乙{{ attachment('丁') }} |\n|--|--|\n| 丙 | 丁 |", "template.block-inside", 5),
    ("[#a] 甲\n\n# [#b .landscape] 乙", "template.bad-block-name", 3),
    ("[#a] 甲\n\n[#b .landscape] {{ chart('categories') }}", "template.bad-block-name", 3),
    ("{% extends 'parent.md' %}\n{% block laed %}\n[#x] 甲\n{% endblock %}", "template.unknown-block", 2),
    ("{% extends 'parent.md' %}\n[#x] 甲", "template.outside-blocks", 2),
    ("{% extends 'parent.md' %}\n{% block lead %}\n[#x] 甲{% endblock %}", "template.block-ends-late", 3),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line"), SWALLOWED)
def test_what_would_be_swallowed_or_has_no_name(tmp_path: Path, told: Summary, text: str, code: str, line: int) -> None:
    """A heading behind a tag that ends a line, a part without a name: at its line."""
    speak("en")
    (tmp_path / "parent.md").write_text("{% block lead %}\n[#l] 甲\n\n{% endblock %}\n# [#m] 乙", encoding="utf-8")
    assert (code, f"own.md:{line}") in [(one.code, str(one.source)) for one in _found(tmp_path, told, text)]


def test_a_block_inside_a_line_may_end_there(tmp_path: Path, told: Summary) -> None:
    """What is a part of a sentence ends in it, in whose template ever."""
    (tmp_path / "parent.md").write_text("[#l] 见甲{% block x %}和乙{% endblock %}。\n\n# [#m] 丙", encoding="utf-8")
    (tmp_path / "own.md").write_text("{% extends 'parent.md' %}\n{% block x %}和丁{% endblock %}\n", encoding="utf-8")
    narrative, _ = compose(told, _loaded(tmp_path), _TODAY)
    assert _paragraph(narrative) == [("见甲和丁。", False)]


def _paragraph(narrative: Narrative) -> list[tuple[str, bool]]:
    first = next(one for one in narrative.blocks if isinstance(one, Paragraph))
    return [(part.text, part.bold) for part in first.content if isinstance(part, Span)]


BOLD = [
    ("**一要提高认识。**各单位", [("一要提高认识。", True), ("各单位", False)]),
    ("**一要提高认识**，各单位", [("一要提高认识", True), ("，各单位", False)]),
    ("各单位要**“马上就办”**落实", [("各单位要", False), ("“马上就办”", True), ("落实", False)]),
    ("（**甲**）**乙**", [("（", False), ("甲", True), ("）", False), ("乙", True)]),
    ("**甲，\n乙。**丙", [("甲，乙。", True), ("丙", False)]),
    ("共**{{ total }}**。", [("共", False), ("1", True), ("件", True), ("。", False)]),
    ("5*3*2", [("5*3*2", False)]),
    ("a**2 与 b**2", [("a**2 与 b**2", False)]),
    ("*甲*乙", [("*甲*乙", False)]),
    ("文件a_b_c，_甲_，__乙__", [("文件a_b_c，_甲_，__乙__", False)]),
    ("** 甲 **", [("** 甲 **", False)]),
    ("**甲", [("**甲", False)]),
    ("甲**", [("甲**", False)]),
    ("****", [("****", False)]),
    ("\\**甲**", [("**甲**", False)]),
    ("~~甲~~ `乙` [丙](丁) <b>", [("~~甲~~ `乙` [丙](丁) <b>", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BOLD)
def test_bold_is_where_the_stars_are(tmp_path: Path, told: Summary, text: str, said: list[tuple[str, bool]]) -> None:
    """Whatever signs stand beside them; other stars and lines print as they stand."""
    (tmp_path / "own.md").write_text(f"[#a] {text}", encoding="utf-8")
    assert _paragraph(compose(told, _loaded(tmp_path), _TODAY)[0]) == said
