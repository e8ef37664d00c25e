"""How the reports of counties are compared."""

from decimal import Decimal

from pydantic import Field

from reportgen.messages import N_
from reportgen.settings.models.base import Code, Model, RegionCode, Text


class RollupSettings(Model):
    """The comparison of counties (`reportgen rollup`); `county` of the same configuration is then the city that compares them."""

    counties: dict[RegionCode, Text] = Field(
        {},
        description=N_(
            "The counties that should report: code in quotes, name; without it those of the manifest of the batch"
        ),
    )
    rates: list[Code] = Field(
        ["closed", "on_time", "satisfied"], description=N_("The declared rates by which counties are ranked")
    )
    minimum: int = Field(
        30, ge=1, le=1_000_000, description=N_("Below this base a county is not ranked, and told by its numbers")
    )
    standards: dict[Code, Decimal] = Field(
        {}, description=N_("What is asked for, by rate: on_time: 92%; counties below it are named")
    )
    title: Text = Field(
        "{{ county.name }}{{ period.label }}窗口单位作风建设情况分县（区）比较报告",
        description=N_("The title of the comparison; may hold {{ figures }}"),
    )
    name: Text = Field("作风建设情况分县区比较报告", description=N_("What the files of the comparison are called"))
    template: Text = Field("rollup/report.md", description=N_("The template of the comparison"))
