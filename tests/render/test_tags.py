"""Tags of a Word page expanded on the tree of elements: what docxtpl makes of them, without its losses; what does not fit is told by its place."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import jinja2
import pytest
from docxtpl import DocxTemplate
from lxml import etree

from reportgen.messages import DocumentError, TemplateError
from reportgen.model.reports.narratives import BODY, Filled, Span
from reportgen.render import load_page, render
from reportgen.render.template.filling.expansion import expanded
from reportgen.render.template.filling.tags import TagError
from reportgen.word import open_package, read_memory
from reportgen.word.packages.names import tag
from reportgen.word.packages.structure import structure_faults
from reportgen.word.packages.xml import Element, parse
from tests.render import bulletin, surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

BASE = PAGE.read_bytes()


class Memoryfile:
    """A page that is in no folder."""

    name = "page.docx"

    def __init__(self, data: bytes) -> None:
        """Holds the bytes."""
        self.data = data

    def read_bytes(self) -> bytes:
        """Its bytes."""
        return self.data


def _texts(root: Element) -> list[str]:
    """The text of every paragraph of a part, that of a text box apart."""
    return [
        "".join(piece.text or "" for piece in one.iter(tag("w:t")) if next(piece.iterancestors(tag("w:p"))) is one)
        for one in root.iter(tag("w:p"))
    ]


CONTEXT: dict[str, Any] = {
    "title": "某县报告", "total": "137件", "qoq": "增加15件", "county": "某县", "period": "第三季度", "date": "2026年10月12日",
    "office": {"name": "某室"}, "rates": {"closed": {"figure": "92.0%"}},
    "categories": [{"name": name, "count": f"{count}件", "share": f"{count}.0%"} for name, count in (("甲", 52), ("乙<&>", 28), ("丙", 27), ("丁", 3))],
    "months": [{"name": f"{month}月", "count": month} for month in range(4, 9)],
}  # fmt: skip


def _environment(**options: Any) -> jinja2.Environment:
    """A plain environment for a template of this file's own."""
    made = jinja2.Environment(autoescape=True, **options)
    made.filters |= {
        "compared": str,
        "number": lambda one: str(one).removesuffix("件"),
        "of_base": lambda one: f"占{one}",
    }
    return made


def _by_docxtpl(page: bytes, context: dict[str, Any]) -> dict[str, list[str]]:
    template = DocxTemplate(io.BytesIO(page))
    template.render(context, _environment(), autoescape=True)
    data = io.BytesIO()
    template.save(data)
    return _parts(data.getvalue())


def _parts(document: bytes) -> dict[str, list[str]]:
    """The texts of the paragraphs of the body, and of headers and footers that say something."""
    package = open_package(document)
    names = [package.document, *package.linked(package.document, "header"), *package.linked(package.document, "footer")]
    found = {name: [one for one in _texts(package.root(name)) if one.strip()] for name in names}
    return {name: texts for name, texts in found.items() if texts}


def _by_us(page: bytes, context: dict[str, Any]) -> dict[str, list[str]]:
    package = open_package(page)
    found = {}
    for name in _parts(page):
        made = expanded(package.root(name), "page.docx", name)
        found[name] = _texts(made.whole(_environment().from_string(made.text.text).render(context)))
    return {name: [one for one in texts if one.strip()] for name, texts in found.items()}


@pytest.mark.parametrize(
    "context",
    [
        CONTEXT,
        {**CONTEXT, "rates": {}},
        {**CONTEXT, "categories": CONTEXT["categories"][:1]},
        {**CONTEXT, "months": CONTEXT["months"][:1]},
    ],
    ids=["as is", "another branch", "one category", "one month"],
)
def test_tags_mean_what_they_mean_to_docxtpl(context: dict[str, Any]) -> None:
    """A page with all constructs says the same, paragraph by paragraph, part by part."""
    page = bulletin.bulletin()
    assert _by_us(page, context) == _by_docxtpl(page, context)


