"""`reportgen trace`: a section chief asks where the figures of a report come from, and gets rows that a plain reader can count."""

import json
import re
import shutil
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineSheet, CalamineWorkbook
from typer.testing import CliRunner, Result

from reportgen.cli import app
from reportgen.messages import speak
from reportgen.settings import load_settings
from reportgen.word import read_memory
from tests.render import surgery

pytestmark = pytest.mark.usefixtures("read_once")
_PROJECT = Path(__file__).resolve().parents[2]
_HANZI = re.compile("[一-鿿]+")
_HOTLINE, _VISITS = "热线与来信台账.xlsx", "明察暗访台账.xlsx"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "100", "SOURCE_DATE_EPOCH": "1791763200"})


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample county with its report of 2026Q3."""
    folder = tmp_path_factory.mktemp("office")
    for name in ("config", "templates", "samples/qinglan"):
        shutil.copytree(_PROJECT / name, folder / name)
    speak("en")
    assert _run("build", folder / "config/qinglan.yaml", "--out", folder / "out").exit_code == 0
    next((folder / "out").glob("*.docx")).rename(folder / "report.docx")
    return folder


@pytest.fixture(scope="module")
def traced(office: Path) -> dict[str, Any]:
    """The whole trace of that report."""
    speak("en")
    done = _run("trace", office / "report.docx", "--config", office / "config/qinglan.yaml", "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def moved(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the office after a clerk put one case of the quarter under another category."""
    book = openpyxl.load_workbook(office / "samples/qinglan" / _HOTLINE)
    book["2026年"].cell(192, 9).value = "工作纪律松懈"
    ledger = tmp_path_factory.mktemp("moved") / _HOTLINE
    book.save(ledger)
    return ledger


@pytest.fixture
def changed(office: Path, moved: Path, tmp_path: Path) -> Path:
    """The office with that ledger."""
    shutil.copytree(office, tmp_path / "later")
    shutil.copyfile(moved, tmp_path / "later/samples/qinglan" / _HOTLINE)
    return tmp_path / "later"


@cache
def _plain_rows(office: Path, file: str) -> dict[str, list[list[str]]]:
    """The sheets of a ledger as texts, by openpyxl alone; row n at place n - 1."""
    book = openpyxl.load_workbook(office / "samples/qinglan" / file, read_only=True)
    return {
        sheet.title: [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    }


def _sheets(path: Path) -> list[CalamineSheet]:
    """The sheets of a workbook by another parser than wrote it."""
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name) for name in book.sheet_names]


def _numbers(spelled: str) -> list[int]:
    """5-9,12 -> 5, 6, 7, 8, 9, 12."""
    spans = [span.split("-") for span in spelled.split(",")]
    return [row for span in spans for row in range(int(span[0]), int(span[-1]) + 1)]


def test_every_figure_of_the_report_is_traced(office: Path, traced: dict[str, Any]) -> None:
    """Each bookmark and each value of a chart is a place; all agree; each figure has a formula and rows."""
    memory = read_memory((office / "report.docx").read_bytes())
    assert memory is not None
    marks = [mark.figure for mark in memory.marks.values() if mark.figure]
    plotted = [point.figure for chart in memory.charts.values() for point in chart.points]
    assert sorted(place["figure"] for place in traced["places"]) == sorted(marks + plotted)
    assert all(place["same"] and place["printed"] == place["expected"] for place in traced["places"])
    assert (traced["stale"], traced["differing"], traced["lost"], traced["reworded"]) == (False, [], [], {})
    assert set(traced["ledgers"].values()) == {"same"}
    assert all(figure["formula"] and figure["rows"] for figure in traced["figures"].values())
    assert all(place["printed"] in place["sentence"] for place in traced["places"] if place["block"].startswith("lead"))


def test_the_places_are_in_reading_order_with_their_headings(traced: dict[str, Any]) -> None:
    """Numbered headings lead to text, captions and heads of columns to cells."""
    places = traced["places"]
    first = next(place for place in places if place["block"] == "problems/attitude/summary")
    assert first["path"] == ["一、存在的突出问题", "（一）服务态度生硬"]
    assert first["sentence"].startswith("这是本季度问题最多的一类，共52件，占登记总数的38.0%")
    cell = next(place for place in places if place["column"] == "占比")
    assert cell["path"] == ["一、存在的突出问题", "表1　2026年第三季度各类问题件数及变化"]
    assert cell["sentence"].startswith("服务态度生硬 | 52 | 38.0% |")
    assert places[-1]["path"][0] == "附件1 各单位件数统计表"
    assert [place["number"] for place in places] == list(range(1, len(places) + 1))


