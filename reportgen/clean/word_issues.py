"""What is reported about the words of a ledger: categories, units and answers that nobody knows, and what to add for them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count as numbers
from typing import Literal

import numpy as np

from reportgen.clean.case_issues import report_cells
from reportgen.clean.cells.cells import Cells, Codes, Mask
from reportgen.clean.cells.issue_log import MOST_PLACES, NAMED, IssueLog, join_words
from reportgen.clean.cells.split_names import NameSplitter
from reportgen.clean.cells.values import width_of
from reportgen.clean.people.masking import Masker
from reportgen.clean.tables.gathering import Gathered
from reportgen.clean.words.categories import DEFAULT, KEYWORD, Categories, Names, by_keywords
from reportgen.clean.words.guesses import guessed
from reportgen.clean.words.offices import alike
from reportgen.clean.words.vocabulary import Words
from reportgen.messages import _, field_word
from reportgen.model.ledgers import JOINT
from reportgen.model.sources import Addition
from reportgen.settings.additions import line_of, lines_of
from reportgen.settings.models import Settings

_LISTED = 20
_SHOWN = 20
"""So much of a value is shown, in hanzi."""
_WORDS = 5
_FEW = 3
_MANY = 10
"""So many cases of no category tell that the categories are not those of the ledgers."""
_MOST_NAMES = 100
_ASKED = 200
"""So many cases under a name are asked what they speak of."""
_OWN = 5
"""A name of so many cases that is like no category may be one of its own."""
_LONGEST_WORD = 10
"""What is longer tells a story and is no word to be added."""
_VOCABULARY = ("ledger", "vocabulary")
_MEANINGS = {
    "status": ("closed", "open", "overdue"),
    "verified": ("yes", "partly", "no"),
    "satisfaction": ("satisfied", "basically", "dissatisfied"),
}
_USUAL = {"status": "open", "verified": "partly", "satisfaction": "basically"}
"""Where a word is shown of which nothing tells what it means: the person who pastes it says where it goes."""


def show(value: str, masker: Masker) -> str:
    """A value fit for a message: masked, short, "…" where it may be personal all the same."""
    masked = masker.mask_all([value])
    text = masked.texts[0] or "…"
    if width_of(text) <= _SHOWN:
        return text
    most = next(end for end in range(_SHOWN, 0, -1) if width_of(text[:end]) <= _SHOWN)
    return f"{text[:most]}…"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that stands in the column of categories and is none: in how many rows, and what it likely means ("" where nothing)."""

    name: str
    rows: int
    likely: str
    addition: Addition | None


def report_categories(
    found: Gathered,
    categories: Categories,
    rejected: Mask,
    stories: Cells[str],
    settings: Settings,
    masker: Masker,
    log: IssueLog,
) -> tuple[Unknown, ...]:
    """Each unknown name of a category once, with how often and the one that it likely means; then the rows left out for it.

    `stories` are the texts of the cases. The names are returned, most frequent first. A taxonomy of nothing but a catch-all knows
    no name and judges none.
    """
    if _judges_none(settings):
        return ()
    names = Names(settings.taxonomy)
    catch_all = settings.taxonomy.categories[names.catch_all].name if names.catch_all else ""
    unknown, holding = _unknown_names(categories, names, stories, settings, masker)
    for one in unknown[:_LISTED]:
        rows = _rows_holding(categories, holding[one.name])
        shown = _name_rows(found, rows[: NAMED + 1])  # one more: it is seen that the list goes on
        code = "ledger.category-unknown.near" if one.likely else "ledger.category-unknown"
        near = settings.taxonomy.categories[one.likely].name if one.likely else ""
        asked = (one.addition,) if one.addition and (one.likely or one.rows >= _OWN) else ()
        places = found.places(rows[:MOST_PLACES], "category")
        values = {"value": show(one.name, masker), "count": one.rows, "cells": shown, "near": near}
        log.report_asking(code, places, asked, **values)
    if rest := unknown[_LISTED:]:
        rows = _rows_holding(categories, [place for one in rest for place in holding[one.name]])
        places = found.places(rows[:MOST_PLACES], "category")
        log.report_places("ledger.categories-unknown", places, values=len(rest), count=sum(one.rows for one in rest))
    report_cells(found, "ledger.category-rejected", np.flatnonzero(rejected), "category", log)
    _report_origins(categories.origin.take(~rejected), catch_all, log)
    return unknown


