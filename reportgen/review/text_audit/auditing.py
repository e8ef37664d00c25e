"""The audit of any Chinese document: every check in turn on what it says."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from reportgen.messages import DocumentError
from reportgen.model.findings import AuditFinding, Checked, Place
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.pending import pending
from reportgen.review.text_audit.reading.paragraphs import read
from reportgen.review.text_audit.rules.again import loose_parts, repeats, subsets, sums, taken_up
from reportgen.review.text_audit.rules.change import rate_changes, steps, words
from reportgen.review.text_audit.rules.claims import (
    consequences,
    exceptions,
    joint_shares,
    lists,
    named_shares,
    only_ratio,
    opposites,
    repetitions,
    shown,
)
from reportgen.review.text_audit.rules.dates import ages, calendar, spans, timeline
from reportgen.review.text_audit.rules.figures import (
    averages,
    changes,
    indicators,
    money,
    multiples,
    rankings,
    ratios,
    tables,
)
from reportgen.review.text_audit.rules.order import bounds, counted, extremes, places, ranks, respective, streaks
from reportgen.review.text_audit.rules.relation import Relation
from reportgen.review.text_audit.rules.wholes import (
    balances,
    compositions,
    divisions,
    fractions,
    parts,
    rates,
    shares,
    totals,
)
from reportgen.review.text_audit.rules.wording import layout, periods, phrases, sequences, slips, titles, units
from reportgen.review.text_audit.texts.known import Known
from reportgen.review.text_audit.texts.quantities import Kind
from reportgen.review.text_audit.texts.reading import read_document
from reportgen.review.text_audit.texts.sentences import AuditedText, Sentence, story_of
from reportgen.word.packages.package import open_package
from reportgen.word.pages.page import Page
from reportgen.word.pages.reader import read_page

LENGTH_LIMIT = 5000
"""The characters that a report may have where nobody says otherwise."""

RELATIONS: tuple[Relation, ...] = tuple(
    relation
    for module in (
        changes,
        multiples,
        ratios,
        parts,
        totals,
        divisions,
        balances,
        shares,
        compositions,
        fractions,
        rates,
        averages,
        money,
        indicators,
        ranks,
        extremes,
        places,
        counted,
        bounds,
        streaks,
        respective,
        spans,
        timeline,
        ages,
        calendar,
        repeats,
        subsets,
        sums,
        loose_parts,
        taken_up,
        steps,
        rate_changes,
        words,
        units,
        joint_shares,
        lists,
        named_shares,
        only_ratio,
        repetitions,
        consequences,
        opposites,
        exceptions,
    )
    for relation in module.RELATIONS
)
"""What numbers are to each other, by paragraph."""
OF_SENTENCES: tuple[Callable[[Sentence], Iterator[AuditFinding]], ...] = phrases.CHECKS
OF_DOCUMENTS: tuple[Callable[[AuditedText], Iterator[AuditFinding]], ...] = (
    *tables.CHECKS,
    *shown.CHECKS,
    *rankings.CHECKS,
    *periods.CHECKS,
    *titles.CHECKS,
    *sequences.CHECKS,
    *slips.CHECKS,
    *layout.CHECKS,
)


def audit_text(
    document: bytes, name: str, length_limit: int = LENGTH_LIMIT
) -> tuple[tuple[AuditFinding, ...], Checked]:
    """What a document says that does not hold, in reading order, and how much of it was looked at.

    `document` is any .docx called `name`; `length_limit` the characters that its kind of report may have. Needs no
    configuration and no ledger: only what the text itself states is held against itself. A document that cannot be opened is
    one finding, an error; nothing is raised.
    """
    try:
        page = read_page(open_package(document, name))
    except DocumentError as error:
        return tuple(_refusal(error)), Checked(0, 0, 0)
    return audit_page(page, length_limit)


def audit_page(
    page: Page, length_limit: int = LENGTH_LIMIT, known: Known | None = None
) -> tuple[tuple[AuditFinding, ...], Checked]:
    """As `audit_text`, of a document that was read already.

    `known` is what is known of its paragraphs: what figures are to each other is then not read from the words round them.
    """
    return audit_story(page, read_story(page, known), length_limit)


def audit_story(
    page: Page, story: AuditedText, length_limit: int = LENGTH_LIMIT
) -> tuple[tuple[AuditFinding, ...], Checked]:
    """As `audit_page`, of a page of which the sentences were read already."""
    text = layout.length(story.document, length_limit)
    findings = (*_of_sentences(story), *_of_numbers(story), *_of_document(story), *text, *pending(page))
    return _ordered(findings), _checked(story)


def read_story(page: Page, known: Known | None = None) -> AuditedText:
    """The sentences of a page, with what is `known` of its paragraphs."""
    return story_of(read_document(page, known))


def _refusal(error: DocumentError) -> Iterator[AuditFinding]:
    for one in error.issues:
        yield AuditFinding(one.code, one.level, one.message, Place(None, None, ""), hint=one.hint)


def _of_sentences(story: AuditedText) -> Iterator[AuditFinding]:
    for sentence in (one for sentences in story.sentences for one in sentences):
        for of_any in OF_SENTENCES:
            yield from of_any(sentence)


def _of_numbers(story: AuditedText) -> Iterator[AuditFinding]:
    for paragraph in read(story).paragraphs:
        for relation in _asked(paragraph.printed):
            yield from relation.check(paragraph)


@lru_cache(maxsize=4096)
def _asked(printed: str) -> tuple[Relation, ...]:
    """The relations that a paragraph with these words may state; most paragraphs are cells, and few of them differ."""
    return tuple(relation for relation in RELATIONS if relation.asks(printed))


def _of_document(story: AuditedText) -> Iterator[AuditFinding]:
    for check in OF_DOCUMENTS:
        yield from check(story)


def _ordered(findings: tuple[AuditFinding, ...]) -> tuple[AuditFinding, ...]:
    """Each finding once (the surest, if two checks meet), by paragraph, then by table; what concerns the whole comes last."""
    surest: dict[tuple[str, Place, str], AuditFinding] = {}
    levels = ("error", "warning", "info")
    for one in sorted(findings, key=lambda one: levels.index(one.level)):
        surest.setdefault((_SAME.get(one.code, one.code), one.place, _claim(one)), one)
    return tuple(sorted(surest.values(), key=_position))


_SAME = {"audit.by-for-to": "audit.rate-wrong"}
"""Of a wrong rate it is enough to say that it is wrong."""
_LAST_NUMBER = lazily(r"[0-9][0-9,.]*[^0-9]*$")


def _claim(finding: AuditFinding) -> str:
    """The number of which a sentence says too much or too little: two checks may take more or fewer of the words before it."""
    last = None if finding.place.table else _LAST_NUMBER.search(finding.stated)
    return last[0] if last else finding.stated


def _position(finding: AuditFinding) -> tuple[float, float, int]:
    place = finding.place
    last = float("inf")
    return (place.paragraph or last, place.table or last, ("error", "warning", "info").index(finding.level))


def _checked(story: AuditedText) -> Checked:
    """Numbers that are no part of a date or document number, sentences, and tables."""
    sentences = [one for sentences in story.sentences for one in sentences]
    figures = sum(quantity.kind is not Kind.OTHER for one in sentences for quantity in one.found.values())
    return Checked(figures, len(sentences), len(story.document.grids))
