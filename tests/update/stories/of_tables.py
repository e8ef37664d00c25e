"""Tables and pictures: cells, rows, columns; replaced, deleted, resized, anchored."""

import io
from copy import deepcopy

from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from tests.render.sample import png
from tests.update.stories.county import BASE, MORE, SORTED
from tests.update.stories.hands import Hands, say, text_of, without_marks
from tests.update.stories.telling import story

_HALL = "政务服务大厅57"


def _run(cell: etree._Element) -> etree._Element:
    return next(cell.iter(qn("w:r")))


def _drawing(hands: Hands, nth: int = 0) -> etree._Element:
    return next(hands.picture(nth).iter(qn("w:drawing")))


@story()
def label_retyped(hands: Hands) -> None:
    """The row is known by its figures; the label is the person's."""
    say(_run(hands.cell(_HALL, 0)), "县政务服务中心大厅")


@story()
def cell_figure_retyped(hands: Hands) -> None:
    """As in a sentence."""
    say(_run(hands.cell(_HALL, 1)), "58")


@story(BASE)
def cell_figure_retyped_same_data(hands: Hands) -> None:
    """As in a sentence: told once."""
    say(_run(hands.cell(_HALL, 1)), "58")


@story()
def cell_figure_emptied(hands: Hands) -> None:
    """A figure that was taken out of a cell is not printed again."""
    run = _run(hands.cell(_HALL, 1))
    run.getparent().remove(run)


@story()
def star_behind_a_cell_figure(hands: Hands) -> None:
    """`[57]*`: the star stays, the figure is new."""
    paragraph = hands.cell(_HALL, 1).find(qn("w:p"))
    say(etree.SubElement(paragraph, qn("w:r")), "*")


@story()
def cell_made_bold(hands: Hands) -> None:
    """The new number keeps the bold."""
    form = _run(hands.cell(_HALL, 1)).get_or_add_rPr()
    etree.SubElement(form, qn("w:b"))


@story()
def row_of_the_persons_own(hands: Hands) -> None:
    """It stays beside its neighbour."""
    row = hands.row("医疗保障窗口44")
    twin = without_marks(deepcopy(row))
    for cell, words in zip(twin.findall(qn("w:tc")), ("其中：异地就医", "9", "—"), strict=True):
        say(_run(cell), words)
    row.addnext(twin)


@story(MORE)
def row_of_the_persons_own_and_a_new_unit(hands: Hands) -> None:
    """The new unit has its row before the total, the person's stays."""
    row = hands.row("不动产登记中心38")
    twin = without_marks(deepcopy(row))
    for cell, words in zip(twin.findall(qn("w:tc")), ("乡镇便民中心", "6", "—"), strict=True):
        say(_run(cell), words)
    row.addnext(twin)


@story(MORE)
def new_unit(hands: Hands) -> None:
    """A row of a new unit, in a table of which a label was reworded."""
    say(_run(hands.cell(_HALL, 0)), "县政务服务中心大厅")


def _add_column(hands: Hands, head: str, words: str) -> None:
    table = hands.row(_HALL).getparent()
    grid = table.find(qn("w:tblGrid"))
    grid.append(deepcopy(grid[-1]))
    for number, row in enumerate(table.findall(qn("w:tr"))):
        cell = without_marks(deepcopy(row.findall(qn("w:tc"))[-1]))
        say(_run(cell), words if number else head)
        row.findall(qn("w:tc"))[-1].addnext(cell)


@story()
def column_of_the_persons_own(hands: Hands) -> None:
    """It stays, all figures are new."""
    _add_column(hands, "备注", "已核")


@story(MORE)
def column_of_the_persons_own_and_a_new_unit(hands: Hands) -> None:
    """The cell of the new row in the person's column is empty."""
    _add_column(hands, "备注", "已核")


@story()
def row_deleted(hands: Hands) -> None:
    """It stays deleted though its figures change; the total is of all."""
    row = hands.row("医疗保障窗口44")
    row.getparent().remove(row)


