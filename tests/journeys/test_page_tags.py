"""An office's own page with tags and loops: what it prints are figures, audited, traced and made new; what it may not ask is told by its place."""

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from reportgen import pipeline
from reportgen.actions.auditing import audit_document
from reportgen.actions.tracing import trace
from reportgen.actions.updating import Update, update, write_note
from reportgen.compose.page import fill_page
from reportgen.configuring.checking import check
from reportgen.messages import ReportgenError, TemplateError, speak
from reportgen.model.periods import Period
from reportgen.model.reports.narratives import Filled
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Level
from reportgen.render import load_page
from reportgen.render.template.filling.tags import TagError, check_tag, tags_in
from reportgen.settings import Loaded, load_settings
from reportgen.update.document import Options
from reportgen.update.trunk.entries import What
from reportgen.word import open_package, read_memory
from reportgen.word.pages.page import Row
from reportgen.word.pages.reader import read_page
from tests.render import surgery
from tests.render.bulletin import bulletin
from tests.render.sample import PAGE
from tests.render.test_hostile_templates import PAYLOADS

pytestmark = pytest.mark.usefixtures("read_once")
_PROJECT = Path(__file__).resolve().parents[2]
_Q2, _Q3 = Period.parse("2026Q2"), Period.parse("2026Q3")
_BASE = PAGE.read_bytes()


@dataclass(frozen=True)
class Office:
    """The sample county with a page of its own."""

    folder: Path

    def loaded(self, page: bytes) -> Loaded:
        """Its settings with this page."""
        speak("en")
        (self.folder / "templates/own").mkdir(exist_ok=True)
        (self.folder / "templates/own/page.docx").write_bytes(page)
        path = self.folder / "config/own.yaml"
        path.write_text("extends: qinglan.yaml\ntemplate: {page: own/page.docx}\n", encoding="utf-8")
        return load_settings(path)

    def build(self, page: bytes, period: Period = _Q3) -> pipeline.Report:
        """A report on it."""
        loaded = self.loaded(page)
        return pipeline.build(pipeline.Job(loaded, loaded.ledger_files, period))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A copy of the sample county."""
    folder = tmp_path_factory.mktemp("office")
    for name in ("config", "templates", "samples/qinglan"):
        shutil.copytree(_PROJECT / name, folder / name)
    return Office(folder)


@pytest.fixture(scope="module")
def summary(office: Office) -> Summary:
    """What the county's ledgers add up to."""
    loaded = office.loaded(_BASE)
    job = pipeline.Job(loaded, loaded.ledger_files, _Q3)
    return pipeline.compute(job, pipeline.load_ledger(job)[0])[0]


@pytest.fixture
def fill(office: Office, summary: Summary, tmp_path: Path) -> Callable[[bytes], Filled]:
    """Runs the tags of a page."""
    loaded = office.loaded(_BASE)

    def filled(page: bytes) -> Filled:
        path = tmp_path / "page.docx"
        path.write_bytes(page)
        return fill_page(summary, loaded, pipeline.Job(loaded, (), _Q3).signed, load_page(path).asks)[0]

    return filled


def _lines(document: bytes) -> list[str]:
    """What a document shows, line by line, cells parted by bars, headers and footers last."""
    page = read_page(open_package(document))
    found = [
        " | ".join(one.text for cell in line.cells for one in cell.paragraphs) if isinstance(line, Row) else line.text
        for line in (*page.flow, *page.around)
    ]
    return [one for one in found if one.strip()]


LINES = """青岚县2026年第三季度
窗口单位作风建设情况调研报告
本期共收到137件，比上季度增加15件，环比增长12.3%。
办结率为92.0%，涉及多类问题。
服务态度生硬：52件，占登记总数的38.0%；
履职责任不强：28件，占登记总数的20.4%；
政策执行不力：27件，占登记总数的19.7%；
类别 | 件数 | 占比
服务态度生硬 | 52 | 38.0%
履职责任不强 | 28 | 20.4%
政策执行不力 | 27 | 19.7%
工作纪律松懈 | 21 | 15.3%
窗口微腐败 | 6 | 4.4%
其他 | 3 | 2.2%
月份 | 7月 | 8月 | 9月
件数 | 54 | 42 | 41
居首位的是服务态度生硬，52件。
青岚县 2026年第三季度 受理137件"""


def test_a_page_of_an_office_prints_figures(office: Office) -> None:
    """All constructs, in text, tables, header, footer and text box; nothing is wrong with it, and every figure can be traced."""
    report = office.build(bulletin())
    assert "\n".join(_lines(report.document)).startswith(LINES)
    assert [one.message for one in report.issues if one.level is Level.ERROR] == []
    assert [one.code for one in report.issues if one.code == "page.no-body"] == ["page.no-body"]
    found = audit_document(report.document, "简报.docx", report.job.settings, None, report.trace)
    assert [one.message for one in found.findings] == []
    traced = trace(report.document, "简报.docx", report.job.settings, report.job.files)
    printed = [one.printed for one in traced.occurrences]
    assert len(printed) == 3 + 1 + 6 + 12 + 3 + 1 + 1
    assert printed[:4] == ["137", "15", "12.3%", "92.0%"]


