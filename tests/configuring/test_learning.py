"""The form of a sample: learned from our own reports it is the form that they were made in; from a stranger's, what an eye would say."""

import io
import itertools
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from typer.testing import CliRunner

from reportgen.cli import app
from reportgen.configuring.forms.learning import Learned
from reportgen.configuring.forms.learning import learn as learn_form
from reportgen.messages import DocumentError
from reportgen.render import render
from reportgen.settings import Form, load_settings
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

PROJECT = Path(__file__).resolve().parents[2]
EDITORS = PROJECT.parent / "shared" / "cases" / "editors"
STANDARD: dict[str, Any] = {
    "paper": "A4",
    "margins": {"top": "37", "bottom": "35", "left": "28", "right": "26"},
    "pitch": "28.95磅",
    "characters": 28,
    "captions": {"chart": "below"},
    "page_number": {"form": "— 1 —", "place": "outside", "first": True, "font": "宋体", "size": "四号"},
}
"""The form of the built-in page, but for its type."""
HOUSE: dict[str, Any] = {
    "paper": "16开",
    "margins": {"top": "30", "bottom": "25", "left": "22.5", "right": "20"},
    "pitch": "26磅",
    "characters": 27,
    "fonts": {
        "title": {"font": "华文中宋", "size": "小二", "bold": True},
        "h1": {"font": "黑体", "size": "小三", "bold": False, "indent": 0},
        "h2": {"font": "楷体", "size": "四号", "bold": True, "indent": 2},
        "h3": {"font": "仿宋", "size": "四号", "bold": True, "indent": 2},
        "h4": {"font": "仿宋", "size": "四号", "bold": False, "indent": 2},
        "body": {"font": "仿宋", "latin": "Times New Roman", "size": "四号", "bold": False, "indent": 2},
        "caption": {"font": "黑体", "size": "五号", "bold": True},
        "table": {"font": "宋体", "size": "五号", "bold": False},
        "table_head": {"font": "黑体", "size": "五号", "bold": True},
        "note": {"font": "楷体", "size": "小五", "bold": False, "indent": 2},
        "signature": {"font": "楷体", "size": "四号", "bold": False},
    },
    "numbering": "第一章/1.1/1.1.1/（1）",
    "captions": {"chart": "above"},
    "signature": {"place": "sealed"},
    "page_number": {"form": "第1页 共N页", "place": "center", "first": False, "font": "楷体", "size": "小五"},
}


def learn(path: Path) -> Learned:
    """What is learned from a file."""
    return learn_form(path.read_bytes(), path.name)


def report(form: dict[str, Any]) -> bytes:
    """The sample report in a form."""
    wanted = Form.model_validate(form)
    labels = replace(NARRATIVE.labels, headings=wanted.numbering or "hanzi")
    narrative = replace(NARRATIVE, labels=labels, fields={**NARRATIVE.fields, "date": "2026年10月12日"})
    return render(narrative, PICTURES, PAGE, MEMORY, STAMP, form=wanted)


def learned(folder: Path, data: bytes) -> Form:
    """The form of a file."""
    path = folder / "sample.docx"
    path.write_bytes(data)
    return learn(path).form


def test_a_house_form_comes_back_whole(tmp_path: Path) -> None:
    """Every value that the report was made with."""
    assert learned(tmp_path, report(HOUSE)) == Form.model_validate(HOUSE)


def test_the_built_in_page_is_learned_as_the_standard_has_it(tmp_path: Path) -> None:
    """Paper, margins, lines, type, numbers, places; and a report in that form looks as it did."""
    form = learned(tmp_path, report({}))
    expected = Form.model_validate(STANDARD)
    for key in STANDARD:
        assert getattr(form, key) == getattr(expected, key), key
    assert [form.fonts.title.font, form.fonts.title.size] == ["方正小标宋简体", "二号"]
    levels = [(each.font, each.size) for each in (form.fonts.h1, form.fonts.h2, form.fonts.h3, form.fonts.body)]
    assert levels == [(font, "三号") for font in ("黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312")]
    assert form.numbering == "一、/（一）/1./（1）"
    assert form.signature.place == "unsealed"
    again = learned(tmp_path, report(form.model_dump(exclude_defaults=True)))
    assert again == form


@pytest.mark.parametrize("place", ["unsealed", "sealed", "right", "under_title"])
def test_each_place_of_the_day_is_seen(tmp_path: Path, place: str) -> None:
    """Where office and day stand."""
    form: dict[str, Any] = {"signature": {"place": place}}
    data = report(form)
    if place == "under_title":
        document = docx.Document(io.BytesIO(data))
        for one in [one for one in document.paragraphs if one.style and one.style.name in ("署名", "成文日期")]:
            one._p.getparent().remove(one._p)
        data = _saved(document)
    assert learned(tmp_path, data).signature.place == place


