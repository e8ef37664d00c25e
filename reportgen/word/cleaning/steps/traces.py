"""Traces of editing in the XML of every part: numbers of saves and paragraphs, comments, permissions, settings of a desk."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from reportgen.word.cleaning.removed import Removed
from reportgen.word.cleaning.tree import R, is_empty_run, local, remove, unwrap
from reportgen.word.packages.names import NAMESPACES
from reportgen.word.packages.xml import Element

_MICROSOFT = "http://schemas.microsoft.com/office/word/"
_SETTINGS, _COMMENTS = Removed.SETTINGS, Removed.COMMENTS

ELEMENTS: Mapping[str, Removed] = {
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"), _COMMENTS),
    **dict.fromkeys(("permStart", "permEnd"), Removed.PERMISSIONS),
    **dict.fromkeys(
        ("dataBinding", "alias", "tag", "attachedSchema", "saveThroughXslt", "smartTagType"), Removed.CUSTOM_XML
    ),
    **dict.fromkeys(
        (
            *("proofErr", "rsids", "rsid", "docVars", "attachedTemplate", "linkStyles", "trackRevisions", "proofState"),
            *("activeWritingStyle", "docId", "fldData", "placeholder", "printerSettings", "divId"),
            *("helpText", "statusText", "entryMacro", "exitMacro"),
        ),
        _SETTINGS,
    ),
}
"""Elements of Word that a clean copy does not have, by their names without a namespace."""
WRAPPERS = frozenset({"smartTag", "customXml"})
"""Elements that only say what a stretch of text is to another program."""
_PROPERTIES_OF_WRAPPERS = frozenset({"smartTagPr", "customXmlPr"})
_NAMESPACES = tuple(
    f"{{{one}}}"
    for one in (
        NAMESPACES["w"],
        *(f"{_MICROSOFT}{year}/wordml" for year in (2010, 2012)),
        "http://schemas.openxmlformats.org/schemaLibrary/2006/main",
    )
)
_ATTRIBUTES = frozenset(
    {
        f"{{{_MICROSOFT}2010/wordml}}paraId",
        f"{{{_MICROSOFT}2010/wordml}}textId",
        f"{{{_MICROSOFT}2010/wordprocessingDrawing}}anchorId",
        f"{{{_MICROSOFT}2010/wordprocessingDrawing}}editId",
    }
)
_SAVES = f"{{{NAMESPACES['w']}}}rsid"


@lru_cache(maxsize=4096)
def is_trace(attribute: str) -> bool:
    """Whether an attribute only says in which session, or as what number, something was written."""
    return attribute in _ATTRIBUTES or attribute.startswith(_SAVES)


def removed_as(element: Element) -> Removed | None:
    """As what kind of thing an element goes; None where it stays."""
    return removed_by_name(str(element.tag))


@lru_cache(maxsize=4096)  # a document has tens of thousands of elements, and of names a hundred
def removed_by_name(whole: str) -> Removed | None:
    """The same by the element's whole name, `{namespace}name`."""
    namespace, _brace, name = whole.rpartition("}")
    if namespace + "}" not in _NAMESPACES:
        return None
    return _SETTINGS if name == "schemaLibrary" else ELEMENTS.get(name)


def remove_traces(root: Element) -> Counter[Removed]:
    """Takes the traces out of a part."""
    found: Counter[Removed] = Counter()
    for element in list(root.iter()):
        for attribute in [str(name) for name in element.attrib if is_trace(str(name))]:
            del element.attrib[attribute]
            found[_SETTINGS] += 1
        kind = removed_as(element)
        if kind is not None:
            found[kind] += element.tag != f"{{{NAMESPACES['w']}}}commentRangeEnd"
            _remove(element)
    for element in [one for one in root.iter() if local(one) in _PROPERTIES_OF_WRAPPERS]:
        remove(element)
    for element in [one for one in root.iter() if local(one) in WRAPPERS]:
        found[Removed.CUSTOM_XML] += 1
        unwrap(element)
    return found


def _remove(element: Element) -> None:
    """Takes an element out, and the run that held nothing else."""
    run = element.getparent()
    remove(element)
    if run is not None and run.tag == R and is_empty_run(run):
        remove(run)