def test_columns_of_a_loop_get_a_grid() -> None:
    """`{%tc for %}` makes more columns than the page has: WPS obeys the grid, so that is made anew, in the width of the table."""
    package = open_package(bulletin.bulletin())
    made = expanded(package.root(package.document), "page.docx", "x")
    root = made.whole(_environment().from_string(made.text.text).render(CONTEXT))
    table = list(root.iter(tag("w:tbl")))[1]
    widths = [int(one.get(tag("w:w"), "")) for one in table.iter(tag("w:gridCol"))]
    before = list(package.root(package.document).iter(tag("w:tbl")))[1]
    whole = sum(int(one.get(tag("w:w"), "")) for one in before.iter(tag("w:gridCol")))
    assert len(widths) == 1 + len(CONTEXT["months"])
    assert whole - len(widths) < sum(widths) <= whole
    assert {len(list(row.iter(tag("w:tc")))) for row in table.iter(tag("w:tr"))} == {len(widths)}


def _expand(xml: str) -> Any:
    return expanded(parse(f"<w:body {surgery.NS}>{xml}</w:body>".encode()), "page.docx", "word/document.xml")


def _run(xml: str, **context: object) -> list[str]:
    made = _expand(xml)
    return _texts(made.whole(_environment().from_string(made.text.text).render(context)))


P, C = surgery.paragraph, surgery.cell
UNFIT = {
    "no end": (P("一") + P("{%p if a %}"), "page.tag-unpaired", 2),
    "no beginning": (P("一") + P("{%p endif %}"), "page.tag-unpaired", 2),
    "another end": (P("{%p if a %}") + P("{%p endfor %}"), "page.tag-unpaired", 2),
    "an end in a cell": (P("{%p if a %}") + C("{%p endif %}"), "page.tag-unpaired", 1),
    "an end in another paragraph": (P("{% if a %}一") + P("二{% endif %}"), "page.tag-unpaired", 2),
    "crossing": (P("{% if a %}{% for b in c %}{% endif %}{% endfor %}"), "page.tag-unpaired", 1),
    "text beside it": (P("一{%p if a %}") + P("{%p endif %}"), "page.tag-alone", 1),
    "a tag beside it": (P("{%p if a %}{{ b }}") + P("{%p endif %}"), "page.tag-alone", 1),
    "a row outside of tables": (P("{%tr for a in b %}"), "page.tag-alone", 1),
    "a cell outside of tables": (P("一") + P("二") + P("{%tc endfor %}"), "page.tag-alone", 3),
    "text in its row": (C("{%tr for a in b %}").replace("</w:tr>", f"<w:tc>{P('字')}</w:tc></w:tr>"), "page.tag-alone", 1),
    "a picture beside it": (P("{%p if a %}").replace("</w:p>", "<w:r><w:pict/></w:r></w:p>"), "page.tag-alone", 1),
    "the end of a section": (P("{%p if a %}").replace("<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr>"), "page.tag-alone", 1),
}  # fmt: skip


@pytest.mark.parametrize("xml, code, number", UNFIT.values(), ids=UNFIT)
def test_tags_that_do_not_fit_are_told_with_their_place(xml: str, code: str, number: int) -> None:
    """Nothing is lost without a word, and the clerk reads in which paragraph or cell to look."""
    with pytest.raises(TagError) as caught:
        _expand(xml)
    assert (caught.value.code, str(number) in caught.value.place) == (code, True)
    with pytest.raises(TemplateError) as refused:
        load_page(Memoryfile(surgery.before_body(BASE, xml)))  # type: ignore[arg-type]
    assert code in {one.code for one in refused.value.issues} | {"document.broken-part"}


