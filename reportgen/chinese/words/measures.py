"""Measure words: what a number may be followed by (`measures.txt`)."""

from reportgen.chinese.words.lists import word_lists

_LISTS = word_lists("measures")

CASES = _LISTS["cases"]
"""What complaints, letters and work orders are counted in."""
PERSONS = _LISTS["persons"]
THINGS = _LISTS["things"]
"""What is counted that several cases may be of: 3家."""
COUNTED = frozenset().union(*(_LISTS[name] for name in ("cases", "persons", "things", "days", "others")))
"""What is counted in whole things, persons, times or days."""
MEASURED = frozenset(_LISTS["measured"])
"""What is measured: money, lengths, areas, weights, months."""
AFTER_HANZI = _LISTS["after hanzi"]
"""Words before which a numeral in hanzi is a number: 三个, 一季度; 一般 and 十分 are none."""
USUAL = CASES[1]
"""What cases are counted in where no setting says otherwise: 件."""
