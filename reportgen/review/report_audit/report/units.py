"""The lines of a report by what of ours stands in them: a paragraph or row, or several that were joined or merged by hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.word.blocks.printed import Key, Merged, merged_cells


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together: those of one paragraph or row of ours, or of several where they were joined or merged by hand.

    `before` is what they said, `today` what they would say now (None: nothing is known, or they would not be there).
    """

    ids: tuple[str | Key, ...]
    lines: tuple[Line, ...]
    before: str
    today: str | None


def units_of(audited: AuditedReport) -> Iterator[Unit]:
    """The lines of ours, paragraphs first, then rows."""
    for ids, places in _groups(audited.placement.owners):
        texts = [audited.memory.texts[id] for id in ids if id in audited.memory.texts]
        if texts:
            today = audited.today and [audited.today[id] for id in ids if id in audited.today]
            yield Unit(ids, _lines(audited, places), "\n".join(texts), "\n".join(today) if today else None)
    for keys, places in _merged(audited):
        lines = _lines(audited, places)
        before = "\n".join(audited.row_before(key, lines[0]) for key in keys)
        today = [row for key in keys if (row := audited.row_today(key, lines[0])) is not None]
        yield Unit(keys, lines, before, "\n".join(today) if today else None)


def _lines(audited: AuditedReport, places: Iterable[int]) -> tuple[Line, ...]:
    return tuple(audited.every[place] for place in places)


def _groups(owners: Mapping[int, tuple[str, ...]]) -> list[tuple[tuple[str, ...], list[int]]]:
    """The ids with their lines; those that share a line together."""
    groups: list[tuple[list[str], list[int]]] = []
    for place, ids in sorted(owners.items()):
        known = next((group for group in groups if {*group[0]} & {*ids}), None)
        if known is None:
            groups.append((list(ids), [place]))
        else:
            known[0].extend(id for id in ids if id not in known[0])
            known[1].append(place)
    return [(tuple(ids), places) for ids, places in groups]


def _merged(audited: AuditedReport) -> list[tuple[tuple[Key, ...], list[int]]]:
    """The rows with their lines; a row whose cell goes on with the one above it belongs to that."""
    groups: list[tuple[list[Key], list[int]]] = []
    for place, key in sorted(audited.placement.rows.items()):
        if groups and goes_on(audited, audited.every[place]) and groups[-1][1][-1] == place - 1:
            groups[-1][0].append(key)
            groups[-1][1].append(place)
        else:
            groups.append(([key], [place]))
    return [(tuple(keys), places) for keys, places in groups]


def has_merged_cells(audited: AuditedReport, line: Line) -> bool:
    """Whether a person merged cells of a row with each other or with those above."""
    return goes_on(audited, line) or (
        any(cell.span > 1 for cell in line.cells)
        and [cell.span for cell in line.cells] != [one.span for one in _printed(audited, line)]
    )


def goes_on(audited: AuditedReport, line: Line) -> bool:
    """Whether a person merged a cell of a row with that above it."""
    if not any(cell.goes_on for cell in line.cells):
        return False
    return [cell.goes_on for cell in line.cells] != [one.goes_on for one in _printed(audited, line)]


def _printed(audited: AuditedReport, line: Line) -> tuple[Merged, ...]:
    table, key = audited.placement.rows.get(line.number, ("", ""))
    return merged_cells(audited.memory.tables[table], key) if table in audited.memory.tables else ()
