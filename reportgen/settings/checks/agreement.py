"""What the models cannot see: whether the parts of a configuration agree with one another and with the calendar.

Every check looks at the merged tree, not at the models, so that it also works beside faults that the models find.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from reportgen.messages import SettingsError, issue
from reportgen.model.periods import Period, PeriodError, report_day
from reportgen.model.sources import Addition, Issue
from reportgen.settings.checks.figures import figures
from reportgen.settings.checks.form import form
from reportgen.settings.checks.holding import Range, can_hold, usual
from reportgen.settings.expression import Call, Names, parse_condition
from reportgen.settings.models import FieldName
from reportgen.settings.models.figures.dimensions import DIMENSIONS, RESERVED, TOTAL
from reportgen.settings.suggestions import ask, did_you_mean, listed, shown
from reportgen.settings.tree.places import entries_at, leaf_at, leaves_at, node_at, removed_at
from reportgen.settings.tree.yaml_tree import Branch, Entry, Items, Leaf, Node, Removal

_MARKS = re.compile("[、，,；;]")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")  # marks inside brackets part nothing
_FORMAT = re.compile(r"(?:[^%]|%[aAbBcdfGHIjmMpSuUVwWxXyYzZ%])*")
_CONTRADICTING = ("status", "verified", "satisfaction", "channel", "unit")  # handling may have several


def disagreements(tree: Branch, *, complete: bool) -> Iterator[Issue]:
    """Everything that does not agree; references are followed only where every layer could be read (`complete`)."""
    for check in _CHECKS + (_REFERENCES if complete else ()):
        yield from check(tree)


def _period(tree: Branch) -> Iterator[Issue]:
    leaf = leaf_at(tree, "report", "period")
    try:
        Period.parse(leaf.text if leaf else "2026")
    except PeriodError as failure:
        yield _about(leaf, "settings.bad-period", str(failure))


def _date(tree: Branch) -> Iterator[Issue]:
    leaf = leaf_at(tree, "report", "date")
    if leaf is not None and not _is_day(leaf.text):
        yield _about(leaf, "settings.bad-date", leaf.text)


def _is_day(text: str) -> bool:
    try:
        return bool(report_day(text))
    except ValueError:
        return False


def _date_formats(tree: Branch) -> Iterator[Issue]:
    for leaf in leaves_at(tree, "ledger", "date_formats"):
        if "%" not in leaf.text or not _FORMAT.fullmatch(leaf.text):
            yield _about(leaf, "settings.bad-date-format", leaf.text)


def _timezone(tree: Branch) -> Iterator[Issue]:
    leaf = leaf_at(tree, "ledger", "timezone")
    if leaf is None or not leaf.text.strip():
        return
    try:
        ZoneInfo(leaf.text)
    except (ValueError, OSError, ZoneInfoNotFoundError):  # a name out of the folder of zones, a folder, none
        zones = sorted(available_timezones(), key=lambda zone: (not zone.startswith("Asia/"), zone))
        same = next((zone for zone in zones if zone.casefold() == leaf.text.strip().casefold()), "")
        suggestion = ask(same) if same else did_you_mean(leaf.text, zones)
        yield _about(leaf, "settings.bad-timezone", leaf.text, suggestion=suggestion)


def _categories(tree: Branch) -> Iterator[Issue]:
    """Each category is known by its name and its aliases: no two may share one, and only one may take the rest."""
    categories = {code: entry.node for code, entry in entries_at(tree, "taxonomy", "categories").items()}
    catch_alls = [(code, leaf_at(node, "catch_all")) for code, node in categories.items() if isinstance(node, Branch)]
    ticked = [(code, leaf) for code, leaf in catch_alls if leaf is not None and leaf.text.lower() == "true"]
    for code, leaf in ticked[1:]:
        yield issue("settings.several-catch-alls", leaf.source, key=code, other=ticked[0][0])
    yield from _shared({code: _spellings(node) for code, node in categories.items()})


def _spellings(category: Node) -> Iterator[Leaf]:
    name = leaf_at(category, "name") if isinstance(category, Branch) else None
    if name is not None:
        yield name
    yield from leaves_at(category, "aliases")


def _vocabulary(tree: Branch) -> Iterator[Issue]:
    for section in _CONTRADICTING:
        meanings = entries_at(tree, "ledger", "vocabulary", section)
        yield from _shared({meaning: leaves_at(entry.node) for meaning, entry in meanings.items()})


def _shared(spellings: Mapping[str, Iterable[Leaf]]) -> Iterator[Issue]:
    """Issues about spellings that stand for two things, compared as ledgers are: NFKC, without spaces."""
    first: dict[str, tuple[str, Leaf]] = {}
    for key, leaves in spellings.items():
        for leaf in leaves:
            other, before = first.setdefault(_folded(leaf.text), (key, leaf))
            if other != key:
                yield issue(
                    "settings.spelling-twice",
                    leaf.source,
                    found=shown(leaf.text),
                    key=key,
                    other=other,
                    place=before.source,
                )


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _overrides(tree: Branch) -> Iterator[Issue]:
    """Of each figure at most one value counts for a period; one without a period may meet any other."""
    known: dict[str, list[tuple[str, Leaf]]] = {}
    asked = leaf_at(tree, "report", "period")
    items = node_at(tree, ("overrides",))
    for item in items.items if isinstance(items, Items) else ():
        if not isinstance(item, Branch):
            continue
        figure, written = leaf_at(item, "figure"), leaf_at(item, "period")
        period = None if written is None or written.is_null else written
        if period is not None and not _is_period(period.text):
            yield _about(period, "settings.bad-period", period.text)
        if figure is None:
            continue
        counts = next((leaf.text for leaf in (period, asked) if leaf is not None), "")
        others = known.get(figure.text, [])
        before = next((leaf for other, leaf in others if other == counts or not other or not counts), None)
        if before is not None:
            yield _about(figure, "settings.override-twice", figure.text, place=before.source)
        known.setdefault(figure.text, []).append((counts, figure))


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except PeriodError:
        return False
    return True


def _reserved_code(tree: Branch) -> Iterator[Issue]:
    categories = entries_at(tree, "taxonomy", "categories")
    if TOTAL in categories:
        yield issue("settings.reserved-code", categories[TOTAL].key, found=TOTAL)


def _own_fields(tree: Branch) -> Iterator[Issue]:
    """A field of the county's own has a code that nothing else has."""
    taken = {*get_args(FieldName), *DIMENSIONS, *RESERVED, *entries_at(tree, "figures")}
    for code, entry in entries_at(tree, "ledger", "fields").items():
        if code in taken:
            yield issue("settings.field-reserved", entry.key, found=code)


