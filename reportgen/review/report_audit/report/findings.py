"""How a finding of our own reports is made: the words of the catalogue, as sure as they say."""

from reportgen.messages import issue
from reportgen.model.findings import AuditFinding, Place

WHOLE = Place(None, None, "")


def finding(code: str, place: Place, stated: str = "", expected: str = "", **values: object) -> AuditFinding:
    """A finding of a catalogued code; `stated` and `expected` fill places of its message, as `values` do."""
    made = issue(code, None, stated=stated, expected=expected, **values)
    return AuditFinding(code, made.level, made.message, place, stated, expected, made.hint)
