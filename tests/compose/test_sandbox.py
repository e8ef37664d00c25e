"""Narrative templates are hostile: code does not run, data does not become markup, misspelt names are found."""

import random
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.compose.context.names import values
from reportgen.compose.language.languages import language_of
from reportgen.compose.template.tokens import Said
from reportgen.messages import TemplateError
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Fact, Facts
from reportgen.model.reports.narratives import Narrative, Paragraph, Span
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Source
from reportgen.settings import Loaded, Settings
from reportgen.tally import state, tally
from tests.cases import Case, ledger_of, sample_settings

_TODAY = date(2026, 10, 12)
PAYLOADS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ total.__class__.__init__.__globals__ }}",
    "{{ total.__init__.__globals__['os'].system('touch MARK') }}",
    "{{ chart.__globals__ }}",
    "{{ chart.__func__.__globals__ }}",
    "{{ chart.__self__.loaded }}",
    "{{ ref.__closure__ }}",
    "{{ ref.__code__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('touch MARK').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('touch MARK').read() }}",
    "{{ range(10**9) | list }}",
    "{{ range(100000) }}",
    "{{ dict.__base__ }}",
    "{{ config.items() }}",
    "{{ request.application.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ 'a'.format(total) }}",
    "{{ '{0.__class__}'.format(total) }}",
    "{{ '%s' % total }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ total ~ total }}",
    "{{ total | attr('__class__') }}",
    "{{ categories | map('attr', '__class__') | list }}",
    "{{ categories | map(attribute='__class__') | list }}",
    "{{ categories | selectattr('__class__') | list }}",
    "{{ categories | sort(attribute='__class__') }}",
    "{{ categories | groupby('__class__') }}",
    "{{ total | tojson }}",
    "{{ total | pprint }}",
    "{{ total | xmlattr }}",
    "{{ '<b>' | safe }}",
    "{{ 'x' | center(1000000000) }}",
    "{{ 'x' | indent(1000000000) }}",
    "{{ 'x' | replace('x', 'y') }}",
    "{{ 'x' | urlize }}",
    "{{ 'x' | upper }}",
    "{{ categories | random }}",
    "{{ categories.append(1) }}",
    "{{ county.update({'name': 1}) }}",
    "{{ county.items() }}",
    "{{ county['__class__'] }}",
    "{{ county.name.__class__ }}",
    "{{ county.name.upper() }}",
    "{{ period.label.encode() }}",
    "{{ total.value.__class__ }}",
    "{{ total.value.from_float(0.1) }}",
    "{{ total.value.to_bytes(8, 'big') }}",
    "{{ total.query._replace() }}",
    "{{ tokens }}",
    "{{ tokens.keep('x') }}",
    "{{ functions }}",
    "{{ filters['number'] }}",
    "{{ chart }}",
    "{{ chart(*categories) }}",
    "{{ chart(**county) }}",
    "{{ categories[0].count.__class__ }}",
    "{% import 'base/report.md' as m %}{{ m }}",
    "{% from 'base/report.md' import x %}",
    "{% include ['base/report.md'] %}",
    "{% include county.name %}",
    "{% include 'base/report.md' ignore missing %}",
    "{% include 'base/report.md' without context %}",
    "{% include 'own.md' %}",
    "{% include '../../etc/passwd' %}",
    "{{ super() }}",
    "{% set x = super() %}",
    "{% block a %}{{ super() | length }}{% endblock %}",
    "{% block a %}{{ super('x') }}{% endblock %}",
    "{{ order }}",
    "{% include '/etc/passwd' %}",
    "{% extends '../../etc/passwd' %}",
    "{% extends county.name %}",
    "{% macro m() %}{{ caller }}{% endmacro %}{{ m() }}",
    "{% call chart('x') %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% set ns = namespace(x=1) %}{{ ns }}",
    "{% set county.name = 'x' %}",
    "{% with x = total.__class__ %}{{ x }}{% endwith %}",
    "{% for x in categories recursive %}{{ loop(x) }}{% endfor %}",
    "{% for a in categories %}{% for b in categories %}{% for c in categories %}{% for d in categories %}x"
    "{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    "{% autoescape true %}x{% endautoescape %}",
    "{% do county.clear() %}",
    "{% debug %}",
    "{{ (total.value).real.__class__ }}",
    "{{ undefined_name }}",
    "{{ total.qoqq }}",
    "{{ total",
    "{% if %}",
    "{% endfor %}",
]


