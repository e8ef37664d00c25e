"""What a configuration says that a batch must know beforehand."""

from pathlib import Path

from reportgen.batch.parts.partitioning import columns_key
from reportgen.batch.records import Looked
from reportgen.clean.county_rows import columns_of
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
        ledgers=loaded.ledger_files[: len(loaded.ledger_files) - len(loaded.shared_files)],
        shared=loaded.shared_files,
        regions=tuple(settings.ledger.regions),
        columns=columns_key(columns_of(settings.ledger)),
        memory_mb=settings.ledger.memory_mb,
        day=settings.report.date or "",
        templates=(settings.template.report, settings.template.page),
        fonts=tuple(one for one in (settings.charts.font, *settings.charts.fallback_fonts) if one),
    )
