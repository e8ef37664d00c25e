"""Names of counties and of reports: files are kept apart by the code, none leads elsewhere, and what would collide is named before anything is built."""

import json
import os
from collections.abc import Callable
from itertools import product
from pathlib import Path
from unicodedata import category

import pytest

from reportgen.batch.planning import plans
from reportgen.batch.records import Limits, Result, Task
from reportgen.job import stem_name
from tests.batch.city import PERIOD, city_at, here, own_ledger, run, states, tree
from tests.full import some

__all__ = ["here"]
_HOSTILE = (
    "../../甲县", "..\\..\\甲县", "/etc/甲县", "C:\\甲县", "C:甲县", "甲/乙", "甲\\乙", ".", "..", "...", "./", "~", "~/县", "$HOME", "%TEMP%",
    "CON", "con", "PRN", "AUX", "NUL", "nul.txt", "COM1", "LPT9", "CON.docx", "CONIN$", "COM¹", "aux .txt",
    "县\u202e县", "\u202d县", "县\u2066a\u2069", "县\u200b", "\ufeff县", "县\u0007", "县\u0000", "县\r\n县", "县\t县", "县\u2028县", "\ud800县", "县\ufffe",
    "a" * 300, "县" * 300, "🏞" * 120, "👩‍👩‍👧县", "🇨🇳县", "é县", "e\u0301县", "É县", "ﬁ县", "fi县", "ＡＢ县", "AB县", "ab县", "Straße", "STRASSE",
    ".县", " 县", "县.", "县 ", "　县", "-县", "--out", "|县*?", "县<>", '县"县', "县:县", "县'; DROP TABLE 县; --", "{{ county.code }}", "县\u0600", "",
)  # fmt: skip
_DIVISIONS = os.environ.get("REPORTGEN_DIVISIONS", "")


def _city(folder: Path, names: list[str]) -> Path:
    city_at(folder, 0, 0)
    (folder / "台账.csv").write_text(own_ledger(0), encoding="utf-8")
    for number, name in enumerate(names):
        (folder / f"h{number}.yaml").write_text(
            f'extends: city.yaml\ncounty: {{name: {json.dumps(name)}, code: "97{number:04d}"}}\noffice: {{name: 某办}}\n'
            f"ledger: {{files: [台账.csv]}}\nreport: {{name: {json.dumps(name)}}}\n",
            encoding="utf-8",
        )
    return folder


@pytest.mark.usefixtures("here")
def test_names_of_counties_lead_nowhere_else(tmp_path: Path) -> None:
    """Sixty and more that mean harm, as county and as report: a file for each code, in the folder, or a refusal; no link is followed."""
    names = [*dict.fromkeys([*some(_HOSTILE, 5), "CON"])]
    folder = _city(tmp_path / "city", names)
    before, outside = set(tree(tmp_path)), tmp_path / "outside"
    outside.mkdir()
    (folder / "out").mkdir()
    linked = names.index("CON")
    target = folder / "out" / f"97{linked:04d}-2026Q3-CON.docx"
    target.symlink_to(outside / "x.docx")
    found = states(run(folder, limits=Limits(3072, 60)))
    assert found.pop(f"h{linked}") == "refused"  # the link is not followed
    assert set(found.values()) <= {"done", "warnings", "refused"}
    assert list(outside.iterdir()) == []
    new = set(tree(tmp_path)) - before
    assert all(name.startswith("city/out/") for name in new)
    documents = [Path(name).name for name in new if name.endswith(".docx") and not (tmp_path / name).is_symlink()]
    built = [number for number in range(len(names)) if found.get(f"h{number}") in ("done", "warnings")]
    assert sorted(name.split("-")[0] for name in documents) == [f"97{number:04d}" for number in built]
    assert len(built) >= len(names) // 2


def _stems(named: list[tuple[str, str]]) -> list[str]:
    return [stem_name(code, PERIOD, name) for code, name in named]


def test_no_two_of_the_hostile_share_a_file() -> None:
    """However a system compares names of files."""
    stems = _stems([(f"97{number:04d}", name) for number, name in enumerate(_HOSTILE)])
    assert len({stem.casefold() for stem in stems}) == len(_HOSTILE) >= 60
    assert not [stem for stem in stems if Path(stem).name != stem or len(f"{stem}.trace.json".encode()) > 255]
    assert not [stem for stem in stems if any(category(char) in ("Cc", "Cf", "Cs") for char in stem)]


