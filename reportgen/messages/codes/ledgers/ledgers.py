"""Issue codes of ledgers: what was not found, not believed, left out or decided when they were cleaned.

A code that ends in `.many` tells of many cells of one kind in one sheet, naming the first of them.
"""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_CORRECT_CELL = N_("Correct the cell in the ledger and build again.")
_CORRECT_CELLS = N_("Correct the cells in the ledger and build again.")
_TYPE_AS_TEXT = N_("Format the column as text and type the number again: a spreadsheet keeps only 15 digits.")

ENTRIES: dict[str, Entry] = {
    # What was not found
    "ledger.no-header": error(
        N_("No sheet of this file is a ledger of cases; of this one: {looks}."),
        N_(
            "If its rows are cases, name the columns under ledger.columns in the configuration, at least received: [header of the date column]."
        ),
    ),
    "ledger.no-header.nearest": error(
        N_(
            "No sheet of this file is a ledger of cases; of this one: {looks}. Nearest to a header is row {row}: {columns}."
        ),
        N_("If its rows are cases, name the column of the day on which they came in in the configuration: {yaml}"),
    ),
    "ledger.no-header.seen": error(
        N_(
            "No sheet of this file is a ledger of cases; of this one: {looks}. Nearest to a header is row {row}: {columns}."
        ),
        N_(
            "If its rows are cases, name the columns under ledger.columns in the configuration, at least received: [header of the date column]."
        ),
    ),
    "ledger.only-counts": error(
        N_("No sheet of this file lists cases: the rows of this one count them ({columns})."),
        N_(
            "If each row is one case, name the column that tells what it is about: ledger: {{columns: {{text: [header]}}}}."
        ),
    ),
    "ledger.sheet-without-header": warning(
        N_("This sheet has no known header row and was left out; no row of it is counted."),
        N_(
            "If it holds cases, name its columns under ledger.columns; if not, list the wanted sheets under ledger.sheets."
        ),
    ),
    "ledger.sheet-without-header.suggested": warning(
        N_("This sheet has no known header row and was left out; no row of it is counted. Days stand in: {columns}."),
        N_("If that is the day on which a case came in, add to the configuration: {yaml}"),
    ),
    "ledger.sheet-is-summary": info(N_("This sheet counts cases and does not list them; it was left out.")),
    "ledger.sheet-is-form": info(
        N_("This sheet is a form (names of fields with one value each) and no ledger; it was left out.")
    ),
    "ledger.sheet-is-codes": info(
        N_("This sheet is a list of codes or names without a day and no ledger; it was left out.")
    ),
    "ledger.sheet-is-contacts": info(N_("This sheet lists people and how to reach them; it was left out.")),
    "ledger.sheet-is-notes": info(N_("This sheet is a cover or holds notes only; it was left out.")),
    "ledger.counts-not-cases": warning(
        N_("The rows of this sheet count cases and do not list them ({columns}); it was left out."),
        N_(
            "If each row is one case, name the column that tells what it is about: ledger: {{columns: {{text: [header]}}}}."
        ),
    ),
    "ledger.part-is-summary": info(
        N_("Here stands a table that counts cases and does not list them ({columns}); it was left out.")
    ),
    "ledger.part-left-out": warning(
        N_(
            "Here stands a table without a column for the day on which a case came in ({columns}); it was left out, no row of it is counted."
        ),
        N_("If it holds cases, name the column: ledger: {{columns: {{received: [header]}}}}."),
    ),
    "ledger.no-date-column": error(
        N_("No column of this sheet is known to hold the day on which a case came in."),
        N_("Name it in the configuration: ledger: {{columns: {{received: [header]}}}}."),
    ),
    "ledger.no-date-column.suggested": error(
        N_("No column of this sheet is known to hold the day on which a case came in; days stand in: {columns}."),
        N_("If that is the day, add to the configuration: {yaml}"),
    ),
    "ledger.sheet-without-date": warning(
        N_("This sheet has no column for the day on which a case came in and was left out; no row of it is counted."),
        N_("If it holds cases, name the column: ledger: {{columns: {{received: [header]}}}}."),
    ),
    "ledger.sheet-without-date.suggested": warning(
        N_(
            "This sheet has no known column for the day on which a case came in and was left out; days stand in: {columns}."
        ),
        N_("If that is the day, add to the configuration: {yaml}"),
    ),
    "ledger.date-column-empty": warning(
        N_("The column “{header}” is empty throughout; its {count} rows are not counted."),
        N_("Fill it in, or name another column for the day: ledger: {{columns: {{received: [header]}}}}."),
    ),
    "ledger.date-column-empty.suggested": warning(
        N_("The column “{header}” is empty throughout; its {count} rows are not counted. Days stand in: {columns}."),
        N_("If that is the day on which a case came in, add to the configuration: {yaml}"),
    ),
    "ledger.no-such-sheet": error(
        N_("The file has none of the sheets that the configuration wants: {sheets}."),
        N_("Correct the names under ledger.sheets."),
    ),
    "ledger.none-given": error(
        N_("No ledger was named, so there is nothing to count."),
        N_("Name ledgers under ledger.files in the configuration, or give them with --ledger FILE."),
    ),
    "ledger.empty": error(
        N_("No case is left in {files}: of {read} rows none can be counted."),
        N_("Check that the rows of cases stand below the header; other issues say what happened to rows."),
    ),
    # Columns
    "ledger.columns-unused": info(
        N_("Columns that are not used: {headers}."),
        N_("If one of them is needed, name it under ledger.columns."),
    ),
    "ledger.column-ambiguous": warning(
        N_("“{header}” may mean two things and is not used."),
        N_("If it is the {field} of the case, add to the configuration: {yaml}"),
    ),
    "ledger.column-chosen": info(
        N_("For {field} the column “{chosen}” is used, not {others}."),
        N_("To use another one, add to the configuration: {yaml}"),
    ),
    "ledger.two-columns": warning(
        N_("Several columns may be the {field} of the case; “{chosen}” is used, not {others}."),
        N_("Say which one it is in the configuration, for example: {yaml}"),
    ),
    "ledger.header-twice": warning(
        N_(
            "Several columns of the same header may be the {field} of the case; the first “{chosen}” is used, not {others}."
        ),
        N_("Give each column a header of its own."),
    ),
    "ledger.column-personal": warning(
        N_(
            "“{header}” holds what belongs to people; it is kept secret like a column of {field}, and nothing of it is printed."
        ),
        N_("If that is right, add to the configuration: {yaml}; if not, name there what the column is."),
    ),
    "ledger.column-suggested": info(
        N_(
            "By what they hold, these unused columns may be the {field} of the case, which this sheet lacks: {headers}."
        ),
        N_("If that is right, add to the configuration: {yaml}"),
    ),
    "ledger.columns-of-few-words": warning(
        N_("Columns of few different words, with how many: {columns}. One of them may say what a case is about."),
        N_("Name the one that does in the configuration: ledger: {{columns: {{category: [header]}}}}"),
    ),
    "ledger.nothing-to-categorise": warning(
        N_("This sheet has neither a column of categories nor one of texts: what its cases are about cannot be told."),
        N_("Name the columns: ledger: {{columns: {{category: [header], text: [header]}}}}."),
    ),
    "ledger.handlings-unused": info(N_("Further columns of handling that are not used: {headers}.")),
    "ledger.handling-is-status": info(
        N_("“{header}” holds words such as closed or in progress and is taken for the status of the case."),
        N_("If it is not, name the column of the status: ledger: {{columns: {{status: [header]}}}}."),
    ),
    "ledger.two-handlings": info(N_("The kind of handling is taken from “{kind}”, its description from “{story}”.")),
    # Rows that are no cases
    "ledger.total-row": info(N_("A row of totals, not counted as a case.")),
    "ledger.total-row.many": info(N_("{count} rows of totals, not counted as cases: {cells}.")),
    "ledger.signature-row": info(N_("A row of signatures or notes, not counted as a case.")),
    "ledger.signature-row.many": info(N_("{count} rows of signatures or notes, not counted as cases: {cells}.")),
    "ledger.header-again": info(N_("The header is repeated here, not counted as a case.")),
    "ledger.header-again.many": info(N_("The header is repeated in {count} rows, not counted as cases: {cells}.")),
    "ledger.group-row": info(N_("A group title, not counted as a case.")),
    "ledger.group-row.many": info(N_("{count} group titles, not counted as cases: {cells}.")),
    "ledger.numbered-rows": info(
        N_("Rows with a line number and nothing else, not counted as cases and not as read: {count} (rows {rows}).")
    ),
    "ledger.nil-row": info(N_("The row says that there was nothing to report; it is no case.")),
    "ledger.nil-row.many": info(N_("{count} rows say that there was nothing to report; they are no cases: {cells}.")),
    "ledger.sample-row": warning(
        N_("The row is called an example of how to fill in the ledger, not counted as a case."),
        N_("If it is a case, take the word out of its first cells."),
    ),
    "ledger.sample-row.many": warning(
        N_("{count} rows are called examples of how to fill in the ledger, not counted as cases: {cells}."),
        N_("If they are cases, take the word out of their first cells."),
    ),
    "ledger.nil-return": warning(
        N_("{files}: the ledger says that there was nothing to report, 0 cases."),
        N_("If there were cases, enter them below the header and run again."),
    ),
    "ledger.continued-row": warning(
        N_(
            "This row has a text alone, without number and day; it is joined to the row above and is no case of its own."
        ),
        N_("If it is a case, enter its number and its day in the ledger and run again."),
    ),
    "ledger.continued-row.many": warning(
        N_(
            "{count} rows have a text alone, without number and day; they are joined to the rows above and are no cases "
            "of their own: {cells}."
        ),
        N_("If they are cases, enter their numbers and days in the ledger and run again."),
    ),
    "ledger.ditto": info(N_("Cells that say “as above” hold what stands above them: {count} ({cells}).")),
    "ledger.ditto-empty": warning(
        N_(
            "Cells that say “as above” are taken for empty: {count} ({cells}). Nothing stands above, or each case has a "
            "number of its own."
        ),
        N_("Enter in these cells what they mean and run again."),
    ),
    "ledger.date-part-taken": warning(
        N_("No year or month stands in these cells; it was taken from the row above: {count} ({cells})."),
        N_("Where it is another one, enter it in the ledger and run again."),
    ),
    "ledger.total-differs": warning(
        N_("The total in this cell is {stated}, but the rows that it totals give {found}."),
        N_("Correct the total or the rows in the ledger; the report counts the rows."),
    ),
    "ledger.total-differs.many": warning(
        N_("{count} totals are not what the rows that they total give: {cells}."),
        N_("Correct the totals or the rows in the ledger; the report counts the rows."),
    ),
    "ledger.group-count-differs": warning(
        N_("The group title says {stated}, but {found} rows stand below it."),
        N_("Correct the title, or see whether rows are missing; the report counts the rows."),
    ),
    "ledger.group-count-differs.many": warning(
        N_("{count} group titles give other numbers than the rows below them: {cells}."),
        N_("Correct the titles, or see whether rows are missing; the report counts the rows."),
    ),
    "ledger.columns-nameless": info(
        N_("Columns without a header that hold something, not used: {columns}."),
        N_("If one of them is needed, give it a header in the ledger."),
    ),
    "ledger.hidden-sheet": info(N_("The sheet is hidden; its rows are used.")),
    "ledger.hidden-sheet-skipped": info(
        N_("The sheet is hidden ({count} rows) and was left out, as ledger.hidden.sheets says.")
    ),
    "ledger.hidden-rows": info(N_("Hidden rows, used like the others: {count} ({cells}).")),
    "ledger.hidden-rows-skipped": info(N_("Hidden rows, not counted, as ledger.hidden.rows says: {count} ({cells}).")),
    "ledger.hidden-columns": info(N_("Hidden columns, used like the others: {count} ({columns}).")),
    "ledger.hidden-columns-skipped": info(
        N_("Hidden columns, not used, as ledger.hidden.columns says: {count} ({headers}).")
    ),
    # Cells that cannot be believed
    "ledger.row-width": warning(
        N_(
            "Lines of the file with {found} cells where others have {width}: {count} (lines {lines}). Their cells may stand in wrong columns; they are not counted."
        ),
        N_(
            "See whether a separator is missing, typed in full width (，) or stands within a text, and put the lines right."
        ),
    ),
    "ledger.cell-error": warning(N_("The cell shows {text}; nothing was taken from it."), _CORRECT_CELL),
    "ledger.cell-error.many": warning(
        N_("{count} cells show {text}; nothing was taken from them: {cells}."), _CORRECT_CELLS
    ),
    "ledger.formula-without-value": warning(
        N_("The formula in this cell has no saved result; nothing was taken from it."),
        N_("Open the ledger in the spreadsheet program, save it and build again."),
    ),
    "ledger.formula-without-value.many": warning(
        N_("{count} formulas have no saved result; nothing was taken from them: {cells}."),
        N_("Open the ledger in the spreadsheet program, save it and build again."),
    ),
    "ledger.long-number": warning(
        N_("A number of more than 15 digits, its last digits are lost; nothing was taken from the cell."), _TYPE_AS_TEXT
    ),
    "ledger.long-number.many": warning(
        N_(
            "{count} numbers of more than 15 digits, their last digits are lost; nothing was taken from the cells: {cells}."
        ),
        _TYPE_AS_TEXT,
    ),
    "ledger.illegal-character": warning(
        N_("The cell holds a character that no document may hold; nothing was taken from it."),
        N_("Type the text of the cell again."),
    ),
    "ledger.illegal-character.many": warning(
        N_("{count} cells hold a character that no document may hold; nothing was taken from them: {cells}."),
        N_("Type the texts of the cells again."),
    ),
    "ledger.unused-cell-error": info(N_("The cell cannot be read ({text}); its column is not used.")),
    "ledger.unused-cell-error.many": info(N_("{count} cells of unused columns cannot be read ({text}): {cells}.")),
    # Days
    "ledger.date-unusable": warning(N_("This is no date; the row is not counted."), _CORRECT_CELL),
    "ledger.date-unusable.many": warning(
        N_("{count} cells are no dates; their rows are not counted: {cells}."), _CORRECT_CELLS
    ),
    "ledger.date-far": warning(
        N_("No case came in in the year of this day (before 1949 or after 2100); the row is not counted."),
        _CORRECT_CELL,
    ),
    "ledger.date-far.many": warning(
        N_(
            "No case came in in the years of {count} days (before 1949 or after 2100); their rows are not counted: {cells}."
        ),
        _CORRECT_CELLS,
    ),
    "ledger.date-far-ignored": warning(
        N_("No case ended in the year of this day (before 1949 or after 2100); the case is counted without it."),
        _CORRECT_CELL,
    ),
    "ledger.date-far-ignored.many": warning(
        N_(
            "No case ended in the years of {count} days (before 1949 or after 2100); their cases are counted without them: {cells}."
        ),
        _CORRECT_CELLS,
    ),
    "ledger.date-unsure": warning(
        N_("Which number is the month and which the day cannot be told, {count} rows not counted: {cells}."),
        N_("Write the dates of these cells in one way, best as 2026-03-05."),
    ),
    "ledger.date-unsure-ignored": warning(
        N_("Which number is the month and which the day cannot be told, {count} cases counted without it: {cells}."),
        N_("Write the dates of these cells in one way, best as 2026-03-05."),
    ),
    "ledger.column-before-received": warning(
        N_(
            "{early} of {count} days of “{header}” lie before the days on which the cases came in: the column, or that of "
            "receipt, holds something else. It is not used."
        ),
        N_("Name the right columns: ledger: {{columns: {{received: [header], {field}: [header]}}}}."),
    ),
    "ledger.date-format": warning(
        N_("Dates in a spelling that is not read unasked, {count} rows not counted: {cells}."),
        N_('If they are days as in this column, add to the configuration: ledger: {{date_formats: ["{format}"]}}.'),
    ),
    "ledger.date-format-ignored": warning(
        N_("Dates in a spelling that is not read unasked, {count} cases counted without them: {cells}."),
        N_('If they are days as in this column, add to the configuration: ledger: {{date_formats: ["{format}"]}}.'),
    ),
    "ledger.times-converted": info(
        N_(
            "Times that name another clock (Z, +00:00): {count}. They count for the day that it was in {zone}, which for "
            "{moved} of them is not the one that is written."
        ),
        N_("If the county's time is another one, write it under ledger.timezone."),
    ),
    "ledger.calendar-1904": info(
        N_("The workbook counts days from 1904; {count} numbers of this column were read so."),
    ),
    "ledger.date-missing": warning(
        N_("The day on which the case came in is missing; the row is not counted."), _CORRECT_CELL
    ),
    "ledger.date-missing.many": warning(
        N_("The day on which the case came in is missing in {count} rows; they are not counted: {cells}."),
        _CORRECT_CELLS,
    ),
    "ledger.date-ignored": warning(
        N_("This is no date and was ignored; the case is counted without it."), _CORRECT_CELL
    ),
    "ledger.date-ignored.many": warning(
        N_("{count} cells are no dates and were ignored; their cases are counted without them: {cells}."),
        _CORRECT_CELLS,
    ),
    "ledger.date-order-open": warning(
        N_(
            "The dates of this column ({fitting} rows) can be read in more than one order; they were read as {order}, which keeps them closest together."
        ),
        N_('Say how they are written under ledger.date_formats, for example "%m/%d/%Y".'),
    ),
    "ledger.date-order-mixed": warning(
        N_(
            "This column mixes orders of day and month: {fitting} rows fit {order}, {others} do not. Cells that can be read in both ways were not believed."
        ),
        N_("Write the dates of the column in one way, best as 2026-03-05."),
    ),
    "ledger.year-taken": info(
        N_("Dates without a year: {count}. It was taken from other rows, the title, the file or the reporting period.")
    ),
    "ledger.month-nowhere": warning(
        N_("No month stands in the row and none can be taken from above, {count} rows not counted: {cells}."),
        N_("Enter the month of these rows in the ledger and run again."),
    ),
    "ledger.year-nowhere": warning(
        N_(
            "Dates without a year: {count} ({cells}). No year is written in the column, the titles or the names of the sheets "
            "and the file, or several are; the rows are not counted."
        ),
        N_("Write the year into the title above the header (2026年一季度), or with the dates."),
    ),
    "ledger.month-taken": info(
        N_("Days without a month: {count}. The month was taken from the title or the name of the sheet.")
    ),
    "ledger.date-without-day": info(
        N_(
            "Dates that name a month, a third of it or several of its days: {count} ({cells}). The cases count for the "
            "middle of that time, without handling time."
        )
    ),
    "ledger.date-without-month": info(
        N_(
            "Dates that name only a quarter or another stretch longer than a month: {count} ({cells}). The cases count in "
            "the period, without handling time; the report does not tell its months apart."
        )
    ),
    "ledger.due-in-working-days": warning(
        N_("Limits in working days: {count}. Whether these cases were closed in time is not judged by them."),
        N_("Give the day by which a case is due, or set ledger.on_time_days to so many calendar days."),
    ),
    "ledger.date-after-period": info(
        N_("Cases that came in after the reporting period, not in this report: {count} ({cells}).")
    ),
    "ledger.closed-before-received": warning(
        N_("Closed before it came in; the day of closing was ignored."), _CORRECT_CELL
    ),
    "ledger.closed-before-received.many": warning(
        N_("{count} cases were closed before they came in; the days of closing were ignored: {cells}."), _CORRECT_CELLS
    ),
    "ledger.verdict-contradicted": warning(
        N_(
            "The finding and the note of the handling say the opposite; the case is counted by the finding and not told."
        ),
        _CORRECT_CELL,
    ),
    "ledger.verdict-contradicted.many": warning(
        N_(
            "Of {count} cases the finding and the note of the handling say the opposite; they are counted by the finding and not told: {cells}."
        ),
        _CORRECT_CELLS,
    ),
    "ledger.date-far-ahead": warning(N_("This day lies more than a year after the reporting period."), _CORRECT_CELL),
    "ledger.date-far-apart": warning(N_("This day lies more than two years after all others."), _CORRECT_CELL),
    "ledger.date-far-apart.many": warning(
        N_("{count} days lie more than two years after all others: {cells}."), _CORRECT_CELLS
    ),
    "ledger.date-far-ahead.many": warning(
        N_("{count} days lie more than a year after the reporting period: {cells}."), _CORRECT_CELLS
    ),
    # Categories
    "ledger.category-unknown": warning(
        N_("The category “{value}” is not in the taxonomy (rows: {count}; {cells})."),
        N_("Add it to the aliases of a category."),
    ),
    "ledger.category-unknown.near": warning(
        N_("The category “{value}” is not in the taxonomy (rows: {count}; {cells}). Likely it is “{near}”."),
        N_("If “{near}” is meant, add it to the aliases of that category."),
    ),
    "ledger.mostly-unmapped": error(
        N_(
            "{count} of {rows} cases are in no category of the taxonomy ({share} per cent, more than the {most} of "
            "ledger.most_unmapped): {names}. A report by category would not tell what the ledgers say."
        ),
        N_(
            "Look at each and add to the configuration; own_1 and the like are names that no category is near to: move what "
            "belongs to another category into its aliases.\n{yaml}\nWith --draft a draft is built all the same."
        ),
    ),
    "ledger.mostly-unmapped.blank": error(
        N_(
            "{count} of {rows} cases are in no category of the taxonomy ({share} per cent, more than the {most} of "
            "ledger.most_unmapped): {names}. A report by category would not tell what the ledgers say."
        ),
        N_(
            "Fill in the categories in the ledger, or add keywords to those of the taxonomy. With --draft a draft is built all the same."
        ),
    ),
    "ledger.mostly-unspoken": warning(
        N_(
            "Of {rows} cases without a category in the ledger {count} speak of none by their words ({share} per cent, more than the {most} of "
            "ledger.most_unmapped): the problems, causes and measures of the report are those of the few others, and the categories may not be what these ledgers are about."
        ),
        N_(
            "Write the categories that these ledgers are about, with their keywords, under taxonomy.categories, or give the ledger a column of categories."
        ),
    ),
    "ledger.mostly-other": warning(
        N_(
            "{count} of {rows} cases are put into “{name}” ({share} per cent, more than the {most} of ledger.most_unmapped): the "
            "problems, causes and measures of the report are those of the few others."
        ),
        N_(
            "Give these cases a category in the ledger, or name the categories that they are about in the configuration."
        ),
    ),
    "ledger.categories-unknown": warning(
        N_("Further categories that are not in the taxonomy: {values} (rows: {count})."),
        N_("Add them to the aliases of the categories."),
    ),
    "ledger.category-rejected": warning(
        N_("The case fits no category of the taxonomy; the row is not counted."),
        N_("Add the category to the aliases of one in the taxonomy, or a category with catch_all: true."),
    ),
    "ledger.category-rejected.many": warning(
        N_("{count} cases fit no category of the taxonomy; their rows are not counted: {cells}."),
        N_("Add the categories to the aliases of those in the taxonomy, or a category with catch_all: true."),
    ),
    "ledger.category-by-keyword": info(
        N_("Cases that got their category by the keywords of the taxonomy: {count} of {rows}.")
    ),
    "ledger.category-by-default": info(N_("Cases that were put under “{catch_all}”: {count} of {rows}.")),
    "ledger.several-category": info(
        N_(
            "Cells that name several categories: {count} ({cells}). Each case counts once in the total and once in each of its categories."
        ),
        N_("If such a cell is one name, add it to the aliases of a category, or change ledger.separators.category."),
    ),
    "ledger.several-unit": info(
        N_(
            "Cells that name several units: {count} ({cells}). Each case counts once in the total and once for each of its units."
        ),
        N_("If such a cell is one name, add it under ledger.vocabulary.unit, or change ledger.separators.unit."),
    ),
    "ledger.several-handling": info(
        N_(
            "Cells that tell of several kinds of handling: {count} ({cells}). Each case counts once in the total and once for each of them."
        ),
    ),
    # Duplicates
    "ledger.duplicates": info(
        N_("Rows that repeat a case counted already, left out: {count} ({cells}). The first copy is kept.")
    ),
    "ledger.duplicate-goes-on": warning(
        N_(
            "Rows left out as duplicates say something of the state of the case in {headers} that the copy which is kept does not say: {count} ({cells})."
        ),
        N_("If the later rows are right, name the newer ledger first in ledger.files, or delete the older rows."),
    ),
    "ledger.number-loses-zero": warning(
        N_(
            "Case numbers typed as numbers: {count} ({cells}). A spreadsheet keeps no zero at their end, so that the first and the tenth, 9.1 and 9.10, look alike."
        ),
        N_("Format the column as text and type these numbers again."),
    ),
    "ledger.duplicates-differ": warning(
        N_(
            "Rows left out for a case number that stands already say something in {headers} that the row which is kept does not say: {count} ({cells})."
        ),
        N_(
            "If these rows are cases of their own, give them numbers of their own; if a column matters, name it under ledger.columns."
        ),
    ),
    "ledger.units-joined": info(
        N_(
            "Rows of a case number that stands already, with another unit: {count} ({cells}). They are one case, which counts once in the total and once for each of its units."
        ),
        N_("If they are cases of their own, give them numbers of their own."),
    ),
    "ledger.duplicates-across": info(
        N_(
            "Rows of cases that an earlier sheet or file holds already (ledger.duplicates.across), left out: {count} ({cells})."
        )
    ),
    "ledger.sheet-copied": warning(
        N_(
            "This sheet repeats what stands in {others}: {count} of its {rows} cases were left out, those that came first are kept."
        ),
        N_("If it is a copy, take it out, or list the wanted sheets under ledger.sheets."),
    ),
    "ledger.repeats": info(
        N_(
            "Cases that tell again what an earlier one told (same {fields}, at most {days} days apart): {count} ({cells}). "
            "They are counted, and told apart."
        ),
        N_("To leave them out: ledger: {{duplicates: {{repeats: drop}}}}."),
    ),
    "ledger.repeats-dropped": info(
        N_(
            "Cases that tell again what an earlier one told (same {fields}, at most {days} days apart), left out: {count} ({cells})."
        )
    ),
    "ledger.number-twice": warning(
        N_("The case number stands already in {kept}, with something else in {headers}; this row was left out."),
        N_("If these are two cases, give one of them another number."),
    ),
    "ledger.numbers-twice": warning(
        N_("Further rows with a case number that stands already, with different content, left out: {count}."),
        N_("If they are cases of their own, give them other numbers."),
    ),
    "ledger.numbers-repeat": warning(
        N_(
            "The numbers in this column repeat with different content and do not tell cases apart; rows are compared cell for cell instead."
        ),
        N_("If another column holds the case number, name it: ledger: {{columns: {{id: [header]}}}}."),
    ),
    # Words
    "ledger.words-unknown": warning(
        N_("{count} cells of {word} hold words that are not understood and count as if they were empty: {words}."),
        N_(
            "Add to the configuration, each word below what it means ({meanings}): {yaml}. Words that mean nothing go under ledger.null_marks."
        ),
    ),
    "ledger.words-unknown.stories": info(
        N_("{count} cells of {word} hold texts that are not understood and count as if they were empty: {words}."),
        N_(
            "If single words of them tell, add these under ledger.vocabulary.{field}, below what they mean: {meanings}."
        ),
    ),
    "ledger.unit-spellings": warning(
        N_("These are likely spellings of one unit, {count} cases together: {names}. They are counted apart."),
        N_("If they are one, add to the configuration: {yaml}"),
    ),
    "ledger.unit-spellings-more": warning(
        N_("Further units that likely have several spellings: {count}."),
        N_("Settle those that are named first and check again."),
    ),
    "ledger.channel-origin": warning(
        N_("By its name the channel “{name}” ({count}) is nothing that people reported; it is counted as that."),
        N_("If so, add to the configuration: {yaml} If people reported it, write people there."),
    ),
    # Privacy
    "ledger.text-withheld": info(
        N_(
            "Texts that may still name a person, or hold a person's number, after masking; not printed: {count} ({cells})."
        ),
        N_(
            "The cases are counted. To have such a text told, take the name or number out of it in the ledger, or release the case by its number: cases.release."
        ),
    ),
    "ledger.text-too-long": warning(
        N_("Texts of more than {most} characters are not searched for people; not printed: {count} ({cells})."),
        N_("The cases are counted. Look whether several rows have run into one cell, or shorten the text."),
    ),
    "ledger.text-released": warning(
        N_("Texts printed though they may still name a person, as cases.release says: {count} ({cells})."),
        N_("Whoever released them answers for it: {who}."),
    ),
    "ledger.release-idle": warning(
        N_("cases.release names cases of which nothing was withheld: {ids}."),
        N_("Compare the numbers with the ledger, and take out those that need no release."),
    ),
}
