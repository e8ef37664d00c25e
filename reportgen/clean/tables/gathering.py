"""The tables of all sheets as one: the texts of each field and the days, row below row."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.clean.cells.cells import Cells, Codes, Mask, are_all, join_cells
from reportgen.clean.cells.issue_log import IssueLog, join_words
from reportgen.clean.cells.ticks import chosen
from reportgen.clean.cells.values import Nulls, as_texts, stripped, tidy_lines
from reportgen.clean.dates.column_dates import DayColumn, join_days
from reportgen.clean.header.columns import ColumnOf
from reportgen.clean.tables.table import Table
from reportgen.clean.words.vocabulary import Words
from reportgen.model.sources import Source
from reportgen.settings.models import FieldName

STATUS_SHARE, LEAST_SHARE = 0.8, 0.4
"""A column of handling is one of status when so many of its filled cells are words of status; fewer are enough where all of them are short words,
for an unknown word among them (转办) is rather one of status, too, and is then warned of."""
_SHORT = 6
"""Characters that a word of status has at most."""
_PLAIN: tuple[FieldName, ...] = ("channel", "subject", "text", "verified", "satisfaction", "region")
_DAYS = frozenset({"received", "closed", "due"})
_IN_LINES: tuple[FieldName, ...] = ("unit", "category")  # a line break may part several names
_CHOICES = ("category", "channel", "handling", "status", "verified", "satisfaction")
"""Fields of which forms print what may be chosen."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All dated rows. `table` is the place of each row's table; `texts` has the fields' tidy texts, "" where there is none.

    Beside the fields there are `number` (the case number where it identifies the case) and `handling_text`.
    `status_header` numbers the names of status columns (0: no status column).
    """

    tables: tuple[Table, ...]
    table: Codes
    row: Codes
    texts: Mapping[str, Cells[str]]
    received: DayColumn
    closed: DayColumn
    due: DayColumn
    status_header: Codes
    has_closed: Mask
    has_due: Mask
    fields: frozenset[str]

    def take(self, rows: Codes) -> "Gathered":
        """These rows only, in this order."""
        if are_all(rows, len(self.row)):
            return self
        return Gathered(
            self.tables, self.table[rows], self.row[rows], {field: cells.take(rows) for field, cells in self.texts.items()},
            self.received.take(rows), self.closed.take(rows), self.due.take(rows), self.status_header[rows], self.has_closed[rows], self.has_due[rows], self.fields,
        )  # fmt: skip

    def cells(self, rows: Codes, field: FieldName) -> dict[int, list[tuple[int, int | None]]]:
        """The (row, column) of a field's cell in these rows, by table; no column where the table has none for the field."""
        tables = self.table[rows]
        return {
            place: [(row, self._column(place, field)) for row in self.row[rows[tables == place]].tolist()]
            for place in dict.fromkeys(tables.tolist())
        }

    def places(self, rows: Codes, field: FieldName) -> list[Source]:
        """The field's cell in each of these rows."""
        found = zip(self.table[rows].tolist(), self.row[rows].tolist(), strict=True)
        columns = [self._column(place, field) for place in range(len(self.tables))]
        return [self.tables[table].sheet.source(row, columns[table]) for table, row in found]

    def _column(self, table: int, field: FieldName) -> int | None:
        mapped = self.tables[table].mapped.get(field)
        return self.tables[table].number(mapped[0]) if mapped else None

    def place(self, row: int, field: FieldName) -> Source:
        """The field's cell in a row, or the row where its table has no such field."""
        table = int(self.table[row])
        return self.tables[table].sheet.source(int(self.row[row]), self._column(table, field))


def gather(tables: Sequence[Table], nulls: Nulls, status: Words, also: Iterable[FieldName], log: IssueLog) -> Gathered:
    """All rows of the tables, in the order of the tables; `also` are fields whose texts are wanted beside the usual ones."""
    as_status = _status_headers(tables, nulls, status)
    parts = [_texts(table, nulls, as_status, log) for table in tables]
    names: list[str] = [*_PLAIN, *_IN_LINES, "id", "number", "handling", "handling_text", "status"]
    heights = [len(table.rows) for table in tables]
    for field in set(also) - _DAYS - set(names):
        for table, (texts, _) in zip(tables, parts, strict=True):
            texts[field] = table.field(field, nulls)
        names.append(field)
    headers = {name: number for number, name in enumerate(sorted({name for _, name in parts if name}), 1)}
    return Gathered(
        tuple(tables),
        np.repeat(np.arange(len(tables)), heights),
        np.concatenate([table.rows for table in tables]) if tables else np.zeros(0, np.int64),
        {field: join_cells([texts[field] for texts, _ in parts]) for field in names},
        join_days([table.received for table in tables]),
        join_days([table.closed for table in tables]),
        join_days([table.due for table in tables]),
        np.repeat(np.array([headers.get(name, 0) for _, name in parts], np.int64), heights),
        np.repeat(np.array(["closed" in table.mapped for table in tables], np.bool_), heights),
        np.repeat(np.array(["due" in table.mapped for table in tables], np.bool_), heights),
        frozenset(_fields(tables, parts, as_status)),
    )


def _fields(
    tables: Sequence[Table], parts: Sequence[tuple[Mapping[str, Cells[str]], str]], as_status: frozenset[str]
) -> Iterable[str]:
    for table, (_, status_header) in zip(tables, parts, strict=True):
        for field in table.mapped:
            if field != "handling" or _handling_columns(table, as_status):
                yield field
        if status_header or "closed" in table.mapped:
            yield "status"


