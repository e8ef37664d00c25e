"""Comments of Word: one is written beside the others, or into a part that is made for it."""

from reportgen.word.editing.elements import make, text
from reportgen.word.editing.revisions import AUTHOR
from reportgen.word.packages.names import RELATIONSHIP, tag
from reportgen.word.packages.package import Package, Relationship
from reportgen.word.packages.xml import Element, serialize

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ID, _AUTHOR = tag("w:id"), tag("w:author")


class Comments:
    """The comments of a package: those that are there, and those that are added; `save` writes them into it."""

    def __init__(self, package: Package) -> None:
        """Reads the part, if there is one."""
        self._package = package
        parts = package.linked(package.document, "comments")
        self._part = parts[0] if parts else ""
        self._root = package.root(self._part) if parts else make("comments")
        self._added = False

    def own(self) -> dict[str, str]:
        """What the program's own comments say, by their ids."""
        return {
            one.get(_ID, ""): "\n".join(
                "".join(piece.text or "" for piece in paragraph.iter(tag("w:t"))) for paragraph in one.iter(tag("w:p"))
            )
            for one in self._root.iter(tag("w:comment"))
            if one.get(_AUTHOR) == AUTHOR
        }

    def foreign(self) -> list[str]:
        """The ids of the comments that people made."""
        return [one.get(_ID, "") for one in self._root.iter(tag("w:comment")) if one.get(_AUTHOR) != AUTHOR]

    def add(self, said: str, day: str) -> int:
        """Adds a comment of the program's; gives its id, to which a place in the text is to be tied."""
        ids = [one.get(_ID, "") for one in self._root.iter(tag("w:comment"))]
        number = max((int(id) for id in ids if id.isdecimal()), default=-1) + 1
        paragraphs = [make("p", make("r", text(line))) for line in said.split("\n")]
        comment = make("comment", *paragraphs, id=number, author=AUTHOR, date=f"{day}T00:00:00Z", initials="RG")
        self._root.append(comment)
        self._added = True
        return number

    def reword(self, number: str, said: str, day: str) -> None:
        """Writes a comment anew; it stays where it is tied, and is of `day`."""
        for one in [one for one in self._root.iter(tag("w:comment")) if one.get(_ID) == number]:
            for child in list(one):
                one.remove(child)
            one.extend(make("p", make("r", text(line))) for line in said.split("\n"))
            one.set(tag("w:date"), f"{day}T00:00:00Z")
            self._added = True

    def drop(self, number: str) -> None:
        """Takes a comment out; its anchors in the text are the caller's affair."""
        for one in [one for one in self._root.iter(tag("w:comment")) if one.get(_ID) == number]:
            self._root.remove(one)
            self._added = True

    def save(self) -> None:
        """Writes the part, where anything was added or taken out."""
        if not self._added:
            return
        package = self._package
        if not self._part:
            folder = package.document.rpartition("/")[0]
            name = free_name(package, f"{folder}/comments", ".xml")
            self._part = name
            package.types[name] = _TYPE
            link(package, package.document, "comments", name)
        package.parts[self._part] = serialize(self._root)


def free_name(package: Package, stem: str, ending: str) -> str:
    """A name that no part has: the stem, or the stem with the first number that is free."""
    taken = {part.casefold() for part in package.parts}
    name, number = stem + ending, 1
    while name.casefold() in taken:
        name, number = f"{stem}{number}{ending}", number + 1
    return name


def link(package: Package, source: str, kind: str, target: str) -> str:
    """Relates a part to another of the package in the way `kind`; gives the id of the relationship."""
    links = package.links.setdefault(source, [])
    taken = {one.id for one in links}
    number = len(links) + 1
    while f"rId{number}" in taken:
        number += 1
    links.append(Relationship(f"rId{number}", RELATIONSHIP + kind, "/" + target))
    return f"rId{number}"


def remove_anchors(root: Element, number: str) -> None:
    """Takes the anchors of a comment out of the text."""
    anchors = tuple(tag(f"w:comment{kind}") for kind in ("RangeStart", "RangeEnd", "Reference"))
    for one in [one for one in root.iter(*anchors) if one.get(_ID) == number]:
        parent = one.getparent()
        if parent is None:
            continue
        parent.remove(one)
        if parent.tag == tag("w:r") and all(child.tag == tag("w:rPr") for child in parent):
            holder = parent.getparent()
            if holder is not None:
                holder.remove(parent)
