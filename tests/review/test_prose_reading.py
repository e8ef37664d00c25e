"""Reading a document as a reader sees it, whoever wrote it: each test puts a wrong sentence where it is seen, or where it is not."""

import random
import re
from pathlib import Path

import pytest

from reportgen.model.findings import Checked
from reportgen.model.sources import Level
from reportgen.review.text_audit import audit_text
from tests.review.documents import document, docx, paragraph, table

_PIECES = (
    "由 从 增加 减少 到 至 为 占 共 合计 其中 分别为 一是 三是 件 人 % 个百分点 倍 。 ， ； ： （ ）"
    " 《 “ 12 3.5 0 2026年 3月 第三季度 同比 环比 上年同期 万 表1 见图2 、"
)
_BAD_FILES = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "badfiles"
_MC = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
WRONG = "由9件增至12件，增加4件。"


def found(body: str, attributes: str = "") -> list[tuple[str, int | None, int | None]]:
    """Codes and places of what is found in a document with this XML in its body, but for changes that are left open."""
    findings, _ = audit_text(document(body, attributes), "report.docx")
    told = [finding for finding in findings if finding.code != "audit.changes-pending"]
    return [(finding.code, finding.place.paragraph, finding.place.table) for finding in told]


def run(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


NOT_HIDDEN, STYLED = '<w:vanish w:val="0"/>', '<w:rStyle w:val="X"/>'
AT_FIRST = [("audit.change-wrong", 1, None)]
SEEN: dict[str, str] = {
    "split over runs": f"<w:p>{run('由9件增至1')}{run('2件，增加')}{run('4件。')}</w:p>",
    "inserted by a tracked change": f"<w:p>{run('由9件增至12件，增加')}<w:ins w:id='1'>{run('4件。')}</w:ins><w:del w:id='2'><w:r><w:delText>3件。</w:delText></w:r></w:del></w:p>",
    "moved here": f"<w:p><w:moveTo w:id='1'>{run(WRONG)}</w:moveTo></w:p>",
    "in a content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(WRONG)}</w:sdtContent></w:sdt>",
    "in a smart tag and a link": f"<w:p><w:smartTag><w:hyperlink>{run(WRONG)}</w:hyperlink></w:smartTag></w:p>",
    "the result of a field": f"<w:p>{run('由9件增至12件，增加')}<w:fldSimple w:instr='REF x'>{run('4件')}</w:fldSimple></w:p>",
    "not hidden after all": f"<w:p>{run(WRONG, NOT_HIDDEN)}</w:p>",
    "over a struck-out paragraph mark": paragraph("由9件增至12件，", inside="<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("增加4件。"),
    "with spaces and full-width digits between": paragraph("由 9 件增至 12 件，增加 4 件。"),
}  # fmt: skip
UNSEEN: dict[str, str] = {
    "hidden": f"<w:p>{run(WRONG, '<w:vanish/>')}</w:p>",
    "hidden by its style": f"<w:p>{run(WRONG, STYLED)}</w:p>",
    "deleted by a tracked change": f"<w:p><w:del w:id='1'>{run(WRONG)}</w:del></w:p>",
    "moved away": f"<w:p><w:moveFrom w:id='1'>{run(WRONG)}</w:moveFrom></w:p>",
    "the code of a field": f"<w:p><w:r><w:instrText>{WRONG}</w:instrText></w:r></w:p>",
    "a line of a table of contents": paragraph(WRONG, "C1"),
    "in a contents control": f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{paragraph(WRONG)}</w:sdtContent></w:sdt>',
    "a deleted row": f"<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{paragraph(WRONG)}</w:tc></w:tr></w:tbl>",
}  # fmt: skip


@pytest.mark.parametrize("where", SEEN)
def test_what_a_reader_sees_is_read(where: str) -> None:
    """Text is put together as it is shown."""
    assert found(SEEN[where]) == AT_FIRST


@pytest.mark.parametrize("where", UNSEEN)
def test_what_nobody_sees_is_not_read(where: str) -> None:
    """Hidden and struck-out text says nothing."""
    assert found(UNSEEN[where]) == []


def test_a_text_box_is_read_once() -> None:
    """Word stores it twice, for itself and for those who know no drawings; it stands where its paragraph stands."""
    box = f"<w:txbxContent>{paragraph(WRONG)}</w:txbxContent>"
    body = (
        f"<w:p>{run('图示如下。')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert found(body, _MC) == AT_FIRST
    findings, checked = audit_text(document(body, _MC), "report.docx")
    assert len(findings) == 1
    assert checked.sentences == 2


def cell(text: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str) -> str:
    """A row of cells."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


SPAN, START, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def merged(total: str) -> str:
    """A table with two header rows, a label over two columns, a label over two rows, and a total over two columns."""
    rows = (
        row(cell("片区", START), cell("单位", START), cell("受理情况", SPAN)),
        row(cell("", ON), cell("", ON), cell("受理（件）"), cell("办结（件）")),
        row(cell("东片", START), cell("甲镇"), cell("12件"), cell("11件")),
        row(cell("", ON), cell("乙镇"), cell("8件"), cell("8件")),
        row(cell("合　计", SPAN), cell("20件"), cell(total)),
    )
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_merged_cells_and_header_rows_are_understood() -> None:
    """A column is what stands below each other, whatever is merged; the total is named wherever its row says so."""
    assert found(merged("19件")) == []
    assert found(merged("21件")) == [("audit.column-total", None, 1)]


def test_tables_within_tables_count_by_themselves() -> None:
    """A table in a cell has the next number, and its paragraphs none."""
    inner = table("| 类别 | 件数 |", "| 甲 | 2 |", "| 乙 | 3 |", "| 合计 | 6 |")
    assert found(f"<w:tbl>{row(f'<w:tc>{inner}<w:p/></w:tc>')}</w:tbl>" + paragraph(WRONG)) == [
        ("audit.change-wrong", 1, None),
        ("audit.column-total", None, 2),
    ]


def test_numbers_that_word_counts_are_not_missed() -> None:
    """A paragraph that Word numbers has no mark to be compared: typed marks round it are not called broken."""
    numbered = paragraph("存在问题", inside='<w:numPr><w:numId w:val="3"/></w:numPr>')
    assert found(paragraph("一、基本情况") + numbered + paragraph("三、下一步")) == []
    assert found(paragraph("一、基本情况") + paragraph("三、下一步")) == [("audit.sequence-broken", 2, None)]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"no document at all", docx("文")[:-30]])
def test_what_is_no_document_is_a_finding(data: bytes) -> None:
    """An error that says what to do; nothing is raised."""
    (finding,), checked = audit_text(data, "report.docx")
    assert (finding.code, finding.level, checked) == ("document.not-docx", Level.ERROR, Checked(0, 0, 0))
    assert finding.hint


def wide(columns: str) -> str:
    """The property of a cell that spans columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


ODD: dict[str, str] = {
    "a span beyond any table": f"<w:tbl>{row(cell('1', wide('999999999')))}{row(cell('2'))}</w:tbl>",
    "a span of nothing": f"<w:tbl>{row(cell('1', wide('x')))}{row(cell('2', wide('-3')))}</w:tbl>",
    "a merge without a beginning": f"<w:tbl>{row(cell('甲', ON), cell('1', ON))}{row(cell('乙', ON))}</w:tbl>",
    "a table without rows": "<w:tbl/>",
    "a row without cells": "<w:tbl><w:tr/></w:tbl>",
    "columns skipped beyond the page": f"<w:tbl><w:tr><w:trPr><w:gridBefore w:val='88888888'/></w:trPr>{cell('1')}</w:tr></w:tbl>",
    "a style that is not there": paragraph("文", "Nowhere"),
    "an outline level out of range": paragraph("文", inside='<w:outlineLvl w:val="77"/>'),
    "elements of nobody": "<w:thing><w:p><w:thing>文</w:thing></w:p></w:thing>",
    "tables forty deep": "<w:tbl><w:tr><w:tc>" * 40 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 40,
    "characters of the private use area": paragraph("由\ue0019件增至\ue001\ue002，增加\ue001。"),
}


@pytest.mark.parametrize("what", ODD)
def test_odd_content_raises_nothing(what: str) -> None:
    """A file may hold anything; what makes no sense says nothing."""
    assert found(ODD[what]) == []


def test_styles_may_inherit_in_a_circle() -> None:
    """Two styles based on each other, and two hundred in a row, end somewhere."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{number}"><w:basedOn w:val="S{(number + 1) % 200}"/></w:style>'
        for number in range(200)
    )
    circle = document(paragraph(WRONG, "S7"), styles=styles)
    assert [finding.code for finding in audit_text(circle, "report.docx")[0]] == ["audit.change-wrong"]


def test_random_texts_raise_nothing() -> None:
    """Pieces of official language in any order."""
    chance = random.Random(3)  # noqa: S311 - the same texts each time are wanted
    pieces = re.split(" ", _PIECES)
    text = "\n".join("".join(chance.choices(pieces, k=120)) for _ in range(150))
    audit_text(docx(text), "report.docx")


@pytest.mark.skipif(not _BAD_FILES.is_dir(), reason="the files that others broke are not beside the project")
def test_files_that_others_broke_raise_nothing() -> None:
    """Each opens, or is one finding that says why not."""
    for file in sorted(_BAD_FILES.glob("*.docx")):
        findings, checked = audit_text(file.read_bytes(), "report.docx")
        refused = [finding for finding in findings if finding.code.startswith("document.")]
        assert not refused or (len(findings) == 1 and checked == Checked(0, 0, 0))
