"""The templates and texts of one report, checked, run and read: what they may name, what they cost, and what is said of them."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from reportgen.compose.branches.choosing import CHOICES, chooser
from reportgen.compose.branches.scene import Scene
from reportgen.compose.charts.charts import Charts
from reportgen.compose.context.conditions import condition_names
from reportgen.compose.context.filters import filters
from reportgen.compose.context.names import figure_functions, values
from reportgen.compose.context.rounding import printed_whole, rounding
from reportgen.compose.declared import BY_CODE, CHARTED, fact_issues, missing_facts, undeclared_figures, unused_figures
from reportgen.compose.language.language import NOTHING, Language
from reportgen.compose.language.partitions import partitions
from reportgen.compose.notes import Notes
from reportgen.compose.pictures import Pictures
from reportgen.compose.template.blocks.phrases import phrase_issues, phrases_of, unspoken
from reportgen.compose.template.blocks.resolution import definitions, given, reached
from reportgen.compose.template.blocks.unprinted import lost_texts, swallowed_lines
from reportgen.compose.template.budget import Budget
from reportgen.compose.template.engine.phrases import ONE, Phrases
from reportgen.compose.template.markdown import parse_blocks, parse_inline
from reportgen.compose.template.sandbox import chain_of, sandbox
from reportgen.compose.template.source.chain import NIL, Chain
from reportgen.compose.template.source.checks import (
    BUDGET,
    FILTERS,
    FUNCTIONS,
    LITERAL,
    ORDER,
    PICTURE,
    PRINTS,
    TOKENS,
    Known,
    checked,
    literals,
)
from reportgen.compose.template.source.faults import translate
from reportgen.compose.template.source.reading import PHRASE, SUPER, asked_of, mentioned, tested_of
from reportgen.compose.template.tokens import Said, Tokens
from reportgen.messages import TemplateError, issue
from reportgen.model.reports.figures import Kind
from reportgen.model.reports.narratives import Attachment, Block, Phrase, Reference, Span, printed_figures
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Level, Source
from reportgen.settings import Loaded, template_folders
from reportgen.settings.expression import parse_condition

_Files = Sequence[tuple[str, str]]  # templates, each with its source
_ORDERS = "taxonomy.recommendations."
_NOT_TOLD = (".owner", ".deadline")


def _typed_level(key: str) -> Level | None:
    """What becomes of figures that are typed in a text of the configuration: an order may name an aim, a deadline a number of days."""
    if not key.startswith(_ORDERS):
        return Level.ERROR
    return None if key.endswith(_NOT_TOLD) else Level.WARNING


class Writer:
    """Renders the templates of one report."""

    def __init__(self, summary: Summary, loaded: Loaded, language: Language, signed: date) -> None:
        self.summary, self.loaded, self.language = summary, loaded, language
        self.digests: dict[str, str] = {}
        self.mentioned: set[str] = set()
        self.issues: list[Issue] = []
        self.printed: frozenset[str] = frozenset()
        self.shares = True
        self.folders = template_folders(loaded)
        self.notes = Notes(loaded)
        self.filters = {**filters(language, summary, loaded.settings), "note": self.notes.of}
        self.sandbox = sandbox(self.folders, tuple(self.filters))
        self.charts = Charts(summary, language, loaded)
        self.pictures = Pictures(self.folders)
        charted = {CHARTED: self.charts.worth, "shown_units": Said(self.charts.shown_units)}
        self.names = {**values(summary, loaded.settings, language, signed), **charted}
        self.functions: dict[str, Callable[..., object]] = {
            "chart": self.charts.chart,
            PICTURE: self.pictures.picture,
            "ref": lambda id: (Reference(id),),
            "attachment": lambda *words: Attachment("", "".join(words)),
            PRINTS: lambda name: name in self.printed,
            LITERAL: lambda text: (Span(text),),
            **figure_functions(summary),
        }
        self.allowed = {work: name for name, work in self.functions.items()}
        self.budget = Budget()
        nonce = hashlib.sha256(repr((loaded.digest, sorted(language.texts().items()))).encode()).hexdigest()[:12]
        self.nonce = nonce

    def tokens(self) -> Tokens:
        """Tokens for one text."""
        return Tokens(self.nonce, self.language.said, self.budget)

    def snippet(self, key: str, text: str) -> Phrase:
        """A text of the configuration with its {{ figures }} as a phrase; `key` is where it stands in the settings."""
        source = self.loaded.origins.get(key, Source(str(self.loaded.path)))
        self._stop(replace(one, source=source) for one in self._checked(text, source.file, {}, _typed_level(key)))
        self._stop(replace(one, source=source) for one in self._missing([(source.file, text)]))
        tokens = self.tokens()
        try:
            names = self._declared([(source.file, text)], source)
            rendered = self.sandbox.written(self.sandbox.snippet(text), self._context(tokens, names))
            return parse_inline(rendered, tokens)
        except Exception as fault:  # whatever a text does wrong, it is the text's fault
            raise translate(fault, source) from fault

    def _checked(
        self, text: str, file: str, names: Mapping[str, object], typed: Level | None = Level.ERROR
    ) -> tuple[Issue, ...]:
        of_files = {SUPER, PRINTS, PHRASE} & names.keys()
        functions = frozenset((*(self.functions.keys() - {PRINTS}), *of_files))
        known = Known(functions, functions | {*self.names, *names}, typed)
        return checked(self.sandbox, text, file, known)

    def _missing(self, chain: _Files) -> Iterator[Issue]:
        """Facts that are asked for and that nobody states."""
        asked = []
        for file, text in chain:
            tested = tested_of(self.sandbox, text, "facts", file)
            names = asked_of(self.sandbox, text, "facts", file)
            asked.append((file, {name: line for name, line in names.items() if name not in tested}))
        return missing_facts(self.summary, asked)

    def _stop(self, found: Iterable[Issue]) -> None:
        """Keeps what was found; raises TemplateError where there is an error among it."""
        found = tuple(found)
        if any(one.level is Level.ERROR for one in found):
            raise TemplateError(found)
        self.issues += found

    def unused(self) -> tuple[Issue, ...]:
        """What was stated by hand, or left out of charts; hints about figures, charts and facts that neither the templates nor any text of the taxonomy names."""
        taxonomy = self.loaded.settings.taxonomy
        told = [*taxonomy.causes.values(), *taxonomy.recommendations.values()]
        texts = [text for one in told for text in vars(one).values() if isinstance(text, str) and "{" in text]
        texts += [text for notes in vars(self.loaded.settings.notes).values() for text in notes.values()]
        named = self.mentioned.union(*(mentioned(self.sandbox, text, None) for text in texts))
        names = condition_names(self.loaded.settings)
        stated = fact_issues(self.summary, self.language.said_texts(), named)
        conditions = [parse_condition(one.when, names) for one in taxonomy.causes.values()]
        shown = self.charts.figures(named)
        return (
            *self.charts.issues,
            *stated,
            *self.notes.unprinted(self.summary),
            *unused_figures(self.loaded, named | shown, conditions),
            *self.charts.unused(named),
        )

    def blocks(self, name: str, names: Mapping[str, object]) -> tuple[Block, ...]:
        """The blocks of a report template, its sections in the order of `report.sections`."""
        chain = chain_of(self.sandbox, name, self.loaded, CHOICES)
        self.notes.read(self.snippet)
        files = chain.files
        self._check(chain, names)
        nil, found = not self.summary.total.value, reached(self.sandbox, chain)
        if nil and NIL not in chain.outer:
            self.issues.append(issue("template.no-nil", Source(name), name=name))
        self.printed = frozenset(found.nil if nil and found.nil else found.names)
        self.issues += [one for file, text in files for one in literals(self.sandbox, text, file)]
        phrases = self._phrases(chain, bool(names.get("recommendations")))
        names = {**names, **self._declared(files), PHRASE: phrases}
        self.mentioned |= {word for file, text in files for word in mentioned(self.sandbox, text, file)}
        self.digests |= {file: hashlib.sha256(text.encode()).hexdigest() for file, text in files}
        names[ORDER] = chain.placed(nil)
        blocks = self._rendered(chain, names)
        if self._misses(blocks):  # said again, without sums of what is not there
            blocks = self._rendered(chain, names)
        self.digests |= self.pictures.digests
        self.issues += unspoken(self.sandbox, chain, phrases.spoken) if not nil else ()
        return blocks

    def _rendered(self, chain: Chain, names: Mapping[str, object]) -> tuple[Block, ...]:
        """What the templates print, paid for anew."""
        name, self.budget = chain.line[0][0], Budget()
        tokens = self.tokens()
        try:
            rendered = self.sandbox.written(self.sandbox.get_template(name), self._context(tokens, names))
            return parse_blocks(rendered, tokens, chain.files, self.language.between_lines)
        except Exception as fault:
            raise translate(fault, Source(name), self.folders) from fault

    def _misses(self, blocks: Sequence[Block]) -> bool:
        """Whether something is said of shares that are not all printed: from now on it is not."""
        parts, printed, settings = partitions(self.summary), printed_figures(blocks), self.loaded.settings
        unprinted = {name for name, one in parts.items() if not printed_whole(one, printed)}
        told = rounding(parts, self.language, settings)
        self.filters["rounding"] = rounding(parts, self.language, settings, unprinted)
        self.shares = any(self._is_share(id) for id in printed)
        return not self.shares or any(told([name]) for name in unprinted)

    def _is_share(self, id: str) -> bool:
        """Whether a figure is a share of the total, and printed as one."""
        figure = self.summary.figures.get(id)
        share = figure is not None and figure.kind is Kind.SHARE and figure.base == self.summary.total.id
        return share and figure is not None and self.language.number(figure) != NOTHING

    def _phrases(self, chain: Chain, recommended: bool) -> Phrases:
        """The sentences of the templates, and what chooses between them; `recommended` says whether there are recommendations."""
        written = definitions(self.sandbox, chain)
        names = phrases_of(self.sandbox, chain)
        files = {one.file for name in names for one in written[name]}
        blocks = {file: self.sandbox.get_template(file).blocks for file in files}
        stacks = {name: [blocks[one.file][name] for one in written[name]] for name in names}
        scene = Scene(
            self.summary,
            self.loaded.settings,
            self.language,
            self.charts.worth,
            self.printed.__contains__,
            recommended,
            lambda: self.shares,
        )
        return Phrases(stacks, chooser(scene))

    def _check(self, chain: Chain, names: Mapping[str, object]) -> None:
        """Keeps what is said of the sources before they run; raises TemplateError where there is an error among it."""
        files = chain.files
        faults = [fault for file, text in files for fault in self._checked_file(file, text, names, chain)]
        sentences = phrases_of(self.sandbox, chain)
        faults += [*phrase_issues(self.sandbox, chain), *lost_texts(self.sandbox, chain)]
        self._stop([*faults, *swallowed_lines(files, sentences)])
        self._stop(self._missing(files))

    def _checked_file(self, file: str, text: str, names: Mapping[str, object], chain: Chain) -> Iterator[Issue]:
        """What is wrong in a file of templates; in an own section figures that are typed are stated by hand."""
        own = any(file == one for one, _text in chain.own.values())
        included = any(file == one for files in chain.included.values() for one, _text in files)
        speaking = any(file == one for one, _text in (*chain.line, *chain.sentences))  # of what a sentence is given
        known = dict.fromkeys((SUPER, PRINTS, PHRASE, *(given(self.sandbox, chain) if included else ())))
        known |= {ONE: None} if speaking else {}
        yield from self._checked(text, file, {**known, **names}, Level.WARNING if own else Level.ERROR)

    def _declared(self, chain: _Files, source: Source | None = None) -> dict[str, Mapping[str, object]]:
        """The rates, medians and counts by code; what a template or text asks for besides is nothing, and that is said.

        `source` is the place of a text that is no file.
        """
        found: dict[str, Mapping[str, object]] = {}
        for name in (*BY_CODE, CHARTED):
            asked = [(file, asked_of(self.sandbox, text, name, None if source else file)) for file, text in chain]
            undeclared = undeclared_figures(self.loaded, name, asked)
            self.issues += (replace(one, source=source or one.source) for one in undeclared.values())
            found[name] = {**dict.fromkeys(undeclared), **cast("Mapping[str, object]", self.names[name])}
        return found

    def _context(self, tokens: Tokens, names: Mapping[str, object]) -> dict[str, Any]:
        ours = {TOKENS: tokens, FUNCTIONS: self.allowed, FILTERS: self.filters, BUDGET: self.budget}
        return {**self.names, **names, **self.functions, **ours}
