"""`reportgen inspect`: a clerk asks what is wrong with a ledger, and gets a screen, JSON and a marked copy."""

import json
import os
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path
from textwrap import dedent
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from reportgen.cli import app
from reportgen.messages import speak

_PROJECT = Path(__file__).resolve().parents[2]
_DATA = _PROJECT / ".." / "shared" / "data"
_REAL = pytest.mark.skipif(not _DATA.is_dir(), reason="the folder ../shared/data with the real ledgers is not here")
_CONFIG = """\
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县某办}
"""
_HEADER = ["工单编号", "受理日期", "来源", "被反映单位", "问题类别", "主要内容"]
_ROWS = [
    ["1", "2026-07-03", "12345热线", "县医保服务大厅", "服务态度生硬", "窗口人员不耐烦"],
    ["2", "2026-08-03", "来信来访", "县社保中心", "工作纪律松懈", "窗口上班时间无人在岗"],
    ["3", "2026-04-03", "来信来访", "县社保中心", "服务态度生硬", "窗口人员语气生硬"],
    ["3", "2026-04-03", "来信来访", "县社保中心", "服务态度生硬", "窗口人员语气生硬"],
    ["4", "下旬某日", "来信来访", "县社保中心", "停车难", "门前车位不够"],
]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county's folder: one ledger, a configuration that names it, and the same with a period."""
    _write_book(tmp_path / "台账.xlsx", {"一季度": [_HEADER, *_ROWS]})
    (tmp_path / "county.yaml").write_text(f"{_CONFIG}ledger: {{files: [台账.xlsx]}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    speak("en")
    return tmp_path


def _write_book(path: Path, sheets: dict[str, list[list[str]]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)


def _inspect(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["inspect", *map(str, arguments)], env={"COLUMNS": "100"})


def _json(*arguments: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_inspect(*arguments, "--json").stdout)
    return found


def test_the_screen_of_a_ledger(office: Path) -> None:
    """Rows with their equation, header and columns, days and quarters, categories, findings worst first."""
    done = _inspect("台账.xlsx")
    assert done.exit_code == 0
    expected = """\
        台账.xlsx
          [一季度] Rows read 5 = used 3 + rejected 1 + duplicates 1
            Header            row 1
            Columns used      case number ← 工单编号 (column A), day received ← 受理日期 (column B),
                              channel ← 来源 (column C), unit complained of ← 被反映单位 (column D),
                              category ← 问题类别 (column E), content ← 主要内容 (column F)
            Days              2026-04-03 to 2026-08-03
            Quarters          2026Q2 1, 2026Q3 2
        Categories        服务态度生硬 2, 工作纪律松懈 1

        Findings: Warning 1, Note 1
        Warning  This is no date; the row is not counted.
                 台账.xlsx [一季度] B6
                 → Correct the cell in the ledger and build again.
        Note  This row repeats a case counted already; it is left out.
              台账.xlsx [一季度] A5

        With --yaml county.yaml a first configuration is written from what was found.
        """
    assert done.stdout == dedent(expected)


def test_the_screen_with_a_period(office: Path) -> None:
    """Cases of other periods are a fifth number of the equation, and their quarters stand in brackets."""
    (office / "county.yaml").write_text(f"{_CONFIG}report: {{period: 2026Q3}}\n", encoding="utf-8")
    lines = _inspect("台账.xlsx", "--config", "county.yaml").stdout.splitlines()
    assert lines[0] == "Reporting period 2026Q3; numbers in brackets are of other periods."
    assert lines[2] == "  [一季度] Rows read 5 = used 2 + rejected 1 + duplicates 1 + other periods 1"
    assert "    Quarters          2026Q2 (1), 2026Q3 2" in lines
    assert "Categories        服务态度生硬 1, 工作纪律松懈 1" in lines


def test_a_period_on_the_command_line(office: Path) -> None:
    """It goes before that of the configuration, and lends its year to days without one; a wrong one is wrong usage."""
    (office / "county.yaml").write_text(f"{_CONFIG}report: {{period: 2026Q2}}\n", encoding="utf-8")
    (office / "天数.csv").write_text("受理日期,被反映单位,主要内容\n7月3日,甲局,某事\n", encoding="utf-8")
    for arguments in (["--config", "county.yaml"], []):
        screen = _inspect("台账.xlsx", *arguments, "--period", "2026Q3").stdout
        assert "used 2 + rejected 1 + duplicates 1 + other periods 1" in screen
    assert "used 1 + rejected 0" in _inspect("天数.csv", "--period", "2026Q3").stdout
    assert "used 0 + rejected 1" in _inspect("天数.csv").stdout
    done = _inspect("台账.xlsx", "--period", "2026Q5")
    assert done.exit_code == 2
    assert "is no period" in done.stderr


def test_several_categories_of_a_cell_are_told_apart(office: Path) -> None:
    """Without a configuration too, where each of them is a whole cell elsewhere; else the cell is told as it is."""
    rows = ["甲类、乙类", "甲类", "乙类", "丙、丁类"]
    lines = "".join(f"2026-07-0{day},甲局,事{day},{kind}\n" for day, kind in enumerate(rows, 1))
    (office / "几类.csv").write_text(f"受理日期,被反映单位,主要内容,问题类别\n{lines}", encoding="utf-8")
    assert "Categories        乙类 2, 甲类 2, 丙、丁类 1" in _inspect("几类.csv").stdout


def test_the_ledgers_of_the_configuration_are_taken_where_none_is_named(office: Path) -> None:
    """As for `build`; its taxonomy judges the categories."""
    done = _inspect("--config", "county.yaml")
    assert done.exit_code == 0
    assert "[一季度] Rows read 5 = used 3" in done.stdout


def test_words_that_are_counted_as_another_category_are_listed(office: Path) -> None:
    """What an alias decided is seen, of the base as of the county: the words, the category, in how many cases; names as they are do not count."""
    rows = [
        "服务态度",
        "态度生硬",
        "服务态度",
        "服务态度生硬",
        "脸难看",
        "履职责任不强、服务态度",
        "履职责任不强、服务态度生硬",
    ]
    lines = "".join(f"2026-07-0{day},甲局,事{day},{kind}\n" for day, kind in enumerate(rows, 1))
    (office / "叫法.csv").write_text(f"受理日期,被反映单位,主要内容,问题类别\n{lines}", encoding="utf-8")
    own = "taxonomy: {categories: {attitude: {aliases: [服务态度, 脸难看]}}}\n"
    (office / "county.yaml").write_text(_CONFIG + own, encoding="utf-8")
    shown = " ".join(_inspect("叫法.csv", "--config", "county.yaml").stdout.split())
    assert (
        "Counted as 服务态度 → 服务态度生硬 2, 履职责任不强、服务态度 → 服务态度生硬, 履职责任不强 1, 脸难看 → 服务态度生硬 1 Findings"
        in shown
    )
    found = _json("叫法.csv", "--config", "county.yaml")["counted_as"]
    assert {"text": "脸难看", "categories": ["服务态度生硬"], "cases": 1} in found
    assert "Counted as" not in _inspect("叫法.csv").stdout


def test_it_speaks_chinese_and_writes_no_colour_where_no_terminal_is(office: Path) -> None:
    """The language of the user by default, the same words without escape sequences in a file."""
    environment = {key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL", "LC_MESSAGES")}
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", "inspect", "台账.xlsx"],
        cwd=office, env={**environment, "PYTHONUTF8": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "读取 5 行 = 采用 3 + 剔除 1 + 重复 1" in done.stdout
    assert "\x1b" not in done.stdout


def test_nothing_that_only_reports_need_is_imported(office: Path) -> None:
    """Charts, Word and templates take longer to load than a ledger to check; openpyxl only where a copy is asked for."""
    code = """if True:
        import sys
        from typer.testing import CliRunner
        from reportgen.cli import app
        done = CliRunner().invoke(app, ["inspect", "台账.xlsx"])
        assert done.exit_code == 0, done.output
        print(sorted({"matplotlib", "docx", "docxtpl", "jinja2", "openpyxl"} & set(sys.modules)))
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=office, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_result_for_machines_has_the_promised_shape(office: Path) -> None:
    """Files, their sheets with header, columns, rows and quarters; the sums; the issues with all their cells."""
    found = _json("台账.xlsx")
    rows = {"read": 5, "used": 3, "rejected": 1, "duplicates": 1, "outside_period": 0}
    assert list(found) == ["files", "rows", "counted_as", "issues", "yaml"]
    assert (found["rows"], found["yaml"]) == (rows, "")
    ((file,), (sheet,)) = found["files"], found["files"][0]["sheets"]
    assert file["file"] == "台账.xlsx"
    assert list(sheet) == ["sheet", "header_row", "columns", "unmapped", "rows", "by_quarter"]
    assert (sheet["sheet"], sheet["header_row"], sheet["unmapped"]) == ("一季度", 1, [])
    assert sheet["columns"]["received"] == {"header": "受理日期", "column": "B"}
    assert sheet["rows"] == rows
    assert sheet["by_quarter"] == {"2026Q2": 1, "2026Q3": 2}
    assert found["issues"][0] == {
        "code": "ledger.date-unusable",
        "level": "warning",
        "message": "This is no date; the row is not counted.",
        "source": "台账.xlsx [一季度] B6",
        "hint": "Correct the cell in the ledger and build again.",
        "cells": ["台账.xlsx [一季度] B6"],
    }


def test_sheets_that_are_no_ledgers_and_files_that_cannot_be_read_do_not_stop_the_others(office: Path) -> None:
    """Each is listed, its reason among the findings; an error makes exit code 1."""
    _write_book(office / "两表.xlsx", {"说明": [["填表说明"], ["请按季度填写"]], "一季度": [_HEADER, *_ROWS]})
    (office / "空.xlsx").write_bytes(b"")
    done = _inspect("两表.xlsx", "空.xlsx", "没有.xlsx")
    assert done.exit_code == 1
    assert "  [说明] not used: no table of cases; see below" in done.stdout.splitlines()
    assert "空.xlsx\n  not read; see below\n" in done.stdout
    assert "没有.xlsx\n  not read; see below\n" in done.stdout
    findings = done.stdout.partition("Findings:")[2]
    assert "The file holds no data.\n       空.xlsx" in findings
    assert findings.index("Error") < findings.index("Warning") < findings.index("Note")
    found = _json("两表.xlsx", "空.xlsx")
    assert [(file["file"], len(file["sheets"])) for file in found["files"]] == [("两表.xlsx", 2), ("空.xlsx", 0)]
    notes, cases = found["files"][0]["sheets"]
    assert (notes["header_row"], notes["columns"], notes["rows"]["read"], notes["by_quarter"]) == (None, {}, 0, {})
    assert cases["rows"] == found["rows"]


def test_a_marked_copy(office: Path) -> None:
    """--out writes the results and the ledger with its bad cells coloured; the ledger itself stays as it is."""
    ledger = office / "台账.xlsx"
    before = ledger.read_bytes(), ledger.stat().st_mtime_ns
    done = _inspect("台账.xlsx", "--out", "体检.xlsx")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "Marked copy: 体检.xlsx"
    book = openpyxl.load_workbook(office / "体检.xlsx")
    assert book.sheetnames == ["Health check", "一季度"]
    assert [[cell.value for cell in row] for row in book["一季度"]] == [_HEADER, *_ROWS]
    assert book["一季度"]["B6"].comment is not None
    assert (ledger.read_bytes(), ledger.stat().st_mtime_ns) == before


def test_the_copy_of_a_ledger_is_as_good_a_ledger(office: Path) -> None:
    """A clerk who goes on with the copy gets the same rows; the sheet of results is no ledger."""
    _inspect("台账.xlsx", "--out", "体检.xlsx")
    first, again = _json("台账.xlsx"), _json("体检.xlsx")
    assert again["rows"] == first["rows"]
    assert [sheet["header_row"] for sheet in again["files"][0]["sheets"]] == [None, 1]
    assert again["files"][0]["sheets"][1] == first["files"][0]["sheets"][0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name a ledger"),
        (["台账.xlsx", "--out", "体检.csv"], "ends in .xlsx"),
        (["台账.xlsx", "--out", "台账.xlsx"], "is one of the ledgers"),
        (["台账.xlsx", "--out", "link.xlsx"], "is one of the ledgers"),
        ([".", "--out", "../office/台账.xlsx"], "is one of the ledgers"),
        (["--config", "empty.yaml"], "Name a ledger"),
        (["台账.xlsx", "--nonsense"], "No such option"),
    ],
)
def test_wrong_usage_is_refused_before_anything_is_done(office: Path, arguments: list[str], said: str) -> None:
    """Exit code 2, a sentence, and no file changed or written."""
    (office / "link.xlsx").hardlink_to(office / "台账.xlsx")
    (office / "empty.yaml").write_text(_CONFIG, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in office.iterdir()}
    done = _inspect(*[argument.replace("../office", f"../{office.name}") for argument in arguments])
    assert done.exit_code == 2
    assert said in done.stderr
    assert {path.name: path.read_bytes() for path in office.iterdir()} == before


def test_texts_that_could_not_be_told_are_asked_for_where_a_period_says_which_are(office: Path) -> None:
    """Without a period no report is thought of, and the texts of ten years need not be looked through."""
    _write_book(office / "密.xlsx", {"表": [_HEADER, [*_ROWS[0][:5], "档案99887766554433221100"]]})
    (office / "county.yaml").write_text(f"{_CONFIG}report: {{period: 2026Q3}}\n", encoding="utf-8")
    codes = [issue["code"] for issue in _json("密.xlsx", "--config", "county.yaml")["issues"]]
    assert "ledger.text-withheld" in codes
    assert "ledger.text-withheld" not in [issue["code"] for issue in _json("密.xlsx")["issues"]]


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh_CN")])
def test_the_readme_shows_the_screen_as_it_is(readme: str, language: str) -> None:
    """The lines of the example are those of the command above it, in order; `…` stands for lines left out."""
    shown = (_PROJECT / readme).read_text(encoding="utf-8").partition("    reportgen inspect samples/")[2].split("\n\n")
    screen = [line[4:] for block in shown[1:3] for line in block.splitlines() if line.strip() != "…"]
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", "inspect", *shlex.split("samples/" + shown[0])[:3]], cwd=_PROJECT,
        env={**os.environ, "REPORTGEN_LANG": language, "PYTHONUTF8": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert len(screen) > 12
    printed = iter(done.stdout.splitlines())
    assert [line for line in screen[:-1] if line not in printed] == []  # the last names the copy


def test_a_faulty_configuration_is_refused(office: Path) -> None:
    """Exit code 1 with the place of the fault; for machines in the same shape as a result."""
    (office / "county.yaml").write_text(f"{_CONFIG}colour: red\n", encoding="utf-8")
    done = _inspect("台账.xlsx", "--config", "county.yaml")
    assert done.exit_code == 1
    assert "county.yaml:4:1" in done.stderr
    found = _json("台账.xlsx", "--config", "county.yaml")
    assert (found["files"], found["rows"]["read"], len(found["issues"])) == ([], 0, 1)


def test_a_copy_that_cannot_be_written_is_refused(office: Path) -> None:
    """The folder is a file: exit code 1 and the reason."""
    (office / "a").write_text("", encoding="utf-8")
    done = _inspect("台账.xlsx", "--out", "a/体检.xlsx")
    assert done.exit_code == 1
    assert "a/体检.xlsx" in done.stderr


def test_no_personal_value_is_on_the_screen(office: Path) -> None:
    """Names, numbers and texts of a ledger stay in it; the copy, which is the ledger, has them."""
    secret = ["赵铁柱", "13900001234", "990121199001010017", "反映人赵铁柱电话13900001234来电说窗口无人"]
    header = ["编号", "受理日期", "反映人", "联系电话", "身份证号", "主要内容", "问题类别"]
    row = ["1", "赵铁柱", *secret, "赵铁柱"]
    _write_book(office / "人.xlsx", {"表": [header, row, ["2", "2026-07-01", *secret, "赵铁柱"]]})
    printed = _inspect("人.xlsx").output + json.dumps(_json("人.xlsx"), ensure_ascii=False)
    assert not [one for one in ("铁柱", *secret[1:]) if one in printed]


def test_signs_that_steer_a_terminal_are_not_printed(office: Path) -> None:
    """A header with an escape sequence, as a hostile file may have, is shown without it."""
    (office / "a.csv").write_text("编号,受理日期,\x1b[2J清屏\n1,2026-07-01,x\n", encoding="utf-8")
    done = _inspect("a.csv")
    assert "清屏" in done.stdout
    assert "\x1b" not in done.stdout


# Real ledgers that nobody here wrote: what is known of them comes out, without a configuration and with a small one


def _real(name: str, *arguments: str | Path) -> tuple[dict[str, Any], Counter[str]]:
    """The JSON of a real ledger, its sums checked, and the cases of all its quarters."""
    found = _json(_DATA / name, *arguments)
    sheets = [sheet for file in found["files"] for sheet in file["sheets"]]
    for key, total in found["rows"].items():
        assert sum(sheet["rows"][key] for sheet in sheets) == total
    rows = found["rows"]
    assert rows["read"] == rows["used"] + rows["rejected"] + rows["duplicates"] + rows["outside_period"]
    quarters: Counter[str] = Counter()
    for sheet in sheets:
        assert sum(sheet["by_quarter"].values()) == sheet["rows"]["used"]
        quarters.update(sheet["by_quarter"])
    return found, quarters


def _configured(folder: Path, columns: str) -> list[str | Path]:
    """The arguments for a configuration with these columns."""
    (folder / "own.yaml").write_text(f"{_CONFIG}ledger: {{columns: {columns}}}\n", encoding="utf-8")
    speak("en")
    return ["--config", folder / "own.yaml"]


@_REAL
@pytest.mark.parametrize("configured", [False, True])
def test_messages_with_replies(tmp_path: Path, configured: bool) -> None:
    """2,816 messages in 36 quarters from 2011Q2 to 2020Q1."""
    found, quarters = _real(
        "附件4_答复意见.xlsx", *(_configured(tmp_path, "{closed: [答复时间]}") if configured else [])
    )
    assert (found["rows"]["read"], found["rows"]["used"]) == (2816, 2816)
    assert (len(quarters), min(quarters), max(quarters)) == (36, "2011Q2", "2020Q1")


@_REAL
@pytest.mark.parametrize("configured", [False, True])
def test_messages_with_categories(tmp_path: Path, configured: bool) -> None:
    """495 messages, the number of one twice, under another category; its cell is named."""
    found, quarters = _real("示例_附件2.xlsx", *(_configured(tmp_path, "{category: [一级分类]}") if configured else []))
    assert [found["rows"][key] for key in ("read", "used", "duplicates")] == [495, 494, 1]
    assert len(quarters) == 36
    (twice,) = [issue for issue in found["issues"] if issue["code"] == "ledger.number-twice"]
    assert twice["cells"] == ["示例_附件2.xlsx [Sheet1] A312"] and "“一级分类”" in twice["message"]


@_REAL
@pytest.mark.parametrize("configured", [False, True])
def test_true_dates_beside_texts(tmp_path: Path, configured: bool) -> None:
    """An old .xls whose 123 days are 119 dates and 4 texts."""
    more = _configured(tmp_path, "{received: [留言时间]}") if configured else []
    found, quarters = _real("热点问题留言明细表.xls", *more)
    assert found["rows"]["read"] == found["rows"]["used"] == sum(quarters.values()) == 123


@_REAL
def test_a_register_without_a_configuration() -> None:
    """No usual name of a date column: exit code 1 and the line of the configuration that names it."""
    done = _inspect(_DATA / "肥料登记_附件1.xlsx")
    assert done.exit_code == 1
    assert "发证日期" in done.stdout


@_REAL
def test_a_register(tmp_path: Path) -> None:
    """2,925 rows, 10 of their days true dates among texts."""
    columns = "{received: [发证日期], id: [正式登记证号], unit: [企业名称]}"
    found, quarters = _real("肥料登记_附件1.xlsx", *_configured(tmp_path, columns))
    assert found["rows"]["read"] == found["rows"]["used"] == sum(quarters.values()) == 2925


@_REAL
def test_a_site_ledger(tmp_path: Path) -> None:
    """Eight sheets, a header of two levels, hundreds of merges, columns of days that are empty."""
    columns = "{received: [施工开始时间], closed: [施工结束时间], text: [分项工程]}"
    found, _ = _real("边坡防护工程台账.xlsx", *_configured(tmp_path, columns), "--out", tmp_path / "体检.xlsx")
    assert len(found["files"][0]["sheets"]) == 8
    assert found["rows"]["used"] > 400
    book = openpyxl.load_workbook(tmp_path / "体检.xlsx")
    assert len(book.sheetnames) == 9
    assert len(book.worksheets[1].merged_cells.ranges) == 808


@_REAL
def test_police_complaints(tmp_path: Path) -> None:
    """131,142 rows in a packed CSV, 21,803 of them exact duplicates, each with its cell; the quarters of 2015."""
    columns = "{received: [complaint_date], closed: [closed_date], category: [current_category]}"
    found, quarters = _real("chicago_complaints.csv.gz", *_configured(tmp_path, columns))
    assert [found["rows"][key] for key in ("read", "used", "duplicates")] == [131_142, 109_339, 21_803]
    assert [quarters[f"2015Q{number}"] for number in (1, 2, 3, 4)] == [884, 953, 944, 944]
    (duplicates,) = [issue for issue in found["issues"] if issue["code"] == "ledger.duplicates"]
    assert len(set(duplicates["cells"])) == 21_803


@_REAL
def test_hotline_requests(tmp_path: Path) -> None:
    """American dates, all in 2025Q1; the screen says in which order they are."""
    columns = "{received: [Created Date], id: [Unique Key], category: [Complaint Type]}"
    _, quarters = _real("nyc311_animals.csv", *(more := _configured(tmp_path, columns)))
    assert quarters == {"2025Q1": 4969}
    assert "Created Date (column B, month-day-year)" in _inspect(_DATA / "nyc311_animals.csv", *more).stdout


@pytest.mark.parametrize("named", ["宋雨桐投诉", "信访13912345678"])
def test_a_name_or_number_in_the_name_of_a_file_or_sheet_is_not_shown(office: Path, named: str) -> None:
    """Neither on the screen nor as JSON, of inspect and of build; the cells are found all the same."""
    (office / "台账.xlsx").unlink()
    _write_book(office / f"{named}.xlsx", {named: [_HEADER, *_ROWS]})
    (office / "county.yaml").write_text(f"{_CONFIG}ledger: {{files: ['*.xlsx']}}\n", encoding="utf-8")
    secret = named.removesuffix("投诉").removeprefix("信访")
    for command in (
        ("inspect", f"{named}.xlsx"),
        ("build", "county.yaml", "--period", "2026Q3", "--out", "out"),
        ("build", "county.yaml", "--period", "2026Q3", "--out", "out", "--json"),
        ("inspect", f"{named}.xlsx", "--json"),
    ):
        done = CliRunner().invoke(app, [*command])
        assert secret not in done.output, command
    assert "B6" in done.output
