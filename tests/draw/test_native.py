"""Charts of Word's own: cache, workbook and printed figures say the same, whatever the kind; the same chart is the same bytes."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from itertools import pairwise

import openpyxl
import pytest
from lxml import etree

from reportgen.compare.numerals import printed_value
from reportgen.draw import draw
from reportgen.draw.native import NATIVE, native
from reportgen.draw.native.completing import ORDERS
from reportgen.draw.parts.tones import tone_of
from reportgen.model.reports.pictures import ChartKind, ChartSpec, NativeChart, Picture, Style
from reportgen.settings.models import Charts
from tests.draw.notation import SAMPLES, chart

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NATIVES = [one for one in SAMPLES if one.kind in NATIVE]
HARD = [
    chart("bars", [("收费处", 0.346, "34.6%"), ("咨询台", 0.05, "5.0%"), ("档案室", None, "—")], unit="%", id="rates"),
    chart(
        "bars",
        [(f"名称特别长的第{n}号综合便民服务中心窗口", n * 1000, f"{n * 1000:,}") for n in range(1, 10)],
        id="lying",
    ),
    chart("ranking", [("甲", -3, "-3"), ("乙", 5)], id="negative"),
    chart("bars", [("甲", 3, "3"), ("乙", 4.5, "4.5")], unit="天", id="mixed"),
    chart(
        "stacked",
        id="thin",
        热线=[("医院", 120), ("法院", 9)],
        来信=[("医院", 1), ("法院", 8)],
        走访=[("医院", 3), ("法院", 0)],
    ),
    chart(
        "grouped", id="many", **{name: [(f"单位{n}", n + 2) for n in range(10)] for name in ("甲", "乙", "丙", "丁")}
    ),
    chart("trend", id="lines", 甲=[(f"{n}月", n) for n in range(1, 7)], 乙=[(f"{n}月", n * 2) for n in range(1, 7)]),
    chart("bars", [("=1+1", 3), ("http://a.cn", 2), ("<&\"'>", 1)], id="hostile"),
]
EVERY = [*NATIVES, *HARD]


def by_id(one: ChartSpec) -> str:
    return one.id


def cells_of(workbook: bytes) -> dict[tuple[int, int], object]:
    """What another reader of workbooks finds in it."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
    assert sheet is not None
    return {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value is not None}


def cache_of(xml: bytes) -> list[tuple[str, list[str], list[float | None]]]:
    """The series of a chart, as it keeps them: name, labels, values; read here by hand."""
    found = []
    for series in etree.fromstring(xml).iter(C + "ser"):
        name = "".join(series.find(C + "tx").itertext(C + "v"))
        stored = series.find(f"{C}val/{C}numRef/{C}numCache")
        values: list[float | None] = [None] * int(stored.find(C + "ptCount").get("val"))
        for point in stored.iter(C + "pt"):
            values[int(point.get("idx"))] = float(point.findtext(C + "v"))
        labels = [one.text or "" for one in series.iterfind(f"{C}cat//{C}v")]
        found.append((name, labels, values))
    return found


@pytest.mark.parametrize("spec", EVERY, ids=by_id)
def test_cache_and_workbook_hold_the_printed_figures(spec: ChartSpec) -> None:
    """Every printed number once, where its series and its label meet; a gap is an empty cell."""
    made = native(spec)
    cells, cache = cells_of(made.workbook), cache_of(made.xml)
    assert len(cache) == len(spec.series)
    told = 0
    for column, (name, labels, values) in enumerate(cache, start=2):
        assert cells.get((1, column), "") == name
        for row, value in enumerate(values, start=2):
            assert cells.get((row, column)) == value
            assert cells.get((row, 1), "") == (labels[row - 2] if labels else "")
            told += value is not None
    printed = {
        (number if len(spec.series) > 1 else 0, point.label): printed_value(point.text)
        for number, series in enumerate(spec.series)
        for point in series.points
        if point.value is not None
    }
    assert told == len(printed)
    for number, (_name, labels, values) in enumerate(cache):
        for place, value in enumerate(values):
            label = labels[place] if labels else ""
            known = [key for key in printed if key[0] == number and label.startswith(key[1])]
            best = max(known, key=lambda key: len(key[1]), default=None)
            wanted = printed[best] if best else None
            assert value == (None if wanted is None else float(wanted)), (label, value)
    # names and labels, values, and nothing else
    assert len(cells) == sum(bool(one[0]) for one in cache) + len([one for one in cache[0][1] if one]) + told


