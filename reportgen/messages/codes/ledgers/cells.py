"""What an issue of many cells says of each of them: in the comment on the cell, and where the cells of several sheets are listed.

A code that ends in `.many` is not named here: it has the message of the code without that ending.
"""

from reportgen.messages.language import N_

EACH: dict[str, str] = {
    "ledger.date-column-empty": N_("The column of the day is empty throughout; the row is not counted."),
    "ledger.date-column-empty.suggested": N_("The column of the day is empty throughout; the row is not counted."),
    "ledger.hidden-rows": N_("A hidden row, used like the others."),
    "ledger.hidden-rows-skipped": N_("A hidden row, not counted."),
    "ledger.date-without-day": N_(
        "No day is named; the case counts for the middle of that time, without handling time."
    ),
    "ledger.date-without-month": N_("No month is named; the case counts in the period, without handling time."),
    "ledger.date-after-period": N_("The case came in after the reporting period; it is not in this report."),
    "ledger.category-unknown": N_("The category “{value}” is not in the taxonomy."),
    "ledger.category-unknown.near": N_("The category “{value}” is not in the taxonomy. Likely it is “{near}”."),
    "ledger.categories-unknown": N_("This category is not in the taxonomy."),
    "ledger.sheet-copied": N_("This row repeats a case of another sheet; it is left out."),
    "ledger.numbers-twice": N_("The case number stands already, with different content; this row was left out."),
    "ledger.several-category": N_("Several categories: the case counts once in the total and once in each of them."),
    "ledger.several-unit": N_("Several units: the case counts once in the total and once for each of them."),
    "ledger.several-handling": N_(
        "Several kinds of handling: the case counts once in the total and once for each of them."
    ),
    "ledger.duplicates": N_("This row repeats a case counted already; it is left out."),
    "ledger.number-loses-zero": N_("A case number typed as a number: 9.1 and 9.10 look alike."),
    "ledger.duplicates-differ": N_("The row was left out for its case number; the row that is kept does not say this."),
    "ledger.duplicate-goes-on": N_("The row was left out as a duplicate; the copy that is kept does not say this."),
    "ledger.units-joined": N_("A further unit of a case that stands already; the case counts for each of its units."),
    "ledger.duplicates-across": N_("An earlier sheet or file holds this case already; the row is left out."),
    "ledger.repeats": N_("The case tells again what an earlier one told; it is counted, and told apart."),
    "ledger.repeats-dropped": N_("The case tells again what an earlier one told; it is left out."),
    "ledger.text-too-long": N_("The text is too long to be searched for people; it is not printed."),
    "ledger.text-released": N_("The text may still name a person; it is printed because it was released."),
    "ledger.text-withheld": N_(
        "The text may still name a person, or hold a person's number, after masking; it is not printed."
    ),
}
