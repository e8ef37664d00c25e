"""A ledger as it was read, held against the truth: what is silently wrong, lost without a word, or said without need."""

from collections.abc import Iterable, Sequence

import pandas as pd

from reportgen.model.ledgers import JOINT, Ledger
from reportgen.model.sources import Issue, Level
from tests.ledgers.mess import FAULTS, FIELDS, Book, Line, Page

Place = tuple[str, str, int]


def faults(book: Book, ledger: Ledger, issues: Sequence[Issue]) -> list[str]:
    """Everything in which the ledger and its issues are not what the book makes necessary, the gravest first."""
    named = _named(issues) | _of_copies(book, ledger, issues)
    found = _by_place(ledger)
    wrong: list[str] = []
    for page, row, lines in _rows_of(book, issues):
        wrong += _of_row(page, row, lines, found.pop((page.file, page.sheet, row), []), named)
    wrong += [f"WRONG no case, but counted as one: {place}" for place in found]
    warned = _named([issue for issue in issues if issue.level is Level.WARNING])
    wrong += [
        f"LOST {page.file} [{page.sheet}] {row}: a count that is not true, and no warning"
        for page in book.pages for row in sorted(page.doubts) if not page.hopeless and (page.file, page.sheet, row) not in warned
    ]  # fmt: skip
    wrong += [*_of_groups(book, ledger), *_of_counts(book, ledger, named), *_alarms(book, issues)]
    return wrong


def _rows_of(book: Book, issues: Sequence[Issue]) -> list[tuple[Page, int, list[Line]]]:
    """The rows of cases; those of a sheet without a single usable day need not be named where the sheet as a whole is refused."""
    refused = {
        (issue.source.file, issue.source.sheet) for issue in issues if issue.level is Level.ERROR and issue.source
    }
    rows = [(page, row, lines) for page in book.pages for row, lines in page.lines.items()]
    return [found for found in rows if (found[0].file, found[0].sheet) not in refused or not found[0].hopeless]


def _of_copies(book: Book, ledger: Ledger, issues: Sequence[Issue]) -> set[Place]:
    """The rows of sheets of which none is counted and one warning says that all of them repeat another sheet."""
    copied = {
        (issue.source.file, issue.source.sheet)
        for issue in issues
        if issue.code == "ledger.sheet-copied" and issue.source
    }
    used = {(file, sheet) for file, sheet, _ in _by_place(ledger)}
    return {
        (page.file, page.sheet, row)
        for page in book.pages
        if (page.file, page.sheet) in copied - used
        for row in page.lines
    }


def _named(issues: Sequence[Issue]) -> set[Place]:
    """The rows that issues name."""
    sources = [source for issue in issues for source in (issue.source, *issue.places) if source]
    return {(source.file, source.sheet or "", source.row) for source in sources if source.row}


def _by_place(ledger: Ledger) -> dict[Place, list[dict[str, object]]]:
    found: dict[Place, list[dict[str, object]]] = {}
    for case in ledger.cases.to_dict("records"):
        place = (ledger.files[case["file"]], ledger.sheets[case["file"]][case["sheet"]], case["row"])
        found.setdefault(place, []).append(case)
    return found


def _of_row(
    page: Page, row: int, lines: list[Line], cases: list[dict[str, object]], named: set[Place]
) -> Iterable[str]:
    place, told = f"{page.file} [{page.sheet}] {row}", (page.file, page.sheet, row) in named
    found, left = _matched(page, lines, cases)
    for line in lines:
        case = found.get(id(line))
        if case is None:
            yield from _of_missing(place, line, told)
        elif line.fate == "rejected":
            yield f"WRONG {place}: counted on {case['received']}, but its day is not known"
        else:
            yield from (f"WRONG {place}: {difference}" for difference in _differences(page, line, case))
            if not told and (silent := _silent(page, line)):
                yield f"LOST {place}: nothing is said of {sorted(silent)}"
    yield from (f"WRONG {place}: a case that is none: {case}" for case in left)


def _matched(
    page: Page, lines: list[Line], cases: list[dict[str, object]]
) -> tuple[dict[int, dict[str, object]], list[dict[str, object]]]:
    """The case of each line by the line's identity, the likest first, and the cases that are no line's.

    There are several only where tables stand side by side.
    """
    pairs = [
        (len(list(_differences(page, line, case))), at, of)
        for at, line in enumerate(lines)
        for of, case in enumerate(cases)
    ]
    found: dict[int, int] = {}
    for _, at, of in sorted(pairs):
        if at not in found and of not in found.values():
            found[at] = of
    left = [case for of, case in enumerate(cases) if of not in found.values()]
    return {id(lines[at]): cases[of] for at, of in found.items()}, left


def _silent(page: Page, line: Line) -> set[str]:
    """The fields of which something should have been said: those that the page has, with what follows from others left out."""
    told = line.lost & page.fields
    return told if "closed" in page.fields or "closed" not in line.lost else told - {"status"}


