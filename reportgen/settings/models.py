"""The settings of a report: this file is the reference manual of the YAML configuration.

Every model is frozen and refuses unknown keys. Codes are strict text: a number in YAML is not taken for a code.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

CODE_PATTERN = r"^[a-z][a-z0-9_]*$"
REGION_PATTERN = r"^[0-9]{6,12}$"

Code = Annotated[str, StringConstraints(strict=True, pattern=CODE_PATTERN, max_length=40)]
RegionCode = Annotated[str, StringConstraints(strict=True, pattern=REGION_PATTERN)]
Text = Annotated[str, StringConstraints(strict=True, min_length=1, pattern=r"\S")]
Mark = Annotated[str, StringConstraints(strict=True, min_length=1)]  # also a line break
FieldName = Literal[
    "id", "received", "channel", "complainant", "phone", "id_number", "address", "unit", "person", "position", "category",
    "subject", "text", "handling", "closed", "due", "status", "verified", "satisfaction", "region",
]  # fmt: skip


class Model(BaseModel):
    """A frozen section of the configuration that refuses unknown keys."""

    # A section's own validator is built when it is needed: the whole configuration needs only one.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class County(Model):
    """Which county the report is about."""

    name: Text
    code: RegionCode


class Office(Model):
    """Who signs the report."""

    name: Text


class ComparisonSettings(Model):
    """When numbers of an earlier period are not fair to compare with. What is not fair is withheld, and an issue says so.

    partly-covered: the ledgers do not cover the earlier period whole. They begin after its first month, or are silent for
    over 10 days in which, at their usual pace, many days with cases would lie. scope: a channel or a ledger was kept in
    one of the two periods only, so that the totals count different things. unfinished: the ledgers end before the report's
    period does.
    """

    lacking: int = Field(
        5,
        ge=1,
        description="How many days with cases must be lacking, at the ledgers' usual pace, for a silence of over 10 days at their "
        "beginning or end to count as missing data; between days with cases it must be twice as many. Ledgers of few cases are "
        "long silent without lacking that many",
    )
    scope_share: int = Field(
        20,
        ge=1,
        le=100,
        description="Percent of the cases from which on a channel or ledger that was kept in one of two periods only forbids to "
        "compare them, if it has as many cases as small_base; where one takes the place of another, nothing is forbidden",
    )
    anyway: list[Literal["partly-covered", "scope", "unfinished"]] = Field(
        [], description="Reasons that do not count, for an office that knows its ledgers to be complete and alike"
    )


class Report(Model):
    """What the report is called, which period it is about and how it is written."""

    title: Text
    name: Text
    period: str | None = None
    date: str | None = Field(None, description="Day of signature, 2026-10-12; without it the day of building")
    disclosure: Literal["internal", "report", "public"] = Field(
        "report", description="internal: days of cases exact; report: coarsened; public: no units and no cases either"
    )
    language: Literal["zh", "en"] = Field(
        "zh", description="Of the figures, periods and captions; the template has its own"
    )
    decimals: int = Field(1, ge=0, le=4)
    rounding: Literal["footnote", "largest_remainder", "none"] = Field(
        "footnote",
        description="Where rounded shares of a whole do not add up to 100 %: footnote says so; largest_remainder prints "
        "shares that do, and says that; none says nothing",
    )
    length_limit: int = Field(5000, ge=500)
    small_base: int = Field(10, ge=0, description="Below this base the numbers are said, not the percent (DOMAIN 3)")
    comparisons: ComparisonSettings = ComparisonSettings()
    footnote_withheld: bool = Field(
        True,
        description="Whether the report says in its note why it does not compare with a period that the ledgers reach",
    )
    most_causes: int = Field(5, ge=1, description="How many causes are told, the strongest first")
    day_limits: list[int] = Field([3, 7, 15, 30], description="Upper ends, in days, of the classes of handling time")
    name_units: bool = Field(
        True, description="Whether units are named; if not, rankings of units and typical cases are left out"
    )


class Vocabulary(Model):
    """What ledgers write, by what it means; matched after folding (NFKC, spaces gone), exact text before containment."""

    status: dict[Literal["closed", "open", "overdue"], list[Text]] = {}
    verified: dict[Literal["yes", "partly", "no", "unclear"], list[Text]] = {}
    satisfaction: dict[Literal["satisfied", "basically", "dissatisfied"], list[Text]] = {}
    handling: dict[Text, list[Text]] = Field(
        {}, description="Kind of handling: words that tell it; a case may have got several"
    )
    channel: dict[Text, list[Text]] = Field({}, description="Channel: other spellings of it; others stay as they are")
    unit: dict[Text, list[Text]] = Field({}, description="Unit: other spellings of it; others stay as they are")


class HiddenSettings(Model):
    """Whether what is hidden in a ledger is used. Rows that a filter hides are hidden rows."""

    rows: Literal["use", "skip"] = Field("use", description="skip: hidden rows are counted as rejected")
    columns: Literal["use", "skip"] = Field("use", description="skip: only names and numbers to be masked are taken")
    sheets: Literal["use", "skip"] = Field("use", description="skip: hidden sheets are not read at all")


class SeparatorSettings(Model):
    """What parts several categories or units in one cell; empty: nothing does. Marks inside brackets part nothing.

    A cell that is a known name as a whole is never parted, nor is a name by the line break that a narrow column gave it.
    """

    category: list[Mark] = ["、", ",", "，", ";", "；", "/", "|", "+", "\n"]
    unit: list[Mark] = ["、", ",", "，", ";", "；", "/", "|", "\n"]


class DuplicateSettings(Model):
    """When two rows are one case, and when a case is told again (重复件).

    Rows of equal number in one sheet, or of equal number and content in two, or equal in every cell, are always one case.
    """

    across: list[FieldName] = Field(
        [],
        description="Rows of different sheets or files that are equal in all these fields are one case, too: [id] or "
        "[phone, received]; an empty cell is equal to none. The copy in the ledger named first is kept",
    )
    keys: list[FieldName] = Field(
        ["unit", "subject", "text"],
        description="A case that is equal to an earlier one in these fields is told again; fields that no ledger has do not count",
    )
    days: int = Field(30, ge=0, description="... if it came in within so many days of that earlier one")
    shortest: int = Field(10, ge=1, description="Subject and text of fewer characters are no sign of a case told again")
    repeats: Literal["count", "drop"] = Field(
        "count", description="Whether cases told again are counted in the totals; drop: they are duplicates"
    )


class OwnField(Model):
    """A field of the county's own: what its ledgers say of a case beside the usual fields, 检验结论 or 是否首次办结."""

    label: Text
    columns: list[Text] = Field(description="Headers of its column, the one to be believed first")
    values: dict[Text, list[Text]] = Field({}, description="Value: other spellings of it; others stay as they are")