def test_the_rows_counted_by_a_plain_reader_give_every_count_and_share(office: Path, traced: dict[str, Any]) -> None:
    """Numerators and denominators are the numbers of rows named; each row is there and has the case number told of it."""
    ledgers = {name: _plain_rows(office, name) for name in (_HOTLINE, _VISITS)}
    figures, seen = traced["figures"], 0
    for figure in figures.values():
        counted = {}
        for behind in figure["rows"]:
            rows = [
                (sheet["file"], sheet["sheet"], row, id)
                for sheet in behind["sheets"]
                for row, id in zip(_numbers(sheet["rows"]), sheet["ids"], strict=True)
            ]
            cells = [(ledgers[file][sheet][row - 1], id) for file, sheet, row, id in rows]
            assert [one for one, id in cells if not any(one) or (id and id not in one)] == []
            assert sum(not id for _, id in cells) <= 1 + len(cells) // 100  # a case or two of the sample have no number
            assert len(set(rows)) == len(rows) == behind["count"]
            counted[behind["role"]] = len(rows)
        if figure["kind"] == "count" and not figure["formula"].startswith("number of different"):
            assert figure["value"] == counted["counted"]
            seen += 1
        elif figure["kind"] in ("share", "rate"):
            share = Decimal(100 * counted["part"]) / counted["whole"]
            printed = f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
            assert figure["text"] in (printed, "—")
            assert figure["sum"] == f"{counted['part']} ÷ {counted['whole']}"
            seen += 1
        elif figure["kind"] == "difference":
            assert figure["value"] == counted["now"] - counted["then"]
            seen += 1
    assert seen > 100


def test_the_rows_of_a_channel_are_those_that_name_it(office: Path, traced: dict[str, Any]) -> None:
    """A plain reader finds 12345 in the channel of each row behind the hotline's count."""
    (behind,) = traced["figures"]["channel.12345热线"]["rows"]
    plain = _plain_rows(office, _HOTLINE)
    for sheet in behind["sheets"]:
        assert sheet["file"] == _HOTLINE
        head = next(row for row in plain[sheet["sheet"]] if "来源" in row)
        told = [plain[sheet["sheet"]][row - 1][head.index("来源")] for row in _numbers(sheet["rows"])]
        assert all("12345" in one or "热线" in one for one in told)


def test_formulas_are_told_in_words_and_numbers(traced: dict[str, Any]) -> None:
    """A count, a share, a change, a difference of shares, a rank, a median, a number of members, one of several categories."""
    figures = traced["figures"]
    assert figures["category.attitude"]["formula"] == "count (件) of: third quarter of 2026, category=服务态度生硬"
    assert figures["category.attitude.share"]["formula"] == (
        "count (件) of: third quarter of 2026, category=服务态度生硬 ÷ 登记总数 of the same period"
    )
    assert figures["total.qoq"]["formula"] == (
        "(this period − previous period) ÷ previous period; this period: count (件) of: third quarter of 2026; "
        "previous period: count (件) of: second quarter of 2026"
    )
    assert figures["total.qoq"]["sum"] == "(137 − 122) ÷ 122"
    assert "same period of last year" in figures["total.yoy.difference"]["formula"]
    assert figures["rate.on_time.qoq"]["sum"] == "118 ÷ 137 − 117 ÷ 122"
    assert figures["unit.1.rank"]["formula"].startswith("place among all unit by count (件) of: third quarter of 2026;")
    assert figures["days.median"]["formula"].startswith("median handling time in days of: third quarter of 2026")
    assert figures["unit.distinct"]["formula"] == "number of different unit in: third quarter of 2026"
    assert "服务态度生硬 or 履职责任不强 or 政策执行不力" in figures["top"]["formula"]


def _trace(office: Path, *arguments: str | Path) -> Result:
    speak("en")
    return _run("trace", office / "report.docx", *arguments, "--config", office / "config/qinglan.yaml")


@pytest.mark.parametrize(
    "wanted",
    ["category.attitude.share", "服务态度生硬: share", "38.0%", "共52件，占登记总数的38.0%"],
)
def test_a_figure_is_found_by_id_name_number_and_words(office: Path, wanted: str) -> None:
    """Its places, formula, numbers and rows are shown."""
    done = _trace(office, wanted)
    assert done.exit_code == 0
    assert "52 ÷ 137 = 38.0%" in done.stdout
    assert "一、存在的突出问题 › （一）服务态度生硬" in done.stdout
    assert "  denominator 137: " in done.stdout
    assert "GD202607-0188" in done.stdout


