"""Pictures without what programs and cameras write into them: the picture itself is not touched, bit for bit.

Kept is what is needed to draw it: the coded picture, its colours, its size, and of a photograph which side is up.
"""

import struct
from collections.abc import Iterator

from reportgen.word.cleaning.tree import remove
from reportgen.word.packages.xml import Element

_PNG, _JPEG, _GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", (b"GIF87a", b"GIF89a")
_TIFF, _ZIPPED, _EMF = (b"II*\x00", b"MM\x00*"), b"\x1f\x8b", b" EMF"
_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers of a JPEG without a length
_PROFILE, _JFIF = b"ICC_PROFILE\x00", b"JFIF\x00"
_EXIF, _ORIENTATION = b"Exif\x00\x00", 0x0112
_TELLING = frozenset({269, 270, 271, 272, 285, 305, 306, 315, 316, 337, 700, 33432, 33723, 34377, 34665, 34853, 37724})


_SVG = "{http://www.w3.org/2000/svg}"
_DRAWERS = ("{http://www.inkscape.org/namespaces/inkscape}", "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}")


class PictureError(ValueError):
    """A picture that is damaged, or of a kind that cannot be cleaned without changing it."""


def stripped(data: bytes) -> bytes:
    """A picture without what does not belong to the picture; one of a kind that holds nothing more stays as it is.

    Raises PictureError.
    """
    try:
        if data.startswith(_PNG):
            return _PNG + b"".join(_png(data))
        if data.startswith(_JPEG):
            return b"".join(_jpeg(data))
        if data.startswith(_GIF):
            return b"".join(_gif(data))
    except (IndexError, struct.error) as error:
        raise PictureError("damaged") from error
    if data.startswith(_ZIPPED) or (data.startswith(_TIFF) and _tells(data)):
        raise PictureError("kind")
    return _emf(data) if data[40:44] == _EMF else data


def is_turned(data: bytes) -> bool:
    """Whether a photograph says that another side is up than that of its coded picture: Word may print it on its side. Raises PictureError."""
    try:
        return data.startswith(_JPEG) and any(part.startswith(b"\xff\xe1") for part in _jpeg(data))
    except (IndexError, struct.error) as error:
        raise PictureError("damaged") from error


def told_in_svg(root: Element) -> Iterator[tuple[Element, str]]:
    """What a drawing in SVG tells of its making: elements (with ""), and attributes of elements by their names."""
    if root.tag != f"{_SVG}svg":
        return
    for element in root.iter():
        if element.tag == f"{_SVG}metadata" or str(element.tag).startswith(_DRAWERS):
            yield element, ""
        yield from ((element, name) for name in map(str, element.attrib) if name.startswith(_DRAWERS))


def strip_svg(root: Element) -> int:
    """Takes that out; what is drawn stays, and so do its title and its words for the blind. Says how much there was."""
    found = list(told_in_svg(root))
    for element, name in found:
        if name:
            del element.attrib[name]
        else:
            remove(element)
    return len(found)


def _png(data: bytes) -> Iterator[bytes]:
    """The chunks that draw the picture; what stands behind its end is no part of it."""
    at = len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        name, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise PictureError("damaged")
        if name in _CHUNKS:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments that draw the picture, to its end."""
    yield _JPEG
    at = 2
    while True:
        if data[at] != 0xFF:
            raise PictureError("damaged")
        while data[at + 1] == 0xFF:  # filling bytes
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        if marker in _ALONE:
            yield data[at : at + 2]
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment, at = data[at : at + 2 + length], at + 2 + length
        yield _segment(marker, segment)
        if marker == 0xDA:
            start, at = at, _end_of_scan(data, at)
            yield data[start:at]


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the coded picture ends: at the next marker that is none of its own."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise PictureError("damaged")
        if data[at + 1] != 0 and data[at + 1] not in _ALONE:
            return at
        at += 2


def _segment(marker: int, segment: bytes) -> bytes:
    """A segment as it is kept: b"" for one that only tells."""
    body = segment[4:]
    if marker == 0xE0 and body.startswith(_JFIF):
        return b"\xff\xe0" + struct.pack(">H", 16) + body[:12] + b"\x00\x00"  # without the small picture in it
    if marker == 0xE1 and body.startswith(_EXIF):
        return _upright(_orientation(body[6:]))
    if marker == 0xE2 and body.startswith(_PROFILE):
        return segment
    if marker == 0xEE and body.startswith(b"Adobe") and len(body) >= 12:
        return b"\xff\xee" + struct.pack(">H", 14) + body[:12]
    return b"" if marker == 0xFE or 0xE0 <= marker <= 0xEF else segment


def _upright(side: int) -> bytes:
    """The segment that says which side of a photograph is up, and nothing more; b"" for the usual one."""
    if not 1 < side < 9:
        return b""
    body = _EXIF + struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, _ORIENTATION, 3, 1, side, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _orientation(tiff: bytes) -> int:
    """Which side is up by the data of a camera; 1 where they do not say, or are damaged."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        return next((value for name, value in _directory(tiff, order) if name == _ORIENTATION), 1)
    except (KeyError, struct.error):
        return 1


def _directory(tiff: bytes, order: str) -> Iterator[tuple[int, int]]:
    """The entries of the first directory, each with its value as a short number."""
    (at,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, at)
    for number in range(count):
        name, _kind, _many, value = struct.unpack_from(order + "HHIH", tiff, at + 2 + 12 * number)
        yield name, value


def _tells(data: bytes) -> bool:
    """Whether a TIFF picture holds data of people, places, machines or programs, which cannot be taken out of it."""
    try:
        return any(name in _TELLING for name, _value in _directory(data, "<" if data.startswith(b"II") else ">"))
    except struct.error as error:
        raise PictureError("damaged") from error


def _gif(data: bytes) -> Iterator[bytes]:
    """The blocks that draw the picture: no comments, and of applications only how often it plays."""
    at = 13 + (3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    yield data[:at]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at += 10 + (3 * 2 ** ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0) + 1
            told = True
        elif data[at] == 0x21:
            told = data[at + 1] in (0xF9, 0x01) or data[at + 3 : at + 14] == b"NETSCAPE2.0"
            at += 2
        else:
            raise PictureError("damaged")
        while data[at]:
            at += data[at] + 1
        at += 1
        if told:
            yield data[start:at]
    yield b";"


def _emf(data: bytes) -> bytes:
    """A drawing of Windows without the name of the program and of the picture, which its first record may give."""
    if len(data) < 68:
        raise PictureError("damaged")
    count, at = (int(one) for one in struct.unpack_from("<II", data, 60))
    end = at + 2 * count
    if not count or not at:
        return data
    if end > len(data):
        raise PictureError("damaged")
    return data[:at] + b"\x00" * (end - at) + data[end:]