class LedgerSettings(Model):
    """Which files are read and how they are understood."""

    files: list[Text] = []
    sheets: list[Text] = Field([], description="Only these sheets; empty: all")
    hidden: HiddenSettings = HiddenSettings()
    columns: dict[FieldName, list[Text]] = {}
    fields: dict[Code, OwnField] = Field(
        {}, description="Fields of the county's own, by which figures may ask for cases"
    )
    date_formats: list[Text] = Field([], description="strptime formats tried before the usual spellings")
    timezone: Text = Field(
        "Asia/Shanghai",
        description="The county's time zone: a time of another one (2026-06-30T16:30:00Z) is the day that it was there",
    )
    null_marks: list[str] = []
    separators: SeparatorSettings = SeparatorSettings()
    duplicates: DuplicateSettings = DuplicateSettings()
    unknown_category: Literal["other", "reject"] = "other"
    most_unmapped: int = Field(
        30,
        ge=0,
        le=100,
        description="Percent of the cases in ledgers with a column of categories that may fit none; above it, from three cases on, there is no report but a draft",
    )
    categorise: Literal["missing", "always", "never"] = Field(
        "missing", description="When keywords decide the category"
    )
    on_time_days: int | None = Field(
        None, ge=0, description="Days within which a case must be closed, where no due date is given"
    )
    vocabulary: Vocabulary = Vocabulary()
    memory_mb: int = Field(1024, ge=256, description="Megabytes of memory that reading one file may take")
    seconds: int = Field(30, ge=1, description="Seconds that reading one file may take")


class AspectSettings(Model):
    """One way in which a category shows itself: `phrase` is how the report says it."""

    phrase: Text
    keywords: list[Text]


class CategorySettings(Model):
    """One problem category."""

    name: Text
    definition: str = ""
    measure: Text | None = Field(None, description="Measure word of its cases; without it wording.case")
    aliases: list[Text] = []
    keywords: list[Text] = []
    aspects: dict[Code, AspectSettings] = {}
    catch_all: bool = Field(False, description="Takes the cases of no other category (其他)")


class CauseSettings(Model):
    """Why problems arise: said only when `when` holds; `title`, `text` and `evidence` may hold {{ figures }}."""

    title: Text
    when: Text
    text: Text
    evidence: str = ""
    recommendations: list[Code] = []
    always: bool = Field(False, description="Never cut where report.most_causes cuts, whatever its strength")


class RecommendationSettings(Model):
    """What should be done, by whom and by when; `title` and `action` may hold {{ figures }}."""

    title: Text
    action: Text
    owner: Text
    deadline: Text
    when: Text | None = Field(None, description="Said only when this holds, too: an order acts on cases that exist")


