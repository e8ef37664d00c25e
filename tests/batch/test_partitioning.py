"""Ledgers that counties share: a county gets its own rows and knows where they stand, whichever way they come to it."""

import random
from array import array
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from reportgen.batch.parts import partitioning
from reportgen.batch.parts.loading import load_parts
from reportgen.batch.parts.partitioning import columns_key, part_ledgers
from reportgen.batch.parts.store import Store, store_folder
from reportgen.clean.county_rows import Region, columns_of, own_rows
from reportgen.model.ledgers import Rows, SheetRows
from reportgen.read import Limits, read_ledgers
from reportgen.settings import Loaded, load_settings
from tests.batch.city import NAMES, SHARED_HEADER, cases, code, county_yaml, run, shared_ledger, states
from tests.full import FULL

_HEADER = SHARED_HEADER.split(",")


def _loaded(folder: Path, ledger: str, number: int = 0, more: str = "") -> Loaded:
    (folder / "city.yaml").write_text("extends: reportgen:base\n", encoding="utf-8")
    text = county_yaml(number) + f"ledger: {{shared: [{ledger}]{more}}}\n"
    (folder / f"c{number}.yaml").write_text(text, encoding="utf-8")
    return load_settings(folder / f"c{number}.yaml")


def _both(folder: Path, loaded: Loaded) -> tuple[Rows, Rows]:
    """The county's rows: cut out of the whole, and by way of the store."""
    whole, issues = read_ledgers(loaded.ledger_files)
    cut, found = own_rows(whole, {file.file for file in whole.files}, loaded.settings)
    with store_folder(folder) as place:
        assert place.stat().st_mode & 0o777 == 0o700
        store = Store.made(place)
        files = {path.resolve(): Limits() for path in loaded.shared_files}
        part_ledgers(files, [columns_key(columns_of(loaded.settings.ledger))], store)
        store.finish()
        assert store.path.stat().st_mode & 0o777 == 0o600
        known = load_parts(store.path, loaded)
        stored, told = read_ledgers(loaded.ledger_files, known=known)
        again, _more = own_rows(stored, {file.file for file in stored.files}, loaded.settings)
    assert not place.exists()
    assert sorted(map(str, (*issues, *found))) == sorted(map(str, told))
    assert [file.sha256 for file in again.files] == [file.sha256 for file in cut.files]
    return cut, stored


def _shown(sheet: SheetRows) -> list[tuple[int, tuple[object, ...]]]:
    assert sheet.numbers is not None
    return [(number, sheet.row(index)) for index, number in enumerate(sheet.numbers)]


def _same(cut: Rows, stored: Rows) -> SheetRows:
    ((one,), (other,)) = ([sheet for file in rows.files for sheet in file.sheets] for rows in (cut, stored))
    assert _shown(one) == _shown(other)
    assert [list(map(type, row)) for _number, row in _shown(one)] == [list(map(type, row)) for _n, row in _shown(other)]
    aside = ("merges", "errors", "misfits", "hidden_rows", "hidden_columns", "first_row", "first_column", "name")
    assert [getattr(one, name) for name in aside] == [getattr(other, name) for name in aside]
    return one


