"""The settings of a report: these files are the reference manual of the YAML configuration.

Every model is frozen and refuses unknown keys.
"""

from reportgen.settings.models.base import CODE_PATTERN, REGION_PATTERN, Code, Mark, Model, RegionCode, Text
from reportgen.settings.models.cases import CaseSettings, Release
from reportgen.settings.models.charts import COLOUR_PATTERN, Charts, ChartSettings
from reportgen.settings.models.figures.figures import FigureSettings, OverrideSettings
from reportgen.settings.models.form import Form
from reportgen.settings.models.ledgers import (
    DuplicateSettings,
    FieldName,
    HiddenSettings,
    LedgerSettings,
    OwnField,
    SeparatorSettings,
    Vocabulary,
)
from reportgen.settings.models.report import (
    ComparisonSettings,
    County,
    Office,
    Report,
    TemplateSettings,
    Wording,
)
from reportgen.settings.models.rollups import RollupSettings
from reportgen.settings.models.settings import Settings
from reportgen.settings.models.taxonomy import (
    AspectSettings,
    CategorySettings,
    CauseSettings,
    Notes,
    RecommendationSettings,
    Taxonomy,
)

__all__ = [
    "CODE_PATTERN",
    "COLOUR_PATTERN",
    "REGION_PATTERN",
    "AspectSettings",
    "CaseSettings",
    "CategorySettings",
    "CauseSettings",
    "ChartSettings",
    "Charts",
    "Code",
    "ComparisonSettings",
    "County",
    "DuplicateSettings",
    "FieldName",
    "FigureSettings",
    "Form",
    "HiddenSettings",
    "LedgerSettings",
    "Mark",
    "Model",
    "Notes",
    "Office",
    "OverrideSettings",
    "OwnField",
    "RecommendationSettings",
    "RegionCode",
    "Release",
    "Report",
    "RollupSettings",
    "SeparatorSettings",
    "Settings",
    "Taxonomy",
    "TemplateSettings",
    "Text",
    "Vocabulary",
    "Wording",
]
