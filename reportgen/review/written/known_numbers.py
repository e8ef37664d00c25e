"""Which numbers of a report just made are figures, and which digits belong to names: told by its marks and its summary."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

from reportgen.model.reports.summaries import Member, Summary
from reportgen.review.expected import Evidence
from reportgen.review.text_audit import read_story
from reportgen.review.text_audit.texts.known import Known, KnownPiece, with_names
from reportgen.review.text_audit.texts.sentences import AuditedText
from reportgen.word.pages.page import Paragraph


@dataclass(frozen=True)
class Told(Evidence):
    """The evidence with what its page tells, each read once for all checks that ask."""

    @classmethod
    def of(cls, evidence: Evidence) -> "Told":
        """The same evidence."""
        return cls(**{one.name: getattr(evidence, one.name) for one in fields(evidence)})

    @cached_property
    def known(self) -> Known:
        """What is known of its paragraphs (`known_figures`)."""
        return known_figures(self)

    @cached_property
    def story(self) -> AuditedText:
        """Its sentences, with what is known of them."""
        return read_story(self.page, self.known)


def known_figures(evidence: Evidence) -> Known:
    """What is known of the paragraphs of a report: the figures by their marks, a value that a person declared as one for which none answers."""
    declared = set(evidence.narrative.computed)
    marks = {} if evidence.memory is None else evidence.memory.marks
    figures = {name: mark.figure for name, mark in marks.items() if mark.kind == "figure" and mark.figure is not None}

    def pieces(paragraph: Paragraph) -> Iterator[KnownPiece]:
        for one in sorted(paragraph.marks, key=lambda one: one.start):
            figure = figures.get(one.what)
            if figure is not None:
                yield KnownPiece(one.start, one.end, "" if figure in declared else figure)

    known = {paragraph: found for paragraph in evidence.page.body if (found := tuple(pieces(paragraph)))}
    return known if evidence.summary is None else with_names(known, evidence.page, names_of(evidence.summary))


def names_of(summary: Summary) -> Iterator[str]:
    """Every name that a report may print: of categories, their aspects, and the members of all dimensions."""
    for category in summary.categories:
        yield category.name
        yield from (aspect.phrase for aspect in category.aspects)
        yield from _members(category.units)
        for members in category.parts.values():
            yield from _members(members)
    for facet in summary.facets.values():
        yield from _members(facet.members)


def _members(members: tuple[Member, ...]) -> Iterator[str]:
    for one in members:
        yield one.name
        for parts in one.parts.values():
            yield from _members(parts)
