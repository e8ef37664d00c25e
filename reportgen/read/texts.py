"""Text files -> sheets: the encoding found, the separator found, every cell text to the character."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from reportgen.model import SheetRows
from reportgen.read.columns import Columns
from reportgen.read.refusals import RefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t|"
_SAMPLE = 100  # records on which the separator is tried
_FEW_LINES = 3  # of one record that may look like records themselves
_LONGEST = 32_767  # characters that a spreadsheet's cell holds
_HEAD = 64 * 1024
_FOREIGN = re.compile("[^\x00-\x7f]+")
_ACCENT = re.compile("(?<=[A-Za-z])[^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f](?=[A-Za-z])")


def encoding_of(file: BinaryIO) -> str:
    """The encoding in which the whole file can be read; raises RefusedError where there is none.

    A byte order mark decides, then strict UTF-8, UTF-16 where there are zero bytes, and at last strict GB18030: almost
    any bytes can pass for that, so it must also look like Chinese.
    """
    head = _head(file)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _checked(file, encoding)
    if b"\x00" in head:
        return _with_zeros(file, head)
    return "utf-8" if _decodes(file, "utf-8") else _chinese(file)


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(_HEAD)


def _checked(file: BinaryIO, encoding: str) -> str:
    if not _decodes(file, encoding):
        raise RefusedError("read.encoding")
    return encoding


def _decodes(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(1024 * 1024):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _with_zeros(file: BinaryIO, head: bytes) -> str:
    """UTF-16 of the byte order in which there are separators and line ends; a stray zero byte in UTF-8 is let pass."""
    even = head[: len(head) // 2 * 2]
    counts = {
        encoding: sum(even.decode(encoding, "replace").count(sign) for sign in "\n,;\t|")
        for encoding in ("utf-16-le", "utf-16-be")
    }
    likely = max(counts, key=lambda encoding: counts[encoding])
    if head.count(b"\x00") * 100 > len(head):
        if counts[likely] and _decodes(file, likely):
            return likely
        raise RefusedError("read.not-a-ledger", kind="binary")
    if _decodes(file, "utf-8"):
        return "utf-8"
    raise RefusedError("read.not-a-ledger", kind="binary")


def _chinese(file: BinaryIO) -> str:
    """GB18030, unless the text is UTF-8 with a broken place, or its foreign letters stand alone in words as accents do."""
    head = _foreign_head(file)
    valid = "".join(char for char in head.decode("utf-8", "ignore") if char >= "\x80")
    if len(valid.encode()) * 10 > 9 * sum(byte >= 0x80 for byte in head):  # repeated GB18030 words reach two thirds
        raise RefusedError("read.encoding")
    _checked(file, "gb18030")
    text = codecs.getincrementaldecoder("gb18030")().decode(head)
    if len(_ACCENT.findall(text)) * 2 > len(_FOREIGN.findall(text)):
        raise RefusedError("read.encoding")
    return "gb18030"


def _foreign_head(file: BinaryIO) -> bytes:
    """The first stretch in which there is more than ASCII."""
    file.seek(0)
    while (stretch := file.read(_HEAD)).isascii() and stretch:
        pass
    return stretch + file.read(_HEAD)


def read_table(text: io.TextIOWrapper, name: str) -> SheetRows:
    """The records of a text, opened at its start with newline="", as one sheet of this name.

    Raises RefusedError where its quotation marks do not pair.
    """
    csv.field_size_limit(_LONGEST)
    separator, skipped = _separator(text)
    columns = Columns()
    columns.add(_records(text, separator, name, skipped))
    return columns.sheet(name, first_row=skipped + 1)


def _separator(text: io.TextIOWrapper) -> tuple[str, int]:
    """The separator, and how many lines before the first record name it (`sep=;`, as Excel writes); `text` stands after those."""
    sample = text.read(_HEAD)
    text.seek(0)
    if named := re.match(r"sep=(.)\r?\n", sample):
        text.readline()
        return named[1], 1
    return max(_SEPARATORS, key=lambda separator: _fitness(sample, separator)), 0


def _fitness(sample: str, separator: str) -> tuple[float, int]:
    """How many of the first records have the usual width with this separator, and that width; a single column fits least."""
    whole = sample[: sample.rfind("\n") + 1] or sample
    reader = csv.reader(io.StringIO(whole, newline=""), delimiter=separator)
    try:
        widths = Counter(len(record) for record in islice(reader, _SAMPLE) if record)
    except csv.Error:
        return 0, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return (times / widths.total(), width) if width > 1 else (0, 0)


def _records(text: io.TextIOWrapper, separator: str, name: str, skipped: int) -> Iterator[Sequence[str]]:
    """The records, an empty line as an empty one. A mark that is never closed would swallow rows: it is refused instead."""
    reader = csv.reader(text, delimiter=separator, strict=True)
    row, line = skipped + 1, 0
    try:
        for record in reader:
            if reader.line_num - line > _FEW_LINES and _swallows(record, separator):
                raise csv.Error
            yield record or ("",)
            row, line = row + 1, reader.line_num
    except csv.Error:
        raise RefusedError("read.quotes", name, row, line=str(skipped + line + 1)) from None


def _swallows(record: Sequence[str], separator: str) -> bool:
    """Whether a cell holds what looks like further records."""
    lines = "\n".join(record).split("\n")
    return sum(line.count(separator) >= max(2, len(record) - 1) for line in lines) > _FEW_LINES
