"""Issue codes of facts of the period: what an office states by hand."""

from reportgen.messages.catalogue import Entry, error, info
from reportgen.messages.language import N_

ENTRIES: dict[str, Entry] = {
    "fact.bad-name": error(
        N_("`{found}` cannot be the name of a fact."),
        N_("Use letters, hanzi and digits, a letter or hanzi first: 检查轮次."),
    ),
    "fact.value-or-text": error(
        N_("The fact `{name}` needs either a value or a text."), N_("Write value: 3 with its unit, or text: ….")
    ),
    "fact.lacking": error(
        N_("The fact `{name}` does not say everything that it rests on. It lacks: {lacking}."),
        N_("Write source: 检查通报第3号 and period: 2026Q3, beside the fact or once for the whole file."),
    ),
    "fact.bad-period": error(
        N_("The fact `{name}` is stated for {period}, which is no period."),
        N_("Write 2026Q3, 2026H1, 2026 or 2026-07."),
    ),
    "fact.twice": error(
        N_("The fact `{name}` is stated for this period already, in {place}."), N_("Keep the one that is right.")
    ),
    "fact.used": info(
        N_("Stated by hand, not by the ledgers: {facts}."),
        N_("The check list marks these figures; whoever signs the report answers for them."),
    ),
    "fact.unused": info(
        N_("These facts are stated for the period, and the report does not print them: {names}."),
        N_("Print them in the template, {{{{ facts.{first} }}}}, or take them out."),
    ),
    "template.missing-fact": error(
        N_("The template prints the fact `{name}`, and nobody states it for {period}."),
        N_(
            "{suggestion}State it under `facts` in the configuration, or in 本期情况.yaml beside the ledgers (docs/facts.md); where it may be lacking, ask first: {{% if facts.{name} is defined %}}."
        ),
    ),
    "template.fact-of-another-period": error(
        N_("The template prints the fact `{name}` in a report on {period}, and it is stated for {stated}."),
        N_("State it for this period too, with its source (docs/facts.md)."),
    ),
}
