"""Small reports for the tests of writing: every byte tells which run wrote it."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from reportgen.files.pairs import Fit, compare, partner_issue, read_seal, sidecar_of
from reportgen.files.publishing import Published, publish
from reportgen.model.sources import Issue
from tests.render.surgery import parts_of
from tests.review.documents import docx

STEM = "990101-2026Q3-调研报告"
NAMES = [f"{STEM}.docx", f"{STEM}.trace.json"]


def report(run: int) -> bytes:
    """The document of a run."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts_of(docx(f"@t 调研报告\n第{run}次生成的报告，共受理{run}件。")).items():
            archive.writestr(zipfile.ZipInfo(name), data)  # no time of today
    return stream.getvalue()


def trace(run: int) -> bytes:
    """The figures of a run, as `sidecar.trace_bytes` gives them."""
    return json.dumps({"reportgen": "0.1.0", "period": "2026Q3", "figures": {"total": {"value": run}}}).encode()


def publish_run(folder: Path, run: int) -> Published:
    """Writes the report of a run into a folder."""
    return publish(folder, STEM, report(run), trace(run))


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def fit(document: Path) -> Fit:
    """How a document stands to the sidecar beside it."""
    return compare(document.read_bytes(), read_seal(sidecar_of(document).read_bytes()))[0]


def run_of(sidecar: Path) -> int:
    """The run that wrote a sidecar."""
    content = json.loads(sidecar.read_bytes())
    value: int = content["figures"]["total"]["value"]
    return value


def pair_issue(document: Path) -> Issue:
    """What is said of a pair; there must be something."""
    found = partner_issue(document)
    assert found is not None
    assert partner_issue(sidecar_of(document)) == found
    return found


def in_child(work: Callable[[], None]) -> int:
    """Starts a process that does the work and ends: 0 if nothing was raised."""
    pid = os.fork()
    if pid == 0:
        ended = 1
        try:
            work()
            ended = 0
        finally:
            os._exit(ended)
    return pid