def test_a_figure_is_called_as_its_reader_speaks(office: Path) -> None:
    """In Chinese by its Chinese name, in English by its English name, however the report is written."""
    for language, name in (("zh", "服务态度生硬占比"), ("en", "服务态度生硬: share")):
        speak(language)
        done = _run("trace", office / "report.docx", name, "--json", "--config", office / "config/qinglan.yaml")
        assert json.loads(done.stdout)["figures"]["category.attitude.share"]["label"] == name


def _names(office: Path) -> set[str]:
    """What the configuration and the ledgers call things."""
    settings = load_settings(office / "config/qinglan.yaml").settings
    wording, categories = settings.wording, settings.taxonomy.categories.values()
    names = {wording.of, wording.case, _HOTLINE, _VISITS, *(one.name for one in categories)}
    names |= {aspect.phrase for one in categories for aspect in one.aspects.values()}
    names |= {figure.label for figure in settings.figures.values() if figure.label}
    names |= {*settings.ledger.vocabulary.handling, *settings.ledger.vocabulary.channel}
    for file in (_HOTLINE, _VISITS):
        for sheet, rows in _plain_rows(office, file).items():
            names |= {sheet, *(cell for row in rows for cell in row)}
    return names


def _without(text: str, *names: set[str]) -> str:
    """The text without these Chinese names, set by set, the longest first, however its lines are broken."""
    text = re.sub(r"\s", "", text)
    for some in names:
        for name in sorted(filter(_HANZI.search, some), key=len, reverse=True):
            text = text.replace(re.sub(r"\s", "", name), "")
    return text


def test_an_english_trace_of_a_chinese_report_is_english(office: Path, tmp_path: Path) -> None:
    """No Chinese on the screen, for machines or in the check list but names of the configuration and ledgers, and the report's text."""
    names = _names(office)
    found = json.loads(_trace(office, "--json").stdout)
    for figure in found["figures"].values():
        said = [figure["label"], figure["formula"], figure["sum"], *(behind["role"] for behind in figure["rows"])]
        assert not _HANZI.findall(_without("\n".join(said), names)), said
    report = {
        text
        for place in found["places"]
        for text in (place["sentence"], *place["path"], place["column"], place["printed"])
    }
    for flags in (["category.attitude.share"], ["days.class.1.share"], []):
        assert not _HANZI.findall(_without(_trace(office, *flags).stdout, {_HOTLINE, _VISITS}, report, names)), flags
    _trace(office, "--xlsx", tmp_path / "check.xlsx")
    figures, claims, rows = (sheet.to_python() for sheet in _sheets(tmp_path / "check.xlsx"))
    head = next(index for index, line in enumerate(figures) if line[0] == "No.")
    own = [cell for line in figures[: head + 1] for cell in line]
    own += [cell for line in figures[head + 1 :] for cell in (*line[4:6], line[7])]
    own += [cell for line in claims for cell in (line[4], *line[6:])]
    own += [*rows[0], *(cell for row in rows[1:] for cell in row[1:3])]
    own += [sheet.name for sheet in _sheets(tmp_path / "check.xlsx")]
    assert not _HANZI.findall(_without("\n".join(map(str, dict.fromkeys(own))), names))


def test_the_file_beside_a_report_is_in_the_language_of_the_report(office: Path) -> None:
    """Whatever the process speaks: it was built by one that speaks English."""
    (sidecar,) = (office / "out").glob("*.trace.json")
    figures = json.loads(sidecar.read_text("utf-8"))["figures"]
    assert figures["category.attitude.share"]["label"] == "服务态度生硬占比"
    assert [figures[id]["unit"] for id in ("days.median", "unit.distinct")] == ["天", "个"]


def test_a_number_is_not_found_within_a_longer_one(office: Path) -> None:
    """13 is 13, not a part of 137 or 13.9%."""
    found = json.loads(_trace(office, "13", "--json").stdout)
    assert {place["printed"] for place in found["places"]} == {"13"}


