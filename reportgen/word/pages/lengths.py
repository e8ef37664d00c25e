"""Lengths as Word counts them, so that a bare number never means a length.

Word measures pages and indents in twips (1/1440 inch), pictures in English Metric Units (1/914,400 inch).
"""

import re
from typing import NewType

Twips = NewType("Twips", int)
Emu = NewType("Emu", int)

_TWIPS_PER_MM = 1440 / 25.4
_TWIPS_PER_UNIT = {"": 1, "mm": _TWIPS_PER_MM, "cm": 10 * _TWIPS_PER_MM, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
_MEASURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi|)", re.ASCII)
_EMU_PER_MM = 36_000


def twips(millimetres: float) -> Twips:
    """Millimetres as twips, to the nearest."""
    return Twips(round(millimetres * _TWIPS_PER_MM))


def twips_in(measure: str) -> Twips | None:
    """A length as an attribute states it, in twips or with a unit (`12pt`, ISO/IEC 29500-1, 22.9.2.14); None if it is none."""
    found = _MEASURE.fullmatch(measure)
    return Twips(round(float(found[1]) * _TWIPS_PER_UNIT[found[2]])) if found else None


def emu(millimetres: float) -> Emu:
    """Millimetres as English Metric Units, to the nearest."""
    return Emu(round(millimetres * _EMU_PER_MM))


def millimetres_of_twips(length: int) -> float:
    """Twips as millimetres, to a tenth."""
    return round(length / _TWIPS_PER_MM, 1)


def millimetres_of_emu(length: int) -> float:
    """English Metric Units as millimetres, to a tenth."""
    return round(length / _EMU_PER_MM, 1)
