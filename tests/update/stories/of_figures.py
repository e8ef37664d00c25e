"""Figures and words inside a paragraph: typed, deleted, replaced, formatted."""

from dataclasses import replace

from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from tests.update.stories.county import BASE, LATER, RETOLD, TURNED
from tests.update.stories.hands import Hands, say, siblings, twin_of
from tests.update.stories.telling import story

_TOP = "居前列的是"
_LEAD = "全县共受理"


@story()
def words_before_the_paragraph(hands: Hands) -> None:
    """Outside of the bookmark of the whole: the words stay, every figure is new."""
    hands.type_before("反映较为集中", "总的看，", outside=True)


@story()
def words_behind_the_paragraph(hands: Hands) -> None:
    """Outside of the bookmark of the whole."""
    hands.type_after("不到位。", "各单位应当高度重视。", outside=True)


@story()
def words_in_the_middle(hands: Hands) -> None:
    """Between two figures."""
    hands.type_after("居前列的", "依次", _TOP)


@story()
def words_before_the_full_stop(hands: Hands) -> None:
    """Inside the bookmark of the whole."""
    hands.type_after("仍有拖延", "，须限期整改")


@story()
def figure_retyped(hands: Hands) -> None:
    """52 selected and 53 typed, and now 55 is computed: the typed number stays, a comment says that it no longer holds."""
    hands.retype("52", "53", _TOP)


@story(BASE)
def figure_retyped_same_data(hands: Hands) -> None:
    """Nothing new is computed: the typed number stays, and it is said once what is computed."""
    hands.retype("52", "53", _TOP)


@story()
def figure_retyped_as_it_now_is(hands: Hands) -> None:
    """The data reach what the person typed: all is well, the figure is the program's again."""
    hands.retype("52", "55", _TOP)


@story()
def last_digit_retyped_outside(hands: Hands) -> None:
    """`[5]3`: the whole numeral that touches the mark is the person's number."""
    say(hands.chosen("52", _TOP)[0], "5")
    hands.type_after("5", "3", _TOP, outside=True)


@story()
def digit_before_the_mark(hands: Hands) -> None:
    """`1[52]` is 152."""
    hands.type_before("52", "1", _TOP, outside=True)


@story()
def digit_behind_the_mark(hands: Hands) -> None:
    """`[52]0` is 520."""
    hands.type_after("52", "0", _TOP, outside=True)


@story()
def digits_and_comma_inside(hands: Hands) -> None:
    """`[1,67]` is no number of ours."""
    hands.retype("167", "1,67", _LEAD)


@story()
def share_retyped(hands: Hands) -> None:
    """73.7% made 73.8%."""
    hands.retype("73.7%", "73.8%")


@story()
def deleted_and_typed_behind_the_empty_mark(hands: Hands) -> None:
    """`[]53`: the mark was emptied, and after reopening the number was typed to its right."""
    run = hands.chosen("52", _TOP)[0]
    end = run.getnext()
    new = twin_of(run, "53")
    end.addnext(new)
    run.getparent().remove(run)


@story()
def figure_deleted(hands: Hands) -> None:
    """The figure is not printed again."""
    run = hands.chosen("52", _TOP)[0]
    run.getparent().remove(run)


@story()
def clause_with_figure_deleted(hands: Hands) -> None:
    """The clause stays deleted, its neighbours are new."""
    hands.delete("（增加4件）", _TOP)


@story()
def sentence_with_many_figures_deleted(hands: Hands) -> None:
    """The sentence stays deleted, the other is new."""
    hands.delete(
        "反映较为集中，居前列的是服务态度生硬52件（比上季度增加7件）、履职责任不强41件（增加4件）、工作纪律松懈30件（减少3件）。",
        _TOP,
    )


@story()
def figure_in_full_width_digits(hands: Hands) -> None:
    """Equal by value: the figure is ours, and is new."""
    hands.retype("52", "５２", _TOP)


@story()
def figure_in_hanzi(hands: Hands) -> None:
    """五十三 is a number of the person's."""
    hands.retype("52", "五十三", _TOP)


@story()
def about_before_a_figure(hands: Hands) -> None:
    """The word stays, the figure is new, and a comment asks whether the word still holds."""
    hands.type_before("52", "约", _TOP, outside=True)


@story()
def more_than_behind_a_figure(hands: Hands) -> None:
    """The same of 余."""
    hands.type_after("167", "余", _LEAD, outside=True)


@story()
def blank_round_a_figure(hands: Hands) -> None:
    """The blanks stay."""
    hands.type_after("167", " ", _LEAD, outside=True)
    hands.type_before("167", " ", _LEAD, outside=True)


