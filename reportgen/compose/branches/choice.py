"""A choice between sentences, as data: its name, and its branches in the order in which they are asked."""

from collections.abc import Callable
from typing import Any, NamedTuple

from reportgen.compose.branches.scene import Scene


class Branch(NamedTuple):
    """One of the sentences: it is said where `holds` of the report, and of the thing that is spoken of (None where there is none)."""

    name: str
    holds: Callable[[Scene, Any], bool]


class Choice(NamedTuple):
    """The first branch that holds is said, by the phrase `<choice>_<branch>`; where none does, nothing is."""

    name: str
    branches: tuple[Branch, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases that have its sentences."""
        return tuple(f"{self.name}_{one.name}" for one in self.branches)

    def taken(self, scene: Scene, one: Any) -> str:
        """The phrase to be said, "" for none."""
        return next((f"{self.name}_{branch.name}" for branch in self.branches if branch.holds(scene, one)), "")


def choice(name: str, **branches: Callable[[Scene, Any], bool]) -> Choice:
    """A choice; a branch that holds in any other case comes last, as `otherwise`."""
    return Choice(name, tuple(Branch(each.rstrip("_"), holds) for each, holds in branches.items()))


def otherwise(_scene: Scene, _one: Any) -> bool:
    """What holds where nothing before it did."""
    return True
