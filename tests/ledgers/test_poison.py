"""One character that no document may hold, in one cell of a ledger: that cell is named, every other is read as if it were not there."""

from pathlib import Path

import pytest

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.ledgers import FileRows, Ledger, Rows
from reportgen.model.periods import Period
from reportgen.read import read_ledgers
from tests.ledgers.truth import settings
from tests.read.making import row, text, workbook

_POISON = [chr(number) for number in range(32) if chr(number) not in "\t\n\r"] + ["\ud800", "\udbff", "\udfff"]
_PLACES = [(2, "C"), (4, "D"), (6, "D")]
"""The first, a middle and the last cell that can be printed."""
_HEADER = ("受理编号", "受理日期", "被反映单位", "主要内容")


def _cells(poison: str = "", place: tuple[int, str] = (0, "")) -> list[list[str]]:
    """A ledger of five cases with `&`, `<` and `>` in it, and the poison in the middle of one cell."""
    cases = [[f"G{n}", f"2026-07-0{n}", f"县社保中心第{n}窗口", f"金额<5万 & 排队号>A{n}"] for n in range(1, 6)]
    rows = [list(_HEADER), *cases]
    number, letter = place
    if poison:
        cell = rows[number - 1]["ABCD".index(letter)]
        rows[number - 1]["ABCD".index(letter)] = f"{cell[:2]}{poison}{cell[2:]}"
    return rows


def _xlsx(cells: list[list[str]]) -> bytes:
    def spelled(value: str) -> str:
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return "".join(f"_x{ord(sign):04X}_" if sign in _POISON else sign for sign in value)

    lines = enumerate(cells, 1)
    return workbook(
        *(row(n, *(text(f"{'ABCD'[at]}{n}", spelled(value)) for at, value in enumerate(line))) for n, line in lines)
    )


def _csv(cells: list[list[str]]) -> bytes:
    return "\n".join(",".join(line) for line in cells).encode("utf-8")


def _told(file: FileRows) -> tuple[Ledger, list[str]]:
    ledger, issues = clean(Rows((file,)), settings(), Period.parse("2026Q3"))
    return ledger, [str(issue.source).split()[-1] for issue in issues if issue.code == "ledger.illegal-character"]


@pytest.mark.parametrize(("ending", "write"), [("xlsx", _xlsx), ("csv", _csv)])
def test_a_poisoned_cell_costs_no_other(ending: str, write: object, tmp_path: Path) -> None:
    """Control characters and, where a file can hold them, halves of characters, each in one of three places (THREATS 7)."""
    speak("en")
    assert callable(write)
    poison = [sign for sign in _POISON if ending == "xlsx" or (sign > "\0" and sign < " ")]
    planted = {
        f"{ord(sign):04x}.{ending}": (sign, _PLACES[number % len(_PLACES)]) for number, sign in enumerate(poison)
    }
    for name, (sign, place) in planted.items():
        (tmp_path / name).write_bytes(write(_cells(sign, place)))
    (tmp_path / f"clean.{ending}").write_bytes(write(_cells()))
    rows, refused = read_ledgers([tmp_path / f"clean.{ending}", *(tmp_path / name for name in planted)])
    assert not refused
    (pure, nothing), *others = map(_told, rows.files)
    assert not nothing
    assert pure.cases["text"].tolist() == [f"金额<5万 & 排队号>A{n}" for n in range(1, 6)]
    for (sign, (number, letter)), (ledger, cells) in zip(planted.values(), others, strict=True):
        field = {"C": "unit", "D": "text"}[letter]
        expected = pure.cases[["id", "received", "unit", "text"]].copy()
        expected.loc[number - 2, field] = ""
        assert cells == [f"{letter}{number}"], repr(sign)
        assert ledger.cases[["id", "received", "unit", "text"]].equals(expected), repr(sign)
