"""What a ledger says of its own rows, totals and group titles, held against them."""

from collections.abc import Sequence

from reportgen.clean.cells.issue_log import SINGLES, IssueLog
from reportgen.clean.rows.groups import wrong_groups
from reportgen.clean.rows.listings import Listing, Wrong
from reportgen.clean.rows.totals import wrong_totals


def check_counts(beside: Sequence[Listing], findings: IssueLog) -> None:
    """Says which totals and group titles differ from their rows; tables that stand side by side may be summed up together."""
    for listing in beside:
        others = [other for other in beside if other is not listing]
        _say(listing, "ledger.total-differs", wrong_totals(listing, others), findings)
        _say(listing, "ledger.group-count-differs", wrong_groups(listing, others), findings)


def _say(listing: Listing, code: str, wrong: Sequence[Wrong], findings: IssueLog) -> None:
    if len(wrong) > SINGLES:
        findings.say_together(f"{code}.many", listing.sheet, [place for place, _, _ in wrong])
        return
    for (row, column), stated, found in wrong:
        findings.say(code, listing.sheet.source(row, column), stated=stated, found=found)
