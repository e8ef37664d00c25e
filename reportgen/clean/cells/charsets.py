"""Which characters a column's texts are made of: one look at all of them spares many looks at each."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from reportgen.model.texts import PackedTexts

_AT_ONCE = 8192
"""So many texts are looked at together: they stay in the processor's cache."""
_LINE_BREAK = ord("\n")
Value = TypeVar("Value")
_SIZES = np.repeat(np.array([0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF], np.uint32), [0xC0, 0x20, 0x10, 0x10])
"""By its first byte the bytes that a character takes of four, the first the lowest."""
_Table = np.ndarray[tuple[int], np.dtype[np.bool_]]


class Charset:
    """The characters of some texts, looked up when they are first asked for.

    It holds for any choice of the texts as well: what it does not have, those do not have either. Of characters beyond the
    BMP it has the halves in UTF-16.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Of these texts."""
        self._texts = texts

    @cached_property
    def _found(self) -> tuple[frozenset[str], frozenset[str]]:
        present, begun = np.zeros(1 << 16, np.bool_), np.zeros(1 << 16, np.bool_)
        note = _note_packed if isinstance(self._texts, PackedTexts) else _note_listed
        breaks = note(self._texts, present, begun)  # type: ignore[arg-type] # the one for what they are
        present[_LINE_BREAK] = breaks
        return _characters(present), _characters(begun)

    @property
    def characters(self) -> frozenset[str]:
        """All characters."""
        return self._found[0]

    @property
    def firsts(self) -> frozenset[str]:
        """The characters that texts, or lines in them, begin with; a line break where one may be empty."""
        return self._found[1]

    def may_hold(self, word: str) -> bool:
        """Whether a text may hold a word: it does not where a character is missing; "" asks for an empty text."""
        if not word:
            return "\n" in self.firsts
        return all(character in self.characters or character > "\uffff" for character in word)

    @cached_property
    def is_plain(self) -> bool:
        """Whether there is surely no space, no line break and no entity: of all spaces only the plain one is printable."""
        return "".join(self.characters).isprintable() and not self.characters & {" ", "&"}


def _characters(table: _Table) -> frozenset[str]:
    return frozenset(map(chr, np.flatnonzero(table).tolist()))


def _note_listed(texts: Sequence[str], present: _Table, begun: _Table) -> bool:
    """Notes the characters of texts, and those that begin them or a line in them; whether there are line breaks."""
    breaks = 0
    for first in range(0, len(texts), _AT_ONCE):
        chunk = texts[first : first + _AT_ONCE]
        units = _units("\n".join(("", *chunk, "")))
        _note(units, present)
        starts = np.flatnonzero(units == _LINE_BREAK)
        breaks += len(starts) - len(chunk) - 1
        begun[units[starts[:-1] + 1]] = True
    return breaks > 0


def _note_packed(texts: PackedTexts, present: _Table, begun: _Table) -> bool:
    """As `_note_listed`; where there are line breaks, lines may begin with anything."""
    for data, starts in texts.pieces:
        _note_firsts(data, np.frombuffer(starts, np.intc), begun)
        for first in range(0, len(starts) - 1, _AT_ONCE):
            places = starts[first : first + _AT_ONCE + 1]
            _note(_units(data[places[0] : places[-1]].decode("utf-8", "surrogatepass")), present)
    if present[_LINE_BREAK]:
        begun |= present
        return True
    return False


def _units(text: str) -> "np.ndarray[tuple[int], np.dtype[np.uint16]]":
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def _note(units: "np.ndarray[tuple[int], np.dtype[np.uint16]]", present: _Table) -> None:
    if not present.take(units).all():  # to look is quicker than to note, and soon there is nothing new
        present[units] = True


