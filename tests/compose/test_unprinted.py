"""What a template says in a block that its parent does not have, or in none, is said and never silently left out."""

from pathlib import Path

import pytest

from reportgen.compose.template.blocks.unprinted import lost_texts
from reportgen.compose.template.sandbox import Sandbox
from reportgen.compose.template.source.chain import Chain, top_blocks
from reportgen.messages import speak

_BASE = (
    "{% block lead %}[#a] 甲{% block inner %}乙{% endblock %}{% endblock %}\n{% block causes %}[#b] 丙{% endblock %}"
)


def _lost(*templates: str) -> list[tuple[str, str]]:
    """The issues of a chain of templates, the last of which extends none."""
    speak("en")
    line = tuple((f"t{number}.md", text) for number, text in enumerate(templates))
    env = Sandbox((Path(),), ())
    outer = top_blocks(env, *line[-1])
    found = lost_texts(env, Chain(line, {name: () for name, _ in line}, {}, outer, outer))
    return [(str(one.source), f"{one.code} {one.hint}") for one in found]


def test_a_misspelt_block_is_told_with_the_one_that_may_be_meant() -> None:
    """At its line, naming the blocks that there are."""
    child = "{% extends 't1.md' %}\n{% block laed %}\n[#x] 丁\n{% endblock %}"
    assert _lost(child, _BASE) == [
        ("t0.md:2", "template.unknown-block Did you mean `lead`? Blocks are: lead, inner, causes.")
    ]


@pytest.mark.parametrize(
    "child",
    [
        "{% extends 't1.md' %}{% block lead %}丁{% endblock %}",
        "{% extends 't1.md' %}\n\n{# 说明 #}\n{% block inner %}丁{{ super() }}{% endblock %}\n",
        "{% extends 't1.md' %}{% block causes %}{% block own %}丁{% endblock %}{% endblock %}",
        "{% extends 't1.md' %}{% set x = 1 %}{% block causes %}丁{% endblock %}",
    ],
)
def test_what_is_printed_is_not_told(child: str) -> None:
    """Blocks of the parent, those inside them, blocks of the child's own inside one that is printed, remarks, empty lines."""
    assert _lost(child, _BASE) == []


@pytest.mark.parametrize("text", ["[#x] 丁", "{{ total }}", "{% if total %}丁{% endif %}"])
def test_text_outside_of_blocks(text: str) -> None:
    """It stands in the file and would stand in no report."""
    (only,) = _lost("{% extends 't1.md' %}\n" + text, _BASE)
    assert only[1].startswith("template.outside-blocks")


def test_a_chain_of_three() -> None:
    """A block counts that any of the templates above has; a template that extends none may say what it likes."""
    middle = "{% extends 't2.md' %}{% block lead %}{% block own %}丁{% endblock %}{% endblock %}"
    assert _lost("{% extends 't1.md' %}{% block own %}戊{% endblock %}", middle, _BASE) == []
    assert _lost("[#x] 丁{% block any %}{% endblock %}") == []
    assert len(_lost("{% extends 't1.md' %}{% block owm %}戊{% endblock %}", middle, _BASE)) == 1
