"""The order of work: tables found, rows gathered, categorised, freed of duplicates, put into words, timed, masked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import cast

import numpy as np
import pandas as pd

from reportgen.clean import case_issues, word_issues
from reportgen.clean.assembly import TextArray, assemble, text_array
from reportgen.clean.cases.duplicates import DedupKeys, find_duplicates
from reportgen.clean.cases.further_units import FurtherUnits
from reportgen.clean.cases.repeats import find_repeats
from reportgen.clean.cases.times import OVERDUE, Times, closed_early, derive_status, measure
from reportgen.clean.cases.verdicts import contradicted
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import IssueLog, Sheet
from reportgen.clean.cells.split_names import NameSplitter
from reportgen.clean.cells.values import Nulls, as_text
from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.header.contents import ContentMatcher
from reportgen.clean.people.masking import LONGEST, Masker
from reportgen.clean.people.names import read_names
from reportgen.clean.tables.gathering import Gathered, gather
from reportgen.clean.tables.sheets import TableReader
from reportgen.clean.tables.table import Table, outline
from reportgen.clean.threads import begin
from reportgen.clean.words.categories import Categories, categorise, find_aspects
from reportgen.clean.words.handling import kinds_of
from reportgen.clean.words.spelling import unify
from reportgen.clean.words.vocabulary import SATISFACTION, STATUS, VERIFIED, Words, longest_first
from reportgen.messages import _
from reportgen.model.ledgers import FileRows, Ledger, LedgerTable, RowCount, Rows, SheetRows
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Level
from reportgen.settings.models import FieldName, LedgerSettings, Release, Settings

_PRINTED: tuple[tuple[str, FieldName], ...] = (("subject", "subject"), ("text", "text"), ("handling_text", "handling"))


def clean(
    rows: Rows, settings: Settings, period: Period | None = None, told: bool = True
) -> tuple[Ledger, tuple[Issue, ...]]:
    """Rows -> Ledger: what we believe of the files, and what we could not believe.

    `period` lends its year to days written without one, and decides which days lie too far ahead. `told` is whether cases will
    be printed: if not, no text of theirs is masked and none leaves. Nothing is raised for what the files hold: where no sheet,
    date column or case can be used, an issue at error level says so and the ledger is empty.
    """
    log = IssueLog()
    nulls = Nulls(settings.ledger.null_marks)
    status_words = longest_first(STATUS, settings.ledger.vocabulary.status)
    tables = _find_tables(rows, settings, nulls, period, log)
    case_issues.report_nothing_to_categorise(tables, log)
    found = gather(tables, nulls, status_words, _wanted(settings.ledger), log)
    masker = _masker(tables, settings)

    stories = _stories(found.texts)
    categories = categorise(found.texts["category"], stories, settings.taxonomy, settings.ledger)
    rejected = _rejected(categories, settings.ledger)
    unknown = word_issues.report_categories(found, categories, rejected, stories, settings, masker, log)
    accepted = np.flatnonzero(~rejected)
    kept, repeat, further = _counted(found, accepted, settings.ledger, log)
    asked = rejected.copy()
    asked[kept] = True
    asked &= ~_outside(found, period)
    word_issues.report_unmapped(found, categories, asked, unknown, settings, masker, log)

    cases = found.take(kept)
    word_issues.report_unknown_words(cases, "status", status_words, settings, masker, log)
    status, times = _times(cases, status_words, period, settings.ledger, log)
    codes = categories.codes.take(kept)
    plain = {
        "status": status,
        "category": codes,
        "category_from": categories.origin.take(kept),
        "id": masker.clear_numbers(cases.texts["id"]),
        "precision": cases.received.precision(),
    }
    arrays = _begin_arrays(plain)
    answers = _answers(cases, settings, masker, log)
    untold = _disputed(cases, answers, log) | (_outside(cases, period) if told else np.bool_(True))
    printed = {name: cases.texts[name].without(untold, "") for name, _ in _PRINTED}
    words = _words(cases, further, settings, log)
    word_issues.report_channels(cases, words["channel"], settings, masker, log)
    doubted = word_issues.report_units(cases, words["unit"], settings, masker, log)
    lost = np.zeros(len(kept), np.bool_)
    texts = {
        "aspects": _aspects(cases, codes, printed, untold, settings),
        **answers,
        **_masked(cases, printed, words, masker, log, lost, settings.cases.release),
    }
    case_issues.report_several(cases, "category", codes, log)
    case_issues.report_several(cases, "handling", texts["handling"], log)
    frame = _frame(cases, repeat, {**arrays, **_begin_arrays(texts)}, times, tuple(settings.ledger.fields))
    read = sum(table.read for table in tables)
    counts = RowCount(read, len(kept), read - len(accepted), len(accepted) - len(kept))
    nil = tuple(day for table in tables for day in table.nil)
    outlines = _outlines(tables, found.table[accepted], cases.table)
    _report_empty(rows, tables, len(kept), nil, log)
    parting = NameSplitter(settings.ledger.separators.category, nulls)
    named = word_issues.count_names(cases.texts["category"].compact(), parting, masker)
    files = tuple(masker.strip_name(file.file) for file in rows.files)
    sheets = tuple(tuple(masker.strip_name(sheet.name) for sheet in file.sheets) for file in rows.files)
    shown = tuple(map(masker.strip_headers, outlines))
    digests = tuple(file.sha256 for file in rows.files)
    untellable = tuple(np.flatnonzero(lost).tolist())
    ledger = Ledger(frame, files, sheets, found.fields, counts, shown, named, digests, untellable, doubted, nil)
    names = _telling_names(rows, ledger)
    return ledger, tuple(masker.strip_issue(one, names) for one in log.issues)


def _report_empty(rows: Rows, tables: Sequence[Table], kept: int, nil: Sequence[date | None], log: IssueLog) -> None:
    """That there is no case at all, where no error says why: a warning where the ledgers say so themselves."""
    if kept or any(issue.level is Level.ERROR for issue in log.issues):
        return
    read = sum(table.read for table in tables)
    code = "ledger.nil-return" if nil and not read else "ledger.empty" if rows.files else "ledger.none-given"
    log.report(code, files=_(", ").join(file.file for file in rows.files), read=read)


def _telling_names(rows: Rows, ledger: Ledger) -> dict[str, str]:
    """The names of files and sheets that give a person away -> as they are shown."""
    names = {file.file: shown for file, shown in zip(rows.files, ledger.files, strict=True)}
    for file, shown in zip(rows.files, ledger.sheets, strict=True):
        names |= {sheet.name: told for sheet, told in zip(file.sheets, shown, strict=True)}
    return {name: shown for name, shown in names.items() if name != shown}


def _times(
    cases: Gathered, words: Words, period: Period | None, settings: LedgerSettings, log: IssueLog
) -> tuple[Cells[str], Times]:
    """What is known of how each case stands, and its days."""
    early = closed_early(cases.received, cases.closed)
    status = cases.texts["status"].map(words.meaning)
    status = derive_status(status, cases.closed, early, cases.status_header > 0, cases.has_closed)
    overdue, allowed = _tells_overdue(cases, status), settings.on_time_days
    times = measure(cases.received, cases.closed, cases.due, status, overdue, allowed, cases.has_due)
    case_issues.report_days(cases, times, early, period, log)
    case_issues.report_limit(cases, times, settings, log)
    return status, times


def _outlines(tables: Sequence[Table], accepted: Codes, kept: Codes) -> tuple[LedgerTable, ...]:
    """How each table was understood and what became of its rows; `accepted` and `kept` are the tables of those rows."""
    believed, used = (np.bincount(rows, minlength=len(tables)).tolist() for rows in (accepted, kept))
    return tuple(
        outline(table, RowCount(table.read, used[place], table.read - believed[place], believed[place] - used[place]))
        for place, table in enumerate(tables)
    )


def _find_tables(rows: Rows, settings: Settings, nulls: Nulls, period: Period | None, log: IssueLog) -> list[Table]:
    own = {code: one.columns for code, one in settings.ledger.fields.items()}
    configured = cast(
        "Mapping[FieldName, Sequence[str]]", {**settings.ledger.columns, **own}
    )  # codes of own fields are names, too
    book = HeaderMatcher(configured, ContentMatcher(settings))
    reader = TableReader(book, settings.ledger, nulls, period, log)
    only = settings.ledger.sheets
    tables: list[Table] = []
    alone = len(rows.files) == 1  # what lies alone in a folder is what was meant
    for place, file in enumerate(rows.files):
        sheets = [(_sheet(place, number, file, sheet), sheet) for number, sheet in enumerate(file.sheets)]
        wanted = [(sheet, found) for sheet, found in sheets if not only or sheet.name in only]
        if sheets and not wanted:
            log.report("ledger.no-such-sheet", sheets[0][0].source(), sheets=", ".join(only))
        tables += reader.read_file(wanted, file.named or alone)
    return tables


def _sheet(place: int, number: int, file: FileRows, sheet: SheetRows) -> Sheet:
    return Sheet(place, number, file.file, sheet.name, sheet.numbers or (), sheet.first_row)


def _masker(tables: Sequence[Table], settings: Settings) -> Masker:
    """Knows the people of all name columns, also those of rows that are not used, and the offices and places of the ledger."""

    def values(*fields: FieldName) -> list[str]:
        columns = [
            table.columns[column.index]
            for table in tables
            for field in fields
            for column in table.mapped.get(field, ())
        ]
        return [as_text(value) for cells in columns for value in cells.values if value != ""]

    numbers = ("".join(filter(str.isdigit, value)) for value in values("phone", "id_number"))
    offices = {*values("unit", "region"), settings.county.name, settings.office.name}
    return Masker(read_names(values("complainant"), values("person")), values("address"), numbers, offices)


def _stories(texts: Mapping[str, Cells[str]]) -> Cells[str]:
    """What keywords are looked for in: subject and text as they were written."""
    subject, text = texts["subject"], texts["text"]
    if not any(subject.values):
        return text
    pairs, codes = np.unique(subject.codes.astype(np.int64) * len(text.values) + text.codes, return_inverse=True)
    firsts, seconds = np.divmod(pairs, len(text.values))
    joined = [
        f"{subject.values[first]}\n{text.values[second]}"
        for first, second in zip(firsts.tolist(), seconds.tolist(), strict=True)
    ]
    return Cells(joined, codes)


def _aspects(
    cases: Gathered, codes: Cells[str], printed: Mapping[str, Cells[str]], untold: Mask, settings: Settings
) -> Cells[str]:
    """The aspects of the cases that may be told, of all where a declared figure asks for them: it is compared with other periods."""
    asked = (one for figure in settings.figures.values() for one in (figure.count, figure.rate, figure.of))
    if any("aspects" in one for one in asked):
        return find_aspects(codes, _stories(cases.texts), settings.taxonomy)
    return find_aspects(codes.without(untold, ""), _stories(printed), settings.taxonomy)


def _rejected(categories: Categories, settings: LedgerSettings) -> Mask:
    """Rows without a category, or with an unknown one where the configuration refuses those."""
    without = categories.codes.where(lambda codes: not codes)
    return without | categories.unknown if settings.unknown_category == "reject" else without


def _wanted(settings: LedgerSettings) -> tuple[FieldName, ...]:
    """The fields in which the configuration wants rows compared, and those of the county's own."""
    return tuple(dict.fromkeys((*settings.duplicates.across, *settings.duplicates.keys, *_own(settings))))


