"""Styles that a Word page lacks: taken from the built-in page, looking there as they do here, whatever the page's own defaults are."""

import copy
from collections.abc import Mapping, Sequence
from functools import cache

from reportgen.messages import _, issue
from reportgen.model.sources import Issue, Source
from reportgen.settings.folders import builtin_folder
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package, open_package
from reportgen.word.packages.xml import Element, serialize

TABLE_STYLE = "公文表格"
_STYLE, _ID, _TYPE, _VALUE, _DEFAULT = (tag(f"w:{name}") for name in ("style", "styleId", "type", "val", "default"))
_BASED, _NEXT, _PPR, _RPR, _SPACING = (tag(f"w:{name}") for name in ("basedOn", "next", "pPr", "rPr", "spacing"))
_ORDER: Mapping[str, Sequence[str]] = {
    _PPR: [tag(f"w:{name}") for name in (
        "keepNext", "keepLines", "pageBreakBefore", "widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid",
        "spacing", "ind", "jc", "outlineLvl",
    )],
    _RPR: [tag(f"w:{name}") for name in ("rFonts", "b", "i", "color", "spacing", "kern", "sz", "szCs", "lang")],
}  # fmt: skip
"""The order of the schema, of what the built-in page's styles are made of."""
_NAMED = ("spacing", "ind", "rFonts", "lang")  # inherited attribute by attribute


def with_styles(package: Package, names: Sequence[str]) -> tuple[Package, tuple[Issue, ...]]:
    """The package with those of these styles that it has not, and which those are."""
    part = next(iter(package.linked(package.document, "styles")), "")
    root = package.root(part) if part else None
    known = {} if root is None else _by_name(root)
    missing = [name for name in names if _key(name) not in known and name in _builtin()]
    if root is None or not missing:
        return package, ()
    taken = {one.get(_ID, "") for one in root.iter(_STYLE)}
    added = {name: _added(root, name, taken) for name in missing}
    _follow(root, added)
    words = [name for name in missing if name != TABLE_STYLE]
    source = Source(package.name, part)
    said = [issue("page.table-style", source, style=TABLE_STYLE)] if TABLE_STYLE in missing else []
    if words:
        said.insert(0, issue("page.styles-added", source, styles=_(", ").join(words)))
    return package.replaced({part: serialize(root)}), tuple(said)


def _key(name: str) -> tuple[str, str]:
    return ("table" if name == TABLE_STYLE else "paragraph", name.casefold())


def _by_name(root: Element) -> dict[tuple[str, str], Element]:
    """The styles of paragraphs and tables; names are compared without case, as Word does."""
    return {(one.get(_TYPE, ""), _name(one).casefold()): one for one in root.iter(_STYLE)}


def _name(style: Element) -> str:
    return _val(style, tag("w:name"))


def _val(element: Element, name: str) -> str:
    found = element.find(name)
    return "" if found is None else found.get(_VALUE, "")


def _added(root: Element, name: str, taken: set[str]) -> Element:
    """A style put into its new file under an id that is free there."""
    style = copy.deepcopy(_builtin()[name])
    id = style.get(_ID, "")
    free = next(one for number in range(len(taken) + 1) if (one := f"{id}{number or ''}") not in taken)
    taken.add(free)
    style.set(_ID, free)
    if name == TABLE_STYLE:
        tables = (one for one in root.iter(_STYLE) if one.get(_TYPE) == "table" and one.get(_DEFAULT))
        _base(style, next((one.get(_ID, "") for one in tables), ""))
    root.append(style)
    return style


def _base(style: Element, default: str) -> None:
    """Bases a style on the plain style of tables in its new file, which has another id there; on none where there is none."""
    based = style.find(_BASED)
    if based is not None and default:
        based.set(_VALUE, default)
    elif based is not None:
        style.remove(based)


def _follow(root: Element, added: Mapping[str, Element]) -> None:
    """What comes behind a paragraph in an added style has the style of that name in its new file."""
    known = _by_name(root)
    names = {one.get(_ID): name for name, one in _builtin().items()}
    for style in added.values():
        following = style.find(_NEXT)
        if following is None:
            continue
        found = known.get(_key(names.get(following.get(_VALUE), "")))
        if found is None:
            style.remove(following)
        else:
            following.set(_VALUE, found.get(_ID, ""))


@cache
def _builtin() -> Mapping[str, Element]:
    """The styles of the built-in page by name, those of paragraphs with all that they inherit there."""
    page = builtin_folder() / "templates" / "base" / "page.docx"
    package = open_package(page.read_bytes(), page.name)
    (part,) = package.linked(package.document, "styles")
    root = package.root(part)
    styles = {one.get(_ID, ""): one for one in root.iter(_STYLE) if one.get(_TYPE) in ("paragraph", "table")}
    defaults = {
        kind: next(root.iterfind(f"{tag('w:docDefaults')}/{tag(f'w:{name}Default')}/{kind}"), None)
        for kind, name in ((_PPR, "pPr"), (_RPR, "rPr"))
    }
    return {
        _name(one): _whole(one, styles, defaults) if one.get(_TYPE) == "paragraph" else one for one in styles.values()
    }


def _whole(style: Element, styles: Mapping[str, Element], defaults: Mapping[str, Element | None]) -> Element:
    """A style that stands by itself: what it inherits is its own, also that nothing stands before and after it."""
    chain = [style]
    while (above := styles.get(_val(chain[-1], _BASED))) is not None:
        chain.append(above)
    made = copy.deepcopy(style)
    for one in [*made.findall(_BASED), *made.findall(_PPR), *made.findall(_RPR)]:
        made.remove(one)
    for kind in (_PPR, _RPR):
        properties: dict[str, Element] = {}
        inherited = [defaults[kind], *(above.find(kind) for above in reversed(chain))]
        for held in (one for one in inherited if one is not None):
            for child in held:
                _inherit(properties, child)
        if kind == _PPR:
            _inherit(properties, made.makeelement(_SPACING, {}))
            for side in ("before", "after"):
                properties[_SPACING].set(tag(f"w:{side}"), properties[_SPACING].get(tag(f"w:{side}"), "0"))
        element = made.makeelement(kind, {})
        element.extend(sorted(properties.values(), key=lambda one: _ORDER[kind].index(str(one.tag))))
        made.append(element)
    return made


def _inherit(properties: dict[str, Element], child: Element) -> None:
    """Puts a property over the one that was inherited."""
    before = properties.get(str(child.tag))
    own = copy.deepcopy(child)
    if before is not None and str(child.tag) in map(tag, (f"w:{name}" for name in _NAMED)):
        for name, value in before.attrib.items():
            if name not in own.attrib and (child.tag, name) != (_SPACING, _VALUE):
                own.set(name, value)
    properties[str(child.tag)] = own
