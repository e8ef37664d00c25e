"""Which file prints which section and block of a report's text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateSyntaxError

from reportgen.compose.branches.choosing import CHOICES
from reportgen.compose.template.blocks.resolution import Definition, definitions, reached
from reportgen.compose.template.sandbox import Sandbox, chain_of
from reportgen.compose.template.source.chain import NIL, Chain
from reportgen.compose.template.source.faults import translate
from reportgen.configuring.explaining import loaded_as
from reportgen.messages import TemplateError
from reportgen.model.sources import Source
from reportgen.settings import template_folders
from reportgen.settings.folders import find_below


@dataclass(frozen=True, slots=True)
class Told:
    """A section or a block in one: `source` is the file and line whose text is printed, `overrode` where it stands besides, nearest first.

    `block` is "" for a county's own section, `section` "" for what is not printed.
    """

    section: str
    block: str
    source: Source
    overrode: tuple[Source, ...] = ()


def told(path: Path, kind: str = "") -> tuple[Told, ...]:
    """The sections of a configuration's report, or of that of a kind, in their order, each with its blocks; blocks that are not printed last.

    Raises SettingsError, or TemplateError where a template cannot be read.
    """
    loaded = loaded_as(path, kind)
    env = Sandbox(template_folders(loaded), ())
    chain = chain_of(env, loaded.settings.template.report, loaded, CHOICES)
    try:
        return tuple(_told(env, chain))
    except TemplateSyntaxError as fault:
        raise TemplateError(translate(fault, Source(loaded.settings.template.report)).issues) from fault


def _told(env: Sandbox, chain: Chain) -> Iterator[Told]:
    known, printed = definitions(env, chain), reached(env, chain).blocks
    for section in (*chain.order, NIL):
        if section in chain.own:
            yield Told(section, "", _place(env, chain.own[section][0], 1))
        inside = [block for block in printed if printed[block] == section]  # in the order in which they are come to
        yield from (_of(env, section, block, known[block]) for block in inside)
    for block, found in known.items():
        if printed.get(block, "") not in (*chain.order, NIL):
            yield _of(env, "", block, found)


def _of(env: Sandbox, section: str, block: str, found: list[Definition]) -> Told:
    first, *others = (_place(env, one.file, one.node.lineno) for one in found)
    return Told(section, block, first, tuple(others))


def _place(env: Sandbox, name: str, line: int) -> Source:
    return Source(str(find_below(name, env.folders, None)), None, line)
