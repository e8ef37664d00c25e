"""How a batch goes on: a bar with the counties under way where the screen is a terminal, a line for each county elsewhere."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

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
            county = plan.entry.name or plan.entry.config
            yield visible(f"{county}: {plan.entry.issues[0]['message']}")


class _Lines(Watcher):
    """A line every few seconds: how many counties are finished, and which one last."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._finished = 0
        self._said = time.monotonic()

    def planned(self, plans: "Sequence[Plan]") -> None:
        """What cannot be built is said before anything is."""
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
        county = outcome.entry.name or outcome.entry.config
        state = _(STATES[outcome.entry.state])
        say(said.format(finished=self._finished, count=self._count, county=county, state=state), err=True)


class _Bar(Watcher):
    """Of rich: counties under way with their stage, how many are finished, how fast, how long it will take."""

    def __init__(self, progress: "Progress", task: "TaskID") -> None:
        self._progress, self._task = progress, task
        self._under_way: dict[str, str] = {}
        self._names: dict[str, str] = {}

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
        self._names = {plan.entry.config: plan.entry.name or plan.entry.config for plan in plans}
        for line in _refusals(plans):
            self._progress.console.out(line, highlight=False)
        due = sum(plan.looked is not None and bool(plan.why) for plan in plans)
        self._progress.reset(self._task, total=due, now="", rate="")

    def stage(self, config: str, stage: str) -> None:
        """A county has come to a stage."""
        self._under_way[config] = _(_STAGES[stage]) if stage in _STAGES else stage
        self._show()

    def finished(self, outcome: Outcome) -> None:
        """A county is finished."""
        self._under_way.pop(outcome.entry.config, None)
        if outcome.why and outcome.why != "refused":
            self._progress.advance(self._task)
        self._show()

    def _show(self) -> None:
        speed = self._progress.tasks[0].speed
        rate = _("{rate} a minute").format(rate=f"{speed * 60:.0f}") if speed else ""
        now = _(", ").join(f"{self._names.get(config, config)} {stage}" for config, stage in self._under_way.items())
        self._progress.update(self._task, now=visible(now), rate=rate)
