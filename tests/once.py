"""What is the same for many tests of a file is made once: the reading and cleaning of the same ledgers, and the drawing of the same charts."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest

import reportgen.read
from reportgen import pipeline
from reportgen.clean import clean
from reportgen.draw import draw
from reportgen.messages.language import spoken
from reportgen.model.ledgers import Ledger, Rows
from reportgen.model.periods import Period
from reportgen.model.reports.pictures import ChartSpec, Picture
from reportgen.model.sources import Issue
from reportgen.read import Limits, read_ledgers
from reportgen.settings import Charts, Settings

_Made = TypeVar("_Made")
Read = tuple[Rows, tuple[Issue, ...]]
Cleaned = tuple[Ledger, tuple[Issue, ...]]


class Once:
    """Stands for reading, cleaning and drawing: what was asked before is not worked out again.

    The same means: the same paths with the same bytes in them, and the same settings but for `overrides`, which replace figures that
    have been counted; the same limits, period and language; the same charts with the same settings of charts.
    """

    def __init__(self) -> None:
        """Nothing was read."""
        self._made: dict[object, object] = {}
        self._held: list[Rows] = []  # so that none has the identity of one that is gone
        self.times = 0

    def read_ledgers(self, paths: Sequence[Path], limits: Limits | None = None) -> Read:
        """As `reportgen.read.read_ledgers`; folders and patterns are read each time."""
        given = (paths,) if limits is None else (paths, limits)
        if not all(path.is_file() for path in paths):
            return read_ledgers(*given)
        files = tuple((str(path.absolute()), str(path), sha256(path.read_bytes()).digest()) for path in paths)
        return self._once((files, limits, spoken()), lambda: self._hold(read_ledgers(*given)))

    def clean(self, rows: Rows, settings: Settings, period: Period) -> Cleaned:
        """As `reportgen.clean.clean`, of rows that were read here."""
        if not any(one is rows for one in self._held):
            return clean(rows, settings, period)
        key = (id(rows), settings.model_dump_json(exclude={"overrides"}), period, spoken())
        return self._once(key, lambda: clean(rows, settings, period))

    def draw(self, charts: Sequence[ChartSpec], settings: Charts) -> dict[str, Picture]:
        """As `reportgen.draw.draw`."""
        key = (tuple(charts), settings.model_dump_json(), spoken())
        return dict(self._once(key, lambda: draw(charts, settings)))

    def patch(self, patch: pytest.MonkeyPatch) -> None:
        """Puts this in the place of them, wherever a command or an action looks for them."""
        patch.setattr(reportgen.read, "read_ledgers", self.read_ledgers)
        patch.setattr(pipeline, "read_ledgers", self.read_ledgers)
        patch.setattr(pipeline, "clean", self.clean)
        patch.setattr(pipeline, "draw", self.draw)

    def _hold(self, read: Read) -> Read:
        self._held.append(read[0])
        return read

    def _once(self, key: object, make: Callable[[], _Made]) -> _Made:
        if key not in self._made:
            self._made[key] = make()
            self.times += 1
        made: _Made = self._made[key]  # type: ignore[assignment]  # what was put there under this key
        return made
