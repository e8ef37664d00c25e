"""A report (.docx) and its sidecar (.trace.json) belong together: the sidecar names the document by digests.

It keeps the sha256 of the file, by which a file is known to be as we wrote it, and the report's memory, by which it is told what
a person changed. While a report is being replaced the sidecar names two files, the new one
and the one that it `replaces`, so that a run that is cut off in between leaves a pair that is recognised.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from pathlib import Path

from reportgen.inputs import read_file
from reportgen.messages import DocumentError, issue
from reportgen.model.sources import Issue, Source
from reportgen.word import Memory, memory_in, open_package, place, read_page
from reportgen.word.blocks.digests import edited_paragraphs, page_digest
from reportgen.word.memory.memory_xml import parse_memory, stored_memory
from reportgen.word.pages.reader import page_of

_SIDECAR, _DOCUMENT = ".trace.json", ".docx"
_BROKEN = re.compile("[\ud800-\udfff]")
_HANDED = "handed_over"
_LENGTH = 24  # characters of a block by which a person finds it


class Fit(Enum):
    """How a document stands to the sidecar beside it."""

    FITS = "fits"
    UNFINISHED = "unfinished"  # it is the one that the sidecar's document was about to replace
    EDITED = "edited"  # the same report, its text changed
    FORM = "form"  # the same report and text; pictures, form, comments, headers, footers or notes changed
    OTHER_RUN = "other-run"
    FOREIGN = "foreign"  # no report, or one that lost its memory
    UNKNOWN = "unknown"  # there is no sidecar, or it names no document


@dataclass(frozen=True, slots=True)
class Seal:
    """What a sidecar says of its document: digests of the file and of its text, its memory, the digest of what it replaces."""

    sha256: str
    text: str = ""
    memory: Memory | None = None
    replaces: str = ""


def sidecar_of(document: Path) -> Path:
    """The sidecar of a document: `a.docx` has `a.trace.json`."""
    return document.with_name(document.stem + _SIDECAR)


def digest(data: bytes) -> str:
    """The sha256 of a file, in hexadecimal digits."""
    return sha256(data).hexdigest()


def sealed(trace: bytes, name: str, document: bytes) -> bytes:
    """The sidecar of a document called `name`: its trace, a JSON object, with what proves that the two belong together."""
    page = page_of(document)
    named = {"name": name, "sha256": digest(document), "text": page_digest(page)}
    return _with(_with(trace, "memory", stored_memory(page.package)), "document", named)


def replacing(sidecar: bytes, replaced: str) -> bytes:
    """A sidecar for as long as the file with the digest `replaced` is there, until the document takes its place."""
    return _with(sidecar, "replaces", replaced)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A clean copy that was handed over: its file name, the sha256 of its bytes, the day (ISO, "" for none), and the figures
    that stood in it other than they were computed, each as its sidecar keeps it."""

    file: str
    sha256: str
    day: str = ""
    overrides: tuple[Mapping[str, str], ...] = ()


def handed_over(sidecar: bytes) -> tuple[HandedOver, ...]:
    """The copies that were handed over, by what the sidecar of their report says."""
    return tuple(_handed_over(_content(sidecar)))


def _handed_over(content: Mapping[str, object]) -> Iterator[HandedOver]:
    told = content.get(_HANDED)
    for one in told if isinstance(told, list) else ():
        if isinstance(one, dict) and isinstance(one.get("file"), str) and isinstance(one.get("sha256"), str):
            overrides = one.get("overrides")
            kept = tuple(item for item in overrides if isinstance(item, dict)) if isinstance(overrides, list) else ()
            yield HandedOver(one["file"], one["sha256"], str(one.get("day", "")), kept)


def with_handed_over(sidecar: bytes, copies: Sequence[HandedOver]) -> bytes:
    """The sidecar with these copies as those that were handed over; all else in it stays, byte for byte."""
    if _HANDED in _content(sidecar):
        sidecar = _without(sidecar, _HANDED)
    told = [
        {"file": one.file, "sha256": one.sha256}
        | ({"day": one.day} if one.day else {})
        | {"overrides": [dict(item) for item in one.overrides]}
        for one in copies
    ]
    return _with(sidecar, _HANDED, told) if told else sidecar


def _without(content: bytes, key: str) -> bytes:
    """A JSON object without a member that `_with` gave it, on a line of its own; else written anew."""
    first, _feed, rest = content.partition(b"\n")
    if (
        first.startswith(f"{{{json.dumps(key)}: ".encode())
        and first.endswith(b",")
        and _HANDED not in _content(b"{" + rest)
    ):
        return b"{" + rest
    return json_text({name: value for name, value in _content(content).items() if name != key}).encode()


