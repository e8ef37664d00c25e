"""Several updates in turn, what is settled, and the next quarter."""

from copy import deepcopy
from dataclasses import replace

from docx.oxml.ns import qn
from docx.text.run import Run

from tests.update.stories.county import BASE, LATER, NEXT, RETOLD, TURNED
from tests.update.stories.hands import Hands, say, twin_of, without_marks
from tests.update.stories.telling import story

_TOP = "居前列的是"
_AGAIN = replace(LATER, total=180, change=36, handled=110, categories={**LATER.categories, "服务态度生硬": (58, 45)})


@story(_AGAIN, before=(LATER,))
def edited_after_an_update(hands: Hands) -> None:
    """An updated report is edited and updated as a generated one."""
    hands.retype("55", "56", _TOP)
    hands.type_after("仍有拖延", "的情形")


@story(_AGAIN, after=(LATER,))
def override_lapsed_twice(hands: Hands) -> None:
    """53 was typed at 52, then 55 was computed, now 58: one comment, which says 58."""
    hands.retype("52", "53", _TOP)


@story(BASE, after=(BASE,))
def override_told_once(hands: Hands) -> None:
    """The comment of an override stands once, however often the report is updated."""
    hands.retype("52", "53", _TOP)


@story(LATER, after=(BASE,))
def override_known_then_lapsed(hands: Hands) -> None:
    """Told as an override first, as lapsed when another number is computed: one comment is left."""
    hands.retype("52", "53", _TOP)


@story(LATER, after=(BASE,))
def override_reached_by_the_data(hands: Hands) -> None:
    """The data reach the number that a person had typed: nothing is open, and the comment is gone."""
    hands.retype("52", "55", _TOP)


@story(replace(LATER, categories={**LATER.categories, "服务态度生硬": (53, 45)}), after=(LATER,))
def lapsed_override_reached_by_the_data(hands: Hands) -> None:
    """53 was typed at 52, 55 was computed, and now it is 53: nothing is open, and the comment is gone."""
    hands.retype("52", "53", _TOP)


@story(BASE, after=(BASE,), between=lambda hands: hands.retype("53", "52", _TOP))
def override_taken_back(hands: Hands) -> None:
    """The person typed the computed number again: the comment goes."""
    hands.retype("52", "53", _TOP)


@story(RETOLD, after=(RETOLD,), between=lambda hands: hands.retype("来回跑了三趟", "先后跑了三趟"))
def conflict_settled_by_other_words(hands: Hands) -> None:
    """The person reworded the passage after the comment: it is settled, no second comment."""
    hands.retype("往返三趟", "来回跑了三趟")


def _drop_comments(hands: Hands) -> None:
    for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        for one in list(hands.body.iter(qn(tag))):
            holder = one.getparent()
            holder.remove(one)
            if holder.tag == qn("w:r") and len(holder) == 0:
                holder.getparent().remove(holder)
    part = hands.document.part._comments_part.element
    for one in list(part):
        part.remove(one)


@story(RETOLD, after=(RETOLD,), between=_drop_comments)
def conflict_settled_by_deleting_the_comment(hands: Hands) -> None:
    """Settled: no comment is made again, nothing is open."""
    hands.retype("往返三趟", "来回跑了三趟")


@story(TURNED, after=(TURNED,), between=_drop_comments)
def claim_settled_by_deleting_the_comment(hands: Hands) -> None:
    """The sentence stays as the person wants it, with its old figures; no comment is made again for the same data."""
    hands.type_after("12.5%", "，上升势头明显", "全县共受理", outside=True)


@story(_AGAIN, after=(LATER,))
def claim_open_and_other_data(hands: Hands) -> None:
    """The sentence was left as it stood; the data are others again: one comment, which says the newest; nobody typed its figures."""
    hands.type_after("服务态度生硬", "（居首位）", _TOP)


@story(LATER, after=(LATER,), between=lambda hands: hands.remove("截至季末"))
def paragraph_deleted_after_an_update(hands: Hands) -> None:
    """Words of the person's went with it."""
    hands.type_after("仍有拖延", "的情形")


