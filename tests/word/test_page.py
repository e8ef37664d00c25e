"""The one reader: what a document shows, in every story, whatever word processors have made of it."""

import pytest

from reportgen.word import open_package, read_page
from reportgen.word.pages.numbering import spelled
from reportgen.word.pages.page import Change, Page, Paragraph, Row, Story, Stretch
from tests.render import surgery
from tests.review.documents import document, paragraph
from tests.word.shown import page, text_of

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def marked(name: str, number: int, inside: str) -> str:
    """A bookmark round something."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def one(body: str, attributes: str = "") -> Paragraph:
    """The only paragraph of a body."""
    (found,) = page(body, attributes).flow
    assert isinstance(found, Paragraph)
    return found


def marks(read: Page) -> list[tuple[int, str, str]]:
    """Of each piece of a bookmark: the place of its paragraph in the body, its name, what it holds."""
    return [
        (number, mark.what, found.text[mark.start : mark.end])
        for number, found in enumerate(read.body)
        for mark in found.marks
    ]


def test_runs_say_where_their_text_stands_and_what_became_of_it() -> None:
    """Inserted and moved text is shown; struck out, moved away and hidden text is known, and not shown; each run has its element."""
    body = (
        f"<w:p>{run('甲')}<w:ins w:id='1'>{run('乙')}</w:ins><w:del w:id='2'><w:r><w:delText>丙</w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3'>{run('丁')}</w:moveFrom><w:moveTo w:id='4'>{run('戊')}</w:moveTo>{run('己', '<w:vanish/>')}{run('庚')}</w:p>"
    )
    found = one(body)
    assert found.text == "甲乙戊庚"
    assert [(each.text, each.change, each.hidden, each.start, each.end) for each in found.runs] == [
        ("甲", None, False, 0, 1), ("乙", Change.INSERTED, False, 1, 2), ("丙", Change.DELETED, False, 2, 2),
        ("丁", Change.MOVED_FROM, False, 2, 2), ("戊", Change.MOVED_TO, False, 2, 3), ("己", None, True, 3, 3),
        ("庚", None, False, 3, 4),
    ]  # fmt: skip
    for each in found.runs:
        assert each.element.tag == f"{{{_WORD}}}r"
        assert each.text in "".join(map(str, each.element.itertext()))


def test_what_is_inserted_into_struck_out_text_is_struck_out() -> None:
    """A deletion holds whatever stands in it."""
    body = f"<w:p>{run('甲')}<w:del w:id='1'><w:ins w:id='2'><w:r><w:delText>乙</w:delText></w:r></w:ins></w:del></w:p>"
    assert one(body).text == "甲"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:sdt><w:sdtContent><w:p>{run('文')}</w:p></w:sdtContent></w:sdt>",
        f"<w:p><w:sdt><w:sdtContent>{run('文')}</w:sdtContent></w:sdt></w:p>",
        f"<w:sdt><w:sdtContent><w:tbl><w:tr><w:tc><w:p>{run('文')}</w:p></w:tc></w:tr></w:tbl></w:sdtContent></w:sdt>",
        f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:p>{run('文')}</w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
        f"<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc><w:p>{run('文')}</w:p></w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
        f"<w:tbl><w:tr><w:tc><w:sdt><w:sdtContent><w:p>{run('文')}</w:p></w:sdtContent></w:sdt></w:tc></w:tr></w:tbl>",
    ],
    ids=["body", "paragraph", "table", "row", "cell", "in a cell"],
)
def test_content_controls_are_read_through(body: str) -> None:
    """At all their places, once."""
    assert text_of(page(body)) == "文"


def test_alternate_content_and_text_boxes_are_read_once() -> None:
    """The first choice; a box's paragraphs stand behind the one to which it is tied, and count with it."""
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    body = (
        f"<w:p>{run('前')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('后')}</w:p>"
    )
    read = page(body, _MC)
    assert [(found.text, found.box, found.place) for found in read.body] == [("前后", False, 1), ("框内", True, 1)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{marked('a', 1, run('甲'))}</w:p>", [(0, "a", "甲")]),
        (
            f'<w:p><w:bookmarkStart w:id="1" w:name="a"/>{run("甲")}</w:p><w:p>{run("乙")}<w:bookmarkEnd w:id="1"/>{run("丙")}</w:p>',
            [(0, "a", "甲"), (1, "a", "乙")],
        ),
        (
            f'<w:bookmarkStart w:id="1" w:name="a"/><w:p>{run("甲")}</w:p><w:bookmarkEnd w:id="1"/><w:p>{run("乙")}</w:p>',
            [(0, "a", "甲")],
        ),
        (
            f'<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkStart w:id="2" w:name="b"/>{run("甲")}<w:bookmarkEnd w:id="1"/>{run("乙")}<w:bookmarkEnd w:id="2"/></w:p>',
            [(0, "a", "甲"), (0, "b", "甲乙")],
        ),
        (
            f'<w:p><w:bookmarkStart w:id="1" w:name="a"/>{run("甲")}</w:p><w:p><w:bookmarkStart w:id="2" w:name="a"/>{run("乙")}<w:bookmarkEnd w:id="2"/></w:p>',
            [(0, "a", "甲"), (1, "a", "乙")],
        ),
        (
            f'<w:p><w:bookmarkStart w:id="1" w:name="a"/>{run("甲")}<w:bookmarkStart w:id="1" w:name="b"/>{run("乙")}<w:bookmarkEnd w:id="1"/></w:p>',
            [(0, "a", "甲乙"), (0, "b", "乙")],
        ),
        (
            f"<w:p><w:del w:id='7'><w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:r><w:delText>52</w:delText></w:r></w:del><w:ins w:id='8'><w:bookmarkEnd w:id=\"1\"/>{run('53')}</w:ins></w:p>",
            [(0, "a", "")],
        ),
    ],
    ids=["plain", "over paragraphs", "ended at body level", "crossing", "doubled, once without end", "one id twice", "across a tracked change"],
)  # fmt: skip
def test_bookmarks_are_paired_by_id(body: str, expected: list[tuple[int, str, str]]) -> None:
    """Wherever their ends were put; one that never ends reaches to the end of its paragraph; a name twice is two pieces."""
    assert marks(page(body)) == expected


