"""Charts as others leave them: read whoever wrote them, and never a crash, whatever is in them."""

import io
import random
import zipfile

import pytest
from lxml import etree

from reportgen.draw.native import native
from reportgen.messages import DocumentError
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Point, Series
from reportgen.update.finalize.charts import plotted_alone
from reportgen.word import Package, open_package
from reportgen.word.charts.filling import filled
from reportgen.word.charts.plots import CHART_TYPE, WORKBOOK_TYPE, charted, graphic_digest
from tests.render import surgery
from tests.render.sample import PAGE

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PART, BOOK = "word/charts/chart1.xml", "word/embeddings/workbook1.xlsx"


def _spec(values: list[tuple[str, str]], kind: ChartKind = ChartKind.BARS) -> ChartSpec:
    points = tuple(Point(label, 1.0, text, f"figure.{label}") for label, text in values)
    return ChartSpec("c", kind, (Series("", points),), "件", in_order=True)


CHART = native(_spec([("甲", "34.6%"), ("乙", "20.0%"), ("丙", "45.4%")]))


def package(chart: bytes = CHART.xml, book: bytes = CHART.workbook) -> Package:
    """A document with a chart and the workbook behind it."""
    document = surgery.with_part(PAGE.read_bytes(), PART, CHART_TYPE, chart, "chart")
    return open_package(surgery.with_part(document, BOOK, WORKBOOK_TYPE, book, "package", PART))


def saved_by_word(chart: bytes) -> bytes:
    """The chart as Word writes it anew: extensions, ids, a style beside it, all digits of a number."""
    text = chart.decode()
    text = text.replace("<c:v>0.346</c:v>", "<c:v>0.34599999999999997</c:v>")
    style = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="c14" '
        'xmlns:c14="http://schemas.microsoft.com/office/drawing/2007/8/2/chart"><c14:style val="102"/></mc:Choice>'
        '<mc:Fallback><c:style val="2"/></mc:Fallback></mc:AlternateContent><c:chart>'
    )
    text = text.replace("<c:chart>", style, 1)
    unique = (
        '<c:extLst><c:ext uri="{C3380CC4-5D6E-409C-BE32-E72D297353CC}" xmlns:c16="http://schemas.microsoft.com/office/drawing/2014/chart">'
        '<c16:uniqueId val="{00000000-1111-2222-3333-444444444444}"/></c:ext></c:extLst></c:ser>'
    )
    return text.replace("</c:ser>", unique).encode()


def test_a_chart_that_word_saved_is_still_the_one_that_was_drawn() -> None:
    """Its bytes are others, what it plots is not."""
    saved = saved_by_word(CHART.xml)
    assert saved != CHART.xml
    assert graphic_digest(package(saved), PART) == CHART.digest
    assert not charted(package(saved), PART).bare  # an extension may hide what is not shown


def test_a_chart_without_a_readable_workbook_is_known_by_what_it_shows() -> None:
    """LibreOffice names no cells, and counts bars that have no name."""
    saved = CHART.xml.replace(b"Sheet1!$B$2:$B$4", b"0").replace(b"Sheet1!$A$2:$A$4", b"categories")
    found = charted(package(saved), PART)
    assert (found.stored, found.bare) == (None, False)
    assert graphic_digest(package(saved), PART) == CHART.digest
    single = native(
        ChartSpec(
            "c",
            ChartKind.STACKED,
            (Series("热线", (Point("", 1.0, "40%", "a"),)), Series("来信", (Point("", 1.0, "60%", "b"),))),
        )
    )
    root = etree.fromstring(single.xml)
    for series in root.iter(f"{{{C}}}ser"):
        labels = etree.fromstring(
            f'<c:cat xmlns:c="{C}"><c:strRef><c:f>categories</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>1</c:v></c:pt>'
            "</c:strCache></c:strRef></c:cat>"
        )
        series.insert(list(series).index(series.find(f"{{{C}}}val")), labels)
    counted = package(etree.tostring(root), b"none")
    assert graphic_digest(counted, PART) == single.digest