def _unknown_names(
    categories: Categories, names: Names, stories: Cells[str], settings: Settings, masker: Masker
) -> tuple[tuple[Unknown, ...], Mapping[str, Sequence[int]]]:
    """The unknown names, most frequent first, and the values that hold each; of the first it is asked what they likely mean."""
    counted, holding = _count_strange(categories.strange)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    free = (f"own_{number}" for number in numbers(1) if f"own_{number}" not in settings.taxonomy.categories)
    unknown: list[Unknown] = []
    for name, count in ordered[:_LISTED]:
        rows = _rows_holding(categories, holding[name])[:_ASKED]
        likely = names.likely(name, by_keywords(stories.take(rows).rows(), settings.taxonomy))
        plain = show(name, masker) == name
        unknown.append(Unknown(name, count, likely, _category_addition(name, likely, free) if plain else None))
    rest = (Unknown(name, count, "", None) for name, count in ordered[_LISTED:])
    return (*unknown, *rest), holding


def _rows_holding(categories: Categories, values: Sequence[int]) -> Codes:
    """The rows of these values of the column of categories."""
    return np.flatnonzero(np.isin(categories.strange.codes, values))


def _judges_none(settings: Settings) -> bool:
    return all(category.catch_all for category in settings.taxonomy.categories.values())


def _category_addition(name: str, likely: str, free: Iterator[str]) -> Addition:
    """An alias of the category that is likely meant, else a category of its own."""
    above = ("taxonomy", "categories")
    return (
        Addition((*above, likely, "aliases"), (name,)) if likely else Addition((*above, next(free), "name"), text=name)
    )


