"""Counties in worker processes: a bad one is named and takes no other with it; how many workers there are changes no byte."""

import json
from pathlib import Path

import pytest

from reportgen.batch.records import Limits, Result, Task
from reportgen.batch.work.workers import Workers
from tests.batch.city import DAY, NAMES, PERIOD, city_at, code, county_yaml, run, states, tree
from tests.batch.jobs import collecting, guarded, named
from tests.full import FULL
from tests.journeys.program import run as program

_LIMITS = Limits(3072, 40)


_BAD = {
    "hangs": ("failed", "batch.out-of-time"),
    "eats": ("failed", "batch.out-of-memory"),
    "faulty": ("failed", "batch.fault"),
    "exits": ("failed", "batch.crashed"),
    "aborts": ("failed", "batch.killed"),
    "killed": ("failed", "batch.killed"),
    "unreadable": ("refused", ""),
    "nowhere": ("refused", ""),
    "template": ("refused", ""),
    "yaml": ("refused", ""),
}
"""What goes wrong with a county: what becomes of it, and the code by which it is told where the job breaks off."""


def test_bad_counties_are_named_and_the_others_built(tmp_path: Path) -> None:
    """Out of memory, out of time, crashed, killed, at fault, refused: one each beside good ones, in full 15 of 300; the unlucky one is built when it is tried again."""
    folder = city_at(tmp_path / "city", 0, 2)
    bad = [*_BAD, *(f"{name}2" for name in list(_BAD)[1:6])] if FULL else [*_BAD]
    good = ["c0", "c1", "unlucky", *(f"good{number}" for number in range(300 - len(bad) - 3 if FULL else 0))]
    texts = {
        "unreadable": 'county: {name: 甲县, code: "1"}\n',
        "nowhere": county_yaml(4, "没有.csv"),
        "template": county_yaml(5, "台账0.csv", more="template: {report: bad.md}\n"),
        "yaml": "county: {name: [乙县\n",
    }
    for number, name in enumerate([*bad, *good[2:]]):
        text = texts.get(named(Path(name)), county_yaml(2, "台账0.csv").replace(code(2), f"98{number:04d}"))
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "bad.md").write_text("{{ county.secret }}\n", encoding="utf-8")
    ran = run(folder, call=guarded, jobs=2, limits=Limits(3072, 60 if FULL else 15))
    assert states(ran) == {name: _BAD[named(Path(name))][0] for name in bad} | dict.fromkeys(good, "done")
    assert {Path(one.entry.config).stem for one in ran.outcomes if not one.is_well} == {*bad}
    why = {Path(one.entry.config).stem: one.entry.issues[0]["code"] for one in ran.outcomes if one.entry.issues}
    assert all(why[name] == _BAD[named(Path(name))][1] for name in bad if _BAD[named(Path(name))][1])
    assert all(why[name] for name in bad)
    assert "张三" not in (folder / "out" / "manifest.json").read_text(encoding="utf-8")
    assert not [one for one in ran.outcomes if one.entry.state.value == "failed" and one.entry.key]


def test_a_worker_looks_for_garbage_between_counties(tmp_path: Path) -> None:
    """Not while one is built; what the first has loaded is not looked through again, and circles of the second are gone before the third."""
    tasks = [Task(number, tmp_path / "c.yaml", tmp_path, PERIOD, DAY) for number in range(3)]
    told = sorted(
        (task.number, answer.report) for task, answer in Workers(collecting, 1).run(tasks) if isinstance(answer, Result)
    )
    assert told == [(0, "False 0 0"), (1, "False 0 1"), (2, "False 1 1")]


_STRANGE = {"TZ": "America/Caracas", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
_OTHER = {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"}


def test_the_number_of_workers_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker, two and eight, each with another zone, hash seed and locale; in full each with each, of more counties."""
    own = 8 if FULL else 2
    folder = city_at(tmp_path / "city", 2, min(own, 6))
    run(folder, folder / "one", jobs=1)
    whole = tree(folder / "one")
    assert len(whole) == 2 * (2 + min(own, 6)) + 2
    settings = (
        [(jobs, one) for jobs in (1, 2, 8) for one in ({}, _STRANGE, _OTHER)][1:]
        if FULL
        else [(2, _STRANGE), (8, _OTHER)]
    )
    for number, (jobs, environment) in enumerate(settings):
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            run(folder, folder / f"other{number}", jobs=jobs)
        assert tree(folder / f"other{number}") == whole, (jobs, environment)


@pytest.mark.parametrize("language", ["zh_CN"])
def test_the_command_names_what_is_not_in_order(tmp_path: Path, language: str) -> None:
    """Exit code 1 and the names; the others are built; --json says the same; a dry run writes nothing."""
    folder = city_at(tmp_path / "city", 1, 1)
    (folder / "台账9.csv").write_text("这不是台账\n", encoding="utf-8")
    (folder / "bad.yaml").write_text(county_yaml(3, "台账9.csv"), encoding="utf-8")
    arguments = ("batch", ".", "--period", "2026Q3", "--out", "out")
    dry = program(folder, *arguments, "--dry-run", language=language)
    assert dry.returncode == 0 and not (folder / "out").exists()
    assert all(name in dry.stdout for name in NAMES[:2])
    done = program(folder, *arguments, language=language)
    assert done.returncode == 1
    assert NAMES[3] in done.stderr.splitlines()[-1]
    assert len(list((folder / "out").glob("*.docx"))) == 2
    again = program(folder, *arguments, "--json", language=language)
    told = {one["name"]: one for one in json.loads(again.stdout)["counties"]}
    assert again.returncode == 1
    assert [told[name]["unchanged"] for name in (NAMES[0], NAMES[1], NAMES[3])] == [True, True, False]
    assert told[NAMES[3]]["state"] == "refused"
    (folder / "bad.yaml").unlink()
    assert program(folder, *arguments, language=language).returncode == 0
