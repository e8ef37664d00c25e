"""A report of the sample county goes on to the next quarter, ledgers and all: what a person wrote for the last one is asked about, kept or left out."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reportgen.actions.updating import Update, update
from reportgen.job import Job
from reportgen.messages import texts
from reportgen.model.periods import Period
from reportgen.pipeline import build
from reportgen.settings import load_settings
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.trunk import Carry, Options
from tests.update.stories.hands import Hands, text_of
from tests.update.stories.telling import comments, page_of

_CONFIG = Path(__file__).parents[3] / "config" / "qinglan.yaml"
_SIGNED = date(2026, 10, 12)
_WORDS = "县作风办将对超期事项逐件挂牌督办，逾期未办结的约谈主要负责人。"


@cache
def _report(quarter: str) -> bytes:
    loaded = load_settings(_CONFIG)
    return build(Job(loaded, loaded.ledger_files, Period.parse(quarter), _SIGNED)).document


@cache
def _edited() -> bytes:
    """The report of the second quarter, with a paragraph of a person's own behind one of ours."""
    hands = Hands(_report("2026Q2"))
    body = [one for one in hands.body.iter() if one.tag.endswith("}p") and "件" in text_of(one)]
    hands.write_at(body[0], _WORDS)
    return hands.save()


def _updated(quarter: str, paragraphs: Carry) -> Update:
    loaded = load_settings(_CONFIG)
    job = Job(loaded, loaded.ledger_files, Period.parse(quarter), _SIGNED)
    return update(_edited(), "edited.docx", job, Options("2026-11-05", words=texts("zh"), paragraphs=paragraphs))


def _shown(document: bytes) -> list[str]:
    return [one.text for one in page_of(document).body if one.text.strip()]


@pytest.mark.parametrize(("paragraphs", "what"), [("ask", What.REVIEW), ("keep", What.OWN), ("drop", What.REMOVED)])
def test_the_rest_is_the_report_of_the_new_quarter(paragraphs: Carry, what: What) -> None:
    """Title, figures, passages, order: all but the person's paragraph is what a report made anew says."""
    done = _updated("2026Q3", paragraphs)
    shown = _shown(done.document)
    assert [line for line in shown if line != _WORDS] == _shown(_report("2026Q3"))
    assert (_WORDS in shown) == (paragraphs != "drop")
    assert [
        one.what for one in done.entries if one.what in (What.REVIEW, What.OWN) or one.why == "update.own-dropped"
    ] == [what]
    assert bool(comments(done.document)) == (paragraphs == "ask")
    assert done.memory.period == "2026Q3"


def test_of_the_same_quarter_nothing_is_asked() -> None:
    """The period is that which the report remembers: its own words are as they were."""
    done = _updated("2026Q2", "ask")
    assert _shown(done.document) == _shown(_edited())
    assert done.open == ()
