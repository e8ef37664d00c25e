"""A house has the captions of charts above: caption and picture stay together, whatever a new report adds, drops or turns round."""

import hashlib
import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from reportgen.model.reports.narratives import Block, Chart, Heading, Narrative, Paragraph, Signature, Span
from reportgen.model.reports.pictures import Picture
from reportgen.render import render
from reportgen.settings import Form
from tests.render.sample import MEMORY, PAGE, STAMP, chart, png
from tests.update.reports import updated

FORM = Form.model_validate({"captions": {"chart": "above"}})
FIELDS = {"office": "某县某室", "date": "2026年10月12日", "period": "2026年第三季度", "county": "某县"}
NAMES = ("units", "trend", "days")
SHADES = {name: 40 + 60 * number for number, name in enumerate(NAMES)}


def text(name: str) -> Paragraph:
    """The paragraph before a chart."""
    return Paragraph(f"{name}/text", (Span(f"关于{name}的情况，先说文字，再看图，两者说的是一件事。"),))


def report(*names: str, shift: int = 0) -> bytes:
    """A report with a section for each chart."""
    blocks: list[Block] = []
    for name in names:
        blocks += [Heading(name, 1, (Span(f"{name}部分"),)), text(name), chart(name, f"{name}的图")]
    blocks.append(Signature("signature", "某县某室", "2026年10月12日"))
    pictures = {
        block.spec.id: Picture(
            block.spec.id, png(shade=SHADES[block.spec.id.partition("/")[0]] + shift), 120.0, 60.0, "图"
        )
        for block in blocks
        if isinstance(block, Chart)
    }
    narrative = Narrative("某县报告", tuple(blocks), {}, FIELDS)
    return render(narrative, pictures, PAGE, replace(MEMORY), STAMP, form=FORM)


def pairs(data: bytes) -> list[tuple[str, str]]:
    """Each caption with the digest of the picture in the paragraph behind it."""
    document = docx.Document(io.BytesIO(data))
    found = []
    for one in document.paragraphs:
        if one.style is not None and one.style.name == "图题":
            after = one._p.getnext()
            (blip,) = after.iter(qn("a:blip"))
            picture = document.part.related_parts[blip.get(qn("r:embed"))].blob
            found.append((one.text.partition("\u3000")[2], hashlib.sha256(picture).hexdigest()))
    assert len(document.inline_shapes) == len(found)
    return found


def picture(name: str, shift: int = 0) -> tuple[str, str]:
    """The pair that is wanted."""
    return f"{name}的图", hashlib.sha256(png(shade=SHADES[name] + shift)).hexdigest()


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (NAMES, NAMES),
        (NAMES, ("trend", "units", "days")),
        (NAMES, ("days", "trend", "units")),
        (NAMES, ("trend", "days")),
        (("units", "days"), NAMES),
        (("trend",), NAMES),
        (NAMES, ("units",)),
    ],
)
def test_caption_and_picture_stay_together(before: tuple[str, ...], now: tuple[str, ...]) -> None:
    """Each caption once, above the new picture of its own chart."""
    old = docx.Document(io.BytesIO(report(*before)))
    next(one for one in old.paragraphs if one.text.startswith("关于")).add_run("这是后来添的一句。")
    stream = io.BytesIO()
    old.save(stream)
    made = updated(stream.getvalue(), report(*now, shift=5))
    found = pairs(made.document)
    names = [caption.removesuffix("的图") for caption, _ in found]
    assert sorted(names) == sorted(now)
    assert found == [picture(name, 5) for name in names]
