"""`reportgen inspect`: the health check of ledgers, on the screen, as JSON and as a marked copy (数据体检)."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.application import app
from reportgen.cli.output import issue_json, print_issues, print_json, refuse_usage
from reportgen.cli.periods import period_of
from reportgen.inputs import are_same, is_there
from reportgen.messages import ReportgenError, _
from reportgen.model.inspections import CheckedSheet, Inspection, places_of
from reportgen.model.ledgers import LedgerColumn, LedgerTable, RowCount
from reportgen.model.periods import Period
from reportgen.model.sources import Addition, Level, column_letters

if TYPE_CHECKING:
    from reportgen.model.periods import Period
    from reportgen.settings import Loaded


@app.command(
    help=_("Checks the health of ledgers: rows used and not, columns and days found, every doubtful cell."),
    epilog=_("Example: reportgen inspect ledger.xlsx --out checked.xlsx"),
)
def inspect(
    ledger: Annotated[
        list[Path] | None,
        typer.Argument(help=_("Ledgers, folders of them or patterns; without any those of the configuration.")),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help=_("The configuration of the county; without it only the usual is known."))
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=_("Write a copy of the ledgers with the doubtful cells marked, an .xlsx file."))
    ] = None,
    period: Annotated[
        str,
        typer.Option(
            help=_(
                "2026Q3, 2026H1, 2026, 2026-07, 2026-01/2026-09 or a name in Chinese; without it the one of the configuration, or none."
            )
        ),
    ] = "",
    yaml: Annotated[
        Path | None,
        typer.Option(
            help=_(
                "Write what the configuration should say as a new one, which extends that of --config or, without it, begins one."
            )
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Checks the health of ledgers."""
    from reportgen.settings import load_settings

    try:
        loaded = load_settings(config) if config else None
        files = ledger or (list(loaded.ledger_files) if loaded else [])
        _check_usage(files, out, yaml)
        asked = loaded or (_first_settings() if yaml else None)
        found = _inspect(files, asked, period_of(period) if period else None)
        if out:
            _write_copy(found, out)
        written = bool(yaml and asked and _write_settings(found, yaml, asked, config, files))
    except ReportgenError as fault:
        _refuse(fault, as_json)
    else:
        _tell(found, out, loaded, (yaml if written else None), as_json)


def _first_settings() -> "Loaded":
    from reportgen.settings.neutral import first_settings

    return first_settings(_("(name of the county)"), _("(name of the office)"))


def _write_settings(found: Inspection, out: Path, loaded: "Loaded", config: Path | None, files: Sequence[Path]) -> bool:
    """Writes the additions that the issues ask for as a configuration; without any and with a configuration there is none to write."""
    from reportgen.settings.additions import beginning, extending
    from reportgen.writing import refusing, write_new

    additions = _additions(found)
    if config is None:
        county, office = loaded.settings.county.name, loaded.settings.office.name
        named = [_relative(file, out.parent) for file in files]
        text = beginning(named, county, office, additions, loaded.settings)
    elif additions:
        text = extending(additions, loaded.settings, _relative(config, out.parent))
    else:
        return False
    with refusing(out):
        write_new(out, text.encode())
    return True


