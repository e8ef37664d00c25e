"""Long case numbers come out to the last digit, or not at all: a thousand valid identity numbers in every way a ledger holds them."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.ledgers import Ledger
from reportgen.model.periods import Period
from reportgen.model.sources import Issue
from reportgen.read import read_ledgers
from tests.ledgers.truth import settings
from tests.read.making import cell, package, parts, row, text, worksheet

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECKS = "10X98765432"


def _number(random: Random) -> str:
    """A valid identity number of a region that does not exist."""
    born = date(1950, 1, 1) + timedelta(days=random.randrange(20_000))
    head = f"99{random.randrange(10_000):04d}{born:%Y%m%d}{random.randrange(1000):03d}"
    return head + _CHECKS[sum(int(digit) * weight for digit, weight in zip(head, _WEIGHTS, strict=True)) % 11]


_RANDOM = Random(20)  # noqa: S311 - numbers are made, not secrets
NUMBERS = list({_number(_RANDOM): None for _ in range(1100)})[:1000]
_DIGITS = [number for number in NUMBERS if number.isdigit()]


def _wide(number: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in number)


KINDS: dict[str, tuple[list[str], Callable[[str], str], bool]] = {
    "text": (NUMBERS, str, True),
    "X": ([number for number in NUMBERS if number.endswith("X")], str, True),
    "small x": ([number for number in NUMBERS if number.endswith("X")], str.lower, True),
    "full width": (NUMBERS, _wide, True),
    "scientific": (_DIGITS, lambda number: f"{int(number):.5E}", False),
    "number": (_DIGITS, str, False),
}
"""By kind: the numbers, how they are written, and whether they can be believed."""


def _xlsx(kind: str, path: Path) -> None:
    numbers, write, _ = KINDS[kind]
    rows = [row(1, text("A1", "受理编号"), text("B1", "受理日期"), text("C1", "主要内容"))]
    for place, number in enumerate(numbers, 2):
        first = cell(f"A{place}", write(number)) if kind == "number" else text(f"A{place}", write(number))
        rows.append(row(place, first, text(f"B{place}", "2026-07-01"), text(f"C{place}", f"第{place}行")))
    path.write_bytes(package(parts(worksheet(*rows))))


def _csv(kind: str, path: Path) -> None:
    numbers, write, _ = KINDS[kind]
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = [(write(number), "2026-07-01", f"第{place}行") for place, number in enumerate(numbers, 2)]
        csv.writer(file).writerows([("受理编号", "受理日期", "主要内容"), *lines])


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", KINDS)
def test_long_numbers_are_kept_to_the_digit_or_refused_by_cell(kind: str, ending: str, tmp_path: Path) -> None:
    """Texts come out as they are written; what a spreadsheet has rounded is refused at its address, the case is kept; none is altered."""
    path = tmp_path / f"台账.{ending}"
    (_xlsx if ending == "xlsx" else _csv)(kind, path)
    numbers, write, believed = KINDS[kind]
    if ending == "csv" and kind == "number":
        believed = True  # all digits stand in the file
    ledger, issues = _cleaned(path)
    assert ledger.counts.used == ledger.counts.read == len(numbers)
    assert ledger.cases["id"].tolist() == ([write(number) for number in numbers] if believed else [""] * len(numbers))
    assert _refused(issues) == ([] if believed else [f"A{place}" for place in range(2, len(numbers) + 2)])


def _cleaned(path: Path) -> tuple[Ledger, tuple[Issue, ...]]:
    speak("en")
    rows, refused = read_ledgers([path])
    assert not refused
    return clean(rows, settings(), Period.parse("2026Q3"))


def _refused(issues: tuple[Issue, ...]) -> list[str]:
    """The cells of which is said that their number cannot be believed."""
    told = [issue for issue in issues if issue.code.startswith("ledger.long-number")]
    return [str(place).split()[-1] for issue in told for place in issue.places or (issue.source,)]
