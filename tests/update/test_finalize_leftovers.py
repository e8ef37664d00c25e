"""A document seeded with what editors leave behind, a canary each: everything is refused or gone (THREATS 46, 56)."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from reportgen.messages import DocumentError
from reportgen.render import render
from reportgen.update.finalize import clean, leftovers
from reportgen.word import Kind, active_content, open_package, read_page
from reportgen.word.cleaning.steps.stripping import PictureError, stripped
from reportgen.word.packages.structure import structure_faults
from tests.render import surgery
from tests.render.sample import MEMORY, NARRATIVE, PAGE, PICTURES, STAMP

REPORT = render(NARRATIVE, PICTURES, PAGE, MEMORY, STAMP)
CANARY = "Kanarienvogel"
OFFICE = "http://schemas.microsoft.com/office/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
DRAWING = (
    '<w:p xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
    '<wp:docPr id="77" name="{name}" descr="{words}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="{name}" descr="C:\\Users\\{name}\\a.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rIdX"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)


def text(xml: str) -> bytes:
    return surgery.before_body(REPORT, xml)


def setting(xml: str) -> bytes:
    return surgery.edited(REPORT, "word/settings.xml", ("<w:evenAndOddHeaders/>", xml + "<w:evenAndOddHeaders/>"))


def part(
    name: str, kind: str, content: str, source: str = surgery.MAIN, content_type: str = "application/xml"
) -> bytes:
    return surgery.with_part(REPORT, name, content_type, content, kind, source)


def core(xml: str) -> bytes:
    return surgery.edited(REPORT, "docProps/core.xml", ("</cp:coreProperties>", xml + "</cp:coreProperties>"))


def picture(data: bytes, kind: str = "png", name: str = CANARY) -> bytes:
    made = surgery.with_part(REPORT, f"word/media/{name}.{kind}", f"image/{kind}", data, "image")
    return surgery.before_body(made, DRAWING.format(name=name, words="一座桥"))


def png() -> bytes:
    stream, info = io.BytesIO(), PngInfo()
    info.add_text("Author", CANARY)
    info.add_itxt("XML:com.adobe.xmp", CANARY)
    info.add_text("Comment", CANARY, zip=True)
    Image.linear_gradient("L").save(stream, "PNG", pnginfo=info)
    return stream.getvalue() + CANARY.encode()


def photo(orientation: int = 6) -> bytes:
    stream, image = io.BytesIO(), Image.linear_gradient("L").resize((40, 20)).convert("RGB")
    exif = image.getexif()
    exif[0x013B], exif[0x0112] = CANARY, orientation
    image.save(stream, "JPEG", exif=exif, comment=CANARY.encode(), progressive=True)
    return stream.getvalue() + b"tail" + CANARY.encode()


COMMENTS = f'<w:comments {surgery.NS}><w:comment w:id="1" w:author="{CANARY}"><w:p><w:r><w:t>{CANARY}</w:t></w:r></w:p></w:comment></w:comments>'
SEEDED: dict[str, bytes] = {
    "author": surgery.edited(REPORT, "docProps/core.xml", ("<dc:creator></dc:creator>", f"<dc:creator>{CANARY}</dc:creator>")),
    "last modified by": core(f"<cp:lastModifiedBy>{CANARY}</cp:lastModifiedBy>"),
    "company": part("docProps/app.xml", "extended-properties", f"<Properties><Company>{CANARY}</Company></Properties>", ""),
    "custom properties": part("docProps/custom.xml", "custom-properties", f"<Properties>{CANARY}</Properties>", ""),
    "thumbnail": part("docProps/thumbnail.jpeg", PACKAGE + "metadata/thumbnail", CANARY, "", "image/jpeg"),
    "rsid": text(f'<w:p w:rsidR="{CANARY}" w:rsidRDefault="{CANARY}"><w:r w:rsidRPr="{CANARY}"><w:t>字</w:t></w:r></w:p>'),
    "paragraph ids": text(f'<w:p {W14} w14:paraId="{CANARY}" w14:textId="{CANARY}"><w:r><w:t>字</w:t></w:r></w:p>'),
    "rsids of the settings": setting(f'<w:rsids><w:rsid w:val="{CANARY}"/></w:rsids>'),
    "document variables": setting(f'<w:docVars><w:docVar w:name="a" w:val="{CANARY}"/></w:docVars>'),
    "attached template": surgery.with_link(
        setting('<w:attachedTemplate r:id="rIdX"/>'), "attachedTemplate", f"file:///C:/{CANARY}.dotx", "word/settings.xml"
    ),
    "comment": surgery.with_part(
        text(
            '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>字</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
        ),
        "word/comments.xml", surgery.W + "comments+xml", COMMENTS, "comments",
    ),
    "comments extended": part("word/commentsExtended.xml", OFFICE + "2011/relationships/commentsExtended", f"<a>{CANARY}</a>"),
    "comment ids": part("word/commentsIds.xml", OFFICE + "2016/09/relationships/commentsIds", f"<a>{CANARY}</a>"),
    "people": part("word/people.xml", OFFICE + "2011/relationships/people", f"<a>{CANARY}</a>"),
    "tracked deletion": text(f'<w:p><w:del w:id="9" w:author="{CANARY}"><w:r><w:delText>{CANARY}</w:delText></w:r></w:del></w:p>'),
    "tracked format": text(f'<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="9" w:author="{CANARY}"><w:rPr/></w:rPrChange></w:rPr><w:t>字</w:t></w:r></w:p>'),
    "hidden text": text(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{CANARY}</w:t></w:r><w:r><w:t>字</w:t></w:r></w:p>"),
    "text hidden by a style": surgery.edited(
        text(f'<w:p><w:r><w:rPr><w:rStyle w:val="Hid"/></w:rPr><w:t>{CANARY}</w:t></w:r></w:p>'),
        "word/styles.xml",
        ("</w:styles>", '<w:style w:type="character" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'),
    ),
    "hidden paragraph": text(
        f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>{CANARY}</w:t></w:r></w:p>"
    ),
    "hidden row": text(
        surgery.cell("字").replace("</w:tbl>", f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>{CANARY}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    ),
    "note to which nothing refers": part(
        "word/footnotes.xml", "footnotes",
        f'<w:footnotes {surgery.NS}><w:footnote w:id="2"><w:p><w:r><w:t>{CANARY}</w:t></w:r></w:p></w:footnote></w:footnotes>',
        content_type=surgery.W + "footnotes+xml",
    ),
    "permission": text(f'<w:p><w:permStart w:id="1" w:ed="{CANARY}"/><w:r><w:t>字</w:t></w:r><w:permEnd w:id="1"/></w:p>'),
    "bookmark": text(f'<w:p><w:bookmarkStart w:id="990" w:name="{CANARY}"/><w:r><w:t>字</w:t></w:r><w:bookmarkEnd w:id="990"/></w:p>'),
    "smart tag": text(f'<w:p><w:smartTag w:uri="a" w:element="{CANARY}"><w:r><w:t>字</w:t></w:r></w:smartTag></w:p>'),
    "content control": text(
        f'<w:sdt><w:sdtPr><w:alias w:val="{CANARY}"/><w:tag w:val="{CANARY}"/><w:dataBinding w:xpath="{CANARY}" w:storeItemID="a"/></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>字</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ),
    "field of a property": text(
        f'<w:p><w:fldSimple w:instr="DOCPROPERTY {CANARY}"><w:r><w:t>字</w:t></w:r></w:fldSimple></w:p>'
    ),
    "custom XML of others": part("customXml/item9.xml", "customXml", f"<a>{CANARY}</a>"),
    "picture name": picture(next(iter(PICTURES.values())).png),
    "text in a PNG": picture(png(), name="image9"),
    "drawing of a program": picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:export-filename="{CANARY}">'
        f"<metadata>{CANARY}</metadata><path/></svg>".encode(), "svg+xml", "image9",
    ),
    "EXIF": picture(photo(), "jpeg", "image9"),
    "title of an older shape": text(
        f'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><v:shape id="{CANARY}">'
        f'<v:imagedata o:title="{CANARY}"/></v:shape></w:pict></w:r></w:p>'
    ),
    "remark in the XML": text(f"<w:p><!-- {CANARY} --><w:r><w:t>字</w:t></w:r></w:p>"),
    "file that nothing refers to": surgery.zipped({**surgery.parts_of(REPORT), "word/any.xml": f"<a>{CANARY}</a>".encode()}),
    "embedded workbook": part(f"word/embeddings/{CANARY}.xlsx", "package", CANARY, content_type="application/vnd.ms-excel"),
    "TIFF of a camera": picture(
        b"II*\x00" + struct.pack("<IHHHIII", 8, 1, 315, 2, len(CANARY), 26, 0) + CANARY.encode(), "tiff", "image9"
    ),
}  # fmt: skip
REFUSED = {"embedded workbook", "TIFF of a camera"}


def pieces(data: bytes) -> Iterator[bytes]:
    """Everything in an archive that can be read: names, contents, archives in archives, what is deflated in pictures."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            yield from (name.encode(), content)
            if zipfile.is_zipfile(io.BytesIO(content)):
                yield from pieces(content)
            for at in (at for at in range(len(content)) if content[at : at + 2] in (b"x\x9c", b"x\xda")):
                try:
                    yield zlib.decompressobj().decompress(content[at:], 1 << 20)
                except zlib.error:
                    continue


