"""Where figures stand, what they are in words, how they are found, and the sheet to tick them off."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from reportgen.messages import speak
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Figure, Kind, Query, Take
from reportgen.model.reports.narratives import Chart, Span, Table
from reportgen.model.reports.pictures import ChartKind, ChartSpec, Point, Series
from reportgen.model.reports.summaries import RowSet
from reportgen.model.reports.traces import Behind, Occurrence, Role, Standing, Trace, TracedCase, TracedFigure
from reportgen.review.tracing import Formulas, checklist, lost_figures, read_occurrences, wording
from reportgen.review.tracing.asking import Asked
from reportgen.review.tracing.checklist import listing
from reportgen.review.tracing.formulas import period_name
from reportgen.settings import load_settings
from reportgen.word import Mark, Memory, open_package, place, read_page
from reportgen.word.blocks.placing import Placement
from tests.review.documents import document, paragraph

_PROJECT = Path(__file__).resolve().parents[2]
_SETTINGS = load_settings(_PROJECT / "config" / "qinglan.yaml").settings


@pytest.fixture(autouse=True)
def english() -> None:
    """Messages are compared in English."""
    speak("en")


def _marked(name: str, text: str, number: int) -> str:
    """A run in a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:r><w:t xml:space="preserve">{text}</w:t></w:r><w:bookmarkEnd w:id="{number}"/>'


def _placed(body: str, memory: Memory) -> Placement:
    return place(read_page(open_package(document(body))), memory)


def _read(body: str, memory: Memory) -> tuple[Occurrence, ...]:
    return read_occurrences(_placed(body, memory))


_SPEC = ChartSpec("chart/x", ChartKind.BARS, (Series("", (Point("甲\n单位", 9, "9", "unit.1"),)),))
_MEMORY = Memory(
    "2026Q3", "", "0",
    marks={
        "_rgf1": Mark("figure", "lead", "total"), "_rgf2": Mark("figure", "lead", "total.qoq"),
        "_rgf3": Mark("figure", "table/x", "unit.1", "1"), "_rgn4": Mark("number", "chart/x"),
    },
    blocks=(Chart("chart/x", (Span("各单位"),), _SPEC), Table("table/x", (), (), (), ())),
)  # fmt: skip


def test_a_figure_stands_in_its_sentence_under_its_headings() -> None:
    """The sentence alone, not the paragraph; an English one ends at a full stop before a space; 12.5 does not end one."""
    body = (
        paragraph("一、总体情况", "H1") + paragraph("（一）数量", "H2")
        + f"<w:p><w:r><w:t xml:space='preserve'>前一句。共受理12.5件中的</w:t></w:r>{_marked('_rgf1', '7', 1)}<w:r><w:t xml:space='preserve'>件。后一句。</w:t></w:r></w:p>"
        + paragraph("二、其他", "H1")
        + f"<w:p><w:r><w:t xml:space='preserve'>One. There were </w:t></w:r>{_marked('_rgf2', '1.5%', 2)}<w:r><w:t xml:space='preserve'> more. Two.</w:t></w:r></w:p>"
    )  # fmt: skip
    first, second = _read(body, _MEMORY)
    assert (first.printed, first.sentence) == ("7", "共受理12.5件中的7件。")
    assert first.path == ("一、总体情况", "（一）数量")
    assert first.sentence[first.at :].startswith("7件")
    assert (second.printed, second.sentence, second.path) == ("1.5%", "There were 1.5% more.", ("二、其他",))
    assert second.sentence[second.at :].startswith("1.5%")


def test_a_figure_of_a_table_has_its_row_and_the_head_of_its_column() -> None:
    """Also where a cell before it covers two columns of the grid."""
    caption = f"<w:p>{_marked('_rgn4', '表1', 3)}<w:r><w:t xml:space='preserve'> 各单位</w:t></w:r></w:p>"
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("甲") + "</w:tc>"
    heads = "".join(f"<w:tc>{paragraph(head)}</w:tc>" for head in ("单位", "简称", "件数"))
    cell = f"<w:tc><w:p>{_marked('_rgf3', '9', 1)}</w:p></w:tc>"
    memory = replace(_MEMORY, blocks=(Table("chart/x", (), (), (), ()),))
    (found,) = _read(f"{caption}<w:tbl><w:tr>{heads}</w:tr><w:tr>{wide}{cell}</w:tr></w:tbl>", memory)
    assert (found.sentence, found.at, found.path, found.column) == ("甲 | 9", 4, ("表1 各单位",), "件数")


def test_the_values_of_a_chart_stand_at_its_caption() -> None:
    """A picture has no text; what it shows is remembered."""
    (found,) = _read(
        f"<w:p>{_marked('_rgn4', '图1', 3)}<w:r><w:t xml:space='preserve'> 各单位</w:t></w:r></w:p>", _MEMORY
    )
    assert (found.figure, found.printed, found.sentence, found.path) == ("unit.1", "9", "甲单位", ("图1 各单位",))


