"""From one period to the next: what people wrote for the last one is kept, left out, or marked for review."""

from collections.abc import Iterator

from reportgen.update.entries import What
from reportgen.update.remarks import REVIEW
from reportgen.update.trunk import Remark, Trunk
from reportgen.word.comments import remove_anchors
from reportgen.word.editing import drop
from reportgen.word.memory import OpenPoint, text_digest
from reportgen.word.names import tag
from reportgen.word.page import Paragraph, Row, Story

_PPR, _SECTION = tag("w:pPr"), tag("w:sectPr")


def review_own(trunk: Trunk) -> None:
    """Paragraphs, tables and comments of people's own: told, and in another period treated as `Options` say."""
    options = trunk.options
    ours = {
        row.table for place, row in _rows(trunk) if place in trunk.placement.rows or place in trunk.placement.copies
    }
    for number in dict.fromkeys(row.table for _, row in _rows(trunk) if row.table not in ours):
        trunk.log.add(What.OWN, table=number)
    if options.next_period and options.comments == "drop":
        for comment in trunk.comments.foreign():
            trunk.comments.drop(comment)
            for root in trunk.page.roots.values():
                remove_anchors(root, comment)
    for one in own_paragraphs(trunk):
        if options.next_period and options.paragraphs != "keep":
            _review(trunk, one)
        else:
            trunk.log.add(What.OWN, place=one.place)


def _rows(trunk: Trunk) -> Iterator[tuple[int, Row]]:
    for place, item in enumerate(trunk.placement.items):
        if isinstance(item.what, Row):
            yield place, item.what


def own_paragraphs(trunk: Trunk) -> list[Paragraph]:
    """The paragraphs of the body, outside tables, that people wrote themselves."""
    placement = trunk.placement
    return [
        item.what
        for place, item in enumerate(placement.items)
        if place not in placement.owners
        and place not in placement.copies
        and isinstance(item.what, Paragraph)
        and item.what.story is Story.BODY
        and not (item.what.contents or item.what.box)
        and item.what.text.strip()
    ]


def _review(trunk: Trunk, paragraph: Paragraph) -> None:
    line = trunk.line((paragraph,))
    if trunk.options.paragraphs == "drop" and paragraph.element.find(f"{_PPR}/{_SECTION}") is None:
        trunk.log.add(What.REMOVED, place=paragraph.place, why="update.own-dropped")
        if line.tracker is not None:
            line.tracker.strike_block(paragraph.element)
        else:
            drop(paragraph.element)
        return
    said = trunk.options.words(REVIEW).format(period=trunk.base.period)
    point = OpenPoint("review", "", "", comment=text_digest(said), text=text_digest(paragraph.text))
    known = any(old.kind == "review" and old.text == point.text for old in trunk.base.points)
    trunk.log.add(What.REVIEW, place=paragraph.place)
    trunk.remarks.append(Remark(line, 0, len(line.text), said, point, new=not known))
