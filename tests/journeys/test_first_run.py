"""A county's first run: what the program does not understand it says with the lines to paste, and pasted they build the right report."""

import json
import re
import shutil
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from reportgen.word.pages.stringify import stringify
from tests.journeys.program import run

_NEWCOMER = Path(__file__).with_name("newcomer")
_PERIOD = ("--period", "2026Q3")
_TAIL = re.compile(r"\n(?=\w+:\n)")
_COUNTY = 'extends: reportgen:base\ncounty: {name: 石桥县, code: "990131"}\noffice: {name: 石桥县作风办}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The newcomer's folder: ledgers and configurations as they were first written."""
    return Path(shutil.copytree(_NEWCOMER, tmp_path / "newcomer"))


def _figures(folder: Path, config: str) -> dict[str, object]:
    """Builds and gives the value of each figure by its id."""
    done = run(folder, "build", config, *_PERIOD, "--out", f"out-{config}", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["report"]
    trace = json.loads(next((folder / f"out-{config}").glob("*.trace.json")).read_text(encoding="utf-8"))
    return {id: one["value"] for id, one in trace["figures"].items()}


def _to_paste(folder: Path, *arguments: str) -> str:
    """The lines that `inspect` gives for the configuration."""
    return str(json.loads(run(folder, "inspect", *arguments, "--json").stdout)["yaml"])


def _paste(folder: Path, config: str, lines: str) -> None:
    """Does what the screen says: sections that the file has already are replaced, the others put behind them."""
    path = folder / config
    new = {section.partition(":")[0]: section for section in _TAIL.split(lines)}
    old = {
        section.partition(":")[0]: section
        for section in re.split(r"\n(?=\w+:)", path.read_text(encoding="utf-8").strip())
    }
    path.write_text("\n".join({**old, **new}.values()) + "\n", encoding="utf-8")


def test_where_nothing_is_mapped_there_is_no_report(folder: Path) -> None:
    """144 of 150 cases in 其他: an error with the names, the counts and the lines; nothing is written."""
    done = run(folder, "build", "min.yaml", *_PERIOD, "--out", "out", language="zh")
    assert done.returncode == 1
    assert "150 件中有 144 件没有归入任何一类（占 96.0%，超过 ledger.most_unmapped 设定的 30%）" in done.stderr
    assert (
        "“办事拖拉”42件、“接待态度差”36件、“政策没落实”26件、“环境卫生差”15件、“上班纪律”14件、“停车收费乱”11件"
        in done.stderr
    )
    assert "    taxonomy:\n      categories:\n        duty:\n          aliases: [责任感弱, " in done.stderr
    assert done.stderr.endswith("没有生成报告。\n")
    assert not (folder / "out").exists()


def test_a_draft_can_be_had_and_asked(folder: Path) -> None:
    """--draft writes it under a draft's name; where its figures come from is told all the same."""
    done = run(folder, "build", "min.yaml", *_PERIOD, "--out", "out", "--draft", language="zh")
    assert done.returncode == 1
    assert "草稿（不得报送）：" in done.stdout
    (draft,) = (folder / "out").glob("*.docx")
    assert draft.stem.endswith("-草稿")
    traced = run(folder, "trace", str(draft), "total", language="zh")
    assert traced.returncode == 0, traced.stderr
    assert "150" in traced.stdout


def test_a_draft_is_updated_as_it_was_built(folder: Path) -> None:
    """Without --draft the ledgers are refused, with it a draft comes of a draft; once all is mapped, a report."""
    run(folder, "build", "min.yaml", *_PERIOD, "--out", "out", "--draft", language="zh")
    (draft,) = (folder / "out").glob("*.docx")
    refused = run(folder, "update", str(draft), "--config", "min.yaml", language="zh")
    assert refused.returncode == 1
    assert "没有归入任何一类" in refused.stderr
    assert len(list((folder / "out").glob("*.docx"))) == 1
    done = run(folder, "update", str(draft), "--config", "min.yaml", "--draft", language="zh")
    assert "草稿（不得报送）：" in done.stdout
    assert "没有归入任何一类" in done.stderr
    again = draft.with_name(draft.name.replace("-草稿", "-更新-草稿"))
    assert stringify(again.read_bytes()).splitlines()[6].endswith("草稿：核验未通过，不得报送")
    config = folder / "min.yaml"
    mapped = config.read_text(encoding="utf-8").replace("[台账]", "[台账], most_unmapped: 100")
    config.write_text(mapped, encoding="utf-8")
    whole = run(folder, "update", str(again), "--config", "min.yaml", language="zh")
    assert "草稿" not in whole.stdout.replace(str(again), "")
    assert "草稿：" not in stringify(draft.with_name(draft.name.replace("-草稿", "-更新-更新")).read_bytes())