def _own(settings: LedgerSettings) -> tuple[FieldName, ...]:
    """The codes of the county's own fields; they are names, too."""
    return cast("tuple[FieldName, ...]", tuple(settings.fields))


def _counted(
    found: Gathered, accepted: Codes, ledger: LedgerSettings, log: IssueLog
) -> tuple[Codes, Mask, FurtherUnits]:
    """The rows that are counted, in the order of the ledger, which of them repeat a case, and what units dropped rows add to them."""
    settings = ledger.duplicates
    believed = found.take(accepted)
    like = DedupKeys(believed)
    duplicates = find_duplicates(like, settings.across)
    case_issues.report_duplicates(like, duplicates, _own(ledger), log)
    rows = np.flatnonzero(~duplicates.dropped)
    again = find_repeats(like, rows, settings)
    case_issues.report_repeats(believed, rows[again], settings, log)
    if settings.repeats == "drop":
        rows, again = rows[~again], again[~again]
    repeat = np.zeros(len(found.table), np.bool_)
    repeat[accepted[rows[again]]] = True
    kept = _in_order(found, accepted[rows])
    return kept, repeat[kept], FurtherUnits.of_duplicates(like, duplicates, found, accepted, kept)


def _tells_overdue(found: Gathered, status: Cells[str]) -> Mask:
    """Rows whose status column marks some cases as overdue (columns of one name are one)."""
    roles = np.unique(found.status_header[status.where(OVERDUE.__eq__)])
    return (found.status_header > 0) & np.isin(found.status_header, roles)


