"""An edited report, and the report as generated now -> one document: step by step, each a module of its own."""

from dataclasses import dataclass

from lxml import etree

from reportgen.model.reports.narratives import Labels
from reportgen.update.older import as_today, is_older, with_rows_of
from reportgen.update.parts.charts import update_charts
from reportgen.update.parts.page_tables import update_page_tables
from reportgen.update.parts.paragraphs import update_paragraphs
from reportgen.update.parts.tables import update_tables
from reportgen.update.places import located
from reportgen.update.trunk.bookmarks import drop_halves, halves_of_bookmarks, rename_bookmarks
from reportgen.update.trunk.entries import Entry
from reportgen.update.trunk.transplant import Transplant
from reportgen.update.trunk.trunk import Options, Trunk
from reportgen.update.whole.flow import Flow
from reportgen.update.whole.form import update_form
from reportgen.update.whole.lying import lie_anew
from reportgen.update.whole.numbers import renumber
from reportgen.update.whole.remember import remembered
from reportgen.update.whole.review import review_own
from reportgen.update.whole.still_open import still_open, subject, write_comments
from reportgen.word.memory.memory import Memory
from reportgen.word.memory.memory_xml import put_memory
from reportgen.word.packages.package import files_of, zipped
from reportgen.word.packages.xml import serialize
from reportgen.word.pages.page import Page
from reportgen.word.pages.reader import read_page


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
    known = as_today(base, new, labels) if is_older(base) else with_rows_of(base, new)
    trunk = Trunk(page, known, fresh, new, options)
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
    update_tables(trunk, transplant)
    update_page_tables(trunk, transplant)
    update_charts(trunk, transplant)
    review_own(trunk)
    points = write_comments(trunk)
    flow.run(written)
    lie_anew(trunk, flow)
    points += write_comments(trunk)
    rename_bookmarks(trunk)
    renumber(trunk, read_page(page.package, page.roots), labels.headings)
    points += write_comments(trunk)
    points += still_open(trunk, points)
    points += new.points  # those that the configuration declares
    drop_halves(page.roots.values(), halves)
    update_form(trunk, transplant)
    memory = remembered(trunk, sorted(points, key=lambda one: (*subject(one), one.comment)))
    put_memory(page.package, memory)
    for part, root in page.roots.items():
        if etree.tostring(root) != before[part]:
            page.package.parts[part] = serialize(root)
    trunk.comments.save()
    same = (parts, links, types) == (package.parts, package.links, package.types)
    return Updated(data if same else zipped(files_of(package)), memory, located(trunk, trunk.log.entries))
