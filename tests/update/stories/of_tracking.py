"""Tracked changes of people, pending, accepted and rejected."""

from copy import deepcopy

from docx.oxml.ns import qn
from lxml import etree

from tests.update.stories.county import BASE, LATER, WITHOUT
from tests.update.stories.hands import Hands, cut, say, siblings, text_of, twin_of
from tests.update.stories.telling import story

_TOP = "居前列的是"


@story()
def tracked_figure_pending(hands: Hands) -> None:
    """52 struck and 53 inserted: read as accepted, 53 is the person's."""
    struck = hands.track_delete("52", _TOP)
    hands.track_insert(struck, "53")


@story()
def tracked_figure_as_it_now_is(hands: Hands) -> None:
    """55 is inserted, and now it is 55."""
    struck = hands.track_delete("52", _TOP)
    hands.track_insert(struck, "55")


@story()
def tracked_last_digit_pending(hands: Hands) -> None:
    """`[5<ins>3</ins><del>2</del>]` is 53."""
    paragraph = hands.paragraph(_TOP)
    at = text_of(paragraph).index("52")
    two = cut(paragraph, at + 1, at + 2)[0]
    struck = hands.strike(two)
    added = hands.change("ins")
    run = twin_of(two, "3")
    added.append(run)
    struck.addprevious(added)


@story()
def tracked_figure_accepted(hands: Hands) -> None:
    """`[]53`."""
    run = hands.chosen("52", _TOP)[0]
    run.getnext().addnext(twin_of(run, "53"))
    run.getparent().remove(run)


@story()
def tracked_sentence_deleted(hands: Hands) -> None:
    """The sentence stays deleted, pending."""
    hands.track_delete("截至季末，已办结98件，办结率58.7%。", "截至季末")


@story()
def tracked_words_inserted(hands: Hands) -> None:
    """The words stay, pending; the figures are new."""
    hands.track_insert(hands.chosen("居前列的", _TOP)[-1], "依次")


@story()
def tracked_paragraph_deleted(hands: Hands) -> None:
    """A deletion, pending."""
    paragraph = hands.paragraph("人员轮换频繁")
    for run in list(paragraph.iter(qn("w:r"))):
        hands.strike(run)
    mark = paragraph.get_or_add_pPr()
    form = etree.SubElement(mark, qn("w:rPr"))
    form.append(hands.change("del"))


@story()
def tracked_paragraph_inserted(hands: Hands) -> None:
    """Own text, pending."""
    new = hands.write("人员轮换频繁", "督促整改不到位。")
    form = etree.SubElement(new.get_or_add_pPr(), qn("w:rPr"))
    form.append(hands.change("ins"))
    added = hands.change("ins")
    run = new.find(qn("w:r"))
    run.addprevious(added)
    added.append(run)


@story()
def tracked_move_accepted(hands: Hands) -> None:
    """Only `_Copy_1` names are left: they are the original."""
    paragraph = hands.paragraph("截至季末")
    hands.paragraph("全县共受理").addnext(hands.copy_of(paragraph))
    paragraph.getparent().remove(paragraph)


@story()
def tracked_move_pending(hands: Hands) -> None:
    """The original struck, the copy inserted: the copy is the original."""
    paragraph = hands.paragraph("人员轮换频繁")
    twin = hands.copy_of(paragraph)
    hands.paragraph("全县共受理").addnext(twin)
    for run in list(twin.iter(qn("w:r"))):
        added = hands.change("ins")
        run.addprevious(added)
        added.append(run)
    etree.SubElement(twin.get_or_add_pPr(), qn("w:rPr")).append(hands.change("ins"))
    for run in list(paragraph.iter(qn("w:r"))):
        hands.strike(run)
    etree.SubElement(paragraph.get_or_add_pPr(), qn("w:rPr")).append(hands.change("del"))


@story()
def tracked_row_deleted(hands: Hands) -> None:
    """The row stays deleted, pending."""
    row = hands.row("医疗保障窗口44")
    properties = row.get_or_add_trPr()
    properties.append(hands.change("del"))
    for run in list(row.iter(qn("w:r"))):
        hands.strike(run)


@story()
def tracked_cell_figure(hands: Hands) -> None:
    """`<ins>58</ins><del>[57]</del>` in a cell."""
    run = next(hands.cell("政务服务大厅57", 1).iter(qn("w:r")))
    struck = hands.strike(run)
    added = hands.change("ins")
    added.append(twin_of(run, "58"))
    for text in added.iter(qn("w:delText")):
        text.tag = qn("w:t")
    struck.addprevious(added)


