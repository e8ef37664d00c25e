"""OLE compound files ([MS-CFB]), as far as to name their streams and to get one out."""

from collections.abc import Iterator, Sequence
from struct import Struct, unpack, unpack_from

_NO_SECTOR = 0xFFFFFFF0  # from here on a number is a mark: the end of a chain, free, a table's own
_IN_HEADER = 109  # numbers of table sectors that the header has room for
_ENTRY = Struct("<64sHB49xII4x")
_ROOT = "Root Entry"


class CompoundError(ValueError):
    """The tables of the file lead nowhere."""


class Compound:
    """A compound file; `streams` are the first sector and the size of each stream by its name."""

    def __init__(self, data: bytes) -> None:
        """Reads tables and directory of the file that consists of `data`; raises CompoundError where they are broken."""
        if len(data) < 512:
            raise CompoundError
        self._data = data
        shift, small_shift, directory, self._cutoff, small = unpack_from("<HH14xI4xII", data, 30)
        if shift not in (9, 12) or small_shift >= shift:
            raise CompoundError
        self._size, self._small_size = 1 << shift, 1 << small_shift
        self._next = _numbers(b"".join(map(self._sector, self._table())))
        self._next_small = _numbers(self._follow(small))
        entries = (_ENTRY.unpack_from(chunk) for chunk in _pieces(self._follow(directory), _ENTRY.size))
        self.streams = {
            name[: max(0, length - 2)].decode("utf-16-le", "replace"): (start, size)
            for name, length, kind, start, size in entries
            if kind
        }

    def stream(self, name: str) -> bytes:
        """The bytes of the stream of this name; raises KeyError where there is none."""
        start, size = self.streams[name]
        if size >= self._cutoff or name == _ROOT:
            return self._follow(start)[:size]
        pool = _pieces(self.stream(_ROOT), self._small_size)
        return b"".join(_at(pool, sector) for sector in _chain(start, self._next_small))[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size].ljust(self._size, b"\x00")

    def _follow(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._next)))

    def _table(self) -> Iterator[int]:
        """The sectors of the allocation table: those named in the header, then those in sectors chained to it."""
        yield from (sector for sector in unpack_from(f"<{_IN_HEADER}I", self._data, 76) if sector < _NO_SECTOR)
        (more,) = unpack_from("<I", self._data, 68)
        for _ in range(len(self._data) // self._size):
            if more >= _NO_SECTOR:
                return
            *sectors, more = _numbers(self._sector(more))
            yield from (sector for sector in sectors if sector < _NO_SECTOR)


def _numbers(table: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(table) // 4}I", table)


def _pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data) - size + 1, size)]


def _at(pieces: Sequence[bytes], number: int) -> bytes:
    if number >= len(pieces):
        raise CompoundError
    return pieces[number]


def _chain(start: int, following: Sequence[int]) -> Iterator[int]:
    """The numbers of a chain of sectors; one that runs in a circle, or out of the table, is broken."""
    for _ in range(len(following) + 1):
        if start >= _NO_SECTOR:
            return
        if start >= len(following):
            break
        yield start
        start = following[start]
    raise CompoundError