def test_a_tag_keeps_the_format_where_it_begins() -> None:
    """A tag over three runs, the first bold, is printed bold; what stood behind it keeps its own format."""
    runs = '<w:r><w:rPr><w:b/></w:rPr><w:t>共{{</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t> total </w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>}}整</w:t></w:r>'
    made = _expand(f"<w:p>{runs}</w:p>")
    root = made.whole(made.text.text.replace("{{\ntotal }}", "137"))
    found = [
        ("".join(one.itertext()), [etree.QName(kind).localname for kind in one[0]])
        for one in root.iter(tag("w:r"))
        if "".join(one.itertext())
    ]
    assert found == [("共137", ["b"]), ("整", ["u"])]


def test_tests_within_a_paragraph_leave_no_empty_runs() -> None:
    """What a test leaves out is gone with its run; text before and behind stays."""
    xml = P("甲{% if a %}乙{% else %}丙{% endif %}丁{# 备注 #}")
    assert (_run(xml, a=True), _run(xml, a=False)) == (["甲乙丁"], ["甲丙丁"])
    made = _expand(xml)
    root = made.whole(_environment().from_string(made.text.text).render(a=True))
    assert all("".join(one.itertext()) for one in root.iter(tag("w:r")))


def test_cells_and_tables_that_are_left_empty_are_repaired() -> None:
    """Word wants a paragraph in each cell and rows in each table."""
    xml = C("字").replace(P("字"), P("{%p if a %}") + P("字") + P("{%p endif %}")) + P("尾")
    assert _run(xml, a=False) == ["", "尾"]
    rows = C("{%tr for a in b %}").replace("</w:tbl>", f"<w:tr><w:tc>{P('{%tr endfor %}')}</w:tc></w:tr></w:tbl>") + P(
        "尾"
    )
    assert _run(rows, b=[]) == ["尾"]


def test_braces_that_are_no_tags_stay_text() -> None:
    """The sandbox sees no XML: a brace in a picture's id or a formula can never be taken for a tag."""
    made = _expand(P("{{ a }}").replace("<w:p>", '<w:p w:x="{28A0092B}">'))
    assert made.text.text.count("{") == 2
    assert made.whole(made.text.text.replace("{{\na }}", "值"))[0].get(tag("w:x")) == "{28A0092B}"


# --- printed values ---------------------------------------------------------------------------------------------------------

NONCE = "0123456789ab"


def _filled(page: Any, *values: tuple[Span, ...]) -> Filled:
    """The parts of a page, each tag but `{{ body }}` printing the next value."""
    parts, numbers = {}, iter(range(len(values)))
    for one in load_page(page).asks:
        pieces = one.text.split("{{\n")
        made = [
            f"\ue000{NONCE}:{len(values) if piece.startswith('body') else next(numbers)}\ue001{piece.partition('}}')[2]}"
            for piece in pieces[1:]
        ]
        parts[one.part] = pieces[0] + "".join(made)
    return Filled(parts, f"\ue000{NONCE}:([0-9]+)\ue001", (*values, (Span(BODY),)))


ONE = '<w:p><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>共{{ count("a") }}整</w:t></w:r></w:p>'
PAGE_ONE = surgery.edited(
    BASE, surgery.MAIN, ("<w:body>", f"<w:body>{ONE}"), ("{{ title }}", "题"), ("{{ office }}", "室")
)


def _render(*values: tuple[Span, ...]) -> bytes:
    page: Any = Memoryfile(PAGE_ONE)
    return render(NARRATIVE, PICTURES, page, MEMORY, STAMP, _filled(page, *values))


def test_a_figure_is_printed_in_a_bookmark_and_remembered() -> None:
    """The run is split: the figure stands in a mark of its own, in the format of the tag; the memory knows it."""
    document = _render((Span("312", "total"), Span("件")))
    first = docx.Document(io.BytesIO(document)).paragraphs[0]
    assert [run.text for run in first.runs] == ["共", "312", "件", "整"]
    assert {str(run.font.color.rgb) for run in first.runs} == {"FF0000"}
    memory = read_memory(document)
    assert memory is not None
    content = next(one.content for one in memory.fixed if one.content)
    assert content == (Span("共"), Span("312", "total"), Span("件整"))
    assert memory.figures["total"] == "312"
    assert list(structure_faults(open_package(document))) == []
    name = next(
        name for name, mark in memory.marks.items() if mark.figure == "total" and mark.block.startswith("page/")
    )
    assert first._p.xpath(f'w:bookmarkStart[@w:name="{name}"]')


