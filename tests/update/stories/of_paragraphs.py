"""Paragraphs, headings, captions, letterhead: deleted, split, joined, moved, copied, written."""

from copy import deepcopy

from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from tests.update.stories.county import BASE, LATER, MORE, RETOLD, WITHOUT, County
from tests.update.stories.hands import Hands, say, siblings, text_of, without_marks
from tests.update.stories.telling import story

_TOP = "居前列的是"
_EARLIER = County(
    131, 11, 6.1, 77, {"服务态度生硬": (45, 41), "履职责任不强": (37, 30), "工作纪律松懈": (33, 31)}, period="2026Q2"
)


@story()
def paragraph_deleted(hands: Hands) -> None:
    """It stays deleted, and it is said."""
    hands.remove("截至季末")


@story(BASE)
def paragraph_deleted_same_data(hands: Hands) -> None:
    """Nothing new: it stays deleted."""
    hands.remove("截至季末")


@story()
def paragraph_emptied(hands: Hands) -> None:
    """An empty paragraph whose bookmark was started twice: a deletion."""
    paragraph = hands.paragraph("截至季末")
    mark = next(one for one in paragraph.iter(qn("w:bookmarkStart")) if one.get(qn("w:name")).startswith("_rgb"))
    for one in [one for one in paragraph if one.tag != qn("w:pPr")]:
        paragraph.remove(one)
    twin = deepcopy(mark)
    twin.set(qn("w:id"), str(hands.free_id()))
    paragraph.extend([twin, mark])
    etree.SubElement(paragraph, qn("w:bookmarkEnd"), {qn("w:id"): mark.get(qn("w:id"))})


@story()
def paragraph_written_behind(hands: Hands) -> None:
    """The person's own stays behind its neighbour."""
    hands.write("截至季末", "县作风办将对超期事项逐件挂牌督办。")


@story()
def paragraph_written_before(hands: Hands) -> None:
    """The person's own stays before its neighbour."""
    hands.write("截至季末", "需要说明的是，统计口径与上季度一致。", before=True)


@story(MORE)
def paragraph_written_at_the_end_of_a_section(hands: Hands) -> None:
    """A new section goes behind the person's paragraph, which belongs to the section before."""
    hands.write("多发生在午间", "对上述问题，县纪委监委已约谈相关负责人。")


@story(MORE)
def section_written_before_a_new_one(hands: Hands) -> None:
    """The person's own heading （四） makes room: the new section goes before it, and the numbers go on."""
    heading = hands.write("多发生在午间", "（四）群众来信中的新情况", style="heading 2")
    hands.write_at(heading, "来信反映集中于停车难。", style="Normal")


@story()
def paragraph_split_between_sentences(hands: Hands) -> None:
    """Merged as one, and still two paragraphs."""
    hands.split("上述几类合计", _TOP)


@story()
def paragraph_split_tail_without_digits(hands: Hands) -> None:
    """The bookmark is started in both paragraphs and ends in the second."""
    paragraph = hands.paragraph("截至季末")
    mark = next(one for one in paragraph.iter(qn("w:bookmarkStart")) if one.get(qn("w:name")).startswith("_rgb"))
    second = hands.split("办理时限总体可控", "截至季末")
    twin = deepcopy(mark)
    twin.set(qn("w:id"), str(hands.free_id()))
    mark.set(qn("w:id"), str(hands.free_id() + 1))
    second.insert(1, twin)
    for end in second.findall(qn("w:bookmarkEnd")):
        second.remove(end)
    etree.SubElement(second, qn("w:bookmarkEnd"), {qn("w:id"): twin.get(qn("w:id"))})


@story()
def paragraph_split_and_saved_twice(hands: Hands) -> None:
    """Only the tail keeps the bookmark of the whole, the head has its figures' ones."""
    paragraph = hands.paragraph("截至季末")
    mark = next(one for one in paragraph.iter(qn("w:bookmarkStart")) if one.get(qn("w:name")).startswith("_rgb"))
    second = hands.split("办理时限总体可控", "截至季末")
    second.insert(1, mark)


