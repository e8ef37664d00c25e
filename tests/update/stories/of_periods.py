"""Several updates in turn, what is settled, and the next quarter."""

from dataclasses import replace

from docx.oxml.ns import qn
from docx.text.run import Run

from tests.update.stories.county import BASE, LATER, NEXT, RETOLD, TURNED
from tests.update.stories.hands import Hands
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
