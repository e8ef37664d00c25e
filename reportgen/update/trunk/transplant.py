"""Pieces of the fresh document -> pieces of the edited one: styles by name, pictures as parts of their own, ids that are free."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from functools import cached_property

from reportgen.update.trunk.trunk import Trunk
from reportgen.word.charts.filling import filled
from reportgen.word.charts.plots import workbook_of
from reportgen.word.cleaning.steps.parts import reachable
from reportgen.word.editing.comments import free_name, link
from reportgen.word.packages.names import RELATIONSHIP, tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element, parse, serialize

_STYLED = (tag("w:pStyle"), tag("w:rStyle"), tag("w:tblStyle"))
_VALUE, _ID, _STYLE_ID = tag("w:val"), tag("w:id"), tag("w:styleId")
_BASED = (tag("w:basedOn"), tag("w:next"), tag("w:link"))
_EMBED, _CHART = tag("r:embed"), tag("r:id")


class Transplant:
    """Copies what the fresh document has into the edited one."""

    def __init__(self, trunk: Trunk) -> None:
        """Nothing is copied yet."""
        self._trunk = trunk
        self._package: Package = trunk.page.package
        self._pictures: dict[str, str] = {}
        self._next_drawing = 0

    def copy(self, elements: Iterable[Element]) -> list[Element]:
        """Paragraphs and tables of the fresh document, fit to stand in the edited one."""
        return [self._fitted(deepcopy(one)) for one in elements]

    def _fitted(self, element: Element, *, pictures: bool = True) -> Element:
        for one in element.iter(*_STYLED):
            one.set(_VALUE, self._style(one.get(_VALUE, "")))
        numbers: dict[str, str] = {}
        for one in element.iter(tag("w:bookmarkStart"), tag("w:bookmarkEnd")):
            number = one.get(_ID, "")
            if number not in numbers:
                numbers[number] = str(self._trunk.bookmark_id())
            one.set(_ID, numbers[number])
            self._trunk.marked.add(one.get(tag("w:name"), ""))
        for blip in element.iter(tag("a:blip")) if pictures else ():
            blip.set(_EMBED, self.picture(blip.get(_EMBED, "")))
        for chart in element.iter(tag("c:chart")) if pictures else ():
            chart.set(_CHART, self.chart(chart.get(_CHART, "")) or "")
        self.number(element)
        return element

    def number(self, element: Element) -> None:
        """Gives the drawings in an element ids that no other has."""
        for shown in element.iter(tag("wp:inline"), tag("wp:anchor")):
            self._number(shown)

    def _number(self, shown: Element) -> None:
        if not self._next_drawing:
            ids = [one.get("id", "") for root in self._trunk.page.roots.values() for one in root.iter(tag("wp:docPr"))]
            self._next_drawing = max((int(id) for id in ids if id.isdecimal()), default=0) + 1
        for one in shown.iter(tag("wp:docPr")):
            one.set("id", str(self._next_drawing))
        self._next_drawing += 1

    # --- pictures -----------------------------------------------------------------------------------------------------

    def picture(self, relation: str) -> str:
        """The relationship in the edited document of a picture that the fresh one has under `relation`."""
        fresh = self._trunk.fresh.package
        links = {one.id: fresh.target(fresh.document, one) for one in fresh.links.get(fresh.document, ())}
        part = links[relation]
        if part not in self._pictures:
            name = self._copied(part, f"{self._package.document.rpartition('/')[0]}/media/chart")
            self._pictures[part] = link(self._package, self._package.document, "image", name)
        return self._pictures[part]

    def chart(self, relation: str, edited: str = "") -> str | None:
        """The relationship in the edited document of a chart that the fresh one has under `relation`, copied with its workbook.

        `edited` is the part of a chart with a form of a person's own, which the copy then has; None where it cannot.
        """
        fresh, package = self._trunk.fresh.package, self._package
        links = {one.id: fresh.target(fresh.document, one) for one in fresh.links.get(fresh.document, ())}
        source = links[relation]
        if not edited and source in self._pictures:
            return self._pictures[source]
        data: bytes | None = fresh.parts[source]
        if edited and (data := filled(package.parts[edited], fresh.parts[source])) is None:
            return None
        folder = package.document.rpartition("/")[0]
        book = self._copied(workbook_of(fresh, source), f"{folder}/embeddings/workbook")
        name = self._copied(source, f"{folder}/charts/chart")
        kept = [one for one in package.links.get(edited, ()) if one.type != RELATIONSHIP + "package"] if edited else []
        package.links[name] = [
            replace(one, target="/" + package.target(edited, one)) if not one.external else one for one in kept
        ]
        root = parse(data or b"")
        for one in root.iter(tag("c:externalData")):
            one.set(_CHART, link(package, name, "package", book))
        package.parts[name] = serialize(root)
        if not edited:
            self._pictures[source] = link(package, package.document, "chart", name)
            return self._pictures[source]
        return link(package, package.document, "chart", name)

    def drop_chart(self, relation: str) -> None:
        """Takes a chart out of the edited document that nothing there shows any more, with its workbook: it holds old figures."""
        package = self._package
        document = self._trunk.page.roots[package.document]
        if not relation or any(relation in one.attrib.values() for one in document.iter(tag("c:chart"))):
            return
        before = reachable(package).parts.keys()
        package.links[package.document] = [one for one in package.links[package.document] if one.id != relation]
        for part in before - reachable(package).parts.keys():
            del package.parts[part], package.types[part]
            package.links.pop(part, None)

    # --- headers and footers ------------------------------------------------------------------------------------------

    def part(self, relation: str) -> str:
        """The relationship in the edited document of a header or footer that the fresh one has under `relation`, copied with its pictures."""
        fresh = self._trunk.fresh.package
        found = next(one for one in fresh.links.get(fresh.document, ()) if one.id == relation)
        source = fresh.target(fresh.document, found)
        if source not in self._pictures:
            kind = found.type.rpartition("/")[2]
            name = self._copied(source, f"{self._package.document.rpartition('/')[0]}/{kind}")
            root = parse(self._package.parts[name])
            self._fitted(root, pictures=False)
            self._package.parts[name] = serialize(root)
            for one in fresh.links.get(source, ()):
                target = one.target
                if not one.external:
                    stem = f"{self._package.document.rpartition('/')[0]}/media/page"
                    target = "/" + self._copied(fresh.target(source, one), stem)
                self._package.links.setdefault(name, []).append(replace(one, target=target))
            self._pictures[source] = link(self._package, self._package.document, kind, name)
        return self._pictures[source]

    def _copied(self, source: str, stem: str) -> str:
        """A part of the fresh document under a free name."""
        fresh = self._trunk.fresh.package
        name = free_name(self._package, stem, "." + source.rpartition(".")[2])
        self._package.parts[name] = fresh.parts[source]
        self._package.types[name] = fresh.types[source]
        return name

    # --- styles -------------------------------------------------------------------------------------------------------

    def _style(self, id: str) -> str:
        """The id in the edited document of a style of the fresh one: known by its name, added where it is not there."""
        if id in self._styles:
            return self._styles[id]
        found = self._fresh_styles.get(id)
        if found is None:
            return id
        name = _name_of(found)
        twin = next((one for one in self._own.iter(tag("w:style")) if _name_of(one) == name), None)
        if twin is None:
            twin = self._added(found, id)
        self._styles[id] = twin.get(_STYLE_ID, "")
        return self._styles[id]

    def _added(self, style: Element, id: str) -> Element:
        twin = deepcopy(style)
        taken = {one.get(_STYLE_ID, "") for one in self._own.iter(tag("w:style"))}
        while id in taken:
            id += "_"
        twin.set(_STYLE_ID, id)
        if tag("w:default") in twin.attrib:
            del twin.attrib[tag("w:default")]
        self._styles[style.get(_STYLE_ID, "")] = id
        self._own.append(twin)
        for one in [one for one in twin if one.tag in _BASED]:
            one.set(_VALUE, self._style(one.get(_VALUE, "")))
        self._package.parts[self._part] = serialize(self._own)
        return twin

    @cached_property
    def _styles(self) -> dict[str, str]:
        return {}

    @cached_property
    def _part(self) -> str:
        return next(iter(self._package.linked(self._package.document, "styles")), "")

    @cached_property
    def _own(self) -> Element:
        return self._package.root(self._part) if self._part else parse(b"<none/>")

    @cached_property
    def _fresh_styles(self) -> dict[str, Element]:
        fresh = self._trunk.fresh.package
        parts = fresh.linked(fresh.document, "styles")
        return {one.get(_STYLE_ID, ""): one for part in parts for one in fresh.root(part).iter(tag("w:style"))}


def _name_of(style: Element) -> str:
    named = style.find(tag("w:name"))
    return "" if named is None else named.get(_VALUE, "").lower()
