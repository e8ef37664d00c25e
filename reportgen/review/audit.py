"""The audit of a finished report: every promise of the renderer checked on the bytes that leave the house."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from reportgen.messages import DocumentError, issue
from reportgen.model import Attachment, Block, Chart, Issue, Level, Narrative, Picture, Source, Table
from reportgen.review.evidence import Evidence, gather, marked_element, printed_figures, references
from reportgen.review.prose import audit_text
from reportgen.word.activity import active_content
from reportgen.word.characters import illegal_character
from reportgen.word.fixed import fixed_texts
from reportgen.word.marks import block_mark, figure_mark, number_mark, picture_mark
from reportgen.word.memory import read_memory
from reportgen.word.names import tag
from reportgen.word.reading import fields, text_of
from reportgen.word.structure import structure_faults

_SIGNS = "+-−－±"
_WHOLE = re.compile(r"[+\-−－]?\d+(?:[,，]\d{3})*")
_NOTHING = {"", "—", "——", "-", "－", "/", "／"}
_TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


def audit(
    document: bytes, narrative: Narrative, pictures: Mapping[str, Picture], length_limit: int = 5000
) -> tuple[Issue, ...]:
    """What is wrong with a report; nothing, if the tuple is empty. With an error it is not fit to be sent.

    `document` is the finished .docx, `pictures` are by chart id, `length_limit` is in characters. Read anew and compared with
    the narrative: each block once, in order, to the character; each figure as it should be printed; totals; numbers of
    captions and references; pictures; that nothing is in the file that Word would repair, run, or fetch from elsewhere; and
    that what the text says of its figures holds.
    """
    try:
        evidence = gather(document, narrative, pictures)
    except DocumentError as error:
        return error.issues
    found = tuple(found for check in CHECKS for found in check(evidence))
    return (*found, *_stated(evidence, length_limit))


def _blocks(evidence: Evidence) -> Iterator[Issue]:
    """Each block is there once and reads as it should."""
    for block in evidence.narrative.blocks:
        texts = evidence.marks.get(block_mark(block), [])
        if len(texts) != 1:
            yield issue("document.block-missing", block=block.id)
        elif _unbroken(block, texts[0]) != _unbroken(block, evidence.expected(block)):
            yield issue("document.block-differs", block=block.id)


def _unbroken(block: Block, text: str) -> str:
    """The text; a title in one line, however the renderer broke it."""
    return text.replace("\n", "") if isinstance(block, Attachment) else text


def _order(evidence: Evidence) -> Iterator[Issue]:
    """The blocks follow each other as the narrative says."""
    names = {block_mark(block): block.id for block in evidence.narrative.blocks}
    found = [names[name] for name in evidence.marks if name in names]
    wanted = [block for name, block in names.items() if name in evidence.marks]
    wrong = next((block for block, expected in zip(found, wanted, strict=True) if block != expected), None)
    if wrong is not None:
        yield issue("document.block-order", block=wrong)


def _figures(evidence: Evidence) -> Iterator[Issue]:
    """Each figure is marked and printed as the narrative prints it, which, but for a sign, is its one printed form."""
    for block in evidence.narrative.blocks:
        for span, figure, nth in printed_figures(block):
            texts = evidence.marks.get(figure_mark(block.id, figure, nth), [])
            form = evidence.narrative.texts.get(figure)
            if len(texts) != 1:
                yield issue("document.figure-missing", block=block.id, figure=figure)
            elif form is None:
                yield issue("document.figure-unknown", block=block.id, figure=figure)
            elif texts[0] != span.text or _unsigned(texts[0]) not in _forms(evidence.narrative, figure):
                yield issue("document.figure-differs", block=block.id, figure=figure, printed=texts[0], text=form)


def _forms(narrative: Narrative, figure: str) -> set[str]:
    """The texts in which a figure may stand, without signs: its own, and the short one of a large count in a sentence."""
    return {_unsigned(texts[figure]) for texts in (narrative.texts, narrative.short_texts) if figure in texts}


def _unsigned(text: str) -> str:
    return text.lstrip(_SIGNS)


def _totals(evidence: Evidence) -> Iterator[Issue]:
    """The last row of a table of which it is said that it is the sum of those above, is."""
    for block in evidence.narrative.blocks:
        if isinstance(block, Table) and block.total and block.rows:
            rows = [[evidence.text(cell).strip() for cell in row] for row in block.rows]
            for number, column in enumerate(zip(*rows, strict=True), start=1):
                yield from _total(block.id, number, column)


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
        printed = evidence.marks.get(number_mark(block), [])
        if printed != [number]:
            yield issue("document.caption-wrong", block=block, printed=" ".join(printed), text=number)
    counts: Counter[str] = Counter()
    for field in fields(evidence.root):
        match field.code.split():
            case ["SEQ", label, *_]:
                counts[label] += 1
                if field.result != str(counts[label]):
                    yield issue("document.caption-wrong", block=label, printed=field.result, text=str(counts[label]))


def _references(evidence: Evidence) -> Iterator[Issue]:
    """Each reference leads to a caption and prints its number; those of the narrative are all there, in order."""
    shown = [
        (code[1], field.result)
        for field in fields(evidence.root)
        if (code := field.code.split())[:1] == ["REF"] and len(code) > 1
    ]
    for target, result in shown:
        if evidence.marks.get(target) != [result]:
            yield issue("document.reference-broken", printed=result)
    ours = {number_mark(block) for block in evidence.numbers}
    if [target for target, _ in shown if target in ours] != [
        number_mark(block) for block in references(evidence.narrative)
    ]:
        yield issue("document.reference-broken", printed="")


def _pictures(evidence: Evidence) -> Iterator[Issue]:
    """Each chart shows the picture that was drawn for it, byte for byte, with its words for the blind."""
    package = evidence.package
    parts = {link.id: package.target(package.document, link) for link in package.links[package.document]}
    for block in evidence.narrative.blocks:
        if isinstance(block, Chart):
            run = marked_element(evidence.root, picture_mark(block.id))
            blips = [] if run is None else [blip.get(tag("r:embed"), "") for blip in run.iter(tag("a:blip"))]
            alts = [] if run is None else [words.get("descr") for words in run.iter(tag("wp:docPr"))]
            shown = [_digest(package.parts.get(parts.get(blip, ""), b"")) for blip in blips]
            drawn = evidence.pictures.get(block.spec.id)
            if drawn is None or alts != [drawn.alt] or shown != [_digest(drawn.png)]:
                yield issue("document.picture-differs", block=block.id)


def _digest(data: bytes) -> bytes:
    return sha256(data).digest()


def _characters(evidence: Evidence) -> Iterator[Issue]:
    """No part holds a character that does not survive Word."""
    for part, root in evidence.roots.items():
        character = illegal_character(text_of(root))
        if character:
            yield issue("document.illegal-character", _source(evidence, part), block=part, character=character)


def _tags(evidence: Evidence) -> Iterator[Issue]:
    """No tag of the Word template is left in its fixed text; a brace that a field itself holds is no tag."""
    values = sorted({evidence.narrative.title, *evidence.narrative.fields.values()}, key=len, reverse=True)
    for part, root in evidence.roots.items():
        for text in fixed_texts(root):
            if _TAG.search(_without(text, values)):
                yield issue("document.tag-left", _source(evidence, part), part=part)


def _without(text: str, values: list[str]) -> str:
    """The text without what the fields printed there, longest first; a title may have been broken into lines."""
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
    memory = read_memory(evidence.document)
    remembered = {} if memory is None else memory.blocks
    shown = {block.id: evidence.marks.get(block_mark(block)) for block in evidence.narrative.blocks}
    for block in (*shown, *(remembered.keys() - shown.keys())):
        if shown.get(block) != [remembered.get(block)]:
            yield issue("document.memory-differs", block=block)


def _stated(evidence: Evidence, length_limit: int) -> Iterator[Issue]:
    """What the text states holds.

    A sentence that prints no figure of ours tells what a ledger or a template says in its own words (the text of a case): what
    does not hold there is for people to look at, and keeps no report back.
    """
    printing = [block for block in evidence.narrative.blocks if any(printed_figures(block))]
    ours = "\n".join(text for block in printing for text in evidence.marks.get(block_mark(block), ()))
    for one in audit_text(evidence.document, evidence.package.name, length_limit)[0]:
        kept = one.level is not Level.ERROR or one.place.table is not None or one.place.text in ours
        message = f"{one.message} {one.place.text}".rstrip()
        yield Issue(one.code, one.level if kept else Level.WARNING, message, hint=one.hint)


def _source(evidence: Evidence, part: str) -> Source:
    return Source(evidence.package.name, part)


CHECKS: tuple[Callable[[Evidence], Iterator[Issue]], ...] = (
    _blocks,
    _order,
    _figures,
    _totals,
    _captions,
    _references,
    _pictures,
    _characters,
    _tags,
    _structure,
    _activity,
    _memory,
)