def _status_headers(tables: Sequence[Table], nulls: Nulls, status: Words) -> frozenset[str]:
    """The headers of handling columns that hold words of status, in sheets that have no status column."""
    cells: dict[str, Counter[str]] = {}
    for table in tables:
        for column in table.mapped.get("handling", ()) if "status" not in table.mapped else ():
            texts = table.texts(column, nulls)
            words = zip(texts.values, texts.counts().tolist(), strict=True)
            cells.setdefault(column.header, Counter()).update({text: count for text, count in words if text})
    return frozenset(header for header, words in cells.items() if _is_status(words, status))


def _is_status(words: Counter[str], status: Words) -> bool:
    known = sum(count for word, count in words.items() if status.knows(word))
    share = LEAST_SHARE if all(len(word) <= _SHORT for word in words) else STATUS_SHARE
    return known > 0 and known >= share * words.total()


def _handling_columns(table: Table, as_status: frozenset[str]) -> list[ColumnOf]:
    columns = table.mapped.get("handling", ())
    return [column for column in columns if "status" in table.mapped or column.header not in as_status]


def _texts(table: Table, nulls: Nulls, as_status: frozenset[str], log: IssueLog) -> tuple[dict[str, Cells[str]], str]:
    """The texts of one table by field, and the header of its status column."""
    texts: dict[str, Cells[str]] = {field: table.field(field, nulls) for field in _PLAIN}
    texts |= {field: _in_lines(table, field, nulls) for field in _IN_LINES}
    texts["id"], texts["number"] = _numbers(table, nulls, log)
    status = _status_column(table, as_status, log)
    texts["status"] = table.texts(status, nulls) if status else Cells.repeat("", len(table.rows))
    texts["handling"], texts["handling_text"] = _handling(table, _handling_columns(table, as_status), nulls, log)
    texts |= {field: chosen(texts[field]) for field in _CHOICES}
    return texts, status.header if status else ""


def _in_lines(table: Table, field: FieldName, nulls: Nulls) -> Cells[str]:
    """The texts of a field's best column with their line breaks."""
    columns = table.mapped.get(field)
    if not columns:
        return Cells.repeat("", len(table.rows))
    cells = table.columns[columns[0].index].compact()
    return cells.become(nulls.clear_all([tidy_lines(text) for text in as_texts(cells.values)]))


def _numbers(table: Table, nulls: Nulls, log: IssueLog) -> tuple[Cells[str], Cells[str]]:
    """The case numbers kept to the character, and those of them that identify a case.

    Of a number that is typed as one the last zeros are lost: the tenth of September, 9.10, is the first, 9.1.
    """
    nothing = Cells.repeat("", len(table.rows))
    if "id" not in table.mapped:
        return nothing, nothing
    column = table.mapped["id"][0]
    cells = table.columns[column.index].compact()
    ids = cells.become(nulls.clear_all(stripped(as_texts(cells.values))))
    parted = np.flatnonzero(cells.where(_is_parted))
    if len(parted) and not column.serial:
        rows = table.rows[parted].tolist()
        log.report_together("ledger.number-loses-zero", table.sheet, [(row, table.number(column)) for row in rows])
    return ids, nothing if column.serial else ids


def _is_parted(value: object) -> bool:
    """Whether a cell holds a number with one digit behind its point, of which a zero may have been lost."""
    return isinstance(value, float) and len(repr(value).partition(".")[2]) == 1 and not value.is_integer()


def _status_column(table: Table, as_status: frozenset[str], log: IssueLog) -> ColumnOf | None:
    if "status" in table.mapped:
        return table.mapped["status"][0]
    found = [column for column in table.mapped.get("handling", ()) if column.header in as_status]
    for column in found[:1]:
        place = table.sheet.source(None, table.number(column))
        log.report("ledger.handling-is-status", place, header=column.header)
    _report_unused(table, found[1:], log)
    return found[0] if found else None


def _report_unused(table: Table, columns: Sequence[ColumnOf], log: IssueLog) -> None:
    """Reports the columns of handling that are neither kind nor story nor status."""
    if columns:
        headers = join_words(f"“{column.header}”" for column in columns)
        log.report("ledger.handlings-unused", table.sheet.source(None, table.number(columns[0])), headers=headers)


def _handling(table: Table, columns: Sequence[ColumnOf], nulls: Nulls, log: IssueLog) -> tuple[Cells[str], Cells[str]]:
    """The kind of handling and its text: of several columns the shorter has the kind, the longer the story."""
    if not columns:
        nothing = Cells.repeat("", len(table.rows))
        return nothing, nothing
    texts = [table.texts(column, nulls) for column in columns]
    if len(columns) == 1:
        return texts[0], texts[0]
    lengths = [_mean_length(cells) for cells in texts]
    kind, story = lengths.index(min(lengths)), lengths.index(max(lengths))
    if kind == story:
        story = 1
    place = table.sheet.source(None, table.number(columns[kind]))
    log.report("ledger.two-handlings", place, kind=columns[kind].header, story=columns[story].header)
    _report_unused(table, [column for index, column in enumerate(columns) if index not in (kind, story)], log)
    return texts[kind], texts[story]


def _mean_length(cells: Cells[str]) -> float:
    counts = cells.counts()
    lengths = np.array([len(text) for text in cells.values], np.int64)
    return float((counts * lengths).sum() / max(1, counts[lengths > 0].sum()))
