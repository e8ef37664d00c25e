"""How a finding is made: the words of the catalogue, and how sure it is."""

from reportgen.messages import N_, _, issue
from reportgen.model.findings import AuditFinding, Place
from reportgen.model.sources import Level
from reportgen.review.text_audit.texts.passages import Passage
from reportgen.review.text_audit.texts.sentences import Sentence

_LIKELY = N_("Most likely wrong, but the text may mean another base or scope: read the sentence first.")


def finding(
    code: str, place: Place, stated: str, expected: str = "", *, likely: bool = False, **values: object
) -> AuditFinding:
    """A finding of a catalogued code; `stated` and `expected` fill places of its message, as `values` do.

    `likely` lowers an error to a warning; every warning says in words that it is not certain.
    """
    made = issue(code, None, stated=stated, expected=expected, **values)
    level = Level.WARNING if likely and made.level is Level.ERROR else made.level
    doubt = _(_LIKELY) if level is Level.WARNING else ""
    return AuditFinding(code, level, made.message, place, stated, expected, " ".join(filter(None, (made.hint, doubt))))


def place_of(sentence: Sentence) -> Place:
    """Where a sentence stands."""
    return Place(sentence.passage.paragraph, sentence.passage.table, sentence.text)


def passage_place(passage: Passage, text: str = "") -> Place:
    """Where a passage stands, with the part of it that matters."""
    return Place(passage.paragraph, passage.table, text or passage.text.strip())
