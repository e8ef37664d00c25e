"""What reportgen says to its user: issue codes, refused actions, and the language of both."""

from reportgen.messages.catalogue import Entry, make_issue
from reportgen.messages.codes import CATALOGUE
from reportgen.messages.errors import (
    ChartError,
    DocumentError,
    LedgerError,
    ReportgenError,
    SettingsError,
    TemplateError,
    WriteError,
)
from reportgen.messages.fields import field_word
from reportgen.messages.language import N_, _, speak, speaking, spoken, texts
from reportgen.model.sources import Issue, Source

__all__ = [
    "CATALOGUE",
    "N_",
    "ChartError",
    "DocumentError",
    "Entry",
    "LedgerError",
    "ReportgenError",
    "SettingsError",
    "TemplateError",
    "WriteError",
    "_",
    "field_word",
    "issue",
    "speak",
    "speaking",
    "spoken",
    "texts",
]


def issue(code: str, source: Source | None = None, **values: object) -> Issue:
    """An issue of a catalogued code in the user's language, `values` filling the places in its message and hint."""
    return make_issue(CATALOGUE, code, source, **values)
