"""The audit of a finished report: every promise of the renderer checked on the bytes that leave the house."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from reportgen.chinese.words.totals import SUBTOTAL
from reportgen.messages import DocumentError, issue
from reportgen.model.reports.narratives import (
    Attachment,
    Block,
    Chart,
    Narrative,
    Phrase,
    Reference,
    Span,
    Table,
    phrases_of,
)
from reportgen.model.reports.pictures import Graphic
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Level, Source
from reportgen.review.expected import Evidence, gather, printed_figures, references
from reportgen.review.text_audit import audit_story
from reportgen.review.written.formulas import all_parts, printed_figures_hold
from reportgen.review.written.known_numbers import Told
from reportgen.review.written.overriding import lowered
from reportgen.review.written.relations import relations
from reportgen.word.charts.plots import graphic_digest
from reportgen.word.contents.activity import active_content
from reportgen.word.editing.characters import illegal_character
from reportgen.word.packages.structure import structure_faults
from reportgen.word.pages.page import Paragraph, Row

_SIGNS = "+-−－±"
_WHOLE = re.compile(r"[+\-−－]?\d+(?:[,，]\d{3})*")
_NOTHING = {"", "—", "——", "-", "－", "/", "／"}
_TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


def audit(
    document: bytes,
    narrative: Narrative,
    pictures: Mapping[str, Graphic],
    length_limit: int = 5000,
    summary: Summary | None = None,
    *,
    remainders: bool = False,
) -> tuple[Issue, ...]:
    """What is wrong with a report; nothing, if the tuple is empty. With an error it is not fit to be sent.

    `document` is the finished .docx, `pictures` are by chart id, `length_limit` is in characters. Read anew and compared with
    the narrative: each block once, in order, to the character; each figure as it should be printed; totals; numbers of
    captions and references; pictures; that nothing is in the file that Word would repair, run, or fetch from elsewhere; and
    that what the text says of its figures holds. With the `summary` of which the narrative tells, each figure is worked out again
    from its operands, and what a sentence says that figures are to each other is held against their formulas; no pattern
    reads that from the words round them. `remainders` says that shares are printed so that they add up to 100 (largest remainder).
    """
    try:
        evidence = Told.of(gather(document, narrative, pictures, summary, remainders=remainders))
    except DocumentError as error:
        return error.issues
    checks = CHECKS if evidence.memory else WITHOUT_MEMORY
    found = tuple(found for check in checks for found in check(evidence))
    return (*found, *_stated(evidence, length_limit))


def _blocks(evidence: Evidence) -> Iterator[Issue]:
    """Each paragraph of each block is there once and reads as it should, and so do the cells of the table below a caption."""
    for block in evidence.narrative.blocks:
        for id, phrase in block.lines:
            texts = evidence.marks.get(evidence.names.block(id), [])
            if len(texts) != 1:
                yield issue("document.block-missing", block=id)
            elif _unbroken(block, texts[0]) != _unbroken(block, evidence.text(phrase)):
                yield issue("document.block-differs", block=id)
        if isinstance(block, Table) and _cells_below(evidence, block) != list(map(evidence.text, block.cells)):
            yield issue("document.block-differs", block=block.id)


def _unbroken(block: Block, text: str) -> str:
    """The text; a title in one line, however the renderer broke it."""
    return text.replace("\n", "") if isinstance(block, Attachment) else text


def _cells_below(evidence: Evidence, block: Table) -> list[str]:
    """The texts of the cells between the caption of a table and the next paragraph."""
    flow, name = evidence.page.flow, evidence.names.block(block.id)
    marked = (any(mark.what == name for mark in one.marks) if isinstance(one, Paragraph) else False for one in flow)
    caption = next((number for number, found in enumerate(marked) if found), len(flow))
    rows = takewhile(lambda one: isinstance(one, Row), flow[caption + 1 :])
    return [
        "\n".join(each.text for each in cell.paragraphs) for row in rows if isinstance(row, Row) for cell in row.cells
    ]


def _order(evidence: Evidence) -> Iterator[Issue]:
    """The paragraphs of the blocks follow each other as the narrative says."""
    names = {evidence.names.block(id): id for block in evidence.narrative.blocks for id, _ in block.lines}
    found = [names[name] for name in evidence.marks if name in names]
    wanted = [block for name, block in names.items() if name in evidence.marks]
    wrong = next((block for block, expected in zip(found, wanted, strict=True) if block != expected), None)
    if wrong is not None:
        yield issue("document.block-order", block=wrong)


def _figures(evidence: Evidence) -> Iterator[Issue]:
    """Each figure is marked and printed as the narrative prints it, which, but for a sign, is its one printed form."""
    for block in evidence.narrative.blocks:
        for span, figure, nth in printed_figures(block):
            texts = evidence.marks.get(evidence.names.figure(block.id, figure, nth), [])
            form = evidence.narrative.texts.get(figure)
            if len(texts) != 1:
                yield issue("document.figure-missing", block=block.id, figure=figure)
            elif form is None:
                yield issue("document.figure-unknown", block=block.id, figure=figure)
            elif texts[0] != span.text or _unsigned(texts[0]) not in _forms(evidence.narrative, figure):
                yield issue("document.figure-differs", block=block.id, figure=figure, printed=texts[0], text=form)


def _page_figures(evidence: Evidence) -> Iterator[Issue]:
    """Each figure that tags of the Word page print is marked, and printed in one of its forms."""
    for one in evidence.memory.fixed if evidence.memory else ():
        counts: Counter[str] = Counter()
        for part in one.content:
            if not isinstance(part, Span) or part.figure is None:
                continue
            counts[part.figure] += 1
            name = evidence.names.figure(one.id, part.figure, counts[part.figure])
            texts = evidence.marks.get(name, [])
            if len(texts) != 1:
                yield issue("document.figure-missing", block=one.id, figure=part.figure)
            elif part.figure not in evidence.narrative.texts:
                yield issue("document.figure-unknown", block=one.id, figure=part.figure)
            elif texts[0] != part.text or _unsigned(texts[0]) not in _forms(evidence.narrative, part.figure):
                form = evidence.narrative.texts[part.figure]
                yield issue("document.figure-differs", block=one.id, figure=part.figure, printed=texts[0], text=form)


def _forms(narrative: Narrative, figure: str) -> set[str]:
    """The texts in which a figure may stand, without signs: its own, and the short one of a large count in a sentence."""
    return {_unsigned(texts[figure]) for texts in (narrative.texts, narrative.short_texts) if figure in texts}


def _unsigned(text: str) -> str:
    return text.lstrip(_SIGNS)


def _totals(evidence: Evidence) -> Iterator[Issue]:
    """The last row of a table of which it is said that it is the sum of those above, is.

    Where only the value that a person declared makes it miss the sum, that is a warning.
    """
    computed = evidence.narrative.computed
    for block in evidence.narrative.blocks:
        if isinstance(block, Table) and block.total and block.rows:
            columns = zip(*(row.cells for row in block.rows if not _is_subtotal(row.cells)), strict=True)
            for number, cells in enumerate(columns, start=1):
                column, supposed = (
                    tuple(evidence.text(_reading(cell, texts)).strip() for cell in cells) for texts in ({}, computed)
                )
                holds = column != supposed and not any(_total(block.id, number, supposed))
                if not holds and any(_total(block.id, number, column)) and _none_missing(evidence, cells):
                    continue
                for found in _total(block.id, number, column):
                    yield replace(found, level=Level.WARNING) if holds else found


def _is_subtotal(cells: Sequence[Phrase]) -> bool:
    """Whether a row adds up those of its group, which the total has already: one of its first cells says so."""
    first = (phrase[0] for phrase in cells[:3] if phrase)
    return any(isinstance(part, Span) and part.text.strip().endswith(SUBTOTAL) for part in first)


def _none_missing(evidence: Evidence, column: Sequence[Phrase]) -> bool:
    """Whether a column prints figures, and those of all parts of its total: then the cases are such that they do not add up."""
    if evidence.summary is None:
        return False
    figures = evidence.summary.figures
    ids = [next((part.figure for part in cell if isinstance(part, Span) and part.figure), None) for cell in column]
    found = [figures.get(id or "") for id in ids]
    *parts, total = found
    known = [one for one in parts if one is not None]
    return total is not None and len(known) == len(parts) and all_parts(total, known, figures)


def _reading(cell: Phrase, texts: Mapping[str, str]) -> Phrase:
    """A cell with other texts of some figures."""
    return tuple(
        replace(part, text=texts.get(part.figure or "", part.text)) if isinstance(part, Span) else part for part in cell
    )


def _total(block: str, number: int, column: tuple[str, ...]) -> Iterator[Issue]:
    """A column of whole numbers; shares may miss 100% by rounding, and words do not add up."""
    *parts, total = column
    if not _WHOLE.fullmatch(total) or not all(_WHOLE.fullmatch(part) or part in _NOTHING for part in parts):
        return
    adds_up = sum(_whole(part) for part in parts if part not in _NOTHING)
    if adds_up != _whole(total):
        yield issue("document.total-wrong", block=block, column=number, sum=adds_up, total=total)


def _whole(text: str) -> int:
    return int(re.sub("[,，]", "", text).replace("−", "-").replace("－", "-"))


def _captions(evidence: Evidence) -> Iterator[Issue]:
    """Tables and charts are numbered from 1, in the caption and in Word's own counting."""
    for block, number in evidence.numbers.items():
        printed = evidence.marks.get(evidence.names.number(block), [])
        if printed != [number]:
            yield issue("document.caption-wrong", block=block, printed=" ".join(printed), text=number)
    counts: Counter[str] = Counter()
    for code, result in evidence.fields:
        match code.split():
            case ["SEQ", label, *_]:
                counts[label] += 1
                if result != str(counts[label]):
                    yield issue("document.caption-wrong", block=label, printed=result, text=str(counts[label]))


