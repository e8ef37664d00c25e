"""The single steps of cleaning on small texts: changes accepted, hidden text, bookmarks and the fields that point at them."""

import re

import pytest
from lxml import etree

from reportgen.word.cleaning.steps.accepting import accept
from reportgen.word.cleaning.steps.fields import make_text_of
from reportgen.word.cleaning.steps.hiding import remove_hidden, unhide
from reportgen.word.cleaning.steps.link_targets import tidy_bookmarks
from reportgen.word.packages.xml import Element, parse
from reportgen.word.pages.styles import Style
from tests.render import surgery

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def body(xml: str) -> Element:
    return parse(f"<w:document {surgery.NS}><w:body>{xml}</w:body></w:document>".encode())


def inner(root: Element) -> str:
    """The body as it is spelled, without namespaces."""
    spelled = re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(root[0], encoding="unicode"))
    return spelled.removeprefix("<w:body>").removesuffix("</w:body>")


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def mark(number: int, name: str, xml: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{xml}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, result: str) -> str:
    half = len(code) // 2
    codes = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:half], code[half:]))
    return BEGIN + codes + SEPARATE + run(result) + END


ENDED = "<w:pPr><w:rPr><w:{}/></w:rPr></w:pPr>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<w:p><w:ins>{run('a')}</w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>", f"<w:p>{run('a')}</w:p>"),
        (
            f'<w:p><w:moveFromRangeStart w:id="1"/><w:moveFrom>{run("a")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/></w:p>'
            f'<w:p><w:moveToRangeStart w:id="2"/><w:moveTo>{run("a")}</w:moveTo><w:moveToRangeEnd w:id="2"/></w:p>',
            f"<w:p/><w:p>{run('a')}</w:p>",
        ),
        (f"<w:p>{run('a', '<w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr>')}</w:p>", f"<w:p>{run('a', '<w:rPr><w:b/></w:rPr>')}</w:p>"),
        (f"<w:p>{ENDED.format('del')}{run('a')}</w:p><w:p><w:pPr><w:jc/></w:pPr>{run('b')}</w:p>", f"<w:p><w:pPr><w:jc/></w:pPr>{run('a')}{run('b')}</w:p>"),
        (
            f"<w:p>{ENDED.format('del')}{run('a')}</w:p><w:p>{ENDED.format('del')}{run('b')}</w:p><w:p>{run('c')}</w:p>",
            f"<w:p>{run('a')}{run('b')}{run('c')}</w:p>",
        ),
        (f"<w:p>{ENDED.format('ins')}{run('a')}</w:p>", f"<w:p><w:pPr><w:rPr/></w:pPr>{run('a')}</w:p>"),
        (
            f"<w:p>{ENDED.format('del')}<w:del>{run('a')}</w:del></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        ),
        (
            f"<w:p>{ENDED.format('del')}{mark(1, 'a', run('a'))[:-25]}</w:p><w:bookmarkEnd w:id=\"1\"/><w:p>{run('b')}</w:p>",
            f'<w:p>{mark(1, "a", run("a"))}{run("b")}</w:p>',
        ),
        (
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:trPr/><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        ),
        ("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>", "<w:p/>"),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:cellIns/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>",
        ),
        (
            '<w:tbl><w:tr><w:tc><w:tcPr><w:tcW/><w:shd/><w:cellMerge w:vMerge="cont"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
            "<w:tbl><w:tr><w:tc><w:tcPr><w:tcW/><w:vMerge/><w:shd/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
        ),
        (
            '<w:p><w:del><w:bookmarkStart w:id="1" w:name="a"/>' + run("a") + "</w:del>" + run("b") + '<w:bookmarkEnd w:id="1"/></w:p>',
            f"<w:p>{mark(1, 'a', run('b'))}</w:p>",
        ),
        (f"<w:p><w:del>{mark(1, 'a', run('a'))}</w:del>{run('b')}</w:p>", f"<w:p>{run('b')}</w:p>"),
        ("<w:p><w:pPr><w:numPr><w:ins/></w:numPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr></w:p>", "<w:p><w:pPr><w:numPr/></w:pPr></w:p>"),
        (f"<w:p><w:ins><w:del>{run('a')}</w:del>{run('b')}</w:ins></w:p>", f"<w:p>{run('b')}</w:p>"),
    ],
)  # fmt: skip
def test_changes_are_accepted(before: str, after: str) -> None:
    """As Word accepts them: what was inserted stays, what was struck out goes, the end of a paragraph joins it with the next."""
    root = body(before)
    assert accept(root)
    assert inner(root) == after
    assert accept(root) == 0


