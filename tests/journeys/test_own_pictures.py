"""Pictures that an office puts into a section of its own: shown with a numbered caption, checked by what they hold, kept by updates."""

import io
import json
import shutil
import zlib
from pathlib import Path

import docx
import pytest
from PIL import Image

from reportgen.word import open_package
from reportgen.word.pages.reader import read_page
from tests.journeys.program import run

_PROJECT = Path(__file__).resolve().parents[2]
_COUNTY = """extends: reportgen:base
county: {name: 石桥县, code: "990177"}
office: {name: 石桥县作风建设办公室}
ledger: {files: [台账.csv]}
report: {name: 情况, sections: [lead, 走访]}
"""
_SECTION = "# 走访情况\n\n走访情况如下。\n\n![窗口走访情况](图片.png)\n\n以上为走访情况。\n"
_REPORT = "out/990177-2026Q3-情况.docx"


def _png(colour: str = "navy", size: tuple[int, int] = (900, 300)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


def _photograph(side: int = 1) -> bytes:
    """A JPEG that names its camera's owner, and which side was up as Exif counts them."""
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "CANARY-OWNER"
    exif[0x0112] = side
    Image.new("RGB", (300, 900), "grey").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county with a section that shows a picture."""
    shutil.copy(_PROJECT / "samples" / "wangshan" / "问题台账.csv", tmp_path / "台账.csv")
    (tmp_path / "county.yaml").write_text(_COUNTY, "utf-8")
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "走访.md").write_text(_SECTION, "utf-8")
    (tmp_path / "sections" / "图片.png").write_bytes(_png())
    return tmp_path


def _build(folder: Path, out: str = "out") -> list[tuple[str, str, str]]:
    """Builds; the issues of the sections, if any: code, place, level."""
    done = run(folder, "build", "county.yaml", "--period", "2026Q3", "--out", out, "--json")
    found = [(one["code"], one["source"] or "", one["level"]) for one in json.loads(done.stdout)["issues"]]
    assert "Traceback" not in done.stderr
    return [one for one in found if one[0].startswith("template.picture")]


def test_a_picture_is_shown_as_a_chart_is(county: Path) -> None:
    """Numbered with the charts, its words as caption and for the blind, within the width of the text; audited, and named by its digest."""
    assert not _build(county)
    page = read_page(open_package((county / _REPORT).read_bytes()))
    (own,) = [one for paragraph in page.body for one in paragraph.pictures if one.alt == "窗口走访情况"]
    caption = next(one.text for one in page.body if "窗口走访情况" in one.text)
    charts = [one for paragraph in page.body for one in paragraph.pictures]
    assert caption == f"图{charts.index(own) + 1}\u3000窗口走访情况"
    assert page.package.parts[own.part] == _png()
    shapes = docx.Document(str(county / _REPORT)).inline_shapes
    shape = next(one for one in shapes if one._inline.docPr.get("descr") == "窗口走访情况")
    assert (round(shape.width.mm), round(shape.height.mm)) == (150, 50)
    audited = run(county, "audit", _REPORT, "--config", "county.yaml")
    assert "Nothing is wrong" in audited.stdout, audited.stdout
    trace = json.loads((county / _REPORT.replace(".docx", ".trace.json")).read_text("utf-8"))
    assert "sections/图片.png" in json.dumps(trace, ensure_ascii=False)


def test_a_photograph_is_shown_without_what_the_camera_wrote(county: Path) -> None:
    """And one beside the configuration is found, too; a tall one leaves room for its caption."""
    (county / "sections" / "图片.png").unlink()
    (county / "照片.jpg").write_bytes(_photograph())
    (county / "sections" / "走访.md").write_text("![门头照片](照片.jpg)\n", "utf-8")
    assert not _build(county)
    package = open_package((county / _REPORT).read_bytes())
    assert not any(b"CANARY" in part for part in package.parts.values())
    assert any(part.startswith(b"\xff\xd8") for part in package.parts.values())
    finished = run(county, "finalize", _REPORT)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_an_update_takes_the_new_picture_and_keeps_what_a_person_wrote(county: Path) -> None:
    """The caption that a person changed stays, the file that was exchanged comes in; one left out is gone."""
    _build(county)
    edited = docx.Document(str(county / _REPORT))
    next(one for one in edited.paragraphs if "窗口走访情况" in one.text).add_run("（八月）")
    edited.save(str(county / _REPORT))
    (county / "sections" / "图片.png").write_bytes(_png("maroon"))
    done = run(county, "update", _REPORT, "--config", "county.yaml", "--out", "new.docx")
    assert done.returncode == 0, done.stdout + done.stderr
    page = read_page(open_package((county / "new.docx").read_bytes()))
    shown = [page.package.parts[one.part] for paragraph in page.body for one in paragraph.pictures]
    assert _png("maroon") in shown
    assert _png() not in shown
    assert any("窗口走访情况（八月）" in one.text for one in page.body)
    audited = run(county, "audit", "new.docx", "--config", "county.yaml", "--json")
    assert not [one for one in json.loads(audited.stdout)["findings"] if one["level"] == "error"], audited.stdout


def _bomb() -> bytes:
    """A PNG of a few bytes that says it has 50,000 x 50,000 pixels."""
    head = b"IHDR" + (50_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")


HOSTILE = {
    "above": ("../图片.png", None, "template.picture-outside"),
    "whole path": ("/etc/hostname", None, "template.picture-outside"),
    "drive": ("C:/图片.png", None, "template.picture-outside"),
    "address": ("https://example.org/a.png", None, "template.picture-outside"),
    "backslash": ("..\\图片.png", None, "template.picture-outside"),
    "quote": ("a'b.png", None, "template.picture-not-found"),
    "a value": ("{{ total }}.png", None, "template.picture-not-found"),
    "nothing": ("没有.png", None, "template.picture-not-found"),
    "a gif": ("图片.png", b"GIF89a" + bytes(40), "template.picture-no-picture"),
    "a text": ("图片.png", b"<svg onload='x'/>", "template.picture-no-picture"),
    "cut off": ("图片.png", _png()[:20], "template.picture-no-picture"),
    "turned": ("图片.png", _photograph(6), "template.picture-turned"),
    "bomb": ("图片.png", _bomb(), "template.picture-too-large"),
    "heavy": ("图片.png", _png() + bytes(9 << 20), "template.picture-too-large"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_what_is_no_picture_of_the_office_is_refused_at_its_line(county: Path, name: str) -> None:
    """No path leads out of the configuration's folder, and the contents decide, not the name; nothing is written."""
    file, data, code = HOSTILE[name]
    (county.parent / "图片.png").write_bytes(_png())
    (county / "sections" / "走访.md").write_text(f"一句。\n\n![图]({file})\n", "utf-8")
    if data is not None:
        (county / "sections" / "图片.png").write_bytes(data)
    (found,) = _build(county)
    assert (found[0], found[2]) == (code, "error")
    assert found[1].endswith("sections/走访.md:3") or "{{" in file
    assert not (county / "out").exists() or not [*(county / "out").glob("*.docx")]


def test_a_link_that_leads_out_is_not_followed(county: Path) -> None:
    """Whatever it is called."""
    (county.parent / "别处.png").write_bytes(_png())
    (county / "sections" / "图片.png").unlink()
    (county / "sections" / "图片.png").symlink_to(county.parent / "别处.png")
    assert [one[0] for one in _build(county)] == ["template.picture-outside"]


def test_a_picture_inside_a_line_is_refused(county: Path) -> None:
    """It would not be shown; on a line of its own it is."""
    (county / "sections" / "走访.md").write_text("一句。\n\n见图：![走访](图片.png)。\n", "utf-8")
    done = run(county, "build", "county.yaml", "--period", "2026Q3", "--json")
    found = [(one["code"], one["source"]) for one in json.loads(done.stdout)["issues"] if one["level"] == "error"]
    assert found == [("template.block-inside", "sections/走访.md:3")]


def test_a_fault_is_told_at_its_own_line(county: Path) -> None:
    """Not at that of another picture, nor of the same one where it stands well."""
    section = county / "sections" / "走访.md"
    section.write_text("![走访](图片.png)\n\n![](图片.png)\n", "utf-8")
    assert [one[:2] for one in _build(county)] == [("template.picture-without-words", "sections/走访.md:3")]
    section.write_text("![走访](图片.png)\n\n见图：![走访](图片.png)。\n", "utf-8")
    done = run(county, "build", "county.yaml", "--period", "2026Q3", "--json")
    found = [(one["code"], one["source"]) for one in json.loads(done.stdout)["issues"] if one["level"] == "error"]
    assert found == [("template.block-inside", "sections/走访.md:3")]


def test_lines_beside_a_picture_are_no_part_of_its_caption(county: Path) -> None:
    """With or without an empty line between; a name may have brackets, as copies of a file have."""
    (county / "sections" / "图片.png").rename(county / "sections" / "图片(1).png")
    (county / "sections" / "走访.md").write_text("走访如下。\n![走访](图片(1).png)\n以上为走访情况。\n", "utf-8")
    assert not _build(county)
    texts = [one.text for one in docx.Document(str(county / _REPORT)).paragraphs]
    assert [one.rpartition("\u3000")[2] for one in texts if "走访" in one] == ["走访如下。", "走访", "以上为走访情况。"]


def test_a_picture_without_words_is_refused(county: Path) -> None:
    """They are its caption, and what a blind reader has of it."""
    (county / "sections" / "走访.md").write_text("一句。\n\n![](图片.png)\n", "utf-8")
    assert [one[:2] for one in _build(county)] == [("template.picture-without-words", "sections/走访.md:3")]