def _references(evidence: Evidence) -> Iterator[Issue]:
    """Each reference leads to a caption and prints its number; those of the narrative are all there, in order."""
    shown = [
        (words[1], result)
        for code, result in evidence.fields
        if (words := code.split())[:1] == ["REF"] and len(words) > 1
    ]
    for target, result in shown:
        if evidence.marks.get(target) != [result]:
            yield issue("document.reference-broken", printed=result)
    ours = {evidence.names.number(block) for block in evidence.numbers}
    if [target for target, _ in shown if target in ours] != [
        evidence.names.number(block) for block in references(evidence.narrative)
    ]:
        yield issue("document.reference-broken", printed="")


def _pictures(evidence: Evidence) -> Iterator[Issue]:
    """Each chart shows the picture that was drawn for it, byte for byte, or plots what it should, with its words for the blind."""
    pictures = [one for paragraph in evidence.page.body for one in paragraph.pictures]
    for block in evidence.narrative.blocks:
        if isinstance(block, Chart):
            name = evidence.names.picture(block.id)
            shown = [(one.alt, graphic_digest(evidence.package, one.part)) for one in pictures if name in one.marks]
            drawn = evidence.pictures.get(block.spec.id)
            if drawn is None or shown != [(drawn.alt, drawn.digest)]:
                yield issue("document.picture-differs", block=block.id)


