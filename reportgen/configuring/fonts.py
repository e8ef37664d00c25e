"""The fonts that a Word page names."""

from pathlib import Path

from reportgen.inputs import read_file
from reportgen.word import open_package
from reportgen.word.packages.names import tag

_PLACES = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_WITH_TEXT = ("styles", "document", "header", "footer", "footnotes")


def page_fonts(path: Path) -> tuple[str, ...]:
    """The families that the styles and texts of a page name, in order of name. Raises DocumentError where it is no Word document."""
    package = open_package(read_file(path), path.name)
    found = set[str]()
    for part in package.parts:
        if part.endswith(".xml") and Path(part).stem.rstrip("0123456789") in _WITH_TEXT:
            for fonts in package.root(part).iter(tag("w:rFonts")):
                found |= {name for place in _PLACES if (name := fonts.get(tag(place)))}
    return tuple(sorted(found))