def test_the_same_page_gives_the_same_bytes(office: Office) -> None:
    """Nothing of it depends on when or how often it is made."""
    page = bulletin()
    assert office.build(page).document == office.build(page).document


def test_a_page_with_body_prints_both(office: Office) -> None:
    """The whole report stands below the page's own figures, in the styles that the page lacks; nothing is wrong with it."""
    report = office.build(bulletin(body=True))
    lines = _lines(report.document)
    assert "本期共收到137件，比上季度增加15件，环比增长12.3%。" in lines
    assert any(one.startswith("一、") for one in lines)
    memory = read_memory(report.document)
    assert memory is not None and [one.id for one in memory.blocks] == [one.id for one in report.narrative.blocks]
    assert {"page.styles-added", "page.table-style"} <= {one.code for one in report.issues}
    found = audit_document(report.document, "报告.docx", report.job.settings, None, report.trace)
    assert [one.message for one in found.findings if one.level is Level.ERROR or "joined" in one.code] == []


@pytest.mark.parametrize(
    ("part", "old", "new", "stated"),
    [
        ("word/document.xml", ">137<", ">173<", "173"),
        ("word/document.xml", ">20.4%<", ">24.0%<", "24.0%"),
        ("word/document.xml", ">42<", ">24<", "24"),
        ("word/header1.xml", ">137<", ">317<", "317"),
    ],
    ids=["text", "loop", "cell of a loop", "header"],
)
def test_a_digit_changed_by_hand_is_found(office: Office, part: str, old: str, new: str, stated: str) -> None:
    """The audit says which figure it was."""
    report = office.build(bulletin())
    found = audit_document(
        surgery.edited(report.document, part, (old, new)), "简报.docx", report.job.settings, None, report.trace
    )
    assert [(one.code, one.stated) for one in found.findings] == [("audit.figure-edited", stated)]


def test_other_ledgers_make_its_figures_old(office: Office, tmp_path: Path) -> None:
    """A report whose memory says one thing and whose ledgers another is told so, figure by figure."""
    report = office.build(bulletin())
    one_ledger = report.job.files[:1]
    found = audit_document(report.document, "简报.docx", report.job.settings, one_ledger, report.trace)
    outdated = [one for one in found.findings if one.code == "audit.figure-outdated"]
    assert "137" in {one.stated for one in outdated}


def _updated(office: Office, document: bytes, report: pipeline.Report, *, tracked: bool = False) -> Update:
    options = Options("2026-10-12", tracked=tracked)
    return update(
        document, "简报.docx", pipeline.Job(report.job.settings, report.job.files, _Q3), options, report.trace
    )


def test_an_update_makes_its_figures_new_and_keeps_what_people_wrote(office: Office, tmp_path: Path) -> None:
    """Text, rows, columns, header and text box say the new quarter; words put in by hand stay; the note has a page to stand on."""
    report = office.build(bulletin(), _Q2)
    edited = surgery.edited(report.document, surgery.MAIN, (">收到<", ">收到群众反映<"))
    updated = _updated(office, edited, report)
    assert "\n".join(_lines(updated.document)).startswith(LINES.replace("收到", "收到群众反映"))
    assert [one.message for one in updated.findings] == []
    assert write_note(updated, tmp_path / "简报.docx").exists()


def test_a_note_of_changes_has_no_letterhead(office: Office, tmp_path: Path) -> None:
    """It is filed beside the report: whatever the page of the office prints, fixed text and pictures, is not on it."""
    report = office.build(bulletin(), _Q2)
    updated = _updated(office, report.document, report)
    job = updated.report.job
    template = job.settings.settings.template.model_copy(update={"page": "qipu/page.docx"})
    loaded = replace(job.settings, settings=job.settings.settings.model_copy(update={"template": template}))
    red = replace(updated, report=replace(updated.report, job=replace(job, settings=loaded)))
    note = docx.Document(str(write_note(red, tmp_path / "简报.docx")))
    lines = [one.text for one in note.paragraphs if one.text.strip()]
    assert lines[0].endswith("修改说明"), "the red page of the city begins with the office and the county"


