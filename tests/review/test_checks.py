"""No check of the audit can be left out: each finds something in an edited report that no other check finds."""

import io
import re
from collections import Counter
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from reportgen.review.report_audit import auditing
from tests.render import surgery
from tests.review.mutations import MEMORY
from tests.review.test_ours import CONFIGS, audited, edited, lines, made, typed


def _first() -> str:
    return lines("Body")[0]


def _second() -> str:
    return lines("Body")[1]


def _caption() -> str:
    return lines("FigureCaption")[2]


def _in_word(edit: Callable[[Document], None]) -> bytes:
    """The first sample, opened, edited and saved."""
    document = docx.Document(io.BytesIO(made(CONFIGS[0]).document))
    edit(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _remembered(old: str, new: str) -> bytes:
    """The first sample with its memory changed by another program."""
    return surgery.edited(made(CONFIGS[0]).document, MEMORY, (old, new))


def _retitle(document: Document) -> None:
    document.core_properties.title = "关于春季植树的通知"


def _renumber(document: Document) -> None:
    heading = next(one for one in document.paragraphs if one.text.startswith("二、"))
    heading.runs[0].text = heading.runs[0].text.replace("二、", "四、", 1)


def _delete_column(document: Document) -> None:
    for row in document.tables[0].rows:
        row._tr.remove(row._tr.tc_lst[-1])


def _hide_number(document: Document) -> None:
    paragraph = next(one for one in document.paragraphs if "按月看" in one.text)
    paragraph.add_run("（底稿第3页）").font.hidden = True


def _lose_bookmarks(document: Document) -> None:
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in list(document.element.body.iter(qn(name))):
            mark.getparent().remove(mark)


def _paste_from_another_report() -> bytes:
    other = surgery.parts_of(made(CONFIGS[1]).document)[surgery.MAIN].decode()
    bodies = re.findall(r"<w:p>(?:(?!<w:p>).)*?</w:p>", other, flags=re.DOTALL)
    pasted = next(one for one in bodies if '"Body"' in one and "按月看" in one)
    return edited((_second(), _second() + pasted))


def _replace_picture() -> bytes:
    parts = surgery.parts_of(made(CONFIGS[0]).document)
    return surgery.zipped({**parts, "word/media/image1.png": parts["word/media/image2.png"]})


EDITS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "recollection": ("audit.memory-broken", lambda: _remembered(">137<", ">731<")),
    "blocks": ("audit.block-deleted", lambda: edited((_second(), ""))),
    "figures": ("audit.memory-differs", lambda: _remembered('<figure id="total">137<', '<figure id="total">139<')),
    "exchanged": ("audit.direction-edited", lambda: edited(("件，环比增长", "件，环比下降"))),
    "fixed": ("audit.typed-by-hand", lambda: edited((_second(), _second() + typed("另外走访群众52人。")))),
    "title_property": ("audit.title-property", lambda: _in_word(_retitle)),
    "headings": ("audit.heading-number", lambda: _in_word(_renumber)),
    "captions": (
        "audit.caption-number",
        lambda: edited((_caption(), _caption() + typed("图4　补充的图", "FigureCaption"))),
    ),
    "references": ("audit.reference-broken", lambda: edited((_second(), _second() + typed("详情见图9。")))),
    "charts": ("audit.picture-replaced", _replace_picture),
    "moved": ("audit.block-moved", lambda: edited((_first() + _second(), _second() + _first()))),
    "copied": ("audit.block-copied", lambda: edited((_second(), _second() + _second()))),
    "parted": (
        "audit.blocks-joined",
        lambda: edited(
            (
                _first() + _second(),
                _first().removesuffix("</w:p>") + re.sub(r"^<w:p><w:pPr>.*?</w:pPr>", "", _second()),
            )
        ),
    ),
    "columns": ("audit.columns-changed", lambda: _in_word(_delete_column)),
    "marks_lost": ("audit.marks-lost", lambda: _in_word(_lose_bookmarks)),
    "strange": ("audit.from-another-report", _paste_from_another_report),
    "hidden": ("audit.hidden-number", lambda: _in_word(_hide_number)),
    "dropped": ("audit.deleted-kept", lambda: edited((_second(), ""))),
}
"""For each check what it finds, and an edit that makes it find that."""


def _codes(document: bytes) -> Counter[str]:
    return Counter(one.code for one in audited(document))


def test_every_check_has_an_edit() -> None:
    """A new check comes with one."""
    assert [check.__name__ for check in auditing.CHECKS] == list(EDITS)


@pytest.mark.parametrize("name", EDITS)
def test_a_check_that_is_left_out_is_missed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its finding is there with all checks, and gone without this one alone."""
    code, edit = EDITS[name]
    document = edit()
    found = _codes(document)
    others = tuple(check for check in auditing.CHECKS if check.__name__ != name)
    monkeypatch.setattr(auditing, "CHECKS", others)
    assert found[code] > _codes(document)[code]
