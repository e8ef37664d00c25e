"""What became of each county, kept beside the reports: `manifest.json`, and while a batch is under way a journal.

The journal gets a line as soon as a county is finished, so that a batch that is killed goes on where it stood; the manifest, a file that
is whole at any time, takes its place at the end. Both say nothing that two runs would not say alike: no times, no order of work.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from reportgen import __version__
from reportgen.batch.records import Looked, Result, State
from reportgen.files.pairs import json_text
from reportgen.inputs import read_file
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Level
from reportgen.settings.folders import builtin_folder
from reportgen.writing import PREFIX, refusing, write_file

NAME = "manifest.json"
JOURNAL = PREFIX + "batch-journal"
_MOST_TOLD = 20  # errors and warnings of a county; how many there are is counted
_MOST_BYTES = 1 << 30
_BUILTIN = "reportgen:"
_SHARED = "shared_ledgers"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one county from its last run. `config` is the path of its configuration from the folder of the batch.

    `key` is that of the report which stands there, `inputs` and `parts` (rows of shared ledgers) are what it was made of, `shared` those ledgers as
    they were; `chain` are the names of the report and those that
    were updated from it. `issues` are errors and warnings as JSON has them, `errors` and `warnings` how many there are.
    """

    config: str
    state: State
    code: str = ""
    name: str = ""
    report: str = ""
    trace: str = ""
    trunk: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    overrides: int = 0
    conflicts: int = 0
    errors: int = 0
    warnings: int = 0
    issues: tuple[Mapping[str, str | None], ...] = ()
    key: str = ""
    current: bool = True
    inputs: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    templates: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    looked: Mapping[str, Any] = field(default_factory=dict)


def issue_record(one: Issue) -> dict[str, str | None]:
    """An issue as the manifest keeps it."""
    source = str(one.source) if one.source else None
    return {"code": one.code, "level": one.level.value, "message": one.message, "source": source, "hint": one.hint}


def told(result: Result) -> dict[str, Any]:
    """The parts of an entry that tell of issues."""
    grave = [one for one in result.issues if one.level is not Level.INFO]
    grave.sort(key=lambda one: one.level is not Level.ERROR)
    errors = sum(one.level is Level.ERROR for one in grave)
    records = tuple(issue_record(one) for one in grave[:_MOST_TOLD])
    return {"errors": errors, "warnings": len(grave) - errors, "issues": records}


def looked_record(looked: Looked, out: Path) -> dict[str, Any]:
    """What a configuration said, as the manifest keeps it: paths from the folder of the batch."""
    return {
        "report": looked.report,
        "language": looked.language,
        "layers": [_layer_place(path, out) for path in looked.layers],
        "ledgers": [place(path, out) for path in looked.ledgers],
        "shared": [place(path, out) for path in looked.shared],
        "regions": list(looked.regions),
        "columns": looked.columns,
        "memory_mb": looked.memory_mb,
        "day": looked.day,
        "templates": list(looked.templates),
        "fonts": list(looked.fonts),
        "said": dict(looked.said),
    }


def looked_again(entry: Entry, out: Path) -> Looked:
    """The way back; raises LookupError, TypeError or AttributeError where the manifest is not as it was written."""
    kept = entry.looked
    values: dict[str, Any] = {name: str(kept[name]) for name in ("report", "language", "day", "columns")}
    values["memory_mb"] = int(kept["memory_mb"])
    values["layers"] = tuple(_layer(str(one), out) for one in kept["layers"])
    values |= {name: tuple(out / one for one in kept[name]) for name in ("ledgers", "shared")}
    values |= {name: tuple(map(str, kept[name])) for name in ("regions", "templates", "fonts")}
    values["said"] = {str(key): str(text) for key, text in kept["said"].items()}
    return Looked(entry.code, entry.name, **values)


def _layer_place(path: Path, out: Path) -> str:
    """The path from the folder; of a file of the program's own, wherever that lies, the one in it."""
    built_in = builtin_folder()
    if path.is_relative_to(built_in):
        return _BUILTIN + path.relative_to(built_in).as_posix()
    return place(path, out)


def _layer(name: str, out: Path) -> Path:
    return builtin_folder() / name.removeprefix(_BUILTIN) if name.startswith(_BUILTIN) else out / name


def place(path: Path, out: Path) -> str:
    """The path from the folder of the batch; the whole one where there is none (another drive)."""
    try:
        return Path(os.path.relpath(path, out)).as_posix()
    except ValueError:
        return path.absolute().as_posix()


