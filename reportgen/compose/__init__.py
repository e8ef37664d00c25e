"""Summary -> Narrative: what the figures mean, as blocks of text, tables and charts that name their figures."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast

from reportgen.compose.causes import holding_causes
from reportgen.compose.charts.charts import Charts
from reportgen.compose.context.conditions import condition_names
from reportgen.compose.context.filters import filters
from reportgen.compose.context.names import figure_functions, values
from reportgen.compose.deadlines import past_deadlines
from reportgen.compose.declared import BY_CODE, CHARTED, undeclared_figures, unused_figures
from reportgen.compose.disclosure import disclosed
from reportgen.compose.headlines import headlines
from reportgen.compose.language.language import Language, plain_text
from reportgen.compose.language.languages import language_of
from reportgen.compose.overridden import override_issues
from reportgen.compose.template.blocks import lost_texts
from reportgen.compose.template.markdown import parse_blocks, parse_inline
from reportgen.compose.template.sandbox import FILTERS, FUNCTIONS, TOKENS, sandbox, translate
from reportgen.compose.template.tokens import Tokens
from reportgen.messages import TemplateError, issue
from reportgen.model import (
    Attachment,
    AttachmentLine,
    Block,
    Issue,
    Narrative,
    Paragraph,
    Phrase,
    Reference,
    Signature,
    Source,
    Summary,
)
from reportgen.settings import Loaded, Settings, template_folders
from reportgen.settings.expression import parse_condition

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
    writer = _Writer(summary, loaded, language, signed)
    title = plain_text(writer.snippet("report.title", settings.report.title))
    borne = holding_causes(summary, loaded, writer.snippet)
    names = {"title": title, "causes": borne.causes, "recommendations": borne.recommendations}
    blocks = writer.blocks(settings.template.report, names)
    blocks = _close(blocks, settings.office.name, language.day(signed))
    narrative = Narrative(
        title,
        blocks,
        language.texts(),
        _fields(title, settings, language, signed),
        language.short_texts(),
        language.said_texts(),
        headlines(summary, language),
        language.labels,
        writer.digests,
        language.computed_texts(),
    )
    issues = (
        *override_issues(summary, loaded, language, blocks),
        *borne.issues,
        *past_deadlines(borne.recommendations, loaded, signed),
        *writer.issues,
        *writer.charts.issues,
        *writer.unused(),
    )
    return narrative, (*issues, *_length_issues(blocks, settings.report.length_limit))


def _fields(title: str, settings: Settings, language: Language, signed: date) -> dict[str, str]:
    """The plain texts for the tags of the Word template."""
    return {
        "title": title,
        "office": settings.office.name,
        "date": language.day(signed),
        "period": language.label(language.period),
        "county": settings.county.name,
    }


class _Writer:
    """Renders the templates of one report."""

    def __init__(self, summary: Summary, loaded: Loaded, language: Language, signed: date) -> None:
        self.summary, self.loaded, self.language = summary, loaded, language
        self.digests: dict[str, str] = {}
        self.mentioned: set[str] = set()
        self.issues: list[Issue] = []
        self.folders = template_folders(loaded)
        self.filters = filters(language, summary, loaded.settings)
        self.sandbox = sandbox(self.folders, tuple(self.filters))
        self.charts = Charts(summary, language, loaded)
        self.names = {
            **values(summary, loaded.settings, language, signed),
            CHARTED: self.charts.worth,
            "shown_units": self.charts.shown_units,
        }
        self.functions: dict[str, Callable[..., object]] = {
            "chart": self.charts.chart,
            "ref": lambda id: (Reference(id),),
            "attachment": lambda title: Attachment("", title),
            **figure_functions(summary),
        }
        nonce = hashlib.sha256(repr((loaded.digest, sorted(language.texts().items()))).encode()).hexdigest()[:12]
        self.tokens = partial(Tokens, nonce, language.said)

    def snippet(self, key: str, text: str) -> Phrase:
        """A text of the configuration with its {{ figures }} as a phrase; `key` is where it stands in the settings."""
        source = self.loaded.origins.get(key, Source(str(self.loaded.path)))
        faults = self.sandbox.checked(
            text, source.file, frozenset(self.functions), frozenset(self.names) | {*self.functions}
        )
        if faults:
            raise TemplateError([replace(fault, source=source) for fault in faults])
        tokens = self.tokens()
        try:
            names = self._declared([(source.file, text)], source)
            rendered = self.sandbox.snippet(text).render(self._context(tokens, names))
        except Exception as fault:  # whatever a text does wrong, it is the text's fault
            raise translate(fault, source) from fault
        return parse_inline(rendered, tokens)

    def unused(self) -> tuple[Issue, ...]:
        """Hints about declared figures that neither the templates nor any text of the taxonomy names."""
        taxonomy = self.loaded.settings.taxonomy
        told = [*taxonomy.causes.values(), *taxonomy.recommendations.values()]
        texts = [text for one in told for text in vars(one).values() if isinstance(text, str) and "{" in text]
        mentioned = self.mentioned.union(*map(self.sandbox.mentioned, texts))
        names = condition_names(self.loaded.settings)
        conditions = [parse_condition(one.when, names) for one in taxonomy.causes.values()]
        charted = self.charts.figures(mentioned)
        return (*unused_figures(self.loaded, mentioned | charted, conditions), *self.charts.unused(mentioned))

    def blocks(self, name: str, names: Mapping[str, object]) -> tuple[Block, ...]:
        """The blocks of a report template."""
        functions = frozenset(self.functions)
        known = functions | {*self.names, *names}
        chain = self._chain(name)
        faults = [fault for file, text in chain for fault in self.sandbox.checked(text, file, functions, known)]
        faults += lost_texts(self.sandbox, chain)
        if faults:
            raise TemplateError(faults)
        names = {**names, **self._declared(chain)}
        self.mentioned |= {word for file, text in chain for word in self.sandbox.mentioned(text, file)}
        self.digests |= {file: hashlib.sha256(text.encode()).hexdigest() for file, text in chain}
        tokens = self.tokens()
        try:
            rendered = self.sandbox.get_template(name).render(self._context(tokens, names))
        except Exception as fault:
            raise translate(fault, Source(name), self.folders) from fault
        return parse_blocks(rendered, tokens, name, self.language.between_lines)

    def _declared(
        self, chain: Sequence[tuple[str, str]], source: Source | None = None
    ) -> dict[str, Mapping[str, object]]:
        """The rates, medians and counts by code; what a template or text asks for besides is nothing, and that is said.

        `source` is the place of a text that is no file.
        """
        found: dict[str, Mapping[str, object]] = {}
        for name in (*BY_CODE, CHARTED):
            asked = [(file, self.sandbox.asked_of(text, name, None if source else file)) for file, text in chain]
            undeclared = undeclared_figures(self.loaded, name, asked)
            self.issues += (replace(one, source=source or one.source) for one in undeclared.values())
            found[name] = {**dict.fromkeys(undeclared), **cast("Mapping[str, object]", self.names[name])}
        return found

    def _chain(self, name: str) -> list[tuple[str, str]]:
        """The template and those it extends, each with its source."""
        chain: list[tuple[str, str]] = []
        following: str | None = name
        while following is not None:
            if any(following == file for file, _ in chain):
                raise TemplateError([issue("template.refused", Source(following), what="extends ∞")])
            chain.append((following, self._source(following)))
            following = self.sandbox.parent(*chain[-1])
        return chain

    def _source(self, name: str) -> str:
        try:
            return self.sandbox.source(name)
        except Exception as fault:
            raise translate(fault, Source(name)) from fault

    def _context(self, tokens: Tokens, names: Mapping[str, object]) -> dict[str, Any]:
        allowed = tuple(self.functions.values())
        return {**self.names, **names, **self.functions, TOKENS: tokens, FUNCTIONS: allowed, FILTERS: self.filters}


def _close(blocks: tuple[Block, ...], office: str, day: str) -> tuple[Block, ...]:
    """The blocks with 附件 line, signature and date put after the body, before the first attachment."""
    titles = tuple(block.title for block in blocks if isinstance(block, Attachment))
    cut = next((number for number, block in enumerate(blocks) if isinstance(block, Attachment)), len(blocks))
    line = (AttachmentLine("attachments", titles),) if titles else ()
    return (*blocks[:cut], *line, Signature("signature", office, day), *blocks[cut:])


def _length_issues(blocks: tuple[Block, ...], limit: int) -> tuple[Issue, ...]:
    """A report that is too long for its norm; attachments and tables do not count."""
    length = 0
    for block in blocks:
        if isinstance(block, Attachment):
            break
        if isinstance(block, Paragraph):
            length += len(plain_text(block.content))
    return (issue("report.too-long", length=length, limit=limit),) if length > limit else ()
