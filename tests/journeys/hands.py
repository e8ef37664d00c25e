"""What the clerk of docs/updating.md does by hand, each by the name that the manual gives it: in the report, and in the ledger."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

VISIT = (
    "6月16日，监督室两名同志到县政务服务中心走访，与12名办事群众和6名窗口人员交谈，群众意见最集中的是材料一次讲不清。"
)
REWRITTEN = "查处一件、通报一件的做法坚持了下来，但窗口人员更换快，培训没有跟上。"
PRINTED = "服务好坏与考核联系不紧，冷淡、敷衍没有代价。"
CELL = "，县行政审批局汇总"
BOLD = "写明窗口接待"
CLAIM = "县政务服务中心仍居首位，有{count}件，其中投资项目窗口较多"
_LEDGER = Path("samples/qinglan/热线与来信台账.xlsx")
_LATE = (
    ("2026-06-28", "县政务服务中心", "来电反映，企业名称变更交件后两周没有结果，打电话问，答复说还在走流程。"),
    ("2026-06-29", "县政务服务中心", "来电反映，个体户营业执照承诺五个工作日办好，已过了半个月，没有人通知。"),
    ("2026-06-30", "县医保服务大厅", "来电反映，异地就医备案的日期录错一位，更正又让等一周。"),
)


def _with(words: str, document: Document) -> Paragraph:
    return next(one for one in document.paragraphs if words in one.text)


def _retype(document: Document, old: str, new: str) -> None:
    """Selects `old` and types `new`, wherever runs begin and end."""
    paragraph = _with(old, document)
    at, left, written = paragraph.text.index(old), len(old), False
    place = 0
    for run in paragraph.runs:
        text = run.text
        begin = max(0, at - place) if not written else 0
        place += len(text)
        if left == 0 or begin >= len(text):
            continue
        taken = min(len(text) - begin, left)
        run.text = text[:begin] + ("" if written else new) + text[begin + taken :]
        written, left = True, left - taken


def _uncomment(document: Document, words: str) -> None:
    """Deletes the program's comment that says `words`, as Word does: with what ties it to the text."""
    comments = document.part._comments_part.element
    (comment,) = [one for one in comments if words in "".join(one.itertext())]
    number = comment.get(qn("w:id"))
    comments.remove(comment)
    for name in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        for one in [one for one in document.element.body.iter(qn(name)) if one.get(qn("w:id")) == number]:
            gone = one.getparent() if name == "w:commentReference" else one
            gone.getparent().remove(gone)


def _rewrite(document: Document) -> None:
    _retype(document, PRINTED, REWRITTEN)


def _claim(document: Document) -> None:
    printed = "县政务服务中心最多，有27件，比上季度增加7件，环比增长35.0%，占登记总数的22.1%，其中查实19件"
    _retype(document, printed, CLAIM.format(count=27))


def _visit(document: Document) -> None:
    before = _with("从登记到办结", document)
    new = deepcopy(before._p)
    for child in [one for one in new if one.tag != qn("w:pPr")]:
        new.remove(child)
    before._p.addnext(new)
    Paragraph(new, before._parent).add_run(VISIT)


def _bold(document: Document) -> None:
    _with(BOLD, document).runs[0].bold = True


def _delete_chart(document: Document) -> None:
    caption = _with("个单位件数", document)._p
    for one in (caption.getprevious(), caption):
        one.getparent().remove(one)


def _fill_cell(document: Document) -> None:
    document.tables[2].cell(2, 2).paragraphs[0].add_run(CELL)


def _overtype(document: Document) -> None:
    _retype(_only(document, "从办理情况看"), "24天", "26天")


def _only(document: Document, words: str) -> Document:
    assert "24天" in _with(words, document).text
    return document


def _settle(document: Document) -> None:
    _retype(document, CLAIM.format(count=27), CLAIM.format(count=29))
    _uncomment(document, "按新数据")


def _reword_mention(document: Document) -> None:
    _retype(document, "，各单位件数见该图和附件1", "，各单位件数见附件1")
    _uncomment(document, "所引的")


def _visit_is_over(document: Document) -> None:
    visit = _with(VISIT, document)._p
    _uncomment(document, "此段为")
    visit.getparent().remove(visit)


def _still_true(document: Document) -> None:
    """The sentence and the cell of the last quarter hold: their comments go."""
    _uncomment(document, "查处一件")
    _uncomment(document, CELL.removeprefix("，"))


def _claim_again(document: Document) -> None:
    _retype(document, CLAIM.format(count=29), CLAIM.format(count=32))
    _uncomment(document, "按新数据")


def _late_cases(folder: Path) -> None:
    """Three cases before the total row, which counts them."""
    book = openpyxl.load_workbook(folder / _LEDGER)
    sheet = book["2026年"]
    total = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "合 计")
    sheet.insert_rows(total, len(_LATE))
    for number, (day, unit, text) in enumerate(_LATE):
        values = (
            293 + number, f"GD202606-{291 + number:04}", day, "12345热线", "匿名", "/", unit, "/",
            "履职责任不强", text, "核查属实，责令整改。", "2026-07-07", "属实", "满意",
        )  # fmt: skip
        for column, value in enumerate(values, 1):
            sheet.cell(total + number, column).value = value
    sheet.cell(total + len(_LATE), 2).value = 295
    book.save(folder / _LEDGER)


def _in_word(*hands: Callable[[Document], None]) -> Callable[[Path], None]:
    def edit(place: Path) -> None:
        document = docx.Document(str(place))
        for hand in hands:
            hand(document)
        document.save(str(place))

    return edit


HANDS: dict[str, Callable[[Path], None]] = {
    "改写": _in_word(_rewrite, _claim),
    "加段": _in_word(_visit),
    "加粗": _in_word(_bold),
    "删图": _in_word(_delete_chart),
    "填表": _in_word(_fill_cell),
    "改数": _in_word(_overtype),
    "补录三件": _late_cases,
    "处理冲突": _in_word(_settle),
    "改写所引": _in_word(_reword_mention),
    "删去走访": _in_word(_visit_is_over),
    "改定": _in_word(_claim_again),
    "认可": _in_word(_still_true),
}
