"""The Word template's own paragraphs: named by what they print, marked, and remembered like the report's blocks."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from reportgen.render.template.tags import has_token, plain_tokens
from reportgen.word.editing.elements import Bookmarks
from reportgen.word.memory.marks import Names
from reportgen.word.memory.memory import Fixed
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.structure import story_of
from reportgen.word.packages.xml import Element
from reportgen.word.pages.reader import read_paragraph

_P, _T, _PPR = tag("w:p"), tag("w:t"), tag("w:pPr")
_FIELDS = ("title", "office", "date")
_NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Own:
    """A paragraph of the template: the part it is in, and its id."""

    part: str
    paragraph: Element
    id: str


def own_paragraphs(roots: Mapping[str, Element], fields: Mapping[str, str], place: Element) -> list[Own]:
    """The template's paragraphs that say something, before their tokens are printed; not the place of the report's blocks.

    The paragraph of the title, of the office or of the day is called after it, others after what the template says there.
    """
    seen: Counter[str] = Counter()
    return [
        Own(part, paragraph, _id(source, seen))
        for part, root in roots.items()
        for paragraph, source in _sources(root, fields)
        if paragraph is not place
    ]


def _sources(root: Element, fields: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """Each paragraph with its text as the template has it: `{title}` where a field is printed."""
    names = {value: name for name, value in fields.items()}
    for paragraph in root.iter(_P):
        pieces = [one.text or "" for one in paragraph.iter(_T) if next(one.iterancestors(_P)) is paragraph]
        text = "".join(pieces)
        if text.strip():
            yield (
                paragraph,
                plain_tokens(text, lambda value: f"{{{names.get(value, '')}}}") if has_token(text) else text,
            )


def _id(source: str, seen: Counter[str]) -> str:
    printed = _NAMED.findall(source)
    known = next((name for name in _FIELDS if name in printed), None)
    id = f"page/{known or sha256(source.encode()).hexdigest()[:8]}"
    seen[id] += 1
    return id if seen[id] == 1 else f"{id}~{seen[id]}"


def mark_paragraphs(package: Package, own: list[Own], bookmarks: Bookmarks, names: Names) -> Iterator[Fixed]:
    """Marks the template's paragraphs, and gives what they say now that their fields are printed."""
    for one in own:
        start, end = bookmarks.ends(names.block(one.id))
        properties = one.paragraph.find(_PPR)
        one.paragraph.insert(0 if properties is None else one.paragraph.index(properties) + 1, start)
        one.paragraph.append(end)
        story = story_of(package, one.part)
        yield Fixed(one.id, read_paragraph(one.paragraph).lasting, story)
