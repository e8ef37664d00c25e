"""The screen of `inspect`: what a clerk reads, in lines that fit the window."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.checkup import wording
from reportgen.cli.output import say, styled, visible
from reportgen.excel.widths import text_width
from reportgen.messages import _
from reportgen.model.inspections import CheckedSheet, Finding, Inspection
from reportgen.model.ledgers import LedgerTable
from reportgen.model.sources import Level

_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
_NARROWEST, _WIDEST = 60, 120
_MOST_QUARTERS, _MOST_CATEGORIES, _MOST_UNUSED, _MOST_SAYINGS, _MOST_HINTS = 16, 10, 12, 3, 2
_WIDE = "\u2e80-\u9fff\uff00-\uffef\U00020000-\U0003ffff"
_OPENING, _CLOSING = "“‘（《", "，。、；：？！）》”’…,.;:?!)"
_PIECES = re.compile(
    rf"[{_OPENING}]*(?:[{_WIDE}]|(?:[^\s{_WIDE}{_OPENING}{_CLOSING}]|(?<=\d)\.(?=\d))+|\s+|)[{_CLOSING}]*\s*"
)
_BREAKS = re.compile("[\\t\\n\\v\\f\\r]")
_TOLD_ABOVE = frozenset({"ledger.columns-unused"})  # the columns without a use stand below each sheet already


def print_inspection(found: Inspection) -> None:
    """Prints the whole result; coloured where the terminal shows colours, the same words everywhere."""
    for line in inspection_lines(found, screen_width()):
        say(line)


def print_files(out: Path | None, written: Path | None) -> None:
    """Prints what was written: the marked copy, the configuration."""
    if out:
        say(_("Marked copy: {path}").format(path=out))
    if written:
        say(_("Configuration to look through and to build with: {path}").format(path=written))


def print_yaml(lines: str, config: Path | None) -> None:
    """Prints the lines to be pasted into the configuration, and how a first one is begun."""
    if lines:
        say("")
        told = (
            _("To be pasted into {path}, after a look at each; sections that it has already are replaced by these:")
            if config
            else _("To be pasted into the configuration, after a look at each:")
        )
        say(told.format(path=config))
        say(_plain_lines(lines))
    if config is None:
        say("")
        say(_("With --yaml county.yaml a first configuration is written from what was found."))


def _plain_lines(text: str) -> str:
    return "\n".join(map(_plain, text.split("\n")))


def screen_width() -> int:
    """How many half-width characters a line of the window takes, within what can be read."""
    return min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size((100, 24)).columns))


def inspection_lines(found: Inspection, width: int) -> Iterator[str]:
    """The screen, line by line, none wider than `width` half-width characters where it can be broken."""
    if found.period:
        text = _("Reporting period {period}; numbers in brackets are of other periods.").format(period=found.period)
        yield from wrap(text, width, "")
    told: dict[tuple[str, ...], str] = {}
    for number, (file, _sheets) in enumerate(found.shown):
        yield styled(_plain(file), bold=True)
        for sheet in found.sheets:
            if sheet.file == number:
                yield from _sheet_lines(found, sheet, told, width)
    for name in dict.fromkeys(str(issue.source) for issue in found.unread):
        yield styled(_plain(name), bold=True)
        yield "  " + _("not read; see below")
    if len(found.sheets) > 1:
        yield _("All together: {equation}").format(equation=wording.equation(found.counts, found.period is not None))
    if found.categories:
        shown = [f"{name} {count}" for name, count in found.categories]
        yield from _labelled(_("Categories"), _first(shown, _MOST_CATEGORIES), width, "")
    if found.renamed:
        meant = [f"{text} → {_(', ').join(names)} {count}" for text, names, count in found.renamed]
        yield from _labelled(_("Counted as"), _first(meant, _MOST_CATEGORIES), width, "")
    yield ""
    yield from _finding_lines(found.findings, width)


def _sheet_lines(found: Inspection, sheet: CheckedSheet, told: dict[tuple[str, ...], str], width: int) -> Iterator[str]:
    """One sheet; `told` has the columns told so far, with the sheet where they were."""
    name = _plain(f"  [{found.name(sheet).shown[1]}] ")
    if not sheet.tables:
        yield name + _("not used: no table of cases; see below")
        return
    yield from wrap(name + wording.equation(sheet.counts, found.period is not None), width, "    ")
    for table in sheet.tables:
        columns = tuple(_column_lines(table, width))
        if columns in told:
            yield from _labelled(_("Columns used"), [_("as in {sheet}").format(sheet=told[columns])], width)
        else:
            yield from columns
        told.setdefault(columns, str(found.name(sheet)))
    if span := wording.span(sheet):
        yield from _labelled(_("Days"), [span], width)
        yield from _labelled(_("Quarters"), _last(list(wording.quarters(sheet)), _MOST_QUARTERS), width)


def _column_lines(table: LedgerTable, width: int) -> Iterator[str]:
    yield from _labelled(_("Header"), [_("row {row}").format(row=table.header_row)], width)
    yield from _labelled(_("Columns used"), list(wording.mapping(table)), width)
    unused = [wording.column_name(column) for column in table.unmapped]
    if unused:
        yield from _labelled(_("Columns not used"), _first(unused, _MOST_UNUSED), width)


def _finding_lines(findings: Sequence[Finding], width: int) -> Iterator[str]:
    told = [one for one in findings if one.issues[0].code not in _TOLD_ABOVE]
    if not told:
        yield styled(_("Nothing is wrong."), fg="green")
        return
    kinds = Counter(finding.level for finding in told)
    counts = [f"{wording.level_word(level)} {kinds[level]}" for level in Level if kinds[level]]
    yield _("Findings: {counts}").format(counts=wording.listing(counts))
    hinted: set[str] = set()
    for finding in told:
        yield from _finding(finding, hinted, width)


def _finding(finding: Finding, hinted: set[str], width: int) -> Iterator[str]:
    """What is wrong, where, and what to do, unless that was said before."""
    word = wording.level_word(finding.level)
    indent = " " * (text_width(word) + 2)
    sayings = wording.sayings(finding)
    texts = [text for message, places in sayings[:_MOST_SAYINGS] for text in (message, *places)]
    if len(sayings) > _MOST_SAYINGS:
        texts.append(_("… ({count} in all)").format(count=len(sayings)))
    lines = [line for text in texts for line in wrap(indent + text, width, indent)]
    yield styled(word, fg=_COLOURS[finding.level]) + lines[0][len(indent) - 2 :]
    yield from lines[1:]
    hints = [hint for hint in dict.fromkeys(issue.hint for issue in finding.issues) if hint and hint not in hinted]
    for hint in _first(hints, _MOST_HINTS):
        first, *lines = hint.split("\n")
        yield from wrap(f"{indent}→ {first}", width, f"{indent}  ")
        yield from (f"{indent}  {_plain(line)}" for line in lines)  # lines to be pasted are not broken
    hinted.update(hints)


def _labels() -> tuple[str, ...]:
    return (
        _("Header"),
        _("Columns used"),
        _("Columns not used"),
        _("Days"),
        _("Quarters"),
        _("Categories"),
        _("Counted as"),
    )


def _labelled(label: str, words: Sequence[str], width: int, before: str = "    ") -> Iterator[str]:
    """A label and a list beside it, broken between its members."""
    room = max(map(text_width, _labels())) + 2
    start = before + label + " " * (room - text_width(label))
    line = start
    for number, word in enumerate(words, 1):
        piece = _plain(word) + (wording.list_mark() if number < len(words) else "")
        if line.strip() != label.strip() and text_width(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = " " * text_width(start)
        line += piece
    yield line


def _plain(text: str) -> str:
    """The text in one line, without characters that steer a terminal."""
    return visible(_BREAKS.sub(" ", text))


def _first(words: Sequence[str], most: int) -> list[str]:
    """The first of a long list, with how many there are."""
    return [*words[:most], *([_("… ({count} in all)").format(count=len(words))] if len(words) > most else [])]


def _last(words: Sequence[str], most: int) -> list[str]:
    """The last of a long list, with how many there are."""
    return [*([_("({count} in all) …").format(count=len(words))] if len(words) > most else []), *words[-most:]]


def wrap(text: str, width: int, indent: str) -> Iterator[str]:
    """The text in lines of at most `width` half-width characters, those after the first indented.

    Chinese is broken anywhere but before a closing mark, other writing at spaces.
    """
    line = ""
    for piece in _PIECES.findall(_plain(text)):
        if line.strip() and text_width(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = indent + piece.lstrip()
        else:
            line += piece
    yield line.rstrip()
