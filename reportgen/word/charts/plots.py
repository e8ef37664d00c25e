"""What the charts of a package plot: as the page shows it (the cache in the chart's part), and as its workbook has it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from reportgen.model.reports.pictures import Plot, PlotSeries
from reportgen.word.charts.workbooks import Cell, Place, Workbook, place_of, read_workbook
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element, XmlError, parse

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]{1,3})\$([0-9]{1,7})(?::\$([A-Z]{1,3})\$([0-9]{1,7}))?")
_MOST = 10_000  # values of a series that are looked at; a page shows a few dozen
_STORES = tuple(tag(f"c:{one}") for one in ("strRef", "numRef"))
_LITERALS = tuple(tag(f"c:{one}") for one in ("strLit", "numLit"))


@dataclass(frozen=True, slots=True)
class Stored:
    """Values that a chart keeps, and the cells from which it took them: sheet and places, () where no plain range is named."""

    sheet: str
    places: tuple[Place, ...]
    values: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart of a package: what the page shows, what its workbook has for it, and whether it holds nothing else.

    Either is None where it is not to be made out: a kind of chart that plots no values by labels, a workbook that is gone.
    `workbook` is the name of its part, "" for none.
    """

    shown: Plot | None
    stored: Plot | None
    bare: bool
    workbook: str = ""


def is_chart(package: Package, part: str) -> bool:
    """Whether a part is a chart, by its content type."""
    return package.types.get(part) == CHART_TYPE


def charted(package: Package, part: str) -> Charted:
    """What a chart of a package plots."""
    try:
        root = parse(package.parts.get(part, b""))
    except XmlError:
        return Charted(None, None, False)
    name = workbook_of(package, part)
    book = read_workbook(package.parts[name]) if name else None
    shown = _plot(root, None)
    stored = None if book is None else _plot(root, book)
    plain = len(package.links.get(part, ())) == 1 and package.types.get(name) == WORKBOOK_TYPE
    bare = plain and shown is not None and shown == stored and book is not None and _holds_no_more(root, book)
    return Charted(shown, stored, bare, name)


def workbook_of(package: Package, part: str) -> str:
    """The part that is the workbook of a chart, "" for none."""
    return next(iter(package.linked(part, "package")), "")


def lacks_workbook(package: Package, part: str) -> bool:
    """Whether a part is a chart that can be seen but not edited: no workbook has what it plots."""
    return is_chart(package, part) and charted(package, part).stored is None


def graphic_digest(package: Package, part: str) -> str:
    """By which a drawing is known: the sha256 of a picture; of a chart what it plots (`Plot.digest`), where its workbook, if any, says the same."""
    data = package.parts.get(part, b"")
    if not is_chart(package, part):
        return sha256(data).hexdigest()
    found = charted(package, part)
    if found.shown is None:
        return sha256(data).hexdigest()
    if found.stored is not None and found.stored.digest != found.shown.digest:
        return sha256((found.shown.digest + found.stored.digest).encode()).hexdigest()
    return found.shown.digest


def series_of(root: Element) -> list[Element]:
    """The series of a chart, in the order in which it shows them."""
    found = list(root.iter(tag("c:ser")))
    return sorted(found, key=lambda one: _number(one, "c:order"))


def stores_of(root: Element) -> Iterator[tuple[Element, Stored]]:
    """Every place of a chart that keeps values of cells, with what it keeps."""
    for one in root.iter(*_STORES):
        yield one, _stored(one)


def _stored(store: Element) -> Stored:
    formula = store.findtext(tag("c:f")) or ""
    cache = next((one for one in store if one.tag in (tag("c:strCache"), tag("c:numCache"))), None)
    values = () if cache is None else _cached(cache)
    found = _REFERENCE.fullmatch(formula.strip())
    if found is None:
        return Stored("", (), values)
    sheet = (found[1] or found[2]).replace("''", "'")
    first = place_of(found[3] + found[4])
    last = place_of(found[5] + found[6]) if found[5] else first
    rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
    if min(len(rows), len(columns)) != 1 or len(rows) * len(columns) > _MOST:
        return Stored("", (), values)
    return Stored(sheet, tuple((row, column) for row in rows for column in columns), values)


def _cached(cache: Element) -> tuple[Cell | None, ...]:
    counted = min(_number(cache, "c:ptCount"), _MOST)
    values: list[Cell | None] = [None] * counted
    numbers = cache.tag in (tag("c:numCache"), tag("c:numLit"))
    for point in islice(cache.iter(tag("c:pt")), _MOST):
        index, text = point.get("idx", ""), point.findtext(tag("c:v")) or ""
        if index.isdecimal() and len(index) < 7 and int(index) < counted:
            values[int(index)] = float(text) if numbers else text
    return tuple(values)


def _number(parent: Element, name: str) -> int:
    found = parent.find(tag(name))
    value = "" if found is None else found.get("val", "")
    return int(value) if value.isdecimal() and len(value) < 7 else 0


def _plot(root: Element, book: Workbook | None) -> Plot | None:
    """What the series of a chart plot: as it keeps it, or as a workbook has it; None where that is not labels and values."""
    try:
        series = [_series(one, book) for one in series_of(root)]
    except (ValueError, KeyError):
        return None
    return Plot(tuple(series)) if series else None


def _series(element: Element, book: Workbook | None) -> PlotSeries:
    values = _of(element.find(tag("c:val")), book)
    if values is None:
        raise ValueError("no values")
    named, labels = _of(element.find(tag("c:tx")), book), _of(element.find(tag("c:cat")), book)
    name = "" if not named or named[0] is None else _spelled(named[0])
    told = [""] * len(values) if labels is None else ["" if one is None else _spelled(one) for one in labels]
    told += [""] * (len(values) - len(told))
    return PlotSeries(name, tuple(told), tuple(None if one is None else float(one) for one in values))


def _of(element: Element | None, book: Workbook | None) -> tuple[Cell | None, ...] | None:
    """What a part of a series says; None where it is not there."""
    if element is None:
        return None
    for one in element:
        if one.tag in _STORES:
            stored = _stored(one)
            if book is None:
                return stored.values
            cells = book.sheets[stored.sheet]
            return tuple(cells.get(place) for place in stored.places)
        if one.tag in _LITERALS:
            return _cached(one)
        if one.tag == tag("c:v"):
            return (one.text or "",)
    raise ValueError("of several levels, or by other axes")


def _spelled(value: Cell) -> str:
    return value if isinstance(value, str) else f"{value:.12g}"


def _holds_no_more(root: Element, book: Workbook) -> bool:
    """Whether a workbook holds the cells that the chart names and nothing else, in one sheet, and the chart hides nothing."""
    if (
        not book.bare
        or len(book.sheets) != 1
        or next(root.iter(tag("c:extLst"), tag("c:userShapes")), None) is not None
    ):
        return False
    named: Mapping[Place, None] = {place: None for _one, kept in stores_of(root) for place in kept.places}
    cells = next(iter(book.sheets.values()))
    return all(place in named or value == "" for place, value in cells.items())
