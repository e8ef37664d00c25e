"""Issue codes of narrative templates."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "template.syntax": error(
        N_("The template cannot be understood: {what}."),
        N_("{suggestion}Check the {{{{ }}}} and {{% %}} signs of this line and of the lines before it."),
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
        N_("This cannot be printed: {what}."), N_("Name a figure or a text, for instance {{{{ total }}}}.")
    ),
    "template.reckoned": error(
        N_("A number is printed here that is no figure: it is worked out in the template, or taken out of its figure."),
        N_(
            "Print the figure itself, {{{{ total }}}} or {{{{ total | number }}}}; declare under `figures` what is to be worked out, and state as a fact what no ledger gives (docs/facts.md)."
        ),
    ),
    "template.typed-figure": error(
        N_("A number is typed in the template: “{text}”. It would stand in every report, true or not."),
        N_(
            "Print a figure, {{{{ total }}}}, or state it as a fact of the period, {{{{ facts.… }}}} (docs/facts.md); a number that belongs to a name is written {{{{ literal('…') }}}}."
        ),
    ),
    "template.stated-by-hand": warning(
        N_("A number is typed here, stated by hand: “{text}”. No ledger answers for it."),
        N_(
            "State it as a fact of the period with its source, {{{{ facts.… }}}} (docs/facts.md); a number that belongs to a name is written {{{{ literal('…') }}}}."
        ),
    ),
    "template.literal": info(
        N_("The template declares that this is no figure: “{text}”."),
        N_("Where it is one, state it as a fact of the period (docs/facts.md)."),
    ),
    "template.near-tag": error(
        N_("A brace stands in the text and would be printed: “{text}”."),
        N_("Write figures with two narrow braces, {{{{ total }}}}, and statements {{% if … %}}."),
    ),
    "template.joined": error(
        N_("Only numbers can be added or subtracted, and only to compare them."),
        N_("Write texts one behind the other: {{{{ period.label }}}}{{{{ measure.count }}}}."),
    ),
    "template.unknown-filter": error(
        N_("There is no filter called {name}."), N_("{suggestion}docs/templates.md lists the filters.")
    ),
    "template.filter-misused": error(
        N_("The filter |{name} can do nothing with what stands before it: {given}."),
        N_("docs/templates.md says for what each filter is; ask first whether it is there, {{% if … %}}."),
    ),
    "template.function-misused": error(
        N_("{name}(…) can do nothing with this: {given}."), N_("docs/templates.md says what each function is given.")
    ),
    "template.cannot-compare": error(
        N_("Two things are compared here that cannot be: one is no number, or is not known."),
        N_("Compare values, {{% if total.value > 100 %}}, and ask first whether they are there: {{% if c.days %}}."),
    ),
    "template.no-list": error(
        N_("This is used as a list and is none."),
        N_("Lists are `categories`, `units.members` and others: docs/templates.md."),
    ),
    "template.nothing-there": error(
        N_("This report has nothing of which .{name} could be asked here."),
        N_("Ask first whether it is there: {{% if days %}}{{{{ days.median }}}}{{% endif %}}."),
    ),
    "template.nested-list": error(
        N_("A list is put into another list here."), N_("Write single values between [ and ]: [qoq, yoy].")
    ),
    "template.cannot-do": error(
        N_("This line cannot be worked out with the values of this report."),
        N_("Compare it with the examples in docs/templates.md."),
    ),
    "template.not-utf8": error(N_("The template is not written in UTF-8."), N_("Save it as UTF-8 in the editor.")),
    "template.source-too-long": error(
        N_("The template has more than {most} characters."), N_("Split it, or take out what is not needed.")
    ),
    "template.number-too-long": error(N_("A number has more than {most} digits."), N_("Correct the number.")),
    "template.too-deep": error(
        N_("Brackets, conditions or loops stand more than {most} deep inside each other."),
        N_("Take them apart; {{% elif … %}} needs no condition inside another."),
    ),
    "template.too-large": error(
        N_("The template wants more than this program gives to one report."), N_("Look for what grows without end.")
    ),
    "template.too-many-steps": error(
        N_("The template takes more than {most} steps."), N_("Look for a loop inside a loop that repeats too often.")
    ),
    "template.too-much-text": error(
        N_("The template prints more than {most} characters."),
        N_("Look for a loop inside a loop that repeats too often."),
    ),
    "template.block-ends-late": error(
        N_(
            "The end of the block {name} stands behind text: the next heading or paragraph would stand in the same line."
        ),
        N_("Put {{% endblock %}} in a line of its own, behind an empty line."),
    ),
    "template.name-inside": error(
        N_("The name {name} stands in the middle of a line and would be printed."),
        N_(
            "Begin a line with it; {{% endif %}}, {{% endfor %}} and {{% endblock %}} before it want a line of their own."
        ),
    ),
    "template.too-long": error(
        N_("The template prints more than {most} values."), N_("Look for a loop inside a loop that repeats too often.")
    ),
    "template.unknown-block": error(
        N_("No template that this one extends has a block {name}: what stands in it would not be printed."),
        N_("{suggestion}Blocks are: {known}."),
    ),
    "template.block-not-printed": warning(
        N_("The block {name} is not printed: no section of the report comes to it."),
        N_("Take it out, name its section in report.sections, or print the block around it with {{{{ super() }}}}."),
    ),
    "template.unknown-phrase": error(
        N_("There is no sentence called {name}: nobody would print it."),
        N_("{suggestion}The sentences stand in base/phrases.md, a block each; the sections ask for them by name."),
    ),
    "template.phrase-missing": error(
        N_("The program chooses between sentences here ({choice}), and {name} is written in no phrases.md."),
        N_("Write it as {{% block {name} %}} in phrases.md beside the template, or extend base/report.md."),
    ),
    "phrases.not-said": info(
        N_("The sentence {name} is worded anew and not said in this report: its figures do not call for it."),
        N_("{instead}base/phrases.md says above each sentence when it is said."),
    ),
    "template.phrases-hidden": warning(
        N_("Only the nearest phrases.md is read, so the sentences in {path} are not."),
        N_("Put them into a folder below templates, beside the report template that the configuration extends."),
    ),
    "template.no-parent": error(
        N_("There is no text of a parent here that super() could print."),
        N_("Use {{{{ super() }}}} in a block that a template has which this one extends."),
    ),
    "template.outside-sections": error(
        N_("This stands outside of sections, and report.sections puts them in another order: “{text}”"),
        N_("Put it into one of the blocks of the template."),
    ),
    "template.no-sections": error(
        N_("report.sections has nothing to put in order: the template {name} has no blocks."),
        N_("Divide it by {{% block … %}} and {{% endblock %}}, or take report.sections out."),
    ),
    "template.unknown-section": error(
        N_("There is no section {name}: neither the template has such a block, nor is there a file {file}."),
        N_("{suggestion}Sections are: {known}."),
    ),
    "template.section-twice": error(
        N_("The section {name} stands in report.sections twice."), N_("Take one of them out.")
    ),
    "template.section-of-both": error(
        N_("The section {name} is a block of the template and a file {file}, too: only one can be meant."),
        N_("Give the file another name."),
    ),
    "template.section-empty": warning(
        N_("This section says nothing."), N_("Write its text, or take it out of report.sections.")
    ),
    "template.no-nil": warning(
        N_("The template {name} has no words for a period without a case: its usual text is printed."),
        N_("Give it a block nil (零报告), as templates/base/report.md has it, or look through the report."),
    ),
    "notes.not-printed": info(
        N_("The note about {name} is not printed: the report does not tell of it."),
        N_("{suggestion}Otherwise nothing need be done."),
    ),
    "report.behind-annexes": warning(
        N_("The section “{title}” stands behind an attachment and would be taken for a part of it."),
        N_("Put annexes last in report.sections."),
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
    "template.table-heads-alike": error(
        N_("Two neighbouring heads of a table say the same: {text}"),
        N_(
            "For one head over several columns, write the heads of these in the row below |---|, and ^ where a head reaches down; otherwise name them apart."
        ),
    ),
    "template.table-group-without-heads": error(
        N_("A column under a head of several columns has no head of its own: {text}"),
        N_(
            "Write a head for each of them in the second row of the header; ^ stands where a head of one column reaches down."
        ),
    ),
    "template.table-goes-on-with-header": error(
        N_("^ in the first row of a table would go on with the header: {text}"),
        N_("Write a label in place of ^; the first row of a group has nothing above it to go on with."),
    ),
    "template.table-goes-on-inside": error(
        N_("^ stands where a cell cannot go on with the one above: {text}"),
        N_("Only the first cells of a row can, from the left on; at least one cell of the row has to say something."),
    ),
    "template.picture-not-found": error(
        N_("There is no picture {name} beside the section or the configuration."),
        N_("Put the file there, or write its name as it is: ![what it shows](name.png)."),
    ),
    "template.picture-outside": error(
        N_("The picture {name} would lie outside the folder of the configuration."),
        N_("Put it beside the configuration or its sections; links, .. and whole paths are not followed."),
    ),
    "template.picture-no-picture": error(
        N_("{name} is no PNG or JPEG, whatever it is called, or it is damaged."), N_("Save the picture as PNG or JPEG.")
    ),
    "template.picture-turned": error(
        N_("The photograph {name} was taken with the camera turned, and would be printed on its side or upside down."),
        N_("Open it in Paint, turn it there if need be, and save it anew as PNG."),
    ),
    "template.picture-too-large": error(
        N_("The picture {name} is too large: at most {megabytes} MB and {pixels}0,000 pixels."),
        N_("Save it smaller; for paper 2000 pixels across are enough."),
    ),
    "template.block-inside": error(
        N_("A chart, picture or attachment stands inside a text or table and would not be shown."),
        N_("Put it into a paragraph of its own, at its beginning."),
    ),
    "template.picture-without-words": error(
        N_("A picture has no words: they are its caption, and tell a blind reader what it shows."),
        N_("Write ![what it shows](name.png)."),
    ),
    "template.empty": error(N_("The template gives an empty report."), N_("Check its blocks.")),
    "report.too-long": error(
        N_("The report has {length} characters, more than the limit of {limit}."),
        N_("Shorten the template, or raise report.length_limit."),
    ),
}
