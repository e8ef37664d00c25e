"""The cubes of a ledger: everything by which a figure may ask for cases."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from reportgen.settings.models.figures.dimensions import DIMENSIONS, ORIGIN
from reportgen.tally.counting.cube import Cube

Column = pd.Series | np.ndarray
_SHEETS = 1_000_000  # a file has fewer


def cut_off(cases: pd.DataFrame, signed: date) -> date:
    """The day on which open cases are judged: the last one that the ledgers know, and never past the signature.

    A day after the signature is a slip of the pen.
    """
    days = np.concatenate([cases[name].to_numpy().astype("datetime64[D]") for name in ("received", "closed")])
    known = days[days <= np.datetime64(signed, "D")]
    last: date = known.max().astype(object) if len(known) else signed
    return last


def case_cube(cases: pd.DataFrame, own: Iterable[str], day: date, origins: Mapping[str, str]) -> Cube:
    """The cases by all dimensions, by the county's `own` fields, and by how much of their day is known; open ones are judged on `day`, whose a case is by `origins`."""
    return Cube(cases, _columns(cases, (*DIMENSIONS, *own, "precision"), day, origins))


def day_cube(cases: pd.DataFrame, dimensions: Iterable[str], day: date, origins: Mapping[str, str]) -> Cube:
    """The cases of which received and closed are known, by their days and some of the dimensions."""
    has_days = cases["days"].notna().to_numpy()
    known = cases[has_days]
    columns = _columns(known, dimensions, day, origins)
    return Cube(known, {**columns, "days": known["days"].astype(int)}, np.flatnonzero(has_days))


def _columns(
    cases: pd.DataFrame, dimensions: Iterable[str], day: date, origins: Mapping[str, str]
) -> dict[str, Column]:
    found = {name: _DERIVED[name](cases, day) if name in _DERIVED else cases[name] for name in {*dimensions} - {ORIGIN}}
    return {name: found[name] if name in found else _origin(cases, origins) for name in dimensions}


def _on_time(cases: pd.DataFrame, day: date) -> Column:
    """Closed in time or late; an open case past its limit is late whatever its status word, one not yet due is neither.

    Of a sheet that says of no case whether it is closed nothing is known to be late.
    """
    timely = cases["on_time"]
    due = cases["due"].to_numpy().astype("datetime64[D]")
    closed = _is_closed(cases, day)
    sheets = cases["file"].to_numpy() * _SHEETS + cases["sheet"].to_numpy()
    tells = np.isin(sheets, np.unique(sheets[closed != ""]))
    past = tells & (closed != "yes") & (due < np.datetime64(day, "D"))
    told = [past, timely.isna().to_numpy(), timely.fillna(False).astype(bool).to_numpy()]
    return np.select(told, ["no", "", "yes"], "no")


def _origin(cases: pd.DataFrame, origins: Mapping[str, str]) -> Column:
    """Whose the case is, by its channel: people's where that is not named."""
    return cases["channel"].map(origins).fillna("people") if origins else np.full(len(cases), "people")


def _repeat(cases: pd.DataFrame, _day: date) -> Column:
    return np.where(cases["repeat"], "yes", "")


def _is_closed(cases: pd.DataFrame, _day: date) -> np.ndarray:
    """Closed as the status says it; where it says nothing or only 超期, a closing day tells."""
    status, day = cases["status"], cases["closed"].notna()
    told = [status == "closed", status == "open", day, status == "overdue"]
    return np.select(told, ["yes", "no", "yes", "no"], "")


_DERIVED: Mapping[str, Callable[[pd.DataFrame, date], Column]] = {
    "is_closed": _is_closed,
    "on_time": _on_time,
    "repeat": _repeat,
}