def holds(data: bytes) -> bool:
    return any(CANARY.encode(code) in piece for piece in pieces(data) for code in ("utf-8", "utf-16-le"))


@pytest.mark.parametrize("kind", SEEDED)
def test_what_was_seeded_is_refused_or_gone(kind: str) -> None:
    """No canary is left anywhere, the text is the same, and Word has nothing to repair."""
    assert holds(SEEDED[kind])
    package = open_package(SEEDED[kind], "a.docx")
    try:
        made = clean(package)
    except DocumentError as error:
        assert kind in REFUSED
        assert [one.code for one in error.issues] == ["finalize.picture"]
        return
    copy = open_package(made.document, "a.docx")
    if active_content(copy, Kind.FINALIZED):
        assert kind in REFUSED
        return
    assert kind not in REFUSED
    assert not holds(made.document)
    assert list(leftovers(made.document)) == []
    assert list(structure_faults(copy)) == []
    shown = [[one.text for one in read_page(each).paragraphs if one.text] for each in (package, copy)]
    assert shown[0] == shown[1]


UNSEEN = {"author", "note to which nothing refers", "embedded workbook", "file that nothing refers to"}
"""Of these the scan sees nothing more in the report than it did: the first has its element there already, empty; the check of
active content tells of the others, or nothing prints them."""


