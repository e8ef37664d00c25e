"""A story: what a person did to the report, what came later, and what became of both, told as lines."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from docx.oxml.ns import qn
from lxml import etree

from reportgen.actions.auditing import audit_made
from reportgen.messages import texts
from reportgen.model.reports.narratives import Labels
from reportgen.update.document import Updated, update_document
from reportgen.update.trunk.entries import Entry
from reportgen.update.trunk.trunk import Options
from reportgen.word import open_package
from reportgen.word.memory.memory_xml import memory_in
from reportgen.word.pages.page import Page
from reportgen.word.pages.reader import read_page
from reportgen.word.pages.stringify import stringify
from tests.update.stories.county import BASE, LATER, County
from tests.update.stories.hands import Hands

_FINDINGS = {
    "audit.figure-edited", "audit.number-typed", "audit.heading-number", "audit.reference-broken", "audit.memory-broken", "audit.memory-differs",
}  # fmt: skip
"""What the audit says of bookmarks, numbers of headings and the memory; what it says of words is not a matter of stories."""
OPTIONS = Options("2026-11-05", words=texts("zh"))


@dataclass(frozen=True)
class Story:
    """What a person does (`edit`), what the ledgers give by then (`now`), how the report is updated, and `wrong`: what the program does not do yet.

    `again` is what a second update does not do yet; `before` are updates that had been run before the person edited, `after` such that
    were run then; `between` is what the person did thereafter.
    """

    name: str
    edit: Callable[[Hands], object]
    now: County = LATER
    wrong: str = ""
    options: dict[str, object] = field(default_factory=dict)
    again: str = ""
    before: tuple[County, ...] = ()
    after: tuple[County, ...] = ()
    between: Callable[[Hands], object] | None = None


STORIES: dict[str, Story] = {}


def story(
    now: County = LATER,
    *,
    wrong: str = "",
    again: str = "",
    before: tuple[County, ...] = (),
    after: tuple[County, ...] = (),
    between: Callable[[Hands], object] | None = None,
    **options: object,
) -> Callable[[Callable[[Hands], object]], Callable[[Hands], object]]:
    """Registers a story under the name of its function."""

    def register(edit: Callable[[Hands], object]) -> Callable[[Hands], object]:
        name = edit.__name__
        assert name not in STORIES
        STORIES[name] = Story(name, edit, now, wrong, options, again, before, after, between)
        return edit

    return register


def updated(document: bytes, county: County, **options: object) -> Updated:
    """The document with what a county's ledgers give now."""
    page, new = page_of(document), open_package(county.document)
    memory, fresh = memory_in(page.package), memory_in(new)
    assert fresh is not None
    asked = replace(OPTIONS, sure=memory is not None, **options)  # type: ignore[arg-type]  # the fields of Options, by name
    return update_document(document, page, memory or fresh, read_page(new), fresh, asked, Labels())


def page_of(document: bytes) -> Page:
    """A document as it is read."""
    return read_page(open_package(document))


@cache
def edited(name: str) -> bytes:
    """The document that the person of a story saved."""
    told = STORIES[name]
    document = BASE.document
    for county in told.before:
        document = updated(document, county).document
    hands = Hands(document)
    told.edit(hands)
    saved = hands.save()
    assert open_package(saved).parts != open_package(document).parts, "nothing was edited"
    for county in told.after:
        saved = updated(saved, county).document
    if told.between is not None:
        hands = Hands(saved)
        told.between(hands)
        saved = hands.save()
    return saved


@cache
def outcome(name: str) -> Updated:
    """What becomes of it."""
    told = STORIES[name]
    return updated(edited(name), told.now, **told.options)


@cache
def _unedited(county: County, before: tuple[County, ...], options: tuple[tuple[str, object], ...]) -> Updated:
    document = BASE.document
    for one in before:
        document = updated(document, one).document
    return updated(document, county, **dict(options))


