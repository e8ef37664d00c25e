"""The clean copy of a document, step by step; nothing in it depends on the hour or the machine."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.messages import DocumentError, issue
from reportgen.model.sources import Source
from reportgen.update.finalize.charts import plotted_alone
from reportgen.word.cleaning.removed import Removed
from reportgen.word.cleaning.steps import accepting, fields, hiding, traces
from reportgen.word.cleaning.steps.link_targets import tidy_bookmarks
from reportgen.word.cleaning.steps.naming import name_drawings, name_files, name_old_shapes, pictures
from reportgen.word.cleaning.steps.parts import reachable, remove_unprinted, without_links, without_unused
from reportgen.word.cleaning.steps.stripping import PictureError, strip_svg, stripped
from reportgen.word.packages.package import Package, files_of, is_xml, zipped
from reportgen.word.packages.structure import text_parts
from reportgen.word.packages.xml import serialize
from reportgen.word.pages.styles import styles_of


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean copy: its bytes, and how much of each kind was taken out."""

    document: bytes
    removed: Mapping[Removed, int]


def clean(package: Package) -> Clean:
    """The clean copy of a document, its tracked changes accepted.

    Raises DocumentError where a part is damaged, or a picture holds what cannot be taken out of it (`finalize.picture`).
    """
    styles = styles_of(package)
    package, removed = without_links(package)
    roots = {part: package.root(part) for part in package.parts if is_xml(part, package.types[part])}
    texts = {part: roots[part] for part in text_parts(package)}
    for root in roots.values():
        removed[Removed.CHANGES] += accepting.accept(root)
        removed += traces.remove_traces(root)
        removed[Removed.PICTURES] += strip_svg(root)
    for root in texts.values():
        removed[Removed.FIELDS] += fields.make_text_of(root, lambda one: one.name in fields.OF_PROPERTIES)
        removed[Removed.HIDDEN] += hiding.remove_hidden(root, styles)
    for root in roots.values():
        hiding.unhide(root)
    removed[Removed.UNPRINTED] += remove_unprinted(package, roots)
    removed[Removed.MARKS] += tidy_bookmarks(texts.values())
    removed[Removed.NAMES] += name_drawings(roots.values()) + name_old_shapes(roots.values())
    before = len(package.parts)
    package = without_unused(package, roots)
    removed[Removed.UNPRINTED] += before - len(package.parts)
    written = {part: serialize(root) for part, root in roots.items() if part in package.parts}
    package = package.replaced(written)
    removed[Removed.CHARTS] += plotted_alone(package)
    package = reachable(package)
    removed[Removed.PICTURES] += _strip(package)
    package, renamed = name_files(package)
    removed[Removed.NAMES] += renamed
    return Clean(zipped(files_of(package)), {kind: removed[kind] for kind in Removed if removed[kind] > 0})


def _strip(package: Package) -> int:
    """Cleans the pictures of a package in their places; says how many had something in them."""
    found: Counter[bool] = Counter()
    faults = []
    for part in dict.fromkeys(pictures(package)):
        try:
            bare = stripped(package.parts[part])
        except PictureError:
            faults.append(issue("finalize.picture", Source(package.name, part), part=part))
            continue
        found[bare != package.parts[part]] += 1
        package.parts[part] = bare
    if faults:
        raise DocumentError(faults)
    return found[True]
