"""Whether a text is a workbook or a web page in tags, by how it begins: their readers are loaded only for those that are."""

import re

from reportgen.read.protocol.refusals import RefusedError

_SPREADSHEETML = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet[\"']")
_MARKUP = re.compile(r"\s*<(?:[!?]|[a-zA-Z][\w:.-]*[\s/>])")
_TABLE = re.compile(r"<(?:html|table)\b", re.IGNORECASE)


def is_spreadsheetml(head: str) -> bool:
    """Whether a text that begins so is a workbook of Excel 2003 in XML."""
    return bool(_SPREADSHEETML.search(head))


def is_markup(head: str) -> bool:
    """Whether a text that begins so is made of tags; raises RefusedError where there is no web page among them."""
    if not _MARKUP.match(head):
        return False
    if _TABLE.search(head):
        return True
    raise RefusedError("read.not-a-ledger", kind="markup")