def test_a_table_of_the_page_that_hands_changed_is_left_and_told(office: Office) -> None:
    """Who wrote into it decides; so it is where every change is to be tracked."""
    report = office.build(bulletin(), _Q2)
    edited = surgery.edited(report.document, surgery.MAIN, (">类别<", ">问题类别<"))
    for document, tracked in ((edited, False), (report.document, True)):
        updated = _updated(office, document, report, tracked=tracked)
        assert "update.page-table" in {one.why for one in updated.entries if one.what is What.UNPLACED}
        assert "服务态度生硬 | 45 | 36.9%" in _lines(updated.document)


def test_paragraphs_of_a_loop_come_and_go(office: Office) -> None:
    """Each is known by what it counts: those that are new are put in, those that are gone are taken out."""
    page = surgery.before_body(
        _BASE, "".join(map(surgery.paragraph, ("{%p for m in months %}", "{{ m.name }}{{ m.count }}", "{%p endfor %}")))
    )
    report = office.build(page, _Q2)
    assert _lines(report.document)[:3] == ["4月39件", "5月33件", "6月50件"]
    assert _lines(_updated(office, report.document, report).document)[:3] == ["7月54件", "8月42件", "9月41件"]


# --- what a page may not ask ----------------------------------------------------------------------------------------------


def _is_full(payload: str) -> bool:
    """Whether what a payload asks is left to the sandbox; the others are refused when the page is loaded (`test_hostile_templates`)."""
    try:
        return any(check_tag(one) is None for one in tags_in(payload))
    except TagError:
        return False


HARMLESS = {"{{ title[1:2] }}", "{% for a in 'aaa' %}{% endfor %}"}
"""A piece of a text and a loop over letters are what report templates may have."""
FULL = [one for one in PAYLOADS if _is_full(one) and one not in HARMLESS] + [
    "{{ total.__class__ }}", "{{ total.value.__class__.__mro__ }}", "{{ categories.append }}", "{{ categories[0].count.query.__init__ }}",
    "{{ categories|map(attribute='name')|list }}", "{{ categories|join(attribute='__class__') }}", "{{ categories|selectattr('__class__')|list }}", "{{ tokens }}",
    "{{ functions }}", "{{ filters }}", "{{ budget }}", "{{ chart('trend') }}", "{{ ref('table/categories') }}", "{{ attachment('甲') }}",
    "{{ figure('total').value }}", "{{ total.value }}", "{{ categories }}", "{{ total.query }}", "{{ categories[99].name }}", "{{ categories['x'] }}",
    "{{ count('nothing') }}", "{{ total|compared }}", "{{ qoq|join }}", "{{ '{{ total }}'|told|attr('x') }}", "{{ county.mayor }}", "{{ figure(categories) }}",
]  # fmt: skip


@pytest.mark.parametrize("place", ["body", "table", "header", "text box"])
def test_what_the_sandbox_refuses_is_refused_in_every_place(
    place: str, fill: Callable[[bytes], Filled], tmp_path: Path
) -> None:
    """Each payload that gets past the load is a typed error at its paragraph or cell, and nothing is written or run."""
    assert len(FULL) >= 40
    before = sorted(tmp_path.iterdir())
    for payload in FULL:
        with pytest.raises(TemplateError) as caught:
            fill(surgery.PLACES[place](_BASE, payload))
            pytest.fail(payload)
        places = [str(one.source) for one in caught.value.issues]
        told = [f"{place} {one.message}" for place, one in zip(places, caught.value.issues, strict=True)]
        assert all(re.search(r"word/\w+\.xml, (paragraph|table) \d", one) for one in told), (payload, told)
    assert {one.name for one in {*tmp_path.iterdir()} - {*before}} <= {"page.docx"}


FAULTS = {
    "a name": ("{{ totle }}", "template.unknown-name-near", "total"),
    "a part": ("{{ qoq.diference | number }}", "template.unknown-name-near", "difference"),
    "a filter": ("{{ qoq | compered }}", "template.unknown-filter", "compared"),
    "a loop": ("{% for c in categoris %}{{ c.name }}{% endfor %}", "template.unknown-name-near", "categories"),
    "a branch that is not printed": ("{% if absent and not total %}{{ yoyo }}{% endif %}", "template.unknown-name-near", "yoy"),
    "what is in a loop": ("{% for c in categories %}{{ c.nmae }}{% endfor %}", "template.unknown-name-near", "name"),
}  # fmt: skip


@pytest.mark.parametrize("tag_text, code, near", FAULTS.values(), ids=FAULTS)
def test_a_misspelt_tag_has_its_place_and_the_nearest_name(
    tag_text: str, code: str, near: str, fill: Callable[[bytes], Filled]
) -> None:
    """The clerk reads the cell, and what was meant."""
    xml = surgery.paragraph("{{ total }}") + surgery.cell("{{ county.name }}").replace(
        "</w:tbl>", f"<w:tr><w:tc>{surgery.paragraph(tag_text)}</w:tc></w:tr></w:tbl>"
    )
    with pytest.raises(TemplateError) as caught:
        fill(surgery.before_body(_BASE, xml))
    (one,) = caught.value.issues
    assert one.code == code
    assert near in f"{one.message} {one.hint}"
    assert str(one.source) == "page.docx [word/document.xml, table 1, row 2, cell 1]"


