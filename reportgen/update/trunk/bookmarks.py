"""Bookmarks of ours under the names of the new report, and the fields that point at them; what stands for nothing any more goes."""

from collections.abc import Iterable

from reportgen.update.trunk.trunk import Trunk
from reportgen.word.editing.lines import BookmarkIndex, drop
from reportgen.word.memory.marks import PREFIX, original_name
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

_START, _END, _ID = tag("w:bookmarkStart"), tag("w:bookmarkEnd"), tag("w:id")
_CODES = (tag("w:instrText"), tag("w:delInstrText"))
_SIMPLE, _INSTRUCTION = tag("w:fldSimple"), tag("w:instr")


def rename_bookmarks(trunk: Trunk) -> None:
    """Renames the bookmarks of the last report as those of the new one; a report of the same period has them by their names already."""
    roots = tuple(trunk.page.roots.values())
    index = BookmarkIndex(roots)
    for name in [one for one in index.names() if one.startswith(PREFIX)]:
        original = original_name(name) or name
        if original in trunk.new.marks or original not in trunk.base.marks:
            continue
        new = trunk.renamed.get(original, "") + name[len(original) :]
        if not new.startswith(PREFIX) or new in index.names():
            index.remove([name])
        else:
            index.rename(name, new)
    for root in roots:
        for code in root.iter(*_CODES):
            code.text = _pointing(trunk, code.text or "")
        for field in root.iter(_SIMPLE):
            field.set(_INSTRUCTION, _pointing(trunk, field.get(_INSTRUCTION, "")))


def halves_of_bookmarks(roots: Iterable[Element]) -> frozenset[Element]:
    """The ends of bookmarks whose other end is nowhere: word processors leave such."""
    return frozenset(one for root in roots for one in _halves(root))


def drop_halves(roots: Iterable[Element], known: frozenset[Element]) -> None:
    """Takes out the ends of bookmarks whose other end went with a passage; what was so before stays."""
    for root in roots:
        for one in _halves(root):
            if one not in known:
                drop(one)


def _halves(root: Element) -> list[Element]:
    found: dict[str, list[Element]] = {}
    for one in root.iter(_START, _END):
        found.setdefault(one.get(_ID, ""), []).append(one)
    pairs = ([_START, _END], [_END, _START])
    return [one for ends in found.values() if [end.tag for end in ends] not in pairs for one in ends]


def _pointing(trunk: Trunk, code: str) -> str:
    words = code.split()
    if len(words) < 2 or words[0] != "REF" or words[1] not in trunk.renamed:
        return code
    return code.replace(words[1], trunk.renamed[words[1]])
