"""The sections of attachments that lie across: parted anew where such an attachment came or went."""

from reportgen.model.reports.narratives import Attachment
from reportgen.update.trunk.entries import What
from reportgen.update.trunk.trunk import Trunk
from reportgen.update.whole.flow import Flow
from reportgen.word.editing.across import lay_across, upright_of
from reportgen.word.editing.lines import drop
from reportgen.word.memory.memory import Memory
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element

_P, _BODY, _SECTION, _PPR = (tag(f"w:{name}") for name in ("p", "body", "sectPr", "pPr"))
_SHOWN = tuple(tag(f"w:{name}") for name in ("t", "drawing", "pict", "fldChar", "fldSimple"))
_REFERENCES = (tag("w:headerReference"), tag("w:footerReference"))


def lie_anew(trunk: Trunk, flow: Flow) -> None:
    """Pages that should lie across do, the others stand; breaks that a person put before all attachments stay."""
    before, now = _attachments(trunk.base), _attachments(trunk.new)
    if before == now or not any(across for _, across in (*before, *now)) or not trunk.options.sure:
        return
    trunk.log.add(What.NOTICE, why="update.pages-turned")
    body = next(trunk.page.root.iter(_BODY))
    starts = {
        id(unit.elements[0]): block.landscape
        for block in trunk.new.blocks
        # its number stands above the title, in what is new together with it
        if isinstance(block, Attachment)
        and (unit := flow.units.get(f"{block.id}/number") or flow.units.get(block.id)) is not None
    }
    children = list(body)
    first = next((at for at, one in enumerate(children) if id(one) in starts), len(children))
    while first and _is_break(children[first - 1]):
        first -= 1
    region = children[first:]
    end = next((one for one in reversed(region) if one.tag == _SECTION), None)
    if end is None:
        return
    breaks = [one for one in region if _is_break(one)]
    if breaks:  # what the first of them says of headers and page numbers holds for all
        end[:] = list(_upright_of(breaks, end))
    for one in breaks:
        drop(one)
    parts: list[tuple[list[Element], bool]] = [([], False)]
    for one in region:
        if one is end or one in breaks:
            continue
        lies = starts.get(id(one), parts[-1][1])
        if lies != parts[-1][1]:
            parts.append(([], lies))
        parts[-1][0].append(one)
    for one in lay_across(parts, end, followed=False):
        end.addprevious(one)


def _attachments(memory: Memory) -> list[tuple[str, bool]]:
    """The attachments in their order, each with whether it lies across: one upright that goes leaves no empty page either."""
    return [(block.id, block.landscape) for block in memory.blocks if isinstance(block, Attachment)]


def _upright_of(breaks: list[Element], end: Element) -> Element:
    """The section as it was before it was parted: that of the first break, which keeps headers and footers, its pages upright."""
    first: Element | None = breaks[0].find(f"{_PPR}/{_SECTION}")
    return upright_of(end if first is None or any(one.tag in _REFERENCES for one in end) else first)


def _is_break(element: Element) -> bool:
    """Whether a paragraph says nothing and ends a section."""
    ends = element.tag == _P and element.find(f"{_PPR}/{_SECTION}") is not None
    return ends and next(element.iter(*_SHOWN), None) is None
