"""A plain table in whatever shape a clerk gives it: exactly its cases come out, with their rows, and nothing is a warning."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.clean.notation import cleaned, sheet

NAMES = ("工单编号", "受理日期", "被反映单位", "问题类别", "主要内容", "办理状态")
UNITS = ("县医保局", "县税务局", "河东镇便民服务中心")
CATEGORIES = ("态度生硬", "责任感弱", "其他")
Merge = tuple[int, int, int, int]
Row = list[object]


@dataclass(frozen=True)
class Shape:
    """What is laid round the cases: rows above, levels of the header, groups, blank rows, totals, footers, blocks."""

    titles: int
    levels: int
    merged: bool
    group_size: int
    group_titles: bool
    subtotals: bool
    total: str
    blank_every: int
    header_every: int
    footers: int
    blocks: int
    gap: bool
    first: tuple[int, int]


SHAPES = st.builds(
    Shape,
    titles=st.integers(0, 4),
    levels=st.integers(1, 3),
    merged=st.booleans(),
    group_size=st.integers(1, 4),
    group_titles=st.booleans(),
    subtotals=st.booleans(),
    total=st.sampled_from(["", "合计", "总 计"]),
    blank_every=st.integers(0, 3),
    header_every=st.integers(0, 4),
    footers=st.integers(0, 3),
    blocks=st.integers(1, 3),
    gap=st.booleans(),
    first=st.sampled_from([(1, 1), (3, 2)]),
)
CASES = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(CATEGORIES), st.integers(1, 28), st.sampled_from(["在办", "已办结"])),
    min_size=1,
    max_size=12,
)  # fmt: skip
TITLES = ("2026年三季度投诉台账", "填表单位：甲县某办", "（此表每月报送）", "说明：一事一行")
FOOTERS = (["填表人：某某", "", "审核人："], ["注：本表一式两份"], ["第1页 共1页"])


def header(shape: Shape) -> tuple[list[Row], list[Merge]]:
    """The rows of the header of one block, and its merges from its own first cell (1, 1)."""
    if shape.levels == 1:
        return [list(NAMES)], []
    groups = ["工单编号", "受理情况", "", "", "主要内容", "办理状态"]
    middle = ["", "其中", "", "", "", ""]
    lowest = ["", "时间", "被反映单位", "问题类别", "", ""]
    rows = [groups, lowest] if shape.levels == 2 else [groups, middle, lowest]
    height = len(rows)
    merges = [(level, 2, level, 4) for level in range(1, height)]
    merges += [(1, column, height, column) for column in (1, 5, 6)]
    return [list(row) for row in rows], merges if shape.merged else []


@dataclass
class Block:
    """One block on the way: its rows, and for each case the row in which it stands, counted from the block's first."""

    rows: list[Row] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def add(self, *cells: object) -> None:
        """One more row."""
        self.rows.append([*cells, *[""] * (len(NAMES) - len(cells))])


def block(cases: Sequence[Row], shape: Shape) -> Block:
    """The cases below their header, with all that the shape wants."""
    made = Block(rows=[list(row) for row in header(shape)[0]])
    groups = [cases[start : start + shape.group_size] for start in range(0, len(cases), shape.group_size)]
    for number, group in enumerate(groups, 1):
        if shape.header_every and number > 1 and number % shape.header_every == 0:
            made.rows += [list(row) for row in header(shape)[0]]
        if shape.group_titles:
            made.add(f"第{number}批（{len(group)}件）")
        for case in group:
            made.add(*case)
            made.places[str(case[0])] = len(made.rows)
            if shape.blank_every and len(made.rows) % shape.blank_every == 0:
                made.add()
        if shape.subtotals:
            made.add("小计", "", "", "", f"{len(group)}件")
    if shape.total and cases:
        made.add(shape.total, "", len(cases))
    for footer in FOOTERS[: shape.footers]:
        made.add(*footer)
    return made


def lay_out(cases: Sequence[Row], shape: Shape) -> tuple[list[Row], list[Merge], dict[str, int]]:
    """The rows of the sheet, its merges, and the row of each case by its number."""
    share = -(-len(cases) // shape.blocks)
    parts = [part for start in range(0, len(cases), share) if (part := cases[start : start + share])]
    blocks = [block(part, shape) for part in parts]
    width = len(NAMES) + (shape.gap and len(blocks) > 1)
    body: list[Row] = [
        [cell for made in blocks for cell in [*(made.rows[row] if row < len(made.rows) else [""] * len(NAMES)), ""][:width]]
        for row in range(max(len(made.rows) for made in blocks))
    ]  # fmt: skip
    top, left = shape.first[0] + shape.titles, shape.first[1]
    merges = [
        (above + top - 1, column + left - 1 + width * number, below + top - 1, last + left - 1 + width * number)
        for number in range(len(blocks))
        for above, column, below, last in header(shape)[1]
    ]
    places = {case: top + row - 1 for made in blocks for case, row in made.places.items()}
    return [[title] for title in TITLES[: shape.titles]] + body, merges, places


@examples(deadline=None)
@given(CASES, SHAPES)
def test_every_shape_of_a_table_gives_back_its_cases(told, shape):
    """Number, day, unit, category and row of each case, in every combination; no row is lost, rejected or warned of but for what stands under 其他."""
    if shape.blocks > 1 and len(told) == 1:
        shape = replace(shape, blocks=1)
    cases: list[Row] = [
        [f"A{number:03}", f"2026-07-{day:02}", unit, category, f"第{number}件的经过", status]
        for number, (unit, category, day, status) in enumerate(told, 1)
    ]
    rows, merges, places = lay_out(cases, shape)
    table = sheet(rows, merges=tuple(merges), first_row=shape.first[0], first_column=shape.first[1])
    found = cleaned(table)
    got = zip(*(found.column(name) for name in ("id", "received", "unit", "row")), strict=True)
    assert sorted(got) == [(case[0], case[1], case[2], places[str(case[0])]) for case in cases]
    assert found.counts == (len(cases), len(cases), 0, 0)
    aside = sum(category == "其他" for _, category, _, _ in told)
    assert {issue.code for issue in found.issues if issue.level != "info"} == (
        {"ledger.mostly-other"} if aside > 2 and aside * 10 > len(told) * 3 else set()
    )
    assert sum(one.counts.read for one in found.ledger.tables) == len(cases)
