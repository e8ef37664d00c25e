"""What a document says outside all of our bookmarks: the Word template's own paragraphs."""

from collections.abc import Iterator

from reportgen.word.marks import PREFIX, TABLE
from reportgen.word.names import tag
from reportgen.word.reading import table_after, text_of
from reportgen.word.xml import Element


def fixed_texts(root: Element) -> Iterator[str]:
    """The text, without line breaks, of each paragraph that is the Word template's own: outside all of our bookmarks."""
    inside: set[str] = set()
    ours = {paragraph for table in _our_tables(root) for paragraph in table.iter(tag("w:p"))}
    for element in root.iter(tag("w:p"), tag("w:bookmarkStart"), tag("w:bookmarkEnd")):
        if element.tag == tag("w:bookmarkStart") and element.get(tag("w:name"), "").startswith(PREFIX):
            inside.add(element.get(tag("w:id"), ""))
        elif element.tag == tag("w:bookmarkEnd"):
            inside.discard(element.get(tag("w:id"), ""))
        elif element.tag == tag("w:p") and not inside and element not in ours and not _holds_mark(element):
            yield text_of(element).replace("\n", "")


def _our_tables(root: Element) -> Iterator[Element]:
    """The tables that follow a caption of ours."""
    for start in root.iter(tag("w:bookmarkStart")):
        if start.get(tag("w:name"), "").startswith(PREFIX + TABLE) and (table := table_after(start)) is not None:
            yield table


def _holds_mark(paragraph: Element) -> bool:
    return any(start.get(tag("w:name"), "").startswith(PREFIX) for start in paragraph.iter(tag("w:bookmarkStart")))
