"""From an empty folder and a ledger that nobody has seen to a report: the working folder that `new` writes."""

import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.configuring.explaining import explain
from reportgen.messages import speaking
from reportgen.settings import load_settings

NEWCOMER = Path(__file__).resolve().parents[1] / "journeys" / "newcomer"
LEDGER = next((NEWCOMER / "台账").glob("*.xlsx"))
SAID = ["--name", "石桥县", "--code", "990177", "--office", "石桥县某办"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """The program, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *flags: CliRunner().invoke(app, [*map(str, flags)])


def test_three_commands_lead_to_a_first_report(run, tmp_path: Path) -> None:
    """New, inspect, build: every row is a case, and hardly one is in no category."""
    with speaking("zh_CN"):
        begun = run("new", "石桥", *SAID, "--ledger", LEDGER)
    assert begun.exit_code == 0, begun.output
    config = tmp_path / "石桥" / "county.yaml"
    assert run("inspect", "--config", config).exit_code == 0
    command = begun.output.splitlines()[-1].split()
    assert command[:2] == ["reportgen", "build"]
    built = run(*command[1:])
    assert built.exit_code == 0, built.output
    assert len([*Path("out").glob(f"990177-{command[4]}-*.docx")]) == 1
    assert command[4] in (tmp_path / "石桥" / "台账" / "本期情况.yaml").read_text("utf-8")


def test_without_ledgers_the_period_is_the_quarter_before_today(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line to run is one that a clerk of that day would type."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767600000")  # 5 January 2026
    assert "--period 2025Q4 --out out" in run("new", "county", *SAID).output


def test_a_mistyped_day_does_not_make_the_period(run, tmp_path: Path) -> None:
    """One case of 2062 among many of 2024."""
    rows = "".join(f"{number},2024-05-{number % 28 + 1:02},窗口不理人{number}\n" for number in range(40))
    (tmp_path / "台账.csv").write_text(f"编号,受理日期,内容\n{rows}99,2062-05-01,窗口不理人\n", "utf-8")
    assert "--period 2024Q2 --out out" in run("new", "county", *SAID, "--ledger", "台账.csv").output


def test_each_guess_is_marked_and_says_something(run, tmp_path: Path) -> None:
    """Without the lines of guesses the file still loads; with them the ledgers' words are known."""
    run("new", "county", *SAID, "--ledger", LEDGER)
    config = tmp_path / "county" / "county.yaml"
    text = config.read_text("utf-8")
    lines = [line for line in text.splitlines() if "  # " in line]
    assert len(lines) > 3
    assert "县" in load_settings(config).settings.county.name
    found = {one.key: one for one in explain(config, ["taxonomy"])}
    guessed = [one for one in found.values() if one.source and Path(one.source.file).name == "county.yaml"]
    assert guessed
    assert any(one.overrode for one in guessed)


def test_it_says_what_a_person_said_and_where_editors_look(run, tmp_path: Path) -> None:
    """A parent beside it, a page of its own, the schema in the first line."""
    (tmp_path / "city.yaml").write_text("extends: reportgen:base\ncharts: {top: 6}\n", "utf-8")
    assert run("new", "county", *SAID, "--from", "city.yaml", "--page").exit_code == 0
    config = tmp_path / "county" / "county.yaml"
    settings = load_settings(config).settings
    assert (settings.county.name, settings.county.code, settings.office.name) == ("石桥县", "990177", "石桥县某办")
    assert (settings.charts.top, settings.template.page) == (6, "page.docx")
    assert (tmp_path / "county" / "page.docx").is_file()
    first = config.read_text("utf-8").splitlines()[0]
    assert (tmp_path / "county" / first.rpartition("=")[2]).is_file()
    assert run("check", config).exit_code == 0
    assert yaml.safe_load(config.read_text("utf-8"))["extends"] == "../city.yaml"


def test_the_offices_that_are_told_to_act_are_there_to_be_renamed(run, tmp_path: Path) -> None:
    """With and without ledgers; without its signs the list says what holds already."""
    run("new", "county", *SAID)
    run("new", "other", *SAID, "--ledger", LEDGER)
    for folder in ("county", "other"):
        config = tmp_path / folder / "county.yaml"
        text = config.read_text("utf-8")
        before = load_settings(config).settings.roles
        head, _, roles = text.partition("# roles:")
        config.write_text(head + "roles:" + roles.replace("#   ", "  "), "utf-8")
        assert load_settings(config).settings.roles == before
        assert len(before) > 3


def test_nothing_is_replaced(run, tmp_path: Path) -> None:
    """A folder with a configuration stays as it is, to the byte; another file of the same name as well."""
    run("new", "county", *SAID)
    before = {path: path.read_bytes() for path in (tmp_path / "county").rglob("*") if path.is_file()}
    again = run("new", "county", "--name", "别县")
    assert again.exit_code == 1
    assert {path: path.read_bytes() for path in (tmp_path / "county").rglob("*") if path.is_file()} == before


def test_a_copied_ledger_is_for_its_owner_alone(run, tmp_path: Path) -> None:
    """It holds names and numbers: 0600, the original as it was."""
    original = tmp_path / LEDGER.name
    shutil.copyfile(LEDGER, original)
    run("new", "county", *SAID, "--ledger", original)
    (copy,) = (tmp_path / "county").glob(f"*/{LEDGER.name}")
    assert copy.read_bytes() == original.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600


def test_what_is_not_said_is_asked_for_in_the_file(run, tmp_path: Path) -> None:
    """Without a terminal nobody is asked; the file loads, and the screen says what to fill in."""
    begun = run("new", "county")
    assert begun.exit_code == 0
    assert "county.yaml" in begun.output
    assert load_settings(tmp_path / "county" / "county.yaml").settings.county.code == "000000"
    assert run("new", "other", "--code", "12").exit_code == 2
    assert run("new", "other", "--ledger", "nowhere.xlsx").exit_code == 2
    assert not (tmp_path / "other").exists()


def test_a_ledger_of_other_categories_puts_its_own_in_place_of_the_inherited(run, tmp_path: Path) -> None:
    """With them go the causes that ask for them and the recommendations that these led to; the rest checks and builds."""
    kinds = ("供水", "供电", "道路")
    rows = "".join(f"{number},2026-05-{number % 28 + 1:02},{kinds[number % 3]}\n" for number in range(30))
    (tmp_path / "台账.csv").write_text(f"编号,受理日期,问题类别\n{rows}", "utf-8")
    begun = run("new", "county", *SAID, "--ledger", "台账.csv")
    assert begun.exit_code == 0, begun.output
    config = tmp_path / "county" / "county.yaml"
    taxonomy = load_settings(config).settings.taxonomy
    assert [one.name for one in taxonomy.categories.values()] == ["其他", *kinds]
    assert not taxonomy.idle_recommendations
    checked = run("check", config)
    assert (checked.exit_code, "reportgen:base" in checked.output) == (0, False), checked.output
    assert run("build", config, "--period", "2026Q2", "--out", "out").exit_code == 0


def test_categories_of_the_city_stay(run, tmp_path: Path) -> None:
    """What is below the built-in configuration was decided by somebody."""
    (tmp_path / "city.yaml").write_text("extends: reportgen:base\n", "utf-8")
    (tmp_path / "台账.csv").write_text("编号,受理日期,问题类别\n1,2026-05-01,供水\n2,2026-05-02,供水\n", "utf-8")
    run("new", "county", *SAID, "--from", "city.yaml", "--ledger", "台账.csv")
    assert "attitude" in load_settings(tmp_path / "county" / "county.yaml").settings.taxonomy.categories


def test_headers_of_which_none_is_known_are_named(tmp_path: Path) -> None:
    """By a build of a folder, too: what lies alone there was meant; the day on which a case came in is what is missing."""
    folder = tmp_path / "台账"
    folder.mkdir()
    rows = "".join(f"A{number},社保中心,态度\n" for number in range(30))
    (folder / "清单.csv").write_text("代号,事由栏,归类\n" + rows, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(
        'extends: reportgen:base\ncounty: {name: 甲县, code: "990199"}\noffice: {name: 甲县某办}\nreport: {period: 2026Q3}\nledger: {files: [台账]}\n',
        encoding="utf-8",
    )
    done = CliRunner().invoke(
        app, ["build", str(tmp_path / "c.yaml"), "--out", str(tmp_path / "out")], env={"COLUMNS": "200"}
    )
    assert done.exit_code == 1
    assert all(word in done.output for word in ("“代号”", "“归类”", "received"))
