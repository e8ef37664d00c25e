"""The form of the whole: its length, the levels of its headings, and the marks before them (GB/T 9704-2012, 7.3.3)."""

from collections.abc import Callable, Iterator

from reportgen.chinese.numerals import ORDINAL
from reportgen.model.findings import AuditFinding, Place
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.findings import finding, passage_place
from reportgen.review.text_audit.texts.passages import Document, Passage
from reportgen.review.text_audit.texts.sentences import AuditedText

_TOP = lazily(rf"\s*{ORDINAL}、")
_SECOND = lazily(rf"\s*[（(]{ORDINAL}[）)]")
_THIRD = lazily(r"\s*\d{1,2}[.．](?!\d)")
_FOURTH = lazily(r"\s*[（(]\d{1,2}[）)]")
_SLIPS = (
    (lazily(rf"\s*(?P<mark>[（(](?P<number>{ORDINAL})[）)][、.．，])"), "（{number}）"),
    (lazily(rf"\s*(?P<mark>(?P<number>{ORDINAL})[.．](?!\d))"), "{number}、"),
    (lazily(r"\s*(?P<mark>(?P<number>\d{1,2})[.．][、，])"), "{number}."),
)
_ARABIC = lazily(r"\s*(?P<mark>(?P<number>\d{1,2})、)(?!\d)")
_LINE = 40  # longer paragraphs that begin with a number are no headings


def length(document: Document, limit: int) -> Iterator[AuditFinding]:
    """The characters of the text outside tables, spaces not counted, against the limit of its kind of report."""
    count = sum(len("".join(passage.text.split())) for passage in document.body)
    if count > limit:
        yield finding("audit.too-long", Place(None, None, ""), str(count), str(limit))


def skipped_levels(story: AuditedText) -> Iterator[AuditFinding]:
    """A heading is at most one level below the one before it, by its style, or by the mark typed before it."""
    for level_of in (_styled, _typed):
        last = 0
        for passage in story.document.body:
            level = level_of(passage)
            if level is None:
                continue
            if level > last + 1 and last and not (level_of is _typed and level == last + 2):
                yield finding("audit.level-skipped", passage_place(passage), str(level), str(last + 1))
            last = level


def _styled(passage: Passage) -> int | None:
    return passage.heading


def _typed(passage: Passage) -> int | None:
    """The level that the typed mark of a heading stands for; 1. may follow 一、 where there are but two levels."""
    if passage.heading is not None or passage.listed or len(passage.text) > _LINE:
        return None
    marks = (_TOP, _SECOND, _THIRD, _FOURTH)
    return next((level for level, mark in enumerate(marks, start=1) if mark.match(passage.text)), None)


def level_marks(story: AuditedText) -> Iterator[AuditFinding]:
    """（一）、 and 一. are no marks of a level; 1、 is none where the document counts with 一、."""
    chinese = any(_TOP.match(passage.text) for passage in story.document.body)
    for passage in story.document.body:
        slip = next(((match, right) for one, right in _SLIPS if (match := one.match(passage.text))), None)
        if slip is None and chinese and (arabic := _ARABIC.match(passage.text)):
            slip = arabic, "{number}."
        if slip is not None:
            match, right = slip
            yield finding(
                "audit.level-mark", passage_place(passage), match["mark"], right.format(number=match["number"])
            )


CHECKS: tuple[Callable[[AuditedText], Iterator[AuditFinding]], ...] = (skipped_levels, level_marks)
