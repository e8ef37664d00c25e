"""The same cases in other rows, sheets and files, with cases of other times beside them or twice over: the same report, word for word."""

import os
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
import yaml

from reportgen import pipeline
from reportgen.model.ledgers import FileRows, Rows, SheetRows
from reportgen.model.periods import Period
from reportgen.settings import Loaded, load_settings
from reportgen.word.pages.stringify import stringify
from tests.clean.notation import sheet
from tests.full import FULL
from tests.ledgers.truth import CATEGORIES, STATUS, UNITS

_PAIRS = int(os.environ.get("REPORTGEN_PAIRS", "40" if FULL else "12"))  # twelve are every change of two ledgers
_HEADER = (
    "受理编号",
    "受理日期",
    "来源渠道",
    "被反映单位",
    "问题类别",
    "问题简述",
    "办理状态",
    "办结时间",
    "是否属实",
    "满意度",
)
_PERIOD = Period.parse("2026Q2")
_FIRST = date(2024, 1, 1)
_TODAY = date(2026, 7, 10)
_CONFIG = {
    "county": {"name": "甲县", "code": "990101"},
    "office": {"name": "甲县某办"},
    "report": {"title": "{{ county.name }}{{ period.label }}窗口服务情况报告", "name": "窗口服务情况报告"},
    "taxonomy": {
        "categories": {
            **{
                code: {
                    "name": name,
                    "aliases": aliases,
                    "aspects": {"first": {"phrase": f"{name}的一种表现", "keywords": ["等候", "答复"]}},
                }
                for code, (name, *aliases) in CATEGORIES.items()
            },
            "other": {"name": "其他", "catch_all": True},
        },
        "causes": {
            "many": {"title": "反映集中", "when": "share('attitude') >= 0.2", "text": "这类反映较多。", "recommendations": ["answer"]}
        },
        "recommendations": {"answer": {"title": "改进答复", "action": "规范答复。", "owner": "各窗口", "deadline": "下季度"}},
    },
}  # fmt: skip

Cells = tuple[object, ...]


@dataclass(frozen=True)
class Table:
    """The rows of one sheet of one file."""

    file: str
    sheet: str
    rows: tuple[Cells, ...]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A small county with rankings, causes and cases to tell."""
    path = tmp_path_factory.mktemp("config") / "jia.yaml"
    path.write_text(yaml.safe_dump(_CONFIG, allow_unicode=True), encoding="utf-8")
    return load_settings(path)


def _case(number: int, day: date, random: Random) -> Cells:
    status = random.choices(list(STATUS), (8, 2, 1))[0]
    closed = (day + timedelta(days=random.randint(0, 30))).isoformat() if status == "closed" else ""
    matter = random.choice(("等候两小时无人叫号", "两次答复前后不一致", "取号机坏了一周", "材料单没有写明要复印件"))
    return (
        f"GD{number:05d}", day.isoformat(), random.choice(("热线", "来信", "网络")), random.choice(UNITS), random.choice(list(CATEGORIES.values()))[0],
        f"到窗口办事，{matter}，排队号为A{number}", STATUS[status][0], closed, random.choice(("属实", "不属实", "部分属实", "")),
        random.choice(("满意", "基本满意", "不满意", "")),
    )  # fmt: skip


def _ledger(seed: int) -> list[Table]:
    """Cases of ten quarters and more in one sheet, as the sample counties have."""
    random = Random(f"ledger {seed}")  # noqa: S311 - a ledger is made, not a secret
    days = (_PERIOD.end - _FIRST).days + 1
    rows = [
        _case(number, _FIRST + timedelta(days=random.randrange(days)), random)
        for number in range(random.randint(30, 400))
    ]
    rows.append(_case(9999, _FIRST, random))  # the ledger begins with its first quarter, whatever else is drawn
    rows.append(_case(9998, _PERIOD.end, random))  # and ends with the report's: later cases would prove it over
    return [Table("台账.xlsx", "台账", tuple(rows))]


def shuffled(tables: list[Table], random: Random) -> list[Table]:
    """The rows in another order."""
    return [replace(table, rows=tuple(random.sample(table.rows, len(table.rows)))) for table in tables]


def _dealt(rows: tuple[Cells, ...], parts: int, random: Random) -> list[tuple[Cells, ...]]:
    hands: list[list[Cells]] = [[] for _ in range(parts)]
    for row in rows:
        random.choice(hands).append(row)
    return [tuple(hand) for hand in hands if hand]


def in_sheets(tables: list[Table], random: Random) -> list[Table]:
    """Each row in one of several sheets."""
    return [
        Table(table.file, f"表{number}", part)
        for table in tables for number, part in enumerate(_dealt(table.rows, random.randint(2, 5), random))
    ]  # fmt: skip


def in_files(tables: list[Table], random: Random) -> list[Table]:
    """Each row in one of several files."""
    return [
        Table(f"{number}-{table.file}", table.sheet, part)
        for table in tables for number, part in enumerate(_dealt(table.rows, random.randint(2, 4), random))
    ]  # fmt: skip


def with_later_cases(tables: list[Table], random: Random) -> list[Table]:
    """Cases after the period, in rows between the others."""
    table = tables[0]
    later = [
        _case(20_000 + number, _PERIOD.end + timedelta(days=random.randint(1, 90)), random)
        for number in range(random.randint(1, 60))
    ]
    mixed = [*table.rows, *later]
    return [replace(table, rows=tuple(random.sample(mixed, len(mixed)))), *tables[1:]]


def twice(tables: list[Table], random: Random) -> list[Table]:
    """Every file once more under another name."""
    return [*tables, *(replace(table, file=f"副本 {table.file}") for table in tables)]


def all_of_it(tables: list[Table], random: Random) -> list[Table]:
    """Everything at once."""
    return twice(in_sheets(in_files(with_later_cases(shuffled(tables, random), random), random), random), random)


CHANGES: tuple[Callable[[list[Table], Random], list[Table]], ...] = (
    shuffled, in_sheets, in_files, with_later_cases, twice, all_of_it,
)  # fmt: skip


def _rows(tables: list[Table]) -> Rows:
    files: dict[str, list[SheetRows]] = {}
    for table in tables:
        files.setdefault(table.file, []).append(sheet([_HEADER, *table.rows], table.sheet))
    return Rows(tuple(FileRows(name, "", tuple(sheets)) for name, sheets in files.items()))


def _report(tables: list[Table], loaded: Loaded) -> str:
    reading: Future[tuple[Rows, tuple[()]]] = Future()
    reading.set_result((_rows(tables), ()))
    job = pipeline.Job(loaded, [Path(table.file) for table in tables], _PERIOD, _TODAY)
    built = pipeline.build(job, reading)
    return stringify(built.document)


@pytest.fixture(scope="module")
def plain(loaded: Loaded) -> Callable[[int], str]:
    """The report of a ledger as it is, built once."""
    return cache(lambda seed: _report(_ledger(seed), loaded))


@pytest.mark.parametrize("number", range(_PAIRS))
def test_order_split_and_company_change_no_word(number: int, loaded: Loaded, plain: Callable[[int], str]) -> None:
    """Shuffled, split into sheets or files, among later cases, twice, or all of it: the report reads the same."""
    seed, change = number // len(CHANGES), CHANGES[number % len(CHANGES)]
    changed = change(_ledger(seed), Random(f"change {number}"))  # noqa: S311 - a ledger is made, not a secret
    assert _report(changed, loaded).splitlines() == plain(seed).splitlines()
