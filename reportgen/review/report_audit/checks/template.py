"""What stands outside all blocks: the Word template's own words, title, headers and footers, and what was added by hand."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from reportgen.compare.numerals import Difference, Token, agree, differences, numbers, tokens
from reportgen.compare.similarity import similarity
from reportgen.messages import DocumentError
from reportgen.model.findings import AuditFinding, Place
from reportgen.review.report_audit.checks.texts import Change, listed
from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.review.report_audit.report.findings import WHOLE, finding
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package

_CORE = "metadata/core-properties"  # the end of the relationship's type
_LIKE = 0.8  # how much of two paragraphs is the same where one was made from the other


def fixed(audited: AuditedReport) -> Iterator[AuditFinding]:
    """A changed digit in the template's words; numbers in paragraphs and rows that were added by hand."""
    known = {one.id: one.text for one in audited.memory.fixed}
    left = {id: text for id, text in known.items() if id in audited.placement.missing}
    for line in audited.every:
        ids = [id for id in audited.placement.owners.get(line.number, ()) if id in known]
        if ids and not audited.blocks(line):
            yield from _of_template(audited, line, {id: known[id] for id in ids})
            yield from _outdated(audited, line)
        elif is_free(audited, line):
            yield from _added(audited, line, left)
    yield from _title(audited)


def title_property(audited: AuditedReport) -> Iterator[AuditFinding]:
    """The title in the file's properties is the report's; one that a program has dropped says nothing."""
    shown = _bare(_property(audited.page.package))
    if not shown:
        return
    written = {one.id: one.text for one in audited.memory.fixed}
    lines = [line for line in audited.lines if line.title]
    today = [] if audited.narrative is None else [audited.narrative.title]
    if any(shown in _bare(text) for text in (*today, *written.values(), *(line.text for line in lines))):
        return
    titles = [written[id] for line in lines for id in audited.placement.owners.get(line.number, ()) if id in written]
    yield finding("audit.title-property", WHOLE, "", "".join(next(iter((*today, *titles)), "").splitlines()))


def _property(package: Package) -> str:
    """The title in the properties of a file, "" where it has none or they cannot be read."""
    for link in package.links.get("", ()):
        part = package.target("", link)
        if link.type.endswith(_CORE) and part in package.parts:
            with suppress(DocumentError):
                return package.root(part).findtext(tag("dc:title")) or ""
    return ""


def is_free(audited: AuditedReport, line: Line) -> bool:
    """Whether a line says something and is neither ours nor a copy of what is, nor a page number."""
    placement = audited.placement
    ours = any(line.number in known for known in (placement.owners, placement.rows, placement.copies))
    return bool(line.text.strip()) and not line.contents and not ours and not _is_living(audited, line)


def _is_living(audited: AuditedReport, line: Line) -> bool:
    """Whether a line outside the body is a page number, and no words, or the template had such a one."""
    if line.paragraph is None or line.number < len(audited.lines):
        return False
    shown = _bare(line.paragraph.lasting)
    if shown != _bare(line.text) and not any(char.isalnum() for char in shown):
        return True
    return shown != _bare(line.text) and any(
        _bare(re.sub(r"\d+", "", one.text)) == shown for one in audited.memory.fixed
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _added(audited: AuditedReport, line: Line, left: dict[str, str]) -> Iterator[AuditFinding]:
    """A line that the template did not have: one of its lines changed, or one typed by hand."""
    before = max(left, key=lambda id: _alike(left[id], line.text), default="")
    if not before or _alike(left[before], line.text) < _LIKE:
        changes = [Change(line, one.start, _typed(one)) for one in numbers(line.text) if not _in_field(line, one)]
        yield from listed(changes)
        return
    yield from _of_template(audited, line, {before: left.pop(before)})


def _of_template(audited: AuditedReport, line: Line, known: Mapping[str, str]) -> Iterator[AuditFinding]:
    """What became of the numbers of a line of the template's; of a row cell by cell, if each still stands in its own."""
    said = {id: audited.says(id, line) for id in known}
    if line.paragraph is None and len({start for _text, start in said.values()}) == len(known):
        for id, before in known.items():
            yield from _changed(audited, line, before, *said[id])
    else:
        now = line.paragraph.lasting if line.paragraph else line.text
        yield from _changed(audited, line, "\n".join(known.values()), now)


def _changed(audited: AuditedReport, line: Line, before: str, now: str, start: int = 0) -> Iterator[AuditFinding]:
    """What became of the numbers of a text of the template's, which begins at `start` of its line."""
    if _bare(now) == _bare(before):
        return
    if audited.narrative and _bare(line.text) == _bare(audited.narrative.title):
        yield finding("audit.memory-differs", line.place(), before, line.text)
        return
    for one in differences(before, now):
        old, new = one.before, one.now
        if old is not None and (new is not None or one.alone):
            yield _edited(audited, line, start + one.at, old.text, new.text if new else "")
        elif new is not None:
            yield from listed([Change(line, start + one.at, one)])


def _edited(audited: AuditedReport, line: Line, at: int, written: str, stated: str) -> AuditFinding:
    """A number that was changed by hand: a figure that a tag has printed, or one of the template's own words."""
    figure = audited.figure_at(line, at, at + len(stated)) if stated else None
    if figure is None:
        return finding("audit.digit-edited", line.place(at), stated, written)
    return finding("audit.figure-edited", line.place(at), stated, written, figure=figure)


def _outdated(audited: AuditedReport, line: Line) -> Iterator[AuditFinding]:
    """Figures that tags have printed and that the ledgers give otherwise today."""
    for stretch, figure in audited.figures(line):
        before = audited.memory.figures.get(figure)
        now = None if audited.narrative is None else audited.narrative.texts.get(figure)
        shown = line.text[stretch.start : stretch.end]
        if before is not None and now is not None and not agree(before, now) and not agree(shown, now):
            yield finding("audit.figure-outdated", line.place(stretch.start), shown, now)


def _alike(one: str, other: str) -> float:
    """How much of two texts is the same, 1 where only numbers differ."""
    first, second = (tuple("#" if token.number else token.value for token in tokens(text)) for text in (one, other))
    return similarity(first, second)


def _typed(token: Token) -> Difference:
    return Difference(None, token, token.start)


def _in_field(line: Line, token: Token) -> bool:
    return any(one.meets(token.start, token.end) for one in line.fields)


def _title(audited: AuditedReport) -> Iterator[AuditFinding]:
    """The title as the settings give it today."""
    if audited.narrative is None:
        return
    title = audited.narrative.title
    known = [_bare(one.text) for one in audited.memory.fixed]
    printed = (_bare(line.text) for line in audited.every)
    if not known or any(_bare(title) in text for text in (*known, *printed)):
        return
    before = max(known, key=lambda text: _alike(text, title))
    if _alike(before, title) < _LIKE:
        return
    for one in differences(before, title):
        if one.before is not None and one.now is not None:
            yield finding("audit.figure-outdated", _place(audited, before), one.before.text, one.now.text)


def _place(audited: AuditedReport, text: str) -> Place:
    return next((line.place() for line in audited.lines if _bare(line.text) == text), WHOLE)
