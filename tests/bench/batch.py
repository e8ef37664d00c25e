"""A large batch, measured: how fast, how its cost grows with counties and with rows, what a worker holds, what an unchanged county costs.

usage: python tests/bench/batch.py [--counties 25,50,100] [--rows 1000] [--rows-per-county 500,1000,2000] [--own 25] [--reports 300]
                                   [--jobs 2] [--native] [--seed 1] [--only WHAT,…] [--folder DIR]

`--rows` are those of a county on average in the shared ledger, so that the ledger grows with the counties. A country is
`--counties 750,1500,3000 --own 3000 --reports 3000`. CPU seconds are those of all processes, readers of ledgers included; they, and
not the clock, are to be compared between machines that others use, too.
"""

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import province

_NATIVE = "charts: {format: native}\n"
_LOG = "measured"
_WARM = 100


@dataclass(frozen=True)
class Cost:
    """What a batch took: seconds of the clock and of the processor, MiB of the largest worker and of the main process, what became of the counties, and what workers told after each of them."""

    wall: float
    cpu: float
    main: float
    states: dict[str, int]
    told: list[dict[str, Any]]

    @property
    def worker(self) -> float:
        """MiB of the largest worker at its peak."""
        return max((one["peak"] for one in self.told), default=0.0)


def measured(task: Any, tell: Callable[[str], None]) -> Any:
    """The job of a county in a worker, which tells afterwards what it holds: for the processes of the batch."""
    from reportgen.batch.work.county import run_county

    result = run_county(task, tell)
    told = {
        "worker": os.getpid(),
        "resident": _resident(),
        "peak": _status("VmHWM"),
        "open": len(os.listdir("/proc/self/fd")),  # noqa: PTH208 - names alone
    }
    with (task.out.parent / _LOG).open("a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")
    return result


def _resident() -> float:
    return _status("VmRSS")


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def run(folder: str, out: str, jobs: str) -> None:
    """In a process of its own: one batch, then what became of it."""
    from reportgen.batch.planning.listing import list_counties
    from reportgen.batch.planning.plans import Asked
    from reportgen.batch.running import Watcher, run_batch
    from reportgen.batch.work import workers
    from reportgen.model.periods import Period

    workers._MOST_TASKS = sys.maxsize  # one worker for all: what it gathers is to be seen
    configs = list_counties([Path(folder)]).configs
    start = time.perf_counter()
    asked = Asked(configs, Period.parse(province.PERIOD), Path(out), date(2026, 10, 12), int(jobs))
    ran = run_batch(asked, Watcher(), measured)
    spent = time.perf_counter() - start
    states: dict[str, int] = {}
    for one in ran.outcomes:
        state = "unchanged" if one.unchanged else one.entry.state.value
        states[state] = states.get(state, 0) + 1
    print(json.dumps({"seconds": spent, "peak": _status("VmHWM"), "states": states}))