@story()
def words_and_figure_reworded(hands: Hands) -> None:
    """A selection over words and a figure: the words are the person's, 五十多 is no figure of ours; it is said what is new."""
    hands.retype("服务态度生硬52件（比上季度增加7件）", "服务态度生硬五十多件（增幅最大）", _TOP)


@story()
def selection_over_two_figures_repeats_an_old_one(hands: Hands) -> None:
    """What the person typed quotes figures which have changed: it stays, a comment says what it would read."""
    hands.retype("41件（增加4件）", "41件，比上季度多4件", _TOP)


@story()
def paragraph_retyped_whole(hands: Hands) -> None:
    """The bookmark stands round its first words only: the paragraph is the person's, old numbers in it are listed."""
    paragraph = hands.paragraph("截至季末")
    runs = list(paragraph.iter(qn("w:r")))
    say(runs[0], "到九月底办结98件，")
    end = paragraph.find(qn("w:bookmarkEnd"))
    for one in [one for one in paragraph if one.tag not in (qn("w:pPr"),) and one is not runs[0]]:
        if one.tag == qn("w:bookmarkStart") and one.getnext() is runs[0]:
            number = one.get(qn("w:id"))
            continue
        paragraph.remove(one)
    end.set(qn("w:id"), number)
    runs[0].addnext(end)
    end.addnext(twin_of(runs[0], "多数单位按时办理，少数久拖不决，值得警惕。"))


@story()
def name_replaced_everywhere(hands: Hands) -> None:
    """The person's wording stays in every paragraph, all figures are new."""
    assert hands.replace_all("服务态度生硬", "服务态度不佳") >= 3


@story()
def figure_and_word_replaced_everywhere(hands: Hands) -> None:
    """52件 → 53件 takes the marks away: the numbers are the person's, where they stand it is said what is computed."""
    assert hands.replace_all("52件", "53件") == 2


@story()
def number_replaced_everywhere_shrinks_the_mark(hands: Hands) -> None:
    """`[1]68`: find and replace of exactly what is marked leaves the mark round the first character."""
    texts = [text for text in hands.body.iter(qn("w:t")) if text.text == "167"]
    assert len(texts) == 2
    for run in [text.getparent() for text in texts]:
        end = run.getnext()
        say(run, "1")
        end.addnext(twin_of(run, "68"))


@story()
def direction_turned_by_hand(hands: Hands) -> None:
    """The person says 减少 where the figure grows: nobody but the person knows why, the figure stays with its word."""
    hands.retype("增加", "减少", _LEAD)


@story(TURNED)
def direction_turned_by_the_data(hands: Hands) -> None:
    """The data turn what the person has not touched: word and figure are new; what was touched stands elsewhere."""
    hands.type_after("受理作风", "建设", _LEAD)


@story(TURNED)
def direction_reworded_and_turned(hands: Hands) -> None:
    """The person wrote 增长 for 增加, and now it has fallen: a conflict, the figure is not put behind a word that is untrue."""
    hands.retype("增加", "增长", _LEAD)


@story(TURNED)
def direction_turned_by_hand_and_by_the_data(hands: Hands) -> None:
    """The person had said what the data say now."""
    hands.retype("增加", "减少", _LEAD)


@story()
def clauses_swapped(hands: Hands) -> None:
    """Two clauses change places: each figure goes with its mark."""
    first = hands.chosen("服务态度生硬52件（比上季度增加7件）、", _TOP)
    goal = hands.chosen("工作纪律松懈30件", _TOP)[0]
    for one in siblings(first[0], first[-1]):
        goal.addprevious(one)


@story()
def bold_over_words_and_figure(hands: Hands) -> None:
    """The new number keeps the bold."""
    hands.restyle("52件", _TOP, bold=True)


@story()
def half_a_figure_in_italics(hands: Hands) -> None:
    """Two runs in one mark: the new number stands in the first."""
    hands.chosen("5", _TOP)
    hands.restyle("2", "服务态度生硬52件", italic=True)


@story()
def hyperlink_over_words_and_figure(hands: Hands) -> None:
    """The mark begins inside the link and ends behind it; the link stays."""
    runs = hands.chosen("反映52", "该类反映52件")
    link = etree.Element(qn("w:hyperlink"), {qn("w:anchor"): "nowhere"})
    runs[0].addprevious(link)
    start = runs[1].getprevious()
    for one in (runs[0], start, runs[1]):
        link.append(one)


