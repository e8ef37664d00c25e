"""The believed cases as the frame that `Ledger` promises.

Texts are kept by pyarrow where it is there, else as Python's own; the values are the same.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reportgen.clean.cases.times import Times
from reportgen.clean.cells.cells import Cells, Codes, Mask, are_all
from reportgen.model.texts import PackedTexts, Piece

if TYPE_CHECKING:
    import pyarrow as pa

arrow: ModuleType | None = None
with suppress(ImportError):
    arrow = import_module("pyarrow")
if arrow is not None:
    # columns are made once and kept: a pool that hands memory back costs more
    arrow.set_memory_pool(arrow.system_memory_pool())

TextArray = pd.api.extensions.ExtensionArray
_TEXT = pd.StringDtype(na_value=np.nan)  # what pandas calls str
_TEXT_COLUMNS = (
    "id", "precision", "category", "category_from", "aspects", "unit", "channel", "handling", "region", "status", "verified", "satisfaction", "subject",
    "text", "handling_text",
)  # fmt: skip
_ORDER = (
    "file", "sheet", "row", "id", "received", "precision", "repeat", "category", "category_from", "aspects", "unit", "channel", "handling", "region", "status",
    "verified", "satisfaction", "closed", "due", "days", "on_time", "subject", "text", "handling_text",
)  # fmt: skip


def assemble(
    file: Codes,
    sheet: Codes,
    row: Codes,
    received: NDArray[np.datetime64],
    repeat: Mask,
    texts: Mapping[str, TextArray],
    times: Times,
    own: Sequence[str] = (),
) -> pd.DataFrame:
    """The frame of all cases in the order of their rows; columns of text that are not in `texts` are empty.

    `own` are the codes of the county's own fields, whose columns stand behind the others.
    """
    blank = text_array(Cells.repeat("", len(row)))
    columns: dict[str, object] = {
        **dict.fromkeys((*_TEXT_COLUMNS, *own), blank),
        "file": file,
        "sheet": sheet,
        "row": row,
        "received": received.astype("datetime64[s]"),
        "repeat": repeat,
        "closed": times.closed.astype("datetime64[s]"),
        "due": times.due.astype("datetime64[s]"),
        "days": pd.arrays.IntegerArray(times.days.astype(np.int64), ~times.timed),
        "on_time": pd.arrays.BooleanArray(times.on_time, ~times.judged),
        **texts,
    }
    return pd.DataFrame({name: columns[name] for name in (*_ORDER, *own)}, copy=False)


def text_array(cells: Cells[str]) -> TextArray:
    """The cells as a column of dtype str."""
    values = _array(cells.values)
    return values if are_all(cells.codes, len(cells.values)) and cells.values else values.take(cells.codes)


def _array(values: Sequence[str]) -> TextArray:
    """Texts as a column, at least one."""
    if arrow is None:
        made: TextArray = pd.array(list(values) or [""], dtype=_TEXT)
        return made
    array: TextArray = _TEXT.__from_arrow__(_texts(values, arrow))  # type: ignore[attr-defined] # the stubs lack it
    return array


def _texts(values: Sequence[str], arrow: ModuleType) -> "pa.Array | pa.ChunkedArray":
    """Texts for pyarrow; packed ones as they are."""
    if not isinstance(values, PackedTexts):
        return arrow.array(values or [""], arrow.large_string())
    return arrow.chunked_array([_unpacked(piece, arrow) for piece in values.pieces], arrow.large_string())


def _unpacked(piece: Piece, arrow: ModuleType) -> "pa.Array":
    texts = arrow.StringArray.from_buffers(piece.height, arrow.py_buffer(piece.starts), arrow.py_buffer(piece.data))
    return texts.cast(arrow.large_string())
