"""From one period to the next: what people wrote for the last one is kept, left out, or marked for review."""

from collections.abc import Iterator

from reportgen.compare.numerals import numbers
from reportgen.update.own.open_points import REVIEW, STALE, STALE_GONE
from reportgen.update.own.statements import ask
from reportgen.update.parts.filled import review_own_tables
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.trunk import CommentDraft, Trunk
from reportgen.word.editing.comments import remove_anchors
from reportgen.word.editing.lines import drop
from reportgen.word.packages.names import tag
from reportgen.word.pages.page import Paragraph, Row, Story

_TELLING = 2
_PPR, _SECTION = tag("w:pPr"), tag("w:sectPr")


def review_own(trunk: Trunk) -> None:
    """Paragraphs, tables and comments of people's own: told, and in another period treated as `Options` say."""
    options = trunk.options
    ours = {
        row.table for place, row in _rows(trunk) if place in trunk.placement.rows or place in trunk.placement.copies
    }
    if options.next_period:
        review_own_tables(trunk, ours)
    else:
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
            repeated(trunk, one)


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
    ask(trunk, line, (0, len(line.text)), said, line.text, where={"place": paragraph.place})


def repeated(trunk: Trunk, paragraph: Paragraph) -> None:
    """Numbers in a person's own paragraph that are those of figures which have changed: told, for nobody else would.

    A number of one digit may be any; one that some figure still has may be meant.
    """
    changed = _changed_figures(trunk)
    line = trunk.line((paragraph,))
    told: set[str] = set()
    for number in numbers(paragraph.text):
        if number.value in told or number.value not in changed or len(number.value) < _TELLING:
            continue
        told.add(number.value)
        figure, now = changed[number.value]
        said = trunk.options.words(STALE if now else STALE_GONE).format(value=number.text, now=now)
        trunk.log.add(
            What.NOTICE, place=paragraph.place, figure=figure, before=number.text, now=now, why="update.repeated"
        )
        trunk.drafts.append(CommentDraft(line, number.start, number.end, said))


def _changed_figures(trunk: Trunk) -> dict[str, tuple[str, str]]:
    """What figures said that none says any more, with the first such figure and what it says now."""
    still = set(trunk.new.figures.values())
    found: dict[str, tuple[str, str]] = {}
    for figure, text in trunk.base.figures.items():
        if text not in still and trunk.new.figures.get(figure) != text:
            found.setdefault(text, (figure, trunk.new.figures.get(figure, "")))
    return found
