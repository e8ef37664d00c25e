"""Words for what is added up (`totals.txt`)."""

from reportgen.chinese.words.lists import word_lists

_LISTS = word_lists("totals")

TOTALS = _LISTS["totals"]
"""What a row or column of a table is called that adds up others."""
TOTALS_OF = _LISTS["of something"]
"""Those that follow what they are the total of: 城关镇小计."""
SUBTOTAL, TOTAL = "小计", "合计"
"""The total of a part, and the one that a table is closed with."""
TABLES = _LISTS["tables"]
"""What is in the name of a table that adds up or ranks."""
