"""`explain --form`: what departs from GB/T 9704-2012, what that says, and where it is set."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.configuring.forms.standard import RULES, Deviation, Rule, deviations
from reportgen.settings import load_settings
from tests.render import surgery
from tests.render.sample import PAGE

COUNTY = """\
extends: reportgen:base
county: {name: 甲县, code: "990199"}
office: {name: 甲县某办}
"""
# what a house has otherwise: the keys that depart then
HOUSES = [
    ("{}", []),
    ("{paper: 16开}", ["paper", "margins.right", "margins.bottom", "pitch", "characters"]),
    ("{margins: {top: 36.2, bottom: 35.8}}", []),
    ("{margins: {top: 30, bottom: 42}}", ["margins.top"]),
    ("{margins: {left: 26, right: 28}}", ["margins.left"]),
    ("{margins: {bottom: 27}}", ["margins.bottom"]),
    ("{pitch: 30磅}", ["pitch"]),
    ("{pitch: 28.5磅}", []),
    ("{pitch: 1.5倍}", []),
    ("{characters: 26}", ["characters"]),
    ("{fonts: {title: {font: 华文中宋}}}", ["fonts.title.font"]),
    ("{fonts: {title: {font: 方正小标宋_GBK, size: 22pt, bold: true}}}", []),
    ("{fonts: {body: {font: 宋体}}}", ["fonts.body.font"]),
    (
        "{fonts: {body: {size: 四号}, signature: {size: 三号}}, characters: 28}",
        ["fonts.body.size", *(f"fonts.h{level}.size" for level in range(1, 5))],
    ),
    ("{fonts: {body: {indent: 0}}}", ["fonts.body.indent"]),
    ("{fonts: {h1: {font: 宋体, bold: true}, h2: {font: KaiTi}, h3: {font: 黑体}}}", ["fonts.h1.font", "fonts.h3.font"]),
    ("{numbering: 一、/（一）}", []),
    ("{numbering: 第一章/1.1}", ["numbering"]),
    ("{signature: {place: sealed}}", []),
    ("{signature: {place: under_title}}", ["signature.place"]),
    ("{page_number: {form: -1-}}", ["page_number.form"]),
    ("{page_number: {place: none}}", ["page_number.form"]),
    ("{page_number: {place: center, font: 黑体, size: 小四}}", ["page_number.place", "page_number.font", "page_number.size"]),
]  # fmt: skip


def county(folder: Path, more: str = "") -> Path:
    """A county's configuration."""
    path = folder / "county.yaml"
    path.write_text(COUNTY + more, "utf-8")
    return path


def departing(path: Path) -> list[Deviation]:
    """What departs in a configuration."""
    return list(deviations(load_settings(path)))


@pytest.mark.parametrize(("form", "keys"), HOUSES, ids=[form for form, _ in HOUSES])
def test_what_departs(tmp_path: Path, form: str, keys: list[str]) -> None:
    """The built-in page departs nowhere; a house departs where it says so, at that line of its own file."""
    path = county(tmp_path, f"form: {form}\n")
    found = departing(path)
    assert [one.key for one in found] == keys
    assert all(one.where.startswith(f"{path}:4:") for one in found)
    assert all(one.clause[0] in "57" and one.standard for one in found)


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.clause} {rule.keys[0]} {rule.what}" for rule in RULES])
def test_each_rule_has_a_value_that_breaks_it(rule: Rule) -> None:
    """Its example; and a house of the table above is told of each."""
    assert not rule.holds(rule.example)
    assert rule.force in ("must", "usual")


def test_rules_are_each_broken_by_a_house() -> None:
    """But for those of the levels whose font nobody changed there."""
    told = {key for _, keys in HOUSES for key in keys}
    assert {rule.keys[0] for rule in RULES} - told <= {"fonts.h2.font", "fonts.h4.font", "fonts.title.size"}


def test_a_page_that_was_changed_in_word_is_the_place(tmp_path: Path) -> None:
    """The margins stand in the page, not in a YAML file."""
    (tmp_path / "templates").mkdir()
    page = surgery.edited(PAGE.read_bytes(), surgery.MAIN, ('w:left="1587"', 'w:left="1134"'))
    page = surgery.edited(
        page,
        "word/styles.xml",
        ('w:ascii="方正小标宋简体" w:eastAsia="方正小标宋简体"', 'w:ascii="黑体" w:eastAsia="黑体"'),
    )
    (tmp_path / "templates/own.docx").write_bytes(page)
    found = departing(county(tmp_path, "template: {page: own.docx}\n"))
    assert [one.key for one in found] == ["margins.left", "margins.right", "characters", "fonts.title.font"]
    assert all(one.where.startswith("own.docx, ") for one in found)
    assert "Title" in found[-1].where


def test_a_city_says_so_for_its_county(tmp_path: Path) -> None:
    """The place is the city's file."""
    (tmp_path / "city.yaml").write_text("extends: reportgen:base\nform:\n  margins:\n    top: 30\n", "utf-8")
    path = county(tmp_path)
    path.write_text(COUNTY.replace("reportgen:base", "city.yaml"), "utf-8")
    (one, _height) = departing(path)
    assert (one.key, one.found, Path(one.where).name) == ("margins.top", "30", "city.yaml:4:5")


def test_the_command(tmp_path: Path) -> None:
    """On the screen and as JSON; a deviation is no error; with keys it is wrong usage."""
    path = county(tmp_path, "form: {pitch: 30磅}\n")
    shown = CliRunner().invoke(app, ["explain", str(path), "--form"])
    assert shown.exit_code == 0
    assert "5.2.3" in shown.output
    assert f"{os.fspath(path)}:4:8" in shown.output
    (one,) = json.loads(CliRunner().invoke(app, ["explain", str(path), "--form", "--json"]).output)["deviations"]
    assert (one["key"], one["found"], one["standard"], one["force"]) == ("pitch", "21", "22", "usual")
    assert CliRunner().invoke(app, ["explain", str(path), "charts", "--form"]).exit_code == 2
    assert CliRunner().invoke(app, ["explain", str(tmp_path / "no.yaml"), "--form"]).exit_code == 1