def _answers(found: Gathered, settings: Settings, masker: Masker, log: IssueLog) -> dict[str, Cells[str]]:
    """The fields that answer yes or no, each in the words of the `Ledger`."""
    verified = longest_first(VERIFIED, settings.ledger.vocabulary.verified)
    satisfaction = longest_first(SATISFACTION, settings.ledger.vocabulary.satisfaction)
    word_issues.report_unknown_words(found, "verified", verified, settings, masker, log)
    word_issues.report_unknown_words(found, "satisfaction", satisfaction, settings, masker, log)
    return {
        "verified": found.texts["verified"].map(verified.meaning),
        "satisfaction": found.texts["satisfaction"].map(satisfaction.meaning),
    }


def _disputed(cases: Gathered, answers: Mapping[str, Cells[str]], log: IssueLog) -> Mask:
    """The cases of which the ledger says two opposite things, which is reported: they are none to be told."""
    found = contradicted(answers["verified"], cases.texts["handling_text"])
    case_issues.report_cells(cases, "ledger.verdict-contradicted", np.flatnonzero(found), "verified", log)
    return found


def _words(found: Gathered, further: FurtherUnits, settings: Settings, log: IssueLog) -> dict[str, Cells[str]]:
    """The fields of few words, each in one spelling."""
    vocabulary = settings.ledger.vocabulary
    parting = NameSplitter(settings.ledger.separators.unit, Nulls(settings.ledger.null_marks))
    units = unify(further.below(found.texts["unit"]).compact(), vocabulary.unit, parting)
    case_issues.report_several(found, "unit", units.take(np.arange(len(found.table))), log)
    case_issues.report_joined_units(further.rows, np.arange(len(further.rows.table)), log)
    return {
        "unit": further.join(units),
        "channel": unify(found.texts["channel"].compact(), vocabulary.channel),
        "region": unify(found.texts["region"].compact(), {}),
        "handling": kinds_of(found.texts["handling"].compact(), vocabulary.handling),
        **{code: unify(found.texts[code].compact(), one.values) for code, one in settings.ledger.fields.items()},
    }


