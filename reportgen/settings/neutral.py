"""Settings for looking at a ledger of which nothing is known yet."""

from functools import cache

from reportgen.settings.models import CategorySettings, County, Office, Report, Settings, Taxonomy


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
