"""The noise that editors leave in a file when they save it: each a recipe that changes no word.

Made after counts of what Word, WPS and others write into public files; none was saved by them.
"""

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from reportgen.word.packages.names import NAMESPACES, tag
from tests.render.surgery import parts_of, zipped

Element = etree._Element
Recipe = Callable[[bytes], bytes]
MAIN = "word/document.xml"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
RESAVES: dict[str, Recipe] = {}


def _recipe(of: Callable[[Element], None]) -> Callable[[Element], None]:
    """Registers a recipe that changes the main part."""

    def saved(document: bytes) -> bytes:
        parts = parts_of(document)
        root = etree.fromstring(parts[MAIN])
        of(root)
        return zipped({**parts, MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})

    RESAVES[of.__name__] = saved
    return of


def _whole(of: Recipe) -> Recipe:
    """Registers a recipe that changes the file."""
    RESAVES[of.__name__] = of
    return of


def _plain_runs(root: Element) -> list[Element]:
    """The runs that hold a text and nothing else but their form."""
    runs = (run for run in root.iter(tag("w:r")) if run.find(tag("w:t")) is not None)
    return [run for run in runs if not [one for one in run if one.tag not in (tag("w:t"), tag("w:rPr"))]]


def _pieces(run: Element, parts: list[str], between: Callable[[], Element | None] = lambda: None) -> None:
    """A run as several."""
    place = run
    for number, part in enumerate(parts):
        twin = deepcopy(run)
        text = twin.find(tag("w:t"))
        text.text = part
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        extra = between() if number else None
        if extra is not None:
            place.addnext(extra)
            place = extra
        place.addnext(twin)
        place = twin
    run.getparent().remove(run)


@_recipe
def word_rsids_and_proofing(root: Element) -> None:
    """rsids, paraIds, proofErr, page breaks of the last layout, `_GoBack`."""
    for number, paragraph in enumerate(root.iter(tag("w:p"))):
        paragraph.set(tag("w:rsidR"), f"00{number:06X}")
        paragraph.set(tag("w:rsidRDefault"), "00AB12CD")
        paragraph.set(f"{{{_W14}}}paraId", f"{number + 0x10000000:08X}")
        paragraph.set(f"{{{_W14}}}textId", "77777777")
    for number, run in enumerate(_plain_runs(root)):
        run.set(tag("w:rsidRPr"), f"00{number:06X}")
        if number % 3 == 0:
            run.addprevious(etree.Element(tag("w:proofErr"), {tag("w:type"): "spellStart"}))
        if number % 17 == 5:
            run.find(tag("w:t")).addprevious(etree.Element(tag("w:lastRenderedPageBreak")))
    last = list(root.iter(tag("w:p")))[-1]
    etree.SubElement(last, tag("w:bookmarkStart"), {tag("w:id"): "9000", tag("w:name"): "_GoBack"})
    etree.SubElement(last, tag("w:bookmarkEnd"), {tag("w:id"): "9000"})


@_recipe
def runs_split_where_scripts_meet(root: Element) -> None:
    """A run for each stretch of hanzi or digits, with hints."""
    for run in _plain_runs(root):
        parts = re.findall(r"[0-9.%]+|[^0-9.%]+", run.findtext(tag("w:t")) or "")
        if len(parts) > 1:
            _pieces(run, parts)
    for run in _plain_runs(root):
        form = run.find(tag("w:rPr"))
        if form is None:
            form = etree.Element(tag("w:rPr"))
            run.insert(0, form)
        if form.find(tag("w:rFonts")) is None:
            form.insert(0, etree.Element(tag("w:rFonts"), {tag("w:hint"): "eastAsia"}))


@_recipe
def every_digit_a_run(root: Element) -> None:
    """Each digit in a run of its own, proofErr between."""
    for run in _plain_runs(root):
        text = run.findtext(tag("w:t")) or ""
        if len(text) > 1 and re.fullmatch(r"[\d.%]+", text):
            _pieces(run, list(text), lambda: etree.Element(tag("w:proofErr"), {tag("w:type"): "gramStart"}))


@_recipe
def bookmark_ends_at_body_level(root: Element) -> None:
    """As WPS puts the last end of a paragraph behind it."""
    for paragraph in root.iter(tag("w:p")):
        if paragraph.getparent().tag == tag("w:body") and len(paragraph) and paragraph[-1].tag == tag("w:bookmarkEnd"):
            paragraph.addnext(paragraph[-1])


