"""The pictures themselves: pixels, bytes, fonts and refusals."""

import hashlib
import io
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import matplotlib.font_manager
import pytest
from PIL import Image

from reportgen.draw import KINDS, draw
from reportgen.draw.canvas import Canvas
from reportgen.draw.fonts import font_paths, installed_font
from reportgen.draw.kinds.stacked import stacked
from reportgen.draw.parts.marks import Box
from reportgen.messages import ChartError
from reportgen.model.reports.pictures import ChartKind
from reportgen.settings.models import Charts
from tests.draw.notation import SAMPLES, STACK, chart

REPOSITORY = Path(__file__).parents[2]


def pixels(spec, dpi=200):
    """The picture of one chart, in grey."""
    return Image.open(io.BytesIO(draw([spec], Charts(dpi=dpi))[spec.id].png)).convert("L")


@pytest.mark.parametrize("dpi", [100, 200, 300])
def test_pictures_have_the_size_they_say(dpi):
    """Millimetres times resolution are pixels, the file says its resolution, and no picture is wider than the text."""
    for picture in draw(SAMPLES, Charts(dpi=dpi)).values():
        image = Image.open(io.BytesIO(picture.png))
        assert picture.width_mm <= 150
        assert image.size == (round(picture.width_mm / 25.4 * dpi), round(picture.height_mm / 25.4 * dpi))
        assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_pictures_are_told_apart_by_chart_and_keep_their_alt_text():
    """Each chart has its own picture, in the order of the report."""
    pictures = draw(SAMPLES, Charts())
    assert list(pictures) == [spec.id for spec in SAMPLES]
    assert all(pictures[spec.id].id == spec.id and pictures[spec.id].alt == spec.alt for spec in SAMPLES)
    assert len({picture.png for picture in pictures.values()}) == len(SAMPLES)


def test_every_kind_of_chart_has_a_sample():
    """What is asked of the samples is asked of each kind."""
    assert {spec.kind for spec in SAMPLES} == set(ChartKind) == set(KINDS)


@pytest.mark.parametrize("spec", SAMPLES, ids=lambda spec: spec.id)
def test_paper_is_white_and_ink_is_dark(spec):
    """Most of a chart is pure white paper, the corners too; some of it is nearly black."""
    image = pixels(spec)
    histogram = image.histogram()
    assert histogram[255] > 0.5 * sum(histogram)
    assert sum(histogram[:40]) > 500
    assert {image.getpixel(corner) for corner in ((0, 0), (image.width - 1, image.height - 1))} == {255}


def test_pictures_are_small_files_of_sixteen_colours():
    """A report of a dozen charts stays light: nothing is in the file but pixels, resolution and palette."""
    for picture in draw(SAMPLES, Charts()).values():
        image = Image.open(io.BytesIO(picture.png))
        assert len(image.convert("RGB").getcolors()) <= 16
        assert set(image.info) == {"dpi"}
        assert len(picture.png) < 40_000


def test_segments_differ_in_grey():
    """Seen without colour, neighbouring segments differ in lightness by more than a tenth of the way to white."""
    spec = SAMPLES[3]
    image = pixels(spec)
    drawing = stacked(spec, Canvas([installed_font()], 200).measure)
    boxes = [mark for mark in drawing.marks if isinstance(mark, Box)][len(STACK) :]
    greys = [mean_grey(image, box) for box in boxes]
    assert len(greys) == 4
    assert all(abs(one - other) > 25 for one, other in pairwise(greys))


def mean_grey(image, box):
    """The average grey of the upper third of a box, where no text is."""
    scale = 200 / 25.4
    edges = (box.x + 0.3, box.y + 0.3, box.x + box.width - 0.3, box.y + box.height / 3)
    histogram = image.crop(tuple(round(edge * scale) for edge in edges)).histogram()
    return sum(grey * count for grey, count in enumerate(histogram)) / sum(histogram)


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize(
    "rows", [[], [("甲", 1)], [("甲", 0), ("乙", 0)], [("甲", None, "")], [("甲", 10**9), ("乙", 1)]]
)
def test_thin_data_still_makes_a_picture(kind, rows):
    """No point, one point, nothing but zeros, a gap, one huge value: drawn without complaint."""
    assert pixels(chart(kind, rows)).size[0] == 1181
    assert pixels(chart(kind)).size[0] == 1181


def test_text_is_never_read_as_mathematics():
    """Dollar, underscore, caret and backslash are characters like others."""
    one = draw([chart("bars", [("$x_1$", 1, r"\alpha")])], Charts())["c"].png
    other = draw([chart("bars", [("x1", 1, "α")])], Charts())["c"].png
    assert one != other


def test_no_other_font_is_ever_looked_up(monkeypatch):
    """Ticks, minus signs, legends and marks come from the one font file; a search by name would end at another font."""
    asked = set()

    def findfont(prop, *_, **__):
        asked.add(prop.get_file())
        return find(prop, *_, **__)

    find = matplotlib.font_manager.fontManager.findfont
    monkeypatch.setattr(matplotlib.font_manager.fontManager, "findfont", findfont)
    draw([*SAMPLES, chart("bars", [("甲", -3, "−3"), ("乙", 0.5, "½")], id="minus")], Charts())
    assert asked == {str(installed_font())}


