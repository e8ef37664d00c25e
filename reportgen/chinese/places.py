"""What the names of places end with (`places.txt`)."""

from reportgen.chinese.lists import word_lists

_LISTS = word_lists("places")

REGIONS = _LISTS["regions"]
"""Provinces, cities, counties, districts; each is one character."""
TOWNSHIPS = _LISTS["townships"]
VILLAGES, ROADS, ESTATES = _LISTS["villages"], _LISTS["roads"], _LISTS["estates"]
HOMES = _LISTS["homes"]
"""What a home is in that is told without a number: 家住双塘村."""
PLACE_ENDS = _LISTS["place ends"]
"""What stands alone in a row above the cases of a place: 城关镇."""
FAMILIES = _LISTS["families"]
"""What makes a place of the name of a family: 王家庄."""
LAST_CHARACTERS = "".join(_LISTS["last characters"])
"""Last characters of offices and places, with which no given name ends."""