def _loaded(tmp_path: Path, **report: object) -> Loaded:
    settings = sample_settings(**report)
    template = settings.template.model_copy(update={"report": "own.md"})
    settings = settings.model_copy(update={"template": template})
    return Loaded(
        settings,
        tmp_path / "c.yaml",
        (tmp_path / "c.yaml",),
        {"report.title": Source("c.yaml", None, 3, 10)},
        (),
        "0" * 64,
    )


@cache
def _plain() -> Summary:
    """Two cases; what is told of them is not changed by telling it."""
    return _summary(Case(date(2026, 7, 1), "attitude", unit="县社保中心"), Case(date(2026, 5, 1), "duty"))


def _summary(*ledger: Case, settings: Settings | None = None) -> Summary:
    return tally(ledger_of(list(ledger)), settings or sample_settings(), Period.parse("2026Q3"))[0]


def _compose(tmp_path: Path, text: str, summary: Summary | None = None, **report: object) -> Narrative:
    (tmp_path / "own.md").write_text(text, encoding="utf-8")
    return compose(summary or _plain(), _loaded(tmp_path, **report), _TODAY)[0]


def _said(narrative: Narrative) -> list[str]:
    return [
        "".join(part.text for part in block.content if isinstance(part, Span))
        for block in narrative.blocks
        if isinstance(block, Paragraph)
    ]


class _Watch:
    """Counts the files opened for writing, processes and sockets while it is on (audit hooks cannot be taken off)."""

    on = False
    seen: list[str] = []  # noqa: RUF012 - one list for the one hook of the process

    @classmethod
    def hook(cls, event: str, args: tuple[object, ...]) -> None:
        if cls.on and (
            event in {"os.system", "subprocess.Popen", "socket.connect", "os.exec", "os.posix_spawn", "os.fork"}
        ):
            cls.seen.append(event)
        if cls.on and event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
            cls.seen.append(str(args[0]))


sys.addaudithook(_Watch.hook)


@pytest.fixture
def watch() -> Iterator[list[str]]:
    _Watch.seen.clear()
    yield _Watch.seen
    _Watch.on = False


def _refused(tmp_path: Path, text: str, **report: object) -> None:
    (tmp_path / "own.md").write_text(text, encoding="utf-8")
    summary = _plain()
    _Watch.on = True
    try:
        with pytest.raises(TemplateError):
            compose(summary, _loaded(tmp_path, **report), _TODAY)
    finally:
        _Watch.on = False


@pytest.mark.parametrize("payload", PAYLOADS)
def test_code_in_a_narrative_template_is_refused(tmp_path: Path, watch: list[str], payload: str) -> None:
    """In a paragraph, a heading, a table cell and a block name, each payload is a typed error without side effect."""
    for place in ("[#a] {p}", "# [#a] {p}", "[#t] 表：x\n\n| a |\n|--|\n| {p} |", "[#{p}] a"):
        _refused(tmp_path, place.replace("{p}", payload))
    assert watch == []


@pytest.mark.parametrize("payload", [payload for payload in PAYLOADS if "extends" not in payload])
def test_code_in_the_title_is_refused(tmp_path: Path, watch: list[str], payload: str) -> None:
    """The title of the configuration is a template too, and as closed."""
    _refused(tmp_path, "[#a] x", title=payload)
    assert watch == []


