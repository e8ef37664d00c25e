"""Breaking a long title by meaning, in lines of nearly equal length (GB/T 9704-2012, clause 7.3.1)."""

import math
import re

from reportgen.word.editing.characters import width

_GOOD = re.compile(
    r"(?<=季度)|(?<=半年)|(?<=月份)|(?<=\d月)(?!份)|(?<=\d年)(?![第上下一前\d])|(?<=年度)|(?<=关于)|(?<=的)|(?<=[、，：—])"
    r"|(?<=..[省市县区])(?<!全.)|(?<=办公室)|(?<=委员会)|(?<=窗口)(?!单位|人员|服务)|(?=调研报告|分析报告|情况|工作|专项)"
)
_TOGETHER = re.compile(r"年[第上下一前\d]|[一二三四]季|季度|[上下]半|半年|月\d|[省市县区]人民")
_CLOSING = "、，。：；！？）》〕”’%年月日"
_OPENING = "（《〔“‘第"


_MEETING = re.compile(r"(?<=[^\x00-\x7f])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[^\x00-\x7f])")
"""Where a Chinese character meets a digit or a letter: Word puts a quarter of a character between them."""


def balanced(title: str, capacity: float) -> list[str]:
    """The title in as few lines as hold it, `capacity` full-width characters each, broken where the meaning allows.

    Line feeds already in the title stand. A line is never broken inside a number or a word, nor before a closing mark.
    """
    return [line for part in title.split("\n") for line in _lines(part, capacity)]


def _lines(title: str, capacity: float) -> list[str]:
    """One line after the other, each place chosen by how even the lines come out and by the meaning."""
    count = math.ceil((width(title) + len(_MEETING.findall(title)) / 4) / capacity)
    places = [place for place in range(1, len(title)) if _breakable(title, place) and width(title[:place]) <= capacity]
    if count <= 1 or not places:
        return [title]
    fitting = [place for place in places if width(title[place:]) <= capacity * (count - 1)] or places
    good = {found.start() for found in _GOOD.finditer(title)}
    ideal = width(title) / count
    best = min(fitting, key=lambda place: abs(width(title[:place]) - ideal) + (0 if place in good else capacity / 4))
    return [title[:best], *_lines(title[best:], capacity)]


def _breakable(title: str, place: int) -> bool:
    """Whether a line may end before the character at `place`."""
    before, after = title[place - 1], title[place]
    inside = (before.isascii() or before == "\u200d") and after.isascii() and not (before.isspace() or after.isspace())
    together = inside or _TOGETHER.match(title, place - 1)
    return not together and before not in _OPENING and after not in _CLOSING
