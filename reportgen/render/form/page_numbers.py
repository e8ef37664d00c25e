"""Page numbers: what the footers of a page say, and the paragraph with the number as a house wants it."""

from copy import deepcopy
from typing import Any

from docx.document import Document

from reportgen.settings.models.form import PageNumbers
from reportgen.word import Package
from reportgen.word.editing.comments import free_name, link
from reportgen.word.editing.elements import field_runs, make, run
from reportgen.word.packages.names import tag
from reportgen.word.packages.xml import Element, serialize

STANDARD = "— 1 —"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_FIELDS = {"PAGE": "1", "NUMPAGES": "N", "SECTIONPAGES": "N"}
_SIZE = 14.0  # 四号, GB/T 9704-2012, clause 7.5
_LINE = 320 / 280
"""The line of a number, of its size."""
_KINDS = ("default", "even", "first")
_PLACES = {"outside": ("right", "left"), "right": ("right", "right"), "center": ("center", "center")}


def number_text(block: Element) -> str:
    """What a paragraph of a footer says, 1 for the number of the page and N for that of pages."""
    text, codes, depth = "", [""], 0
    for one in block.iter():
        if one.tag == tag("w:fldChar"):
            kind = one.get(tag("w:fldCharType"))
            if kind == "begin":
                depth, codes[0] = 1, ""
            elif kind in ("separate", "end") and depth == 1:
                text += _FIELDS.get((codes[0].split() or [""])[0].upper(), "")
                depth = 2 if kind == "separate" else 0
            elif kind == "end":
                depth = 0
        elif one.tag == tag("w:instrText") and depth == 1:
            codes[0] += one.text or ""
        elif one.tag == tag("w:fldSimple"):
            text += _FIELDS.get((one.get(tag("w:instr"), "").split() or [""])[0].upper(), "")
        elif one.tag == tag("w:t") and depth == 0 and not _in_simple(one):
            text += one.text or ""
    return text


def _in_simple(one: Element) -> bool:
    return next(one.iterancestors(tag("w:fldSimple")), None) is not None


def number_blocks(footer: Element) -> list[Element]:
    """The blocks of a footer in which the number of the page stands."""
    return [block for block in footer if _prints_number(block)]


def _prints_number(block: Element) -> bool:
    codes = "".join(one.text or "" for one in block.iter(tag("w:instrText")))
    codes += " ".join(one.get(tag("w:instr"), "") for one in block.iter(tag("w:fldSimple")))
    return "PAGE" in codes.upper().replace("NUMPAGES", "").replace("SECTIONPAGES", "").replace("PAGEREF", "")


def set_page_numbers(document: Document, package: Package, wanted: PageNumbers) -> list[str]:
    """Writes the numbers into footers of their own, which keep what else stands there; what stood beside numbers and is lost."""
    if not wanted.model_fields_set or wanted == PageNumbers():
        return []
    lost: dict[str, None] = {}
    differ = document.settings.odd_and_even_pages_header_footer
    if wanted.place == "outside":
        document.settings.odd_and_even_pages_header_footer = True
    for place, section in enumerate(document.sections):
        element = section._sectPr
        if place and element.find(tag("w:footerReference")) is None:
            continue  # as the section before
        old = {kind: _footer(element, package, kind) for kind in _KINDS}
        title = element.find(tag("w:titlePg")) is not None
        first = wanted.first if wanted.first is not None else not title or bool(_numbers(old["first"]))
        written = {}
        for kind in ("default", "even", *(["first"] if title or not first else [])):
            source = old[kind] if kind != "even" or differ else old["default"]
            new, beside = _written(source, old["default"], wanted, document, kind, shown=first or kind != "first")
            lost |= dict.fromkeys(beside)
            part = free_name(package, f"{package.document.rpartition('/')[0]}/footer", ".xml")
            package.parts[part], package.types[part] = serialize(new), _TYPE
            before = _name(element, package, kind)
            if package.links.get(before) and before:
                package.links[part] = list(package.links[before])
            written[kind] = link(package, package.document, "footer", part)
        _refer(element, written, differ=differ, title=title)
    _drop_unused(document, package)
    return list(lost)


def _name(section: Any, package: Package, kind: str) -> str:
    """The part of a section's footer of this kind, "" for none."""
    for reference in section.iter(tag("w:footerReference")):
        if reference.get(tag("w:type"), "default") == kind:
            links = [one for one in package.links.get(package.document, ()) if one.id == reference.get(tag("r:id"))]
            return next((package.target(package.document, one) for one in links), "")
    return ""


def _footer(section: Any, package: Package, kind: str) -> Element | None:
    part = _name(section, package, kind)
    return package.root(part) if part in package.parts else None


def _numbers(footer: Element | None) -> list[Element]:
    return [] if footer is None else number_blocks(footer)


def _written(
    source: Element | None, model: Element | None, wanted: PageNumbers, document: Document, kind: str, *, shown: bool
) -> tuple[Element, list[str]]:
    """A footer with the number, and what stood beside the old number in its paragraph."""
    new = deepcopy(source) if source is not None else make("ftr")
    before = _numbers(new) or _numbers(model)
    beside = [text for text in (number_text(one) for one in before) if _words(text)]
    at = next((new.index(one) for one in before if one.getparent() is new), len(new))
    for block in _numbers(new):
        new.remove(block)
    if shown and wanted.place != "none":
        new.insert(at, _paragraph(before[0] if before else None, wanted, document, kind))
    if not len(new):
        new.append(make("p"))
    return new, [] if wanted.form is None and wanted.place != "none" else beside


