"""Counties whose configurations have several kinds of report (`reports`): each kind of each county is a report of its own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reportgen.batch import running
from reportgen.batch.records import Result, State, Task
from reportgen.batch.running import Ran
from reportgen.batch.work.county import run_county
from reportgen.model.periods import Period
from reportgen.rollup.gathering import gather
from reportgen.rollup.roster import find_sidecars, read_roster
from reportgen.settings import load_settings
from reportgen.writing import file_digest
from tests.batch.city import DAY, PERIOD, Here, city_at, code, here, run, shared_ledger, tree
from tests.journeys.program import run as program

pytestmark = pytest.mark.usefixtures("here")
__all__ = ["here"]
OTHER = "9-9,2026-08-01,青岚,12345热线,县社保中心,服务态度生硬,窗口人员回复迟缓,2026-08-04"
_KINDS = """reports:
  调研报告: {}
  通报: {extends: reportgen:bulletin}
  年报: {report: {name: 年度情况报告, every: year}}
"""


def _kinds_at(folder: Path) -> Path:
    """A city of two counties that share a ledger and one of its own; the kinds stand in the layer above all."""
    city_at(folder, 2, 1)
    with (folder / "city.yaml").open("a", encoding="utf-8") as file:
        file.write(_KINDS)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a city, built."""
    folder = _kinds_at(tmp_path_factory.mktemp("kinds"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "Workers", Here)
        run(folder)
    return folder


def _of(ran: Ran) -> list[tuple[str, str, str]]:
    return [(one.entry.code, one.entry.kind, one.entry.state.value) for one in ran.outcomes]


def test_each_kind_of_each_county_is_built_where_it_is_due(made: Path, tmp_path: Path) -> None:
    """In the order of codes and of the configuration; as `build` writes it, byte for byte."""
    ran = run(made)
    states = _of(ran)
    assert [(one, kind) for one, kind, _state in states] == [
        (code(number), kind) for number in range(3) for kind in ("调研报告", "通报", "年报")
    ]
    assert {state for _code, kind, state in states if kind == "年报"} == {"idle"}
    assert {state for _code, kind, state in states if kind != "年报"} <= {"done", "warnings"}
    assert all(one.is_well for one in ran.outcomes)
    outcome = program(made, "build", "c0.yaml", "--period", "2026Q3", "--out", str(tmp_path))
    assert outcome.returncode == 0, outcome.stderr
    alone = sorted(tmp_path.iterdir())
    assert len(alone) == 4
    for path in alone:
        if path.suffix == ".docx":
            assert file_digest(path) == file_digest(made / "out" / path.name)


def test_nothing_is_built_twice(made: Path) -> None:
    """A second run builds nothing, and the folder stays as it is."""
    before = tree(made / "out")
    assert not [one for one in run(made).outcomes if one.why]
    assert tree(made / "out") == before


def test_only_the_kind_is_built_of_which_something_changed(tmp_path: Path) -> None:
    """What one kind of one county says by itself is nothing to the others; a kind that is gone is not in the manifest any more."""
    folder = _kinds_at(tmp_path)
    run(folder)
    config = folder / "c2.yaml"
    config.write_text(
        config.read_text(encoding="utf-8") + 'reports: {通报: {report: {title: "通报"}}, 年报: null}\n',
        encoding="utf-8",
    )
    ran = run(folder)
    due = {(one.entry.code, one.entry.kind) for one in ran.outcomes if one.why}
    assert due == {(code(2), "调研报告"), (code(2), "通报")}
    assert [kind for _code, kind, _state in _of(ran)].count("年报") == 2
    assert "通报" in {one.entry.kind for one in ran.outcomes if one.entry.code == code(2)}


def test_a_faulty_kind_stops_no_other(tmp_path: Path) -> None:
    """It is refused with its place; the rest of the county is built."""
    folder = _kinds_at(tmp_path)
    config = folder / "c2.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "reports: {通报: {report: {namee: 一}}}\n", encoding="utf-8")
    ran = run(folder)
    states = {(one, kind): state for one, kind, state in _of(ran)}
    refused = [place for place, state in states.items() if state == State.REFUSED.value]
    assert refused == [(code(2), "通报")]
    assert states[code(2), "调研报告"] in {"done", "warnings"}
    issue = next(one for one in ran.outcomes if one.entry.state is State.REFUSED).entry.issues[0]
    assert "namee" in str(issue["message"]) and "c2.yaml" in str(issue["source"])


@pytest.mark.parametrize("jobs", range(6))
def test_a_batch_that_is_killed_ends_as_a_whole_one(made: Path, tmp_path: Path, jobs: int) -> None:
    """After any number of jobs, in whatever order they were done: all kinds are there, and the tree is the same."""
    folder = _kinds_at(tmp_path)
    done: list[Task] = []

    def until(task: Task, tell: Callable[[str], None]) -> Result:
        if len(done) == jobs:
            raise KeyboardInterrupt
        done.append(task)
        return run_county(task, tell)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "Workers", Backwards)
        with suppress(KeyboardInterrupt):
            run(folder, call=until)
    assert len(done) == jobs
    run(folder)
    assert tree(folder / "out") == tree(made / "out")


