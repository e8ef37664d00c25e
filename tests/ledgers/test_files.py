"""The same messy ledgers as files of every form that offices have: what is read back is what happened."""

import os
from pathlib import Path
from random import Random

import pytest

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.ledgers import Rows
from reportgen.model.periods import Period
from reportgen.model.sources import Issue
from reportgen.read import read_ledgers
from tests.ledgers.files import FORMS, save
from tests.ledgers.mess import KINDS, Book, make_book
from tests.ledgers.proof import faults
from tests.ledgers.truth import PERIODS, settings

_BOOKS = int(os.environ.get("REPORTGEN_EXAMPLES", "300")) // 30


def _make(form: str, seed: int) -> Book:
    random = Random(f"{form}/{seed}")  # noqa: S311 - a ledger is made, not a secret
    kinds = frozenset(random.sample(KINDS, random.randint(0, 10))) - FORMS[form][2]
    return make_book(random.randint(1, 10), kinds, seed, Period.parse(random.choice(PERIODS)))


@pytest.mark.parametrize("form", FORMS)
def test_a_messy_ledger_is_read_from_files_of_this_form(form: str, tmp_path: Path) -> None:
    """Case by case the truth, or an issue at the row, whatever the form of the file; all files are read by one child."""
    speak("en")
    books = {f"{seed:04d}": save(_make(form, seed), tmp_path, form, f"{seed:04d}") for seed in range(_BOOKS)}
    rows, refused = read_ledgers([path for _, paths in books.values() for path in paths])
    failures = [told for prefix, (book, _) in books.items() if (told := _failure(prefix, book, rows, refused))]
    if failures:
        pytest.fail(f"{len(failures)} of {len(books)} books\n\n" + "\n\n".join(failures[:3]), pytrace=False)


def _failure(prefix: str, book: Book, rows: Rows, refused: tuple[Issue, ...]) -> str:
    """What is wrong with the reading of one book, "" where nothing is."""
    own = Rows(tuple(file for file in rows.files if file.file.startswith(prefix)))
    told = [issue for issue in refused if issue.source and issue.source.file.startswith(prefix)]
    ledger, issues = clean(own, settings(**book.settings), book.period)
    said = [issue for issue in (*told, *issues) if issue.code != "read.encoding-guessed"]
    wrong = faults(book, ledger, said)
    words = "\n".join(f"{issue.level} {issue.code} {issue.source}: {issue.message}" for issue in said)
    return f"{book.period} {sorted(book.kinds)}\n{book}\n" + "\n".join(wrong) + f"\nsaid:\n{words}" if wrong else ""
