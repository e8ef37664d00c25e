"""`ChartSpec` -> `Picture` or `NativeChart`: the charts of the report, drawn for print in black and white.

A kind of chart is one module of `kinds` with one function from the spec to a `Drawing`, a flat list of marks in millimetres that
knows nothing of matplotlib, and one line in `KINDS`. `canvas` turns any drawing into PNG bytes and is the only module of
the project that knows matplotlib. Kinds that Word knows too can be charts of its own (`native`), for which no canvas is needed.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.draw.fonts import font_paths, missing_glyphs
from reportgen.draw.kinds.bars import bars
from reportgen.draw.kinds.grouped import grouped
from reportgen.draw.kinds.heat import heat
from reportgen.draw.kinds.ranking import ranking
from reportgen.draw.kinds.stacked import stacked
from reportgen.draw.kinds.trend import trend
from reportgen.draw.native import NATIVE, native
from reportgen.draw.parts.marks import Drawing, Measure
from reportgen.messages import ChartError
from reportgen.model.reports.pictures import OWN_PICTURE, ChartKind, ChartSpec, Graphic, Picture
from reportgen.settings.models import Charts

if TYPE_CHECKING:
    from reportgen.draw.canvas import Canvas

__all__ = ["KINDS", "draw", "without_glyph"]

KINDS: Mapping[ChartKind, Callable[[ChartSpec, Measure], Drawing]] = {
    ChartKind.BARS: bars,
    ChartKind.TREND: trend,
    ChartKind.RANKING: ranking,
    ChartKind.STACKED: stacked,
    ChartKind.GROUPED: grouped,
    ChartKind.HEAT: heat,
}
_SAID: Mapping[ChartKind, str] = {
    ChartKind.BARS: "bar",
    ChartKind.TREND: "line",
    ChartKind.RANKING: "horizontal",
    ChartKind.STACKED: "stacked",
    ChartKind.GROUPED: "grouped",
}
"""What `charts.formats` calls a kind."""


def draw(charts: Sequence[ChartSpec], settings: Charts) -> dict[str, Graphic]:
    """Draws every chart, in the format that the settings ask for, and gives them by the id of their chart; pictures of an office's own as they are.

    The same charts, settings and font give the same bytes. Raises ChartError, with every fault at once, where the font
    file is missing or unreadable, or all of them lack a character that a picture prints.
    """
    own = {spec.id: Picture(spec.id, spec.data, *spec.size_mm, spec.alt) for spec in charts if spec.kind == OWN_PICTURE}
    drawn = [spec for spec in charts if spec.id not in own]
    natives = {spec.id: native(spec) for spec in drawn if is_native(spec, settings)}
    pictures = _pictures([spec for spec in drawn if spec.id not in natives], settings)
    found: dict[str, Graphic] = {**own, **natives, **pictures}
    return {spec.id: found[spec.id] for spec in charts}


def without_glyph(texts: Iterable[str], settings: Charts) -> dict[str, str]:
    """The texts that no chart can print, each with the first character of it that every font lacks; raises ChartError as `draw` does."""
    canvas = _canvas(font_paths(settings), settings.dpi)
    return {text: lacking[0] for text in dict.fromkeys(texts) if (lacking := canvas.lacking(text))}


def is_native(spec: ChartSpec, settings: Charts) -> bool:
    """Whether a chart is one of Word's own: of a kind that Word knows, and asked for."""
    kind = ChartKind(spec.kind)
    return kind in NATIVE and (getattr(settings.formats, _SAID[kind]) or settings.format) == "native"


def _pictures(charts: Sequence[ChartSpec], settings: Charts) -> dict[str, Picture]:
    """The pictures, at `settings.dpi`."""
    fonts = font_paths(settings)
    if not charts:
        return {}
    canvas = _canvas(fonts, settings.dpi)
    drawings = {spec.id: KINDS[ChartKind(spec.kind)](spec, canvas.measure) for spec in charts}
    issues = [
        one
        for spec in charts
        for one in missing_glyphs(spec, canvas.missing(drawings[spec.id]), drawings[spec.id].texts)
    ]
    if issues:
        raise ChartError(issues)
    painted = zip(charts, canvas.paint(drawings[spec.id] for spec in charts), strict=True)
    return {spec.id: _picture(spec, drawings[spec.id], png) for spec, png in painted}


def _canvas(fonts: Sequence[Path], dpi: int) -> "Canvas":
    """The canvas, with matplotlib loaded now and not before: it takes longer than any chart, and a build may be refused.

    What matplotlib logs while loading is about the person's own settings and cache folder, which have no say here.
    """
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        from reportgen.draw.canvas import Canvas  # noqa: PLC0415 - late on purpose
    finally:
        log.setLevel(level)
    return Canvas(fonts, dpi)


def _picture(spec: ChartSpec, drawing: Drawing, png: bytes) -> Picture:
    return Picture(spec.id, png, drawing.width, drawing.height, spec.alt)
