"""Every kind of row that is no case: its example is read, and the manual names it."""

from pathlib import Path

import pytest

from reportgen.clean.rows.rules import RULES, Rule
from tests.clean.notation import cleaned

_MANUAL = Path(__file__).resolve().parents[2] / "docs" / "ledgers.md"


@pytest.mark.parametrize("rule", RULES, ids=[f"{number} {one.code}" for number, one in enumerate(RULES, 1)])
def test_the_example_of_a_rule_is_what_it_says(rule: Rule) -> None:
    """One row of the example is told by the rule's code, the other is a case; no rule before it takes the row."""
    found = cleaned(rule.example)
    assert found.counts == (1, 1, 0, 0)
    assert len(found.told(rule.code)) == 1


@pytest.mark.parametrize("rule", RULES, ids=[f"{number} {one.code}" for number, one in enumerate(RULES, 1)])
def test_no_other_rule_takes_the_example(rule: Rule) -> None:
    """Without the rule the row is a case, or none for another reason: each rule is needed."""
    left = tuple(one for one in RULES if one is not rule)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportgen.clean.rows.rules.RULES", left)
        found = cleaned(rule.example)
    assert found.told(rule.code) == [] or found.counts != (1, 1, 0, 0)


def test_the_manual_names_every_kind() -> None:
    """As people know them."""
    text = _MANUAL.read_text(encoding="utf-8")
    assert [one.shown for one in RULES if one.shown not in text] == []
