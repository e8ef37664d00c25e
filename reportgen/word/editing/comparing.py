"""A text that stands in a document, and the one that stood there -> tracked changes that lead from the one to the other.

The document holds the new words already: they are marked as put in where they stand, and the old ones are put beside them, struck
out. What is only in the old document is copied piece by piece, with nothing in it that leads elsewhere.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy

from reportgen.compare.wording import rewordings
from reportgen.word.editing.elements import field_runs, make, pieces
from reportgen.word.editing.lines import Line, Part, complex_fields
from reportgen.word.editing.revisions import Tracker
from reportgen.word.packages.names import NAMESPACES, tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element
from reportgen.word.pages.page import NOTE, Paragraph, Row, Run, Table, field_name
from reportgen.word.pages.walk import piece_of

_P, _R, _PPR, _RPR = tag("w:p"), tag("w:r"), tag("w:pPr"), tag("w:rPr")
_RELATION = f"{{{NAMESPACES['r']}}}"
_EMBED, _CHART, _ID = tag("r:embed"), tag("c:chart"), tag("r:id")
_CHANGES = {tag(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")}
_NOT_COPIED = {
    *_CHANGES,
    *(tag(f"w:{name}") for name in ("sectPr", "numPr", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange")),
    *(tag(f"w:{name}") for name in ("cellIns", "cellDel", "cellMerge", "tblPrExChange", "cnfStyle")),
}


def show_rewording(line: Line, old: str, tracker: Tracker) -> bool:
    """Marks in a line what it says otherwise than `old`; False, and nothing is changed, where that would do harm.

    The line is one without a tracker of its own: what is marked stands in it already.
    """
    found = rewordings(old, line.text)
    if not all(line.can_change(one.start, one.end) for one in found):
        return False
    for one in reversed(found):
        covered = _with_fields(line.cut(one.start, one.end))
        words = old[one.old_start : one.old_end].replace(NOTE, "")
        if words:
            _strike_beside(line, one.start, covered, words, tracker)
        _mark_inserted(covered, tracker)
    return True


def _with_fields(runs: list[Element]) -> list[Element]:
    """Runs that were put in, and the signs and codes of the fields of which they show the whole result: those were put in too."""
    covered = set(runs)
    for paragraph in dict.fromkeys(next(run.iterancestors(_P)) for run in runs):
        for one in complex_fields(paragraph):
            shown = [run for run in one.results if any(piece_of(child) for child in run)]
            if shown and covered.issuperset(shown):
                covered.update(one.runs)
    if len(covered) == len(runs):
        return runs
    return [run for run in next(runs[0].iterancestors(_P)).iter(_R) if run in covered]


def _strike_beside(line: Line, start: int, covered: Sequence[Element], words: str, tracker: Tracker) -> None:
    """Puts old words, struck out, before the new ones, or where they stood."""
    if covered:
        struck = make("r", *_form(covered[0]), *pieces(words))
        covered[0].addprevious(struck)
        tracker.strike(struck)
        return
    line.replace(start, start, [Part(words)])
    for run in line.cut(start, start + len(words)):
        tracker.strike(run)


def _mark_inserted(runs: Sequence[Element], tracker: Tracker) -> None:
    """Wraps runs as put in, those beside each other together."""
    holder: Element | None = None
    for run in runs:
        if holder is not None and run.getprevious() is holder:
            holder.append(run)
            continue
        holder = tracker.change("ins")
        run.addprevious(holder)
        holder.append(run)


def _form(run: Element) -> list[Element]:
    """The properties of a run, for another one."""
    properties = run.find(_RPR)
    return [] if properties is None else [_copied(properties)]


def _copied(properties: Element) -> Element:
    """Properties without what belongs to their own document: changes, lists, sections."""
    twin = deepcopy(properties)
    for one in [one for one in twin.iter() if one.tag in _NOT_COPIED]:
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)
    return twin


def copied_paragraph(paragraph: Paragraph, package: Package) -> Element:
    """A paragraph as it is shown, fit to stand in another document once its styles and pictures are there: text and pictures alone."""
    properties = paragraph.element.find(_PPR)
    twin = make("p", *([] if properties is None else [_copied(properties)]))
    for run in paragraph.runs:
        if not run.shown:
            continue
        code = _counts(run, paragraph)
        if code:
            twin.extend(_counted(run, code))
            continue
        inside = list(pieces(run.text.replace(NOTE, ""))) if run.text.replace(NOTE, "") else []
        inside += (deepcopy(one) for one in run.element.iterchildren(tag("w:drawing")) if _is_plain(one, package))
        if inside:
            twin.append(make("r", *_form(run.element), *inside))
    return twin


def _counts(run: Run, paragraph: Paragraph) -> str:
    """The code of the field that numbers captions, where a run shows its result: it counts on where the text is restored."""
    if not run.text:
        return ""
    found = (one.what.strip() for one in paragraph.fields if (one.start, one.end) == (run.start, run.end))
    return next((code for code in found if field_name(code) == "SEQ"), "")


def _counted(run: Run, code: str) -> list[Element]:
    runs = field_runs(code, run.text)
    for one in runs:
        for old in one.findall(_RPR):
            one.remove(old)
        one[:0] = _form(run.element)
    return runs


def _is_plain(drawing: Element, package: Package) -> bool:
    """Whether a drawing is a picture or chart of the package and nothing else."""
    if next(drawing.iter(tag("w:txbxContent")), None) is not None:
        return False
    links = {one.id: one for one in package.links.get(package.document, ())}
    used = [
        (one.tag, name, str(value))
        for one in drawing.iter()
        for name, value in one.attrib.items()
        if str(name).startswith(_RELATION)
    ]
    return bool(used) and all(
        (name == _EMBED or (name == _ID and kind == _CHART))
        and id in links
        and package.target(package.document, links[id]) in package.parts
        for kind, name, id in used
    )


def copied_row(row: Row, package: Package) -> Element:
    """A row as it is shown, fit to stand in another document."""
    twin = make("tr", *_properties(row.element, "tblPrEx", "trPr"))
    for cell in row.cells:
        paragraphs = [copied_paragraph(one, package) for one in cell.paragraphs] or [make("p")]
        twin.append(make("tc", *_properties(cell.element, "tcPr"), *paragraphs))
    return twin


def copied_table(table: Table, rows: Iterable[Row], package: Package) -> Element:
    """A table as it is shown, fit to stand in another document."""
    return make("tbl", *_properties(table.element, "tblPr", "tblGrid"), *(copied_row(one, package) for one in rows))


def _properties(element: Element, *names: str) -> list[Element]:
    found = (element.find(tag(f"w:{name}")) for name in names)
    return [_copied(one) for one in found if one is not None]
