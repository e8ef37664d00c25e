"""Tables against themselves: columns and rows against their totals, shares and changes against the counts beside them.

What a column holds is read from its header and its cells. Shares and changes are held against the columns that most rows of
the same table bear out, so that a base outside the table raises nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from reportgen.chinese.words.measures import COUNTED
from reportgen.model.findings import AuditFinding, Place
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.texts.findings import finding
from reportgen.review.text_audit.texts.passages import Cell, Grid
from reportgen.review.text_audit.texts.quantities import Kind, Quantity, Range
from reportgen.review.text_audit.texts.sentences import AuditedText, plain

_NOTHING = {"", "-", "—", "——", "－", "/", "／", "\\", "无", "–", "─"}
_VALUE = lazily(
    r"(?P<sign>[+＋\-−－↑↓]?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>%|[\u4e00-\u9fff]{0,3})",
    re.ASCII,
)
_TOTAL = lazily(r"(?:总|共|合)计(?:数|件数)?[:：]?|总\s*数|合计（.{1,6}）")
_SUBTOTAL = lazily(r"小计[:：]?|.{1,6}小计")
_NUMBERING = lazily("序号|编号|位次|名次|排名|排序|年份|代码|年度$|^年$|^月份?$|日期|时间|联系电话")
_NOT_ADDED = lazily("率|均|同比|环比|增幅|降幅|增长|增速|标准|单价|最[高低长短]|中位|得分|分值|评分|次序|年龄|%|％|倍")
_SHARE = lazily("占比|比重|构成比|百分比|^占|所占比例|比例")
_DIFFERENCE = lazily("^增减(?:数|量|件数|情况|额)?$|^(?:增加|减少)(?:数|件数)?$|差额|增减[（(]")
_RATE = lazily("同比|环比|增幅|降幅|增长率|增减率|变化率|增长|增速")
_PART_RATE = lazily("[率度](?:（%）|%)?$")
_ALL_DONE = lazily("(?:办结|回访|答复|回复|整改|化解|合格|满意|签收|见面|覆盖|到位|回收|出勤|参训)[率度](?:（%）|%)?$")
_MOST_COLUMNS = 8
_WITHIN = "within"
_MANY = lazily("可多选|多选|合计大于|交叉|重复|兼有|同时涉及|分别计数|一件多类|几类|未列|部分|其中|主要")
_MOST = 100_000  # totals times rows of a table that is added up
_ROW_TOTAL = lazily("合计|总计|共计|小计")


@dataclass(frozen=True, slots=True)
class _Value:
    """A number in a cell: the quantity, negative where a sign says so, and whether it is that of a figure."""

    quantity: Quantity
    negative: bool = False
    figure: bool = False

    @property
    def range(self) -> Range:
        """The value before it was rounded, with its sign."""
        size = self.quantity.range
        return Range(-size.high, -size.low) if self.negative else size


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its header in one string, from the top down, and the cells below it, a row each."""

    number: int
    header: str
    cells: tuple[str, ...]
    values: tuple[_Value | None, ...]

    @property
    def percent(self) -> bool:
        """Whether it holds percentages."""
        shown = [value for value in self.values if value]
        return "%" in self.header or "％" in self.header or any(value.quantity.unit == "%" for value in shown)

    @property
    def plain(self) -> bool:
        """Whether every cell is a number or says that there is none, and at least two are numbers."""
        known = sum(value is not None for value in self.values)
        empty = sum(cell in _NOTHING for cell in self.cells)
        return known > 1 and known + empty == len(self.cells)

    @property
    def counts(self) -> bool:
        """Whether it holds numbers that can be added: no rank, rate, share or average."""
        added = not _NUMBERING.search(self.header) and not _NOT_ADDED.search(self.header)
        return self.plain and added and not self.percent and not _SHARE.search(self.header)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A grid understood: rows below the header by label, with what kind of row each is, and its columns."""

    grid: Grid
    labels: tuple[str, ...]
    columns: tuple[_Column, ...]

    def printed(self, rows: Sequence[int], columns: Sequence[_Column]) -> bool:
        """Whether each number in these rows of columns prints a figure."""
        values = [one.values[row] for one in columns if one.plain and not _NUMBERING.search(one.header) for row in rows]
        return all(value.figure for value in values if value is not None)

    def kind(self, row: int) -> str:
        """`total`, `subtotal`, `within` for what is part of the row above it (其中：…), or "" for a row."""
        if self.labels[row].startswith("其中"):
            return _WITHIN
        if _TOTAL.fullmatch(self.labels[row]):
            return "total"
        return "subtotal" if _SUBTOTAL.fullmatch(self.labels[row]) else ""

    def place(self, row: int) -> Place:
        """Where a row stands, its own cells parted by tabs."""
        cells = self.grid.rows[len(self.grid.rows) - len(self.labels) + row]
        return Place(None, self.grid.number, "\t".join(cell.text.strip() for cell in cells if cell.own))


def tables(story: AuditedText) -> Iterator[AuditFinding]:
    """Every check of every table that has a header and numbers."""
    for grid in story.document.grids:
        sheet = _understood(grid)
        if sheet is not None:
            for check in _CHECKS:
                yield from check(sheet)


def _understood(grid: Grid) -> _Sheet | None:
    """The table with its header told from its rows; None where it has none of either, or no numbers."""
    rows = [[plain(cell.text) for cell in row] for row in grid.rows]
    top = next((number for number, row in enumerate(rows) if _begins(row)), 0)
    if not 0 < top <= 4 or len(rows) - top < 2:
        return None
    labels = tuple(_label(row) for row in rows[top:])
    columns = tuple(
        _column(number, [row[number] for row in rows], top, [row[number] for row in grid.rows[top:]])
        for number in range(len(rows[0]))
    )
    return _Sheet(grid, labels, columns)


def _begins(row: Sequence[str]) -> bool:
    """Whether the row is the first below the header: a number stands in it, beside a label or another number."""
    numbers = sum(_value(cell) is not None for cell in row)
    return (numbers > 0 and not re.search("年|季度|月", "".join(row[1:]))) or numbers > len(row) / 2


def _label(row: Sequence[str]) -> str:
    """What the row is called: a total wherever it says so in its first cells, else its first words."""
    words = [cell for cell in row[:3] if cell and _value(cell) is None]
    return next((word for word in words if _TOTAL.fullmatch(word) or _SUBTOTAL.fullmatch(word)), "".join(words[:1]))


def _column(number: int, texts: Sequence[str], top: int, below: Sequence[Cell]) -> _Column:
    """A column; cells that only continue one above or to the left are empty, a name is no number."""
    heads = list(dict.fromkeys(texts[:top]))
    cells = tuple(text if cell.own else "" for text, cell in zip(texts[top:], below, strict=True))
    values = (None if one.name else _value(text, figure=one.figure) for text, one in zip(cells, below, strict=True))
    return _Column(number + 1, "".join(heads), cells, tuple(values))


def _value(cell: str, *, figure: bool = False) -> _Value | None:
    """The number that a cell is, with or without a measure word."""
    found = _VALUE.fullmatch(cell)
    if not found or len(found["number"]) > 15 or found["unit"][:1] in {"年", "月", "日", "号", "级", "类"}:
        return None
    digits = found["number"].replace(",", "")
    places = len(digits.partition(".")[2])
    unit = found["unit"]
    exact = places == 0 and (not unit or unit in COUNTED)
    half = Decimal(0) if exact else Decimal(1).scaleb(-places) / 2
    kind = Kind.PERCENT if unit == "%" else Kind.AMOUNT
    return _Value(Quantity(kind, cell, Decimal(digits), half, unit), found["sign"] in set("-−－↓"), figure)


def _columns_add_up(sheet: _Sheet) -> Iterator[AuditFinding]:
    """Each column of counts against its 合计 and 小计 rows, wherever these stand; a share column against 100."""
    kinds = [sheet.kind(row) for row in range(len(sheet.labels))]
    if any("其中" in label for label in sheet.labels) and not _plainly_within(sheet.labels, kinds):
        return
    if not any(kinds) or sum(map(bool, kinds)) * len(kinds) > _MOST:
        return
    many = sheet.grid.overlapping or any(_MANY.search(text) for text in sheet.grid.around)
    for column in sheet.columns:
        if column.counts or (column.plain and _SHARE.search(column.header) and column.percent):
            for row, kind in enumerate(kinds):
                value = column.values[row]
                if kind and value is not None:
                    yield from _total(sheet, column, kinds, row, many=many)


def _total(sheet: _Sheet, column: _Column, kinds: Sequence[str], row: int, *, many: bool) -> Iterator[AuditFinding]:
    stated = column.values[row]
    if kinds[row] == _WITHIN:
        return
    sums = [_sum(column, rows) for rows in _parts(kinds, row) if len(rows) > 1]
    if stated is None or not sums or any(stated.range.apart(one) == 0 for one in sums):
        return
    if sheet.printed(range(len(kinds)), [column]):
        return
    right = sums[0]
    middle = (right.low + right.high) / 2
    over = right.low > stated.range.high
    if (many and over) or (column.percent and abs(stated.quantity.value - 100) > 1):
        return
    if column.percent:
        shares = "、".join(cell for cell, one in zip(column.cells, kinds, strict=True) if cell and not one)
        yield finding("audit.shares-total", sheet.place(row), shares, "100%", sum=f"{middle.normalize():f}%")
        return
    expected = f"{middle.normalize():f}{stated.quantity.unit}"
    yield finding("audit.column-total", sheet.place(row), stated.quantity.text, expected, column=_name(column))


def _plainly_within(labels: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether each 其中 names its one part in its own row, so that the rows behind it are not within the same row."""
    return (
        all(len(label) > len("其中：") for label, kind in zip(labels, kinds, strict=True) if kind == _WITHIN)
        and kinds.count(_WITHIN) == 1
    )


