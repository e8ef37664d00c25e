"""What is reported on, by whom, and how: county, office, report, template, wording."""

from typing import Literal

from pydantic import Field

from reportgen.messages import N_
from reportgen.settings.models.base import Model, RegionCode, Text


class County(Model):
    """Which county the report is about."""

    name: Text = Field(description=N_("The name of the county"))
    code: RegionCode = Field(description=N_("Its administrative code, six to twelve digits in quotes"))


class Office(Model):
    """Who signs the report."""

    name: Text = Field(description=N_("The name of the office as it signs"))


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
        le=36_500,
        description=N_(
            "How many days with cases must be lacking, at the ledgers' usual pace, for a silence of over 10 days at their "
            "beginning or end to count as missing data; between days with cases it must be twice as many. Ledgers of few cases are "
            "long silent without lacking that many"
        ),
    )
    scope_share: int = Field(
        20,
        ge=1,
        le=100,
        description=N_(
            "Percent of the cases from which on a channel or ledger that was kept in one of two periods only forbids to "
            "compare them, if it has as many cases as small_base; where one takes the place of another, nothing is forbidden"
        ),
    )
    anyway: list[Literal["partly-covered", "scope", "unfinished"]] = Field(
        [], description=N_("Reasons that do not count, for an office that knows its ledgers to be complete and alike")
    )


class Report(Model):
    """What the report is called, which period it is about and how it is written."""

    title: Text = Field(description=N_("The title; may hold {{ figures }}"))
    name: Text = Field(description=N_("What the files are called"))
    period: str | None = Field(None, description=N_("The period of the report, 2026Q3; a command line overrides it"))
    every: Literal["month", "quarter", "half-year", "year"] | None = Field(
        None,
        description=N_(
            "How often it is made: it reports on the month, quarter, half-year or year that ends with the period asked "
            "for, and is passed over where none does; without it on the period asked for"
        ),
    )
    date: str | None = Field(None, description=N_("Day of signature, 2026-10-12; without it the day of building"))
    disclosure: Literal["internal", "report", "public"] = Field(
        "report",
        description=N_("internal: days of cases exact; report: coarsened; public: no units and no cases either"),
    )
    language: Literal["zh", "en"] = Field(
        "zh", description=N_("Of the figures, periods and captions; the template has its own")
    )
    decimals: int = Field(1, ge=0, le=4, description=N_("Decimals of percentages"))
    rounding: Literal["footnote", "largest_remainder", "none"] = Field(
        "footnote",
        description=N_(
            "Where rounded shares of a whole do not add up to 100 %: footnote says so; largest_remainder prints "
            "shares that do, and says that; none says nothing"
        ),
    )
    length_limit: int = Field(
        5000, ge=500, le=10_000_000, description=N_("Characters above which a warning says that the report is long")
    )
    small_base: int = Field(
        10, ge=0, le=1_000_000, description=N_("Below this base the numbers are said, not the percent (DOMAIN 3)")
    )
    sections: list[Text] = Field(
        [],
        description=N_(
            "The sections of the report in their order: blocks of the template (lead, problems) and own ones, "
            "which are files sections/….md beside the configuration; without it those of the template"
        ),
    )
    comparisons: ComparisonSettings = Field(
        ComparisonSettings(), description=N_("When earlier periods are not fair to compare with")
    )
    footnote_withheld: bool = Field(
        True,
        description=N_(
            "Whether the report says in its note why it does not compare with a period that the ledgers reach"
        ),
    )
    most_causes: int = Field(5, ge=1, le=1_000, description=N_("How many causes are told, the strongest first"))
    day_limits: list[int] = Field(
        [3, 7, 15, 30], description=N_("Upper ends, in days, of the classes of handling time")
    )
    name_units: bool = Field(
        True, description=N_("Whether units are named; if not, rankings of units and typical cases are left out")
    )


class TemplateSettings(Model):
    """Which templates are used, looked up beside the config, in the project's templates/, in the built-in ones."""

    report: Text = Field(
        "base/report.md", description=N_("The template of the text, looked for in the templates folders")
    )
    page: Text = Field("base/page.docx", description=N_("The template of the page, a .docx"))


class CaseWording(Model):
    """What cases that came to the office in one way are called; what is not given is as the report's language has it."""

    matter: Text | None = Field(None, description=N_("What such a case is called: 反映, 投诉, 问题"))
    took: Text | None = Field(None, description=N_("What the office did with it: 受理, 收到, 检查发现"))


class Wording(Model):
    """The words of the domain."""

    case: Text = Field("件", description=N_("Measure word of a case; in English singular and plural, case/cases"))
    measure: dict[Text, Text] = Field(
        {}, description=N_("Channel, kind of handling, unit or region: the measure word of its cases (信访举报: 件次)")
    )
    large_numbers: int | None = Field(
        100_000,
        ge=10_000,
        description=N_("From this count on sentences say 12.3万, tables the full number; null: never"),
    )
    of: Text = Field("受理总数", description=N_("What a share is a share of"))
    found: Text = Field("有群众反映", description=N_("How a case is introduced whose channel found_by does not name"))
    found_by: dict[Text, Text] = Field({}, description=N_("Channel: how a case of it is introduced (明察暗访发现)"))
    brought: CaseWording = Field(CaseWording(), description=N_("Where people brought all cases"))
    mixed: CaseWording = Field(
        CaseWording(), description=N_("Where people brought some cases, and the others came otherwise")
    )
    inspected: CaseWording = Field(CaseWording(), description=N_("Where an inspection found all cases"))
