"""A configuration that was copied from another county's and still names that county is told; what counties are meant to share is not."""

import json
from pathlib import Path

import pytest

from reportgen.batch.running import Ran
from tests.batch.city import code, here, own_ledger, run
from tests.journeys.program import run as program

__all__ = ["here"]
pytestmark = pytest.mark.usefixtures("here")


def _county(folder: Path, number: int, name: str, office: str, more: str = "", extends: str = "city.yaml") -> None:
    signs = f"office: {{name: {office}}}\n" if office else ""
    (folder / f"c{number}.yaml").write_text(
        f'extends: {extends}\ncounty: {{name: {name}, code: "{code(number)}"}}\n{signs}'
        f"ledger: {{files: [台账.csv]}}\n{more}",
        encoding="utf-8",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A city without counties."""
    (tmp_path / "city.yaml").write_text("extends: reportgen:base\noffice: {name: 临澜市监督室}\n", encoding="utf-8")
    (tmp_path / "台账.csv").write_text(own_ledger(0), encoding="utf-8")
    return tmp_path


def _told(ran: Ran) -> list[tuple[str, str]]:
    return [(Path(str(one.source)).stem, one.message) for one in ran.issues]


def test_a_letterhead_that_was_copied(folder: Path) -> None:
    """The county that it does not name is told of, whether it has a text of its own or extends the other's configuration; also when nothing has changed."""
    _county(folder, 0, "青岚县", "青岚县监督室", "roles: {approval: 青岚县审批局}\n")
    _county(folder, 1, "云陂县", "青岚县监督室")
    _county(folder, 2, "石溪县", "", extends="c0.yaml")
    ran = run(folder, dry=True)
    assert [name for name, _message in _told(ran)] == ["c1", "c2", "c2"]
    assert all("青岚县" in message and "c0.yaml" in message for _name, message in _told(ran))
    first = run(folder)
    again = run(folder)
    assert all(one.unchanged for one in again.outcomes)
    assert _told(first) == _told(again) == _told(ran)


@pytest.mark.parametrize(
    "counties",
    [
        pytest.param([("青岚县", "青岚县监督室"), ("云陂县", "云陂县监督室")], id="each its own"),
        pytest.param([("和县", "和县监督室"), ("西和县", "西和县监督室")], id="a name inside another"),
        pytest.param([("临澜市", ""), ("青岚县", "")], id="a layer that is meant for all"),
        pytest.param([("临澜市", "临澜市监督室"), ("江东区", "临澜市监督室江东分室")], id="a branch of a larger office"),
        pytest.param([("青岚县", "县监督室"), ("云陂县", "县监督室")], id="no name at all"),
        pytest.param([("青岚县", "青岚县监督室"), ("青岚县", "青岚县监督室")], id="two of one name"),
    ],
)  # fmt: skip
def test_what_is_no_copy(folder: Path, counties: list[tuple[str, str]]) -> None:
    """Nothing is said."""
    for number, (name, office) in enumerate(counties):
        _county(folder, number, name, office)
    assert _told(run(folder, dry=True)) == []


def test_a_longer_name_that_holds_a_shorter_one(folder: Path) -> None:
    """西和县 stands there, not 和县, so 和县 is the one that copied."""
    _county(folder, 0, "和县", "西和县监督室")
    _county(folder, 1, "西和县", "西和县监督室")
    assert [name for name, _message in _told(run(folder, dry=True))] == ["c0"]


def test_the_screen_and_the_result_say_it(folder: Path) -> None:
    """A warning, which changes no exit code."""
    _county(folder, 0, "青岚县", "青岚县监督室")
    _county(folder, 1, "云陂县", "青岚县监督室")
    arguments = ("batch", ".", "--period", "2026Q3", "--out", "out", "--dry-run")
    done = program(folder, *arguments, language="zh_CN")
    assert done.returncode == 0
    assert "云陂县" in done.stdout + done.stderr and "复制" in done.stdout + done.stderr
    told = json.loads(program(folder, *arguments, "--json").stdout)
    assert [one["code"] for one in told["issues"]] == ["batch.copied"]
