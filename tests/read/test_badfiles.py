"""98 odd, broken, encrypted and hostile files of others: what becomes of each is recorded, and nothing else may."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.read.making import SHARED

_FOLDER = SHARED / "badfiles"
_RECORD = Path(__file__).with_name("badfiles.tsv")
_READ = """
import json, resource, sys
from pathlib import Path
from reportgen.read import read_ledgers
paths = [path for path in sorted(Path(sys.argv[1]).iterdir()) if path.name[0].isdigit()]
before = [(path.stat().st_mtime_ns, path.read_bytes()) for path in paths]
rows, issues = read_ledgers(paths)
found = {issue.source.file[:3]: issue.code for issue in issues}
found |= {file.file[:3]: "+".join(str(sheet.height) for sheet in file.sheets) for file in rows.files}
same = before == [(path.stat().st_mtime_ns, path.read_bytes()) for path in paths]
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM:"))
megabytes = [own // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024]
print(json.dumps([found, max(megabytes), same]))
"""


@pytest.mark.skipif(
    not _FOLDER.is_dir(), reason="the collection of bad files stands in ../shared/data, which is not here"
)
@pytest.mark.skipif(sys.platform != "linux", reason="the peak memory of a process is told by Linux alone")
def test_every_bad_file_has_its_recorded_outcome() -> None:
    """Each file's code or rows are as recorded; all in 1 GiB, the inputs untouched, no word on stderr (THREATS 15).

    A file that hangs is `read.too-slow` after the 30 s that a child has, which is recorded of none; all together are given two minutes.
    RECORD=1 writes the record anew.
    """
    run = [sys.executable, "-c", _READ, str(_FOLDER)]
    done = subprocess.run(run, capture_output=True, check=True, cwd=Path(__file__).parents[2], timeout=120)
    found, megabytes, same = json.loads(done.stdout)
    if os.environ.get("RECORD"):
        _RECORD.write_text("".join(f"{number}\t{what}\n" for number, what in sorted(found.items())), encoding="utf-8")
    recorded = dict(line.split("\t") for line in _RECORD.read_text(encoding="utf-8").splitlines())
    assert found == recorded
    assert len(found) == 98
    assert "read.too-slow" not in found.values()
    assert done.stderr == b""
    assert megabytes <= 1024
    assert same
