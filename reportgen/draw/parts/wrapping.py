"""Long names broken into lines, by the rules of Chinese setting."""

import re
from collections.abc import Callable

# A number with its unit of time or a Latin word stays whole; a closing mark stays with what it closes, an opening one with what it opens
# (GB/T 15834-2011, 5.1: marks that do not begin or end a line).
_CLOSING = "，。、；：？！）》〉】〕”’％,.;:?!)]}%…—～·"
_OPENING = "（《〈【〔“‘([{"
_PIECE = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[A-Za-z0-9]+(?:[.\-_/&'][A-Za-z0-9]+)*[年月日号]?|.)?[{re.escape(_CLOSING)}]*",
    re.DOTALL,
)

# What reads best unbroken: up to a closing mark, or from an opening one on.
_CLAUSE = re.compile(
    rf"[{re.escape(_OPENING)}]*[^{re.escape(_OPENING + _CLOSING)}]*[{re.escape(_CLOSING)}]*", re.DOTALL
)

Width = Callable[[str], float]


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks too, made one space."""
    return " ".join(text.split())


def wrap(text: str, width: float, measure: Width) -> tuple[str, ...]:
    """The text in as few lines as `width` allows, all about equally long; an unbreakable word that is wider is broken."""
    pieces = _pieces(one_line(text), width, measure)
    lines = _fill(pieces, width, measure)
    if len(lines) < 2:
        return lines
    clauses = [clause for clause in _CLAUSE.findall(one_line(text)) if clause]
    if all(measure(clause) <= width for clause in clauses) and len(_fill(clauses, width, measure)) == len(lines):
        pieces = clauses
    for part in range(4, 20):
        even = _fill(pieces, width * part / 20, measure)
        if len(even) == len(lines) and max(map(measure, even)) <= width:
            return even
    return lines


def shorten(lines: tuple[str, ...], limit: int, width: float, measure: Width) -> tuple[str, ...]:
    """At most `limit` lines; where some are left out, the last one ends with an ellipsis."""
    if len(lines) <= limit:
        return lines
    return (*lines[: limit - 1], cut("".join(lines[limit - 1 :]), width, measure))


def cut(text: str, width: float, measure: Width) -> str:
    """The text on one line; where it is too wide, its end is an ellipsis."""
    shown = one_line(text)
    if measure(shown) <= width:
        return shown
    while shown and measure(shown + "…") > width:
        shown = shown[:-1]
    return shown + "…"


def _pieces(text: str, width: float, measure: Width) -> list[str]:
    """What a line may hold only whole."""
    pieces: list[str] = []
    for piece in filter(None, _PIECE.findall(text)):
        pieces += [piece] if measure(piece) <= width else list(piece)
    return pieces


def _fill(pieces: list[str], width: float, measure: Width) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    return (*lines, line.strip()) if line.strip() else tuple(lines)
