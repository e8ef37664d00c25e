"""Charts that Word draws, through everything that a clerk does with a report: built, audited, edited, updated, handed over."""

import html
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from typer.testing import CliRunner, Result

from reportgen.cli import app
from reportgen.compare.numerals import printed_value
from reportgen.draw.native import native
from reportgen.messages import speak
from reportgen.model.reports.narratives import Chart
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Point, Series
from reportgen.render.body.pictures import frame
from reportgen.update.finalize import leftovers
from reportgen.word import Kind, described_content, open_package, read_memory
from reportgen.word.packages.names import tag
from tests.draw.test_native import cache_of, cells_of
from tests.journeys.county import CONFIG, HEADER
from tests.render import surgery

_OWN = """\
template: {report: own.md}
figures:
  total: {by: [category × aspect, category × unit, unit, channel, handling, region, month, unit × category]}
charts:
  FORMAT
  named:
    three: {kind: grouped, by: unit}
    table: {kind: heat, by: unit × category}
    inside: {kind: stacked, by: unit × category}
    monthly: {kind: line, by: month}
    lying: {kind: horizontal, by: unit}
"""
_TEMPLATE = """\
{% extends "base/report.md" %}
{% block annexes %}
[#annex/charts] {{ attachment('附图') }}

[#chart/three] {{ chart('three') }} 各单位三期件数

[#chart/table] {{ chart('table') }} 各单位各类件数

[#chart/inside] {{ chart('inside') }} 各单位类别构成

[#chart/monthly] {{ chart('monthly') }} 各月件数

[#chart/lying] {{ chart('lying') }} 各单位件数
{% endblock %}
"""
_UNITS, _KINDS = ("甲中心", "乙大厅", "丙窗口"), ("服务态度生硬", "政策执行不力", "工作纪律松懈")
_CHART = re.compile(r"word/charts/[^/]+\.xml")
Edit = Callable[[bytes], bytes]


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "120", "SOURCE_DATE_EPOCH": "1791763200"})


def _ledger(folder: Path, more: int = 0) -> None:
    days = [str(date(2025, 6, 1) + timedelta(days=3 * n)) for n in range(162)] + ["2026-09-28"] * more
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    for n, day in enumerate(days):
        words = f"窗口人员办理第{n}号事项时不耐烦，语气生硬。"
        sheet.append([f"G{n:03}", day, "12345热线", _UNITS[n * n % 7 % 3], _KINDS[n * 5 % 11 % 3], words])
    book.save(folder / "台账.xlsx")


def _county(folder: Path, said: str = "format: native", more: int = 0) -> Path:
    (folder / "county.yaml").write_text(CONFIG + _OWN.replace("FORMAT", said), encoding="utf-8")
    (folder / "own.md").write_text(_TEMPLATE, encoding="utf-8")
    _ledger(folder, more)
    return folder


def _build(folder: Path) -> bytes:
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    done = _run("build", folder / "county.yaml", "--out", out)
    assert done.exit_code == 0, done.output
    return next(out.glob("*.docx")).read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county with its report and sidecar in `out`."""
    speak("en")
    folder = _county(tmp_path_factory.mktemp("native"))
    _build(folder)
    return folder


@pytest.fixture
def county(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed; the report is `report.docx`."""
    speak("en")
    shutil.copytree(made, tmp_path / "county")
    for path in (tmp_path / "county" / "out").iterdir():
        path.rename(tmp_path / "county" / ("report" + "".join(path.suffixes)))
    return tmp_path / "county"


def _parts(document: bytes) -> dict[str, bytes]:
    return surgery.parts_of(document)


def _charts(document: bytes) -> dict[str, tuple[bytes, bytes]]:
    """By chart part its bytes and those of its workbook, as its relationships name it."""
    package = open_package(document)
    return {
        part: (data, package.parts[package.linked(part, "package")[0]])
        for part, data in package.parts.items()
        if _CHART.fullmatch(part)
    }


def _shown(document: bytes) -> list[bytes]:
    """The chart parts in the order in which the text shows them."""
    package = open_package(document)
    links = {one.id: package.target(package.document, one) for one in package.links[package.document]}
    return [package.parts[links[one.get(tag("r:id"))]] for one in package.root(package.document).iter(tag("c:chart"))]


def _edit(county: Path, part: str, edit: Edit) -> Path:
    """The report with another chart part or workbook, as `edited.docx`, the sidecar beside it."""
    parts = _parts((county / "report.docx").read_bytes())
    before = parts[part]
    parts[part] = edit(before)
    assert parts[part] != before
    (county / "edited.docx").write_bytes(surgery.zipped(parts))
    shutil.copy(county / "report.trace.json", county / "edited.trace.json")
    return county / "edited.docx"


