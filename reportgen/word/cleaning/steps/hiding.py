"""Hidden text: runs that are hidden by their own format or a style, hidden rows, cells behind merged ones, hidden ends of paragraphs.

What is hidden goes; then nothing needs hiding any more, and the switch goes everywhere but at the numbers of lists, where it
hides no text. The end of a paragraph that shows something is no longer hidden: the paragraph stays one of its own.
"""

from collections.abc import Mapping

from reportgen.word.cleaning.steps.fields import pieces
from reportgen.word.cleaning.tree import (
    PPR,
    RANGES,
    RPR,
    TC,
    TR,
    P,
    R,
    closed_cells,
    half_ranges,
    has_content,
    is_empty_run,
    remove,
    remove_keeping,
)
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element
from reportgen.word.pages.styles import PLAIN, Style, switch

_VANISH, _SPECIAL = tag("w:vanish"), tag("w:specVanish")
_CHAR, _CODE, _VALUE = tag("w:fldChar"), tag("w:instrText"), tag("w:val")
_RUNS = (R, tag("m:r"))
_ROW_HIDDEN = f"{tag('w:trPr')}/{tag('w:hidden')}"
_V_MERGE = f"{tag('w:tcPr')}/{tag('w:vMerge')}"


def hidden_in(root: Element, styles: Mapping[str, Style]) -> list[Element]:
    """What a part hides: rows, runs in cells behind merged ones, and runs that are hidden by their own format or a style."""
    rows = [row for row in root.iter(TR) if switch(row.find(_ROW_HIDDEN))]
    cells = [cell for cell in root.iter(TC) if _goes_on(cell) and any(map(_shows, cell.iter(*_RUNS)))]
    covered = {id(run) for one in (*rows, *cells) for run in one.iter(*_RUNS)}
    runs = [run for run in root.iter(*_RUNS) if id(run) not in covered and _is_hidden(run, styles)]
    return [*rows, *cells, *runs]


def remove_hidden(root: Element, styles: Mapping[str, Style]) -> int:
    """Takes the hidden text out of a part; says how many pieces there were."""
    hidden = hidden_in(root, styles)
    _remove_runs(root, [one for one in hidden if one.tag in _RUNS])
    for one in hidden:
        if one.tag == TR:
            remove_keeping(one, half_ranges(one))
        elif one.tag == TC:
            for run in [run for run in one.iter(*_RUNS) if _shows(run)]:
                remove(run)
    ends = [paragraph for paragraph in root.iter(P) if _end_hidden(paragraph, styles)]
    for paragraph in ends:
        _remove_paragraph(paragraph)
    if hidden or ends:
        closed_cells(root)
    return len(hidden) + len(ends)


def unhide(root: Element) -> None:
    """Takes the switch that hides text out of a part; at the numbers of lists it hides no text, and stays."""
    for element in list(root.iter(_VANISH, _SPECIAL)):
        if next(element.iterancestors(tag("w:lvl")), None) is None:
            remove(element)


def _goes_on(cell: Element) -> bool:
    """Whether a cell only goes on with the one above it: what it holds is not printed."""
    merged = cell.find(_V_MERGE)
    return merged is not None and merged.get(_VALUE, "continue") == "continue"


def _shows(run: Element) -> bool:
    return not is_empty_run(run)


def _is_hidden(run: Element, styles: Mapping[str, Style]) -> bool:
    """As the reader of pages takes it: a switch that is thrown by two styles is off again (17.7.3)."""
    properties = run.find(RPR)
    own = None if properties is None else switch(properties.find(_VANISH))
    if own is not None:
        return own
    paragraph = next(run.iterancestors(P), None)
    by_paragraph = paragraph is not None and _style(paragraph.find(PPR), "w:pStyle", styles).hidden
    return _style(properties, "w:rStyle", styles).hidden != by_paragraph


def _end_hidden(paragraph: Element, styles: Mapping[str, Style]) -> bool:
    properties = paragraph.find(PPR)
    marked = None if properties is None else properties.find(RPR)
    own = None if marked is None else switch(marked.find(_VANISH))
    if own is not None:
        return own
    return _style(properties, "w:pStyle", styles).hidden != _style(marked, "w:rStyle", styles).hidden


def _style(properties: Element | None, kind: str, styles: Mapping[str, Style]) -> Style:
    named = None if properties is None else properties.find(tag(kind))
    if named is None:
        return styles.get("", PLAIN) if kind == "w:pStyle" else PLAIN
    return styles.get(named.get(_VALUE, ""), PLAIN)


def _remove_runs(root: Element, hidden: list[Element]) -> None:
    """Removes hidden runs; of a field that is hidden in part only, its signs and its code stay, which nobody sees."""
    gone = {id(run) for run in hidden}
    needed = set[int]()
    for piece in pieces(root):
        spelled = [*piece.signs, *piece.codes]
        runs = [run for one in spelled if (run := one.getparent()) is not None]
        if any(id(run) not in gone for run in runs):
            needed |= {id(run) for run in runs}
    for run in hidden:
        if id(run) not in needed:
            remove(run)
            continue
        for child in list(run):
            if child.tag not in (RPR, _CHAR, _CODE):
                run.remove(child)


def _remove_paragraph(paragraph: Element) -> None:
    """Removes a paragraph with a hidden end that shows nothing; not the last of a cell or text, nor the last of a section."""
    properties = paragraph.find(PPR)
    section = properties is not None and properties.find(tag("w:sectPr")) is not None
    following = paragraph.getnext()
    while following is not None and following.tag in RANGES:
        following = following.getnext()
    if section or has_content(paragraph) or following is None or following.tag == tag("w:sectPr"):
        return
    remove_keeping(paragraph, [one for one in paragraph if one.tag in RANGES])