def _of_missing(place: str, line: Line, told: bool) -> Iterable[str]:
    if not told:
        yield f"LOST {place}: not counted, and no issue names it ({line.fate})"
    elif line.fate == "used" and line.group is None:
        yield f"REFUSED {place}: a good row was not counted"


def _differences(page: Page, line: Line, case: dict[str, object]) -> Iterable[str]:
    expected = _expected(page, line) | (
        {} if page.period.start <= case["received"].date() <= page.period.end else {"text": ""}
    )
    for name in FIELDS:
        value = _plain(case[name])
        if name in line.lost or value == expected[name]:
            continue
        if name == "received" and line.rough and str(value)[:7] == str(expected[name])[:7]:
            continue
        yield f"{name} is {value!r}, it should be {expected[name]!r}"


def _expected(page: Page, line: Line) -> dict[str, object]:
    case = line.case
    closed = case.closed if "closed" in page.fields else None
    status = case.status
    if "status" not in page.fields:
        status = ("closed" if case.closed else "open") if "closed" in page.fields else ""
    return {
        "id": case.id,
        "received": case.received.isoformat(),
        "unit": JOINT.join(case.unit),
        "category": JOINT.join(case.category),
        "text": case.text,
        "status": status,
        "closed": closed.isoformat() if closed else None,
    }


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return None if value is pd.NaT else value


def _of_groups(book: Book, ledger: Ledger) -> Iterable[str]:
    """Of the same case several times exactly one is counted; where tables stand side by side, a row alone does not tell."""
    used = _by_place(ledger)
    groups: dict[int, list[Place]] = {}
    for page, row, line in book.lines:
        if line.group is not None and line.group >= 0:
            groups.setdefault(line.group, []).append((page.file, page.sheet, row))
    alone = {
        (page.file, page.sheet, row) for page in book.pages for row, lines in page.lines.items() if len(lines) == 1
    }
    for places in groups.values():
        if alone.issuperset(places) and (kept := sum(place in used for place in places)) != 1:
            yield f"WRONG the same case in {places} is counted {kept} times"


def _of_counts(book: Book, ledger: Ledger, named: set[Place]) -> Iterable[str]:
    """Read = used + rejected + duplicates, in the whole and in every table, and as many as there are."""
    counts, rejected = ledger.counts, 0
    tables = [
        (ledger.files[table.file], ledger.sheets[table.file][table.sheet], table.counts) for table in ledger.tables
    ]
    for page in book.pages:
        parts = [part for file, sheet, part in tables if (file, sheet) == (page.file, page.sheet)]
        read, lines = sum(part.read for part in parts), [line for found in page.lines.values() for line in found]
        stray = read - len(lines)
        if not (page.hopeless and not read) and not 0 <= stray <= sum(
            (page.file, page.sheet, row) in named for row in page.strays
        ):
            yield f"COUNT {page.file} [{page.sheet}]: {read} read of {len(lines)}"
        rejected += read - sum(line.fate != "rejected" for line in lines)
    if any(
        part.read != part.used + part.rejected + part.duplicates for part in (counts, *(part for _, _, part in tables))
    ):
        yield f"COUNT does not add up: {counts} {tables}"
    if any(
        sum(getattr(part, name) for _, _, part in tables) != getattr(counts, name)
        for name in ("read", "used", "rejected", "duplicates")
    ):
        yield f"COUNT the tables are not the whole: {counts} {tables}"
    if (counts.used, counts.rejected) != (len(ledger.cases), rejected):
        yield f"COUNT {counts}; there are {len(ledger.cases)} cases and {rejected} rows without a usable day"


_UNMAPPED = frozenset(
    {"missing-category", "unknown-category", "error-cells", "formulas", "long-numbers", "illegal-characters"}
)
"""Kinds of mess that may leave most cases of a small book without a category: there is no report, and that is said."""


def _alarms(book: Book, issues: Sequence[Issue]) -> Iterable[str]:
    """Where nothing is wrong, nothing is warned of; and nothing at all is so wrong that there can be no report."""
    counted = any(line.fate != "rejected" for _, _, line in book.lines)
    others = {
        (page.file, page.sheet) for page in book.pages if not page.lines
    }  # that a sheet holds no cases may be said aloud
    strays = {(page.file, page.sheet, row) for page in book.pages for row in page.strays}
    for issue in issues:
        if issue.level is Level.WARNING and issue.source and (issue.source.file, issue.source.sheet) in others:
            continue
        needless = issue.level is Level.WARNING and not book.kinds & FAULTS and not _named([issue]) & strays
        told = issue.code.startswith("ledger.mostly-unmapped") and book.kinds & _UNMAPPED
        if needless or (issue.level is Level.ERROR and counted and not told):
            yield f"ALARM {issue.code} {issue.source}: {issue.message}"
