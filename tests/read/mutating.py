"""Ledger files with something wrong in them: of bytes, of markup, of a part of a package, of cells, by chance that can be repeated."""

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from random import Random

BAD_TEXTS = (
    "", "-1", "0", "1", "65537", "1048577", "2147483648", "4294967295", "18446744073709551616", "1e999", "-1e308", "NaN", "inf", "9" * 400,
    "A0", "XFD1048577", "ZZZZZZZZ9", "A1:XFE2", "&#0;", "&#xD800;", "&nothing;", "]]>", "<", "<!--", "_x0000_", "_xD800_", "_x005F_x0041_",
    "true", "#REF!", "../../a.xml", "2026-13-45", "9999-12-31T24:00:00", "-0001-01-01", "PT999999999H", "31/02/2026", "２月３０日",
    "九九九九年十三月", "〇〇〇〇年〇月〇日", "二〇二六年二月三十日", "2958466", "99999999", "-700000", "²", "٣/٣/٢٠٢٦", "Ⅻ月", "∞", "1/0", "'", '"', "=1+1",
    "\u202e甲", "甲" * 9000, "\ufeff", "a\u0301" * 50, "、" * 300, "合计", "小 计", "北京市（-1所）", "共0件",
)  # fmt: skip
"""What no reader expects where it stands."""

_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_TOKENS = re.compile(r"<[^<>]*>|[^<>]+")
_VALUES = re.compile(r"""(?<=")[^"<>]*(?=")|(?<=')[^'<>]*(?=')|(?<=>)[^<>]+(?=<)""")


def mutate_bytes(data: bytes, random: Random) -> bytes:
    """One to five changes of bytes at random places."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 5)):
        random.choice(_BYTE_CHANGES)(changed, random.randrange(len(changed) + 1), random)
    return bytes(changed)


def _flip(data: bytearray, place: int, random: Random) -> None:
    if place < len(data):
        data[place] ^= 1 << random.randrange(8)


def _number(data: bytearray, place: int, random: Random) -> None:
    size = random.choice((1, 2, 4))
    data[place : place + size] = (random.choice(_NUMBERS) & (1 << 8 * size) - 1).to_bytes(size, "little")


def _cut(data: bytearray, place: int, random: Random) -> None:
    del data[place : place + random.randint(1, 64)]


def _cut_end(data: bytearray, place: int, random: Random) -> None:
    del data[max(place, random.randrange(len(data) + 1)) :]


def _repeat(data: bytearray, place: int, random: Random) -> None:
    data[place:place] = data[place : place + random.randint(1, 64)] * random.randint(1, 8)


def _insert(data: bytearray, place: int, random: Random) -> None:
    data[place:place] = random.randbytes(random.randint(1, 8))


def _move(data: bytearray, place: int, random: Random) -> None:
    other = random.randrange(len(data) + 1)
    size = random.randint(1, 64)
    data[place : place + size] = data[other : other + size]


_BYTE_CHANGES: tuple[Callable[[bytearray, int, Random], None], ...] = (
    _flip, _flip, _number, _number, _cut, _cut_end, _repeat, _insert, _move,
)  # fmt: skip


def mutate_markup(text: str, random: Random) -> str:
    """One to three changes of tags, or of what stands in attributes and elements."""
    for _ in range(random.randint(1, 3)):
        text = _change_value(text, random) if random.random() < 0.6 else _change_tokens(text, random)
    return text


def _change_value(text: str, random: Random) -> str:
    found = list(_VALUES.finditer(text))
    if not found:
        return text
    start, end = random.choice(found).span()
    return text[:start] + random.choice(BAD_TEXTS) + text[end:]


def _change_tokens(text: str, random: Random) -> str:
    tokens = _TOKENS.findall(text) or [text]
    first, second = sorted(random.randrange(len(tokens)) for _ in range(2))
    match random.randrange(4):
        case 0:
            del tokens[first : min(second, first + 30)]
        case 1:
            tokens[first], tokens[second] = tokens[second], tokens[first]
        case 2:
            tokens[first:first] = tokens[first : first + random.randint(1, 20)] * random.randint(1, 9)
        case _:
            tokens[first] = random.choice(BAD_TEXTS)
    return "".join(tokens)


def mutate_text(text: str, random: Random) -> str:
    """One to four cells or separators of a table of text changed."""
    for _ in range(random.randint(1, 4)):
        pieces = re.split(r"([,;\t\r\n\"])", text)
        place = random.randrange(len(pieces))
        pieces[place] = random.choice(
            (*BAD_TEXTS, "\x00", "\x1a", '"', '""', "\n", "\r", ",", "\t", "sep=;\n", pieces[place] * 3)
        )
        text = "".join(pieces)
    return text


def mutate_package(data: bytes, random: Random) -> bytes:
    """A part of a package changed as bytes or as markup, left out, doubled or exchanged, and all packed again."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    weights = [
        4 if re.search(r"sheet\d|content\.xml|sharedStrings|workbook\.xml$|styles", name) else 1 for name, _ in parts
    ]
    (place,) = random.choices(range(len(parts)), weights)
    name, content = parts[place]
    match random.randrange(12):
        case 0:
            del parts[place]
        case 1:
            parts[place] = (random.choice(("", "xl/", "../a", name.upper(), name + "\x00", name[::-1])), content)
        case 2:
            parts[place] = (name, parts[random.randrange(len(parts))][1])
        case 3 | 4:
            parts[place] = (name, mutate_bytes(content, random))
        case _:
            parts[place] = (
                name,
                mutate_markup(content.decode("utf-8", "surrogateescape"), random).encode("utf-8", "surrogateescape"),
            )
    return _packed(parts)


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def mutate(data: bytes, encoding: str | None, random: Random) -> bytes:
    """A ledger's bytes with something wrong: `encoding` is that of a text file, None where it is none."""
    if random.random() < 0.25:
        return mutate_bytes(data, random)
    if data.startswith(b"PK"):
        return mutate_package(data, random)
    if data.startswith(b"\x1f\x8b"):
        return gzip.compress(mutate_bytes(gzip.decompress(data), random))
    if encoding is None:
        return mutate_bytes(data, random)
    text = data.decode(encoding)
    change = mutate_markup if text.lstrip("\ufeff").startswith("<") else mutate_text
    return change(text, random).encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")
