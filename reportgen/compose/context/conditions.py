"""What a cause's `when:` may ask of the figures: see docs/figures.md."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from reportgen.compose.context.names import id_of
from reportgen.compose.language.language import is_rise
from reportgen.model import Summary
from reportgen.settings import Settings
from reportgen.settings.expression import Names


def condition_names(settings: Settings) -> Names:
    """What a condition may name."""
    figures = settings.figures
    rates = tuple(code for code, one in figures.items() if one.rate)
    counts = tuple(code for code, one in figures.items() if one.is_count)
    return Names(settings.taxonomy.categories, None, counts, rates)


def condition_functions(summary: Summary) -> Mapping[str, Callable[..., Decimal | int | None]]:
    """What a cause's `when:` may ask: each answers with a value, or None where it is not known."""
    figures, units = summary.figures, summary.facets.get("unit")
    streaks = {one.code: one.qoq for one in summary.categories} | {"total": summary.qoq}
    streaks |= {code: one.qoq for code, one in summary.counted.items() if one.qoq}

    def value(id: str) -> Decimal | int | None:
        return figures[id].value if id in figures else None

    def streak(code: str) -> int:
        found = streaks.get(code)
        return found.streak if found and is_rise(found) else 0

    def unit_share(place: int) -> Decimal | int | None:
        members = units.members if units else ()
        return members[place - 1].share.value if 0 < place <= len(members) else None

    def of(code: str) -> str:
        return id_of(code, figures)

    return {
        "count": lambda code: value(of(code)),
        "share": lambda code: value(f"{of(code)}.share"),
        "change": lambda code: value(f"{of(code)}.qoq"),
        "yoy": lambda code: value(f"{of(code)}.yoy"),
        "streak": streak,
        "rate": lambda name: value(f"rate.{name}"),
        "days": lambda name: value(f"days.{name}"),
        "aspect": lambda code, aspect: value(f"category.{code}.aspect.{aspect}.share"),
        "unit_share": unit_share,
    }
