"""What a configuration says and these ledgers give no use for: nothing that is written does nothing in silence."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import cast

from reportgen.messages import _, field_word, issue
from reportgen.model.ledgers import Ledger, Rows
from reportgen.model.reports.pictures import NativeChart, Picture
from reportgen.model.sources import Issue, Source
from reportgen.settings.checks.holding import Range, can_hold, usual
from reportgen.settings.expression import Call, Names, parse_condition
from reportgen.settings.loading import Loaded
from reportgen.settings.suggestions import did_you_mean, listed, shown

_HEADS = 30
"""A header stands in the first rows of a sheet."""
_TOLD_BY = {
    "origin": "channel",
    "is_closed": "status",
    "on_time": "on_time",
    "verified": "verified",
    "satisfaction": "satisfaction",
}
_PLACES = {"settings.on-time-days-idle": "ledger.on_time_days", "settings.on-time-days-untimed": "ledger.on_time_days"}
_SPACES = re.compile(r"\s+")


def without_effect(loaded: Loaded, rows: Rows, ledger: Ledger) -> Iterator[Issue]:
    """An issue for each setting of the county's own that does nothing with these ledgers, at its place."""
    yield from _regions(loaded)
    yield from _columns(loaded, rows)
    yield from _fields(loaded, ledger)
    yield from _causes(loaded, ledger)


def placed(issues: Sequence[Issue], loaded: Loaded) -> tuple[Issue, ...]:
    """The issues, those about a setting with the place where it is written; left out where that is another's file."""
    own = {code: _own(loaded, key) for code, key in _PLACES.items()}
    return tuple(
        replace(one, source=own[one.code]) if one.code in own else one for one in issues if own.get(one.code, one)
    )


def _regions(loaded: Loaded) -> Iterator[Issue]:
    """Spellings of the county under `ledger.regions` where no ledger is shared."""
    place = _own(loaded, "ledger.regions")
    if loaded.settings.ledger.regions and place and not loaded.shared_files:
        yield issue("settings.regions-idle", place)


def without_pictures(loaded: Loaded, kinds: Collection[type]) -> Iterator[Issue]:
    """An issue for each setting of the county's own that is about pictures, where all charts are Word's own; `kinds` are theirs."""
    if NativeChart in kinds and Picture not in kinds:
        for key in ("charts.dpi", "charts.font", "charts.fallback_fonts"):
            place = _own(loaded, key)
            if place:
                yield issue("settings.pictures-idle", place, key=key)


def _columns(loaded: Loaded, rows: Rows) -> Iterator[Issue]:
    """Headers under `ledger.columns` that no sheet has."""
    settings = loaded.settings.ledger
    named = [(f"ledger.columns.{field}", field_word(field), found) for field, found in settings.columns.items()]
    named += [(f"ledger.fields.{code}.columns", one.label, one.columns) for code, one in settings.fields.items()]
    if not named or not rows.files:
        return
    heads = _heads(rows)
    folded = {_folded(text): text for text in heads}
    for key, field, headers in named:
        missing = [header for header in headers if not _stands(_folded(header), folded)]
        if missing:
            vain = len(missing) == len(headers) and _own(loaded, key)
            code = "settings.columns-nowhere" if vain else "settings.columns-nowhere-some"
            suggestion = did_you_mean(missing[0], heads)
            yield issue(code, loaded.origins.get(key), field=field, headers=listed(missing), suggestion=suggestion)


def _heads(rows: Rows) -> list[str]:
    """What stands in the first rows of all sheets and could be a header; no cell below says what it is."""
    found: dict[str, None] = {}
    for sheet in (sheet for file in rows.files for sheet in file.sheets):
        for column in sheet.columns:
            values = (column.values[code] for code in column.codes[:_HEADS])
            found.update(dict.fromkeys(value for value in values if isinstance(value, str) and value))
    return list(found)


def _stands(header: str, heads: dict[str, str]) -> bool:
    """Whether a header stands in a cell, also with a mark or a remark beside it, or in two cells one above the other."""
    if any(head.strip("*:") == header or head.startswith(f"{header}(") for head in heads):
        return True
    return any(len(head) > 1 and header.startswith(head) and header.removeprefix(head) in heads for head in heads)


def _folded(text: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _fields(loaded: Loaded, ledger: Ledger) -> Iterator[Issue]:
    """Words and duplicates that speak of fields which no ledger has."""
    settings = loaded.settings.ledger
    for field in type(settings.vocabulary).model_fields:
        keys = [key for key in loaded.origins if key.startswith(f"ledger.vocabulary.{field}.")]
        place = next((place for key in keys if (place := _own(loaded, key))), None)
        if place and field not in ledger.fields:
            yield _idle(f"ledger.vocabulary.{field}", field, place)
    for key, fields in (("across", settings.duplicates.across), ("keys", settings.duplicates.keys)):
        place = _own(loaded, f"ledger.duplicates.{key}")
        for name in fields if place else ():
            if name not in ledger.fields:
                yield _idle(f"ledger.duplicates.{key}", name, place)


def _idle(key: str, field: str, place: Source | None) -> Issue:
    return issue("settings.field-nowhere", place, key=key, field=field_word(field))


def _own(loaded: Loaded, key: str) -> Source | None:
    """Where the county's own file writes a key; what a more general one says to all who extend it is no oversight of theirs."""
    place = loaded.origins.get(key)
    return place if place and place.file == str(loaded.path) else None


def _causes(loaded: Loaded, ledger: Ledger) -> Iterator[Issue]:
    """Causes whose condition cannot hold, since no ledger tells what it asks for."""
    settings = loaded.settings
    categories = settings.taxonomy.categories
    aspects = {code: tuple(one.aspects) for code, one in categories.items()}
    rates = tuple(code for code, one in settings.figures.items() if one.rate)
    names = Names(categories, aspects, tuple(code for code, one in settings.figures.items() if one.count), rates)
    for code, cause in settings.taxonomy.causes.items():
        place = _own(loaded, f"taxonomy.causes.{code}.when")
        if place is None or not ledger.counts.used:
            continue
        condition = parse_condition(cause.when, names)
        unknown = [call for call in condition.calls if not _is_told(call, loaded, ledger)]

        def known(call: Call, unknown: Sequence[Call] = tuple(unknown)) -> Range | None:
            return None if call in unknown else usual(call)

        if unknown and can_hold(condition) and not can_hold(condition, known):
            figures = _(", ").join(map(str, unknown))
            yield issue("settings.cause-without-data", place, found=shown(cause.when), figures=figures)


def _is_told(call: Call, loaded: Loaded, ledger: Ledger) -> bool:
    """Whether the ledgers hold anything from which the figure can be had."""
    if call.name == "days":
        return bool(ledger.cases["days"].notna().any())
    if call.name == "unit_share":
        return bool((ledger.cases["unit"] != "").any())
    if call.name == "rate":
        asked = loaded.settings.figures[cast(str, call.arguments[0])].of
        return all(_holds_any(ledger, _TOLD_BY[name]) for name in asked if name in _TOLD_BY)
    return True


def _holds_any(ledger: Ledger, column: str) -> bool:
    cells = ledger.cases[column]
    return bool(cells.notna().any()) if column == "on_time" else bool((cells != "").any())
