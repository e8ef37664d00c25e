"""Ledgers as clerks make them: a clean table of cases, and kinds of mess laid over it in any combination.

A `Book` remembers for each of its rows what case it is and what must become of it. Each kind of mess has a source of chance of
its own, so that leaving one kind out leaves the others as they were: what remains of a failure is the mess that matters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from reportgen.model.ledgers import FileRows, Rows
from reportgen.model.periods import Period
from tests.clean.notation import sheet
from tests.ledgers.truth import (
    CATEGORIES,
    NULLS,
    STATUS,
    UNITS,
    Case,
    american,
    category_variant,
    disguised,
    happened,
    rough,
    spellings,
    without_year,
    wrapped,
)

FAULTS = frozenset(
    {
        "duplicates", "number-twice", "error-cells", "impossible-dates", "missing-dates", "formulas", "long-numbers", "illegal-characters",
        "closed-too-early", "unknown-category", "rough-dates", "copied-sheet", "far-date", "wrong-total", "wrong-group", "continued-texts",
    }
)  # fmt: skip
"""Kinds of mess of which something must be said."""

SHAPES = frozenset(
    {
        "title", "notes", "reporting-unit", "two-levels", "three-levels", "synonyms", "spaced-headers", "shuffled-columns", "extra-columns",
        "blank-columns", "second-candidates", "personal-columns", "hidden-columns", "no-status", "no-closed", "blank-rows", "groups", "subtotals",
        "total", "footer", "repeated-header", "vertical-merges", "hidden-rows", "phantom", "several-sheets", "several-files", "side-by-side",
        "hidden-sheet", "summary-sheet", "note-sheet", "offset", "serial-only", "mixed-dates", "american-dates", "missing-year", "null-marks",
        "category-variants", "unit-variants", "several-categories", "several-units", "wrapped-names", "full-width-numbers", "numbers-as-numbers", "missing-category", "signature-day",
        "dittos", "parted-days",
    }
)  # fmt: skip
"""Kinds of mess that must not cost a case, nor a warning."""

KINDS = sorted(FAULTS | SHAPES)
FIELDS = ("id", "received", "unit", "category", "text", "status", "closed")
_HEADERS = {
    "id": ("受理编号", "工单编号", "来信编号", "线索编号", "留言编号"),
    "received": ("受理日期", "接件时间", "来电时间", "登记时间", "反映时间", "留言时间"),
    "unit": ("被反映单位", "涉及单位"),
    "category": ("问题类别", "问题类型", "一级分类"),
    "text": ("主要内容", "问题简述", "留言详情"),
    "status": ("办理状态", "办结状态"),
    "closed": ("办结时间", "答复时间"),
}
_EXTRAS = ("备注", "附件数", "归档盒号", "抄送", "页码", "录入批次", "督办编辑")
_GROUPS = ("基本情况", "反映情况", "办理情况", "其他情况")
_NOTES = ("说明：本表按季度填报，逾期不候", "单位：件", "（此表由各窗口填写，月底前报送）", "注：办结时间以系统为准")
_AS_ABOVE = ("同上", "〃", "″", "同 上", '"', "同上。")
_SHEETS = ("一季度", "热线", "来信", "网络", "Sheet1", "窗口 台账")


@dataclass(eq=False)
class Line:
    """A row that tells a case: what stands in it, and what must come out.

    `fate` is "used", "rejected", "copy" (one of the `group` is used) or "clash" (its number is another's: used or named). `lost` are fields of
    which something must be said; they are not compared.
    """

    case: Case
    cells: dict[str, object]
    fate: str = "used"
    lost: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)
    rough: bool = False
    group: int | None = None

    @property
    def plain(self) -> bool:
        """Whether nothing was done to it yet."""
        return self.fate == "used" and not self.lost and not self.marks and not self.rough and self.group is None


@dataclass
class Page:
    """One sheet, read for a period: rows of cells from `first_row` and `first_column`, and the lines that tell cases by row of the sheet.

    `fields` are those it has a column for, `doubts` rows of which a warning must be given, `strays` rows that
    are no cases but may be refused as such, `phantom` says that its used range is far too large.
    """

    file: str
    sheet: str
    rows: list[list[object]]
    period: Period
    lines: dict[int, list[Line]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    first_row: int = 1
    first_column: int = 1
    phantom: bool = False
    fields: frozenset[str] = frozenset()
    doubts: set[int] = field(default_factory=set)
    strays: set[int] = field(default_factory=set)

    @property
    def hopeless(self) -> bool:
        """Whether not one of its lines can be counted."""
        return all(line.fate == "rejected" for lines in self.lines.values() for line in lines)


@dataclass
class Book:
    """A ledger of some files, the period it is read for, and the kinds of mess in it."""

    pages: list[Page]
    period: Period
    kinds: frozenset[str]

    @property
    def settings(self) -> dict[str, object]:
        """What the configuration must say of this ledger: names that are broken in two lines must be known to be told."""
        return {"vocabulary": {"unit": {name: [] for name in UNITS}}} if "wrapped-names" in self.kinds else {}

    @property
    def lines(self) -> list[tuple[Page, int, Line]]:
        """Every line that tells a case, with its page and row."""
        return [(page, row, line) for page in self.pages for row, lines in page.lines.items() for line in lines]

    def rows(self) -> Rows:
        """The book as `read` would hand it over."""
        files: dict[str, list[Page]] = {}
        for page in self.pages:
            files.setdefault(page.file, []).append(page)
        return Rows(tuple(FileRows(file, "", tuple(_sheet(page) for page in pages)) for file, pages in files.items()))

    def __str__(self) -> str:
        return "\n".join(_shown(page) for page in self.pages)


def _sheet(page: Page) -> object:
    return sheet(
        page.rows,
        page.sheet,
        first_row=page.first_row,
        first_column=page.first_column,
        hidden=page.hidden,
        hidden_rows=frozenset(page.hidden_rows),
        hidden_columns=frozenset(page.hidden_columns),
        merges=tuple(page.merges),
        errors=tuple((row, column, mark) for (row, column), mark in sorted(page.errors.items())),
    )


def _shown(page: Page) -> str:
    lines = [f"== {page.file} [{page.sheet}] from row {page.first_row}, column {page.first_column}"]
    for number, row in enumerate(page.rows, page.first_row):
        told = ", ".join(f"{line.fate} {sorted(line.lost) or ''}" for line in page.lines.get(number, ()))
        lines.append(f"{number:>3}: " + " | ".join(repr(cell) if cell != "" else "" for cell in row) + f"   <- {told}")
    marks = {
        "merges": page.merges,
        "errors": page.errors,
        "hidden rows": page.hidden_rows,
        "hidden columns": page.hidden_columns,
    }
    return "\n".join(lines + [f"     {name}: {found}" for name, found in marks.items() if found])


class Chance:
    """Chance that is the same for the same seed, and apart for each purpose."""

    def __init__(self, seed: int) -> None:
        """Of one book."""
        self._seed = seed

    def __call__(self, purpose: str) -> Random:
        """The chance of one purpose."""
        return Random(f"{self._seed}/{purpose}")  # noqa: S311 - a ledger is made, not a secret


def make_book(count: int, kinds: frozenset[str], seed: int, period: Period) -> Book:
    """A ledger of `count` cases with these kinds of mess."""
    chance = Chance(seed)
    lines = [_written(case, kinds, chance) for case in happened(count, period, chance("cases"))]
    lines = _with_faults(lines, kinds, chance)
    pages = [
        _page(part, name, period, kinds, chance, number)
        for number, (name, part) in enumerate(_parted(lines, kinds, chance))
    ]
    return Book(_with_other_pages(pages, kinds, chance), period, kinds)


# What stands in the cells of a case


def _written(case: Case, kinds: frozenset[str], chance: Chance) -> Line:
    """The cells of a case in one of the spellings that its kinds of mess allow."""
    line = Line(case, {})
    for name in FIELDS:
        line.cells[name] = _WRITERS[name](line, kinds, chance(f"{name}/{case.id}"))
    return line


def _write_id(line: Line, kinds: frozenset[str], random: Random) -> object:
    id = line.case.id
    if "full-width-numbers" in kinds and random.random() < 0.5:
        id = "".join(chr(ord(digit) + 0xFEE0) if digit.isdigit() else digit for digit in id)
    line.case = replace(line.case, id=id)
    if "numbers-as-numbers" in kinds and id.isascii() and id.isdigit() and not id.startswith("0"):
        return int(id)
    return id


def _write_received(line: Line, kinds: frozenset[str], random: Random) -> object:
    return _write_day(line.case.received, kinds, random)


def _write_closed(line: Line, kinds: frozenset[str], random: Random) -> object:
    closed = line.case.closed
    return _write_day(closed, kinds, random) if closed else _nothing(kinds, random)


def _write_day(day: date, kinds: frozenset[str], random: Random) -> object:
    forms = spellings(day) if "mixed-dates" in kinds else [day.isoformat()]
    if "missing-year" in kinds:
        forms += [without_year(day)] * (1 + len(forms) // 4)
    return random.choice(forms)


def _nothing(kinds: frozenset[str], random: Random) -> str:
    return random.choice(NULLS) if "null-marks" in kinds else ""


def _write_unit(line: Line, kinds: frozenset[str], random: Random) -> object:
    if "several-units" in kinds and random.random() < 0.4:
        line.case = replace(line.case, unit=tuple(random.sample(UNITS, 2)))
    names = [
        disguised(name, random) if "unit-variants" in kinds and random.random() < 0.5 else name
        for name in line.case.unit
    ]
    return _wrapped(random.choice("、；/").join(names), len(names), kinds, random)


def _wrapped(text: str, names: int, kinds: frozenset[str], random: Random) -> str:
    """The text of a cell, if it is one name perhaps broken in two lines."""
    return (
        wrapped(text, random)
        if "wrapped-names" in kinds and names == 1 and "&" not in text and random.random() < 0.4
        else text
    )


def _write_category(line: Line, kinds: frozenset[str], random: Random) -> object:
    if "missing-category" in kinds and random.random() < 0.3:
        line.case = replace(line.case, category=("other",))
        return _nothing(kinds, random)
    codes = list(line.case.category)
    if "several-categories" in kinds and random.random() < 0.4:
        codes = random.sample(list(CATEGORIES), 2)
        line.case = replace(line.case, category=tuple(code for code in CATEGORIES if code in codes))
    names = [category_variant(code, random) if "category-variants" in kinds else CATEGORIES[code][0] for code in codes]
    return _wrapped(random.choice("、；/").join(names), len(names), kinds, random)


def _write_text(line: Line, kinds: frozenset[str], random: Random) -> object:
    return line.case.text


def _write_status(line: Line, kinds: frozenset[str], random: Random) -> object:
    return random.choice(STATUS[line.case.status])


_WRITERS: dict[str, Callable[[Line, frozenset[str], Random], object]] = {
    "id": _write_id,
    "received": _write_received,
    "unit": _write_unit,
    "category": _write_category,
    "text": _write_text,
    "status": _write_status,
    "closed": _write_closed,
}


# What is wrong with them


def _with_faults(lines: list[Line], kinds: frozenset[str], chance: Chance) -> list[Line]:
    for kind, spoil in _SPOILERS.items():
        random = chance(kind)
        if kind in kinds:
            for line in random.sample(lines, random.randint(1, max(1, len(lines) // 4))):
                if line.plain:
                    spoil(line, random)
    if "number-twice" in kinds and "serial-only" not in kinds and len(lines) > 1:
        kept, other = chance("number-twice").sample(lines, 2)
        if kept.plain and other.plain:
            other.cells["id"], other.fate, kept.group, other.group = kept.cells["id"], "clash", -1, -2
            other.case = replace(other.case, id=kept.case.id)
            lines.sort(key=lambda line: line is other)
    if "duplicates" in kinds and "serial-only" not in kinds:
        lines = _copied(lines, chance("duplicates"))
    return lines


def _copied(lines: list[Line], random: Random) -> list[Line]:
    found = list(lines)
    for number, line in enumerate(random.sample(lines, random.randint(1, max(1, len(lines) // 3)))):
        if line.plain:
            line.group = number
            for _ in range(random.randint(1, 2)):
                found.insert(random.randint(0, len(found)), replace(line, cells=dict(line.cells)))
    return found


def _spoil_date(value: object) -> Callable[[Line, Random], None]:
    def spoil(line: Line, random: Random) -> None:
        line.cells["received"], line.fate = random.choice(value) if isinstance(value, tuple) else value, "rejected"

    return spoil


def _spoil_by_mark(line: Line, random: Random, mark: str, fields: Sequence[str], value: object = "") -> None:
    name = random.choice(fields)
    line.cells[name], line.marks[name] = value, mark
    line.lost.add(name)
    if name == "received":
        line.fate = "rejected"
    if name in ("closed", "status"):
        line.lost.add("status")  # of the two the one tells what the other leaves open


def _spoil_with_error(line: Line, random: Random) -> None:
    _spoil_by_mark(
        line,
        random,
        random.choice(("#DIV/0!", "#REF!", "#N/A", "#VALUE!")),
        ("id", "received", "unit", "category", "text", "status", "closed"),
    )


def _spoil_with_formula(line: Line, random: Random) -> None:
    _spoil_by_mark(line, random, "formula", ("received", "unit", "category", "text"))


def _spoil_number(line: Line, random: Random) -> None:
    _spoil_by_mark(line, random, "long-number", ("id",), float(random.randint(10**17, 10**18 - 1)))


def _spoil_text(line: Line, random: Random) -> None:
    _spoil_by_mark(
        line, random, "illegal-character", ("text", "unit"), f"窗口{random.choice(chr(1) + chr(11) + chr(31))}人员"
    )


def _spoil_closed(line: Line, random: Random) -> None:
    line.cells["closed"] = (line.case.received - timedelta(days=random.randint(1, 40))).isoformat()
    line.lost |= {"closed", "status"}


def _spoil_category(line: Line, random: Random) -> None:
    line.cells["category"] = random.choice(("噪音扰民", "路灯不亮", "绿化养护"))
    line.lost.add("category")


def _coarsen(line: Line, random: Random) -> None:
    line.cells["received"], line.rough = rough(line.case.received), True


_SPOILERS: dict[str, Callable[[Line, Random], None]] = {
    "impossible-dates": _spoil_date(
        ("2026-02-30", "2026年13月5日", "2026/4/31", "待补", "20260229", "二〇二六年二月三十日")
    ),
    "missing-dates": _spoil_date(("", "/", "不详")),
    "far-date": _spoil_date(("1026-03-05", "20026-3-5", "2206-03-05")),
    "error-cells": _spoil_with_error,
    "formulas": _spoil_with_formula,
    "long-numbers": _spoil_number,
    "illegal-characters": _spoil_text,
    "closed-too-early": _spoil_closed,
    "unknown-category": _spoil_category,
    "rough-dates": _coarsen,
}


# How they are laid out


def _parted(lines: list[Line], kinds: frozenset[str], chance: Chance) -> list[tuple[tuple[str, str], list[Line]]]:
    """The lines by file and sheet; none stays without a line."""
    random = chance("parts")
    wanted = 1
    if "several-sheets" in kinds:
        wanted *= random.randint(2, 3)
    if "several-files" in kinds:
        wanted *= 2
    wanted = min(wanted, len(lines))
    cuts = sorted(random.sample(range(1, len(lines)), wanted - 1)) if wanted > 1 else []
    parts = [lines[start:end] for start, end in pairwise([0, *cuts, len(lines)])]
    sheets = max(1, wanted // 2) if "several-files" in kinds else wanted
    names = random.sample(_SHEETS, len(_SHEETS))
    return [((f"台账{place // sheets + 1}.xlsx", names[place % sheets]), part) for place, part in enumerate(parts)]


@dataclass
class _Draft:
    """One table in the making: its columns (a field, or a header of its own) and the source of chance."""

    columns: list[str]
    headers: dict[str, str]
    kinds: frozenset[str]
    chance: Callable[[str], Random]
    rows: list[list[object]] = field(default_factory=list)
    lines: dict[int, Line] = field(default_factory=dict)  # by place in `rows`
    doubts: list[int] = field(default_factory=list)  # places in `rows`
    strays: list[int] = field(default_factory=list)  # places in `rows`
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # places in `rows` and `columns`

    def add(self, cells: dict[int, object] | None = None) -> int:
        """A row with these cells, by place of column; returns its place."""
        self.rows.append([(cells or {}).get(place, "") for place in range(len(self.columns))])
        return len(self.rows) - 1


def _page(
    lines: list[Line], name: tuple[str, str], period: Period, kinds: frozenset[str], chance: Chance, number: int
) -> Page:
    """One sheet of these lines."""

    def own(purpose: str) -> Random:
        return chance(f"{number}/{purpose}")

    random = own("side-by-side")
    if "side-by-side" in kinds and len(lines) > 1:
        middle = (len(lines) + 1) // 2
        columns, headers = _columns(kinds, own)
        plain = kinds - {
            "groups",
            "subtotals",
            "total",
            "footer",
            "title",
            "notes",
            "reporting-unit",
            "repeated-header",
            "vertical-merges",
            "blank-rows",
            "signature-day",
            "wrong-total",
            "wrong-group",
            "continued-texts",
        }
        halves = [_drafted(part, columns, headers, plain, own) for part in (lines[:middle], lines[middle:])]
        draft_rows, lines_by_row, merges = _beside(*halves, gap=random.randint(0, 1))
    else:
        draft = _drafted(lines, *_columns(kinds, own), kinds, own)
        draft_rows, lines_by_row, merges = draft.rows, {row: [line] for row, line in draft.lines.items()}, draft.merges
        halves = [draft]
    return _finished(Page(*name, draft_rows, period), lines_by_row, merges, halves, kinds, own)


def _settle_days(lines: list[Line], kinds: frozenset[str]) -> None:
    """American days where the column proves the order: one beyond the 12th is enough."""
    usual = [line for line in lines if line.fate != "rejected" and not line.rough]
    if "american-dates" in kinds and any(line.case.received.day > 12 for line in usual):
        for line in usual:
            line.cells["received"] = american(line.case.received)


def _columns(kinds: frozenset[str], own: Callable[[str], Random]) -> tuple[list[str], dict[str, str]]:
    """The columns in order, and the header of each."""
    columns = [name for name in FIELDS if not _left_out(name, kinds)]
    headers = {
        name: own(f"header/{name}").choice(_HEADERS[name]) if "synonyms" in kinds else _HEADERS[name][0]
        for name in columns
    }
    added = []
    if "extra-columns" in kinds:
        added += own("extra-columns").sample(_EXTRAS, own("extra").randint(1, 3))
    if "personal-columns" in kinds:
        added += ["反映人", "联系电话"]
    if "second-candidates" in kinds:
        added += ["派单时间", "承办单位"] + ([] if "serial-only" in kinds else ["序号"])
    if "serial-only" in kinds:
        headers["id"] = "序号"
    for header in added:
        columns.insert(own(f"place/{header}").randint(0, len(columns)), header)
    if "shuffled-columns" in kinds:
        own("shuffled-columns").shuffle(columns)
    if "blank-columns" in kinds:
        columns.insert(own("blank-columns").randint(0, len(columns)), "")
    headers |= {header: header for header in (*added, "")}
    if "spaced-headers" in kinds:
        headers = {name: _spaced(header, own(f"spaced/{name}")) for name, header in headers.items()}
    return columns, headers


def _left_out(name: str, kinds: frozenset[str]) -> bool:
    return f"no-{name}" in kinds


def _spaced(header: str, random: Random) -> str:
    if not header:
        return ""
    place = random.randint(1, len(header) - 1)
    inside = header[:place] + random.choice((" ", "\n", "\u3000", "\u00a0", "")) + header[place:]
    return (
        random.choice(("", "*", " "))
        + inside
        + random.choice(("", "：", "（必填）", " ", "(年月日)" if "期" in header else ""))
    )


def _drafted(
    lines: list[Line], columns: list[str], headers: dict[str, str], kinds: frozenset[str], own: Callable[[str], Random]
) -> _Draft:
    draft = _Draft(columns, headers, kinds, own)
    _settle_days(lines, kinds)
    _lay_above(draft)
    header = _lay_header(draft)
    _lay_body(draft, lines, header)
    if "footer" in kinds:
        _lay_footer(draft)
    if "signature-day" in kinds:
        _lay_signature(draft)
    if "parted-days" in kinds and len(header) == 1:
        for name in ("received", "closed"):
            _part_days(draft, name)
    return draft


def _part_days(draft: _Draft, name: str) -> None:
    """A column of days as three: of years, months and days; what is none stands in the third."""
    if name not in draft.columns:
        return
    place, random = draft.columns.index(name), draft.chance(f"parts/{name}")
    bare = name == "received" and "second-candidates" not in draft.kinds and random.random() < 0.5
    covered = {row for top, left, bottom, _ in draft.merges if left == place for row in range(top + 1, bottom + 1)}
    header = draft.headers[name]
    for row, cells in enumerate(draft.rows):
        value = cells[place]
        parts = (value, "", "")
        if value == header:
            parts = tuple(part if bare else f"{header}（{part}）" for part in "年月日")
        elif row in draft.lines:
            parts = _parts_of(draft.lines[row], name, value, row in covered, random)
        draft.rows[row] = [*cells[:place], *parts, *cells[place + 1 :]]
    draft.merges = [(top, left + 2 * (left > place), bottom, right + 2 * (right >= place)) for top, left, bottom, right in draft.merges]  # fmt: skip
    for top, left, bottom, right in list(draft.merges):
        if (left, right) == (place, place + 2) and bottom > top:
            draft.merges.remove((top, left, bottom, right))
            draft.merges += [(top, column, bottom, column) for column in range(left, right + 1)]
    draft.columns = [*draft.columns[:place], f"{name}/年", f"{name}/月", *draft.columns[place:]]


def _parts_of(line: Line, name: str, value: object, covered: bool, random: Random) -> tuple[object, object, object]:
    day = line.case.received if name == "received" else line.case.closed
    if covered or (name == "received" and line.fate == "rejected") or day is None or name in line.lost or line.rough:
        return ("", "", value)
    if isinstance(value, str) and value.strip() in _AS_ABOVE:
        return (value, value, value)
    forms: tuple[tuple[object, object, object], ...] = (
        (day.year, day.month, day.day),
        (str(day.year), f"{day.month:02d}", f"{day.day:02d}"),
        (f"{day.year}年", f"{day.month}月", f"{day.day}日"),
        (day, day, day),
    )
    return random.choice(forms)


def _lay_above(draft: _Draft) -> None:
    width, random = len(draft.columns), draft.chance("above")
    if "title" in draft.kinds:
        row = draft.add({0: "2026年作风问题反映登记台账"})
        draft.merges.append((row, 0, row, width - 1))
        if random.random() < 0.3:
            draft.add()
    if "reporting-unit" in draft.kinds:
        draft.add({0: "填表单位：甲县某办（盖章）", width - 2: "填表日期：2026年9月30日"})
    if "notes" in draft.kinds:
        row = draft.add({0: random.choice(_NOTES)})
        if random.random() < 0.5:
            draft.merges.append((row, 0, row, width - 1))


def _lay_header(draft: _Draft) -> list[int]:
    """The header of one level, or of two or three; returns the places of its rows."""
    shown = {place: draft.headers[name] for place, name in enumerate(draft.columns)}
    levels = 3 if "three-levels" in draft.kinds else 2 if "two-levels" in draft.kinds else 1
    spans = _spans(draft) if levels > 1 else []
    if not spans:
        return [draft.add(shown)]
    grouped = {place for first, last in spans for place in range(first, last + 1)}
    titles = dict(zip(spans, draft.chance("groups of columns").sample(_GROUPS, len(spans)), strict=True))
    singles = {place: text for place, text in shown.items() if place not in grouped}
    upper = {first: title for (first, _), title in titles.items()}
    rows = [draft.add(singles | upper)]
    if levels == 3:
        rows.append(draft.add({first: "其中" for first, _ in spans}))
    rows.append(draft.add({place: text for place, text in shown.items() if place in grouped}))
    for row in rows[:-1]:
        draft.merges += [(row, first, row, last) for first, last in spans]
    draft.merges += [(rows[0], place, rows[-1], place) for place, text in singles.items() if text]
    return rows


def _spans(draft: _Draft) -> list[tuple[int, int]]:
    """One to three stretches of at least two columns that stand under a common title."""
    random, spans, place = draft.chance("spans"), [], 0
    while place + 1 < len(draft.columns) and len(spans) < 3:
        place += random.randint(0, 2)
        last = min(place + random.randint(1, 3), len(draft.columns) - 1)
        if place < last and "" not in draft.columns[place : last + 1]:
            spans.append((place, last))
        place = last + 1
    return spans


def _lay_body(draft: _Draft, lines: list[Line], header: list[int]) -> None:
    """The rows of cases in sections, with group titles, subtotals and a total where they are wanted."""
    random = draft.chance("sections")
    sections = min(len(lines), random.randint(1, 3)) if draft.kinds & {"groups", "subtotals"} else 1
    cuts = sorted(random.sample(range(1, len(lines)), sections - 1)) if sections > 1 else []
    title = random.choice(("城关镇（{}件）", "第{n}批（共{}件）", "{h}、窗口受理（{}件）"))
    for number, (start, end) in enumerate(pairwise([0, *cuts, len(lines)])):
        if draft.kinds & {"groups", "wrong-group"}:
            wrong = "wrong-group" in draft.kinds and number == 0
            row = draft.add({_first(draft): title.format(end - start + 2 * wrong, n=number + 1, h="一二三"[number])})
            draft.doubts += [row] * wrong
            draft.merges.append((row, _first(draft), row, len(draft.columns) - 1))
        _lay_lines(draft, lines[start:end], start, header)
        if "subtotals" in draft.kinds:
            _lay_total(draft, random.choice(("小计", "小 计", "小计：")), end - start, lines)
    if draft.kinds & {"total", "wrong-total"}:
        wrong = "wrong-total" in draft.kinds
        row = _lay_total(
            draft, random.choice(("合计", "合 计", "总计", "合　计", "共计")), len(lines) + 3 * wrong, lines
        )
        draft.doubts += [row] * (wrong and not any(_first_field(draft) in line.marks for line in lines))


def _first_field(draft: _Draft) -> str:
    return draft.columns[_first(draft)]


def _first(draft: _Draft) -> int:
    return next(place for place, name in enumerate(draft.columns) if name)


def _lay_total(draft: _Draft, label: str, count: int, lines: Sequence[Line]) -> int:
    """A row of totals: its label on the left, the count in a column of words that can all be believed, or in the label."""
    random, first = draft.chance(f"total/{label}/{len(draft.rows)}"), _first(draft)
    places = [
        place
        for place, name in enumerate(draft.columns)
        if name in ("unit", "category", "text", "status")
        and place > first
        and not any(name in line.marks for line in lines)
    ]
    cells: dict[int, object] = {first: label if places else f"{label}{count}件"}
    if places:
        cells[random.choice(places)] = random.choice((count, f"{count}件", str(count)))
    return draft.add(cells)


def _lay_lines(draft: _Draft, lines: list[Line], start: int, header: list[int]) -> None:
    random, merges = draft.chance(f"lines/{start}"), draft.chance(f"merges/{start}")
    above: tuple[int, Line] | None = None
    for number, line in enumerate(lines, start + 1):
        if "blank-rows" in draft.kinds and random.random() < 0.15:
            draft.add()
            above = None
        if "repeated-header" in draft.kinds and number > 1 and random.random() < 0.2:
            _repeat_header(draft, header)
            above = None
        merged = (
            above
            and "vertical-merges" in draft.kinds
            and merges.random() < 0.6
            and _merge_field(draft.kinds, above[1], line, merges)
        )
        row = draft.add({place: _cell(draft, name, line, number) for place, name in enumerate(draft.columns)})
        draft.lines[row] = line
        if merged:
            _merge(draft, row, draft.columns.index(merged), line)
        elif above and "dittos" in draft.kinds and random.random() < 0.6:
            _say_as_above(draft, row, above, random)
        above = (row, line)
        if "continued-texts" in draft.kinds and _continue(draft, row, line):
            above = None


def _say_as_above(draft: _Draft, row: int, above: tuple[int, Line], random: Random) -> None:
    """A mark in place of what both rows say; nothing where the upper cell is empty."""
    line = draft.lines[row]
    before = line.case
    name = _merge_field(draft.kinds, above[1], line, random)
    if name is None or draft.rows[above[0]][draft.columns.index(name)] == "":
        line.case = before
        return
    draft.rows[row][draft.columns.index(name)] = random.choice(_AS_ABOVE)


def _continue(draft: _Draft, row: int, line: Line) -> bool:
    """Puts the second half of a numbered case's text into a row below that has nothing else."""
    place, text = draft.columns.index("text"), line.cells.get("text")
    serials = [draft.columns.index(name) for name in ("id", "序号") if name in draft.columns]
    if not (line.plain and isinstance(text, str)) or not any(draft.rows[row][serial] for serial in serials):
        return False
    cuts = [
        cut for cut in range(2, len(text) - 1) if all("\u4e00" <= one <= "\u9fff" for one in text[cut - 1 : cut + 1])
    ]
    if not cuts:
        return False
    cut = cuts[len(cuts) // 2]
    draft.rows[row][place] = text[:cut]
    draft.doubts.append(draft.add({place: text[cut:]}))
    return True


def _repeat_header(draft: _Draft, header: list[int]) -> None:
    for row in header:
        draft.rows.append(list(draft.rows[row]))


def _merge_field(kinds: frozenset[str], above: Line, line: Line, random: Random) -> str | None:
    """The field that both rows may share; the case of the lower row takes the upper row's value.

    Not an American day: the one that is covered may be the one that proves the order.
    """
    name = random.choice(("unit", "category", *(() if "american-dates" in kinds else ("received",))))
    if not (above.plain and line.plain) or (
        name == "received" and line.case.closed and line.case.closed < above.case.received
    ):
        return None
    line.case = replace(line.case, **{name: getattr(above.case, name)})
    return name


def _merge(draft: _Draft, row: int, column: int, line: Line) -> None:
    """Empties the cell and joins it to the one above, or to the merge that ends there."""
    draft.rows[row][column] = ""
    for place, (top, left, bottom, right) in enumerate(draft.merges):
        if (left, bottom) == (column, row - 1):
            draft.merges[place] = (top, left, row, right)
            return
    draft.merges.append((row - 1, column, row, column))


def _cell(draft: _Draft, name: str, line: Line, number: int) -> object:
    if name == "id" and "serial-only" in draft.kinds and "id" not in line.marks:
        line.case = replace(line.case, id=str(number))
        return number
    if name in line.cells:
        return line.cells[name]
    random = draft.chance(f"extra/{name}/{number}")
    if name == "派单时间":
        return (line.case.received + timedelta(days=random.randint(0, 5))).isoformat()
    others: dict[str, Sequence[object]] = {
        "": ("",), "序号": (number,), "承办单位": ("县热线办", "县信访局", "县政务服务中心"), "反映人": ("司徒明理", "慕容乐", "匿名", "贺兰月白"),
        "联系电话": ("13900000000", "0999-5550100", "不详", ""), "附件数": (0, 1, 2, 3), "页码": (1, 2, 3, 15), "备注": ("", "", "已抄送", "见附件"),
    }  # fmt: skip
    return random.choice(others.get(name, ("甲", "乙", "", "2026-1")))


def _lay_footer(draft: _Draft) -> None:
    random, first = draft.chance("footer"), _first(draft)
    form = random.randint(0, 4)
    if form == 0:
        draft.add({first: "填表人：司徒明理　　审核人：慕容乐　　填表日期：2026年10月8日"})
    elif form == 1:
        draft.add()
        draft.add({first: "填表人：", first + 1: "司徒明理", first + 3: "审核人：", first + 4: "慕容乐"})
    elif form == 2:
        draft.add({first: "制表人 司徒明理  审核人 慕容乐  2026年10月8日"})
    elif form == 3:
        draft.add({first: "审核人", first + 1: "慕容乐", first + 2: "责任单位", first + 3: "甲县某办"})
    else:
        draft.add({first: "注：本表一式两份。"})
        draft.add({first: "负责人（签字）："})


def _lay_signature(draft: _Draft) -> None:
    """The office and, below it, the day on which it signed, at the right edge."""
    place = max(len(draft.columns) - draft.chance("signature-day").randint(1, 4), 0)
    draft.strays += [draft.add({place: "甲县某办"}), draft.add({place: "2026年10月8日"})]


def _beside(
    left: _Draft, right: _Draft, gap: int
) -> tuple[list[list[object]], dict[int, list[Line]], list[tuple[int, int, int, int]]]:
    """Two tables in one sheet, the second to the right of the first."""
    height, width = max(len(left.rows), len(right.rows)), len(left.columns)
    shift = width + gap
    rows = [
        (left.rows[row] if row < len(left.rows) else [""] * width)
        + [""] * gap
        + (right.rows[row] if row < len(right.rows) else [""] * len(right.columns))
        for row in range(height)
    ]
    lines = {
        row: [draft.lines[row] for draft in (left, right) if row in draft.lines]
        for row in range(height)
        if row in left.lines or row in right.lines
    }
    moved = [(top, first + shift, bottom, last + shift) for top, first, bottom, last in right.merges]
    return rows, lines, left.merges + moved


def _finished(
    page: Page, lines: dict[int, list[Line]], merges: list[tuple[int, int, int, int]], drafts: list[_Draft],
    kinds: frozenset[str], own: Callable[[str], Random],
) -> Page:  # fmt: skip
    """The page with the places of everything in it, and what is hidden."""
    top, left = (own("offset").randint(2, 4), own("offset").randint(2, 3)) if "offset" in kinds else (1, 1)
    page.first_row, page.first_column, width = top, left, len(page.rows[0])
    page.lines = {row + top: found for row, found in lines.items()}
    page.fields = frozenset(drafts[0].columns)
    page.merges = [(a + top, b + left, c + top, d + left) for a, b, c, d in merges]
    page.phantom = "phantom" in kinds
    shift = 0
    for draft in drafts:
        for row, line in draft.lines.items():
            for field_name, mark in line.marks.items():
                if field_name in draft.columns:
                    page.errors[row + top, draft.columns.index(field_name) + shift + left] = mark
        page.doubts |= {row + top for row in draft.doubts}
        page.strays |= {row + top for row in draft.strays}
        shift += width - len(draft.columns)
    if "hidden-rows" in kinds:
        page.hidden_rows = set(own("hidden-rows").sample(sorted(page.lines), min(2, len(page.lines))))
    if "hidden-columns" in kinds:
        page.hidden_columns = {own("hidden-columns").randint(left, left + width - 1)}
    return page


def _with_other_pages(pages: list[Page], kinds: frozenset[str], chance: Chance) -> list[Page]:
    """Sheets that are none of cases, a sheet that was copied, a sheet that is hidden."""
    found, last = list(pages), pages[-1]
    if "copied-sheet" in kinds:
        found.append(_copy(pages[0], last.file, len(pages)))
    if "summary-sheet" in kinds:
        rows: list[list[object]] = [
            ["问题类别", "件数", "占比"],
            ["服务态度生硬", 3, "60%"],
            ["履职责任不强", 2, "40%"],
            ["合计", 5, "100%"],
        ]
        found.append(Page(last.file, "汇总", rows, last.period))
    if "note-sheet" in kinds:
        found.append(
            Page(
                last.file,
                "填表说明",
                [["填表说明"], ["一、受理日期按来电当天填写。"], ["二、问题类别从下拉框选取。"]],
                last.period,
            )
        )
    if "hidden-sheet" in kinds and len(found) > 1:
        chance("hidden-sheet").choice(found).hidden = True
    return found


def _copy(page: Page, file: str, number: int) -> Page:
    """The same sheet once more under another name, at the end of this file; each of its cases is one of a group now."""
    lines = {}
    for row, found in page.lines.items():
        for place, line in enumerate(found):
            if line.group is None and line.fate == "used":
                line.group = 10_000 + 100 * row + place
        lines[row] = [replace(line, fate=line.fate) for line in found]
    return replace(page, file=file, sheet=f"{page.sheet}（{number}）", lines=lines)
