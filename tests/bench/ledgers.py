"""Reading and cleaning of ledgers against the bare readers that they rest on, both in one run, as ratios.

usage: python tests/bench/ledgers.py [RUNS]     (needs ../shared beside the project)

Whole processes are timed in turn (ours, bare, ours, ...), and of each the best is compared: what disturbs a run only ever
makes it slower. Peak memory is that of the process and of its largest child together.
"""

import atexit
import compileall
import gc
import importlib.util
import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]
_SHARED = _PROJECT.parent / "shared"
_CONFIG = _PROJECT / "config" / "qinglan.yaml"
_MESSAGES = _SHARED / "data" / "附件4_答复意见.xlsx"
_ROWS, _CSV_ROWS = 100_000, 1_000_000
_GROWTH = (100_000, 200_000, 400_000, 800_000)


@dataclass(frozen=True)
class Cost:
    """What a process took: wall seconds, and MiB at its peak with its largest child."""

    seconds: float
    memory: float


def believe(ledger: str) -> None:
    """Ours: one ledger read and cleaned under the sample county's settings, as the commands do it.

    They read the files while the rooms behind are imported, and look for no garbage.
    """
    from reportgen.read import read_ledgers

    gc.disable()
    atexit.register(gc.freeze)
    with ThreadPoolExecutor(max_workers=1) as reader:
        reading = reader.submit(read_ledgers, [Path(ledger)])
        from reportgen.clean import clean
        from reportgen.model.periods import Period
        from reportgen.model.sources import Level
        from reportgen.settings import load_settings

        settings = load_settings(_CONFIG).settings
        rows, refused = reading.result()
    believed, issues = clean(rows, settings, Period.parse("2025Q3"))
    if refused or any(issue.level is Level.ERROR for issue in issues) or believed.counts.used != believed.counts.read:
        raise SystemExit(f"{ledger} was not believed: {refused} {issues}")


def read(ledger: str) -> None:
    """Ours: the rows alone."""
    from reportgen.read import read_ledgers

    rows, refused = read_ledgers([Path(ledger)])
    if refused:
        raise SystemExit(f"not read: {refused}")
    print(sum(sheet.height for file in rows.files for sheet in file.sheets))


def bare_workbook(ledger: str) -> None:
    """Calamine's cells of the first sheet as a frame, as they are."""
    import pandas as pd
    from python_calamine import CalamineWorkbook

    header, *rows = CalamineWorkbook.from_path(ledger).get_sheet_by_index(0).to_python()
    print(len(pd.DataFrame(rows, columns=header)))


def bare_text(ledger: str) -> None:
    """The fastest reader of pandas, and the dates parsed."""
    import pandas as pd

    frame = pd.read_csv(ledger, engine="pyarrow")
    frame["受理日期"] = pd.to_datetime(frame["受理日期"])
    print(len(frame))


