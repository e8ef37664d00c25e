"""The files of one report's text: a template, those that it extends, what each includes, and the sections that a county adds."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.compose.template.source.places import place_of
from reportgen.compose.template.source.reading import is_super, of_kind, parent_of, parsed
from reportgen.messages import TemplateError, issue
from reportgen.model import Issue, Source
from reportgen.settings.suggestions import did_you_mean, listed

File = tuple[str, str]
"""A template file's name and its source."""
Reader = Callable[[str, Source], str]
"""Gives the source of a template; the place is where it is named. Raises TemplateError."""
FOLDER = "sections"
"""Where a county's own sections lie, below the folders of templates."""
_LONGEST = 10  # templates that extend one another
_MOST = 100  # files of one report
_LABEL = re.compile(r"\[#([\w./-]+)")
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Chain:
    """The templates of one report.

    `line` has the template that was asked for and those that it extends; `included` has what each of them includes, by
    its name, and what these include. `own` are the files of the sections of `order` that are no blocks of the last
    template, by their names; `order` has the names of all sections as they are printed,
    `outer` the blocks of the last template, in its order.
    """

    line: tuple[File, ...]
    included: Mapping[str, tuple[File, ...]]
    own: Mapping[str, File] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()

    @property
    def placed(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """What is printed at the place of each outer block of the last template: at the first all sections, each with its file where it is an own one."""
        every = tuple((name, self.own[name][0] if name in self.own else "") for name in self.order)
        return {name: () if number else every for number, name in enumerate(self.outer)}

    @property
    def files(self) -> tuple[File, ...]:
        """Every file once, the most specific first."""
        found = [*self.line[:1], *self.own.values()]
        for one in self.line:
            found += [one, *self.included[one[0]]]
        return tuple(dict.fromkeys([*found, *(one for file in self.own.values() for one in self.included[file[0]])]))


def read_chain(
    env: Environment, name: str, sections: Sequence[tuple[str, Source]], read: Reader, folders: Sequence[Path]
) -> Chain:
    """The templates of a report; `sections` are the names that the configuration gives, in order, and where it does so.

    Raises TemplateError where a file or section is not there, goes in a circle, or stands there twice.
    """
    line = tuple(_line(env, name, read))
    known = top_blocks(env, *line[-1])
    faults = list(_section_faults(sections, known, own_sections(folders), line[-1][0]))
    if faults:
        raise TemplateError(faults)
    own = {each: (own_file(each), read(own_file(each), place)) for each, place in sections if each not in known}
    included = {file[0]: tuple(_included(env, file, read)) for file in (*line, *own.values())}
    return Chain(line, included, own, tuple(each for each, _place in sections) or known, known)


def own_file(name: str) -> str:
    """The file of a county's own section."""
    return f"{FOLDER}/{name}.md"


def own_sections(folders: Sequence[Path]) -> tuple[str, ...]:
    """The names of the own sections that lie in these folders."""
    found = {path.stem for folder in folders for path in (folder / FOLDER).glob("*.md")}
    return tuple(sorted(name for name in found if _NAME.fullmatch(name)))


def _section_faults(
    sections: Sequence[tuple[str, Source]], known: Sequence[str], own: Sequence[str], template: str
) -> Iterator[Issue]:
    """What is wrong with the sections that a configuration names: `known` are those of the template, `own` the county's."""
    seen: set[str] = set()
    if sections and not known:
        yield issue("template.no-sections", sections[0][1], name=template)
        return
    for name, place in sections:
        if name in seen:
            yield issue("template.section-twice", place, name=name)
        elif name in known and name in own:
            yield issue("template.section-of-both", place, name=name, file=own_file(name))
        elif name not in known and name not in own:
            suggestion = did_you_mean(name, [*known, *own])
            values = {"name": name, "file": own_file(name), "known": listed([*known, *own])}
            yield issue("template.unknown-section", place, suggestion=suggestion, **values)
        seen.add(name)


def _line(env: Environment, name: str, read: Reader) -> Iterator[File]:
    """The template and those it extends."""
    seen: list[File] = []
    following: str | None = name
    while following is not None:
        place = place_of(seen[-1:], [following]) if seen else Source(name)
        if len(seen) == _LONGEST or any(following == file for file, _ in seen):
            raise TemplateError([issue("template.refused", place, what="extends ∞")])
        seen.append((following, read(following, place)))
        yield seen[-1]
        following = parent_of(env, *seen[-1])


def _included(env: Environment, file: File, read: Reader) -> Iterator[File]:
    """What a file includes, and what that includes, each once."""
    known: dict[str, File] = {}
    waiting: list[tuple[File, tuple[str, ...]]] = [(file, (file[0],))]
    while waiting:
        one, above = waiting.pop(0)
        for node in _nodes(env, one, nodes.Include):
            name = included_name(node)
            place = Source(one[0], None, node.lineno)
            if name is None:  # said where the source is checked
                continue
            if name in above or len(known) == _MOST:
                raise TemplateError([issue("template.refused", place, what="include ∞")])
            if name not in known:
                known[name] = (name, read(name, place))
                yield known[name]
            waiting.append((known[name], (*above, name)))
            if len(waiting) > _MOST:
                raise TemplateError([issue("template.refused", place, what="include ∞")])


def included_name(node: nodes.Include) -> str | None:
    """The file that is included; None where it is not named by a text."""
    name = node.template
    return name.value if isinstance(name, nodes.Const) and isinstance(name.value, str) else None


def _nodes(env: Environment, file: File, kind: type[nodes.Include]) -> Iterator[nodes.Include]:
    try:
        yield from of_kind(parsed(env, file[1], file[0]), kind)
    except TemplateSyntaxError:  # said where the source is checked
        return


def top_blocks(env: Environment, name: str, source: str) -> tuple[str, ...]:
    """The blocks of a template that stand in no other: its sections, in order."""
    try:
        return tuple(node.name for node in parsed(env, source, name).body if isinstance(node, nodes.Block))
    except TemplateSyntaxError:
        return ()


@dataclass(frozen=True)
class Definition:
    """A block as one file has it."""

    file: str
    node: nodes.Block


def definitions(env: Environment, chain: Chain) -> dict[str, list[Definition]]:
    """Each block with the files that have it, the one that is printed first."""
    found: dict[str, list[Definition]] = {}
    files = [*(one for each in chain.line for one in (each, *chain.included[each[0]])), *chain.files]
    for name, source in dict.fromkeys(files):
        for node in of_kind(parsed(env, source, name), nodes.Block):
            found.setdefault(node.name, []).append(Definition(name, node))
    return found


@dataclass
class Reached:
    """What a report may print: `blocks` of templates, each with its section, and the `names` of paragraphs, tables and charts."""

    blocks: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


def reached(env: Environment, chain: Chain) -> Reached:
    """What the sections of a report come to; conditions are taken to hold."""
    known = definitions(env, chain)
    sources = dict(chain.files)
    found = Reached()
    seen: set[tuple[str, int]] = set()

    def go_through(node: nodes.Node, section: str, block: tuple[str, int] | None) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Block):
                go_into(child.name, 0, section)
                continue
            if isinstance(child, nodes.TemplateData):
                found.names.update(_LABEL.findall(child.data))
            elif isinstance(child, nodes.Include) and (name := included_name(child)) in sources and name is not None:
                go_through(parsed(env, sources[name], name), section, None)
            elif block and is_super(child):
                go_into(block[0], block[1] + 1, section)
            go_through(child, section, block)

    def go_into(name: str, depth: int, section: str) -> None:
        if (name, depth) in seen or depth >= len(known.get(name, ())):
            return
        seen.add((name, depth))
        found.blocks.setdefault(name, section)
        go_through(known[name][depth].node, section, (name, depth))

    for section in chain.order:
        if section in chain.own:
            go_through(parsed(env, chain.own[section][1], chain.own[section][0]), section, None)
        else:
            go_into(section, 0, section)
    if not chain.own and chain.order == chain.outer:  # as the template has it, with what stands beside its blocks
        go_through(parsed(env, chain.line[-1][1], chain.line[-1][0]), "", None)
    return found


def given(env: Environment, chain: Chain) -> frozenset[str]:
    """The names that the files of a report set, or go through lists with: what they include knows them."""
    try:
        trees = [parsed(env, source, name) for name, source in chain.files]
    except TemplateSyntaxError:  # said where the source is checked
        return frozenset()
    return frozenset(one.name for tree in trees for one in of_kind(tree, nodes.Name) if one.ctx != "load")