@story()
def column_deleted(hands: Hands) -> None:
    """It stays deleted."""
    table = hands.row(_HALL).getparent()
    for row in table.findall(qn("w:tr")):
        row.remove(row.findall(qn("w:tc"))[2])
    grid = table.find(qn("w:tblGrid"))
    grid.remove(grid[-1])


@story()
def table_deleted_caption_left(hands: Hands) -> None:
    """The rows stay deleted; the caption stands."""
    table = hands.row(_HALL).getparent()
    table.getparent().remove(table)


@story()
def table_and_caption_deleted(hands: Hands) -> None:
    """Both stay deleted; the mention becomes plain words."""
    caption = hands.paragraph("表2　")
    table = caption.getnext()
    for one in (caption, table):
        one.getparent().remove(one)


@story()
def cells_merged_across(hands: Hands) -> None:
    """Both figures stand in one cell: each is new."""
    row = hands.row(_HALL)
    first, second = row.findall(qn("w:tc"))[1:3]
    properties = first.get_or_add_tcPr()
    span = etree.SubElement(properties, qn("w:gridSpan"))
    span.set(qn("w:val"), "2")
    for paragraph in second.findall(qn("w:p")):
        first.append(paragraph)
    row.remove(second)


@story()
def cells_merged_down(hands: Hands) -> None:
    """Both figures in the upper cell: each is new."""
    upper, lower = hands.cell(_HALL, 1), hands.cell("医疗保障窗口44", 1)
    for cell, value in ((upper, "restart"), (lower, None)):
        merge = etree.SubElement(cell.get_or_add_tcPr(), qn("w:vMerge"))
        if value:
            merge.set(qn("w:val"), value)
    paragraph = lower.find(qn("w:p"))
    upper.append(paragraph)
    etree.SubElement(lower, qn("w:p"))


@story(SORTED)
def table_sorted_by_hand(hands: Hands) -> None:
    """Row order is the person's, though the data have another, too."""
    row = hands.row(_HALL)
    hands.row("不动产登记中心38").addnext(row)


@story(SORTED)
def table_sorted_by_the_data(hands: Hands) -> None:
    """The rows follow the data, each with what the person wrote into it."""
    paragraph = hands.cell(_HALL, 2).find(qn("w:p"))
    say(etree.SubElement(paragraph, qn("w:r")), "*")


@story()
def row_copied(hands: Hands) -> None:
    """The copy is the person's; its figures that are as printed are new, too."""
    row = hands.row(_HALL)
    row.getparent().append(hands.copy_of(row))


@story()
def row_copied_original_deleted(hands: Hands) -> None:
    """Only `_Copy_1` names are left: they are the original."""
    row = hands.row(_HALL)
    row.getparent().append(hands.copy_of(row))
    row.getparent().remove(row)


@story()
def own_table_with_caption(hands: Hands) -> None:
    """It stays; the captions are numbered through."""
    table = without_marks(deepcopy(hands.row(_HALL).getparent()))
    for number, text in enumerate(table.iter(qn("w:t"))):
        text.text = f"手工{number}"
    goal = hands.paragraph("日常监督偏重事后")
    goal.addnext(table)
    goal.addnext(without_marks(hands.copy_of(hands.paragraph("表2　"))))
    caption = [one for one in hands.body.iter(qn("w:p")) if "各窗口单位件数" in text_of(one) and "表2" in text_of(one)][
        -1
    ]
    next(text for text in caption.iter(qn("w:t")) if "各窗口单位件数" in (text.text or "")).text = "随机抽查情况"


@story()
def picture_deleted(hands: Hands) -> None:
    """It is not put in again; the caption stays."""
    paragraph = hands.picture(0)
    for run in list(paragraph.iter(qn("w:r"))):
        run.getparent().remove(run)


