"""What people tied to, changed or put in the place of things that the new report replaced or no longer has."""

import io
from dataclasses import replace

from docx.oxml.ns import qn
from docx.text.run import Run

from tests.render.sample import png
from tests.update.stories.county import BASE, LATER, RETOLD, WITHOUT
from tests.update.stories.hands import Hands, text_of
from tests.update.stories.telling import story

_CASE = "往返三趟"


def _remark(hands: Hands, words: str, within: str = "") -> None:
    runs = [Run(one, None) for one in hands.chosen(words, within)]
    hands.document.add_comment(runs, "这个案例好，保留", author="李主任", initials="李")


@story(RETOLD, after=(RETOLD,))
def comment_on_a_case_that_is_another(hands: Hands) -> None:
    """The comment stays, and it is said once on what it was made."""
    _remark(hands, _CASE)


@story(RETOLD)
def comment_on_a_whole_case_that_is_another(hands: Hands) -> None:
    """The same, tied to the whole."""
    _remark(hands, BASE.case)


@story(LATER)
def comment_on_words_round_a_figure(hands: Hands) -> None:
    """A number became another: the comment is at home."""
    _remark(hands, "全县共受理作风方面的反映167件", "全县共受理")


@story(RETOLD, comments="drop", next_period=True)
def comment_on_a_case_that_is_another_dropped(hands: Hands) -> None:
    """It goes, and nothing is said of it."""
    _remark(hands, _CASE)


def _heading(hands: Hands) -> str:
    return next(
        text for one in hands.body.iter(qn("w:p")) if (text := text_of(one)).endswith("履职责任不强") and "（" in text
    )


@story(WITHOUT, after=(WITHOUT,))
def heading_edited_and_its_section_gone(hands: Hands) -> None:
    """It stays over nothing, which the comment says."""
    hands.retype("不强", "偏弱", _heading(hands))


@story(WITHOUT)
def heading_edited_and_own_paragraph_under_it(hands: Hands) -> None:
    """It stays over the person's own paragraph."""
    hands.write("个别事项反复流转", "对推诿转办的两个单位已通报批评。")
    hands.retype("不强", "偏弱", _heading(hands))


@story(WITHOUT)
def words_in_a_section_that_is_gone(hands: Hands) -> None:
    """The comment says that the numbers are the old ones."""
    hands.type_after("反复流转", "，群众意见很大")


def _own_picture(hands: Hands) -> None:
    """Deletes the picture and puts another into an empty paragraph above the caption."""
    paragraph = hands.picture(0)
    new = hands.write_at(paragraph, "")
    Run(new.find(qn("w:r")), hands.document.paragraphs[0]).add_picture(io.BytesIO(png(40, 20, 90)))
    paragraph.getparent().remove(paragraph)


@story(after=(LATER,))
def own_picture_above_the_caption(hands: Hands) -> None:
    """The person's picture; the data of the chart are others: asked once."""
    _own_picture(hands)


@story(BASE)
def own_picture_above_the_caption_same_data(hands: Hands) -> None:
    """Nothing is asked."""
    _own_picture(hands)


@story(replace(LATER, total=180), after=(LATER,))
def own_picture_and_other_data_twice(hands: Hands) -> None:
    """One comment."""
    _own_picture(hands)


def _drop_comments(hands: Hands) -> None:
    for name in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        for one in list(hands.body.iter(qn(name))):
            one.getparent().remove(one)
    for one in list(hands.document.part._comments_part.element):
        one.getparent().remove(one)


@story(LATER, after=(LATER,), between=_drop_comments)
def own_picture_settled(hands: Hands) -> None:
    """The comment was deleted: nothing is open."""
    _own_picture(hands)