def _some_category(tree: Branch) -> Iterator[Issue]:
    taxonomy = entries_at(tree, "taxonomy")
    if "categories" in taxonomy and not entries_at(tree, "taxonomy", "categories"):
        yield issue("settings.no-category", taxonomy["categories"].key)


def _recommendations(tree: Branch) -> Iterator[Issue]:
    known = entries_at(tree, "taxonomy", "recommendations")
    for cause in entries_at(tree, "taxonomy", "causes").values():
        for leaf in leaves_at(cause.node, "recommendations"):
            if leaf.text not in known:
                suggestion = did_you_mean(leaf.text, known)
                yield _about(leaf, "settings.unknown-recommendation", leaf.text, suggestion=suggestion)


def _conditions(tree: Branch) -> Iterator[Issue]:
    categories = entries_at(tree, "taxonomy", "categories")
    aspects = {code: tuple(entries_at(entry.node, "aspects")) for code, entry in categories.items()}
    declared = {code: entries_at(entry.node) for code, entry in entries_at(tree, "figures").items()}
    rates = tuple(code for code, keys in declared.items() if "rate" in keys)
    counts = tuple(code for code, keys in declared.items() if {"count", "without"} & keys.keys())
    removed = removed_at(tree, "taxonomy", "categories")
    names = Names((*categories, *removed), aspects, counts, rates)
    told = [(part, entries_at(tree, "taxonomy", part)) for part in ("causes", "recommendations")]
    for keys, entry in ((("taxonomy", part, code), one) for part, those in told for code, one in those.items()):
        when = leaf_at(entry.node, "when") if isinstance(entry.node, Branch) else None
        if when is None or not when.text.strip():
            continue
        try:
            condition = parse_condition(when.text, names, when.start)
        except SettingsError as failure:
            yield from failure.issues
            continue
        if gone := dict.fromkeys(name for call in condition.calls for name in call.arguments[:1] if name in removed):
            yield _rests_on_removed(when, [*map(str, gone)], removed, keys)
        elif not can_hold(condition, lambda call: _ranged(call, categories)):
            yield issue("settings.cause-never", when.source, found=shown(when.text))
        elif not condition.calls and "always" not in when.text:
            yield issue("settings.cause-asks-nothing", when.source, found=shown(when.text))


