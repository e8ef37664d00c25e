"""Bookmarks of ours under the names of the new report, and the fields that point at them; what stands for nothing any more goes."""

from reportgen.update.trunk import Trunk
from reportgen.word.editing import remove_bookmark
from reportgen.word.marks import PREFIX, original_name
from reportgen.word.names import tag
from reportgen.word.xml import Element

_START, _NAME = tag("w:bookmarkStart"), tag("w:name")
_CODES = (tag("w:instrText"), tag("w:delInstrText"))
_SIMPLE, _INSTRUCTION = tag("w:fldSimple"), tag("w:instr")


def rename_bookmarks(trunk: Trunk) -> None:
    """Renames the bookmarks of the last report as those of the new one; a report of the same period has them by their names already."""
    for root in trunk.page.roots.values():
        present = {one.get(_NAME, "") for one in root.iter(_START)}
        for start in [one for one in root.iter(_START) if one.get(_NAME, "").startswith(PREFIX)]:
            _rename(trunk, start, present)
        for code in root.iter(*_CODES):
            code.text = _pointing(trunk, code.text or "")
        for field in root.iter(_SIMPLE):
            field.set(_INSTRUCTION, _pointing(trunk, field.get(_INSTRUCTION, "")))


def _rename(trunk: Trunk, start: Element, present: set[str]) -> None:
    name = start.get(_NAME, "")
    original = original_name(name) or name
    if original in trunk.new.marks or original not in trunk.base.marks:
        return
    new = trunk.renamed.get(original)
    if new is None or new + name[len(original) :] in present:
        remove_bookmark(start)
        return
    start.set(_NAME, new + name[len(original) :])
    present.add(new + name[len(original) :])


def _pointing(trunk: Trunk, code: str) -> str:
    words = code.split()
    if len(words) < 2 or words[0] != "REF" or words[1] not in trunk.renamed:
        return code
    return code.replace(words[1], trunk.renamed[words[1]])
