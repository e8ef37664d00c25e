"""The room's one story: find the files, have each read in a child, gather sheets and issues."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from reportgen.inputs import readable
from reportgen.messages import N_, _, issue
from reportgen.model.ledgers import FileRows, Rows
from reportgen.model.sources import Issue, Level, Source
from reportgen.read.parent.children import ReaderProcess
from reportgen.read.parent.finding import Found, find_ledgers
from reportgen.read.protocol.answers import Answer
from reportgen.read.protocol.limits import Limits
from reportgen.read.protocol.refusals import PendingIssue

_USUAL = Limits()
NOTHING_KNOWN: Mapping[Path, Answer] = MappingProxyType({})
_FOREIGN = ("read.empty", "read.not-a-ledger", "read.old-format")
_KINDS = {
    "archive": N_("an archive"),
    "binary": N_("a picture, a program or the like"),
    "document": N_("a text document"),
    "markup": N_("a file made of tags, but no table"),
    "mail": N_("a mail or a saved web page"),
    "pdf": N_("a PDF document"),
    "picture": N_("a picture"),
    "slides": N_("a slide show"),
}


def read_ledgers(
    paths: Sequence[Path],
    limits: Limits = _USUAL,
    known: Mapping[Path, Answer] = NOTHING_KNOWN,
    reader: ReaderProcess | None = None,
) -> tuple[Rows, tuple[Issue, ...]]:
    """Reads ledgers: files, folders of them, or patterns such as `台账/*.xlsx`.

    Returns the files that could be read, in the order given, and an issue for each that could not. Their bytes and
    times stay as they are. Of files that are `known` (resolved path -> what was read) nothing is read. A `reader` that is open already, under these limits, reads
    them and stays open. Each is opened in a child process under `limits`: a file that kills its child is an issue
    like any other.
    """
    found, issues = find_ledgers(paths)
    files = []
    with nullcontext(reader) if reader else ReaderProcess(limits) as nursery:
        for ledger in found:
            answer = known.get(ledger.path.resolve()) if known else None
            answer = answer or nursery.read(ledger.path, sheet_name(ledger.path))
            issues += [_issue(note, ledger, limits) for note in answer.notes]
            if answer.refusal:
                issues.append(_issue(_skipped(answer.refusal, ledger), ledger, limits))
            else:
                files.append(FileRows(ledger.name, answer.sha256, answer.sheets, ledger.named))
    if found and not files and not any(one.level is Level.ERROR for one in issues):
        issues.append(issue("read.no-ledgers", Source(str(paths[0]))))
    return Rows(tuple(files)), tuple(issues)


def _skipped(refusal: PendingIssue, ledger: Found) -> PendingIssue:
    """The refusal of a file that nobody named: what is empty, or no ledger by its content, is skipped with a warning."""
    foreign = refusal.code in _FOREIGN and not ledger.named
    return replace(refusal, code=f"{refusal.code}.skipped") if foreign else refusal


def sheet_name(path: Path) -> str:
    """What the only sheet of a text file is called, as in Excel: the file's name without its endings."""
    return readable(Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem)


def _issue(note: PendingIssue, ledger: Found, limits: Limits) -> Issue:
    values: dict[str, object] = dict(note.values)
    if "kind" in values:
        values["kind"] = _(_KINDS.get(str(values["kind"]), str(values["kind"])))
    source = Source(ledger.name, note.sheet, note.row, note.column)
    return issue(note.code, source, memory_mb=limits.memory_mb, seconds=limits.seconds, **values)