@pytest.mark.parametrize(
    "value",
    [
        "{{ title }}",
        "{% if a %}",
        "{_{ title }_}",
        "</w:t><w:t>",
        "&amp;<&>",
        "\ue000rg61\ue001",
        f"\ue000{NONCE}:0\ue001",
        "\ue0100\ue011",
    ],
)
def test_what_a_value_holds_stays_text(value: str) -> None:
    """No value is markup, a tag, or a token: it is printed letter by letter, and nothing else changes."""
    first, plain = (docx.Document(io.BytesIO(_render((Span(one),)))) for one in (value, "字"))
    assert first.paragraphs[0].text == f"共{value}整"
    assert [one.text for one in first.paragraphs[1:]] == [one.text for one in plain.paragraphs[1:]]


@pytest.mark.parametrize(
    "character", [chr(number) for number in range(32) if chr(number) not in "\t\n\r"] + ["\ufffe", "\ud800"]
)
def test_a_character_that_no_document_can_hold_is_refused(character: str) -> None:
    """It cannot make a later & vanish: nothing is written."""
    with pytest.raises(DocumentError) as caught:
        _render((Span(f"甲{character}乙&丙"),))
    assert [one.code for one in caught.value.issues] == ["document.illegal-character"]


def test_line_breaks_and_tabs_are_words_own() -> None:
    """As docxtpl has it."""
    document = _render((Span("一\n二\t三"),))
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        text = archive.read("word/document.xml").decode()
    assert "<w:br/>" in text and "<w:tab/>" in text
    assert docx.Document(io.BytesIO(document)).paragraphs[0].text == "共一\n二\t三整"


def test_a_page_that_asks_for_figures_is_refused_where_there_are_none() -> None:
    """Whoever has no figures is told by place what the page asks for; nothing is printed empty."""
    with pytest.raises(TemplateError) as caught:
        render(NARRATIVE, PICTURES, Memoryfile(PAGE_ONE), MEMORY, STAMP)  # type: ignore[arg-type]
    assert [one.code for one in caught.value.issues] == ["page.tag-not-allowed"]


def test_a_page_without_body_prints_its_own_words_and_says_so() -> None:
    """Nothing of the narrative is in it, and the memory remembers none of it."""
    page: Any = Memoryfile(surgery.edited(BASE, surgery.MAIN, ("{{ body }}", "本期简报。")))
    assert [one.code for one in load_page(page).issues] == ["page.no-body"]
    document = render(NARRATIVE, PICTURES, page, MEMORY, STAMP)
    memory = read_memory(document)
    assert memory is not None and (memory.blocks, memory.figures, memory.pictures) == ((), {}, {})
    assert docx.Document(io.BytesIO(document)).paragraphs[-1].text == "本期简报。"


