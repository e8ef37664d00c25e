"""Shared ledgers -> the store: each read once, as a stream where its reader tells it so, its rows put under what they say of their region."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.batch.parts.store import HEAD as ABOVE
from reportgen.batch.parts.store import Store, packed
from reportgen.clean.county_rows import HEAD, Columns, Cut, column_of, cut_of, region_text, regions_of, top_of
from reportgen.model.ledgers import SheetRows
from reportgen.read import Limits
from reportgen.read.parent.children import ReaderProcess
from reportgen.read.parent.reading import sheet_name
from reportgen.read.protocol.answers import Answer


def columns_key(columns: Columns) -> str:
    """The name in the store of the headers that a configuration names."""
    return json.dumps({field: list(headers) for field, headers in columns.items()}, ensure_ascii=False)


def part_ledgers(files: Mapping[Path, Limits], columns: Iterable[str], store: Store) -> None:
    """Reads the files, one after the other, each under its limits, and puts their rows into the store.

    `columns` are the headers that configurations name, each by its key: whoever names the same cuts a sheet in the same way.
    """
    wanted = {key: dict(json.loads(key)) for key in dict.fromkeys(columns)}
    for path, limits in files.items():
        with ReaderProcess(limits) as reader:
            streams: list[_Stream] = []

            def begin(path: Path = path, streams: list[_Stream] = streams) -> "_Stream":
                store.forget(path)
                streams.append(_Stream(store, store.add_file(path), wanted))
                return streams[-1]

            answer = reader.read(path, sheet_name(path), begin)
        stream = streams[-1] if streams else begin()
        stream.end(answer)


@dataclass(slots=True)
class _Stream:
    """Takes the rows of a file as they come. The first are held until the header is found among them."""

    store: Store
    file: int
    wanted: Mapping[str, Columns]
    seen: int = 0
    """Rows that went by, blank ones at the top not counted."""
    held: list[tuple[object, ...]] = field(default_factory=list)
    cuts: dict[str, Cut] = field(default_factory=dict)
    found: bool = False

    def __call__(self, height: int, columns: Sequence[Sequence[object]]) -> None:
        """The next rows of the file's only sheet."""
        rows: Iterable[tuple[object, ...]] = zip(*columns, strict=True) if columns else [()] * height
        if self.found:
            self._put(rows)
            return
        for row in rows:
            if self.held or any(value != "" for value in row):
                self.held.append(row)
        if len(self.held) >= HEAD:
            self._find()

    def end(self, answer: Answer) -> None:
        """The file is at its end: what is still held is put in, or the sheets that came whole."""
        if not self.found and self.held:
            self._find()
        for place, sheet in enumerate(answer.sheets):
            if self.found and place == 0:
                continue
            self._put_sheet(place, sheet)
        self.store.end_file(self.file, answer)

    def _find(self) -> None:
        """Looks for the header in the rows that are held."""
        self.found = True
        width = max(map(len, self.held[:HEAD]))
        rows = [(*row, *[""] * (width - len(row))) for row in self.held[:HEAD]]
        top = SheetRows("", tuple(map(column_of, zip(*rows, strict=True))), len(rows))
        self.cuts = self._cuts(0, top)
        above = max((cut.head for cut in self.cuts.values()), default=0)
        self.store.add_rows(self.file, 0, ABOVE, (("", number, packed(row)) for number, row in enumerate(rows[:above])))
        held, self.held = self.held, []
        self._put(held)

    def _cuts(self, place: int, top: SheetRows) -> dict[str, Cut]:
        found = {key: cut for key, columns in self.wanted.items() if (cut := cut_of(top, columns))}
        for key, cut in found.items():
            self.store.add_cut(self.file, place, key, cut)
        return found

    def _put(self, rows: Iterable[tuple[object, ...]]) -> None:
        heads: dict[int, int] = {}
        for cut in self.cuts.values():
            heads[cut.column] = min(cut.head, heads.get(cut.column, cut.head))
        start = self.seen
        if len(heads) == 1:  # nearly always: nothing is held
            ((column, head),) = heads.items()
            self.store.add_rows(self.file, 0, column, self._placed(rows, column, head))
            return
        listed = list(rows)
        for column, head in heads.items():
            self.seen = start
            self.store.add_rows(self.file, 0, column, self._placed(listed, column, head))
        self.seen = start + len(listed)

    def _placed(self, rows: Iterable[tuple[object, ...]], column: int, head: int) -> Iterable[tuple[str, int, bytes]]:
        known: dict[object, str] = {}
        for row in rows:
            number, self.seen = self.seen, self.seen + 1
            if number >= head:
                value = row[column] if column < len(row) else ""
                region = known.get(value)
                if region is None:
                    region = known[value] = region_text(value)
                yield region, number, packed(row)

    def _put_sheet(self, place: int, sheet: SheetRows) -> None:
        """A sheet that came whole."""
        cuts = self._cuts(place, top_of(sheet))
        above = max((cut.head for cut in cuts.values()), default=0)
        self.store.add_rows(
            self.file, place, ABOVE, (("", number, packed(sheet.row(number))) for number in range(above))
        )
        for column in dict.fromkeys(cut.column for cut in cuts.values()):
            head = min(cut.head for cut in cuts.values() if cut.column == column)
            said = regions_of(sheet, Cut(head, column))
            rows = (
                (region_text(said[number]), number, packed(sheet.row(number))) for number in range(head, sheet.height)
            )
            self.store.add_rows(self.file, place, column, rows)
