"""What a row is instead of a case: an ordered list of rules, each with a table in which it applies.

A new kind of row is one entry in `RULES`, and where such rows have a day and are filled as cases are, its word in `row_words.ALONE`; the first rule that holds decides, then those of `neighbours.py` look at what stands
round a row; `docs/ledgers.md` names every `shown`, and the tests read every `example`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportgen.chinese import numerals
from reportgen.chinese.words.lists import one_of
from reportgen.chinese.words.measures import CASES, THINGS
from reportgen.chinese.words.nothing import NONE
from reportgen.clean.cells.values import fold
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.header.headers import normalise
from reportgen.clean.rows.row_words import (
    LINE_NUMBER,
    LONG,
    ORDINAL,
    is_nil,
    is_sample,
    is_total,
    is_total_of,
)
from reportgen.clean.words.signatures import is_label, is_signed

TOTAL, SIGNATURE, HEADER, GROUP = "ledger.total-row", "ledger.signature-row", "ledger.header-again", "ledger.group-row"
NUMBERED, NIL, CONTINUED = "ledger.numbered-rows", "ledger.nil-row", "ledger.continued-row"
SAMPLE = "ledger.sample-row"

LOOKED_AT = 4
"""A total or an example is called so in one of the first so many columns."""
TITLE = 40
"""A row of one merged cell titles a group up to so many characters; a longer one is a note."""
_GROUP = re.compile(
    rf"(?:{numerals.ORDINAL}[、.]|\({numerals.ORDINAL}\)).{{1,30}}|.{{1,30}}[(]\D{{0,3}}\d+(?:{one_of(CASES, THINGS, '人')})\D{{0,2}}[)]"
)


@dataclass(frozen=True, slots=True)
class DoubtfulRow:
    """A row that may be none of the cases: its filled cells as texts, the width of the table, whether it has a day and a day of its own.

    `heads` marks a merged cell over the better part of the row, and a word alone in it where the others have a line number; `words` are
    those of the header.
    """

    texts: Sequence[str]
    width: int
    dated: bool
    own_day: bool
    heads: bool
    words: frozenset[str]

    @property
    def is_lone(self) -> bool:
        """Whether one cell stands in a row without a day, in a table of three columns or more."""
        return not self.dated and len(self.texts) == 1 and self.width >= 3

    @property
    def last(self) -> str:
        """How the last cell begins."""
        return fold(self.texts[-1][:LONG])


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows that a predicate holds for are reported by `code`; `shown` is how people know them, `example` a table with one (as the tests write it)."""

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


def _has_nothing_to_report(row: DoubtfulRow) -> bool:
    """All cells but a line number are words or marks for nothing; beside a day one of them is a word of two characters at least (零报告), or the word 无 beside another."""
    texts = row.texts[1:] if LINE_NUMBER.fullmatch(fold(row.texts[0])) else row.texts
    if not row.own_day:
        return bool(texts) and all(map(is_nil, texts))
    rest = [text for text in texts if read_value(text).sort is not Sort.DAY]
    said = any(len(fold(text)) > 1 for text in rest) or (len(rest) > 1 and any(text.strip() == NONE for text in rest))
    return said and all(map(is_nil, rest))


def _is_numbered_title(row: DoubtfulRow) -> bool:
    numbered = not row.dated and len(row.texts) == 2 and row.width > 3
    return numbered and ORDINAL.fullmatch(fold(row.texts[0])) is not None and len(row.last) <= TITLE


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
        SAMPLE,
        "填写示例",
        lambda row: any(map(is_sample, row.texts[:2])),
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        示例 | 2026-07-02 | 乙局 | 另一事
        1 | 2026-07-01 | 甲局 | 某事
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
        _has_nothing_to_report,
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
        lambda row: row.is_lone and row.heads and len(row.last) <= TITLE,
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
