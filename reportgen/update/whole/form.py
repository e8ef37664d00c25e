"""What a re-save has lost of the document's form, put back; a person's page size, margins and styles stay."""

from copy import deepcopy

from reportgen.update.trunk.transplant import Transplant
from reportgen.update.trunk.trunk import Trunk
from reportgen.word.editing.comments import link
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element, serialize
from reportgen.word.pages.page import Page, Section

_SIDES = ("top", "bottom", "left", "right")
_ROUNDED = 4  # twips by which a word processor may round a length
_TITLE = tag("dc:title")
_REFERENCES = (tag("w:headerReference"), tag("w:footerReference"))
_FIRST_PAGE = tag("w:titlePg")
_BEFORE_FIRST_PAGE = tuple(
    tag(f"w:{name}")
    for name in (
        *(
            "headerReference",
            "footerReference",
            "footnotePr",
            "endnotePr",
            "type",
            "pgSz",
            "pgMar",
            "paperSrc",
            "pgBorders",
        ),
        *("lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote"),
    )
)  # what stands before it (ECMA-376 part 1, 17.6.17)
# what a new report's settings say of the form of a page, in the order of the schema (ECMA-376 part 1, 17.15.1.78)
_KEPT = (
    "evenAndOddHeaders", "defaultTabStop", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "characterSpacingControl", "compat",
)  # fmt: skip


def update_form(trunk: Trunk, transplant: Transplant) -> None:
    """Grid, distance of headers, settings and theme as the new report has them; the title among the properties.

    Where it was asked for, headers and footers are those of the Word template.
    """
    if trunk.options.page == "new":
        _headers(trunk, transplant)
    _grid(trunk.page, trunk.fresh)
    package, fresh = trunk.page.package, trunk.fresh.package
    _settings(package, fresh)
    _theme(package, fresh)
    _title(trunk)


def _headers(trunk: Trunk, transplant: Transplant) -> None:
    """The headers and footers of the fresh document, in every section; those of a first page in the first alone."""
    if not trunk.fresh.sections:
        return
    sections = [one.element for one in trunk.fresh.sections]
    new = next((one for one in reversed(sections) if any(child.tag in _REFERENCES for child in one)), sections[-1])
    for one in trunk.page.sections:
        for old in [child for child in one.element if child.tag in _REFERENCES or child.tag == _FIRST_PAGE]:
            one.element.remove(old)
        references = [deepcopy(child) for child in new if child.tag in _REFERENCES]
        for reference in reversed(references):
            reference.set(tag("r:id"), transplant.part(reference.get(tag("r:id"), "")))
            one.element.insert(0, reference)
        first = new.find(_FIRST_PAGE) if one is trunk.page.sections[0] else None
        if first is not None:
            before = [child for child in one.element if child.tag in _BEFORE_FIRST_PAGE]
            before[-1].addnext(deepcopy(first)) if before else one.element.append(deepcopy(first))


def _grid(page: Page, fresh: Page) -> None:
    """The grid of lines and the distance of headers, where the page has the size and margins that it was made with."""
    for one in page.sections:
        new = next((other for other in reversed(fresh.sections) if _same_size(one, other)), None)
        if new is None:
            continue
        margins = one.element.find(tag("w:pgMar"))
        if margins is not None:
            for side in ("header", "footer"):
                if not one.margins.get(side) and new.margins.get(side):
                    margins.set(tag(f"w:{side}"), str(new.margins[side]))
        grid, wanted = one.element.find(tag("w:docGrid")), new.element.find(tag("w:docGrid"))
        if wanted is None or dict(one.grid) == dict(new.grid):
            continue
        if grid is None:
            one.element.append(deepcopy(wanted))
            continue
        for name in list(grid.attrib):
            del grid.attrib[name]
        for key, value in wanted.attrib.items():
            grid.set(key, value)


def _same_size(one: Section, new: Section) -> bool:
    pairs = [(one.width, new.width), (one.height, new.height)]
    pairs += [(one.margins.get(side, 0), new.margins.get(side, 0)) for side in _SIDES]
    return all(abs(a - b) <= _ROUNDED for a, b in pairs)


def _settings(package: Package, fresh: Package) -> None:
    """Settings of the page's form that are not there any more."""
    ours, theirs = (next(iter(one.linked(one.document, "settings")), "") for one in (package, fresh))
    if not ours or not theirs:
        return
    root, wanted = package.root(ours), fresh.root(theirs)
    lost = [one for name in _KEPT if (one := wanted.find(tag(f"w:{name}"))) is not None and root.find(one.tag) is None]
    if not lost:
        return
    for one in lost:
        _put(root, deepcopy(one))
    package.parts[ours] = serialize(root)


def _put(root: Element, setting: Element) -> None:
    """Puts a setting behind those that come before it in the new report's order."""
    before = [tag(f"w:{name}") for name in _BEFORE[: _BEFORE.index(setting.tag.rpartition("}")[2]) + 1]]
    known = [one for one in root if one.tag in before]
    if known:
        known[-1].addnext(setting)
    else:
        root.insert(0, setting)


_BEFORE = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts",
    "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState",
    "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
    "revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting", "documentProtection", "autoFormatOverride",
    "styleLockTheme", "styleLockQFSet", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "showEnvelope", "summaryLength", "clickAndTypeStyle", "defaultTableStyle", "evenAndOddHeaders",
    "bookFoldRevPrinting", "bookFoldPrinting", "bookFoldPrintingSheets", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "doNotUseMarginsForDrawingGridOrigin",
    "drawingGridHorizontalOrigin", "drawingGridVerticalOrigin", "doNotShadeFormData", "noPunctuationKerning", "characterSpacingControl",
    "printTwoOnOne", "strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore", "savePreviewPicture",
    "doNotValidateAgainstSchema", "saveInvalidXml", "ignoreMixedContent", "alwaysShowPlaceholderText", "doNotDemarcateInvalidXml",
    "saveXmlDataOnly", "useXSLTWhenSaving", "saveThroughXslt", "showXMLTags", "alwaysMergeEmptyNamespace", "updateFields",
    "hdrShapeDefaults", "footnotePr", "endnotePr", "compat",
)  # fmt: skip


def _theme(package: Package, fresh: Package) -> None:
    """The theme, where a re-save has lost it."""
    theirs = next(iter(fresh.linked(fresh.document, "theme")), "")
    if theirs and not package.linked(package.document, "theme") and theirs not in package.parts:
        package.parts[theirs] = fresh.parts[theirs]
        package.types[theirs] = fresh.types[theirs]
        link(package, package.document, "theme", theirs)


def _title(trunk: Trunk) -> None:
    """The title among the properties follows that of the report, unless a person has given another."""
    package, fresh = trunk.page.package, trunk.fresh.package
    ours, theirs = (_core(one) for one in (package, fresh))
    before = trunk.base_texts.fixed.get("page/title", "")
    if not ours or not theirs:
        return
    root = package.root(ours)
    title, wanted = root.find(_TITLE), fresh.root(theirs).findtext(_TITLE) or ""
    if title is not None and title.text != wanted and "".join((title.text or "").split()) == "".join(before.split()):
        title.text = wanted
        package.parts[ours] = serialize(root)


def _core(package: Package) -> str:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts = [package.target("", link) for link in package.links.get("", ()) if link.type == kind]
    return next((part for part in parts if part in package.parts), "")
