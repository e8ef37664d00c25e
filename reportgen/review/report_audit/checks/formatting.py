"""Whether a paragraph of ours looks otherwise than it was written.

A report is written without direct formatting but for bold words, and each kind of paragraph in a style of its own; so what stands
there directly was put there. What programs add when they save (fonts, languages, spacing, indents, kerning) is not looked at.
"""

from reportgen.model.reports.narratives import (
    Attachment,
    AttachmentLine,
    Block,
    Chart,
    Heading,
    Paragraph,
    Signature,
    Span,
    Table,
    phrases_of,
)
from reportgen.review.report_audit.report.audited_report import AuditedReport, Line
from reportgen.word.memory.memory import Memory
from reportgen.word.packages.names import tag
from reportgen.word.pages.page import Run
from reportgen.word.pages.styles import switch

_SWITCHES = tuple(tag(f"w:{name}") for name in ("i", "strike", "dstrike", "outline", "shadow", "emboss", "imprint"))
_NONE = {"w:u": "none", "w:highlight": "none", "w:color": "auto", "w:em": "none", "w:vertAlign": "baseline"}
_VALUE, _FILL, _SIZE, _BOLD = tag("w:val"), tag("w:fill"), tag("w:sz"), tag("w:b")
_RPR, _JUSTIFIED = tag("w:rPr"), f"{tag('w:pPr')}/{tag('w:jc')}"
_BLACK = "000000"
_DATE = "成文日期"  # stands by its left, whatever its style says


class Forms:
    """How the paragraphs and tables of a report were written: in which style, and which words bold."""

    def __init__(self, memory: Memory) -> None:
        """Of a report with this memory."""
        told = any(isinstance(block, Heading) for block in memory.blocks)
        self._styles = {id: style for block in memory.blocks for id, style in _styles_of(block, told)}
        self._bold = {
            id: "".join(
                part.text
                for phrase in (phrases_of(block) if isinstance(block, Table) else [phrase])
                for part in phrase
                if isinstance(part, Span) and part.bold
            )
            for block in memory.blocks
            for id, phrase in block.lines
        }

    def differ(self, audited: AuditedReport, line: Line) -> bool:
        """Whether a line of ours was given another form by hand."""
        row = audited.placement.rows.get(line.number)
        ids = audited.blocks(line) if row is None else (row[0],)
        bold = "".join(self._bold.get(id, "") for id in ids)
        if line.paragraph is not None and ids:
            styles = {self._styles[id] for id in ids if id in self._styles}
            found = line.paragraph.element.find(_JUSTIFIED)
            ours = styles == {_DATE} and found is not None and found.get(_VALUE) in ("left", "start")
            if (found is not None and not ours) or (styles and line.paragraph.style.name not in styles):
                return True
        return any(
            _is_formed(run, bold) for one in line.item.paragraphs for run in one.runs if run.shown and run.text.strip()
        )


def _is_formed(run: Run, bold: str) -> bool:
    """Whether a run has a form of its own: bold where no bold words were written, italic, underlined, coloured, of another size."""
    properties = run.element.find(_RPR)
    if properties is None:
        return False
    if any(switch(properties.find(name)) for name in _SWITCHES):
        return True
    if switch(properties.find(_BOLD)) and run.text.strip() not in bold:
        return True
    if properties.find(_SIZE) is not None:
        return True
    for name, none in _NONE.items():
        found = properties.find(tag(name))
        if found is not None and found.get(_VALUE, none) not in {none, _BLACK, ""}:
            return True
    shade = properties.find(tag("w:shd"))
    return shade is not None and shade.get(_FILL, "auto") not in {"auto", ""}


def _styles_of(block: Block, told: bool) -> list[tuple[str, str]]:
    """The styles of a block's paragraphs; memories of earlier versions do not tell headings from text: then nothing is said of both."""
    match block:
        case Heading():
            return [(block.id, f"heading {block.level}")]
        case Paragraph():
            return [(block.id, "注释" if block.style == "note" else "公文正文")] if told else []
        case Table():
            return [(block.id, "表题")]
        case Chart():
            return [(block.id, "图题")]
        case AttachmentLine():
            return [(id, "附件说明") for id, _ in block.lines]
        case Signature():
            return list(zip((id for id, _ in block.lines), ("署名", _DATE), strict=True))
        case Attachment():
            return [(block.id, "title")]
