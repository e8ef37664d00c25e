"""What is wrong with sentences by name: asked for and nowhere written, written and asked for by nobody."""

import difflib
from collections.abc import Collection, Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.compose.template.blocks.resolution import reached
from reportgen.compose.template.blocks.unprinted import printed_by
from reportgen.compose.template.source.chain import NIL, PHRASES, Chain, File
from reportgen.compose.template.source.reading import of_grammar, parsed, phrase_name, surveyed
from reportgen.messages import _, issue
from reportgen.model.sources import Issue, Source
from reportgen.settings.suggestions import ask, listed, shown


def phrases_of(env: Environment, chain: Chain) -> tuple[str, ...]:
    """The names of all sentences that are written."""
    try:
        found = [one.name for file in chain.sentences for one in surveyed(env, file[1], file[0]).blocks]
    except TemplateSyntaxError:  # said where the source is checked
        return ()
    return tuple(dict.fromkeys(found))


def phrase_issues(env: Environment, chain: Chain) -> Iterator[Issue]:
    """An issue for each sentence that is asked for and nowhere written, and for each that is written in vain."""
    for path in chain.hidden:
        yield issue("template.phrases-hidden", Source(PHRASES), path=path)
    if not _is_faultless(env, chain):
        yield from _issues(env, chain)


@of_grammar(32)
def _is_faultless(env: Environment, chain: Chain) -> bool:
    """Remembered of each chain; its faults are not, they are worded in the language of who asks."""
    try:
        return not any(True for _ in _issues(env, chain))
    except TemplateSyntaxError:  # said where the source is checked
        return True


def _issues(env: Environment, chain: Chain) -> Iterator[Issue]:
    known = phrases_of(env, chain)
    asked: set[str] = set()
    for name, text in chain.files:
        for call in surveyed(env, text, name).calls:
            wanted = phrase_name(call)
            asked.update(chain.choices.get(wanted, (wanted,)))
            yield from _unwritten(wanted, chain, known, Source(name, None, call.lineno))
    printed = reached(env, chain).blocks
    files = chain.sentences
    for place, file in enumerate(files):
        yield from _in_vain(env, file, {*asked, *_names(env, files[place + 1 :])}, known)
        for block in surveyed(env, file[1], file[0]).blocks if place + 1 < len(files) else ():
            if block.name in asked and block.name not in printed:
                yield issue("template.block-not-printed", Source(file[0], None, block.lineno), name=block.name)


def unspoken(env: Environment, chain: Chain, spoken: Collection[str]) -> Iterator[Issue]:
    """A hint for each sentence that a county words anew and this report does not say: it may have been another that was meant."""
    base = chain.phrases.get(chain.line[-1][0], ())[-1:]
    printed = reached(env, chain).blocks
    for number, (name, text) in enumerate(chain.sentences):
        if (name, text) in base:
            continue
        others_words = _names(
            env, chain.sentences[number + 1 :]
        )  # a new sentence is said where its own template wants it
        for block in surveyed(env, text, name).blocks:
            ours = printed.get(block.name, NIL) != NIL
            if ours and block.name in others_words and block.name not in spoken:
                place = Source(name, None, block.lineno)
                others = next((each for each in chain.choices.values() if block.name in each), ())
                said = [one for one in others if one in spoken]
                instead = _("Said instead: {names}. ").format(names=listed(said)) if said else ""
                yield issue("phrases.not-said", place, name=block.name, instead=instead)


def _unwritten(wanted: str, chain: Chain, known: Collection[str], place: Source) -> Iterator[Issue]:
    if wanted in chain.choices:
        for phrase in chain.choices[wanted]:
            if phrase not in known:
                yield issue("template.phrase-missing", place, name=phrase, choice=wanted)
    elif wanted and wanted not in known:
        yield _unknown(wanted, [*known, *chain.choices], place)


def _in_vain(env: Environment, file: File, wanted: Collection[str], known: Collection[str]) -> Iterator[Issue]:
    """Sentences of a file that nobody asks for, and what stands beside sentences."""
    name, text = file
    for node in parsed(env, text, name).body:
        place = Source(name, None, node.lineno)
        if isinstance(node, nodes.Block):
            if node.name not in wanted:
                yield _unknown(node.name, [one for one in known if one in wanted], place)
        elif isinstance(node, nodes.Extends):
            yield issue("template.refused", place, what="extends")
        elif said := printed_by(node):
            yield issue("template.outside-blocks", place, text=shown(said))


def _unknown(name: str, known: Collection[str], place: Source) -> Issue:
    near = difflib.get_close_matches(name, list(known), n=1)
    return issue("template.unknown-phrase", place, name=name, suggestion=ask(near[0]) if near else "")


def _names(env: Environment, files: Collection[File]) -> set[str]:
    return {one.name for name, text in files for one in surveyed(env, text, name).blocks}
