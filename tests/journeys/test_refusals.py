"""Wrong input through the command line: a clear error with place and remedy, exit code 1 or 2, and nothing written."""

import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from reportgen.word.pages.stringify import stringify
from tests.journeys.program import run

_CONFIG = """\
extends: reportgen:base
county: {name: 青岚县, code: "990121"}
office: {name: 青岚县纪委监委党风政风监督室}
report: {period: 2026Q3}
ledger: {files: [台账.xlsx]}
"""
_HEADER = ["工单编号", "受理日期", "来源", "被反映单位", "问题类别", "主要内容"]
_ROWS = [
    ["1", "2026-07-03", "12345热线", "县医保服务大厅", "服务态度生硬", "窗口人员不耐烦"],
    ["2", "2026-08-03", "来信来访", "县社保中心", "工作纪律松懈", "窗口上班时间无人在岗"],
    ["3", "2026-04-03", "来信来访", "县社保中心", "服务态度生硬", "窗口人员语气生硬"],
]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A county's folder: one configuration, one ledger of three cases."""
    (tmp_path / "county.yaml").write_text(_CONFIG, encoding="utf-8")
    _write_ledger(tmp_path / "台账.xlsx", [_HEADER, *_ROWS])
    return tmp_path


def _write_ledger(path: Path, rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def _build(office: Path, *flags: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    return run(office, "build", "county.yaml", "--out", "out", *flags, language=language)


def _refused(office: Path, *flags: str, code: int = 1) -> str:
    """Runs a build that must be refused; returns what was said."""
    done = _build(office, *flags)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not list(office.glob("out/*"))
    return done.stderr


def test_three_cases_make_a_report(office: Path) -> None:
    """The folder that the other tests spoil gives a report and its trace."""
    done = _build(office)
    assert done.returncode == 0, done.stderr
    assert sorted(path.suffix for path in office.glob("out/*")) == [".docx", ".json"]
    assert "Rows read 3 = used 2 + rejected 0 + duplicates 0 + other periods 1" in done.stdout


def test_the_result_for_machines_has_the_promised_shape(office: Path) -> None:
    """--json prints one object with report, trace, kept, period, rows, figures, issues and seconds."""
    result = json.loads(_build(office, "--json").stdout)
    assert set(result) == {"report", "trace", "kept", "period", "rows", "figures", "issues", "seconds"}
    assert result["rows"] == {"read": 3, "used": 2, "rejected": 0, "duplicates": 0, "outside_period": 1}
    figures = result["figures"]
    assert figures["total"] == {"label": "总数", "value": 2, "text": "2件", "unit": "件", "base": None}
    assert figures["category.attitude.share"]["value"] == 0.5
    assert figures["total.qoq"]["value"] == 1.0
    assert figures["total.yoy"]["value"] is None
    assert (office / result["report"]).is_file()


def test_a_missing_configuration(office: Path) -> None:
    """A configuration that does not exist is named."""
    (office / "county.yaml").unlink()
    assert "county.yaml" in _refused(office)


def test_a_missing_ledger(office: Path) -> None:
    """A ledger that does not exist is named."""
    (office / "台账.xlsx").unlink()
    assert "台账.xlsx" in _refused(office)


def test_no_date_column(office: Path) -> None:
    """A ledger without a date column says which sheet, and which columns it has."""
    _write_ledger(office / "台账.xlsx", [[*_HEADER[:1], "备忘", *_HEADER[2:]], *_ROWS])
    said = _refused(office)
    assert "台账.xlsx [Sheet]" in said
    assert "received" in said


def test_an_empty_ledger(office: Path) -> None:
    """A ledger with a header and no case."""
    _write_ledger(office / "台账.xlsx", [_HEADER])
    assert "台账.xlsx" in _refused(office)


def test_a_ledger_that_says_there_was_nothing(office: Path) -> None:
    """Alone it makes a report of a period without cases, and that is said in its own words; beside others it is no hindrance."""
    _write_ledger(office / "台账.xlsx", [_HEADER, ["1", "无", "无", "无", "无", "无"]])
    done = _build(office)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "there was nothing to report, 0 cases" in done.stderr
    assert "the report says that none came in" in done.stderr
    _write_ledger(office / "其他.xlsx", [_HEADER, *_ROWS])
    done = _build(office, "--ledger", "台账.xlsx", "--ledger", "其他.xlsx")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_empty_period(office: Path) -> None:
    """A period without a case says from when to when there are cases."""
    said = _refused(office, "--period", "2019Q1")
    assert "2026Q2" in said
    assert "2026Q3" in said
    assert "they reach from 2026-0" in _refused(office, "--period", "2019年1—9月")


@pytest.mark.parametrize("period", ["2026Q5", "第五季度", "2026-13", "26Q3", ""])
def test_an_unknown_period(office: Path, period: str) -> None:
    """A period that is none is wrong usage, and the forms are shown."""
    said = _refused(office, "--period", period, code=2)
    assert f"“{period}” is no period." in said
    assert "a quarter (2026Q3), a half-year (2026H1)" in said


def test_a_misspelt_key(office: Path) -> None:
    """A key that does not exist says file, line and column, and what was meant."""
    (office / "county.yaml").write_text(_CONFIG.replace("files:", "fiels:"), encoding="utf-8")
    said = _refused(office)
    assert "county.yaml:5:10" in said
    assert "files" in said


def test_a_duplicate_key(office: Path) -> None:
    """A key given twice says where."""
    (office / "county.yaml").write_text(_CONFIG + "office: {name: 乙}\n", encoding="utf-8")
    assert "county.yaml:6:1" in _refused(office)


def _own_template(office: Path, text: str) -> None:
    (office / "county.yaml").write_text(_CONFIG + "template: {report: own.md}\n", encoding="utf-8")
    (office / "own.md").write_text(text, encoding="utf-8")


def test_a_misspelt_template_variable(office: Path) -> None:
    """A name that does not exist says file, line, and what was meant."""
    _own_template(
        office, '{% extends "base/report.md" %}\n{% block lead %}\n[#lead/a]\n本季度{{ totl }}\n{% endblock %}\n'
    )
    said = _refused(office)
    assert "own.md:4" in said
    assert "total" in said


def test_a_template_syntax_error(office: Path) -> None:
    """A broken template says file and line."""
    _own_template(
        office, '{% extends "base/report.md" %}\n{% block lead %}\n[#lead/a]\n本季度{{ total }\n{% endblock %}\n'
    )
    assert "own.md:4" in _refused(office)


def test_a_misspelt_name_in_the_taxonomy(office: Path) -> None:
    """A text of the configuration that names nothing says file and line of the configuration."""
    cause = "taxonomy: {causes: {own: {title: 甲, when: always, text: '{{ totl }}'}}}\n"
    (office / "county.yaml").write_text(_CONFIG + cause, encoding="utf-8")
    assert "county.yaml:6" in _refused(office)


def test_a_report_folder_that_cannot_be_written(office: Path) -> None:
    """A file stands where the folder should be: the path is named, the file untouched."""
    (office / "out").write_text("这是一个文件", encoding="utf-8")
    done = _build(office)
    assert done.returncode == 1
    assert "out" in done.stderr
    assert (office / "out").read_text(encoding="utf-8") == "这是一个文件"


def test_no_message_prints_a_personal_value(office: Path) -> None:
    """Names, phones and ID numbers of a faulty ledger are in no message."""
    personal = ["欧阳建国", "15400001234", "990121199001011234"]
    header = ["工单编号", "受理日期", "反映人", "联系电话", "身份证号", "问题类别", "主要内容"]
    rows = [
        ["1", "欧阳建国", *personal, "欧阳建国", "欧阳建国15400001234"],
        ["2", "15400001234", *personal, "15400001234", "990121199001011234"],
        ["3", "2026-07-01", *personal, "没有这一类", "窗口人员不耐烦"],
    ]
    _write_ledger(office / "台账.xlsx", [header, *rows])
    done = _build(office, "--json")
    for value in personal:
        assert value not in done.stdout + done.stderr


def test_messages_are_chinese_unless_asked(office: Path) -> None:
    """Without an English locale a clerk reads Chinese."""
    (office / "台账.xlsx").unlink()
    assert "没有生成报告" in _build(office, language="zh_CN").stderr


def test_a_quarter_whose_first_case_comes_late(office: Path) -> None:
    """A ledger that begins in the middle of the report's own period is reported on; only comparisons are withheld."""
    _write_ledger(office / "台账.xlsx", [_HEADER, _ROWS[1]])
    result = json.loads(_build(office, "--json").stdout)
    assert (result["figures"]["total"]["value"], result["figures"]["total.qoq"]["value"]) == (1, None)


def test_a_gb18030_table_that_repeats_itself(office: Path) -> None:
    """Words whose bytes happen to be valid UTF-8 pairs do not make a table unreadable."""
    rows = [
        _HEADER,
        *([str(number), "2026-07-03", "热线", "很长的" * 20, "服务态度生硬", "很长的" * 9] for number in range(12)),
    ]
    (office / "台账.csv").write_bytes("\r\n".join(",".join(row) for row in rows).encode("gb18030"))
    done = _build(office, "--ledger", "台账.csv")
    assert done.returncode == 0, done.stderr


def test_who_complained_is_not_in_a_told_case(office: Path) -> None:
    """A text that speaks of the complainant, even masked, is not told."""
    row = [
        "9",
        "2026-07-09",
        "12345热线",
        "县社保中心",
        "服务态度生硬",
        "反映人张三，电话15400001234，窗口人员态度冷淡不耐烦",
    ]
    _write_ledger(office / "台账.xlsx", [_HEADER, row])
    (path,) = [Path(office / json.loads(_build(office, "--json").stdout)["report"])]
    text = stringify(path.read_bytes())
    assert "反映人" not in text
    assert "例如" not in text


_WRONG = """\
{% extends "base/report.md" %}
{% block lead %}
[#lead/summary] 本期受理{{ total }}，由{{ literal('10件') }}减至{{ literal('3件') }}，减少{{ literal('20%') }}。
{% endblock %}
"""


def test_a_report_that_contradicts_itself_is_written_only_as_a_draft(office: Path) -> None:
    """Its own words are held against themselves: refused with the sentence, or by --draft marked on its page and in its name."""
    _own_template(office, _WRONG)
    said = _refused(office)
    assert "减少20%" in said
    assert "70" in said
    drafted = _build(office, "--draft", language="zh")
    assert drafted.returncode == 1
    assert "减少20%" in drafted.stderr
    assert "草稿" in drafted.stdout
    (document,) = office.glob("out/*.docx")
    assert document.stem.endswith("-草稿")
    assert stringify(document.read_bytes()).count("草稿：核验未通过，不得报送") == 1
