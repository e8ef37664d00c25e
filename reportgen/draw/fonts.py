"""Where the font for charts comes from, and what is said when it will not do."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from reportgen.draw.parts.wrapping import one_line
from reportgen.messages import ChartError, issue
from reportgen.model import ChartSpec, Issue, Source


def font_path(name: str | None) -> Path:
    """The font file that the settings name, or Noto Sans SC as installed; raises ChartError where it is missing."""
    path = installed_font() if name is None else Path(name)
    if path is None:
        raise ChartError([issue("chart.no-font")])
    if not path.is_file():
        raise unreadable_font(path)
    return path


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
