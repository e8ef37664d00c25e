"""The memory as the first version of the program wrote it (`urn:reportgen:memory:1`): flat texts, and a list of all marks.

It is read into the memory of today: rows from lines and tabs, figures where their printed text is found next.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportgen.chinese.numerals import LARGE, LARGE_SIGNS
from reportgen.model.reports.narratives import (
    AttachmentLine,
    Block,
    Chart,
    Paragraph,
    Phrase,
    Row,
    Signature,
    Span,
    Table,
)
from reportgen.model.reports.pictures import ChartSpec, Point, Series
from reportgen.word.memory.marks import Mark
from reportgen.word.memory.memory import NAMESPACES, Fixed, Memory, completed
from reportgen.word.packages.xml import Element

NAMESPACE = NAMESPACES[1]
_TABLE = "_rgt"
_NUMERAL = re.compile(rf"[+\-−－]?\d[\d,]*(?:\.\d+)?%?[{LARGE_SIGNS}]?")
_LISTED = re.compile(r"^\d{1,2}\. ")


def memory_of(root: Element) -> Memory | None:
    """The memory in the XML of the first version; None where it is something else."""
    if root.tag != _name("report"):
        return None
    figures = {one.get("id", ""): one.text or "" for one in root.iter(_name("figure"))}
    written = {one.get("id", ""): one.text or "" for one in root.iter(_name("block"))}
    charts = {one.get("block", ""): one for one in root.iter(_name("chart"))}
    marks = [(one.get("name", ""), _mark(one)) for one in root.iter(_name("mark"))]
    tables = {mark.block for name, mark in marks if name.startswith(_TABLE)}
    printed = {
        block: [mark.figure or "" for _, mark in marks if mark.figure and mark.block == block] for block in written
    }
    blocks = tuple(_block(id, text, charts.get(id), id in tables, printed[id], figures) for id, text in written.items())
    memory = Memory(
        period=root.get("period", ""),
        settings_digest=root.get("digest", ""),
        version=root.get("version", ""),
        day=root.get("day", ""),
        ledgers={one.get("name", ""): one.get("sha256", "") for one in root.iter(_name("ledger"))},
        draft=root.get("draft") == "true",
        blocks=blocks,
        fixed=tuple(Fixed(f"page/{number}", one.text or "") for number, one in enumerate(root.iter(_name("fixed")))),
        figures=figures,
        pictures={block: chart.get("picture", "") for block, chart in charts.items()},
    )
    return completed(memory, dict(_placed(marks, memory)))


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _mark(mark: Element) -> Mark:
    """What a bookmark is; a kind that nobody knows is the figure's or the block's text."""
    figure = mark.get("figure")
    if figure is not None:
        return Mark("figure", mark.get("block", ""), figure)
    kind = mark.get("kind")
    return Mark("picture" if kind == "picture" else "number" if kind == "number" else "block", mark.get("block", ""))


def _placed(marks: Iterable[tuple[str, Mark]], memory: Memory) -> Iterator[tuple[str, Mark]]:
    """The marks, each figure of a table with the row in which it was found, blocks of several paragraphs with their first."""
    first = {block.id: block.lines[0][0] for block in memory.blocks if block.lines}
    rows = {table.id: list(_row_figures(table)) for table in memory.tables.values()}
    for name, mark in marks:
        if mark.kind == "figure" and rows.get(mark.block):
            row, figure = rows[mark.block][0]
            if figure == mark.figure:
                rows[mark.block].pop(0)
                yield name, replace(mark, row=row)
                continue
        yield name, replace(mark, block=first.get(mark.block, mark.block)) if mark.kind == "block" else mark


def _row_figures(table: Table) -> Iterator[tuple[str | None, str]]:
    for key, cells in ((None, (table.caption,)), *table.printed):
        for cell in cells:
            yield from ((key, part.figure) for part in cell if isinstance(part, Span) and part.figure)


def _block(
    id: str, text: str, chart: Element | None, table: bool, printed: list[str], figures: Mapping[str, str]
) -> Block:
    if chart is not None:
        return Chart(id, _phrase(text, printed, figures), _spec(id, chart))
    if table:
        return _table(id, text, printed, figures)
    lines = text.split("\n")
    if id == "signature" and len(lines) == 2:
        return Signature(id, *lines)
    if id == "attachments":
        return AttachmentLine(id, tuple(_LISTED.sub("", line) for line in lines))
    return Paragraph(id, _phrase(text, printed, figures), "")


def _table(id: str, text: str, printed: list[str], figures: Mapping[str, str]) -> Table:
    left = list(printed)
    caption, *lines = text.split("\n")
    head = _phrase(caption, left, figures)
    header, *rows = [tuple(_phrase(cell, left, figures) for cell in line.split("\t")) for line in lines] or [()]
    keyed = tuple(Row(f"{number}", cells) for number, cells in enumerate(rows, start=1))
    return Table(id, head, header, keyed, ("left",) * len(header))


def _phrase(text: str, printed: list[str], figures: Mapping[str, str]) -> Phrase:
    """The text in spans: each figure that is printed next (it is taken from the list) where its text is found next."""
    parts: list[Span] = []
    done = 0
    for match in _NUMERAL.finditer(text):
        if printed and _same(match[0], figures.get(printed[0], "")):
            if match.start() > done:
                parts.append(Span(text[done : match.start()]))
            parts.append(Span(match[0], printed.pop(0)))
            done = match.end()
    return (*parts, Span(text[done:])) if done < len(text) else tuple(parts)


def _same(printed: str, text: str) -> bool:
    """Whether a numeral is a figure as printed, but for its sign, or a large count in short."""
    one, other = (known.lstrip("+-−－").replace(",", "") for known in (printed, text))
    return one == other or (one.endswith(tuple(LARGE)) and other.isdecimal())


def _spec(block: str, chart: Element) -> ChartSpec:
    series: dict[str, list[Point]] = {}
    for one in chart.iter(_name("point")):
        point = Point(one.get("label", ""), None, one.text or "", one.get("figure", ""))
        series.setdefault(one.get("series", ""), []).append(point)
    drawn = tuple(Series(name, tuple(points)) for name, points in series.items())
    return ChartSpec(block, "", drawn, "", chart.get("alt", ""))  # of which kind it was is not told