@pytest.mark.parametrize("how", ["pasted", "written"])
def test_two_steps_to_the_right_report(folder: Path, how: str) -> None:
    """`inspect` gives the lines, pasted they build; or it writes them as a configuration that extends the first."""
    config = "min.yaml"
    if how == "pasted":
        _paste(folder, config, _to_paste(folder, "--config", config))
    else:
        config = "more.yaml"
        run(folder, "inspect", "--config", "min.yaml", "--yaml", config)
    found = _figures(folder, config)
    counts = {
        code: found[f"category.{code}"]
        for code in ("duty", "attitude", "execution", "own_1", "discipline", "integrity")
    }
    assert counts == {"duty": 42, "attitude": 36, "execution": 37, "own_1": 15, "discipline": 14, "integrity": 6}
    assert found["unit.1"] == 28  # 河东街道办 11 and 河东街道办事处 17


def test_without_a_configuration_one_is_begun(folder: Path) -> None:
    """Ledgers alone: the file names them, what is to be filled in, and what the base does not know."""
    done = run(folder, "inspect", "台账", "--yaml", "first.yaml", language="zh")
    assert done.returncode == 1
    assert done.stdout.endswith("配置已写好，请看过之后用它生成报告：first.yaml\n")
    begun = (folder / "first.yaml").read_text(encoding="utf-8")
    assert begun.startswith(
        "extends: reportgen:base\ncounty: {name: （县名）, code: '000000'}\noffice: {name: （落款单位）}\nledger:\n  files: [台账]\n"
    )
    assert _figures(folder, "first.yaml")["total"] == 150


def test_no_file_of_a_person_s_is_written_over(folder: Path) -> None:
    """--yaml wants a new name."""
    before = (folder / "min.yaml").read_bytes()
    done = run(folder, "inspect", "台账", "--yaml", "min.yaml")
    assert done.returncode == 2
    assert "min.yaml is there already" in done.stderr
    assert (folder / "min.yaml").read_bytes() == before


def test_nothing_to_settle_writes_nothing(folder: Path) -> None:
    """A configuration that says all there is to say needs no other."""
    _paste(folder, "units.yaml", _to_paste(folder, "--config", "units.yaml"))
    done = run(folder, "inspect", "--config", "units.yaml", "--yaml", "more.yaml")
    assert done.returncode == 0
    assert "To be pasted" not in done.stdout
    assert not (folder / "more.yaml").exists()


def test_spellings_of_one_unit(folder: Path) -> None:
    """The unit with most cases is the one of 28 under two spellings, once the line is pasted."""
    assert _figures(folder, "units.yaml")["unit.1"] == 26
    said = run(folder, "inspect", "--config", "units.yaml", language="zh").stdout
    assert "“河东街道办事处”17件、“河东街道办”11件" in said
    assert "“石桥镇人民政府”6件、“石桥镇政府”5件" in said
    _paste(folder, "units.yaml", _to_paste(folder, "--config", "units.yaml"))
    found = _figures(folder, "units.yaml")
    assert (found["unit.1"], found["unit.2"], found["unit.3"]) == (28, 26, 11)


def test_keywords_in_one(folder: Path) -> None:
    """`[停车、泊位]` is told at its line; the report is built."""
    done = run(folder, "build", "kw.yaml", *_PERIOD, language="zh")
    assert done.returncode == 0
    assert (
        "警告 kw.yaml:45:18: “停车、泊位”被当作一个词，内容里几乎不会出现。\n    请用半角逗号加空格隔开：[停车, 泊位]。"
        in done.stderr
    )


def test_a_line_of_the_configuration_is_a_place(folder: Path) -> None:
    """The screen and the marked copy of `inspect` name file, line and column of it."""
    done = run(folder, "inspect", "--config", "kw.yaml", "--out", "checked.xlsx", language="zh")
    assert "\n      kw.yaml:45:18\n" in done.stdout
    with closing(openpyxl.load_workbook(folder / "checked.xlsx", read_only=True)) as book:
        rows = list(book.worksheets[0].iter_rows(max_col=6, values_only=True))
    assert [row[1:4] for row in rows if str(row[5]).startswith("“停车、泊位”")] == [("kw.yaml", None, "45:18")]