@pytest.mark.parametrize("spec", EVERY, ids=by_id)
def test_the_workbook_is_one_open_sheet_without_names_or_makers(spec: ChartSpec) -> None:
    """THREATS 45: one sheet, nothing hidden, no names, no pivot cache, no properties, no formulas."""
    made = native(spec)
    book = openpyxl.load_workbook(io.BytesIO(made.workbook))
    assert [one.sheet_state for one in book.worksheets] == ["visible"]
    assert not book.defined_names
    with zipfile.ZipFile(io.BytesIO(made.workbook)) as archive:
        names = archive.namelist()
        assert not [one for one in names if one.startswith(("docProps", "xl/pivot", "xl/charts", "xl/drawings"))]
        assert b"docProps" not in archive.read("[Content_Types].xml") + archive.read("_rels/.rels")
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet and b"hyperlink" not in sheet and b"hidden" not in sheet


@pytest.mark.parametrize("spec", EVERY, ids=by_id)
def test_elements_stand_in_the_schema_s_order(spec: ChartSpec) -> None:
    """Word repairs a chart whose elements stand otherwise, and LibreOffice takes what is left out for the opposite."""
    root = etree.fromstring(native(spec).xml)
    for element in root.iter():
        name = etree.QName(element).localname
        group = next((n for one in element.iterancestors() if (n := etree.QName(one).localname).endswith("Chart")), "")
        order = ORDERS.get(f"{group}/{name}") or ORDERS.get(name)
        if order is None or not str(element.tag).startswith(C):
            continue
        places = [order.split().index(etree.QName(child).localname) for child in element]
        assert places == sorted(places), name
    for parent, child in (
        ("catAx", "delete"),
        ("valAx", "delete"),
        ("dLbls", "showLegendKey"),
        ("chart", "dispBlanksAs"),
    ):
        assert all(one.find(C + child) is not None for one in root.iter(C + parent))


@pytest.mark.parametrize("spec", EVERY, ids=by_id)
def test_texts_name_a_chinese_font_and_axes_have_small_ids(spec: ChartSpec) -> None:
    """Without an East Asian font Word takes one of the theme; an axis id beyond 31 bits is refused."""
    root = etree.fromstring(native(spec).xml)
    forms = list(root.iter(A + "defRPr", A + "rPr"))
    assert forms
    assert all(one.find(A + "ea") is not None and one.find(A + "latin") is not None for one in forms)
    assert all(0 < int(one.get("val")) <= 0x7FFFFFFF for one in root.iter(C + "axId"))


def test_lying_bars_run_from_the_top() -> None:
    """The largest is on top, as in the pictures, and the values stand below."""
    for spec in (one for one in EVERY if one.kind is ChartKind.RANKING or one.id in ("lying", "many")):
        root = etree.fromstring(native(spec).xml)
        assert root.find(f".//{C}barDir").get("val") == "bar"
        assert root.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
        assert root.find(f".//{C}valAx/{C}crosses").get("val") == "max"


def test_series_are_told_apart_in_black_and_white() -> None:
    """Of neighbours at least one has a pattern, or their greys are a fifth of the way from black to white apart."""
    for spec in (one for one in EVERY if len(one.series) > 1 and one.kind is not ChartKind.TREND):
        for style in (Style(), Style(grey=True), Style(colours=("#1F4E79", "#C00000", "#00B050", "#7030A0"))):
            looks = []
            for series in etree.fromstring(native(replace(spec, style=style)).xml).iter(C + "ser"):
                shape = series.find(C + "spPr")
                pattern = shape.find(A + "pattFill")
                fill = shape.find(f"{A}solidFill/{A}srgbClr")
                looks.append((pattern.get("prst"), 0) if pattern is not None else ("", int(fill.get("val")[2:4], 16)))
            for one, other in pairwise(looks):
                assert one[0] != other[0] or (not one[0] and abs(one[1] - other[1]) >= 51), (spec.id, style, looks)


@pytest.mark.parametrize("colours", [(), ("#1F4E79", "#C00000")], ids=["greys", "colours"])
def test_every_tone_has_the_pattern_of_the_pictures(colours: tuple[str, ...]) -> None:
    """Ten series, as many as a chart has: XlsxWriter warns of a pattern that it does not know, and leaves it out."""
    spec = chart("stacked", **{f"第{n}项": [("", 10, "10.0%")] for n in range(10)})
    spec = replace(spec, style=Style(colours=colours))
    shapes = [one.find(C + "spPr") for one in etree.fromstring(native(spec).xml).iter(C + "ser")]
    patterns = [None if (one := shape.find(A + "pattFill")) is None else one.get("prst") for shape in shapes]
    hatched = [bool(tone_of(spec, number).hatch) for number in range(10)]
    assert [one is not None for one in patterns] == hatched
    assert len(set(filter(None, patterns))) == sum(hatched)


