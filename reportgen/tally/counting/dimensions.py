"""The cubes of a ledger: everything by which a figure may ask for cases."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd

from reportgen.settings.figures import DIMENSIONS
from reportgen.tally.counting.cube import Cube

Column = pd.Series | np.ndarray


def case_cube(cases: pd.DataFrame, own: Iterable[str]) -> Cube:
    """The cases by all dimensions, by the county's `own` fields, and by how much of their day is known."""
    return Cube(cases, _columns(cases, (*DIMENSIONS, *own, "precision")))


def day_cube(cases: pd.DataFrame, dimensions: Iterable[str]) -> Cube:
    """The cases of which received and closed are known, by their days and some of the dimensions."""
    has_days = cases["days"].notna().to_numpy()
    known = cases[has_days]
    columns = _columns(known, dimensions)
    return Cube(known, {**columns, "days": known["days"].astype(int)}, np.flatnonzero(has_days))


def _columns(cases: pd.DataFrame, dimensions: Iterable[str]) -> dict[str, Column]:
    return {name: _DERIVED[name](cases) if name in _DERIVED else cases[name] for name in dimensions}


def _on_time(cases: pd.DataFrame) -> Column:
    timely = cases["on_time"]
    return np.select([timely.isna(), timely.fillna(False).astype(bool)], ["", "yes"], "no")


def _repeat(cases: pd.DataFrame) -> Column:
    return np.where(cases["repeat"], "yes", "")


def _is_closed(cases: pd.DataFrame) -> Column:
    """Closed as the status says it; where it says nothing or only 超期, a closing day tells."""
    status, day = cases["status"], cases["closed"].notna()
    told = [status == "closed", status == "open", day, status == "overdue"]
    return np.select(told, ["yes", "no", "yes", "no"], "")


_DERIVED: Mapping[str, Callable[[pd.DataFrame], Column]] = {
    "is_closed": _is_closed,
    "on_time": _on_time,
    "repeat": _repeat,
}
