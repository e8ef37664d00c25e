"""How series are told apart without colour, and how they look in colours: tones and hatches."""

from dataclasses import dataclass

from reportgen.draw.parts.hues import is_dark
from reportgen.draw.parts.marks import DEEP, INK, WHITE, Drawing, Mark
from reportgen.model.reports.pictures import ChartSpec


@dataclass(frozen=True, slots=True)
class Tone:
    """The look of a segment or bar; `hue` takes the place of the grey of `fill` in colours."""

    fill: int
    hatch: str = ""
    ink: int = INK
    hue: str = ""

    @property
    def paper(self) -> int | None:
        """What stands behind a text on it, so that the hatch does not."""
        return (WHITE if self.hue else self.fill) if self.hatch else None


# Ordered so that neighbours are at least a fifth of the way from black to white apart, or one of them is hatched.
TONES = (
    Tone(4, ink=WHITE),
    Tone(WHITE, "////"),
    Tone(10),
    Tone(WHITE, "...."),
    Tone(7, ink=WHITE),
    Tone(13),
    Tone(WHITE, "\\\\\\\\\\\\\\\\"),
    Tone(11, "xxxx"),
    Tone(13, "----"),
    Tone(7, "||||"),
)
# Colours may be equally light, so that of neighbours in colour one at least is always hatched, each in its own way.
_HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "||||", "//", "..", "xx")


def tone_of(spec: ChartSpec, index: int) -> Tone:
    """The look of a series by its number, counted from 0."""
    colours = spec.style.colours
    if not colours:
        return TONES[index % len(TONES)]
    hue, hatch = colours[index % len(colours)], _HATCHES[index % len(_HATCHES)]
    return Tone(DEEP, hatch, WHITE if is_dark(hue) and not hatch else INK, hue)


def hue_of(spec: ChartSpec, index: int = 0) -> str:
    """The colour of a series, "" where the chart has none."""
    return spec.style.colours[index % len(spec.style.colours)] if spec.style.colours else ""


def edge_of(spec: ChartSpec) -> int | None:
    """The outline of bars without a hatch: a colour may be so light that they need one."""
    return INK if spec.style.colours else None


def drawing_of(spec: ChartSpec, width: float, height: float, marks: tuple[Mark, ...]) -> Drawing:
    """The marks on paper, printed as the chart asks for."""
    style = spec.style
    return Drawing(width, height, marks, "colour" if style.colours else "grey" if style.grey else "tint")
