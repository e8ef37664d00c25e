"""Issue codes of comparisons: the reports of many counties side by side."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_LEFT = N_("The county is not part of the comparison, and the report says so. Have the county build its report anew.")

ENTRIES: dict[str, Entry] = {
    "rollup.nothing": error(
        N_("There is no sidecar of {period} that can be taken."),
        N_("Name with --from the folder that has the .trace.json files of the counties; build their reports first."),
    ),
    "rollup.no-folder": error(
        N_("There is no such folder."),
        N_("Name with --from the folder that has the .trace.json files of the counties."),
    ),
    "rollup.unknown-rate": error(
        N_("No rate {rate} is declared.{suggestion}"), N_("Declare it under “figures”, or take it out of “rollup”.")
    ),
    "rollup.standard-idle": error(
        N_("The standard of {rate} does nothing: {rate} is none of the rates that are compared."),
        N_("Add it to rollup.rates, or take the standard out."),
    ),
    "rollup.damaged": warning(N_("The sidecar cannot be read, or contradicts itself."), _LEFT),
    "rollup.is-one": warning(
        N_("This is the sidecar of a comparison, not of a county's report."),
        N_("It was left out. Keep the comparisons of other cities in a folder of their own."),
    ),
    "rollup.not-listed": warning(
        N_("The sidecar is of a county that is none of those which should report."),
        N_("It was left out. If it should report, add it to rollup.counties."),
    ),
    "rollup.other-period": warning(
        N_("The sidecar is of {found}, the comparison of {period}."),
        N_("The county is not part of the comparison, and the report says so."),
    ),
    "rollup.draft": warning(N_("The report of the county is a draft: its audit found errors."), _LEFT),
    "rollup.twice": warning(
        N_("There are several sidecars of one county, and nothing tells which counts: {names}"),
        N_("The county is not part of the comparison. Leave the one that counts in the folder."),
    ),
    "rollup.other-version": warning(N_("Version {found} of the program wrote the sidecar, this is {version}."), _LEFT),
    "rollup.other-taxonomy": warning(
        N_("The county sorts its cases into other categories: {names}"),
        N_("Its figures are not comparable and were left out. Use one taxonomy in the county and in the comparison."),
    ),
    "rollup.other-report": warning(
        N_("The report beside the sidecar is not the one of which the sidecar tells."), _LEFT
    ),
    "rollup.contradicts-itself": warning(
        N_("The report beside the sidecar was changed by hand so that one figure stands in it with two values."),
        N_("The county was left out. Correct the figure wherever it stands (reportgen audit names the places)."),
    ),
    "rollup.no-total": warning(N_("The sidecar does not have the total."), _LEFT),
    "rollup.missing": warning(
        N_("Of {count} counties there is no sidecar: {names}"),
        N_("The report names them. Run the comparison again when they have reported."),
    ),
    "rollup.no-roster": info(
        N_(
            "Nobody says which counties should report: what is missing cannot be told, and counties are called by their codes."
        ),
        N_("List them in rollup.counties, or compare in the folder of a batch, whose manifest.json lists them."),
    ),
    "rollup.others-passed-over": info(N_("{count} sidecars of other periods than {period} were passed over.")),
    "rollup.no-rate": warning(
        N_(
            "The sidecar of {county} does not tell the {rate}: it is that of a public report, or no case has an answer."
        ),
        N_("The county has no part in this rate, and the report says so."),
    ),
    "rollup.rate-impossible": warning(
        N_("In the sidecar of {county}, {rate}, count and base do not agree."),
        N_("The county has no part in this rate, and the report says so. Have it build its report anew."),
    ),
    "rollup.other-rate": warning(
        N_("{county} reckons the {rate} from other cases than the comparison."),
        N_("The county has no part in this rate, and the report says so. Declare the rate alike in both."),
    ),
    "rollup.no-categories": warning(
        N_("These counties do not tell of all categories, as is so of public reports: {names}"),
        N_("The categories are told without them, and the report says so."),
    ),
    "rollup.not-compared": info(
        N_("These counties are not compared with the period before in their own reports: {names}"),
        N_("The change of the whole is left out."),
    ),
    "rollup.declared": warning(
        N_("{county}: {label} is {value} by a person's hand; the ledgers give {computed}."),
        N_("The report names both values."),
    ),
}