def _note_firsts(data: bytes, starts: "np.ndarray[tuple[int], np.dtype[np.intc]]", begun: _Table) -> None:
    """Notes the first characters of texts in UTF-8, each of which ends where the next starts; a line break for an empty one."""
    filled = starts[1:] > starts[:-1]
    if not filled.all():
        begun[_LINE_BREAK] = True
    signs = np.frombuffer(data + bytes(3), np.uint8)
    quads = np.ndarray((len(signs) - 3,), "<u4", signs, 0, (1,))[starts[:-1][filled]]  # four bytes from each place
    for quad in np.unique(quads & _SIZES[quads & 0xFF]).tolist():
        begun[_units(quad.to_bytes(4, "little").decode("utf-8", "surrogatepass")[:1])] = True


class Texts(list[str]):
    """A list of texts that knows their charset; it is not to be changed."""

    __slots__ = ("charset",)

    def __init__(self, texts: Iterable[str], charset: Charset) -> None:
        """With the charset of these texts, or of texts from which they are chosen (and "")."""
        super().__init__(texts)
        self.charset = charset


class LongTexts(PackedTexts):
    """Packed texts that know their charset."""

    __slots__ = ("charset",)

    def __init__(self, packed: PackedTexts, charset: Charset) -> None:
        """As `Texts`."""
        super().__init__(packed.pieces)
        self.charset = charset


def charset_of(values: Sequence[object]) -> Charset | None:
    """The charset of texts that know it; None for all other values."""
    return values.charset if isinstance(values, Texts | LongTexts) else None


def known_texts(values: Sequence[object]) -> Sequence[object]:
    """The values as texts that know their charset where they are nothing but texts, else as they are."""
    if isinstance(values, PackedTexts):
        return LongTexts(values, Charset(values))
    if set(map(type, values)) <= {str}:
        texts: Sequence[str] = values  # type: ignore[assignment] # that they are texts is what the line above says
        return Texts(texts, Charset(texts))
    return values


def pick(values: Sequence[Value], places: Iterable[int]) -> list[Value]:
    """The values in these places, in their order."""
    if isinstance(values, PackedTexts):
        return values.pick(places)  # type: ignore[return-value] # texts
    return [values[place] for place in places]


def keep_charset(values: Sequence[Value], choice: list[Value]) -> Sequence[Value]:
    """A choice from the values, texts among it with the charset that they had."""
    if charset := charset_of(values):
        return Texts(choice, charset)  # type: ignore[arg-type,return-value] # from texts only texts are chosen
    return choice


def leave_out(values: Sequence[Value], places: Sequence[int]) -> Sequence[Value]:
    """The values without those in these places, which ascend; texts with the charset that they had."""
    if not places:
        return values
    if isinstance(values, LongTexts) and tuple(places) == tuple(range(len(places))):
        return LongTexts(values.run(len(places), len(values)), values.charset)  # type: ignore[return-value] # texts
    charset = charset_of(values)
    left = Texts(values, charset) if charset else list(values)  # type: ignore[arg-type] # what has a charset is texts
    for place in reversed(places):
        del left[place]
    return left  # type: ignore[return-value] # of what it was made of


def texts_with(
    values: Sequence[Value], signs: Collection[str], longest: int | None = None
) -> Iterator[tuple[int, Value]]:
    """The texts that may have one of these signs ("" is the sign of the empty text) and are not longer, with their places."""
    charset = charset_of(values)
    present = {sign for sign in signs if not charset or charset.may_hold(sign)}
    if not present:
        return
    most = 0 if present == {""} else longest
    if most is not None and isinstance(values, PackedTexts):
        yield from _short_texts(values, most)
        return
    for place, text in enumerate(values):
        if isinstance(text, str) and (most is None or len(text) <= most):
            yield place, text


def _short_texts(packed: PackedTexts, most: int) -> Iterator[tuple[int, Any]]:
    """The texts of at most so many characters; those of more bytes than these can have are not even unpacked."""
    before = 0
    for piece in packed.pieces:
        sizes = np.diff(np.frombuffer(piece.starts, np.intc))  # of no more than four bytes a character
        places = (np.flatnonzero(sizes <= 4 * most) + before).tolist()
        yield from ((place, text) for place, text in zip(places, packed.pick(places), strict=True) if len(text) <= most)
        before += piece.height
