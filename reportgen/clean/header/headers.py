"""The header of a sheet: found below titles and notes, by the names in it that we know; one level, or up to four."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import combinations

from reportgen.chinese.numerals import STEMS
from reportgen.clean.cells.values import as_text
from reportgen.clean.dates.cell_dates import NO_DAY, Sort, read_value
from reportgen.clean.dates.split_dates import find_runs
from reportgen.clean.words.signatures import is_signed
from reportgen.model.ledgers import SheetRows

SEARCHED = 40
"""The header stands among the first so many rows that are not blank."""
DEEPEST = 4
"""So many levels a header has at most."""
_BLANKS = 200  # rows that are looked at for those
_DATE_SHARE = 4  # a row in which every so many-th cell is a day is no header: a form names a field and fills it in
_SPACES = re.compile(r"[\s\u200b\ufeff*]+")
_REMARK = re.compile(r"\([^()]*\)")
_BRACKETS = re.compile("[()]")
_EDGES = ":.,;、。"
_GROUP_TAIL = re.compile(r"(?:基本)?(?:情况|信息|内容|资料|方面|环节|事项|栏)$|人员?$")
_STEMS = STEMS[:8]

Row = tuple[object, ...]
FieldOf = Callable[[Sequence[str]], str | None]
Enough = Callable[[set[str]], bool]


def normalise(header: object) -> str:
    """The header as it is compared: NFKC, no spaces, line breaks or asterisks, no closing colon, Latin letters small."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", as_text(header))).strip(_EDGES).casefold()