def test_a_bookmark_of_columns_holds_the_cells_of_these_columns() -> None:
    """Word puts such ones between rows."""
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("甲", "乙", "丙"))
    start = '<w:bookmarkStart w:id="1" w:name="a" w:colFirst="1" w:colLast="1"/>'
    body = f'<w:tbl>{start}<w:tr>{cells}</w:tr><w:bookmarkEnd w:id="1"/></w:tbl>'
    assert marks(page(body)) == [(1, "a", "乙")]


def test_a_struck_out_paragraph_end_joins_two_paragraphs() -> None:
    """Also one that was moved away; the properties are those of the last."""
    for gone in ("del", "moveFrom"):
        body = paragraph("甲", "H1", f"<w:rPr><w:{gone} w:id='1'/></w:rPr>") + paragraph("乙", "H2")
        found = one(body)
        assert (found.text, len(found.elements), found.heading) == ("甲乙", 2, 2)


def test_tables_have_rows_cells_and_columns() -> None:
    """Cells cover columns; rows that were struck out are none; a table in a cell has the next number."""
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>".format
    wide = cell('<w:gridSpan w:val="2"/>', paragraph("甲"))
    inner = f"<w:tbl><w:tr>{cell('', paragraph('内'))}</w:tr></w:tbl>"
    gone = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell('', paragraph('删'))}</w:tr>"
    body = (
        f"<w:tbl><w:tr>{wide}{cell('', paragraph('乙'))}</w:tr>{gone}<w:tr>{cell('', inner + '<w:p/>')}</w:tr></w:tbl>"
    )
    read = page(body)
    rows = [found for found in read.flow if isinstance(found, Row)]
    assert [[(each.column, each.span, each.text, each.goes_on) for each in row.cells] for row in rows] == [
        [(0, 2, "甲", False), (2, 1, "乙", False)],
        [(0, 1, "内", False)],
    ]
    assert [(table.number, len(table.rows)) for table in read.tables] == [(1, 2), (2, 1)]
    assert "删" not in text_of(read)


