"""Issue codes of tallying and composing."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "period.empty": error(
        N_("No case of the ledgers lies in the period {period}; they reach from {first} to {last}."),
        N_(
            "Give another period with --period, or add the ledger of this period under ledger.files; if nothing came in, enter a row "
            "with a day of the period and 零报告 in the ledger."
        ),
    ),
    "period.nil": warning(
        N_("No case of the ledgers lies in the period {period}: the report says that none came in."),
        N_("If there were cases, add their ledger under ledger.files and build again."),
    ),
    "period.no-cases": error(
        N_("The ledgers have no case at all, so there is nothing to report on for {period}."),
        N_("If other units have cases, add their ledgers under ledger.files."),
    ),
    # comparisons that would not be fair, and figures that earlier reports printed otherwise
    "figures.comparison-withheld": warning(
        N_(
            "The ledgers have no case from {first} to {last} and so cover {earlier} only in part: {period} is not compared with it."
        ),
        N_(
            "Add the ledger of those days under ledger.files. If nothing came in on them, write partly-covered under "
            "report.comparisons.anyway."
        ),
    ),
    "figures.comparison-withheld-scope": warning(
        N_(
            "{what} was kept in only one of {earlier} and {period}, and has many cases there: the two are not compared."
        ),
        N_(
            "If a ledger is missing, add it under ledger.files; if the name changed, add the old one under "
            "ledger.vocabulary.channel; if the two are alike all the same, write scope under report.comparisons.anyway."
        ),
    ),
    "figures.comparison-withheld-unfinished": warning(
        N_(
            "The ledgers end on {last}, before the end of {period}: the report says so, and compares nothing with whole periods."
        ),
        N_(
            "Build the report again when the ledgers are complete. If nothing came in since, write unfinished under "
            "report.comparisons.anyway."
        ),
    ),
    "figures.period-silent": warning(
        N_("The ledgers have no case from {first} to {last}, in the period {period} of the report."),
        N_("If the ledger of those days is missing, add it under ledger.files; all figures of the report lack it."),
    ),
    "figures.previous-same-period": warning(
        N_("--previous names a report of the same period {period}: nothing is corrected by it and no case left out."),
        N_("Name the report of an earlier period, or leave --previous out."),
    ),
    "figures.previous-later": warning(
        N_("--previous names a report of {earlier}, which does not end before {period} begins."),
        N_("Name the report of an earlier period, or leave --previous out."),
    ),
    "figures.unused": info(
        N_("The figure {label} is declared, but no template, text or condition names `{figure}`."),
        N_("Print it in a template, for example {{{{ {example} }}}}, or remove it."),
    ),
    "report.causes-left-out": warning(
        N_(
            "Of the causes that the figures bear out {count} are left out, since report.most_causes is {most}: {titles}."
        ),
        N_("They are the weakest. Raise report.most_causes, or mark one `always`."),
    ),
    "causes.none-for": warning(
        N_(
            "Categories of the county's own of which no cause speaks: {names}. The report says neither why nor what is to be done."
        ),
        N_(
            "Write a cause with its order, for example taxonomy: {{causes: {{{category}: {{title: …, when: count('{category}') >= {base}, text: …, recommendations: [{category}]}}}}, "
            "recommendations: {{{category}: {{title: …, action: …, owner: …, deadline: …}}}}}}; see docs/customise.md."
        ),
    ),
    "figures.signed-before-period": error(
        N_("The day of signature, {signed}, lies before the period reported on: {period} begins on {start}."),
        N_("Check report.date, the period, and the clock of this machine (SOURCE_DATE_EPOCH where it is set)."),
    ),
    "figures.clock-behind": warning(
        N_("By the clock of this machine today is {clock}; the ledgers know cases of {last}."),
        N_("Set the clock right or give report.date, and correct the ledger where the day is a slip."),
    ),
    "figures.signed-before-cases": warning(
        N_("The day of signature, {signed}, lies before the last case that is counted, of {last}."),
        N_("Give a later day of signature (report.date, --day), or correct the day in the ledger."),
    ),
    "report.deadline-past": warning(
        N_("The deadline {day} lies before the day of signature, {signed}."),
        N_("Write a later one, or {{{{ period.deadline }}}}, which always leaves time."),
    ),
    "figures.restated": info(
        N_("{count} figures of earlier periods ({periods}) are no longer what an earlier report printed."),
        N_("The report names each with both values; see that the ledgers given are those to be believed."),
    ),
}