@pytest.mark.parametrize(
    "name", ["01_word_resave", "37_wps_style_ids", "49_libreoffice_resave", "38_word_cn_style_ids"]
)
def test_a_report_that_other_programs_saved(name: str) -> None:
    """Word, WPS and LibreOffice give styles other ids, write defaults anew, round lengths: the form is the same."""
    path = EDITORS / f"{name}.docx"
    if not path.is_file():
        pytest.skip("the files of other editors are not part of the project")
    form, expected = learn(path).form, Form.model_validate(STANDARD)
    for key in STANDARD:
        assert getattr(form, key) == getattr(expected, key), key
    assert form.numbering == "一、/（一）"
    assert [form.fonts.h1.font, form.fonts.h2.font, form.fonts.body.size] == ["黑体", "楷体_GB2312", "三号"]
    assert form.signature.place == "unsealed"


def _saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write(document: Document, text: str, font: str, points: float, align: Any = None, bold: bool = False) -> Any:
    """A paragraph without style, formatted by hand, as clerks do."""
    paragraph = document.add_paragraph()
    _run(paragraph, text, font, points, bold)
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(30)
    return paragraph


def _run(paragraph: Any, text: str, font: str, points: float, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.font.bold = Pt(points), "Times New Roman", bold or None
    run._r.rPr.rFonts.set(qn("w:eastAsia"), font)


def by_hand() -> Document:
    """A report as a clerk types it: no styles, spaces for indents and places, headings that run into their text, a red head above."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(33), Mm(30)
    section.left_margin, section.right_margin = Mm(27), Mm(25)
    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    _write(document, "某某县督查专报", "方正小标宋简体", 42, centre)
    _write(document, "第9期", "仿宋", 16, centre)
    _write(document, "关于上半年窗口服务情况的", "华文中宋", 22, centre, True)
    _write(document, "调查报告", "华文中宋", 22, centre, True)
    _write(
        document,
        "　　今年上半年，督查室对全县十二个窗口单位开展了三轮明察暗访，走访群众二百余人次。现将有关情况报告如下。",
        "仿宋",
        16,
    )
    _write(document, "　　一、基本情况", "黑体", 16)
    for number in "一二三":
        one = _write(document, f"　　（{number}）总体平稳。", "楷体", 16, bold=True)
        _run(one, "多数窗口做到了准时开门、有人值守，群众办事等候的时间比过去有所缩短；个别窗口午间无人。", "仿宋", 16)
    _write(document, "　　二、存在问题", "黑体", 16)
    _write(document, "　　1.有的窗口服务意识不强。", "仿宋", 16, bold=True)
    _write(document, "　　2.有的窗口解释不清楚。", "仿宋", 16, bold=True)
    _write(
        document,
        "　　从走访了解的情况看，3.5成以上的群众希望延长办理时间，对一次性告知的做法比较认可，也提出了不少意见。",
        "仿宋",
        16,
    )
    _write(document, "表1　各窗口走访情况", "黑体", 12, centre)
    table = document.add_table(2, 2)
    for row, font in zip(table.rows, ("黑体", "宋体"), strict=True):
        for cell in row.cells:
            _run(cell.paragraphs[0], "甲乙丙", font, 10.5)
    _write(document, "某某县督查室　　　　", "仿宋", 16, right)
    _write(document, "2026年7月8日　　　　", "仿宋", 16, right)
    footer = section.footer.paragraphs[0]
    footer.alignment = centre
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = footer.add_run()
        element = run._r.makeelement(qn("w:fldChar" if kind else "w:instrText"), {})
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)
        run.font.size = Pt(14)
    return document


def test_a_report_typed_without_styles(tmp_path: Path) -> None:
    """What an eye sees: the title and not the red head, headings by their numbers, indents and places made of spaces."""
    form = learned(tmp_path, _saved(by_hand()))
    assert form.margins.model_dump() == {"top": "33", "bottom": "30", "left": "27", "right": "25"}
    assert form.pitch == "30磅"
    assert (form.fonts.title.font, form.fonts.title.size, form.fonts.title.bold) == ("华文中宋", "二号", True)
    assert (form.fonts.body.font, form.fonts.body.latin, form.fonts.body.size) == ("仿宋", "Times New Roman", "三号")
    assert [form.fonts.body.indent, form.fonts.h1.indent, form.fonts.h2.indent] == [2, 2, 2]
    assert (form.fonts.h1.font, form.fonts.h1.bold) == ("黑体", False)
    assert (form.fonts.h2.font, form.fonts.h2.bold) == ("楷体", True)
    assert (form.fonts.h3.font, form.fonts.h3.bold) == ("仿宋", True)
    assert form.numbering == "一、/（一）/1."
    assert (form.fonts.caption.font, form.fonts.caption.size) == ("黑体", "小四")
    assert (form.fonts.table_head.font, form.fonts.table.font, form.fonts.table.size) == ("黑体", "宋体", "五号")
    assert form.signature.place == "sealed"
    assert (form.page_number.form, form.page_number.place, form.page_number.size) == ("1", "center", "四号")


def test_nothing_that_the_sample_says_is_copied(tmp_path: Path) -> None:
    """No four characters of its text stand in what is written, not even of words beside a page number."""
    document = by_hand()
    document.sections[0].footer.paragraphs[0].runs[0].text = "督查室内部 "
    path = tmp_path / "sample.docx"
    path.write_bytes(_saved(document))
    written = learn(path)
    text = "".join(one.text for one in document.paragraphs)
    pieces = {text[place : place + 4] for place in range(len(text) - 3)} | {"督查室"}
    assert [piece for piece in pieces if piece in written.text] == []
    assert "page_number.form" in written.missing


def test_what_was_not_found_is_said(tmp_path: Path) -> None:
    """A letter has no caption, table or heading: each is named with the reason, none is invented."""
    document = docx.Document()
    document.add_paragraph(
        "这是一封没有任何版式的信，只有这一段文字，用来说明没有找到的内容会逐项说明原因，不会编造。" * 2
    )
    path = tmp_path / "sample.docx"
    path.write_bytes(_saved(document))
    found = learn(path)
    missing = {"fonts.caption", "fonts.table", "fonts.h1", "numbering", "signature.place", "page_number.form"}
    assert missing <= found.missing.keys()
    assert all(f"#   {key}: " in found.text for key in missing)
    assert found.form.numbering is None


def test_the_comment_of_each_value_says_where_it_was_seen(tmp_path: Path) -> None:
    """The paragraph, counted as the audit counts them; of several how many agree."""
    path = tmp_path / "sample.docx"
    path.write_bytes(report({}))
    text = learn(path).text
    values = [line for line in text.splitlines() if re.search(r": .*#", line) and not line.strip().startswith("#")]
    assert len(values) > 40
    assert all(line.partition("#")[2].strip() for line in values)
    title = next(line for line in values if "方正小标宋简体" in line)
    assert re.search(r"\b1\b|第 1 段", title.partition("#")[2])


def test_what_is_written_is_a_configuration(tmp_path: Path) -> None:
    """It loads, and says what was learned."""
    path = tmp_path / "sample.docx"
    path.write_bytes(report(HOUSE))
    base = Path("/".join([".."] * (len(tmp_path.parts) - 1))) / str(PROJECT / "config/qinglan.yaml").lstrip("/")
    config = tmp_path / "county.yaml"
    config.write_text(f"extends: {base}\n{learn(path).text}", "utf-8")
    assert load_settings(config).settings.form == Form.model_validate(HOUSE)


def _zip(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


BASE = PAGE.read_bytes()
HOSTILE = {
    "bomb": surgery.zipped({**surgery.parts_of(BASE), "word/media/x.xml": b" " * 60_000_000}),
    "leaves the folder": surgery.zipped({**surgery.parts_of(BASE), "../../x": b""}),
    "entities": surgery.zipped(
        {
            **surgery.parts_of(BASE),
            "word/styles.xml": b'<!DOCTYPE x [<!ENTITY a "aa">]>' + surgery.parts_of(BASE)["word/styles.xml"],
        }
    ),
    "no document": _zip(**{"a.txt": b"x"}),
    "not a zip": b"%PDF-1.7",
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(tmp_path: Path, name: str) -> None:
    """By the limits of every Word file that comes from outside; the command says so and writes nothing."""
    path, out = tmp_path / "sample.docx", tmp_path / "form.yaml"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(DocumentError):
        learn(path)
    result = CliRunner().invoke(app, ["learn", str(path), "--out", str(out)])
    assert (result.exit_code, out.exists()) == (1, False)


def test_values_that_form_does_not_take_are_left_out_and_told(tmp_path: Path) -> None:
    """A font whose name could not stand in a style."""
    document = by_hand()
    for run in itertools.chain.from_iterable(one.runs for one in document.paragraphs):
        if run.font.size == Pt(22):
            run._r.rPr.rFonts.set(qn("w:eastAsia"), "很长的字体名称" * 6)
    path = tmp_path / "sample.docx"
    path.write_bytes(_saved(document))
    found = learn(path)
    assert [one.code for one in found.issues] == ["learn.unusable"]
    assert found.form.fonts.title.font is None
    assert found.form.fonts.title.size == "二号"


def test_the_command(tmp_path: Path) -> None:
    """On the screen, or into a file."""
    path, out = tmp_path / "sample.docx", tmp_path / "form.yaml"
    path.write_bytes(report({}))
    shown = CliRunner().invoke(app, ["learn", str(path)])
    assert shown.exit_code == 0
    assert "\nform:\n" in shown.output
    written = CliRunner().invoke(app, ["learn", str(path), "--out", str(out)])
    assert written.exit_code == 0
    assert out.read_text("utf-8") == shown.output
    again = CliRunner().invoke(app, ["learn", str(path), "--out", str(out)])
    assert (again.exit_code, out.read_text("utf-8")) == (2, shown.output)  # nothing of a person's is overwritten
    assert CliRunner().invoke(app, ["learn", str(tmp_path / "nothing.docx")]).exit_code == 2