@story(_AGAIN, after=(LATER,))
def deleted_paragraph_stays_deleted(hands: Hands) -> None:
    """Through two updates, though its figures change each time."""
    hands.remove("截至季末")


@story(_AGAIN, after=(LATER,))
def deleted_row_stays_deleted(hands: Hands) -> None:
    """Through two updates."""
    row = hands.row("医疗保障窗口44")
    row.getparent().remove(row)


@story(NEXT, next_period=True)
def next_quarter_own_paragraph_asked(hands: Hands) -> None:
    """What the person wrote for the last quarter stays, with a comment that asks."""
    hands.write("截至季末", "县作风办将对超期事项逐件挂牌督办。")


@story(NEXT, next_period=True, paragraphs="keep")
def next_quarter_own_paragraph_kept(hands: Hands) -> None:
    """It stays, and nothing is asked."""
    hands.write("截至季末", "县作风办将对超期事项逐件挂牌督办。")


@story(NEXT, next_period=True, paragraphs="drop")
def next_quarter_own_paragraph_dropped(hands: Hands) -> None:
    """It goes."""
    hands.write("截至季末", "县作风办将对超期事项逐件挂牌督办。")


@story(NEXT, next_period=True)
def next_quarter_words_in_ours(hands: Hands) -> None:
    """Words inside a passage of ours stay, its figures are of the new quarter."""
    hands.type_after("仍有拖延", "，须限期整改")


@story(NEXT, next_period=True)
def next_quarter_override(hands: Hands) -> None:
    """A number that was typed for the last quarter: it no longer holds, a comment says so."""
    hands.retype("52", "53", _TOP)


@story(NEXT, next_period=True, overrides="drop")
def next_quarter_override_dropped(hands: Hands) -> None:
    """The number of the new quarter stands there."""
    hands.retype("52", "53", _TOP)


@story(NEXT, next_period=True, overrides="keep")
def next_quarter_override_kept(hands: Hands) -> None:
    """The typed number stays, and it is said what is computed."""
    hands.retype("52", "53", _TOP)


def _remark(hands: Hands) -> None:
    run = hands.chosen("52", _TOP)[0]
    hands.document.add_comment(Run(run, None), "请核对〔手写〕", author="某人", initials="某")


@story(NEXT, next_period=True)
def next_quarter_comment_stays(hands: Hands) -> None:
    """A person's comment stays at the figure."""
    _remark(hands)


@story(NEXT, next_period=True, comments="drop")
def next_quarter_comment_dropped(hands: Hands) -> None:
    """A person's comment goes."""
    _remark(hands)


@story(NEXT, next_period=True)
def next_quarter_deleted_paragraph(hands: Hands) -> None:
    """What was deleted for the last quarter stays deleted."""
    hands.remove("人员轮换频繁")


@story(NEXT, next_period=True)
def next_quarter_case_reworded(hands: Hands) -> None:
    """The typical case of the last quarter was reworded; another is typical: a conflict that shows the new one."""
    hands.retype("往返三趟", "来回跑了三趟")


@story(NEXT, next_period=True)
def next_quarter_title_and_signature(hands: Hands) -> None:
    """The office stays the person's, title and day are of the new quarter."""
    hands.replace_all("青禾县作风办", "中共青禾县委作风办")


_OWN = "其中投诉窗口收费的明显增多，县作风办已约谈三家单位。"


@story(NEXT, next_period=True)
def next_quarter_own_sentences_asked(hands: Hands) -> None:
    """Sentences of the person's in two passages of ours stay, each is asked about; a word put otherwise is not."""
    hands.type_after("一次告知不到位。", _OWN)
    hands.type_after("人员轮换频繁，", "老同志退休较为集中，")
    hands.retype("牵头", "主抓")


@story(NEXT, next_period=True, paragraphs="keep")
def next_quarter_own_sentences_kept(hands: Hands) -> None:
    """They stay, are listed, and nothing is asked."""
    hands.type_after("一次告知不到位。", _OWN)