def test_fields_give_their_results_and_what_word_works_out_anew_can_be_left_out() -> None:
    """Complex ones split over runs, and simple ones."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    body = f"<w:p>{run('第')}{begin}{code('PA')}{code('GE ')}{separate}{run('1')}{run('2')}{end}{run('页，见')}<w:fldSimple w:instr=' REF a '>{run('图3')}</w:fldSimple></w:p>"
    found = one(body)
    assert found.text == "第12页，见图3"
    assert [(each.what.strip(), found.text[each.start : each.end]) for each in found.fields] == [
        ("PAGE", "12"),
        ("REF a", "图3"),
    ]
    assert found.lasting == "第页，见图3"


def test_a_table_of_contents_is_known_for_one() -> None:
    """By its content control, by the style of its lines, by its field."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    field = f"<w:p>{begin}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{separate}{run('一、甲')}</w:p><w:p>{run('二、乙')}{end}</w:p><w:p>{run('正文')}</w:p>"
    assert [found.contents for found in page(field).body] == [True, True, False]
    assert one(paragraph("一、甲 1", "C1")).contents


_NOTE = (
    "<w:{0}s xmlns:w='"
    + _WORD
    + "'><w:{0} w:id='-1' w:type='separator'><w:p><w:r><w:t>线</w:t></w:r></w:p></w:{0}><w:{0} w:id='1'><w:p><w:r><w:t>注</w:t></w:r></w:p></w:{0}></w:{0}s>"
)
_HEAD = f"<w:{{0}} xmlns:w='{_WORD}'><w:p><w:r><w:t>{{1}}</w:t></w:r></w:p></w:{{0}}>"
_COMMENTS = (
    f"<w:comments xmlns:w='{_WORD}'><w:comment w:id='5'><w:p><w:r><w:t>批</w:t></w:r></w:p></w:comment></w:comments>"
)


def around(main: str, section: str) -> Page:
    """A document with a header, a footer, notes and a comment; `main` and `section` say which of them are printed."""
    relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    report = document(f"{main}<w:sectPr {relation}>{section}</w:sectPr>")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    for part, kind, content in (
        ("word/header9.xml", "header", _HEAD.format("hdr", "眉")), ("word/footer9.xml", "footer", _HEAD.format("ftr", "脚")),
        ("word/footnotes.xml", "footnotes", _NOTE.format("footnote")), ("word/endnotes.xml", "endnotes", _NOTE.format("endnote")),
        ("word/comments.xml", "comments", _COMMENTS),
    ):  # fmt: skip
        report = surgery.with_part(report, part, f"{word}{kind}+xml", content, kind)
    links = {link.target.rpartition("/")[2]: link.id for link in open_package(report).links["word/document.xml"]}
    for part in ("header9.xml", "footer9.xml"):
        report = surgery.edited(report, surgery.MAIN, (f'r:id="{part}"', f'r:id="{links[part]}"'))
    return read_page(open_package(report))


_NOTED = "<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id='1'/><w:t>乙</w:t><w:endnoteReference w:id='1'/></w:r></w:p>"
_BOTH = '<w:headerReference w:type="{0}" r:id="header9.xml"/><w:footerReference w:type="{0}" r:id="footer9.xml"/>'


def test_headers_footers_notes_and_comments_are_stories_of_their_own() -> None:
    """Read once each; the lines that part notes from the text are nobody's words."""
    read = around(_NOTED, _BOTH.format("default"))
    assert [(found.story, found.text) for found in read.around] == [
        (Story.HEADER, "眉"), (Story.FOOTER, "脚"), (Story.FOOTNOTE, "注"), (Story.ENDNOTE, "注"),
    ]  # fmt: skip
    assert [(found.id, found.text) for found in read.comments] == [("5", "批")]


@pytest.mark.parametrize("kind", ["first", "even"])
def test_what_is_printed_nowhere_is_not_read(kind: str) -> None:
    """Notes whose sign was struck out, headers of a first or even page where none is told to be another."""
    struck = f"<w:p><w:del w:id='1'>{run('')}<w:r><w:footnoteReference w:id='1'/></w:r></w:del></w:p>"
    assert around(struck, _BOTH.format(kind)).around == ()
    first = around(struck, _BOTH.format("first") + "<w:titlePg/>").around
    assert [found.text for found in first] == ["眉", "脚"]


def test_the_sign_of_a_note_keeps_two_numbers_apart() -> None:
    """52 with a note and a 3 behind it is no 523; a sign of another font stands for itself."""
    body = "<w:p><w:r><w:t>52</w:t><w:footnoteReference w:id='1'/><w:t>3</w:t><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>4</w:t></w:r></w:p>"
    assert one(body).text == "52\u20603□4"


def test_the_pieces_that_comments_are_about_are_known() -> None:
    """Over paragraphs, too."""
    body = f'<w:p>{run("甲")}<w:commentRangeStart w:id="5"/>{run("乙")}</w:p><w:p>{run("丙")}<w:commentRangeEnd w:id="5"/></w:p>'
    assert [found.comments for found in page(body).body] == [(Stretch(1, 2, "5"),), (Stretch(0, 1, "5"),)]