def test_a_missing_glyph_names_the_character_and_its_place():
    """Never a box: every character that the font lacks is told at once, with code point, chart and text."""
    specs = [
        chart("bars", [("态度😀生硬", 3), ("责任", 2, "2\U0001f6a9")], id="categories"),
        chart("ranking", [("县医院\ue000", 3), ("另一\ue000处", 1)], id="units"),
    ]
    with pytest.raises(ChartError) as refused:
        draw(specs, Charts())
    told = [(issue.code, issue.message) for issue in refused.value.issues]
    assert [code for code, _ in told] == ["chart.missing-glyph"] * 3
    for (_, message), parts in zip(
        told,
        [
            ("😀", "U+1F600", "categories", "态度😀生硬"),
            ("🚩", "U+1F6A9", "categories"),
            ("U+E000", "units", "县医院\ufffd"),
        ],
        strict=True,
    ):
        assert all(part in message for part in parts)


def test_rare_characters_of_names_have_glyphs():
    """Place and family names use rare characters; common ones of them are drawn."""
    assert draw([chart("ranking", [("㙍淏镕喆堃垚犇翀", 1)])], Charts())


@pytest.mark.parametrize("content", [None, b"", b"not a font", bytes(1000)])
def test_a_font_that_is_none_is_refused(tmp_path, content):
    """The issue names the file and what to put in its place."""
    path = tmp_path / "字体.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ChartError) as refused:
        draw(SAMPLES, Charts(font=str(path)))
    (issue,) = refused.value.issues
    assert issue.code == "chart.unreadable-font"
    assert issue.source is not None
    assert issue.source.file == str(path)
    assert "charts.font" in issue.hint


def test_a_missing_installed_font_is_refused(monkeypatch):
    """Without its font package reportgen says so, and does not draw boxes."""
    monkeypatch.setattr("reportgen.draw.fonts.find_spec", lambda _: None)
    with pytest.raises(ChartError) as refused:
        font_paths(Charts())
    assert [issue.code for issue in refused.value.issues] == ["chart.no-font"]


def test_a_font_of_ones_own_is_used(tmp_path):
    """A copy of the font under another name draws the same picture."""
    copy = tmp_path / "宋体.ttf"
    copy.write_bytes(installed_font().read_bytes())
    assert draw(SAMPLES[:1], Charts(font=str(copy))) == draw(SAMPLES[:1], Charts())


def test_a_rare_character_is_drawn_from_the_first_font_that_has_it(tmp_path):
    """Names and places in rare characters: fonts are asked in turn, and what the first of them has stays as it was."""
    latin = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    specs = [chart("ranking", [("县医院", 3), ("另一处", 1)])]
    assert draw(specs, Charts(fallback_fonts=[str(latin)])) == draw(specs, Charts())
    rare = [chart("ranking", [("县医院\u10d0", 3), ("另一处", 1)])]
    with pytest.raises(ChartError):
        draw(rare, Charts())
    assert draw(rare, Charts(fallback_fonts=[str(latin)]))["c"].png != draw(specs, Charts())["c"].png
    canvas = Canvas([latin, installed_font()], 200)
    assert canvas.measure("AB县", 10) == pytest.approx(
        Canvas([latin], 200).measure("AB", 10) + Canvas([installed_font()], 200).measure("县", 10)
    )
    assert draw([chart("ranking", [("㙟𠅤", 1)])], Charts(font=str(latin))), (
        "the last font is the one that is installed"
    )
    with pytest.raises(ChartError) as refused:
        draw(specs, Charts(fallback_fonts=[str(tmp_path / "no.ttf")]))
    assert refused.value.issues[0].source.file.endswith("no.ttf")


PROGRAM = """
import hashlib, sys
from reportgen.draw import KINDS, draw
from reportgen.settings.models import Charts
from tests.draw.notation import SAMPLES
print(hashlib.sha256(b"".join(one.png for one in draw(SAMPLES, Charts()).values())).hexdigest())
sys.exit(any(name in sys.modules for name in ("matplotlib.pyplot", "matplotlib.figure", "matplotlib.style", "zhplot")))
"""
HOSTILE = """
font.family: No Such Font, Another
font.size: 40
text.usetex: True
text.hinting: force_autohint
text.kerning_factor: 6
path.sketch: 10, 100, 2
path.snap: False
hatch.linewidth: 9
agg.path.chunksize: 5
axes.unicode_minus: False
no.such.key: 1
"""


def test_same_charts_make_the_same_bytes_anywhere(tmp_path):
    """Whatever the locale, time zone, hash seed and matplotlibrc; nothing is logged, and no needless module is loaded."""
    (tmp_path / "matplotlibrc").write_text(HOSTILE, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Apia",
        "LC_ALL": "de_DE.UTF-8",
    }
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    here = hashlib.sha256(b"".join(one.png for one in draw(SAMPLES, Charts()).values())).hexdigest()
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, here, "")
