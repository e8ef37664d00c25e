"""The measure words of figures that no setting names one for, by the language of the report; English has singular/plural."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """What follows a number of `days` and a number of different `members` (units, channels); "" where nothing does."""

    days: str
    members: str


MEASURES: Mapping[str, Measures] = {"zh": Measures("天", "个"), "en": Measures("day/days", "")}
