"""The Word template's own paragraphs: named by what they print, marked, and remembered like the report's blocks."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from reportgen.model.reports.narratives import Phrase, Span
from reportgen.render.template.filling.expansion import own_text
from reportgen.render.template.filling.tokens import Values, text_of
from reportgen.word.editing.elements import Bookmarks
from reportgen.word.memory.marks import Names
from reportgen.word.memory.memory import Fixed
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.structure import story_of
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import Paragraph
from reportgen.word.pages.reader import read_paragraph

_P, _T, _PPR, _ROW, _SECOND = (tag(name) for name in ("w:p", "w:t", "w:pPr", "w:tr", "mc:Fallback"))
_FIELDS = ("title", "office", "date")
_NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Own:
    """A paragraph of the template: the part it is in, and its id."""

    part: str
    paragraph: Element
    id: str


def own_paragraphs(
    roots: Mapping[str, Element], values: Values, fields: Mapping[str, str], place: Element | None
) -> list[Own]:
    """The template's paragraphs that say something, before their tokens are printed; not the place of the report's blocks.

    The paragraph of the title, of the office or of the day is called after it, others after what the template says there; those that
    a loop has written several times, after what their row or they themselves speak of, too.
    """
    found = [
        (part, paragraph, source)
        for part, root in roots.items()
        for paragraph, source in _sources(root, values, fields)
        if paragraph is not place
    ]
    many = Counter(source for _part, _paragraph, source in found) if values.full else Counter[str]()
    seen: Counter[str] = Counter()
    return [
        Own(part, paragraph, _id(f"{source}\x1f{_subject(paragraph, values)}" if many[source] > 1 else source, seen))
        for part, paragraph, source in found
    ]


def _sources(root: Element, values: Values, fields: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """Each paragraph with its text as the template has it: `{title}` where a field is printed.

    The second copy of a text box, for programs that know no first, is the first one over again.
    """
    names = {value: name for name, value in fields.items()}
    for paragraph in root.iter(_P):
        text = own_text(paragraph)
        if text.strip() and next(paragraph.iterancestors(_SECOND), None) is None:
            yield paragraph, values.worded(text, lambda value: f"{{{names.get(text_of(value), '')}}}")


def _subject(paragraph: Element, values: Values) -> str:
    """What a paragraph of a loop speaks of: what the figures in its row count, or the words there where they count none, or places."""
    row = next(paragraph.iterancestors(_ROW), paragraph)
    spans = values.spans("\t".join(piece.text or "" for piece in row.iter(_T)))
    subjects = {".".join(one.figure.split(".")[:2]) for one in spans if one.figure}
    named = sorted(one for one in subjects if not any(part.isdigit() for part in one.split(".")))
    return "\x1f".join(named) or "".join(one.text for one in spans if one.figure is None)


def _id(source: str, seen: Counter[str]) -> str:
    printed = _NAMED.findall(source)
    known = next((name for name in _FIELDS if name in printed), None)
    id = f"page/{known or sha256(source.encode()).hexdigest()[:8]}"
    seen[id] += 1
    return id if seen[id] == 1 else f"{id}~{seen[id]}"


def mark_paragraphs(
    package: Package, own: list[Own], bookmarks: Bookmarks, names: Names, figures: Mapping[str, str]
) -> Iterator[Fixed]:
    """Marks the template's paragraphs, and gives what they say now that their values are printed; `figures` are those in bookmarks, by name."""
    for one in own:
        start, end = bookmarks.ends(names.block(one.id))
        properties = one.paragraph.find(_PPR)
        one.paragraph.insert(0 if properties is None else one.paragraph.index(properties) + 1, start)
        one.paragraph.append(end)
        story = story_of(package, one.part)
        read = read_paragraph(one.paragraph)
        yield Fixed(one.id, read.lasting, story, _content(read, figures))


def _content(paragraph: Paragraph, figures: Mapping[str, str]) -> Phrase:
    """What a paragraph says, with its figures; () where it prints none."""
    marked = sorted((one for one in paragraph.marks if one.what in figures), key=lambda one: one.start)
    if not marked or paragraph.lasting != paragraph.text:
        return ()
    spans, at = list[Span](), 0
    for one in marked:
        spans += [Span(paragraph.text[at : one.start]), Span(paragraph.text[one.start : one.end], figures[one.what])]
        at = one.end
    return tuple(one for one in (*spans, Span(paragraph.text[at:])) if one.text)