def test_figures_whose_bookmarks_are_gone_are_lost() -> None:
    """Someone wrote the sentence anew."""
    placement = _placed(f"<w:p>{_marked('_rgf1', '7', 1)}</w:p>", _MEMORY)
    assert lost_figures(placement) == ("total.qoq", "unit.1")


@pytest.mark.parametrize(
    ("spelled", "words"),
    [
        ("2026", "the year 2026"),
        ("2026H2", "second half of 2026"),
        ("2026Q1", "first quarter of 2026"),
        ("2026-07", "month 7 of 2026"),
        ("2026-01/2026-09", "months 1 to 9 of 2026"),
        ("2026-07/2026-08", "months 7 to 8 of 2026"),
        ("2025-10/2026-03", "month 10 of 2025 to month 3 of 2026"),
    ],
)
def test_periods_in_words(spelled: str, words: str) -> None:
    """Every kind of period has its name."""
    assert period_name(Period.recall(spelled)) == words


def _count(id: str, value: int, *where: tuple[str, str], period: str = "2026Q3", take: Take = Take.CASES) -> Figure:
    return Figure(id, id, Kind.COUNT, value, "件", None, Query(period, where, take))


def _formulas(*figures: Figure) -> Formulas:
    rows = {one.id: (RowSet("台账.xlsx", "一", f"2-{one.value}", int(one.value or 1) - 1),) for one in figures}
    return Formulas({one.id: one for one in figures}, rows, _SETTINGS)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (("category", "attitude"), "category=服务态度生硬"),
        (("category", "attitude|duty"), "category=服务态度生硬 or 履职责任不强"),
        (("unit", "甲|乙"), "unit=甲|乙"),
        (("repeat", "yes"), "told again=yes"),
        (("category_from", "keyword"), "origin of the category=a keyword in the content"),
        (("is_closed", "yes|no"), "closed or not=closed or not closed"),
        (("verified", "yes|partly"), "found true=true or partly true"),
        (("unit", "*"), "unit known"),
        (("days", "*"), "handling time known"),
        (("days", "4-7"), "handling time 4 to 7 days"),
        (("days", "31-"), "handling time 31 days or more"),
        (("status", "closed"), "status=closed"),
    ],
)
def test_conditions_in_words(where: tuple[str, str], words: str) -> None:
    """Codes by their names in the settings, names as they stand; a mark in a name parts nothing."""
    figure = _count("x", 3, where)
    assert _formulas(figure).words(figure) == f"count (件) of: third quarter of 2026, {words}"


def test_an_aspect_is_told_by_its_phrase() -> None:
    """That of the category which the query asks for, too."""
    figure = _count("x", 3, ("category", "attitude"), ("aspects", "impatient"))
    assert _formulas(figure).words(figure).endswith("category=服务态度生硬, form=答复咨询不耐烦、语气生硬")


def test_what_is_taken_of_the_rows() -> None:
    """Members, a median, a longest time; what an earlier report printed has no formula."""
    members = _count("m", 3, ("category", "attitude"), ("unit", "*"), take=Take.MEMBERS)
    median = _count("d", 3, ("days", "*"), take=Take.MEDIAN)
    longest = replace(median, query=Query("2026Q3", (("days", "*"),), Take.LONGEST))
    printed = Figure("p", "p", Kind.COUNT, 4)
    words = _formulas(members, median, longest, printed).words
    assert words(members) == "number of different unit in: third quarter of 2026, category=服务态度生硬"
    assert words(median) == "median handling time in days of: third quarter of 2026, handling time known"
    assert words(longest) == "longest handling time in days of: third quarter of 2026, handling time known"
    assert words(printed) == "as an earlier report printed it"


def test_a_comparison_of_shares_has_four_sets_of_rows() -> None:
    """Numerators and denominators of both periods, in words, numbers and rows."""
    part, whole = _count("a", 30, ("category", "duty")), _count("b", 60)
    part_then, whole_then = _count("c", 20, ("category", "duty"), period="2025Q3"), _count("d", 80, period="2025Q3")
    now = Figure("s", "s", Kind.SHARE, None, query=part.query, operands=("a", "b"))
    then = Figure("t", "t", Kind.SHARE, None, query=part_then.query, operands=("c", "d"))
    now, then = (replace(one, value=1) for one in (now, then))
    points = Figure("u", "u", Kind.POINTS, 0, operands=("s", "t"))
    formulas = _formulas(part, whole, part_then, whole_then, now, then, points)
    assert formulas.sum(points) == "30 ÷ 60 − 20 ÷ 80"
    assert formulas.words(points).startswith(
        "this period − same period of last year; this period: count (件) of: third"
    )
    assert [(one.role, one.figure, one.count) for one in formulas.behind(points)] == [
        (Role.NOW_PART, "a", 29),
        (Role.NOW_WHOLE, "b", 59),
        (Role.THEN_PART, "c", 19),
        (Role.THEN_WHOLE, "d", 79),
    ]


