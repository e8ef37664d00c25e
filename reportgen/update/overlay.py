"""A report -> a copy in which every word is coloured by where it comes from, for whoever checks it or hands it on."""

from collections.abc import Iterable

from reportgen.messages import _
from reportgen.word.editing.colouring import Colour, Coloured, colour, legend
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import files_of, zipped
from reportgen.word.packages.xml import serialize
from reportgen.word.pages.page import Page


def overlaid(page: Page, found: Iterable[Coloured]) -> bytes:
    """The document of a page with its pieces coloured and a legend on top; the page is spent by it."""
    colour(found)
    body = page.root.find(tag("w:body"))
    if body is not None:
        body.insert(0, legend(_legend()))
    package = page.package.replaced({name: serialize(root) for name, root in page.roots.items()})
    return zipped(files_of(package))


def _legend() -> list[tuple[str, Colour | None]]:
    """What the colours mean."""
    return [
        (_("A copy for checking: where each word comes from. Without colour: as it was generated. "), None),
        (_("Yellow: words changed by hand."), Colour.YELLOW),
        (" ", None),
        (_("Red: figures overtyped by hand."), Colour.RED),
        (" ", None),
        (_("Blue: added by hand, no ledger stands behind it."), Colour.BLUE),
    ]
