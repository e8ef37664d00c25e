"""Cells that list what may be chosen, with a tick where it was: `☑属实 □不属实` says 属实."""

import re
from collections.abc import Sequence

from reportgen.clean.cells.cells import Cells

_OPEN, _CHOSEN = "□☐", "☑☒■√✓✔"
_MARKS = frozenset(_OPEN + _CHOSEN)
_MARK = re.compile(rf"\s*[{_OPEN}{_CHOSEN}](?:\s*[{_OPEN}{_CHOSEN}])*\s*")
_LONGEST = 80  # characters of a list of choices
_EDGES = " \t\r\n、，,；;/|()（）[]【】"


def chosen(cells: Cells[str]) -> Cells[str]:
    """The cells with nothing but what was ticked, several choices with 、 between them; other cells as they are."""
    if not cells.where(_has_marks, signs=_MARKS, longest=_LONGEST).any():
        return cells
    return cells.map(lambda text: _chosen(text) if len(text) <= _LONGEST and _has_marks(text) else text)


def _has_marks(text: str) -> bool:
    return not _MARKS.isdisjoint(text)


def _chosen(text: str) -> str:
    """What was ticked in one cell, "" where nothing was; a mark alone, or boxes for unreadable characters, are no list."""
    marks = list(_MARK.finditer(text))
    labels = [text[left:right].strip(_EDGES) for left, right in _between(text, marks)]
    ticked = any(sign in _CHOSEN for sign in text)
    if not any(labels) or not (ticked or marks[0].start() == 0):
        return text
    picked = [
        label for mark, label in zip(marks, labels, strict=True) if label and any(sign in _CHOSEN for sign in mark[0])
    ]
    return "、".join(picked)


def _between(text: str, marks: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """Where the label of each mark stands: behind it, or before it where the cell begins with a label."""
    if text[: marks[0].start()].strip(_EDGES):
        return list(zip([0, *(mark.end() for mark in marks[:-1])], (mark.start() for mark in marks), strict=True))
    return list(zip((mark.end() for mark in marks), [*(mark.start() for mark in marks[1:]), len(text)], strict=True))