def report_unmapped(
    found: Gathered,
    categories: Categories,
    rows: Mask,
    unknown: Sequence[Unknown],
    settings: Settings,
    masker: Masker,
    log: IssueLog,
) -> None:
    """An error where too many of these rows fit no category: what the figures by category say would not be so.

    Rows of tables without a column of categories do not count: their texts alone tell what they are about, and where most tell nothing that is a warning. One or two cases are
    told by their own issues and keep no report back.
    """
    if _judges_none(settings):
        return
    having = np.array(["category" in table.mapped for table in found.tables], np.bool_)
    speaking = np.array([not {"subject", "text"}.isdisjoint(table.mapped) for table in found.tables], np.bool_)
    silent = np.flatnonzero(rows & (~having & speaking)[found.table])
    _report_unspoken(found, silent, categories, settings.ledger.most_unmapped, log)
    asked = np.flatnonzero(rows & having[found.table])
    lost = asked[categories.origin.take(asked).where(DEFAULT.__eq__)]
    most = settings.ledger.most_unmapped
    if len(lost) < _FEW or len(lost) * 100 <= most * len(asked):
        _report_other(found, categories, asked, settings, log)
        return
    counted, _holding = _count_strange(categories.strange.take(lost))
    blank = int(categories.strange.take(lost).where(lambda parts: not parts).sum())
    listed = [(one, counted[one.name]) for one in unknown if counted[one.name]]
    shown = [_("“{name}” {count}").format(name=show(one.name, masker), count=count) for one, count in listed[:_LISTED]]
    shown += [_("no category filled in {count}").format(count=blank)] if blank else []
    shown += [_("{count} more names").format(count=len(listed) - _LISTED)] if len(listed) > _LISTED else []
    additions = tuple(one.addition for one, _rows in listed[:_LISTED] if one.addition)
    code = "ledger.mostly-unmapped" if additions else "ledger.mostly-unmapped.blank"
    share = (1000 * len(lost) // len(asked)) / 10
    values = {"count": len(lost), "rows": len(asked), "share": f"{share:.1f}", "most": most}
    yaml = lines_of(additions, settings)
    first = replace(
        found.place(int(lost[0]), "category"), row=None
    )  # its cells are marked by what is said of each name
    log.report_asking(code, [first], additions, names=join_words(shown), yaml=yaml, **values)


def _report_unspoken(found: Gathered, rows: Codes, categories: Categories, most: int, log: IssueLog) -> None:
    """A warning where the words of most of these rows, for which no ledger says a category, speak of none."""
    lost = rows[categories.origin.take(rows).where(DEFAULT.__eq__)]
    if len(lost) >= _MANY and len(lost) * 100 > most * len(rows):
        share = (1000 * len(lost) // len(rows)) / 10
        first = replace(found.place(int(lost[0]), "text"), row=None)
        values = {"count": len(lost), "rows": len(rows), "share": f"{share:.1f}", "most": most}
        log.report("ledger.mostly-unspoken", first, **values)


def _report_other(found: Gathered, categories: Categories, asked: Codes, settings: Settings, log: IssueLog) -> None:
    """A warning where the ledger itself puts most of these rows aside: what the report finds is found of few cases."""
    code = next((code for code, one in settings.taxonomy.categories.items() if one.catch_all), None)
    if code is None:
        return
    name, most = settings.taxonomy.categories[code].name, settings.ledger.most_unmapped
    aside = asked[categories.codes.take(asked).where(code.__eq__)]
    if len(aside) < _FEW or len(aside) * 100 <= most * len(asked):
        return
    share = (1000 * len(aside) // len(asked)) / 10
    first = replace(found.place(int(aside[0]), "category"), row=None)
    log.report(
        "ledger.mostly-other", first, name=name, count=len(aside), rows=len(asked), share=f"{share:.1f}", most=most
    )


def report_units(
    cases: Gathered, units: Cells[str], settings: Settings, masker: Masker, log: IssueLog
) -> tuple[tuple[str, ...], ...]:
    """Spellings that are likely one unit, a group an issue, those of most cases first; `units` are those of the cases.

    Returns the groups of which it is not sure that they are units of their own.
    """
    names: Counter[str] = Counter()
    for value, rows in zip(units.values, units.counts().tolist(), strict=True):
        names.update(dict.fromkeys(filter(None, value.split(JOINT) if rows else ()), rows))
    told = _printable(names, masker)
    groups = alike(told, settings.county.name, settings.ledger.vocabulary.unit)
    for group in groups[:_LISTED]:
        holding = [not set(group[1:]).isdisjoint(value.split(JOINT)) for value in units.values]
        rows = np.flatnonzero(np.array(holding, np.bool_)[units.codes])
        shown = [_("“{name}” {count}").format(name=name, count=names[name]) for name in group]
        asked = [Addition(("ledger", "vocabulary", "unit", group[0]), group[1:])]
        values = {"names": join_words(shown), "count": sum(names[name] for name in group)}
        places = cases.places(rows[:MOST_PLACES], "unit")
        log.report_asking("ledger.unit-spellings", places, asked, yaml=line_of(asked, settings), **values)
    if len(groups) > _LISTED:
        log.report("ledger.unit-spellings-more", count=len(groups) - _LISTED)
    return tuple(map(tuple, groups))


def report_channels(cases: Gathered, channels: Cells[str], settings: Settings, masker: Masker, log: IssueLog) -> None:
    """Channels that no configuration knows and that are no people's by their name, a channel an issue: they are counted as people's."""
    known = {*settings.ledger.origins, *settings.ledger.vocabulary.channel}
    names = {
        value: rows
        for value, rows in zip(channels.values, channels.counts().tolist(), strict=True)
        if rows and value not in known and guessed("origin", value) not in ("", "people")
    }
    for name, count in _printable(names, masker).items():
        asked = (Addition(("ledger", "origins", name), text=guessed("origin", name)),)
        rows = np.flatnonzero(channels.where(name.__eq__))
        values = {"name": name, "count": count, "yaml": line_of(asked, settings)}
        log.report_asking("ledger.channel-origin", cases.places(rows[:MOST_PLACES], "channel"), asked, **values)


def _printable(names: Mapping[str, int], masker: Masker) -> dict[str, int]:
    """The names that are printed as they are: nothing in them is a person's."""
    listed = list(names)
    masked = masker.mask_cells({}, {"": Cells(listed, np.arange(len(listed)))})[""].texts
    return {name: names[name] for name, shown in zip(listed, masked, strict=True) if name == shown}


def count_names(cells: Cells[str], parting: NameSplitter, masker: Masker) -> tuple[tuple[str, int], ...]:
    """The values of the cells, fit for a message, and how often they stand there: most frequent first, at most 100.

    A cell of several names counts for each where every one of them is a whole cell elsewhere.
    """
    counted: Counter[str] = Counter()
    whole = set(cells.values)
    for value, count in zip(cells.values, cells.counts().tolist(), strict=True):
        parts = dict.fromkeys(parting.names(value, ()) if parting.parts(value) else ())
        for name in parts if parts and whole.issuperset(parts) else (value,):
            counted[name] += count
    named = [item for item in sorted(counted.items(), key=lambda item: (-item[1], item[0])) if all(item)]
    return tuple((show(value, masker), count) for value, count in named[:_MOST_NAMES])


def _name_rows(found: Gathered, rows: Codes) -> str:
    """The category cells of these rows, with their sheets where they stand in several."""
    by_table = found.cells(rows, "category")
    if len(by_table) == 1:
        ((table, cells),) = by_table.items()
        return found.tables[table].sheet.name_cells(cells)
    places = [str(found.place(row, "category")) for row in rows.tolist()]
    return join_words(places[:_FEW]) + (" …" if len(places) > _FEW else "")


def _report_origins(origin: Cells[str], catch_all: str, log: IssueLog) -> None:
    for code, kind in (("ledger.category-by-keyword", KEYWORD), ("ledger.category-by-default", DEFAULT)):
        if count := int(origin.where(kind.__eq__).sum()):
            log.report(code, count=count, rows=origin.height, catch_all=catch_all)


def _count_strange(strange: Cells[tuple[str, ...]]) -> tuple[Counter[str], Mapping[str, list[int]]]:
    """How many rows hold each unknown name, and the places of the values that hold it."""
    counted: Counter[str] = Counter()
    holding: dict[str, list[int]] = defaultdict(list)
    for place, (parts, count) in enumerate(zip(strange.values, strange.counts().tolist(), strict=True)):
        for part in parts if count else ():
            counted[part] += count
            holding[part].append(place)
    return counted, holding


def report_unknown_words(
    found: Gathered,
    field: Literal["status", "verified", "satisfaction"],
    words: Words,
    settings: Settings,
    masker: Masker,
    log: IssueLog,
) -> None:
    """Words of a field that no vocabulary knows, most frequent first, with what to add for those that are no stories."""
    texts = found.texts[field]
    unknown = np.flatnonzero(texts.where(lambda text: not words.understands(text)))
    counted = Counter(texts.take(unknown).rows())
    if not counted:
        return
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    shown = [_("“{name}” {count}").format(name=show(word, masker), count=count) for word, count in ordered[:_WORDS]]
    if len(ordered) > _WORDS:
        shown.append(_("{count} more words").format(count=len(ordered) - _WORDS))
    short = [word for word, _rows in ordered if len(word) <= _LONGEST_WORD and show(word, masker) == word]
    told = [(word, guessed(field, word)) for word in short[:_LISTED]]
    additions = tuple(Addition((*_VOCABULARY, field, meaning), (word,)) for word, meaning in told if meaning)
    open_ones = tuple(Addition((*_VOCABULARY, field, _USUAL[field]), (word,)) for word, meaning in told if not meaning)
    code = "ledger.words-unknown" if told else "ledger.words-unknown.stories"
    values = {"word": field_word(field), "count": len(unknown), "words": join_words(shown), "field": field}
    values |= {"yaml": line_of((*additions, *open_ones), settings), "meanings": join_words(_MEANINGS[field])}
    log.report_asking(code, found.places(unknown[:MOST_PLACES], field), additions, **values)
