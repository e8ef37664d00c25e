"""Issue codes of settings."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_FILES: dict[str, Entry] = {
    "settings.no-file": error(
        N_("There is no such configuration file."),
        N_("Give the path of a YAML file, for example config/county.yaml."),
    ),
    "settings.unreadable": error(
        N_("The configuration file cannot be opened: {reason}."),
        N_("Check that you may read it and that it is not on a drive that is gone."),
    ),
    "settings.too-large": error(
        N_("The configuration file is larger than {limit} bytes."),
        N_("A configuration is short text. Check that this is the right file."),
    ),
    "settings.not-utf8": error(
        N_("The configuration file is not UTF-8 text."),
        N_("Save it again with the encoding UTF-8."),
    ),
    "settings.bad-character": error(
        N_("The character U+{number} stands here; it cannot be seen and may not be in a report."),
        N_("Delete it, or type the text anew instead of pasting it."),
    ),
    "settings.extends-form": error(
        N_("`extends` must be one path relative to this file, or `reportgen:base`."),
        N_("For example: extends: ../province.yaml"),
    ),
    "settings.extends-missing": error(
        N_("The configuration `{name}` that this file extends does not exist."),
        N_("{suggestion}The path is read from the folder of this file: {looked}."),
    ),
    "settings.nested-reports": error(
        N_("The kind of report `{kind}` has kinds of its own (`reports`)."),
        N_("Write `reports` once, at the outermost level of the configuration."),
    ),
    "settings.reports-same-name": error(
        N_("The files of this report would be called `{name}`, as those of `{other}` are."),
        N_("Give one of the two another report.name, or another report.every."),
    ),
    "settings.report-not-due": info(
        N_("The report `{kind}` is not made: no period of its kind ends with {asked} (report.every)."),
        N_("Ask for the period that ends with its own, or for its own."),
    ),
    "settings.reports-differ": warning(
        N_(
            "`{kind}` prints {label} as {found}, `{other}` as {instead} ({figure}), from the same ledgers for the same period."
        ),
        N_("Their settings count differently; look at what each kind overrides in `reports`."),
    ),
    "settings.no-such-report": error(
        N_("The configuration has no report `{kind}`."),
        N_("{suggestion}Its reports are: {known}."),
    ),
    "settings.extends-cycle": error(
        N_("The configurations extend one another in a circle: {chain}."),
        N_("Remove `extends` from the most general of them."),
    ),
}

_FORM: dict[str, Entry] = {
    "settings.syntax": error(
        N_("The YAML cannot be read from here on."),
        N_("Check the indentation, the space after each colon, and that text holding : or # is in quotes."),
    ),
    "settings.tab": error(
        N_("A tab stands where spaces are needed."),
        N_("Replace the tabs at the beginning of lines by spaces."),
    ),
    "settings.full-width-colon": error(
        N_("The key is followed by a full-width colon."),
        N_("Write a half-width colon and a space after it: `key: value`."),
    ),
    "settings.unclosed": error(
        N_("A quote or bracket that was opened here is not closed."),
        N_("Close it; quotes and brackets must be half-width."),
    ),
    "settings.too-deep": error(
        N_("The YAML is nested more than {limit} levels deep."),
        N_("No setting lies so deep. Check brackets and indentation."),
    ),
    "settings.too-many": error(
        N_("The YAML holds more than {limit} values."),
        N_("Check that this is the right file."),
    ),
    "settings.several-documents": error(
        N_("A second document begins here with `---`."),
        N_("Keep one document in each file."),
    ),
    "settings.directive": error(
        N_("The line begins with `%`, which only YAML directives do."),
        N_("Remove the line, or put the text in quotes."),
    ),
    "settings.anchor": error(
        N_("Anchors (`&name`) and aliases (`*name`) are not used in configurations."),
        N_("Write the value out. Text that begins with & or * must be in quotes."),
    ),
    "settings.tag": error(
        N_("Tags (`!name`) are not used in configurations."),
        N_("Remove the tag. Text that begins with ! must be in quotes."),
    ),
    "settings.merge-key": error(
        N_("The merge key `<<` is not used in configurations."),
        N_("Write the keys out, or put them in a file of their own and name it with `extends`."),
    ),
    "settings.duplicate-key": error(
        N_("The key `{key}` stands here a second time; the first is in line {line}."),
        N_("Keep one of the two."),
    ),
    "settings.key-not-text": error(
        N_("A key must be a word."),
        N_("Write `key: value`; put a key in quotes if it is empty or begins with a bracket."),
    ),
    "settings.null-item": error(
        N_("An item of this list is empty."),
        N_('Remove it; if the word itself is meant, put it in quotes: "null".'),
    ),
}

_VALUES: dict[str, Entry] = {
    "settings.unknown-key": error(
        N_("There is no setting `{key}`."),
        N_("{suggestion}Possible here: {allowed}."),
    ),
    "start.there": error(
        N_("There is a configuration already; it is not replaced."),
        N_("Give another folder, or change what is there."),
    ),
    "start.no-such-kind": error(
        N_("No kind of report is called `{kind}`."),
        N_("{suggestion}Kinds that come with the program: {known}."),
    ),
    "start.kind-there": error(
        N_("The configuration has a report `{name}` already."),
        N_("Change what is there, below `reports`."),
    ),
    "start.kinds-in-braces": error(
        N_("Kinds of report in braces, on the line of `reports`, are not written into."),
        N_("Write each on lines of its own, or add by hand: {name}: {{extends: reportgen:{kind}}}"),
    ),
    "settings.type-change": error(
        N_("`{key}` is of another sort than at {place}, which this file extends."),
        N_("A text, a list and keys with values do not take each other's place: write it as it is there."),
    ),
    "settings.no-such-key": error(
        N_("This configuration has no `{key}`."),
        N_("{suggestion}reportgen explain with the configuration alone shows all its keys."),
    ),
    "settings.missing": error(
        N_("The setting `{key}` is missing."),
        N_("Add it here, or in one of the configurations that this file extends."),
    ),
    "settings.nothing-to-remove": error(
        N_("`{key}` is removed here, but no configuration that this file extends has it."),
        N_("{suggestion}Remove the line, or give the key a value."),
    ),
    "settings.not-mapping": error(
        N_("`{key}` must hold keys with values."),
        N_("Write each on a line of its own, indented: `key: value`, with a half-width colon and a space after it."),
    ),
    "settings.not-list": error(
        N_("`{key}` must be a list."),
        N_("Write [a, b], or each item on a line of its own after `- `."),
    ),
    "settings.not-text": error(
        N_("`{key}` must be text."),
        N_("Write one text; put it in quotes if it holds : or # or begins with a bracket."),
    ),
    "settings.not-number": error(
        N_("`{key}` must be a whole number, and `{found}` is not written as one."),
        N_("Write digits only, without quotes and without zeros in front."),
    ),
    "settings.not-decimal": error(
        N_("`{key}` must be a number, and `{found}` is not written as one."),
        N_("Write 60, 0.365 or 36.5%, without quotes and without signs between thousands."),
    ),
    "settings.not-boolean": error(
        N_("`{key}` must be true or false, and `{found}` is neither."),
        N_("Write true or false, without quotes."),
    ),
    "settings.empty-text": error(
        N_("`{key}` is empty."),
        N_("Write the text, or remove the line."),
    ),
    "settings.too-long": error(
        N_("`{key}` is longer than {limit} characters."),
        N_("Shorten it."),
    ),
    "settings.too-small": error(
        N_("`{key}` is {found}; the smallest value is {limit}."),
        N_("Write a number within the limits."),
    ),
    "settings.too-great": error(
        N_("`{key}` is {found}; the greatest value is {limit}."),
        N_("Write a number within the limits."),
    ),
    "settings.not-one-of": error(
        N_("`{found}` is not a value of `{key}`."),
        N_("{suggestion}Possible here: {allowed}."),
    ),
    "settings.bad-code": error(
        N_("`{found}` is not a code."),
        N_(
            "A code begins with a small letter a-z and goes on with small letters, digits and _, 40 at most. The name for people has its own key."
        ),
    ),
    "settings.bad-region-code": error(
        N_("`{found}` is not an administrative division code."),
        N_("Write its 6 to 12 digits, for example 330101."),
    ),
    "settings.bad-value": error(
        N_("The value of `{key}` is not possible."),
        N_("Compare it with the description of the setting: reportgen schema."),
    ),
}

_AGREEMENT: dict[str, Entry] = {
    "settings.bad-period": error(
        N_("`{found}` is not a reporting period."),
        N_(
            "Write a quarter 2026Q3, a half-year 2026H1, a year 2026, a month 2026-07 or a run of months of one year 2026-01/2026-09; a name in Chinese needs its year."
        ),
    ),
    "settings.bad-date": error(
        N_("`{found}` is not a day of the calendar."),
        N_("Write year, month and day: 2026-10-12."),
    ),
    "settings.bad-date-format": error(
        N_("`{found}` is not a date format."),
        N_("Use %Y, %m and %d for year, month and day, for example %Y.%m.%d."),
    ),
    "settings.bad-timezone": error(
        N_("`{found}` is no time zone."),
        N_("{suggestion}Write its name as the time zone database has it, for example Asia/Shanghai or Asia/Urumqi."),
    ),
    "settings.no-period": error(
        N_("No reporting period is given."),
        N_("Write report.period into the configuration, for example 2026Q3, or give --period."),
    ),
    "settings.reserved-code": error(
        N_("`{found}` cannot be the code of a category: in conditions it means all cases."),
        N_("Choose another code."),
    ),
    "settings.field-reserved": error(
        N_("`{found}` cannot be the code of a field of your own: something else has it."),
        N_("Choose another code."),
    ),
    "settings.figure-total": error(
        N_("`total` is all cases and is called wording.of: `{key}` cannot be set."),
        N_("Leave only `by` there; declare another figure under a code of its own."),
    ),
    "settings.figure-reserved": error(
        N_("`{found}` cannot be the code of a figure: something else has it."),
        N_("Choose another code."),
    ),
    "settings.figure-kind": error(
        N_("The figure `{found}` must be one of a count, a rate and a median."),
        N_("Keep one of: {kinds}."),
    ),
    "settings.figure-label": error(
        N_("The figure `{found}` has no name."),
        N_("Give it one, for example label: 合格率."),
    ),
    "settings.figure-dimension": error(
        N_("Cases are not told apart by `{found}`."),
        N_("{suggestion}Possible here: {allowed}."),
    ),
    "settings.figure-member": error(
        N_("`{found}` is none of the codes that a case may have here."),
        N_("{suggestion}Possible here: {allowed}."),
    ),
    "settings.figure-outside": error(
        N_("`{found}` counts for the figure but is not of its base: the share could pass 100 %."),
        N_("Add it to {key}."),
    ),
    "settings.figure-by": error(
        N_("Figures cannot be parted by `{found}`."),
        N_("{suggestion}Possible: {allowed}, or two of them, for example `unit × category`."),
    ),
    "settings.figure-by-total": error(
        N_("A figure can be parted by `{found}` only where the total is."),
        N_("Add it to figures.total.by."),
    ),
    "settings.chart-figure": error(
        N_("No figure is called `{found}`, so that no chart can show it."),
        N_("{suggestion}Figures are: {allowed}."),
    ),
    "settings.chart-by": error(
        N_("A chart cannot show a figure by `{found}`."),
        N_("{suggestion}Possible: {allowed}, or two of the dimensions, for example `unit × category`."),
    ),
    "settings.chart-kind": error(
        N_("A chart of the kind `{kind}` cannot show anything by `{found}`."),
        N_("By `{found}` these kinds can: {kinds}. This kind shows something by, for example: {allowed}."),
    ),
    "settings.chart-time": error(
        N_("By `{found}` a chart can show one thing only: by `period` the total, by `class` a handling time."),
        N_("Change `what` or `by`: what is parted by month can be shown by `month`."),
    ),
    "settings.chart-parts": error(
        N_("`{found}` has no parts that make a whole: a rate or a handling time cannot be stacked."),
        N_("Choose another kind, for example `bar` or `horizontal`."),
    ),
    "settings.chart-compared": error(
        N_("Only the total is compared with earlier periods by a dimension, not `{found}`."),
        N_("Leave `what` out, show it by two dimensions, for example `unit × category`, or choose another kind."),
    ),
    "settings.chart-parted": error(
        N_("The chart shows a figure by `{found}`, by which it is not parted."),
        N_("Add `{found}` to {key}, which is a list: what stands there already must be kept."),
    ),
    "settings.chart-idle": warning(
        N_("`{key}` does nothing in the chart `{name}`: a chart of this kind and `by` has no use for it."),
        N_("Remove it, or change `kind` or `by` (docs/charts.md)."),
    ),
    "settings.chart-colours": warning(
        N_("A chart of the kind `{kind}` has one colour; those from here on do nothing."),
        N_("Keep the first, or choose the kind `grouped` or `stacked`."),
    ),
    "settings.bad-colour": error(
        N_("`{found}` is no colour."),
        N_('Write # and six digits or letters from A to F, in quotes: "#1F4E79".'),
    ),
    "settings.no-category": error(
        N_("The taxonomy has no category."),
        N_("Write at least one under taxonomy.categories, or extend reportgen:base."),
    ),
    "settings.several-catch-alls": error(
        N_("`{key}` takes the cases of no other category, but `{other}` does so too."),
        N_("Keep catch_all: true with one category only."),
    ),
    "settings.spelling-twice": error(
        N_("`{found}` stands for `{key}` here and for `{other}` in {place}."),
        N_("Keep it with one of the two."),
    ),
    "settings.override-twice": error(
        N_("The figure `{found}` has another value under overrides already, in {place}."),
        N_("Keep one of the two, or give each its period: 2026Q3."),
    ),
    "settings.unknown-recommendation": error(
        N_("There is no recommendation `{found}`."),
        N_("{suggestion}Recommendations stand under taxonomy.recommendations."),
    ),
}

_CONDITIONS: dict[str, Entry] = {
    "settings.condition-character": error(
        N_("`{found}` has no place in a condition."),
        N_("{suggestion}A condition looks like this: share('attitude') >= 0.2 and count('duty') > 0"),
    ),
    "settings.condition-word": error(
        N_("A condition does not know the word `{found}`."),
        N_("{suggestion}Known words: {allowed}."),
    ),
    "settings.condition-syntax": error(
        N_("The condition cannot be understood here."),
        N_("A condition looks like this: share('attitude') >= 0.2 and count('duty') > 0"),
    ),
    "settings.condition-not-comparison": error(
        N_("A comparison is needed here."),
        N_("Compare a figure with a number: share('attitude') >= 0.2, or write always."),
    ),
    "settings.condition-not-number": error(
        N_("A figure or a number is needed here."),
        N_("For example share('attitude') or 0.2; a fifth is 0.2, not 20%."),
    ),
    "settings.condition-arguments": error(
        N_("`{function}` is not written so."),
        N_("Write {example}."),
    ),
    "settings.condition-name": error(
        N_("`{function}` does not know `{found}`."),
        N_("{suggestion}Possible here: {allowed}."),
    ),
    "settings.condition-removed": error(
        N_("`{name}` rests on what {place} has removed: {found}."),
        N_("Remove it, too ({yaml}), or give it another condition."),
    ),
    "settings.condition-too-large": error(
        N_("The condition is too long or too deeply nested."),
        N_("Divide the cause in two, each with a simpler condition."),
    ),
}

_WITHOUT_EFFECT: dict[str, Entry] = {
    "settings.keywords-in-one": warning(
        N_("`{found}` is one word to the program, and hardly any text holds it."),
        N_("Part the words by a half-width comma and a space: [{words}]."),
    ),
    "settings.words-in-one": info(
        N_("`{found}` is one word to the program: only a cell that holds all of it is meant."),
        N_("If these are several words, part them by a half-width comma and a space: [{words}]."),
    ),
    "settings.cause-never": warning(
        N_("The condition `{found}` can never hold: this cause is never told."),
        N_(
            "A share or rate lies between 0 and 1: write 0.2 for 20 %. Look whether what is asked for contradicts itself."
        ),
    ),
    "settings.recommendation-idle": warning(
        N_("No cause leads to the recommendation `{recommendation}`: it is never told."),
        N_("Name it under recommendations of a cause, or remove it."),
    ),
    "settings.cause-asks-nothing": warning(
        N_("The condition `{found}` asks for no figure: this cause is told whatever the ledgers hold."),
        N_("Ask for a figure, for example share('attitude') >= 0.2; if that is meant, write always."),
    ),
    "settings.cause-without-data": info(
        N_("The condition `{found}` asks for what no ledger tells ({figures}): this cause is not told."),
        N_("Add the column to the ledgers, name it under ledger.columns, or ask for another figure."),
    ),
    "settings.regions-idle": warning(
        N_("ledger.regions says how shared ledgers write the county, but ledger.shared names none."),
        N_("Name the ledgers that counties share under ledger.shared, or take ledger.regions out."),
    ),
    "settings.pictures-idle": info(
        N_("`{key}` is about pictures, and all charts of this report are Word's own: it does nothing."),
        N_("Remove the line, or see charts.format."),
    ),
    "settings.guesses": warning(
        N_(
            "Lines of the configuration that were guessed from the ledgers and that nobody has confirmed: {count} (lines {rows})."
        ),
        N_("Look at each; where it is right take its mark # {mark} away, else correct it."),
    ),
    "settings.columns-nowhere": warning(
        N_("No ledger has the headers that are named for {field}: {headers}."),
        N_("{suggestion}Write the header as it stands in the ledger, or remove the line."),
    ),
    "settings.columns-nowhere-some": info(
        N_("Of the headers that are named for {field} no ledger has these: {headers}."),
        N_("{suggestion}If they are not needed, remove them."),
    ),
    "settings.field-nowhere": info(
        N_("`{key}` speaks of {field}, and no ledger has a column of it: it does nothing."),
        N_("Name the column under ledger.columns, or remove the line."),
    ),
    "settings.on-time-days-idle": info(
        N_("ledger.on_time_days does nothing: each case that is closed has a day by which it is due in the ledger."),
        N_("Whether cases were closed in time is judged by the ledger; remove the line, or the column of the due day."),
    ),
    "settings.on-time-days-untimed": info(
        N_("ledger.on_time_days does nothing: no case has a day of closing that is known to the day."),
        N_("Name the column of the day of closing: ledger: {{columns: {{closed: [header]}}}}, or remove the line."),
    ),
}

_TEMPLATES: dict[str, Entry] = {
    "settings.template-not-found": error(
        N_("There is no template `{name}`."),
        N_("It was looked for in: {looked}."),
    ),
    "settings.template-outside": error(
        N_("The template `{name}` would lie outside the template folders."),
        N_(
            "Write a path below them with / between its parts, such as base/report.md, without .. and links to other places."
        ),
    ),
}

ENTRIES: dict[str, Entry] = {
    **_FILES,
    **_FORM,
    **_VALUES,
    **_AGREEMENT,
    **_CONDITIONS,
    **_WITHOUT_EFFECT,
    **_TEMPLATES,
}