def _relative(path: Path, folder: Path) -> str:
    """The path as it is written in a configuration that stands in this folder."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.resolve().as_posix()


def _additions(found: Inspection) -> list[Addition]:
    """What the issues ask for, worst first, each once."""
    return list(dict.fromkeys(asked for one in found.issues for asked in one.additions))


def _check_usage(files: Sequence[Path], out: Path | None, yaml: Path | None) -> None:
    """Ends the program where there is nothing to check, or where a file to be written would not be one."""
    from reportgen.read.parent.finding import find_ledgers

    if not files:
        refuse_usage(_("Name a ledger, or a configuration that names some under ledger.files."))
    if yaml is not None and is_there(yaml):
        refuse_usage(_("{path} is there already; give --yaml a new name.").format(path=yaml))
    if out is None:
        return
    if out.suffix.lower() != ".xlsx":
        refuse_usage(_("The copy is an Excel workbook: give --out a name that ends in .xlsx."))
    if any(are_same(out, found.path) for found in find_ledgers(files)[0]):
        refuse_usage(_("{path} is one of the ledgers; give --out another name.").format(path=out))


def _inspect(files: Sequence[Path], loaded: "Loaded | None", period: "Period | None") -> Inspection:
    from reportgen.read import Limits, read_ledgers

    limits = Limits.of(loaded.settings.ledger) if loaded else Limits()
    with ThreadPoolExecutor(max_workers=1) as reader:  # the files are read while the rooms behind are imported
        reading = reader.submit(copy_context().run, read_ledgers, files, limits)
        from reportgen.actions.inspection import inspect as inspect_ledgers

        return inspect_ledgers(files, loaded, reading, period)


def _write_copy(found: Inspection, out: Path) -> None:
    from reportgen.checkup.copying import annotate
    from reportgen.writing import write_file

    write_file(out, annotate(found), private=True)


def _refuse(fault: ReportgenError, as_json: bool) -> None:
    if as_json:
        print_json({"files": [], "rows": _counts_json(RowCount()), "issues": [issue_json(one) for one in fault.issues]})
    else:
        print_issues(fault.issues)
    raise typer.Exit(1)


def _tell(found: Inspection, out: Path | None, loaded: "Loaded | None", yaml: Path | None, as_json: bool) -> None:
    lines = _lines(found, loaded)
    if as_json:
        print_json({**inspection_json(found), "yaml": lines})
    else:
        from reportgen.cli.screens.inspection import print_files, print_inspection, print_yaml

        print_inspection(found)
        if yaml is None:
            print_yaml(lines, loaded.path if loaded else None)
        print_files(out, yaml)
    if any(one.level is Level.ERROR for one in found.issues):
        raise typer.Exit(1)


def _lines(found: Inspection, loaded: "Loaded | None") -> str:
    """The lines of the configuration that would settle the issues, "" where none would."""
    from reportgen.settings.additions import lines_of, pasted
    from reportgen.settings.neutral import neutral_settings

    additions = _additions(found)
    if loaded is None:
        return lines_of(additions, neutral_settings())
    return pasted(additions, loaded.settings, loaded.path)


def inspection_json(found: Inspection) -> dict[str, Any]:
    """The result for machines; a file that could not be read has no sheets."""
    files: list[tuple[str, list[dict[str, Any]]]] = [
        (file, [_sheet_json(found, sheet) for sheet in found.sheets if sheet.file == number])
        for number, (file, _sheets) in enumerate(found.shown)
    ]
    unread = dict.fromkeys(one.source.file for one in found.unread if one.source)
    return {
        "files": [{"file": file, "sheets": sheets} for file, sheets in [*files, *((file, []) for file in unread)]],
        "rows": _counts_json(found.counts),
        "counted_as": [
            {"text": text, "categories": list(names), "cases": count} for text, names, count in found.renamed
        ],
        "issues": [{**issue_json(one), "cells": [str(place) for place in places_of(one)]} for one in found.issues],
    }


def _sheet_json(found: Inspection, sheet: CheckedSheet) -> dict[str, Any]:
    first = sheet.tables[0] if sheet.tables else None
    return {
        "sheet": found.name(sheet).shown[1],
        "header_row": first and first.header_row,
        "columns": _columns_json(first) if first else {},
        "unmapped": [column.header for table in sheet.tables for column in table.unmapped],
        "rows": _counts_json(sheet.counts),
        "by_quarter": dict(sheet.by_quarter),
    }


def _columns_json(table: LedgerTable) -> dict[str, dict[str, str]]:
    return {field: _column_json(columns[0]) for field, columns in table.columns.items()}


def _column_json(column: LedgerColumn) -> dict[str, str]:
    return {"header": column.header, "column": column_letters(column.column)}


def _counts_json(counts: RowCount) -> dict[str, int]:
    return {
        "read": counts.read,
        "used": counts.used,
        "rejected": counts.rejected,
        "duplicates": counts.duplicates,
        "outside_period": counts.outside_period,
    }
