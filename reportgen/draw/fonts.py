"""Where the font for charts comes from, and what is said when it will not do."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from reportgen.draw.parts.wrapping import one_line
from reportgen.messages import ChartError, issue
from reportgen.model.reports.pictures import ChartSpec
from reportgen.model.sources import Issue, Source
from reportgen.settings.models import Charts


def font_paths(settings: Charts) -> tuple[Path, ...]:
    """The font files of the charts: `font`, `fallback_fonts`, and last Noto Sans SC as installed, each once.

    A character is drawn in the first of them that has it. Raises ChartError where one is missing, or there is none at all.
    """
    built_in = installed_font()
    named = [Path(name) for name in (settings.font, *settings.fallback_fonts) if name]
    if settings.font is None and built_in:
        named.insert(0, built_in)
    if not named:
        raise ChartError([issue("chart.no-font")])
    absent = [path for path in named if not path.is_file()]
    if absent:
        raise ChartError([one for path in absent for one in unreadable_font(path).issues])
    last = [built_in] if built_in and built_in.is_file() else []
    return tuple(dict.fromkeys([*named, *last]))


def installed_font() -> Path | None:
    """Noto Sans SC (SIL Open Font License) in the package zhplot; None where that is not installed.

    The package is located, never imported: importing it would load pyplot.
    """
    package = find_spec("zhplot")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def missing_glyphs(chart: ChartSpec, characters: Iterable[str], printed: Sequence[str]) -> list[Issue]:
    """An issue for each character that the font lacks, with the name or text of the chart in which it first stands."""
    texts = [one_line(text) for text in _texts(chart)]
    return [
        issue(
            "chart.missing-glyph",
            character=_printable(character),
            point=f"U+{ord(character):04X}",
            chart=chart.id,
            text=_printable(next(text for text in (*texts, *printed) if character in text)),
        )
        for character in characters
    ]


def _texts(chart: ChartSpec) -> Iterator[str]:
    yield chart.unit
    for series in chart.series:
        yield series.name
        for point in series.points:
            yield from (point.label, point.text, point.mark)


def _printable(text: str) -> str:
    """The text with U+FFFD for what a terminal cannot show."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def unreadable_font(path: Path) -> ChartError:
    """The refusal to draw with a file that is missing or is not a font."""
    return ChartError([issue("chart.unreadable-font", Source(str(path)))])
