"""Cases that are told again (重复件): equal to an earlier one in the fields of `ledger.duplicates.keys`, soon after it."""

from collections.abc import Sequence

import numpy as np

from reportgen.clean.cases.dedup_keys import mix
from reportgen.clean.cases.duplicates import DedupKeys
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.settings.models import DuplicateSettings, FieldName

_STORY: tuple[FieldName, ...] = ("subject", "text")


def find_repeats(like: DedupKeys, rows: Codes, settings: DuplicateSettings) -> Mask:
    """Which of these rows tell again what another of them told, the earlier day first and of one day the upper row.

    A row is compared with the one before it: cases that follow each other within the days are one story, however long.
    """
    fields = _compared(like, settings.keys)
    again = np.zeros(len(rows), np.bool_)
    if not fields:
        return again
    places = np.arange(len(rows))
    for field in sorted(
        fields, key=lambda field: field not in _STORY
    ):  # stories differ most: few rows are left to compare
        places = places[like.repeated(field, rows[places])]
    if not len(places):
        return again
    places = places[_comparable(like, rows[places], fields, settings.shortest)]
    keys = mix(*(like.keys(field)[rows[places]] for field in fields))
    days = like.found.received.days[rows[places]].astype(np.int64)
    order = np.lexsort((places, days, keys))
    same = (np.diff(keys[order]) == 0) & (np.diff(days[order]) <= settings.days)
    again[places[order[1:][same]]] = True
    return again


def _compared(like: DedupKeys, keys: Sequence[FieldName]) -> list[FieldName]:
    """The fields to compare; none where stories are wanted and no ledger tells any."""
    fields = [field for field in dict.fromkeys(keys) if field in like.found.fields]
    wanted, told = (any(field in _STORY for field in some) for some in (keys, fields))
    return fields if told or not wanted else []


def _comparable(like: DedupKeys, rows: Codes, fields: Sequence[FieldName], shortest: int) -> Mask:
    """Rows that tell enough, and leave no field empty that their table has."""
    enough = np.ones(len(rows), np.bool_)
    for field in fields:
        if field not in _STORY:
            has = np.array([field in table.mapped for table in like.found.tables], np.bool_)
            enough &= (like.keys(field)[rows] != 0) | ~has[like.found.table[rows]]
    stories = [field for field in fields if field in _STORY]
    if stories:
        enough &= sum(_lengths(like.found.texts[field], rows) for field in stories) >= shortest
    return enough


def _lengths(cells: Cells[str], rows: Codes) -> Codes:
    return np.fromiter((len(cells.values[code]) for code in cells.codes[rows].tolist()), np.int64, len(rows))
