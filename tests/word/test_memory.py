"""The report's memory: written, read back, hidden, and nothing more than what is on the page."""

import io
import zipfile
from dataclasses import replace
from hashlib import sha256

from reportgen.model import Chart
from reportgen.render import render
from reportgen.word import Memory, open_package, read_memory, write_memory
from reportgen.word.marks import PREFIX, block_mark, figure_mark, number_mark, picture_mark
from reportgen.word.reading import marked_texts, text_of
from tests.render import surgery
from tests.render.sample import BLOCKS, MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

REPORT = render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)


def test_a_report_remembers_how_it_was_made() -> None:
    """Period, settings and version; every block with its text, in order; every figure with its printed form."""
    memory = read_memory(REPORT)
    assert memory is not None
    assert (memory.period, memory.settings_digest, memory.version) == ("2026Q3", "0" * 64, "0.1.0")
    assert list(memory.blocks) == [block.id for block in BLOCKS]
    assert memory.blocks["problems"] == "存在的突出问题"
    assert memory.blocks["categories"].splitlines()[:2] == ["各类问题的件数和占比", "问题类别\t件数\t占比"]
    assert memory.figures["total"] == "312"
    assert set(memory.figures) <= set(NARRATIVE.texts)


def test_every_mark_is_in_the_document_and_means_what_memory_says() -> None:
    """Bookmark by bookmark: a figure's is round its printed form, a block's round its text."""
    memory = read_memory(REPORT)
    package = open_package(REPORT)
    texts = marked_texts(package.root(package.document))
    assert memory is not None
    assert set(memory.marks) == {name for name in texts if name.startswith(PREFIX)}
    for name, mark in memory.marks.items():
        if mark.kind == "figure":
            assert texts[name][0].lstrip("-") == memory.figures[mark.figure or ""].lstrip("-")
        elif mark.kind == "block":
            assert texts[name] == [memory.blocks[mark.block]]


def test_names_of_bookmarks_fit_word_and_do_not_depend_on_place() -> None:
    """Forty characters at most, hidden by an underscore, one for each meaning, the same for the same ids."""
    long = type(BLOCKS[0])("章节/" * 99, ())
    names = [
        block_mark(long),
        picture_mark(long.id),
        number_mark(long.id),
        figure_mark(long.id, "total", 1),
        figure_mark(long.id, "total", 2),
    ]
    assert all(name.startswith("_") and len(name) <= 40 and name.isascii() for name in names)
    assert len({*names, figure_mark("ab", "c", 1), figure_mark("a", "bc", 1)}) == len(names) + 2
    assert block_mark(long) == block_mark(type(BLOCKS[0])("章节/" * 99, NARRATIVE.blocks[0].content))


def test_memory_holds_nothing_that_is_not_on_the_page() -> None:
    """Every text in the memory stands in the document too."""
    memory = read_memory(REPORT)
    package = open_package(REPORT)
    page = text_of(package.root(package.document))
    assert memory is not None
    assert all(line in page for text in memory.blocks.values() for line in text.split("\n"))
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
    package = open_package(REPORT)
    write_memory(package, Memory("2026Q4", "1", "2"))
    assert [part for part in package.parts if part.startswith("customXml/item1")] == ["customXml/item1.xml"]
    assert len(package.linked(package.document, "customXml")) == 1


def test_a_finished_report_serves_as_a_template() -> None:
    """Its marks and memory are taken out first: the new report has only its own."""
    template = surgery.edited(REPORT, surgery.MAIN, ("<w:body>", "<w:body>" + surgery.paragraph("{{ body }}")))
    with zipfile.ZipFile(io.BytesIO(template)):
        document = render(NARRATIVE, PICTURES, _Template(template), MEMORY, STAMP)  # type: ignore[arg-type]
    package = open_package(document)
    names = [name for name, texts in marked_texts(package.root(package.document)).items() for _ in texts]
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
    assert NARRATIVE.title in "".join(memory.fixed).replace("\n", "")


def test_a_draft_says_so_on_its_first_page_and_in_its_memory() -> None:
    """A report that was written against the audit's word is never taken for a finished one."""
    document = render(NARRATIVE, PICTURES, PAGE, replace(MEMORY, draft=True, ledgers={"台账.xlsx": "ab"}), STAMP)
    memory, package = read_memory(document), open_package(document)
    assert memory is not None
    assert (memory.draft, memory.ledgers) == (True, {"台账.xlsx": "ab"})
    assert text_of(package.root(package.document)).startswith("草稿：核验未通过，不得报送\n")