def sent_issue(document: Path, data: bytes) -> Issue | None:
    """What is wrong with a file that was handed over: that it was changed since.

    A sidecar in its folder names it with another sha256, and none with its own; None where it is unchanged, or was never handed over.
    """
    named: list[tuple[str, str]] = []
    for path in sorted(document.parent.glob("*" + _SIDECAR)):
        with suppress(OSError):
            sidecar = read_file(path)
            if _HANDED.encode() in sidecar:  # most have handed over nothing, and need not be parsed
                named += ((path.name, one.sha256) for one in handed_over(sidecar) if one.file == document.name)
    if not named or digest(data) in {sha256 for _name, sha256 in named}:
        return None
    return issue("finalize.changed-since", Source(str(document)), sidecar=named[-1][0])


def json_text(value: object) -> str:
    """JSON in which Chinese stands as it is, and what no text in UTF-8 holds (names of files in no encoding) is written out."""
    text = json.dumps(value, ensure_ascii=False)
    return _BROKEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _with(content: bytes, key: str, value: object) -> bytes:
    """A JSON object with one more member, on a line of its own."""
    return f"{{{json.dumps(key)}: {json_text(value)},\n".encode() + content[1:]


def is_sidecar(data: bytes) -> bool:
    """Whether a file is a sidecar of ours, of this version or an earlier one."""
    content = _content(data)
    return "reportgen" in content and "figures" in content


def read_seal(data: bytes) -> Seal | None:
    """What a sidecar says of its document; None where it is none, or of a version that names no document."""
    content = _content(data)
    named = content.get("document")
    if not isinstance(named, dict) or not isinstance(named.get("sha256"), str):
        return None
    memory = parse_memory(str(content.get("memory", "")).encode())
    return Seal(named["sha256"], str(named.get("text")), memory, str(content.get("replaces", "")))


def _content(data: bytes) -> dict[str, object]:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def compare(document: bytes, seal: Seal | None) -> tuple[Fit, tuple[str, ...]]:
    """How a document stands to its sidecar; of one that was edited, how the edited blocks began when they were written.

    What a person wrote is not shown: nobody has masked it. No block is named where text was changed outside the blocks only.
    """
    if seal is None:
        return Fit.UNKNOWN, ()
    found = digest(document)
    if found == seal.sha256:
        return Fit.FITS, ()
    if found == seal.replaces:
        return Fit.UNFINISHED, ()
    try:
        return _compare_texts(document, seal)
    except DocumentError:
        return Fit.FOREIGN, ()


def _compare_texts(document: bytes, seal: Seal) -> tuple[Fit, tuple[str, ...]]:
    """By the texts; a document that was saved as .doc and back has lost its memory, and is ours if its text is."""
    package = open_package(document)
    page, memory = read_page(package), memory_in(package)
    if seal.memory is None:
        return Fit.FOREIGN, ()
    if memory is not None and memory != seal.memory:
        return Fit.OTHER_RUN, ()
    placement = place(page, seal.memory)
    if memory is None and not placement.fits:
        return Fit.FOREIGN, ()
    if page_digest(page) == seal.text:  # then marks were lost or moved, not words
        return Fit.FORM, ()
    return Fit.EDITED, tuple(_start(seal.memory.texts[id]) for id in edited_paragraphs(placement))


def _start(text: str) -> str:
    line = text.strip().partition("\n")[0]
    return line if len(line) <= _LENGTH else line[:_LENGTH] + "…"


def partner_issue(path: Path) -> Issue | None:
    """What is wrong with a report or sidecar and the one beside it: that the two are not of one run, or the report was changed.

    None where they fit, where one of them is missing, or where the sidecar is of a version that names no document.
    """
    document, sidecar = _pair(path)
    try:
        seal = read_seal(read_file(sidecar)) if document.is_file() and sidecar.is_file() else None
        return fit_issue(document, compare(read_file(document), seal)[0]) if seal else None
    except OSError:
        return None


def _pair(path: Path) -> tuple[Path, Path]:
    """The document and the sidecar of which `path` is one."""
    name = path.name.removesuffix(_SIDECAR)
    return (path.with_name(name + _DOCUMENT), path) if name != path.name else (path, sidecar_of(path))


def fit_issue(document: Path, fit: Fit) -> Issue | None:
    """What is to be said of a document that stands so to its sidecar."""
    if fit in (Fit.FITS, Fit.UNKNOWN):
        return None
    return issue(f"pair.{fit.value}", Source(str(document)), sidecar=sidecar_of(document).name)
