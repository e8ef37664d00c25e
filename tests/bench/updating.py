"""Updating an edited report against building one, whole processes in turn, as a ratio.

usage: python tests/bench/updating.py [RUNS]

The report of a quarter of the sample county gets a paragraph of a person's, and is updated to the next quarter, so that nearly every
figure, the charts and the order of rows change; the same quarter is built in turn.
"""

import compileall
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx

_PROJECT = Path(__file__).resolve().parents[2]
_CONFIG = _PROJECT / "config" / "qinglan.yaml"
_BEFORE, _NOW = "2026Q2", "2026Q3"


def _seconds(*arguments: object) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "reportgen", *map(str, arguments)]
    done = subprocess.run(command, cwd=_PROJECT, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise SystemExit(f"{command} failed:\n{done.stderr}")
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Prints the best of each and their ratio."""
    compileall.compile_dir(_PROJECT / "reportgen", quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        _seconds("build", _CONFIG, "--period", _BEFORE, "--out", here)
        edited = next(here.glob("*.docx"))
        document = docx.Document(str(edited))
        document.add_paragraph("8月下旬到窗口走访，现场秩序良好。")
        document.save(str(edited))
        built, updated = [], []
        for number in range(runs):
            built.append(_seconds("build", _CONFIG, "--period", _NOW, "--out", here / f"built{number}"))
            out = here / f"updated{number}.docx"
            updated.append(_seconds("update", edited, "--config", _CONFIG, "--period", _NOW, "--out", out))
    print(
        f"build {min(built):.2f} s, update {min(updated):.2f} s, ratio {min(updated) / min(built):.2f} (best of {runs})"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