def _write(rows: str, path: str) -> None:
    """A tidy ledger of the load generator beside the project."""
    spec = importlib.util.spec_from_file_location("make_ledger", _SHARED / "bench" / "make_ledger.py")
    if spec is None or spec.loader is None:
        raise SystemExit("The load generator is expected in ../shared/bench.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    frame = module.ledger(int(rows))
    frame.to_excel(path, index=False, engine="openpyxl") if path.endswith("xlsx") else frame.to_csv(path, index=False)


def _write_totals(rows: str, path: str) -> None:
    """The same with a subtotal after every ten rows, as registers that are closed page by page have."""
    tidy = Path(path).with_suffix(".tidy.csv")
    _write(rows, str(tidy))
    with tidy.open(encoding="utf-8") as source, Path(path).open("w", encoding="utf-8") as target:
        for number, line in enumerate(source):
            target.write(line + ("小计,,,,,,,10件,,\n" if number and number % 10 == 0 else ""))


_TASKS: dict[str, Callable[..., None]] = {
    "ours": believe,
    "read": read,
    "workbook": bare_workbook,
    "text": bare_text,
    "write": _write,
    "write-totals": _write_totals,
}


def _run_task(name: str, *arguments: str) -> None:
    """In a process of its own: does the task, then prints the KiB of its peak and of its largest child's.

    Its own peak is that of its memory map: what `getrusage` says begins with the peak of the process that started it.
    """
    _TASKS[name](*arguments)
    own = next(
        int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    print(own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def _cost(command: Sequence[object], measured: bool = True) -> Cost:
    """The cost of one process; one that is not `measured` does not print its memory."""
    start = time.perf_counter()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stdout[-500:]}{done.stderr[-2000:]}")
    return Cost(seconds, int(done.stdout.split()[-1]) / 1024 if measured else 0)


def _task(name: str, *arguments: object) -> Cost:
    return _cost([sys.executable, __file__, "--task", name, *arguments])


def _written(rows: int, path: Path, task: str = "write") -> Path:
    """A ledger written by a process of its own, so that this one stays small: its peak is where its children's begin."""
    _task(task, rows, path)
    return path


def _best(ours: Callable[[], Cost], bare: Callable[[], Cost], runs: int) -> tuple[Cost, Cost]:
    """The best of both, run in turn."""
    pairs = [(ours(), bare()) for _ in range(runs)]
    left, right = ([pair[side] for pair in pairs] for side in (0, 1))
    return tuple(Cost(min(c.seconds for c in side), max(c.memory for c in side)) for side in (left, right))  # type: ignore[return-value] # two of them


def _print_pair(what: str, ours: Cost, bare: Cost, reach: float, memory: float | None = None) -> None:
    held = f"{ours.memory:6.0f} MiB" + (f" (reach {memory:.0f})" if memory else "") if ours.memory else ""
    ratio = ours.seconds / bare.seconds
    print(f"{what:<34}{ours.seconds:7.2f} s{bare.seconds:9.2f} s{ratio:7.2f} (reach {reach:.1f}) {held}", flush=True)


def _inspect(runs: int) -> None:
    program = Path(sys.executable).with_name("reportgen")
    known = subprocess.run([program, "inspect", "--help"], capture_output=True, check=False).returncode == 0
    if not known or not _MESSAGES.exists():
        print("inspect: the command or its ledger is not here")
        return
    ours, bare = _best(
        lambda: _cost([program, "inspect", _MESSAGES], measured=False), lambda: _task("workbook", _MESSAGES), runs
    )
    _print_pair("inspect, 2,816 messages", ours, bare, 3.0)


def _formatted(folder: Path) -> None:
    """Sheets of four cases above a million rows that are formatted and empty (THREATS 12)."""
    sys.path.insert(0, str(_PROJECT))
    from tests.read.making import formatted

    for name, content in formatted().items():
        (folder / name).write_bytes(content)
        cost = _task("read", folder / name)
        print(f"a million empty rows, {name:<13} {cost.seconds:7.2f} s (reach 10) {cost.memory:6.0f} MiB", flush=True)


def _growth(folder: Path, what: str, sizes: Sequence[int], task: str) -> None:
    for rows in sizes:
        cost = _task("ours", _written(rows, folder / f"{rows}.csv", task))
        each = cost.seconds / rows * 1e6
        print(f"{what} {rows:>9,} rows {cost.seconds:7.2f} s {each:7.2f} µs a row {cost.memory:6.0f} MiB", flush=True)


def main() -> None:
    """Runs all comparisons."""
    if sys.argv[1:2] == ["--task"]:
        _run_task(*sys.argv[2:])
        return
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    compileall.compile_dir(sysconfig.get_path("purelib"), quiet=2)
    compileall.compile_dir(_PROJECT / "reportgen", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'':<34}{'ours':>9}{'bare':>11}{'ratio':>7}")
        ledger = _written(_ROWS, folder / "ledger.xlsx")
        workbook = _best(lambda: _task("ours", ledger), lambda: _task("workbook", ledger), runs)
        _print_pair(f"xlsx, {_ROWS:,} rows", *workbook, 1.6)
        table = _written(_CSV_ROWS, folder / "ledger.csv")
        _print_pair(
            f"csv, {_CSV_ROWS:,} rows",
            *_best(lambda: _task("ours", table), lambda: _task("text", table), runs), 2.5, 1536,
        )  # fmt: skip
        _inspect(runs)
        _formatted(folder)
        _growth(folder, "csv           ", _GROWTH, "write")
        _growth(folder, "with subtotals", [rows // 50 for rows in _GROWTH], "write-totals")


if __name__ == "__main__":
    main()