def _name(column: _Column) -> str:
    return column.header or str(column.number)


def _sum(column: _Column, rows: Sequence[int]) -> Range:
    known = [value.range for row in rows if (value := column.values[row]) is not None]
    return sum(known, start=Range(Decimal(0), Decimal(0)))


def _parts(kinds: Sequence[str], row: int) -> list[list[int]]:
    """Which rows a total can be the sum of, most likely first: those since the last total or subtotal, all plain ones, subtotals."""
    marks = [number for number, kind in enumerate(kinds) if kind not in {"", _WITHIN} and number < row]
    since = [number for number in range(marks[-1] + 1 if marks else 0, row) if not kinds[number]]
    if kinds[row] == "subtotal":
        after = next((number for number, kind in enumerate(kinds) if kind and number > row), len(kinds))
        return [since, list(range(row + 1, after))]
    above = [number for number in range(row) if not kinds[number]]
    below = [number for number in range(row + 1, len(kinds)) if not kinds[number]]
    subtotals = [number for number, kind in enumerate(kinds) if kind == "subtotal"]
    return [above, since, below, [*above, *below], subtotals, [*subtotals, *since]]


def _rows_add_up(sheet: _Sheet) -> Iterator[AuditFinding]:
    """Each row against its 合计 column, where half of the rows or more bear out that the columns are its parts."""
    for column in sheet.columns:
        if not (column.counts and _ROW_TOTAL.search(column.header)):
            continue
        parts = _part_columns(sheet, column)
        if len(parts) > 1:
            sums = [_across(parts, row) for row in range(len(sheet.labels))]
            yield from _outliers(sheet, column, sums, "audit.row-total")


