"""The believed cases as the frame that `Ledger` promises."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from reportgen.clean.cells import Cells, Codes, Mask, are_all
from reportgen.clean.times import Times

pa.set_memory_pool(pa.system_memory_pool())  # columns are made once and kept: a pool that hands memory back costs more

_TEXT = pd.StringDtype(na_value=np.nan)  # what pandas calls str
TEXT_COLUMNS = (
    "id",
    "precision",
    "category",
    "category_from",
    "aspects",
    "unit",
    "channel",
    "handling",
    "region",
    "status",
    "verified",
    "satisfaction",
    "subject",
    "text",
    "handling_text",
)
_ORDER = (
    "file", "sheet", "row", "id", "received", "precision", "repeat", "category", "category_from", "aspects", "unit", "channel", "handling", "region", "status",
    "verified", "satisfaction", "closed", "days", "on_time", "subject", "text", "handling_text",
)  # fmt: skip


def assemble(
    file: Codes,
    sheet: Codes,
    row: Codes,
    received: NDArray[np.datetime64],
    repeat: Mask,
    texts: Mapping[str, Cells[str]],
    times: Times,
) -> pd.DataFrame:
    """The frame of all cases in the order of their rows; `texts` has every column of text."""
    blank = text_array(Cells.filled("", len(row)))
    columns: dict[str, object] = {
        "file": file,
        "sheet": sheet,
        "row": row,
        "received": received.astype("datetime64[s]"),
        "repeat": repeat,
        "closed": times.closed.astype("datetime64[s]"),
        "days": pd.arrays.IntegerArray(times.days.astype(np.int64), ~times.timed),
        "on_time": pd.arrays.BooleanArray(times.on_time, ~times.judged),
        **{name: text_array(texts[name]) if any(texts[name].values) else blank for name in TEXT_COLUMNS},
    }
    return pd.DataFrame({name: columns[name] for name in _ORDER}, copy=False)


def text_array(cells: Cells[str]) -> pd.api.extensions.ExtensionArray:
    """The cells as a column of dtype str."""
    texts = pa.array(cells.values or [""], pa.large_string())
    values: pd.api.extensions.ExtensionArray = _TEXT.__from_arrow__(texts)  # type: ignore[attr-defined] # the stubs lack it
    return values if are_all(cells.codes, len(cells.values)) and cells.values else values.take(cells.codes)