def test_a_template_found_through_extends_is_checked_too(tmp_path: Path) -> None:
    """A harmless template that extends a hostile one is refused with the line of the hostile one."""
    (tmp_path / "evil.md").write_text("[#a] x\n\n{{ total.__class__ }}", encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        _compose(tmp_path, '{% extends "evil.md" %}')
    assert [str(issue.source) for issue in refused.value.issues] == ["evil.md:3"]


_FACTS = Facts(
    {
        "检查轮次": Fact("检查轮次", "2026Q3", "通报", 3, "3", "轮次"),
        "方式": Fact("方式", "2026Q3", "通报", text="暗访", place=Source("a.yaml", None, 1)),
    }
)


def test_the_context_holds_plain_values_only() -> None:
    """Whatever a template can reach by names, keys, places and fields ends in plain values."""
    settings = sample_settings()
    for seed in range(100):
        chosen = random.Random(seed)  # noqa: S311 - a repeatable sample
        cases = [
            Case(
                date(2026, chosen.randint(4, 9), chosen.randint(1, 28)),
                chosen.choice(["attitude", "duty"]),
                unit=chosen.choice(["甲", "乙", ""]),
                days=3,
            )
            for _ in range(30)
        ]
        summary = state(_summary(*cases, settings=settings), _FACTS)
        language = language_of(summary, settings)
        for leaf in _leaves(values(summary, settings, language, date(2026, 10, 12))):
            assert leaf is None or type(leaf) in (str, int, Said, Decimal, bool, date) or isinstance(leaf, Enum), type(
                leaf
            )


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from _leaves(tuple(value))
        yield from _leaves(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _leaves(item)
    elif is_dataclass(value) and not isinstance(value, type):
        assert value.__dataclass_params__.frozen  # type: ignore[attr-defined] # every dataclass has them
        for one in fields(value):
            yield from _leaves(getattr(value, one.name))
    else:
        yield value


_NAMES = ("total", "qoq", "period", "categories", "units", "county", "top_share", "days", "rates", "absent")


def test_two_hundred_misspelt_names_are_found(tmp_path: Path) -> None:
    """Every mutated name is an error at its line, before anything is made of the report."""
    chosen = random.Random(7)  # noqa: S311 - a repeatable sample
    for number in range(200):
        name = _NAMES[number % len(_NAMES)]
        spot = chosen.randrange(len(name))
        wrong = name[:spot] + chosen.choice("xzq") + name[spot + chosen.randint(0, 1) :]
        if wrong == name:
            continue
        with pytest.raises(TemplateError) as found:
            _compose(tmp_path, f"[#a] 甲\n\n{{% if {wrong} %}}[#b] 乙{{% endif %}}")
        assert [str(issue.source) for issue in found.value.issues] == ["own.md:3"], wrong


def test_a_misspelt_field_says_what_was_meant(tmp_path: Path) -> None:
    """A field that a record does not have names the line and the nearest field."""
    with pytest.raises(TemplateError) as found:
        _compose(tmp_path, "[#a] 甲\n\n[#b] {{ period.lable }}")
    (issue,) = found.value.issues
    assert (str(issue.source), "label" in issue.hint) == ("own.md:3", True)


_FORGED = [
    "**粗**", "# 标题", "| 甲 | 乙 |", "[#x] 甲", "{{ total }}", "{% if x %}", "{# x #}", "<b>x</b>", "&lt;", "`x`", "![x](y)",
    "[x](http://y)", "\\*", "~~~", "---", "1. x", "- x", "> x", "表：x", "\ue0000:1\ue001", "{_{x}_}", "$x$", "_x_", "__x__",
    "http://x.example", "x  \ny", "&amp;", "|", "||||", "\u202e反",
]  # fmt: skip


@pytest.mark.parametrize("text", _FORGED)
def test_data_never_becomes_markup(tmp_path: Path, text: str) -> None:
    """A unit's name is printed to the letter wherever it stands, and makes no block, bold run or code."""
    cases = [Case(date(2026, 7, 1), "attitude", unit=text), Case(date(2026, 4, 1), "duty")]
    template = "[#a] 甲{{ units.members[0].name }}乙\n\n[#t] 表：x\n\n| a |\n|--|\n| {{ units.members[0].name }} |"
    narrative = _compose(tmp_path, template, _summary(*cases))
    paragraph, table = narrative.blocks[0], narrative.blocks[1]
    assert _said(narrative) == [f"甲{text}乙"]
    assert paragraph.content == (Span(f"甲{text}乙"),)  # type: ignore[union-attr] # a paragraph
    assert [row.cells for row in table.rows] == [((Span(text),),)]  # type: ignore[union-attr] # a table
    assert len(narrative.blocks) == 3  # with the signature