def _characters(evidence: Evidence) -> Iterator[Issue]:
    """No part holds a character that does not survive Word."""
    for part, root in evidence.page.roots.items():
        character = illegal_character("".join(map(str, root.itertext())))
        if character:
            yield issue("document.illegal-character", _source(evidence, part), block=part, character=character)


def _tags(evidence: Evidence) -> Iterator[Issue]:
    """No tag of the Word template is left in its fixed text; a brace that a field itself holds is no tag."""
    values = sorted({evidence.narrative.title, *evidence.narrative.fields.values()}, key=len, reverse=True)
    for part in dict.fromkeys(one.part for one in _fixed(evidence) if _TAG.search(_without(one.text, values))):
        yield issue("document.tag-left", _source(evidence, part), part=part)


def _fixed(evidence: Evidence) -> Iterator[Paragraph]:
    """The paragraphs outside the blocks and tables of the narrative: the Word template's own."""
    ours = {evidence.names.block(id) for block in evidence.narrative.blocks for id, _ in block.lines}
    for paragraph in evidence.page.paragraphs:
        if paragraph.spot is None and not any(one.what in ours for one in paragraph.marks):
            yield paragraph


def _without(text: str, values: list[str]) -> str:
    """The text without what the fields printed there, longest first; a title may have been broken into lines."""
    text = text.replace("\n", "")
    for value in values:
        text = text.replace(value.replace("\n", ""), "")
    return text


