"""What a configuration says that a batch must know beforehand."""

from pathlib import Path

from reportgen.batch.records import Looked
from reportgen.settings import load_settings


def look(config: Path) -> Looked:
    """Reads a county's configuration; raises SettingsError."""
    loaded = load_settings(config)
    settings = loaded.settings
    return Looked(
        code=settings.county.code,
        name=settings.county.name,
        report=settings.report.name,
        language=settings.report.language,
        layers=loaded.layers,
        ledgers=loaded.ledger_files,
        day=settings.report.date or "",
        templates=(settings.template.report, settings.template.page),
        font=settings.charts.font or "",
    )
