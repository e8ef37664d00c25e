"""Counties in worker processes: a bad one is named and takes no other with it; how many workers there are changes no byte."""

import json
import os
from pathlib import Path

import pytest

from reportgen.batch.records import Limits
from tests.batch.city import NAMES, city_at, code, county_yaml, own_ledger, run, states, tree
from tests.batch.jobs import guarded
from tests.journeys.program import run as program

_LIMITS = Limits(3072, 40)


def test_bad_counties_are_named_and_the_others_built(tmp_path: Path) -> None:
    """Out of memory, out of time, crashed, killed, at fault, refused: one each beside good ones; the unlucky one is built when it is tried again."""
    folder = city_at(tmp_path / "city", 0, 2)
    named = ("aborts", "exits", "killed", "hangs", "eats", "faulty", "unlucky")
    for number, name in enumerate(named):
        text = county_yaml(2, "台账0.csv").replace(code(2), f"98{number:04d}")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "unreadable.yaml").write_text('county: {name: 甲县, code: "1"}\n', encoding="utf-8")
    (folder / "nowhere.yaml").write_text(county_yaml(4, "没有.csv"), encoding="utf-8")
    (folder / "template.yaml").write_text(
        county_yaml(5, "台账0.csv", more="template: {report: bad.md}\n"), encoding="utf-8"
    )
    (folder / "bad.md").write_text("{{ county.secret }}\n", encoding="utf-8")
    ran = run(folder, call=guarded, jobs=2, limits=Limits(3072, 15))
    assert states(ran) == {
        **dict.fromkeys(("c0", "c1", "unlucky"), "done"),
        **dict.fromkeys(("unreadable", "nowhere", "template"), "refused"),
        **dict.fromkeys(("aborts", "exits", "killed", "hangs", "eats", "faulty"), "failed"),
    }
    why = {Path(one.entry.config).stem: [each["code"] for each in one.entry.issues] for one in ran.outcomes}
    assert {name: why[name][0] for name in ("hangs", "eats", "faulty", "exits", "aborts", "killed")} == {
        "hangs": "batch.out-of-time",
        "eats": "batch.out-of-memory",
        "faulty": "batch.fault",
        "exits": "batch.crashed",
        "aborts": "batch.killed",
        "killed": "batch.killed",
    }
    assert "张三" not in (folder / "out" / "manifest.json").read_text(encoding="utf-8")
    assert not [one for one in ran.outcomes if one.entry.state.value == "failed" and one.entry.key]


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    """One worker, two, and another zone, hash seed and locale."""
    folder = city_at(tmp_path / "city", 2, 2)
    run(folder, folder / "one", jobs=1)
    strange = {"TZ": "America/Caracas", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    before = {name: os.environ.get(name) for name in strange}
    os.environ.update(strange)
    try:
        run(folder, folder / "two", jobs=2)
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
    assert len(tree(folder / "one")) == 10
    assert tree(folder / "one") == tree(folder / "two")


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


def test_names_of_counties_lead_nowhere_else(tmp_path: Path) -> None:
    """Files are named by the code; what a county is called, and its report, leads out of no folder and through no link."""
    folder = city_at(tmp_path / "city", 0, 0)
    (folder / "台账.csv").write_text(own_ledger(0), encoding="utf-8")
    hostile = ["../../甲县", "CON", "a" * 250, "县\u202e县", "nul.txt", "e\u0301县", "é县", "县.", "~/县", "|县*?"]
    for number, name in enumerate(hostile):
        text = (
            f'extends: city.yaml\ncounty: {{name: {json.dumps(name)}, code: "97{number:04d}"}}\noffice: {{name: 某办}}\n'
            f"ledger: {{files: [台账.csv]}}\nreport: {{name: {json.dumps(name)}}}\n"
        )
        (folder / f"h{number}.yaml").write_text(text, encoding="utf-8")
    before = set(tree(tmp_path))
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "out").mkdir()
    target = folder / "out" / "970001-2026Q3-CON.docx"
    target.symlink_to(outside / "x.docx")
    ran = run(folder, jobs=2, limits=_LIMITS)
    states_here = states(ran)
    assert states_here.pop("h1") == "refused"  # the link is not followed
    assert set(states_here.values()) <= {"done", "warnings", "refused"}
    assert list(outside.iterdir()) == []
    new = set(tree(tmp_path)) - before
    assert all(name.startswith("city/out/") for name in new)
    documents = [name for name in new if name.endswith(".docx") and not (tmp_path / name).is_symlink()]
    assert len({Path(name).name.split("-")[0] for name in documents}) == len(documents) >= 8
