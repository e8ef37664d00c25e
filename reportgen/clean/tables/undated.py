"""Cases without a usable day: an ordered list of rules, each with a table in which it applies.

A new kind is one entry in `UNDATED`; the first rule that finds a case reports it. `docs/ledgers.md` names every `shown`, and the tests
read every `example`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from reportgen.clean.cells.cells import Mask
from reportgen.clean.cells.issue_log import IssueLog, join_words
from reportgen.clean.dates.date_formats import suggest_format
from reportgen.clean.header.columns import one_line, received_yaml
from reportgen.clean.rows.table_rows import is_filled
from reportgen.clean.tables.draft import Draft
from reportgen.clean.tables.layouts.nearest import holds_days

Report = Callable[[Draft, str, Mask, IssueLog], None]


@dataclass(frozen=True, slots=True)
class Undated:
    """Of the cases without a day, those that `find` marks are reported by `code`; `shown` and `example` as for rows."""

    code: str
    shown: str
    find: Callable[[Draft, Mask], Mask]
    report: Report
    example: str


def report_undated(draft: Draft, undated: Mask, log: IssueLog) -> None:
    """Reports each of these cases, which have no usable day, by the first rule that finds it."""
    for rule in UNDATED:
        found = undated & rule.find(draft, undated)
        if found.any():
            rule.report(draft, rule.code, found, log)
            undated = undated & ~found


def _is_empty(draft: Draft, undated: Mask) -> Mask:
    """All of several, where no case has anything in the column of the day."""
    filled = (draft.received.known | draft.received.bad)[draft.lines.cases]
    return undated & (not filled.any() and np.count_nonzero(undated) > 1)


def _lacks_month(draft: Draft, _undated: Mask) -> Mask:
    """The rows of which the month stands in a column of its own, and that is blank."""
    received = draft.mapped["received"][0]
    if "月日" not in received.parts:
        return np.zeros(len(draft.lines.cases), np.bool_)
    return draft.received.bad & ~draft.columns[received.index - 1].where(is_filled)


def _each(draft: Draft, code: str, rows: Mask, log: IssueLog) -> None:
    log.report_cells(code, draft.sheet, draft.cells(np.flatnonzero(rows)))


def _together(draft: Draft, code: str, rows: Mask, log: IssueLog) -> None:
    log.report_together(code, draft.sheet, draft.cells(np.flatnonzero(rows)))


def _with_other_columns(draft: Draft, code: str, rows: Mask, log: IssueLog) -> None:
    """Together, with the columns in which days stand."""
    header = draft.block.header
    values = {"header": one_line(draft.mapped["received"][0].header)}
    named = [index for index, text in enumerate(header.shown) if text and holds_days(draft.block.rows, header, index)]
    days = [one_line(header.shown[index]) for index in named]
    if days:
        code = f"{code}.suggested"
        values |= {"columns": join_words(f"“{day}”" for day in days), "yaml": received_yaml(days[0])}
    log.report_together(code, draft.sheet, draft.cells(np.flatnonzero(rows)), **values)


def _fits_a_format(draft: Draft, undated: Mask) -> Mask:
    """All that are no dates, where one format would read them."""
    rows = undated & draft.received.bad
    return rows if rows.any() and _format_of(draft, rows) else np.zeros(len(rows), np.bool_)


def _format_of(draft: Draft, rows: Mask) -> str:
    return suggest_format(draft.columns[draft.mapped["received"][0].index].take(rows).compact().values)


def _with_format(draft: Draft, code: str, rows: Mask, log: IssueLog) -> None:
    log.report_together(code, draft.sheet, draft.cells(np.flatnonzero(rows)), format=_format_of(draft, rows))


UNDATED: tuple[Undated, ...] = (
    Undated(
        "ledger.date-column-empty",
        "整列空白",
        _is_empty,
        _with_other_columns,
        """
        受理日期 | 主要内容
        | 事一
        | 事二
        """,
    ),
    Undated(
        "ledger.year-nowhere",
        "哪里都没有年份",
        lambda draft, _: draft.received.yearless,
        _together,
        """
        受理日期 | 主要内容
        7月1日 | 事一
        7月2日 | 事二
        """,
    ),
    Undated(
        "ledger.month-nowhere",
        "缺少月份",
        _lacks_month,
        _together,
        """
        受理年 | 受理月 | 受理日 | 主要内容
        2026 | 7 | 5 | 事一
        | | 3 | 事二
        """,
    ),
    Undated(
        "ledger.date-far",
        "年份不合理",
        lambda draft, _: draft.received.far,
        _each,
        """
        受理日期 | 主要内容
        1926-07-01 | 事一
        2026-07-02 | 事二
        """,
    ),
    Undated(
        "ledger.date-unsure",
        "分不清月日",
        lambda draft, _: draft.received.unsure,
        _together,
        """
        受理日期 | 主要内容
        15/4/2026 | 事一
        4/16/2026 | 事二
        4/5/2026 | 事三
        """,
    ),
    Undated(
        "ledger.date-format",
        "要在配置里写明日期的写法",
        _fits_a_format,
        _with_format,
        """
        受理日期 | 主要内容
        22-Apr-15 | 事一
        23-Apr-15 | 事二
        """,
    ),
    Undated(
        "ledger.date-unusable",
        "受理日期读不出",
        lambda draft, _: draft.received.bad,
        _each,
        """
        受理日期 | 主要内容
        待补 | 事一
        2026-07-02 | 事二
        """,
    ),
    Undated(
        "ledger.date-missing",
        "没有填受理日期",
        lambda draft, _: ~draft.received.bad,
        _each,
        """
        受理日期 | 主要内容
        | 事一
        2026-07-02 | 事二
        """,
    ),
)
"""In the order in which they are tried."""
