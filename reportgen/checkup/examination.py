"""What became of every row of every sheet, and the issues, worst first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from reportgen.model.inspections import CheckedSheet, Finding, Inspection, places_of
from reportgen.model.ledgers import JOINT, Ledger, RowCount, Rows
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Level

_LEVELS = list(Level)
_MONTHS = 3
"""A quarter has so many months."""


def examine(
    rows: Rows,
    ledger: Ledger,
    issues: Sequence[Issue],
    names: Mapping[str, str] | None = None,
    period: Period | None = None,
    renamed: Mapping[str, tuple[str, ...]] | None = None,
) -> Inspection:
    """The health of ledgers that were read and cleaned.

    `ledger` has the cases of `rows`, `issues` are those of reading and cleaning. `names` has the name of each category by its
    code; without it the categories are told as they stand in the ledger. With a `period` its cases are used, the others are
    outside_period; without one all are used. `renamed` has the names of the categories as which words of the ledger are counted.
    """
    days = _Days.of(ledger, period)
    sheets = tuple(
        _check(ledger, days, file, sheet) for file, found in enumerate(rows.files) for sheet in range(len(found.sheets))
    )
    known = {file.file for file in rows.files}
    return Inspection(
        rows,
        sheets,
        tuple(one for one in issues if one.level is Level.ERROR and one.source and one.source.file not in known),
        sum_counts(sheet.counts for sheet in sheets),
        _categories(ledger, days.used, names),
        _findings(issues),
        period,
        tuple((text, renamed[text], count) for text, count in ledger.named if renamed and text in renamed),
        tuple(zip(ledger.files, ledger.sheets, strict=True)),
    )


def sum_counts(counts: Iterable[RowCount]) -> RowCount:
    """The sums."""
    each = [(one.read, one.used, one.rejected, one.duplicates, one.outside_period) for one in counts]
    return RowCount(*map(sum, zip(*each, strict=True))) if each else RowCount()


@dataclass(frozen=True, slots=True)
class _Days:
    """Where each believed case stands, its day, its quarter (counted from 1970), and whether it is used."""

    file: NDArray[np.int64]
    sheet: NDArray[np.int64]
    day: NDArray[np.datetime64]
    quarter: NDArray[np.int64]
    used: NDArray[np.bool_]

    @classmethod
    def of(cls, ledger: Ledger, period: Period | None) -> "_Days":
        file, sheet = (ledger.cases[name].to_numpy(np.int64) for name in ("file", "sheet"))
        day = ledger.cases["received"].to_numpy("datetime64[D]")
        used = np.ones(len(day), np.bool_)
        if period:
            used = (day >= np.datetime64(period.start, "D")) & (day <= np.datetime64(period.end, "D"))
        return cls(file, sheet, day, day.astype("datetime64[M]").astype(np.int64) // _MONTHS, used)

    def span(self, rows: NDArray[np.bool_]) -> tuple[date | None, date | None]:
        days = self.day[rows]
        return (days.min().item(), days.max().item()) if len(days) else (None, None)

    def quarters(self, rows: NDArray[np.bool_]) -> dict[str, int]:
        found, counts = np.unique(self.quarter[rows], return_counts=True)
        return {
            f"{1970 + number // 4:04d}Q{number % 4 + 1}": count
            for number, count in zip(found.tolist(), counts.tolist(), strict=True)
        }


def _check(ledger: Ledger, days: _Days, file: int, sheet: int) -> CheckedSheet:
    tables = tuple(table for table in ledger.tables if (table.file, table.sheet) == (file, sheet))
    believed = sum_counts(table.counts for table in tables)
    here = (days.file == file) & (days.sheet == sheet)
    used = int((here & days.used).sum())
    counts = RowCount(believed.read, used, believed.rejected, believed.duplicates, believed.used - used)
    inside, outside = days.quarters(here & days.used), days.quarters(here & ~days.used)
    return CheckedSheet(file, sheet, tables, counts, inside, outside, *days.span(here))


def _categories(
    ledger: Ledger, used: NDArray[np.bool_], names: Mapping[str, str] | None
) -> tuple[tuple[str, int], ...]:
    if names is None:
        return ledger.named
    counted: Counter[str] = Counter()
    for codes, count in Counter(ledger.cases["category"][used].tolist()).items():
        counted.update(dict.fromkeys(codes.split(JOINT), count))
    return tuple((names[code], count) for code, count in sorted(counted.items(), key=lambda item: -item[1]) if code)


def _findings(issues: Sequence[Issue]) -> tuple[Finding, ...]:
    """The issues by kind; one of many cells is of the kind of one of a single cell."""
    kinds: defaultdict[tuple[Level, str], list[Issue]] = defaultdict(list)
    for issue in issues:
        kinds[issue.level, issue.code.removesuffix(".many")].append(issue)
    found = [
        Finding(level, tuple(same), sum(max(1, len(places_of(issue))) for issue in same))
        for (level, _), same in kinds.items()
    ]
    return tuple(sorted(found, key=lambda finding: (_LEVELS.index(finding.level), -finding.cells)))
