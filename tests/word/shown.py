"""Small bodies of WordprocessingML read by the one reader, for the tests of `word`."""

from reportgen.word import open_package, read_page
from reportgen.word.pages.page import Page, Row
from tests.review.documents import document


def page(body: str, attributes: str = "", **parts: str) -> Page:
    """The page of a document with this XML in its body."""
    return read_page(open_package(document(body, attributes, **parts)))


def text_of(page: Page) -> str:
    """The text of a body: cells parted by tabs, rows and paragraphs by line feeds."""
    return "\n".join(
        "\t".join("\n".join(paragraph.text for paragraph in cell.paragraphs) for cell in one.cells)
        if isinstance(one, Row)
        else one.text
        for one in page.flow
    )


def text_in(data: bytes) -> str:
    """The text of a .docx file."""
    return text_of(read_page(open_package(data)))
