"""Every kind of row that is no case: its example is read, and the manual names it."""

from pathlib import Path

import pytest

from reportgen.clean.rows.neighbours import NEIGHBOUR_RULES, NeighbourRule
from reportgen.clean.rows.rules import RULES, Rule
from tests.clean.notation import cleaned

_MANUAL = Path(__file__).resolve().parents[2] / "docs" / "ledgers.md"
_ALL = (*RULES, *NEIGHBOUR_RULES)
_NAMES = [f"{number} {one.code}" for number, one in enumerate(_ALL, 1)]


@pytest.mark.parametrize("rule", _ALL, ids=_NAMES)
def test_the_example_of_a_rule_is_what_it_says(rule: Rule | NeighbourRule) -> None:
    """One row of the example is a case, another is reported by the rule's code; of neighbours both may be."""
    found = cleaned(rule.example)
    assert found.counts == (1, 1, 0, 0)
    assert len(found.told(rule.code)) in ((1,) if rule in RULES else (1, 2))


@pytest.mark.parametrize("rule", _ALL, ids=_NAMES)
def test_no_other_rule_takes_the_example(rule: Rule | NeighbourRule) -> None:
    """Without the rule the row is a case, or none for another reason: each rule is needed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportgen.clean.rows.rules.RULES", tuple(one for one in RULES if one is not rule))
        others = tuple(one for one in NEIGHBOUR_RULES if one is not rule)
        patch.setattr("reportgen.clean.rows.neighbours.NEIGHBOUR_RULES", others)
        found = cleaned(rule.example)
    assert found.told(rule.code) == [] or found.counts != (1, 1, 0, 0)


def test_the_manual_names_every_kind() -> None:
    """As people know them."""
    text = _MANUAL.read_text(encoding="utf-8")
    assert [one.shown for one in _ALL if one.shown not in text] == []