def _words(text: str) -> bool:
    """Whether more stands there than a number and its marks: the name of an office, a date."""
    return sum("\u4e00" <= one <= "\u9fff" or one.isalpha() for one in text.replace("N", "")) > 4


def _paragraph(before: Element | None, wanted: PageNumbers, document: Document, kind: str) -> Element:
    """The paragraph with the number, its type that of the old one where nothing is said."""
    size = wanted.points or _SIZE
    style = next((one for one in document.styles if (one.name or "").casefold() == "footer"), None)
    properties = make("pPr")
    if style is not None:
        properties.append(make("pStyle", val=style.style_id))
    if wanted.points is not None:
        properties.append(make("spacing", before=0, after=0, line=round(size * 20 * _LINE), lineRule="exact"))
    place = wanted.place or _place_of(before)
    side = _PLACES[place][kind == "even"]
    if place == "outside":
        properties.append(make("ind", **{f"{side}Chars": 100, side: round(size * 20)}))
    properties.append(make("jc", val=side))
    text = wanted.form or (number_text(before).strip() if before is not None else "") or STANDARD
    new = make("p", properties)
    for piece in _pieces(text):
        if piece in ("1", "N"):
            new.extend(field_runs("PAGE" if piece == "1" else "NUMPAGES", "1"))
        else:
            new.append(run(piece))
    for one in new.iter(tag("w:r")):
        _set_type(one, wanted, before)
    return new


def _pieces(text: str) -> list[str]:
    head, _, rest = text.partition("1")
    middle, pages, tail = rest.partition("N")
    return [piece for piece in (head, "1", middle, pages, tail) if piece]


def _place_of(before: Element | None) -> str:
    """Where the old number stood."""
    justified = None if before is None else before.find(f".//{tag('w:jc')}")
    value = "" if justified is None else justified.get(tag("w:val"), "")
    return {"center": "center", "right": "outside", "left": "outside", "end": "outside"}.get(value, "center")


def _set_type(one: Element, wanted: PageNumbers, before: Element | None) -> None:
    """The properties of a run: those of the old number's, with what is wanted."""
    hint = one.find(f"{tag('w:rPr')}/{tag('w:rFonts')}") is not None
    old = None if before is None else before.find(f".//{tag('w:r')}/{tag('w:rPr')}")
    properties = deepcopy(old) if old is not None else make("rPr")
    for name in ("w:rFonts", *(("w:sz", "w:szCs") if wanted.points else ())):
        found = properties.find(tag(name))
        if found is not None and (name != "w:rFonts" or wanted.font or not set(found.attrib) - {tag("w:hint")}):
            properties.remove(found)
    fonts = properties.find(tag("w:rFonts"))
    if wanted.font is not None:
        fonts = make("rFonts", ascii=wanted.font, eastAsia=wanted.font, hAnsi=wanted.font)
        properties.insert(0, fonts)
    if hint:
        if fonts is None:
            fonts = make("rFonts")
            properties.insert(0, fonts)
        fonts.set(tag("w:hint"), "eastAsia")
    if wanted.points:
        properties.extend(make(name, val=round(wanted.points * 2)) for name in ("sz", "szCs"))
    for found in one.findall(tag("w:rPr")):
        one.remove(found)
    if len(properties):
        one.insert(0, properties)


def _refer(section: Any, written: dict[str, str], *, differ: bool, title: bool) -> None:
    """Refers to the new footers; headers of pages that differ now and did not are those of the others."""
    for old in section.findall(tag("w:footerReference")):
        section.remove(old)
    headers = {one.get(tag("w:type"), "default"): one for one in section.findall(tag("w:headerReference"))}
    for kind, known in (("even", differ), ("first", title)):
        if kind in written and not known and "default" in headers:
            if kind in headers:
                section.remove(headers[kind])
            same = deepcopy(headers["default"])
            same.set(tag("w:type"), kind)
            headers["default"].addnext(same)
    place = len(section.findall(tag("w:headerReference")))
    for kind, id in written.items():
        reference = make("footerReference", type=kind)
        reference.set(tag("r:id"), id)
        section.insert(place, reference)
    if "first" in written and not title:
        section._insert_titlePg(make("titlePg")) if hasattr(section, "_insert_titlePg") else section.append(
            make("titlePg")
        )


def _drop_unused(document: Document, package: Package) -> None:
    """Takes out the footers to which nothing refers any more."""
    used = {one.get(tag("r:id")) for one in document.element.iter(tag("w:footerReference"))}
    links = package.links[package.document]
    gone = [one for one in links if one.type.endswith("/footer") and one.id not in used]
    package.links[package.document] = [one for one in links if one not in gone]
    for part in {package.target(package.document, one) for one in gone}:
        if not any(package.target(package.document, one) == part for one in package.links[package.document]):
            for held in (package.parts, package.types, package.links):
                held.pop(part, None)