def _part_columns(sheet: _Sheet, total: _Column) -> list[_Column]:
    """The columns of counts of which a 合计 column can be the sum: those left of it, or, if it is the first, right of it."""
    counts = [one for one in sheet.columns if one.counts and not _ROW_TOTAL.search(one.header)]
    left = [one for one in counts if one.number < total.number]
    return left or [one for one in counts if one.number > total.number]


def _across(parts: Sequence[_Column], row: int) -> tuple[Range, Decimal] | None:
    known = [value.range for one in parts if (value := one.values[row]) is not None]
    total = sum(known, start=Range(Decimal(0), Decimal(0)))
    return (total, (total.low + total.high) / 2) if known else None


def _outliers(
    sheet: _Sheet, column: _Column, right: Sequence[tuple[Range, Decimal] | None], code: str
) -> Iterator[AuditFinding]:
    """The rows of a column that differ from what they should be, if at least as many rows, and two, or one of two, do not."""
    pairs = [
        (row, value, one) for row, (value, one) in enumerate(zip(column.values, right, strict=True)) if value and one
    ]
    wrong = [(row, value, one) for row, value, one in pairs if not _meets(value, one[0])]
    held = len(pairs) - len(wrong)
    if held < max(len(wrong), 1) or (held < 2 and len(pairs) > 2):
        return
    totals = [row for row in range(len(sheet.labels)) if sheet.kind(row)]
    for row, value, (span, exact) in wrong:
        if sheet.printed([row, *totals], sheet.columns):
            continue
        near = value.range.apart(span) <= 2 * value.quantity.half
        expected = value.quantity.printed(abs(exact))
        yield finding(
            code,
            sheet.place(row),
            value.quantity.text,
            ("-" if exact < 0 else "") + expected,
            likely=near,
            column=_name(column),
        )


def _meets(value: _Value, right: Range) -> bool:
    """Whether the cell can be the value; a decrease may be printed without its sign only where an arrow or word gives it."""
    return value.range.apart(right) == 0


def _shares(sheet: _Sheet) -> Iterator[AuditFinding]:
    """Each share column against the column of counts of which most rows say it is the share."""
    for column in sheet.columns:
        if column.plain and column.percent and _SHARE.search(column.header):
            counts = [one for one in sheet.columns if one.counts]
            candidates = [right for one in counts if (right := _share_of(sheet, one))]
            yield from _best(sheet, column, candidates, "audit.table-share")


