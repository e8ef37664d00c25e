"""The whole configuration of one report."""

from reportgen.settings.models.base import Code, Model
from reportgen.settings.models.figures import FigureSettings, OverrideSettings
from reportgen.settings.models.ledgers import LedgerSettings
from reportgen.settings.models.report import Charts, County, Office, Report, TemplateSettings, Wording
from reportgen.settings.models.taxonomy import Taxonomy


class Settings(Model):
    """The whole configuration of one report."""

    county: County
    office: Office
    report: Report
    ledger: LedgerSettings = LedgerSettings()
    taxonomy: Taxonomy
    charts: Charts = Charts()
    template: TemplateSettings = TemplateSettings()
    wording: Wording = Wording()
    figures: dict[Code, FigureSettings] = {}
    overrides: list[OverrideSettings] = []