def _lying(document: bytes) -> str:
    """The part of the chart of units, and one value of it: the largest."""
    return next(
        part for part, (data, _book) in sorted(_charts(document).items(), reverse=True)
        if b'barDir val="bar"' in data and len(cache_of(data)) == 1
    )  # fmt: skip


def _largest(document: bytes) -> tuple[str, str]:
    """The part of a chart with one series, and its first value as the cache spells it."""
    part = _lying(document)
    return part, f"{cache_of(_charts(document)[part][0])[0][2][0]:g}"


def _workbook_of(document: bytes, part: str) -> str:
    package = open_package(document)
    return package.linked(part, "package")[0]


def _with_cell(workbook: bytes, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        f"<v>{old}</v></c>".encode(), f"<v>{new}</v></c>".encode(), 1
    )
    return surgery.zipped(parts)


def _in_cache(old: str, new: str) -> Edit:
    return lambda data: data.replace(f"<c:v>{old}</c:v>".encode(), f"<c:v>{new}</c:v>".encode(), 1)


def _codes(*arguments: str | Path) -> list[tuple[str, str, str]]:
    said = json.loads(_run("audit", *arguments, "--json").stdout)
    found = [(one["code"], one["stated"], one["expected"]) for one in said["findings"]]
    return [one for one in found if one[0].startswith("audit.")]  # how the file and its sidecar fit is another matter


def _memory_points(document: bytes) -> dict[str, list[Any]]:
    memory = read_memory(document)
    assert memory is not None
    return {one.id: list(one.spec.series) for one in memory.blocks if isinstance(one, Chart)}


# --- building -----------------------------------------------------------------------------------------------------------


def test_every_kind_plots_the_figures_of_the_report(county: Path) -> None:
    """Whatever is printed and remembered stands in the cache and in the workbook; heat stays a picture."""
    document = (county / "report.docx").read_bytes()
    charts = _charts(document)
    remembered = _memory_points(document)
    kinds = {re.search(rb"<c:(bar|line)Chart>", data)[1] for data, _ in charts.values()}  # type: ignore[index]
    assert kinds == {b"bar", b"line"}
    assert len(charts) == len(remembered) - 1
    assert len([one for one in _parts(document) if one.startswith("word/media/")]) == 1
    wanted = sorted(
        sorted(f"{value:.12g}" for point in points if (value := printed_value(point.text)) is not None)
        for id, series in remembered.items()
        if id != "chart/table"
        for points in [[point for one in series for point in one.points]]
    )
    kept = [
        sorted(f"{v:.12g}" for _n, _l, values in cache_of(data) for v in values if v is not None)
        for data, _ in charts.values()
    ]
    stored = [
        sorted(f"{value:.12g}" for (row, column), value in cells_of(book).items() if row > 1 and column > 1)  # type: ignore[str-bytes-safe]
        for _, book in charts.values()
    ]
    assert sorted(kept) == wanted
    assert sorted(stored) == wanted


def test_the_report_is_fit_to_be_sent_and_its_figures_are_traced(county: Path) -> None:
    """The audit of a native report finds as little as that of one with pictures; figures of charts are traced."""
    assert _codes(county / "report.docx", "--config", county / "county.yaml") == []
    said = json.loads(_run("trace", county / "report.docx", "--config", county / "county.yaml", "--json").stdout)
    printed = json.dumps(said, ensure_ascii=False)
    assert "month" in printed


def test_the_same_county_is_the_same_bytes(county: Path) -> None:
    """Built again, and with another clock."""
    assert _build(county) == _build(county) == (county / "report.docx").read_bytes()


def test_without_being_asked_for_there_is_no_workbook(tmp_path: Path) -> None:
    """The default is a picture (THREATS 45)."""
    document = _build(_county(tmp_path, said="top: 10"))
    assert not [one for one in _parts(document) if "chart" in one or "embed" in one]


@pytest.mark.parametrize(
    ("said", "idle"),
    [
        ("format: native\n  dpi: 300\n  formats: {grouped: picture}", []),
        ("dpi: 300", []),
    ],
)
def test_settings_of_pictures_are_told_only_where_there_are_none(said: str, idle: list[str], tmp_path: Path) -> None:
    """The table of shaded cells is a picture, too, so that a resolution does something."""
    speak("en")
    _county(tmp_path, said=said)
    done = _run("build", tmp_path / "county.yaml", "--out", tmp_path / "out", "--json")
    assert [one["code"] for one in json.loads(done.stdout)["issues"] if one["code"] == "settings.pictures-idle"] == idle