def test_what_is_not_there_is_said_with_what_is_near(office: Path) -> None:
    """Exit code 1, on the screen and for machines."""
    done = _trace(office, "category.atitude.share")
    assert done.exit_code == 1
    assert "category.attitude.share" in done.stderr
    found = json.loads(_trace(office, "nothing like it", "--json").stdout)
    assert [one["code"] for one in found["issues"]] == ["trace.not-found"]


def test_without_a_configuration_the_memory_tells_what_it_can(office: Path) -> None:
    """Numbers and sentences; how to learn more."""
    speak("en")
    done = _run("trace", office / "report.docx")
    assert done.exit_code == 0
    assert "    137       合计·件数" in done.stdout.splitlines()
    assert "Give --config" in done.stdout
    assert json.loads(_run("trace", office / "report.docx", "--json").stdout)["recomputed"] is False


def test_a_changed_ledger_is_said_and_the_figures_that_differ_are_named(changed: Path) -> None:
    """One row goes from one category to another: their counts and shares differ, the total does not."""
    done = _trace(changed)
    assert done.exit_code == 1
    assert f"The ledger {_HOTLINE} has been changed since the report was made." in done.stdout.replace("\n  ", " ")
    found = json.loads(_trace(changed, "--json").stdout)
    assert found["ledgers"] == {_HOTLINE: "changed", _VISITS: "same"}
    assert found["stale"]
    assert {"category.attitude", "category.attitude.share", "category.discipline"} <= set(found["differing"])
    assert "total" not in found["differing"]
    place = next(one for one in found["places"] if one["figure"] == "category.attitude")
    assert (place["printed"], place["expected"], place["same"]) == ("52", "51", False)


def test_a_row_of_another_unit_is_said_where_its_numbers_are_the_same(office: Path, tmp_path: Path) -> None:
    """Two units change places: the numbers of the ranking stay, the words do not."""
    other = {"县社保中心": "县医保服务大厅", "县医保服务大厅": "县社保中心"}
    shutil.copytree(office, tmp_path / "later")
    for name in (_HOTLINE, _VISITS):
        path = tmp_path / "later/samples/qinglan" / name
        book = openpyxl.load_workbook(path)
        for cell in (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row):
            if cell.value in other:
                cell.value = other[cell.value]
        book.save(path)
    found = json.loads(_trace(tmp_path / "later", "--json").stdout)
    assert "table/units" in found["reworded"]


def test_missing_ledgers_are_said_and_the_others_reckoned_with(changed: Path) -> None:
    """One missing: its cases are missing; all missing: nothing is reckoned."""
    (changed / "samples/qinglan" / _VISITS).unlink()
    found = json.loads(_trace(changed, "total", "--json").stdout)
    assert found["ledgers"] == {_HOTLINE: "changed", _VISITS: "missing"}
    assert found["figures"]["total"]["value"] == 104
    (changed / "samples/qinglan" / _HOTLINE).unlink()
    done = _trace(changed, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["recomputed"] is False


def test_changed_settings_are_said(office: Path, tmp_path: Path) -> None:
    """A figure is as it was: exit code 0, but the reader knows."""
    shutil.copytree(office, tmp_path / "later")
    config = tmp_path / "later/config/qinglan.yaml"
    config.write_text(
        config.read_text("utf-8").replace("period: 2026Q3", "period: 2026Q3\n  length_limit: 4999"), "utf-8"
    )
    done = _trace(tmp_path / "later")
    assert "The settings have been changed" in done.stdout
    assert done.exit_code == 0


def test_a_figure_edited_by_hand_differs(office: Path, tmp_path: Path) -> None:
    """The trace tells what stands in the text now, and what should."""
    from docx import Document  # noqa: PLC0415 - only this test edits

    document = Document(str(office / "report.docx"))
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if run.text == "137")
    run.text = "138"
    document.save(str(tmp_path / "edited.docx"))
    speak("en")
    done = _run("trace", tmp_path / "edited.docx", "138", "--config", office / "config/qinglan.yaml")
    assert done.exit_code == 1
    assert "differs: it should be 137" in done.stdout


def test_a_document_without_memory_is_refused(office: Path, tmp_path: Path) -> None:
    """A plain message and exit code 1."""
    from docx import Document  # noqa: PLC0415 - only this test writes one

    Document().save(str(tmp_path / "letter.docx"))
    speak("en")
    done = _run("trace", tmp_path / "letter.docx", "--config", office / "config/qinglan.yaml")
    assert done.exit_code == 1
    assert "does not remember how it was made" in done.stderr
    (tmp_path / "no.docx").write_bytes(b"no zip")
    assert _run("trace", tmp_path / "no.docx").exit_code == 1


