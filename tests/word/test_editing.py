"""A text that is changed where it stands: the words, and what must stay round them."""

from itertools import combinations_with_replacement, product

import pytest
from lxml import etree

from reportgen.word.editing.lines import BookmarkIndex, Line, Part, UneditableError
from reportgen.word.editing.revisions import Tracker
from reportgen.word.packages.names import NAMESPACES
from reportgen.word.packages.xml import Element, parse
from reportgen.word.pages.reader import read_paragraph
from tests.update.settle import settled

_W = NAMESPACES["w"]
_LINK = '<w:hyperlink w:anchor="a"><w:r><w:t>二三</w:t></w:r></w:hyperlink>'
_NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>表1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _run(text: str, form: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{form}</w:rPr>" if form else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(*content: str) -> Element:
    return parse(f'<w:p xmlns:w="{_W}"><w:pPr><w:jc w:val="left"/></w:pPr>{"".join(content)}</w:p>'.encode())


def _line(*content: str, tracker: Tracker | None = None) -> Line:
    return Line((read_paragraph(_paragraph(*content)),), tracker)


def _xml(line: Line) -> str:
    return etree.tostring(line.paragraphs[0].element, encoding="unicode")


def _shown(line: Line) -> str:
    return read_paragraph(line.paragraphs[0].element).text


@pytest.mark.parametrize(
    "content",
    [
        (_run("一二三四五"),),
        (_run("一"), _run("二三", "<w:b/>"), _run("四五")),
        (_run("一"), _LINK, _run("四五")),
        (_run("一"), f'<w:ins w:id="3" w:author="某">{_run("二三四")}</w:ins>', _run("五")),
        (_run("一"), f'<w:sdt><w:sdtContent>{_run("二三")}</w:sdtContent></w:sdt>', _run("四五")),
        (_run("一二"), '<w:del w:id="4" w:author="某"><w:r><w:delText>旧</w:delText></w:r></w:del>', _run("三四五")),
    ],
)  # fmt: skip
def test_any_piece_may_be_replaced_wherever_runs_end(content: tuple[str, ...]) -> None:
    """And what the line says of itself is what the document shows; tracked, both sides can be had back."""
    for (start, end), words in product(combinations_with_replacement(range(6), 2), ("", "新", "新词")):
        _replace(content, start, end, words)


def _replace(content: tuple[str, ...], start: int, end: int, words: str) -> None:
    wanted = "一二三四五"[:start] + words + "一二三四五"[end:]
    plain = _line(*content)
    plain.replace(start, end, [Part(words)])
    assert (plain.text, _shown(plain)) == (wanted, wanted)
    tracked = _line(*content, tracker=Tracker("2026-11-05", 100))
    tracked.replace(start, end, [Part(words)])
    assert (tracked.text, _shown(tracked)) == (wanted, wanted)
    for accept, text in ((True, wanted), (False, "一二三四五")):
        copy = parse(_xml(tracked).encode())
        assert read_paragraph(settled(copy, accept=accept)).text == text


def test_new_words_take_the_form_of_those_that_they_replace() -> None:
    """A person's red figure stays red; bold words of the report are bold unless a person has changed that."""
    line = _line(_run("共"), _run("52", '<w:color w:val="FF0000"/>'), _run("件"))
    line.replace(1, 3, [Part("55")], was_bold=False)
    assert '<w:color w:val="FF0000"/></w:rPr><w:t>55</w:t>' in _xml(line)
    bold = _line(_run("共"), _run("52"))
    bold.replace(1, 3, [Part("55", bold=True)], was_bold=False)
    assert "<w:b/></w:rPr><w:t>55</w:t>" in _xml(bold)
    by_hand = _line(_run("共"), _run("52", "<w:b/>"))
    by_hand.replace(1, 3, [Part("55")], was_bold=False)
    assert "<w:b/></w:rPr><w:t>55</w:t>" in _xml(by_hand)


def test_notes_comments_and_pictures_stay() -> None:
    """They are tied to the place, not to the word."""
    comment = '<w:commentRangeStart w:id="1"/>'
    line = _line(_run("共"), comment, _run("52"), '<w:commentRangeEnd w:id="1"/>', _NOTE, _run("件"))
    line.replace(0, 5, [Part("合计9项")])
    xml = _xml(line)
    assert [tag in xml for tag in ("commentRangeStart", "commentRangeEnd", "footnoteReference")] == [True] * 3
    assert _shown(line) == line.text == "合计9项\u2060"


def test_a_field_goes_with_its_whole_result_and_stays_with_another() -> None:
    """Else Word would print it again, or an error."""
    line = _line(_run("见"), _FIELD, _run("。"))
    line.replace(1, 3, [Part("该表")])
    assert (_shown(line), "fldChar" in _xml(line)) == ("见该表。", False)
    renumbered = _line(_run("见"), _FIELD, _run("。"))
    renumbered.replace(1, 3, [Part("表2")], result=True)
    assert (_shown(renumbered), _xml(renumbered).count("fldChar ")) == ("见表2。", 3)
    behind = _line(_run("见"), _FIELD, _run("。"))
    behind.replace(3, 3, [Part("和附件")])
    assert _xml(behind).index("和附件") > _xml(behind).index('fldCharType="end"')


def test_a_field_is_put_in_with_its_code() -> None:
    """Begin, code, separator, result, end."""
    line = _line(_run("见。"))
    line.replace(1, 1, [Part("图1", code="REF y \\h")])
    assert (_shown(line), " REF y \\h " in _xml(line)) == ("见图1。", True)


def test_bookmarks_stand_round_a_piece_and_are_found_and_taken_away() -> None:
    """Runs are split where they begin and end."""
    line = _line(_run("共52件"))
    line.mark("_rgfx", 7, 1, 3)
    paragraph = read_paragraph(line.paragraphs[0].element)
    assert [(one.what, one.start, one.end) for one in paragraph.marks] == [("_rgfx", 1, 3)]
    index = BookmarkIndex([line.paragraphs[0].element])
    index.rename("_rgfx", "_rgfy")
    assert index.names() == ("_rgfy",)
    index.remove(["_rgfy"])
    assert read_paragraph(line.paragraphs[0].element).marks == ()


def test_two_paragraphs_are_one_text_and_what_parts_them_stays() -> None:
    """Each piece is written where it stands; a change over their end is refused and nothing is changed."""
    root = parse(f'<w:body xmlns:w="{_W}"><w:p>{_run("一二")}</w:p><w:p>{_run("三四")}</w:p></w:body>'.encode())
    line = Line(tuple(read_paragraph(one) for one in root))
    line.replace(4, 5, [Part("新")])
    line.replace(0, 1, [Part("旧")])
    assert [read_paragraph(one).text for one in root] == ["旧二", "三新"]
    with pytest.raises(UneditableError):
        line.replace(1, 4, [Part("连")])
    assert [read_paragraph(one).text for one in root] == ["旧二", "三新"]


def test_words_that_stand_in_nothing_plain_are_not_touched() -> None:
    """A formula is no text of ours."""
    math = '<m:r xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:t>12</m:t></m:r>'
    line = _line(_run("共"), math)
    with pytest.raises(UneditableError):
        line.replace(1, 2, [Part("3")])
    assert _shown(line) == "共12"


def test_an_empty_paragraph_takes_words() -> None:
    """Behind its properties."""
    line = _line()
    line.replace(0, 0, [Part("新"), Part("词", bold=True)])
    assert _shown(line) == "新词"
    assert line.paragraphs[0].element[0].tag == f"{{{_W}}}pPr"