@_recipe
def block_bookmarks_at_body_level(root: Element) -> None:
    """Start before the paragraph and end behind it."""
    ends = {one.get(tag("w:id")): one for one in root.iter(tag("w:bookmarkEnd"))}
    for start in list(root.iter(tag("w:bookmarkStart"))):
        paragraph = start.getparent()
        first = next((one for one in paragraph if one.tag != tag("w:pPr")), None)
        end = ends.get(start.get(tag("w:id")))
        plain = paragraph.tag == tag("w:p") and paragraph.getparent().tag == tag("w:body")
        if plain and start is first and end is not None and end is paragraph[-1]:
            paragraph.addprevious(start)
            paragraph.addnext(end)


@_recipe
def ids_of_bookmarks_renumbered(root: Element) -> None:
    """From nought, in reading order."""
    ids: dict[str, str] = {}
    for one in root.iter(tag("w:bookmarkStart")):
        ids[one.get(tag("w:id"), "")] = str(len(ids))
    for one in root.iter(tag("w:bookmarkStart"), tag("w:bookmarkEnd")):
        one.set(tag("w:id"), ids[one.get(tag("w:id"), "")])


def _control(inside: list[Element]) -> None:
    """Puts a content control round some elements in a row."""
    control = etree.Element(tag("w:sdt"))
    etree.SubElement(control, tag("w:sdtPr"))
    content = etree.SubElement(control, tag("w:sdtContent"))
    inside[0].addprevious(control)
    for one in inside:
        content.append(one)


@_recipe
def controls_round_paragraphs(root: Element) -> None:
    """Every third paragraph of the body, and the first table, in a control."""
    body = root.find(tag("w:body"))
    plain = [one for one in body.iterchildren(tag("w:p")) if one.find(f"{tag('w:pPr')}/{tag('w:sectPr')}") is None]
    for paragraph in plain[::3]:
        _control([paragraph])
    _control([body.find(tag("w:tbl"))])


@_recipe
def controls_round_rows_cells_and_runs(root: Element) -> None:
    """Rows, cells, and runs of figures inside of their bookmarks and outside."""
    tables = list(root.iter(tag("w:tbl")))
    for row in tables[0].findall(tag("w:tr"))[1:3]:
        _control([row])
    for row in tables[1].findall(tag("w:tr"))[1:3]:
        _control([row.findall(tag("w:tc"))[1]])
    for number, run in enumerate(_plain_runs(root)):
        if not re.fullmatch(r"[\d.%]+", run.findtext(tag("w:t")) or "") or run.getparent().tag != tag("w:p"):
            continue
        before, after = run.getprevious(), run.getnext()
        marked = before is not None and before.tag == tag("w:bookmarkStart") and after.tag == tag("w:bookmarkEnd")
        _control([before, run, after] if marked and number % 2 else [run])


@_recipe
def wrappers_round_figures(root: Element) -> None:
    """Figures in smartTag, hyperlink, dir and bdo."""
    kinds = ("smartTag", "hyperlink", "dir", "bdo")
    figures = [run for run in _plain_runs(root) if re.fullmatch(r"[\d.%]+", run.findtext(tag("w:t")) or "")]
    for number, run in enumerate(one for one in figures if one.getparent().tag == tag("w:p")):
        kind = kinds[number % 4]
        holder = etree.Element(tag(f"w:{kind}"))
        if kind == "smartTag":
            holder.set(tag("w:uri"), "urn:x")
            holder.set(tag("w:element"), "number")
        elif kind != "hyperlink":
            holder.set(tag("w:val"), "ltr")
        run.addprevious(holder)
        holder.append(run)


@_recipe
def simple_fields(root: Element) -> None:
    """Complex fields as fldSimple."""
    for paragraph in list(root.iter(tag("w:p"))):
        runs = list(paragraph.iterchildren(tag("w:r")))
        kinds = [[char.get(tag("w:fldCharType")) for char in run.iter(tag("w:fldChar"))] for run in runs]
        begins = [at for at, kind in enumerate(kinds) if kind == ["begin"]]
        for begin in reversed(begins):
            end = next(at for at in range(begin, len(runs)) if kinds[at] == ["end"])
            separate = next((at for at in range(begin, end) if kinds[at] == ["separate"]), None)
            code = "".join(text.text or "" for run in runs[begin:end] for text in run.iter(tag("w:instrText")))
            if separate is None or runs[begin].getparent() is not runs[end].getparent():
                continue
            field = etree.Element(tag("w:fldSimple"), {tag("w:instr"): code})
            runs[begin].addprevious(field)
            for run in runs[separate + 1 : end]:
                field.append(run)
            for run in (*runs[begin : separate + 1], runs[end]):
                run.getparent().remove(run)


@_recipe
def cell_paragraphs_get_direct_form(root: Element) -> None:
    """As LibreOffice: widowControl, spacing and kerning in every cell."""
    for cell in root.iter(tag("w:tc")):
        for paragraph in cell.iter(tag("w:p")):
            properties = paragraph.find(tag("w:pPr"))
            if properties is None:
                properties = etree.Element(tag("w:pPr"))
                paragraph.insert(0, properties)
            if properties.find(tag("w:widowControl")) is None:
                at = 1 if properties.find(tag("w:pStyle")) is not None else 0
                properties.insert(at, etree.Element(tag("w:widowControl"), {tag("w:val"): "false"}))


