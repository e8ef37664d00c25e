"""The report's memory: written, read back, hidden, and nothing more than what is on the page."""

import io
import zipfile
from dataclasses import replace
from hashlib import sha256

from reportgen.model.reports.narratives import Chart, Paragraph, Reference, Signature, Span, Table
from reportgen.render import render
from reportgen.word import Memory, freeze, open_document, open_package, read_memory, read_page, write_memory
from reportgen.word.editing.characters import HANGING
from reportgen.word.memory.marks import PREFIX, Names, original_name
from reportgen.word.memory.memory import OpenPoint, bare, row_text, text_digest
from reportgen.word.memory.memory_xml import memory_bytes, parse_memory
from reportgen.word.pages.page import marked_texts
from tests.render import surgery
from tests.render.sample import BLOCKS, MEMORY, NARRATIVE, PAGE, PICTURES, STAMP
from tests.word.shown import text_in

REPORT = render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)


def remembered(document: bytes) -> Memory:
    """The memory of a report."""
    memory = read_memory(document)
    assert memory is not None
    return memory


def test_a_report_remembers_how_it_was_made() -> None:
    """Period, settings and version; every block as it was told, in order; every figure with its printed form."""
    memory = remembered(REPORT)
    assert (memory.period, memory.settings_digest, memory.version) == ("2026Q3", "0" * 64, "0.1.0")
    assert [block.id for block in memory.blocks] == [block.id for block in BLOCKS]
    assert [type(block) for block in memory.blocks] == [type(block) for block in BLOCKS]
    assert memory.texts["problems"] == "存在的突出问题"
    table = memory.tables["categories"]
    assert (memory.texts["categories"], row_text(table.header)) == ("各类问题的件数和占比", "问题类别\t件数\t占比")
    assert [row.key for row in table.rows] == ["0", "1", "2", "3"]
    assert memory.figures["total"] == "312"
    assert set(memory.figures) <= set(NARRATIVE.texts)


def test_the_memory_is_the_narrative() -> None:
    """Every span with its figure as printed there, rows with keys, a reference with the number that it prints."""
    memory = remembered(REPORT)
    written = {block.id: block for block in BLOCKS}
    for table in memory.tables.values():
        told = written[table.id]
        assert isinstance(told, Table)
        assert (table.rows, table.align, table.total) == (told.rows, told.align, told.total)
    manner = next(block for block in memory.blocks if block.id == "attitude/summary")
    assert isinstance(manner, Paragraph)
    assert [part.text for part in manner.content if isinstance(part, Reference)] == ["图2", "表2"]
    printed = [(part.text, part.figure) for part in manner.content if isinstance(part, Span) and part.figure]
    assert printed == [("108", "category.attitude"), ("34.6%", "category.attitude.share"), ("41", "unit.1")]


def test_every_mark_is_in_the_document_and_means_what_memory_says() -> None:
    """A figure's is round its printed form, a paragraph's round its text but for a last mark that hangs; none reaches over two."""
    memory, page = remembered(REPORT), read_page(open_package(REPORT))
    texts = marked_texts(page)
    assert set(memory.marks) == {name for name in texts if name.startswith(PREFIX)}
    for name, mark in memory.marks.items():
        assert len(texts[name]) == 1
        if mark.kind == "figure":
            assert texts[name][0].lstrip("-") == memory.figures[mark.figure or ""].lstrip("-")
        elif mark.kind == "block" and mark.block in memory.texts:
            written = memory.texts[mark.block]
            assert bare(texts[name][0]) == bare(written[:-1] if written.endswith(HANGING) else written)


def test_title_office_date_headers_and_footers_are_remembered_too() -> None:
    """The template's paragraphs are called after what they print; the page number that Word works out is no part of them."""
    fixed = {one.id: one for one in remembered(REPORT).fixed}
    assert fixed["page/title"].text.replace("\n", "") == NARRATIVE.title
    assert fixed["page/office"].text == NARRATIVE.fields["office"]
    assert {one.text for one in fixed.values() if one.story == "footer"} == {"—  —"}
    assert [one.text for one in fixed.values() if one.id.startswith("annex/")] == ["附件1", "附件2"]


def test_a_signature_and_attachments_are_paragraphs_of_their_own() -> None:
    """A mark that reached over both fell apart as soon as one was retyped."""
    memory = remembered(REPORT)
    signature = next(block for block in memory.blocks if isinstance(block, Signature))
    assert [memory.texts[f"signature/{part}"] for part in ("office", "date")] == [signature.office, signature.date]
    assert "attachments/2" in memory.texts


def test_names_of_bookmarks_fit_word_and_do_not_depend_on_place() -> None:
    """Forty characters at most, hidden by an underscore, one for each meaning, the same for the same report and ids."""
    long, names = "章节/" * 99, Names("县\x1f2026Q3")
    found = [
        names.block(long), names.picture(long), names.number(long), names.figure(long, "total", 1), names.figure(long, "total", 2),
        names.figure("ab", "c", 1), names.figure("a", "bc", 1),
    ]  # fmt: skip
    assert all(name.startswith("_") and len(name) <= 40 and name.isascii() for name in found)
    assert len(set(found)) == len(found)
    assert names.block(long) == Names("县\x1f2026Q3").block(long)


def test_the_report_of_another_quarter_has_other_names() -> None:
    """So that a paragraph pasted from it is not taken for ours; a copy that LibreOffice named is known for one."""
    assert Names("县\x1f2026Q2").block("lead") != Names("县\x1f2026Q3").block("lead")
    name = Names("县").block("lead")
    assert (original_name(f"{name}_Copy_1"), original_name(name), original_name("_GoBack_Copy_1")) == (name, None, None)
    assert original_name(f"{name}_Copy_4_Copy") == name