@story()
def tracked_format_of_a_figure(hands: Hands) -> None:
    """Bold with tracking: bold and its change stay."""
    run = hands.chosen("52", _TOP)[0]
    form = run.get_or_add_rPr()
    etree.SubElement(form, qn("w:b"))
    change = hands.change("rPrChange")
    etree.SubElement(change, qn("w:rPr"))
    form.append(change)


@story()
def tracked_split(hands: Hands) -> None:
    """Enter with tracking: two paragraphs, pending."""
    second = hands.split("办理时限总体可控", "截至季末")
    first = second.getprevious()
    etree.SubElement(first.get_or_add_pPr(), qn("w:rPr")).append(hands.change("ins"))


@story(WITHOUT)
def tracked_edit_in_a_section_that_is_gone(hands: Hands) -> None:
    """Words inserted with tracking are a person's: the passage stays."""
    hands.track_insert(hands.chosen("反复流转", "该类反映41件")[-1], "，群众意见很大")


@story()
def tracked_rejected(hands: Hands) -> None:
    """As it was before: nothing is the person's but the word elsewhere."""
    struck = hands.track_delete("52", _TOP)
    run = struck.find(qn("w:r"))
    for text in run.iter(qn("w:delText")):
        text.tag = qn("w:t")
    struck.addprevious(run)
    struck.getparent().remove(struck)
    hands.type_after("仍有拖延", "的情形")


@story()
def tracked_name_replaced(hands: Hands) -> None:
    """A heading's words replaced with tracking."""
    struck = hands.track_delete("原因分析", "二、原因分析")
    hands.track_insert(struck, "成因剖析")


@story()
def changes_of_two_people(hands: Hands) -> None:
    """One inserted, another struck part of it."""
    added = hands.track_insert(hands.chosen("仍有拖延", "截至季末")[-1], "，须限期整改到位")
    run = added.find(qn("w:r"))
    twin = deepcopy(run)
    say(run, "，须限期整改")
    say(twin, "到位")
    added.append(twin)
    struck = hands.strike(twin)
    struck.set(qn("w:author"), "另一人")


def _insert_copy(hands: Hands, words: str, within: str, goal: etree._Element) -> None:
    """Copies a clause with its bookmarks, and pastes it behind an element with tracking on."""
    runs = hands.chosen(words, within)
    every = siblings(runs[0], runs[-1])
    after = runs[-1].getnext()
    if after is not None and after.tag == qn("w:bookmarkEnd"):
        every.append(after)
    holder = etree.Element(qn("w:p"))
    holder.extend([deepcopy(one) for one in every])
    added = hands.change("ins")
    for one in list(hands.copy_of(holder)):
        added.append(one)
    goal.addnext(added)


@story(after=(LATER,))
def tracked_clause_with_a_figure_of_ours_inserted(hands: Hands) -> None:
    """The clause waits to be accepted: its number stays as the person pasted it, and it is told that it is out of date."""
    goal = hands.chosen("把握不一。", "人员轮换频繁")[-1]
    _insert_copy(hands, "已办结98", "截至季末", goal)


@story()
def tracked_sentence_retyped_with_its_figures(hands: Hands) -> None:
    """The sentence struck and inserted again with the same numbers in other words: a conflict, nothing of it is altered."""
    words = "截至季末，已办结98件，办结率58.7%。"
    runs = hands.chosen(words, "截至季末")
    twins = [deepcopy(one) for one in siblings(runs[0], runs[-1])]
    last = hands.track_delete(words, "截至季末")
    for mark in [one for one in last.getparent().iter(*_MARKS) if _is_figure(one)]:
        mark.getparent().remove(mark)
    added = hands.change("ins")
    added.extend(twins)
    next(one for one in added.iter(qn("w:t")) if "截至季末" in (one.text or "")).text = "到季末，已办结"
    last.addnext(added)


_MARKS = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))


def _is_figure(mark: etree._Element) -> bool:
    """Whether a mark stands inside the struck sentence: its copy is in the inserted one."""
    before, after = mark.getprevious(), mark.getnext()
    return any(one is not None and one.tag == qn("w:del") for one in (before, after))


@story(BASE)
def tracked_clause_inserted_same_data(hands: Hands) -> None:
    """Nothing is told, nothing changes."""
    goal = hands.chosen("把握不一。", "人员轮换频繁")[-1]
    _insert_copy(hands, "已办结98", "截至季末", goal)


@story()
def tracked_copy_of_a_row_inserted(hands: Hands) -> None:
    """A copy of a row waits to be accepted: its numbers stay, and are told."""
    row = hands.row("医疗保障窗口44")
    twin = hands.copy_of(row)
    twin.get_or_add_trPr().append(hands.change("ins"))
    for run in list(twin.iter(qn("w:r"))):
        added = hands.change("ins")
        run.addprevious(added)
        added.append(run)
    row.addnext(twin)
