"""Only what has changed is built, and the tree is that of a batch that built all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.batch import running
from reportgen.batch.planning import keys
from reportgen.batch.records import Looked, Result, State, Task
from reportgen.batch.work import county
from reportgen.model.periods import Period
from reportgen.writing import file_digest
from tests.batch.city import DAY, NAMES, Here, built, city_at, code, here, run, states, tree
from tests.full import FULL
from tests.journeys.program import run as program

pytestmark = pytest.mark.usefixtures("here")
__all__ = ["here"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city of which all counties are built, with a section, a template and a font of its own in one of them."""
    folder = city_at(tmp_path_factory.mktemp("city"), 3, 3)
    (folder / "sections").mkdir()
    (folder / "sections" / "本县做法.md").write_text("## 本县做法\n\n窗口设了值班长。\n", encoding="utf-8")
    with (folder / "c5.yaml").open("a", encoding="utf-8") as file:
        file.write("report: {sections: [lead, problems, 本县做法]}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "Workers", Here)
        assert set(states(run(folder)).values()) <= {"done", "warnings"}
    return folder


def _copied(made: Path, to: Path) -> Path:
    """The city at another place, all paths in it as they were."""
    for path in sorted(made.rglob("*")):
        if path.is_file():
            (to / path.relative_to(made)).parent.mkdir(parents=True, exist_ok=True)
            (to / path.relative_to(made)).write_bytes(path.read_bytes())
    return to


def _change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _more(name: str, line: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")

    return change


def _new(name: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return change


_ALL = {f"c{number}" for number in range(6)}
_CHANGES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "nothing": (lambda _folder: None, set()),
    "a ledger of its own": (_change("台账4.csv", "第4处第7件", "第4处第8件"), {"c4"}),
    "a row of a shared ledger": (_change("全市台账.csv", "第1处第7件", "第1处第8件"), {"c1"}),
    "a county's row in a shared ledger more": (
        _more("全市台账.csv", f"x,2026-09-20,{NAMES[2]},12345热线,县社保中心,服务态度生硬,窗口人员回复迟缓又一件,2026-09-24\n"),
        {"c2"},
    ),
    "nobody's row in a shared ledger": (
        _more("全市台账.csv", "x,2026-09-20,外地县,12345热线,某中心,服务态度生硬,窗口人员回复迟缓又一件,2026-09-24\n"),
        set(),
    ),
    "a county's configuration": (_change("c3.yaml", "监督室", "督查室"), {"c3"}),
    "a setting of those that share": (_change("sharing.yaml", "ledger: {", "ledger: {most_unmapped: 40, "), {"c0", "c1", "c2"}),
    "a setting of all": (_change("city.yaml", "2026Q3", "2026Q3, small_base: 11"), _ALL),
    "a section of one": (_change("sections/本县做法.md", "值班长", "值班员"), {"c5"}),
    "facts beside a ledger": (_new("本期情况.yaml", "facts: {}\n"), _ALL),
    "a template that comes to stand before the built-in one": (
        _new("templates/base/report.md", "{% extends 'reportgen:base/report.md' %}"),
        _ALL,
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", _CHANGES)
def test_exactly_the_counties_of_which_something_has_changed_are_built(made: Path, tmp_path: Path, change: str) -> None:
    """One byte of a ledger, a row, a layer, a template: those counties and no other."""
    folder = _copied(made, tmp_path / "city")
    act, expected = _CHANGES[change]
    act(folder)
    ran = run(folder, call=_only_named)
    assert {name for name, state in states(ran).items() if state != "unchanged"} == expected


def _only_named(task: Task, tell: Callable[[str], None]) -> Result:
    """The job, but that of shared rows alone, which tells whether there is any: nothing is built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(county, "_build", lambda *_given: Result(State.DONE))
        return county.run_county(task, tell)


@pytest.mark.parametrize("what", ["ledger", "template", "config", "font", "program", "setting"])
def test_one_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Of each of the six that a report is made of: exactly the counties that are made of it, and none the next time; in full of 300."""
    folder = city_at(tmp_path / "city", 0, 6)
    extends = {
        0: "template: {report: own.md}",
        1: "template: {report: own.md}",
        2: f"charts: {{font: {folder / 'own.ttf'}}}",
        3: "report: {small_base: 10}",
    }
    for number, more in extends.items():
        with (folder / f"c{number}.yaml").open("a", encoding="utf-8") as file:
            file.write(more + "\n")
    model = (folder / "c5.yaml").read_text(encoding="utf-8")
    for number in range(6, 300 if FULL else 6):
        (folder / f"c{number}.yaml").write_text(model.replace("990006", f"96{number:04d}"), encoding="utf-8")
    (folder / "own.md").write_text("{% extends 'reportgen:base/report.md' %}\n", encoding="utf-8")
    (folder / "own.ttf").write_bytes(b"font" * 99)
    every = {path.stem for path in folder.glob("c[0-9]*.yaml")}
    assert built(run(folder, call=_made_of)) == every
    assert built(run(folder, call=_made_of)) == set()
    paths = {
        "ledger": ("台账4.csv", {"c4"}),
        "template": ("own.md", {"c0", "c1"}),
        "config": ("c5.yaml", {"c5"}),
        "font": ("own.ttf", {"c2"}),
    }
    if what == "program":
        monkeypatch.setattr(keys, "__version__", f"{keys.__version__}1")
        keys.program.cache_clear()
        expected = every
    elif what == "setting":
        text = (folder / "city.yaml").read_text(encoding="utf-8")
        (folder / "city.yaml").write_text(text.replace("2026Q3", "2026Q3, small_base: 9"), encoding="utf-8")
        expected = every
    else:
        name, expected = paths[what]
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data + (b"t" if what == "font" else b"\n"))
    try:
        assert built(run(folder, call=_made_of)) == expected
        assert built(run(folder, call=_made_of)) == set()
    finally:
        keys.program.cache_clear()


def _made_of(task: Task, tell: Callable[[str], None]) -> Result:
    """A report that nobody sees, made of the template that its configuration names."""
    own = "own.md" in task.config.read_text(encoding="utf-8")
    path = task.config.parent / "own.md"
    return Result(State.DONE, templates={"own.md": file_digest(path)} if own else {})


def test_a_changed_batch_gives_the_tree_of_one_that_builds_all(made: Path, tmp_path: Path) -> None:
    """After a change of a shared ledger, of one county's own and of a configuration."""
    folder = _copied(made, tmp_path / "city")
    for name in ("a ledger of its own", "a row of a shared ledger", "a county's configuration"):
        _CHANGES[name][0](folder)
    ran = run(folder)
    assert {name for name, state in states(ran).items() if state != "unchanged"} == {"c1", "c3", "c4"}
    run(folder, folder / "out2")
    assert tree(folder / "out") == tree(folder / "out2")


@pytest.mark.parametrize("what", ["program", "day", "period", "report", "trace", "manifest", "force"])
def test_what_is_not_a_file_of_the_county_counts_too(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Another program, another day of signature or another period makes all anew; a report that is gone or broken is made again."""
    folder, more, expected = _copied(made, tmp_path / "city"), {}, _ALL
    if what == "program":
        monkeypatch.setattr(keys, "program", lambda: "another")
    elif what == "day":
        more = {"day": DAY.replace(day=13)}
    elif what == "period":
        more = {"period": Period.parse("2026Q2")}
    elif what == "report":
        next((folder / "out").glob("990005-*.docx")).unlink()
        expected = {"c4"}
    elif what == "trace":
        trace = next((folder / "out").glob("990005-*.json"))
        trace.write_bytes(trace.read_bytes() + b" ")
        expected = {"c4"}
    elif what == "manifest":
        (folder / "out" / "manifest.json").write_text("{")
    else:
        more = {"force": True}
    ran = run(folder, call=_only_named, **more)
    assert {name for name, state in states(ran).items() if state != "unchanged"} == expected


def test_a_batch_writes_what_build_writes(made: Path, tmp_path: Path) -> None:
    """Report and trace of a county, of its own ledger or a shared one, to the byte."""
    for number in (1, 4):
        done = program(made, "build", f"c{number}.yaml", "--period", "2026Q3", "--out", "alone", language="zh")
        assert done.returncode == 0, done.stderr
    alone = tree(made / "alone")
    assert len(alone) == 4
    assert alone.items() <= tree(made / "out").items()


def test_a_picture_that_comes_to_stand_before_another_counts(tmp_path: Path) -> None:
    """Pictures are looked for among the sections first; what else comes there changes nothing."""
    (tmp_path / "图.png").write_bytes(b"one")
    looked = Looked(code(1), "县", "报告", "zh", (tmp_path / "county.yaml",), ())

    def inputs() -> dict[str, str]:
        return keys.inputs_of(looked, ("图.png", "base/report.md"), keys.Digests(), tmp_path)

    before = inputs()
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "别的.png").write_bytes(b"two")
    assert inputs() == before
    (tmp_path / "sections" / "图.png").write_bytes(b"two")
    assert set(inputs()) - set(before) == {"template sections/图.png"}


def test_two_fonts_of_one_name_are_two(tmp_path: Path) -> None:
    """A change in the first is one, although the second has its name."""
    fonts = [tmp_path / folder / "字.ttf" for folder in ("a", "b")]
    for font in fonts:
        font.parent.mkdir()
        font.write_bytes(b"font")
    looked = Looked(code(1), "县", "报告", "zh", (tmp_path / "county.yaml",), (), fonts=tuple(map(str, fonts)))
    before = keys.inputs_of(looked, (), keys.Digests(), tmp_path)
    fonts[0].write_bytes(b"another")
    assert keys.inputs_of(looked, (), keys.Digests(), tmp_path) != before
