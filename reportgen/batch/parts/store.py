"""The file that holds the rows of shared ledgers, each under what it says of its region: an SQLite database of one run.

It is for its owner alone, lies in a folder for its owner alone, and goes with the run. Rows are kept in the form in which readers tell
cells, so that a text, a number and a day stay what they are.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from reportgen.clean.county_rows import Cut, Region
from reportgen.inputs import is_there
from reportgen.model.ledgers import SheetRows
from reportgen.read.parent.receiving import read_note, read_values
from reportgen.read.protocol.answers import Answer, write_values
from reportgen.writing import PREFIX, refusing

FOLDER = PREFIX + "batch-parts"
_NAME = "parts.db"
_SCHEMA = """
CREATE TABLE files (file INTEGER PRIMARY KEY, path TEXT UNIQUE, sha256 TEXT, refusal TEXT, notes TEXT);
CREATE TABLE sheets (file INTEGER, sheet INTEGER, outline TEXT, width INTEGER, PRIMARY KEY (file, sheet));
CREATE TABLE cuts (file INTEGER, sheet INTEGER, columns TEXT, head INTEGER, region INTEGER);
CREATE TABLE rows (file INTEGER, sheet INTEGER, cut INTEGER, region TEXT, row INTEGER, cells BLOB);
"""
_ASIDE = ("merges", "errors", "misfits")
HEAD = -1
"""The cut of the rows above the cases."""

Row = tuple[int, bytes]
"""A row of a sheet, counted from 0, and its cells."""


@contextmanager
def store_folder(out: Path) -> Iterator[Path]:
    """The folder of the parts, empty; what a killed run left is taken away first, and all of it at the end."""
    folder = out / FOLDER
    with refusing(folder):
        _clear(folder)
        folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        with suppress(OSError):
            _clear(folder)


def remove_store(out: Path) -> None:
    """Takes away what a killed run left."""
    with suppress(OSError):
        _clear(out / FOLDER)


def _clear(folder: Path) -> None:
    if is_there(folder):
        folder.unlink() if folder.is_symlink() or not folder.is_dir() else shutil.rmtree(folder)


class Store:
    """The database, open for writing by one process or for reading by many."""

    def __init__(self, base: sqlite3.Connection, path: Path) -> None:
        self._base = base
        self.path = path

    @classmethod
    def made(cls, folder: Path) -> "Store":
        """A new one. Nothing of it has to outlive a power cut."""
        path = folder / _NAME
        path.touch(0o600)
        base = sqlite3.connect(path, isolation_level=None)
        base.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA} BEGIN")
        return cls(base, path)

    @classmethod
    def opened(cls, path: Path) -> "Store":
        """One that is finished, to be read."""
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True), path)

    def finish(self) -> None:
        """Closes it for writing."""
        self._base.execute("CREATE INDEX by_region ON rows (file, sheet, cut, region)")
        self._base.execute("COMMIT")
        self._base.close()

    def close(self) -> None:
        """Closes it."""
        self._base.close()

    def forget(self, path: Path) -> None:
        """Takes out what was told of a file, which is read again from its beginning."""
        for (file,) in self._base.execute("SELECT file FROM files WHERE path = ?", (str(path),)).fetchall():
            for table in ("files", "sheets", "cuts", "rows"):
                self._base.execute(f"DELETE FROM {table} WHERE file = ?", (file,))  # noqa: S608 - names of ours

    def add_file(self, path: Path) -> int:
        """A file of which rows will come; its number."""
        row = self._base.execute("INSERT INTO files (path) VALUES (?) RETURNING file", (str(path),)).fetchone()
        return int(row[0])

    def add_rows(self, file: int, sheet: int, cut: int, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """Rows of a sheet: of each the region, the row, the cells; `cut` is the column that says the region, or HEAD."""
        self._base.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", ((file, sheet, cut, *one) for one in rows))

    def add_cut(self, file: int, sheet: int, columns: str, cut: Cut) -> None:
        """Where those whose configuration names these `columns` cut a sheet."""
        self._base.execute("INSERT INTO cuts VALUES (?, ?, ?, ?, ?)", (file, sheet, columns, cut.head, cut.column))

    def end_file(self, file: int, answer: Answer) -> None:
        """All that was told of a file but for its cells."""
        self._base.execute(
            "UPDATE files SET sha256 = ?, refusal = ?, notes = ? WHERE file = ?",
            (
                answer.sha256,
                json.dumps(answer.refusal and asdict(answer.refusal)),
                json.dumps([asdict(one) for one in answer.notes]),
                file,
            ),
        )
        for place, sheet in enumerate(answer.sheets):
            self._base.execute(
                "INSERT INTO sheets VALUES (?, ?, ?, ?)", (file, place, _outline(sheet), len(sheet.columns))
            )

    def answer(self, path: Path) -> tuple[int, Answer] | None:
        """A file and what was told of it, its sheets without cells; None where it was not read."""
        found = self._base.execute(
            "SELECT file, sha256, refusal, notes FROM files WHERE path = ?", (str(path),)
        ).fetchone()
        if found is None:
            return None
        file, sha256, refusal, notes = found
        told = json.loads(refusal)
        sheets = self._base.execute("SELECT outline FROM sheets WHERE file = ? ORDER BY sheet", (file,))
        return file, Answer(
            sha256 or "",
            tuple(_sheet(json.loads(one)) for (one,) in sheets),
            told and read_note(told),
            tuple(read_note(one) for one in json.loads(notes)),
        )

    def width(self, file: int, sheet: int) -> int:
        """How many columns a sheet has."""
        found = self._base.execute("SELECT width FROM sheets WHERE file = ? AND sheet = ?", (file, sheet)).fetchone()
        return int(found[0])

    def cut(self, file: int, sheet: int, columns: str) -> Cut | None:
        """Where those whose configuration names these columns cut a sheet; None where they cannot."""
        found = self._base.execute(
            "SELECT head, region FROM cuts WHERE file = ? AND sheet = ? AND columns = ?", (file, sheet, columns)
        ).fetchone()
        return Cut(*found) if found else None

    def regions(self, file: int, sheet: int, cut: int) -> list[tuple[str, int]]:
        """What the rows of a sheet say of their regions, and how many do."""
        return self._base.execute(
            "SELECT region, COUNT(*) FROM rows WHERE file = ? AND sheet = ? AND cut = ? GROUP BY region ORDER BY region",
            (file, sheet, cut),
        ).fetchall()

    def said(self, file: int, sheet: int, cut: int, region: Region) -> list[str]:
        """What those rows of a sheet say of their region that are the county's."""
        marks = ", ".join("?" * len(region.names))
        found = self._base.execute(
            f"SELECT DISTINCT region FROM rows WHERE file = ? AND sheet = ? AND cut = ? AND region IN ({marks})"  # noqa: S608 - question marks
            " UNION SELECT DISTINCT region FROM rows WHERE file = ? AND sheet = ? AND cut = ? AND region >= ? AND region < ?",
            (file, sheet, cut, *region.names, file, sheet, cut, region.prefix, f"{region.prefix}:"),
        )
        return [said for (said,) in found if region.holds(said)]

    def rows(self, file: int, sheet: int, cut: int, region: str, first: int = 0) -> list[Row]:
        """The rows of a region from one row on, in order."""
        return self._base.execute(
            "SELECT row, cells FROM rows WHERE file = ? AND sheet = ? AND cut = ? AND region = ? AND row >= ? ORDER BY row",
            (file, sheet, cut, region, first),
        ).fetchall()

    def all_cuts(self) -> list[tuple[int, int, str, int, int]]:
        """Every cut: file, sheet, the columns that were named, the rows above the cases, the column of regions."""
        return self._base.execute("SELECT file, sheet, columns, head, region FROM cuts ORDER BY 1, 2, 3").fetchall()

    def paths(self) -> dict[int, Path]:
        """The files by their numbers."""
        return {file: Path(path) for file, path in self._base.execute("SELECT file, path FROM files")}


def packed(row: Sequence[object]) -> bytes:
    """The cells of a row as they are kept."""
    return write_values(row)


def unpacked(cells: bytes, width: int) -> tuple[object, ...]:
    """The way back, to a row of so many cells."""
    values = tuple(read_values(cells)[:width])
    return values + ("",) * (width - len(values))


def _outline(sheet: SheetRows) -> str:
    told: dict[str, Any] = {
        "name": sheet.name,
        "height": sheet.height,
        "first_row": sheet.first_row,
        "first_column": sheet.first_column,
        "hidden": sheet.hidden,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "counts_from_1904": sheet.counts_from_1904,
        "width": sheet.width,
        **{name: getattr(sheet, name) for name in _ASIDE},
    }
    return json.dumps(told)


def _sheet(told: dict[str, Any]) -> SheetRows:
    told |= {name: frozenset(told[name]) for name in ("hidden_rows", "hidden_columns")}
    told |= {name: tuple(map(tuple, told[name])) for name in _ASIDE}
    return replace(SheetRows("", (), 0), **told)
