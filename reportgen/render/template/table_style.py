"""The style of tables for a Word page that lost its own: .doc and OpenDocument keep no table styles, so that none comes back from there."""

import copy
from functools import cache

from reportgen.messages import issue
from reportgen.model import Issue, Source
from reportgen.settings.folders import builtin_folder
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package, open_package
from reportgen.word.packages.xml import Element, serialize

TABLE_STYLE = "公文表格"
_STYLE, _ID, _TYPE, _VALUE = tag("w:style"), tag("w:styleId"), tag("w:type"), tag("w:val")


def with_table_style(package: Package) -> tuple[Package, tuple[Issue, ...]]:
    """The package with the built-in page's style of tables where it has none of that name, and that it was so."""
    part = next(iter(package.linked(package.document, "styles")), "")
    root = package.root(part) if part else None
    if root is None or any(_name(one) == TABLE_STYLE for one in _tables(root)):
        return package, ()
    style = copy.deepcopy(_builtin())
    known = {one.get(_ID) for one in root.iter(_STYLE)}
    style.set(_ID, next(id for number in range(len(known) + 1) if (id := f"ReportTable{number or ''}") not in known))
    _base(style, next((one.get(_ID, "") for one in _tables(root) if one.get(tag("w:default"))), ""))
    root.append(style)
    said = issue("page.table-style", Source(package.name, part), style=TABLE_STYLE)
    return package.replaced({part: serialize(root)}), (said,)


def _tables(root: Element) -> list[Element]:
    return [one for one in root.iter(_STYLE) if one.get(_TYPE) == "table"]


def _name(style: Element) -> str:
    name = style.find(tag("w:name"))
    return "" if name is None else name.get(_VALUE, "")


def _base(style: Element, default: str) -> None:
    """Bases a style on the plain style of tables in its new file, which has another id there; on none where there is none."""
    based = style.find(tag("w:basedOn"))
    if based is not None and default:
        based.set(_VALUE, default)
    elif based is not None:
        style.remove(based)


@cache
def _builtin() -> Element:
    page = builtin_folder() / "templates" / "base" / "page.docx"
    package = open_package(page.read_bytes(), page.name)
    (part,) = package.linked(package.document, "styles")
    return next(one for one in _tables(package.root(part)) if _name(one) == TABLE_STYLE)
