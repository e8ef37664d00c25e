"""The vocabulary of a batch: what is known of a county, what is asked of a worker, what became of it.

All of it is plain values: a task goes to another process, or to another machine, and its result comes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from reportgen.model.periods import Period
from reportgen.model.sources import Issue


class State(StrEnum):
    """What became of a county."""

    DONE = "done"
    WARNINGS = "warnings"  # done, with warnings
    DRAFT = "draft"  # errors were found: what was written is a draft
    EDITED = "edited"  # people changed the report: it was left as it is
    REFUSED = "refused"  # there is no report, for a reason that its issues tell
    FAILED = "failed"  # the worker broke off: out of memory, out of time, crashed


WRITTEN = (State.DONE, State.WARNINGS, State.DRAFT)
"""With these a report was written in this run or an earlier one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one county may take: megabytes of memory (where the system knows such a bound), seconds by the clock."""

    memory_mb: int = 4096
    seconds: int = 600


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the workers of a batch are: those of a scheduler ("tls://host:port") with the files of the client's certificate, "" for some of this machine."""

    scheduler: str = ""
    tls_ca: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a batch knows of a county before it is built, as its configuration says it.

    `layers` are the files of the configuration, base first; `ledgers` are its own ledgers, files, folders or patterns; `shared` those
    of which only the rows of its `regions` are its own, `columns` the headers that it names (JSON), and `memory_mb` what reading one may take. `day` is the day of signature
    if the configuration gives one. `templates` are the names of the two templates, `fonts` the font files of the charts (none: the built-in one). `said` are texts
    that counties' own configurations print under an office's name, by key.
    """

    code: str
    name: str
    report: str
    language: str
    layers: tuple[Path, ...]
    ledgers: tuple[Path, ...]
    shared: tuple[Path, ...] = ()
    regions: tuple[str, ...] = ()
    columns: str = "{}"
    memory_mb: int = 1024
    day: str = ""
    templates: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """What the machine that asks knows of a county, for a worker on another one to hold its own against.

    `program` is the digest of the program, `mark` what the lock of the batch says in its folder, `inputs` the digests of what the report is made of.
    """

    program: str
    mark: str
    looked: Looked
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Task:
    """One county's job. `parts` is the file that holds its rows of shared ledgers, None where it shares none.

    `current` says that nothing has changed since its report was made; `update` that an edited report is to be taken through an update. `known` are the digests of the rows of shared ledgers that its report was made of, where nothing but these may have changed: if they
    have not, there is nothing to do. `origin` is None where the worker is one of this machine's own.
    """

    number: int
    config: Path
    out: Path
    period: Period
    day: date
    language: str = "zh"
    update: bool = False
    current: bool = False
    parts: Path | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """How the process that worked on a county ended: `late` by its time, else by `code` (negative: that signal; None: nobody knows, its machine was lost)."""

    late: bool
    code: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one county.

    `report` and `trace` are names of files in the folder, `digests` the sha256 of these two and, by its name, of the edited report on which an
    update rests. `templates` are the templates that were read, name -> sha256. `rows` says what became of the ledgers' rows, `overrides` how many figures a person declared or
    typed, `conflicts` how many points an update left to a person. `trunk` is the file on which people go on. `seconds` are spent by stage.
    `parts` are the digests of the rows that it has of shared ledgers, by the path of the ledger from the folder; `unchanged` says that these are what they were, and nothing was done. `current` says of
    an edited report that nothing has changed since.
    `private` says that the paths of its ledgers are not to be written down: a name of a file gives a person away, or the report is public.
    """

    state: State
    issues: tuple[Issue, ...] = ()
    report: str = ""
    trace: str = ""
    trunk: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    overrides: int = 0
    conflicts: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    private: bool = False
    parts: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False
    current: bool = False
