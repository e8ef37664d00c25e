"""From one period to the next: what people wrote for the last one is kept, left out, or marked for review."""

from reportgen.update.entries import What
from reportgen.update.remarks import REVIEW
from reportgen.update.trunk import Remark, Trunk
from reportgen.word.comments import remove_anchors
from reportgen.word.editing import drop
from reportgen.word.memory import OpenPoint, text_digest
from reportgen.word.names import tag
from reportgen.word.page import Paragraph, Story

_PPR, _SECTION = tag("w:pPr"), tag("w:sectPr")


def review_own(trunk: Trunk) -> None:
    """Paragraphs and comments of people's own, as `Options.paragraphs` and `comments` say."""
    if trunk.options.comments == "drop":
        for number in trunk.comments.foreign():
            trunk.comments.drop(number)
            for root in trunk.page.roots.values():
                remove_anchors(root, number)
    if trunk.options.paragraphs != "keep":
        for one in own_paragraphs(trunk):
            _review(trunk, one)


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