class Backwards(Here):
    """The last job first."""

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Any]]:
        """As workers do."""
        return super().run(tasks[::-1])


def test_a_file_that_a_kind_extends_counts(tmp_path: Path) -> None:
    """Only the kind that extends it is built anew, and a worker elsewhere that has another one refuses."""
    city_at(tmp_path, 0, 1)
    own = tmp_path / "市通报.yml"
    own.write_text('extends: reportgen:bulletin\nreport: {title: "通报"}\n', encoding="utf-8")
    with (tmp_path / "c0.yaml").open("a", encoding="utf-8") as file:
        file.write("reports: {调研报告: {}, 通报: {extends: 市通报.yml}}\n")
    run(tmp_path)
    own.write_text('extends: reportgen:bulletin\nreport: {title: "情况通报"}\n', encoding="utf-8")
    assert [(one.entry.kind, one.why) for one in run(tmp_path).outcomes if one.why] == [("通报", "layer 4 市通报.yml")]


def test_kinds_of_a_county_share_what_is_its_own(tmp_path: Path) -> None:
    """Each may name other ledgers, spellings and periods: the county takes its rows once, and nobody else's."""
    _kinds_at(tmp_path)
    (tmp_path / "信访.csv").write_text(shared_ledger(2, (OTHER,)), encoding="utf-8")
    with (tmp_path / "c0.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "reports: {统计表: {extends: reportgen:statistics, ledger: {shared: [信访.csv], regions: [青岚]}}}\n"
        )
    ran = run(tmp_path)
    assert all(one.is_well for one in ran.outcomes), [one.entry.issues for one in ran.outcomes if not one.is_well]
    assert [one["unlisted"] for one in ran.shared["unlisted"]] == [
        24
    ]  # those of a county that does not share that ledger


def test_two_kinds_of_one_name_are_refused(tmp_path: Path) -> None:
    """Where both are due at once, by a batch and by `build`: one file is never two reports."""
    city_at(tmp_path, 0, 1)
    with (tmp_path / "c0.yaml").open("a", encoding="utf-8") as file:
        file.write("reports: {季: {report: {every: quarter}}, 常: {}}\n")
    codes = [one.entry.issues[0]["code"] for one in run(tmp_path).outcomes]
    assert codes == ["settings.reports-same-name"] * 2
    done = program(tmp_path, "build", "c0.yaml", "--period", "2026Q3", "--out", "alone")
    assert done.returncode == 1 and "`季`" in done.stdout + done.stderr


def test_a_kind_that_is_gone_before_its_turn(tmp_path: Path) -> None:
    """The configuration changed while the batch ran: refused with the reason, not built as something else."""
    city_at(tmp_path, 0, 1)
    task = Task(0, tmp_path / "c0.yaml", tmp_path / "out", PERIOD, DAY, kind="通报")
    assert [one.code for one in run_county(task).issues] == ["settings.no-such-report"]
    with (tmp_path / "c0.yaml").open("a", encoding="utf-8") as file:
        file.write("reports: {调研报告: {}}\n")
    for kind in ("通报", ""):
        assert [one.code for one in run_county(replace(task, kind=kind)).issues] == ["settings.no-such-report"]