def test_a_resolution_without_pictures_is_told_at_its_place(tmp_path: Path) -> None:
    """Nothing that is written does nothing in silence."""
    speak("en")
    _ledger(tmp_path)
    (tmp_path / "county.yaml").write_text(CONFIG + "charts: {format: native, dpi: 300}\n", encoding="utf-8")
    done = _run("build", tmp_path / "county.yaml", "--out", tmp_path / "out", "--json")
    told = [one for one in json.loads(done.stdout)["issues"] if one["code"] == "settings.pictures-idle"]
    assert ["charts.dpi" in one["message"] for one in told] == [True]
    assert "county.yaml" in json.dumps(told)


@pytest.mark.parametrize("which", ["built", "updated", "tracked", "handed over"])
def test_the_validator_finds_nothing(which: str, county: Path, tmp_path: Path) -> None:
    """Charts and their relationships pass the checks of Microsoft's Open XML SDK, in every stage."""
    validation = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    file = county / "report.docx"
    if which in ("updated", "tracked"):
        _ledger(county, 6)
        ask = ["--revisions"] if which == "tracked" else []
        done = _run("update", file, "--config", county / "county.yaml", "--out", county / "new.docx", *ask)
        assert done.exit_code == 0, done.output
        file = county / "new.docx"
    elif which == "handed over":
        done = _run("finalize", file, "--config", county / "county.yaml", "--out", county / "new.docx")
        assert done.exit_code == 0, done.output
        file = county / "new.docx"
    for version in ("OFFICE_2007", "OFFICE_2019", "MICROSOFT_365"):
        result = validation.OpenXmlValidator(getattr(validation.FileFormat, version)).validate(file)
        assert [error.description for error in result.errors] == []


def test_the_validator_judges_charts(county: Path) -> None:
    """A check that can fail."""
    validation = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    part, _ = _largest((county / "report.docx").read_bytes())
    broken = _edit(county, part, lambda data: data.replace(b'<c:barDir val="bar"/>', b'<c:barDir val="up"/>'))
    result = validation.OpenXmlValidator(validation.FileFormat.OFFICE_2019).validate(broken)
    assert any("'up'" in error.description for error in result.errors)


# --- auditing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False], ids=["with ledgers", "by its memory"])
@pytest.mark.parametrize("place", ["cache", "workbook", "both"])
def test_a_value_that_was_edited_is_found(place: str, known: bool, county: Path) -> None:
    """A person edits a value in Word: what the chart shows, or what is behind it, is not what the report says."""
    document = (county / "report.docx").read_bytes()
    part, value = _largest(document)
    book = _workbook_of(document, part)
    if place != "workbook":
        _edit(county, part, _in_cache(value, "53"))
        shutil.move(county / "edited.docx", county / "report.docx")
    if place != "cache":
        _edit(county, book, lambda data: _with_cell(data, value, "53"))
        shutil.move(county / "edited.docx", county / "report.docx")
    if not known:
        (county / "report.trace.json").unlink(missing_ok=True)
    found = _codes(county / "report.docx", *(["--config", county / "county.yaml"] if known else []))
    code = "audit.chart-workbook" if place == "workbook" else "audit.chart-plotted"
    assert (code, "53", value) in found
    wanted = {code, *({"audit.chart-workbook"} if place == "cache" else set())}
    assert {one for one, _, _ in found if one.startswith("audit.chart") or one.startswith("audit.picture")} <= wanted


def test_a_chart_in_other_colours_is_no_finding(county: Path) -> None:
    """Its form is a person's affair; what it plots is not."""
    part, _ = _largest((county / "report.docx").read_bytes())
    edited = _edit(county, part, lambda data: data.replace(b"2E4763", b"C00000"))
    assert _codes(edited, "--config", county / "county.yaml") == []


def test_a_workbook_that_is_gone_is_told(county: Path) -> None:
    """Some programs drop it; the chart still shows what it should."""
    document = (county / "report.docx").read_bytes()
    part, _ = _largest(document)
    edited = _edit(county, _workbook_of(document, part), lambda _: b"nothing")
    assert [code for code, _, _ in _codes(edited, "--config", county / "county.yaml")] == ["audit.chart-workbook-gone"]


# --- updating -----------------------------------------------------------------------------------------------------------