def test_a_share_of_a_part_names_its_base() -> None:
    """The base has its own condition, of the same period."""
    part, whole = _count("a", 3, ("category", "duty"), ("unit", "甲")), _count("b", 6, ("category", "duty"))
    share = Figure("s", "s", Kind.SHARE, 1, query=part.query, operands=("a", "b"))
    assert (
        _formulas(part, whole, share).words(share).endswith("÷ count (件) of the same period of: category=履职责任不强")
    )


def test_what_is_not_known_has_no_sum() -> None:
    """A change from a period that the ledgers do not reach."""
    now, then = _count("a", 3), replace(_count("b", 0, period="2026Q2"), value=None)
    change = Figure("c", "c", Kind.CHANGE, None, operands=("a", "b"))
    formulas = _formulas(now, replace(then, value=1), change)
    assert formulas.sum(change) == "(3 − 1) ÷ 1"
    assert _formulas(now, change, replace(then, value=0)).sum(change) == "(3 − 0) ÷ 0"
    assert Formulas({"a": now, "b": then, "c": change}, {}, _SETTINGS).sum(change) == ""


def _occurrence(figure: str, printed: str, sentence: str) -> Occurrence:
    return Occurrence(figure, "lead", "", printed, sentence, sentence.rindex(printed), ())


_TRACE = Trace(
    "=1+1.docx", "2026Q3",
    (
        _occurrence("total", "137", "共受理137件，比上季度增加13件。"),
        _occurrence("total.qoq.difference", "13", "共受理137件，比上季度增加13件。"),
        _occurrence("unit.1", "+5", "=SUM(A1) | +5"),
    ),
    recomputed=True, expected=("137", "13", "+6"),
    figures={"total": TracedFigure("total", "受理总数", "count", 137, "137件", None, "f", "", (
        Behind(Role.COUNTED, "total", (RowSet("=台账.xlsx", "一", "3-4,6", 3),)),
    ))},
    ledgers={"=台账.xlsx": Standing.CHANGED},
    cases={("=台账.xlsx", "一", 3): TracedCase("=HYPERLINK(1)", "+甲", "@乙", "2026-07-03")},
)  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("total", (0,)),
        ("受理总数", (0,)),
        ("137件", (0,)),
        ("13", (1,)),
        ("37", ()),
        ("增加13", (1,)),
        ("受理137件，比上季度增加13", (0, 1)),
        ("比上季度", (1,)),
        ("１３７件", (0,)),
        ("一百三十七件", (0,)),
        ("137天", ()),
        ("13%", ()),
        ("总数", (0,)),
        ("unit", (2,)),
        ("", ()),
        ("没有", ()),
    ],
)
def test_figures_are_found_nearest_first(wanted: str, found: tuple[int, ...]) -> None:
    """By id, label, number or words; words that hold a figure are nearer than those of its sentence."""
    assert Asked(_TRACE).answer(wanted).found == found


def test_what_is_near_is_named() -> None:
    """A slip in an id or a name."""
    near = Asked(_TRACE).answer("total.qoq.diference").near
    assert _TRACE.occurrences[near[0]].figure == "total.qoq.difference"


def test_the_check_list_holds_texts_only_and_says_what_differs() -> None:
    """What begins like a formula stays a text in both sheets; changes of ledgers stand on top."""
    book = openpyxl.load_workbook(io.BytesIO(checklist.write_checklist(_TRACE)))
    figures, _claims, rows = book.worksheets
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    tops = [figures.cell(row, 1).value for row in range(1, 6)]
    assert "The ledger =台账.xlsx has been changed since the report was made." in tops
    last = [cell.value for cell in figures[figures.max_row]]
    assert (last[2], last[3], last[7], last[8]) == ("=SUM(A1) | 【+5】", "+5", "differs", None)
    assert [cell.value for cell in rows[2]] == [
        1,
        "受理总数",
        "counted rows",
        "=台账.xlsx",
        "一",
        3,
        "=HYPERLINK(1)",
        "+甲",
        "@乙",
        "2026-07-03",
    ]
    assert [rows.cell(row, 6).value for row in (2, 3, 4)] == [3, 4, 6]


def test_a_long_list_of_rows_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many rows are listed."""
    monkeypatch.setattr(listing, "MOST_LINES", 2)
    rows = openpyxl.load_workbook(io.BytesIO(checklist.write_checklist(_TRACE))).worksheets[2]
    assert rows.max_row == 4
    assert rows.cell(4, 1).value == "The first 2 of 3 rows are listed."


def test_every_alarm_has_its_sentence() -> None:
    """Differing, lost, reworded, changed, missing and new ledgers, changed settings."""
    trace = replace(
        _TRACE, ledgers={"a": Standing.MISSING, "b": Standing.NEW, "c": Standing.SAME}, same_settings=False,
        lost=("total.yoy",), reworded={"lead/top": "反映较为集中…"},
    )  # fmt: skip
    assert list(wording.alarms(trace)) == [
        "The ledger a, from which the report was made, is not there.",
        "The ledger b was not there when the report was made.",
        "The settings have been changed since the report was made.",
        "Differing: 1 figures of 3: unit.1 +5",
        "No longer in the text: total.yoy",
        "These parts would be told otherwise now: “反映较为集中…”",
    ]
