"""What a cause's `when:` may ask of the figures: see docs/figures.md."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from reportgen.compose.context.judgement import by_standing, goes_on_rising, lead, streak_of
from reportgen.compose.context.names import id_of
from reportgen.model.reports.summaries import Summary
from reportgen.settings import Settings
from reportgen.settings.expression import Names


def condition_names(settings: Settings) -> Names:
    """What a condition may name."""
    figures = settings.figures
    rates = tuple(code for code, one in figures.items() if one.rate)
    counts = tuple(code for code, one in figures.items() if one.is_count)
    return Names(settings.taxonomy.categories, None, counts, rates)


def condition_functions(summary: Summary, small_base: int) -> Mapping[str, Callable[..., Decimal | int | None]]:
    """What a cause's `when:` may ask: each answers with a value, or None where it is not known.

    A cause blames: cases that were not found true are not counted, and what rises does so as `goes_on_rising` says.
    """
    figures, units = summary.figures, summary.facets.get("unit")
    categories = {one.code: one for one in summary.categories}
    counted = summary.counted
    streaks = {one.code: (one.qoq, one.yoy) for one in summary.categories} | {"total": (summary.qoq, summary.yoy)}
    streaks |= {code: (one.qoq, one.yoy) for code, one in counted.items() if one.qoq and one.yoy}

    def value(id: str) -> Decimal | int | None:
        return figures[id].value if id in figures else None

    def count(code: str) -> Decimal | int | None:
        if code in categories:
            return categories[code].standing.value
        return summary.standing.value if code == "total" else value(code)

    def share(code: str) -> Decimal | None:
        part, whole = count(code), summary.total.value
        return Decimal(part) / whole if part is not None and whole else None

    def streak(code: str) -> int:
        found = streaks.get(code)
        return streak_of(found[0]) if found and goes_on_rising(*found, small_base) else 0

    def aspect(code: str, name: str) -> Decimal | int | None:
        return value(f"category.{code}.aspect.{name}.share") if count(code) else 0

    def unit_share(place: int) -> Decimal | None:
        standing = by_standing(units)
        if units is None or not 0 < place <= len(standing) or not units.known.value:
            return None
        return Decimal(standing[place - 1].standing.value or 0) / Decimal(units.known.value)

    return {
        "count": count,
        "share": share,
        "change": lambda code: value(f"{id_of(code, figures)}.qoq"),
        "yoy": lambda code: value(f"{id_of(code, figures)}.yoy"),
        "streak": streak,
        "rate": lambda name: value(f"rate.{name}"),
        "days": lambda name: value(f"days.{name}"),
        "aspect": aspect,
        "unit_share": unit_share,
        "unit_lead": lambda: lead(units),
    }
