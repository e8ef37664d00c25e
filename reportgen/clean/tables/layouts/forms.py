"""How forms, covers, notes, lists of codes and of people differ from lists of cases."""

import re
from collections.abc import Sequence
from itertools import takewhile

from reportgen.clean.cells.values import as_text
from reportgen.clean.header.headers import normalise
from reportgen.clean.tables.layouts.part import SHORT, Part, is_day, is_number
from reportgen.clean.words.signatures import is_signed
from reportgen.clean.words.synonyms import PERSONAL

_FORM = re.compile(r"(?:审批|呈批|登记|申请|反馈|交办|承办|处理|办理|签收|转办|告知)(?:表|单|书|笺)$")
_FORM_HEIGHT = 60
_MOSTLY = 0.9
_DIFFERENT = 0.8


def names_fields_below(part: Part) -> bool:
    """What was taken for a header is the first line of a form: below it stand names of fields, and no day.

    What stands in the footer, from the first signature on, makes no form of a ledger: `填报人、联系电话、填报日期`.
    """
    if part.header is None or part.rows.height - part.header.bottom > _FORM_HEIGHT:
        return False
    days = [column for column in part.columns if column.field == "received"]
    if any(column.has_days or any(map(is_number, column.filled)) for column in days):
        return False
    return _has_labels(part, [*takewhile(_is_no_footer, part.below)], set(part.header.words), 3)


def _is_no_footer(row: Sequence[object]) -> bool:
    first = next((value for value in row if value != ""), "")
    return not (isinstance(first, str) and is_signed(f"{first}："))


def is_titled_form(part: Part) -> bool:
    """Without a header; a title calls it a form: 信访事项审批表."""
    return part.header is None and part.rows.height <= _FORM_HEIGHT and any(map(_FORM.search, part.titles))


def is_untitled_form(part: Part) -> bool:
    """Without a header; many cells are names of fields, each once, beside what they name."""
    return part.header is None and part.rows.height <= _FORM_HEIGHT and _has_labels(part, part.lines, set(), 4)


def holds_notes(part: Part) -> bool:
    """Hardly a row has two cells, none has more."""
    sizes = [] if part.header else [*map(len, part.lines)]
    return part.header is None and max(sizes, default=0) <= 2 and sizes.count(1) * 2 >= len(sizes)


def lists_codes(part: Part) -> bool:
    """Short texts stand in two or more columns, some of them again and again, and no day."""
    lines = part.lines
    if part.header is not None or len(lines) < 5 or sum(len(line) > 1 for line in lines) < _MOSTLY * len(lines):
        return False
    if any(is_day(value) for line in lines[1:] for value in line):
        return False
    texts = [as_text(value) for line in lines[1:] for value in line]
    return sum(map(len, texts)) <= SHORT * len(texts) and len(set(texts)) <= _DIFFERENT * len(texts)


def lists_contacts(part: Part) -> bool:
    """Its known columns name people, their offices and how to reach them, one by telephone; no other holds days or long texts."""
    fields = set(part.fields.values())
    if not {"phone"} < fields <= PERSONAL | {"unit"}:
        return False
    others = [column for column in part.columns if column.field is None]
    return not any(column.has_days or column.distinguishes_cases for column in others)


def _has_labels(part: Part, lines: Sequence[Sequence[object]], known: set[str], least: int) -> bool:
    """Whether so many names of fields stand in two rows or more, each once, beside what they name."""
    found: list[list[str]] = []
    for line in lines:
        texts = [value.strip() for value in line if isinstance(value, str) and value.strip()]
        names = [
            normalise(text)
            for text in texts
            if len(text) <= SHORT and (text[-1] in ":：" or part.book.field_of((normalise(text),)))
        ]
        found.append([name for name in names if name not in known])
    labels = [name for names in found for name in names]
    rows = [len(names) for names in found if names]
    return (
        len(labels) >= least and len(set(labels)) == len(labels) and len(rows) > 1 and max(rows) * 2 <= len(labels) + 1
    )