@story()
def paragraph_split_head_without_marks(hands: Hands) -> None:
    """The head of a cause lost all: it is found by its text."""
    paragraph = hands.paragraph("日常监督偏重事后")
    mark = paragraph.find(qn("w:bookmarkStart"))
    hands.split("制度写在墙上").insert(1, mark)


@story(
    wrong="a figure that Enter has split is read as its second half",
    again="a figure that Enter has split is read as its first half by a second update, which comments again",
)
def figure_split_by_enter(hands: Hands) -> None:
    """`[5¶2]`: no number any more; it is the person's to decide."""
    hands.chosen("服务态度生硬5", _TOP)
    run = hands.chosen("52", "居前列的是服务态度生硬52")
    paragraph = run[0].getparent()
    second = hands.split("件（比上季度增加7件）", _TOP)
    tail = hands.chosen("2", "生硬52")[0] if text_of(paragraph).endswith("52") else run[-1]
    end = next(one for one in tail.itersiblings() if one.tag == qn("w:bookmarkEnd"))
    at = second.index(next(second.iterchildren(qn("w:r"))))
    second.insert(at, tail)
    second.insert(at + 1, end)


@story()
def paragraphs_joined(hands: Hands) -> None:
    """Backspace at a start: two of ours in one paragraph, each with what is new."""
    hands.join("截至季末")


@story(RETOLD)
def paragraphs_joined_and_the_second_is_another_case(hands: Hands) -> None:
    """The case that was joined to the paragraph before is told anew in its place."""
    hands.join("例如，八月中旬")


@story()
def end_of_one_and_start_of_the_next_deleted(hands: Hands) -> None:
    """From the middle of one to the middle of the next: what is left stands in one paragraph."""
    hands.delete("多发生在午间和临近下班时段，有的窗口无人值守。")
    hands.delete("截至季末，已办结98件，", "截至季末")
    hands.join("办结率58.7%")


@story()
def heading_and_start_of_body_replaced(hands: Hands) -> None:
    """The heading is gone and its words stand in the body's paragraph."""
    hands.remove("（三）工作纪律松懈")
    hands.retype("该类反映30件", "工作纪律方面30件", "占受理总数的18.0%")


@story()
def paragraph_moved(hands: Hands) -> None:
    """Its place is the person's."""
    hands.move("截至季末", "全县共受理")


@story()
def section_moved(hands: Hands) -> None:
    """Heading and text: the numbers of the headings follow."""
    hands.move("（三）工作纪律松懈", "图1　近四个季度", 2)


@story()
def picture_and_caption_moved(hands: Hands) -> None:
    """The picture is new, the numbers follow the order."""
    caption = hands.paragraph("图2　")
    goal = hands.paragraph("全县共受理")
    picture = caption.getprevious()
    goal.addnext(caption)
    goal.addnext(picture)


@story(MORE)
def section_moved_and_a_new_one_came(hands: Hands) -> None:
    """The new section goes to its place in the program's order."""
    hands.move("（三）工作纪律松懈", "图1　近四个季度", 2)


@story()
def paragraph_copied(hands: Hands) -> None:
    """One passage, two places: both are new."""
    hands.paragraph("二、原因分析").addprevious(hands.copy_of(hands.paragraph("截至季末")))


@story()
def clause_copied(hands: Hands) -> None:
    """A clause pasted into a paragraph of ours: its figure is new, too."""
    first = hands.chosen("已办结98件", "截至季末")
    box = etree.Element(qn("w:p"))
    for one in siblings(first[0], first[-1]):
        box.append(deepcopy(one))
    goal = hands.paragraph("日常监督偏重事后")
    for one in hands.copy_of(box):
        goal.append(one)


@story()
def paragraph_pasted_unformatted(hands: Hands) -> None:
    """The marks are gone, the text is ours: it is ours."""
    paragraph = without_marks(hands.paragraph("截至季末"))
    hands.paragraph("二、原因分析").addprevious(paragraph)


