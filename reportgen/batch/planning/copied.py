"""Configurations that were copied from another county's and still name that county where their own should stand."""

from collections.abc import Iterator, Sequence

from reportgen.batch.planning.plans import Plan
from reportgen.messages import issue
from reportgen.model.sources import Issue, Source


def copied(plans: Sequence[Plan]) -> tuple[Issue, ...]:
    """A warning for each text that two counties have alike and that names one of them and not the other.

    Only what counties say in configurations of their own counts: what stands in a layer that names no county is meant for all. A name that is
    part of another county's name does not count where it is the longer one that stands there.
    """
    sharing: dict[tuple[str, str], list[Plan]] = {}
    for plan in plans:
        for said in plan.looked.said.items() if plan.looked else ():
            sharing.setdefault(said, []).append(plan)
    names = {plan.entry.name for plan in plans if plan.entry.name}
    found = (one for (key, text), some in sharing.items() if len(some) > 1 for one in _named(key, text, some, names))
    return tuple(sorted(found, key=lambda one: str(one.source)))


def _named(key: str, text: str, plans: Sequence[Plan], names: set[str]) -> Iterator[Issue]:
    owners = [one for one in plans if _stands(one.entry.name, text, names)]
    if not owners:
        return
    first = owners[0]
    for one in plans:
        if not _stands(one.entry.name, text, names):
            values = {"key": key, "text": text, "name": first.entry.name, "own": one.entry.name}
            yield issue("batch.copied", Source(str(one.config)), other=first.config.name, **values)


def _stands(name: str, text: str, names: set[str]) -> bool:
    """Whether a name stands in a text for itself, not only inside longer names of counties."""
    if name not in text:
        return False
    for longer in sorted((one for one in names if name in one and one != name), key=len, reverse=True):
        text = text.replace(longer, "\0")
    return name in text
