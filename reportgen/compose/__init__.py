"""Summary -> Narrative: what the figures mean, as blocks of text, tables and charts that name their figures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportgen.compose.causes import Borne, holding_causes, without_causes
from reportgen.compose.deadlines import past_deadlines
from reportgen.compose.disclosure import disclosed
from reportgen.compose.headlines import headlines
from reportgen.compose.language.language import Language, plain_text
from reportgen.compose.language.languages import language_of
from reportgen.compose.overridden import override_issues
from reportgen.compose.writer import Writer
from reportgen.messages import issue
from reportgen.model.reports.narratives import (
    Attachment,
    AttachmentLine,
    Block,
    Heading,
    Narrative,
    Paragraph,
    Phrase,
    Signature,
    Span,
)
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue
from reportgen.settings import Form, Loaded, Settings

__all__ = ["compose"]


def compose(summary: Summary, loaded: Loaded, today: date) -> tuple[Narrative, tuple[Issue, ...]]:
    """The report in blocks.

    `today` is the day of signature where the settings give none. Raises TemplateError, with file and line, when a template
    or a text of the taxonomy is faulty.
    """
    settings = loaded.settings
    summary = disclosed(summary, settings.report)
    language = language_of(summary, settings)
    signed = date.fromisoformat(settings.report.date) if settings.report.date else today
    writer = Writer(summary, loaded, language, signed)
    title = plain_text(writer.snippet("report.title", settings.report.title))
    borne = holding_causes(summary, loaded, writer.snippet) if summary.total.value else Borne((), (), ())
    names = {"title": title, "causes": borne.causes, "recommendations": borne.recommendations}
    blocks = writer.blocks(settings.template.report, names)
    blocks = _run_on(blocks, language)
    form = settings.form or Form()
    blocks = _close(blocks, settings.office.name, language.day(signed), signed=form.signature.place != "under_title")
    narrative = Narrative(
        title,
        blocks,
        language.texts(),
        _fields(title, settings, language, signed),
        language.short_texts(),
        language.said_texts(),
        headlines(summary, language),
        replace(language.labels, headings=form.numbering or language.labels.headings),
        writer.digests,
        language.computed_texts(),
    )
    issues = (
        *override_issues(summary, loaded, language, blocks),
        *borne.issues,
        *(without_causes(summary, loaded) if "causes" in writer.printed else ()),
        *past_deadlines(borne.recommendations, loaded, signed),
        *writer.issues,
        *(writer.unused() if summary.total.value else ()),  # of a period without a case next to nothing is asked for
    )
    length = _length_issues(blocks, settings.report.length_limit)
    return narrative, (*issues, *length, *_behind_annexes(blocks, loaded))


def _run_on(blocks: tuple[Block, ...], language: Language) -> tuple[Block, ...]:
    """The blocks without numbering of one: a heading below another that has no other of its level beside it and none below it begins its paragraph, in bold.

    One before a table or chart stays a heading.
    """
    found: list[Block] = []
    lone = _lone_headings(blocks)
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        if isinstance(block, Paragraph) and isinstance(before, Heading) and place - 1 in lone and block.style == "body":
            found[-1] = replace(block, content=(*_sentence(before.content, language), *block.content))
        else:
            found.append(block)
    return tuple(found)


def _lone_headings(blocks: Sequence[Block]) -> set[int]:
    """The places of headings that are the only one of their level under what is above them, and have none below."""
    open_ones: dict[int, list[int]] = {}
    found: list[list[int]] = []
    parents: set[int] = set()
    for place, block in enumerate(blocks):
        if not isinstance(block, Heading | Attachment):
            continue
        level = block.level if isinstance(block, Heading) else 0
        for deeper in [each for each in open_ones if each > level]:
            found.append(open_ones.pop(deeper))
        if level:
            parents |= {beside[-1] for above, beside in open_ones.items() if above < level}
            open_ones.setdefault(level, []).append(place)
    alone = {beside[0] for beside in (*found, *open_ones.values()) if len(beside) == 1} - parents
    return {place for place in alone if isinstance(one := blocks[place], Heading) and one.level > 1}


def _sentence(heading: Phrase, language: Language) -> Phrase:
    """A heading in bold, closed like a sentence."""
    spans = tuple(replace(part, bold=True) if isinstance(part, Span) else part for part in heading)
    return (*spans, Span(language.full_stop, bold=True))


def _fields(title: str, settings: Settings, language: Language, signed: date) -> dict[str, str]:
    """The plain texts for the tags of the Word template."""
    return {
        "title": title,
        "office": settings.office.name,
        "date": language.day(signed),
        "period": language.label(language.period),
        "county": settings.county.name,
    }


def _close(blocks: tuple[Block, ...], office: str, day: str, *, signed: bool) -> tuple[Block, ...]:
    """The blocks with 附件 line, signature and date (if `signed` there) put after the body, before the first attachment."""
    titles = tuple(block.title for block in blocks if isinstance(block, Attachment))
    cut = next((number for number, block in enumerate(blocks) if isinstance(block, Attachment)), len(blocks))
    line = (AttachmentLine("attachments", titles),) if titles else ()
    signature = (Signature("signature", office, day),) if signed else ()
    return (*blocks[:cut], *line, *signature, *blocks[cut:])


def _behind_annexes(blocks: tuple[Block, ...], loaded: Loaded) -> tuple[Issue, ...]:
    """Sections that stand behind an attachment: its title begins a page, and what follows is read as its own."""
    cut = next((number for number, block in enumerate(blocks) if isinstance(block, Attachment)), len(blocks))
    behind = [block for block in blocks[cut:] if isinstance(block, Heading) and block.level == 1]
    place = loaded.origins.get("report.sections")
    return tuple(issue("report.behind-annexes", place, title=plain_text(one.content)) for one in behind)


def _length_issues(blocks: tuple[Block, ...], limit: int) -> tuple[Issue, ...]:
    """A report that is too long for its norm; attachments and tables do not count."""
    length = 0
    for block in blocks:
        if isinstance(block, Attachment):
            break
        if isinstance(block, Paragraph):
            length += len(plain_text(block.content))
    return (issue("report.too-long", length=length, limit=limit),) if length > limit else ()
