"""All choices that templates may leave to the program, by name, and the one that is made."""

from collections.abc import Callable, Mapping

from reportgen.compose.branches import lead, problems, tables
from reportgen.compose.branches.choice import Choice
from reportgen.compose.branches.scene import Scene

_CHOICES: Mapping[str, Choice] = {one.name: one for one in (*lead.CHOICES, *problems.CHOICES, *tables.CHOICES)}
CHOICES: Mapping[str, tuple[str, ...]] = {name: one.phrases for name, one in _CHOICES.items()}
"""Each choice with the names of the phrases between which it chooses."""


def chooser(scene: Scene) -> Callable[[str, object], str]:
    """Gives the phrase to be said for a name and the thing spoken of: that of the branch that holds, "" for none; a name that is no choice is a phrase's own."""
    return lambda name, one: _CHOICES[name].taken(scene, one) if name in _CHOICES else name
