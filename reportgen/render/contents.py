"""Whether a narrative can be printed as it stands; what cannot is refused by block id before anything is written."""

from collections import Counter
from collections.abc import Iterator, Mapping

from reportgen.messages import DocumentError, _, issue
from reportgen.model.reports.narratives import BODY, Block, Chart, Filled, Narrative, Reference, Span, Table, phrases_of
from reportgen.model.reports.pictures import Graphic
from reportgen.model.sources import Issue
from reportgen.word.editing.characters import illegal_character


def check_contents(narrative: Narrative, pictures: Mapping[str, Graphic], filled: Filled | None = None) -> None:
    """Raises DocumentError, with an issue for every block that cannot be printed, and for values that tags of the page print."""
    found = [*_illegal("title", narrative.title), *_repeated(narrative)]
    for name, field in narrative.fields.items():
        found.extend(_illegal(name, field))
    for phrase in filled.values if filled else ():
        if phrase != (Span(BODY),):
            found.extend(_illegal(_("the Word template"), "".join(part.text for part in phrase)))
    targets = {block.id for block in narrative.blocks if isinstance(block, Table | Chart)}
    for block in narrative.blocks:
        found.extend(_block_issues(block, targets, pictures))
    if found:
        raise DocumentError(found)


def _repeated(narrative: Narrative) -> Iterator[Issue]:
    counts = Counter(block.id for block in narrative.blocks)
    return (issue("document.block-repeated", block=block) for block, count in counts.items() if count > 1)


def _block_issues(block: Block, targets: set[str], pictures: Mapping[str, Graphic]) -> Iterator[Issue]:
    for string in (block.id, *_strings(block)):
        yield from _illegal(block.id, string)
    if any(
        isinstance(part, Reference) and part.target not in targets for phrase in phrases_of(block) for part in phrase
    ):
        yield issue("document.reference-unknown", block=block.id)
    if isinstance(block, Chart):
        yield from _picture_issues(block, pictures)
    if isinstance(block, Table) and {len(block.align), *(len(row.cells) for row in block.rows)} != {len(block.header)}:
        yield issue("document.table-shape", block=block.id)


def _picture_issues(block: Chart, pictures: Mapping[str, Graphic]) -> Iterator[Issue]:
    picture = pictures.get(block.spec.id)
    if picture is None:
        yield issue("document.picture-missing", block=block.id)
    else:
        yield from _illegal(block.id, picture.alt)


def _illegal(block: str, string: str) -> Iterator[Issue]:
    character = illegal_character(string)
    if character:
        # an id that cannot be printed is not quoted either
        yield issue(
            "document.illegal-character", block=block if illegal_character(block) is None else "?", character=character
        )


def _strings(block: Block) -> Iterator[str]:
    """Every string of a block that is printed."""
    for phrase in phrases_of(block):
        yield from (part.text for part in phrase if isinstance(part, Span))
