"""The vocabulary that all rooms share: frozen values, standard library only, no behaviour beyond properties."""

from reportgen.model.figures import Basis, Comparison, Figure, Kind, Query, Unknown
from reportgen.model.ledgers import Column, FileRows, Ledger, RowCount, Rows, SheetRows
from reportgen.model.narratives import (
    Attachment,
    AttachmentLine,
    Block,
    Chart,
    Heading,
    Narrative,
    Paragraph,
    Phrase,
    Reference,
    Signature,
    Span,
    Table,
)
from reportgen.model.periods import Period, PeriodError
from reportgen.model.pictures import ChartKind, ChartSpec, Picture, Point, Series
from reportgen.model.sources import Issue, Level, Source
from reportgen.model.summaries import Aspect, Category, Facet, Member, RowSpan, Summary, TypicalCase

__all__ = [
    "Aspect",
    "Attachment",
    "AttachmentLine",
    "Basis",
    "Block",
    "Category",
    "Chart",
    "ChartKind",
    "ChartSpec",
    "Column",
    "Comparison",
    "Facet",
    "Figure",
    "FileRows",
    "Heading",
    "Issue",
    "Kind",
    "Ledger",
    "Level",
    "Member",
    "Narrative",
    "Paragraph",
    "Period",
    "PeriodError",
    "Phrase",
    "Picture",
    "Point",
    "Query",
    "Reference",
    "RowCount",
    "RowSpan",
    "Rows",
    "Series",
    "SheetRows",
    "Signature",
    "Source",
    "Span",
    "Summary",
    "Table",
    "TypicalCase",
    "Unknown",
]