@story()
def paragraph_of_the_last_quarter_beside_ours(hands: Hands) -> None:
    """History: it stays as it is, and is listed."""
    old = Hands(_EARLIER.document).paragraph(_TOP)
    for one in old.iter(qn("w:bookmarkStart")):
        one.set(qn("w:name"), one.get(qn("w:name")))
    hands.paragraph(_TOP).addnext(hands.copy_of(old))


@story()
def paragraph_of_the_last_quarter_instead_of_ours(hands: Hands) -> None:
    """Its names are ours and its figures another quarter's: asked once, not seven times."""
    ours = hands.paragraph(_TOP)
    old = Hands(County(131, 11, 6.1, 77, _EARLIER.categories).document).paragraph(_TOP)
    ours.addnext(old)
    ours.getparent().remove(ours)


@story()
def sentence_moved_into_another_paragraph(hands: Hands) -> None:
    """Its figures are new where they stand."""
    first = hands.chosen("截至季末，已办结98件，办结率58.7%。", "截至季末")
    goal = hands.paragraph("多发生在午间")
    for one in siblings(first[0], first[-1]):
        goal.append(one)


@story()
def foreign_text_pasted(hands: Hands) -> None:
    """Own text with numbers that are nobody's figures."""
    hands.write("截至季末", "据省厅通报，全省受理52件，办结率58.7%。")


@story()
def page_break_before_a_heading(hands: Hands) -> None:
    """A paragraph of its own with a break."""
    new = hands.write("二、原因分析", "", before=True, style="Normal")
    etree.SubElement(new.find(qn("w:r")), qn("w:br"), {qn("w:type"): "page"})


@story()
def section_break_landscape(hands: Hands) -> None:
    """The section's end stands in the properties of one of our paragraphs: it stays."""
    body = hands.body.find(qn("w:sectPr"))
    properties = hands.paragraph("截至季末").get_or_add_pPr()
    twin = deepcopy(body)
    size = twin.find(qn("w:pgSz"))
    size.set(qn("w:orient"), "landscape")
    properties.append(twin)


@story(WITHOUT)
def section_break_in_a_section_that_is_gone(hands: Hands) -> None:
    """The paragraph is gone, the section's end is not."""
    twin = deepcopy(hands.body.find(qn("w:sectPr")))
    hands.paragraph("该类反映41件").get_or_add_pPr().append(twin)


@story()
def heading_one_level_up(hands: Hands) -> None:
    """The person's level, and numbers that follow it."""
    Paragraph(hands.paragraph("（三）工作纪律松懈"), hands.document._body).style = hands.document.styles["heading 1"]


@story(wrong="the audit calls the next heading's number wrong: it counts by style, the update by what the heading was")
def heading_made_body(hands: Hands) -> None:
    """The person's style; it keeps its number, and the next goes on from it: nothing is wrong."""
    Paragraph(hands.paragraph("（二）履职责任不强"), hands.document._body).style = hands.document.styles["公文正文"]


@story()
def spacing_and_alignment(hands: Hands) -> None:
    """Direct form stays."""
    form = Paragraph(hands.paragraph("截至季末"), hands.document._body).paragraph_format
    form.space_before, form.alignment = Pt(12), 1


@story()
def heading_reworded(hands: Hands) -> None:
    """The person's words, the program's number."""
    hands.retype("存在的突出问题", "当前突出问题", "一、存在的突出问题")


@story()
def heading_typed_before_its_words(hands: Hands) -> None:
    """Between the number and the bookmark."""
    hands.type_before("存在的突出问题", "窗口", "一、存在的突出问题", outside=True)


@story()
def heading_deleted_only(hands: Hands) -> None:
    """The text stands under the heading before; the numbers close up."""
    hands.remove("（二）履职责任不强")


@story()
def section_deleted(hands: Hands) -> None:
    """Heading and text stay deleted though their data change."""
    hands.remove("（二）履职责任不强", "该类反映41件")


