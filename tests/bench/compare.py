"""Ours against the baseline of a capable user, both on the same ledger in one run, as ratios.

usage: python tests/bench/compare.py [ROWS] [RUNS]     (needs ../shared/bench beside the project)

The baseline is `baseline_docxtpl.py`: pandas, matplotlib and docxtpl by hand. Whole processes are timed in turn (ours,
baseline, ours, …); further reports in the same process are compared with the baseline's time to render one.
"""

import compileall
import gc
import importlib.util
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

_PROJECT = Path(__file__).resolve().parents[2]
_BENCH = _PROJECT.parent / "shared" / "bench"
_CONFIG = _PROJECT / "config" / "qinglan.yaml"
_PERIOD = "2025Q3"  # the quarter that the baseline reports on


class Run(NamedTuple):
    """One process with its children: seconds of clock and of processor, peak memory in MiB, what it printed."""

    wall: float
    cpu: float
    peak: float
    output: str


def _run(command: Sequence[object], folder: Path) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed:\n{output}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def _write_ledger(rows: int, path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_ledger", _BENCH / "make_ledger.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{_BENCH} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ledger(rows).to_excel(path, index=False, engine="openpyxl")


def _prepare(folder: Path) -> Path:
    """The baseline script with its Word template beside it."""
    baseline = shutil.copy(_BENCH / "baseline_docxtpl.py", folder)
    _run([sys.executable, _BENCH / "make_template.py"], folder)
    compileall.compile_dir(folder, quiet=1)
    compileall.compile_dir(_PROJECT / "reportgen", quiet=1)
    return Path(baseline)


def _ours(ledger: Path, folder: Path) -> list[object]:
    program = Path(sys.executable).with_name("reportgen")
    return [program, "build", _CONFIG, "--ledger", ledger, "--period", _PERIOD, "--out", folder, "--json"]


def _whole_process(ledger: Path, baseline: Path, folder: Path, runs: int) -> float:
    """Prints the ratio of whole processes; returns the baseline's seconds to render one further report."""
    pairs, renders = [], []
    for _ in range(runs):
        ours = _run(_ours(ledger, folder), folder)
        theirs = _run([sys.executable, baseline, ledger, folder / "b.docx", 3], folder)
        once = _render_seconds(theirs.output)
        renders.append(once)
        pairs.append((ours, theirs._replace(wall=theirs.wall - 2 * once, cpu=theirs.cpu - 2 * once)))
    for what, reach in (("wall", ""), ("cpu", " (reach: 0.45)")):
        ours_, theirs_ = ([getattr(run, what) for run in side] for side in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in zip(ours_, theirs_, strict=True))
        print(
            f"whole process, {what}: ours {statistics.median(ours_):.2f} s, "
            f"baseline {statistics.median(theirs_):.2f} s, ratio {ratio:.2f}{reach}"
        )
    highest = [max(run.peak for run in side) for side in zip(*pairs, strict=True)]
    print(f"peak memory: ours {highest[0]:.0f} MiB, baseline {highest[1]:.0f} MiB (reach: 300)")
    return statistics.median(renders)


def _render_seconds(output: str) -> float:
    found = re.search(r"render ([0-9.]+)", output)
    if not found:
        raise SystemExit(f"the baseline printed no render time:\n{output}")
    return float(found[1])


def _further(ledger: Path, render: float, runs: int) -> None:
    """Prints the ratio of a further report in the same process to the baseline's render time."""
    from reportgen import pipeline
    from reportgen.model.periods import Period
    from reportgen.settings import load_settings

    loaded, period, today = load_settings(_CONFIG), Period.parse(_PERIOD), date(2026, 10, 12)
    job = pipeline.Job(loaded, [ledger], period, today)
    cases, _ = pipeline.load_ledger(job)
    pipeline.produce(job, cases, *pipeline.compute(job, cases))
    gc.freeze()  # as a program does that makes many: the rooms and their libraries stay
    seconds, stages = [], []
    for _ in range(3 * runs):
        start = time.perf_counter()
        clock = pipeline.Clock()
        stages.append(pipeline.produce(job, cases, *pipeline.compute(job, cases, clock=clock), clock).seconds)
        seconds.append(time.perf_counter() - start)
    each = statistics.median(seconds)
    print(f"further report: ours {each:.3f} s, baseline {render:.3f} s, ratio {each / render:.2f} (reach: 0.50)")
    medians = {stage: statistics.median(one[stage] for one in stages) for stage in stages[0]}
    print("  by stage:", ", ".join(f"{stage} {spent:.3f}" for stage, spent in medians.items()))


def _growth(folder: Path) -> None:
    """Prints how the cost of reading to reporting grows with rows."""
    for rows in (5_000, 10_000, 20_000, 40_000):
        ledger = folder / f"{rows}.xlsx"
        _write_ledger(rows, ledger)
        best = min((_run(_ours(ledger, folder), folder) for _ in range(3)), key=lambda run: run.cpu)
        print(f"{rows:>7} rows: {best.wall:.2f} s, {best.cpu:.2f} s of processor, {best.peak:.0f} MiB")


def main() -> None:
    """Runs all comparisons."""
    rows, runs = (int(sys.argv[1]) if len(sys.argv) > 1 else 10_000), (int(sys.argv[2]) if len(sys.argv) > 2 else 5)
    if not _BENCH.is_dir():
        raise SystemExit("The baseline is not there: it is expected in ../shared/bench.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = folder / "ledger.xlsx"
        _write_ledger(rows, ledger)
        baseline = _prepare(folder)
        render = _whole_process(ledger, baseline, folder, runs)
        _further(ledger, render, runs)
        _growth(folder)


if __name__ == "__main__":
    main()