@pytest.mark.parametrize("most", [5, 300])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_county_gets_its_rows_with_their_places(
    tmp_path: Path, number: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name, by code, by the code of a town; also where the header is found in the first rows of a stream."""
    monkeypatch.setattr(partitioning, "HEAD", most)
    text = shared_ledger(
        3, ["x,2026-09-01,,12345热线,某中心,服务态度生硬,无人", "y,2026-09-01,外地县,a,b,c,d,2026-09-02"]
    )
    (tmp_path / "全市台账.csv").write_text(text, encoding="utf-8")
    sheet = _same(*_both(tmp_path, _loaded(tmp_path, "全市台账.csv", number)))
    lines = text.splitlines()
    wanted = [place for place, line in enumerate(lines, 1) if place <= 2 or line.split(",")[0].startswith(f"{number}-")]
    assert sheet.numbers == array("i", wanted)
    width = len(_HEADER)
    for place, row in _shown(sheet)[1:]:
        cells = lines[place - 1].split(",")
        assert [str(cell) for cell in row[:width]] == cells + [""] * (width - len(cells))


def test_workbooks_keep_types_merges_and_marks(tmp_path: Path) -> None:
    """Days, numbers and errors stay what they are; a merged region speaks for all its rows; sheets without a region are said and left out."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["全市台账"])
    sheet.append(_HEADER)
    for place, case in enumerate(cases(0, 8) + cases(1, 8)):
        row: list[object] = [*case[:2], NAMES[place // 8] if place % 4 == 0 else None, *case[2:]]
        row[1] = datetime.fromisoformat(case[1]) if place % 2 else date.fromisoformat(case[1])
        row[0] = place * 1.5
        sheet.append(row)
    for first in (3, 7, 11, 15):
        sheet.merge_cells(start_row=first, end_row=first + 3, start_column=3, end_column=3)
    sheet["G12"] = "#DIV/0!"
    sheet.row_dimensions[13].hidden = True
    book.create_sheet("说明").append(["填报说明"])
    book.save(tmp_path / "全市台账.xlsx")
    loaded = _loaded(tmp_path, "全市台账.xlsx", 1)
    sheet_rows = _same(*_both(tmp_path, loaded))
    _rows, found = own_rows(read_ledgers(loaded.ledger_files)[0], {"全市台账.xlsx"}, loaded.settings)
    assert [(one.code, str(one.source)) for one in found] == [("ledger.shared-sheet-left-out", "全市台账.xlsx [说明]")]
    assert list(sheet_rows.numbers or ()) == [1, 2, *range(11, 19)]
    assert sheet_rows.hidden_rows == frozenset({5})  # row 13, the fifth of these
    assert [(top, bottom) for top, _left, bottom, _right in sheet_rows.merges] == [(3, 6), (7, 10)]


def test_a_report_names_rows_as_people_see_them(tmp_path: Path) -> None:
    """What is wrong with a row of a shared ledger is told at its place in the whole file, and traced to it."""
    lines = shared_ledger(2).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("1-9,"))
    cells = lines[place].split(",")
    cells[1] = "不详日期"
    lines[place] = ",".join(cells)
    (tmp_path / "全市台账.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _loaded(tmp_path, "全市台账.csv", 1)
    ran = run(tmp_path, jobs=1)
    (outcome,) = ran.outcomes
    assert [one["source"] for one in outcome.entry.issues if one["code"] == "ledger.date-unusable"] == [
        f"全市台账.csv [全市台账] B{place + 1}"
    ]
    trace = (tmp_path / "out" / outcome.entry.trace).read_text(encoding="utf-8")
    total = next(line for line in trace.splitlines() if line.startswith('"total":'))
    own = [
        number
        for number, line in enumerate(lines, 1)
        if line.startswith("1-") and "2026-07" <= line.split(",")[1] < "2026-10"
    ]
    named = total.split('"rows": ["')[1].split('"')[0].removeprefix("全市台账.csv [全市台账] ")
    found = [row for part in named.split(",") for row in range(int(part.split("-")[0]), int(part.split("-")[-1]) + 1)]
    assert found == own


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("青岚县", True), (" 青 岚县", True), ("青岚", False), ("江南市青岚县", True), ("990121", True), (990121, True), (990121.0, True),
        ("990121000000", True), ("990121103", True), ("99012", False), ("990122", False), ("9901211030001", False), ("", False), ("９９０１２１", True),
        (None, False), (True, False),
    ],
)  # fmt: skip
def test_what_a_cell_says_of_its_region(said: object, held: bool) -> None:
    """A name with its other spellings, the code and those of places in it; nothing that only resembles them."""
    for own in ("990121", "990121000", "990121000000"):
        assert Region("青岚县", own, ("江南市青岚县",)).holds(said) is held


def test_a_ledger_that_says_no_region_is_refused_once_and_others_go_on(tmp_path: Path) -> None:
    """The reason names the setting; a county that has no row is told so."""
    (tmp_path / "own.csv").write_text("受理日期,问题类别\n2026-07-01,服务态度生硬\n", encoding="utf-8")
    loaded = _loaded(tmp_path, "own.csv", 0)
    whole, _issues = read_ledgers(loaded.ledger_files)
    _rows, found = own_rows(whole, {"own.csv"}, loaded.settings)
    assert [one.code for one in found] == ["ledger.shared-no-region"]
    (tmp_path / "全市台账.csv").write_text(shared_ledger(2), encoding="utf-8")
    loaded = _loaded(tmp_path, "全市台账.csv", 5)
    cut, stored = _both(tmp_path, loaded)
    assert _same(cut, stored).height == 2
    codes = {"c0": ["ledger.shared-no-region"], "c5": ["ledger.shared-no-rows", "ledger.empty"]}
    ran = run(tmp_path, jobs=1)
    assert set(states(ran).values()) == {"refused"}
    for one in ran.outcomes:
        assert sorted(each["code"] or "" for each in one.entry.issues) == sorted(codes[Path(one.entry.config).stem])


def test_counties_of_one_name_are_told_apart_or_refused(tmp_path: Path) -> None:
    """Where rows say the name alone, both are refused; where they say the code, both are built."""
    (tmp_path / "city.yaml").write_text("extends: reportgen:base\nledger: {shared: [全市台账.csv]}\n", encoding="utf-8")
    for number in (0, 1):
        text = county_yaml(number).replace(NAMES[number], "鼓楼区")
        (tmp_path / f"c{number}.yaml").write_text(text, encoding="utf-8")
    text = shared_ledger(2)
    for number in (0, 1):
        text = text.replace(f" {NAMES[number]} ", "鼓楼区").replace(NAMES[number], "鼓楼区")
    (tmp_path / "全市台账.csv").write_text(text, encoding="utf-8")
    ran = run(tmp_path, jobs=1)
    assert states(ran) == {"c0": "refused", "c1": "refused"}
    assert {one.entry.issues[0]["code"] for one in ran.outcomes} == {"batch.region-twice"}
    coded = "\n".join(
        line.replace("鼓楼区", code(int(line[0]))) if line[:1].isdecimal() else line for line in text.splitlines()
    )
    (tmp_path / "全市台账.csv").write_text(coded + "\n", encoding="utf-8")
    assert set(states(run(tmp_path, jobs=1)).values()) <= {"done", "warnings"}


@pytest.mark.parametrize("seed", range(40 if FULL else 6))
def test_any_ledger_is_parted_alike_both_ways(tmp_path: Path, seed: int) -> None:
    """Ragged lines, quotes, blank lines, blank edges: the county's rows are the same cut out of the whole and by way of the store."""
    chance = random.Random(seed)  # noqa: S311 - a seeded one is wanted
    lines = [*["", "全市台账,,,"][: chance.randint(0, 2)], SHARED_HEADER + chance.choice(["", ",", ",备注"])]
    for number, case in [(county, case) for county in (0, 1, 2) for case in cases(county, 9)]:
        region = chance.choice([NAMES[number], code(number), "", "外地县", f"{code(number)}000000"])
        cells = [*case[:2], region, *case[2:]]
        cells[6] = chance.choice([cells[6], '"多行\n内容"', '"有,逗号"', ""])
        lines.append(",".join(cells[: chance.choice([3, len(cells), len(cells), len(cells)])]))
        lines += [""] * chance.choice([0, 0, 0, 1])
    (tmp_path / "全市台账.csv").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    loaded = _loaded(tmp_path, "全市台账.csv", chance.randint(0, 2))
    cut, stored = _both(tmp_path, loaded)
    if cut.files and cut.files[0].sheets:
        _same(cut, stored)


def test_spellings_of_the_county_without_a_shared_ledger_are_said_to_do_nothing(tmp_path: Path) -> None:
    """A setting that does nothing is told."""
    (tmp_path / "全市台账.csv").write_text(shared_ledger(1), encoding="utf-8")
    (tmp_path / "city.yaml").write_text("extends: reportgen:base\n", encoding="utf-8")
    more = "report: {period: 2026Q3}\n"
    text = county_yaml(0, more=more) + "ledger: {files: [全市台账.csv], regions: [江南市青岚县]}\n"
    (tmp_path / "c0.yaml").write_text(text, encoding="utf-8")
    (outcome,) = run(tmp_path, jobs=1).outcomes
    assert "settings.regions-idle" in {one["code"] for one in outcome.entry.issues}
