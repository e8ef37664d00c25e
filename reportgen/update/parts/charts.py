"""Charts of ours -> with what is new: the picture is replaced where it stands, its place, size and form stay."""

from collections.abc import Sequence
from copy import deepcopy
from hashlib import sha256

from reportgen.messages import N_
from reportgen.model.reports.narratives import Chart
from reportgen.update.parts.graphics import chart_relation, put_in, show
from reportgen.update.parts.paragraphs import beginning
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.transplant import Transplant
from reportgen.update.trunk.trunk import CommentDraft, Trunk
from reportgen.word.charts.plots import graphic_digest, is_chart, lacks_workbook
from reportgen.word.memory.memory import OpenPoint, text_digest
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Page, Paragraph, Shown

PICTURE_OUTDATED = N_(
    "This picture was put in by hand in the place of a chart. The data of the chart are others now: please draw it anew. Once it is replaced, or this comment deleted, it is settled."
)
CHART_OUTDATED = N_(
    "This chart was changed by hand and stays as it is. Its data are others now: please correct it, or delete it and put it in from the new report. Once it is changed, or this comment deleted, it is settled."
)
PICTURE = "picture"
"""The row of a point that is about the picture of a chart, and not about its caption."""
_EXTENT, _RUN = tag("wp:extent"), tag("w:r")
_EMU_PER_METRE_OF_PIXELS = 36_000_000
_SAME_WIDTH = 0.02
"""Widths that differ by no more are the same: word processors round."""


def update_charts(trunk: Trunk, transplant: Transplant) -> None:
    """Replaces the pictures of all charts that both reports have; one that a person put there stays, one that a person deleted stays out."""
    fresh = _by_marks(trunk.fresh, trunk)
    shown = chart_pictures(trunk)
    for block in trunk.base.blocks:
        if not isinstance(block, Chart) or block.id not in trunk.new.pictures:
            continue
        found = shown.get(block.id)
        if found is None and (own := _own_above(trunk, block.id, list(shown.values()))) is not None:
            _tell_own(trunk, block.id, *own)
            trunk.undrawn.add(block.id)
            continue
        if found is None:
            if trunk.base.pictures.get(block.id):
                trunk.log.add(What.DELETED, block.id, why="update.picture")
            trunk.undrawn.add(block.id)
            continue
        _replace(trunk, transplant, block.id, found, fresh[block.id])
        known = list(shown.values())
        for copy in [one for one in _pictures(trunk.page) if one not in known and trunk.base.pictures.get(block.id)]:
            if _digest(trunk.page, copy) == trunk.base.pictures[block.id]:
                _replace(trunk, transplant, block.id, copy, fresh[block.id])


def chart_pictures(trunk: Trunk) -> dict[str, Shown]:
    """The picture of each chart in the edited document: by its bookmark, by its bytes, by its words for the blind."""
    found = _by_marks(trunk.page, trunk)
    left = [one for one in _pictures(trunk.page) if one not in found.values()]
    for id, drawn in trunk.base.charts.items():
        if id in found or not drawn.picture:
            continue
        for one in left:
            if _digest(trunk.page, one) == drawn.picture or (one.alt and one.alt == drawn.alt):
                found[id] = one
                left.remove(one)
                break
    return found


def _pictures(page: Page) -> list[Shown]:
    return [one for paragraph in page.body for one in paragraph.pictures]


def _by_marks(page: Page, trunk: Trunk) -> dict[str, Shown]:
    marks = {**trunk.base.marks, **trunk.new.marks}
    found: dict[str, Shown] = {}
    for one in _pictures(page):
        for name in one.marks:
            mark = marks.get(name)
            if mark is not None and mark.kind == "picture":
                found.setdefault(mark.block, one)
    return found


def _digest(page: Page, shown: Shown) -> str:
    return graphic_digest(page.package, shown.part)


def _replace(trunk: Trunk, transplant: Transplant, block: str, old: Shown, new: Shown) -> None:
    """Puts the new picture in the place of the old one, as wide as the person made it."""
    digest = _digest(trunk.page, old)
    if digest == trunk.new.pictures[block] and not lacks_workbook(trunk.page.package, old.part):
        if old.alt == trunk.base.charts[block].alt != new.alt:
            _words(old.element).set("descr", new.alt)
        return
    if digest not in (trunk.base.pictures.get(block), trunk.new.pictures[block]) and trunk.options.sure:
        _tell_own(trunk, block, _holder(trunk, old), old)
        if old.alt and old.alt == trunk.base.charts[block].alt:
            _words(old.element).set(
                "descr", ""
            )  # what it says are the old figures of a picture that is not there any more
        return
    if (relation := put_in(trunk, transplant, block, old, new)) is None:
        _tell_own(trunk, block, _holder(trunk, old), old)
        return
    shown = old.element
    before = chart_relation(shown)
    tracker = trunk.tracker(trunk.page.package.document)
    run = next((one for one in shown.iterancestors(_RUN)), None)
    if tracker is not None and run is not None:
        twin = _alone(run, shown)
        inserted = tracker.inserted([twin])
        run.addnext(inserted)
        struck = _alone(run, shown)
        run.addprevious(struck)
        tracker.strike(struck)
        holder = next(one for one in shown.iterancestors() if one.getparent() is run)
        run.remove(holder)
        transplant.number(twin)
        shown = next(twin.iter(shown.tag))
    show(shown, new.element, relation)
    transplant.drop_chart(before)
    width, height = _size(trunk, block, shown, new)
    for one in (*shown.iter(_EXTENT), *shown.iter(tag("a:ext"))):
        if one.get("cx"):
            one.set("cx", str(width))
            one.set("cy", str(height))
    _words(shown).set("descr", new.alt)
    trunk.log.add(What.REFRESHED, block, why="update.picture")


