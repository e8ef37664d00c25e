"""The screen of `audit`: worst first, each kind together, the sentence with the wrong piece in brackets, and what to do."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.output import level_word, say, styled
from reportgen.cli.screens.inspection import wrap
from reportgen.messages import _
from reportgen.model.findings import AuditFinding, BlockKind, Place
from reportgen.model.sources import Level

if TYPE_CHECKING:
    from reportgen.actions.auditing import Audited

_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
_NARROWEST, _WIDEST = 60, 120
_MOST = {Level.ERROR: 40, Level.WARNING: 20, Level.INFO: 10}  # of each kind; --json has them all
_AROUND = 24  # characters shown on each side of the wrong piece


def print_audit(found: "Audited", name: str, config: Path | None) -> None:
    """Prints the whole result; coloured where the terminal shows colours, the same words everywhere."""
    width = min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns))
    for line in audit_lines(found, name, config, width):
        say(line)


def audit_lines(found: "Audited", name: str, config: Path | None, width: int) -> Iterator[str]:
    """The screen, line by line, none wider than `width` half-width characters where it can be broken."""
    yield styled(" ".join(wrap(name, width, "")), bold=True)
    yield from wrap(_held_against(found, config), width, "")
    if found.draft:
        yield styled(_("This is a draft that did not pass its audit."), fg="red")
    yield ""
    groups = _groups(found.findings)
    for level, group in groups:
        yield from _group(level, group, width)
    if not groups:
        yield styled(_("Nothing is wrong."), fg="green")
    yield ""
    yield from (line for text in _counted(found) for line in wrap(text, width, ""))


def _held_against(found: "Audited", config: Path | None) -> str:
    """What the document was held against, and how it could be held against more."""
    if not found.opened:
        return _("This is no document that could be audited.")
    if found.recomputed:
        return _("A report made by reportgen, held against its memory and the ledgers of {config}.").format(
            config=config
        )
    if found.ours:
        return _(
            "A report made by reportgen, held against its own memory only; give --config and the YAML file of the county to compute it anew from the ledgers."
        )
    if config:
        return _("Not made by reportgen: only what the text says of itself was checked; --config has no use here.")
    return _("Not made by reportgen: only what the text says of itself was checked.")


def _groups(findings: Sequence[AuditFinding]) -> list[tuple[Level, list[AuditFinding]]]:
    """Findings of one level and kind together, worst first, else in the order of their first."""
    groups: dict[tuple[Level, str], list[AuditFinding]] = {}
    for one in findings:
        groups.setdefault((one.level, one.code), []).append(one)
    levels = tuple(Level)
    return sorted(((level, group) for (level, _code), group in groups.items()), key=lambda pair: levels.index(pair[0]))


def _group(level: Level, group: Sequence[AuditFinding], width: int) -> Iterator[str]:
    """The findings of one kind, and what to do, said once."""
    shown = group[: _MOST[level]]
    for one in shown:
        where = _where(one.place)
        yield styled(level_word(level), fg=_COLOURS[level]) + (f" {where}" if where else "")
        if text := _sentence(one):
            yield from wrap(f"    {text}", width, "    ")
        yield from wrap(f"    {_saying(one)}", width, "    ")
    if len(group) > len(shown):
        yield "    " + _("… ({count} in all)").format(count=len(group))
    for hint in dict.fromkeys(one.hint for one in group if one.hint):
        yield from wrap(f"    → {hint}", width, "      ")


def _where(place: Place) -> str:
    if place.table is not None:
        return _("table {number}").format(number=place.table)
    return "" if place.paragraph is None else _("paragraph {number}").format(number=place.paragraph)


def _sentence(one: AuditFinding) -> str:
    """The part of the sentence or row round the wrong piece, which stands in brackets."""
    text = " | ".join(one.place.text.split("\t"))
    whole = re.escape(" | ".join(one.stated.split("\t")))
    found = re.search(rf"(?<![\d.]){whole}(?!\.?\d)", text) if one.stated else None
    if found is None:
        return text if len(text) <= 4 * _AROUND else text[: 4 * _AROUND] + "…"
    at, end = found.span()
    first, last = max(0, at - _AROUND), min(len(text), end + _AROUND)
    before, after = ("…" if first else "") + text[first:at], text[end:last] + ("…" if last < len(text) else "")
    return f"{before}【{found[0]}】{after}"


def _saying(one: AuditFinding) -> str:
    """`stated → expected` where both are short, and the message."""
    short = one.stated and one.expected and max(len(one.stated), len(one.expected)) <= _AROUND
    return f"{one.stated} → {one.expected}  {one.message}" if short else one.message


def _counted(found: "Audited") -> list[str]:
    """What was found and what was looked at."""
    kinds = Counter(one.level for one in found.findings)
    counts = _(", ").join(f"{level_word(level)} {kinds[level]}" for level in Level if kinds[level])
    if not found.opened:
        return [_("Nothing was checked.")]
    checked = _("Checked: {figures} numbers, {sentences} sentences, {tables} tables.").format(
        figures=found.checked.figures, sentences=found.checked.sentences, tables=found.checked.tables
    )
    return [*([_("Findings: {counts}").format(counts=counts)] if counts else []), *_inventory(found), checked]


def _inventory(found: "Audited") -> list[str]:
    """What became of the parts of a report of ours, by kind."""
    if not found.blocks:
        return []
    counts = Counter(kind for one in found.blocks for kind in one.kinds)
    words = {
        BlockKind.AS_WRITTEN: _("as written {count}"),
        BlockKind.REWORDED: _("reworded {count}"),
        BlockKind.ADDED: _("added {count}"),
        BlockKind.DELETED: _("deleted {count}"),
        BlockKind.MOVED: _("moved {count}"),
        BlockKind.PARTED: _("split or joined {count}"),
        BlockKind.OVERTYPED: _("figures overtyped {count}"),
        BlockKind.FORMATTED: _("formatted {count}"),
        BlockKind.COMMENTED: _("commented {count}"),
        BlockKind.NOTED: _("comments of reportgen {count}"),
    }
    told = (word.format(count=counts[kind]) for kind, word in words.items() if counts[kind])
    return [_("Part by part: {counts}").format(counts=_(", ").join(told))]