class Manifest:
    """The entries of the last batch in a folder, those of a batch that was killed included, and of the one under way."""

    def __init__(self, folder: Path, period: Period) -> None:
        """Reads what is there; of another period nothing counts."""
        self._folder = folder
        self._journal: BinaryIO | None = None
        self.before: dict[str, Entry] = {}
        self.shared: dict[str, Any] = {}
        lines = [*_of_manifest(folder / NAME, str(period)), *_of_journal(folder / JOURNAL, str(period))]
        for one in lines:
            with suppress(LookupError, TypeError, ValueError):
                if _SHARED in one:
                    self.shared = dict(one[_SHARED])
                    continue
                entry = _entry(one)
                self.before[entry.config] = entry

    def begin(self, period: Period) -> None:
        """Opens the journal; what an earlier one of this period holds stays. Raises WriteError."""
        path = self._folder / JOURNAL
        with refusing(path):
            if not list(_of_journal(path, str(period))):
                path.unlink(missing_ok=True)
            self._journal = path.open("ab", buffering=0)
            self._journal.write(b"\n" + json_text({"period": str(period)}).encode() + b"\n")

    def note(self, entry: Entry) -> None:
        """A county is finished: its line is on the disk before anything else is done."""
        self._write(_record(entry))

    def note_shared(self, told: Mapping[str, Any]) -> None:
        """What the shared ledgers come to, for this list of counties."""
        self.shared = dict(told)
        self._write({_SHARED: self.shared})

    def _write(self, line: Mapping[str, Any]) -> None:
        if self._journal is None:
            raise AssertionError("the journal is not open")
        with refusing(self._folder / JOURNAL):
            self._journal.write(json_text(line).encode() + b"\n")
            os.fsync(self._journal.fileno())

    def close(self) -> None:
        """Closes the journal; it stays for a batch that goes on."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def finish(self, entries: Iterable[Entry], period: Period, day: date) -> Path:
        """Writes the manifest of all counties and takes the journal away. Raises WriteError."""
        ordered = sorted(entries, key=lambda one: (one.code, one.config))
        head: dict[str, Any] = {"reportgen": __version__, "period": str(period), "day": day.isoformat()}
        head |= {_SHARED: self.shared} if self.shared else {}
        lines = ",\n".join(json_text(_record(one)) for one in ordered)
        path = self._folder / NAME
        write_file(path, f'{json_text(head)[:-1]}, "counties": [\n{lines}\n]}}\n'.encode())
        self.close()
        with refusing(path):
            (self._folder / JOURNAL).unlink(missing_ok=True)
        return path


def _of_manifest(path: Path, period: str) -> list[dict[str, Any]]:
    try:
        content = json.loads(read_file(path, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return []
    if (
        not isinstance(content, dict)
        or content.get("period") != period
        or not isinstance(content.get("counties"), list)
    ):
        return []
    shared = [{_SHARED: content[_SHARED]}] if _SHARED in content else []
    return shared + [one for one in content["counties"] if isinstance(one, dict)]


def _of_journal(path: Path, period: str) -> list[dict[str, Any]]:
    """The lines of a journal of this period; one that was cut off by the end is none."""
    try:
        lines = read_file(path, _MOST_BYTES).split(b"\n")
    except OSError:
        return []
    found: list[dict[str, Any]] = []
    ours = False
    for line in lines:
        with suppress(ValueError, RecursionError):
            one = json.loads(line)
            if isinstance(one, dict) and "period" in one:
                ours = one["period"] == period
            elif isinstance(one, dict) and ours:
                found.append(one)
    return found


_TEXTS = ("config", "code", "name", "report", "trace", "trunk", "key")
_COUNTS = ("overrides", "conflicts", "errors", "warnings")


def _record(entry: Entry) -> dict[str, Any]:
    lists = {name: list(getattr(entry, name)) for name in ("issues", "templates", "chain")}
    maps = {name: dict(getattr(entry, name)) for name in ("digests", "rows", "inputs", "parts", "shared", "looked")}
    plain = {name: getattr(entry, name) for name in (*_TEXTS, *_COUNTS, "current")}
    return {"code": entry.code, "name": entry.name, "state": entry.state.value, **plain, **lists, **maps}


def _entry(record: Mapping[str, Any]) -> Entry:
    """An entry as it was written; raises LookupError, TypeError or ValueError for anything else."""
    values: dict[str, Any] = {name: str(record[name]) for name in _TEXTS}
    values |= {name: int(record[name]) for name in _COUNTS}
    values |= {name: dict(record[name]) for name in ("digests", "rows", "inputs", "parts", "shared", "looked")}
    values |= {name: tuple(record[name]) for name in ("issues", "templates", "chain")}
    return Entry(state=State(record["state"]), current=bool(record["current"]), **values)