def _updated(county: Path, edited: Path, more: int = 6) -> tuple[bytes, Any]:
    _ledger(county, more)
    done = _run("update", edited, "--config", county / "county.yaml", "--out", county / "new.docx", "--json")
    return (county / "new.docx").read_bytes(), json.loads(done.stdout)


def test_an_update_gives_charts_that_nobody_touched_as_they_would_be_built(county: Path) -> None:
    """All of them, workbooks too; nothing of the old ones stays in the file."""
    document, _ = _updated(county, county / "report.docx")
    fresh = _build(county)
    books = {book for _, book in _charts(fresh).values()}
    assert {book for _, book in _charts(document).values()} == books
    assert [cache_of(one) for one in _shown(document)] == [cache_of(one) for one in _shown(fresh)]
    assert len(_charts(document)) == len(_charts(fresh))
    assert len([one for one in _parts(document) if "embeddings/" in one and one.endswith("xlsx")]) == len(
        _charts(fresh)
    )


def test_an_update_keeps_the_form_that_a_person_gave(county: Path) -> None:
    """Red bars stay red, with the new values, in the cache and in the workbook."""
    part, _ = _largest((county / "report.docx").read_bytes())
    edited = _edit(county, part, lambda data: data.replace(b"2E4763", b"C00000"))
    document, said = _updated(county, edited)
    red = [(data, book) for data, book in _charts(document).values() if b"C00000" in data]
    ((data, book),) = red
    fresh = [cache_of(one) for one in _shown(_build(county))]
    assert cache_of(data) in fresh
    values = [value for (row, column), value in sorted(cells_of(book).items()) if row > 1 and column > 1]
    assert values == cache_of(data)[0][2]
    assert not [one for one in said["entries"] if one["what"] == "conflict"]
    assert _codes(county / "new.docx", "--config", county / "county.yaml") == []


def test_an_update_keeps_a_chart_whose_values_a_person_changed_and_asks(county: Path) -> None:
    """As with a picture of a person's own: it stays, and the person is told that its data are others now."""
    part, value = _largest((county / "report.docx").read_bytes())
    edited = _edit(county, part, _in_cache(value, "53"))
    document, said = _updated(county, edited)
    assert any(b"<c:v>53</c:v>" in one for one in _shown(document))
    conflicts = [one for one in said["entries"] if one["what"] == "conflict"]
    assert [one["why"] for one in conflicts] == ["update.own-chart-outdated"]
    comments = next(data for name, data in _parts(document).items() if name.startswith("word/comments"))
    assert b"This chart was changed by hand" in comments or "手工改过".encode() in comments
    done = _run("finalize", county / "new.docx", "--config", county / "county.yaml", "--out", county / "sent.docx")
    assert done.exit_code == 1
    assert not (county / "sent.docx").exists()


@pytest.mark.parametrize(("before", "after"), [("format: native", "top: 10"), ("top: 10", "format: native")])
def test_a_format_that_is_changed_comes_with_the_update(before: str, after: str, tmp_path: Path) -> None:
    """Charts become pictures, and pictures charts, where they stand."""
    speak("en")
    county = _county(tmp_path, said=before)
    (county / "report.docx").write_bytes(_build(county))
    shutil.copy(next((county / "out").glob("*.json")), county / "report.trace.json")
    _county(county, said=after)
    document, _ = _updated(county, county / "report.docx")
    assert len(_charts(document)) == len(_charts(_build(county)))
    assert bool(_charts(document)) == (after == "format: native")
    assert _codes(county / "new.docx", "--config", county / "county.yaml") == []


def test_an_update_brings_back_a_workbook_that_is_gone(county: Path) -> None:
    """Though the data are the same."""
    document = (county / "report.docx").read_bytes()
    part, _ = _largest(document)
    edited = _edit(county, _workbook_of(document, part), lambda _: b"nothing")
    updated, _ = _updated(county, edited, more=0)
    assert {book for _, book in _charts(updated).values()} == {book for _, book in _charts(document).values()}
    assert _codes(county / "new.docx", "--config", county / "county.yaml") == []


# --- handing over -------------------------------------------------------------------------------------------------------


