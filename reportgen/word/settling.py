"""Tracked changes that nobody has decided upon -> the text as it is shown: what was put in stays, what was struck out goes.

ECMA-376 part 1, 17.13.5. What is shown is the same before and after (`page.py`), and no change is left in it.
"""

from copy import deepcopy

from reportgen.word.names import tag
from reportgen.word.xml import Element

_P, _PPR, _RPR, _TR, _TRPR, _TC, _TCPR, _TBL = (
    tag(f"w:{name}") for name in ("p", "pPr", "rPr", "tr", "trPr", "tc", "tcPr", "tbl")
)
_GONE = (tag("w:del"), tag("w:moveFrom"))
_HERE = (tag("w:ins"), tag("w:moveTo"))
_FORMATS = tuple(
    tag(f"w:{kind}")
    for kind in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange", "tblPrExChange",
        "numberingChange", "cellIns", "cellMerge",
    )
)  # fmt: skip
_RANGES = tuple(
    tag(f"w:{kind}Range{end}")
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_ANCHORS = tuple(tag(f"w:{name}") for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))
_PROPERTIES = (_PPR, _RPR, _TRPR)


def accept_changes(root: Element) -> bool:
    """Accepts every tracked change of a part; gives whether there was any."""
    if next(root.iter(*_FORMATS, *_RANGES, *_GONE, *_HERE, tag("w:cellDel")), None) is None:
        return False
    for row in [one for one in root.iter(_TR) if _has(one.find(_TRPR), _GONE)]:
        _drop_row(row)
    for cell in [one for one in root.iter(_TC) if _has(one.find(_TCPR), (tag("w:cellDel"),))]:
        _drop(cell)
    joined = [one for one in root.iter(_P) if (mark := one.find(f"{_PPR}/{_RPR}")) is not None and _has(mark, _GONE)]
    for one in [one for one in root.iter(*_GONE) if not _is_property(one)]:
        _save_anchors(one)
        _drop(one)
    for one in [one for one in root.iter(*_HERE) if not _is_property(one)]:
        _unwrap(one)
    for paragraph in joined:
        _join(paragraph)
    for one in list(root.iter(*_FORMATS, *_RANGES, *_GONE, *_HERE)):
        _drop(one)
    return True


def _has(properties: Element | None, kinds: tuple[str, ...]) -> bool:
    return properties is not None and any(one.tag in kinds for one in properties)


def _is_property(element: Element) -> bool:
    """Whether a change is one of the end of a paragraph or of a row."""
    parent = element.getparent()
    return parent is not None and parent.tag in _PROPERTIES


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _drop_row(row: Element) -> None:
    table = next(row.iterancestors(_TBL), None)
    _drop(row)
    if table is not None and next(table.iter(_TR), None) is None:
        _drop(table)


def _save_anchors(element: Element) -> None:
    """The ends of bookmarks and comments stay where what held them goes."""
    for one in list(element.iter(*_ANCHORS)):
        element.addprevious(one)


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _drop(element)


def _join(paragraph: Element) -> None:
    """A paragraph whose end is gone goes on in the next one, whose properties count."""
    following = paragraph.getnext()
    while following is not None and following.tag in _ANCHORS:
        following = following.getnext()
    if following is None or following.tag != _P:
        return
    properties = following.find(_PPR)
    at = 0 if properties is None else following.index(properties) + 1
    for child in reversed([one for one in paragraph if one.tag != _PPR]):
        following.insert(at, child)
    section = paragraph.find(f"{_PPR}/{tag('w:sectPr')}")
    if section is None:
        _drop(paragraph)
        return
    own = paragraph.find(_PPR)
    if own is not None:  # the end of a section cannot go: the paragraph stays, empty
        paragraph[:] = [deepcopy(own)]
