"""Text files -> sheets: the encoding found, the separator found, every cell text to the character."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import BinaryIO

from reportgen.model.ledgers import SheetRows
from reportgen.read.protocol.answers import Told
from reportgen.read.protocol.limits import demand_room
from reportgen.read.protocol.refusals import RefusedError
from reportgen.read.protocol.streams import Tell, Teller
from reportgen.read.texts.records import Place, read_records

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t|"
_SAMPLE = 100  # records on which the separator is tried
_BULK = 4 * 1024 * 1024  # bytes: below, loading pyarrow would take longer than it saves
_HEAD = 64 * 1024
_FOREIGN = re.compile("[^\x00-\x7f]+")
_ACCENT = re.compile("(?<=[A-Za-z])[^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f](?=[A-Za-z])")


class UnencodedError(Exception):
    """A text is in none of the encodings in which ledgers come."""


def encoding_of(file: BinaryIO) -> str:
    """The encoding of a text file; raises UnencodedError where there is none in which its beginning can be read, RefusedError for what is no text.

    A byte order mark decides, then UTF-8 for the first characters that are not ASCII, UTF-16 where there are zero bytes, and
    at last GB18030: almost any bytes can pass for that, so it must also look like Chinese. That the rest of the file is in the
    same encoding shows when it is read.
    """
    head = _head(file)
    encoding = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")
    if encoding:
        return encoding
    if b"\x00" in head:
        return _with_zeros(file, head)
    foreign = _foreign_head(file)
    return "utf-8" if _begins(foreign, "utf-8") else _chinese(foreign)


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(_HEAD)


def _foreign_head(file: BinaryIO) -> bytes:
    """The first stretch in which there is more than ASCII."""
    file.seek(0)
    while (stretch := file.read(_HEAD)).isascii() and stretch:
        pass
    return stretch + file.read(_HEAD)


def _begins(stretch: bytes, encoding: str) -> bool:
    """Whether text in this encoding can begin so."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(stretch)
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
    many = head.count(b"\x00") * 100 > len(head)
    if many and counts[likely] and _begins(head, likely):
        return likely
    if not many and _begins(_foreign_head(file), "utf-8"):
        return "utf-8"
    raise RefusedError("read.not-a-ledger", kind="binary")


def _chinese(head: bytes) -> str:
    """GB18030, unless the text is UTF-8 with a broken place, or its foreign letters stand alone in words as accents do."""
    valid = "".join(char for char in head.decode("utf-8", "ignore") if char >= "\x80")
    if len(valid.encode()) * 10 > 9 * sum(byte >= 0x80 for byte in head):  # repeated GB18030 words reach two thirds
        raise UnencodedError
    if not _begins(head, "gb18030"):
        raise UnencodedError
    text = codecs.getincrementaldecoder("gb18030")().decode(head)
    if len(_ACCENT.findall(text)) * 2 > len(_FOREIGN.findall(text)):
        raise UnencodedError
    return "gb18030"


def read_table(file: BinaryIO, encoding: str, name: str, tell: Tell) -> tuple[SheetRows, Told]:
    """Tells the records of a text file in this encoding, as one sheet of this name.

    Raises RefusedError where its quotation marks do not pair.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    separator, width, named = _separator(text)
    skipped = 1 if named else 0
    place, teller = Place(name, separator, skipped + 1, skipped, width), Teller(tell)
    read_bulk = _quick_way() if size >= _BULK and separator in _SEPARATORS else None
    if read_bulk:
        read_bulk(_utf8(file, text, named), width, place, teller)
    else:
        read_records(text, place, teller)
    text.detach()
    return teller.sheet(name, skipped + 1, width)


def _quick_way() -> Callable[[Callable[[int], bytes], int, Place, Teller], None] | None:
    """The reader of large texts; None where it finds no room within the limit of memory."""
    try:
        demand_room()
        from reportgen.read.texts.bulk import read_bulk  # noqa: PLC0415 - pyarrow is loaded only where it saves time
    except ImportError:
        return None
    return read_bulk


def _utf8(file: BinaryIO, text: io.TextIOWrapper, passed: str) -> Callable[[int], bytes]:
    """Reads on after what of the file's text has `passed`, in UTF-8, whatever it is in."""
    if text.encoding not in ("utf-8", "utf-8-sig"):
        return lambda most: text.read(most).encode()
    mark = codecs.BOM_UTF8 if text.encoding == "utf-8-sig" else b""
    file.seek(len(mark + passed.encode()))
    return file.read


def _separator(text: io.TextIOWrapper) -> tuple[str, int, str]:
    """The separator, how many cells records usually have, and the line before the first of them that names it, if one does.

    (`sep=;`, as Excel writes.) `text` stands after that line.
    """
    sample = text.read(_HEAD)
    text.seek(0)
    if named := re.match(r"sep=(.)\r?\n", sample):
        return named[1], _fitness(sample[named.end() :], named[1])[1] or 1, text.readline()
    (_, width), separator = max(((_fitness(sample, one), one) for one in _SEPARATORS), key=lambda found: found[0])
    return separator, width or 1, ""


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
