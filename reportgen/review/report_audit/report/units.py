"""The lines of a report by what of ours stands in them: a paragraph or row, or several that were joined or merged by hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.word.blocks.printed import Key
from reportgen.word.pages.page import Row


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
        if groups and goes_on(audited.every[place]) and groups[-1][1][-1] == place - 1:
            groups[-1][0].append(key)
            groups[-1][1].append(place)
        else:
            groups.append(([key], [place]))
    return [(tuple(keys), places) for keys, places in groups]


def has_merged_cells(line: Line) -> bool:
    """Whether cells of a row were merged with each other or with those above; our tables have none."""
    return goes_on(line) or (isinstance(line.item.what, Row) and any(cell.span > 1 for cell in line.item.what.cells))


def goes_on(line: Line) -> bool:
    """Whether a cell of a row was merged with that above it; our tables have none."""
    return isinstance(line.item.what, Row) and any(cell.goes_on for cell in line.item.what.cells)
