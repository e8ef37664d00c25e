"""The catalogue of document issues: every code is set off by a test, and every entry can be said."""

import re
from pathlib import Path

import pytest

from reportgen.messages import issue
from reportgen.messages.codes.documents.documents import ENTRIES

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("code", ENTRIES)
def test_every_code_is_expected_by_a_test(code: str) -> None:
    """No issue is in the catalogue that no test has seen."""
    files = [file for room in ("word", "render", "review", "journeys") for file in (TESTS / room).glob("test_*.py")]
    assert any(f'"{code}"' in file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("code", ENTRIES)
def test_every_entry_can_be_said(code: str) -> None:
    """Its places take values, and message and hint are sentences."""
    names = re.findall(r"(?<!\{)\{(\w+)\}", ENTRIES[code].message + ENTRIES[code].hint)
    said = issue(code, **dict.fromkeys(names, "甲"))
    assert said.message.endswith((".", "。"))
    assert said.hint.endswith((".", "?", "。", "？", "）", ")"))
