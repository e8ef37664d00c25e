"""What does the counties of a batch, wherever its workers are: tasks in, answers out in any order, one broken by a bad county told as such."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from reportgen.batch.records import Broken, Result, Task

Call = Callable[[Task, Callable[[str], None]], Result]
"""The job of a county, a function of a module: the task, and who hears which stage begins."""
Heard = Callable[[Task, str], None]
"""Who hears that a task has come to a stage."""
Answered = tuple[Task, Result | Broken]


class Engine(Protocol):
    """Workers of some kind."""

    def run(self, tasks: Sequence[Task]) -> Iterator[Answered]:
        """Each task once with its answer, as it comes. When this is left, no worker of ours is left."""


def twice(each: Callable[[Sequence[Task], bool], Iterator[Answered]], tasks: Sequence[Task]) -> Iterator[Answered]:
    """Each task with its answer; one whose worker broke off is done once more when all others are, `alone`: its worker may have died of another's hunger."""
    again = []
    for task, answer in each(tasks, False):
        if isinstance(answer, Broken) and not answer.late:
            again.append(task)
        else:
            yield task, answer
    if again:
        yield from each(again, True)
