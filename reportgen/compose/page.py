"""The tags of a Word page, run by the sandbox of narrative templates and with the names of these: what is printed is a figure, never markup.

The sandbox is given no XML, but a number for each piece of it (`render.template.filling.expansion`); every tag stands on a line of its own, by
which each fault has its paragraph or cell.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, make_dataclass, replace
from datetime import date
from typing import Any

from jinja2 import Undefined

from reportgen.compose.causes import holding_causes
from reportgen.compose.declared import fact_issues
from reportgen.compose.disclosure import disclosed
from reportgen.compose.language.language import plain_text
from reportgen.compose.language.languages import language_of
from reportgen.compose.template.sandbox import Sandbox, sandbox
from reportgen.compose.template.source.checks import FILTERS, Known, checked
from reportgen.compose.template.source.faults import translate
from reportgen.compose.template.source.reading import mentioned
from reportgen.compose.template.tokens import Tokens
from reportgen.compose.writer import Writer
from reportgen.messages import TemplateError
from reportgen.model.reports.narratives import BODY, Filled, PageText, Phrase, Span
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Level, Source
from reportgen.settings import Loaded

_NO_TEXT = ("chart", "picture", "ref", "attachment")  # functions that give a block, not a text
_CAUSED = frozenset(("causes", "recommendations"))


def fill_page(
    summary: Summary, loaded: Loaded, today: date, page: Sequence[PageText]
) -> tuple[Filled, tuple[Issue, ...]]:
    """The parts of a page with their tags run, and what is to be said of them; `today` as in `compose`.

    Raises TemplateError, with the paragraph or cell, where tags ask for what they may not or what does not exist: all of them are looked
    at before any is run, those in branches that are not printed, too.
    """
    filling = _Filling(disclosed(summary, loaded.settings.report), loaded, today)
    faults = [fault for part in page for fault in filling.faults(part)]
    if any(one.level is Level.ERROR for one in faults):
        raise TemplateError(faults)
    filling.issues += faults
    parts = {part.part: filling.filled(part) for part in page}
    values = tuple(_phrase(one) for one in filling.tokens.values)
    asked = frozenset[str]().union(*(mentioned(filling.sandbox, part.text, None) for part in page))
    told = fact_issues(summary, filling.writer.language.said_texts(), asked)
    filling.issues += (one for one in told if one.code == "fact.used")
    return Filled(parts, filling.tokens.pattern.pattern, values, asked), tuple(filling.issues)


class _Filling:
    """What the tags of one page may name, and what they have printed."""

    def __init__(self, summary: Summary, loaded: Loaded, today: date) -> None:
        self.summary, self.loaded = summary, loaded
        language = language_of(summary, loaded.settings)
        signed = date.fromisoformat(loaded.settings.report.date) if loaded.settings.report.date else today
        self.writer = Writer(summary, loaded, language, signed)
        title = plain_text(self.writer.snippet("report.title", loaded.settings.report.title))
        functions = self.writer.functions
        self.writer.functions = {name: work for name, work in functions.items() if name not in _NO_TEXT}
        own = self.writer.names
        self.names: dict[str, object] = {
            **own,
            "title": title,
            "date": language.day(signed),
            "county": _worded(loaded.settings.county.name, own["county"]),
            "office": _worded(loaded.settings.office.name, own["office"]),
            "period": _worded(language.label(language.period), own["period"]),
            "body": (Span(BODY),),
        }
        self.sandbox: Sandbox = sandbox((), (*self.writer.filters, *_PLAIN_FILTERS))
        self.tokens: Tokens = self.writer.tokens()
        self.issues: list[Issue] = []

    def faults(self, part: PageText) -> Iterator[Issue]:
        """What is wrong with the tags of a part, each at its place."""
        functions = frozenset(self.writer.functions)
        known = Known(functions, frozenset((*self.names, *functions, *_CAUSED)), typed=None)
        found = checked(self.sandbox, part.text, part.part, known)
        if not found:
            found = tuple(self.writer._missing([(part.part, part.text)]))
        yield from (_placed(one, part) for one in found)

    def filled(self, part: PageText) -> str:
        """The text of a part with its tags run."""
        names = {**self.names, **self._declared(part), **self._caused(part)}
        context = self.writer._context(self.tokens, names)
        context[FILTERS] = {**context[FILTERS], **_PLAIN_FILTERS}
        try:
            return self.sandbox.written(self.sandbox.snippet(part.text), context)
        except Exception as fault:  # whatever a tag does wrong, it is the tag's fault
            raise translate(fault, _place_of(fault, part)) from fault

    def _declared(self, part: PageText) -> Mapping[str, object]:
        """The rates, medians and counts by code; one that is not declared is nothing, and that is said."""
        before = len(self.writer.issues)
        found = self.writer._declared([(part.part, part.text)])
        self.issues += (_placed(one, part) for one in self.writer.issues[before:])
        return found

    def _caused(self, part: PageText) -> Mapping[str, object]:
        """The causes that hold and what they recommend, where the page asks for them."""
        if not _CAUSED & mentioned(self.sandbox, part.text, None):
            return {}
        borne = holding_causes(self.summary, self.loaded, self.writer.snippet)
        return {"causes": borne.causes, "recommendations": borne.recommendations}


def _worded(text: str, record: object) -> str:
    """A text that has parts, too: `{{ county }}` prints the name, `{{ county.code }}` asks for a part, as in a narrative template."""
    named = record if isinstance(record, Mapping) else {one.name: getattr(record, one.name) for one in fields(record)}  # type: ignore[arg-type] # a record
    made = {"__new__": lambda cls, **_parts: str.__new__(cls, text)}
    kind = make_dataclass("Worded", list(named), bases=(str,), frozen=True, eq=False, repr=False, namespace=made)
    return kind(**named)  # type: ignore[no-any-return] # a text


_PLAIN_FILTERS: Mapping[str, Callable[..., object]] = {
    "upper": lambda text: str(text).upper(),
    "lower": lambda text: str(text).lower(),
    "trim": lambda text: str(text).strip(),
    "default": lambda value, other="": other if isinstance(value, Undefined) or value is None else value,
}
"""Filters of pages that narrative templates have no use for."""


def _placed(one: Issue, part: PageText) -> Issue:
    """An issue at the paragraph or cell of its tag."""
    line = one.source.row if one.source else None
    return replace(one, source=_at(line, part))


def _at(line: int | None, part: PageText) -> Source:
    return part.places[min(max((line or 1) - 2, 0), len(part.places) - 1)]


def _place_of(fault: Exception, part: PageText) -> Source:
    """The place of the tag that was run last when something went wrong: Jinja2 shows the lines of templates as frames."""
    line, trace = None, fault.__traceback__
    while trace:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            line = trace.tb_lineno
        trace = trace.tb_next
    return _at(line, part)


def _phrase(value: Any) -> Phrase:
    return value if isinstance(value, tuple) else (Span(str(value)),)


def not_idle(issues: Sequence[Issue], loaded: Loaded, filled: Filled) -> tuple[Issue, ...]:
    """The issues without the hints that a declared figure is printed nowhere, of those that tags of the page ask for."""
    places = {loaded.origins.get(f"figures.{code}.label") for code in filled.asked}
    return tuple(one for one in issues if one.code != "figures.unused" or one.source not in places)
