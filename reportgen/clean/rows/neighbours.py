"""What a row is instead of a case by what stands round it: an ordered list of rules, each with a table in which it applies.

They follow the rules that look at a row by itself (`rules.RULES`), one after the other, and each sees what was found before it.
A new one is one entry in `NEIGHBOUR_RULES`; `docs/ledgers.md` names every `shown`, and the tests read every `example`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from reportgen.clean.cells.values import as_text, fold
from reportgen.clean.dates.cell_dates import Sort, read_value
from reportgen.clean.rows.row_words import is_word
from reportgen.clean.rows.rules import CONTINUED, GROUP, HEADER, NUMBERED, SIGNATURE, TITLE
from reportgen.clean.rows.table_rows import FOOT, TableRows, filled_cells, is_filled, row_values

_OFFICE = re.compile(
    r".{1,30}(?:办|局|委|室|中心|队|站|所|院|会|处|科|府|厅|部|组|公司|单位)(?:\((?:盖章|公章|签章|章)\))?"
)
_SIGNED_ON = frozenset({"日期", "时间", "填表日期", "填报日期"})


@dataclass(frozen=True, slots=True)
class NeighbourRule:
    """`find` gives the rows of a table that are reported by `code`, from above; it sees in `kinds` those that it gave already.

    `shown` is how people know them, `example` a table with one (as the tests write it).
    """

    code: str
    shown: str
    find: Callable[[TableRows], Iterable[int]]
    example: str


def mark_by_neighbours(rows: TableRows) -> None:
    """Adds to the kinds of rows what the rules find."""
    for rule in NEIGHBOUR_RULES:
        for row in rule.find(rows):
            rows.kinds[row] = rule.code


def _offices_above_days(rows: TableRows) -> Iterator[int]:
    for row in rows.foot:
        if _is_office(rows, row) and _is_lone_day(rows, rows.below(row)):
            yield row


def _days_below_a_gap(rows: TableRows) -> Iterator[int]:
    return (row for row in rows.foot if max(rows.above(row), rows.last) < row - 1 and _is_lone_day(rows, row))


def _days_below_signatures(rows: TableRows) -> Iterator[int]:
    """A day alone in its row, and one that is named in the cell before it, right below a signature."""
    for row in rows.foot:
        if rows.is_lone(row):
            signed = rows.kinds.get(max(rows.above(row), rows.last)) == SIGNATURE and _is_lone_day(rows, row)
        else:
            signed = rows.kinds.get(row - 1) == SIGNATURE and _is_named_day(rows, row)
        if signed:
            yield row


def _is_office(rows: TableRows, row: int) -> bool:
    return rows.is_lone(row) and _OFFICE.fullmatch(fold(as_text(rows.only(row)))) is not None


def _is_lone_day(rows: TableRows, row: int) -> bool:
    return rows.is_lone(row) and read_value(rows.only(row)).sort is Sort.DAY


def _is_named_day(rows: TableRows, row: int) -> bool:
    """`日期` and the day beside it."""
    name, day = (value for value in row_values(rows.columns, row) if as_text(value).strip())
    return fold(as_text(name)).rstrip(":") in _SIGNED_ON and read_value(day).sort is Sort.DAY


def _titles_above_headers(rows: TableRows) -> Iterator[int]:
    """A word alone in the first column, right above a header that stands once more: 来访."""
    first = next((index for index, names in enumerate(rows.header.names) if names[0]), 0)
    for row in [row for row, kind in rows.kinds.items() if kind == HEADER]:
        above = rows.above(row)
        if above < row - FOOT or above in rows.kinds or not rows.is_lone(above) or rows.days.known[above]:
            continue
        text = rows.columns[first].values[rows.columns[first].codes[above]]
        if is_word(text) and len(as_text(text)) <= TITLE:
            yield above


def _continued(rows: TableRows) -> Iterator[int]:
    """Rows without number and day whose only cells are texts, right below a case or another of them.

    Only where the table numbers its rows is a row without number and day no case of its own.
    """
    cases = rows.cases()
    lone = np.flatnonzero(cases & ~rows.days.known)
    lone = lone[lone > 0]
    if not len(lone) or not rows.roles.numbers:
        return
    taken = [cells.take(lone) for cells in rows.columns]
    texts = filled_cells([taken[index] for index in sorted(rows.roles.texts)], len(lone))
    only = (texts > 0) & (texts == filled_cells(taken, len(lone)))
    for row in lone[only].tolist():
        if rows.kinds.get(row - 1) == CONTINUED or (cases[row - 1] and _is_numbered_case(rows, row - 1)):
            yield row


def _is_numbered_case(rows: TableRows, row: int) -> bool:
    values = row_values([rows.columns[index] for index in rows.roles.numbers], row)
    return bool(rows.days.known[row]) and any(map(is_filled, values))


NEIGHBOUR_RULES: tuple[NeighbourRule, ...] = (
    NeighbourRule(
        SIGNATURE,
        "落款的单位",
        _offices_above_days,
        """
        受理日期 | 被反映单位 | 主要内容
        2026-07-01 | 甲局 | 某事
        甲县某办公室（盖章） | |
        2026年9月30日 | |
        """,
    ),
    NeighbourRule(
        SIGNATURE,
        "落款的日期",
        _days_below_a_gap,
        """
        受理日期 | 被反映单位 | 主要内容
        2026-07-01 | 甲局 | 某事
        ---
        2026年9月30日 | |
        """,
    ),
    NeighbourRule(
        SIGNATURE,
        "落款的日期",
        _days_below_signatures,
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 甲局 | 某事
        | | 审核人 | 某某
        | | 日期 | 2026.10.8
        """,
    ),
    NeighbourRule(
        GROUP,
        "分组标题",
        _titles_above_headers,
        """
        受理日期 | 被反映单位 | 主要内容
        2026-07-01 | 甲局 | 某事
        来访 | |
        受理日期 | 被反映单位 | 主要内容
        """,
    ),
    NeighbourRule(
        NUMBERED,
        "只印了序号的行",
        lambda rows: np.flatnonzero(rows.days.numbered & (rows.filled > 0)).tolist(),
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 甲局 | 某事
        2 | | |
        """,
    ),
    NeighbourRule(
        CONTINUED,
        "一件的文字分写在几行里",
        _continued,
        """
        序号 | 受理日期 | 被反映单位 | 主要内容
        1 | 2026-07-01 | 甲局 | 某事的前一半，
        | | | 某事的后一半
        """,
    ),
)
"""In the order in which they are tried."""
