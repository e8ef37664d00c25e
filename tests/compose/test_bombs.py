"""What a template may cost: whatever it does, it ends within its steps and characters, and says so with file and line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.compose.template.budget import CHARACTERS, STEPS, Budget
from reportgen.compose.template.source.reading import DEEPEST, LONGEST
from reportgen.messages import SettingsError, TemplateError
from reportgen.model.periods import Period
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Source
from reportgen.settings.expression import Names, parse_condition
from reportgen.tally import tally
from tests.cases import Case, ledger_of, sample_settings
from tests.compose.test_sandbox import _loaded

_MANY = "{% for a in units.members %}{% for b in units.members %}{% for c in units.members %}"
_ENDS = "{% endfor %}{% endfor %}{% endfor %}"
_DOUBLED = "{% set x = x + x %}" * 40
BOMBS: dict[str, tuple[str, str]] = {
    "a list doubled forty times": ("[#a] {% set x = listed %}" + _DOUBLED + "{{ x | length }}", "template.joined"),
    "a text doubled forty times": ("[#a] {% set x = county.name %}" + _DOUBLED + "{{ x }}", "template.joined"),
    "a list of lists": ("[#a] {% set x = listed %}" + "{% set x = [x, x] %}" * 40 + "甲", "template.nested-list"),
    "a pair of pairs": ("[#a] {% set x = listed %}" + "{% set x = (x, x) %}" * 40 + "甲", "template.nested-list"),
    "loops that print nothing": ("[#a] 甲" + _MANY + _ENDS, "template.too-many-steps"),
    "loops of text": ("[#a] " + _MANY + "甲乙丙丁" * 500 + _ENDS, "template.too-much-text"),
    "loops of values": ("[#a] " + _MANY + "{{ county.name }}" + _ENDS, "template.too-long"),
    "loops of lists": ("[#a] " + _MANY + "{{ units.members | join }}" + _ENDS, "template.too-much-text"),
    "loops of filters": ("[#a] 甲" + _MANY + "{% if units.members | tied | length > 2000 %}乙{% endif %}" + _ENDS, "template.too-many-steps"),
    "loops of choices": ("[#a] 甲" + _MANY + "{% if units.members | selectattr('name') | list | reverse | length > 2000 %}乙{% endif %}" + _ENDS, "template.too-many-steps"),
    "loops of empty lines": (_MANY + "\n\n" + _ENDS + "[#a] 甲", "template.too-much-text"),
    "loops of stars": ("[#a] " + _MANY + "**甲 **乙" * 100 + _ENDS, "template.too-much-text"),
    "brackets": ("[#a] {{ " + "(" * 1200 + "total" + ")" * 1200 + " }}", "template.too-deep"),
    "conditions": ("[#a] " + "{% if total %}" * 300 + "甲" + "{% endif %}" * 300, "template.too-deep"),
    "places in places": ("[#a] {{ total" + "[total" * 400 + "]" * 400 + " }}", "template.too-deep"),
    "a chain of filters": ("[#a] {{ listed" + " | list" * 500 + " | length }}", "template.too-deep"),
    "a chain of sums": ("[#a] {% if 1" + " + 1" * 5000 + " > 2 %}甲{% endif %}", "template.too-deep"),
    "a chain of fields": ("[#a] {{ total" + ".value" * 5000 + " }}", "template.too-deep"),
    "not, five thousand times": ("[#a] {% if " + "not " * 5000 + "total %}甲{% endif %}", "template.too-deep"),
    "a number of 5,000 digits": ("[#a] {{ " + "9" * 5000 + " }}", "template.number-too-long"),
    "a number of 4,000 digits": ("[#a] {{ " + "9" * 4000 + " }}", "template.reckoned"),
    "a template of 300,000 characters": ("[#a] " + "甲" * 300_000, "template.source-too-long"),
    "a template of a million bytes": ("[#a] " + "x" * 1_000_000, "template.source-too-long"),
    "a repeated text": ("[#a] {{ '甲' * 1000000000 }}", "template.refused"),
    "a power": ("[#a] {{ 9 ** 9 ** 9 }}", "template.refused"),
    "a range": ("[#a] {% for x in range(10 ** 9) %}甲{% endfor %}", "template.refused"),
}  # fmt: skip


def summary() -> Summary:
    """400 units."""
    cases = [Case(date(2026, 7, 1), "attitude", unit=f"第{number}窗口") for number in range(400)]
    return tally(ledger_of(cases), sample_settings(), Period.parse("2026Q3"))[0]


@pytest.fixture(scope="module")
def units() -> Summary:
    """Told of by all bombs."""
    return summary()


@pytest.mark.parametrize(("text", "code"), BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_a_typed_error_at_its_line(tmp_path: Path, units: Summary, text: str, code: str) -> None:
    """After an empty line, so that the line is the second; never a word of Python."""
    (tmp_path / "own.md").write_text("\n" + text, encoding="utf-8")
    with pytest.raises(TemplateError) as found:
        compose(units, _loaded(tmp_path), date(2026, 10, 12))
    first = found.value.issues[0]
    assert first.code == code
    assert str(first.source) in ("own.md:1", "own.md:2") if "too-long" in code else str(first.source) == "own.md:2"


@pytest.mark.parametrize("text", ["(" * 1200 + "total" + ")" * 1200, "9" * 5000])
def test_texts_of_the_configuration_are_as_bounded(tmp_path: Path, units: Summary, text: str) -> None:
    """At the line of their key."""
    (tmp_path / "own.md").write_text("[#a] 甲", encoding="utf-8")
    with pytest.raises(TemplateError) as found:
        compose(units, _loaded(tmp_path, title="{{ " + text + " }}"), date(2026, 10, 12))
    assert [str(one.source) for one in found.value.issues] == ["c.yaml:3:10"]


_CONDITIONS: dict[str, str] = {
    "brackets": "(" * 240 + "1" + ")" * 240 + " > 0",
    "not": "not " * 100 + "always",
    "digits": "count('total') > " + "9" * 5000,
    "sums": "1" + "+1" * 200 + " > 0",
    "long": "count('total') > 0 and " * 100 + "always",
    "minus": "-" * 300 + "1 > 0",
}


@pytest.mark.parametrize("text", _CONDITIONS.values(), ids=_CONDITIONS.keys())
def test_conditions_are_bounded(text: str) -> None:
    """A `when:` that is too long or too deep is an error of the configuration, at its place."""
    with pytest.raises(SettingsError) as found:
        parse_condition(text, Names(), Source("c.yaml", None, 7, 11))
    assert {one.source.row for one in found.value.issues if one.source} == {7}


def _spend(budget: Budget) -> None:
    budget.spend(STEPS + 1)


def _write(budget: Budget) -> None:
    budget.write("甲" * (CHARACTERS + 1))


@pytest.mark.parametrize("over", [_spend, _write])
def test_what_is_left_is_counted_over_all_texts_of_a_report(over: Callable[[Budget], None]) -> None:
    """To the last step and the last character, and no further."""
    budget = Budget()
    budget.spend(STEPS)
    budget.write("甲" * CHARACTERS)
    with pytest.raises(TemplateError):
        over(budget)


def test_what_people_write_is_far_from_the_limits() -> None:
    """The base template has a fourth of the depth and a tenth of the length."""
    base = (Path(__file__).parents[2] / "templates/base/report.md").read_text(encoding="utf-8")
    assert len(base) < LONGEST / 5
    assert DEEPEST > 40
