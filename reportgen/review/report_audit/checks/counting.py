"""What is counted: headings, captions of tables and charts, and the references that point to them.

What should stand there is counted here once more, without the counter that the writer uses: only the digits are the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.chinese.numerals import ORDINAL, to_hanzi
from reportgen.model.findings import AuditFinding
from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.review.report_audit.report.findings import finding
from reportgen.word.memory.marks import original_name
from reportgen.word.pages.page import Stretch

_LETTERS = (r"[IVXL]{1,6}\. ", r"(?:[A-Z]|\d{1,2})\. ", r"\d{1,2}\. ", r"\(\d{1,2}\) ")
_ANY = re.compile(
    rf"\s*(?:[（(](?:{ORDINAL}|\d{{1,3}})[）)]|(?:{ORDINAL}|\d{{1,3}})[、.．](?!\d)|(?:[IVXL]{{1,6}}|[A-Z])\.(?= )"
    rf"|第(?:{ORDINAL}|\d{{1,3}})(?:章|节|条|部分)(?=\s)|\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[.．]?(?=\s)|[①-⑳])"
)
_SHAPE = re.compile(
    rf"\s*(?P<before>[第（(]?)(?:(?P<hanzi>{ORDINAL})|(?P<digits>\d{{1,3}}(?:\.\d{{1,3}}){{0,3}})|(?P<circled>[①-⑳]))"
    r"(?P<after>章|节|条|部分|[、．.）)]|(?=\s)|(?<=[①-⑳]))"
)
_CAPTION = re.compile(r"\s*(?P<label>[^\W\d_]{1,10})\s?(?P<number>\d{1,3})(?=[\s\u3000]\S)")
_LABELLED = re.compile(r"\s*(?P<label>[^\W\d_]{1,10})\s?(?P<number>\d{1,3})\s*$")
_LONGEST = 60  # a longer line that begins with 表1 is no caption
_REFERENCE = re.compile(
    r"(?:(?:见|如|参见|详见|从|由|按|与|和|、)(?P<label>[表图])(?P<number>\d{1,3})(?![\d\-.—–年月])"
    r"|(?<![附图])(?P<label2>[表图])(?P<number2>\d{1,3})(?=所示|显示|可见|可知|表明)"
    r"|(?<![A-Za-z])(?P<label3>Table|Chart|Figure) (?P<number3>\d{1,3})(?!\d))"
)
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(number: int) -> str:
    spelled = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        spelled += letters * times
    return spelled


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the numbers of a level are written: what stands round them, "hanzi", "digits" or "circled", of how many levels."""

    before: str
    kind: str
    after: str
    levels: int = 1

    def number(self, counts: list[int]) -> str:
        """The number of a heading; `counts` are those of its level and the levels above it."""
        count = counts[-1]
        if self.kind == "hanzi":
            spelled = to_hanzi(count)
        elif self.kind == "circled":
            spelled = chr(ord("①") - 1 + count) if count <= 20 else str(count)
        else:
            spelled = ".".join(map(str, counts[-self.levels :]))
        return f"{self.before}{spelled}{self.after}"


_STANDARD = (
    _Shape("", "hanzi", "、"),
    _Shape("（", "hanzi", "）"),
    _Shape("", "digits", "."),
    _Shape("（", "digits", "）"),
)
"""一、（一）1.（1） (GB/T 9704-2012, 7.3.3)."""


def _shape(text: str) -> _Shape | None:
    """How the number before a text is written; None where there is none."""
    match = _SHAPE.match(text)
    if match is None:
        return None
    kind = next(name for name in ("hanzi", "digits", "circled") if match[name])
    return _Shape(match["before"], kind, match["after"], 1 + (match["digits"] or "").count("."))


def _shapes(audited: AuditedReport, found: list[Line]) -> list[_Shape]:
    """How each level is numbered: as the standard has it, or as most of our own headings are."""
    shapes = list(_STANDARD)
    for level in range(4):
        ours = [_shape(line.printed) for line in found if (line.heading or 1) == level + 1 and audited.blocks(line)]
        most = Counter(one for one in ours if one is not None).most_common(1)
        if most:
            shapes[level] = most[0][0]
    return shapes


def _letters(level: int, count: int) -> str:
    """The number of a heading in letters: I. A. 1. (1)."""
    letter = chr(ord("A") + count - 1) if count <= 26 else str(count)
    return (f"{_roman(count)}. ", f"{letter}. ", f"{count}. ", f"({count}) ")[level - 1]


