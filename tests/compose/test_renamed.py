"""What a configuration calls by another name is called so in every section: categories, cases, the whole, the office."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from reportgen.compose import compose
from reportgen.model.reports.narratives import Chart, Heading, Narrative, Paragraph, Phrase, Table
from reportgen.settings.loading import Loaded
from reportgen.settings.models.report import CaseWording
from tests.compose.ledgers import by_dice, changed, qinglan
from tests.compose.reports import text

_WORDS = {
    "brought": CaseWording(matter="投诉", took="收到"),
    "mixed": CaseWording(matter="事项", took="建档"),
    "inspected": CaseWording(matter="线索", took="巡查发现"),
    "of": "来件总数",
    "case": "宗",
}
_OTHERS = re.compile(
    "受理|登记问题(?!类别)|(?<!大于)(?<!计入)总数(?<!来件总数)|反映(?!的情况|的单位)(?<!被反映)|\\d件(?!数)"
)
"""What none of our sentences may say then; a unit is 被反映 whatever a case is called."""


def _renamed(loaded: Loaded) -> Loaded:
    """A county that calls everything otherwise."""
    taxonomy = loaded.settings.taxonomy
    named = {code: one.model_copy(update={"name": f"{code}类"}) for code, one in taxonomy.categories.items()}
    other = changed(loaded, "wording", **_WORDS)
    return changed(changed(other, "taxonomy", categories=named), "office", name="某某专班")


def _said(narrative: Narrative) -> Iterator[tuple[str, str]]:
    """The words of the text but for what ledgers tell."""
    for block in narrative.blocks:
        if isinstance(block, Paragraph | Heading) and not block.id.endswith("/case"):
            yield block.id, text(block.content)
        elif isinstance(block, Table):
            cells: list[Phrase] = [block.caption, *block.header, *(cell for row in block.rows for cell in row.cells)]
            yield block.id, " ".join(map(text, cells))
        elif isinstance(block, Chart):
            yield block.id, text(block.caption)


@pytest.mark.parametrize("number", range(0, 110, 3))
def test_a_report_calls_everything_as_the_configuration_does(number: int) -> None:
    """No section says the usual name of a category, of a case, of the whole."""
    names = [one.name for one in qinglan().settings.taxonomy.categories.values() if not one.catch_all]
    one = by_dice(number, _renamed)
    blocks = dict(_said(compose(one.summary, one.loaded, date(2026, 10, 12))[0]))
    assert [(id, name) for id, said in blocks.items() for name in names if name in said] == []
    told = [each.phrase for rule in one.loaded.settings.taxonomy.categories.values() for each in rule.aspects.values()]
    blocks = {id: re.sub("|".join(map(re.escape, told)), "", said) for id, said in blocks.items()}
    ours = {
        id: said for id, said in blocks.items() if not id.startswith(("causes/", "recommendations/", "table/tasks"))
    }
    found = {id: _OTHERS.findall(said) for id, said in ours.items()}
    assert {id: words for id, words in found.items() if words} == {}
    assert "某某专班" in blocks["lead/purpose"]


def test_the_words_are_used() -> None:
    """Each of the three ways in which cases come."""
    said = ""
    for number in range(30):
        one = by_dice(number, _renamed)
        said += " ".join(dict(_said(compose(one.summary, one.loaded, date(2026, 10, 12))[0])).values())
    for words in ("收到", "投诉", "建档事项", "巡查发现线索", "群众投诉", "占来件总数的"):
        assert words in said, words
