"""The refused actions: each exception owns its sentence and carries the issues that led to it."""

from collections.abc import Sequence

from reportgen.model.sources import Issue


class ReportgenError(Exception):
    """An action was refused; `issues` say where, what, and what to do."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(f"{issue.source or ''} {issue.message}".strip() for issue in self.issues))


class SettingsError(ReportgenError):
    """The configuration is faulty."""


class LedgerError(ReportgenError):
    """No ledger could be read, or nothing usable is in them."""


class TemplateError(ReportgenError):
    """A narrative or Word template is faulty, or asks for what it may not."""


class ChartError(ReportgenError):
    """A chart cannot be drawn as it should."""


class DocumentError(ReportgenError):
    """The finished document does not hold what it should."""


class WriteError(ReportgenError):
    """A file could not be written; what was there before is untouched."""
