"""What nobody has settled yet: tracked changes and comments, counted, with the places where they stand."""

from collections.abc import Iterable, Iterator
from itertools import islice

from reportgen.messages import N_, _, issue
from reportgen.model.findings import AuditFinding, Place
from reportgen.review.text_audit.texts.places import place_of
from reportgen.word.packages.names import tag
from reportgen.word.pages.page import Page, Paragraph, Revision

_MOST_SHOWN, _LONGEST = 5, 16
_WHOLE = Place(None, None, "")


def pending(page: Page) -> Iterator[AuditFinding]:
    """A warning for the tracked changes of a document, and one for its comments.

    Changes of one kind, hand and minute in one paragraph are one, as Word shows them.
    """
    changes = {_group(one): one.paragraph for one in page.revisions}
    if changes:
        where = _where(one for one in changes.values() if one is not None)
        yield _finding("audit.changes-pending", _first(changes.values()), len(changes), where)
    if page.comments:
        ids = {one.id for one in page.comments}
        told = [one for one in page.paragraphs if any(comment.what in ids for comment in one.comments)]
        yield _finding("audit.comments-left", _first(told), len(page.comments), _where(told))


def _finding(code: str, place: Place, count: int, where: str) -> AuditFinding:
    """What is there for certain, whatever the sentence says in which it stands."""
    made = issue(code, None, count=count, where=where)
    return AuditFinding(code, made.level, made.message, place, hint=made.hint)


def _group(one: Revision) -> tuple[object, ...]:
    hand = (one.element.get(tag("w:author")), one.element.get(tag("w:date"), "")[:16])
    row = next((row for row in one.element.iterancestors(tag("w:tr"))), None) if one.paragraph is None else None
    return (id(one.paragraph), id(row), one.element.tag, *hand)


def _first(paragraphs: Iterable[Paragraph | None]) -> Place:
    """The place of the first of them."""
    return next((place_of(one) for one in paragraphs if one is not None), _WHOLE)


def _where(paragraphs: Iterable[Paragraph]) -> str:
    """The beginnings of the paragraphs."""
    texts = dict.fromkeys(" ".join(one.text.split()) for one in paragraphs if one.text.strip())
    shown = [f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”" for text in islice(texts, _MOST_SHOWN)]
    more = _(N_("and {count} more")).format(count=len(texts) - len(shown)) if len(texts) > len(shown) else ""
    return _(", ").join([*shown, more] if more else shown) or _(N_("in a table"))