def test_as_many_counties_as_there_are() -> None:
    """Invented names, many of them alike, as those of the country are: a file for each code."""
    words = ("".join(each[:2]) + "县" for each in product("东西南北", "安平阳宁丰", *["山川江河湖海"] * 3))
    named = [(f"99{number + 1:04d}", name) for number, name in zip(range(2978), words, strict=False)]
    assert len(named) == 2978
    assert len({stem.casefold() for stem in _stems(named)}) == 2978


@pytest.mark.skipif(not _DIVISIONS, reason="REPORTGEN_DIVISIONS names no list of divisions (lines of code,name)")
def test_the_counties_that_there_are() -> None:
    """A file for each code of a list of real divisions."""
    lines = Path(_DIVISIONS).read_text(encoding="utf-8-sig").splitlines()
    named = [(code, name) for code, _comma, name in (line.partition(",") for line in lines) if code.isdecimal()]
    assert len({stem.casefold() for stem in _stems(named)}) == len({code for code, _name in named}) >= 2000


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (("青岚县", "990001", "报告"), ("云陂县", "990001", "另一份"), "batch.same-code"),
        (("青岚县", "990001", "报告"), ("云陂县", "990001000000", "报告"), "batch.same-code"),
        (("青岚县", "990001", "报告"), ("青岚县", "990001", "报告"), "batch.same-report"),
        (("青岚县", "990001", "Report"), ("青岚县", "990001", "REPORT"), "batch.same-report"),
        (("青岚县", "990001", "é"), ("青岚县", "990001", "e\u0301"), "batch.same-report"),
        (("青岚县", "990001", "甲/乙"), ("青岚县", "990001", "甲:乙"), "batch.same-report"),
        (("青岚县", "990001", "报告"), ("青 岚县", "990001", "另一份"), ""),
        (("青岚县", "990001", "报告"), ("青岚县", "990002", "报告"), ""),
    ],
)
def test_what_would_collide_is_named_beforehand(
    tmp_path: Path, first: tuple[str, ...], second: tuple[str, ...], code: str
) -> None:
    """Codes and names of files: both are refused before any county is built, each naming the other; two reports of one county are none."""
    folder = city_at(tmp_path / "city", 0, 0)
    (folder / "台账.csv").write_text(own_ledger(0), encoding="utf-8")
    for number, (name, county, report) in enumerate((first, second)):
        (folder / f"k{number}.yaml").write_text(
            f"extends: city.yaml\ncounty: {{name: {json.dumps(name)}, code: '{county}'}}\noffice: {{name: 某办}}\n"
            f"ledger: {{files: [台账.csv]}}\nreport: {{name: {json.dumps(report)}}}\n",
            encoding="utf-8",
        )
    ran = run(folder, call=_never) if code else run(folder, dry=True)
    found = {Path(one.entry.config).stem: [each["code"] for each in one.entry.issues] for one in ran.outcomes}
    assert found == dict.fromkeys(("k0", "k1"), [code] if code else [])


@pytest.mark.usefixtures("here")
def test_names_under_one_code_are_looked_at_once_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not each with every other: the work grows as the configurations do."""
    folder = city_at(tmp_path / "city", 0, 0)
    (folder / "台账.csv").write_text(own_ledger(0), encoding="utf-8")
    for number in range(12):
        name = "云陂县" if number == 11 else "青岚县"
        (folder / f"k{number:02}.yaml").write_text(
            f"extends: city.yaml\ncounty: {{name: {name}, code: '990001'}}\noffice: {{name: 某办}}\n"
            f"ledger: {{files: [台账.csv]}}\nreport: {{name: 报告{number}}}\n",
            encoding="utf-8",
        )
    asked: list[object] = []
    called = plans._called
    monkeypatch.setattr(plans, "_called", lambda plan: (asked.append(plan), called(plan))[1])
    ran = run(folder, call=_never)
    assert [one["code"] for each in ran.outcomes for one in each.entry.issues] == ["batch.same-code"] * 12
    assert len(asked) <= 3 * 12


def _never(task: Task, tell: Callable[[str], None]) -> Result:
    raise AssertionError(task.config)