@story()
def comment_on_a_figure(hands: Hands) -> None:
    """The comment stays at the new number."""
    run = hands.chosen("52", _TOP)[0]
    hands.document.add_comment(Run(run, None), "请核对〔手写〕", author="某人", initials="某")


@story()
def line_break_behind_a_figure(hands: Hands) -> None:
    """A line break is no paragraph, and stays."""
    run = hands.type_after("167", "", _LEAD, outside=True)
    etree.SubElement(run, qn("w:br"))


@story()
def content_control_round_a_figure(hands: Hands) -> None:
    """The figure in the control is new."""
    run = hands.chosen("52", _TOP)[0]
    control = etree.Element(qn("w:sdt"))
    etree.SubElement(control, qn("w:sdtPr"))
    content = etree.SubElement(control, qn("w:sdtContent"))
    start, end = run.getprevious(), run.getnext()
    start.addprevious(control)
    for one in (start, run, end):
        content.append(one)


@story()
def content_control_round_the_words(hands: Hands) -> None:
    """All words of a paragraph in a control."""
    paragraph = hands.paragraph("截至季末")
    control = etree.Element(qn("w:sdt"))
    etree.SubElement(control, qn("w:sdtPr"))
    content = etree.SubElement(control, qn("w:sdtContent"))
    for one in [one for one in paragraph if one.tag != qn("w:pPr")]:
        content.append(one)
    paragraph.append(control)


@story()
def claim_of_first_place(hands: Hands) -> None:
    """居首位: what the figures of the sentence say now may make it untrue; the sentence stays, a comment asks."""
    hands.type_after("服务态度生硬", "（居首位）", _TOP)


@story()
def claim_of_all(hands: Hands) -> None:
    """均: the same."""
    hands.retype("上述几类合计", "上述几类均有反映，合计", _TOP)


@story()
def claim_of_only(hands: Hands) -> None:
    """仅: the same; what stands before the figure of the sentence."""
    hands.type_before("办结率", "仅", "截至季末")
    hands.retype("办结率", "占比", "截至季末")


@story()
def claim_of_the_first_time(hands: Hands) -> None:
    """首次, in a sentence without figures: nothing can be untrue, nothing is asked."""
    hands.type_after("个别事项", "首次出现，", "截至季末")


@story(TURNED)
def claim_of_a_rise_that_turned(hands: Hands) -> None:
    """The person wrote 同比上升势头明显 in the sentence; now it falls."""
    hands.type_after("12.5%", "，上升势头明显", _LEAD, outside=True)


@story(RETOLD)
def other_case_than_the_person_reworded(hands: Hands) -> None:
    """Another case is told now; the person had reworded the old one: a conflict that says how the new one reads."""
    hands.retype("往返三趟", "来回跑了三趟")


@story(RETOLD)
def other_case_untouched(hands: Hands) -> None:
    """Nobody touched the old case: the new one stands there."""
    hands.type_after("仍有拖延", "的现象")


@story()
def typed_words_between_two_figures_of_a_bracket(hands: Hands) -> None:
    """Words in brackets between figures."""
    hands.type_after("（比上季度", "同口径", _TOP)


@story()
def half_width_punctuation(hands: Hands) -> None:
    """Other punctuation is the person's; figures are new."""
    hands.replace_all("，占受理总数的", ", 占受理总数的")


@story(replace(LATER, categories={**LATER.categories, "服务态度生硬": (45, 45)}))
def rise_becomes_level_where_the_number_was_retyped(hands: Hands) -> None:
    """The clause with the figure that was typed over is another now (持平): a conflict."""
    hands.retype("7", "8", _TOP)


@story()
def footnote_behind_a_figure(hands: Hands) -> None:
    """The note's reference stays behind the new number."""
    run = hands.type_after("167", "", _LEAD, outside=True)
    etree.SubElement(run, qn("w:footnoteReference"), {qn("w:id"): "2"})


@story(RETOLD)
def case_and_figure_in_two_places(hands: Hands) -> None:
    """One passage is told anew, another was edited: neither touches the other."""
    hands.retype("52", "53", "该类反映52件")


@story()
def number_in_a_passage_without_figures(hands: Hands) -> None:
    """A person's number that equals one of our figures, in a passage that prints none: it is only a number."""
    hands.type_after("岗前培训不足", "（52人未参训）")


@story(BASE)
def words_and_look_same_data(hands: Hands) -> None:
    """Nothing new: the report stays as the person left it."""
    hands.restyle("日常监督偏重事后", bold=True)
    hands.type_after("仍有拖延", "的情形")
