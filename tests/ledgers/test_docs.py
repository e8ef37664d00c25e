"""What docs/ledgers.md tells clerks is what happens: its YAML loads, its tables are run."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from reportgen.clean import clean
from reportgen.clean.words.synonyms import AMBIGUOUS, SYNONYMS
from reportgen.model.ledgers import FileRows, Ledger, Rows
from reportgen.model.periods import Period
from reportgen.settings import load_settings
from reportgen.settings.models import FieldName, LedgerSettings
from tests.clean.notation import sheet
from tests.ledgers.truth import settings

_PAGE = (Path(__file__).parents[2] / "docs" / "ledgers.md").read_text(encoding="utf-8")
_SNIPPETS = re.findall(r"```yaml\n(.*?)```", _PAGE, re.DOTALL)
_COUNTY = 'extends: reportgen:base\ncounty: {name: 青岚县, code: "990121"}\noffice: {name: 青岚县某办}\n'


def _table(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading."""
    part = _PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def _read(*columns: tuple[str, list[str]]) -> Ledger:
    header, cells = zip(*columns, strict=True)
    rows = Rows((FileRows("台账.xlsx", "", (sheet([header, *zip(*cells, strict=True)], "一季度"),)),))
    return clean(rows, settings(), Period.parse("2026Q3"))[0]


@pytest.mark.parametrize("snippet", _SNIPPETS)
def test_every_snippet_loads(snippet: str, tmp_path: Path) -> None:
    """Copied into a county's configuration as it stands."""
    config = tmp_path / "county.yaml"
    config.write_text(_COUNTY + snippet, encoding="utf-8")
    assert load_settings(config).settings != load_settings(_without(tmp_path)).settings


def _without(folder: Path) -> Path:
    path = folder / "plain.yaml"
    path.write_text(_COUNTY + "ledger: {files: []}\n", encoding="utf-8")
    return path


def test_every_setting_of_ledgers_is_shown() -> None:
    """No key of `ledger:` is left out of the YAML."""
    shown = set(re.findall(r"([a-z_]+):", "".join(_SNIPPETS)))
    assert _keys(LedgerSettings) <= shown


def _keys(model: type[BaseModel]) -> set[str]:
    found = set(model.model_fields)
    for field in model.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found |= _keys(field.annotation)
    return found


def test_the_headers_are_those_that_are_known() -> None:
    """Every field has its line, and every header in it is one of that field; what is ambiguous is."""
    rows = _table("表头和列")
    assert {row[0].strip("`") for row in rows} == set(get_args(FieldName))
    for name, _, headers in rows:
        known = {header for tier in SYNONYMS[name.strip("`")] for header in tier}  # type: ignore[index] # the line above says that it is one
        assert set(headers.split("、")) <= known
    assert "检查单位" in AMBIGUOUS


def test_days_are_read_as_the_table_says() -> None:
    """The written day, the day that is believed, or none."""
    written, believed = zip(*_table("日期"), strict=True)
    numbers = [f"G{number}" for number in range(len(written))]
    ledger = _read(("受理编号", numbers), ("受理日期", list(written)))
    found = dict(zip(ledger.cases["id"], ledger.cases["received"].dt.strftime("%Y-%m-%d"), strict=True))
    assert [found.get(number, "不采用") for number in numbers] == list(believed)


def test_texts_are_masked_as_the_table_says() -> None:
    """What a text says, and what of it is printed."""
    written, printed = zip(*_table("个人信息"), strict=True)
    ledger = _read(("受理日期", ["2026-07-05"] * len(written)), ("主要内容", list(written)))
    assert ledger.cases["text"].tolist() == list(printed)


def test_a_number_of_days_is_a_day() -> None:
    """The serial number that the page names is the fifth of July 2026."""
    assert "46208" in _PAGE
    ledger = _read(("受理日期", ["46208"]), ("主要内容", ["等候两小时无人叫号"]))
    assert ledger.cases["received"].dt.strftime("%Y-%m-%d").tolist() == ["2026-07-05"]


def test_words_for_nothing_in_other_languages_are_texts() -> None:
    """`NA`, `None`, `null` and `nan` come out as they stand, the marks for nothing come out empty (THREATS 22)."""
    words = ["NA", "None", "null", "nan"]
    marks = ["/", "—", "无", "不详", ""]
    days = ["2026-07-05"] * len(words + marks)
    texts = [f"等候两小时无人叫号，第{place}件" for place in range(len(days))]
    ledger = _read(("受理日期", days), ("被反映单位", words + marks), ("主要内容", texts))
    assert ledger.cases["unit"].tolist() == words + [""] * len(marks)
    assert not ledger.cases["text"].isna().any()