@story(NEXT, next_period=True, paragraphs="drop")
def next_quarter_own_sentences_dropped(hands: Hands) -> None:
    """What was added goes; what stands in the place of words of ours stays and is asked about."""
    hands.type_after("一次告知不到位。", _OWN)
    hands.type_after("仍有拖延", "，须限期整改")
    hands.retype("对群众诉求的办理口径把握不一", "办事群众意见比较大，有的投诉到了省里")


@story(NEXT, after=(LATER,), next_period=True, paragraphs="drop")
def next_quarter_own_sentences_dropped_after_an_update(hands: Hands) -> None:
    """What was added goes though the passage had been made new in between."""
    hands.type_after("一次告知不到位。", _OWN)


@story(replace(NEXT, period="2027Q1", quarter="2027年第一季度"), after=(LATER,), next_period=True)
def next_quarter_own_sentence_of_an_updated_report(hands: Hands) -> None:
    """Asked about though it went through an update of its own quarter."""
    hands.type_after("一次告知不到位。", _OWN)


def _rows(hands: Hands) -> None:
    row = hands.row("不动产登记中心38")
    for words in (("乡镇便民中心", "6", "—"), ("其中：城关镇", "4", "—")):
        twin = without_marks(deepcopy(row))
        for cell, text in zip(twin.findall(qn("w:tc")), words, strict=True):
            say(next(cell.iter(qn("w:r"))), text)
        row.addnext(twin)
        row = twin


def _filled(hands: Hands) -> None:
    """A column of the person's own with something in it, words behind a label, a comment-free table of its own."""
    table = hands.row("政务服务大厅57").getparent()
    grid = table.find(qn("w:tblGrid"))
    grid.append(deepcopy(grid[-1]))
    for number, row in enumerate(table.findall(qn("w:tr"))):
        cell = without_marks(deepcopy(row.findall(qn("w:tc"))[-1]))
        say(next(cell.iter(qn("w:r"))), "已约谈" if number else "备注")
        row.findall(qn("w:tc"))[-1].addnext(cell)
    label = next(hands.cell("医疗保障窗口44", 0).iter(qn("w:r")))
    label.addnext(twin_of(label, "（含异地结算窗口）"))


@story(NEXT, next_period=True)
def next_quarter_own_rows_asked(hands: Hands) -> None:
    """Two rows in a row are asked about once."""
    _rows(hands)


@story(NEXT, next_period=True, tables="keep")
def next_quarter_own_rows_kept(hands: Hands) -> None:
    """They stay and are listed."""
    _rows(hands)


@story(NEXT, next_period=True, tables="drop")
def next_quarter_own_rows_dropped(hands: Hands) -> None:
    """They go, each is listed."""
    _rows(hands)


@story(NEXT, next_period=True)
def next_quarter_own_column_asked(hands: Hands) -> None:
    """A column of the person's and words in a cell of ours: one comment each."""
    _filled(hands)


@story(NEXT, next_period=True, tables="keep")
def next_quarter_own_column_kept(hands: Hands) -> None:
    """They stay and are listed."""
    _filled(hands)


@story(NEXT, next_period=True, tables="drop")
def next_quarter_own_column_dropped(hands: Hands) -> None:
    """The column goes, and the words."""
    _filled(hands)


def _own_table(hands: Hands) -> None:
    twin = without_marks(deepcopy(hands.row("政务服务大厅57").getparent()))
    for at, run in enumerate(list(twin.iter(qn("w:r")))):
        say(run, f"走访{at}")
    hands.paragraph("截至季末").addnext(twin)


@story(NEXT, next_period=True)
def next_quarter_own_table_asked(hands: Hands) -> None:
    """A whole table of the person's."""
    _own_table(hands)


@story(NEXT, next_period=True, tables="drop")
def next_quarter_own_table_dropped(hands: Hands) -> None:
    """It goes."""
    _own_table(hands)
