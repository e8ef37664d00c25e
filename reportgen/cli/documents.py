"""The document that a command is given: its bytes, or the end of the program where there is none."""

import errno
from pathlib import Path

from reportgen.cli.output import refuse_usage
from reportgen.inputs import NoFileError, read_file
from reportgen.messages import N_, _
from reportgen.writing import system_reason

_REASONS = {
    errno.ENOENT: N_("there is no such file"),
    errno.ENOTDIR: N_("there is no such file"),
    errno.EFBIG: N_("it is far too large for a document"),
}


def read_document(path: Path) -> bytes:
    """The bytes of a document; ends the program with exit code 2 where there are none, saying why."""
    try:
        return read_file(path)
    except OSError as failure:
        refuse_usage(
            _("{path} cannot be read ({reason}): name a .docx file that is there.").format(
                path=path, reason=reading_reason(failure)
            )
        )


def reading_reason(failure: OSError) -> str:
    """Why a file cannot be read, in the user's language."""
    if isinstance(failure, NoFileError):
        return _("it is a folder, a pipe or a device, not a file")
    known = _REASONS.get(failure.errno or 0)
    return _(known) if known else system_reason(failure)
