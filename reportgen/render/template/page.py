"""The Word template: read, checked, and kept ready to be filled in as often as there are reports.

A template comes from outside, and from an editor: what runs or reaches out (`word.contents`) is refused, what only carries
people or noise is taken out and told, and every tag that is not a plain name, test or loop is refused. A template that was loaded
once is kept by its bytes.
"""

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docx.enum.style import WD_STYLE_TYPE
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.styles.styles import Styles

from reportgen.inputs import read_file
from reportgen.messages import DocumentError, TemplateError, issue, spoken
from reportgen.model.reports.narratives import Filled, PageText
from reportgen.model.sources import Issue, Source
from reportgen.render.form import with_form
from reportgen.render.template.cleaning import clean_page, cleanings, contents_to_renew, not_cleaned, printed
from reportgen.render.template.filling.expansion import Expanded, expanded
from reportgen.render.template.filling.tags import FAULTS as TAG_FAULTS
from reportgen.render.template.filling.tags import Part, TagError, shown
from reportgen.render.template.lint import find_tags, tag_issue
from reportgen.render.template.styles import TABLE_STYLE, with_styles
from reportgen.settings import Form
from reportgen.word import Kind, Package, active_content, open_document, open_package
from reportgen.word.packages.freezing import CORE
from reportgen.word.packages.names import tag
from reportgen.word.packages.opening import FAULTS
from reportgen.word.packages.package import refused
from reportgen.word.packages.structure import structure_faults, text_parts
from reportgen.word.packages.xml import Element, serialize

PARAGRAPH_STYLES = (
    "Title", "公文正文", "heading 1", "heading 2", "heading 3", "heading 4", "表题", "图题", "图片", "表格文字", "表头文字", "注释",
    "附件说明", "附件编号", "署名", "成文日期",
)  # fmt: skip
FIELDS = frozenset(("title", "office", "date", "period", "county"))
"""The fields of every report, which plain tags print."""
_THEME_FONTS = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}
_TITLE_POINTS = 22.0  # 2号, where the style does not say


@dataclass(frozen=True, slots=True)
class Page:
    """A Word template that was found fit.

    `styles` maps the names of the styles that the renderer uses to the ids that they have in this file (Word gives them
    other ids in another language); `texts` are its parts with tags, ready to be run, `names` the fields that plain tags use; `next_…` are ids that are free.
    `full` is not empty where tags ask for more than fields: those are run by the sandbox that has the figures. `body` says whether the
    report's blocks have a place. `issues` say what was taken out of the file, and what was added.
    """

    package: Package
    styles: Mapping[str, str]
    texts: Mapping[str, Expanded]
    plain: Mapping[str, Part]
    names: frozenset[str]
    full: tuple[Issue, ...]
    body: bool
    title_points: float
    next_bookmark: int
    next_drawing: int
    issues: tuple[Issue, ...] = ()

    @property
    def asks(self) -> tuple[PageText, ...]:
        """The parts to be run by the sandbox that has the figures; none where plain fields are all that the page prints."""
        return tuple(one.text for one in self.texts.values()) if self.full or self.names - FIELDS else ()

    def fill(self, fields: Mapping[str, str], filled: Filled | None = None) -> dict[str, Element]:
        """The roots of the parts that have tags, with their tags run; printed values are tokens still.

        `filled` are the parts that the page `asks` to be run. Raises TemplateError where a tag asks for a field that is not there, or the
        parts do not come out as XML.
        """
        if filled is None:
            unknown = [_unknown(self.package.name, name, fields) for name in sorted(self.names - fields.keys())]
            if unknown or self.full:
                raise TemplateError([*unknown, *self.full])
        return {part: self._filled(part, fields, filled) for part in self.texts}

    def _filled(self, part: str, fields: Mapping[str, str], filled: Filled | None) -> Element:
        try:
            text = self.plain[part].fill(fields) if filled is None else filled.parts[part]
            return self.texts[part].whole(text)
        except TagError as fault:
            raise _fault(self.package.name, part, fault.code) from fault
        except TAG_FAULTS as error:
            raise _fault(self.package.name, part, "page.tag-syntax") from error


def load_page(path: Path, form: Form | None = None) -> Page:
    """The Word template at `path`, checked, in the form that the house prescribes. Raises TemplateError, with an issue for everything that is wrong with it."""
    try:
        data = read_file(path)
    except OSError as error:
        raise TemplateError([issue("page.unreadable", Source(path.name))]) from error
    try:
        return _loaded(data, path.name, spoken(), form)
    except DocumentError as error:
        raise TemplateError(error.issues) from error


