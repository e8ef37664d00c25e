"""An edited report, and the report as generated now -> one document: step by step, each a module of its own."""

from dataclasses import dataclass, replace

from lxml import etree

from reportgen.model import Labels
from reportgen.update.bookmarks import drop_halves, halves_of_bookmarks, rename_bookmarks
from reportgen.update.charts import update_charts
from reportgen.update.entries import Entry, What
from reportgen.update.flow import Flow
from reportgen.update.form import update_form
from reportgen.update.numbers import renumber
from reportgen.update.older import as_today, is_older
from reportgen.update.paragraphs import beginning, update_paragraphs
from reportgen.update.places import located
from reportgen.update.remember import remembered
from reportgen.update.review import review_own
from reportgen.update.tables import update_tables
from reportgen.update.transplant import Transplant
from reportgen.update.trunk import Options, Trunk
from reportgen.word.comments import remove_anchors
from reportgen.word.memory import Memory, OpenPoint, text_digest
from reportgen.word.memory_xml import put_memory
from reportgen.word.package import files_of, zipped
from reportgen.word.page import Page, Row
from reportgen.word.printed import label_of
from reportgen.word.reader import read_page
from reportgen.word.xml import serialize


@dataclass(frozen=True, slots=True)
class Updated:
    """An updated report: its bytes, its memory, and what was done and left."""

    document: bytes
    memory: Memory
    entries: tuple[Entry, ...]


def update_document(
    data: bytes, page: Page, base: Memory, fresh: Page, new: Memory, options: Options, labels: Labels
) -> Updated:
    """The edited document `data`, read as `page`, with what is new.

    `base` is what it remembers, `fresh` and `new` are the page and the memory of the report as generated now. Where nothing changes the
    bytes are those of `data`; a part that does not change keeps its bytes.
    """
    trunk = Trunk(page, as_today(base, new, labels) if is_older(base) else base, fresh, new, options)
    before = {part: etree.tostring(root) for part, root in page.roots.items()}
    package = page.package
    parts, links, types = (
        dict(package.parts),
        {part: list(one) for part, one in package.links.items()},
        dict(package.types),
    )
    halves = halves_of_bookmarks(page.roots.values())
    transplant = Transplant(trunk)
    flow = Flow(trunk, transplant)
    written = update_paragraphs(trunk)
    update_tables(trunk)
    update_charts(trunk, transplant)
    review_own(trunk)
    points = _comment(trunk)
    flow.run(written)
    points += _comment(trunk)
    rename_bookmarks(trunk)
    renumber(trunk, read_page(page.package, page.roots), labels.headings)
    points += _comment(trunk)
    points += _left(trunk, points)
    points += new.points  # those that the configuration declares
    drop_halves(page.roots.values(), halves)
    update_form(trunk, transplant)
    memory = remembered(trunk, sorted(points, key=lambda one: (*_what(one), one.comment)))
    put_memory(page.package, memory)
    for part, root in page.roots.items():
        if etree.tostring(root) != before[part]:
            page.package.parts[part] = serialize(root)
    trunk.comments.save()
    same = (parts, links, types) == (package.parts, package.links, package.types)
    return Updated(data if same else zipped(files_of(package)), memory, located(trunk, trunk.log.entries))


def _comment(trunk: Trunk) -> list[OpenPoint]:
    """Ties the comments of all remarks to the text, and gives the points that stay open; a comment that is superseded goes."""
    points: list[OpenPoint] = []
    renewed = {_what(one.point) for one in trunk.remarks if one.point and one.new}
    said = {one.point.comment for one in trunk.remarks if one.point}
    lapsed = {what[1:] for what in renewed if what[0] == "conflict" and what[3]}
    for old in trunk.base.points:
        again = _what(old) in renewed and old.kind in ("conflict", "stale")
        if (again or (old.kind == "override" and _what(old)[1:] in lapsed)) and old.comment not in said:
            _uncomment(trunk, old.comment)
    for one in trunk.remarks:
        if one.point is not None:
            points.append(one.point)
        if one.new and not (one.point is not None and one.point.comment in trunk.comments_left):
            number = trunk.comments.add(one.said, trunk.options.day)
            one.line.comment(number, one.start, one.end)
    trunk.remarks.clear()
    return points


def _what(point: OpenPoint) -> tuple[str, str, str, str]:
    """What a point is about, the same in every update; in one paragraph several texts of a person's may be asked about."""
    text = point.text if point.kind == "review" else ""
    return point.kind, point.block, point.row, point.figure or text


def _uncomment(trunk: Trunk, digest: str) -> None:
    for number, said in trunk.comments.own().items():
        if text_digest(said) == digest:
            trunk.comments.drop(number)
            for root in trunk.page.roots.values():
                remove_anchors(root, number)


def _left(trunk: Trunk, points: list[OpenPoint]) -> list[OpenPoint]:
    """The points of earlier updates that are open still: nobody has deleted the comment or changed the text."""
    told = set(map(_what, points))
    found = []
    for old in trunk.base.points:
        if _what(old) in told or old.comment not in trunk.comments_left:
            continue
        if old.value:  # the number is no longer another than the one computed, or not there
            _uncomment(trunk, old.comment)
            continue
        if old.kind in ("conflict", "stale") and old.block:
            if trunk.texts_before.get((old.block, old.row)) != old.text:
                continue
            found.append(replace(old, text=trunk.texts_after[old.block, old.row]))
        else:
            found.append(old)
        where = _where(trunk, old)
        entry = Entry(What(old.kind), old.block, old.row, figure=old.figure, why="update.still-open", **where)  # type: ignore[arg-type]  # fields of Entry
        if entry not in trunk.log.entries or old.kind == "review":  # of which each counts
            trunk.log.entries.append(entry)
    return found


def _where(trunk: Trunk, point: OpenPoint) -> dict[str, object]:
    """Where a point is: the number of the paragraph and how it begins, that of the table and of which row; of a person's own text the number."""
    items, text = trunk.placement.items, trunk.base_texts.rich(point.block)
    rows = [at for key, places in trunk.placement.row_places.items() if key[0] == point.block for at in places]
    table = next((what.table for at in rows if isinstance(what := items[at].what, Row)), None)
    if table is not None and (point.row or point.kind == "review"):
        place = trunk.placement.row_places.get((point.block, point.row), ())
        return {"table": table, "text": label_of(items[place[0]].text) if place and point.row else ""}
    places = trunk.placement.places.get(point.block, ())
    found = [one.place for at in places for one in items[at].paragraphs if one.place is not None]
    if found:
        return {"place": found[0], **({"text": beginning(text.text.text)} if text is not None else {})}
    return _where_commented(trunk, point)


def _where_commented(trunk: Trunk, point: OpenPoint) -> dict[str, object]:
    """Where the comment of a point stands that is about a person's own text, or a passage that the report no longer has."""
    own = {number for number, said in trunk.comments.own().items() if text_digest(said) == point.comment}
    tied = [one for one in trunk.page.body if any(piece.what in own for piece in one.comments)]
    if not tied:
        return {}
    # of several that are told the same, the one that says this
    one = next((one for one in tied if text_digest(one.text) == point.text), tied[0])
    return {"place": one.place} if one.spot is None else {"table": one.spot.table}
