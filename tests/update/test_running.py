"""Running numbers of rows: a person's rows are counted with ours where they clearly are, else they stay as they are."""

import io
from collections.abc import Sequence
from copy import deepcopy

import docx
import pytest
from docx.oxml.ns import qn

from reportgen.model.reports.narratives import Narrative, Paragraph, Row, Signature, Span, Table
from reportgen.render import render
from reportgen.update.trunk.entries import What
from reportgen.word import open_package
from reportgen.word.pages.reader import read_page
from tests.render.sample import PAGE, STAMP
from tests.update.reports import MEMORY, updated

_TASKS = ("整改销号", "纳入考核", "厘清职责")


def _report(tasks: Sequence[str]) -> bytes:
    rows = tuple(
        Row(task, ((Span(str(number)),), (Span(task),), (Span("各单位"),))) for number, task in enumerate(tasks, 1)
    )
    head = ((Span("序号"),), (Span("任务"),), (Span("责任单位"),))
    table = Table("tasks", (Span("任务清单"),), head, rows, ("left",) * 3, columns=("number", "task", "office"))
    blocks = (Paragraph("lead", (Span("任务如下。"),)), table, Signature("signature", "某室", "2026年10月12日"))
    fields = {"office": "某室", "date": "2026年10月12日", "period": "2026年第三季度", "county": "某县"}
    return render(Narrative("某县报告", blocks, {}, fields), {}, PAGE, MEMORY, STAMP)


def _with_own(document: bytes, number: str, behind: int, *, others: Sequence[str] = ()) -> bytes:
    """The report with a row of a person's own behind one of ours; `others` are the numbers that the person typed below it."""
    opened = docx.Document(io.BytesIO(document))
    table = opened.tables[-1]
    row = deepcopy(table.rows[behind]._tr)
    for mark in [*row.iter(qn("w:bookmarkStart")), *row.iter(qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    for text, words in zip(row.iter(qn("w:t")), (number, "开展回头看", "督查室"), strict=True):
        text.text = words
    table.rows[behind]._tr.addnext(row)
    for one, words in zip(table.rows[behind + 2 :], others, strict=False):
        next(one._tr.iter(qn("w:t"))).text = words
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def _numbers(document: bytes) -> list[str]:
    table = read_page(open_package(document)).tables[-1]
    return [" ".join(cell.text for cell in row.cells[:2]) for row in table.rows[1:]]


@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
def test_an_own_row_at_the_end_goes_on_counting(tracked: bool) -> None:
    edited = _with_own(_report(_TASKS), "4", 3)
    done = updated(edited, _report((*_TASKS, "加强暗访")), tracked=tracked)
    assert _numbers(done.document) == ["1 整改销号", "2 纳入考核", "3 厘清职责", "4 加强暗访", "5 开展回头看"]


def test_an_own_row_between_ours_is_counted_and_nothing_is_asked() -> None:
    """The person counted ours anew below it: these numbers are no conflict, and are given anew."""
    edited = _with_own(_report(_TASKS), "2", 1, others=("3", "4"))
    done = updated(edited, _report((_TASKS[0], "加强暗访", *_TASKS[1:])))
    assert [one.what for one in done.entries if one.what in (What.CONFLICT, What.KEPT)] == []
    assert [one.split()[0] for one in _numbers(done.document)] == ["1", "2", "3", "4", "5"]
    assert updated(done.document, _report((_TASKS[0], "加强暗访", *_TASKS[1:]))).document == done.document


def test_a_row_that_is_kept_is_counted_on() -> None:
    """A row that the new table no longer has, filled in by a person."""
    opened = docx.Document(io.BytesIO(_with_own(_report(_TASKS), "4", 3)))
    opened.tables[-1].cell(2, 2).paragraphs[0].add_run("，督查室牵头汇总")
    stream = io.BytesIO()
    opened.save(stream)
    done = updated(stream.getvalue(), _report((_TASKS[0], _TASKS[2])))
    assert [one.split()[0] for one in _numbers(done.document)] == ["1", "2", "3", "4"]
    assert [one.text for one in done.entries if one.what is What.GONE] == ["纳入考核"]


def test_a_row_that_was_only_counted_anew_goes_with_the_data() -> None:
    """Its number is no work of a person's."""
    edited = _with_own(_report(_TASKS), "2", 1, others=("3", "4"))
    done = updated(edited, _report((_TASKS[0], _TASKS[2])))
    assert _numbers(done.document) == ["1 整改销号", "2 开展回头看", "3 厘清职责"]


@pytest.mark.parametrize("number", ["补1", "", "9"])
def test_what_is_no_running_number_is_left(number: str) -> None:
    edited = _with_own(_report(_TASKS), number, 3)
    done = updated(edited, _report((*_TASKS, "加强暗访")))
    assert f"{number} 开展回头看" in _numbers(done.document)


def test_an_own_row_of_the_last_period_is_asked_about_at_its_words() -> None:
    """Not at its number, which is given anew."""
    edited = _with_own(_report(_TASKS), "4", 3)
    done = updated(edited, _report((*_TASKS, "加强暗访")), next_period=True)
    page = read_page(open_package(done.document))
    tied = [one.text[piece.start : piece.end] for one in page.body for piece in one.comments]
    assert tied == ["开展回头看"]
