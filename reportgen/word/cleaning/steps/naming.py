"""Names of pictures and shapes, in the text and as files, that say nothing: 图片 1, image1.png."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from reportgen.word.cleaning.tree import remove
from reportgen.word.packages.names import tag
from reportgen.word.packages.package import Package
from reportgen.word.packages.xml import Element

PICTURE, SHAPE = "图片", "图形"
FILE = re.compile(r"image[0-9]+\.[a-z]+")
NAMED = re.compile(f"(?:{PICTURE}|{SHAPE}) [0-9]+")
_FILE_NAME = re.compile(
    r"(?:.*[\\/])?[^\\/]*\.(?:png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|svg|webp|heic)\s*|[A-Za-z]:\\.*|file:.*", re.I | re.S
)
_OFFICE, _VML = "{urn:schemas-microsoft-com:office:office}", "{urn:schemas-microsoft-com:vml}"
_ENDINGS = {
    "image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/bmp": "bmp", "image/tiff": "tiff",
    "image/x-emf": "emf", "image/x-wmf": "wmf", "image/svg+xml": "svg",
}  # fmt: skip
_USUAL = re.compile(r"_x0000_[a-z][0-9]+")
SHAPE_ID = re.compile(r"_x0000_[a-z][0-9]+|shape[0-9]+")
_CREATED = "{http://schemas.microsoft.com/office/drawing/2014/main}creationId"


def tells_in_name(element: Element) -> bool:
    """Whether an element names a picture or shape in words of a person's or of an editor's: a name, a title, a path."""
    kind = _kind(str(element.tag))
    if kind == "drawing":
        return not NAMED.fullmatch(element.get("name", "")) or any(map(_FILE_NAME.fullmatch, _words_of(element)))
    if kind != "shape":
        return False
    named = element.get("id") and not SHAPE_ID.fullmatch(element.get("id", ""))
    return bool(named or element.get(_OFFICE + "title") is not None or _FILE_NAME.fullmatch(element.get("alt", "")))


@lru_cache(maxsize=1024)
def _kind(name: str) -> str:
    """What an element of this name describes: a drawing, a shape of the older kind, or none of them."""
    if name.rpartition("}")[2] in ("docPr", "cNvPr"):
        return "drawing"
    return "shape" if name.startswith(_VML) else ""


def _words_of(element: Element) -> list[str]:
    return [element.get("descr", ""), element.get("title", "")]


def name_drawings(roots: Iterable[Element]) -> int:
    """Gives every picture and shape of a document a number for a name; words for the blind stay; says how many were named."""
    drawings = [one for root in roots for one in root.iter() if _local(one) in ("docPr", "cNvPr")]
    counted = 0
    for number, one in enumerate(drawings, start=1):
        name = f"{PICTURE if _is_picture(one) else SHAPE} {number}"
        counted += not NAMED.fullmatch(one.get("name", ""))
        one.set("name", name)
        if _local(one) == "docPr":
            one.set("id", str(number))
        for words in ("descr", "title"):
            if _FILE_NAME.fullmatch(one.get(words, "")):  # Word puts the path of the picture there
                del one.attrib[words]
        for made in list(one.iter(_CREATED)):
            extension = made.getparent()
            remove(made if extension is None else extension)
    return counted


def name_old_shapes(roots: Iterable[Element]) -> int:
    """The same for shapes of the older kind (VML): no titles, no addresses, ids that say nothing; says how many were changed."""
    parts = list(roots)
    shapes = [one for root in parts for one in root.iter() if str(one.tag).startswith(_VML)]
    counted = 0
    for one in shapes:
        for name in ("title", "href"):
            if one.get(_OFFICE + name) is not None:
                del one.attrib[_OFFICE + name]
                counted += 1
        if _FILE_NAME.fullmatch(one.get("alt", "")):
            del one.attrib["alt"]
    told = dict.fromkeys(
        one.get("id", "") for one in shapes if one.get("id") and not _USUAL.fullmatch(one.get("id", ""))
    )
    names = {id: f"shape{number}" for number, id in enumerate(told, start=1)}
    for one in (one for root in parts for one in root.iter()):
        for attribute, value in [(str(name), str(value)) for name, value in one.attrib.items()]:
            local = attribute.rpartition("}")[2]
            if local in ("id", "ShapeID", "spid") and value in names and str(one.tag).startswith((_VML, _OFFICE)):
                one.set(attribute, names[value])
            elif local == "type" and value.removeprefix("#") in names and value.startswith("#"):
                one.set(attribute, "#" + names[value.removeprefix("#")])
    return counted + len([id for id in told if not SHAPE_ID.fullmatch(id)])


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_picture(element: Element) -> bool:
    """Whether the properties are those of a picture, or of a drawing that is one."""
    around = element.getparent()
    return around is not None and (_local(around) == "nvPicPr" or next(around.iter(tag("pic:pic")), None) is not None)


def name_files(package: Package) -> tuple[Package, int]:
    """The package with the files of its pictures numbered in the order of their links; and how many were renamed."""
    names = _files(package)
    links = {
        names.get(part, part): [
            link
            if link.external or package.target(part, link) not in names
            else replace(link, target="/" + names[package.target(part, link)])
            for link in links
        ]
        for part, links in package.links.items()
    }
    parts = {names.get(part, part): data for part, data in package.parts.items()}
    types = {names.get(part, part): kind for part, kind in package.types.items()}
    renamed = sum(not FILE.fullmatch(posixpath.basename(part)) for part in names)
    return replace(package, parts=parts, types=types, links=links), renamed


def _files(package: Package) -> Mapping[str, str]:
    """The new name of each picture's file."""
    found = dict.fromkeys(part for part in pictures(package))
    return {
        part: f"word/media/image{number}.{_ENDINGS.get(package.types[part], 'bin')}"
        for number, part in enumerate(found, start=1)
    }


def pictures(package: Package) -> Iterator[str]:
    """The parts that are pictures, by their links."""
    for part in sorted(package.links):
        yield from package.linked(part, "image")
