"""What a file is that is no Word document, told by its bytes: names lie.

Each kind has an issue code and words for what the file is; what to do about it stands with the code.
"""

import zipfile

from reportgen.messages import N_, DocumentError, _, issue
from reportgen.model.sources import Source

Found = tuple[str, str]  # an issue code, and what the file is

_PASSWORD: Found = ("document.password", "")
_OLD_WORD: Found = ("document.other-format", N_("a document of the old kind (.doc, .wps)"))
_ODT: Found = ("document.other-format", N_("an OpenDocument text (.odt)"))
_OLD_WORKBOOK: Found = ("document.ledger", N_("a workbook (.xls, .et)"))
_WORKBOOK: Found = ("document.ledger", N_("a workbook (.xlsx)"))
_ODS: Found = ("document.ledger", N_("a workbook (.ods)"))
_SLIDES: Found = ("document.no-text", N_("a presentation"))
_PICTURE: Found = ("document.no-text", N_("a picture"))
_OFD: Found = ("document.no-text", N_("an OFD file"))

_BEGINNINGS: tuple[tuple[bytes, Found], ...] = (
    (b"%PDF-", ("document.no-text", N_("a PDF file"))),
    (b"{\\rtf", ("document.other-format", N_("a rich text (.rtf)"))),
    (b"\x89PNG\r\n\x1a\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"\x09\x00\x04\x00", _OLD_WORKBOOK),  # Excel 2 to 4 wrote their records without a container
    (b"\x09\x02\x06\x00", _OLD_WORKBOOK),
    (b"\x09\x04\x06\x00", _OLD_WORKBOOK),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: the old binary formats, and encrypted new ones
_ENTRY = 128  # [MS-CFB] 2.6.1: bytes of a directory entry, the name first; entries are aligned, its kind stands at 66
_STREAM = 2
_STREAMS: dict[str, Found] = {
    "EncryptedPackage": _PASSWORD,
    "WordDocument": _OLD_WORD,
    "Workbook": _OLD_WORKBOOK,
    "Book": _OLD_WORKBOOK,
    "PowerPoint Document": _SLIDES,
}
_MAIN_TYPES = (
    ("spreadsheet", _WORKBOOK),
    ("ms-excel", _WORKBOOK),
    ("presentation", _SLIDES),
    ("ms-powerpoint", _SLIDES),
)
_MEDIA_TYPES = (
    (b"opendocument.text", _ODT),
    (b"opendocument.spreadsheet", _ODS),
    (b"opendocument.presentation", _SLIDES),
)


def not_a_document(name: str, data: bytes) -> DocumentError:
    """The refusal of a file called `name` that cannot be opened as a package: what it is, and what would help."""
    return _refusal(name, _of_bytes(data))


def no_word_part(name: str, main_type: str, files: dict[str, bytes]) -> DocumentError | None:
    """The refusal of a package whose main part has this content type and is another program's; None if it may be Word's."""
    found = next((found for word, found in _MAIN_TYPES if word in main_type.lower()), None) or _of_files(files)
    return _refusal(name, found) if found or not main_type else None


def is_encrypted(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry of a zip is encrypted (APPNOTE 4.4.4, bit 0)."""
    return bool(entry.flag_bits & 1)


def _refusal(name: str, found: Found | None) -> DocumentError:
    code, what = found or ("document.not-docx", "")
    return DocumentError([issue(code, Source(name), what=_(what) if what else "")])


def _of_bytes(data: bytes) -> Found | None:
    """What a file is by how it begins; for a compound file, by the first stream of a known name."""
    if not data:
        return "document.empty", ""
    if data.startswith(_COMPOUND):
        places = [(_place(data, stream), found) for stream, found in _STREAMS.items()]
        return min(((place, found) for place, found in places if place >= 0), default=(0, None))[1]
    return next((found for beginning, found in _BEGINNINGS if data.startswith(beginning)), None)


def _place(data: bytes, stream: str) -> int:
    """Where the directory entry of a stream stands in a compound file; -1 if it has none."""
    name = stream.encode("utf-16-le") + b"\0\0"
    place = data.find(name)
    while place >= 0 and (place % _ENTRY or data[place + 66 : place + 67] != bytes([_STREAM])):
        place = data.find(name, place + 1)
    return place


def _of_files(files: dict[str, bytes]) -> Found | None:
    """What a zip without a Word document is by the files that only one format has."""
    media = files.get("mimetype", b"")
    if "OFD.xml" in files:
        return _OFD
    return next((found for word, found in _MEDIA_TYPES if word in media), None)
