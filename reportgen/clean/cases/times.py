"""How long each case took and whether it was closed in time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.dates.column_dates import DayColumn, Days

CLOSED, OPEN, OVERDUE = "closed", "open", "overdue"


@dataclass(frozen=True, slots=True)
class Times:
    """For each row: `closed` (NaT where not known or before the case came in), `days` between (valid where `timed`), and
    `on_time`, valid where `judged`; `early` marks the rows closed before they came in."""

    closed: Days
    days: NDArray[np.int64]
    timed: Mask
    on_time: Mask
    judged: Mask
    early: Mask


def measure(
    received: DayColumn, closed: DayColumn, due: DayColumn, status: Cells[str], tells_overdue: Mask, allowed: int | None
) -> Times:
    """The times of all rows.

    Only days known to the day are compared. `allowed` is the number of days that a case may take where it has no day by which it is due; `tells_overdue` marks rows whose status
    column says of some cases that they are overdue, so that a closed one is on time.
    """
    early = closed.known & closed.exact & received.exact & (closed.days < received.days)
    days_closed = np.where(early, np.datetime64("NaT", "D"), closed.days)
    timed = ~np.isnat(days_closed) & closed.exact & received.exact
    days = np.where(timed, (days_closed - received.days).astype(np.int64), 0)
    overdue, done = status.where(OVERDUE.__eq__), status.where(CLOSED.__eq__)
    by_due = ~np.isnat(days_closed) & closed.exact & due.exact
    by_limit = timed & (allowed is not None) & ~by_due
    by_status = done & tells_overdue & ~by_due & ~by_limit
    in_time = (by_due & (days_closed <= due.days)) | (by_limit & (days <= (allowed or 0))) | by_status
    return Times(days_closed, days, timed, in_time & ~overdue, overdue | by_due | by_limit | by_status, early)


def derive_status(status: Cells[str], closed: DayColumn, has_status: Mask, has_closed: Mask) -> Cells[str]:
    """A case without a word on its status is closed when it has a day of closing.

    Where its sheet has no status column at all, but one for the day of closing, it is open when that cell is empty.
    """
    silent = status.where(lambda word: not word)
    values = [*status.values, CLOSED, OPEN]
    by_day = silent & closed.known
    still_open = silent & ~closed.known & ~closed.bad & ~has_status & has_closed
    codes: Codes = np.where(by_day, len(values) - 2, np.where(still_open, len(values) - 1, status.codes))
    return Cells(values, codes)
