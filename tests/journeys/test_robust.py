"""What is not there, is no file, never ends, or cannot be: one sentence, an exit code, nothing written; no traceback."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.full import FULL
from tests.journeys.program import run
from tests.journeys.small import office_at

_ROOT = Path(__file__).parents[2]
_COMMANDS = {
    "audit": ["audit", "{path}"],
    "trace": ["trace", "{path}"],
    "update": ["update", "{path}", "--config", "county.yaml"],
    "diff-old": ["diff", "{path}", "report.docx"],
    "diff-new": ["diff", "report.docx", "{path}"],
    "finalize": ["finalize", "{path}"],
    "previous": ["build", "county.yaml", "--previous", "{path}"],
    "build": ["build", "{path}"],
    "ledger": ["build", "county.yaml", "--ledger", "{path}"],
    "inspect": ["inspect", "{path}"],
    "inspect-config": ["inspect", "台账.csv", "--config", "{path}"],
    "audit-config": ["audit", "report.docx", "--config", "{path}"],
}


_REASONS = dict.fromkeys(("build", "inspect-config", "audit-config"), "没有这个配置文件") | {"previous": "文件无法读取"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's folder with a report, and beside it all that is no file."""
    folder = office_at(tmp_path_factory.mktemp("office"))
    os.mkfifo(folder / "pipe.docx")
    (folder / "folder.docx").mkdir()
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(folder / "socket.docx"))
    (folder / "loop.docx").symlink_to("loop.docx")
    return folder


@contextmanager
def nothing_new(folder: Path) -> Iterator[None]:
    """Nothing comes into the folder, and nothing that is in it changes."""

    def seen() -> dict[str, int]:
        return {str(path): path.lstat().st_mtime_ns for path in folder.rglob("*") if not path.is_dir()}

    before = seen()
    yield
    assert seen() == before


_NO_FILES = ("pipe.docx", "socket.docx", "loop.docx", "/dev/zero", "/dev/random", "/dev/full", "no\x1b[31m.docx", "x" * 300)  # fmt: skip
_GUARDS = {("inspect", "pipe.docx"), ("audit", "/dev/zero")}  # `tests/guards.py` asks for them by name


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
@pytest.mark.parametrize(
    ("command", "path"),
    [
        (command, path)
        for number, command in enumerate(_COMMANDS)
        for at, path in enumerate(_NO_FILES)
        if FULL or (number + at) % 3 == 0 or (command, path) in _GUARDS
    ],
)
def test_what_is_no_file_is_refused_at_once(office: Path, command: str, path: str) -> None:
    """Nothing is waited for, nothing read without end: the name and the reason are said. In full each to each command, else a third by turns."""
    with nothing_new(office):
        done = run(office, *(word.format(path=path) for word in _COMMANDS[command]), language="zh")
    assert done.returncode in (1, 2), done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert path.replace("\x1b", "\\x1b")[-20:] in done.stdout + done.stderr
    reason = _REASONS.get(command, "管道或设备")
    assert reason in done.stdout + done.stderr or not path.startswith(("pipe", "socket", "/dev"))


@pytest.mark.parametrize("command", [name for name in _COMMANDS if name not in ("ledger", "inspect")])
def test_a_folder_in_the_place_of_a_file(office: Path, command: str) -> None:
    """It is refused; as a ledger it is a folder of them."""
    with nothing_new(office):
        done = run(office, *(word.format(path="folder.docx") for word in _COMMANDS[command]), language="zh")
    assert done.returncode in (1, 2)
    assert "folder.docx" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_steers_a_terminal_is_written_out(office: Path) -> None:
    """On the screen and for machines, whatever the file is."""
    name = "台\x1b]0;x\x07账\x9b31m\u202e.csv"
    (office / name).write_bytes((office / "台账.csv").read_bytes())
    for flags in ([], ["--json"]):
        said = run(office, "inspect", name, *flags, language="zh").stdout
        assert "台账"[0] in said
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said)
    (office / name).unlink()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
@pytest.mark.parametrize(
    ("name", "shown"), [("台账".encode("gbk"), "台账.csv"), (b"a\xff\xfe\xffb", "a\\xff\\xfe\\xffb.csv")]
)
def test_a_name_that_is_no_utf_8(office: Path, tmp_path: Path, name: bytes, shown: str) -> None:
    """As archives from Windows leave them: the ledger is read, its name is shown as people read it, report and trace are found again."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name + b".csv"))
    path.write_bytes((office / "台账.csv").read_bytes())
    (tmp_path / "county.yaml").write_text((office / "county.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    done = run(tmp_path, "build", "county.yaml", "--ledger", str(path), "--out", "out", language="zh")
    assert done.returncode == 0, done.stderr
    (trace,) = tmp_path.glob("out/*.json")
    assert shown.replace("\\", "\\\\") in trace.read_text(encoding="utf-8")
    done = run(tmp_path, "trace", str(next(tmp_path.glob("out/*.docx"))), language="zh")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("epoch", "code", "words"),
    [
        ("²", 2, "SOURCE_DATE_EPOCH 的值是“²”"),
        ("３", 2, "SOURCE_DATE_EPOCH 的值是“３”"),
        ("nonsense", 2, "nonsense"),
        ("-1", 2, "-1"),
        ("1e9", 2, "1e9"),
        ("999999999999", 2, "999999999999"),
        ("0", 1, "成文日期 1970-01-01 早于报告期：2026Q3 从 2026-07-01 开始"),
        ("1782835199", 1, "成文日期 2026-06-30 早于报告期"),
        ("1782835200", 0, "按本机时钟今天是 2026-07-01，而台账中有 2026-09-"),
        ("", 0, ""),
        ("1791763200", 0, ""),
    ],
)
def test_the_day_of_building(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, code: int, words: str
) -> None:
    """What is no number of seconds is wrong usage; a day before the period an error, one before the cases a warning."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = run(office, "build", "county.yaml", "--out", str(tmp_path / "out"), language="zh")
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out").exists() == (code == 0)


_LOCALES = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "C"},
    {"PYTHONIOENCODING": "ascii"},
]


@pytest.mark.parametrize("environment", _LOCALES if FULL else _LOCALES[:2], ids=str)
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such locales")
def test_a_locale_that_knows_no_chinese(office: Path, environment: dict[str, str]) -> None:
    """Files with Chinese names are read, and Chinese is printed."""
    usual = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    command = [sys.executable, "-P", "-m", "reportgen", "inspect", "台账.csv"]
    done = subprocess.run(
        command, cwd=office, env={**usual, "PYTHONPATH": str(_ROOT), **environment}, capture_output=True, check=False
    )
    said = done.stdout.decode()
    assert done.returncode == 0, said + done.stderr.decode()
    assert "台账.csv" in said
    assert "未发现问题" in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_screen_that_takes_no_more(office: Path) -> None:
    """A full disk behind `>`: one sentence; a reader who has gone (`| head`) is none of its business."""
    command = [sys.executable, "-P", "-m", "reportgen", "inspect", "台账.csv", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "REPORTGEN_LANG": "zh"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=office, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode()) == (1, "结果无法输出：磁盘已满。\n")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, cwd=office, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_all_that_is_said_goes_through_one_door() -> None:
    """No command prints by itself: what steers a terminal is written out in one place."""
    for path in (_ROOT / "reportgen" / "cli").rglob("*.py"):
        if path.name != "output.py":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"typer\.(echo|secho|style|print)\b|\bprint\(|\.(stdout|stderr)\.write", text), path