def test_what_a_city_says_to_all_counties_is_no_county_s_oversight(folder: Path) -> None:
    """on_time_days that does nothing is said where the county wrote it, and not where it is inherited."""
    (folder / "city.yaml").write_text("extends: reportgen:base\nledger: {on_time_days: 15}\n", encoding="utf-8")
    county = _COUNTY.replace("reportgen:base", "city.yaml") + "ledger: {files: [拖延.xlsx]%s}\n"
    said = []
    for name, own in (("theirs.yaml", ""), ("own.yaml", ", on_time_days: 20")):
        (folder / name).write_text(county % own, encoding="utf-8")
        said.append(run(folder, "inspect", "--config", name, language="zh").stdout)
    assert "on_time_days" not in said[0]
    assert "ledger.on_time_days 不起作用：已办结的各件，台账中都有办结期限。\n      own.yaml:4:28" in said[1]


def test_a_word_of_status_that_nobody_knows(folder: Path) -> None:
    """拖延 is told with its ten cases and the line; pasted, ten open cases past their day are late."""
    (folder / "late.yaml").write_text(_COUNTY + "ledger: {files: [拖延.xlsx]}\n", encoding="utf-8")
    said = re.sub(r"\n +", "", run(folder, "inspect", "--config", "late.yaml", language="zh").stdout)
    assert "办理状态有 10 格的用词不认得，按没有填写统计：“拖延”10件。" in said
    _paste(folder, "late.yaml", _to_paste(folder, "--config", "late.yaml"))
    assert _figures(folder, "late.yaml")["rate.closed"] == pytest.approx(0.75)


def test_a_general_name_is_no_attitude(folder: Path) -> None:
    """服务类 and 公共服务 are not suggested for 服务态度生硬."""
    (folder / "general.yaml").write_text(_COUNTY + "ledger: {files: [类别建议.xlsx]}\n", encoding="utf-8")
    lines = _to_paste(folder, "--config", "general.yaml")
    assert "attitude" not in lines
    assert {"服务类", "公共服务", "政务服务"} <= {*re.findall(r"own_\d+: \{name: (\w+)\}", lines)}


def test_columns_are_part_of_what_is_pasted(folder: Path) -> None:
    """A header that may mean two things and a day under a header that nobody knows: two steps as well."""
    (folder / "plain.csv").write_text(
        "何时,检查单位,问题类别,主要内容\n"
        + "".join(f"2026-07-{day:02},甲局,服务态度,窗口不耐烦{day}\n" for day in range(1, 10)),
        encoding="utf-8",
    )
    (folder / "plain.yaml").write_text(_COUNTY + "ledger: {files: [plain.csv]}\n", encoding="utf-8")
    _paste(folder, "plain.yaml", _to_paste(folder, "--config", "plain.yaml"))
    text = (folder / "plain.yaml").read_text(encoding="utf-8")
    assert "received: [何时]" in text
    assert "unit: [检查单位]" in text
    assert _figures(folder, "plain.yaml")["unit.1"] == 9


def test_an_earlier_report_that_is_not_earlier(folder: Path) -> None:
    """--previous with the report of the same period, or of a later one, does nothing, and that is said."""
    built = run(folder, "build", "units.yaml", *_PERIOD, "--out", "out", "--json")
    report = json.loads(built.stdout)["report"]
    again = run(folder, "build", "units.yaml", *_PERIOD, "--previous", report, "--out", "again")
    assert again.returncode == 0
    assert "a report of the same period 2026Q3" in again.stderr
    month = run(folder, "build", "units.yaml", "--period", "2026-09", "--previous", report, "--out", "month")
    assert "a report of 2026Q3, which does not end before 2026-09 begins" in month.stderr


def test_a_block_that_the_parent_does_not_have(folder: Path) -> None:
    """Its text would be printed nowhere: no report, the line and the block that may be meant."""
    (folder / "templates").mkdir()
    (folder / "templates" / "own.md").write_text(
        '{% extends "base/report.md" %}\n{% block leed %}[#own/lead] 另有说明。{% endblock %}\n', encoding="utf-8"
    )
    with (folder / "units.yaml").open("a", encoding="utf-8") as config:
        config.write("template: {report: own.md}\n")
    done = run(folder, "build", "units.yaml", *_PERIOD)
    assert done.returncode == 1
    assert "own.md:2: No template that this one extends has a block leed" in done.stderr
    assert "Did you mean `lead`?" in done.stderr
