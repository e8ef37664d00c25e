"""docs/customise.md is what happens: its files are written and its commands run, in a folder of their own; and what follows an added section."""

import re
import shlex
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.messages import speaking
from reportgen.word import open_package, read_page
from tests.packaging.installed import Program, installed

_MANUAL = Path(__file__).resolve().parents[2] / "docs/customise.md"
_STEP = re.compile(r"(?:<!-- (?P<how>写入|追加) (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)
_CATEGORIES = ("服务态度", "履职责任", "工作纪律")
_UNITS = ("县住建局", "县人社局", "县医保局")


def ledger(path: Path) -> None:
    """A ledger of two quarters."""
    days = [date(2026, month, 1 + number % 28) for month, most in ((4, 20), (7, 15), (8, 15)) for number in range(most)]
    rows = [
        f"{number},{day},{_CATEGORIES[number % 3]},{_UNITS[number % 3 if number % 5 else 0]},窗口工作人员态度冷淡，事项第{number}次未办结"
        for number, day in enumerate(days)
    ]
    path.write_text("编号,受理日期,问题类别,被反映单位,内容\n" + "\n".join(rows) + "\n", encoding="utf-8")


def _run(arguments: Sequence[str]) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.output


def follow(folder: Path, run: Callable[[Sequence[str]], tuple[int, str]] = _run) -> list[tuple[str, str]]:
    """Does what the manual says; gives each command with its screen. `run` gives the exit code of a command, and what it said."""
    screens = []
    for step in _STEP.finditer(_MANUAL.read_text(encoding="utf-8")):
        if step["how"]:
            path = folder / step["file"]
            before = path.read_text(encoding="utf-8") if step["how"] == "追加" else ""
            path.write_text(before + step["text"], encoding="utf-8")
            continue
        for line in step["text"].splitlines():
            words = shlex.split(line)
            assert words[:2] == ["$", "reportgen"], line
            code, said = run(words[2:])
            assert code == 0, f"{line}\n{said}"
            screens.append((line, said))
    return screens


def _text(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in read_page(open_package(path.read_bytes())).paragraphs)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder outside of the project with a ledger."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1791763200")
    ledger(tmp_path / "群众反映台账.csv")
    return tmp_path


def test_the_manual_is_what_happens(folder: Path) -> None:
    """Every command of an installed copy succeeds; the report says what was written; the map names the county's own files."""
    with Program(folder) as program:
        assert installed() in program.loaded_from.parents
        screens = follow(folder, program.run)
    (report,) = (folder / "out").glob("*.docx")
    said = _text(report)
    for words in (
        "一、工作开展情况",
        "及时交办。本季度受理的30件，已逐件交有关单位办理。",
        "采取不打招呼、直奔窗口的方式，走访12家次；",
        "以上数字均以台账登记为准。",
        "各类问题均已分送有关单位核对。",
        "跟踪督办",
        "各责任单位办结后向石桥县作风建设办公室报送结果。",
        "已约谈窗口负责人。",
        "县住建局已制定整改方案。",
    ):
        assert words in said, words
    assert said.index("一、工作开展情况") < said.index("二、存在的突出问题")
    shown = next(screen for line, screen in screens if "--template" in line)
    assert "石桥/sections/工作开展情况.md" in shown.replace("\n", "")
    assert re.search(r"  overview_several_brought: .*石桥/phrases\.md:1\n.*base/phrases\.md", shown)
    assert re.search(r"  cumulative: .*石桥/report\.md:2\n.*sections/lead\.md", shown)


def test_a_section_is_added_to_a_report_that_was_edited(folder: Path) -> None:
    """The new section comes in at its place with its heading numbered; what a person wrote stays, in the next round as well."""
    with speaking("zh_CN"):
        follow(folder)
        config = folder / "石桥/county.yaml"
        (report,) = (folder / "out").glob("*.docx")
        page = docx.Document(str(report))
        edited = next(one for one in page.paragraphs if one.text.startswith("为掌握"))
        edited.add_run("（此处由人补充一句。）")
        page.save(str(report))
        text = config.read_text(encoding="utf-8").replace("[lead, 工作开展情况,", "[lead, 工作开展情况, 下步打算,")
        config.write_text(text, encoding="utf-8")
        (folder / "石桥/sections/下步打算.md").write_text(
            "# 下步打算\n\n继续抓好{{ total }}的办理。\n", encoding="utf-8"
        )
        done = CliRunner().invoke(app, ["update", str(report), "--config", str(config)])
        assert done.exit_code == 0, done.output
        updated = max((folder / "out").glob("*.docx"), key=lambda path: path.stat().st_mtime_ns)
        said = _text(updated)
        assert said.index("一、工作开展情况") < said.index("二、下步打算") < said.index("三、存在的突出问题")
        assert "继续抓好30件的办理。" in said
        assert "（此处由人补充一句。）" in said
        config.write_text(text.replace(" 下步打算,", ""), encoding="utf-8")
        done = CliRunner().invoke(app, ["update", str(updated), "--config", str(config)])
        assert done.exit_code == 0, done.output
        said = _text(max((folder / "out").glob("*.docx"), key=lambda path: path.stat().st_mtime_ns))
        assert "下步打算" not in said
        assert "（此处由人补充一句。）" in said
        assert "二、存在的突出问题" in said