@pytest.mark.parametrize("broken", ['period="2026Q9"', 'day="soon"'])
def test_a_memory_that_makes_no_sense_is_refused(office: Path, tmp_path: Path, broken: str) -> None:
    """A period or a day that is none: a plain message and exit code 1, with the configuration or without."""
    name = broken.partition("=")[0]
    parts = surgery.parts_of((office / "report.docx").read_bytes())
    (memory,) = [part for part, data in parts.items() if b"reportgen" in data and b" digest=" in data]
    spoiled = re.sub(rf' {name}="[^"]*"', f" {broken}", parts[memory].decode(), count=1)
    path = tmp_path / "report.docx"
    path.write_bytes(surgery.edited((office / "report.docx").read_bytes(), memory, (parts[memory].decode(), spoiled)))
    for more in ([], ["--config", office / "config/qinglan.yaml"]):
        speak("en")
        done = _run("trace", path, *more)
        assert (done.exit_code, done.exception.__class__) == (1, SystemExit)
        assert "no longer knows of which period and day it is" in done.stderr
        told = json.loads(_run("trace", path, *more, "--json").stdout)["issues"]
        assert [(one["code"], one["source"]) for one in told] == [("document.memory-broken", "report.docx")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.docx"], "cannot be read"),
        (["report.docx", "--xlsx", "a.xlsx"], "give --config"),
        (["report.docx", "--ledger", "samples/qinglan/" + _HOTLINE], "give --config"),
        (["report.docx", "--config", "config/qinglan.yaml", "--xlsx", "a.csv"], "ends in .xlsx"),
        (["report.docx", "--config", "config/qinglan.yaml", "--xlsx", "samples/qinglan/" + _HOTLINE], "is read from"),
    ],
)
def test_wrong_usage_is_refused(office: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str) -> None:
    """Exit code 2, and nothing is written."""
    monkeypatch.chdir(office)
    speak("en")
    before = set(office.rglob("*"))
    done = _run("trace", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert set(office.rglob("*")) == before


def test_the_check_list(office: Path, traced: dict[str, Any], tmp_path: Path) -> None:
    """A line for each place in reading order, empty where it is ticked; every row of each figure; the same bytes again."""
    for name in ("one.xlsx", "two.xlsx"):
        assert _trace(office, "--xlsx", tmp_path / name).exit_code == 0
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    figures, _claims, rows = (sheet.to_python() for sheet in _sheets(tmp_path / "one.xlsx"))
    listed = figures[next(index for index, line in enumerate(figures) if line[0] == "No.") + 1 :]
    assert [line[3] for line in listed] == [place["printed"] for place in traced["places"]]
    assert all(line[7] == "same" and line[8] == "" for line in listed)
    assert listed[0][5] == "count (件) of: third quarter of 2026"
    firsts = {place["figure"]: place["number"] for place in reversed(traced["places"])}
    counted = sum(behind["count"] for id in firsts for behind in traced["figures"][id]["rows"])
    assert len(rows) - 1 == counted
    assert sum(row[0] == firsts["category.attitude.share"] and row[2] == "numerator" for row in rows[1:]) == 52
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not [part for part in parts if b"<f" in part.replace(b"<fonts", b"") or b"hyperlink" in part]


def _check_list(office: Path, folder: Path, extra: str = "") -> Path:
    """The check list of a county whose configuration says `extra` too."""
    config = office / "config/extra.yaml"
    config.write_text(f"extends: qinglan.yaml\n{extra}", encoding="utf-8")
    speak("en")
    done = _run("trace", office / "report.docx", "--config", config, "--xlsx", folder / "check.xlsx")
    assert (folder / "check.xlsx").is_file(), done.output
    return folder / "check.xlsx"


def test_every_sheet_of_the_check_list_has_a_filter_and_a_head_that_stays(office: Path, tmp_path: Path) -> None:
    """The filter begins at the head and covers every line; the head is the row above the first that scrolls."""
    for sheet in openpyxl.load_workbook(_check_list(office, tmp_path)).worksheets:
        first, last = sheet.auto_filter.ref.split(":")
        head = int(re.sub(r"\D", "", first))
        assert sheet.freeze_panes == f"A{head + 1}"
        assert sheet.cell(head, 1).value == "No."
        assert int(re.sub(r"\D", "", last)) == sheet.max_row
        assert openpyxl.utils.column_index_from_string(re.sub(r"\d", "", last)) == len(
            [cell for cell in sheet[head] if cell.value]
        )


def test_claims_in_words_stand_with_the_figures_they_rest_on(office: Path, tmp_path: Path) -> None:
    """Each claim of the report's text, and the value of every figure under it, as the report itself prints them elsewhere."""
    claims = _sheets(_check_list(office, tmp_path))[1].to_python()[3:]
    told: dict[tuple[Any, ...], list[str]] = {}
    for number, _place, sentence, claim, same, checked, _name, value in claims:
        assert (same, checked) == ("same", "")
        assert f"【{claim}】" in sentence
        told.setdefault((number, claim), []).append(value)
    assert [(claim, values) for (_number, claim), values in told.items()] == [
        ("已连续三个季度上升", ["52件", "45件", "38件", "33件"]),
        ("在近八个季度中首次", ["7件", "0件"]),
        ("已连续三个季度上升", ["52件", "45件", "38件", "33件"]),
        ("第二位", ["52件", "28件", "27件", "21件", "6件"]),
        ("第三位", ["52件", "28件", "27件", "21件", "6件"]),
        ("已连续四个季度下降", ["6件", "8件", "9件", "11件", "18件"]),
        ("已连续三个季度上升", ["52件", "45件", "38件", "33件"]),
    ]


@pytest.mark.parametrize(
    ("extra", "day", "units"),
    [
        ("", r"(?:early|mid|late) month \d+ of 202\d|month \d+ of 202\d", True),
        ("report: {disclosure: internal}\n", r"202\d-\d\d-\d\d|month \d+ of 202\d", True),
        ("report: {disclosure: public}\n", r"(?:early|mid|late) month \d+ of 202\d|month \d+ of 202\d", False),
        ("report: {name_units: false}\n", r"(?:early|mid|late) month \d+ of 202\d|month \d+ of 202\d", False),
    ],
)
def test_rows_have_unit_category_and_day_as_the_report_may_tell_them(
    office: Path, tmp_path: Path, extra: str, day: str, units: bool
) -> None:
    """Days as exact as in the report's text, units only where it may name them; all three are those of the ledger's row."""
    lines = _sheets(_check_list(office, tmp_path, extra))[2].to_python()[1:]
    plain = _plain_rows(office, _HOTLINE)["2026年"]
    heads = next(row for row in plain if "问题类别" in row or "类别" in row)
    assert lines
    assert all(re.fullmatch(day, line[9]) for line in lines if line[9])
    assert any(line[7] for line in lines) == units
    names = {one.name for one in load_settings(office / "config/qinglan.yaml").settings.taxonomy.categories.values()}
    assert {line[8] for line in lines} <= names
    column = next(index for index, head in enumerate(heads) if "时间" in head or "日期" in head)
    exact = [one for one in lines if one[3:5] == [_HOTLINE, "2026年"] and re.fullmatch(r"202\d-\d\d-\d\d", one[9])]
    for line in exact[:200]:
        parted = re.sub(r"(\d{4})(\d\d)(\d\d)", r"\1-\2-\3", plain[int(line[5]) - 1][column])
        told = list(map(int, re.findall(r"\d+", parted)))
        assert any(told[at : at + 2] == [*map(int, line[9].split("-")[1:])] for at in range(len(told))), told
    assert bool(exact) == ("internal" in extra)


def test_nothing_personal_leaves_the_ledgers(office: Path, tmp_path: Path) -> None:
    """No name and no number of a person in any ledger is on the screen, in the JSON or in the check list."""
    secret = set()
    for file in (_HOTLINE, _VISITS):
        for lines in _plain_rows(office, file).values():
            head = next(line for line in lines if "被反映人" in line or "反映人" in line or "责任人" in line)
            columns = [head.index(name) for name in ("反映人", "联系电话", "被反映人", "责任人") if name in head]
            secret |= {line[column].strip() for line in lines[lines.index(head) + 1 :] for column in columns}
    secret = {one for one in secret if len(one) > 1}
    assert len(secret) > 100
    printed = _trace(office, "--xlsx", tmp_path / "a.xlsx").output + _trace(office, "--json").output
    cells = {str(cell) for sheet in _sheets(tmp_path / "a.xlsx") for row in sheet.to_python() for cell in row}
    printed = "\n".join({*cells, *(line.strip() for line in printed.splitlines())})
    assert [one for one in secret if one in printed] == []