def _masked(
    found: Gathered,
    stories: Mapping[str, Cells[str]],
    words: Mapping[str, Cells[str]],
    masker: Masker,
    log: IssueLog,
    withheld: Mask,
    release: Sequence[Release],
) -> dict[str, Cells[str]]:
    """The texts and words that may be printed; the cases that lose one are marked in `withheld`. A report prints cases of its own period alone: other texts do not leave this room."""
    masked = masker.mask_cells(stories, words)
    named = _named(found, release)
    lost = [(field, masked[name].lost(stories[name]), stories[name].where(_is_endless)) for name, field in _PRINTED]
    for _field, missing, endless in lost:
        withheld |= missing & ~(named & ~endless)
    case_issues.report_withheld(found, lost, named, release, log)
    told = {name: masked[name].released(cells, named) for name, cells in stories.items()}
    return told | {name: Cells(masked[name].texts, cells.codes) for name, cells in words.items()}


def _named(found: Gathered, release: Sequence[Release]) -> Mask:
    """The rows of the cases that are released."""
    numbers = {one.id for one in release}
    return found.texts["id"].where(lambda number: number in numbers)


def _is_endless(text: str) -> bool:
    return len(text) > LONGEST


def _outside(found: Gathered, period: Period | None) -> Mask:
    """The rows whose day lies outside the period; none where there is no period."""
    days = found.received.days
    if period is None:
        return np.zeros(len(days), np.bool_)
    return np.asarray((days < np.datetime64(period.start, "D")) | (days > np.datetime64(period.end, "D")))


def _in_order(found: Gathered, rows: Codes) -> Codes:
    """The rows in the order of (file, sheet, row): tables that stand side by side are read one after the other."""
    if len({(table.sheet.file, table.sheet.index) for table in found.tables}) == len(found.tables):
        return rows
    files = np.array([table.sheet.file for table in found.tables], np.int64)[found.table[rows]]
    sheets = np.array([table.sheet.index for table in found.tables], np.int64)[found.table[rows]]
    return rows[np.lexsort((found.row[rows], sheets, files))]


def _numbers(found: Gathered) -> Codes:
    """The row of each case as people see it."""
    rows = found.row
    for place, table in enumerate(found.tables):
        if table.sheet.numbers:
            inside = found.table == place
            rows = rows.copy()
            rows[inside] = np.asarray(table.sheet.numbers)[found.row[inside] - table.sheet.first_row]
    return rows


def _begin_arrays(texts: Mapping[str, Cells[str]]) -> Mapping[str, Callable[[], TextArray]]:
    """Columns of text in the making, empty ones left out."""
    return begin({name: partial(text_array, cells) for name, cells in texts.items() if any(cells.values)})


def _frame(
    found: Gathered, repeat: Mask, arrays: Mapping[str, Callable[[], TextArray]], times: Times, own: Sequence[str]
) -> pd.DataFrame:
    files = np.array([table.sheet.file for table in found.tables], np.int64)
    sheets = np.array([table.sheet.index for table in found.tables], np.int64)
    file: Codes = files[found.table]
    texts = {name: array() for name, array in arrays.items()}
    return assemble(file, sheets[found.table], _numbers(found), found.received.days, repeat, texts, times, own)
