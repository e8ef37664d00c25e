"""The bytes of a sidecar -> what it says, or why it cannot be believed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportgen.inputs import read_file
from reportgen.messages import issue
from reportgen.model.reports.figures import Unknown
from reportgen.model.sources import Source
from reportgen.rollup.records import Number, Reading, Refused, Sidecar, Why
from reportgen.word import Memory
from reportgen.word.editing.characters import illegal_character
from reportgen.word.memory.memory_xml import parse_memory

SIDECAR = ".trace.json"
_MOST = 10**15
_CODE = re.compile(r"[0-9]{6,12}")
_LINE = re.compile(rb'"([A-Za-z0-9_.]+)": \{')
_PRINTED = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(%?)")
_DIGITS = re.compile(r"-?[\d,]+")


def is_code(text: str) -> bool:
    """Whether a text is an administrative code."""
    return _CODE.fullmatch(text) is not None


def region(code: str) -> str:
    """An administrative code without the zeros that name no place below: 990121000000 is 990121."""
    while len(code) > 6 and code.endswith("000"):
        code = code[:-3]
    return code


def read_sidecar(path: Path) -> tuple[Sidecar | Refused, Memory | None]:
    """What a sidecar says, and the memory of its report."""
    code = match[0] if (match := _CODE.match(path.name)) else ""
    try:
        data = read_file(path)
        content = _content(data)
        memory = parse_memory(str(content["memory"]).encode())
        if memory is None:
            raise ValueError("no memory")
        return _sidecar(path, content, memory, data), memory
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError):
        found = issue("rollup.damaged", Source(path.name))
        return Refused(path.name, region(code), Why.DAMAGED, found), None


def is_rolled_up(memory: Memory) -> bool:
    """Whether a report is itself one that compares counties."""
    return compared([Path(name) for name in memory.ledgers])


def compared(files: Sequence[Path]) -> bool:
    """Whether files are those of which a comparison is made: sidecars, with a manifest or without one."""
    return bool(files) and all(path.suffix == ".json" for path in files)


def _content(data: bytes) -> dict[str, Any]:
    content = json.loads(data, parse_float=Decimal, parse_constant=_no_number)
    if not isinstance(content, dict):
        raise TypeError(type(content))
    return content


def _no_number(text: str) -> Number:
    raise ValueError(text)


def _sidecar(path: Path, content: Mapping[str, Any], memory: Memory, data: bytes) -> Sidecar:
    lines = dict(_lines(data))
    code = memory.report.partition("/")[0]
    told = (content["period"], content["reportgen"])
    if not _CODE.fullmatch(code) or told != (memory.period, memory.version):
        raise ValueError(code)
    figures = {str(id): _reading(one, lines.get(str(id), 0)) for id, one in content["figures"].items()}
    for one in content["overrides"]:
        if one["figure"] in figures:
            figures[one["figure"]] = _declared(figures[one["figure"]], one)
    rows = {str(name): count for name, count in content["rows"].items() if type(count) is int}
    return Sidecar(
        path.name,
        path,
        region(code),
        memory.period,
        memory.version,
        figures,
        str(content["document"]["sha256"]),
        memory.draft,
        "internal" not in content,
        rows,
    )


def _lines(data: bytes) -> Iterator[tuple[str, int]]:
    """The line of each figure."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if found := _LINE.match(line):
            yield found[1].decode(), number


def _reading(one: Mapping[str, Any], line: int) -> Reading:
    """A figure; raises ValueError where its number and its text are not the same."""
    value, text, query = one["value"], str(one["text"]), one.get("query")
    unit, label, unknown = str(one["unit"]), str(one["label"]), str(one.get("unknown") or "")
    if unknown:
        Unknown(unknown)
    if not _is_number(value) or illegal_character(unit + label):
        raise ValueError(label)
    number = text.removesuffix(unit).strip()
    if type(value) is int and unit and _DIGITS.fullmatch(number) and int(number.replace(",", "")) != value:
        raise ValueError(text)
    where = None if query is None else {str(name): str(each) for name, each in query.items() if name != "period"}
    return Reading(value, label, unit, where, unknown, line)


def _is_number(value: object) -> bool:
    """Whether it is nothing, or a number that a report can hold."""
    plain = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return value is None or (plain and abs(value) < _MOST)  # type: ignore[arg-type]


def _declared(reading: Reading, one: Mapping[str, Any]) -> Reading:
    """A figure that a person declared or typed, which may be a number, or a text that says none; then it has no value."""
    value, computed = (number(one[name], reading.unit) for name in ("value", "computed"))
    if not _is_number(value) or not _is_number(computed):
        raise ValueError(one["figure"])
    return replace(reading, value=value, computed=computed, changed=True)


def number(said: object, unit: str = "") -> Number | None:
    """A number, or the one that a text prints (`1,204件`, `92.5%`); None where it prints none, or a shortened one (12.3万)."""
    if said is None or (isinstance(said, int | Decimal) and not isinstance(said, bool)):
        return said
    found = _PRINTED.fullmatch(str(said).strip().removesuffix(unit).strip())
    if found is None:
        return None
    value = Decimal(found[1].replace(",", ""))
    if found[2]:
        return value / 100
    return int(value) if value == value.to_integral_value() else value