def _rows(*rows: tuple[str, ...]) -> str:
    """A table of these cells."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>{}</w:tc>'.format
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1000"/>' * max(map(len, rows)) + "</w:tblGrid>"
    lines = "".join(f"<w:tr>{''.join(cell(P(one)) for one in row)}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{lines}</w:tbl>'


USUAL = {
    "a list in a sentence": P("有{% for c in categories %}{{ c.name }}{% if not loop.last %}、{% endif %}{% endfor %}等。"),
    "numbered paragraphs": P("{%p for c in categories %}") + P("{{ loop.index }}. {{ c.name }}") + P("{%p endfor %}"),
    "a choice of three": P("{%p if a %}") + P("甲") + P("{%p elif total %}") + P("乙") + P("{%p else %}") + P("丙") + P("{%p endif %}"),
    "paragraphs inside a loop inside a test": P("{%p if total %}") + P("{%p for c in categories %}") + P("{{ c.name }}") + P("{%p endfor %}") + P("{%p endif %}"),
    "rows with a test": _rows(("甲", "乙"), ("{%tr for c in categories %}", ""), ("{%tr if c.name != '丙' %}", ""), ("{{ c.name }}", "{{ c.count }}"), ("{%tr endif %}", ""), ("{%tr endfor %}", "")),
    "one row left out": _rows(("{%tr if a %}", ""), ("甲", "乙"), ("{%tr endif %}", ""), ("丙", "丁")),
    "a loop of paragraphs in a cell": _rows(("甲", "乙")).replace(P("乙"), P("{%p for c in categories %}") + P("{{ c.name }}") + P("{%p endfor %}") + P("止")),
    "columns that a test leaves out": _rows(("甲", "{%tc if a %}", "乙", "{%tc endif %}", "丙")),
    "quotes of an editor": P("{% if county == “某县” %}是{% else %}否{% endif %}{{ a|default(‘无’) }}"),
    "a remark": P("甲{# 这里印总数 #}乙") + P("{#p 整段备注 #}") + P("丙"),
    "a remark alone in a row": _rows(("甲",), ("{#tr 备注 #}",), ("乙",)),
    "a tag in a link": '<w:p><w:hyperlink w:anchor="a"><w:r><w:t>见{{ total }}</w:t></w:r></w:hyperlink><w:r><w:t>。</w:t></w:r></w:p>',
    "a tag in a content control": f"<w:sdt><w:sdtContent>{P('{{ total }}')}</w:sdtContent></w:sdt>",
    "a tag beside a tab and a break": "<w:p><w:r><w:t>{{ county }}</w:t><w:tab/><w:t>{{ total }}</w:t><w:br/><w:t>止</w:t></w:r></w:p>",
    "a tag split at every sign": "<w:p>" + "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{sign}</w:t></w:r>" for sign in "共{{ total }}整") + "</w:p>",
    "two tags in one run": P("{{ county }}{{ total }}"),
    "an attribute and a place": P("{{ categories[0].name }}{{ office['name'] }}{{ categories[1]['count'] }}"),
    "a comparison": P("{% if categories|length >= 2 and total is defined %}多{% endif %}"),
}  # fmt: skip


@pytest.mark.parametrize("xml", USUAL.values(), ids=USUAL)
def test_what_is_usual_is_no_fault_and_means_the_same(xml: str) -> None:
    """What people write with docxtpl is taken as it is: no false alarm, the same text."""
    page = surgery.before_body(BASE, xml)
    assert load_page(Memoryfile(page)).texts  # type: ignore[arg-type]
    context = {**CONTEXT, "body": "正文"}
    main = "word/document.xml"
    assert _by_us(page, context)[main] == _by_docxtpl(page, context)[main]


def _seeded() -> Iterator[tuple[str, str]]:
    """Usual pages with one fault each: a beginning or an end that is missing, a brace or a per cent sign too few."""
    for name, xml in USUAL.items():
        for found in re.finditer(r"\{%(?:p|tr|tc)? ?(?:if|for|endif|endfor)\b.*?%\}|\{\{.*?\}\}", xml):
            whole, (start, end) = found[0], found.span()
            changed = [whole[:-1], whole[1:], whole[:-2]] + (
                [] if whole.startswith("{{") else ["", whole.replace("%}", "}")]
            )
            for one in changed:
                yield f"{name}: {whole} -> {one}", xml[:start] + one + xml[end:]


def test_seeded_faults_are_found_with_their_place() -> None:
    """Each of more than a hundred is refused when the page is loaded, and the paragraph or cell is named."""
    seeded = dict(_seeded())
    assert len(seeded) > 100
    for what, xml in seeded.items():
        with pytest.raises(TemplateError) as caught:
            load_page(Memoryfile(surgery.before_body(BASE, xml)))  # type: ignore[arg-type]
            pytest.fail(what)
        assert any(
            re.search(r"paragraph \d|table \d+, row \d+, cell \d", one.message) for one in caught.value.issues
        ), what
