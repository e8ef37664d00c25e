"""The files of one report's text: a template, those that it extends, what each includes, and the sections that a county adds."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.compose.template.source.places import place_of
from reportgen.compose.template.source.reading import parent_of, parsed, surveyed
from reportgen.messages import TemplateError, issue
from reportgen.model.sources import Issue, Source
from reportgen.settings.suggestions import did_you_mean, listed

File = tuple[str, str]
"""A template file's name and its source."""
Reader = Callable[[str, Source], str]
"""Gives the source of a template; the place is where it is named. Raises TemplateError."""
_Value = TypeVar("_Value")
_Items = tuple[tuple[str, _Value], ...]
FOLDER = "sections"
"""Where a county's own sections lie, below the folders of templates."""
NIL = "nil"
"""The section of a period without a case: then it alone is printed, else all others are."""
PHRASES = "phrases.md"
"""The sentences of a report, by name, beside its template: a block each."""
_LONGEST = 10  # templates that extend one another
_MOST = 100  # files of one report
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, eq=False)  # one of its own kind: what it comes to is worked out once
class Chain:
    """The templates of one report.

    `line` has the template that was asked for and those that it extends; `included` has what each of them includes, by
    its name, and what these include. `own` are the files of the sections of `order` that are no blocks of the last
    template, by their names; `order` has the names of all sections as they are printed,
    `outer` the blocks of the last template, in its order. `phrases` has the files of sentences that stand beside each template, by its
    name; `choices` the sentences between which the program chooses, by the name of the choice; `hidden` files of sentences that nobody
    reads, because another of their name stands in a folder that is looked at before theirs.
    """

    line: tuple[File, ...]
    included: Mapping[str, tuple[File, ...]]
    own: Mapping[str, File] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()
    phrases: Mapping[str, tuple[File, ...]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: tuple[Path, ...] = ()

    @property
    def sentences(self) -> tuple[File, ...]:
        """The files of sentences, the most specific first."""
        return tuple(dict.fromkeys(file for one in self.line for file in self.phrases.get(one[0], ())))

    def along(self, line: Sequence[File]) -> list[File]:
        """These templates, each with the sentences beside it and what it includes."""
        found: list[File] = []
        for one in line:
            beside = self.phrases.get(one[0], ())
            found += [
                one,
                *beside,
                *self.included[one[0]],
                *(each for file in beside for each in self.included[file[0]]),
            ]
        return found

    @property
    def reordered(self) -> bool:
        """Whether the sections are others than those of the last template, or stand in another order."""
        return self.order != tuple(name for name in self.outer if name != NIL)

    def placed(self, nil: bool) -> dict[str, tuple[tuple[str, str], ...]]:
        """What is printed at the place of each outer block of the last template: itself, or at the first all sections, each with its file where it is an own one.

        Of a period without a case (`nil`) that is the section for it, where there is one.
        """
        if nil and NIL in self.outer:
            every: tuple[tuple[str, str], ...] = ((NIL, ""),)
        elif self.reordered:
            every = tuple((name, self.own[name][0] if name in self.own else "") for name in self.order)
        else:
            return {name: () if name == NIL else ((name, ""),) for name in self.outer}
        return {name: () if number else every for number, name in enumerate(self.outer)}

    @property
    def files(self) -> tuple[File, ...]:
        """Every file once, the most specific first."""
        found = [*self.line[:1], *self.own.values(), *self.along(self.line)]
        return tuple(dict.fromkeys([*found, *(one for file in self.own.values() for one in self.included[file[0]])]))


def read_chain(
    env: Environment,
    name: str,
    sections: Sequence[tuple[str, Source]],
    read: Reader,
    folders: Sequence[Path],
    choices: Mapping[str, tuple[str, ...]],
) -> Chain:
    """The templates of a report; `sections` are the names that the configuration gives, in order, and where it does so.

    `choices` are those between sentences that the program makes, each with their names.

    Raises TemplateError where a file or section is not there, goes in a circle, or stands there twice.
    """
    line = tuple(_line(env, name, read))
    known = top_blocks(env, *line[-1])
    faults = list(_section_faults(sections, known, own_sections(folders), line[-1][0]))
    if faults:
        raise TemplateError(faults)
    own = {each: (own_file(each), read(own_file(each), place)) for each, place in sections if each not in known}
    phrases = dict(_phrase_files(line, read, folders))
    beside = [file for files in phrases.values() for file in files]
    included = {file[0]: tuple(_included(env, file, read)) for file in (*line, *own.values(), *beside)}
    order = tuple(each for each in ([name for name, _place in sections] or known) if each != NIL)
    hidden = tuple([path for folder in folders if (path := folder / PHRASES).is_file()][1:])
    return _one(line, _items(included), _items(own), order, known, _items(phrases), _items(choices), hidden)


def _items(mapping: Mapping[str, _Value]) -> tuple[tuple[str, _Value], ...]:
    return tuple(mapping.items())


@lru_cache(maxsize=32)
def _one(
    line: tuple[File, ...],
    included: _Items[tuple[File, ...]],
    own: _Items[File],
    order: tuple[str, ...],
    outer: tuple[str, ...],
    phrases: _Items[tuple[File, ...]],
    choices: _Items[tuple[str, ...]],
    hidden: tuple[Path, ...],
) -> Chain:
    """The chain of these files: one for all counties that print the same templates."""
    return Chain(line, dict(included), dict(own), order, outer, dict(phrases), dict(choices), hidden)


def _phrase_files(
    line: Sequence[File], read: Reader, folders: Sequence[Path]
) -> Iterator[tuple[str, tuple[File, ...]]]:
    """Each template with its files of sentences: the one beside it, and before that of the first the one beside the configuration."""
    seen: set[str] = set()
    for number, (name, _text) in enumerate(line):
        beside = (PurePosixPath(name).parent / PHRASES).as_posix()
        wanted = [one for one in dict.fromkeys([PHRASES] * (number == 0) + [beside]) if one not in seen]
        seen.update(wanted)
        there = [one for one in wanted if any((folder / one).is_file() for folder in folders)]
        yield name, tuple((one, read(one, Source(one))) for one in there)


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
        for node in _includes(env, one):
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


def _includes(env: Environment, file: File) -> Sequence[nodes.Include]:
    try:
        return surveyed(env, file[1], file[0]).includes
    except TemplateSyntaxError:  # said where the source is checked
        return ()


def top_blocks(env: Environment, name: str, source: str) -> tuple[str, ...]:
    """The blocks of a template that stand in no other: its sections, in order."""
    try:
        return tuple(node.name for node in parsed(env, source, name).body if isinstance(node, nodes.Block))
    except TemplateSyntaxError:
        return ()
