"""YAML files -> frozen settings, each fault at its file, line and column.

A configuration `extends` a more general one; mappings merge by key, lists are replaced whole, `null` removes. Text is taken
exactly as it is written. `reportgen.settings.expression` is the language of conditions.
"""

from reportgen.settings.folders import builtin_folder
from reportgen.settings.loading import (
    Loaded,
    Reports,
    find_template,
    load_reports,
    load_settings,
    reported,
    template_folders,
    trees_of,
)
from reportgen.settings.models import (
    AspectSettings,
    CategorySettings,
    CauseSettings,
    Charts,
    ChartSettings,
    ComparisonSettings,
    County,
    FigureSettings,
    Form,
    LedgerSettings,
    Model,
    Office,
    OverrideSettings,
    OwnField,
    RecommendationSettings,
    Report,
    Settings,
    Taxonomy,
    TemplateSettings,
    Vocabulary,
    Wording,
)

__all__ = [
    "AspectSettings",
    "CategorySettings",
    "CauseSettings",
    "ChartSettings",
    "Charts",
    "ComparisonSettings",
    "County",
    "FigureSettings",
    "Form",
    "LedgerSettings",
    "Loaded",
    "Model",
    "Office",
    "OverrideSettings",
    "OwnField",
    "RecommendationSettings",
    "Report",
    "Reports",
    "Settings",
    "Taxonomy",
    "TemplateSettings",
    "Vocabulary",
    "Wording",
    "builtin_folder",
    "find_template",
    "load_reports",
    "load_settings",
    "reported",
    "template_folders",
    "trees_of",
]
