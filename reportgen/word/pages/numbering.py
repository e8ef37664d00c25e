"""The numbers that Word itself prints before the paragraphs of lists (ECMA-376 part 1, 17.9).

A paragraph names a list (`numId`) and a level, itself or by its style; the list's levels say with which signs they count.
"""

from dataclasses import dataclass, field, replace

from reportgen.chinese.numerals import STEMS, to_digits, to_hanzi, to_legal
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element
from reportgen.word.pages.styles import number_of, switch

_LEVELS = 9
_COUNTED = 1000
"""From here on numbers of lists are printed in Arabic digits."""
_MOST_LETTERS = 780  # ZZZ…, thirty times: there Word stops
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTING = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"})  # fmt: skip
_VALUE = tag("w:val")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class Lists:
    """The lists of a document, counting as its paragraphs go by."""

    levels: dict[str, list[_Level]] = field(default_factory=dict)
    counters: dict[str, list[int]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a list (`numId`) at a level from 0; "" for bullets and unknown lists."""
        levels = self.levels.get(number, [])
        if level >= len(levels):
            return ""
        counts = self.counters.setdefault(self.shared[number], [one.start - 1 for one in levels])
        counts[level] += 1
        for deeper in range(level + 1, len(levels)):
            limit = levels[deeper].restart
            if limit is None or (limit and level < limit):
                counts[deeper] = levels[deeper].start - 1
        if levels[level].form in ("bullet", "none"):
            return ""
        text = levels[level].text
        for place in range(level + 1):
            count = max(counts[place], levels[place].start)
            form = "decimal" if levels[level].legal else levels[place].form
            text = text.replace(f"%{place + 1}", spelled(count, form))
        return text


def lists_of(package: Package) -> Lists:
    """The lists of a document, none counted yet."""
    parts = package.linked(package.document, "numbering")
    lists = Lists()
    if not parts:
        return lists
    root = package.root(parts[0])
    kinds = {one.get(tag("w:abstractNumId"), ""): one for one in root.iter(tag("w:abstractNum"))}
    linked = {_value(one, "w:styleLink"): name for name, one in kinds.items()}
    for one in root.iterchildren(tag("w:num")):
        name = _value(one, "w:abstractNumId")
        if name in kinds:  # a list may lead to a list style, and that to the list that says how it counts
            style = _value(kinds[name], "w:numStyleLink")
            name = linked.get(style, name) if style else name
        number = one.get(tag("w:numId"), "")
        levels, restarts = _overridden(_levels(kinds[name]) if name in kinds else [], one)
        lists.levels[number] = levels
        lists.shared[number] = (
            f"num {number}" if restarts else name
        )  # lists of one kind count on, unless told to begin anew
    return lists


def _value(element: Element, name: str) -> str:
    """The value of a child; "" where there is none."""
    found = element.find(tag(name))
    return "" if found is None else found.get(_VALUE, "")


def _levels(kind: Element) -> list[_Level]:
    found = {number_of_level(one): _level(one) for one in kind.iter(tag("w:lvl"))}
    return [found.get(place, _Level(text="")) for place in range(max(found, default=-1) + 1)]


def number_of_level(level: Element) -> int:
    """The place of a level among those of its list, from 0."""
    text = level.get(tag("w:ilvl"), "0")
    return int(text) if text.isascii() and text.isdecimal() and int(text) < _LEVELS else 0


def _level(element: Element) -> _Level:
    start, restart = number_of(element.find(tag("w:start"))), number_of(element.find(tag("w:lvlRestart")))
    form, text = element.find(tag("w:numFmt")), element.find(tag("w:lvlText"))
    return _Level(
        0 if start is None else start,
        "decimal" if form is None else form.get(_VALUE, "decimal"),
        "" if text is None else text.get(_VALUE, ""),
        restart,
        bool(switch(element.find(tag("w:isLgl")))),
    )


def _overridden(levels: list[_Level], number: Element) -> tuple[list[_Level], bool]:
    """The levels with what this list says otherwise, and whether it begins anew."""
    restarts = False
    for one in number.iter(tag("w:lvlOverride")):
        place = number_of_level(one)
        own, start = one.find(tag("w:lvl")), number_of(one.find(tag("w:startOverride")))
        if place >= len(levels):
            continue
        if own is not None:
            levels[place] = _level(own)
        if start is not None:
            restarts = True
            before = levels[place]
            levels[place] = replace(before, start=start)
    return levels, restarts


def spelled(count: int, form: str) -> str:
    """A count in one of Word's forms of numbers (17.18.59); those that nobody uses here are spelled in digits."""
    if form in _COUNTING:
        return to_hanzi(count) if 0 < count < _COUNTED else str(count)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return to_digits(count)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return to_legal(count) if 0 < count < _COUNTED else str(count)
    if form in ("upperRoman", "lowerRoman"):
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = (
            chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= _MOST_LETTERS else str(count)
        )
        return letter if form == "upperLetter" else letter.lower()
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if form == "decimalEnclosedParen" and 1 <= count <= 20:
        return chr(ord("⑴") + count - 1)
    if form == "ideographTraditional" and 1 <= count <= 10:
        return STEMS[count - 1]
    if form == "decimalZero":
        return f"{count:02}"
    if form == "decimalFullWidth":
        return "".join(chr(ord("０") + int(digit)) for digit in str(count))
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        text += letters * min(times, 50)
    return text