def test_changes_that_nobody_has_settled_are_counted() -> None:
    """Of text, of form and of rows."""
    body = (
        f"<w:p><w:pPr><w:pPrChange w:id='1'/></w:pPr><w:ins w:id='2'>{run('甲')}</w:ins><w:r><w:rPr><w:rPrChange w:id='3'/></w:rPr><w:t>乙</w:t></w:r></w:p>"
        f"<w:tbl><w:tr><w:trPr><w:ins w:id='4'/></w:trPr><w:tc>{paragraph('丙')}</w:tc></w:tr></w:tbl>"
    )
    assert len(page(body).revisions) == 4


def test_a_picture_lies_in_the_bookmarks_round_it() -> None:
    """One that began in an earlier paragraph and never ended is not round it."""
    picture = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="图片 1" descr="说明"/></wp:inline></w:drawing></w:r>'
    )
    body = f'<w:p><w:bookmarkStart w:id="1" w:name="lost"/></w:p><w:p>{marked("ours", 2, picture)}</w:p>'
    (shown,) = [each for found in page(body).body for each in found.pictures]
    assert (shown.name, shown.alt, shown.marks) == ("图片 1", "说明", frozenset({"ours"}))


NUMBERING = f"""
<w:numbering xmlns:w="{_WORD}">
 <w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
 </w:abstractNum>
 <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
 <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
 <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
 <w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
 <w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>
""".strip()  # fmt: skip


def numbers(*items: tuple[str, int]) -> list[str]:
    """The numbers that Word prints before paragraphs of these lists and levels; "" for an empty paragraph between."""
    body = "".join(
        paragraph(
            "文" if number else "", inside=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
        for number, level in items
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    data = surgery.with_part(document(body), "word/numbering.xml", kind, NUMBERING, "numbering")
    return [found.number for found in read_page(open_package(data)).body]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)], ["一、", "（一）", "（二）", "二、", "（一）"]),
        ([("1", 0), ("1", 1), ("1", 2), ("1", 2)], ["一、", "（一）", "一.一.1", "一.一.2"]),
        ([("1", 0), ("4", 0), ("2", 0), ("2", 0), ("1", 0)], ["一、", "二、", "五、", "六、", "三、"]),
        ([("3", 0), ("9", 0), ("0", 0)], ["", "", ""]),
        ([("1", 0)] * 21, [*("一二三四五六七八九"), "十", *("十" + one for one in "一二三四五六七八九"), "二十", "二十一"]),
    ],
    ids=["levels restart", "numbers of all levels", "lists of one kind count on, unless told", "bullets and no list", "to 21"],
)  # fmt: skip
def test_lists_are_counted_as_word_counts_them(items: list[tuple[str, int]], expected: list[str]) -> None:
    """Counting in hanzi, over levels, lists that go on and begin anew."""
    found = numbers(*items)
    assert [one.rstrip("、") for one in found] == [one.rstrip("、") for one in expected]


def test_what_a_list_numbers_is_known_even_without_a_number() -> None:
    """A bullet is no number, and the paragraph is listed all the same."""
    body = paragraph("文", inside='<w:numPr><w:numId w:val="3"/></w:numPr>')
    assert one(body).listed
    assert not one(paragraph("文", inside='<w:numPr><w:numId w:val="0"/></w:numPr>')).listed


def test_sections_have_their_geometry_and_what_stands_around() -> None:
    """Lengths in twips, also where they are given with a unit; the grid as it is."""
    body = (
        paragraph("文")
        + '<w:sectPr><w:pgSz w:w="595.3pt" w:h="16838"/><w:pgMar w:top="2098" w:left="1587"/><w:docGrid w:linePitch="579"/></w:sectPr>'
    )
    (section,) = page(body).sections
    assert (section.width, section.height, section.margins, section.grid, section.around) == (
        11906, 16838, {"top": 2098, "left": 1587}, {"linePitch": "579"}, (),
    )  # fmt: skip


