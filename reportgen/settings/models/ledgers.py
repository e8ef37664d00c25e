"""How ledgers are read: columns, words, duplicates, fields of a county's own."""

from typing import Literal

from pydantic import Field

from reportgen.messages import N_
from reportgen.settings.models.base import Code, Mark, Model, Text

FieldName = Literal[
    "id", "received", "channel", "complainant", "phone", "id_number", "address", "unit", "person", "position", "category",
    "subject", "text", "handling", "closed", "due", "status", "verified", "satisfaction", "region",
]  # fmt: skip


Origin = Literal["people", "found", "assigned"]
"""Whose a case is: people reported it, an inspection found it, or superiors or other bodies handed it over."""


class Vocabulary(Model):
    """What ledgers write, by what it means; matched after folding (NFKC, spaces gone), exact text before containment."""

    status: dict[Literal["closed", "open", "overdue"], list[Text]] = Field(
        {}, description=N_("Status: words that tell it")
    )
    verified: dict[Literal["yes", "partly", "no", "unclear"], list[Text]] = Field(
        {}, description=N_("Finding: words that tell it")
    )
    satisfaction: dict[Literal["satisfied", "basically", "dissatisfied"], list[Text]] = Field(
        {}, description=N_("Satisfaction: words that tell it")
    )
    handling: dict[Text, list[Text]] = Field(
        {}, description=N_("Kind of handling: words that tell it; a case may have got several")
    )
    channel: dict[Text, list[Text]] = Field(
        {}, description=N_("Channel: other spellings of it; others stay as they are")
    )
    unit: dict[Text, list[Text]] = Field({}, description=N_("Unit: other spellings of it; others stay as they are"))


class HiddenSettings(Model):
    """Whether what is hidden in a ledger is used. Rows that a filter hides are hidden rows."""

    rows: Literal["use", "skip"] = Field("use", description=N_("skip: hidden rows are counted as rejected"))
    columns: Literal["use", "skip"] = Field(
        "use", description=N_("skip: only names and numbers to be masked are taken")
    )
    sheets: Literal["use", "skip"] = Field("use", description=N_("skip: hidden sheets are not read at all"))


class SeparatorSettings(Model):
    """What parts several categories or units in one cell; empty: nothing does. Marks inside brackets part nothing.

    A cell that is a known name as a whole is never parted, nor is a name by the line break that a narrow column gave it.
    """

    category: list[Mark] = Field(
        ["、", ",", "，", ";", "；", "/", "|", "+", "\n"], description=N_("Between categories")
    )
    unit: list[Mark] = Field(["、", ",", "，", ";", "；", "/", "|", "\n"], description=N_("Between units"))


class DuplicateSettings(Model):
    """When two rows are one case, and when a case is told again (重复件).

    Rows of equal number in one sheet, or of equal number and content in two, or equal in every cell, are always one case.
    """

    across: list[FieldName] = Field(
        [],
        description=N_(
            "Rows of different sheets or files that are equal in all these fields are one case, too: [id] or "
            "[phone, received]; an empty cell is equal to none. The copy in the ledger named first is kept"
        ),
    )
    keys: list[FieldName] = Field(
        ["unit", "subject", "text"],
        description=N_(
            "A case that is equal to an earlier one in these fields is told again; fields that no ledger has do not count"
        ),
    )
    days: int = Field(30, ge=0, le=36_500, description=N_("... if it came in within so many days of that earlier one"))
    shortest: int = Field(
        10, ge=1, le=32_767, description=N_("Subject and text of fewer characters are no sign of a case told again")
    )
    repeats: Literal["count", "drop"] = Field(
        "count", description=N_("Whether cases told again are counted in the totals; drop: they are duplicates")
    )


class OwnField(Model):
    """A field of the county's own: what its ledgers say of a case beside the usual fields, 检验结论 or 是否首次办结."""

    label: Text = Field(description=N_("What it is called in the report"))
    columns: list[Text] = Field(description=N_("Headers of its column, the one to be believed first"))
    values: dict[Text, list[Text]] = Field({}, description=N_("Value: other spellings of it; others stay as they are"))


class LedgerSettings(Model):
    """Which files are read and how they are understood."""

    files: list[Text] = Field([], description=N_("The ledgers, paths read from the folder of this file"))
    shared: list[Text] = Field(
        [],
        description=N_(
            "Ledgers that several counties share: only the rows whose column of regions says the county's name or code are its own"
        ),
    )
    regions: list[Text] = Field(
        [], description=N_("What else such a column writes for this county: its short or its full name")
    )
    sheets: list[Text] = Field([], description=N_("Only these sheets; empty: all"))
    hidden: HiddenSettings = Field(HiddenSettings(), description=N_("What becomes of hidden rows, columns and sheets"))
    columns: dict[FieldName, list[Text]] = Field({}, description=N_("Field: headers of its column in these ledgers"))
    fields: dict[Code, OwnField] = Field(
        {}, description=N_("Fields of the county's own, by which figures may ask for cases")
    )
    date_formats: list[Text] = Field([], description=N_("strptime formats tried before the usual spellings"))
    timezone: Text = Field(
        "Asia/Shanghai",
        description=N_(
            "The county's time zone: a time of another one (2026-06-30T16:30:00Z) is the day that it was there"
        ),
    )
    null_marks: list[str] = Field([], description=N_("What stands in a cell for nothing"))
    separators: SeparatorSettings = Field(SeparatorSettings(), description=N_("What parts several values in one cell"))
    duplicates: DuplicateSettings = Field(DuplicateSettings(), description=N_("Which rows are one case"))
    unknown_category: Literal["other", "reject"] = Field("other", description=N_("The category of cases that fit none"))
    most_unmapped: int = Field(
        30,
        ge=0,
        le=100,
        description=N_(
            "Percent of the cases in ledgers with a column of categories that may fit none; above it, from three cases on, there is no report but a draft"
        ),
    )
    categorise: Literal["missing", "always", "never"] = Field(
        "missing", description=N_("When keywords decide the category")
    )
    on_time_days: int | None = Field(
        None, ge=0, le=36_500, description=N_("Days within which a case must be closed, where no due date is given")
    )
    origins: dict[Text, Origin] = Field(
        {},
        description=N_(
            "Channel, by its name in the report: people (they reported it), found (an inspection did), assigned (superiors or "
            "other bodies handed it over); what is not named is people's"
        ),
    )
    vocabulary: Vocabulary = Field(Vocabulary(), description=N_("What words of the ledgers mean"))
    memory_mb: int = Field(
        1024, ge=256, le=1_048_576, description=N_("Megabytes of memory that reading one file may take")
    )
    seconds: int = Field(30, ge=1, le=86_400, description=N_("Seconds that reading one file may take"))