@pytest.mark.parametrize("kind", sorted(SEEDED.keys() - UNSEEN))
def test_the_scan_sees_what_was_seeded(kind: str) -> None:
    """It does not believe the cleaning: in a report that was not cleaned it finds each thing."""
    assert Counter(what for _name, what in leftovers(SEEDED[kind])) - Counter(what for _name, what in leftovers(REPORT))


def test_archives_in_archives_are_looked_into() -> None:
    """What stands in a workbook in the document is found under both names."""
    inner = surgery.zipped({"docProps/core.xml": core(f"<cp:lastModifiedBy>{CANARY}</cp:lastModifiedBy>")})
    made = surgery.parts_of(clean(open_package(REPORT)).document)
    found = [name for name, _what in leftovers(surgery.zipped({**made, "word/a.xlsx": inner}))]
    assert any("!docProps/core.xml!" in name for name in found)


def gif() -> bytes:
    stream = io.BytesIO()
    frames = [Image.linear_gradient("L").rotate(turn) for turn in (0, 90)]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], comment=CANARY.encode(), loop=0)
    return stream.getvalue() + CANARY.encode()


def print_photo() -> bytes:
    """A photograph in the colours of a printer, which the segment of Adobe tells."""
    stream = io.BytesIO()
    Image.linear_gradient("L").convert("CMYK").save(stream, "JPEG", comment=CANARY.encode())
    return stream.getvalue()


@pytest.mark.parametrize(
    "data", [png(), photo(), photo(1), gif(), print_photo()], ids=["png", "photo", "upright", "gif", "print"]
)
def test_pixels_stay_as_they_are(data: bytes) -> None:
    """A picture is the same picture, and a photograph stands as it stood."""
    bare = stripped(data)
    assert CANARY.encode() not in bare
    assert stripped(bare) == bare
    before, after = (Image.open(io.BytesIO(one)) for one in (data, bare))
    assert before.tobytes() == after.tobytes()
    assert before.getexif().get(0x0112, 1) == after.getexif().get(0x0112, 1)


@pytest.mark.parametrize("data", [png(), photo(), gif()], ids=["png", "photo", "gif"])
def test_a_damaged_picture_is_refused_or_read(data: bytes) -> None:
    """Cut off anywhere it is told to be damaged, or gives a picture without the canary; never anything else."""
    for end in range(1, len(data), 7):
        try:
            bare = stripped(data[:end])
        except PictureError:
            continue
        assert CANARY.encode() not in bare or end < 12


def test_the_name_of_a_windows_drawing_goes() -> None:
    """Its first record may name the program and the picture; the drawing stays as long as it was."""
    words = CANARY.encode("utf-16-le")
    head = struct.pack("<II", 1, 108) + b"\0" * 32 + b" EMF" + b"\0" * 16 + struct.pack("<II", len(CANARY), 108)
    data = head.ljust(108, b"\0") + words + b"rest"
    assert stripped(data) == data.replace(words, b"\0" * len(words))


def test_words_for_the_blind_stay() -> None:
    """They are part of what the report says; the path that Word puts in their place is not."""
    page = read_page(open_package(clean(open_package(SEEDED["picture name"])).document))
    told = [(shown.name, shown.alt) for one in page.paragraphs for shown in one.pictures]
    before = [shown.alt for one in read_page(open_package(REPORT)).paragraphs for shown in one.pictures]
    assert [alt for _name, alt in told] == ["一座桥", *before]
    assert all(name.startswith("图片 ") for name, _alt in told)
