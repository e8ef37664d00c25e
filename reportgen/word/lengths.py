"""Lengths as Word counts them, so that a bare number never means a length.

Word measures pages and indents in twips (1/1440 inch), pictures in English Metric Units (1/914,400 inch).
"""

from typing import NewType

Twips = NewType("Twips", int)
Emu = NewType("Emu", int)

_TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_MM = 36_000


def twips(millimetres: float) -> Twips:
    """Millimetres as twips, to the nearest."""
    return Twips(round(millimetres * _TWIPS_PER_MM))


def emu(millimetres: float) -> Emu:
    """Millimetres as English Metric Units, to the nearest."""
    return Emu(round(millimetres * _EMU_PER_MM))


def millimetres_of_twips(length: int) -> float:
    """Twips as millimetres, to a tenth."""
    return round(length / _TWIPS_PER_MM, 1)


def millimetres_of_emu(length: int) -> float:
    """English Metric Units as millimetres, to a tenth."""
    return round(length / _EMU_PER_MM, 1)
