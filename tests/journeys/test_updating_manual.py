"""docs/updating.md is what happens: its commands run in order in a copy of the sample county, and the screen says what it shows."""

import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pytest
from lxml import etree
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.messages import speak
from reportgen.word import open_package, stringify
from tests.journeys.hands import BOLD, CELL, CLAIM, HANDS, PRINTED, REWRITTEN, VISIT
from tests.render import surgery
from tests.update.settle import settled

_PROJECT = Path(__file__).resolve().parents[2]
_MANUAL = _PROJECT / "docs/updating.md"
_HAND = re.compile(r"<!-- 手工(?: (?P<file>\S+))?：(?P<names>.+) -->")
_CONFIG = re.compile(r"<!-- 写入 (?P<file>\S+) -->")
_CODE = re.compile(r"退出码 (\d)")
_GAP = "…"
_DAYS = {"2026Q2": "1783641600", "2026Q3": "1791763200"}  # 10 July and 12 October 2026


@dataclass
class Step:
    """A command of the manual: what the screen shows there, and the exit code that the text before the next one states."""

    command: str
    shown: list[str] = field(default_factory=list)
    code: int = 0


@dataclass
class Story:
    """What became of the county's folder: the screen of every command, and files as they were when a command had written them."""

    folder: Path
    screens: list[tuple[Step, str, int]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What a reader sees of a report, as its command left it."""
        return stringify(self.files[f"out/{name}"])

    def figures(self, name: str) -> dict[str, str]:
        """The figures of a report, by the trace beside it."""
        trace = json.loads(self.files[f"out/{name}".replace(".docx", ".trace.json")])
        return {id: one["text"] for id, one in trace["figures"].items()}


def _parts(text: str) -> Iterator[tuple[str, list[str]]]:
    """The manual's fenced blocks by their kind, and its other lines one by one, in order."""
    kind, block = "", list[str]()
    for line in text.splitlines():
        if line.startswith("```"):
            if kind:
                yield kind, block
            kind, block = ("" if kind else line.removeprefix("```")), []
        elif kind:
            block.append(line)
        elif line:
            yield "", [line]


def _play(folder: Path) -> Story:
    """Does what the manual says, from its first line to its last."""
    story, config = Story(folder), ""
    for kind, lines in _parts(_MANUAL.read_text(encoding="utf-8")):
        if kind == "console":
            _run(story, Step(lines[0].removeprefix("> "), lines[1:]))
        elif kind == "yaml" and config:
            with (folder / config).open("a", encoding="utf-8") as there:
                there.write("\n" + "\n".join(lines) + "\n")
            config = ""
        elif found := _CONFIG.search(lines[0]):
            config = found["file"]
        elif found := _HAND.search(lines[0]):
            for name in found["names"].split("、"):
                HANDS[name](folder / (found["file"] or ""))
        elif story.screens and (told := _CODE.search(lines[0])):
            story.screens[-1][0].code = int(told[1])
    return story


def _run(story: Story, step: Step) -> None:
    before = {path: path.read_bytes() for path in story.folder.glob("out/*")}
    later = any("2026Q3" in one.command for one in (step, *(done for done, *_ in story.screens)))
    day = _DAYS["2026Q3" if later else "2026Q2"]
    done = CliRunner().invoke(app, step.command.split()[1:], env={"COLUMNS": "100", "SOURCE_DATE_EPOCH": day})
    assert done.exception is None or isinstance(done.exception, SystemExit), step.command
    story.screens.append((step, done.output, done.exit_code))
    for path in story.folder.glob("out/*"):
        if before.get(path) != path.read_bytes():
            story.files[f"out/{path.name}"] = path.read_bytes()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, read_once: None) -> Iterator[Story]:
    """The manual, played once in a copy of the sample county."""
    folder = tmp_path_factory.mktemp("county")
    for name in ("config", "templates", "samples/qinglan"):
        shutil.copytree(_PROJECT / name, folder / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        speak("zh_CN")
        yield _play(folder)
        speak("en")


def _shows(screen: list[str], shown: list[str]) -> bool:
    """Whether a screen is what the manual shows; a line with an ellipsis alone stands for any number of lines."""
    if not shown:
        return not screen
    if shown[0] == _GAP:
        return any(_shows(screen[at:], shown[1:]) for at in range(len(screen) + 1))
    return bool(screen) and screen[0] == shown[0] and _shows(screen[1:], shown[1:])


def test_every_command_ends_as_the_manual_says(story: Story) -> None:
    """Exit codes as stated, and the lines of the screen as they are printed."""
    assert len(story.screens) == 15
    for step, screen, code in story.screens:
        assert code == step.code, step.command
        assert _shows(screen.strip().splitlines(), step.shown), f"{step.command}\n{screen}"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("二季度第二稿", (REWRITTEN, CLAIM.format(count=27), VISIT, CELL, "最长26天", "各单位件数见该图和附件1")),
        ("二季度定稿", (REWRITTEN, CLAIM.format(count=29), VISIT, CELL, "最长26天", "按来源看，")),
        ("二季度定稿-报送稿", (REWRITTEN, CLAIM.format(count=29), VISIT, CELL, "最长26天", "按来源看，")),
        ("三季度初稿", (REWRITTEN, CLAIM.format(count=29), VISIT, CELL, "最长23天", "按来源看，")),
        ("三季度定稿", (REWRITTEN, CLAIM.format(count=32), CELL, "最长23天", "按来源看，")),
    ],
)
def test_what_people_wrote_is_there(story: Story, name: str, words: tuple[str, ...]) -> None:
    """Their sentences, paragraph, cell and number; the chart that they deleted stays out, the bold stays."""
    text = story.text(f"{name}.docx")
    assert [one for one in words if one not in text] == []
    assert PRINTED not in text
    assert "个单位件数" not in text
    document = docx.Document(io.BytesIO(story.files[f"out/{name}.docx"]))
    assert any(run.bold for one in document.paragraphs if BOLD in one.text for run in one.runs)


