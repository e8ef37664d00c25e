"""A sheet told stretch by stretch, so that one of millions of rows is never held whole by the child that reads it."""

from collections.abc import Callable, Sequence

from reportgen.model.ledgers import SheetRows
from reportgen.read.protocol.answers import Stretch, Told, write_column
from reportgen.read.protocol.columns import Columns

Tell = Callable[[Stretch], None]
Span = tuple[int, int] | None
"""The first filled row of a column in a stretch, and the one after the last, counted from 0; None where it is empty."""


class Teller:
    """Hands on the stretches of one sheet, and notes what they come to.

    `misfits` are (row, line, cells) of records that have not as many cells as the others.
    """

    def __init__(self, tell: Tell) -> None:
        """Before the first row."""
        self.height = 0
        self.misfits: list[tuple[int, int, int]] = []
        self._tell = tell
        self._errors: list[tuple[int, int, str]] = []
        self._first, self._last, self._width = -1, 0, 0

    def add(self, stretch: Stretch, spans: Sequence[Span], errors: Sequence[tuple[int, int, str]]) -> None:
        """The next rows; `errors` are (row in the stretch from 0, column from 1, mark)."""
        if not stretch.height:
            return
        self._tell(stretch)
        filled = [span for span in spans if span]
        if filled:
            self._first = self.height + min(first for first, _ in filled) if self._first < 0 else self._first
            self._last = self.height + max(last for _, last in filled)
            self._width = max(self._width, *(number for number, span in enumerate(spans, 1) if span))
        self._errors += [(self.height + row, column, mark) for row, column, mark in errors]
        self.height += stretch.height

    def add_columns(self, columns: Columns) -> None:
        """The next rows, collected in the usual way."""
        believed, errors = columns.believed(first_row=0)
        self.add(Stretch(columns.height, tuple(map(write_column, believed))), columns.spans(), errors)

    def sheet(self, name: str, first_row: int, width: int = 0) -> tuple[SheetRows, Told]:
        """The whole sheet but for its cells, the rows told beginning at this one; empty edges do not count.

        `width` is how many cells a record of the file usually has.
        """
        first = max(0, self._first)
        errors = tuple(sorted((first_row + row, column, mark) for row, column, mark in self._errors))
        sheet = SheetRows(
            name, (), self._last - first, first_row + first, errors=errors, misfits=tuple(self.misfits), width=width
        )
        return sheet, Told(first, self._width)
