"""Web pages under the name .xls, as many systems export them -> a sheet for each table.

The cells are texts as a browser would show them: runs of blanks are one blank, `<br>` ends a line, `&nbsp;` stays what it is.
"""

import html
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from typing import IO

from reportgen.model.ledgers import SheetRows
from reportgen.read.protocol.columns import Columns
from reportgen.read.protocol.refusals import RefusedError

_MOST_COLUMNS = 16_384
_NUMBERED = re.compile("&#([0-9]{1,9}|[xX][0-9a-fA-F]{1,8});?")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINES = ("br", "p", "div", "li")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(?:[!?]|[a-zA-Z][\w:.-]*[\s/>])")
_TABLE = re.compile(r"<(?:html|table)\b", re.IGNORECASE)


def is_markup(head: str) -> bool:
    """Whether a text that begins so is made of tags; raises RefusedError where there is no web page among them."""
    if not _MARKUP.match(head):
        return False
    if _TABLE.search(head):
        return True
    raise RefusedError("read.not-a-ledger", kind="markup")


def read_tables(text: IO[str], name: str) -> tuple[SheetRows, ...]:
    """The tables of a web page, in the order in which they begin; the first sheet has this name, the others a number after it."""
    page = _Page()
    page.feed(_NUMBERED.sub(_keep_illegal, text.read()))
    page.close()
    sheets = [table.sheet() for table in page.tables]
    filled = [sheet for sheet in sheets if sheet.height]
    return tuple(
        replace(sheet, name=f"{name} {number}" if number > 1 else name) for number, sheet in enumerate(filled, 1)
    )


class _Table:
    """One table in the making."""

    def __init__(self) -> None:
        """Without a row yet."""
        self.columns = Columns()
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self._row: list[str] | None = None
        self._cell: list[list[str]] | None = None  # pieces of text, line by line
        self._across = 1
        self._covered: dict[int, int] = {}  # column, 0-based -> in how many rows, this one included, a cell spans it

    def sheet(self) -> SheetRows:
        """The finished table."""
        self.end_row()
        return replace(self.columns.sheet(""), merges=tuple(self.merges), hidden_rows=frozenset(self.hidden_rows))

    def begin_row(self, hidden: bool) -> None:
        """A new row; the one before ends, whether its tag was closed or not."""
        self.end_row()
        self._row = []
        if hidden:
            self.hidden_rows.add(self.columns.height + 1)

    def end_row(self) -> None:
        """Adds the row to the others."""
        self.end_cell()
        if self._row is not None:
            self.columns.add([self._row])
            self._covered = {column: rows - 1 for column, rows in self._covered.items() if rows > 1}
        self._row = None

    def begin_cell(self, across: int, down: int) -> None:
        """A new cell that spans so many columns and rows, in the next place that no cell from above spans."""
        self.end_cell()
        self._row = [] if self._row is None else self._row
        while len(self._row) in self._covered:
            self._row.append("")
        if len(self._row) + across > _MOST_COLUMNS:
            raise RefusedError("read.damaged")
        row, column = self.columns.height + 1, len(self._row) + 1
        if across > 1 or down > 1:
            self.merges.append((row, column, row + down - 1, column + across - 1))
            self._covered.update(dict.fromkeys(range(column - 1, column + across - 1), down))
        self._cell, self._across = [[]], across

    def end_cell(self) -> None:
        """Adds the cell to its row."""
        if self._row is not None and self._cell is not None:
            lines = (_BLANKS.sub(" ", "".join(line)).strip(" ") for line in self._cell)
            self._row += ["\n".join(lines).strip("\n"), *[""] * (self._across - 1)]
        self._cell = None

    def write(self, text: str) -> None:
        """Text within the cell; between cells there is none."""
        if self._cell is not None:
            self._cell[-1].append(text)

    def end_line(self) -> None:
        """A line break within the cell."""
        if self._cell is not None:
            self._cell.append([])


class _Page(HTMLParser):
    """Gathers the tables of a page, a table within a table apart from it."""

    def __init__(self) -> None:
        """Before the first tag."""
        super().__init__()
        self.tables: list[_Table] = []
        self._open: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tables, rows, cells and line ends; all else is formatting."""
        if tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif self._open and tag == "tr":
            self._open[-1].begin_row(hidden=bool(_HIDDEN.search(dict(attrs).get("style") or "")))
        elif self._open and tag in ("td", "th"):
            self._open[-1].begin_cell(_span(attrs, "colspan"), _span(attrs, "rowspan"))
        elif self._open and tag in _LINES:
            self._open[-1].end_line()

    def handle_endtag(self, tag: str) -> None:
        """The end of a table, row or cell."""
        if self._open and tag == "table":
            self._open.pop().end_row()
        elif self._open and tag == "tr":
            self._open[-1].end_row()
        elif self._open and tag in ("td", "th"):
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        """Text, unless it is a script or a style sheet."""
        if self._open and self.cdata_elem is None:
            self._open[-1].write(data)


def _keep_illegal(reference: re.Match[str]) -> str:
    """A numbered character that no text may hold as itself, so that its cell is marked; the parser would drop it."""
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    if number > sys.maxunicode:
        return "&amp;" + reference[0][1:]
    return chr(number) if html.unescape(reference[0]) in ("", "\ufffd") else reference[0]


def _span(attributes: list[tuple[str, str | None]], name: str) -> int:
    value = dict(attributes).get(name) or ""
    return max(1, int(value)) if value.isascii() and value.isdigit() else 1
