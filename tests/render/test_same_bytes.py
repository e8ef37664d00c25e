"""Same input, same bytes: on any clock, in any language, with any hash seed; and quickly."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from reportgen.render import render
from reportgen.review import audit
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib
from reportgen.render import render
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP
print(hashlib.sha256(render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)).hexdigest())
"""


def test_twice_gives_the_same_bytes() -> None:
    """The second report of a process, its template already known, is the first again."""
    assert render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP) == render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)


@pytest.mark.parametrize(
    ("zone", "seed", "language"), [("Asia/Shanghai", "1", "zh_CN.UTF-8"), ("America/New_York", "4242", "C")]
)
def test_another_machine_gives_the_same_bytes(zone: str, seed: str, language: str) -> None:
    """Another time zone, hash seed and locale change nothing."""
    surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=surroundings, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)).hexdigest()


def test_cost_of_a_report(benchmark: BenchmarkFixture) -> None:
    """A report of ten pages, four charts and three tables, rendered and audited."""
    benchmark(lambda: audit(render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP), NARRATIVE, PICTURES))
