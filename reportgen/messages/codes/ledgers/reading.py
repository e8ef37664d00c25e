"""Issue codes of reading: files that are not there, not ledgers, or not to be trusted."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_SAVE_AGAIN = N_("Open the file in Excel or WPS, check it, and save it as .xlsx.")

ENTRIES: dict[str, Entry] = {
    "read.not-found": error(
        N_("There is no such file or folder."),
        N_("Check the name and the folder in ledger.files."),
    ),
    "read.no-ledgers": error(
        N_("No ledger was found here."),
        N_("Put .xlsx, .xlsm, .xls, .et, .ods, .csv or .parquet files into the folder, or name them one by one."),
    ),
    "read.given-twice": warning(
        N_("The same file was given more than once; it was read once."),
        N_("Take one of the two out of ledger.files."),
    ),
    "read.cannot-open": error(
        N_("The file cannot be opened."),
        N_("Close it where it is open, and check that you may read it."),
    ),
    "read.cannot-find": error(
        N_("It cannot be looked up: no file can have this name, or its folder may not be read."),
        N_("Check the name, and that you may read the folder."),
    ),
    "read.no-file": error(
        N_("This is a pipe or a device, not a file."), N_("Save what it gives as a file, and name that.")
    ),
    "read.no-pyarrow": error(
        N_("A Parquet file is read with pyarrow, which is not installed."),
        N_('Install it (pip install "reportgen[parquet]"), or save the table as .csv or .xlsx.'),
    ),
    "read.no-reader": error(
        N_("The program part that reads ledgers cannot be started."),
        N_("The installation is not complete: install reportgen anew, with everything that it needs."),
    ),
    "read.empty": error(
        N_("The file holds no data."),
        N_("Check that the right file was given and that it was copied completely."),
    ),
    "read.encrypted": error(
        N_("The file is protected by a password."),
        N_("Open it with its password and save it without one."),
    ),
    "read.not-a-ledger": error(
        N_("The file is no ledger: by its content it is {kind}."),
        N_("Give the ledger itself, as .xlsx, .xls, .et, .ods or .csv."),
    ),
    "read.old-format": error(
        N_("The file is in a spreadsheet format that is not read ({kind})."),
        _SAVE_AGAIN,
    ),
    "read.empty.skipped": warning(
        N_("The file holds no data; it was skipped."),
        N_("If it should, have it copied again; if not, take it out of the folder of ledgers."),
    ),
    "read.not-a-ledger.skipped": warning(
        N_("The file is no ledger, by its content it is {kind}; it was skipped."),
        N_("If there are cases in it, save them as .xlsx; if not, take it out of the folder of ledgers."),
    ),
    "read.old-format.skipped": warning(
        N_("The file is in a spreadsheet format that is not read ({kind}); it was skipped."),
        _SAVE_AGAIN,
    ),
    "read.damaged": error(
        N_("The file is damaged or cut short."),
        N_("Copy it again from where it came, or open it in Excel or WPS and save it as .xlsx."),
    ),
    "read.package-too-large": error(
        N_("The file would unpack to much more than a ledger holds."),
        N_("Open it in Excel or WPS, delete the empty rows, columns and pictures, and save it as .xlsx."),
    ),
    "read.package-forged": error(
        N_("The file is packed in a way that no spreadsheet program does."),
        N_("Do not open it unless you know where it came from; ask for it to be sent again."),
    ),
    "read.doctype": error(
        N_("A part of the file ({part}) has a document type declaration, which no spreadsheet program writes."),
        N_("Do not open it unless you know where it came from; ask for it to be sent again."),
    ),
    "read.far-cells": error(
        N_("A filled cell lies so far from the others that the sheet cannot be read."),
        N_("Delete this cell, or the rows and columns around it, and save the file."),
    ),
    "read.far-cell-left-out": warning(
        N_("This cell stands alone, far from the table; it was left out."),
        N_("Delete it and save the file, if it means nothing; else move it to the table."),
    ),
    "read.strange-error": error(
        N_("This cell holds an error that is not known, and the sheet cannot be read because of it."),
        N_("Put the cell right, or delete it, and save the file."),
    ),
    "read.too-large": error(
        N_("Reading the file needs more than {memory_mb} MB of memory: it is too large, or its cells lie far apart."),
        N_("Delete empty rows and columns, or split the file by period."),
    ),
    "read.too-slow": error(
        N_("Reading the file takes more than {seconds} seconds."),
        N_("Delete empty rows and columns, or split the file by period."),
    ),
    "read.broke-off": error(
        N_("Reading the file broke off without a reason."),
        _SAVE_AGAIN,
    ),
    "read.encoding": error(
        N_("The text is neither in UTF-8 nor in GB18030."),
        N_("Open the file in Excel or WPS and save it as .xlsx, or as CSV in UTF-8."),
    ),
    "read.encoding-line": error(
        N_("Line {line} of the text is not in {encoding} as the others are; so many lines are wrong: {count}."),
        N_("Put the broken characters of that line right in a text editor, or have the file exported again."),
    ),
    "read.encoding-changes": error(
        N_("The text is in {first} up to line {line}, and in {second} from there on: two files were put together."),
        N_("Split the file before that line and give both parts, or have it exported again in one encoding."),
    ),
    "read.encoding-guessed": info(
        N_("The text is not in UTF-8; it was read as GB18030."),
        N_("If words look wrong, save the file as .xlsx."),
    ),
    "read.quotes": error(
        N_("The quotation marks in this row do not pair, so it cannot be told where its cells end."),
        N_("Put the marks right in line {line} of the file, or save the ledger as .xlsx."),
    ),
    "read.no-plain-values": error(
        N_("This column holds lists, records or bytes, not one plain value in each row."),
        N_("Take the column out of the Parquet file, or save its values as text."),
    ),
}
