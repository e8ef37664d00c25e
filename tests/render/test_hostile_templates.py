"""What a Word template from outside may not do (THREATS 1, 3, 10, 13, 14): everything is refused by name, and nothing happens."""

import ast
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

import reportgen
from reportgen.messages import TemplateError
from reportgen.render import load_page, render
from reportgen.render.template.filling.tags import FAULTS, Part, TagError
from reportgen.review import audit
from tests.full import FULL
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

BASE = PAGE.read_bytes()
EXPRESSIONS = [
    "title.__class__", "''.__class__.__mro__[1].__subclasses__()", "title['__class__']", "title|attr('__class__')", "().__class__.__base__",
    "title.__init__.__globals__", "title.format.__globals__", "self", "self.__init__.__globals__", "self._TemplateReference__context",
    "cycler.__init__.__globals__.os.system('touch MARK')", "joiner.__init__.__globals__", "namespace.__init__.__globals__", "lipsum()",
    "lipsum.__globals__['os'].popen('touch MARK').read()", "config", "request.application", "url_for.__globals__", "get_flashed_messages()",
    "range(10)", "dict(a=1)", "namespace(a=1)", "[].append(1)", "{}.update({})", "title.upper()", "'{0.__class__}'.format(title)",
    "'%s' % title", "title % 1", "'a' * 9", "9 ** 9", "9 // 2", "1 + 1", "-1 - title", "title ~ office", "[title]", "(title, office)",
    "{'a': title}", "title[0]", "title[1:2]", "title|map('upper')", "title|list", "title|tojson", "title|safe", "title|format", "title|xmlattr",
    "title|select('string')|list", "title|groupby('a')", "title|pprint", "title|center(9)", "title|indent(9)", "title|wordwrap(9)",
    "title|replace('a', 'b')", "title|truncate(9)", "title|batch(2)", "title is filter", "title is callable", "title is sameas title",
    "_title", "__import__('os').system('touch MARK')", "open('MARK', 'w')", "exec('1')", "caller()", "super()", "varargs", "body.x",
    "title|default(title.__class__)", "title if title.__class__ else office", "not title.__class__", "title == title.__class__",
    "p title", "r title", "tr title", "title title", "title |", "", "'", "9" * 5000, "(" * 300 + "title" + ")" * 300,
]  # fmt: skip
STATEMENTS = [
    "{% include 'MARK' %}", "{% import 'os' as os %}", "{% from 'os' import system %}", "{% extends 'base' %}", "{% block a %}{% endblock %}",
    "{% macro a() %}{% endmacro %}", "{% call a() %}{% endcall %}", "{% set a = 1 %}", "{% set a %}b{% endset %}", "{% with a = 1 %}{% endwith %}",
    "{% filter upper %}a{% endfilter %}", "{% do title.x() %}", "{% autoescape false %}{{ title }}{% endautoescape %}", "{% raw %}{{ x }}{% endraw %}",
    "{% for a in range(9) %}{% endfor %}", "{% for a in title recursive %}{% endfor %}", "{% for a in 'aaa' %}{% endfor %}",
    "{% for a in title %}{% for b in title %}{% endfor %}{% endfor %}", "{% for _a in title %}{% endfor %}", "{% if title.__class__ %}{% endif %}",
    "{% debug %}", "{% trans %}a{% endtrans %}", "{% break %}", "{% colspan 3 %}", "{% cellbg 'red' %}", "{% vm %}", "{% hm %}", "{%- if title %}{%- endif %}",
    "{{- title }}", "{{ title -}}", "{%tc if title %}{%tc endif %}", "{{ title", "title }}", "{% if title", "{% if title %}", "{% endif %}", "{% else %}", "{# a",
]  # fmt: skip
PAYLOADS = [*(f"{{{{ {expression} }}}}" for expression in EXPRESSIONS), *STATEMENTS]

_deeds: list[str] = []
_watching = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "open" and len(arguments) > 1 and str(arguments[1] or "r")[:1] in "wax"
    if _watching and (
        writes
        or event.startswith(
            ("os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess", "socket.", "shutil.", "ctypes.")
        )
    ):
        _deeds.append(event)