@lru_cache(maxsize=16)
def _loaded(data: bytes, name: str, _language: str, form: Form | None) -> Page:
    """The template in `data`, told of in the language that is spoken; raises TemplateError or DocumentError."""
    whole = open_package(data, name)
    package = printed(whole)
    _refuse(active_content(package, Kind.TEMPLATE))
    issues = cleanings(whole)
    package = clean_page(package)
    _refuse((*active_content(package, Kind.TEMPLATE), *not_cleaned(package)))
    _refuse([issue("document.broken-part", Source(name, part), part=part) for part, _what in structure_faults(package)])
    found = find_tags(package, CORE)
    _refuse(found.issues)
    package, added = with_styles(package, (*PARAGRAPH_STYLES, TABLE_STYLE) if found.body else ())
    package, formed = with_form(package, form)
    styles, title_points = _styles(package)
    _refuse(_missing_styles(name, styles) if found.body else ())
    _drop_theme_fonts(package)
    texts = {part: _expanded(package, part) for part in found.parts}
    return Page(
        package,
        styles,
        texts,
        {} if found.full else {part: _compiled(package, one.text) for part, one in texts.items()},
        found.names - {"body"},
        found.full,
        found.body,
        title_points,
        _free_id(package, "w:bookmarkStart", tag("w:id")),
        _free_id(package, "wp:docPr", "id"),
        (*issues, *added, *formed, *_without_body(name, found.body), *contents_to_renew(package)),
    )


def _refuse(issues: Sequence[Issue]) -> None:
    if issues:
        raise TemplateError(issues)


def _fault(name: str, part: str, code: str) -> TemplateError:
    """The refusal of a part whose tags are well-formed one by one, but not together."""
    return TemplateError([issue(code, Source(name, part), where=part)])


def _unknown(name: str, field: str, fields: Mapping[str, str]) -> Issue:
    """A tag names a field that does not exist; the nearest one is proposed."""
    near = difflib.get_close_matches(field, fields, 1) or sorted(set(fields) - {"body"})
    return issue("page.tag-unknown", Source(name), field=field, near=", ".join(near))


def _drop_theme_fonts(package: Package) -> None:
    """Takes out theme fonts that would beat named ones."""
    for part in (*text_parts(package), *package.linked(package.document, "styles")):
        root = package.root(part)
        for fonts in root.iter(tag("w:rFonts")):
            for theme, named in _THEME_FONTS.items():
                if fonts.get(tag("w:" + named)) and fonts.get(tag("w:" + theme)):
                    del fonts.attrib[tag("w:" + theme)]
        package.parts[part] = serialize(root)


def _styles(package: Package) -> tuple[dict[str, str], float]:
    """The ids of the styles that the renderer needs, by name, and the size of the title's characters in points."""
    try:
        found = _named(open_document(package).styles)
        return {name: style.style_id for name, style in found.items()}, _points(found.get("Title"))
    except FAULTS as error:
        part = next(iter(package.linked(package.document, "styles")), package.document)
        raise refused(package.name, "document.broken-part", part=part) from error


def _named(styles: Styles) -> dict[str, BaseStyle]:
    """The styles that the renderer needs; names are compared without case, as Word does."""
    wanted = {(name.casefold(), WD_STYLE_TYPE.PARAGRAPH): name for name in PARAGRAPH_STYLES}
    wanted[TABLE_STYLE, WD_STYLE_TYPE.TABLE] = TABLE_STYLE
    keys = [(wanted.get(((style.name or "").casefold(), style.type)), style) for style in styles]
    return {name: style for name, style in keys if name is not None}


def _points(title: BaseStyle | None) -> float:
    """The size of a paragraph style's characters."""
    size = title.font.size if isinstance(title, ParagraphStyle) else None
    return size.pt if size else _TITLE_POINTS


def _missing_styles(name: str, styles: Collection[str]) -> list[Issue]:
    return [
        issue("page.style-missing", Source(name), style=style)
        for style in (*PARAGRAPH_STYLES, TABLE_STYLE)
        if style not in styles
    ]


def _without_body(name: str, body: bool) -> list[Issue]:
    """A page without `{{ body }}` prints its own words alone, and that is said."""
    return [] if body else [issue("page.no-body", Source(name))]


def _expanded(package: Package, part: str) -> Expanded:
    try:
        return expanded(package.root(part), package.name, part)
    except TagError as fault:
        raise TemplateError(
            [tag_issue(package.name, part, fault.code, fault.place, written=shown(fault.tag_text))]
        ) from fault


def _compiled(package: Package, text: PageText) -> Part:
    """A part with plain tags, ready to be filled in."""
    try:
        return Part(text.text)
    except TagError as fault:
        raise _fault(package.name, text.part, fault.code) from fault
    except TAG_FAULTS as error:
        raise _fault(package.name, text.part, "page.tag-syntax") from error


def _free_id(package: Package, element: str, attribute: str) -> int:
    """The number after the highest id that elements of this name have."""
    roots = (package.root(part) for part in text_parts(package))
    ids = [found.get(attribute, "0") for root in roots for found in root.iter(tag(element))]
    return 1 + max((int(number) for number in ids if number.isdigit()), default=0)
