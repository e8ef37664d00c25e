"""Settings for looking at a ledger of which nothing is known yet."""

from functools import cache
from pathlib import Path

from reportgen.settings.additions import beginning
from reportgen.settings.loading import Loaded, load_settings
from reportgen.settings.models import CategorySettings, County, Office, Report, Settings, Taxonomy


def first_settings(county: str, office: str) -> Loaded:
    """The settings of a county that has said nothing yet but how it is called: those of `reportgen:base`."""
    return load_settings(Path("county.yaml"), beginning([], county, office, (), neutral_settings()).encode())


@cache
def neutral_settings() -> Settings:
    """Settings of no county: only what is built in is known of columns and words, and no category but the catch-all.

    No report can be made with them, but ledgers can be read and cleaned: every row that has a day is a case.
    """
    return Settings(
        county=County(name="—", code="000000"),
        office=Office(name="—"),
        report=Report(title="—", name="—"),
        taxonomy=Taxonomy(categories={"other": CategorySettings(name="—", catch_all=True)}),
    )
