"""Every message is catalogued, translated in full, and says the same places in both languages."""

import string
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from reportgen.messages import CATALOGUE
from reportgen.messages.language import preferred_language
from reportgen.model.sources import Level

_PACKAGE = Path(__file__).resolve().parents[2] / "reportgen"
_PO = _PACKAGE / "messages" / "locale" / "zh_CN" / "LC_MESSAGES" / "reportgen.po"


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    """The committed Chinese catalogue."""
    with _PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


def _msgids() -> set[str]:
    keywords = {"_": None, "N_": None}
    found = extract_from_dir(str(_PACKAGE), [("**.py", "python")], keywords=keywords)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_has_its_chinese(chinese: Catalog) -> None:
    """What the source says is in the Chinese catalogue, and nothing else is."""
    translated = {message.id for message in chinese if message.id and message.string}
    assert translated == _msgids()


def test_both_languages_fill_in_the_same_places(chinese: Catalog) -> None:
    """A translation uses only values that its message has."""
    for message in chinese:
        if message.id:
            assert _places(str(message.string)) <= _places(str(message.id)), message.id


def test_the_compiled_catalogue_is_that_of_the_source(chinese: Catalog) -> None:
    """`make messages` was run after the last edit."""
    compiled = BytesIO()
    write_mo(compiled, chinese)
    assert _PO.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_every_code_names_its_stage() -> None:
    """A code is `stage.what`; its message is a sentence; an error always says what to do."""
    assert CATALOGUE
    assert [code for code in CATALOGUE if "." not in code] == []
    assert [code for code, entry in CATALOGUE.items() if len(entry.message) <= 10] == []
    assert [code for code, entry in CATALOGUE.items() if not entry.hint and entry.level is Level.ERROR] == []


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh_CN"),
        ({"LANG": "C.UTF-8"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "zh_CN"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "REPORTGEN_LANG": "zh_CN"}, "zh_CN"),
    ],
)
def test_chinese_unless_the_locale_is_english(environment: dict[str, str], language: str) -> None:
    """REPORTGEN_LANG decides, then the locale."""
    assert preferred_language(environment) == language