def without_note(name: str) -> str:
    """A normalised header without its notes in brackets: `受理日期(年月日)` is `受理日期`."""
    return _REMARK.sub("", name).strip(_EDGES)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and how each column may be called.

    `top` and `bottom` count from 0 at the sheet's first row; `shown` has the header of each column as people know it,
    `names` all its normalised names, the most specific first and that of the lowest level last; a column without a header is
    ("",). `parts` says of a column that the parts of a day stand in it and in those just left of it (`年月日`), "" of all
    others. `words` are the normalised cells of the header and of what stands above it: pages repeat them.
    """

    top: int
    bottom: int
    shown: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    parts: tuple[str, ...]
    words: frozenset[str] = frozenset()

    def slice(self, left: int, right: int) -> "Header":
        """The header of these columns alone (`right` is the first column no more of it)."""
        return replace(self, shown=self.shown[left:right], names=self.names[left:right], parts=self.parts[left:right])

    def without(self, columns: Sequence[int]) -> "Header":
        """The header as if these columns had none."""
        lost = set(columns)
        shown = ["" if index in lost else text for index, text in enumerate(self.shown)]
        names = [("",) if index in lost else names for index, names in enumerate(self.names)]
        parts = ["" if lost & set(run_of(index, run)) else run for index, run in enumerate(self.parts)]
        return replace(self, shown=tuple(shown), names=tuple(names), parts=tuple(parts))

    def fields(self, field_of: FieldOf) -> dict[int, str]:
        """The field of each column that has a known name."""
        found = ((index, field_of(names)) for index, names in enumerate(self.names) if names[0])
        return {index: field for index, field in found if field}


def run_of(index: int, parts: str) -> range:
    """The columns that hold the parts of the day of this column: itself alone where it holds no part."""
    return range(index + 1 - max(1, len(parts)), index + 1)


def find_header(sheet: SheetRows, field_of: FieldOf, enough: Enough) -> Header | None:
    """The row, or the two, three or four rows, with most known names, provided they are `enough`; None where there is no header.

    `field_of` gives the field of a column by its names. The day on which a case came in counts for three
    fields: it makes the ledger. Of equals the one wins that cuts fewest merged cells, then the one whose upper levels tell
    more, then the one with more known columns, then the one of fewer levels, then the upper one.
    """
    sheet = replace(sheet, merges=tuple(merge for merge in sheet.merges if merge[0] < sheet.first_row + _BLANKS))
    best = best_header(sheet, first_rows(sheet), field_of, enough)
    return finished(sheet, best) if best else None


def best_header(sheet: SheetRows, rows: Iterable[int], field_of: FieldOf, enough: Enough) -> Header | None:
    """The best of the headers that begin in one of these rows, as `find_header` ranks them; None where none is enough."""
    best: tuple[tuple[int, ...], Header] | None = None
    for index in rows:
        for header in headers_at(sheet, index, field_of):
            fields = {
                column: field
                for column, field in header.fields(field_of).items()
                if not is_signed(header.shown[column])
            }
            known = set(fields.values())
            if not enough(known):
                continue
            roles = sum(field_of(header.names[column][-1:]) != field for column, field in fields.items())
            roles += sum(map(bool, header.parts))
            weight = len(known) + 2 * ("received" in known)
            rank = (weight, -_cut_merges(sheet, header), roles, len(fields), header.top - header.bottom)
            if best is None or rank > best[0]:
                best = rank, header
    return best[1] if best else None


def _cut_merges(sheet: SheetRows, header: Header) -> int:
    """How many merged cells begin in the header and reach below it: a level is missing."""
    first, last = sheet.first_row + header.top, sheet.first_row + header.bottom
    return sum(first <= top <= last < bottom for top, _, bottom, _ in sheet.merges)


def first_rows(sheet: SheetRows) -> list[int]:
    """The first rows that are not blank."""
    filled = (index for index in range(min(sheet.height, _BLANKS)) if any(value != "" for value in sheet.row(index)))
    return [index for index, _ in zip(filled, range(SEARCHED), strict=False)]


def headers_at(sheet: SheetRows, index: int, field_of: FieldOf) -> Iterator[Header]:
    """The headers that may begin in this row: of one level, and of more where the rows below are levels of it."""
    levels = [sheet.row(index)]
    if not _may_be_header(levels[0]):
        return
    yield _header(sheet, index, levels)
    if len({_word(value) for value in levels[0]} - {""}) < 2:  # a title, not a level
        return
    while len(levels) < DEEPEST and index + len(levels) < sheet.height:
        levels.append(sheet.row(index + len(levels)))
        if not _is_further_level(sheet, index + len(levels) - 2, levels[-2], levels[-1], field_of):
            return
        yield _header(sheet, index, levels)


def finished(sheet: SheetRows, header: Header) -> Header:
    """The header with a row of notes or of column numbers below it, and with its words and those above it."""
    bottom = header.bottom
    for says_nothing in (_notes, _numbers_columns):
        if bottom + 1 < sheet.height and says_nothing(sheet.row(bottom + 1), header):
            bottom += 1
    lines = (sheet.row(index) for index in range(max(0, header.top - SEARCHED), bottom + 1))
    words = frozenset(normalise(value) for line in lines for value in line if isinstance(value, str)) - {""}
    return replace(header, bottom=bottom, words=words)


def _may_be_header(row: Row) -> bool:
    filled = [value for value in row if value != ""]
    return sum(map(_is_day, filled)) * _DATE_SHARE < len(filled)


def _is_day(value: object) -> bool:
    if isinstance(value, str):
        return 4 <= len(value) <= 30 and read_value(value).sort not in NO_DAY
    return isinstance(value, (date, time, timedelta))


def _is_year(text: str) -> bool:
    """Whether a cell names a year, a half or a quarter of one: under a merged cell that may head columns."""
    return read_value(text).sort is Sort.WIDE


def _header(sheet: SheetRows, top: int, levels: Sequence[Row]) -> Header:
    """The header of these rows, the upper levels spread over the columns that they head."""
    words = [[_word(value) for value in level] for level in levels]
    for place in range(len(words) - 2, -1, -1):
        under = [any(column) for column in zip(*words[place + 1 :], strict=True)]
        words[place] = _carry(words[place], _spans(sheet, top + place), under)
    columns = [_distinct(column) for column in zip(*words, strict=True)]
    shown = list(_telling_apart(columns))
    names = [_names([normalise(text) for text in texts]) for texts in columns]
    parts = [""] * len(names)
    for run in find_runs([_levels(column) for column in zip(*words, strict=True)], _names):
        parts[run.last], names[run.last], shown[run.last] = run.parts, run.names, run.shown
        for index in run_of(run.last, run.parts)[:-1]:
            names[index] = (_BRACKETS.sub("", normalise(shown[index])),)  # 受理日期(年) is not 受理日期
    return Header(top, top + len(levels) - 1, tuple(shown), tuple(names), tuple(parts))


def _levels(texts: Sequence[str]) -> list[str]:
    """The normalised levels of a column, notes among them, each once."""
    return list(dict.fromkeys(normalise(text) for text in texts if text))


def _telling_apart(columns: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The lowest level of each column, with as many levels above it as distinguish it from other columns."""
    shown = [texts[-1] if texts else "" for texts in columns]
    for depth in range(2, DEEPEST + 1):
        twice = {text for text in shown if shown.count(text) > 1}
        shown = ["".join(texts[-depth:]) if text in twice else text for text, texts in zip(shown, columns, strict=True)]
    return tuple(shown)


