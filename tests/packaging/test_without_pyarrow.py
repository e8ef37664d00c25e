"""Without pyarrow all is as with it, but Parquet files, and that is said."""

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

from reportgen.read.texts import delimited
from tests.journeys.small import CONFIG, ledger

_ROOT = Path(__file__).parents[2]
_BLOCKED = "import sys; sys.modules['pyarrow'] = None\n"
_PROGRAM = """
from reportgen.read.parent import interpreter
interpreter._START = {blocked!r} + interpreter._START
from reportgen.__main__ import main
main()
"""


def _run(folder: Path, *arguments: str, blocked: bool) -> "subprocess.CompletedProcess[str]":
    """The program and its children, with pyarrow or as if it were not installed."""
    before = _BLOCKED if blocked else ""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "REPORTGEN_LANG": "zh", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", before + _PROGRAM.format(blocked=before), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _rows(size: int) -> bytes:
    """A ledger of so many bytes at least: empty cells, quoted lines, rare characters, equal and different texts."""
    chance = random.Random(20261130)  # noqa: S311 - texts, not secrets
    head, *rows = ledger(40).decode().split("\n")
    lines = [head, *rows]
    number = length = 0
    while length < size:
        number += 1
        text = "".join(chance.choices("窗口办理迟缓，𠮷㐂等候", k=chance.randrange(40)))
        lines.append(
            f'甲{number},2026-0{chance.randrange(1, 10)}-1{number % 9},来信,"县""{number % 7}""局",,"{text}\n第二行"'
        )
        length += len(lines[-1].encode())
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("size", [0, delimited._BULK], ids=["usual", "large"])
def test_the_report_is_the_same(tmp_path: Path, size: int) -> None:
    """Byte for byte, of a ledger of usual size and of one that pyarrow would read."""
    (tmp_path / "county.yaml").write_text(
        CONFIG.replace("files: [台账.csv]", "files: [台账.csv], most_unmapped: 100"), encoding="utf-8"
    )
    (tmp_path / "台账.csv").write_bytes(_rows(size))
    made = []
    for blocked in (True, False):
        done = _run(tmp_path, "build", "county.yaml", "--out", f"out{blocked}", blocked=blocked)
        assert done.returncode == 0, done.stderr
        made.append(
            {
                path.name: hashlib.sha256(path.read_bytes()).hexdigest()
                for path in (tmp_path / f"out{blocked}").iterdir()
            }
        )
    assert made[0] == made[1]
    assert len(made[0]) == 2


def test_a_parquet_file_says_what_to_install(tmp_path: Path) -> None:
    """And is read where pyarrow is there."""
    table = pa.table({"工单编号": ["1"], "受理日期": ["2026-07-01"], "主要内容": ["窗口"]})
    pyarrow.parquet.write_table(table, tmp_path / "台账.parquet")
    assert _run(tmp_path, "inspect", "台账.parquet", blocked=False).returncode == 0
    done = _run(tmp_path, "inspect", "台账.parquet", blocked=True)
    assert done.returncode == 1
    assert 'pip install "reportgen[parquet]"' in done.stdout


def test_nothing_but_reading_asks_for_it() -> None:
    """The commands are loaded, and their rooms, without it."""
    code = (
        _BLOCKED + "import reportgen.pipeline, reportgen.actions.updating, reportgen.actions.finalizing, reportgen.cli"
    )
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(_ROOT)}, check=True)
