"""The whole configuration of one report."""

from pydantic import Field

from reportgen.messages import N_
from reportgen.settings.models.base import Code, Model, Text
from reportgen.settings.models.cases import CaseSettings
from reportgen.settings.models.charts import Charts
from reportgen.settings.models.figures.facts import FactName, FactSettings
from reportgen.settings.models.figures.figures import FigureSettings, OverrideSettings
from reportgen.settings.models.form import Form
from reportgen.settings.models.ledgers import LedgerSettings
from reportgen.settings.models.report import County, Office, Report, TemplateSettings, Wording
from reportgen.settings.models.rollups import RollupSettings
from reportgen.settings.models.taxonomy import Notes, Taxonomy


class Settings(Model):
    """The whole configuration of one report."""

    county: County = Field(description=N_("Which county the report is about"))
    office: Office = Field(description=N_("Who signs the report"))
    report: Report = Field(description=N_("What is reported on, and how"))
    ledger: LedgerSettings = Field(LedgerSettings(), description=N_("Which ledgers are read, and how"))
    taxonomy: Taxonomy = Field(description=N_("What cases are sorted into, and what is said of it"))
    charts: Charts = Field(Charts(), description=N_("How charts are drawn, and which there are"))
    template: TemplateSettings = Field(TemplateSettings(), description=N_("The templates of text and page"))
    roles: dict[Code, Text] = Field(
        {}, description=N_("Offices by their part in the work; recommendations name them as {{ roles.supervision }}")
    )
    form: Form | None = Field(
        None,
        description=N_("The form of the page that the house prescribes; without it as in template.page (docs/form.md)"),
    )
    wording: Wording = Field(Wording(), description=N_("What cases are called"))
    figures: dict[Code, FigureSettings] = Field(
        {}, description=N_("Figures that are declared, by code: counts, rates, medians (docs/figures.md)")
    )
    facts: dict[FactName, FactSettings] = Field({}, description=N_("Facts of the period, by name (docs/facts.md)"))
    notes: Notes = Field(Notes(), description=N_("Sentences about single categories, causes and units"))
    overrides: list[OverrideSettings] = Field(
        [], description=N_("Values that a person declares in the place of what was computed (docs/overrides.md)")
    )
    cases: CaseSettings = Field(CaseSettings(), description=N_("What the report may do with single cases"))
    rollup: RollupSettings = Field(
        RollupSettings(), description=N_("How the reports of counties are compared (docs/rollup.md)")
    )
