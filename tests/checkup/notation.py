"""A check of sheets in the notation of the cleaning tests, and what a marked copy holds when it is read again."""

import io
import zipfile
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.checkup import examine
from reportgen.checkup.copying import annotate
from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.inspections import Inspection
from reportgen.model.ledgers import Rows, SheetRows
from reportgen.model.periods import Period
from tests.clean.notation import rows, settings


def checked(*files: SheetRows | str | list[SheetRows], period: str | None = None, **ledger: Any) -> Inspection:
    """The files checked under a small configuration, with messages in English."""
    return checked_rows(rows(*files), period, **ledger)


def checked_rows(found: Rows, period: str | None = None, **ledger: Any) -> Inspection:
    """The same for files as `read` hands them over."""
    speak("en")
    configured = settings(**ledger)
    asked = Period.parse(period) if period else None
    names = {code: category.name for code, category in configured.taxonomy.categories.items()}
    cases, issues = clean(found, configured, asked)
    return examine(found, cases, issues, names, asked)


def copied(inspection: Inspection, number: int = 1) -> Worksheet:
    """One sheet of the copy as openpyxl reads it; 0 is the sheet of results."""
    return openpyxl.load_workbook(io.BytesIO(annotate(inspection))).worksheets[number]


def parts(workbook: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}
