"""The audit finds what is wrong with finished bytes: each fault here is made by hand, and found by its code."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from reportgen.model.reports.narratives import Chart, Narrative, Paragraph, Span, Table
from reportgen.model.sources import Issue, Level
from reportgen.render import render
from reportgen.review import audit
from tests.render import surgery
from tests.render.sample import BLOCKS, MEMORY, NARRATIVE, PAGE, PICTURES, STAMP, phrase, png
from tests.render.sample import rows as keyed
from tests.render.test_hostile_templates import FIELD, REL

Change = Callable[[bytes], bytes]


@cache
def report() -> bytes:
    """The sample report."""
    return render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)


def in_main(*changes: tuple[str, str]) -> Change:
    """A change of the main part."""
    return lambda document: surgery.edited(document, surgery.MAIN, *changes)


def of(name: str) -> str:
    """The bookmark of a block of the sample."""
    return MEMORY.names.block(name)


def codes(issues: tuple[Issue, ...]) -> set[str]:
    """The codes of what the renderer would have to answer for, which are all errors; what the text states is looked at apart."""
    found = [issue for issue in issues if issue.code.startswith("document.")]
    assert all(issue.level is Level.ERROR for issue in found)
    return {issue.code for issue in found}


@pytest.mark.parametrize(
    ("level", "text"),
    [
        (Level.ERROR, "受理由[total]件减至156件，减少60%。"),  # our figure stands in it: the report is wrong
        (Level.WARNING, "群众称受理由312件减至156件，减少60%。"),  # the words of a ledger: for people to look at
    ],
)
def test_what_the_text_states_is_held_against_itself(level: Level, text: str) -> None:
    """A sentence with a figure of ours that contradicts itself keeps the report back; one that a ledger brought does not."""
    narrative = Narrative("标题", (Paragraph("lead", phrase(text)),), {"total": "312"}, {"office": ""})
    found = audit(render(narrative, {}, PAGE, MEMORY, STAMP), narrative, {})
    assert [(one.code, one.level) for one in found] == [("audit.rate-wrong", level)]
    assert text.replace("[total]", "312") in found[0].message


def test_a_report_fresh_from_the_renderer_is_right() -> None:
    """Nothing is wrong with the sample."""
    assert audit(report(), NARRATIVE, PICTURES) == ()


FIRST_FIGURE = f'w:name="{MEMORY.names.figure("lead", "total", 1)}"/><w:r><w:t>312'
MEMORY_PART = "customXml/item1.xml"
FAULTS: dict[str, tuple[Change, set[str]]] = {
    "a figure is typed over": (in_main((FIRST_FIGURE, FIRST_FIGURE[:-1] + "3")), {"document.figure-differs", "document.block-differs"}),
    "a word is typed over": (in_main(("不耐烦", "很耐烦")), {"document.block-differs"}),
    "a space is added": (in_main(("反映属实", "反映属实 ")), {"document.block-differs"}),
    "a cell is typed over": (in_main(("政务服务大厅</w:t>", "某大厅</w:t>")), {"document.block-differs"}),
    "a block's mark is gone": (in_main((f'w:name="{of("duty/summary")}"', 'w:name="other"')), {"document.block-missing"}),
    "a block is there twice": (in_main((f'w:name="{of("duty/summary")}"', f'w:name="{of("lead")}"')), {"document.block-missing", "document.structure"}),
    "two blocks change places": (
        in_main((of("causes/0"), "X"), (of("causes/1"), of("causes/0")), ("X", of("causes/1"))),
        {"document.block-order"},
    ),
    "a figure's mark is gone": (in_main((MEMORY.names.figure("lead", "total", 1), "other")), {"document.figure-missing"}),
    "a caption has another number": (in_main(("<w:t>2</w:t>", "<w:t>7</w:t>")), {"document.caption-wrong", "document.reference-broken"}),
    "a reference prints another number": (in_main(("<w:t>表1</w:t>", "<w:t>表2</w:t>")), {"document.reference-broken", "document.block-differs"}),
    "a reference leads to nothing": (in_main((f"REF {MEMORY.names.number('categories')}", "REF _rgn0")), {"document.reference-broken"}),
    "a picture is another": (lambda document: _swapped(document, "word/media/image1.png"), {"document.picture-differs"}),
    "a picture has other words": (in_main(('descr="近八', 'descr="近九')), {"document.picture-differs"}),
    "a tag is left": (in_main(("青禾县作风建设工作领导小组办公室", "{{ office }}")), {"document.tag-left"}),
    "half a tag is left in a footer": (lambda document: surgery.edited(document, "word/footer1.xml", ("— ", "—}} ")), {"document.tag-left"}),
    "a carriage return": (in_main(("反映属实", "反映&#13;属实")), {"document.illegal-character", "document.block-differs"}),
    "a bookmark without an end": (in_main(('<w:bookmarkEnd w:id="1"/>', "")), {"document.structure"}),
    "two drawings with one id": (in_main(('<wp:docPr id="2"', '<wp:docPr id="1"')), {"document.structure"}),
    "a relationship that is not there": (in_main(('r:embed="rId', 'r:embed="rId9')), {"document.structure", "document.picture-differs"}),
    "a relationship to no part": (lambda document: surgery.edited(document, "word/_rels/document.xml.rels", ("image1.png", "image9.png")), {"document.structure", "document.picture-differs", "document.active"}),
    "the memory is another's": (lambda document: surgery.edited(document, MEMORY_PART, ("不耐烦", "很耐烦")), {"document.memory-differs"}),
    "the memory is gone": (lambda document: surgery.edited(document, MEMORY_PART, ("<report xmlns", "<other xmlns"), ("</report>", "</other>")), {"document.memory-differs"}),
    "not XML": (in_main(("</w:body>", "</w:bod>")), {"document.broken-part"}),
    "an XML-illegal character": (in_main(("反映属实", "反映&#11;属实")), {"document.broken-part"}),
    "a document type": (in_main(("<w:document ", "<!DOCTYPE a [<!ENTITY b 'c'>]><w:document ")), {"document.broken-part"}),
    "no zip": (lambda document: document[:-40], {"document.not-docx"}),
}  # fmt: skip


def _swapped(document: bytes, part: str) -> bytes:
    return surgery.zipped({**surgery.parts_of(document), part: png(5, 5)})


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str) -> None:
    """The fault is found by its code, and nothing else is said to be wrong."""
    change, expected = FAULTS[fault]
    assert codes(audit(change(report()), NARRATIVE, PICTURES)) == expected


ACTIVE: dict[str, Change] = {
    "attached template": lambda report: surgery.with_link(report, "attachedTemplate", "https://example.cn/a.dotm", "word/settings.xml"),
    "frames": lambda report: surgery.with_link(report, "frame", "https://example.cn/", "word/settings.xml"),
    "linked OLE object": lambda report: surgery.with_link(report, "oleObject", "file:///C:/a.xlsx"),
    "embedding": lambda report: surgery.with_part(report, "word/embeddings/a.xlsx", "application/vnd.ms-excel", b"x", "package"),
    "vbaProject": lambda report: surgery.with_part(report, "word/vbaProject.bin", "application/vnd.ms-office.vbaProject", b"x", REL + "vbaProject"),
    "altChunk": lambda report: surgery.with_part(report, "word/chunk.html", "text/html", "<p/>", "aFChunk"),
    "DDEAUTO": lambda report: surgery.before_body(report, FIELD.format(" DDE", "AUTO c:\\a.exe ")),
    "INCLUDETEXT": lambda report: surgery.before_body(report, FIELD.format(" INCLUDE", "TEXT c:\\a.docx ")),
    "INCLUDEPICTURE": lambda report: surgery.before_body(report, '<w:p><w:fldSimple w:instr=" INCLUDEPICTURE https://example.cn/a.png "/></w:p>'),
    "linked image": lambda report: surgery.with_link(report, "image", "https://example.cn/pixel.png"),
    "file link": lambda report: surgery.with_link(report, "hyperlink", "file:///C:/a.exe"),
    "subdocument": lambda report: surgery.with_link(report, "subDocument", "a.docx"),
    "ActiveX": lambda report: surgery.with_part(report, "word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", "<a/>", "control"),
    "mail merge": lambda report: surgery.edited(report, "word/settings.xml", ("<w:evenAndOddHeaders/>", "<w:mailMerge/><w:evenAndOddHeaders/>")),
    "customUI": lambda report: surgery.with_part(report, "customUI/customUI.xml", "application/xml", "<a/>", REL + "ui/extensibility", ""),
    "stray file": lambda report: surgery.zipped({**surgery.parts_of(report), "word/stray.bin": b"x"}),
}  # fmt: skip


@pytest.mark.parametrize("construct", ACTIVE)
def test_active_content_in_the_output_is_found(construct: str) -> None:
    """The finished report is scanned as the template was (THREATS 14)."""
    assert "document.active" in codes(audit(ACTIVE[construct](report()), NARRATIVE, PICTURES))


def with_table(*rows: tuple[str, ...], total: bool = True) -> set[str]:
    """The codes that the audit finds for a report of one table with these rows."""
    cells = tuple(tuple((Span(cell),) for cell in row) for row in rows)
    table = Table("table", phrase("表"), cells[0], keyed(*cells), ("right",) * len(rows[0]), total)
    narrative = Narrative("标题", (table,), {}, {"office": ""})
    return codes(audit(render(narrative, {}, PAGE, MEMORY, STAMP), narrative, {}))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("1", "2"), ("3", "4"), ("4", "6")], set()),
        ([("1", "2"), ("3", "4"), ("4", "7")], {"document.total-wrong"}),
        ([("1,200", "—"), ("3", "4"), ("1,203", "4")], set()),
        ([("-1", ""), ("+3", "4"), ("2", "5")], {"document.total-wrong"}),
        ([("33.3%", "甲"), ("33.3%", "乙"), ("100.0%", "合计")], set()),
        ([("1", "1"), ("2", "2"), ("合计", "3")], set()),
        ([("甲", "1"), ("乙", "2"), ("小计", "3"), ("丙", "4"), ("丙小计", "4"), ("合计", "7")], set()),
        ([("甲", "1"), ("小计", "1"), ("乙", "4"), ("合计", "6")], {"document.total-wrong"}),
    ],
)
def test_totals_add_up(rows: list[tuple[str, ...]], expected: set[str]) -> None:
    """Whole numbers add up to the last row; shares may miss by rounding, words are no numbers."""
    assert with_table(*rows) == expected
    assert with_table(*rows, total=False) == set()


def test_a_figure_is_printed_in_one_form_but_for_its_sign() -> None:
    """`下降5.2%` prints the figure `-5.2%`; `5.20%` or `52%` would be another number."""
    for text, expected in (
        ("5.2%", set()),
        ("−5.2%", set()),
        ("5.20%", {"document.figure-differs"}),
        ("52%", {"document.figure-differs"}),
    ):
        narrative = Narrative(
            "标题", (Paragraph("p", (Span(text, "total.yoy"),)),), {"total.yoy": "-5.2%"}, {"office": ""}
        )
        assert codes(audit(render(narrative, {}, PAGE, MEMORY, STAMP), narrative, {})) == expected


def test_a_figure_without_a_printed_form_is_found() -> None:
    """A span that names a figure nobody knows cannot be traced."""
    narrative = Narrative("标题", (Paragraph("p", (Span("5", "nowhere"),)),), {}, {"office": ""})
    assert codes(audit(render(narrative, {}, PAGE, MEMORY, STAMP), narrative, {})) == {"document.figure-unknown"}


def test_a_report_of_another_narrative_is_found() -> None:
    """A block more, a block less, another picture: each is found."""
    assert codes(audit(report(), replace(NARRATIVE, blocks=BLOCKS[:-1]), PICTURES)) == {"document.memory-differs"}
    more = replace(NARRATIVE, blocks=(*BLOCKS, Paragraph("more", phrase("多一段"))))
    assert codes(audit(report(), more, PICTURES)) == {"document.block-missing", "document.memory-differs"}
    others = {name: replace(picture, png=png(3, 3)) for name, picture in PICTURES.items()}
    assert codes(audit(report(), NARRATIVE, others)) == {"document.picture-differs"}
    assert sum(isinstance(block, Chart) for block in BLOCKS) == len(audit(report(), NARRATIVE, others))


def test_no_issue_quotes_the_text_of_a_block() -> None:
    """Issues name blocks and figures by id; what a case says stays where it is."""
    for issue in audit(in_main(("反映属实", "某人说"))(report()), NARRATIVE, PICTURES):
        assert "某人说" not in issue.message + issue.hint
        assert "往返三次" not in issue.message + issue.hint
