"""Whether what `form:` says is possible together: margins on the paper, lines that hold their type, numbers of headings.

What is not said is taken as GB/T 9704-2012 has it, and the built-in page.
"""

import re
from collections.abc import Iterator

from reportgen.chinese.numbering import OFFICIAL, faulty_level
from reportgen.chinese.type_sizes import points_of
from reportgen.messages import issue
from reportgen.model.sources import Issue
from reportgen.settings.models.form import (
    LENGTH_PATTERN,
    PAPER_PATTERN,
    PITCH_PATTERN,
    SIZE_PATTERN,
    line_pitch,
    millimetres,
    paper_size,
)
from reportgen.settings.suggestions import did_you_mean, shown
from reportgen.settings.tree.places import leaf_at, node_at
from reportgen.settings.tree.yaml_tree import Branch, Leaf

_STANDARD = {
    "paper": "A4",
    "top": "37",
    "bottom": "35",
    "left": "28",
    "right": "26",
    "pitch": "28.95磅",
    "size": "三号",
}
_LEAST_TEXT = 50  # mm of the text area, either way
_LEAST_MARGIN = 5  # mm, which printers need
_POINTS = (5, 72)
_PITCH = (8, 72)
_TIGHTEST, _WIDEST = 0.9, 1.6  # of the width of a character
_MM_PER_POINT = 25.4 / 72
_SCHEMES = (OFFICIAL, "第一章/第一节/一、/（一）", "第一章/1.1/1.1.1/1.1.1.1", "1/1.1/1.1.1/1.1.1.1")


def form(tree: Branch) -> Iterator[Issue]:
    """Issues about a house form that cannot be."""
    if node_at(tree, ("form",)) is None:
        return
    yield from _margins(tree)
    yield from _sizes(tree)
    yield from _pitch(tree)
    yield from _characters(tree)
    scheme = leaf_at(tree, "form", "numbering")
    level = None if scheme is None else faulty_level(scheme.text)
    if scheme is not None and level is not None:
        suggestion = did_you_mean(scheme.text, _SCHEMES)
        yield issue("settings.bad-numbering", scheme.source, found=shown(level), suggestion=suggestion)


def _said(tree: Branch, pattern: str, standard: str, *keys: str) -> tuple[str, Leaf | None]:
    """The text at a key and where it stands; what the standard has where it is not said, or no such value."""
    leaf = leaf_at(tree, "form", *keys)
    return (leaf.text, leaf) if leaf is not None and re.match(pattern, leaf.text) else (_STANDARD[standard], None)


def _margins(tree: Branch) -> Iterator[Issue]:
    paper, paper_leaf = _said(tree, PAPER_PATTERN, "paper", "paper")
    for size, sides in zip(paper_size(paper), (("left", "right"), ("top", "bottom")), strict=True):
        said = [_said(tree, LENGTH_PATTERN, side, "margins", side) for side in sides]
        for text, leaf in said:
            if leaf is not None and millimetres(text) < _LEAST_MARGIN:
                yield issue("settings.margin-too-small", leaf.source, found=shown(text), least=_LEAST_MARGIN)
        lengths = [millimetres(text) for text, _ in said]
        leaf = next((leaf for _, leaf in said if leaf is not None), paper_leaf)
        if leaf is not None and size - sum(lengths) < _LEAST_TEXT:
            both, whole = " + ".join(f"{one:g}" for one in lengths), f"{size:g}"
            yield issue("settings.margins-too-wide", leaf.source, both=both, paper=whole, least=_LEAST_TEXT)


def _sizes(tree: Branch) -> Iterator[Issue]:
    kinds = node_at(tree, ("form", "fonts"))
    leaves = [leaf_at(tree, "form", "page_number", "size")]
    leaves += [leaf_at(kinds, kind, "size") for kind in kinds.entries] if isinstance(kinds, Branch) else []
    for leaf in leaves:
        if leaf is None or not re.match(SIZE_PATTERN, leaf.text):
            continue
        if not _POINTS[0] <= points_of(leaf.text) <= _POINTS[1]:
            yield issue(
                "settings.size-impossible", leaf.source, found=shown(leaf.text), least=_POINTS[0], most=_POINTS[1]
            )


def _pitch(tree: Branch) -> Iterator[Issue]:
    """A fixed pitch that would cut the characters of its lines, or none that a page is set in."""
    pitch, leaf = _said(tree, PITCH_PATTERN, "pitch", "pitch")
    if leaf is None:
        return
    number, fixed = line_pitch(pitch)
    size, _ = _said(tree, SIZE_PATTERN, "size", "fonts", "body", "size")
    least, most = (max(_PITCH[0], points_of(size)), _PITCH[1]) if fixed else (1, 5)
    if not least <= number <= most:
        yield issue("settings.pitch-impossible", leaf.source, found=shown(pitch), least=f"{least:g}", most=most)


def _characters(tree: Branch) -> Iterator[Issue]:
    """Characters that would lie over one another, or stand too far apart to be a line."""
    leaf = leaf_at(tree, "form", "characters")
    if leaf is None or not re.fullmatch("[1-9][0-9]", leaf.text):
        return
    width, _ = paper_size(_said(tree, PAPER_PATTERN, "paper", "paper")[0])
    sides = [millimetres(_said(tree, LENGTH_PATTERN, side, "margins", side)[0]) for side in ("left", "right")]
    size = points_of(_said(tree, SIZE_PATTERN, "size", "fonts", "body", "size")[0]) * _MM_PER_POINT
    room = max(width - sum(sides), 0)
    if not _TIGHTEST <= room / int(leaf.text) / size <= _WIDEST:
        least, most = (int(room / size / share) for share in (_WIDEST, _TIGHTEST))
        yield issue("settings.characters-impossible", leaf.source, found=shown(leaf.text), least=least + 1, most=most)