def test_the_memory_is_read_back_as_it_was_written() -> None:
    """What is spelled in XML is what was remembered."""
    memory = remembered(REPORT)
    assert parse_memory(memory_bytes(memory)) == memory


def test_declared_values_and_told_cases_are_remembered() -> None:
    """With reason and name, by which an override is settled; one that was typed over a number in the text is no declared one."""
    declared = OpenPoint("override", "", figure="total", value="60", computed="52", reason="漏登", who="某科长")
    typed = OpenPoint("override", "lead/summary", figure="total", value="60", computed="52", day="2026-10-12")
    memory = replace(remembered(REPORT), points=(declared, typed), told=("0123456789abcdef",))
    assert parse_memory(memory_bytes(memory)) == memory
    assert [(one.declared, one.settled) for one in memory.points] == [(True, True), (False, False)]


def test_the_digest_of_a_text_is_that_of_what_a_reader_sees() -> None:
    """Blanks, full-width digits and line breaks are no difference, a digit is."""
    assert text_digest("共 137\u00a0件\n") == text_digest("共１３７件") != text_digest("共138件")
    assert remembered(REPORT).digests["problems"] == text_digest("存在的突出问题")


def test_a_deleted_text_may_be_dropped_and_its_digest_stays() -> None:
    """Then nobody can read it in the file."""
    memory = remembered(REPORT)
    less = replace(memory, blocks=tuple(block for block in memory.blocks if block.id != "lead"))
    again = parse_memory(memory_bytes(less))
    assert again is not None
    assert "lead" not in again.texts
    assert again.digests["lead"] == memory.digests["lead"]


def test_memory_holds_nothing_that_is_not_on_the_page() -> None:
    """Every text in the memory stands in the document too."""
    memory, page = remembered(REPORT), bare(text_in(REPORT))
    assert all(bare(text) in page for text in memory.texts.values())
    assert all(bare(row_text(row.cells)) in page for table in memory.tables.values() for row in table.rows)
    assert all(text.lstrip("-") in page for text in memory.figures.values())


def test_a_document_without_memory_has_none() -> None:
    """A document from elsewhere is read without complaint."""
    assert read_memory(PAGE.read_bytes()) is None


def test_memory_is_found_wherever_a_word_processor_has_moved_it() -> None:
    """Other custom XML may come before it; the namespace says which is ours."""
    moved = {
        name.replace("item1", "item7").replace("itemProps1", "itemProps7"): data.replace(
            b"item1.xml", b"item7.xml"
        ).replace(b"itemProps1", b"itemProps7")
        for name, data in surgery.parts_of(REPORT).items()
    }
    other = surgery.with_part(surgery.zipped(moved), "customXml/item1.xml", "application/xml", "<other/>", "customXml")
    assert read_memory(other) == read_memory(REPORT)


def test_memory_is_written_once() -> None:
    """Writing again replaces what was remembered."""
    document = open_document(open_package(REPORT))
    write_memory(document, Memory("2026Q4", "1", "2"))
    package = open_package(freeze(document, "标题", STAMP))
    assert [part for part in package.parts if part.startswith("customXml/item1")] == ["customXml/item1.xml"]
    assert len(package.linked(package.document, "customXml")) == 1


def test_a_finished_report_serves_as_a_template() -> None:
    """Its marks and memory are taken out first: the new report has only its own."""
    template = surgery.edited(REPORT, surgery.MAIN, ("<w:body>", "<w:body>" + surgery.paragraph("{{ body }}")))
    with zipfile.ZipFile(io.BytesIO(template)):
        document = render(NARRATIVE, PICTURES, _Template(template), MEMORY, STAMP)  # type: ignore[arg-type]
    names = [one.what for paragraph in read_page(open_package(document)).paragraphs for one in paragraph.marks]
    assert len(names) == len(set(names))
    assert read_memory(document) is not None


class _Template:
    name = "old report.docx"

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read_bytes(self) -> bytes:
        """Its bytes."""
        return self.data


def test_memory_keeps_what_the_charts_show_and_what_the_template_says() -> None:
    """Every value of a chart with its figure, the picture's digest, and each paragraph that is no block of ours."""
    memory = read_memory(REPORT)
    assert memory is not None
    charts = [block for block in BLOCKS if isinstance(block, Chart)]
    assert list(memory.charts) == [block.id for block in charts] != []
    for block in charts:
        drawn = memory.charts[block.id]
        points = [(series.name, point) for series in block.spec.series for point in series.points]
        assert [(one.series, one.label, one.figure, one.text) for one in drawn.points] == [
            (name, point.label, point.figure, point.text) for name, point in points
        ]
        assert drawn.picture == sha256(PICTURES[block.spec.id].png).hexdigest()
    assert NARRATIVE.title in "".join(one.text for one in memory.fixed).replace("\n", "")


def test_a_draft_says_so_on_its_first_page_and_in_its_memory() -> None:
    """A report that was written against the audit's word is never taken for a finished one."""
    document = render(NARRATIVE, PICTURES, PAGE, replace(MEMORY, draft=True, ledgers={"台账.xlsx": "ab"}), STAMP)
    memory = remembered(document)
    assert (memory.draft, memory.ledgers) == (True, {"台账.xlsx": "ab"})
    assert text_in(document).startswith("草稿：核验未通过，不得报送\n")
