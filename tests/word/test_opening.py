"""Documents of our own making go through python-docx: it reads what was checked, and its parts are ours to write."""

import io

import docx
import pytest

from reportgen.messages import DocumentError
from reportgen.render import render
from reportgen.word import freeze, open_document, open_package
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

BASE = PAGE.read_bytes()


def test_a_document_opens_with_the_parts_that_were_checked() -> None:
    """Part by part the bytes or the content of the package; nothing is read from the file again."""
    package = open_package(BASE)
    package.parts["word/theme/theme1.xml"] = b"<theme/>"
    parts = {part.partname.lstrip("/"): part.blob for part in open_document(package).part.package.iter_parts()}
    assert parts.keys() == package.parts.keys()
    assert parts["word/theme/theme1.xml"] == b"<theme/>"


def test_what_is_written_into_a_document_leaves_its_package_as_it_was() -> None:
    """A template is checked once and opened for each report."""
    package = open_package(BASE)
    before = dict(package.parts)
    document = open_document(package)
    document.add_paragraph("一段")
    freeze(document, "标题", STAMP)
    assert package.parts == before
    assert "一段" not in [paragraph.text for paragraph in open_document(package).paragraphs]


def test_a_document_that_cannot_be_opened_is_refused_by_its_part() -> None:
    """A relationship that leads nowhere is a typed error, not one of python-docx."""
    broken = surgery.edited(BASE, "word/_rels/document.xml.rels", ("styles.xml", "nothing.xml"))
    with pytest.raises(DocumentError) as caught:
        open_document(open_package(broken, "a.docx"))
    assert [(issue.code, str(issue.source)) for issue in caught.value.issues] == [
        ("document.broken-part", "a.docx [word/document.xml]")
    ]


def test_a_report_opens_in_python_docx_with_its_properties_and_pictures() -> None:
    """The title, one stamp and no author; each picture once, with its words for the blind."""
    document = docx.Document(io.BytesIO(render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)))
    properties = document.core_properties
    assert (properties.title, properties.author) == ("".join(NARRATIVE.title.split()), "")
    assert properties.created == properties.modified == STAMP
    assert (properties.last_modified_by, properties.comments, properties.keywords) == ("", "", "")
    words = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert words == [picture.alt for picture in PICTURES.values()]


def test_a_picture_of_the_template_keeps_its_name_beside_ours() -> None:
    """New pictures get free names and relationships: the letterhead's stays what it was."""
    page = surgery.with_part(BASE, "word/media/image1.png", "image/png", surgery.PNG, "image")
    document = render(NARRATIVE, PICTURES, _Template(page), MEMORY, STAMP)  # type: ignore[arg-type]
    package = open_package(document)
    pictures = {part for part in package.parts if part.startswith("word/media/")}
    assert package.parts["word/media/image1.png"] == surgery.PNG
    assert len(pictures) == 1 + len({picture.png for picture in PICTURES.values()})
    ids = [link.id for link in package.links[package.document]]
    assert len(ids) == len(set(ids))


class _Template:
    name = "county.docx"

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read_bytes(self) -> bytes:
        """Its bytes."""
        return self.data
