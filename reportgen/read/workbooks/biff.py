"""The second look at an .xls or .et: its records ([MS-XLS]) tell of errors, hidden rows and columns, and encryption."""

from collections.abc import Iterator
from struct import unpack_from

from reportgen.read.protocol.refusals import RefusedError
from reportgen.read.protocol.surveys import STRANGE, Survey

_BOF, _EOF = 0x0809, 0x000A
_FILEPASS, _BOUNDSHEET, _DATE_1904 = 0x002F, 0x0085, 0x0022
_COLINFO, _ROW = 0x007D, 0x0208
_BOOLERR = 0x0205
_FORMULAS = (0x0006, 0x0206, 0x0406)
_OF_INTEREST = {_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _DATE_1904, _COLINFO, _ROW, _BOOLERR, *_FORMULAS}
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def survey_stream(stream: bytes) -> list[Survey]:
    """Looks through all sheets of a workbook stream, in the workbook's order; raises RefusedError where it is encrypted."""
    starts, counts_from_1904 = [], False
    for kind, start, length in _records(stream, 0):
        if kind == _FILEPASS:
            raise RefusedError("read.encrypted")
        if kind == _BOUNDSHEET:
            starts.append(unpack_from("<I", stream, start)[0])
        elif kind == _DATE_1904 and length >= 2:
            counts_from_1904 = unpack_from("<H", stream, start)[0] == 1
    return [_survey_sheet(stream, start, counts_from_1904) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record of interest in the substream that begins here, charts inside it left out."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, start)
        start += 4
        if kind in _OF_INTEREST and start + length <= len(stream):
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0:
                return
            if depth == 1:
                yield kind, start, length
        start += length


def _survey_sheet(stream: bytes, start: int, counts_from_1904: bool) -> Survey:
    survey = Survey(counts_from_1904=counts_from_1904)
    for kind, place, length in _records(stream, start):
        if kind in _FORMULAS and length >= 14:
            row, column, result, code, mark = unpack_from("<HH2xBxB3xH", stream, place)
            if mark == 0xFFFF and result == 2:
                survey.errors.append((row + 1, column + 1, _ERRORS.get(code, STRANGE)))
        elif kind == _BOOLERR and length >= 8:
            row, column, code, is_error = unpack_from("<HH2xBB", stream, place)
            if is_error:
                survey.errors.append((row + 1, column + 1, _ERRORS.get(code, STRANGE)))
        elif kind == _ROW and length >= 16 and stream[place + 12] & 0x20:
            survey.hidden_rows.add(unpack_from("<H", stream, place)[0] + 1)
        elif kind == _COLINFO and length >= 10 and stream[place + 8] & 1:
            first, last = unpack_from("<HH", stream, place)
            survey.hidden_columns.update(range(first + 1, min(last, 255) + 2))
    return survey