def test_names_of_ledgers_of_a_public_report_stand_nowhere(tmp_path: Path) -> None:
    """Not with a kind that is not due either."""
    _kinds_at(tmp_path)
    (tmp_path / "台账2.csv").rename(tmp_path / "张三诉李四.csv")
    config = tmp_path / "c2.yaml"
    text = config.read_text(encoding="utf-8").replace("台账2.csv", "张三诉李四.csv")
    config.write_text(text + "report: {disclosure: public}\n", encoding="utf-8")
    run(tmp_path)
    assert "张三" not in (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")


def test_a_comparison_takes_the_first_kind_that_has_the_period(tmp_path: Path) -> None:
    """A monthly report that stands before it is no reason to refuse a county."""
    city_at(tmp_path, 2, 0)
    with (tmp_path / "city.yaml").open("a", encoding="utf-8") as file:
        file.write("reports: {月报: {extends: reportgen:hotline}, 调研报告: {}, 通报: {extends: reportgen:bulletin}}\n")
    run(tmp_path)
    (tmp_path / "compare.yml").write_text(
        'extends: city.yaml\ncounty: {name: 临澜市, code: "990000"}\noffice: {name: 市监督室}\n', encoding="utf-8"
    )
    settings = load_settings(tmp_path / "compare.yml").settings
    files = find_sidecars(tmp_path / "out", "990000")
    roster = read_roster(files, settings)
    assert len(roster.trunks[code(1)]) == 3
    taken = gather(files, settings, PERIOD, roster).taken
    assert {one.file for one in taken} == {
        f"{code(number)}-2026Q3-作风建设情况调研报告.trace.json" for number in range(2)
    }


def test_a_year_that_ends_brings_the_report_of_the_year(tmp_path: Path) -> None:
    """A kind that reports by the year is made for the year where its last quarter is asked for."""
    folder = _kinds_at(tmp_path)
    ran = run(folder, period=Period.parse("2026Q4"))
    years = [one.entry.report for one in ran.outcomes if one.entry.kind == "年报"]
    assert years == [f"{code(number)}-2026-年度情况报告.docx" for number in range(3)]


def test_the_screen_and_the_workbook_tell_kinds_apart(made: Path) -> None:
    """County and kind in a line; a column for the kind; the roll-up counts each county once."""
    outcome = program(made, "batch", ".", "--period", "2026Q3", "--out", "out")
    assert outcome.returncode == 0, outcome.stderr
    assert f"{code(0)} 青岚县 通报" in outcome.stdout and "not due with this period" in outcome.stdout
    assert "9 reports of 3 counties" in outcome.stdout
    dry = program(made, "batch", ".", "--period", "2026Q3", "--out", "out", "--dry-run").stdout
    assert (dry.count("not due with this period"), dry.count(": unchanged")) == (3, 6)
    sheet = openpyxl.load_workbook(made / "out" / "manifest.xlsx").active
    assert [cell.value for cell in sheet[1]][-1] == "报告种类"
    assert [row[-1].value for row in sheet.iter_rows(min_row=2)] == ["调研报告", "通报", "年报"] * 3


def test_a_comparison_takes_one_sidecar_of_each_county(made: Path, tmp_path: Path) -> None:
    """That of its first kind; no county is refused for having two."""
    (tmp_path / "city.yaml").write_text(
        'extends: reportgen:base\ncounty: {name: 临澜市, code: "990000"}\noffice: {name: 市监督室}\n', encoding="utf-8"
    )
    outcome = program(
        tmp_path, "rollup", "city.yaml", "--from", str(made / "out"), "--period", "2026Q3", "--out", "out"
    )
    assert outcome.returncode == 0, outcome.stderr
    assert "Counties compared: 3" in outcome.stdout
    assert "调研报告.trace.json" in outcome.stderr and "通报.trace.json" not in outcome.stderr
