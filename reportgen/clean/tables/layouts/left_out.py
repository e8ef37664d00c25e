"""What is reported of sheets and parts of sheets that list no cases, and of a file that has no others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportgen.chinese.words.surnames import ANY, COMPOUND
from reportgen.clean.cells.issue_log import IssueLog, Sheet, join_words
from reportgen.clean.header.columns import one_line, received_yaml
from reportgen.clean.header.headers import Header
from reportgen.clean.tables.layouts.layouts import FORM, NO_DATE, Layout
from reportgen.clean.tables.layouts.nearest import Nearest, holds_days, nearest_header
from reportgen.clean.tables.layouts.part import Part
from reportgen.clean.words.synonyms import AMBIGUOUS
from reportgen.messages import _, field_word

_SHOWN = 12  # columns of what is nearest to a header
_SEVERAL = 2  # known columns
_ENDINGS = "期间号型别类级分况式果位门址数率额度量容注见项题述时因称"  # of headers, hardly of names


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A table, or a whole sheet, of which no case is read; `beside` where the sheet has another table."""

    sheet: Sheet
    part: Part
    layout: Layout
    beside: bool

    @property
    def row(self) -> int | None:
        """The last row of the header."""
        return self.part.rows.first_row + self.part.header.bottom if self.part.header else None

    @property
    def nearness(self) -> tuple[int, int]:
        """How near it comes to a ledger: a table without its day most, then one of another layout, by its known columns."""
        if self.part.header is not None:
            return 1 + (self.layout is NO_DATE), len(self.part.fields)
        nearest = nearest_header(self.part.rows, self.part.book)
        return 0, len({*nearest.fields, *nearest.days}) if nearest else 0

    @property
    def resembles_ledger(self) -> bool:
        """Whether it has a header, or a row with several names of columns."""
        return self.nearness >= (0, _SEVERAL)


@dataclass(frozen=True, slots=True)
class _Details:
    """The details of an issue: its row, the values of its message, and what its code ends with."""

    row: int | None
    values: Mapping[str, object] = field(default_factory=dict)
    ending: str = ""


def report_left_out(left: LeftOut, log: IssueLog) -> None:
    """An issue about what is left out beside a ledger."""
    _report(left, left.layout.as_part if left.beside else left.layout.code, log)


def report_no_ledger(left: LeftOut, log: IssueLog) -> None:
    """An error: the file has no ledger, with what comes nearest to one."""
    _report(left, left.layout.alone, log)


def _report(left: LeftOut, code: str, log: IssueLog) -> None:
    details = _DETAILS.get(code, _place)(left)
    log.report(code + details.ending, left.sheet.source(details.row), **details.values)


def _place(left: LeftOut) -> _Details:
    return _Details(left.row)


def _columns(left: LeftOut) -> _Details:
    """The headers of its columns."""
    shown = left.part.header.shown if left.part.header else ()
    return _Details(left.row, {"columns": join_words(f"“{one_line(text)}”" for text in shown if text)})


def _suggested_days(left: LeftOut) -> _Details:
    """The columns that hold days and are not known, below the header or what comes nearest to one."""
    part, header = left.part, left.part.header
    days: tuple[int, ...] = ()
    if header is not None:
        unused = [index for index, names in enumerate(header.names) if names[0] and index not in part.fields]
        days = tuple(index for index in unused if holds_days(part.rows, header, index))
    elif nearest := nearest_header(part.rows, part.book):
        header, days = nearest.header, nearest.days
    if header is None or not days:
        return _Details(left.row)
    columns = [one_line(header.shown[index]) for index in days]
    values = {"columns": join_words(columns), "yaml": received_yaml(columns[0]), "others": join_words(columns[1:])}
    return _Details(part.rows.first_row + header.bottom, values, ".suggested")


def _nearest(left: LeftOut) -> _Details:
    """What it looks like, and what comes nearest to a header: a form has none."""
    looks = _(left.layout.looks)
    nearest = nearest_header(left.part.rows, left.part.book) if left.layout.looks != FORM else None
    if nearest is None:
        return _Details(left.row, {"looks": looks})
    row = left.part.rows.first_row + nearest.header.bottom
    seen = {"looks": looks, "row": row, "columns": _name_columns(nearest)}
    if not nearest.days:
        return _Details(row, seen, ".seen")
    day = one_line(nearest.header.shown[nearest.days[0]])
    others = join_words(one_line(nearest.header.shown[index]) for index in nearest.days[1:])
    return _Details(row, {**seen, "yaml": received_yaml(day), "others": others}, ".nearest")


_DETAILS: Mapping[str, Callable[[LeftOut], _Details]] = {
    "ledger.counts-not-cases": _columns,
    "ledger.part-is-summary": _columns,
    "ledger.part-left-out": _columns,
    "ledger.only-counts": _columns,
    "ledger.sheet-without-date": _suggested_days,
    "ledger.sheet-without-header": _suggested_days,
    "ledger.no-date-column": _suggested_days,
    "ledger.no-header": _nearest,
}
"""The details of each issue that has more than its place."""


def _name_columns(nearest: Nearest) -> str:
    """The first columns, each with the field that it is known to hold."""
    columns = [
        _name_column(nearest.header, index, nearest.fields.get(index))
        for index, names in enumerate(nearest.header.names)
        if names[0]
    ]
    return join_words(columns[:_SHOWN]) + (" …" if len(columns) > _SHOWN else "")


def _name_column(header: Header, index: int, known: str | None) -> str:
    shown = one_line(header.shown[index])
    return f"“{shown}” ({field_word(known)})" if known else f"“{_fit_to_show(shown)}”"


def _fit_to_show(header: str) -> str:
    """What may be a header, but may be the cell of a case as well: "…" where it may be a person's name."""
    named = (len(header) in (2, 3) and header[0] in ANY) or (len(header) in (3, 4) and header[:2] in COMPOUND)
    return "…" if named and header not in AMBIGUOUS and header[-1] not in _ENDINGS else header
