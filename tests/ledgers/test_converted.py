"""A messy ledger that LibreOffice has saved in another form: what is read is still what happened."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.periods import Period
from reportgen.read import read_ledgers
from tests.ledgers.files import save
from tests.ledgers.mess import Book, make_book
from tests.ledgers.proof import faults
from tests.ledgers.truth import settings

_OFFICE = shutil.which("soffice")
_CALC = _OFFICE and (
    sys.platform == "darwin" or [*Path(_OFFICE).resolve().parent.glob("scalc*")]
)  # it may be there without
_KINDS = frozenset(
    {
        "title", "notes", "reporting-unit", "two-levels", "spaced-headers", "extra-columns", "personal-columns", "hidden-rows", "hidden-sheet",
        "several-sheets", "subtotals", "total", "footer", "vertical-merges", "mixed-dates", "impossible-dates", "error-cells", "duplicates",
        "null-marks", "category-variants", "several-categories", "blank-rows", "signature-day", "full-width-numbers",
    }
)  # fmt: skip


def _converted(book: Book, paths: list[Path], ending: str, folder: Path) -> tuple[Book, list[Path]]:
    """The book with the names its files have after LibreOffice saved them with this ending."""
    out = folder / ending
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run = [_OFFICE or "", profile, "--headless", "--convert-to", ending, "--outdir", str(out), *map(str, paths)]
    subprocess.run(run, check=True, capture_output=True, timeout=120)
    pages = [replace(page, file=f"{Path(page.file).stem}.{ending}") for page in book.pages]
    return replace(book, pages=pages), [out / f"{path.stem}.{ending}" for path in paths]


@pytest.mark.skipif(not _CALC, reason="LibreOffice Calc, which saves the other forms, is not installed")
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_ledger_saved_in_another_form_tells_the_same(ending: str, tmp_path: Path) -> None:
    """24 kinds of mess in one workbook: cases, refusals and counts are those of the truth from .xlsx, and after it became .xls or .ods."""
    speak("en")
    book, paths = save(make_book(30, _KINDS, 11, Period.parse("2026Q3")), tmp_path, "xlsx", "x")
    for told, files in ((book, paths), _converted(book, paths, ending, tmp_path)):
        rows, refused = read_ledgers(files)
        ledger, issues = clean(rows, settings(**told.settings), told.period)
        assert not refused
        assert ledger.counts.used > 20
        assert not faults(told, ledger, issues), f"{told}\n" + "\n".join(faults(told, ledger, issues))