def _restyled(document: bytes, named: Callable[[int, str], str]) -> bytes:
    """The document with the ids of all styles renamed."""
    parts = parts_of(document)
    styles = etree.fromstring(parts["word/styles.xml"])
    ids: dict[str, str] = {}
    for number, style in enumerate(styles.iter(tag("w:style"))):
        name = style.find(tag("w:name")).get(tag("w:val"), "").lower()
        ids[style.get(tag("w:styleId"), "")] = named(number, name)
    for style in styles.iter(tag("w:style")):
        style.set(tag("w:styleId"), ids[style.get(tag("w:styleId"), "")])
    kinds = [tag(f"w:{kind}") for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")]
    found = {"word/styles.xml": styles}
    for part in parts:
        if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|comments|numbering)\.xml", part):
            found[part] = etree.fromstring(parts[part])
    for part, root in found.items():
        for one in root.iter(*kinds):
            one.set(tag("w:val"), ids.get(one.get(tag("w:val"), ""), one.get(tag("w:val"), "")))
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts)


@_whole
def style_ids_of_wps(document: bytes) -> bytes:
    """Bare numbers: Normal = 1, heading 1 = 2."""
    first = {"normal": "1", "heading 1": "2"}
    return _restyled(document, lambda number, name: first.get(name, str(number + 11)))


@_whole
def style_ids_of_chinese_word(document: bytes) -> bytes:
    """a, a0, a1; heading 1 = 1."""
    first = {"normal": "a", "heading 1": "1", "heading 2": "2", "heading 3": "3"}
    return _restyled(document, lambda number, name: first.get(name, f"a{number}"))


@_whole
def memory_moved_behind_anothers(document: bytes) -> bytes:
    """WPS adds a part of its own as item1 and moves ours to item2; docVars and directory entries."""
    parts = parts_of(document)
    moved: dict[str, bytes] = {}
    for name, data in parts.items():
        place = name.replace("item1", "item2").replace("itemProps1", "itemProps2") if "customXml/" in name else name
        tells = place.endswith(".rels") or place == "[Content_Types].xml"
        renamed = data.replace(b"item1.xml", b"item2.xml").replace(b"itemProps1.xml", b"itemProps2.xml")
        moved[place] = renamed if tells else data
    own = b'<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"><s:a/></s:customData>'
    moved["customXml/item1.xml"] = own
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    relation = f'<Relationship Id="rIdWps" Type="{kind}" Target="../customXml/item1.xml"/></Relationships>'
    moved[rels] = moved[rels].replace(b"</Relationships>", relation.encode())
    settings = "word/settings.xml"
    if settings in moved:
        variables = f'<w:docVars xmlns:w="{NAMESPACES["w"]}"><w:docVar w:name="commondata" w:val="e30="/></w:docVars>'
        moved[settings] = moved[settings].replace(b"</w:settings>", variables.encode() + b"</w:settings>")
    return zipped(moved)


@_whole
def everything_of_word(document: bytes) -> bytes:
    """What Word does, all of it."""
    for name in (
        "word_rsids_and_proofing",
        "runs_split_where_scripts_meet",
        "ids_of_bookmarks_renumbered",
        "style_ids_of_chinese_word",
    ):
        document = RESAVES[name](document)
    return document


@_whole
def everything_of_wps(document: bytes) -> bytes:
    """What WPS does, all of it."""
    for name in ("bookmark_ends_at_body_level", "style_ids_of_wps", "memory_moved_behind_anothers"):
        document = RESAVES[name](document)
    return document


def without_bookmarks(document: bytes) -> bytes:
    """All bookmarks of ours lost, the memory kept."""
    parts = parts_of(document)
    root = etree.fromstring(parts[MAIN])
    starts = [one for one in root.iter(tag("w:bookmarkStart")) if one.get(tag("w:name"), "").startswith("_rg")]
    ids = {one.get(tag("w:id")) for one in starts}
    for one in list(root.iter(tag("w:bookmarkStart"), tag("w:bookmarkEnd"))):
        if one.get(tag("w:id")) in ids:
            one.getparent().remove(one)
    return zipped({**parts, MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})


def without_memory(document: bytes) -> bytes:
    """The memory dropped, the bookmarks kept."""
    parts = {name: data for name, data in parts_of(document).items() if not name.startswith("customXml/")}
    for name in [name for name in parts if name.endswith(".rels")]:
        parts[name] = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", parts[name])
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = re.sub(rb"<Override [^>]*customXml[^>]*/>", b"", types)
    return zipped(parts)
