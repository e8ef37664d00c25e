"""A `Drawing` -> PNG bytes, by matplotlib's Agg renderer; the only module that knows matplotlib.

The renderer is used by itself, without figure and axes: nothing but the marks of the drawing can appear, no font is ever
looked up by name, text is never read as mathematics, and a chart costs a fraction of the time.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock

import matplotlib
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D
from PIL import Image

from reportgen.draw.fonts import unreadable_font
from reportgen.draw.parts.hues import is_dark, rgb, tinted
from reportgen.draw.parts.marks import INK, LEVELS, MM_PER_POINT, WHITE, Box, Dot, Drawing, Label, Mark, Measure, Rule

# What the renderer reads of matplotlib's settings, as matplotlib ships them: a person's own matplotlibrc has no say.
# Unhinted glyphs keep the shape and the width that they have at every resolution.
_DEFAULTS = {
    **{
        name: value
        for name, value in matplotlib.rcParamsDefault.items()
        if name.startswith(("agg.", "font.", "hatch.", "path.", "text."))
    },
    "text.hinting": "no_hinting",
}
_DRAWING = Lock()  # matplotlib's settings are global, and a page may be built in several threads
_OUTLINES = {
    "circle": Outline.unit_circle(),
    "square": Outline.unit_regular_polygon(4).transformed(Affine2D().rotate_deg(45)),
    "diamond": Outline.unit_regular_polygon(4),
    "triangle": Outline.unit_regular_polygon(3).transformed(Affine2D().scale(1, -1)),
}
_MIDDLE_OF_LINE = 0.37  # em above the baseline: half the height of a figure, and the middle of a Chinese character
_TO_LEVEL = [round(grey * (LEVELS - 1) / 255) for grey in range(256)]


_PALETTES = {
    "tint": [part for level in range(LEVELS) for part in tinted(level)],
    "grey": [round(255 * level / (LEVELS - 1)) for level in range(LEVELS) for _ in range(3)],
}


class Canvas:
    """Draws with some font files, each character in the first that has it, at one resolution."""

    def __init__(self, fonts: Sequence[Path], dpi: int) -> None:
        """`fonts` is not empty, `dpi` in dots per inch; raises ChartError where a file is not a font."""
        self._fonts = tuple(map(str, fonts))
        self._dpi = dpi
        for font in fonts:
            try:
                get_font(str(font)).get_char_index(0)
            except (OSError, RuntimeError) as fault:
                raise unreadable_font(font) from fault

    def measure(self, text: str, size: float) -> float:
        """How wide the text is, in millimetres, at a size in points."""
        return sum(_advance(_font_of(self._fonts, char), char) for char in text) * size * MM_PER_POINT

    def missing(self, drawing: Drawing) -> tuple[str, ...]:
        """The characters that the drawing prints and every font lacks, each once."""
        return self.lacking("".join(drawing.texts))

    def lacking(self, text: str) -> tuple[str, ...]:
        """The characters of the text that every font lacks, each once."""
        return tuple(char for char in dict.fromkeys(text) if not _has_glyph(_font_of(self._fonts, char), char))

    def paint(self, drawings: Iterable[Drawing]) -> list[bytes]:
        """Each drawing as a PNG file, without date or program in it."""
        with _defaults():
            return [self._paint(drawing) for drawing in drawings]

    def _paint(self, drawing: Drawing) -> bytes:
        sheet = _Sheet(drawing, self._fonts, self._dpi, self.measure)
        for mark in drawing.marks:
            sheet.put(mark)
        return sheet.png()


def _grey(level: int) -> tuple[float, float, float]:
    return (level / (LEVELS - 1),) * 3


@contextmanager
def _defaults() -> Iterator[None]:
    with _DRAWING, matplotlib.rc_context(_DEFAULTS):
        yield


@lru_cache(maxsize=8192)
def _advance(font: str, character: str) -> float:
    """How far a character moves the pen, as a part of the type size; 1 for one that the font lacks."""
    if not _has_glyph(font, character):
        return 1.0
    face = get_font(font)
    face.set_size(100, 72)
    return face.load_char(ord(character)).linearHoriAdvance / 65536 / 100


@lru_cache(maxsize=8192)
def _font_of(fonts: tuple[str, ...], character: str) -> str:
    """The first font that has the character; the first of all where none has it."""
    return next((font for font in fonts if _has_glyph(font, character)), fonts[0])


@lru_cache(maxsize=8192)
def _has_glyph(font: str, character: str) -> bool:
    return get_font(font).get_char_index(ord(character)) != 0


class _Sheet:
    """White paper of the drawing's size; takes marks in millimetres from the top left corner."""

    def __init__(self, drawing: Drawing, fonts: tuple[str, ...], dpi: int, measure: Measure) -> None:
        self._scale = dpi / 25.4
        self._dpi = dpi
        self._fonts = fonts
        self._measure = measure
        self._palette = drawing.palette
        self._size = (round(drawing.width * self._scale), round(drawing.height * self._scale))
        renderer = RendererAgg(*self._size, dpi)  # type: ignore[no-untyped-call]  # the one class that has no types
        self._pixels: memoryview = renderer.buffer_rgba()  # type: ignore[no-untyped-call]  # the same
        self._renderer: RendererBase = renderer
        self._flip = Affine2D().scale(self._scale, -self._scale).translate(0, self._size[1])
        self.put(Box(-1, -1, drawing.width + 2, drawing.height + 2, WHITE))

    def put(self, mark: Mark) -> None:
        """Paints one mark over those before it."""
        match mark:
            case Box():
                self._box(mark)
            case Rule():
                self._rule(mark)
            case Dot():
                self._dot(mark)
            case Label():
                self._label(mark)

    def png(self) -> bytes:
        """The sheet as a PNG file, with a small palette where it has no colours of its own."""
        paper = Image.frombuffer("RGBA", self._size, bytes(self._pixels), "raw", "RGBA", 0, 1)
        if self._palette == "colour":
            image = paper.convert("RGB")
        else:
            image = Image.frombytes("P", self._size, paper.getchannel("R").point(_TO_LEVEL).tobytes())
            image.putpalette(_PALETTES[self._palette])
        out = io.BytesIO()
        image.save(out, "PNG", dpi=(self._dpi, self._dpi), compress_level=4)
        return out.getvalue()

    def _pen(self, ink: int, width: float, hue: str = "") -> GraphicsContextBase:
        pen = self._renderer.new_gc()
        pen.set_foreground(self._ink(ink, hue))
        pen.set_linewidth(width / MM_PER_POINT)
        return pen

    def _ink(self, level: int, hue: str) -> tuple[float, float, float]:
        return rgb(hue) if hue and self._palette == "colour" else _grey(level)

    def _box(self, box: Box) -> None:
        pen = self._pen(box.fill if box.edge is None else box.edge, 0.0 if box.edge is None else 0.2)
        if box.hatch:
            pen.set_hatch(box.hatch)
            pen.set_hatch_color(_grey(WHITE if box.hue and is_dark(box.hue) else INK))
            pen.set_hatch_linewidth(0.7)
        corners = ((0, 0), (box.width, 0), (box.width, box.height), (0, box.height), (0, 0))
        outline = Outline([(box.x + x, box.y + y) for x, y in corners], closed=True)
        self._renderer.draw_path(pen, outline, self._flip, self._ink(box.fill, box.hue))

    def _rule(self, rule: Rule) -> None:
        pen = self._pen(rule.ink, rule.width, rule.hue)
        pen.set_joinstyle("round")
        if rule.dash:
            pen.set_dashes(0, [length / MM_PER_POINT for length in rule.dash])
        self._renderer.draw_path(pen, Outline(rule.points), self._flip)

    def _dot(self, dot: Dot) -> None:
        place = Affine2D().scale(dot.radius).translate(dot.x, dot.y) + self._flip
        fill = _grey(WHITE) if dot.fill == WHITE else self._ink(dot.fill, dot.hue)
        self._renderer.draw_path(self._pen(dot.ink, 0.4, dot.hue), _OUTLINES[dot.shape], place, fill)

    def _label(self, label: Label) -> None:
        width = self._measure(label.text, label.size)
        left = label.x - {"left": 0.0, "center": 0.5, "right": 1.0}[label.align] * width
        if label.paper is not None:
            height = label.size * MM_PER_POINT
            self._box(Box(left - 0.5, label.y - height / 2, width + 1.0, height, label.paper))
        baseline = (label.y + _MIDDLE_OF_LINE * label.size * MM_PER_POINT) * self._scale
        # A piece a font, and no list of families for matplotlib to choose from: it would look fonts up by name on this machine.
        for file, piece in groupby(label.text, lambda char: _font_of(self._fonts, char)):
            text, font = "".join(piece), FontProperties(fname=file, size=label.size)
            self._renderer.draw_text(self._pen(label.ink, 0.0), left * self._scale, baseline, text, font, 0)
            left += self._measure(text, label.size)
