"""The charts of a report: how they are drawn, and what each shows."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from reportgen.messages import N_
from reportgen.settings.models.base import Code, Model, Text

COLOUR_PATTERN = r"^#[0-9A-Fa-f]{6}$"

Colour = Annotated[str, StringConstraints(strict=True, pattern=COLOUR_PATTERN)]


class ChartSettings(Model):
    """One chart, asked for by its name in a template: `chart('units')`, and there with other values of these keys, too.

    `what` is `total`, `standing` (all but the cases found not true) or the code of a declared figure. `by` is a dimension by
    which that figure is parted; `month`; `period`, of the total (as many as charts.trend_periods); `class`, of a handling time;
    or two dimensions, `unit × category`: the outer gives the groups, bars or rows, the inner the bars, segments or columns.
    """

    kind: Literal["bar", "horizontal", "line", "stacked", "grouped", "heat"] = Field(
        description=N_(
            "bar: upright; horizontal: lying; line: over time; stacked: parts of a whole; grouped: side by side, this period and "
            "those it is compared with, or one dimension inside another; heat: a table with shaded cells"
        )
    )
    what: Text = Field("total", description=N_("What it shows: total, standing, or the code of a declared figure"))
    by: Text = Field(
        description=N_(
            "By what: category, unit, channel, handling, region, a field of the county's own, month, period, class, or two of "
            "them, for example unit × category"
        )
    )
    compare: list[Literal["qoq", "yoy"]] = Field(
        ["qoq", "yoy"],
        description=N_("Of a grouped chart: which earlier periods stand beside this one, where they may be compared"),
    )
    top: int | None = Field(
        None, ge=1, le=40, description=N_("How many of the largest it shows; without it as many as charts.top")
    )
    order: Literal["count", "taxonomy", "name"] = Field(
        "count",
        description=N_("count: largest first; taxonomy: as the configuration lists them; name: by name"),
    )
    grey: bool = Field(False, description=N_("Pure greys, without the blue of the other charts"))
    colours: list[Colour] = Field(
        [],
        description=N_('Colours of its bars, lines or segments in turn: "#1F4E79"; patterns tell them apart in print'),
    )
    height_mm: int | None = Field(
        None,
        ge=30,
        le=190,
        description=N_(
            "How high it is, in millimetres; never lower than its names need. Its width is that of the text"
        ),
    )
    labels: bool = Field(True, description=N_("Whether each value is printed; if not, the axis tells how large it is"))
    title: Text | None = Field(
        None, description=N_("What it shows, for readers who do not see it; without it this is put together")
    )


NAMED = {
    "categories": {"kind": "bar", "by": "category"},
    "trend": {"kind": "line", "by": "period"},
    "units": {"kind": "horizontal", "what": "standing", "by": "unit"},
    "regions": {"kind": "horizontal", "what": "standing", "by": "region"},
    "channels": {"kind": "stacked", "by": "channel"},
    "handling": {"kind": "stacked", "by": "handling"},
    "days": {"kind": "bar", "what": "days", "by": "class"},
}
"""The charts that there are where no configuration declares any; those of config/base.yaml, from which a county changes single keys."""


def _named() -> dict[str, ChartSettings]:
    return {name: ChartSettings.model_validate(one) for name, one in NAMED.items()}


Format = Literal["picture", "native"]


class Formats(Model):
    """What single kinds of chart are, where that is not what `charts.format` says; a table of shaded cells is always a picture."""

    bar: Format | None = Field(None, description=N_("Upright bars: picture or native"))
    horizontal: Format | None = Field(None, description=N_("Lying bars: picture or native"))
    line: Format | None = Field(None, description=N_("Lines over time: picture or native"))
    stacked: Format | None = Field(None, description=N_("Parts of a whole: picture or native"))
    grouped: Format | None = Field(None, description=N_("Bars side by side: picture or native"))


class Charts(Model):
    """How charts are drawn, and which there are."""

    format: Format = Field(
        "picture",
        description=N_(
            "picture: the same on every screen and on paper; native: charts of Word's own, which can be edited there, with a "
            "workbook that holds what they plot and nothing else; a table of shaded cells is always a picture"
        ),
    )
    formats: Formats = Field(
        default_factory=Formats, description=N_("The kinds of chart for which something else holds than charts.format")
    )
    dpi: int = Field(200, ge=72, le=600, description=N_("Dots per inch"))
    font: str | None = Field(
        None, description=N_("A font file; without it the Noto Sans SC that is installed with reportgen")
    )
    fallback_fonts: list[Text] = Field(
        [],
        description=N_(
            "Font files in which characters are looked for, one after the other, that charts.font lacks; the Noto Sans SC of reportgen is always the last"
        ),
    )
    trend_periods: int = Field(8, ge=2, le=24, description=N_("How many periods the trend shows"))
    top: int = Field(10, ge=1, le=40, description=N_("How many members a ranking shows"))
    minimum: int = Field(1, ge=1, le=1_000_000, description=N_("Members with fewer cases are not ranked"))
    named: dict[Code, ChartSettings] = Field(
        default_factory=_named, description=N_("The charts that a template may ask for, by name (docs/charts.md)")
    )
