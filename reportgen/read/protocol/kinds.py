"""What a file is, told by its first bytes and never by its name."""

from enum import StrEnum

from reportgen.read.protocol.refusals import RefusedError


class Kind(StrEnum):
    """The forms in which a ledger comes."""

    PACKAGE = "package"  # a zip: .xlsx, .xlsm, .ods
    COMPOUND = "compound"  # an OLE compound file: .xls, .et
    COMPRESSED = "compressed"  # gzip
    PARQUET = "parquet"
    TEXT = "text"  # .csv, .tsv, a web page under the name .xls


_LEDGERS = {
    b"PK\x03\x04": Kind.PACKAGE,
    b"PK\x05\x06": Kind.PACKAGE,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Kind.COMPOUND,
    b"\x1f\x8b": Kind.COMPRESSED,
    b"PAR1": Kind.PARQUET,
}
_OTHERS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
    b"{\\rtf": "document",
    b"Rar!": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"MIME-Version:": "mail",
}
_OLD_SHEETS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")


def kind_of(head: bytes) -> Kind:
    """The kind of a file that begins so; raises RefusedError where it can be no ledger."""
    if not head:
        raise RefusedError("read.empty")
    if head.startswith(b"PARE"):  # a Parquet file whose very footer is encrypted
        raise RefusedError("read.encrypted")
    if head.startswith(_OLD_SHEETS):
        raise RefusedError("read.old-format", kind="Excel 2-5")
    for magic, other in _OTHERS.items():
        if head.startswith(magic):
            raise RefusedError("read.not-a-ledger", kind=other)
    return next((kind for magic, kind in _LEDGERS.items() if head.startswith(magic)), Kind.TEXT)