class Taxonomy(Model):
    """What the report speaks of: categories in their order, causes and recommendations."""

    categories: dict[Code, CategorySettings]
    causes: dict[Code, CauseSettings] = {}
    recommendations: dict[Code, RecommendationSettings] = {}


class Charts(Model):
    """How charts are drawn."""

    dpi: int = Field(200, ge=72, le=600)
    font: str | None = Field(
        None, description="A font file; without it the Noto Sans SC that is installed with reportgen"
    )
    trend_periods: int = Field(8, ge=2, le=24)
    top: int = Field(10, ge=1, le=40, description="How many members a ranking shows")
    minimum: int = Field(1, ge=1, description="Members with fewer cases are not ranked")


class TemplateSettings(Model):
    """Which templates are used, looked up beside the config, in the project's templates/, in the built-in ones."""

    report: Text = "base/report.md"
    page: Text = "base/page.docx"


class Wording(Model):
    """The words of the domain."""

    case: Text = Field("件", description="Measure word of a case; in English singular and plural, case/cases")
    measure: dict[Text, Text] = Field(
        {}, description="Channel, kind of handling, unit or region: the measure word of its cases (信访举报: 件次)"
    )
    large_numbers: int | None = Field(
        100_000, ge=10_000, description="From this count on sentences say 12.3万, tables the full number; null: never"
    )
    of: Text = Field("受理总数", description="What a share is a share of")
    found: Text = Field("有群众反映", description="How a case is introduced whose channel found_by does not name")
    found_by: dict[Text, Text] = Field({}, description="Channel: how a case of it is introduced (明察暗访发现)")


class FigureSettings(Model):
    """One declared figure: a `count`, a `rate`, or the handling time (`median`) of cases.

    `count`, `rate` and `of` say which cases: each dimension (category, aspects, unit, channel, handling, region, is_closed,
    on_time, verified, satisfaction, repeat, category_from) with the codes or names of which a case has at least one; `"*"` is
    any that is known, `""` what is not; `without` are cases that are left out. A count is printed with its share of `of`, of all cases where there is no `of`. A rate is the cases of
    `rate` among those of `of`, which is its base: what is in neither is in no rate.

    `by` parts the figure by category, unit, channel, handling, region or month; `unit × category` by one inside the other.
    The figure `total` is there always and is called `wording.of`; its `by` says what cases are counted and ranked by.
    """

    label: Text | None = Field(None, description="What it is called: 合格率")
    count: dict[Text, list[str]] = Field({}, description="The cases that are counted")
    without: dict[Text, list[str]] = Field({}, description="The cases that are left out of a count or rate")
    rate: dict[Text, list[str]] = Field({}, description="The cases that count for a rate")
    of: dict[Text, list[str]] = Field({}, description="The cases that are the base of the rate or share")
    median: Literal["days"] | None = Field(
        None, description="days: the median of calendar days from received to closed, with the longest and the classes"
    )
    by: list[Text] = Field([], description="What it is parted by")
    compare: list[Literal["qoq", "yoy"]] = Field(
        ["qoq", "yoy"], description="Which earlier periods it is compared with: the adjacent one, that of last year"
    )

    @property
    def is_count(self) -> bool:
        """Whether it is neither a rate nor a median."""
        return not self.rate and self.median is None


class OverrideSettings(Model):
    """A person's judgement in the place of what the ledgers give: `figure` is printed with `value` wherever it is printed.

    What depends on it (shares, totals, differences) stays as it is computed, and every build names it. Without `reason` and
    `who` the report is built, but cannot be finalized.
    """

    figure: Text = Field(
        description="The id of a figure as the .trace.json beside a report and reportgen trace show it"
    )
    value: Decimal = Field(description="A number: 60; of a share or rate 0.365 or 36.5%")
    reason: str = Field("", description="Why the ledgers do not say what is right")
    who: str = Field("", description="Who answers for it")
    period: str | None = Field(
        None,
        description="The period for which it counts, 2026Q3; without it that of report.period, or, where there is none either, "
        "every period that is asked for, which every build says",
    )


class Release(Model):
    """A case whose text may be printed though it could still name somebody: a person has read it and answers for it."""

    id: Text = Field(description="The case's own number, as the ledger has it")
    who: Text = Field(description="Who has read the text and answers for it")


class CaseSettings(Model):
    """What the report may do with single cases."""

    release: list[Release] = Field(
        [], description="Cases whose withheld text may be printed; what is known of people in it stays masked"
    )


class Settings(Model):
    """The whole configuration of one report."""

    county: County
    office: Office
    report: Report
    ledger: LedgerSettings = LedgerSettings()
    taxonomy: Taxonomy
    charts: Charts = Charts()
    template: TemplateSettings = TemplateSettings()
    wording: Wording = Wording()
    figures: dict[Code, FigureSettings] = {}
    overrides: list[OverrideSettings] = []
    cases: CaseSettings = CaseSettings()
