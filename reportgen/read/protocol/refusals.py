"""Why a file is not read: raised inside the child, turned into an issue by the parent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PendingIssue:
    """An issue in the making: its code, the place within the file, and plain values for its words."""

    code: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    values: tuple[tuple[str, str], ...] = ()


class RefusedError(Exception):
    """The file cannot or may not be read; `note` says why."""

    def __init__(
        self,
        code: str,
        sheet: str | None = None,
        row: int | None = None,
        column: int | None = None,
        **values: str,
    ) -> None:
        """`row` and `column` are 1-based, `values` fill the places in the message of the code."""
        self.note = PendingIssue(code, sheet, row, column, tuple(values.items()))
        super().__init__(code)