sys.addaudithook(_watch)  # it cannot be taken away again, so it sleeps outside of `quiet`


@pytest.fixture
def quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working folder that must stay empty; no process, socket or written file may come of what happens here."""
    global _watching  # noqa: PLW0603 - an audit hook has nothing else to look at
    monkeypatch.chdir(tmp_path)
    _deeds.clear()
    _watching = True
    yield tmp_path
    _watching = False
    assert not _deeds
    assert not list(tmp_path.iterdir())


class Memoryfile:
    """A template that is in no folder, so that nothing but the renderer can write one."""

    name = "county.docx"

    def __init__(self, data: bytes) -> None:
        """Holds the bytes."""
        self.data = data

    def read_bytes(self) -> bytes:
        """Its bytes."""
        return self.data


def refusal(page: bytes) -> TemplateError:
    """The exception with which a template is refused."""
    with pytest.raises(TemplateError) as caught:
        render(NARRATIVE, PICTURES, Memoryfile(page), MEMORY, STAMP)  # type: ignore[arg-type]
    return caught.value


def test_there_are_payloads_enough() -> None:
    """At least sixty payloads are tried in each of seven places."""
    assert len(set(PAYLOADS)) >= 60
    assert len(surgery.PLACES) == 7


@pytest.mark.parametrize("place", surgery.PLACES)
def test_code_in_a_tag_is_refused_and_does_nothing(place: str, quiet: Path) -> None:
    """Every payload in every place of a template is a typed error that names the part; nothing runs. In full all, else each fourth, others in the next place."""
    first, step = (0, 1) if FULL else (list(surgery.PLACES).index(place) % 4, 4)
    for payload in PAYLOADS[first::step]:
        error = refusal(surgery.PLACES[place](BASE, payload))
        assert all(issue.source is not None and issue.source.file == "county.docx" for issue in error.issues), payload
        assert all(payload not in issue.message for issue in error.issues if len(payload) > 12), payload


@pytest.mark.parametrize("place", ["body", "table", "header", "text box", "footer", "footnote"])
def test_a_plain_tag_is_filled_in_wherever_it_stands(place: str) -> None:
    """The same places take a plain tag: what is refused is the payload, not the place."""
    document = render(NARRATIVE, PICTURES, Memoryfile(surgery.PLACES[place](BASE, "致{{ county }}")), MEMORY, STAMP)  # type: ignore[arg-type]
    assert any("致青禾县".encode() in data for data in surgery.parts_of(document).values())


@pytest.mark.parametrize(
    "string",
    [
        '<w:p><w:hyperlink w:anchor="a" w:tooltip="{{ title }}"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>',
        "<w:p><w:r><w:instrText>PAGE {{ title }}</w:instrText></w:r></w:p>",
        '<w:p><w:fldSimple w:instr="PAGE {% if title %}"/></w:p>',
    ],
    ids=["attribute", "field code", "field attribute"],
)
def test_a_tag_where_no_text_stands_is_refused(string: str) -> None:
    """A tag in an attribute or a field code would let a value become markup."""
    assert {issue.code for issue in refusal(surgery.before_body(BASE, string)).issues} & {"page.tag-place"}


def test_a_tag_split_over_paragraphs_is_refused() -> None:
    """docxtpl would join `{{ ti` and `tle }}` across paragraphs and lose what stands between them."""
    split = surgery.paragraph("{{ ti") + surgery.paragraph("tle }}")
    assert {issue.code for issue in refusal(surgery.before_body(BASE, split)).issues} == {"page.tag-unclosed"}


@pytest.mark.parametrize("token", ["\ue000rg\ue001", "\ue000rgff\ue001", "\ue000rg0", "\ue000rg00626f6479\ue001"])
def test_a_forged_token_is_refused(token: str) -> None:
    """What printed values look like inside cannot be written in a template."""
    issues = refusal(surgery.before_body(BASE, surgery.paragraph(token))).issues
    assert {issue.code for issue in issues} == {"page.tag-not-allowed"}


def test_a_refused_tag_is_named_by_its_place() -> None:
    """The clerk reads which paragraph or which cell to look at."""
    in_cell = surgery.before_body(BASE, surgery.paragraph("一") + surgery.cell("{{ 1 + 1 }}"))
    in_paragraph = surgery.before_body(BASE, surgery.paragraph("一") + surgery.paragraph("{{ 1 + 1 }}"))
    (first,), (second,) = refusal(in_cell).issues, refusal(in_paragraph).issues
    assert str(first.source) == str(second.source) == "county.docx [word/document.xml]"
    assert first.code == second.code == "page.tag-not-allowed"
    assert first.message != second.message
    assert "2" in second.message


def test_the_second_guard_refuses_code_by_itself() -> None:
    """Were a tag to escape the paragraph's check, the whole part's syntax tree is looked at again before it is compiled."""
    for payload in (payload for payload in PAYLOADS if "__" in payload or "()" in payload or "os" in payload):
        with pytest.raises((TagError, *FAULTS)):
            Part(f"<w:p {surgery.NS}><w:r><w:t>{escape(payload)}</w:t></w:r></w:p>").fill({"title": "a", "office": "b"})


BOMBS = [
    "{{ 'a' * 999999999 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{% for a in range(999999999) %}x{% endfor %}",
    "{% for a in title %}{% for b in title %}{% for c in title %}x{% endfor %}{% endfor %}{% endfor %}",
    "{{ title|center(999999999) }}",
    "{{ '%999999999s' % title }}",
    "{{ '{:>999999999}'.format(title) }}",
    "{{ title|indent(999999999) }}",
    "{{ title|replace('', title) }}",
    "{{ title ~ title ~ title }}",
    "{{ lipsum(999999) }}",
    "{{ " + "not " * 100_000 + "title }}",
    "{% if title %}" * 500 + "{% endif %}" * 500,
    "{{ " + "title or " * 20_000 + "title }}",
]


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb[:24])
def test_a_template_bomb_is_refused_before_it_goes_off(bomb: str, quiet: Path) -> None:
    """Powers, widths, repeats, loops and towers of brackets end in a typed error, not in memory."""
    refusal(surgery.before_body(BASE, surgery.paragraph(bomb)))


def test_a_loop_may_not_blow_up_the_page() -> None:
    """A loop over a long field round a long text stops at a limit."""
    loop = surgery.paragraph("{% for a in office %}" + "字" * 20_000 + "{% endfor %}")
    narrative = type(NARRATIVE)(
        NARRATIVE.title, NARRATIVE.blocks, NARRATIVE.texts, {**NARRATIVE.fields, "office": "甲" * 5000}
    )
    with pytest.raises(TemplateError) as caught:
        render(narrative, PICTURES, Memoryfile(surgery.before_body(BASE, loop)), MEMORY, STAMP)  # type: ignore[arg-type]
    assert [issue.code for issue in caught.value.issues] == ["page.too-long"]


REL = "http://schemas.microsoft.com/office/2006/relationships/"
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
ACTIVE = {
    "frames": surgery.with_link(BASE, "frame", "https://example.cn/", "word/settings.xml"),
    "linked OLE object": surgery.with_link(BASE, "oleObject", "file:///C:/a.xlsx"),
    "embedded OLE object": surgery.with_part(BASE, "word/embeddings/oleObject1.bin", "application/vnd.openxmlformats-officedocument.oleObject", b"x", "oleObject"),
    "embedded workbook": surgery.with_part(BASE, "word/embeddings/a.xlsx", "application/vnd.ms-excel", b"x", "package"),
    "vbaProject": surgery.with_part(BASE, "word/vbaProject.bin", "application/vnd.ms-office.vbaProject", b"x", REL + "vbaProject"),
    "macro document": surgery.edited(BASE, "[Content_Types].xml", (surgery.W + "document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml")),
    "altChunk": surgery.before_body(surgery.with_part(BASE, "word/chunk.html", "text/html", "<p/>", "aFChunk"), '<w:altChunk r:id="rIdX"/>'),
    "DDEAUTO": surgery.before_body(BASE, FIELD.format(" DDE", "AUTO c:\\a.exe ")),
    "INCLUDETEXT": surgery.before_body(BASE, FIELD.format(" INCLUDE", "TEXT c:\\secret.docx ")),
    "INCLUDEPICTURE": surgery.before_body(BASE, '<w:p><w:fldSimple w:instr=" INCLUDEPICTURE https://example.cn/a.png "/></w:p>'),
    "HYPERLINK field": surgery.before_body(BASE, FIELD.format(" HYPERLINK ", "file:///c:/a.exe ")),
    "field code outside a field": surgery.before_body(BASE, "<w:p><w:r><w:instrText>DDE a b</w:instrText></w:r></w:p>"),
    "linked image": surgery.with_link(BASE, "image", "https://example.cn/pixel.png"),
    "file link": surgery.with_link(BASE, "hyperlink", "file:///C:/a.exe"),
    "subdocument": surgery.before_body(surgery.with_link(BASE, "subDocument", "a.docx"), '<w:subDoc r:id="rIdX"/>'),
    "ActiveX": surgery.with_part(BASE, "word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", "<a/>", "control"),
    "mail merge": surgery.edited(BASE, "word/settings.xml", ("<w:evenAndOddHeaders/>", "<w:mailMerge/><w:evenAndOddHeaders/>")),
    "customUI": surgery.with_part(BASE, "customUI/customUI.xml", "application/xml", "<a/>", REL + "ui/extensibility", ""),
    "svg picture": surgery.with_part(BASE, "word/media/a.svg", "image/svg+xml", "<svg/>", "image"),
    "tracked change": surgery.before_body(BASE, '<w:p><w:ins w:id="9" w:author="a"><w:r><w:t>b</w:t></w:r></w:ins></w:p>'),
}  # fmt: skip


@pytest.mark.parametrize("construct", ACTIVE)
def test_active_content_is_refused_at_import(construct: str) -> None:
    """What runs, reaches out, or carries another file is refused, and the part is named."""
    error = refusal(ACTIVE[construct])
    assert {issue.code for issue in error.issues} == {"document.active"}
    assert all(issue.source is not None and issue.source.sheet for issue in error.issues)


def test_an_https_link_is_allowed() -> None:
    """The one thing outside that a report may point to."""
    page = surgery.with_link(BASE, "hyperlink", "https://example.cn/")
    assert render(NARRATIVE, PICTURES, Memoryfile(page), MEMORY, STAMP)  # type: ignore[arg-type]


def test_no_environment_is_made_but_the_sandboxed_one() -> None:
    """No call in the program makes a jinja2 Environment or Template, or renders a DocxTemplate."""
    for file in Path(reportgen.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                assert called not in {"Environment", "Template", "NativeEnvironment", "Subdoc"}, file


def _damaged(seed: int) -> bytes:
    """The base template with one to three pieces of markup of one part taken out, doubled, exchanged or given other values."""
    draw = random.Random(seed)  # noqa: S311 - the same damage each time
    parts = surgery.parts_of(BASE)
    name = draw.choice(list(parts))
    pieces = re.findall(r"<[^>]+>|[^<]+", parts[name].decode())
    for _ in range(draw.randint(1, 3)):
        place, other = draw.randrange(len(pieces)), draw.randrange(len(pieces))
        values = re.sub(
            r'"[^"]*"', lambda _: draw.choice(['""', '"x"', '"-1"', '"9999999999999"', '"1.5"']), pieces[place]
        )
        pieces[place] = draw.choice(
            ["", pieces[place] * 2, pieces[other], values, re.sub(r' \S+="[^"]*"', "", pieces[place], count=1)]
        )
    return surgery.zipped({**parts, name: "".join(pieces).encode()})


def test_a_damaged_template_is_refused_or_gives_a_report_that_is_right() -> None:
    """Whatever is wrong inside a template, it is a typed error or does no harm: 100 damaged ones, always the same."""
    outcomes = Counter()
    for seed in range(100):
        try:
            page: Any = Memoryfile(_damaged(seed))
            printed = NARRATIVE if load_page(page).body else replace(NARRATIVE, blocks=())
            assert audit(render(NARRATIVE, PICTURES, page, MEMORY, STAMP), printed, PICTURES) == ()
            outcomes["rendered"] += 1
        except TemplateError:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 10
