"""Headers of tables that count cases and do not list them."""

import re

from reportgen.clean.header.headers import FieldOf, Header, without_note

_COUNTING = re.compile(
    r".*(?:(?<!附)件数|件次|宗数|起数|条数|人次|数量|总数|总量|占比|比例|比重|百分比|同比|环比|增减)(?:\(%\)|%)?"
)
LABELS: frozenset[str] = frozenset({"received", "unit", "category", "region", "channel"})
"""Fields that say what is counted."""


def names_count(name: str) -> bool:
    """Whether a normalised header says that its column counts: `件数`, `占比(%)`."""
    return _COUNTING.fullmatch(without_note(name) or name) is not None


def counts_words(header: Header, field_of: FieldOf) -> bool:
    """Whether a header is that of a small summary: a name or two of what is counted, the other columns count."""
    if not LABELS.issuperset(header.fields(field_of).values()):
        return False
    names = [names[-1] for names in header.names if names[0]]
    counting = sum(map(names_count, names))
    return 0 < counting < len(names) <= counting + 2
