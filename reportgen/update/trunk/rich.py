"""What was printed, what stands there and what would be printed, as texts that can be merged: with figures and references as atoms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.compare.texts import REFERENCE, Atom, Text
from reportgen.model.reports.narratives import Phrase, Reference
from reportgen.word.blocks.placement import Standing
from reportgen.word.blocks.printed import PrintedLine
from reportgen.word.editing.lines import Part
from reportgen.word.memory.memory import Memory
from reportgen.word.pages.page import Stretch

FIGURE = "f:"


@dataclass(frozen=True, slots=True)
class Rich:
    """A text as printed: with its atoms, and its pieces as they are written into Word (`start` of each in the text)."""

    text: Text
    parts: tuple[tuple[int, Part], ...] = ()

    def cut(self, start: int, end: int) -> list[Part]:
        """The pieces between two places."""
        found = []
        for begin, part in self.parts:
            first, last = max(start - begin, 0), min(end - begin, len(part.text))
            if first < last:
                found.append(Part(part.text[first:last], part.bold, part.code))
        return found

    def is_bold(self, at: int) -> bool | None:
        """Whether what stands at a place is bold; at the end of the text, what stands before; None for an empty text."""
        inside = [part for begin, part in self.parts if begin <= at < begin + len(part.text)]
        if inside:
            return inside[0].bold
        return self.parts[-1][1].bold if self.parts else None


EMPTY = Rich(Text(""))


def printed(memory: Memory, phrase: Phrase, line: PrintedLine | None, start: int = 0) -> Rich:
    """A phrase as a report prints it; `line` knows where the bookmarks of its figures are, `start` where in that line the phrase begins."""
    marks = {one.start: one.mark for one in line.figures} if line else {}
    atoms: list[Atom] = []
    parts: list[tuple[int, Part]] = []
    at = 0
    for part in phrase:
        end = at + len(part.text)
        if isinstance(part, Reference):
            atoms.append(Atom(at, end, REFERENCE + part.target))
            parts.append((at, Part(part.text, False, f"REF {memory.names.number(part.target)} \\h")))
        else:
            if part.figure is not None and part.text:
                atoms.append(Atom(at, end, FIGURE + part.figure, marks.get(start + at, "")))
            parts.append((at, Part(part.text, part.bold)))
        at = end
    return Rich(Text("".join(part.text for part in phrase), tuple(atoms)), tuple(parts))


def plain(text: str) -> Rich:
    """A text without figures."""
    return Rich(Text(text), ((0, Part(text)),)) if text else EMPTY


def joined(texts: Iterable[Rich]) -> Rich:
    """Texts one behind the other."""
    whole, atoms, parts = "", list[Atom](), list[tuple[int, Part]]()
    for one in texts:
        at = len(whole)
        atoms += (Atom(atom.start + at, atom.end + at, atom.key, atom.mark) for atom in one.text.atoms)
        parts += ((begin + at, part) for begin, part in one.parts)
        whole += one.text.text
    return Rich(Text(whole, tuple(atoms)), tuple(parts))


def standing(
    text: str, figures: Iterable[Standing], fields: Iterable[Stretch], targets: dict[str, str], shift: int = 0
) -> Text:
    """A text of the document: its figures and references are atoms; `shift` is taken off their places.

    `targets` tells the block at whose number a bookmark stands, by the bookmark's name.
    """
    found = [Atom(one.start - shift, one.end - shift, FIGURE + one.figure, one.mark) for one in figures]
    for one in fields:
        words = one.what.split()
        target = targets.get(words[1]) if len(words) > 1 and words[0] == "REF" else None
        if target is not None:
            found.append(Atom(one.start - shift, one.end - shift, REFERENCE + target))
    return Text(text, tuple(_apart(found, len(text))))


def _apart(atoms: Sequence[Atom], length: int) -> Iterable[Atom]:
    """Atoms that hold something, none over another's characters."""
    last = 0
    for one in sorted(atoms, key=lambda one: (one.start, one.end)):
        if last <= one.start < one.end <= length:
            yield one
            last = one.end
