"""A report made of any ledgers passes its own audit, and one with a single figure altered does not: 24 ledgers, in full 300.

What should stand in a place comes from the figures and the marks of the document, never from what the audit reads there.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from reportgen import pipeline
from reportgen.actions.auditing import audit_document
from reportgen.draw import draw
from reportgen.messages import DocumentError
from reportgen.model.ledgers import Ledger
from reportgen.model.reports.figures import Kind
from reportgen.model.reports.narratives import Narrative, phrases_of
from reportgen.model.reports.pictures import Picture
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Level
from reportgen.review import audit
from reportgen.word import read_memory
from tests.full import FULL
from tests.render import surgery
from tests.review.random_ledgers import random_job
from tests.review.test_ours import _replaced

_LEDGERS = 300 if FULL else 12
_PRINTED = re.compile(
    r'w:name="(?P<mark>_rgf[0-9a-f]{24})"/><w:r>(?:<w:rPr>(?:(?!</w:r>).)*?</w:rPr>)?<w:t[^>]*>(?P<text>[^<]*)</w:t>'
)
_DOUBTFUL = (Level.ERROR, Level.WARNING)


@dataclass(frozen=True)
class Made:
    """A report of random ledgers with all that it was made of; `number` says which."""

    number: int
    job: pipeline.Job
    ledger: Ledger
    summary: Summary
    narrative: Narrative
    report: pipeline.Report

    @property
    def pictures(self) -> dict[str, Picture]:
        """Its charts."""
        return dict(draw(self.narrative.charts, self.job.settings.settings.charts))

    @property
    def chance(self) -> random.Random:
        """What is altered in it."""
        return random.Random(10_000 + self.number)  # noqa: S311 - a seed, no secret


@pytest.fixture(scope="module", params=range(_LEDGERS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The report of each of the ledgers in turn; one that its audit refuses fails here."""
    job = random_job(request.param, tmp_path_factory.mktemp("county"))
    ledger, issues = pipeline.load_ledger(job)
    summary, narrative, issues = pipeline.compute(job, ledger, issues)
    report = pipeline.produce(job, ledger, summary, narrative, issues)
    return Made(request.param, job, ledger, summary, narrative, report)


def test_nothing_false_is_said_of_a_right_report(made: Made) -> None:
    """No error and no warning, neither when it is written nor when it is audited later."""
    found = [one for one in made.report.issues if one.code.startswith(("audit.", "document."))]
    assert [(one.code, one.message) for one in found if one.level in _DOUBTFUL] == []
    later = audit_document(made.report.document, "报告.docx").findings
    assert [(one.code, one.message) for one in later if one.level in _DOUBTFUL] == []


def test_a_digit_of_a_figure_altered_in_the_file_is_refused(made: Made) -> None:
    """Whichever figure it is, in text or table: the audit of the build names it, and the later audit finds an error."""
    document, figure = _altered(made)
    found = audit(document, made.narrative, made.pictures, 100_000, made.summary)
    assert any(one.code == "document.figure-differs" and figure in one.message for one in found), figure
    later = audit_document(document, "报告.docx").findings
    assert any(one.level is Level.ERROR for one in later), figure


def _altered(made: Made) -> tuple[bytes, str]:
    """The document with a digit of one figure changed, and which figure that is."""
    memory = read_memory(made.report.document)
    assert memory is not None
    parts = surgery.parts_of(made.report.document)
    main = parts[surgery.MAIN].decode()
    places = [one for one in _PRINTED.finditer(main) if re.search(r"\d", one["text"])]
    assert len(places) == len(list(_numerals(made.narrative)))
    chosen = made.chance.choice(places)
    text = _other(chosen["text"], made.chance)
    parts[surgery.MAIN] = f"{main[: chosen.start('text')]}{text}{main[chosen.end('text') :]}".encode()
    return surgery.zipped(parts), str(memory.marks[chosen["mark"]].figure)


def _numerals(narrative: Narrative) -> Iterator[str]:
    """The figures that the report prints in digits, each as often as it does."""
    for block in narrative.blocks:
        for phrase in phrases_of(block):
            for part in phrase:
                figure = getattr(part, "figure", None)
                if figure is not None and re.search(r"\d", part.text):
                    yield figure


def _other(text: str, chance: random.Random) -> str:
    """The text with one of its digits another."""
    at = chance.choice([at for at, char in enumerate(text) if char.isdecimal()])
    return text[:at] + chance.choice([one for one in "0123456789" if one != text[at]]) + text[at + 1 :]


def test_a_figure_that_is_printed_otherwise_everywhere_is_refused(made: Made) -> None:
    """The words of the report, its memory and its file agree on a wrong number: only its value tells."""
    figure = made.chance.choice(sorted(set(_numerals(made.narrative))))
    text = _other(made.narrative.texts[figure], made.chance)
    if (
        made.summary.figures[figure].kind is Kind.SHARE
        and made.job.settings.settings.report.rounding == "largest_remainder"
    ):
        text = made.narrative.texts[figure].replace("%", "1%")  # by one in its last place it may be off
    blocks: Any = _replaced(made.narrative.blocks, figure, text)
    wrong = replace(made.narrative, blocks=blocks, texts={**made.narrative.texts, figure: text})
    with pytest.raises(DocumentError) as refused:
        pipeline.produce(made.job, made.ledger, made.summary, wrong)
    assert any(_names(one, figure) for one in refused.value.issues), (figure, text)


def _names(one: Issue, figure: str) -> bool:
    return one.code == "document.figure-wrong" and f"{figure} " in one.message


def test_a_figure_that_its_operands_do_not_give_is_refused(made: Made) -> None:
    """A share, rate or change of another value than that of its formula, printed as it is valued."""
    printed = sorted({id for id in _numerals(made.narrative) if len(made.summary.figures[id].operands) == 2})
    if not printed:
        pytest.skip("no figure was worked out from others")
    id = made.chance.choice(printed)
    figure = made.summary.figures[id]
    assert figure.value is not None
    other = replace(figure, value=figure.value + 1)
    summary = replace(made.summary, figures={**made.summary.figures, id: other})
    found = audit(made.report.document, made.narrative, made.pictures, 100_000, summary)
    assert any(_names(one, id) for one in found), id