def test_values_are_labelled_where_asked_and_stand_beside_names_where_they_have_no_room() -> None:
    """A segment that is too narrow tells its value behind its name; without labels nothing is printed."""
    single = native(next(one for one in NATIVES if one.id == "stacked"))
    assert [one.name for one in single.plot.series] == ["热线", "评价器", "来信", "其他（3.2%）"]
    several = native(next(one for one in HARD if one.id == "thin"))
    assert several.plot.series[0].labels == ("医院（来信 1，走访 3）", "法院（走访 0）")
    gap = native(next(one for one in HARD if one.id == "rates"))
    assert gap.plot.series[0].labels[-1] == "档案室（—）"
    bare = native(replace(NATIVES[0], style=Style(labels=False)))
    assert etree.fromstring(bare.xml).find(f".//{C}dLbls") is None


def test_the_last_stretch_of_a_period_that_is_not_over_is_dashed() -> None:
    """As in the pictures."""
    line = chart("trend", [("一季度", 3), ("二季度", 4), ("三季度", 2)])
    unfinished = replace(line, series=(replace(line.series[0], unfinished=True),))
    (point,) = etree.fromstring(native(unfinished).xml).iter(C + "dPt")
    assert point.find(C + "idx").get("val") == "2"
    assert point.find(f"{C}spPr/{A}ln/{A}prstDash").get("val") == "sysDash"
    assert not list(etree.fromstring(native(line).xml).iter(C + "dPt"))


def test_a_height_that_is_asked_for_is_kept() -> None:
    """The style of a chart holds for both formats."""
    assert native(replace(NATIVES[0], style=Style(height_mm=90.0))).height_mm == 90.0


def test_the_same_chart_is_the_same_bytes_in_another_process() -> None:
    """Whatever the hash seed, the zone and the day."""
    code = (
        "import hashlib; from reportgen.draw.native import native; from tests.draw.test_native import EVERY;"
        "print(hashlib.sha256(b''.join(n.xml + n.workbook for n in map(native, EVERY))).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("7", "Asia/Shanghai"))
    }
    assert len(said) == 1


def test_kinds_may_be_of_different_formats() -> None:
    """The default, other formats for single kinds, and tables of shaded cells always as pictures."""

    def formats(**settings: object) -> dict[str, bool]:
        drawn = draw(SAMPLES, Charts.model_validate(settings))
        assert list(drawn) == [one.id for one in SAMPLES]
        return {id: isinstance(one, NativeChart) for id, one in drawn.items()}

    assert not any(formats().values())
    assert formats(format="native") == {one.id: one.kind is not ChartKind.HEAT for one in SAMPLES}
    assert [id for id, is_native in formats(formats={"line": "native"}).items() if is_native] == ["trend"]
    for given, kind in (
        ({"bar": "native"}, "bars"),
        ({"horizontal": "native"}, "ranking"),
        ({"stacked": "native"}, "stacked"),
        ({"grouped": "native"}, "grouped"),
    ):
        alone = formats(formats=given)
        assert {str(one.kind) for one in SAMPLES if alone[one.id]} == {kind}
    picture = formats(format="native", formats={"line": "picture"})
    assert [id for id, is_native in picture.items() if not is_native] == ["trend", "heat"]


@pytest.mark.parametrize(
    ("settings", "loaded", "left"),
    [("format='native'", "xlsxwriter", "matplotlib"), ("", "matplotlib", "xlsxwriter")],
)
def test_what_a_format_does_not_need_is_not_imported(settings: str, loaded: str, left: str) -> None:
    """A report with native charts alone never loads matplotlib, one with pictures alone never XlsxWriter."""
    code = (
        "import sys; from reportgen.draw import draw; from reportgen.settings.models import Charts;"
        "from tests.draw.test_native import NATIVES;"
        f"draw(NATIVES, Charts({settings}));"
        f"print({loaded!r} in sys.modules, {left!r} in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.split() == ["True", "False"]


def test_digests_tell_what_is_plotted() -> None:
    """A value, a label or a name that is another makes another digest; how a number is spelled does not."""
    made = native(NATIVES[0])
    first = made.plot.series[0]
    for changed in (
        replace(first, values=(*first.values[:-1], 7.0)),
        replace(first, labels=("别的", *first.labels[1:])),
        replace(first, name="别的"),
    ):
        assert replace(made.plot, series=(changed,)).digest != made.digest
    spelled = replace(first, values=tuple(None if one is None else one + 1e-13 for one in first.values))
    assert replace(made.plot, series=(spelled,)).digest == made.digest
    assert isinstance(draw(NATIVES[:1], Charts())["bars"], Picture)
