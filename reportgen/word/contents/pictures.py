"""What a picture is by its bytes, and how many pixels it has: read from its header, before anybody paints it."""

import struct
from collections.abc import Callable, Mapping

MOST_PIXELS = 89_478_485
"""What Pillow warns of: a quarter of a gigabyte once it is painted."""
_SIZED = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # the markers of a JPEG that begin a frame

_KINDS: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"BM", 0, "image/bmp"),
    (b"II*\x00", 0, "image/tiff"),
    (b"MM\x00*", 0, "image/tiff"),
    (b" EMF", 40, "image/x-emf"),
    (b"\xd7\xcd\xc6\x9a", 0, "image/x-wmf"),
    (b"\x01\x00\x09\x00", 0, "image/x-wmf"),
)


def kind_of(data: bytes) -> str:
    """The content type of a picture by how it begins; "" for what is none that Word shows."""
    return next((kind for beginning, at, kind in _KINDS if data[at : at + len(beginning)] == beginning), "")


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG as it is shown, as its header says; (0, 0) where that is damaged, or it is none."""
    measure = {"image/png": _png_size, "image/jpeg": _jpeg_size}.get(kind_of(data))
    try:
        return measure(data) if measure else (0, 0)
    except (struct.error, IndexError):
        return 0, 0


def pixels_of(data: bytes) -> int:
    """How many pixels a picture paints, as its header says; 0 for drawings that have none, -1 where the header is damaged."""
    measure = _MEASURES.get(kind_of(data))
    try:
        return measure(data) if measure else 0
    except (struct.error, IndexError, KeyError):
        return -1


def _png(data: bytes) -> int:
    width, height = _png_size(data)
    return width * height


def _png_size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", data, 16)
    return int(width), int(height)


def _jpeg(data: bytes) -> int:
    width, height = _jpeg_size(data)
    return width * height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        marker, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        if data[at] != 0xFF or length < 2:
            raise IndexError
        if marker in _SIZED:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return int(width), int(height)
        at += 2 + length


def _gif(data: bytes) -> int:
    width, height = struct.unpack_from("<HH", data, 6)
    return int(width) * int(height)


def _bmp(data: bytes) -> int:
    (size,) = struct.unpack_from("<I", data, 14)
    width, height = struct.unpack_from("<HH" if size == 12 else "<ii", data, 18)
    return abs(int(width) * int(height))


def _tiff(data: bytes) -> int:
    order = "<" if data.startswith(b"II") else ">"
    (at,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, at)
    sizes = {}
    for number in range(count):
        name, kind = struct.unpack_from(order + "HH", data, at + 2 + 12 * number)
        (value,) = struct.unpack_from(order + ("H" if kind == 3 else "I"), data, at + 10 + 12 * number)
        sizes[int(name)] = int(value)
    return sizes[256] * sizes[257]


def _emf(data: bytes) -> int:
    """The bounds in pixels of the device for which it was drawn: as many as it takes to show it."""
    left, top, right, bottom = struct.unpack_from("<iiii", data, 8)
    return abs(int(right - left) * int(bottom - top))


_MEASURES: Mapping[str, Callable[[bytes], int]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/gif": _gif,
    "image/bmp": _bmp,
    "image/tiff": _tiff,
    "image/x-emf": _emf,
}
