"""Which rows of a sheet are cases: not the blank ones, the totals, the signatures, the header said again, the group titles."""

import re
from collections.abc import Sequence

import numpy as np

from reportgen.clean.cells import Cells, Codes, Mask
from reportgen.clean.findings import Findings, Sheet
from reportgen.clean.headers import Header, normalise
from reportgen.clean.values import as_text, fold

_TOTAL = re.compile(
    r"(?:\d{4}年度?)?(?:第?[一二三四1-4]季度|\d{1,2}月份?|[上下]半年)?"
    r"(?:本页|本月|本季度?|本年度?|全年|累计|各项|全县|全区|全市)?(?:合计|小计|总计|共计|累计|总数)[:：]?(?:\d+[件条个起宗人]?)?"
)
_SIGNED = re.compile(
    r"(?:填表|填报|制表|审核|审批|复核|经办|负责|单位负责|分管领导|主要领导|科室负责|统计)人?(?:签字|签名|签章|\(签字\)|\(签章\))?[:：]"
    r"|(?:填表|填报|制表|审核|报送|统计)(?:日期|时间|单位)[:：]|(?:注|备注|说明|附注|填表说明)[:：]|\(?(?:盖章|签章|公章)\)?$"
)
_GROUP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)).{1,30}|.{1,30}[(]\D{0,3}\d+[件条个起宗所家项]\D{0,2}[)]"
)
_LOOKED_AT = 4
"""A total stands in one of the first so many columns."""

TOTAL, SIGNATURE, HEADER, GROUP = "ledger.total-row", "ledger.signature-row", "ledger.header-again", "ledger.group-row"


def filled_cells(columns: Sequence[Cells[object]], height: int) -> Codes:
    """How many cells of each row are not empty."""
    filled = np.zeros(height, np.int64)
    for cells in columns:
        blank = [isinstance(value, str) and (not value or value.isspace()) for value in cells.values]
        filled += ~np.array(blank, np.bool_)[cells.codes]
    return filled


def find_cases(
    sheet: Sheet,
    columns: Sequence[Cells[object]],
    header: Header,
    dated: Mask,
    first: tuple[int, int],
    findings: Findings,
) -> Mask:
    """Which rows are cases; each row that is something else is told, blank ones are not.

    `columns` and `dated` (rows with a usable date) start below the header, whose first row and first column in the sheet
    are `first`. Only rows without a date, with hardly a cell filled or with the word of a total are looked at one by one.
    """
    filled = filled_cells(columns, len(dated))
    cases = filled > 0
    width = sum(1 for shown in header.shown if shown)
    few = (filled < width) & (filled <= (3 if width > 8 else 2))
    doubtful = cases & (~dated | few | _total_words(columns, len(dated)))
    names = {name for column in header.names for name in column if name}
    dropped: dict[str, list[tuple[int, int | None]]] = {}
    for row in np.flatnonzero(doubtful).tolist():
        values = [cells.values[cells.codes[row]] for cells in columns]
        if kind := _kind(values, names, bool(dated[row])):
            cases[row] = False
            place = next(index for index, value in enumerate(values) if value != "")
            dropped.setdefault(kind, []).append((first[0] + row, first[1] + place))
    for kind, places in dropped.items():
        findings.say_cells(kind, sheet, places)
    return cases


def _total_words(columns: Sequence[Cells[object]], height: int) -> Mask:
    found = np.zeros(height, np.bool_)
    for cells in columns[:_LOOKED_AT]:
        found |= cells.where(_is_total)
    return found


def _is_total(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= 20
        and ("计" in value or "总数" in value)
        and _TOTAL.fullmatch(fold(value)) is not None
    )


def _kind(values: Sequence[object], names: set[str], dated: bool) -> str | None:
    """What the row is instead of a case; None for a case."""
    texts = [as_text(value) for value in values if value != ""]
    if not dated and sum(normalise(text) in names for text in texts) * 2 > len(texts) > 1:
        return HEADER
    if _is_total(texts[0]) or (not dated and any(_is_total(text) for text in texts[:_LOOKED_AT])):
        return TOTAL
    folded = [fold(text) for text in texts if len(text) <= 60]
    signed = [bool(_SIGNED.match(text)) for text in folded]
    if (signed[:1] == [True] or (any(signed) and len(texts) <= 4)) and (not dated or len(texts) <= 3):
        return SIGNATURE
    if not dated and len(texts) == 1 and len(values) > 2 and folded and _GROUP.fullmatch(folded[0]):
        return GROUP
    return None
