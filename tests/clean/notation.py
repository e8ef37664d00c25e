"""The notation of the cleaning tests: a sheet is a table of cells parted by `|`, a row a line.

`<2026-07-01>`, `<24>`, `<1.5>` and `<true>` are cells with a day, a whole number, a number and a truth value; any other
cell is text, `\\n` in it a line break. A line `---` is a blank row.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import dedent
from typing import Any

import pandas as pd

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.ledgers import JOINT, Column, FileRows, Ledger, Rows, SheetRows
from reportgen.model.periods import Period
from reportgen.model.sources import Issue
from reportgen.settings import Settings

TAXONOMY: dict[str, Any] = {
    "categories": {
        "attitude": {
            "name": "服务态度生硬",
            "aliases": ["态度生硬", "服务态度"],
            "keywords": ["态度", "冷淡"],
            "aspects": {
                "impatient": {"phrase": "不耐烦", "keywords": ["不耐烦", "语气很冲"]},
                "scolding": {"phrase": "训斥群众", "keywords": ["训斥"]},
            },
        },
        "duty": {"name": "履职责任不强", "aliases": ["责任感弱"], "keywords": ["拖延", "弄丢"]},
        "other": {"name": "其他", "catch_all": True},
    }
}


def settings(taxonomy: dict[str, Any] | None = None, release: Sequence[dict[str, str]] = (), **ledger: Any) -> Settings:
    """A small configuration; the named arguments are keys of its `ledger` section."""
    return Settings.model_validate(
        {
            "county": {"name": "甲县", "code": "990101"},
            "office": {"name": "甲县某办"},
            "report": {"title": "调研报告", "name": "调研报告"},
            "taxonomy": taxonomy or TAXONOMY,
            "ledger": ledger,
            "cases": {"release": list(release)},
        }
    )


def cell(text: str) -> object:
    """One cell of the notation."""
    text = text.strip(" ").replace("\\n", "\n")
    if not (text.startswith("<") and text.endswith(">")):
        return text
    inner = text[1:-1]
    if inner in ("true", "false"):
        return inner == "true"
    if inner.count("-") == 2 and not inner.startswith("-"):
        return datetime.fromisoformat(inner) if ":" in inner else date.fromisoformat(inner)
    return float(inner) if "." in inner else int(inner)


def grid(table: str) -> list[list[object]]:
    """The rows of a table in the notation."""
    return [
        [] if line == "---" else [cell(part) for part in line.split("|")]
        for line in dedent(table).strip("\n").split("\n")
    ]


def sheet(table: str | Sequence[Sequence[object]], name: str = "一季度", **more: Any) -> SheetRows:
    """A sheet as `read` hands it over."""
    rows = grid(table) if isinstance(table, str) else [list(row) for row in table]
    width = max((len(row) for row in rows), default=0)
    columns = []
    for place in range(width):
        known: dict[tuple[type, object], int] = {}
        column = [row[place] if place < len(row) else "" for row in rows]
        codes = array("i", [known.setdefault((type(value), value), len(known)) for value in column])
        columns.append(Column(tuple(value for _, value in known), codes))
    return SheetRows(name, tuple(columns), len(rows), **more)


def rows(*files: SheetRows | str | Sequence[SheetRows]) -> Rows:
    """One file of each argument: a sheet, a table or several sheets; named 台账1.xlsx, 台账2.xlsx and so on."""
    found = []
    for number, file in enumerate(files, 1):
        sheets = [sheet(file)] if isinstance(file, str) else [file] if isinstance(file, SheetRows) else list(file)
        found.append(FileRows(f"台账{number}.xlsx", "", tuple(sheets)))
    return Rows(tuple(found))


@dataclass(frozen=True)
class Cleaned:
    """What came out, with the questions that tests ask."""

    ledger: Ledger
    issues: tuple[Issue, ...]

    def column(self, name: str) -> list[Any]:
        """One column of the cases; days as `2026-07-01`, what is not known as None, several members parted by `|`."""
        values = self.ledger.cases[name]
        if values.dtype.kind == "M":
            return [None if pd.isna(value) else value.date().isoformat() for value in values]
        found = [None if pd.isna(value) else value for value in values.tolist()]
        return [value.replace(JOINT, "|") if isinstance(value, str) else value for value in found]

    @property
    def codes(self) -> list[str]:
        """The codes of all issues, each once, in order."""
        return list(dict.fromkeys(issue.code for issue in self.issues))

    def told(self, code: str) -> list[str]:
        """Where each issue of this code is."""
        return [str(issue.source) for issue in self.issues if issue.code == code]

    def message(self, code: str) -> str:
        """The words of the one issue of this code."""
        (found,) = [issue for issue in self.issues if issue.code == code]
        return f"{found.message} {found.hint}".strip()

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """read, used, rejected, duplicates."""
        counts = self.ledger.counts
        return counts.read, counts.used, counts.rejected, counts.duplicates


def cleaned(
    *files: SheetRows | str | Sequence[SheetRows],
    period: str | None = "2026Q3",
    taxonomy: dict[str, Any] | None = None,
    **ledger: Any,
) -> Cleaned:
    """The files cleaned under a small configuration, with messages in English."""
    speak("en")
    return Cleaned(*clean(rows(*files), settings(taxonomy, **ledger), Period.parse(period) if period else None))