@story()
def picture_replaced(hands: Hands) -> None:
    """The person's picture stays; our words for the blind, with the old figures, do not."""
    blip = next(_drawing(hands).iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
    part = hands.document.part.package.get_or_add_image_part(io.BytesIO(png(60, 30, 33)))
    blip.set(qn("r:embed"), hands.document.part.relate_to(part, _IMAGE))


_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


@story()
def picture_resized(hands: Hands) -> None:
    """The new picture in the person's width."""
    drawing = _drawing(hands)
    for one in drawing.iter(qn("wp:extent"), qn("a:ext")):
        if one.get("cx"):
            one.set("cx", str(int(one.get("cx")) * 3 // 4))
            one.set("cy", str(int(one.get("cy")) * 3 // 4))


@story()
def picture_anchored(hands: Hands) -> None:
    """The bookmark is empty and the picture outside of it: it is found, and new."""
    drawing = _drawing(hands)
    inline = drawing.find(qn("wp:inline"))
    anchor = etree.SubElement(drawing, qn("wp:anchor"), {"distT": "0", "distB": "0", "distL": "0", "distR": "0", "simplePos": "0", "relativeHeight": "2", "behindDoc": "0", "locked": "0", "layoutInCell": "1", "allowOverlap": "1"})  # fmt: skip
    etree.SubElement(anchor, qn("wp:simplePos"), {"x": "0", "y": "0"})
    for axis, of in (("H", "column"), ("V", "paragraph")):
        position = etree.SubElement(anchor, qn(f"wp:position{axis}"), {"relativeFrom": of})
        etree.SubElement(position, qn("wp:posOffset")).text = "0"
    for child in list(inline):
        anchor.append(child)
        if child.tag == qn("wp:extent"):
            etree.SubElement(anchor, qn("wp:effectExtent"), {"l": "0", "t": "0", "r": "0", "b": "0"})
            etree.SubElement(anchor, qn("wp:wrapTopAndBottom"))
    drawing.remove(inline)
    run = drawing.getparent()
    end = next((one for one in run.itersiblings() if one.tag == qn("w:bookmarkEnd")), None)
    if end is not None:
        run.addprevious(end)


@story()
def picture_copied(hands: Hands) -> None:
    """The copy with its caption is one more picture, both are new; the numbers go through."""
    caption = hands.paragraph("图2　")
    picture = caption.getprevious()
    goal = hands.paragraph("日常监督偏重事后")
    goal.addnext(hands.copy_of(caption))
    goal.addnext(hands.copy_of(picture))


@story()
def own_picture_with_typed_caption(hands: Hands) -> None:
    """It stays with its typed number."""
    paragraph = hands.write("日常监督偏重事后", "")
    Run(paragraph.find(qn("w:r")), hands.document.paragraphs[0]).add_picture(io.BytesIO(png(40, 20, 90)))
    hands.write_at(paragraph, "图2　现场照片")


@story(MORE)
def header_cell_reworded(hands: Hands) -> None:
    """The person's words in the header; rows come all the same."""
    say(_run(hands.cell("窗口单位", 1)), "本季受理")


@story()
def row_of_the_last_quarter_pasted(hands: Hands) -> None:
    """A copy of our row with other figures is quoted history: it stays as it is, and is listed."""
    row = hands.row(_HALL)
    twin = hands.copy_of(row)
    for cell, words in zip(twin.findall(qn("w:tc"))[1:], ("36", "31"), strict=True):
        say(_run(cell), words)
    row.getparent().append(twin)


@story()
def own_table_with_numbers_of_ours(hands: Hands) -> None:
    """A table of the person's own that repeats our numbers: they are the person's."""
    table = without_marks(deepcopy(hands.row(_HALL).getparent()))
    for row in table.findall(qn("w:tr"))[2:]:
        table.remove(row)
    say(_run(table.findall(qn("w:tr"))[0].findall(qn("w:tc"))[0]), "抽查单位")
    say(_run(table.findall(qn("w:tr"))[1].findall(qn("w:tc"))[0]), "第一组")
    hands.paragraph("日常监督偏重事后").addnext(table)
