"""The rules of fair comparison once more, in plain Python and by counting days, to hold the tally's against.

Settings are the defaults: 5 days lacking at an end of the ledger, 10 inside, over 10 days of silence; 20 % and 10 cases for scope.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from reportgen.model.periods import Period
from tests.cases import Case

_ONE = timedelta(days=1)


def reason(cases: Sequence[Case], earlier: Period, report: Period) -> str:
    """Why the report's period is not compared with an earlier one: "" where it is; channels are the only scope."""
    days = {case.received for case in cases}
    first = min(days)
    if first > earlier.end:
        return "no-data"
    if (first.year, first.month) > (earlier.start.year, earlier.start.month) or _silent(days, earlier, report):
        return "partly-covered"
    if _scope_differs(cases, earlier, report):
        return "scope"
    return "unfinished" if unfinished(cases, report) else ""


def unfinished(cases: Sequence[Case], report: Period) -> bool:
    """Whether the ledger ends too long before the report's period does; it ends inside it or after."""
    days = {case.received for case in cases}
    last = max(days)
    left = (report.end - last).days
    return report.start <= last and left > 10 and left * _pace(days, report) >= 5


def _pace(days: set[date], report: Period) -> float:
    return sum(day <= report.end for day in days) / max(1, (report.end - min(days)).days + 1)


def _silent(days: set[date], period: Period, report: Period) -> bool:
    """Whether the period has a run of days without a case that is too long for chance."""
    run: list[date] = []
    for day in (*_days(period), None):
        if day is not None and day not in days:
            run.append(day)
            continue
        at_an_end = bool(run) and (run[-1] < min(days) or run[0] > max(days))
        if len(run) > 10 and len(run) * _pace(days, report) >= (5 if at_an_end else 10):
            return True
        run = []
    return False


def _days(period: Period) -> Iterable[date]:
    day = period.start
    while day <= period.end:
        yield day
        day += _ONE


def _scope_differs(cases: Sequence[Case], earlier: Period, report: Period) -> bool:
    now = Counter(case.channel for case in cases if report.start <= case.received <= report.end)
    then = Counter(case.channel for case in cases if earlier.start <= case.received <= earlier.end)
    new = [one for one in _sizeable(now) if _began_late(cases, one, now[one], earlier, report)]
    gone = [
        one
        for one in _sizeable(then)
        if not any(case.channel == one and case.received >= report.start for case in cases)
    ]
    return bool(new) != bool(gone)


def _sizeable(counts: Counter[str]) -> list[str]:
    return [one for one, count in counts.items() if count >= 10 and count / counts.total() >= 0.2]


def _began_late(cases: Sequence[Case], channel: str, count: int, earlier: Period, report: Period) -> bool:
    began = min(case.received for case in cases if case.channel == channel)
    missing = 0
    for number in range(earlier.months):
        year, month = divmod(earlier.start.year * 12 + earlier.start.month - 1 + number, 12)
        missing += (year, month + 1) < (began.year, began.month)
    return missing > 0 and missing * count / report.months >= 5
