"""One case number with several units: the units of the rows that are dropped are units of the case that is kept."""

from dataclasses import dataclass

import numpy as np

from reportgen.clean.cases.duplicates import DedupKeys, Duplicates
from reportgen.clean.cells.cells import Cells, Codes, join_cells
from reportgen.clean.tables.gathering import Gathered
from reportgen.model.ledgers import JOINT


@dataclass(frozen=True, slots=True)
class FurtherUnits:
    """The dropped `rows` that name another unit than the case that each is `of` (its place among the cases)."""

    rows: Gathered
    of: Codes

    @classmethod
    def of_duplicates(
        cls, like: DedupKeys, duplicates: Duplicates, found: Gathered, accepted: Codes, kept: Codes
    ) -> "FurtherUnits":
        """Those rows that differ from the kept one in nothing that tells cases apart; `accepted` and `kept` are rows of `found`."""
        dropped = np.flatnonzero(duplicates.dropped & ~duplicates.across & ~duplicates.differing)
        first = duplicates.first[dropped]
        named = like.differ("unit", dropped, first)
        places = np.full(len(found.table), -1)
        places[kept] = np.arange(len(kept))
        of = places[accepted[first[named]]]
        rows = accepted[dropped[named]][of >= 0]
        return cls(found.take(rows) if len(rows) < len(found.table) else found, of[of >= 0])

    def below(self, units: Cells[str]) -> Cells[str]:
        """The units of the cases, and below them those of these rows."""
        return join_cells([units, self.rows.texts["unit"]]) if len(self.of) else units

    def join(self, units: Cells[str]) -> Cells[str]:
        """The units of the cases with those of the rows below them added to their cases'."""
        if not len(self.of):
            return units
        height = units.height - len(self.of)
        values, codes = list(units.values), units.codes[:height].astype(np.int64)
        known: dict[tuple[int, int], int] = {}
        for place, code in zip(self.of.tolist(), units.codes[height:].tolist(), strict=True):
            pair = (int(codes[place]), code)
            if pair not in known:
                names = dict.fromkeys(name for one in pair for name in values[one].split(JOINT) if name)
                known[pair] = len(values)
                values.append(JOINT.join(names))
            codes[place] = known[pair]
        return Cells(values, codes)
