"""Which case of a category the report tells."""

from collections.abc import Sequence

import pandas as pd

from reportgen.model import Ledger, TypicalCase

_VERIFIED = {"yes": 0, "partly": 1, "": 2, "no": 3}
_STATUS = {"closed": 0, "": 1, "overdue": 2, "open": 3}
_SATISFACTION = {"satisfied": 0, "basically": 0, "": 1, "dissatisfied": 2}
_TELLING_LENGTH = range(25, 141)  # characters: shorter says little, longer does not fit a paragraph


def candidates(period_cases: pd.DataFrame) -> pd.DataFrame:
    """The cases that may be told: text fit to print, not found untrue."""
    return period_cases[(period_cases["text"] != "") & (period_cases["verified"] != "no")]


def most_telling(cases: pd.DataFrame, aspects: Sequence[str]) -> int | None:
    """The index of the most telling of a category's candidates, or None if it has none.

    Order: found true before partly true before not said; closed before open; handling recorded; of the most frequent
    aspect; of telling length; return visit satisfied before not said; then the latest day, then text and id, never the
    place in the ledger, so that the order of rows does not matter. `aspects` are codes, most frequent first.
    """
    if cases.empty:
        return None
    place = {aspect: number for number, aspect in enumerate(aspects)}
    ranked = pd.DataFrame(
        {
            "verified": cases["verified"].map(_VERIFIED),
            "status": cases["status"].map(_STATUS),
            "handled": cases["handling_text"] == "",
            "aspect": cases["aspects"].map(
                lambda joined: min((place.get(one, len(place)) for one in joined.split("|")), default=len(place))
            ),
            "length": ~cases["text"].str.len().isin(_TELLING_LENGTH),
            "satisfaction": cases["satisfaction"].map(_SATISFACTION),
            "age": -cases["received"].astype("int64"),
            "text": cases["text"],
            "id": cases["id"],
        }
    )
    return int(ranked.sort_values(list(ranked.columns), kind="stable").index[0])


def tell(code: str, case: pd.Series, ledger: Ledger) -> TypicalCase:
    """The case as the report may tell it: what `Ledger` holds is masked already."""
    return TypicalCase(
        category=code,
        source=ledger.source(int(case["file"]), int(case["sheet"]), int(case["row"])),
        received=case["received"].date(),
        channel=case["channel"],
        unit=case["unit"].replace("|", "、"),
        subject=case["subject"],
        text=case["text"],
        handling=case["handling_text"],
        verified=case["verified"],
        status=case["status"],
        satisfaction=case["satisfaction"],
    )


def in_category(cases: pd.DataFrame, code: str) -> pd.DataFrame:
    """The cases that carry the category, alone or with others."""
    return cases[cases["category"].map(lambda joined: code in joined.split("|"))]
