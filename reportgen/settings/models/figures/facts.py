"""Facts of the period: what an office knows and no ledger gives."""

from typing import Annotated

from pydantic import Field, StringConstraints

from reportgen.messages import N_
from reportgen.settings.models.base import Model, Text

FACT_PATTERN = r"^[^\W\d_]\w*$"
NUMBER_PATTERN = r"^-?[0-9]{1,15}(\.[0-9]{1,6})?%?$"

FactName = Annotated[str, StringConstraints(strict=True, pattern=FACT_PATTERN, max_length=40)]
Number = Annotated[str, StringConstraints(strict=True, pattern=NUMBER_PATTERN)]


class FactSettings(Model):
    """One fact, a `value` or a `text`: a template prints it as `{{ facts.检查轮次 }}`, just as it is stated.

    It is a figure stated by hand: who reads the report's trace or check list sees that, and its source. It counts for its period alone.
    """

    value: Number | None = Field(None, description=N_("A number, printed as it is written: 3, 12.5, 95%"))
    unit: str = Field("", description=N_("The measure word that is printed behind the value"))
    text: Text | None = Field(None, description=N_("Words, where the fact is no number"))
    source: str = Field("", description=N_("Where it is known from: 检查通报第3号"))
    period: str | None = Field(
        None, description=N_("The period for which it is stated, 2026Q3; without it that of the file, or report.period")
    )
    who: str = Field("", description=N_("Who answers for it"))


class FactsFile(Model):
    """A file of facts beside the ledgers (本期情况.yaml); `source`, `period` and `who` hold for those of its facts that say nothing else."""

    facts: dict[FactName, FactSettings] = Field({}, description=N_("Facts of the period, by name (docs/facts.md)"))
    source: str = Field("", description=N_("Where it is known from: 检查通报第3号"))
    period: str | None = Field(
        None, description=N_("The period for which it is stated, 2026Q3; without it that of the file, or report.period")
    )
    who: str = Field("", description=N_("Who answers for it"))
