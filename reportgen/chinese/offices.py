"""What offices are called in full and in short (`offices.txt`)."""

from reportgen.chinese.lists import word_lists

_LISTS = word_lists("offices")

SHORT_NAMES = tuple(sorted((tuple(pair.split("=")) for pair in _LISTS["short names"]), key=lambda pair: -len(pair[0])))
"""The long and the short form of a word, the longest first."""
TOWNSHIP_ENDS, STREET_ENDS = _LISTS["township ends"], _LISTS["street ends"]
VILLAGE_ENDS, NEIGHBOURHOOD_ENDS = _LISTS["village ends"], _LISTS["neighbourhood ends"]
FILLINGS = _LISTS["fillings"]
"""What the name of an office may have or lack: 行政审批服务局, 行政审批局."""