def test_what_the_code_of_a_field_holds_is_not_printed() -> None:
    """Not even the result of a field in it; what an unended field is followed by in other paragraphs is."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    inner = f"{begin}{code('REF a ')}{separate}{run('5')}{end}"
    assert (
        one(f"<w:p>{run('共')}{begin}{code('IF ')}{inner}{code('= 5')}{separate}{run('12')}{end}{run('件')}</w:p>").text
        == "共12件"
    )
    assert [found.text for found in page(f"<w:p>{begin}{code('IF')}</w:p><w:p>{run('文')}</w:p>").body] == ["", "文"]


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{run('文', '<w:vanish/>')}</w:p>",
        "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>文</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>文</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:delText>文</w:delText></w:r></w:p>",
    ],
    ids=[
        "hidden",
        "in a hidden row",
        "in a cell that goes on with the one above",
        "struck-out text without a deletion",
    ],
)
def test_what_is_not_printed_is_not_read(body: str) -> None:
    """Whatever keeps it from the page."""
    assert text_of(page(body)) == ""


def test_white_space_of_the_xml_is_a_blank() -> None:
    """At the ends it counts only where it is told to be kept; a tab in a text is none of Word's tabs."""
    assert one("<w:p><w:r><w:t> 甲\t乙\n </w:t><w:t xml:space='preserve'> 丙 </w:t></w:r></w:p>").text == "甲 乙 丙 "


def test_numbers_beyond_all_bounds_cost_nothing() -> None:
    """A heading of the 5000-digit-th level, a list that counts in letters from a thousand million."""
    style = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading {}"/></w:style>'
    data = document(paragraph("文", "H"), styles=style.format("9" * 5000))
    assert read_page(open_package(data)).body[0].heading is None
    assert spelled(999_999_999, "upperLetter") == "999999999"
    assert [spelled(count, "lowerLetter") for count in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]


def test_a_mark_over_very_many_paragraphs_is_written_where_it_begins_and_ends() -> None:
    """So that many marks over many paragraphs are not many times many pieces."""
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="a"/></w:p>'
        + f"<w:p>{run('文')}</w:p>" * 60
        + '<w:p><w:bookmarkEnd w:id="1"/></w:p>'
    )
    assert len(marks(page(body))) == 2


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (10, "chineseCounting", "十"), (21, "japaneseCounting", "二十一"), (105, "chineseCountingThousand", "一百零五"),
        (10, "chineseLegalSimplified", "壹拾"), (23, "chineseLegalSimplified", "贰拾叁"), (3, "ideographTraditional", "丙"),
        (12, "ideographDigital", "一二"), (4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (3, "decimalEnclosedCircle", "③"),
        (2, "decimalEnclosedParen", "⑵"), (7, "decimalZero", "07"), (12, "decimalFullWidth", "１２"), (5, "thaiCounting", "5"),
    ],
)  # fmt: skip
def test_counts_are_spelled_as_word_spells_them(count: int, form: str, expected: str) -> None:
    """The forms of ECMA-376, 17.18.59, that offices use; others in digits."""
    assert spelled(count, form) == expected


def test_a_list_may_lead_to_a_list_style_and_count_in_digits_alone() -> None:
    """`w:numStyleLink` leads to the list with that `w:styleLink`; `w:isLgl` turns the numbers of the levels above into digits."""
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/></w:lvl>'.format
    numbering = (
        f'<w:numbering xmlns:w="{_WORD}"><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="S"/>{level(0, "chineseCounting", "", "第%1章")}{level(1, "decimal", "<w:isLgl/>", "%1.%2")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    items = "".join(
        paragraph("文", inside=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>') for at in (0, 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    data = surgery.with_part(document(items), "word/numbering.xml", kind, numbering, "numbering")
    assert [found.number for found in read_page(open_package(data)).body] == ["第一章", "1.1"]


def test_an_empty_paragraph_of_a_list_counts() -> None:
    """As in Word: the number stands there without words."""
    body = "".join(
        paragraph(text, inside='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        for text in ("甲", "", "乙")
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    data = surgery.with_part(document(body), "word/numbering.xml", kind, NUMBERING, "numbering")
    assert [found.number for found in read_page(open_package(data)).body] == ["一、", "二、", "三、"]


def test_a_mark_before_a_paragraph_that_goes_on_begins_there() -> None:
    """The end of the paragraph before was struck out."""
    body = (
        paragraph("甲", inside="<w:rPr><w:del w:id='1'/></w:rPr>")
        + f'<w:bookmarkStart w:id="1" w:name="a"/><w:p>{run("乙")}<w:bookmarkEnd w:id="1"/></w:p>'
    )
    assert marks(page(body)) == [(0, "a", "乙")]