def headings(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Headings are counted without a gap, those added by hand too; an attachment begins anew."""
    found = [line for line in audited.lines if (line.title or (line.heading or 9) <= 4) and line.text.strip()]
    first = next((line for line in found if line.heading == 1 and audited.blocks(line)), None)
    letters = first is not None and re.match(_LETTERS[0], first.printed) is not None
    shapes = _shapes(audited, found)
    counts = [0, 0, 0, 0]
    for line in found:
        if line.title:
            counts = [0, 0, 0, 0]
            continue
        level = line.heading or 1
        printed = _ANY.match(line.printed)
        if printed is None and not audited.blocks(line):
            continue
        counts[level - 1] += 1
        counts[level:] = [0] * (4 - level)
        expected = _letters(level, counts[level - 1]) if letters else shapes[level - 1].number(counts[:level])
        if not line.printed.lstrip().startswith(expected.strip()):
            yield finding("audit.heading-number", line.place(), printed[0].strip() if printed else "", expected.strip())


@dataclass(frozen=True, slots=True)
class _Caption:
    """A caption: its line, label and number as printed and as counted, and its bookmark, "" for one added by hand."""

    line: Line
    label: str
    printed: str
    counted: int
    bookmark: str

    @property
    def name(self) -> str:
        """The label with the number that it should have, in the manner in which it is printed."""
        return re.sub(r"\d+$", str(self.counted), self.printed) if self.printed else f"{self.label}{self.counted}"


def _captions(audited: AuditedReport) -> Iterator[_Caption]:
    """The captions in order: lines with a number of ours, with a field SEQ, or short ones that begin with 表1."""
    counts: Counter[str] = Counter()
    labels = _labels(audited)
    for line in audited.lines:
        printed, bookmark = _printed(audited, line, labels)
        match = re.match(r"(?P<label>.*?)\s*\d*$", printed)
        if not printed or not match:
            continue
        label = match["label"]
        counts[label] += 1
        yield _Caption(line, label, printed, counts[label], bookmark)


def _printed(audited: AuditedReport, line: Line, labels: set[str]) -> tuple[str, str]:
    """The label and number of a caption, and the bookmark that stood round it when it was written, "" where it is not ours.

    Both may have been typed, counted by a field, or put there by one of Word's lists.
    """
    name = next((name for id in audited.blocks(line) if (name := _number_marks(audited).get(id))), "")
    for one in line.marks:
        mark = audited.mark(one)
        if mark is not None and mark.kind == "number" and line.text[one.start : one.end].strip():
            return _trimmed(line.text[one.start : one.end]), name or ("" if original_name(one.what) else one.what)
    counted = [one for one in line.fields if one.what.split()[:1] == ["SEQ"]]
    if counted:
        return line.text[: counted[0].end].strip(), name
    match = _CAPTION.match(line.printed) if line.table is None and len(line.printed) <= _LONGEST else None
    match = match or _LABELLED.match(line.list_number)
    known = match is not None and match["label"] in labels
    return (match[0].strip(), name) if match and known and line.text.strip() else ("", "")


def _number_marks(audited: AuditedReport) -> dict[str, str]:
    """The bookmark round the number of each caption of ours, by the caption's id."""
    return {mark.block: name for name, mark in audited.memory.marks.items() if mark.kind == "number"}


def _trimmed(text: str) -> str:
    """Label and number alone, where a word processor has moved the end of the bookmark over what follows."""
    match = re.match(r"\s*[^\d]*\d+", text)
    return match[0].strip() if match else text.strip()


def _labels(audited: AuditedReport) -> set[str]:
    """The labels of our own captions."""
    found = set()
    for line in audited.lines:
        for one in line.marks:
            mark = audited.mark(one)
            if mark is not None and mark.kind == "number":
                found.add(re.sub(r"[\s\d]+.*$", "", line.text[one.start : one.end].strip()))
        if (
            any(id in _number_marks(audited) for id in audited.blocks(line)) and (match := _CAPTION.match(line.printed))
        ) or (
            any(id in _number_marks(audited) for id in audited.blocks(line))
            and (match := _LABELLED.match(line.list_number))
        ):
            found.add(match["label"])
    return found - {""}


def captions(audited: AuditedReport) -> Iterator[AuditFinding]:
    """Tables and charts are counted from 1, each for itself, those added by hand too."""
    for one in _captions(audited):
        if one.printed != one.name:
            yield finding("audit.caption-number", one.line.place(), one.printed, one.name)


def names_of(audited: AuditedReport) -> dict[str, str]:
    """Label and number of each caption of ours as it is counted, by the bookmark round it.

    Empty where captions were added or taken out by hand, and the others are counted otherwise than they were written.
    """
    found = list(_captions(audited))
    written = [name for name, mark in audited.memory.marks.items() if mark.kind == "number"]
    return {one.bookmark: one.name for one in found} if [one.bookmark for one in found] == written else {}


def references(audited: AuditedReport) -> Iterator[AuditFinding]:
    """A reference leads to a caption and prints its number; one that was typed names a caption that is there."""
    found = list(_captions(audited))
    names = {one.bookmark: one.name for one in found if one.bookmark}
    lines = {one.line.number for one in found}
    for line in audited.every:
        if line.contents:
            continue
        for one in line.fields:
            yield from _field(audited, line, one, names)
        if line.number not in lines and line.table is None:
            yield from _typed(line, found)


def _field(audited: AuditedReport, line: Line, field: Stretch, names: dict[str, str]) -> Iterator[AuditFinding]:
    code = field.what.split()
    if code[:1] != ["REF"] or len(code) < 2:
        return
    result = line.text[field.start : field.end].strip()
    mark = audited.memory.marks.get(code[1])
    if code[1] in names:
        if result != names[code[1]]:
            yield finding("audit.reference-wrong", line.place(field.start), result, names[code[1]])
    elif code[1].startswith("_rg") and (mark is None or mark.kind == "number"):
        yield finding("audit.reference-broken", line.place(field.start), result)


def _typed(line: Line, found: list[_Caption]) -> Iterator[AuditFinding]:
    """References in plain text to a number that no caption has, where captions of the kind are counted at all."""
    known = {"".join(one.name.split()) for one in found}
    labels = {one.label.strip() for one in found}
    for match in _REFERENCE.finditer(line.text):
        kind = next(kind for kind in ("", "2", "3") if match[f"label{kind}"])
        label, number = match[f"label{kind}"], match[f"number{kind}"]
        inside = any(one.meets(match.start(f"label{kind}"), match.end(f"number{kind}")) for one in line.fields)
        if not inside and label in labels and f"{label}{number}" not in known:
            yield finding("audit.reference-broken", line.place(match.start()), f"{label}{number}")


CHECKS: tuple[Callable[[AuditedReport], Iterator[AuditFinding]], ...] = (headings, captions, references)
