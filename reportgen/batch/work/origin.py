"""A worker on another machine holds what it sees against what the machine saw that asks: the same program, folder, files and font, or no report.

A path may lead to another file there, and a report of other inputs would be no report of this batch.
"""

import socket

from reportgen.batch.planning.keys import Digests, inputs_of, program
from reportgen.batch.records import Looked, Origin, Task
from reportgen.files.locking import batch_mark
from reportgen.messages import ReportgenError, issue
from reportgen.model.sources import Source


def origin_of(task: Task, looked: Looked) -> Origin:
    """What this machine knows of a county."""
    return Origin(program(), batch_mark(task.out), looked, inputs_of(looked, (), Digests(), task.out))


def check_origin(task: Task, origin: Origin) -> None:
    """Raises ReportgenError where this machine has not what the one has that asks."""
    host, source = socket.gethostname(), Source(str(task.config))
    if program() != origin.program:
        raise ReportgenError([issue("batch.other-program", source, host=host)])
    unseen = [path for path in (task.config, task.out, task.parts) if path is not None and not path.exists()]
    if unseen:
        raise ReportgenError([issue("batch.unseen", source, host=host, path=unseen[0])])
    if batch_mark(task.out) != origin.mark:
        raise ReportgenError([issue("batch.other-folder", source, host=host, path=task.out)])
    here = inputs_of(origin.looked, (), Digests(), task.out)
    differing = sorted(name for name in {*here, *origin.inputs} if here.get(name, "") != origin.inputs.get(name, ""))
    if differing:
        raise ReportgenError([issue("batch.other-inputs", source, host=host, names=", ".join(differing[:3]))])
