"""What is asked for: one report, and the same report once more as it remembers itself."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import Concatenate, ParamSpec, TypeVar, cast

from reportgen.messages import N_, DocumentError, issue, speaking, texts
from reportgen.model.periods import Period, PeriodError, report_day
from reportgen.model.sources import Source
from reportgen.read.parent.finding import expanded, find_ledgers
from reportgen.settings import Loaded, Settings
from reportgen.word import Memory
from reportgen.writing import safe_name

Seconds = dict[str, float]  # by stage
Printed = Mapping[str, Mapping[str, int | Decimal]]  # by earlier reports: by their period, by the id of the figure

_CORRECTED = re.compile(r"restated\.(?P<period>[^.]+)\.(?P<figure>.+)\.printed")
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Shared:
    """What several reports of one run have in common: what is asked for under one key is made once.

    Keys hold all that the product depends on; a fault is not kept, it is raised for each report that asks.
    """

    def __init__(self) -> None:
        self._made: dict[object, object] = {}

    def once(self, key: object, make: Callable[[], _Made]) -> _Made:
        """The product of this key, made where it is not there."""
        if key not in self._made:
            self._made[key] = make()
        return cast("_Made", self._made[key])


class _Single(Shared):
    """Of a report alone nothing is kept: a ledger is large."""

    def once(self, key: object, make: Callable[[], _Made]) -> _Made:  # noqa: ARG002 - as of `Shared`
        return make()


@dataclass(frozen=True, slots=True)
class Job:
    """One report that is asked for: from which ledgers, by which settings, of which period.

    `period` is that of the settings where none is given, and `day`, the day of signature where the settings give none, the
    last of the period; of a report that is computed anew both are those that it remembers (see `recall`). `previous` are
    the values that earlier reports printed, which the report corrects where they are no longer those of the ledgers.
    `told` are digests of the cases that an earlier report told (`word.told_cases` of its memory): they are told again only where
    nothing else can be.
    `clock` is the day of building, where ledgers that know a later day are to be told of.
    `language` ("zh" or "en") is what the issues of the job are worded in, without it the language of the caller; that of
    the report itself is a setting. `shared` is what the job has in common with others of one run; alone it keeps nothing.
    """

    settings: Loaded
    files: Sequence[Path]
    period: Period | None = None
    day: date | None = None
    previous: Printed = field(default_factory=dict)
    language: str | None = None
    told: frozenset[str] = frozenset()
    clock: date | None = None
    shared: Shared = field(default_factory=_Single, compare=False, repr=False)

    @property
    def reported(self) -> Period:
        """The period that is reported on; raises SettingsError where neither the job nor the settings name one."""
        return self.period or self.settings.period

    @property
    def signed(self) -> date:
        """The day of signature: that of the settings, else that of the job."""
        stated = self.settings.settings.report.date
        return date.fromisoformat(stated) if stated else self.day or self.reported.end


def in_its_language(stage: Callable[Concatenate[Job, _Given], _Made]) -> Callable[Concatenate[Job, _Given], _Made]:
    """A stage that words what it says in the language of its job."""

    @wraps(stage)
    def spoken(job: Job, /, *given: _Given.args, **named: _Given.kwargs) -> _Made:
        with speaking(job.language):
            return stage(job, *given, **named)

    return spoken


@in_its_language
def recall(job: Job, memory: Memory) -> Job:
    """The job that made a finished report: what `job` does not say is as the report remembers it.

    That is the period and, where it is the same, the day, what the report corrects of earlier ones, and which cases it passed over
    since one of them had told them. Raises DocumentError
    where the memory names no period or no day.
    """
    period, day = remembered(memory)
    if job.period not in (None, period):
        return job
    return replace(
        job,
        period=period,
        day=job.day or day,
        previous=job.previous or _corrected(memory),
        told=job.told or frozenset(memory.told),
    )


_WORDED = {
    "report": {"title", "name", "sections", "length_limit", "every", "period", "date"},
    "charts": {"named", "format", "formats", "dpi", "font", "top"},
    "taxonomy": {"causes", "recommendations"},
}
"""Settings, beside whole sections, of what is said of the figures and how it looks; what is counted does not ask for them."""


def counted_by(settings: Settings) -> str:
    """What decides what a ledger says and adds up to; two reports of one period that agree in it have the same figures."""
    left_out = {"template", "form", "notes", "roles", "facts", "overrides"}
    return settings.model_dump_json(exclude={**dict.fromkeys(left_out, True), **_WORDED})


def of_another_county(settings: Loaded, memory: Memory) -> bool:
    """Whether a report was made by another county's configuration; a memory that names none may be anybody's."""
    county = memory.report.partition("/")[0]
    return bool(county) and county != settings.settings.county.code


def remembered(memory: Memory, document: str = "") -> tuple[Period, date]:
    """The period of a finished report and the day when it was signed.

    Raises DocumentError where one of them is none; it names the `document`.
    """
    try:
        return Period.recall(memory.period), report_day(memory.day)
    except ValueError as fault:  # a PeriodError is one
        stated = f"{memory.period} {memory.day}".strip()
        raise DocumentError(
            [issue("document.memory-broken", Source(document) if document else None, stated=stated)]
        ) from fault


def _corrected(memory: Memory) -> Printed:
    """What earlier reports had printed and this one corrects, by period and figure, so that it is corrected again."""
    found: dict[str, dict[str, int | Decimal]] = {}
    for figure, text in memory.figures.items():
        match = _CORRECTED.fullmatch(figure)
        printed = text.replace(",", "")
        if match and printed.isdecimal() and _is_period(match["period"]):
            found.setdefault(match["period"], {})[match["figure"]] = int(printed)
    return found


def _is_period(text: str) -> bool:
    try:
        Period.recall(text)
    except PeriodError:
        return False
    return True


def stem_of(settings: Settings, period: Period, *, draft: bool) -> str:
    """The name of a report's file without its ending."""
    ending = texts(settings.report.language)(N_("-draft")) if draft else ""
    return stem_name(settings.county.code, period, settings.report.name + ending)


def stem_name(code: str, period: Period, name: str) -> str:
    """The same of the report called `name` of the county with this administrative code."""
    return safe_name(f"{code}-{period.key}-{name}")


def shared_ledgers(job: Job) -> frozenset[str]:
    """The names of the ledgers of which only the county's rows are its own."""
    shared = {path.resolve() for one in job.settings.shared_files for path in expanded(one)}
    found = find_ledgers(job.files)[0] if shared else ()
    return frozenset(one.name for one in found if one.path.resolve() in shared)


class Clock:
    """Seconds spent in each stage of a job; `tell` hears the name of each stage as it begins."""

    def __init__(self, tell: Callable[[str], None] = lambda _stage: None) -> None:
        self.seconds: Seconds = {}
        self._tell = tell

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Adds what is done inside to the stage, which may be entered more than once."""
        self._tell(stage)
        start = perf_counter()
        yield
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + perf_counter() - start, 4)
