"""Whether a report can have been signed on its day: not before its period, and not before the cases that it counts."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from reportgen.messages import issue
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.model.sources import Issue


def signature_issues(ledger: Ledger, period: Period, signed: date, clock: date | None = None) -> Iterator[Issue]:
    """An error where the day of signature lies before the period, a warning where the ledgers know days after it.

    Of the ledgers' days those up to the period's end count, and all of them for the `clock`, the day of building.
    """
    if signed < period.start:
        yield issue("figures.signed-before-period", signed=signed, period=str(period), start=period.start)
        return
    last = _last_day(ledger, None)
    if clock and last and clock < last:
        yield issue("figures.clock-behind", clock=clock, last=last)
        return
    last = _last_day(ledger, period.end)
    if last and signed < last:
        yield issue("figures.signed-before-cases", signed=signed, last=last)


def _last_day(ledger: Ledger, until: date | None) -> date | None:
    """The last day of receipt that is known to the day."""
    cases = ledger.cases
    days = cases["received"].to_numpy()[(cases["precision"] == "day").to_numpy()].astype("datetime64[D]")
    known = days if until is None else days[days <= np.datetime64(until, "D")]
    last: date | None = known.max().astype(object) if len(known) else None
    return last
