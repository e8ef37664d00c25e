"""Charts that Word draws, in a clean copy: their workbooks hold what they plot and nothing else.

Whoever edits a chart in Word leaves a workbook of Excel's behind it: with a name and a unit, other sheets, rows that were tried.
It is written anew from what the chart itself keeps, so that the chart can still be edited and tells nothing that is not on the page.
"""

from collections.abc import Iterator
from dataclasses import replace

from reportgen.excel.plotted import Cell, Place, plotted_workbook
from reportgen.word.charts.plots import WORKBOOK_TYPE, charted, is_chart, stores_of, workbook_of
from reportgen.word.cleaning.tree import remove
from reportgen.word.packages.names import RELATIONSHIP, tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element, serialize

_SHEET = "Sheet1"


def plotted_alone(package: Package) -> int:
    """Leaves in every chart of a package, and behind it, what it plots; says how many had more. Parts that nothing names stay."""
    found = [part for part in package.parts if is_chart(package, part) and not charted(package, part).bare]
    for part in found:
        _clean(package, part)
    return len(found)


def _clean(package: Package, part: str) -> None:
    """A chart whose cells cannot be told keeps no workbook: it can be seen, but not edited any more."""
    root, workbook = package.root(part), workbook_of(package, part)
    for one in list(root.iter(tag("c:extLst"), tag("c:userShapes"))):
        remove(one)
    _forget_named(root)
    books = [link for link in package.links.get(part, ()) if link.type == RELATIONSHIP + "package"][:1]
    cells = _cells(root)
    if workbook and cells is not None:
        name = _free(package, part)
        package.parts[name], package.types[name] = plotted_workbook({_SHEET: cells}), WORKBOOK_TYPE
        package.links[part] = [replace(one, target="/" + name) for one in books]
        _refer(root)
        for one in root.iter(tag("c:externalData")):
            one.set(tag("r:id"), books[0].id)
        package.parts[part] = serialize(root)
        if charted(package, part).bare:
            return
    for one in list(root.iter(tag("c:externalData"))):
        remove(one)
    package.links.pop(part, None)
    package.parts[part] = serialize(root)


def _forget_named(root: Element) -> None:
    """A picture in a fill, or a link on a title, would name a part that is none of the chart's any more."""
    for one in list(root.iter()):
        named = [name for name in one.attrib if str(name).startswith(_RELATION)]
        if named and one.tag != tag("c:externalData"):
            remove(one)


_RELATION = tag("r:id").removesuffix("id")


def _cells(root: Element) -> dict[Place, Cell] | None:
    """The cells that a chart names, with the values that it keeps; None where these are not plain ranges of one sheet."""
    found: dict[Place, Cell] = {}
    sheets = set()
    try:
        stores = list(stores_of(root))
    except ValueError:  # what should be numbers is none
        return None
    for _store, kept in stores:
        if not kept.places or len(kept.values) > len(kept.places):
            return None
        sheets.add(kept.sheet)
        for place, value in zip(kept.places, kept.values, strict=False):
            if value is not None and value != "" and found.setdefault(place, value) != value:
                return None
    if len(sheets) != 1 or next(root.iter(tag("c:multiLvlStrRef")), None) is not None:
        return None
    return found


def _refer(root: Element) -> None:
    """Names the one sheet of the new workbook."""
    for one in _formulas(root):
        one.text = f"{_SHEET}!{(one.text or '').rpartition('!')[2]}"


def _formulas(root: Element) -> Iterator[Element]:
    for store, _kept in stores_of(root):
        formula = store.find(tag("c:f"))
        if formula is not None:
            yield formula


def _free(package: Package, part: str) -> str:
    """The name of the new workbook: like that of the chart's part, where it is free."""
    number = "".join(filter(str.isdigit, part.rpartition("/")[2])) or "1"
    folder = part.rpartition("/")[0].rpartition("/")[0]
    name = f"{folder}/embeddings/plotted{number}.xlsx"
    while name in package.parts:
        number += "0"
        name = f"{folder}/embeddings/plotted{number}.xlsx"
    return name
