"""What a configuration says that a batch must know beforehand."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reportgen.batch.parts.partitioning import columns_key
from reportgen.batch.planning.listing import names_county
from reportgen.batch.records import Looked
from reportgen.clean.county_rows import columns_of
from reportgen.model.sources import Source
from reportgen.settings import load_settings

_SECTIONS = ("office", "roles", "report", "form", "notes")
"""Where a configuration says what is printed under the name of an office."""


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
        said=_said_by_itself(settings.model_dump(mode="json", include=set(_SECTIONS)), loaded.origins, loaded.layers),
    )


def _said_by_itself(dumped: Mapping[str, Any], origins: Mapping[str, Source], layers: Sequence[Path]) -> dict[str, str]:
    """The texts of these sections that stand in configurations of counties, by key: its own, or one of another county that it extends.

    `dumped` are the settings, `origins` where each is from, `layers` the files, base first.
    """
    *above, config = layers
    own = {str(config), *(os.path.normpath(path) for path in above if names_county(path))}  # as layers are called
    texts = {key: text for section in _SECTIONS for key, text in _texts(section, dumped.get(section))}
    return {key: text for key, text in texts.items() if (source := origins.get(key)) and source.file in own}


def _texts(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _texts(f"{key}.{name}", one)