def _rests_on_removed(when: Leaf, gone: Sequence[str], removed: Mapping[str, Removal], keys: tuple[str, ...]) -> Issue:
    """A cause or recommendation that asks for categories which a configuration above it has taken away."""
    addition = Addition(keys, removed=True)
    yaml = f"{keys[0]}: {{{keys[1]}: {{{keys[2]}: null}}}}"
    place = removed[gone[0]].source
    found = issue("settings.condition-removed", when.source, found=listed(gone), place=place, name=keys[2], yaml=yaml)
    return replace(found, additions=(addition,))


def _ranged(call: Call, categories: Mapping[str, Entry]) -> Range | None:
    """What a figure can be; an aspect without keywords is never found."""
    if call.name == "aspect":
        category, aspect = map(str, call.arguments)
        if not leaves_at(categories[category].node, "aspects", aspect, "keywords"):
            return Range(Decimal(0), Decimal(0))
    return usual(call)


def _words_in_one(tree: Branch) -> Iterator[Issue]:
    """Words that hold a mark which parts words in Chinese: `[停车、泊位]` is one word to YAML, and none that a text holds."""
    for category in entries_at(tree, "taxonomy", "categories").values():
        yield from _several("settings.keywords-in-one", leaves_at(category.node, "keywords"))
        aspects = entries_at(category.node, "aspects")
        for aspect in aspects.values():
            yield from _several("settings.keywords-in-one", leaves_at(aspect.node, "keywords"))
        yield from _several("settings.words-in-one", leaves_at(category.node, "aliases"))
    for section in entries_at(tree, "ledger", "vocabulary").values():
        for words in entries_at(section.node).values():
            yield from _several("settings.words-in-one", leaves_at(words.node))


def _several(code: str, leaves: Iterable[Leaf]) -> Iterator[Issue]:
    for leaf in leaves:
        words = [word.strip() for word in _MARKS.split(_BRACKETED.sub("", leaf.text)) if word.strip()]
        if len(words) > 1:
            yield _about(leaf, code, leaf.text, words=", ".join(map(shown, words)))


def _about(leaf: Leaf | None, code: str, found: object, **values: object) -> Issue:
    return issue(code, leaf.source if leaf else None, found=shown(found), **values)


_Check = Callable[[Branch], Iterator[Issue]]
_CHECKS: tuple[_Check, ...] = (
    _period,
    _date,
    _date_formats,
    _timezone,
    _categories,
    _reserved_code,
    _own_fields,
    _vocabulary,
    _words_in_one,
    _overrides,
    form,
)
_REFERENCES: tuple[_Check, ...] = (_some_category, _recommendations, figures, _conditions)