def _of_excel(workbook: bytes) -> bytes:
    """The workbook as Excel saves it after a person edited it: a name, another sheet, rows that were tried."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    book.properties.creator = "王小明"
    sheet = book.create_sheet("台账")
    sheet.append(["来信人", "李小红", "13800138000"])
    sheet.sheet_state = "hidden"
    book.worksheets[0]["H20"] = "试算"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _all_text(data: bytes) -> str:
    """Everything in an archive, archives in it too, however its characters are spelled."""
    return html.unescape(_all_bytes(data).decode(errors="replace"))


def _all_bytes(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = [archive.read(name) for name in archive.namelist()]
    return b"".join(one + (_all_bytes(one) if zipfile.is_zipfile(io.BytesIO(one)) else b"") for one in found)


def test_a_copy_that_is_handed_over_holds_what_is_plotted_and_nothing_else(county: Path) -> None:
    """What Excel leaves behind a chart that somebody edited is gone; the chart can still be edited."""
    document = (county / "report.docx").read_bytes()
    part, _ = _largest(document)
    edited = _edit(county, _workbook_of(document, part), _of_excel)
    shutil.move(edited, county / "report.docx")
    before = _all_text((county / "report.docx").read_bytes())
    assert "王小明" in before
    assert "李小红" in before
    done = _run("finalize", county / "report.docx", "--config", county / "county.yaml", "--out", county / "sent.docx")
    assert done.exit_code == 0, done.output
    assert "what stood behind charts" in done.output
    sent = (county / "sent.docx").read_bytes()
    for word in ("王小明", "李小红", "13800138000", "试算", "urn:reportgen"):
        assert word not in _all_text(sent)
    assert list(leftovers(sent)) == []
    for data, book in _charts(sent).values():
        cells = cells_of(book)
        values = [value for _n, _l, values in cache_of(data) for value in values if value is not None]
        assert sorted(map(str, (float(v) for (row, column), v in cells.items() if row > 1 and column > 1))) == sorted(  # type: ignore[arg-type]
            map(str, values)
        )
        labels = {label for _n, told, _v in cache_of(data) for label in told if label}
        names = {name for name, _l, _v in cache_of(data) if name}
        assert {v for (row, column), v in cells.items() if row == 1 or column == 1} == labels | names


# --- a person's own -----------------------------------------------------------------------------------------------------


def _own_chart(report: bytes, workbook: bytes | None = None) -> bytes:
    """The report with a chart that a person made, in a paragraph of its own before the signature."""
    own = native(ChartSpec("own", ChartKind.BARS, (Series("", (Point("自己算的", 7.0, "7", "x"),)),), "件"))
    kind = "application/vnd.openxmlformats-officedocument."
    with_part = surgery.with_part(report, "word/charts/own.xml", kind + "drawingml.chart+xml", own.xml, "chart")
    with_book = surgery.with_part(
        with_part, "word/embeddings/own.xlsx", kind + "spreadsheetml.sheet", workbook or own.workbook, "package",
        "word/charts/own.xml",
    )  # fmt: skip
    parts = _parts(with_book)
    root = etree.fromstring(parts[surgery.MAIN])
    inline = frame("rIdX", (3_000_000, 2_000_000))
    inline.find(tag("wp:docPr")).set("id", "991")  # type: ignore[union-attr]
    inline.find(tag("wp:docPr")).set("name", "我的图")  # type: ignore[union-attr]
    paragraph = etree.fromstring(f'<w:p xmlns:w="{root.nsmap["w"]}"><w:r><w:drawing/></w:r></w:p>')
    paragraph[0][0].append(inline)
    body = root.find(tag("w:body"))
    assert body is not None
    body.insert(len(body) // 2, paragraph)
    parts[surgery.MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return surgery.zipped(parts)


def test_a_chart_of_a_person_s_own_is_kept(county: Path) -> None:
    """Told by the audit, left alone by the update, cleaned for the copy that is handed over."""
    report = (county / "report.docx").read_bytes()
    own = native(ChartSpec("own", ChartKind.BARS, (Series("", (Point("自己算的", 7.0, "7", "x"),)),), "件"))
    (county / "report.docx").write_bytes(_own_chart(report, _of_excel(own.workbook)))
    codes = [code for code, _, _ in _codes(county / "report.docx", "--config", county / "county.yaml")]
    assert "audit.block-added" in codes
    assert not [one for one in codes if one.startswith(("audit.chart", "audit.picture"))]
    held = described_content(open_package((county / "report.docx").read_bytes()), Kind.EDITED)
    assert "chart workbook" in {one.construct for one in held}
    document, _ = _updated(county, county / "report.docx")
    assert any("自己算的".encode() in one for one in _shown(document))
    done = _run(
        "finalize", county / "new.docx", "--config", county / "county.yaml", "--out", county / "sent.docx", "--anyway"
    )
    assert done.exit_code == 0, done.output
    sent = (county / "sent.docx").read_bytes()
    assert "自己算的" in _all_text(sent)
    assert "王小明" not in _all_text(sent)
    assert "李小红" not in _all_text(sent)