@story(WITHOUT)
def category_gone_untouched(hands: Hands) -> None:
    """Nobody touched its section: it goes; what was edited elsewhere stays."""
    hands.type_after("仍有拖延", "的情形")


@story(WITHOUT)
def category_gone_edited(hands: Hands) -> None:
    """Its text was changed by hand: it stays, with its heading, and is marked for the person to decide."""
    hands.type_after("反复流转", "，群众意见很大")


@story(WITHOUT)
def category_gone_own_paragraph_behind(hands: Hands) -> None:
    """The section goes, what the person wrote in it stays."""
    hands.write("个别事项反复流转", "对推诿转办的两个单位已通报批评。")


@story(MORE)
def category_new(hands: Hands) -> None:
    """It stands where a fresh report has it."""
    hands.type_after("仍有拖延", "的情形")


@story(MORE)
def category_new_and_the_neighbour_deleted(hands: Hands) -> None:
    """The section before is deleted; the new one stands behind the last that is left."""
    hands.remove("（三）工作纪律松懈", "该类反映30件")


@story(RETOLD)
def case_deleted_and_told_anew(hands: Hands) -> None:
    """The person took the typical case out; another is typical now; it stays out."""
    hands.remove("例如，八月中旬")


@story()
def chapter_deleted(hands: Hands) -> None:
    """A chapter with its heading: the numbers close up."""
    hands.remove("二、原因分析", "日常监督", "人员轮换频繁")


@story()
def title_edited(hands: Hands) -> None:
    """The person's title stays."""
    hands.retype("作风建设情况报告", "服务窗口作风建设情况的报告", "青禾县2026年第三季度作风建设情况报告")


@story()
def date_retyped(hands: Hands) -> None:
    """The person's day stays; of a report of the same period the program has none newer."""
    hands.retype("10月12日", "10月15日", "2026年10月12日")


@story()
def signature_retyped(hands: Hands) -> None:
    """The person's office stays in both places where it was typed."""
    assert hands.replace_all("青禾县作风办", "中共青禾县委作风办") >= 2


@story()
def second_attachment_line_deleted(hands: Hands) -> None:
    """The line stays deleted, the attachment itself stays."""
    paragraph = next(one for one in hands.body.iter(qn("w:p")) if "2. 重点督办事项清单" in text_of(one))
    paragraph.getparent().remove(paragraph)


@story()
def attachment_title_edited(hands: Hands) -> None:
    """The attachment's own title is the person's."""
    paragraph = [one for one in hands.body.iter(qn("w:p")) if text_of(one) == "重点督办事项清单"][-1]
    say(next(paragraph.iter(qn("w:r"))), "重点督办事项责任清单")


@story()
def caption_reworded(hands: Hands) -> None:
    """The person's words, the program's number."""
    hands.retype("近四个季度受理件数", "近四个季度受理情况")


@story()
def caption_written_on(hands: Hands) -> None:
    """Outside of the bookmark."""
    hands.type_after("各窗口单位件数", "（单位：件）", "表2　各窗口单位件数", outside=True)


@story()
def caption_number_overtyped(hands: Hands) -> None:
    """The field is gone: the typed number stays."""
    paragraph = hands.paragraph("图2　")
    runs = list(paragraph.iter(qn("w:r")))
    chars = [run for run in runs if run.find(qn("w:fldChar")) is not None]
    first, last = runs.index(chars[0]), runs.index(chars[-1])
    say(runs[first], "二")
    for run in runs[first + 1 : last + 1]:
        run.getparent().remove(run)


@story()
def caption_deleted(hands: Hands) -> None:
    """The picture stays without its caption; the mention becomes plain words, never an error text."""
    hands.remove("图2　")


@story()
def caption_deleted_and_fields_updated(hands: Hands) -> None:
    """Word printed its error text where the mention stood: plain words stand there, and a comment."""
    hands.remove("图2　")
    hands.retype("图2", "错误!未找到引用源。", "各单位分布见")


