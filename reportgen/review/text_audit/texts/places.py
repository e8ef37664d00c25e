"""Where something stands in a document, in the words of a finding: the sentence, or the row of a table."""

from reportgen.model.findings import Place
from reportgen.review.text_audit.texts.passages import Passage
from reportgen.review.text_audit.texts.sentences import sentences_of
from reportgen.word.blocks.placement import Item
from reportgen.word.pages.page import Paragraph


def place_in(item: Item, at: int = 0) -> Place:
    """The place of the sentence in which the character `at` of a line stands; of a row of a table the whole row."""
    if isinstance(item.what, Paragraph):
        return Place(item.what.place, None, sentence_at(item.text, at))
    return Place(None, item.what.table, "\t".join(cell.strip() for cell in item.text.split("\t")))


def place_of(paragraph: Paragraph) -> Place:
    """Where a paragraph stands, in a cell or outside of tables."""
    table = None if paragraph.spot is None else paragraph.spot.table
    return Place(paragraph.place, table, sentence_at(paragraph.text, 0))


def sentence_at(text: str, at: int) -> str:
    """The sentence of a paragraph in which the character `at` stands, or the last one before it."""
    found = ""
    start = 0
    for sentence in sentences_of(Passage(text)):
        start = text.find(sentence.text, start)
        if found and start > at:
            break
        found = sentence.text
        start += len(sentence.text)
    return found or text.strip()
