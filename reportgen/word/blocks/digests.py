"""A page and a memory -> digests of the text, by which an edit is known, and the paragraphs of ours that a person changed."""

from hashlib import sha256

from reportgen.word.blocks.placement import Placement
from reportgen.word.blocks.prefixes import without_number
from reportgen.word.memory.memory import bare, text_digest
from reportgen.word.pages.page import Page


def page_digest(page: Page) -> str:
    """The digest of all text of the body, in blocks or not; runs, line breaks and kinds of blanks do not count."""
    return sha256("\x1f".join(bare(one.text) for one in page.body if one.text.strip()).encode()).hexdigest()


def edited_paragraphs(placement: Placement) -> tuple[str, ...]:
    """The ids of paragraphs and tables of ours whose text is not what it was, gone ones too, in the order of the report.

    What was moved, split or joined word for word is not among them.
    """
    memory = placement.memory
    changed = {id for id in memory.texts if not _says(placement, id)}
    changed |= {table for table, key in placement.row_texts if not _row_says(placement, (table, key))}
    return tuple(id for id in memory.texts if id in changed)


def _says(placement: Placement, id: str) -> bool:
    """Whether a paragraph says what it said: its digest tells, or the paragraph to which it was joined holds its words."""
    text = placement.text(id)
    digest = text_digest(placement.memory.texts[id])
    if digest in (text_digest(text), text_digest(without_number(text))):
        return True
    places = placement.places.get(id, ())
    joined = any(len(placement.owners[place]) > 1 for place in places)
    return joined and bare(placement.memory.texts[id]) in bare(text)


def _row_says(placement: Placement, key: tuple[str, str]) -> bool:
    places = placement.row_places.get(key, ())
    return any(bare(placement.items[place].text) == bare(placement.row_texts[key]) for place in places)
