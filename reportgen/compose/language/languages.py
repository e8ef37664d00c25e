"""The languages in which a report can be written, and the one that the settings choose."""

from collections.abc import Mapping
from decimal import Decimal

from reportgen.compose.language.chinese import Chinese
from reportgen.compose.language.english import English
from reportgen.compose.language.language import Language
from reportgen.compose.language.partitions import partitions
from reportgen.model.reports.summaries import Summary
from reportgen.settings import Report, Settings

LANGUAGES: Mapping[str, type[Language]] = {one.code: one for one in (Chinese, English)}


def language_of(summary: Summary, settings: Settings) -> Language:
    """The language of `report.language`, knowing the figures of a summary."""
    report, wording = settings.report, settings.wording
    return LANGUAGES[report.language](
        summary.figures,
        summary.period,
        report.decimals,
        report.small_base,
        wording.of,
        wording.case,
        _adjusted(summary, report),
        wording.large_numbers,
    )


def _adjusted(summary: Summary, report: Report) -> dict[str, Decimal]:
    """The percentages that the largest remainder gives, by figure; none where the settings want plain rounding."""
    if report.rounding != "largest_remainder":
        return {}
    parts = (partition.in_hundred(report.decimals) for partition in partitions(summary).values())
    return {id: percent for one in parts for id, percent in one.items()}
