"""What the names of places end with and what offices are called in full and in short (`places.txt`)."""

from reportgen.chinese.words.lists import word_lists

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

SHORT_NAMES = tuple(sorted((tuple(pair.split("=")) for pair in _LISTS["short names"]), key=lambda pair: -len(pair[0])))
"""The long and the short form of a word, the longest first."""
TOWNSHIP_ENDS, STREET_ENDS = _LISTS["township ends"], _LISTS["street ends"]
VILLAGE_ENDS, NEIGHBOURHOOD_ENDS = _LISTS["village ends"], _LISTS["neighbourhood ends"]
FILLINGS = _LISTS["fillings"]
"""What the name of an office may have or lack: 行政审批服务局, 行政审批局."""