def _structure(evidence: Evidence) -> Iterator[Issue]:
    """Ids are unique, bookmarks have two ends, and every relationship that is used exists and leads to a part."""
    for part, what in structure_faults(evidence.package):
        yield issue("document.structure", _source(evidence, part), part=part, what=what)


def _activity(evidence: Evidence) -> Iterator[Issue]:
    """Nothing runs, reaches out or hides in the file."""
    yield from active_content(evidence.package)


def _memory(evidence: Evidence) -> Iterator[Issue]:
    """What the document remembers of each block is what stands there."""
    remembered = {} if evidence.memory is None else {block.id: block for block in evidence.memory.blocks}
    expected = {block.id: block for block in evidence.narrative.blocks}
    for id in dict.fromkeys((*expected, *remembered)):
        known, wanted = remembered.get(id), expected.get(id)
        if known is None or wanted is None or _said(known, {}) != _said(wanted, evidence.numbers):
            yield issue("document.memory-differs", block=id)


def _said(block: Block, numbers: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """What a block prints, piece by piece, with the figure that each piece is; `numbers` where it does not know them itself."""
    return [
        (part.text or numbers.get(part.target, ""), None) if isinstance(part, Reference) else (part.text, part.figure)
        for phrase in phrases_of(block)
        for part in phrase
    ]


def _stated(evidence: Told, length_limit: int) -> Iterator[Issue]:
    """What the text states holds.

    A sentence that prints no figure of ours tells what a ledger or a template says in its own words (the text of a case): what
    does not hold there is for people to look at, and keeps no report back.
    """
    printing = [block for block in evidence.narrative.blocks if any(printed_figures(block))]
    ours = "\n".join(
        text for block in printing for id, _ in block.lines for text in evidence.marks.get(evidence.names.block(id), ())
    )
    stated = audit_story(evidence.page, evidence.story, length_limit)[0]
    if evidence.memory is not None:
        stated = lowered(stated, evidence.page, evidence.memory, length_limit, evidence.known)
    for one in stated:
        kept = one.level is not Level.ERROR or one.place.table is not None or one.place.text in ours
        message = f"{one.message} {one.place.text}".rstrip()
        yield Issue(one.code, one.level if kept else Level.WARNING, message, hint=one.hint)


def _formulas(evidence: Told) -> Iterator[Issue]:
    """Each figure is what its operands give, and what sentences say of figures is what their formulas say."""
    if evidence.summary is not None:
        figures = evidence.summary.figures
        yield from printed_figures_hold(evidence.narrative, figures, remainders=evidence.remainders)
        yield from relations(evidence.story, figures)


def _source(evidence: Evidence, part: str) -> Source:
    return Source(evidence.package.name, part)


CHECKS: tuple[Callable[[Told], Iterator[Issue]], ...] = (
    _blocks,
    _order,
    _figures,
    _page_figures,
    _totals,
    _captions,
    _references,
    _pictures,
    _characters,
    _tags,
    _structure,
    _activity,
    _memory,
    _formulas,
)
WITHOUT_MEMORY = (_totals, _characters, _structure, _activity, _memory)
"""Without a memory nobody knows how the bookmarks are called: nothing else can be looked for."""
