"""Which rows of a table are cases: not the blank ones, the totals, the signatures, the header said again, the group titles."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.charsets import charset_of, short_texts
from reportgen.clean.cells.issue_log import NAMED, IssueLog, Sheet, join_words
from reportgen.clean.cells.values import are_texts, as_text, fold
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.header.headers import Header, normalise
from reportgen.clean.words.signatures import is_label, is_signed
from reportgen.clean.words.synonyms import SERIAL_HEADERS

_TOTAL_WORD = "合计|小计|总计|共计|累计|总数"
_TOTAL = re.compile(
    r"(?:\d{4}年度?)?(?:第?[一二三四1-4]季度|\d{1,2}月份?|[上下]半年)?"
    r"(?:以上|本表|本页|本月|本季度?|本年度?|全年|累计|各项|全县|全区|全市)?"
    rf"(?:(?:{_TOTAL_WORD})[:]?(?:\d+(?:件次|人次|[件条个起宗人户份例])?)?|共\d+(?:件次|[件条起宗户份例]))[。.]?"
)
_TOTAL_SIGNS = ("计", "总数", "共")
_TOTAL_OF = re.compile(r"[^\d,;。:]{1,12}(?:小计|合计|总计)")
"""`城关镇小计`: a total where the row has no day, maybe a case where it has one."""
_GROUP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)).{1,30}|.{1,30}[(]\D{0,3}\d+(?:件次|[件条个起宗所家项户份例人])\D{0,2}[)]"
)
_ORDINAL = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")
_OFFICE = re.compile(
    r".{1,30}(?:办|局|委|室|中心|队|站|所|院|会|处|科|府|厅|部|组|公司|单位)(?:\((?:盖章|公章|签章|章)\))?"
)
_LOOKED_AT = 4
"""A total stands in one of the first so many columns."""
_LONG = 60
_FEW = 2  # cells of a group title
_TITLE = 40
"""A row of one merged cell titles a group up to so many characters; a longer one is a note."""

_FOOT = 10
"""So many rows at the foot of a table are looked at for signatures, even where they have a day."""
_SIGNED_ON = frozenset({"日期", "时间", "填表日期", "填报日期"})
_HANZI = re.compile("[\u3400-\u9fff]")
_LINE_NUMBER = re.compile(r"\d{1,5}[、.]?")

_NONE = "无"
_NOTHING = frozenset({_NONE, "暂无", "/", "\\", "-", "--", "—", "——", "-----"})
_NIL = re.compile(
    r"(?:经(?:自查|排查|核查|统计)[,:]?)?(?:20\d\d年度?)?(?:第?[一二三四1-4]季度|\d{1,2}月份?|[上下]半年)?"
    r"(?:本(?:季度?|月份?|年度?|期|周|报告期|单位|部门|局|镇|乡|街道|县|区|市|表))*(?:[内度])?[,:]?(?:[暂尚均]?(?:无|没有|未有|未发生|未发现|未收到|未接到|未受理)|零)"
    r"(?:此类|该类|此项|相关|有关|上述|新增|任何|违反|的)*"
    r"(?:作风|问题|线索|情况|投诉|举报|信访件?|反映|诉求|案件|事项|内容|数据|报告|上报|发生|记录|[件条类的])*[。.]?"
)
"""`无`, `零报告`, `本季度无此类情况`: what an office writes that has nothing to report."""
_LONGEST_NIL = 30

TOTAL, SIGNATURE, HEADER, GROUP = "ledger.total-row", "ledger.signature-row", "ledger.header-again", "ledger.group-row"
NUMBERED, NIL, CONTINUED = "ledger.numbered-rows", "ledger.nil-row", "ledger.continued-row"


@dataclass(frozen=True, slots=True)
class Lines:
    """What the rows below a header are: `cases` marks the cases, `others` has the issue code of each row that is told apart."""

    cases: Mask
    others: Mapping[int, str]

    def rows(self, *kinds: str) -> list[int]:
        """The rows of these kinds, in order."""
        return [row for row, kind in self.others.items() if kind in kinds]


@dataclass(frozen=True, slots=True)
class Days:
    """Which rows have a usable day, and which have it in a cell of their own: a merged cell may reach below its cases.

    `numbered` marks rows that hold nothing but a line number.
    """

    known: Mask
    own: Mask
    numbered: Mask


def filled_cells(columns: Sequence[Cells[object]], height: int) -> Codes:
    """How many cells of each row are not empty."""
    filled = np.zeros(height, np.int64)
    for cells in columns:
        blank = _blank(cells.values)
        filled += ~blank[cells.codes] if blank.any() else 1
    return filled


def speaking_rows(columns: Sequence[Cells[object]]) -> Mask:
    """The rows that "as above" may speak of: more than one cell is filled, and no total stands there."""
    height = len(columns[0].codes) if columns else 0
    return np.asarray((filled_cells(columns, height) > 1) & ~_total_words(columns, height))


def _blank(values: Sequence[object]) -> Mask:
    """Which values are empty or spaces."""
    charset = charset_of(values)
    if charset and not any(map(str.isspace, charset.characters)):
        if "\n" not in charset.firsts:
            return np.zeros(len(values), np.bool_)
        return np.fromiter(map("".__eq__, values), np.bool_, len(values))
    if are_texts(values):
        lengths = np.fromiter(map(len, values), np.int64, len(values))
        spaces: Mask = np.fromiter(map(str.isspace, values), np.bool_, len(values))
        return np.asarray(spaces | (lengths == 0))
    return np.array([isinstance(value, str) and (not value or value.isspace()) for value in values], np.bool_)


def read_lines(
    columns: Sequence[Cells[object]], header: Header, days: Days, wide: frozenset[int], beside: frozenset[int]
) -> Lines:
    """What each row is; `columns` have the cells below the header as they are, merged ones filled only where they begin.

    `wide` are rows of which a merged cell spans the better part; `beside` are rows that hold something else than a case in
    the table next to this one: what has no day and hardly a cell there is no case here either. Only rows without a day, with
    hardly a cell filled or with the word of a total, and those at the foot, are looked at one by one.
    """
    height = len(days.known)
    filled = filled_cells(columns, height)
    cases = filled > 0
    width = sum(1 for shown in header.shown if shown)
    few = (filled < width) & (filled <= (3 if width > 8 else 2))
    doubted = ~days.known | few | _total_words(columns, height) | _labelled_foot(columns, cases)
    doubted |= _empty_words(columns, height, filled)
    doubtful = np.flatnonzero(cases & ~days.numbered & doubted)
    roles = (filled[doubtful] <= _FEW) | np.isin(doubtful, list(wide)) | _says_so(columns, doubtful, header.words)
    others: dict[int, str] = {}
    serials = [index for index, names in enumerate(header.names) if not SERIAL_HEADERS.isdisjoint(names)]
    for row in doubtful[roles].tolist():
        cells = row_values(columns, row)
        values = [value for value in cells if value != ""]
        heads = row in wide or (len(values) == 1 and any(_is_word(cells[index]) for index in serials))
        line = _Line(values, len(columns), bool(days.known[row]), bool(days.own[row]), heads)
        if kind := line.kind(header.words):
            others[row] = kind
    _sign_off(columns, filled, days, others)
    _title_repeated_headers(columns, filled, days, header, others)
    others.update(dict.fromkeys(np.flatnonzero(days.numbered & cases).tolist(), NUMBERED))
    cases[[row for row in beside if row < height and not days.known[row] and filled[row] * 2 <= width]] = False
    cases[list(others)] = False
    return Lines(cases, dict(sorted(others.items())))


def _says_so(columns: Sequence[Cells[object]], rows: Codes, words: frozenset[str]) -> Mask:
    """In which of these rows a cell is a word of the header, of a total or of a signature."""
    return _holding(columns, rows, lambda value: _is_telling(value, words))


def _labelled_foot(columns: Sequence[Cells[object]], cases: Mask) -> Mask:
    """The last rows that are not blank and have a label in one of their cells."""
    last = np.flatnonzero(cases)[-_FOOT:]
    found = np.zeros(len(cases), np.bool_)
    found[last] = _holding(columns, last, lambda value: isinstance(value, str) and is_label(value))
    return found


def _holding(columns: Sequence[Cells[object]], rows: Codes, wanted: Callable[[object], bool]) -> Mask:
    """In which of these rows a cell is wanted; each value is looked at once."""
    found = np.zeros(len(rows), np.bool_)
    for cells in columns:
        codes, inverse = np.unique(cells.codes[rows], return_inverse=True)
        found |= np.array([wanted(cells.values[code]) for code in codes.tolist()], np.bool_)[inverse]
    return found


def _is_telling(value: object, words: frozenset[str]) -> bool:
    if not isinstance(value, str) or not value:
        return False
    if len(value) <= _LONG and normalise(value) in words:
        return True
    return is_total(value) or _is_total_of(value) or is_signed(value) or is_label(value) or _is_nil(value)


def row_values(columns: Sequence[Cells[object]], row: int) -> list[object]:
    """The values of one row."""
    return [cells.values[cells.codes[row]] for cells in columns]


def say_lines(
    lines: Lines, columns: Sequence[Cells[object]], sheet: Sheet, first: tuple[int, int], findings: IssueLog
) -> None:
    """Tells every row that is no case at its first filled cell; `first` is the place of the first cell in the sheet."""
    told: dict[str, list[tuple[int, int | None]]] = {}
    for row, kind in lines.others.items():
        place = next(index for index, value in enumerate(row_values(columns, row)) if value != "")
        told.setdefault(kind, []).append((first[0] + row, first[1] + place))
    if numbered := told.pop(NUMBERED, []):
        rows = _ranges([row for row, _ in numbered])
        findings.say(NUMBERED, sheet.source(*numbered[0]), count=len(numbered), rows=rows)
    for kind, places in told.items():
        findings.say_cells(kind, sheet, places)


def _ranges(rows: Sequence[int]) -> str:
    """Rows in ascending order in words: `4–200, 203`."""
    starts = [row for row, before in zip(rows, [-1, *rows], strict=False) if row != before + 1]
    ends = [row for row, after in zip(rows, [*rows[1:], -1], strict=True) if row + 1 != after]
    named = [str(first) if first == last else f"{first}–{last}" for first, last in zip(starts, ends, strict=True)]
    return join_words(named[:NAMED]) + (" …" if len(named) > NAMED else "")


def numbered_rows(columns: Sequence[Cells[object]], serials: Collection[int], known: Mask) -> Mask:
    """The rows without a day that hold nothing but a line number in one of these columns: forms are numbered beforehand."""
    found = np.zeros(len(known), np.bool_)
    lone = np.flatnonzero(~known)
    if len(lone):
        lone = lone[filled_cells([cells.take(lone) for cells in columns], len(lone)) == 1]
        found[lone] = _holding([columns[index] for index in serials], lone, _is_line_number)
    return found


def _is_word(value: object) -> bool:
    """Whether a cell holds hanzi that are no number: 甲局, 8月份, not 十二, 3号 or 第3件."""
    text = fold(value) if isinstance(value, str) else ""
    if _ORDINAL.fullmatch(text) or text.startswith("第"):
        return False
    return len(_HANZI.findall(text)) >= (2 if any(map(str.isdecimal, text)) else 1)


def _is_line_number(value: object) -> bool:
    return not isinstance(value, bool) and _LINE_NUMBER.fullmatch(fold(as_text(value))) is not None


def wide_rows(merges: Iterable[tuple[int, int, int, int]], header: Header, first: tuple[int, int]) -> frozenset[int]:
    """The rows, counted from the first below the header, of which one merged cell spans at least half the columns."""
    named = [index + first[1] for index, names in enumerate(header.names) if names[0]]
    least = max(3, (len(named) + 1) // 2)
    return frozenset(
        top - first[0]
        for top, left, bottom, right in merges
        if top == bottom and right - left + 1 >= least and named and named[0] <= right and left <= named[-1]
    )


def is_filled(value: object) -> bool:
    """Whether a cell holds anything."""
    return value != ""


def is_total(value: object) -> bool:
    """Whether a cell is the word of a total: `小 计`, `2026年一季度合计`, `总计：12件`."""
    return (
        isinstance(value, str)
        and len(value) <= 20
        and any(sign in value for sign in _TOTAL_SIGNS)
        and _TOTAL.fullmatch(fold(value)) is not None
    )


def _is_total_of(text: str) -> bool:
    return len(text) <= 20 and "计" in text and _TOTAL_OF.fullmatch(fold(text)) is not None


def _is_nil(text: str) -> bool:
    """Whether a cell says that there is nothing to report."""
    folded = fold(text) if len(text) <= _LONGEST_NIL else ""
    return folded in _NOTHING or (len(folded) > 1 and _NIL.fullmatch(folded) is not None)


def _may_hold_totals(values: Sequence[object]) -> bool:
    """Whether a look at each value is worth it: one look at all of them together tells that none is a total."""
    if charset := charset_of(values):
        return any(sign in charset.characters for sign in _TOTAL_SIGNS)
    if not are_texts(values):
        return True
    whole = "".join(values)
    return any(sign in whole for sign in _TOTAL_SIGNS)


def _empty_words(columns: Sequence[Cells[object]], height: int, filled: Codes) -> Mask:
    """The rows in which all cells but two, a number and a day, are a mark of one character for nothing."""
    marked = []
    for cells in columns:
        charset = charset_of(cells.values)
        if charset is None or charset.characters & _NOTHING:
            places = [place for place, text in short_texts(cells.values, 1) if text in _NOTHING]
            marked += [(cells, places)] if places else []
    if len(marked) < 2:
        return np.zeros(height, np.bool_)
    found = np.zeros(height, np.int16)
    for cells, places in marked:
        found += np.isin(cells.codes, places)
    return np.asarray((found > 1) & (filled <= found + 2))


def _total_words(columns: Sequence[Cells[object]], height: int) -> Mask:
    found = np.zeros(height, np.bool_)
    for cells in columns[:_LOOKED_AT]:
        if _may_hold_totals(cells.values):
            found |= cells.where(is_total)
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """One doubtful row: its filled cells, the width of the table, whether it has a day and a day of its own.

    `heads` marks a merged cell over the better part of the row, and a word alone in it where the others have a line number.
    """

    values: Sequence[object]
    width: int
    dated: bool
    own_day: bool
    heads: bool

    def kind(self, words: frozenset[str]) -> str | None:
        """What the row is instead of a case; None for a case."""
        texts = [as_text(value) for value in self.values]
        if not self.own_day and sum(normalise(text) in words for text in texts) * 2 > len(texts):
            return HEADER
        if self._is_total(texts):
            return TOTAL
        if self._is_signed(texts):
            return SIGNATURE
        if self._is_nil(texts):
            return NIL
        return None if self.dated else self._title(texts)

    def _is_nil(self, texts: Sequence[str]) -> bool:
        """Whether all cells but a line number say that there is nothing; beside a day in two cells, in one of them by a word."""
        told = texts[1:] if _LINE_NUMBER.fullmatch(fold(texts[0])) else texts
        if not self.own_day:
            return bool(told) and all(map(_is_nil, told))
        rest = [text for text in told if read_value(text).sort is not Sort.DAY]
        return (
            len(rest) > 1
            and all(map(_is_nil, rest))
            and any(len(fold(text)) > 1 or text.strip() == _NONE for text in rest)
        )

    def _is_total(self, texts: Sequence[str]) -> bool:
        if is_total(texts[0]):
            return True
        firsts = texts[: 1 if self.own_day else _LOOKED_AT]
        return any(map(is_total, firsts)) or (not self.dated and any(map(_is_total_of, firsts)))

    def _is_signed(self, texts: Sequence[str]) -> bool:
        labels = sum(map(is_label, texts))
        if len(texts) > 1 and is_label(texts[0]) and labels * 2 >= len(texts):
            return True
        signed = [is_signed(text) for text in texts]
        return (signed[0] or (any(signed) and len(texts) <= 4)) and (not self.dated or len(texts) <= 3)

    def _title(self, texts: Sequence[str]) -> str | None:
        """Of a row without a day: a group title, or a note over the whole width."""
        folded = fold(texts[-1][:_LONG])
        if len(texts) == 2:
            ordinal = self.width > 3 and _ORDINAL.fullmatch(fold(texts[0])) is not None
            return GROUP if ordinal and len(folded) <= _TITLE else None
        if len(texts) > 1 or self.width < 3:
            return None
        if _GROUP.fullmatch(folded):
            return GROUP
        if self.heads:
            return GROUP if len(folded) <= _TITLE else SIGNATURE
        return None


def _sign_off(columns: Sequence[Cells[object]], filled: Codes, days: Days, others: dict[int, str]) -> None:
    """Below the last case a date alone in its row signs the sheet: after a blank row, a signature, or the name of an office.

    The office above the date, alone in its row, is part of the signature too; so is a day named `日期` below a signature.
    """
    lone = filled == 1
    last = int(np.max(np.flatnonzero(days.known & ~(lone & days.own)), initial=-1))
    for row in (np.flatnonzero((filled[last + 1 :] > 0) & (filled[last + 1 :] <= _FEW)) + last + 1).tolist():
        if not lone[row]:
            if others.get(row - 1) == SIGNATURE and _is_named_day(columns, row):
                others[row] = SIGNATURE
            continue
        if not _is_lone_day(columns, row):
            continue
        above = int(np.max(np.flatnonzero(filled[last + 1 : row]), initial=-1)) + last + 1
        office = above > last and lone[above] and _OFFICE.fullmatch(fold(as_text(_only(columns, above))))
        if office or above < row - 1 or others.get(above) == SIGNATURE:
            others[row] = SIGNATURE
        if office:
            others[above] = SIGNATURE


def _title_repeated_headers(
    columns: Sequence[Cells[object]], filled: Codes, days: Days, header: Header, others: dict[int, str]
) -> None:
    """A word alone in the first column, right above a header that stands once more, titles what follows: 来访."""
    first = next((index for index, names in enumerate(header.names) if names[0]), 0)
    for row in [row for row, kind in others.items() if kind == HEADER]:
        top = max(0, row - _FOOT)
        above = int(np.max(np.flatnonzero(filled[top:row]), initial=-1)) + top
        if above < top or above in others or filled[above] != 1 or days.known[above]:
            continue
        text = columns[first].values[columns[first].codes[above]]
        if _is_word(text) and len(as_text(text)) <= _TITLE:
            others[above] = GROUP


def _is_lone_day(columns: Sequence[Cells[object]], row: int) -> bool:
    return read_value(_only(columns, row)).sort is Sort.DAY


def _is_named_day(columns: Sequence[Cells[object]], row: int) -> bool:
    """`日期` and the day beside it."""
    name, day = (value for value in row_values(columns, row) if as_text(value).strip())
    return fold(as_text(name)).rstrip(":") in _SIGNED_ON and read_value(day).sort is Sort.DAY


def _only(columns: Sequence[Cells[object]], row: int) -> object:
    """The one value of a row that has but one."""
    return next(value for value in row_values(columns, row) if as_text(value).strip())
