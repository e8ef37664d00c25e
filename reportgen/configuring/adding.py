"""A kind of report written into a county's configuration: lines below `reports`, nothing else is touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.inputs import read_file
from reportgen.messages import N_, SettingsError, _, issue
from reportgen.model.sources import Source
from reportgen.settings import Reports, load_reports
from reportgen.settings.suggestions import did_you_mean, listed
from reportgen.settings.tree.kinds import REPORTS
from reportgen.settings.tree.layers import built_in_kinds, kind_file
from reportgen.settings.tree.places import leaf_at, node_at
from reportgen.settings.tree.yaml_tree import Branch, read_tree
from reportgen.writing import refusing, write_file

_COMMENT = N_("Kinds of report, made in one run; each says only what it does otherwise.")
_LEDGER = N_("It counts something else: name its own ledger, and take the sign # away.")


@dataclass(frozen=True, slots=True)
class Added:
    """A kind that a configuration has now, by its name there, and the lines that were written for it."""

    name: str
    lines: tuple[str, ...]


def add_report(config: Path, kind: str) -> Added:
    """Writes a kind that comes with the program into a configuration; where this has no kinds yet, its own report becomes the first.

    Raises SettingsError where there is no such kind, the configuration is faulty, has the kind already, or has its kinds in
    braces; ReportgenError where the file cannot be written.
    """
    if kind not in built_in_kinds():
        values = {"suggestion": did_you_mean(kind, built_in_kinds()), "known": listed(built_in_kinds())}
        raise SettingsError([issue("start.no-such-kind", None, kind=kind, **values)])
    before = load_reports(config)
    name = _name(config, kind, before)
    text = read_file(config).decode("utf-8-sig")
    lines, written = _with(config, text, name, kind, before)
    after = "\n".join(written) + "\n"
    load_reports(config, after.encode()).chosen(name).first  # noqa: B018 - raises what is wrong with it
    with refusing(config):
        write_file(config, after.encode())
    return Added(name, tuple(lines))


def _name(config: Path, kind: str, before: Reports) -> str:
    """What the configuration calls the kind: as its report is called."""
    tree = read_tree(kind_file(kind), kind).tree
    leaf = leaf_at(tree, "report", "name")
    name = leaf.text if leaf else kind
    if name in before.names:
        raise SettingsError([issue("start.kind-there", Source(str(config)), name=name)])
    return name


def _with(config: Path, text: str, name: str, kind: str, before: Reports) -> tuple[Sequence[str], list[str]]:
    """The new lines, and all lines of the file with them."""
    lines = text.splitlines()
    reports = read_tree(config, str(config)).tree.entries.get(REPORTS)
    if reports is None:
        own = before.first.settings.report.name if before.names == ("",) else ""
        new = ["", f"# {_(_COMMENT)}", f"{REPORTS}:", *([f"  {own}: {{}}"] if own else []), *_lines(name, kind, 2)]
        return new, [*lines, *new]
    first = next(iter(reports.node.entries.values()), None) if isinstance(reports.node, Branch) else None
    row = reports.key.row or 0
    if first is None or first.key.row == row or "{" in lines[row - 1]:
        raise SettingsError([issue("start.kinds-in-braces", reports.key, kind=kind, name=name)])
    new = _lines(name, kind, (first.key.column or 3) - 1)
    end = _end(lines, row, read_tree(config, str(config)).tree)
    return new, [*lines[:end], *new, *lines[end:]]


def _end(lines: Sequence[str], row: int, tree: Branch) -> int:
    """How many lines there are up to the last one of the section that begins in this row."""
    below = [entry.key.row for entry in tree.entries.values() if (entry.key.row or 0) > row]
    end = min((one - 1 for one in below if one), default=len(lines))
    while end > row and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _lines(name: str, kind: str, indent: int) -> list[str]:
    """The lines of a kind; one that counts something else has a place for its own ledger."""
    own = node_at(read_tree(kind_file(kind), kind).tree, ("ledger", "columns")) is not None
    inner = " " * indent * 2
    lines = [f"{' ' * indent}{name}:", f"{inner}extends: reportgen:{kind}"]
    return [*lines, f"{inner}# {_(_LEDGER)}", f"{inner}# ledger: {{files: []}}"] if own else lines
