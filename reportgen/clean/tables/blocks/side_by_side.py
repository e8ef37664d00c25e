"""Where a table ends and another one begins to its right: an ordered list of ways to find out, each with a sheet in which it does.

A new way is one entry in `CUTS`; the first that finds more than one table decides. `docs/ledgers.md` names every `shown`, and the
tests read every `example`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportgen.clean.header.columns import HeaderMatcher
from reportgen.clean.header.counting import counts_words
from reportgen.clean.header.headers import Header, without_note
from reportgen.clean.tables.blocks.block import Block, cut_out
from reportgen.clean.words.synonyms import SERIAL_HEADERS
from reportgen.model.ledgers import SheetRows

Edges = Sequence[int]
"""The first column of each table, and the one behind the last."""


@dataclass(frozen=True, slots=True)
class Cut:
    """`edges` gives those of the tables under a header, one table where there is no other; `shown` and `example` as for rows."""

    shown: str
    edges: Callable[[SheetRows, Header, HeaderMatcher], Edges]
    example: str


def side_by_side(rows: SheetRows, header: Header, book: HeaderMatcher) -> list[Block]:
    """The tables under a header: one, or those that the first cut finds."""
    found = (cut.edges(rows, header, book) for cut in CUTS)
    edges = next((edges for edges in found if len(edges) > 2), (0, len(header.names)))
    return [
        Block(cut_out(rows, 0, rows.height, left, right), header.slice(left, right)) for left, right in pairwise(edges)
    ]


def starts_of_header(header: Header) -> list[int]:
    """The columns at which the first header stands again, with the edges of the table."""
    names = [names[-1] for names in header.names]
    first = next((name for name in names if name), "")
    starts = [index for index, name in enumerate(names) if name == first]
    return [0, *starts[1:], len(names)]


def _where_headers_repeat(_rows: SheetRows, header: Header, book: HeaderMatcher) -> Edges:
    return _ledgers_between(starts_of_header(header), header, book)


def _where_columns_are_empty(rows: SheetRows, header: Header, book: HeaderMatcher) -> Edges:
    return _ledgers_between(_gaps(rows, header), header, book)


def _before_what_stands_alone(rows: SheetRows, header: Header, book: HeaderMatcher) -> Edges:
    gaps = _gaps(rows, header)
    beside = [left for left, right in pairwise(gaps) if left and _stands_alone(header, left, right, book)]
    return [0, *beside, len(header.names)]


def _ledgers_between(edges: Edges, header: Header, book: HeaderMatcher) -> Edges:
    """The edges where each part between them is a ledger of its own, else those of the whole."""
    parts = [header.slice(left, right) for left, right in pairwise(edges)]
    return edges if all(_is_ledger(part, book) for part in parts) and _alike(parts, book) else (0, len(header.names))


def _stands_alone(header: Header, left: int, right: int, book: HeaderMatcher) -> bool:
    """Whether columns behind an empty one are no part of the ledger: a small summary, or a list with its own line numbers."""
    part = header.slice(left, right)
    if "received" in part.fields(book.field_of).values():
        return False
    names = [without_note(names[-1]) for names in part.names if names[0]]
    before = {without_note(names[-1]) for names in header.names[:left]}
    return counts_words(part, book.field_of) or (len(names) > 1 and names[0] in SERIAL_HEADERS & before)


def _gaps(rows: SheetRows, header: Header) -> list[int]:
    """The columns after those that hold nothing at all, with the edges of the table."""
    blank = [
        not names[0] and all(column.values[code] == "" for code in set(column.codes[header.top :]))
        for names, column in zip(header.names, rows.columns, strict=True)
    ]
    starts = [index for index in range(1, len(blank)) if blank[index - 1] and not blank[index]]
    return [0, *starts, len(blank)]


def _is_ledger(header: Header, book: HeaderMatcher) -> bool:
    fields = set(header.fields(book.field_of).values())
    return "received" in fields and book.enough(fields)


def _alike(parts: Sequence[Header], book: HeaderMatcher) -> bool:
    """Whether parts of a header are headers of their own, not groups such as 受理(时间、方式) and 办理(时间、方式).

    They are where each begins with a line number, or where all have the same names and, below groups of different names,
    three fields or more.
    """
    named = [[names for names in part.names if names[0]] for part in parts]
    if all(without_note(names[0][-1]) in SERIAL_HEADERS for names in named):
        return True
    fields = [list(part.fields(book.field_of).values()) for part in parts]
    if all(names == named[0] for names in named):
        return True
    same = all([name[-1] for name in names] == [name[-1] for name in named[0]] for names in named)
    return same and all(found == fields[0] and len(found) > 2 for found in fields)


CUTS: tuple[Cut, ...] = (
    Cut(
        "表头左右重复",
        _where_headers_repeat,
        """
        序号 | 受理日期 | 主要内容 | 序号 | 受理日期 | 主要内容
        1 | 2026-07-01 | 事一 | 2 | 2026-07-02 | 事二
        """,
    ),
    Cut(
        "空列隔开的几张台账",
        _where_columns_are_empty,
        """
        序号 | 受理日期 | 主要内容 | | 序号（续） | 受理日期 | 主要内容
        1 | 2026-07-01 | 事一 | | 1 | 2026-07-02 | 事二
        """,
    ),
    Cut(
        "空列右边的小汇总表、名单",
        _before_what_stands_alone,
        """
        序号 | 受理日期 | 被反映单位 | 主要内容 | | 被反映单位 | 件数
        1 | 2026-07-01 | 甲局 | 事一 | | 甲局 | <1>
        """,
    ),
)
"""In the order in which they are tried."""
