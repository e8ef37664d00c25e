"""How a batch goes on: a bar with the counties under way where the screen is a terminal, a line for each county elsewhere."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportgen.batch.manifest import Entry
from reportgen.batch.running import Outcome, Watcher
from reportgen.batch.workbook import STATES
from reportgen.cli.output import say, visible
from reportgen.messages import N_, _

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from reportgen.batch.planning.plans import Plan

_STAGES = {
    "begin": N_("configuration"),
    "settings": N_("configuration"),
    "read": N_("reading"),
    "clean": N_("cleaning"),
    "tally": N_("counting"),
    "compose": N_("wording"),
    "draw": N_("drawing"),
    "render": N_("typesetting"),
    "review": N_("auditing"),
    "update": N_("updating"),
    "write": N_("writing"),
}
_EVERY = 2.0  # seconds between two lines where there is no terminal


@contextmanager
def watching(count: int, *, quiet: bool) -> Iterator[Watcher]:
    """Who tells the screen how a batch of so many counties goes on."""
    if quiet:
        yield Watcher()
    elif sys.stderr.isatty():
        with _Bar.shown(count) as bar:
            yield bar
    else:
        yield _Lines(count)


def _refusals(plans: "Sequence[Plan]") -> Iterator[str]:
    """A line for each county that cannot be built, as far as that is known beforehand."""
    for plan in plans:
        if plan.why == "refused" and plan.entry.issues:
            yield visible(f"{_called(plan.entry)}: {plan.entry.issues[0]['message']}")


def _called(entry: Entry) -> str:
    """What is under way, as people call it."""
    return f"{entry.name or entry.config} {entry.kind}".strip()


class _Lines(Watcher):
    """A line every few seconds: how many counties are finished, and which one last."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._finished = 0
        self._said = time.monotonic()

    def planned(self, plans: "Sequence[Plan]") -> None:
        """What cannot be built is said before anything is."""
        self._count = len(plans)
        for line in _refusals(plans):
            say(line, err=True)

    def finished(self, outcome: Outcome) -> None:
        """A county is finished."""
        self._finished += 1
        now = time.monotonic()
        if now - self._said < _EVERY or outcome.unchanged:
            return
        self._said = now
        said = _("{finished} of {count}: {county} {state}")
        county = _called(outcome.entry)
        state = _(STATES[outcome.entry.state])
        say(said.format(finished=self._finished, count=self._count, county=county, state=state), err=True)


class _Bar(Watcher):
    """Of rich: counties under way with their stage, how many are finished, how fast, how long it will take."""

    def __init__(self, progress: "Progress", task: "TaskID") -> None:
        self._progress, self._task = progress, task
        self._under_way: dict[str, str] = {}

    @classmethod
    @contextmanager
    def shown(cls, count: int) -> Iterator["_Bar"]:
        """The bar on the screen of errors, so that what is printed can be passed on."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            BarColumn(24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[now]}", markup=False),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            yield cls(progress, progress.add_task("", total=count, now="", rate=""))

    def planned(self, plans: "Sequence[Plan]") -> None:
        """What is to be done is known: the time left is that of what must be built."""
        for line in _refusals(plans):
            self._progress.console.out(line, highlight=False)
        due = sum(plan.is_due for plan in plans)
        self._progress.reset(self._task, total=due, now="", rate="")

    def stage(self, entry: Entry, stage: str) -> None:
        """A report has come to a stage."""
        self._under_way[_called(entry)] = _(_STAGES[stage]) if stage in _STAGES else stage
        self._show()

    def finished(self, outcome: Outcome) -> None:
        """A county is finished."""
        self._under_way.pop(_called(outcome.entry), None)
        if outcome.why and outcome.why != "refused":
            self._progress.advance(self._task)
        self._show()

    def _show(self) -> None:
        speed = self._progress.tasks[0].speed
        rate = _("{rate} a minute").format(rate=f"{speed * 60:.0f}") if speed else ""
        now = _(", ").join(f"{called} {stage}" for called, stage in self._under_way.items())
        self._progress.update(self._task, now=visible(now), rate=rate)