def _share_of(sheet: _Sheet, counts: _Column) -> list[tuple[Range, Decimal] | None] | None:
    """What each row's share of a column's total is; None where the column has none, or none that is positive."""
    rows = [row for row in range(len(sheet.labels)) if sheet.kind(row) == "total" and counts.values[row]]
    total = counts.values[rows[-1]] if rows else None
    whole = total.range if total else _sum(counts, [row for row in range(len(sheet.labels)) if not sheet.kind(row)])
    if whole.low <= 0:
        return None
    return [
        ((value.range / whole).times(100), value.quantity.value / ((whole.low + whole.high) / 2) * 100)
        if value
        else None
        for value in counts.values
    ]


def _best(
    sheet: _Sheet, column: _Column, candidates: Sequence[Sequence[tuple[Range, Decimal] | None]], code: str
) -> Iterator[AuditFinding]:
    """The outliers of the candidate that most rows bear out."""

    def held(right: Sequence[tuple[Range, Decimal] | None]) -> int:
        return sum(
            bool(value and one and _meets(value, one[0])) for value, one in zip(column.values, right, strict=True)
        )

    if candidates:
        yield from _outliers(sheet, column, max(candidates, key=held), code)


def _changes(sheet: _Sheet) -> Iterator[AuditFinding]:
    """增减 and 环比 columns against the pair of columns whose difference or rate of change most rows bear out."""
    counts = [one for one in sheet.columns if one.counts and not _DIFFERENCE.search(one.header)]
    pairs = list(permutations(counts[:12], 2))
    for column in sheet.columns:
        if _DIFFERENCE.search(column.header) and not column.percent:
            candidates = [_compare(now, then, _difference) for now, then in pairs]
        elif _RATE.search(column.header) and column.percent and not _SHARE.search(column.header):
            candidates = [_compare(now, then, _growth) for now, then in pairs]
        else:
            continue
        yield from _best(sheet, column, candidates, "audit.table-change")


_Comparison = Callable[[Quantity, Quantity], tuple[Range, Decimal] | None]


def _compare(now: _Column, then: _Column, how: _Comparison) -> list[tuple[Range, Decimal] | None]:
    return [
        how(a.quantity, b.quantity) if a is not None and b is not None else None
        for a, b in zip(now.values, then.values, strict=True)
    ]


def _difference(now: Quantity, then: Quantity) -> tuple[Range, Decimal]:
    return now.range - then.range, now.value - then.value


def _growth(now: Quantity, then: Quantity) -> tuple[Range, Decimal] | None:
    """The change in percent of the earlier value; None from zero."""
    if then.range.low <= 0:
        return None
    gap = now.range - then.range
    ends = [end / base * 100 for end in (gap.low, gap.high) for base in (then.range.low, then.range.high)]
    return Range(min(ends), max(ends)), (now.value - then.value) / then.value * 100


def _parts_of(sheet: _Sheet) -> Iterator[AuditFinding]:
    """办结率 columns against the pair of columns of which most rows say that the one is that share of the other."""
    counts = [one for one in sheet.columns if one.counts and not _DIFFERENCE.search(one.header)][:_MOST_COLUMNS]
    for column in sheet.columns:
        if not (column.percent and column.plain and _PART_RATE.search(column.header)) or _RATE.search(column.header):
            continue
        candidates = [_compare(part, whole, _portion) for part, whole in permutations(counts, 2)]
        yield from _best(sheet, column, candidates, "audit.table-share")


def _portion(part: Quantity, whole: Quantity) -> tuple[Range, Decimal] | None:
    if whole.range.low <= 0:
        return None
    return (
        Range(part.range.low / whole.range.high * 100, part.range.high / whole.range.low * 100),
        part.value / whole.value * 100,
    )


def _over_hundred(sheet: _Sheet) -> Iterator[AuditFinding]:
    """回访率104.5%: of what was to be done, no more is done."""
    for column in sheet.columns:
        if column.percent and _ALL_DONE.search(column.header):
            for row, value in enumerate(column.values):
                if value is not None and value.range.low > 100 and not value.figure:
                    stated = f"{column.header}{value.quantity.text}"
                    yield finding("audit.over-hundred", sheet.place(row), stated, likely=True)


_CHECKS: tuple[Callable[[_Sheet], Iterator[AuditFinding]], ...] = (
    _columns_add_up,
    _rows_add_up,
    _shares,
    _changes,
    _parts_of,
    _over_hundred,
)
CHECKS = (tables,)
