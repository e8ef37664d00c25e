"""Issue codes of narrative templates."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "template.syntax": error(
        N_("The template cannot be understood: {what}"),
        N_("Check the {{{{ }}}} and {{% %}} signs of this line and of the lines before it."),
    ),
    "template.not-found": error(
        N_("The template {name} does not exist."), N_("Check the name in template.report and in the extends line.")
    ),
    "template.refused": error(
        N_("A template may not use this: {what}"),
        N_("Use the names, filters and functions of docs/templates.md; others are closed for safety."),
    ),
    "template.unknown-name": error(N_("There is nothing called {name}."), N_("docs/templates.md lists the names.")),
    "template.unknown-name-near": error(N_("There is nothing called {name}."), N_("Did you mean {near}?")),
    "template.undeclared-figure": info(
        N_(
            "The template speaks of {name}, but no configuration declares the figure `{figure}`: what depends on it is left out."
        ),
        N_("{suggestion}Declare it under `figures`, or take it out of the template."),
    ),
    "template.cannot-print": error(
        N_("This cannot be printed: {what}"), N_("Name a figure or a text, for instance {{{{ total }}}}.")
    ),
    "template.too-long": error(
        N_("The template prints more than {most} values."), N_("Look for a loop inside a loop that repeats too often.")
    ),
    "template.unknown-block": error(
        N_("No template that this one extends has a block {name}: what stands in it would not be printed."),
        N_("{suggestion}Blocks are: {known}."),
    ),
    "template.outside-blocks": error(
        N_("This stands outside of blocks and would not be printed: “{text}”"),
        N_("Put it between {{% block … %}} and {{% endblock %}}, in a block of the template that this one extends."),
    ),
    "template.unnamed-block": error(
        N_("A paragraph, heading or table has no name: “{text}”"),
        N_("Begin it with a name in brackets, for instance [#lead/summary]."),
    ),
    "template.bad-block-name": error(
        N_("This cannot be the name of a block: {name}"),
        N_("Use letters, digits and - _ . / only, for instance [#problems/attitude]."),
    ),
    "template.repeated-block": error(
        N_("Two blocks have the same name: {name}"), N_("Give each paragraph, heading, table and chart its own name.")
    ),
    "template.unknown-chart": error(
        N_("There is no chart called {name}."),
        N_("{suggestion}Charts are: {known}. Others are declared under charts.named (docs/charts.md)."),
    ),
    "template.chart-idle": error(
        N_("chart() is given something that does nothing: {text}"), N_("Leave it out of the brackets.")
    ),
    "template.undeclared-chart": info(
        N_(
            "The template asks for {name}, but no configuration declares the chart `{chart}`: what depends on it is left out."
        ),
        N_("{suggestion}Declare it under charts.named, or take it out of the template."),
    ),
    "charts.unused": info(
        N_("The chart {name} is declared, but no template asks for it."),
        N_(
            "Print it in a template, for example [#chart/{name}] {{{{ chart('{name}') }}}} and its caption, or remove it."
        ),
    ),
    "charts.left-out": warning(
        N_("The chart {name} has room for {shown} of {all} groups, rows or columns: the others are left out."),
        N_("Give it a smaller `top`, or another `by`."),
    ),
    "template.chart-without-data": error(
        N_("The chart {name} has nothing to show in this period."),
        N_("Put it between {{% if … %}} and {{% endif %}}, as base/report.md does."),
    ),
    "template.unknown-reference": error(
        N_("ref() names a table or chart that the report does not have: {name}"),
        N_("Use the name in brackets before the table or chart."),
    ),
    "template.table-without-caption": error(
        N_("A table has no caption line before it: “{text}”"),
        N_("Put a line such as [#table/categories] 表：各类问题情况 before the table, with an empty line between."),
    ),
    "template.empty": error(N_("The template gives an empty report."), N_("Check its blocks.")),
    "report.too-long": error(
        N_("The report has {length} characters, more than the limit of {limit}."),
        N_("Shorten the template, or raise report.length_limit."),
    ),
}