def cost_of(folder: Path, jobs: int, out: str = "out") -> Cost:
    """What a batch of all counties of a folder takes."""
    log = folder / _LOG
    log.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, __file__, "--run", str(folder), str(folder / out), str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = json.loads(done.stdout.splitlines()[-1])
    told = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, said["peak"], {**said["states"], "seconds": said["seconds"]}, told)


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The power of the size with which the cost grows: the slope of the line through their logarithms."""
    xs, ys = [math.log(one) for one in sizes], [math.log(one) for one in costs]
    middle, level = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - middle) ** 2 for x in xs)


def _print(what: str, counties: int, cost: Cost) -> None:
    states = ", ".join(f"{state} {count}" for state, count in cost.states.items() if state != "seconds")
    print(
        f"{what}: {cost.wall:.1f} s, {cost.cpu:.1f} s of processor ({1000 * cost.cpu / counties:.0f} ms a county), "
        f"{counties / cost.wall:.2f} counties/s; largest worker {cost.worker:.0f} MiB, main process {cost.main:.0f} MiB; {states}",
        flush=True,
    )


def _grown(what: str, sizes: Sequence[int], cpu: Sequence[float]) -> None:
    """Prints the exponent over all sizes, and over the last two, where what is there once weighs least."""
    if len(set(sizes)) < 3:
        print(f"  no exponent: three sizes of {what} are needed")
        return
    print(
        f"  exponent of the CPU seconds in {what}: {exponent(sizes, cpu):.2f}, between the last two {exponent(sizes[-2:], cpu[-2:]):.2f} (wanted: 1.05)"
    )


@contextmanager
def _put(folder: Path) -> Iterator[Path]:
    """A folder that goes afterwards: a country takes gigabytes."""
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _shared(asked: argparse.Namespace, folder: Path, settings: str) -> None:
    """Counties that share one CSV, and the same once more with nothing changed."""
    costs, again = [], []
    with _put(folder / "start") as city:
        province.shared_at(city, asked.jobs, asked.jobs * asked.rows, asked.seed, settings)
        start = cost_of(city, asked.jobs)
        _print(f"{asked.jobs} counties, to know what any batch takes to start", asked.jobs, start)
    for counties in asked.counties:
        with _put(folder / f"shared{counties}") as city:
            province.shared_at(city, counties, counties * asked.rows, asked.seed, settings)
            costs.append(cost_of(city, asked.jobs))
            _print(f"{counties} counties, one CSV of {counties * asked.rows:,} rows", counties, costs[-1])
            again.append(cost_of(city, asked.jobs))
            _print("  again, nothing changed", counties, again[-1])
    first, *_between, last = again
    unchanged = (last.states["seconds"] - first.states["seconds"]) / (asked.counties[-1] - asked.counties[0] or 1)
    print(f"  each further unchanged county: {1000 * unchanged:.1f} ms (wanted: 5)")
    further = [one.cpu - start.cpu for one in costs]
    each = [1000 * cpu / (counties - asked.jobs) for counties, cpu in zip(asked.counties, further, strict=True)]
    print(f"  each further county: {', '.join(f'{one:.0f}' for one in each)} ms of processor")
    _grown("further counties", [one - asked.jobs for one in asked.counties], further)


def _rows(asked: argparse.Namespace, folder: Path, settings: str) -> None:
    """As many counties with ever more rows."""
    costs, counties = [], asked.counties[0]
    for rows in asked.rows_per_county:
        with _put(folder / f"rows{rows}") as city:
            province.shared_at(city, counties, counties * rows, asked.seed, settings)
            costs.append(cost_of(city, asked.jobs))
            _print(f"{counties} counties of {rows:,} rows", counties, costs[-1])
    _grown("rows", asked.rows_per_county, [one.cpu for one in costs])


def _own(asked: argparse.Namespace, folder: Path, settings: str) -> None:
    """Counties with a workbook each."""
    with _put(folder / "own") as city:
        province.own_at(city, asked.own, 1_000, asked.seed, settings)
        _print(f"{asked.own} counties with an .xlsx of 1,000 rows each", asked.own, cost_of(city, asked.jobs))


def _memory(asked: argparse.Namespace, folder: Path, settings: str) -> None:
    """One worker that builds many reports: what it holds after a hundred and at the end."""
    with _put(folder / "memory") as city:
        province.shared_at(city, asked.reports, asked.reports * 200, asked.seed, settings)
        cost = cost_of(city, 1)
        _print(f"{asked.reports} reports of one worker, 200 rows each", asked.reports, cost)
        warm = min(_WARM, len(cost.told) // 3) - 1
        first, last = cost.told[warm], cost.told[-1]
        print(
            f"  resident after {warm + 1}: {first['resident']:.0f} MiB, after {len(cost.told)}: {last['resident']:.0f} MiB, "
            f"ratio {last['resident'] / first['resident']:.3f} (wanted: 1.1 after 3,000 by after 100)"
        )
        print(f"  open files after the first report: {cost.told[0]['open']}, after the last: {last['open']}")


_PARTS = {"shared": _shared, "rows": _rows, "own": _own, "memory": _memory}


def _numbers(text: str) -> list[int]:
    return [int(one.replace("_", "")) for one in text.split(",")]


def main() -> None:
    """Runs what is asked for."""
    if sys.argv[1:2] == ["--run"]:
        run(*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counties", type=_numbers, default=[25, 50, 100])
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--rows-per-county", type=_numbers, default=[500, 1_000, 2_000])
    parser.add_argument("--own", type=int, default=25)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--native", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(_PARTS))
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    settings = _NATIVE if asked.native else ""
    charts = "charts of Word" if asked.native else "pictures"
    print(f"{asked.jobs} workers on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {charts}, seed {asked.seed}")
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        for part in asked.only:
            _PARTS[part](asked, Path(name), settings)


if __name__ == "__main__":
    main()
