"""Figures that are declared, and values that a person declares in their place."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from reportgen.messages import N_
from reportgen.settings.models.base import Model, Text


class FigureSettings(Model):
    """One declared figure: a `count`, a `rate`, or the handling time (`median`) of cases.

    `count`, `rate` and `of` say which cases: each dimension (category, aspects, unit, channel, origin, handling, region, is_closed,
    on_time, verified, satisfaction, repeat, category_from) with the codes or names of which a case has at least one; `"*"` is
    any that is known, `""` what is not; `without` are cases that are left out. A count is printed with its share of `of`, of all cases where there is no `of`. A rate is the cases of
    `rate` among those of `of`, which is its base: what is in neither is in no rate.

    `by` parts the figure by category, unit, channel, handling, region or month; `unit × category` by one inside the other.
    The figure `total` is there always and is called `wording.of`; its `by` says what cases are counted and ranked by.
    """

    label: Text | None = Field(None, description=N_("What it is called: 合格率"))
    count: dict[Text, list[str]] = Field({}, description=N_("The cases that are counted"))
    without: dict[Text, list[str]] = Field({}, description=N_("The cases that are left out of a count or rate"))
    rate: dict[Text, list[str]] = Field({}, description=N_("The cases that count for a rate"))
    of: dict[Text, list[str]] = Field({}, description=N_("The cases that are the base of the rate or share"))
    median: Literal["days"] | None = Field(
        None,
        description=N_("days: the median of calendar days from received to closed, with the longest and the classes"),
    )
    by: list[Text] = Field([], description=N_("What it is parted by"))
    compare: list[Literal["qoq", "yoy"]] = Field(
        ["qoq", "yoy"], description=N_("Which earlier periods it is compared with: the adjacent one, that of last year")
    )

    @property
    def is_count(self) -> bool:
        """Whether it is neither a rate nor a median."""
        return not self.rate and self.median is None


class OverrideSettings(Model):
    """A person's judgement in the place of what the ledgers give: `figure` is printed with `value` wherever it is printed.

    What depends on it (shares, totals, differences) stays as it is computed, and every build names it. Without `reason` and
    `who` the report is built, but cannot be finalized.
    """

    figure: Text = Field(
        description=N_("The id of a figure as the .trace.json beside a report and reportgen trace show it")
    )
    value: Decimal = Field(description=N_("A number: 60; of a share or rate 0.365 or 36.5%"))
    reason: str = Field("", description=N_("Why the ledgers do not say what is right"))
    who: str = Field("", description=N_("Who answers for it"))
    period: str | None = Field(
        None,
        description=N_(
            "The period for which it counts, 2026Q3; without it that of report.period, or, where there is none either, "
            "every period that is asked for, which every build says"
        ),
    )