def tale(done: Updated, county: County, before: tuple[County, ...] = (), **options: object) -> str:
    """What is other than in a fresh report, the comments, what the audit finds, and which entries are others than without edits."""
    shown, plain = _fresh(county)
    lines = list(_other(shown, stringify(done.document).splitlines()))
    looks = Counter(_looks(done.document))
    lines += [f"+ {one}" for one in (looks - plain).elements()] + [f"- {one}" for one in (plain - looks).elements()]
    page = page_of(done.document)
    lines += comments_on(page)
    told = (one for one in audit_made(page, done.memory, county.narrative) if one.code in _FINDINGS)
    found = (f"finding {one.code} {one.expected}" for one in told)
    lines += dict.fromkeys(found)
    without = _unedited(county, before, tuple(sorted(options.items())))
    lines += entries(done.entries, without.entries)
    return "\n".join([*lines, ""])


@cache
def _fresh(county: County) -> tuple[list[str], Counter[str]]:
    """What a fresh report says, and how it looks."""
    return stringify(county.document).splitlines(), Counter(_looks(county.document))


def _looks(document: bytes) -> Iterable[str]:
    """Words in bold, italics, colour, links and controls, notes, breaks, sizes and anchors of pictures, sections."""
    package = open_package(document)
    main = package.root(package.document)
    for run in main.iter(qn("w:r")):
        text = "".join(one.text or "" for one in run.iter(qn("w:t")))
        form = run.find(qn("w:rPr"))
        names = [etree.QName(one).localname for one in form] if form is not None else []
        names = [one for one in names if one in ("b", "i", "u", "color", "highlight", "strike")]
        if text and names:
            yield f"look {' '.join(names)} 〈{text}〉"
    for one in main.iter(qn("w:hyperlink"), qn("w:sdt"), qn("w:ins"), qn("w:del"), *_THINGS):
        text = "".join(text.text or "" for text in one.iter(qn("w:t"), qn("w:delText")))
        yield f"{etree.QName(one).localname} 〈{text}〉"
    for one in main.iter(qn("w:jc"), qn("w:spacing"), qn("wp:extent")):
        if (holder := one.getparent()) is not None and holder.tag != qn("w:rPr"):
            yield f"{etree.QName(one).localname} {' '.join(one.attrib.values())}"
    for part in package.linked(package.document, "footnotes"):
        for note in package.root(part).iter(qn("w:footnote")):
            text = "".join(text.text or "" for text in note.iter(qn("w:t")))
            if text:
                yield f"note {text}"


_THINGS = tuple(map(qn, ("w:footnoteReference", "w:br", "wp:anchor", "w:sectPr", "w:numPr", "w:vMerge", "w:gridSpan")))


def _other(old: list[str], new: list[str]) -> Iterable[str]:
    for line in difflib.unified_diff(old, new, n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            yield line


def comments(document: bytes) -> list[str]:
    """Every comment with the words to which it is tied."""
    return comments_on(page_of(document))


def comments_on(page: Page) -> list[str]:
    """The same of a document that was read."""
    tied: dict[str, list[str]] = {}
    for paragraph in page.paragraphs:
        for one in paragraph.comments:
            tied.setdefault(one.what, []).append(paragraph.text[one.start : one.end])
    return [f"comment 〈{' ⏎ '.join(tied.get(one.id, ['–']))}〉 {one.text}" for one in page.comments]


def entries(these: Iterable[Entry], those: Iterable[Entry]) -> list[str]:
    """Entries that these have and those have not (+), or the other way round (-)."""
    mine, other = Counter(map(_entry, these)), Counter(map(_entry, those))
    told = [f"- entry {one}" for one in (other - mine).elements()]
    return [*told, *(f"+ entry {one}" for one in (mine - other).elements())]


def _entry(one: Entry) -> str:
    change = f" {one.before} → {one.now}" if one.before or one.now else ""
    row = f"#{one.row}" if one.row else ""
    return f"{one.what} {one.block or '(own)'}{row} {one.figure}{change} {one.why}".strip()