def _distinct(texts: Sequence[str]) -> list[str]:
    """The texts of a column, each once; a note in brackets below a name says nothing new."""
    found: list[str] = []
    for text in texts:
        if text and text not in found and not (found and _is_note(text)):
            found.append(text)
    return found


def _is_note(text: str) -> bool:
    return normalise(text).startswith("(")


def _word(value: object) -> str:
    return as_text(value).strip()


def _names(levels: list[str]) -> tuple[str, ...]:
    """What a column may be called: its levels joined, with those words left out that say nothing, then the lowest alone."""
    if not levels:
        return ("",)
    *upper, lowest = levels
    names = []
    for count in range(len(upper), 0, -1):
        for chosen in reversed(list(combinations(upper, count))):
            names += ["".join(chosen) + lowest, "".join(_GROUP_TAIL.sub("", group) for group in chosen) + lowest]
    return tuple(dict.fromkeys(name for name in (*names, lowest) if name)) or ("",)


def _is_further_level(sheet: SheetRows, index: int, upper: Row, lower: Row, field_of: FieldOf) -> bool:
    """Whether `lower` is a level of the header below `upper`, which is the row `index`.

    A further level stands only under headers that span several columns (or is a note in brackets, or a word that makes a
    known name together with the one above), and holds words; 2026年度 under a merged cell is one.
    """
    texts = [_word(value) for value in upper]
    spans = _spans(sheet, index)
    for column, value in enumerate(lower):
        if not _word(value):
            continue
        if not isinstance(value, str) or (_is_day(value) and not (column in spans and _is_year(value))):
            return False
        spanning = column in spans or not texts[column] or texts[column + 1 : column + 2] == [""]
        if not (spanning or _is_note(value) or _known_together(texts[column], value, field_of)):
            return False
    return any(map(_word, lower))


def _known_together(upper: str, lower: str, field_of: FieldOf) -> bool:
    """Whether two words make a known name of which the upper one alone is none: 受理 above 时间.

    The upper one must matter: below any word at all 被反映单位 is what it is, and what stands above it may be a case.
    """
    names = _names([normalise(upper), normalise(lower)])
    together = field_of(names[:-1]) if len(names) > 1 else None
    return together not in (None, field_of((f"…{normalise(lower)}",))) and field_of((normalise(upper),)) is None


def _spans(sheet: SheetRows, index: int) -> dict[int, int]:
    """The columns of this row that are part of a merge over several columns, with the first column of it."""
    row = sheet.first_row + index
    found: dict[int, int] = {}
    for top, left, bottom, right in sheet.merges:
        if top <= row <= bottom and right > left:
            first = left - sheet.first_column
            found.update((column, first) for column in range(first, right - sheet.first_column + 1))
    return found


def _carry(texts: Sequence[str], spans: dict[int, int], under: Sequence[bool]) -> list[str]:
    """The upper headers, each held by its merge, or else carried to the right over columns that only lower levels name."""
    carried, last = [], ""
    for column, text in enumerate(texts):
        merged = spans.get(column, -1)
        if merged >= 0:
            last = texts[merged]
        elif text or not under[column] or column - 1 in spans:
            last = text
        carried.append(last)
    return carried


def _notes(row: Row, header: Header) -> bool:
    """Whether the row holds nothing but notes in brackets, below names."""
    filled = [(value, names) for value, names in zip(row, header.names, strict=True) if value != ""]
    return bool(filled) and all(isinstance(value, str) and _is_note(value) and names[0] for value, names in filled)


def _numbers_columns(row: Row, header: Header) -> bool:
    """Whether the row numbers the columns: 1, 2, 3 … or (1), (2) … in each, maybe after 甲, 乙."""
    marks = [normalise(value).strip("()栏") for value in row]
    named = [mark for mark, names in zip(marks, header.names, strict=True) if names[0]]
    stems = 0
    while named[stems : stems + 1] == [_STEMS[stems : stems + 1]]:
        stems += 1
    numbers = [str(number) for number in range(1, len(named) - stems + 1)]
    return len(named) > 2 and named[stems:] == numbers