def test_other_data_go_into_a_chart_that_word_saved() -> None:
    """More series, fewer, other labels: the form stays, what Word kept of the old data goes."""
    fresh = native(
        ChartSpec(
            "c",
            ChartKind.GROUPED,
            tuple(Series(name, (Point("甲", 1.0, "3", "a"), Point("乙", 1.0, "4", "b"))) for name in ("本期", "上期")),
            "件",
        )
    )
    more = filled(saved_by_word(CHART.xml).replace(b"2E4763", b"C00000"), fresh.xml)
    assert more is not None
    assert charted(package(more, fresh.workbook), PART).shown == fresh.plot
    assert b"C00000" in more
    assert b"34.6" not in more and b"0.345" not in more and b"uniqueId" not in more
    fewer = filled(fresh.xml, CHART.xml)
    assert fewer is not None
    assert charted(package(fewer), PART).shown == CHART.plot


def test_a_label_that_was_left_out_for_want_of_room_comes_back() -> None:
    """However a program spelled that it was left out."""

    def parts(*shares: int) -> ChartSpec:
        series = tuple(Series(f"第{n}项", (Point("", 1.0, f"{one}%", "x"),)) for n, one in enumerate(shares))
        return ChartSpec("c", ChartKind.STACKED, series, "%")

    narrow, wide = native(parts(97, 3)).xml, native(parts(60, 40)).xml
    left_out = b'<c:delete val="1"/>'
    assert left_out in narrow and left_out not in wide
    by_libreoffice = narrow.replace(left_out, b'<c:showVal val="0"/>')
    for old in (narrow, by_libreoffice):
        done = filled(old, wide)
        assert done is not None
        assert b"<c:dLbl>" not in done
    back = filled(wide, narrow)
    assert back is not None and left_out in back


@pytest.mark.parametrize("seed", range(200))
def test_no_damage_stops_anything(seed: int) -> None:
    """A chart or workbook with bytes changed, pieces cut out and doubled is at worst not to be read (THREATS 45)."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret

    def damaged(data: bytes) -> bytes:
        for _ in range(chance.randint(1, 6)):
            at, length = chance.randrange(len(data)), chance.choice((1, 1, 4, 40))
            piece = chance.choice(
                (b"", bytes([chance.randrange(256)]), data[at : at + length] * 2, b"-1", b"999999999999")
            )
            data = data[:at] + piece + data[at + length :]
        return data

    def damaged_book(data: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(parts))
        parts[name] = damaged(parts[name])
        return surgery.zipped(parts)

    def swapped(data: bytes) -> bytes:
        words = (b"<c:v>", b'idx="', b'val="', b"Sheet1!$", b"ptCount", b"strCache", b"c:ser", b"c:val")
        word = chance.choice(words)
        return data.replace(word, chance.choice((word + b"x", word + b"-", word + b"9" * 30)), chance.randint(1, 5))

    chart = chance.choice((CHART.xml, swapped(CHART.xml), swapped(swapped(CHART.xml))))
    book = chance.choice((CHART.workbook, damaged(CHART.workbook), damaged_book(CHART.workbook)))
    found = package(chart, book)
    charted(found, PART)
    assert len(graphic_digest(found, PART)) == 64
    filled(chart, CHART.xml)
    filled(CHART.xml, chart)
    try:
        found.root(PART)
    except DocumentError:  # refused before a copy is made
        return
    plotted_alone(found)
    after = charted(found, PART)
    assert after.bare or not after.workbook


@pytest.mark.parametrize("seed", range(50))
def test_what_is_plotted_is_all_that_is_stored(seed: int) -> None:
    """Fifty charts of every kind (THREATS 45): the reader that did not write them finds them bare, and the same on both sides."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    kind = chance.choice((ChartKind.BARS, ChartKind.RANKING, ChartKind.TREND, ChartKind.STACKED, ChartKind.GROUPED))
    several = kind in (ChartKind.STACKED, ChartKind.GROUPED, ChartKind.TREND)
    labels = [f"单位{chance.randrange(1000)}-{n}" for n in range(chance.randint(1, 12))]
    percent = chance.random() < 0.5

    def point(label: str) -> Point:
        if chance.random() < 0.1:
            return Point(label, None, "—", "x")
        value = chance.randrange(2000)
        return Point(label, 1.0, f"{value / 10:.1f}%" if percent else f"{value:,}", "x")

    series = tuple(
        Series(f"系列{n}" if several else "", tuple(point(one) for one in labels))
        for n in range(chance.randint(2, 6) if several else 1)
    )
    made = native(ChartSpec("c", kind, series, "" if chance.random() < 0.2 else "件"))
    found = charted(package(made.xml, made.workbook), PART)
    assert found.bare
    assert found.shown == found.stored == made.plot
