"""The parts of a whole whose shares a reader may add up, and what becomes of the rounding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportgen.compose.language.numerals import largest_remainder
from reportgen.model.reports.figures import Figure
from reportgen.model.reports.summaries import Summary


@dataclass(frozen=True, slots=True)
class Partition:
    """The shares of all parts of one whole; `counts` are in the same order and add up to the whole."""

    name: str
    counts: tuple[Figure, ...]
    shares: tuple[Figure, ...]

    def in_hundred(self, decimals: int) -> Mapping[str, Decimal]:
        """The printed percentage of each share by id, adding up to 100 (largest remainder)."""
        parts = largest_remainder([int(one.computed or 0) for one in self.counts], decimals)
        return {share.id: part for share, part in zip(self.shares, parts, strict=True)}


def partitions(summary: Summary) -> dict[str, Partition]:
    """The partitions of a summary by name: `categories`, `units`, `channels`, `handling`, `regions`, `days`.

    Left out are those whose parts overlap (a case of several categories) or are not all there (a ranking with a minimum).
    """
    return {one.name: one for one, whole in _candidates(summary) if _adds_up(one, whole)}


_FACETS = {"unit": "units", "channel": "channels", "handling": "handling", "region": "regions"}
KNOWN = ("categories", *_FACETS.values(), "days")
"""The names of partitions, beside those of a county's own fields."""


def _candidates(summary: Summary) -> Iterator[tuple[Partition, Figure]]:
    yield _partition("categories", summary.categories), summary.total
    for field, facet in summary.facets.items():
        yield _partition(_FACETS.get(field, field), facet.members), facet.known
    if summary.days:
        yield _partition("days", summary.days.classes), summary.days.known


def _partition(name: str, parts: tuple[object, ...]) -> Partition:
    figures = [(part.count, part.share) for part in parts]  # type: ignore[attr-defined] # members of three kinds, all with both
    return Partition(name, tuple(count for count, _ in figures), tuple(share for _, share in figures))


def _adds_up(partition: Partition, whole: Figure) -> bool:
    return bool(whole.computed) and sum(int(one.computed or 0) for one in partition.counts) == whole.computed
