"""Lines to paste: lists keep what they have, what a file says already is written out whole, and all of it is read back."""

from pathlib import Path

import pytest

from reportgen.model.sources import Addition
from reportgen.settings import load_settings
from reportgen.settings.additions import beginning, extending, line_of, lines_of, pasted

_ASKED = (
    Addition(("taxonomy", "categories", "attitude", "aliases"), ("态度差",)),
    Addition(("ledger", "columns", "unit"), ("检查单位",)),
    Addition(("ledger", "columns", "unit"), ("检查单位", "单位: #1")),
    Addition(("taxonomy", "categories", "own_1", "name"), text="停车难"),
    Addition(("ledger", "vocabulary", "verified", "yes"), ("yes", "12:30", "010")),
)


def test_lines_keep_what_a_list_has(folder):
    """A list replaces that of the configurations below, so their words are in it."""
    loaded = folder.load("extends: complete.yaml\ntaxonomy: {categories: {attitude: {aliases: [态度]}}}\n")
    assert (
        lines_of(_ASKED[:1], loaded.settings)
        == "taxonomy:\n  categories:\n    attitude:\n      aliases: [态度, 态度差]"
    )
    assert line_of(_ASKED[:1], loaded.settings) == "taxonomy: {categories: {attitude: {aliases: [态度, 态度差]}}}"
    assert line_of((), loaded.settings) == lines_of((), loaded.settings) == ""


@pytest.mark.parametrize("how", ["pasted", "extending"])
def test_what_is_pasted_is_read_back(folder, how):
    """Numbers and truth values without quotes stay so, texts that look like them are quoted; sections are whole."""
    own = """\
        extends: complete.yaml
        report: {period: 2026Q3}
        ledger:
          on_time_days: 15   # 天
          hidden: {rows: skip}
          files: [台账, "12"]
        taxonomy:
          categories:
            duty: {catch_all: true, name: "责任"}
        """
    before = folder.load(own)
    path = folder.path / "county.yaml"
    if how == "pasted":
        sections = pasted(_ASKED, before.settings, path)
        kept = "extends: complete.yaml\nreport: {period: 2026Q3}\n"
        path.write_text(kept + sections + "\n", encoding="utf-8")
    else:
        path = folder.write("new.yaml", extending(_ASKED, before.settings, "county.yaml"))
    after = load_settings(path).settings
    assert after.ledger.columns == {"unit": ["检查单位", "单位: #1"]}
    assert after.ledger.vocabulary.verified == {"yes": ["yes", "12:30", "010"]}
    assert (after.ledger.on_time_days, after.ledger.hidden.rows, after.ledger.files) == (15, "skip", ["台账", "12"])
    assert after.taxonomy.categories["own_1"].name == "停车难"
    assert after.taxonomy.categories["attitude"].aliases == ["态度差"]
    assert after.taxonomy.categories["duty"].catch_all


def test_a_first_configuration(folder):
    """It extends the base and names the ledgers; name, code and office are filled in by a person."""
    path = folder.write(
        "first.yaml",
        beginning(["台账"], "（县名）", "（单位）", _ASKED[1:2], folder.load("extends: complete.yaml\n").settings),
    )
    found = load_settings(path).settings
    assert (found.county.name, found.county.code, found.office.name) == ("（县名）", "000000", "（单位）")
    assert (found.ledger.files, found.ledger.columns) == (["台账"], {"unit": ["检查单位"]})


def test_a_new_setting_that_says_nothing_new_changes_no_digest(folder):
    """A report made before the setting was known is not told that its settings have changed."""
    plain = folder.load("extends: complete.yaml\n").digest
    assert folder.load("extends: complete.yaml\nledger: {most_unmapped: 30}\n").digest == plain
    assert folder.load("extends: complete.yaml\nform: {}\n").digest == plain
    assert folder.load("extends: complete.yaml\ncharts: {fallback_fonts: []}\n").digest == plain
    assert folder.load("extends: complete.yaml\ncharts: {fallback_fonts: [a.ttf]}\n").digest != plain
    assert folder.load("extends: complete.yaml\nform: {pitch: 30磅}\n").digest != plain
    own = "ledger: {fields: {first: {label: 首次, columns: [首次]}}}"
    assert folder.load(f"extends: complete.yaml\n{own}\n").digest != plain
    assert folder.load("extends: complete.yaml\nledger: {most_unmapped: 31}\n").digest != plain


def test_a_font_is_looked_for_beside_the_configuration_that_names_it(folder):
    """Wherever the program is started; a whole path stays one."""
    folder.write("city/city.yaml", "extends: ../complete.yaml\ncharts: {fallback_fonts: [b.ttf, /c.ttf]}\n")
    charts = folder.load("extends: city/city.yaml\ncharts: {font: fonts/a.ttf}\n").settings.charts
    assert charts.font == str(folder.path / "fonts/a.ttf")
    assert [Path(one).resolve() for one in charts.fallback_fonts] == [folder.path / "city/b.ttf", Path("/c.ttf")]
