"""Every tag of a Word template looked at before any is run, with the paragraph or cell where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.messages import _, issue
from reportgen.model.sources import Issue, Source
from reportgen.render.template.filling.expansion import own_text
from reportgen.render.template.filling.tags import TagError, check_tag, is_body, looks_tagged, tags_in
from reportgen.render.template.near import as_meant, near_tag
from reportgen.word.contents.places import place_of
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.structure import text_parts
from reportgen.word.packages.xml import Element

_PARAGRAPH, _TEXT = tag("w:p"), tag("w:t")


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tags of a template are: the parts that have some, the names that plain ones use, and what is wrong with them.

    `full` has a refusal of each full tag, for whoever has no figures; `body` says whether the report's blocks have a place.
    """

    parts: tuple[str, ...]
    names: frozenset[str]
    full: tuple[Issue, ...]
    body: bool
    issues: tuple[Issue, ...]


def find_tags(package: Package, properties: str) -> Tags:
    """The tags of a template; `properties` is its core properties part, which is not filled in but must be clean too."""
    lint = _Lint(package)
    roots = {
        part: package.root(part)
        for part in (*text_parts(package), *([properties] if properties in package.parts else []))
    }
    for part, root in roots.items():
        lint.part(part, root)
    if lint.bodies > 1:
        lint.add("page.body-missing", package.document, "")
    tagged = tuple(part for part in text_parts(package) if part in lint.tagged)
    return Tags(tagged, frozenset(lint.names), tuple(lint.full), lint.bodies > 0, tuple(lint.issues))


class _Lint:
    """Collects what is found, part by part."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.issues: list[Issue] = []
        self.full: list[Issue] = []
        self.names: set[str] = set()
        self.tagged: set[str] = set()
        self.bodies = 0

    def add(self, code: str, part: str, place: str, **values: str) -> None:
        """Adds an issue."""
        self.issues.append(tag_issue(self.package.name, part, code, place, **values))

    def part(self, part: str, root: Element) -> None:
        """Looks at a whole part: its paragraphs, and the strings where no tag may stand."""
        for paragraph in root.iter(_PARAGRAPH):
            string = own_text(paragraph)
            if looks_tagged(string):
                self.tagged.add(part)
            sound = not looks_tagged(string) or self.paragraph(part, paragraph, string)
            near = near_tag(string) if sound else ""
            if near:
                self.add("page.tag-near", part, place_of(paragraph), written=near, meant=as_meant(near))
        for string in _other_strings(root):
            if looks_tagged(string):
                self.add("page.tag-place", part, "")

    def paragraph(self, part: str, paragraph: Element, string: str) -> bool:
        """Looks at the tags of one paragraph; says whether each has its beginning and its end."""
        try:
            found = tags_in(string)
        except TagError as fault:
            self.add(fault.code, part, place_of(paragraph))
            return False
        for tag_text in found:
            self.tag(part, paragraph, tag_text)
            if is_body(tag_text):
                self.body(part, paragraph, string)
        return True

    def tag(self, part: str, paragraph: Element, tag_text: str) -> None:
        """Looks at one tag."""
        try:
            names = check_tag(tag_text)
            if names is None:
                self.full.append(tag_issue(self.package.name, part, "page.tag-not-allowed", place_of(paragraph)))
            self.names |= names or set()
        except TagError as fault:
            self.add(fault.code, part, place_of(paragraph))

    def body(self, part: str, paragraph: Element, string: str) -> None:
        """Looks at where the report's blocks go: alone in a paragraph of the document itself."""
        self.bodies += 1
        parent = paragraph.getparent()
        if (
            part != self.package.document
            or parent is None
            or parent.tag != tag("w:body")
            or not is_body(string.strip())
        ):
            self.add("page.body-place", part, place_of(paragraph))


def tag_issue(file: str, part: str, code: str, place: str, **values: str) -> Issue:
    """An issue about a tag; `place` is the paragraph or cell in words."""
    where = _("{part}, {places}").format(part=part, places=place) if place else part
    return issue(code, Source(file, part), where=where, **values)


def _other_strings(root: Element) -> Iterator[str]:
    """Every string of a part but the text of its paragraphs: attributes, field codes, formulas."""
    for element in root.iter():
        yield from map(str, element.attrib.values())
        if element.tag != _TEXT and element.text:
            yield element.text
