"""Reports of the sample counties, built once, and files that were edited by hand, where they are there."""

import random
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from reportgen.actions.differing import Given
from reportgen.job import Job
from reportgen.model.periods import Period
from reportgen.pipeline import build
from reportgen.settings import load_settings
from tests.render import surgery

PROJECT = Path(__file__).resolve().parents[2]
EDITED = PROJECT.parent / "shared" / "cases" / "edited"
needs_edited = pytest.mark.skipif(not EDITED.is_dir(), reason="the files that were edited by hand are not here")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def built(county: str, period: str) -> Given:
    """The report of a sample county, with its trace."""
    loaded = load_settings(PROJECT / "config" / f"{county}.yaml")
    report = build(Job(loaded, loaded.ledger_files, Period.parse(period)))
    return Given(report.document, f"{county}-{period}.docx", report.trace)


def edited(name: str) -> Given:
    """A file that was edited by hand."""
    return Given((EDITED / name).read_bytes(), name)


def edited_names() -> list[str]:
    """All of them that remember their making."""
    lost = {"resaved_via_doc.docx", "resaved_via_odt.docx"}
    return sorted(path.name for path in EDITED.glob("*.docx") if path.name not in lost) if EDITED.is_dir() else []


def scribbled(data: bytes, seed: int) -> bytes:
    """A report as a careless hand leaves it: paragraphs deleted, moved, doubled, written anew; rows deleted, moved and doubled; words typed."""
    dice = random.Random(seed)  # noqa: S311  # a seeded generator is wanted
    root = etree.fromstring(surgery.parts_of(data)[surgery.MAIN])
    body = root.find(f"{_W}body")
    for _ in range(12):
        paragraphs = [one for one in body.iterchildren(f"{_W}p") if next(one.iter(f"{_W}t"), None) is not None]
        rows = list(body.iter(f"{_W}tr"))
        one, other = dice.sample(paragraphs, 2)
        row = dice.choice(rows)
        match dice.randrange(9):
            case 0:
                body.remove(one)
            case 1:
                other.addnext(one)
            case 2:
                twin = etree.fromstring(etree.tostring(one))
                _bare(twin)
                other.addnext(twin)
            case 3:
                other.addnext(
                    _paragraph(dice.choice(("另据了解，情况属实。", "县里已经部署，下季度复查。", "  2 项  ")))
                )
            case 4 if len(row.getparent().findall(f"{_W}tr")) > 2:
                row.getparent().remove(row)
            case 5:
                dice.choice(row.getparent().findall(f"{_W}tr")).addnext(row)
            case 6:
                _type(dice, list(one.iter(f"{_W}t")))
            case 7:
                _type(dice, list(row.iter(f"{_W}t")))
            case _:
                cell = dice.choice(row.findall(f"{_W}tc"))
                cell.insert(dice.choice((len(cell) - 1, len(cell))), _paragraph("见备注"))
    return surgery.zipped({**surgery.parts_of(data), surgery.MAIN: etree.tostring(root)})


def _paragraph(text: str) -> etree._Element:
    paragraph = etree.Element(f"{_W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}t").text = text
    return paragraph


def _bare(element: etree._Element) -> None:
    for one in list(element.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd")):
        one.getparent().remove(one)


def _type(dice: random.Random, texts: list[etree._Element]) -> None:
    if texts:
        one = dice.choice(texts)
        at = dice.randint(0, len(one.text or ""))
        text = one.text or ""
        one.text = text[:at] + dice.choice(("8", "约", "，其中", "")) + text[at + dice.randint(0, 3) :]