@pytest.mark.parametrize(("name", "period", "others"), [("二季度定稿", "2026Q2", 8), ("三季度定稿", "2026Q3", 7)])
def test_figures_and_texts_are_those_of_a_fresh_build(story: Story, name: str, period: str, others: int) -> None:
    """Every figure, and every line of the page but those in which a person wrote, deleted or left a column's width."""
    fresh = Path("fresh") / f"990121-{period}-作风建设情况调研报告.docx"
    done = CliRunner().invoke(
        app,
        ["build", "config/qinglan.yaml", "--period", period, "--out", "fresh"],
        env={"SOURCE_DATE_EPOCH": _DAYS[period]},
    )
    assert done.exit_code == 0
    trace = json.loads(fresh.with_suffix(".trace.json").read_bytes())
    assert story.figures(f"{name}.docx") == {id: one["text"] for id, one in trace["figures"].items()}
    new, updated = set(stringify(fresh.read_bytes()).splitlines()), set(story.text(f"{name}.docx").splitlines())
    hands = (REWRITTEN, "县政务服务中心仍居首位", VISIT, CELL, "各单位件数见附件1", "最长26天", "table, columns")
    assert [one for one in updated - new if not any(words in one for words in hands)] == []
    assert len(new - updated) <= others


def test_comments_are_three_and_stay_three(story: Story) -> None:
    """A second update adds none; those that are settled are gone from the final one."""
    first, second = _comments(story, "二季度第二稿"), _comments(story, "二季度第二稿核对")
    assert len(first) == 3
    assert first == second
    assert first[0] == "26 为人工所改，按台账计算为 24。"
    assert first[1].startswith("按新数据，此处应为：“县政务服务中心最多，有29件")
    assert "此处所引的表或图已由人工删去，请改写此句。" in first
    assert _comments(story, "二季度定稿") == []


def _comments(story: Story, name: str) -> list[str]:
    document = docx.Document(io.BytesIO(story.files[f"out/{name}.docx"]))
    assert {one.author for one in document.comments} <= {"reportgen"}
    return [one.text for one in document.comments]


def test_updating_again_changes_no_page(story: Story) -> None:
    assert story.text("二季度再核.docx") == story.text("二季度定稿.docx")


def test_tracked_changes_accepted_are_the_update(story: Story) -> None:
    package = open_package(story.files["out/二季度修订稿.docx"])
    parts = surgery.parts_of(story.files["out/二季度修订稿.docx"])
    parts[surgery.MAIN] = etree.tostring(settled(etree.fromstring(package.parts[surgery.MAIN]), accept=True))
    assert stringify(surgery.zipped(parts)) == story.text("二季度第二稿.docx")


def test_files_that_the_manual_names_are_there(story: Story) -> None:
    """The note, the copies to hand over, and the copy with tracked changes; nothing of theirs is commented."""
    for name in ("二季度第二稿-修改说明", "二季度定稿-报送稿", "三季度定稿-报送稿", "二三季度变化"):
        assert stringify(story.files[f"out/{name}.docx"])
    for name in ("二季度定稿-报送稿", "三季度定稿-报送稿"):
        assert "word/comments.xml" not in surgery.parts_of(story.files[f"out/{name}.docx"])
    assert VISIT not in story.text("三季度不带手写.docx")
