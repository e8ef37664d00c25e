"""Which case of a category the report tells."""

import re
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from reportgen.model.ledgers import JOINT, Ledger
from reportgen.model.reports.summaries import TypicalCase
from reportgen.word.memory.told_cases import case_digest, known_as

_VERIFIED = {"yes": 0, "partly": 1, "": 2, "unclear": 3, "no": 4}
_THANKS = re.compile(r"(?:谢谢|感谢|盼复|望回复)[^。？?！!]{0,10}[。！!]*\s*$|[。！!\s]+$")
_LAST = re.compile(r"[^。；;！!？?]*[？?]?$")
_STATUS = {"closed": 0, "": 1, "overdue": 2, "open": 3}
_SATISFACTION = {"satisfied": 0, "basically": 0, "": 1, "dissatisfied": 2}
_COMPLAINANT = r"反映人|来电人|来访人|来信人|举报人|投诉人|信访人|联系人|本人|略）|[*＊xX×]{4}|0{6}|://|www\."  # or something was left out of it, or pasted over it
_ASKING = re.compile(r"请问|想(?:要)?(?:咨询|了解|问)|咨询|能否|是否|可不可以|[吗么呢]?[？?]")
"""How a person asks; who asks and complains of nothing has brought no problem."""
_SPEAKING = 8  # characters of a subject from which on it tells one case
_LISTED = 4  # aspects of a category that a report lists
_TELLING_LENGTH = range(25, 141)  # characters: shorter says little, longer does not fit a paragraph


class Candidates:
    """The cases of a period that may be told, none twice: text fit to print, of a known month, silent about who complained,
    and found true, whole or in part; where the ledgers know of no finding at all, any.

    Who complained is strictly secret: a text that speaks of that person, even masked, is not told. What an earlier report told
    is told again only where nothing else can be; `told_before` are the digests of those among the candidates.
    """

    def __init__(self, cases: pd.DataFrame, period: np.ndarray, told: Collection[str] = ()) -> None:
        """`period` are the positions of the period's cases in `cases`, `told` the digests of texts that were told before."""
        now = cases.iloc[period]
        decided = now["verified"].isin(["yes", "partly"])
        fit = (
            (now["text"] != "")
            & (decided | ((now["verified"] == "") & ~bool(decided.any())))
            & (now["precision"] != "period")
            & ~now["text"].str.contains(_COMPLAINANT)
        )
        self._cases = now[fit.to_numpy()]
        self._places: dict[object, int] = dict(zip(self._cases.index.tolist(), range(len(self._cases)), strict=True))
        those = self._cases
        self._before_aspect = (
            those["verified"].map(_VERIFIED),
            those["status"].map(_STATUS),
            those["handling_text"] == "",
        )
        self._after_aspect = (
            ~those["text"].str.len().isin(_TELLING_LENGTH),
            those["satisfaction"].map(_SATISFACTION),
            -those["received"].astype("int64"),
        )
        digests = [_known_as(*pair, told) for pair in zip(those["subject"], those["text"], strict=True)] if told else []
        self._stale = frozenset(place for place, found in enumerate(digests) if found)
        self.told_before = tuple(sorted({digest for found in digests for digest in found}))

    def take(self, rows: np.ndarray, aspects: Sequence[str], keywords: Sequence[str] = ()) -> pd.Series | None:
        """The most telling of these cases, which is then no candidate any more; None if none of them is one.

        One that was told before is taken only where there is no other.

        Order: its category stated, or told by one of the `keywords` that stands in its subject, where it has one; no mere question; of an aspect that the report lists; found true before partly true before not said; closed before open; handling recorded; of the most frequent
        aspect; of telling length; return visit satisfied before not said; then the latest day, then text and id, never the
        place in the ledger, so that the order of rows does not matter. `aspects` are codes, most frequent first.
        """
        places = [self._places[row] for row in rows.tolist() if row in self._places]
        if not places:
            return None
        places = [place for place in places if place not in self._stale] or places
        rank = {aspect: number for number, aspect in enumerate(aspects)}
        found = self._cases["aspects"].iloc[places]
        aspect = [min(rank.get(one, len(rank)) for one in joined.split(JOINT)) for joined in found]
        before, after = ([key.to_numpy()[places] for key in keys] for keys in (self._before_aspect, self._after_aspect))
        listed = [min(rank.get(one, _LISTED) for one in joined.split(JOINT)) >= _LISTED for joined in found]
        keys = np.array(
            [self._astray(places, keywords), self._asking(places), listed, *before, aspect, *after], dtype=np.int64
        )
        best = np.lexsort(keys[::-1])[0]
        equal = np.flatnonzero((keys == keys[:, best : best + 1]).all(axis=0)).tolist()
        chosen: pd.Series = min(
            (self._cases.iloc[places[one]] for one in equal), key=lambda case: (case["text"], case["id"])
        )
        del self._places[chosen.name]
        return chosen

    def _asking(self, places: Sequence[int]) -> list[bool]:
        """Which cases end with a question, thanks left aside: 请问能否享受补贴？谢谢."""
        texts = (_THANKS.sub("", text) for text in self._cases["text"].iloc[list(places)])
        return [_ASKING.search(_LAST.search(text)[0]) is not None for text in texts]  # type: ignore[index] # it matches nothing, too

    def _astray(self, places: Sequence[int], keywords: Sequence[str]) -> list[bool]:
        """Of which cases the category is a guess from the text, and the subject, which is all that may be printed, says nothing of it."""
        those = self._cases.iloc[list(places)]
        return [
            origin == "keyword" and bool(subject) and not any(word in subject for word in keywords)
            for origin, subject in zip(those["category_from"], those["subject"], strict=True)
        ]


def _known_as(subject: str, text: str, told: Collection[str]) -> frozenset[str]:
    """By which of the digests a case is known: by its text, or a subject that is more than the name of a matter."""
    named = {case_digest(subject)}.intersection(told) if len(subject) >= _SPEAKING else ()
    return known_as(text, told).union(named)


def tell(code: str, case: pd.Series, ledger: Ledger) -> TypicalCase:
    """The case as the report may tell it: what `Ledger` holds is masked already."""
    return TypicalCase(
        category=code,
        source=ledger.source(int(case["file"]), int(case["sheet"]), int(case["row"])),
        received=case["received"].date(),
        channel=case["channel"],
        unit=case["unit"].replace(JOINT, "、"),
        subject=case["subject"],
        text=case["text"],
        handling=case["handling_text"],
        verified=case["verified"],
        status=case["status"],
        satisfaction=case["satisfaction"],
        precision=case["precision"],
        also=tuple(one for one in case["category"].split(JOINT) if one != code),
    )
