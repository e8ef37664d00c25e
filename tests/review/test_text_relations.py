"""What numbers of a text are to each other: each relation by its own examples, by many wordings, and by texts of others.

`corpus/wordings.tsv` says each thing rightly and wrongly, by kind. The texts in `../shared/cases/audit` are not the rules' author's.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.model.findings import AuditFinding
from reportgen.model.sources import Level
from reportgen.review.text_audit import audit_text
from reportgen.review.text_audit.auditing import RELATIONS
from reportgen.review.text_audit.rules.relation import Relation
from tests.review.documents import docx

_WORDINGS = Path(__file__).parent / "corpus" / "wordings.tsv"
_CASES = Path(__file__).resolve().parents[2] / ".." / "shared" / "cases"
_CORPUS, _SENTENCES = _CASES / "audit" / "corpus.tsv", _CASES / "audit" / "sentences.tsv"
_FIELD = _CASES / "field"
_ENDLESS = 10**6
_REACHED = [
    "total-parts",
    "missing-part",
    "scope",
    "subset",
    "share",
    "share-sum",
    "rate",
    "growth",
    "diff",
    "pp",
    "cumulative",
    "table",
    "rank",
    "unit-count",
    "average",
    "yoy-mom",
    "zengjia-dao",
    "neg-wording",
    "title-period",
    "same-indicator",
]


def said(text: str) -> list[AuditFinding]:
    """What is doubted in a text whose paragraphs are parted by ⏎ and whose cells by |."""
    lines = [f"| {line.replace('|', ' | ')} |" if "|" in line else line for line in text.split("⏎")]
    found = audit_text(docx("\n".join(lines)), "text.docx", _ENDLESS)[0]
    return [one for one in found if one.level is not Level.INFO]


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table of texts."""
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.mark.parametrize("relation", RELATIONS, ids=[f"{one.code}-{one.check.__name__}" for one in RELATIONS])
def test_a_relation_holds_and_does_not(relation: Relation) -> None:
    """Nothing is said of its right texts; of its wrong texts its code and no other."""
    for right, wrong in relation.examples:
        assert said(right) == []
        found = audit_text(docx(wrong), "text.docx", _ENDLESS)[0]
        assert {one.code for one in found} == {relation.code}, wrong


class Score:
    """How many texts were found, missed, doubted wrongly and rightly left alone, by kind."""

    def __init__(self) -> None:
        self.kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])

    def add(self, kind: str, text: str, *, wrong: bool) -> None:
        """Counts one text."""
        self.kinds[kind][(0 if said(text) else 1) if wrong else (2 if said(text) else 3)] += 1

    def of(self, kinds: list[str]) -> tuple[float, float]:
        """Precision and recall over some kinds."""
        found, missed, false, _ = (sum(self.kinds[kind][place] for kind in kinds) for place in range(4))
        return found / max(found + false, 1), found / max(found + missed, 1)

    def show(self, name: str) -> None:
        """Prints the counts, a line a kind."""
        lines = [f"{kind:16} {counts}" for kind, counts in sorted(self.kinds.items())]
        sys.stdout.write(
            "\n".join(["", f"{name}: found, missed, false, quiet", *lines, f"all {self.of(list(self.kinds))}", ""])
        )


def test_many_wordings(capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind in its wordings: at most one in thirty is doubted wrongly, and nine in ten mistakes are found."""
    score = Score()
    for row in rows(_WORDINGS):
        score.add(row["kind"], row["right"], wrong=False)
        score.add(row["kind"], row["wrong"], wrong=True)
    with capsys.disabled():
        score.show("wordings")
    precision, recall = score.of(list(score.kinds))
    assert precision >= 0.97
    assert recall >= 0.95


@pytest.mark.skipif(not _CORPUS.is_file(), reason="the texts of others are not beside the project")
def test_texts_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    """Precision at least 0.97; of what a reader counts on nine in ten mistakes are found, of the rest seven in ten."""
    score = Score()
    for row in rows(_CORPUS):
        score.add(row["kind"], row["text"], wrong=row["verdict"] == "wrong")
    with capsys.disabled():
        score.show("corpus")
    assert score.of(list(score.kinds))[0] >= 0.97
    assert score.of(_REACHED)[1] >= 0.90
    assert score.of([kind for kind in score.kinds if kind not in _REACHED])[1] >= 0.70


@pytest.mark.skipif(not _SENTENCES.is_file(), reason="the sentences of others are not beside the project")
def test_sentences_of_others() -> None:
    """What must be found is, what must be left alone is."""
    for row in rows(_SENTENCES):
        assert bool(said(row["text"])) is not row["expected"].startswith("none"), row["text"]


@pytest.mark.skipif(not _FIELD.is_dir(), reason="the cases of the field are not beside the project")
@pytest.mark.parametrize(
    ("folder", "file", "doubted", "hinted"),
    [
        ("01-audit-parts-over-whole", "parts.docx", {2, 3, 4, 5, 7, 8, 9, 10}, {6, 11}),
        ("02-audit-rates-words-shares", "rates.docx", {2, 3, 4, 5, 6, 7, 8}, set()),
    ],
)
def test_cases_of_the_field(folder: str, file: str, doubted: set[int], hinted: set[int]) -> None:
    """Each paragraph that is wrong is doubted, each that may be is a hint, and no other is spoken of."""
    found = audit_text((_FIELD / folder / file).read_bytes(), file)[0]
    by_level: dict[bool, set[int | None]] = {True: set(), False: set()}
    for one in found:
        by_level[one.level is Level.INFO].add(one.place.paragraph)
    assert (by_level[False], by_level[True]) == (doubted, hinted)
