"""Colours as a configuration writes them (`#1F4E79`), and how light they are in print."""

from reportgen.draw.parts.marks import LEVELS

Rgb = tuple[float, float, float]
_DARK = 0.45


def rgb(hue: str) -> Rgb:
    """Red, green and blue, each 0 to 1."""
    red, green, blue = (int(hue[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def lightness(hue: str) -> float:
    """How light it is in black and white, 0 to 1 (the weights of ITU-R BT.601, by which copies are made)."""
    red, green, blue = rgb(hue)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def is_dark(hue: str) -> bool:
    """Whether white stands out on it better than black."""
    return lightness(hue) < _DARK


def paler(hue: str, part: float) -> str:
    """The colour with white mixed in: 1 is the colour itself, 0 white."""
    mixed = (round(255 * (1 - part * (1 - one))) for one in rgb(hue))
    return "#" + "".join(f"{one:02X}" for one in mixed)


def tinted(level: int) -> tuple[int, int, int]:
    """A level of grey as red, green and blue: with a blue that is strongest half-way and leaves the lightness alone."""
    light = level / (LEVELS - 1)
    tint = 4 * light * (1 - light)
    red, green, blue = (round(255 * light + part * tint) for part in (-28, 4, 40))
    return red, green, blue