BOMBS = [
    "{% for a in months %}" * 4 + "x" + "{% endfor %}" * 4,
    "{% for a in categories %}{% for b in categories %}{% for c in units.members %}"
    + "字" * 20_000
    + "{{ c.name }}{% endfor %}{% endfor %}{% endfor %}",
    "{{ total | " + " | ".join(["label"] * 400) + " }}",
    "{{ " + "9" * 5000 + " | hanzi }}",
]


@pytest.mark.parametrize("bomb", BOMBS, ids=["loops", "text", "filters", "a number"])
def test_a_bomb_ends_in_a_typed_error(bomb: str, office: Office) -> None:
    """Loops inside loops, long texts in loops, towers of filters."""
    with pytest.raises(ReportgenError):
        office.build(surgery.before_body(_BASE, surgery.paragraph(bomb)))


def test_what_ledgers_hold_is_never_a_tag(office: Office) -> None:
    """A name of an office that looks like a tag or like markup is printed as it stands, in the page as in its header."""
    loaded = office.loaded(bulletin())
    path = loaded.path
    path.write_text(
        path.read_text(encoding="utf-8") + 'office: {name: "{{ total }}</w:t>&{%p if x %}"}\n', encoding="utf-8"
    )
    loaded = load_settings(path)
    report = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, _Q3), audited=False)
    assert any("{{ total }}</w:t>&{%p if x %}" in one for one in _lines(report.document))


def test_a_page_of_plain_fields_asks_no_sandbox(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs what it always did."""
    calls: list[Any] = []
    monkeypatch.setattr(pipeline, "fill_page", lambda *given: calls.append(given))
    office.build(_BASE)
    assert calls == []


def test_the_example_of_the_manual_runs(office: Office) -> None:
    """docs/templates.md: the sentence, and the tags of paragraphs, rows and cells as they stand there."""
    text = (_PROJECT / "docs/templates.md").read_text(encoding="utf-8").split("## Word 模板里的标记")[1]
    (sentence,) = re.findall(r"^> (.+)$", text, re.MULTILINE)
    tags = re.findall(r"`(\{[{%].+?[}%]\})`", text)
    page = docx.Document(io.BytesIO(_BASE))
    first = page.paragraphs[0]
    first.insert_paragraph_before(sentence)
    for one in tags[tags.index("{%p if qoq | known %}") : tags.index("{%p endif %}") + 1]:
        first.insert_paragraph_before(one)
        if one != "{%p endif %}":
            first.insert_paragraph_before("可以比较。")
    data = io.BytesIO()
    page.save(data)
    lines = _lines(office.build(data.getvalue()).document)
    assert "青岚县2026年第三季度共收到137件，比上季度增加15件，环比增长12.3%。办结率为92.0%。" in lines
    for one in tags:
        if "…" not in one and not one.startswith("{{ body"):
            check_tag(one)  # raises where it is none


def test_a_figure_that_the_page_alone_prints_is_used(office: Office) -> None:
    """No hint says that it is printed nowhere; without the page's tag one does."""
    told = []
    for text in ("加急{{ counts.urgent.count }}", "加急{{ total }}"):
        loaded = office.loaded(surgery.before_body(_BASE, surgery.paragraph(text)))
        declared = "figures: {urgent: {label: 热线来件, count: {channel: [hotline]}}}\n"
        loaded.path.write_text(loaded.path.read_text(encoding="utf-8") + declared, encoding="utf-8")
        loaded = load_settings(loaded.path)
        report = pipeline.build(pipeline.Job(loaded, loaded.ledger_files, _Q3), draft=True)
        told.append(
            "urgent" in " ".join(f"{one.message} {one.hint}" for one in report.issues if one.code == "figures.unused")
        )
    assert told == [False, True]


def test_check_tells_of_tags_without_a_ledger(office: Office) -> None:
    """What no report could print is found before there is one, in branches that are not printed, too."""
    loaded = office.loaded(
        surgery.before_body(_BASE, surgery.paragraph("{% if absent and not total %}{{ totle }}{% endif %}"))
    )
    (found,) = check([loaded.path], date(2026, 10, 12)).values()
    assert [(one.code, str(one.source)) for one in found if one.level is Level.ERROR] == [
        ("template.unknown-name-near", "page.docx [word/document.xml, paragraph 1]")
    ]
    loaded = office.loaded(bulletin(body=True))
    (found,) = check([loaded.path], date(2026, 10, 12)).values()
    assert {one.code for one in found} <= {"page.cleaned", "page.styles-added", "page.table-style"}