@story()
def picture_and_caption_deleted(hands: Hands) -> None:
    """图2 becomes 图1, its mention follows; the mention of the first becomes plain words."""
    caption = hands.paragraph("图1　")
    picture = caption.getprevious()
    for one in (caption, picture):
        one.getparent().remove(one)


@story()
def reference_overtyped(hands: Hands) -> None:
    """The field is gone: the wording is the person's."""
    paragraph = hands.paragraph("各单位分布见")
    runs = list(paragraph.iter(qn("w:r")))
    chars = [run for run in runs if run.find(qn("w:fldChar")) is not None]
    for run in runs[runs.index(chars[0]) : runs.index(chars[-1]) + 1]:
        if run is chars[0]:
            say(run, "下图")
        else:
            run.getparent().remove(run)


@story(MORE)
def table_of_contents_inserted(hands: Hands) -> None:
    """It is no text of ours, and no own text; the headings are told apart from it."""
    control = etree.Element(qn("w:sdt"))
    properties = etree.SubElement(control, qn("w:sdtPr"))
    part = etree.SubElement(properties, qn("w:docPartObj"))
    etree.SubElement(part, qn("w:docPartGallery"), {qn("w:val"): "Table of Contents"})
    content = etree.SubElement(control, qn("w:sdtContent"))
    for words in (
        "一、存在的突出问题",
        "（一）服务态度生硬",
        "（二）履职责任不强",
        "（三）工作纪律松懈",
        "二、原因分析",
        "三、对策建议",
    ):
        line = etree.SubElement(content, qn("w:p"))
        say(etree.SubElement(line, qn("w:r")), words)
        run = etree.SubElement(line, qn("w:r"))
        etree.SubElement(run, qn("w:tab"))
        say(etree.SubElement(line, qn("w:r")), "1")
    hands.paragraph("全县共受理").addprevious(control)


@story()
def margins_changed(hands: Hands) -> None:
    """The page is the person's."""
    hands.document.sections[0].left_margin = Pt(60)


@story()
def footer_and_header_changed(hands: Hands) -> None:
    """Header and footer are the person's."""
    hands.document.sections[0].header.paragraphs[0].text = "内部资料　注意保存"
    hands.document.sections[0].footer.paragraphs[0].add_run("（送审稿）")


@story()
def letterhead_written_over_the_title(hands: Hands) -> None:
    """A line above the title is the person's own."""
    hands.write("青禾县2026年第三季度作风建设情况报告", "青作风〔2026〕12号", before=True, style="Normal")


@story()
def heading_numbered_by_word(hands: Hands) -> None:
    """The number stands twice: it is left so, nothing is lost."""
    properties = hands.paragraph("二、原因分析").get_or_add_pPr()
    numbering = etree.SubElement(properties, qn("w:numPr"))
    etree.SubElement(numbering, qn("w:ilvl"), {qn("w:val"): "0"})
    etree.SubElement(numbering, qn("w:numId"), {qn("w:val"): "1"})


@story()
def content_control_round_a_paragraph(hands: Hands) -> None:
    """A control of a whole paragraph: it stays, the figures are new."""
    paragraph = hands.paragraph("截至季末")
    control = etree.Element(qn("w:sdt"))
    etree.SubElement(control, qn("w:sdtPr"))
    content = etree.SubElement(control, qn("w:sdtContent"))
    paragraph.addprevious(control)
    content.append(paragraph)


@story(BASE)
def everything_retyped_same_data(hands: Hands) -> None:
    """All words of a paragraph without figures are other ones: they stay."""
    paragraph = hands.paragraph("人员轮换频繁")
    # its last mark is a run of its own, and stays
    say(next(paragraph.iter(qn("w:r"))), "新招录的窗口人员多，培训没有跟上")


@story(LATER)
def list_item_written(hands: Hands) -> None:
    """One more measure in the list."""
    hands.write("未出具的不得流转", "对连续两个季度居于末位的窗口，由县作风办约谈主要负责人。")