def _own_above(trunk: Trunk, block: str, known: Sequence[Shown]) -> tuple[Paragraph, Shown] | None:
    """The picture that a person put in the place of a chart: above its caption, in a paragraph that says nothing."""
    places = trunk.placement.places.get(block, ())
    before = trunk.placement.items[places[0] - 1].what if places and places[0] else None
    if not isinstance(before, Paragraph) or before.text.strip() or places[0] - 1 in trunk.placement.owners:
        return None
    found = next((one for one in before.pictures if not any(one is other for other in known)), None)
    return None if found is None else (before, found)


def _holder(trunk: Trunk, shown: Shown) -> Paragraph:
    return next(one for one in trunk.page.body if any(shown is other for other in one.pictures))


def _tell_own(trunk: Trunk, block: str, paragraph: Paragraph, shown: Shown) -> None:
    """A person's picture stays; where the chart would show other data now, the person is asked: it is nobody's but the person's to draw anew."""
    items, places = trunk.placement.items, trunk.placement.places.get(block, ())
    caption = trunk.base_texts.rich(block)
    where = {
        "place": next((one.place for at in places for one in items[at].paragraphs), paragraph.place),
        "text": "" if caption is None else beginning(caption.text.text),
    }
    chart = is_chart(trunk.page.package, shown.part)
    trunk.log.add(What.KEPT, block, why="update.own-chart" if chart else "update.own-picture", **where)
    digest = _digest(trunk.page, shown)
    trunk.texts_before[block, PICTURE] = trunk.texts_after[block, PICTURE] = digest
    old, new = trunk.base.charts.get(block), trunk.new.charts.get(block)
    if old is None or new is None or (old.points, old.alt) == (new.points, new.alt):
        return
    said = trunk.options.words(CHART_OUTDATED if chart else PICTURE_OUTDATED)
    why = "update.own-chart-outdated" if chart else "update.own-picture-outdated"
    trunk.log.add(What.CONFLICT, block, why=why, **where)
    point = OpenPoint("conflict", block, PICTURE, comment=text_digest(said), text=digest)
    trunk.drafts.append(CommentDraft(trunk.line((paragraph,)), 0, len(paragraph.text), said, point))


def _alone(run: Element, shown: Element) -> Element:
    """A run of the same form with nothing but the picture."""
    path = [one for one in shown.iterancestors() if one is run or run in list(one.iterancestors())]
    holder = path[-2] if len(path) > 1 else shown
    at = run.index(holder)
    twin = deepcopy(run)
    for number, child in reversed(list(enumerate(twin))):
        if number != at and child.tag != tag("w:rPr"):
            twin.remove(child)
    return twin


def _words(shown: Element) -> Element:
    return next(shown.iter(tag("wp:docPr")))


def _size(trunk: Trunk, block: str, old: Element, new: Shown) -> tuple[int, int]:
    """The new picture's size, unless a person has made the old one wider or narrower: then as wide as that."""
    was, now = _extent(old), _extent(new.element)
    natural = _natural_width(trunk, block, now)
    if not was[0] or not natural or abs(was[0] - natural) <= _SAME_WIDTH * natural:
        return now
    return was[0], round(was[0] * now[1] / now[0])


def _natural_width(trunk: Trunk, block: str, now: tuple[int, int]) -> int:
    """How wide the old picture was printed: by its own pixels as the new one is by its."""
    package = trunk.page.package
    if trunk.base.charts[block].form and trunk.new.charts[block].form:
        return now[0]  # as wide as the text allows, both
    old = next(
        (data for data in package.parts.values() if sha256(data).hexdigest() == trunk.base.pictures.get(block)), b""
    )
    new = next(
        (data for data in trunk.fresh.package.parts.values() if sha256(data).hexdigest() == trunk.new.pictures[block]),
        b"",
    )
    pixels = [int.from_bytes(data[16:20], "big") if data[:8] == b"\x89PNG\r\n\x1a\n" else 0 for data in (old, new)]
    return round(now[0] * pixels[0] / pixels[1]) if all(pixels) else 0


def _extent(shown: Element) -> tuple[int, int]:
    found = shown.find(_EXTENT)
    return (0, 0) if found is None else (int(found.get("cx", "0")), int(found.get("cy", "0")))


def picture_paragraphs(trunk: Trunk) -> dict[str, Paragraph]:
    """The paragraph in which the picture of each chart stands, by the block's id."""
    shown = {id(one): block for block, one in chart_pictures(trunk).items()}
    return {
        shown[id(one)]: paragraph for paragraph in trunk.page.body for one in paragraph.pictures if id(one) in shown
    }
