"""What a note of the handling says of the finding, where the ledger has another finding in its own column."""

import re

from reportgen.clean.cells.cells import Cells, Mask

_DENIED = re.compile(
    "(?<!部分)(?:不属实|不实(?!施)|与(?:事实|实际)(?:情况)?不符|查无(?:此事|实据|依据)|不存在(?:所?反映|该情况|此情况))"
)
_CONFIRMED = re.compile("(?<!不)(?<!是否)(?<!部分)(?<!基本)(?<!未)属实")


def contradicted(verified: Cells[str], notes: Cells[str]) -> Mask:
    """The cases found true of which the note says that they are not, and those found not true of which it says that they are."""
    denied = notes.where(lambda text: bool(_DENIED.search(text)), "不无")
    confirmed = notes.where(lambda text: bool(_CONFIRMED.search(text)) and not _DENIED.search(text), "属")
    return (verified.where(lambda found: found == "yes") & denied) | (
        verified.where(lambda found: found == "no") & confirmed
    )
