"""How long each case took and whether it was closed in time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.dates.column_dates import DayColumn, Days

CLOSED, OPEN, OVERDUE = "closed", "open", "overdue"


@dataclass(frozen=True, slots=True)
class Times:
    """For each row: `closed` (NaT where not known or before the case came in), `days` between (valid where `timed`), `due`,
    the last day in time (NaT where not known), and of closed ones `on_time`, valid where `judged`."""

    closed: Days
    days: NDArray[np.int64]
    timed: Mask
    on_time: Mask
    judged: Mask
    due: Days


def closed_early(received: DayColumn, closed: DayColumn) -> Mask:
    """The rows closed before they came in: a day that is refused and closes nothing."""
    return closed.known & closed.exact & received.exact & (closed.days < received.days)


def measure(
    received: DayColumn,
    closed: DayColumn,
    due: DayColumn,
    status: Cells[str],
    tells_overdue: Mask,
    allowed: int | None,
    has_due: Mask,
) -> Times:
    """The times of all rows.

    Only days known to the day are compared. `allowed` is the number of days that a case may take in a table that has no column
    of the day by which it is due (`has_due` marks rows of those that have one); `tells_overdue` marks rows whose status
    column says of some cases that they are overdue, so that a closed one is on time.
    """
    early = closed_early(received, closed)
    days_closed = np.where(early, np.datetime64("NaT", "D"), closed.days)
    timed = ~np.isnat(days_closed) & closed.exact & received.exact
    days = np.where(timed, (days_closed - received.days).astype(np.int64), 0)
    overdue, done = status.where(OVERDUE.__eq__), status.where(CLOSED.__eq__)
    by_due = ~np.isnat(days_closed) & closed.exact & due.exact
    limited = received.exact & (allowed is not None) & ~has_due
    by_limit = timed & limited & ~by_due
    by_status = done & tells_overdue & ~by_due & ~by_limit
    in_time = (by_due & (days_closed <= due.days)) | (by_limit & (days <= (allowed or 0))) | by_status
    limit = np.where(limited, received.days + np.timedelta64(allowed or 0, "D"), np.datetime64("NaT", "D"))
    last = np.where(due.known & due.exact, due.days, limit)
    return Times(days_closed, days, timed, in_time & ~overdue, overdue | by_due | by_limit | by_status, last)


def derive_status(status: Cells[str], closed: DayColumn, early: Mask, has_status: Mask, has_closed: Mask) -> Cells[str]:
    """A case without a word on its status is closed when it has a day of closing that is not refused (`early`).

    Where its sheet has no status column at all, but one for the day of closing, it is open when that cell is empty.
    """
    silent = status.where(lambda word: not word)
    values = [*status.values, CLOSED, OPEN]
    by_day = silent & closed.known & ~early
    still_open = silent & ~closed.known & ~closed.bad & ~has_status & has_closed
    codes: Codes = np.where(by_day, len(values) - 2, np.where(still_open, len(values) - 1, status.codes))
    return Cells(values, codes)