HID, SHOWN = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'
BY_STYLE = '<w:rPr><w:rStyle w:val="Hid"/></w:rPr>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<w:p>{run('a', HID)}{run('b')}</w:p>", f"<w:p>{run('b')}</w:p>"),
        (f"<w:p>{run('a', BY_STYLE)}</w:p>", "<w:p/>"),
        (
            f'<w:p><w:pPr><w:pStyle w:val="Hid"/></w:pPr>{run("a")}{run("b", SHOWN)}</w:p><w:p/>',
            f'<w:p><w:pPr><w:pStyle w:val="Hid"/></w:pPr>{run("b", "<w:rPr/>")}</w:p><w:p/>',
        ),
        (f"<w:p><w:pPr>{HID}</w:pPr>{run('a', HID)}</w:p><w:p>{run('b')}</w:p>", f"<w:p>{run('b')}</w:p>"),
        (f"<w:p><w:pPr>{HID}</w:pPr>{run('a')}</w:p><w:p>{run('b')}</w:p>", f"<w:p><w:pPr><w:rPr/></w:pPr>{run('a')}</w:p><w:p>{run('b')}</w:p>"),
        (
            f"<w:tbl><w:tr><w:tc><w:p><w:pPr>{HID}</w:pPr></w:p></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc><w:p><w:pPr><w:rPr/></w:pPr></w:p></w:tc></w:tr></w:tbl>",
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{run('a')}</w:p></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
        ),
        (
            f'<w:p><w:r>{HID}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{HID}<w:instrText>XE "a"</w:instrText></w:r>'
            f'<w:r>{HID}<w:fldChar w:fldCharType="end"/></w:r>{run("b")}</w:p>',
            f"<w:p>{run('b')}</w:p>",
        ),
        (
            f'<w:p><w:r>{HID}<w:fldChar w:fldCharType="begin"/><w:t>a</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>{SEPARATE}{run("1")}{END}</w:p>',
            f'<w:p><w:r><w:rPr/><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>{SEPARATE}{run("1")}{END}</w:p>',
        ),
    ],
)  # fmt: skip
def test_hidden_text_goes(before: str, after: str) -> None:
    """What is printed stays; a field that is hidden in part still works."""
    root = body(before)
    assert remove_hidden(root, {"Hid": Style(hidden=True)})
    unhide(root)
    assert inner(root) == after


def codes(root: Element) -> list[str]:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(one.text or "" for one in paragraph.iter(f"{w}instrText")) for paragraph in root.iter(f"{w}p")]


@pytest.mark.parametrize(
    ("code", "renamed"),
    [
        ("REF _rgn1 \\h", "REF _Ref000000001 \\h"),
        (" PAGEREF  _RGN1 ", " PAGEREF  _Ref000000001 "),
        ("NOTEREF _rgn1", "NOTEREF _Ref000000001"),
        ('HYPERLINK \\l "_rgn1"', 'HYPERLINK \\l "_Ref000000001"'),
        ("HYPERLINK \\o tip \\l _rgn1", "HYPERLINK \\o tip \\l _Ref000000001"),
        ('TOC \\o "1-3" \\b _rgn1', 'TOC \\o "1-3" \\b _Ref000000001'),
        ("SEQ 图 _rgn1", "SEQ 图 _Ref000000001"),
        ("=_rgn1+1", "=_Ref000000001+1"),
        ("= SUM(_rgn1) + 1", "= SUM(_Ref000000001) + 1"),
    ],
)
def test_codes_are_rewritten_with_their_bookmark(code: str, renamed: str) -> None:
    """Wherever the code is split over runs, and however its letters are written."""
    root = body(f"<w:p>{mark(5, '_rgn1', run('表1'))}{mark(6, 'other', run('b'))}</w:p><w:p>{field(code, '表1')}</w:p>")
    assert tidy_bookmarks([root]) == 1
    assert codes(root)[1] == renamed
    assert 'w:name="_Ref000000001"' in inner(root)
    assert "other" not in inner(root)


@pytest.mark.parametrize(
    "code", ["SEQ _rgn1", "STYLEREF _rgn1", 'HYPERLINK "https://a.cn/" \\l _rgn1', "PAGE", 'QUOTE "_rgn1"']
)
def test_what_only_looks_like_a_name_is_left_alone(code: str) -> None:
    """A label, a style, a place in another file."""
    root = body(f"<w:p>{mark(5, '_rgn1', run('a'))}</w:p><w:p>{field(code, 'a')}</w:p>")
    tidy_bookmarks([root])
    assert codes(root)[1] == code
    assert "bookmark" not in inner(root)


def test_bookmarks_of_several_parts_share_their_names() -> None:
    """A footer may refer to the text; of a name that stands twice the first counts; a name in vain is not met by a new one."""
    text = body(f"<w:p>{mark(1, 'a', run('x'))}{mark(1, 'a', run('y'))}{mark(2, 'b', run('z'))}</w:p>")
    footer = body(
        f"<w:p>{field('REF a', 'x')}{field('REF _Ref000000001', '!')}</w:p><w:p>{field('REF _rgn9', '!')}</w:p>"
    )
    link = body('<w:p><w:hyperlink w:anchor="b"/></w:p>')
    tidy_bookmarks([text, footer, link])
    assert codes(footer) == ["REF _Ref000000002REF _Ref000000001", "REF _Ref000000004"]
    assert (
        inner(text) == f"<w:p>{mark(0, '_Ref000000002', run('x'))}{run('y')}{mark(1, '_Ref000000003', run('z'))}</w:p>"
    )
    assert 'w:anchor="_Ref000000003"' in inner(link)


def test_a_bookmark_without_an_end_gets_one() -> None:
    """Word would repair it."""
    root = body(f'<w:p><w:bookmarkStart w:id="1" w:name="a"/>{run("x")}</w:p><w:p>{field("REF a", "x")}</w:p>')
    tidy_bookmarks([root])
    assert mark(0, "_Ref000000001", run("x")) in inner(root)


def test_a_field_becomes_the_text_that_it_shows() -> None:
    """Fields within its code go with it, fields within its result stay."""
    inside = field("PAGE", "3")
    root = body(
        f"<w:p>{run('a')}{BEGIN}<w:r><w:instrText>AUTHOR </w:instrText></w:r>{inside}{SEPARATE}{run('b')}{inside}{END}</w:p>"
    )
    assert make_text_of(root, lambda one: one.name == "AUTHOR") == 1
    assert inner(root) == f"<w:p>{run('a')}{run('b')}{inside}</w:p>"
