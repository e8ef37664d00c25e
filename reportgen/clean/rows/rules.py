"""What a row is instead of a case: an ordered list of rules, each with a table in which it applies.

A new kind of row is one entry in `RULES`; the first rule that holds decides, then `sign_off` and `title_repeated_headers` look at what stands round a row;
`docs/ledgers.md` names every `shown`, and the tests read every `example`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.chinese import numerals
from reportgen.chinese.lists import one_of
from reportgen.chinese.measures import CASES, THINGS
from reportgen.chinese.nothing import NONE
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.values import as_text, fold
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.header.headers import Header, normalise
from reportgen.clean.rows.row_words import (
    LINE_NUMBER,
    ORDINAL,
    DoubtfulRow,
    is_nil,
    is_total,
    is_total_of,
    is_word,
    row_values,
)
from reportgen.clean.words.signatures import is_label, is_signed

TOTAL, SIGNATURE, HEADER, GROUP = "ledger.total-row", "ledger.signature-row", "ledger.header-again", "ledger.group-row"
NUMBERED, NIL, CONTINUED = "ledger.numbered-rows", "ledger.nil-row", "ledger.continued-row"

LOOKED_AT = 4
"""A total stands in one of the first so many columns."""
FEW = 2
"""Cells of a group title."""
_TITLE = 40
"""A row of one merged cell titles a group up to so many characters; a longer one is a note."""
FOOT = 10
"""So many rows at the foot of a table are looked at for signatures, even where they have a day."""
_GROUP = re.compile(
    rf"(?:{numerals.ORDINAL}[、.]|\({numerals.ORDINAL}\)).{{1,30}}|.{{1,30}}[(]\D{{0,3}}\d+(?:{one_of(CASES, THINGS, '人')})\D{{0,2}}[)]"
)
_OFFICE = re.compile(
    r".{1,30}(?:办|局|委|室|中心|队|站|所|院|会|处|科|府|厅|部|组|公司|单位)(?:\((?:盖章|公章|签章|章)\))?"
)
_SIGNED_ON = frozenset({"日期", "时间", "填表日期", "填报日期"})


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows that a predicate holds for are told by `code`; `shown` is how people know them, `example` a table with one (as the tests write it)."""

    code: str
    shown: str
    holds: Callable[[DoubtfulRow], bool]
    example: str


def kind_of(row: DoubtfulRow) -> str | None:
    """The code of the first rule that holds; None for a case."""
    return next((rule.code for rule in RULES if rule.holds(row)), None)


def _repeats_header(row: DoubtfulRow) -> bool:
    return not row.own_day and sum(normalise(text) in row.words for text in row.texts) * 2 > len(row.texts)


def _is_total(row: DoubtfulRow) -> bool:
    if is_total(row.texts[0]):
        return True
    firsts = row.texts[: 1 if row.own_day else LOOKED_AT]
    return any(map(is_total, firsts)) or (not row.dated and any(map(is_total_of, firsts)))


def _is_signed(row: DoubtfulRow) -> bool:
    labels = sum(map(is_label, row.texts))
    if len(row.texts) > 1 and is_label(row.texts[0]) and labels * 2 >= len(row.texts):
        return True
    signed = [is_signed(text) for text in row.texts]
    return (signed[0] or (any(signed) and len(row.texts) <= 4)) and (not row.dated or len(row.texts) <= 3)


def _says_nothing(row: DoubtfulRow) -> bool:
    """All cells but a line number say that there is nothing; beside a day in two cells, in one of them by a word."""
    told = row.texts[1:] if LINE_NUMBER.fullmatch(fold(row.texts[0])) else row.texts
    if not row.own_day:
        return bool(told) and all(map(is_nil, told))
    rest = [text for text in told if read_value(text).sort is not Sort.DAY]
    return (
        len(rest) > 1 and all(map(is_nil, rest)) and any(len(fold(text)) > 1 or text.strip() == NONE for text in rest)
    )


def _is_numbered_title(row: DoubtfulRow) -> bool:
    numbered = not row.dated and len(row.texts) == 2 and row.width > 3
    return numbered and ORDINAL.fullmatch(fold(row.texts[0])) is not None and len(row.last) <= _TITLE


RULES: tuple[Rule, ...] = (
    Rule(
        HEADER,
        "重复的表头",
        _repeats_header,
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 甲局 | 某事
        序号 | 受理日期 | 被反映单位 | 主要内容
        """,
    ),
    Rule(
        TOTAL,
        "合计、小计",
        _is_total,
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 甲局 | 某事
        小 计 | | | 1
        """,
    ),
    Rule(
        SIGNATURE,
        "签名",
        _is_signed,
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 甲局 | 某事
        填表人：某某 | | 审核人： |
        """,
    ),
    Rule(
        NIL,
        "无、零报告、本季度无此类情况",
        _says_nothing,
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 甲局 | 某事
        2 | | 无 | 无
        """,
    ),
    Rule(
        GROUP,
        "分组标题",
        _is_numbered_title,
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        一 | 城关镇 | |
        1 | 2026-07-01 | 甲局 | 某事
        """,
    ),
    Rule(
        GROUP,
        "城关镇（12件）",
        lambda row: row.is_lone and _GROUP.fullmatch(row.last) is not None,
        """
        受理日期 | 被反映单位 | 主要内容
        | 河东乡（1件） |
        2026-07-01 | 甲局 | 某事
        """,
    ),
    Rule(
        GROUP,
        "分组标题",
        lambda row: row.is_lone and row.heads and len(row.last) <= _TITLE,
        """
        序号 | 受理日期 | 主要内容
        来访 | |
        1 | 2026-07-01 | 某事
        """,
    ),
    Rule(
        SIGNATURE,
        "说明",
        lambda row: row.is_lone and row.heads,
        """
        序号 | 受理日期 | 主要内容
        1 | 2026-07-01 | 某事
        本表所列事项均由各单位自行填报并经分管负责同志审定后报送，凡涉及两个以上单位的事项由牵头单位一并填报 | |
        """,
    ),
)
"""Rows by themselves, in the order in which they are tried."""


def sign_off(columns: Sequence[Cells[object]], filled: Codes, known: Mask, own: Mask, others: dict[int, str]) -> None:
    """Below the last case a date alone in its row signs the sheet: after a blank row, a signature, or the name of an office.

    The office above the date, alone in its row, is part of the signature too; so is a day named `日期` below a signature.
    """
    lone = filled == 1
    last = int(np.max(np.flatnonzero(known & ~(lone & own)), initial=-1))
    for row in (np.flatnonzero((filled[last + 1 :] > 0) & (filled[last + 1 :] <= FEW)) + last + 1).tolist():
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


def title_repeated_headers(
    columns: Sequence[Cells[object]], filled: Codes, known: Mask, header: Header, others: dict[int, str]
) -> None:
    """A word alone in the first column, right above a header that stands once more, titles what follows: 来访."""
    first = next((index for index, names in enumerate(header.names) if names[0]), 0)
    for row in [row for row, kind in others.items() if kind == HEADER]:
        top = max(0, row - FOOT)
        above = int(np.max(np.flatnonzero(filled[top:row]), initial=-1)) + top
        if above < top or above in others or filled[above] != 1 or known[above]:
            continue
        text = columns[first].values[columns[first].codes[above]]
        if is_word(text) and len(as_text(text)) <= _TITLE:
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
